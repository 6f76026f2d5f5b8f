"""Standard streams that take nothing: the run ends by its own code, never as a fault in memo."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="the system has no device that is always full")


def ended(*arguments: str, out: bool = False, err: bool = False) -> tuple[int, str]:
    """Run memo with a full stdout or stderr; return its exit code and what it could say."""
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "memo", *arguments],
            stdout=full if out else subprocess.DEVNULL,
            stderr=full if err else subprocess.PIPE,
            check=False,
        )
    return done.returncode, (done.stderr or b"").decode()


@needs_full
@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("law", "--help"), ("law", "--topics")])
def test_a_full_stdout_is_said(arguments: tuple[str, ...]) -> None:
    """What cannot be written to stdout ends with 4 and one line that says so."""
    code, said = ended(*arguments, out=True)
    assert code == 4
    assert said.count("\n") == 1
    assert said.endswith("No space left on device  [cannot-write]\n")


@needs_full
def test_a_full_stderr_fails_nothing(tmp_path: Path) -> None:
    """The talk of a run may be lost; its result and its exit code are not."""
    review = tmp_path / "review.yaml"
    review.write_text("vendor: Example Ltd\nfindings: [{title: They train on our data}]\n", encoding="utf-8")
    target = tmp_path / "memo.md"
    assert ended("render", str(review), "-o", str(target), err=True) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("# ")
    assert ended("render", str(tmp_path / "none.yaml"), err=True) == (1, "")
