"""GitHub-flavoured Markdown that reads well raw: no HTML, stable anchors, tables that hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from memo.render import escape
from memo.render.blocks import Callout, Heading, Item, Line, Lines, Points, Quote, Table, Task, Tasks
from memo.render.dialects.writer import Writer


class Gfm(Writer):
    """Writes for GitHub, GitLab and whatever reads as they do."""

    def before(self) -> Iterable[str]:
        return front_matter({"title": self.page.title, **dict(self.page.front)}) if self.page.front else ()

    def slug(self, heading: str) -> str:
        return escape.slug(heading)

    # --- spans --------------------------------------------------------------------

    def text(self, words: str, first: bool, before_link: bool) -> str:
        written = self.escaped(words) if first else self.escaped("(" + words)[1:]
        return written[:-1] + "&#33;" if before_link and written.endswith("!") else written

    def escaped(self, words: str) -> str:
        """Return words at the beginning of a line so that a reader sees exactly them."""
        return escape.text(words)

    def strong(self, inner: str) -> str:
        return f"**{inner}**"

    def emphasis(self, inner: str) -> str:
        return f"*{inner}*"

    def code(self, words: str) -> str:
        return escape.code(words)

    def link(self, words: str, url: str) -> str:
        target = escape.url(url)
        return f"[{self.escaped(words)}]({target})" if target else self.escaped(words)

    def ref(self, words: str, anchor: str) -> str:
        return f"[{self.escaped(words)}](#{anchor})"

    def page_ref(self, words: str, page: str) -> str:
        return f"[{self.escaped(words)}]({page}{self.page_ending})"

    page_ending = ""
    """What an address adds to a page's name."""

    # --- blocks -------------------------------------------------------------------

    def heading(self, heading: Heading) -> Iterator[str]:
        yield f"{'#' * heading.level} {self.escaped(heading.words)}"
        yield ""

    hard_break = "\\"

    def broken(self, block: Lines) -> Iterator[str]:
        for line in block.lines[:-1]:
            yield self.line(line) + self.hard_break
        for line in block.lines[-1:]:
            yield self.line(line)
        yield ""

    def points(self, block: Points) -> Iterator[str]:
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}." if block.ordered else "-"
            yield from self.point(mark, item) if item.line else self.loose_point(mark, item)
        yield ""

    def point(self, mark: str, item: Item) -> Iterator[str]:
        """Yield an entry of the memo's own: points under it close up, blocks with an empty line after each."""
        yield f"{mark} {self.line(item.line)}"
        for point in item.points:
            yield f"    - {self.line(point)}"
        yield from _indented(self.blocks(item.blocks), 4)

    def loose_point(self, mark: str, item: Item) -> Iterator[str]:
        """Yield an entry of a reviewer's list: blocks alone, the first on the line of its mark."""
        lines = [*self.blocks(item.blocks)]
        while lines and not lines[-1]:
            lines.pop()
        # A mark alone would make a heading of the line before it, and several of them a rule.
        yield f"{mark} {lines[0] if lines else escape.JOINER}"
        yield from _indented(lines[1:], self.indent(mark))

    def indent(self, mark: str) -> int:
        """Return by how much what stands under an entry is set in."""
        return len(mark) + 1

    def tasks(self, block: Tasks) -> Iterator[str]:
        for task in block.items:
            yield from self.task(task)
        yield ""

    def task(self, task: Task) -> Iterator[str]:
        yield f"- [{'x' if task.done else ' '}] {self.line(task.line)}"
        yield f"    {self.line(task.more)}"

    def table(self, block: Table) -> Iterator[str]:
        yield self.row(block.head)
        yield f"|{'---|' * len(block.head)}"
        for row in block.rows:
            yield self.row(row)
        yield ""

    def row(self, cells: tuple[Line, ...]) -> str:
        return f"| {' | '.join(self.line(cell) for cell in cells)} |"

    def quote(self, block: Quote) -> Iterator[str]:
        lines = [*self.blocks(block.blocks)]
        while lines and not lines[-1]:  # an empty line at its end would be a mark and nothing beside it
            lines.pop()
        yield from (f"> {line}".rstrip() for line in lines)
        yield ""

    def callout(self, block: Callout) -> Iterator[str]:
        yield f"> {self.line(block.line)}"
        yield ""

    def code_block(self, words: str) -> Iterator[str]:
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", words) or [""]))
        yield fence
        for line in words.split("\n"):
            yield line.rstrip()
        yield fence
        yield ""


def _indented(lines: Iterable[str], by: int) -> Iterator[str]:
    for line in lines:
        yield f"{' ' * by}{line}".rstrip()


def front_matter(fields: dict[str, str], *more: str) -> Iterator[str]:
    """Yield fields as YAML before a page; a text of JSON is one of YAML."""
    yield "---"
    yield from (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
    yield from more
    yield "---"
    yield ""
