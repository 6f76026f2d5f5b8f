"""`memo.cli.progress`: a moving line where somebody watches, plain lines now and then elsewhere."""

from __future__ import annotations

import io

import pytest

from memo.cli import progress
from memo.cli.progress import Progress, lasting


class Clock:
    """A clock that moves when it is told to."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(progress, "time", made)
    return made


def test_a_line_is_told_every_few_seconds(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    """Into a file or a pipe goes a whole line at a time, and not one for each input."""
    it = Progress(4)
    it.done("made")
    assert capsys.readouterr().err == ""
    clock.now += 6
    it.done("failed")
    it.done("unchanged")
    assert capsys.readouterr().err == "2 of 4, 1 failed, 0.33 a second, 6 s left\n"
    clock.now += 6
    it.done("made")
    assert capsys.readouterr().err == "4 of 4, 1 unchanged, 1 failed, 0.25 a second\n"
    it.clear()
    assert capsys.readouterr().err == ""


def test_a_terminal_sees_one_line_that_moves(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is written over itself, a shorter one hides the longer, and nothing of it is left when it is cleared."""
    seen = Terminal()
    monkeypatch.setattr("sys.stderr", seen)
    it = Progress(2)
    clock.now += 1
    it.done("made")
    assert seen.getvalue() == "\\r[############............] 1 of 2, 1.00 a second, 1 s left".replace("\\r", "\r")
    clock.now += 1
    it.done("unchanged")
    last = seen.getvalue().split("\r")[-1]
    assert last.rstrip() == "[########################] 2 of 2, 1 unchanged, 0.50 a second"
    width = len(last)
    it.clear()
    assert seen.getvalue().endswith("\r" + " " * len(last.rstrip()) + "\r"), width
    before = seen.getvalue()
    it.clear()
    assert seen.getvalue() == before


def test_a_run_of_nothing_is_whole(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is nothing to do, all of it is done."""
    monkeypatch.setattr("sys.stderr", Terminal())
    it = Progress(0)
    it._show()
    assert "[########################] 0 of 0" in progress.sys.stderr.getvalue()


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "1 s"), (59.4, "59 s"), (75, "1 min 15 s"), (3_600, "1 h 0 min"), (7_500, "2 h 5 min")]
)
def test_a_time_is_said_as_people_say_it(seconds: float, words: str) -> None:
    """Seconds, then minutes, then hours."""
    assert lasting(seconds) == words
