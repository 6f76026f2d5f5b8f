"""Lists, quotes and code in each other, as DokuWiki, MediaWiki and Python-Markdown are given them.

These three cannot set every block in every other: what they cannot is written
as lines, and no word, number or order of the reviewer's is lost on the way.
"""

from __future__ import annotations

import pytest

from memo.render.blocks import (
    Block,
    Callout,
    Code,
    CodeBlock,
    Heading,
    Item,
    Lines,
    Link,
    Page,
    Paragraph,
    Points,
    Quote,
    Task,
    Tasks,
)
from memo.render.dialects.known import Name, writer


def paragraph(words: str) -> Paragraph:
    return Paragraph((words,))


def entry(*blocks: Block) -> Item:
    """Return an entry of a reviewer's list, which is blocks alone."""
    return Item(blocks=blocks)


INNER = Points((entry(paragraph("in")),), ordered=True, start=3)
QUOTED_LIST = Quote((Points((entry(paragraph("x"), paragraph("y")), entry(paragraph("z"))), ordered=True, start=4),))
QUOTED_BULLETS = Quote((paragraph("a"), Points((entry(paragraph("b")),)), CodeBlock("c\n\n d")))
CASES: dict[str, tuple[Block, dict[Name, str]]] = {
    "an entry of several blocks": (
        Points((entry(paragraph("one"), Quote((paragraph("q"), paragraph("r"))), CodeBlock("a\n\n*b*")),)),
        {
            "dokuwiki": "  * one \\\\ q \\\\ r \\\\ ''%%a%%'' \\\\  \\\\ ''%%*b*%%''",
            "mediawiki": "* one\n*: q\n*: r\n*: <code>a</code>\n*: <code></code>\n*: <code>*b*</code>",
        },
    ),
    "a list in an entry of its own number": (
        Points((entry(INNER), entry(paragraph("first"), Points((entry(paragraph("deep")),)))), ordered=True, start=5),
        {
            "dokuwiki": "  * 5.\n    * 3. in\n  * 6. first\n    * deep",
            "mediawiki": ": 5.\n:: 3. in\n: 6. first\n:* deep",
        },
    ),
    "a numbered list in a bullet": (
        Points((Item(("head",), blocks=(Points((entry(paragraph("in")),), ordered=True),)),)),
        {"dokuwiki": "  * head\n    - in", "mediawiki": "* head\n*# in"},
    ),
    "a numbered list quoted in an entry keeps its numbers": (
        Points((entry(QUOTED_LIST),)),
        {
            "dokuwiki": "  * 4. x \\\\ y \\\\ 5. z",
            "mediawiki": "* 4. x\n*: y\n*: 5. z",
        },
    ),
    "a list in an entry's quote under a line": (
        Points((Item(("line",), blocks=(Quote((Points((Item(("x",), blocks=(paragraph("y"),)),)),)),)),)),
        {"dokuwiki": "  * line \\\\ • x \\\\ y"},
    ),
    "an entry of nothing": (
        Points((Item(),), ordered=True, start=9),
        {"dokuwiki": "  * 9.", "mediawiki": ": 9."},
    ),
    "points under a line": (
        Points((Item(("line",), points=(("p",), ("q",))),)),
        {"dokuwiki": "  * line\n    * p\n    * q", "mediawiki": "* line\n** p\n** q"},
    ),
    "a quote": (
        QUOTED_BULLETS,
        {
            "dokuwiki": "> a\n> • b\n> ''%%c%%''\n> \n> ''%% d%%''",
            "mediawiki": "<blockquote>\na\n\n* b\n\n<pre>\nc\n\n d\n</pre>\n\n</blockquote>",
        },
    ),
    "code": (
        CodeBlock("x <b>"),
        {"dokuwiki": "<code>\nx <b>\n</code>", "mediawiki": "<pre>\nx &lt;b&gt;\n</pre>"},
    ),
    "code that ends code": (
        CodeBlock("x </CODE> y"),
        {"dokuwiki": "<file>\nx </CODE> y\n</file>", "mediawiki": "<pre>\nx &lt;/CODE&gt; y\n</pre>"},
    ),
    "code that ends everything": (
        CodeBlock("</code>\n\n</FILE>"),
        {"dokuwiki": "''%%</code>%%''\\\\\n\\\\\n''%%</FILE>%%''\\\\"},
    ),
    "code in a line": (
        Paragraph((Code("plain"), " ", Code("**b**"))),
        {
            "dokuwiki": "''%%plain%%'' ''%%**b**%%''",
            "mediawiki": "<code>plain</code> <code>**b**</code>",
            "mkdocs": "`plain` `**b**`",
        },
    ),
    "code that would name a language": (
        Paragraph((Code("#!python x"), " ", Code(":::x"), " ", Code(" "))),
        {"mkdocs": "&#35;!python x &#58;::x  "},
    ),
    "a link to no address": (
        Paragraph((Link("words", "javascript:x"),)),
        {"dokuwiki": "words", "mediawiki": "words", "mkdocs": "words"},
    ),
    "a bracket before a link": (
        Paragraph(("a [", Link("w", "https://a.bc/"))),
        {"dokuwiki": "a %%[%%[[https://a.bc/|w]]", "mediawiki": "a &#91;[https://a.bc/ w]"},
    ),
    "lines": (
        Lines((("a",), ("b",))),
        {"dokuwiki": "a\\\\\nb", "mediawiki": "a<br>\nb", "mkdocs": "a  \nb"},
    ),
    "tasks": (
        Tasks((Task(False, ("a",), ("b",)), Task(True, ("c",), ("d",)))),
        {"dokuwiki": "  * ☐ a \\\\ b\n  * ☑ c \\\\ d", "mediawiki": "* ☐ a<br>b\n* ☑ c<br>d"},
    ),
    "what must not be overlooked": (
        Callout("warning", ("w",)),
        {"dokuwiki": "> w", "mediawiki": "<blockquote>w</blockquote>"},
    ),
    "the title": (
        Heading(1, "T = x"),
        {"dokuwiki": "====== T = x ======"},
    ),
}


@pytest.mark.parametrize(
    ("case", "dialect"), [(case, dialect) for case, (_, written) in CASES.items() for dialect in written]
)
def test_a_block_is_written_so(case: str, dialect: Name) -> None:
    """Each block is written as the wiki sets it, and one in another that it does not know as the lines it has."""
    block, written = CASES[case]
    page = writer(Page("t", "en", "", (block,)), dialect).written()
    body = page.split("---\n", 2)[2] if dialect == "mkdocs" else page
    assert body.strip("\n") == written[dialect]


def test_two_lists_in_a_row_stay_two_in_python_markdown() -> None:
    """Python-Markdown reads a list, or code, after a list as part of it, so an unseen comment parts them."""
    one, two = Points((Item(("a",)),)), Points((Item(("b",)),), ordered=True)
    page = writer(Page("t", "en", "", (one, two, CodeBlock("c"), CodeBlock("d"))), "mkdocs").written()
    assert page.count("<!-- -->") == 2
    assert page.index("a") < page.index("<!-- -->") < page.rindex("<!-- -->")
