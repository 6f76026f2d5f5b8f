"""`memo.mapping.topics`: which topics a finding shows, with the words that show them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from memo.library.day import Library
from memo.library.records import Topic
from memo.library.validation import validated
from memo.mapping.topics import ALIKE, LIKELY, MOST_LEADING_TOPICS, ReadTopic, TopicReader, leading
from memo.mapping.vocabulary import index_of, indexed
from tests.small_library import TOPICS
from tests.support import EXAMPLES, read, review

READER = TopicReader(indexed(validated(Topic, values) for values in TOPICS))


def topics(**finding: Any) -> tuple[ReadTopic, ...]:
    """Return the topics of one finding by the small vocabulary."""
    return READER.read(review({"title": "A clause", **finding}).findings.findings[0])


def by_phrases(library: Library, **finding: Any) -> tuple[ReadTopic, ...]:
    """Return the topics of one finding by the phrases of the whole vocabulary, without weights."""
    return TopicReader(index_of(library.store)).read(review(finding).findings.findings[0])


@pytest.mark.parametrize("field", ["title", "quote", "summary"])
def test_a_phrase_in_title_clause_or_summary_shows_its_topic(field: str) -> None:
    """One phrase where the clause itself is described is enough, and its words are the evidence."""
    (topic,) = topics(**{field: "We may train our large Models on it"})
    assert (topic.topic, topic.basis, topic.field) == ("training", "read", field)
    assert topic.evidence == "train our large Models"


@pytest.mark.parametrize("field", ["impact", "analysis"])
def test_a_phrase_in_the_reviewer_s_discussion_only_supports(field: str) -> None:
    """Impact and analysis discuss law and remedies; one phrase there shows no topic by itself."""
    assert topics(**{field: "They train models."}) == ()


def test_a_hint_needs_company() -> None:
    """A hint shows its topic only together with another."""
    assert topics(quote="We use machine learning.") == ()
    assert [t.topic for t in topics(quote="We use machine learning to improve our services.")] == ["training"]


def test_a_look_alike_cancels_what_it_overlaps() -> None:
    """`We do not train models` shows no training; another sentence beside it still may."""
    assert topics(quote="We do not train our models on it.") == ()
    (topic,) = topics(quote="We do not train our models on files. We train speech models on calls.")
    assert topic.evidence == "train speech models"


def test_what_the_reviewer_states_is_taken_as_stated() -> None:
    """Stated topics stand alone, in the reviewer's order, each once, with evidence where the text has it."""
    found = topics(quote="We train our models.", topics=["keeping", "training", "keeping"])
    assert [(t.topic, t.basis, t.evidence) for t in found] == [
        ("keeping", "stated", ""),
        ("training", "stated", "train our models"),
    ]


def test_a_finding_that_shows_nothing_has_no_topic() -> None:
    """A text without a phrase of the vocabulary is given no topic; nothing is guessed."""
    assert topics(quote="The sun is shining.") == ()


def test_what_is_shown_more_often_comes_first() -> None:
    """The topic that title, clause and summary show together leads."""
    found = topics(
        title="Sharing with third parties",
        quote="We share it with third parties. We retain all data.",
        summary="They share things with third parties.",
    )
    assert [t.topic for t in found] == ["sharing", "keeping"]


def test_of_topics_as_good_as_alike_the_one_named_first_leads(library: Library) -> None:
    """No topic stands before one that is a step likelier; within a step the place of its words decides."""
    reader, earlier = TopicReader(index_of(library.store), library.store.profiles), 0
    examples = (read(file.read_text(encoding="utf-8")) for file in sorted(EXAMPLES.glob("*.yaml")))
    for finding in (found for file in examples for found in file.findings.findings):
        told = [(topic.chance or 0.0, topic.rank) for topic in reader.read(finding)]
        for (likely, rank), (next_likely, next_rank) in pairwise(told):
            assert next_likely - likely < 1 / ALIKE
            assert rank[1] <= next_rank[1] or rank[0] < next_rank[0]
            earlier += next_likely > likely
    assert earlier  # else the steps order nothing


def test_evidence_is_the_finding_s_own_words_on_one_line() -> None:
    """Evidence keeps the spelling of the finding, white space aside."""
    (topic,) = topics(quote="We  TRAIN\n our ‘new’ Models.")
    assert topic.evidence == "TRAIN our ‘new’ Models"


def test_reading_is_the_same_each_time() -> None:
    """The same finding gives the same topics in the same order."""
    finding = {"quote": "We share with third parties, retain data and train models."}
    assert topics(**finding) == topics(**finding)
    assert len({topic.topic for topic in topics(**finding)}) == 3


@pytest.mark.parametrize(
    ("quote", "topic"),
    [
        ("We may use your Inputs and Outputs to train our models.", "ai-training"),
        ("Any dispute shall be resolved by binding arbitration.", "arbitration"),
        ("You waive the right to participate in a class action.", "class-action-waiver"),
        ("We may transfer your data to countries outside the European Economic Area.", "cross-border-transfer"),
        ("We engage sub-processors without your prior approval.", "sub-processors"),
        ("We may modify these terms at any time at our sole discretion.", "unilateral-change"),
        ("Our services are not directed to children under 13.", "children"),
    ],
)
def test_the_vocabulary_knows_the_plain_clauses(library: Library, quote: str, topic: str) -> None:
    """The commonest clauses of vendors' terms are read for what they are."""
    found = by_phrases(library, title="A clause", quote=quote)
    assert topic in [t.topic for t in found]


@pytest.mark.parametrize(
    ("summary", "topic"),
    [
        ("The data controller had sent the letter to a wrong address.", "controller-claim"),
        ("She complained about the data controller’s silence.", "controller-claim"),
        ("The hospital had reported a data breach to the authority.", "breach-notification"),
        ("It notified the Danish DPA of two data breaches.", "breach-notification"),
        ("Customers were not given information about the data processing.", "data-processing-terms"),
    ],
)
def test_what_decisions_say_by_the_way_shows_no_topic(library: Library, summary: str, topic: str) -> None:
    """Who decides is called the controller, and a breach that was reported is no failure to report it."""
    found = by_phrases(library, title="A decision", summary=summary)
    assert topic not in [t.topic for t in found]


@pytest.mark.parametrize(
    ("quote", "topic"),
    [
        ("We do not use your content to train our models.", "ai-training"),
        ("We do not sell your personal information.", "data-sale"),
    ],
)
def test_the_vocabulary_knows_a_denial(library: Library, quote: str, topic: str) -> None:
    """A vendor that says it does not do a thing has not been caught doing it."""
    found = by_phrases(library, title="A clause", quote=quote)
    assert topic not in [t.topic for t in found]


@pytest.mark.parametrize(("quote", "leads"), [(None, MOST_LEADING_TOPICS), ("We may share it.", 2)])
def test_without_a_clause_every_topic_read_leads(quote: str | None, leads: int) -> None:
    """A finding that quotes no clause tells of conduct, and of several matters; what is read is answered."""
    finding = review({"title": "A decision", **({"quote": quote} if quote else {})}).findings.findings[0]
    read = tuple(ReadTopic(f"topic-{number}", "read", "words", 1.0, "summary", chance=LIKELY) for number in range(7))
    assert len(leading(read, finding)) == leads


def test_six_stated_topics_lead() -> None:
    """A reviewer who states six topics means six; the seventh is named behind them."""
    finding = review({"title": "A decision"}).findings.findings[0]
    stated = tuple(ReadTopic(f"topic-{number}", "stated", "", 2.0) for number in range(7))
    assert len(leading(stated, finding)) == 6
