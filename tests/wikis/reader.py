"""What a reader sees of a page in HTML: its texts block by block, where its links lead, which anchors there are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from tests.two_parsers import flat

_BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 td th div br ul ol table tr blockquote pre dd dl dt section aside".split())
_VOID = frozenset({"input", "br", "hr", "img", "wbr"})
_APART = frozenset({"toc", "dw__toc", "mw-editsection", "wiki-anchor", "headerlink"})
"""Ids and classes of what a wiki adds: tables of contents, marks for editing."""


def unmarked(text: str) -> str:
    """Return a text without the mark of an entry before it, which some wikis write as words."""
    return re.sub(r"^(?:(?:\[[ x]\]|[☐☑•]|7\.)(?: |$))*", "", text)


@dataclass
class Read:
    """What stands in a page as it is shown."""

    pieces: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    targets: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    @property
    def texts(self) -> list[str]:
        """The texts of the blocks, white space collapsed, unseen joiners and the marks of tasks taken out."""
        lines = (flat(piece) for piece in "".join(self.pieces).split("\n"))
        return [line for line in map(unmarked, lines) if line]

    @property
    def inward(self) -> list[str]:
        return [unquote(target[1:]) for target in self.targets if target.startswith("#")]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Read()
        self.apart = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self.read.pieces.append("\n")
        if tag in _VOID:
            self.read.tags.add(tag)
            return
        marks = {given.get("id", ""), *given.get("class", "").split()}
        if self.apart or marks & _APART:
            self.apart += 1
            return
        self.read.tags.add(tag)
        self.read.anchors |= {given.get("id", ""), given.get("name", "")} - {""}
        if "href" in given:
            self.read.targets.append(given["href"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.read.pieces.append("\n")
        if self.apart and tag not in _VOID:
            self.apart -= 1

    def handle_data(self, data: str) -> None:
        if not self.apart:
            self.read.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        if data.strip():
            self.read.tags.add("comment")


def read(html: str) -> Read:
    """Return what stands in a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.read
