"""The laws considered: why each applies that is set out, and which were not engaged."""

from __future__ import annotations

from collections.abc import Iterator

from memo.document import Memo
from memo.render.blocks import Block, Heading, Strong, line
from memo.render.walk.parts import listed, refs, table, titled


def laws(memo: Memo) -> Iterator[Block]:
    """Yield each law with its reason and findings, then those that no finding engages."""
    words = memo.words
    if not (memo.laws or memo.not_engaged):
        return
    yield Heading(2, words["laws"], key="laws")
    yield from table(
        [words[word] for word in ("law", "why_applies", "findings")],
        ((line(row.name), line(row.reason), refs(row.findings)) for row in memo.laws),
    )
    yield from titled(
        words["not_engaged"],
        listed(line(Strong((row.name + words["colon"],)), f" {row.reason}") for row in memo.not_engaged),
    )
