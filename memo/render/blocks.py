"""A page as a small tree of blocks: what stands in a memo, before any markup language says how.

The walk over the memo makes it (`memo.render.walk`), one writer for each
markup language turns it into text (`memo.render.dialects`). A text in a line
is text: whoever writes it escapes it. Marks are never in a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct


class Strong(Struct, frozen=True):
    line: Line


class Emphasis(Struct, frozen=True):
    line: Line


class Code(Struct, frozen=True):
    """Words in the face of code, shown as they are."""

    words: str


class Link(Struct, frozen=True):
    """Words that lead to an address; where the address is not http or https they are words only."""

    words: str
    url: str


class Ref(Struct, frozen=True):
    """Words that lead to the heading of this page whose key is given; words only where there is none."""

    words: str
    key: str


class PageRef(Struct, frozen=True):
    """Words that lead to another page of the same wiki, by the name that the wiki knows it under."""

    words: str
    page: str


class Rating(Struct, frozen=True):
    """A grade of severity as a meter or a badge, and its name."""

    grade: str
    words: str
    strong: bool = False


Span = str | Strong | Emphasis | Code | Link | Ref | PageRef | Rating
Line = tuple[Span, ...]


class Heading(Struct, frozen=True):
    """A heading of level 1 to 5; `key` names it for a `Ref`."""

    level: int
    words: str
    key: str = ""


class Paragraph(Struct, frozen=True):
    line: Line


class Lines(Struct, frozen=True):
    """One paragraph whose lines end where they end here."""

    lines: tuple[Line, ...]


class Item(Struct, frozen=True):
    """An entry of a list: a line, points under it, blocks under it; a reviewer's entry is blocks alone."""

    line: Line = ()
    points: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()


class Points(Struct, frozen=True):
    """A list; `start` is the number that an ordered one begins with."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1


class Task(Struct, frozen=True):
    """Something to be done, and what is said of it on a line of its own."""

    done: bool
    line: Line
    more: Line


class Tasks(Struct, frozen=True):
    items: tuple[Task, ...]


class Table(Struct, frozen=True):
    """A table; its head and each row have as many cells."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


class Quote(Struct, frozen=True):
    """What somebody else wrote: a clause of the vendor, a quotation of the reviewer."""

    blocks: tuple[Block, ...]


class Callout(Struct, frozen=True):
    """What must not be overlooked (`warning`), or language to be put to the vendor (`wording`)."""

    kind: Literal["warning", "wording"]
    line: Line


class CodeBlock(Struct, frozen=True):
    words: str


Block = Heading | Paragraph | Lines | Points | Tasks | Table | Quote | Callout | CodeBlock


class Page(Struct, frozen=True):
    """A page: its blocks, and what a wiki or a site generator wants to know of it beforehand."""

    title: str
    language: str
    day: str
    blocks: tuple[Block, ...]
    front: tuple[tuple[str, str], ...] = ()
    """What front matter says beside the title, by name; empty where none is wished."""

    def headings(self) -> Iterator[Heading]:
        """Yield the headings in their order."""
        return (block for block in self.blocks if isinstance(block, Heading))


def line(*parts: Span) -> Line:
    """Return a line; neighbouring texts are joined, so that an escaper sees them whole.

    >>> line("a", "b", Code("c"), "")
    ('ab', Code(words='c'))
    """
    joined: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            if not part:
                continue
            if joined and isinstance(joined[-1], str):
                joined[-1] += part
                continue
        joined.append(part)
    return tuple(joined)


def joined(separator: str, lines: tuple[Line, ...] | list[Line]) -> Line:
    """Return several lines as one.

    >>> joined(", ", [("a",), ("b",)])
    ('a, b',)
    """
    parts: list[Span] = []
    for number, one in enumerate(lines):
        parts += [separator, *one] if number else one
    return line(*parts)


def words_of(spans: Line) -> str:
    """Return the words of a line without its marks."""
    return "".join(
        span if isinstance(span, str) else words_of(span.line) if isinstance(span, Strong | Emphasis) else span.words
        for span in spans
    )


def bullets(*lines: Line) -> Points:
    return Points(tuple(Item(one) for one in lines))


def numbered(*lines: Line) -> Points:
    return Points(tuple(Item(one) for one in lines), ordered=True)
