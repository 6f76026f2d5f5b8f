"""A reviewer's prose, a small subset of Markdown, as blocks: everything else stays as it was typed.

Paragraphs, emphasis, lists, code, quotes and http(s) links are read.
Headings, tables, images, HTML and every other mark are shown as typed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from memo.document import Block, Prose, Run
from memo.late import late

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode


_MARKED = late(r"[*_`\[\]\\\0]|[^\S \n\u00a0]|^ *\u00a0|\u00a0 *$|^ *(?:[-+>~]|\d)", re.MULTILINE)
"""Stands in every text of which the parser makes more than paragraphs: a mark, a rare space, an opening."""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # 'zero' knows plain text only; each thing that is read is named here.
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False, "maxNesting": 20})
    parser.enable(["emphasis", "backticks", "link", "image", "list", "blockquote", "fence", "escape", "newline"])
    parser.validateLink = _http_only  # type: ignore[method-assign]
    parser.inline.ruler.at("link", _link)
    return parser


def _http_only(url: str) -> bool:
    return url.startswith(("https://", "http://"))


_BLANK_LABEL = late(r"\[\s*\]")
_BLANK_TARGET = late(r"\]\(\s*\)$")


def _link(state: StateInline, silent: bool) -> bool:
    """Read a link that has words to show and an address to lead to."""
    from markdown_it.rules_inline import link

    start = state.pos
    if not link(state, True):
        return False
    end, state.pos = state.pos, start
    typed = state.src[start:end]
    if _BLANK_LABEL.match(typed) or _BLANK_TARGET.search(typed):
        return False
    return link(state, silent)


def prose(text: str | None) -> Prose:
    """Return the blocks of a reviewer's text, nothing where there is none."""
    if not text:
        return ()
    return parsed(text) if _MARKED.search(text) else _plain(text)


def parsed(text: str) -> Prose:
    """Return the blocks that the parser makes of a text."""
    from markdown_it.tree import SyntaxTreeNode

    root = SyntaxTreeNode(_parser().parse(text))
    return tuple(block for node in root.children for block in _blocks(node))


def _plain(text: str) -> Prose:
    """Return the paragraphs of a text without marks as the parser would, which need not be loaded for them."""
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip(" "):
            paragraphs[-1].append(line.strip(" "))
        elif paragraphs[-1]:
            paragraphs.append([])
    return tuple(Block("paragraph", (Run(" ".join(lines)),)) for lines in paragraphs if lines)


def _blocks(node: SyntaxTreeNode) -> list[Block]:
    match node.type:
        case "paragraph":
            return [Block("paragraph", tuple(run for child in node.children for run in _runs(child)))]
        case "bullet_list" | "ordered_list":
            items = tuple(
                Block("item", children=tuple(b for part in item.children for b in _blocks(part)))
                for item in node.children
            )
            if not any(item.children for item in items):  # a dash for "nothing" is no list
                marks = " ".join(item.info + item.markup for item in node.children)
                return [Block("paragraph", (Run(marks),))]
            if node.type == "bullet_list":
                return [Block("bullets", children=items)]
            return [Block("numbers", children=items, start=int(node.attrs.get("start", 1)))]
        case "blockquote":
            return [Block("quote", children=tuple(b for child in node.children for b in _blocks(child)))]
        case "fence":
            return [Block("code", (Run(node.content.rstrip("\n"), "code"),))]
        case _:
            return [Block("paragraph", (Run(node.content),))]


def _runs(node: SyntaxTreeNode) -> list[Run]:
    """Return the runs of an inline node; nested marks keep the innermost kind."""
    match node.type:
        case "inline":
            return _joined([run for child in node.children for run in _runs(child)])
        case "text":
            return [Run(node.content)] if node.content else []
        case "softbreak" | "hardbreak":
            return [Run(" ")]
        case "code_inline":
            return [Run(node.content, "code")]
        case "em" | "strong":
            kind = "emphasis" if node.type == "em" else "strong"
            inner = [run for child in node.children for run in _runs(child)]
            return [Run(run.text, kind if run.kind == "text" else run.kind, run.url) for run in inner]  # type: ignore[arg-type]
        case "image":
            return [Run(f"![{node.content}]({node.attrs.get('src', '')})")]
        case "link":
            words = "".join(run.text for child in node.children for run in _runs(child))
            return [Run(words, "link", str(node.attrs.get("href", "")))]
        case _:
            return [Run(node.content)] if node.content else []


def _joined(runs: list[Run]) -> list[Run]:
    """Join neighbouring runs of one kind: two marks side by side would be read as others."""
    joined: list[Run] = []
    for run in runs:
        if joined and run.kind == joined[-1].kind and run.kind not in ("code", "link"):
            joined[-1] = Run(joined[-1].text + run.text, run.kind)
        else:
            joined.append(run)
    return joined


def flat(text: str | None) -> str:
    """Return the words of a reviewer's text without marks, in one line."""

    def words(block: Block) -> str:
        return "".join(run.text for run in block.runs) + " ".join(words(child) for child in block.children)

    return " ".join(" ".join(words(block) for block in prose(text)).split())
