"""A door to knock at, and findings files to knock with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from memo.cli.main import cli
from memo.library.day import Library
from tests.support import REGULATIONS, library_on

# What the tests of several commands read.
GOOD = """\
vendor: Acme
review: {date: 2026-11-23}
client: {people_in: [DE]}
findings:
  - title: Model training opt-out with safety review override
    summary: Prompts train the models unless the person opts out.
"""

FOUR_PLACES = """\
review: {date: 2026-11-23}
client: {role: controller, established_in: [DE], people_in: %s}
vendor: {name: A vendor of AI, role: controller, established_in: [US-CA]}
findings:
  - title: Model Training Opt-Out with Safety Review Override
    quote: >-
      We may use your Inputs and Outputs to train our models and improve our Services, unless you opt out
      through your account settings. Even if you opt-out, we will use Inputs and Outputs for model
      improvement when your conversations are flagged for safety review.
    summary: >-
      By default everything typed and every answer may train the models. A setting turns this off, but
      conversations flagged for safety review may still be used.
    citations:
      - GDPR Art. 6(1)(f)
      - GDPR Art. 21
      - GDPR Art. 22
      - Cal. Civ. Code §1798.120
      - Cal. Civ. Code §1798.105
      - LGPD Art. 18
      - Korea PIPA Art. 37
      - EU AI Act Art. 53(1)(d)
"""

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return a caller of `memo` that works in an empty folder, on 23 November 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795428000")
    opened, store = Library.open, library_on().store

    def shared(root: Path, as_of: date) -> Library:
        """Read the checkout's library once for all tests; any other as it is."""
        return Library(store, as_of) if root == REGULATIONS else opened(root, as_of)

    monkeypatch.setattr(Library, "open", shared)

    def call(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)

    return call


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Return a writer of files in the folder of the test."""

    def written(text: str | bytes = GOOD, name: str = "review.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return Path(name)

    return written
