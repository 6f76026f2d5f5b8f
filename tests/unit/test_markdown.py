"""`memo.render.markdown`: readable raw, tables that hold, links that lead somewhere, no HTML."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from memo.api import Document
from memo.findings.read import Reading
from memo.render.blocks import Heading, Page
from memo.render.dialects.gfm import Gfm
from memo.render.walk.page import memo_page
from tests.support import TRAINING, memo_of, review
from tests.two_parsers import PARSERS, flat

PIPES = "a | b \\| c \\"


def table_rows(text: str) -> list[tuple[str, list[str]]]:
    """Return each table of a Markdown text: its head and its rows, raw."""
    tables: list[tuple[str, list[str]]] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if re.fullmatch(r"\|(---\|)+", line):
            rows = []
            for row in lines[number + 1 :]:
                if not row.startswith("|"):
                    break
                rows.append(row)
            tables.append((lines[number - 1], rows))
    return tables


def pipes(row: str) -> int:
    """Return how many pipes of a row are not escaped."""
    return len(re.findall(r"(?<!\\)(?:\\\\)*\|", row))


@pytest.mark.parametrize("depth", ["brief", "citations", "full"])
def test_every_row_has_the_cells_of_its_head(sample: Reading, depth: str) -> None:
    """A table never breaks: each row has as many cells as its head."""
    tables = table_rows(memo_of(sample, depth).to_markdown())
    assert tables
    for head, rows in tables:
        assert rows
        for row in rows:
            assert pipes(row) == pipes(head), row


def test_pipes_and_backslashes_of_a_review_break_no_table() -> None:
    """Pipes and trailing backslashes in titles, names and citations stay in their cells."""
    reading = review(
        {**TRAINING, "id": "F-1", "title": PIPES, "citations": [PIPES], "actions": [{"title": PIPES, "owner": PIPES}]},
        vendor={"name": PIPES, "turnover": {"amount": 1, "currency": "EUR"}},
        client={"name": PIPES, "people_in": ["DE"]},
    )
    for head, rows in table_rows(memo_of(reading).to_markdown()):
        assert {pipes(row) for row in rows} == {pipes(head)}


@pytest.mark.parametrize("parser", PARSERS)
def test_the_memo_holds_no_html(sample_memo: Document, parser: str) -> None:
    """The Markdown is Markdown alone: no tag stands in it, and none comes out but those of Markdown."""
    found = PARSERS[parser](sample_memo.to_markdown())
    allowed = {
        "h1", "h2", "h3", "h4", "h5", "p", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "blockquote", "br",
        "table", "thead", "tbody", "tr", "th", "td", "input",
    }  # fmt: skip
    assert set(found.tags) <= allowed


@pytest.mark.parametrize("parser", PARSERS)
def test_two_parsers_read_the_same_memo(sample_memo: Document, parser: str) -> None:
    """Unlike parsers see the same words, tables and lists in the memo."""
    text = sample_memo.to_markdown().replace("- [ ] ", "- ")
    mine, other = PARSERS[parser](text), PARSERS["markdown-it"](text)
    assert mine.counted() == other.counted()
    assert mine.words == other.words


def test_links_lead_to_the_law_the_review_or_a_heading(sample: Reading, sample_memo: Document) -> None:
    """Every link is http or https, of the library or of the findings file, or an anchor that exists."""
    text = sample_memo.to_markdown()
    anchors: set[str] = set()
    seen: Counter[str] = Counter()
    for heading in _headings(text):
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        anchors.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        else:
            assert target.startswith(("https://", "http://"))


def _headings(text: str) -> list[str]:
    found = PARSERS["markdown-it"]
    return [flat(found(line).text) for line in text.split("\n") if re.match(r"#{1,6} ", line)]


def test_equal_titles_have_anchors_of_their_own() -> None:
    """Two findings of one title are linked each to its own heading."""
    text = memo_of(
        review(
            {"id": "A", "title": "x: A"},
            {"id": "A-x", "title": "a"},
            {"id": "a.b", "title": "y"},
            {"id": "ab", "title": "y"},
        )
    ).to_markdown()
    targets = re.findall(r"^\| \[[^\]]+\]\((#[^)]+)\)", text, re.MULTILINE)
    assert len(targets) == 4
    assert len(set(targets)) == 4


def test_every_finding_stands_in_full(sample: Reading, sample_memo: Document) -> None:
    """Each finding's title, clause and summary stand in the memo, and its severity in words and in a meter."""
    found = PARSERS["markdown-it"](sample_memo.to_markdown())
    for finding in sample.findings.findings:
        assert flat(f"{finding.id}: {finding.title}") in found.words
        assert flat((finding.quote or "").split("\n\n")[0]) in found.words


def test_no_line_has_space_at_its_end(sample_memo: Document) -> None:
    """The text has no trailing space, no tab, and ends with one line break."""
    text = sample_memo.to_markdown()
    assert not re.search(r"[ \t]\n", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("extra", [{}, {"client": {"people_in": ["KR"]}}, {"documents": [{"id": "d", "title": "T"}]}])
def test_the_least_review_is_a_whole_memo(extra: dict[str, Any]) -> None:
    """A review of three lines renders without an empty heading or list."""
    text = memo_of(review({"title": "Model training"}, **extra)).to_markdown()
    assert not re.search(r"^(?:#+|[-*]|\d+\.|>) *\n\n?(?=#|\Z)", text, re.MULTILINE)
    assert not re.search(r"\bNone\b(?! of the)", text)
    assert not re.search(r"\b(?:Row|Prose|Run|Block)\(", text)


GITHUB = [
    ("alpha", "alpha"),
    ("alpha", "alpha-1"),
    ("bravoCharlieDelta", "bravocharliedelta"),
    ("echo", "echo"),
    ("echo", "echo-1"),
    ("echo 1", "echo-1-1"),
    ("echo-1", "echo-1-2"),
    ("echo", "echo-2"),
    ("heading with a - dash", "heading-with-a---dash"),
    ("heading with an _ underscore", "heading-with-an-_-underscore"),
    ("exchange.bind_headers(exchange, routing [, bindCallback])", "exchangebind_headersexchange-routing--bindcallback"),
    ("apostrophe’s should be trimmed", "apostrophes-should-be-trimmed"),
    ("I ♥ unicode", "i--unicode"),
    ("en–dash", "endash"),
    ("😄-😄 unicode emoji", "--unicode-emoji"),
    ("Профили пользователей", "профили-пользователей"),
    ("Привет non-latin 你好", "привет-non-latin-你好"),
    ("a‿ ⁀b", "a‿-⁀b"),
    ("aः ऻ ा िb", "aः-ऻ-ा-िb"),
    ("a² ¹ ½b", "a--b"),
    ("aⓔ №b", "aⓔ-b"),
    ("aİ Ĺb", "ai̇-ĺb"),
]
"""Headings, one after the other, and the anchors that GitHub itself gave them, as recorded by github-slugger 2
(test/fixtures.json; the last five are pieces of its longer ones)."""


def test_anchors_are_those_that_github_gives() -> None:
    """A link to a heading leads there on GitHub, in any script and where words repeat."""
    page = Page("", "en", "", tuple(Heading(2, words, str(at)) for at, (words, _) in enumerate(GITHUB)))
    assert list(Gfm(page).anchors.values()) == [anchor for _, anchor in GITHUB]


def test_the_anchors_of_a_finding_do_not_hang_on_the_others() -> None:
    """A link from a ticket to a part of a finding, or to a law, still leads there when another finding is added."""

    def anchors(*findings: dict[str, Any]) -> set[str]:
        page = memo_page(memo_of(review(*findings, client={"people_in": ["DE"]})).memo)
        keyed = Page("", "en", "", tuple(Heading(h.level, h.words, str(n)) for n, h in enumerate(page.headings())))
        return set(Gfm(keyed).anchors.values())

    second = {**TRAINING, "id": "F-2", "title": "Retention of inputs for training", "topics": ["ai-training"]}
    alone, both = anchors(second), anchors(TRAINING, second)
    assert {"f-2-gdpr", "gdpr", "f-2-regulatory-analysis"} <= alone
    assert alone <= both
    assert not any(re.search(r"-[1-9]$", anchor) for anchor in both - {"f-1", "f-2"})
