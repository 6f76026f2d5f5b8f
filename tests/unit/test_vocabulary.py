"""`memo.mapping.vocabulary` and `likeness`: the index hides no phrase, and what a reader may rely on in a reading."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from memo.library.day import Library
from memo.library.profile import Profiles, terms
from memo.mapping.likeness import UNKNOWN, likeness
from memo.mapping.phrases import NEAR, Shape, Words
from memo.mapping.topics import LIKELY, LIKENESS, PLAIN, TopicReader
from memo.mapping.vocabulary import Index, Vocabulary, anchors, index_of, indexed
from tests.support import review

FILE = Path(__file__).parent.parent / "mapping" / "topics-dev.yaml"
CASES = [
    {key: case[key] for key in ("title", "quote", "summary") if case.get(key)}
    for case in yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]
]
IDLE = "The parties met in Vienna on a Tuesday and had lunch."


@pytest.fixture(scope="module")
def reader(library: Library) -> TopicReader:
    """The vocabulary and the profiles of the whole library."""
    return TopicReader(index_of(library.store), library.profiles)


def test_the_index_hides_no_phrase(library: Library) -> None:
    """What one phrase after the other would find, the index finds too."""
    vocabulary = Vocabulary(indexed(library.topics.values()))
    every = {p: Shape.of(p) for topic in library.topics.values() for p in (*topic.phrases, *topic.hints, *topic.unless)}
    for case in CASES[::17]:
        words = Words(case.get("quote", case["title"]))
        possible = {entry.written for entry in vocabulary.possible(words)}
        assert {written for written, shape in every.items() if next(shape.spans(words), None)} <= possible


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("(use|uses) ... [your] content to train* ... model*", {"content"}),
        ("(sell|rent) [it]", {"sell", "rent"}),
        ("hard ~ (cancellation|leave)", {"hard"}),
    ],
)
def test_a_phrase_is_filed_under_words_it_cannot_be_without(phrase: str, words: set[str]) -> None:
    """Every anchor belongs to one part of the phrase that is not optional."""
    assert anchors(phrase) == words


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("It is hard to cancel.", True),
        ("To cancel is made hard.", True),
        ("Cancelling takes a call. That is hard.", True),
        ("It is hard.", False),
        ("Hard " + "and " * (NEAR + 1) + "cancel", False),
    ],
)
def test_two_sides_stand_near_each_other_in_either_order(text: str, holds: bool) -> None:
    """A `~` asks for both its sides, near, and for no order."""
    assert bool(list(Shape.of("hard ~ cancel*").spans(Words(text)))) is holds


@pytest.mark.parametrize("phrase", ["a ~ ", " ~ a", "a ~ (b"])
def test_a_side_that_cannot_be_read_is_refused(phrase: str) -> None:
    """Both sides of a `~` are phrases."""
    with pytest.raises(ValueError, match=r".+"):
        Shape.of(phrase)


def test_an_idle_sentence_takes_no_plain_topic_away(reader: TopicReader) -> None:
    """Words that say nothing leave every topic that two phrases show and that is not at the very edge of being read."""
    for case in CASES[::7]:
        before = reader.read(review(case).findings.findings[0])
        longer = {**case, "summary": f"{case.get('summary', '')} {IDLE}".strip()}
        after = {topic.topic for topic in reader.read(review(longer).findings.findings[0])}
        plain = {topic for topic in before if topic.score >= PLAIN}
        assert {t.topic for t in plain if t.chance is None or t.chance >= LIKELY + 0.1} <= after


def test_the_order_of_findings_does_not_matter(reader: TopicReader) -> None:
    """Each finding is read by itself, whatever stood before it."""
    findings = [review({"title": case["title"]}).findings.findings[0] for case in CASES[:40]]
    straight = [reader.read(finding) for finding in findings]
    order = list(range(len(findings)))
    random.Random(7).shuffle(order)  # noqa: S311 - an order, no secret
    assert {number: reader.read(findings[number]) for number in order} == dict(enumerate(straight))


@pytest.mark.parametrize(
    "text",
    [
        "If any provision is held invalid, the remainder stays in effect.",
        "Headings are for convenience only.",
        "These terms are the entire agreement between the parties.",
    ],
)
def test_boilerplate_has_no_topic(reader: TopicReader, text: str) -> None:
    """A clause without a legal issue is read for nothing, and nothing is guessed."""
    assert reader.read(review({"title": "General", "quote": text}).findings.findings[0]) == ()


def test_a_topic_is_read_by_likeness_with_its_words(library: Library) -> None:
    """Where no phrase stands, a topic for which all words speak is given with those that speak most."""
    text = {"title": "A faceprint or voiceprint identifies the person"}
    found = likeness(text, library.profiles)
    assert found.score("biometric-data") >= max(found.of.values())
    words = found.words("biometric-data")
    assert all(word in text["title"].lower() for told in words.split(", ") for word in told.split())
    bare = TopicReader(Index(), library.profiles).read(review(text).findings.findings[0])
    assert [(topic.topic, topic.field, topic.evidence) for topic in bare] == [("biometric-data", LIKENESS, words)]


def test_what_was_not_read_is_named_with_its_words(reader: TopicReader) -> None:
    """What speaks for a topic without showing it is set aside, with the words and the reason."""
    asides = [entry for case in CASES for entry in reader.reading(review(case).findings.findings[0]).set_aside]
    assert {entry.why for entry in asides} == {"weak", "unlike", "denied", "idle"}
    assert all(entry.evidence for entry in asides)


def test_without_weights_phrases_alone_decide() -> None:
    """A library without weights has no likeness, and a topic without weights is neither helped nor hindered."""
    bare = likeness({"title": "Anything"}, Profiles())
    assert (bare.of, bare.score("ai-training")) == ({}, UNKNOWN)
    told = [term for term, _ in terms("They share it with the advertisers")]
    assert told == ["they", "shar", "advertis", "they shar", "shar advertis"]
