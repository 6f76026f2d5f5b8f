"""The storage format of Confluence, Data Center and Cloud: XHTML with macros."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from memo.render import escape
from memo.render.blocks import (
    Block,
    Callout,
    Heading,
    Item,
    Line,
    Lines,
    Paragraph,
    Points,
    Quote,
    Rating,
    Table,
    Tasks,
)
from memo.render.dialects.writer import Writer
from memo.render.escape_wikis import cdata, confluence

_COLOUR = {"critical": "Red", "high": "Red", "medium": "Yellow", "low": "Green", "info": "Blue"}


class Confluence(Writer):
    def contents(self) -> Iterable[str]:
        return ('<ac:structured-macro ac:name="toc"><ac:parameter ac:name="maxLevel">3</ac:parameter>'
                "</ac:structured-macro>",)  # fmt: skip

    def written(self) -> str:
        return "\n".join(line for line in super().written().split("\n") if line) + "\n"

    def slug(self, heading: str) -> str:
        return escape.slug(heading)

    # --- spans --------------------------------------------------------------------

    def text(self, words: str, first: bool, before_link: bool) -> str:
        return confluence(words)

    def strong(self, inner: str) -> str:
        return f"<strong>{inner}</strong>"

    def emphasis(self, inner: str) -> str:
        return f"<em>{inner}</em>"

    def code(self, words: str) -> str:
        return f"<code>{confluence(words)}</code>"

    def link(self, words: str, url: str) -> str:
        target = escape.url(url)
        return f'<a href="{confluence(target)}">{confluence(words)}</a>' if target else confluence(words)

    def ref(self, words: str, anchor: str) -> str:
        body = f"<ac:link-body>{confluence(words)}</ac:link-body>"
        return f'<ac:link ac:anchor="{confluence(anchor)}">{body}</ac:link>'

    def rating(self, rating: Rating) -> str:
        return _macro("status", {"colour": _COLOUR[rating.grade], "title": rating.words})

    def page_ref(self, words: str, page: str) -> str:
        body = f"<ac:link-body>{confluence(words)}</ac:link-body>"
        return f'<ac:link><ri:page ri:content-title="{confluence(page)}"/>{body}</ac:link>'

    # --- blocks -------------------------------------------------------------------

    def heading(self, heading: Heading) -> Iterator[str]:
        anchor = _macro("anchor", {"": self.anchors[heading.key]}) if heading.key else ""
        yield f"<h{heading.level}>{anchor}{confluence(heading.words)}</h{heading.level}>"

    def block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Paragraph):
            yield f"<p>{self.line(block.line)}</p>"
        else:
            yield from super().block(block)

    def broken(self, block: Lines) -> Iterator[str]:
        yield f"<p>{'<br/>'.join(self.line(line) for line in block.lines)}</p>"

    def points(self, block: Points) -> Iterator[str]:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        yield f"<{tag}{start}>"
        for item in block.items:
            yield f"<li>{self.item(item)}</li>"
        yield f"</{tag}>"

    def item(self, item: Item) -> str:
        points = "".join(f"<li>{self.line(point)}</li>" for point in item.points)
        inner = [f"<p>{self.line(item.line)}</p>"] if item.line else []
        inner += [f"<ul>{points}</ul>"] if points else []
        return "\n".join([*inner, *self.blocks(item.blocks)])

    def tasks(self, block: Tasks) -> Iterator[str]:
        yield "<ac:task-list>"
        for number, task in enumerate(block.items, 1):
            status = "complete" if task.done else "incomplete"
            body = f"{self.line(task.line)}<br/>{self.line(task.more)}"
            yield (
                f"<ac:task><ac:task-id>{number}</ac:task-id><ac:task-status>{status}</ac:task-status>"
                f"<ac:task-body>{body}</ac:task-body></ac:task>"
            )
        yield "</ac:task-list>"

    def table(self, block: Table) -> Iterator[str]:
        yield "<table><tbody>"
        yield self.row("th", block.head)
        for row in block.rows:
            yield self.row("td", row)
        yield "</tbody></table>"

    def row(self, tag: str, cells: tuple[Line, ...]) -> str:
        return f"<tr>{''.join(f'<{tag}>{self.line(cell)}</{tag}>' for cell in cells)}</tr>"

    def quote(self, block: Quote) -> Iterator[str]:
        yield "<blockquote>"
        yield from self.blocks(block.blocks)
        yield "</blockquote>"

    def callout(self, block: Callout) -> Iterator[str]:
        inner = f"<p>{self.line(block.line)}</p>"
        if block.kind == "warning":
            yield _macro("warning", {}, f"<ac:rich-text-body>{inner}</ac:rich-text-body>")
        else:
            yield f"<blockquote>{inner}</blockquote>"

    def code_block(self, words: str) -> Iterator[str]:
        body = f"<ac:plain-text-body>{cdata(words)}</ac:plain-text-body>"
        yield from _macro("code", {}, body).split("\n")


def _macro(name: str, parameters: dict[str, str], body: str = "") -> str:
    given = "".join(
        f'<ac:parameter ac:name="{key}">{confluence(one)}</ac:parameter>' for key, one in parameters.items()
    )
    return f'<ac:structured-macro ac:name="{name}">{given}{body}</ac:structured-macro>'
