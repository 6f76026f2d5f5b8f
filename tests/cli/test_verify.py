"""`memo verify`: what a person reads and what a program reads about a PDF."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.unit.test_pdf import made


def test_it_says_whether_a_file_is_genuine(run: Run, tmp_path: Path) -> None:
    """One good file, one that is none: both are told, and the exit code is that of a gate."""
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(made())
    bad.write_bytes(b"%PDF-1.7 nothing")
    done = run("verify", str(good))
    assert done.exit_code == 0, done.stderr
    assert "is what it claims to be  [genuine]" in done.stdout
    both = run("verify", str(good), str(bad), "--format", "json")
    assert both.exit_code == 1
    assert [entry["verdict"] for entry in json.loads(both.stdout)] == ["genuine", "not-a-memo"]
    assert both.stderr == ""


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    """A wrong path is an error with its name, and no verdict."""
    done = run("verify", str(tmp_path / "none.pdf"))
    assert done.exit_code == 1
    assert "none.pdf" in done.stderr
    assert "unreadable-file" in done.stderr
    assert done.stdout == ""
