"""The places of what the page draws: the strip of days, the cells of the heat map, the notes in the margin."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

LEFT, RIGHT = 60.0, 500.0
"""Where the axis of the strip begins and ends, in the drawing's own units."""
FEWEST_DAYS = 60
"""A strip of less than two months shows nothing that its table does not."""
_ACROSS, _DOWN, _WIDEST = 2, 2, 12


def strip_of(entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return where each day of a timeline stands on one line, with the years; no marks where a line shows nothing.

    The axis runs from the first day of the first entry's year to the end of
    the last one's, and a day's place is its share of that time.

    >>> days = ["2026-01-01", "2026-07-02", "2027-12-31"]
    >>> found = strip_of([{"day": d, "written": d, "kind": "law", "past": False} for d in days])
    >>> [mark["x"] for mark in found["marks"]], [year["year"] for year in found["years"]]
    ([60.0, 169.7, 499.4], [2026, 2027, 2028])
    >>> strip_of([])["marks"]
    []
    """
    days = [date.fromisoformat(entry["day"]) for entry in entries]
    if len(days) < 3 or (days[-1] - days[0]).days < FEWEST_DAYS:
        return {"marks": [], "years": [], "first": "", "last": ""}
    start, end = date(days[0].year, 1, 1), date(days[-1].year + 1, 1, 1)

    def place(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - start).days / (end - start).days, 1)

    step = max(1, (end.year - start.year) // 12)
    return {
        "marks": [
            {"x": place(day), "kind": entry["kind"], "past": entry["past"]}
            for day, entry in zip(days, entries, strict=True)
        ],
        "years": [{"x": place(date(y, 1, 1)), "year": y} for y in range(start.year, end.year + 1, step)],
        "first": entries[0]["written"],
        "last": entries[-1]["written"],
    }


def cell_lines(ids: Sequence[str]) -> list[str]:
    """Return the ids of a cell of the heat map as at most two lines that can be read; what does not fit is counted.

    >>> cell_lines(["F-1", "F-2", "F-3", "F-9"]), cell_lines(["F-1"]), cell_lines([])
    (['F-1 F-2', 'F-3 F-9'], ['F-1'], [])
    >>> cell_lines([f"F-{n}" for n in range(1, 8)]), cell_lines(["clause-of-liability", "F-2", "F-3"])
    (['F-1 F-2', 'F-3 +4'], ['clause-of-l…', 'F-2 F-3'])
    """
    lines: list[str] = []
    left = [one if len(one) <= _WIDEST else f"{one[: _WIDEST - 1]}…" for one in ids]
    while left and len(lines) < _DOWN:
        line = left.pop(0)
        last = len(lines) == _DOWN - 1
        if left and len(f"{line} {left[0]}") <= _WIDEST and not (last and len(left) > _ACROSS - 1):
            line = f"{line} {left.pop(0)}"
        elif last and left:
            line = f"{line} +{len(left)}"
        lines.append(line)
    return lines


_MARGIN_COLUMNS, _MARGIN_LINE, _TEXT_LINE = 29, 3.8, 4.64
"""Letters of the margin column, and the height in mm of its lines and of those of the text."""


def beside(notes: Sequence[str]) -> dict[str, float]:
    """Return the height in mm that notes take in the margin, and how many lines of text that is.

    A letter of Korean, Chinese or Japanese takes two columns.

    >>> beside(["GDPR", "Art. 6(1)(f) GDPR", "", "legitimate interests and what they are not"])
    {'height': 15.2, 'lines': 4}
    """
    lines = 0
    for note in notes:
        columns = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in note)
        lines += -(-columns // _MARGIN_COLUMNS)
    height = round(lines * _MARGIN_LINE, 1)
    return {"height": height, "lines": max(3, -(-int(height * 100) // int(_TEXT_LINE * 100)))}
