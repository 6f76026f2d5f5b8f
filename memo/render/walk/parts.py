"""Small forms that several sections of the page use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from memo.document import Memo
from memo.render.blocks import (
    Block,
    Emphasis,
    Heading,
    Line,
    Link,
    Paragraph,
    Ref,
    Strong,
    Table,
    bullets,
    joined,
    line,
)
from memo.typography import inside, quoted


def heading(memo: Memo, level: int, word: str) -> Heading:
    """Return a heading that is a standing word of the memo."""
    return Heading(level, memo.words[word])


def titled(title: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks under a title that is no heading, nothing where there are none."""
    body = list(blocks)
    if body:
        yield Paragraph((Strong((title,)),))
        yield from body


def listed(lines: Iterable[Line]) -> Iterator[Block]:
    """Yield a list of points, nothing where there are none."""
    body = list(lines)
    if body:
        yield bullets(*body)


def table(head: Iterable[str], rows: Iterable[tuple[Line, ...]]) -> Iterator[Block]:
    """Yield a table, nothing where it has no rows."""
    body = tuple(rows)
    if body:
        yield Table(tuple(line(word) for word in head), body)


def refs(findings: Iterable[str]) -> Line:
    """Return the findings named, each leading to its own heading."""
    return joined(", ", [(Ref(one, one),) for one in findings])


def linked(words: str, url: str) -> Line:
    """Return words that lead to an address where there is one."""
    return (Link(words, url),) if url else line(words)


def inner(memo: Memo, word: str) -> str:
    """Return a standing word as it stands inside a sentence."""
    return inside(memo.words[word], memo.language)


def label(memo: Memo, word: str) -> str:
    """Return a standing word before what it names, with the colon as the memo's language sets it."""
    return memo.words[word] + memo.words["colon"]


def cited(memo: Memo, words: str) -> str:
    """Return words between the quotation marks of the memo's language."""
    return quoted(words, memo.language)


def emphasis(words: str) -> Paragraph:
    return Paragraph((Emphasis((words,)),))
