"""What two unlike Markdown parsers make of a text: its blocks, its words, its links."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

JOINER = "\u2060"


@dataclass
class Seen:
    """What a parser saw: the tags in order, the text, the targets of links and images."""

    tags: list[str] = field(default_factory=list)
    text: str = ""
    targets: list[str] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)

    @property
    def words(self) -> str:
        """The text with runs of white space as one space, without the joiner that breaks mentions."""
        return flat(self.text)

    def counted(self) -> dict[str, int]:
        """Return how often each tag stands."""
        return {tag: self.tags.count(tag) for tag in sorted(set(self.tags))}


def flat(text: str) -> str:
    """Return a text on one line, white space collapsed and the joiner taken out."""
    return " ".join(text.replace(JOINER, "").split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.tags.append(tag)
        self.seen.attributes.update(name for name, _ in attrs)
        self.seen.targets += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag in ("br", "p", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "blockquote"):
            self.seen.text += " "

    def handle_data(self, data: str) -> None:
        self.seen.text += data

    def handle_comment(self, data: str) -> None:
        self.seen.tags.append("comment")
        self.seen.text += f"<!--{data}-->"


def seen_in_html(text: str) -> Seen:
    """Return what stands in an HTML text."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.seen


@cache
def _commonmark() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")


def by_markdown_it(text: str) -> Seen:
    """Return what markdown-it sees with raw HTML, tables and strikethrough on: the most that could go wrong."""
    return seen_in_html(_commonmark().render(text))


def by_cmark(text: str) -> Seen:
    """Return what GitHub's own parser sees with all its extensions and raw HTML on."""
    html = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES)
    return seen_in_html(html)


PARSERS = {"markdown-it": by_markdown_it, "cmark-gfm": by_cmark}
