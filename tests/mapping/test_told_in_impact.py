"""A clause that only refers elsewhere, under a bare heading: what the reviewer tells of it beside is read."""

from __future__ import annotations

import pytest

from memo.library.day import Library
from memo.mapping.engage import MappedFinding
from tests.support import mapped

ELSEWHERE = (
    "The Services are provided subject to the Documentation and the Order Form, and the Order Form prevails over the "
    "Documentation in the event of any inconsistency between them, save as set out in Schedule 3."
)


def read(library: Library, title: str, **fields: str) -> MappedFinding:
    return mapped({"title": title, "quote": ELSEWHERE, **fields}, library)


@pytest.mark.parametrize("field", ["impact", "analysis"])
@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("The vendor trains its models on what our customers type in, and nobody can opt out.", "ai-training"),
        ("The order form lets the vendor raise the price at each renewal without any cap.", "fees-change"),
        ("There is no breach notification to us until the investigation is complete.", "breach-notification"),
        ("Liability for data loss is excluded altogether, even for gross negligence.", "liability-cap"),
    ],
)
def test_what_impact_or_analysis_tells_is_read(library: Library, field: str, said: str, topic: str) -> None:
    """Where title and clause show nothing the reviewer's words decide, and the evidence says whence it is."""
    (first, *_) = read(library, "Section 7.2", **{field: said}).topics
    assert (first.topic, first.field) == (topic, field)


@pytest.mark.parametrize("said", ["Nothing for us to do here.", "Customary; no concern."])
def test_what_says_that_nothing_is_wrong_is_left_alone(library: Library, said: str) -> None:
    assert read(library, "Section 7.2", impact=said).topics == ()


def test_a_promise_keeps_its_impact_to_itself(library: Library) -> None:
    """Under a title that says what a clause is, an idle finding stays so whatever its impact dwells on."""
    promise = {"title": "Customer data are never sold", "quote": "We never sell your personal data to anyone."}
    assert mapped({**promise, "impact": "Data sale is what the client fears most."}, library).topics == ()


def test_a_clause_that_shows_a_topic_is_not_read_again(library: Library) -> None:
    """Reviewers discuss in impact and analysis what the clause does not touch."""
    finding = {"title": "Section 4", "quote": "We may share your personal data with our advertising partners."}
    topics = mapped({**finding, "analysis": "Liability is capped elsewhere in the agreement."}, library).topics
    assert all(topic.field != "analysis" for topic in topics)
