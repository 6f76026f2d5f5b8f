"""`memo.cli.leaving`: a process ends at once with its code, and as usual where somebody waits for that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_main import ENVIRONMENT

BEGINNING = """
import atexit, os, sys, threading
from memo.cli.leaving import leave
at_once = os._exit
def told(code):
    print("at once", file=sys.stderr, flush=True)
    at_once(code)
os._exit = told
atexit.register(print, "registered")
print("result")
"""


def ended(code: str, tmp_path: Path, *options: str) -> tuple[int, str, str]:
    """Return how a process with this code ends, and what it says."""
    done = subprocess.run(
        [sys.executable, *options, "-c", BEGINNING + code], cwd=tmp_path, env=ENVIRONMENT, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("code", "number"), [("None", 0), ("0", 0), ("3", 3), ("130", 130)])
def test_what_was_said_is_written_and_what_was_registered_is_done(code: str, number: int, tmp_path: Path) -> None:
    """The code is the run's, nothing of a stream is lost, and nothing is taken apart first."""
    assert ended(f"leave({code})", tmp_path) == (number, "result\nregistered\n", "at once\n")


@pytest.mark.parametrize(
    ("before", "options"),
    [
        ("sys.settrace(lambda *_: None)", ()),
        ("sys.setprofile(lambda *_: None)", ()),
        ("threading.Thread(target=lambda: __import__('time').sleep(0.2)).start()", ()),
        ("", ("-X", "dev")),
    ],
)
def test_whoever_watches_is_waited_for(before: str, options: tuple[str, ...], tmp_path: Path) -> None:
    """A debugger, a profiler, another thread and the development mode see the usual end, and the same code."""
    assert ended(f"{before}\nleave(3)", tmp_path, *options) == (3, "result\nregistered\n", "")


def test_a_code_that_is_words_is_said_by_python(tmp_path: Path) -> None:
    """`SystemExit` with words prints them and ends with 1."""
    assert ended("leave('why')", tmp_path) == (1, "result\nregistered\n", "why\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_stream_that_takes_nothing_is_no_success(tmp_path: Path) -> None:
    """What cannot be written at the end is told by Python, and no exit code says that all went well."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", BEGINNING + "leave(0)"], cwd=tmp_path, env=ENVIRONMENT, stdout=full,
            stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode != 0
