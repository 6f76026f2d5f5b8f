"""`memo doctor`, and a system without the libraries that a PDF needs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support import CHECKOUT

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def test_doctor_says_what_memo_runs_on(run: Run) -> None:
    """Versions, the law library and the PDF stand in one short table."""
    done = run("doctor")
    assert done.exit_code == 0, done.stderr
    for word in ("memo ", "Python ", "weasyprint ", "law library ", "PDF "):
        assert f"\n{word}" in f"\n{done.stdout}"


@pytest.fixture
def without_pango(tmp_path: Path) -> dict[str, str]:
    """Return an environment whose PDF engine finds no Pango, as on a bare Debian."""
    folder = tmp_path / "shadow"
    folder.mkdir()
    (folder / "weasyprint.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0': no such file\")\n", encoding="utf-8"
    )
    return {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{CHECKOUT}"}


@pytest.mark.parametrize(
    "arguments", [["doctor"], ["render", "review.yaml"], ["render", "review.yaml", "-f", "md", "-f", "pdf"]]
)
def test_a_missing_system_library_is_4_and_names_the_packages(
    without_pango: dict[str, str], file: Callable[..., Path], tmp_path: Path, arguments: list[str]
) -> None:
    """Without Pango memo says what to install, shows no traceback and writes no part of a memo."""
    file()
    done = subprocess.run(
        [sys.executable, "-m", "memo", *arguments], cwd=tmp_path, env=without_pango, capture_output=True, check=False
    )
    said = done.stderr.decode()
    assert done.returncode == 4, said
    assert PACKAGES in said
    assert "[missing-system-library]" in said
    assert "Traceback" not in said
    assert not list(tmp_path.glob("review.[mp]*"))


def test_markdown_needs_no_system_library(
    without_pango: dict[str, str], file: Callable[..., Path], tmp_path: Path
) -> None:
    """A bare system can still make a memo in Markdown."""
    file()
    done = subprocess.run(
        [sys.executable, "-m", "memo", "render", "review.yaml", "-f", "md"], cwd=tmp_path, env=without_pango,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "review.md").is_file()
