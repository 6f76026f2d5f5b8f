"""Nasty findings beside their plain twins: the structure is the same, and the text is shown as typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from memo.api import Document, compose
from tests.small_library import opened
from tests.support import DAY, memo_of, review
from tests.two_parsers import PARSERS, flat, seen_in_html

NASTY = {
    "markup": "# Head **bold** _em_ `code` ~~gone~~ [link](https://evil.example) ![img](https://evil.example/x.png)",
    "pipes": "a | b || c \\| d \\",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)><!-- c --><b>b</b>",
    "template": "{{ 7919*6007 }} {% for x in y %} {code} ${x} #{x} %s {0.__class__}",
    "right-to-left": "سياسة الخصوصية (v2) אין לשתף — abc \u200fمرحبا\u200e",
    "scripts": (
        "개인정보 처리방침 · プライバシー · 隐私政策 · गोपनीयता · 👩\u200d👩\u200d👧 "
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    ),
    "block-starts": "- item 1. one > quote --- === +++ ::: import x export y",
    "list-start": "1. not a list",
    "dash-start": "- not a list",
    "rule": "---",
    "fence": "``` not a fence",
    "tildes": "~~~ not a fence ~~~",
    "mentions": "@everyone @org/team #1 !2 GH-3 /close <!channel> <@U123>",
    "links": "https://evil.example www.evil.example HTTP://EVIL.EXAMPLE ftp://evil.example [[wiki]] <https://evil.example>",
    "entities": "&amp; &lt;b&gt; &#35; &nbsp; AT&T",
    "front-matter": "--- title: x ---",
    "footnote": "[^1] [^1]: note [ref]: https://evil.example",
    "generators": "--8<-- \"x\" [TOC] {include} !!! note ??? note {{< x >}} {% include x %} <%= x %>",
    "formula": "=1+1 +1 -1 @SUM(1) $x^2$ \\(x\\) \\[y\\]",
    "hash-end": "Written in C #",
    "style sheet": "\" } body { display: none } </style><style> @page {size: 9cm} \\22",
    "percent": "100 % {} {0} %(x)s %n \\n \\u202e",
}  # fmt: skip
LONG = "ten thousand characters of one clause " * 263
"""Ten thousand characters, a little less."""


def finding(text: str, quote: str | None = None) -> dict[str, Any]:
    """Return a finding that says the same text in every field of it."""
    return {
        "id": "F-1", "title": text[:480], "document": "d", "section": text[:480], "quote": quote or text,
        "severity": "high",
        "topics": ["ai-training"], "people": [text[:480]], "data_categories": [text[:480]], "citations": [text[:480]],
        "comparisons": [{"vendor": text[:480], "quote": text}],
        "actions": [{"title": text[:480], "owner": text[:480], "due": DAY.isoformat()}],
    }  # fmt: skip


def memo(text: str, quote: str | None = None) -> Document:
    """Return the memo of a review in which every field says one text."""
    line = text[:480]
    return memo_of(
        review(
            finding(text, quote),
            review={
                "date": DAY.isoformat(),
                "title": line,
                "to": line,
                "from": line,
                "reference": line,
                "classification": line,
            },
            client={"name": line, "people_in": ["DE", "US-CA"]},
            vendor={"name": line, "product": line},
            documents=[{"id": "d", "title": line, "version": line, "url": "https://vendor.example/terms"}],
        )
    )


TWIN = memo("plain words")


@pytest.mark.parametrize("case", NASTY)
def test_a_nasty_review_has_the_structure_of_its_plain_twin(case: str) -> None:
    """Whatever the fields of a review say, Markdown and HTML have the blocks, cells and links of plain words."""
    document = memo(NASTY[case])
    markdown = document.to_markdown()
    for name, parser in PARSERS.items():
        found, plain = parser(markdown), parser(TWIN.to_markdown())
        assert found.tags == plain.tags, name
        assert [t for t in found.targets if not t.startswith("#")] == [
            t for t in plain.targets if not t.startswith("#")
        ], name
    found, plain = seen_in_html(document.to_html()), seen_in_html(TWIN.to_html())
    assert found.tags == plain.tags
    assert found.targets == plain.targets


@pytest.mark.parametrize("case", NASTY)
def test_a_nasty_text_is_shown_as_typed(case: str) -> None:
    """Nothing of a text is stripped, decoded or evaluated: it is read back in full from each rendering."""
    document = memo(NASTY[case])
    straight = str.maketrans("’‘“”", "''\"\"")
    words = flat(NASTY[case]).translate(straight)
    for parser in PARSERS.values():
        assert parser(document.to_markdown()).words.translate(straight).count(words) >= 8
    assert seen_in_html(document.to_html()).words.translate(straight).count(words) >= 8
    assert str(7919 * 6007) not in document.to_markdown() + document.to_html()


def test_ten_thousand_characters_are_shown_whole() -> None:
    """A long clause is neither cut nor breaks what stands around it."""
    document = memo("plain words", LONG)
    found = PARSERS["cmark-gfm"](document.to_markdown())
    assert flat(LONG) in found.words
    assert found.tags == PARSERS["cmark-gfm"](TWIN.to_markdown()).tags
    assert flat(LONG) in seen_in_html(document.to_html()).words


def test_a_word_without_end_is_shown_whole() -> None:
    """A word of five thousand letters, twenty thousand combining marks and nested brackets come through in time."""
    for text in (
        "x" * 5_000,
        "e" + "\u0301" * 20_000,
        "[" * 3_000 + "]" * 3_000,
        "*a " * 3_000,
        "`" * 4_999,
        "_" * 5_000,
        "~" * 5_000,
        "#" * 5_000,
        "<" * 5_000,
    ):
        document = memo("plain words", text)
        assert text.strip() in PARSERS["markdown-it"](document.to_markdown()).text.replace("\u2060", "")


def test_a_clause_of_many_paragraphs_stays_a_quote() -> None:
    """Every line of a clause stands inside its quote, whatever the line begins with."""
    lines = ["# one", "- two", "1. three", "| a | b |\n|---|---|", "    four", "```", "> five", "<div>", "***"]
    document = memo("plain words", "\n\n".join(lines))
    for parser in PARSERS.values():
        found = parser(document.to_markdown())
        plain = parser(memo("plain words", "\n\n".join(["w"] * len(lines))).to_markdown())
        assert found.tags == plain.tags


def test_five_hundred_findings_are_all_there(tmp_path: Path) -> None:
    """A review of five hundred findings has five hundred headings, rows and links, each its own."""
    titles = [f"Finding {n} | of <many>" for n in range(500)]
    findings = [{"title": title, "topics": ["training"], "quote": f"Clause of {title}."} for title in titles]
    document = compose(review(*findings, client={"people_in": ["DE"]}), opened(tmp_path), DAY, "citations")
    found = PARSERS["cmark-gfm"](document.to_markdown())
    assert found.tags.count("h3") == 500
    anchors = {target for target in found.targets if target.startswith("#f-")}
    assert len(anchors) == 500
    assert "script" not in found.tags
    assert all(title in found.text for title in titles)


def _worded(text: str) -> Document:
    """Return the plain memo in the words of a house that says one text in each."""
    words = {word: " ".join(text.split()) for word in TWIN.memo.words}
    return structs.replace(TWIN, memo=structs.replace(TWIN.memo, words=words))


PLAIN_WORDS = _worded("plain words")


@pytest.mark.parametrize("case", NASTY)
def test_the_words_of_a_house_are_text_too(case: str) -> None:
    """What a house calls the parts of a memo is shown and does nothing, in Markdown, HTML and its style sheet."""
    found = _worded(NASTY[case])
    for parser in PARSERS.values():
        assert parser(found.to_markdown()).tags == parser(PLAIN_WORDS.to_markdown()).tags
    seen, plain = seen_in_html(found.to_html()), seen_in_html(PLAIN_WORDS.to_html())
    assert seen.tags == plain.tags
    assert seen.targets == plain.targets


def test_a_person_s_name_keeps_its_capital_in_a_condition() -> None:
    """An owner who is a person is written as the reviewer wrote the name, also inside a sentence."""
    values = finding("plain words")
    values["actions"] = [{"title": "Ask for the list", "owner": "Jane Roe", "due": "2026-12-15"}]
    conditions = memo_of(review(values, client={"people_in": ["DE"]})).memo.bottom_line.conditions
    assert any("Jane Roe" in condition for condition in conditions)
