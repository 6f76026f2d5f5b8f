"""Topics are read from sentences that nothing was written or learnt for, and weights belong to today's examples."""

from __future__ import annotations

import pytest

from memo.library.day import Library
from memo.library.reading import mapping
from memo.limits import MOST_BYTES_OF_WEIGHTS
from memo.mapping.topics import TopicReader
from memo.mapping.vocabulary import index_of
from tests.mapping.examples_form import digests_of_examples, findings, is_held, sentences, text_of
from tests.support import review

LEAST_RECALL = 0.8
MOST_STRAY = 0.5
"""Topics read per sentence that are neither expected nor beside an expected one."""


@pytest.fixture(scope="module")
def reader(library: Library) -> TopicReader:
    return TopicReader(index_of(library.store), library.profiles)


def _read(reader: TopicReader, text: str) -> set[str]:
    return {topic.topic for topic in reader.read(review({"title": text}).findings.findings[0])}


def test_weights_are_made_from_the_examples_of_today(library: Library) -> None:
    """Weights of other examples would answer for words that stand nowhere; `benchmarks/weigh.py` makes them anew.

    A file that came since is not learnt from yet and does no harm; one that changed or went does.
    """
    values = mapping(library.store.root / "weights.yaml", MOST_BYTES_OF_WEIGHTS)
    today = digests_of_examples()
    assert {"findings.yaml", "sentences.yaml"} <= set(values["made_from"])
    assert values["made_from"] == {name: today.get(name) for name in values["made_from"]}
    assert set(values["topics"]) == set(library.topics)


def test_every_finding_has_words_and_known_topics_and_stands_once(library: Library) -> None:
    """A misspelt topic would teach nothing, and a finding that stands twice would count twice."""
    found = list(findings())
    assert not [text_of(f) for f in found if set(f["topics"]) - set(library.topics) or not text_of(f)]
    texts = [text_of(finding) for finding in found]
    assert not [text for text in set(texts) if texts.count(text) > 1]


def test_every_topic_has_examples_and_no_sentence_stands_twice(library: Library) -> None:
    """A topic without examples has no weights worth the name, and a sentence under two topics would teach neither."""
    found = sentences()
    assert {topic for topic, _ in found} == {*library.topics, "none"}
    assert len({text for _, text in found}) == len(found)


def test_sentences_never_seen_are_read(reader: TopicReader, library: Library) -> None:
    """Of the fifth that was kept back most show their topic, and little else is read."""
    hits = stray = 0
    held = [(topic, text) for topic, text in sentences() if is_held(text) and topic != "none"]
    for topic, text in held:
        read = _read(reader, text)
        hits += topic in read
        stray += len(read - {topic, *library.topics[topic].neighbours})
    assert hits / len(held) >= LEAST_RECALL
    assert stray / len(held) <= MOST_STRAY
