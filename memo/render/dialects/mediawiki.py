"""Wikitext for MediaWiki, without a template or an extension."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cached_property

from memo.render.blocks import Callout, CodeBlock, Heading, Item, Line, Lines, Paragraph, Points, Quote, Table, Tasks
from memo.render.dialects.writer import Writer
from memo.render.escape_wikis import mediawiki, mediawiki_url


class Mediawiki(Writer):
    """Writes headings from the second level, since the wiki's own title is the first."""

    def slug(self, heading: str) -> str:
        return re.sub(r"[^a-z0-9]+", "-", heading.split(":")[0].lower()).strip("-") or "finding"

    # --- spans --------------------------------------------------------------------

    def text(self, words: str, first: bool, before_link: bool) -> str:
        return mediawiki(words, first)

    def strong(self, inner: str) -> str:
        return f"'''{inner}'''"

    def emphasis(self, inner: str) -> str:
        return f"''{inner}''"

    def code(self, words: str) -> str:
        return f"<code>{mediawiki(words, first=False)}</code>"

    def link(self, words: str, url: str) -> str:
        target, label = mediawiki_url(url), mediawiki(words, first=False)
        return f"[{target} {label}]" if target else label

    def ref(self, words: str, anchor: str) -> str:
        return f"[[#{anchor}|{mediawiki(words, first=False)}]]"

    def page_ref(self, words: str, page: str) -> str:
        return f"[[{page}|{mediawiki(words, first=False)}]]"

    # --- blocks -------------------------------------------------------------------

    def contents(self) -> Iterator[str]:
        """Sections and findings, not the laws under each: the wiki's own table lists all and is longer than a screen.

        What limits that table is a style that a wiki may have or not, so it is switched off.
        """
        yield "__NOTOC__"
        yield '<div id="toc" class="toc">'
        for heading in self.page.headings():
            if heading.level == 2 or (heading.level == 3 and heading.key and not heading.key.startswith("law-")):
                yield f"{'*' * (heading.level - 1)} {self.ref(heading.words, self.place(heading))}"
        yield "</div>"
        yield ""

    def place(self, heading: Heading) -> str:
        """Return the anchor of a heading, nothing where none leads to it."""
        if heading.key:
            return self.anchors[heading.key]
        return self._sections.get(heading, "")

    @cached_property
    def _sections(self) -> dict[Heading, str]:
        """The anchor of each section that nothing but the contents lead to."""
        plain = dict.fromkeys(one for one in self.page.headings() if one.level == 2 and not one.key)
        return {heading: f"section-{number}" for number, heading in enumerate(plain, 1)}

    def heading(self, heading: Heading) -> Iterator[str]:
        words = mediawiki(heading.words).replace("=", "&#61;")
        if heading.level == 1:
            yield f"'''{words}'''"
        else:
            place = self.place(heading)
            anchor = f'<span id="{place}"></span>' if place else ""
            marks = "=" * heading.level
            yield f"{marks} {anchor}{words} {marks}"
        yield ""

    def broken(self, block: Lines) -> Iterator[str]:
        yield "<br>\n".join(self.line(line) for line in block.lines)
        yield ""

    def points(self, block: Points) -> Iterator[str]:
        yield from self.under(block, "")
        yield ""

    def under(self, block: Points, prefix: str) -> Iterator[str]:
        """Yield a list as lines, each with the marks of the lists that it stands in."""
        counted = block.ordered and block.start != 1  # the wiki would begin with 1
        mark = prefix + ("#" if block.ordered and not counted else ":" if counted else "*")
        for number, item in enumerate(block.items, block.start):
            yield from self.item(item, mark, f"{number}. " if counted else "")

    def item(self, item: Item, mark: str, number: str) -> Iterator[str]:
        opened = False
        if item.line:
            yield f"{mark} {number}{self.line(item.line, first=False)}"
            opened = True
        for point in item.points:
            yield f"{mark}* {self.line(point, first=False)}"
        for block in item.blocks:
            if isinstance(block, Points):
                if not opened:
                    yield f"{mark} {number}".rstrip()
                yield from self.under(block, mark)
            else:
                for line in self.flattened(block):
                    yield f"{mark}{':' if opened else ''} {'' if opened else number}{line}"
                    opened = True
            opened = True
        if not opened:
            yield f"{mark} {number}".rstrip()

    def flattened(self, block: object) -> Iterator[str]:
        """Yield a block of an entry as single lines, since an entry is one line."""
        match block:
            case Paragraph():
                yield self.line(block.line, first=False)
            case Quote():
                for inner in block.blocks:
                    yield from self.flattened(inner)
            case Points():
                for number, item in enumerate(block.items, block.start):
                    mark = f"{number}. " if block.ordered else "• "
                    lines = (line for inner in item.blocks for line in self.flattened(inner))
                    yield from (line if place else mark + line for place, line in enumerate(lines))
            case CodeBlock():
                yield from (self.code(line) for line in block.words.split("\n"))

    def tasks(self, block: Tasks) -> Iterator[str]:
        for task in block.items:
            box = "☑" if task.done else "☐"
            yield f"* {box} {self.line(task.line, first=False)}<br>{self.line(task.more, first=False)}"
        yield ""

    def table(self, block: Table) -> Iterator[str]:
        yield '{| class="wikitable"'
        yield from (f"! {self.cell(cell)}".rstrip() for cell in block.head)
        for row in block.rows:
            yield "|-"
            yield from (f"| {self.cell(cell)}".rstrip() for cell in row)
        yield "|}"
        yield ""

    def cell(self, cell: Line) -> str:
        return self.line(cell)

    def quote(self, block: Quote) -> Iterator[str]:
        yield "<blockquote>"
        yield from self.blocks(block.blocks)
        yield "</blockquote>"
        yield ""

    def callout(self, block: Callout) -> Iterator[str]:
        yield f"<blockquote>{self.line(block.line)}</blockquote>"
        yield ""

    def code_block(self, words: str) -> Iterator[str]:
        yield "<pre>"
        yield from html.escape(words, quote=False).split("\n")
        yield "</pre>"
        yield ""
