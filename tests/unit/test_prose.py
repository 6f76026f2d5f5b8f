"""`memo.drafting.prose`: the small subset of Markdown; everything else stays as typed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from memo.document import Block, Run
from memo.drafting.prose import flat, parsed, prose
from tests.support import prose_lines
from tests.two_parsers import PARSERS
from tests.two_parsers import flat as one_line

SUBSET = {
    "paragraphs": ("a\n\nb", [("paragraph", ["a"]), ("paragraph", ["b"])]),
    "soft-break": ("a\nb", [("paragraph", ["a b"])]),
    "emphasis": ("a *b* **c**", [("paragraph", ["a ", "emphasis:b", " ", "strong:c"])]),
    "code": ("a `b*c*`", [("paragraph", ["a ", "code:b*c*"])]),
    "link": ("[a](https://b.c)", [("paragraph", ["link:a"])]),
    "quote": ("> a", [("quote", [("paragraph", ["a"])])]),
    "bullets": ("- a\n- b", [("bullets", [("item", [("paragraph", ["a"])]), ("item", [("paragraph", ["b"])])])]),
    "numbers": ("1. a\n2. b", [("numbers", [("item", [("paragraph", ["a"])]), ("item", [("paragraph", ["b"])])])]),
    "fence": ("```\na | b\n# c\n```", [("code", ["code:a | b\n# c"])]),
}


def shape(blocks: tuple[Block, ...]) -> list[object]:
    """Return blocks as nested names and texts."""
    return [
        (
            b.kind,
            shape(b.children) if b.children else [r.text if r.kind == "text" else f"{r.kind}:{r.text}" for r in b.runs],
        )
        for b in blocks
    ]


@pytest.mark.parametrize("case", SUBSET)
def test_the_subset_is_read(case: str) -> None:
    """Paragraphs, emphasis, lists, code, quotes and links are read as Markdown reads them."""
    text, blocks = SUBSET[case]
    assert shape(prose(text)) == blocks


@pytest.mark.parametrize(
    "text",
    [
        "# heading", "## heading", "| a | b |", "<b>x</b>", "<script>alert(1)</script>", "![x](https://a.bc/x.png)",
        "&copy;", "&#35;",
        "~~x~~", "[x](javascript:alert(1))", "[x](data:text/html,y)", "[x](file:///etc/passwd)", "[x](//a.bc)",
        "[x]()", "[x]( )", "[](https://a.bc)", "[ ](https://a.bc)", "[[x]()](y)",
        "https://a.bc", "www.a.bc",
        "[^1]", "<!-- x -->", "{{ 7*7 }}", "{% x %}", ":::", "$x$", "@name", "#1", "[[x]]", "--8<-- x", "[TOC]",
    ],
)  # fmt: skip
def test_everything_else_stays_as_typed(text: str) -> None:
    """Headings, tables, images, HTML and every other mark are text."""
    assert prose(text) == (Block("paragraph", (Run(text),)),)


def test_a_setext_heading_and_a_definition_stay_text() -> None:
    """Lines of equals signs and reference definitions make nothing of the lines beside them."""
    assert shape(prose("a\n===")) == [("paragraph", ["a ==="])]
    assert shape(prose("[a]: https://b.c\n\n[a]")) == [("paragraph", ["[a]: https://b.c"]), ("paragraph", ["[a]"])]


@pytest.mark.parametrize("text", [None, "", "\n"])
def test_nothing_is_nothing(text: str | None) -> None:
    """A field that is not written has no block."""
    assert prose(text) == ()


def test_the_words_of_a_text_stand_on_one_line() -> None:
    """The flat form of a text has its words without its marks."""
    assert flat("a **b**\n\n- c\n- `d`") == "a b c d"


MARKED = st.lists(
    st.sampled_from(["a", "b ", " c", "*", "**", "_", "`", "- ", "1. ", "> ", "\n", "\n\n", "    ",
            "[x](https://a.bc)", "<b>", "|", "#", "# ", "\\", "@n", "#1", "!", "```\n", "~", "&amp;", "(", ")", "---",
            "+ ", "===", ":"]),
    max_size=24,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("parser", PARSERS)
@given(text=MARKED)
@example(text="***a** b*")
@example(text="*a **b** c*")
@example(text="*a*@name and *b*#1")
@example(text="* * *")
@example(text="- - ```\n")
@example(text="- - > a")
@example(text="\\\n- ")
@example(text="*b ~*")
@example(text="**a*_*")
@example(text="`a`|b\n\n- `c`")
@example(text="- a\n\n  # b")
def test_prose_is_written_as_it_was_read(parser: str, text: str) -> None:
    """Rendered prose has the words of the prose that was read, and no block, mark or tag that the subset has not."""
    blocks = prose(text)
    found = PARSERS[parser]("\n".join(prose_lines(blocks)) + "\n")
    assert one_line(found.text).replace(" ", "") == one_line(_words(blocks)).replace(" ", "")
    assert set(found.tags) <= {"p", "em", "strong", "code", "a", "blockquote", "ul", "ol", "li", "pre"}
    assert set(found.targets) <= {"https://a.bc"}


def _words(blocks: tuple[Block, ...]) -> str:
    """Return the words of blocks as they are shown: a link with its target behind it."""
    return "\n".join(
        "".join(run.text + (f"({run.url})" if run.url not in ("", run.text) else "") for run in b.runs)
        + _words(b.children)
        for b in blocks
    )


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("frame", ["{}", "- {}", "1. {}", "- a\n  1. {}", "> {}", "> - {}"])
def test_code_keeps_its_lines_wherever_it_stands(parser: str, frame: str) -> None:
    """A piece of code in a list or a quote has the same lines and indents as by itself."""
    lines = ["```", "if x:", "    | y |", "```"]
    lead = frame.rsplit("\n", 1)[-1].replace("{}", "")
    rest = lead.replace("-", " ").replace("1.", "  ")
    text = frame.replace("{}", ("\n" + rest).join(lines))
    found = PARSERS[parser]("\n".join(prose_lines(prose(text))) + "\n")
    assert "if x:\n    | y |\n" in found.text


@given(st.text(alphabet="aé, \n\u00a0\u3000!?.:;&<>()#|~=12-\"'’한\u2028\x0b\x1c", max_size=40))
def test_text_without_marks_is_read_as_the_parser_reads_it(text: str) -> None:
    """The short way for plain text gives what the parser gives, whatever spaces and lines it has."""
    assert prose(text) == parsed(text)
