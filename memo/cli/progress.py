"""How far a run of many inputs is, on stderr: one moving line on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections import Counter

from memo.cli import streams

EVERY = 5.0
"""Seconds between two plain lines."""
_FRAME = 0.1
_CELLS = 24


class Progress:
    """Counts what is done, and says so."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.counts: Counter[str] = Counter()
        self.moving = sys.stderr is not None and sys.stderr.isatty()
        self._began = self._told = time.monotonic()
        self._worked = 0.0
        self._width = 0

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def done(self, status: str) -> None:
        """Count one input, and show it when it is time."""
        self.counts[status] += 1
        now = time.monotonic()
        if now - self._told >= (_FRAME if self.moving else EVERY):
            self._told = now
            self._show()

    def clear(self) -> None:
        """Take the moving line away, so that something else can be said."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._width = 0

    def line(self) -> str:
        """Return the state in one line: how many of how many, the rate, the time left."""
        done = self.counts.total()
        worked = done - self.counts["unchanged"]
        rate = worked / self.seconds if worked and self.seconds else 0.0
        parts = [f"{done} of {self.total}"]
        if self.counts["unchanged"]:
            parts.append(f"{self.counts['unchanged']} unchanged")
        if self.counts["failed"]:
            parts.append(f"{self.counts['failed']} failed")
        if rate:
            parts.append(f"{rate:.2f} a second")
            if done < self.total:
                parts.append(f"{lasting((self.total - done) / rate)} left")
        return ", ".join(parts)

    def _show(self) -> None:
        if not self.moving:
            streams.tell(self.line())
            return
        full = round(_CELLS * self.counts.total() / self.total) if self.total else _CELLS
        text = f"[{'#' * full}{'.' * (_CELLS - full)}] {self.line()}"
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)


def lasting(seconds: float) -> str:
    """Return a time as people say it.

    >>> lasting(0.4), lasting(75), lasting(7500)
    ('1 s', '1 min 15 s', '2 h 5 min')
    """
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
