"""What is read of a text and where it stands: Markdown, indents, and the time they take."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memo.citation.find import CitationReader
from memo.citation.naming import Naming
from memo.citation.view import markdown_view, plain_view

READER = CitationReader(
    [
        Naming("eu-gdpr", ("GDPR", "Regulation (EU) 2016/679"), recitals=True),
        Naming("x-avg", ("X",), beside_numbers=("AVG",)),
    ]
)
PIECES = st.sampled_from(
    [
        "`",
        "```\n",
        "[",
        "](",
        ")",
        "]",
        "**",
        "_",
        "&nbsp;",
        "\n\n",
        "    ",
        "Art. 6",
        " GDPR",
        "<b>",
        "</p>",
        "\\",
        "x",
        "6(1)",
        "\r\n",
    ]
)


@given(st.lists(PIECES | st.text(max_size=4), max_size=40))
@settings(max_examples=300, deadline=None)
def test_a_citation_in_markdown_is_a_slice_of_the_file(pieces: list[str]) -> None:
    """Whatever the marks, offsets rise, lie in the text and cut out the citation's own words."""
    text = "".join(pieces)
    end = 0
    for found in READER.find(text, markdown=True):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Art.\n        28 GDPR", "Art.\n        28 GDPR"),
        ("Art. 28   GDPR", "Art. 28   GDPR"),
        ("Art. 28 \t GDPR", "Art. 28 \t GDPR"),
    ],
)
def test_an_indent_is_one_space(text: str, read: str) -> None:
    """Wrapped and indented text is read over, and the citation is the text as it stands."""
    assert [found.text for found in READER.find(f"See {text}.")] == [read]


def test_a_text_without_runs_has_no_view() -> None:
    """Nothing is copied where nothing is to be read differently."""
    assert plain_view("Art. 6 GDPR.\n\nArt. 7 GDPR.") is None


@pytest.mark.parametrize(
    ("marked", "seen"),
    [
        ("[a](b) c", "a c"),
        ("[a][b] c", "a c"),
        ("a `b` c", "a \u2003 c"),
        ("**a** _b_ c_d_e", "a b c_d_e"),
        ("[not a link] (x)", "[not a link] (x)"),
        ("1 &sect;&nbsp;2 &amp; 3", "1 §\u00a02 & 3"),
        ("a<br>b<p>c", "a\nb\n\nc"),
    ],
)
def test_marks_are_not_words(marked: str, seen: str) -> None:
    """The view of Markdown is its words."""
    assert markdown_view(marked).text == seen


HURTFUL = (
    "[",
    "](",
    "`",
    "``` \n",
    "<",
    "<a ",
    "&",
    "*",
    "_a",
    "\n    ",
    "[a]: ",
    "<!--",
    "\\",
    "[[]]",
    "6. cikk ",
    "6 artiklan ",
    "(EU) 2016/",
    "čl. 6 odst. ",
)


@pytest.mark.parametrize("piece", HURTFUL, ids=repr)
@pytest.mark.parametrize("markdown", [False, True])
def test_time_grows_with_the_length(piece: str, markdown: bool) -> None:
    """Four times the text takes at most about four times as long, of whatever piece it is made.

    The ratio is of the least of several runs, with room for a busy machine;
    a pattern that goes back over the whole text would need sixteen times as long.
    """

    def least(length: int) -> float:
        text = piece * (length // len(piece))
        times = []
        for _ in range(3):
            start = time.process_time()
            READER.find(text, markdown=markdown)
            times.append(time.process_time() - start)
        return min(times)

    short, long = least(10_000), least(40_000)
    assert long < 10 * short + 0.05
