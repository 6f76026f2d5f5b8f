"""Broken findings files, one a fault, each with the very message that a person reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from memo.api import check
from memo.errors import Fault, MemoError, report
from memo.findings.read import read
from tests.support import library_on

HERE = Path(__file__).parent
CASES = sorted(path.name for path in HERE.iterdir() if path.suffix in {".yaml", ".json"})


def faults_in(path: Path) -> tuple[Fault, ...]:
    """Return everything wrong or doubtful in a findings file, wherever it shows."""
    try:
        reading = read(path)
    except MemoError as error:
        return error.faults
    return check(reading, library_on())


def told(path: Path) -> str:
    """Return what a person reads about a file, by the file's name alone."""
    return report(faults_in(path)).replace(f"{HERE}/", "").replace("\u00a0", " ") + "\n"


@pytest.mark.parametrize("name", [*CASES, "no-such-file.yaml"])
def test_the_message_is_the_one_expected(name: str, request: pytest.FixtureRequest) -> None:
    """A fault is told in the words that were agreed: place, value, why, nearest right value, code."""
    expected = HERE / "expected" / f"{name}.txt"
    text = told(HERE / name)
    if request.config.getoption("--update-golden"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_the_message_is_short_and_has_a_place_and_a_code(name: str) -> None:
    """However broken a file is, its faults fit on a screen, each with its file and a stable code."""
    text = told(HERE / name)
    assert len(text.encode()) <= 4096
    assert text.isprintable() or all(line.isprintable() for line in text.split("\n"))
    for line in text.rstrip("\n").split("\n"):
        assert line.startswith((name, "    ", "... and ")), line
        assert not line.startswith(name) or line.endswith("]")
    assert "Traceback" not in text


def test_every_case_has_its_expected_text() -> None:
    """No broken file is without its message, and no message without its file."""
    texts = {path.name.removesuffix(".txt") for path in (HERE / "expected").iterdir()}
    assert texts == {*CASES, "no-such-file.yaml"}
