"""A reviewer's prose, whatever it holds, stays between what stands before and behind it."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from memo.document import Prose
from memo.drafting.prose import prose
from memo.hidden import hidden_character
from memo.render.blocks import Item, Page, Paragraph, Points, line
from memo.render.dialects.known import writer
from memo.render.prose import blocks_of
from tests.support import prose_lines
from tests.two_parsers import PARSERS, Seen, flat, seen_in_html
from tests.wikis.test_dialects import body_of

NOTES = ["-", "*", "- - -", "-\n- a", "1.", "> -", "- a\n-", "-\n\n  a", "===", "---", "***", "\\-"]
"""Notes of next to nothing, below which or above which a mark alone would be read as a heading or a rule."""
PIECES = [
    *"\\`*_{}[]()<>#+-.!|~$&@:;=\"'/%^?, 1aZ", "\n", "\n\n", "\n", "  \n", "    ", "\t", "- ", "* ", "+ ", "1. ", "9) ", "> ", "# ", "###### ",
    "```", "~~~", "``", "**", "__", "***", "---", "===", "|---|", "| a | b |", "[x](https://a.example)", "[x](javascript:y)",
    "![x](https://a.example/y.png)", "[x]: https://a.example", "[x]", "<https://a.example>", "<b>", "</div>", "<!--", "&lt;", "&#35;",
    "https://a.example", "@name", "#1", "{{ x }}", "[^1]", "[^1]: x", "- [ ] ", "/close", "!!! note", ":::", "word", "two words", "é", "한", "م",
]  # fmt: skip
TEXTS = (
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=18)
    .map("".join)
    .map(str.strip)
    .filter(lambda value: value and hidden_character(value) is None)
)
KEPT = {"p", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "a"}
"""What the small Markdown may make."""


def _words(blocks: Prose) -> str:
    return " ".join("".join(run.text for run in block.runs) + " " + _words(block.children) for block in blocks)


def _links(blocks: Prose) -> list[str]:
    return [
        url
        for block in blocks
        for url in [*(run.url for run in block.runs if run.kind == "link"), *_links(block.children)]
    ]


@pytest.mark.parametrize("parser", PARSERS)
@given(value=TEXTS)
@example(value="- a\n\n      code\n- b")
@example(value="```\n# not a heading")
@example(value="> ```\n> x\n\ny")
@example(value="1. a\n\n   > b\n\n2. c")
@example(value="[a\n# b](https://a.example)")
@example(value="-\n-\n-")
@example(value="-")
@example(value="+")
@example(value="1.\n2.")
@example(value="-\n- a")
@example(value="- - -")
@example(value="> -\n> - a")
@example(value="a\n===\nb\n---")
def test_prose_neither_breaks_out_nor_makes_what_it_may_not(parser: str, value: str) -> None:
    """Around a reviewer's prose the blocks are what they were; in it are no headings, tables, images or HTML."""
    blocks = prose(value)
    written = "\n".join(
        ["### Before", "", *prose_lines(blocks), "### Behind", "", "| a | b |", "|---|---|", "| c | d |", ""]
    )
    seen = PARSERS[parser](written)
    behind = ["h3", "table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert seen.tags[0] == "h3"
    assert seen.tags[-len(behind) :] == behind
    assert set(seen.tags[1 : -len(behind)]) <= KEPT
    assert len(seen.targets) == len(_links(blocks))
    assert all(target.startswith(("https://", "http://")) for target in seen.targets)
    words = flat(_words(blocks))
    if not seen.targets:  # a link is followed by its target
        assert seen.words.replace(" ", "") == f"Before{words}Behindabcd".replace(" ", "")


def _by_mkdocs(text: str) -> Seen:
    return seen_in_html(markdown.markdown(text))


@pytest.mark.parametrize("dialect", ["gfm", "mkdocs", "redmine", "azure", "docusaurus"])
@pytest.mark.parametrize("note", NOTES)
def test_a_note_of_a_mark_alone_is_no_heading(note: str, dialect: str) -> None:
    """A dash for "nothing" under a quotation of another vendor stands there, and makes no heading of the quotation."""
    point = Item(line("Other vendor"), blocks=tuple(blocks_of(prose(note))))
    page = Page("t", "en", "", (Points((point, Item(line("Next")))), Paragraph(("Behind",))))
    written = writer(page, dialect).written()  # type: ignore[arg-type]
    for parser in (_by_mkdocs,) if dialect == "mkdocs" else PARSERS.values():
        seen = parser(body_of(written))
        assert not set(seen.tags) & {"h1", "h2", "hr"}, written
        marks = "".join(_words(prose(note)).split())
        assert "".join(seen.words.split()) == f"Othervendor{marks}NextBehind", written
