"""Every colour that the page sets words in is read on every ground that words stand on: WCAG 2.2, level AA."""

from __future__ import annotations

import re

import pytest

from memo.house.look import LEAST_CONTRAST, contrast
from memo.resources import packaged

SHEET = (packaged("templates") / "memo.css").read_text(encoding="utf-8")
INKS = sorted(set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{3,6})", SHEET)))
DRAWINGS = "".join(
    (packaged("templates") / "parts" / name).read_text(encoding="utf-8")
    for name in ("risk.html.j2", "timeline.html.j2")
)


def full(colour: str) -> str:
    """Return a colour with two digits for each part."""
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


@pytest.mark.parametrize("ink", INKS)
def test_words_are_read_on_the_page(ink: str) -> None:
    """No colour of words has less than 4.5 against white; a ground of another colour is only where it is named here."""
    assert contrast(full(ink)) >= LEAST_CONTRAST
    grounds = set(re.findall(r"background(?:-color)?: (#[0-9a-f]{3,6})", SHEET)) - {"#fff"}
    boxes = set(re.findall(r"\.m-\w+ \.box[^{]*{ background: (#[0-9a-f]{6})", SHEET))
    assert grounds == boxes  # the boxes of the meter hold no words


def test_words_of_the_drawings_are_read_on_their_cells() -> None:
    """The ids on the heat map's cells, and what stands beside both drawings, are read; white on a pale cell is not."""
    cells = re.findall(r'"(?:low|moderate|high|severe)": "(#[0-9a-f]{6})"', DRAWINGS)
    assert len(cells) == 4
    inks = set(re.findall(r'<text[^>]*fill="(#[0-9a-f]{6})"', DRAWINGS))
    assert len(inks) == 2
    assert all(contrast("#16191d", cell) >= LEAST_CONTRAST for cell in cells)
    assert all(contrast(ink) >= LEAST_CONTRAST for ink in inks)
    assert contrast("#ffffff", cells[1]) < LEAST_CONTRAST


def test_a_meter_is_seen() -> None:
    """The filled boxes of a grade have 3 to 1 against the page, as WCAG asks of drawings (1.4.11)."""
    boxes = re.findall(r"\.m-\w+ \.box[^{]*{ background: (#[0-9a-f]{6})", SHEET)
    assert len(boxes) == 4
    assert all(contrast(box) >= 3 for box in boxes)
