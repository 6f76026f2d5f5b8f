"""Markdown for MkDocs, Material, Zensical and TechDocs, that is for Python-Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from memo.render import escape, escape_wikis
from memo.render.blocks import Block, Callout, CodeBlock, Item, Lines, Paragraph, Points
from memo.render.dialects.gfm import Gfm, front_matter


class Mkdocs(Gfm):
    """Writes what needs no extension but tables, fenced code and admonitions, and is read alike with many."""

    hard_break = "  "
    page_ending = ".md"

    def before(self) -> Iterable[str]:
        return front_matter({"title": self.page.title, **dict(self.page.front)})

    def slug(self, heading: str) -> str:
        """Return the anchor that the `toc` extension gives a heading."""
        plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode("ascii")
        return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())

    def unused(self, name: str, used: dict[str, int]) -> str:
        while name in used or not name:
            found = re.fullmatch(r"(.*)_([0-9]+)", name)
            name = f"{found[1]}_{int(found[2]) + 1}" if found else f"{name}_1"
        used[name] = 1
        return name

    def escaped(self, words: str) -> str:
        return escape_wikis.mkdocs(words)

    def code(self, words: str) -> str:
        if not words.strip() or words.startswith(("#!", ":::")):  # would name a language
            return self.escaped(words)
        return escape.code(escape_wikis.mkdocs_code(words))

    def code_block(self, words: str) -> Iterator[str]:
        return super().code_block(escape_wikis.mkdocs_code(words))

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        before: Block | None = None
        for block in blocks:
            if isinstance(before, Points) and isinstance(block, Points | CodeBlock):
                yield from ("<!-- -->", "")  # else it would be part of the list before it
            yield from self.block(block)
            before = block

    def indent(self, mark: str) -> int:
        return 4

    def point(self, mark: str, item: Item) -> Iterator[str]:
        yield from super().point(mark, replace(item, blocks=()))
        if item.blocks:
            yield ""  # else a quote or a list would be read on as words
            yield from (f"    {line}".rstrip() for line in self.within(item.blocks))

    def loose_point(self, mark: str, item: Item) -> Iterator[str]:
        first, *rest = item.blocks or (Paragraph(("\u2060",)),)  # a mark alone heads the line before it
        if not isinstance(first, Paragraph):  # an entry that begins with a block would lose it
            rest, first = [first, *rest], Paragraph(("\u2060",))
        written = self.line(first.line)
        yield f"{mark}{' ' * (4 - len(mark) if len(mark) < 4 else 1)}{written}".rstrip()
        if rest:
            yield ""
            yield from (f"    {line}".rstrip() for line in self.within(rest))

    def within(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Yield the blocks under an entry of a list; fences are known at the margin only."""
        for block in blocks:
            if isinstance(block, CodeBlock):
                yield from (f"    {line}".rstrip() for line in escape_wikis.mkdocs_code(block.words).split("\n"))
                yield ""
            else:
                yield from self.block(block)

    def broken(self, block: Lines) -> Iterator[str]:
        for line in block.lines[:-1]:
            yield self.line(line).rstrip() + self.hard_break
        for line in block.lines[-1:]:
            yield self.line(line)
        yield ""

    def callout(self, block: Callout) -> Iterator[str]:
        if block.kind != "warning":
            yield from super().callout(block)
            return
        yield '!!! warning ""'
        yield f"    {self.line(block.line)}"
        yield ""
