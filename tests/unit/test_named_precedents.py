"""The published decisions of an exposure: few, near, of the law they stand under, and in every rendering."""

from __future__ import annotations

from datetime import date

from memo.api import Document
from memo.document import PrecedentRow
from memo.exposure.precedents import MOST_PRECEDENTS
from memo.library.decision import Decision
from memo.mapping.topics import LEADING
from tests.support import DAY, TRAINING, library_on, memo_of, review

TRANSFER = {
    "title": "Transfers to the United States without safeguards",
    "quote": "Your personal data is transferred to our servers in the United States.",
    "topics": ["cross-border-transfer"],
}


def made(day: date = DAY) -> Document:
    """Return the memo of a clause on transfers on a day."""
    return memo_of(review(TRANSFER, client={"people_in": ["FR", "BR", "KR"]}), day=day)


def decided(row: PrecedentRow) -> Decision:
    """Return the record behind a row."""
    return next(d for d in library_on().decisions if d.respondent == row.respondent and row.law in d.laws)


def test_each_law_names_its_own_and_only_a_few() -> None:
    """A row's decision is under its law, shares a topic or a provision, and no law has more than its share."""
    part = made().memo.findings[0]
    assert part.precedents
    topics = {topic.topic for topic in part.topics[:LEADING]}
    for row in part.precedents:
        assert row.law in {regime.law for regime in part.regimes}
        assert topics & set(decided(row).topics)
    counts = [sum(row.law == law for row in part.precedents) for law in {row.law for row in part.precedents}]
    assert max(counts) <= MOST_PRECEDENTS


def test_amount_finality_and_source_are_those_of_the_record() -> None:
    """The sum is written in its own currency, how it stands is said, and the link is one of its sources."""
    for row in made().memo.findings[0].precedents:
        record = decided(row)
        if record.amount is not None:
            assert f"{record.amount.currency}\u00a0{record.amount.value:,}" in row.outcome
        assert row.finality
        assert row.url in {source.url for source in record.sources}


def test_no_decision_is_named_before_its_day() -> None:
    """The memo of an earlier day knows no decision of a later one."""
    for row in made(date(2022, 1, 1)).memo.findings[0].precedents:
        assert decided(row).decided_on <= date(2022, 1, 1)


def test_both_renderings_name_them() -> None:
    """What the memo holds stands in Markdown and in HTML, with its link."""
    document = made()
    markdown, page = document.to_markdown(), document.to_html()
    for row in document.memo.findings[0].precedents:
        assert row.respondent.split()[0] in markdown
        assert row.url.split("?")[0] in markdown
        assert row.url.split("?")[0] in page


def test_a_clause_without_decisions_names_none() -> None:
    """Nothing is printed where the library holds nothing near."""
    plain = review(TRANSFER, client={"people_in": ["IN"]})
    assert memo_of(plain).memo.findings[0].precedents == ()
    assert "Published decisions" not in memo_of(plain).to_markdown()


def test_the_brief_memo_names_none() -> None:
    """A summary without law has no decisions on the law."""
    assert memo_of(review(TRAINING, client={"people_in": ["FR"]}), "brief").memo.findings[0].precedents == ()
