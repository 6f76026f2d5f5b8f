"""A batch over small files, run in this process unless a test names other workers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from memo.batch import crew
from memo.cli.main import cli
from tests.batch.support import Inline

Run = Callable[..., Result]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the workers of a batch be this process."""

    def local(jobs: int, formats: Any, law: str) -> crew.Crew:
        return crew.Crew(Inline, 1)

    monkeypatch.setattr(crew, "local", local)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, here: None) -> Run:
    """Return a caller of `memo batch` that works in an empty folder, on 23 November 2026, in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795428000")

    def call(*arguments: str | Path, stdin: str | None = None) -> Result:
        return CliRunner().invoke(cli, ["batch", *(str(argument) for argument in arguments)], input=stdin)

    return call
