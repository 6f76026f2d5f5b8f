"""The markup of DokuWiki, without a plug-in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.render import escape
from memo.render.blocks import (
    Block,
    Callout,
    CodeBlock,
    Heading,
    Item,
    Line,
    Lines,
    Paragraph,
    Points,
    Quote,
    Table,
    Tasks,
)
from memo.render.dialects.writer import Writer
from memo.render.escape_wikis import dokuwiki, dokuwiki_heading, dokuwiki_label


class Dokuwiki(Writer):
    def slug(self, heading: str) -> str:
        """Return the heading as a link names it: DokuWiki makes the same anchor of both."""
        return " ".join(re.sub(r"[^\w:;.\-\u2060]", " ", dokuwiki_heading(heading)).split())

    def unused(self, name: str, used: dict[str, int]) -> str:
        key = re.sub(r"[\W_]", "", name.lower())
        count = used.get(key, 0)
        used[key] = count + 1
        return f"{name}{count}" if count else name

    # --- spans --------------------------------------------------------------------

    def text(self, words: str, first: bool, before_link: bool) -> str:
        written = dokuwiki(words.lstrip(" ") if first else words)
        return f"{written[:-1]}%%[%%" if before_link and written.endswith("[") else written

    def strong(self, inner: str) -> str:
        return f"**{inner}**"

    def emphasis(self, inner: str) -> str:
        return f"//{inner}//"

    def code(self, words: str) -> str:
        written = dokuwiki(words)
        return f"''{written if written != words else f'%%{words}%%'}''"

    def link(self, words: str, url: str) -> str:
        target = escape.url(url)
        return f"[[{target}|{dokuwiki_label(words)}]]" if target else dokuwiki(words)

    def ref(self, words: str, anchor: str) -> str:
        return f"[[#{anchor}|{dokuwiki_label(words)}]]"

    def page_ref(self, words: str, page: str) -> str:
        return f"[[:{page}|{dokuwiki_label(words)}]]"

    # --- blocks -------------------------------------------------------------------

    def heading(self, heading: Heading) -> Iterator[str]:
        marks = "=" * (7 - heading.level)
        yield f"{marks} {dokuwiki_heading(heading.words)} {marks}"
        yield ""

    def broken(self, block: Lines) -> Iterator[str]:
        yield "\\\\\n".join(self.line(line) for line in block.lines)
        yield ""

    def points(self, block: Points) -> Iterator[str]:
        yield from self.under(block, "  ")
        yield ""

    def under(self, block: Points, indent: str) -> Iterator[str]:
        """Yield a list as lines; an entry is one line and what is deeper in."""
        counted = block.ordered and block.start != 1  # the wiki would begin with 1
        mark = "-" if block.ordered and not counted else "*"
        for number, item in enumerate(block.items, block.start):
            lines = [self.line(item.line)] if item.line else []
            lines += [line for one in item.blocks if not isinstance(one, Points) for line in self.flattened(one)]
            opening = f"{number}. " if counted else ""
            yield f"{indent}{mark} {opening}{self.break_.join(lines)}".rstrip()
            for point in item.points:
                yield f"{indent}  * {self.line(point)}"
            for inner in item.blocks:
                if isinstance(inner, Points):
                    yield from self.under(inner, indent + "  ")

    break_ = " \\\\ "

    def flattened(self, block: Block) -> Iterator[str]:
        """Yield a block as single lines, for where a block cannot stand."""
        match block:
            case Paragraph():
                yield self.line(block.line)
            case Quote():
                for inner in block.blocks:
                    yield from self.flattened(inner)
            case Points():
                for number, item in enumerate(block.items, block.start):
                    mark = f"{number}. " if block.ordered else "• "
                    for place, line in enumerate(self.of_item(item)):
                        yield line if place else mark + line
            case CodeBlock():
                yield from (self.code(line) if line.strip() else "" for line in block.words.split("\n"))

    def of_item(self, item: Item) -> Iterator[str]:
        if item.line:
            yield self.line(item.line)
        for inner in item.blocks:
            yield from self.flattened(inner)

    def tasks(self, block: Tasks) -> Iterator[str]:
        for task in block.items:
            yield f"  * {'☑' if task.done else '☐'} {self.line(task.line)}{self.break_}{self.line(task.more)}"
        yield ""

    def table(self, block: Table) -> Iterator[str]:
        yield self.row("^", block.head)
        for row in block.rows:
            yield self.row("|", row)
        yield ""

    def row(self, mark: str, cells: tuple[Line, ...]) -> str:
        return f"{mark} {f' {mark} '.join(self.line(cell).strip() for cell in cells)} {mark}"

    def quote(self, block: Quote) -> Iterator[str]:
        for inner in block.blocks:
            for line in self.flattened(inner):
                yield f"> {line}"
        yield ""

    def callout(self, block: Callout) -> Iterator[str]:
        yield f"> {self.line(block.line)}"
        yield ""

    def code_block(self, words: str) -> Iterator[str]:
        for tag in ("code", "file"):
            if f"</{tag}>" not in words.lower():
                yield f"<{tag}>"
                yield from words.split("\n")
                yield f"</{tag}>"
                yield ""
                return
        yield from (f"{self.code(line)}\\\\" if line.strip() else "\\\\" for line in words.split("\n"))
        yield ""
