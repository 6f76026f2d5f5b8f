"""The citations in the margin: each has room beside its paragraph, in every language, and none runs into the foot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from memo.render.pdf import engine
from tests.support import TRAINING, memo_of, review

LINE = 6.0
"""Part of a line, in the engine's pixels, by which a note may pass its paragraph: the space under it is as much."""
FOOT = 50.0
"""What of a page's foot no note may reach: the running foot, in pixels."""


def crowded(page: str) -> list[str]:
    """Return the notes of a page that are higher than the place they stand in, or that reach into the foot."""

    def found(box: Any, room: Any, height: float) -> Iterator[str]:
        name = (box.element.get("class") or "") if box.element is not None else ""
        if name == "provision" and box.element_tag == "div":
            room = box
        if name == "side" and box.element_tag == "div":
            notes = sum(child.margin_height() for child in box.children)
            within = room.height + room.position_y - box.position_y
            if notes > within + LINE or box.position_y + notes > height - FOOT:
                yield " ".join("".join(box.element.itertext()).split())
            return
        for child in getattr(box, "children", ()):
            yield from found(child, room, height)

    pages = engine().HTML(string=page).render().pages
    return [note for sheet in pages for note in found(sheet._page_box, None, sheet.height)]


@pytest.mark.parametrize("language", ["en", "fr", "ko"])
def test_every_citation_has_room(language: str) -> None:
    """No citation in the margin is longer than its place, whatever its language writes."""
    everywhere = {"people_in": ["DE", "US-CA", "BR", "KR"], "role": "controller"}
    page = memo_of(review(TRAINING, client=everywhere, review={"language": language}), "citations").to_html()
    assert page.count('class="side"') > 5
    assert crowded(page) == []


def test_without_the_room_that_is_reckoned_they_crowd() -> None:
    """A note longer than its paragraph, with no room given to it, is seen, so the test above can fail."""
    note = (
        '<div class="provision" style="min-height: 30mm"><div class="side"><p>'
        + "word " * 40
        + "</p></div><p>Short.</p></div>"
    )
    page = memo_of(review(TRAINING), "citations").to_html().replace("</main>", note + "</main>")
    assert crowded(page) == []
    assert len(crowded(page.replace("30mm", "5mm"))) == 1
