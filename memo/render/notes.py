"""Each footnote is printed once: two faults of the engine are mended, and pages that still have one are set anew.

The engine sends a note that has no room onto the next page. It loses one where
what calls it goes on upon that page and has to be set there a second time: it
takes back the note with the lines, though the line that calls it stands on the
page before. And it loses one whose line has room only since the notes before it
were sent on: it prints the line and forgets its note. Both are mended with the
versions that `memo.render.quick` was written for; `memo.render.passes` mends
what comes of setting some pages again and others not.

Whatever the version, the notes at the foot of the pages are counted when all
pages are set, which takes nothing but a look at each page's foot. Where a note
is missing, printed twice or taller than the page, the pages are set again with
a change for that note alone: first it is kept on the page of its call, and the
paragraph that calls it whole, so that they go onto the next page together; if
it is faulty still, it stands in the text, in brackets; in the end all notes do. What not even that prints is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any

_KEPT = "footnote-policy: line"
_WHOLE = "break-inside: avoid"
_INSIDE = "float: none"


class LostNoteWarning(UserWarning):
    """A footnote that the engine does not print once, whatever is tried."""


def set_whole(parse: Callable[[], Any], lay_out: Callable[[Any], Any]) -> tuple[Any, list[str]]:
    """Return the pages with each note printed once, and the words of the notes of which that is not so.

    `parse` reads the page and `lay_out` sets it; each is called once where nothing is wrong.
    """
    kept: set[int] = set()
    inside: set[int] = set()
    words: dict[int, str] = {}
    for attempt in range(4):
        page = parse()
        page.memo_inside = _changed(page, kept, inside) if attempt else []
        pages = lay_out(page)
        called, wrong = page.__dict__.get("memo_notes", ((), ()))
        if not wrong:
            return pages, []
        places = {element: place for place, element in enumerate(page.etree_element.iter())}
        faulty = {places[note] for note in wrong}
        match attempt:
            case 0:
                kept = faulty
                words = {places[note]: " ".join("".join(note.itertext()).split()) for note in called}
            case 1:
                kept, inside = kept - faulty, faulty
            case 2:
                kept, inside = set(), set(words)
    return pages, [words[place] for place in sorted(faulty)]


def _changed(page: Any, kept: set[int], inside: set[int]) -> list[Any]:
    """Keep notes on the page of their call, with all of its paragraph, or set them in the text; return the latter."""
    elements = list(page.etree_element.iter())
    around = {child: element for element in elements for child in element}
    for place in sorted(kept):
        _style(elements[place], _KEPT)
        _style(around[elements[place]], _WHOLE)
    for place in sorted(inside):
        element = elements[place]
        _style(element, _INSIDE)
        element.text = f" ({(element.text or '').lstrip()}"
        if len(element):
            element[-1].tail = f"{(element[-1].tail or '').rstrip()})"
        else:
            element.text = f"{element.text.rstrip()})"
    return [elements[place] for place in sorted(inside)]


def _style(element: Any, more: str) -> None:
    element.set("style", f"{element.get('style')}; {more}" if element.get("style") else more)


def watch(document: Any, boxes: Any) -> None:
    """Have the engine tell the page that it sets which notes it printed how often, once."""
    if not hasattr(document.layout_document, "memo_watched"):
        document.layout_document = _watched(document.layout_document, boxes.FootnoteAreaBox)


def _watched(slow: Callable[[Any, Any, Any], Iterator[Any]], foot: Any) -> Callable[[Any, Any, Any], Iterator[Any]]:
    """Return the layout of a document that leaves with it its notes, and those that are not printed once."""

    def lay_out(page: Any, root_box: Any, context: Any) -> Iterator[Any]:
        called = dict.fromkeys(note.element for note in context.footnotes)  # in order, and quick to ask
        inside = page.__dict__.get("memo_inside", [])
        printed: Counter[Any] = Counter()
        found: set[Any] = set()
        for sheet in slow(page, root_box, context):
            for area in sheet.children:
                if isinstance(area, foot):
                    over = area.position_y + area.margin_top < sheet.content_box_y()
                    for note in _at_foot(area, called):
                        printed[note] += 2 if over else 1  # a foot taller than its page runs over the text
            if inside:
                found.update(box.element for box in sheet.descendants())
            yield sheet
        wrong = [note for note in called if printed[note] != 1]
        page.memo_notes = list(called), wrong + [note for note in inside if note not in found]

    lay_out.memo_watched = True  # type: ignore[attr-defined]
    return lay_out


def _at_foot(area: Any, called: Container[Any]) -> Iterable[Any]:
    """Return the notes at a page's foot, each as often as it stands there."""
    notes = [child.element for child in area.children]
    if all(note in called for note in notes):
        return notes
    return {box.element for box in area.descendants()}  # notes set as one line are broken like one


# --- the faults of the engine -------------------------------------------------


def mend(layout: Any, block: Any, page: Any) -> None:
    """Put the two functions into the engine that lose no note."""
    layout.LayoutContext.unlayout_footnote = _owed(layout.LayoutContext.unlayout_footnote)
    page.remake_page = _owing(page.remake_page)
    block._linebox_layout = _with_its_notes(block._linebox_layout)


def _owing(slow: Callable[[int, Any, Any, Any], Any]) -> Callable[[int, Any, Any, Any], Any]:
    """Return the setting of a page that knows which notes the pages before owe it."""

    def remake(index: int, context: Any, root_box: Any, html: Any) -> Any:
        context.memo_owed = set(context.reported_footnotes)
        return slow(index, context, root_box, html)

    return remake


def _owed(slow: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return the taking back of a note, which leaves alone those whose call stands on a page before."""

    def take_back(context: Any, note: Any) -> None:
        if note not in context.memo_owed:
            slow(context, note)

    return take_back


def _with_its_notes(slow: Callable[..., Any]) -> Callable[..., Any]:
    """Return the setting of lines which sends on the notes of a line that was printed without them."""

    def lay_out(context: Any, box: Any, index: int, child: Any, lines: list[Any], *rest: Any) -> Any:
        answer = slow(context, box, index, child, lines, *rest)
        abort, stop = answer[:2]
        if stop and not abort and lines and context.footnotes:
            for part in lines[-1].descendants():
                if part.footnote in context.footnotes:
                    context.footnotes.remove(part.footnote)
                    context.reported_footnotes.append(part.footnote)
        return answer

    return lay_out
