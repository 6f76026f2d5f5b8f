"""Markdown for Docusaurus: it compiles as MDX, and says that it need not be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from memo.render import escape_wikis
from memo.render.blocks import Callout
from memo.render.dialects.gfm import Gfm, front_matter


class Docusaurus(Gfm):
    page_ending = ".md"

    def before(self) -> Iterable[str]:
        return front_matter({"title": self.page.title, **dict(self.page.front)}, "mdx:", "  format: md")

    def escaped(self, words: str) -> str:
        return escape_wikis.docusaurus(words)

    def callout(self, block: Callout) -> Iterator[str]:
        if block.kind != "warning":
            yield from super().callout(block)
            return
        yield from (":::warning", "", self.line(block.line), "", ":::", "")
