"""The learnt weights of idle findings: a promise or a general term brings no law into a memo, and says by which words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from memo.audit import audit
from memo.cli.map_data import mapping_data
from memo.cli.map_text import mapping_text
from memo.library.day import Library
from memo.library.profile import SCALE, Profiles
from memo.mapping import idle, topics
from memo.mapping.engage import map_findings
from memo.mapping.likeness import CONDUCT, Likeness
from memo.mapping.neighbours import Neighbours
from memo.mapping.topics import Reading, TopicReader
from memo.mapping.vocabulary import index_of
from tests.mapping.examples_form import findings
from tests.support import review

LIBRARY = Library.open(Path(__file__).parents[2] / "regulations", date(2026, 11, 26))
PROMISE = {
    "title": "Client approves each helper",
    "quote": "You may object to a new sub-processor, of which we notify you thirty days ahead, at no charge.",
}
PRACTICE = {"title": "Data sale", "quote": "We may sell your data to data brokers without telling you."}


def _reading(texts: dict[str, Any], profiles: Profiles = LIBRARY.profiles) -> Reading:
    return TopicReader(index_of(LIBRARY.store), profiles).reading(review(texts).findings.findings[0])


def _told(always: int) -> Profiles:
    """Return weights by which nothing counts but what stands in every finding."""
    return replace(LIBRARY.profiles, idle=(*(0 for _ in idle.SIGNS[1:]), always * SCALE))


def test_each_sign_has_a_value_and_a_weight() -> None:
    """A row of another length would count one sign as the next."""
    assert len(idle.signs([], 0.0, [], [], False, 0.0, 0.0, {})) == len(idle.SIGNS) == len(LIBRARY.profiles.idle)


def test_a_promise_has_no_topic_and_says_by_which_words() -> None:
    """What would have been read is kept as set aside."""
    reading = _reading(PROMISE)
    assert not reading.topics
    assert reading.quiet is not None
    assert reading.quiet.chance >= idle.QUIET
    assert "You may" in reading.quiet.words
    assert [aside.why for aside in reading.set_aside if aside.topic == "sub-processors"] == ["idle"]


def test_no_word_is_told_twice() -> None:
    """Marks, the tone and the words of topics often rest on the same words."""
    quiet = _reading(PROMISE, _told(50)).quiet
    assert quiet is not None
    for at, words in enumerate(quiet.words):
        before = " ".join(quiet.words[:at]).lower().split()
        assert set(words.lower().split()) - set(before)
    assert len(idle.distinct(["at no charge", "No charge", "you may"])) == 2


def test_the_practice_itself_keeps_its_topic() -> None:
    """The same words without the denial are what the law is about."""
    reading = _reading(PRACTICE)
    assert reading.quiet is None
    assert "data-sale" in {topic.topic for topic in reading.topics}


def test_what_the_reviewer_states_is_never_silenced() -> None:
    """A stated topic is not read, so nothing can speak against it."""
    assert _reading({**PROMISE, "topics": ["data-sale"]}).topics


def test_the_likeliest_topic_is_read_where_none_is_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where nothing reaches the bar, and never from below the lower one; where that is no lower, nothing is."""
    texts = [{"title": finding["title"]} for finding in list(findings())[::8] if finding.get("title")]
    alone = [t for t in texts if any((r.chance or 1) < topics.LIKELY_OF_CONDUCT for r in _reading(t).topics)]
    assert alone
    for text in alone:
        (read,) = _reading(text).topics
        assert read.chance is not None
        assert read.chance >= topics.LEAST
    monkeypatch.setattr(topics, "LEAST", topics.LIKELY_OF_CONDUCT)
    assert not [text for text in alone if _reading(text).topics]


@pytest.mark.parametrize(
    ("chance", "of_conduct", "of_a_clause"), [(0.36, 0.3, 0.35), (0.31, 0.3, 0.31), (0.2, 0.2, 0.2)]
)
def test_a_second_matter_is_read_sooner_where_no_clause_is_quoted(
    chance: float, of_conduct: float, of_a_clause: float
) -> None:
    """The bar is lower for conduct; where the likeliest topic, which a phrase shows, does not reach it, that is the bar."""
    chances = {"data-sale": chance, "cookies": 0.11}
    assert topics.bar_of(chances, ["data-sale"], Likeness(own={CONDUCT: 1.0})) == of_conduct
    assert topics.bar_of(chances, ["data-sale"], Likeness()) == of_a_clause


@pytest.mark.parametrize(
    ("near", "kin", "bar"), [({0: 2}, {}, 0.15), ({}, {0: 2}, 0.15), ({0: 1}, {0: 1}, 0.35), ({1: 2}, {}, 0.35)]
)
def test_the_likeliest_topic_asks_for_a_phrase_or_for_findings_that_are_like_it(
    near: dict[int, int], kin: dict[int, int], bar: float
) -> None:
    """Two of the nearest in words, or two in meaning, of that very topic; one of each is chance."""
    like = Likeness(
        of={"data-sale": 0.0, "cookies": 0.0},
        profiles=Profiles(topics=("data-sale", "cookies")),
        near=Neighbours(counts=near),
        kin=Neighbours(counts=kin),
    )
    assert topics.bar_of({"data-sale": 0.15, "cookies": 0.11}, [], like) == bar


@pytest.mark.parametrize("texts", [PROMISE, PRACTICE])
def test_the_weights_decide(texts: dict[str, str]) -> None:
    """Weights that call everything idle silence everything, and their opposite nothing."""
    assert not _reading(texts, _told(50)).topics
    assert _reading(texts, _told(-50)).topics
    assert _reading(texts, replace(LIBRARY.profiles, idle=())).topics


@pytest.mark.parametrize(("severity", "silent"), [("medium", True), ("high", False), ("critical", False)])
def test_a_grave_finding_is_never_silenced(severity: str, silent: bool) -> None:
    """A reviewer who grades a promise high sees a fault that its words do not tell."""
    assert (not _reading(PRACTICE | {"severity": severity}, _told(50)).topics) == silent


@pytest.mark.parametrize(
    "report",
    [
        "The company did not inform its customers that calls were recorded.",
        "The bank sold personal data to data brokers without a legal basis.",
        "The operator failed to obtain consent.",
        "It sold personal data to data brokers and was fined.",
        "It sold personal data to data brokers. The Spanish DPA has fined it.",
        "It sold personal data to data brokers; the original fine of 5,000 euros was reduced.",
        "It unlawfully published the file.",
    ],
)
def test_what_reports_an_infringement_is_never_silenced(report: str) -> None:
    """A decision denies much and promises nothing."""
    assert idle.reports({"summary": report})
    assert _reading(PRACTICE | {"summary": report}, _told(50)).topics


@pytest.mark.parametrize(
    "promise", ["We do not sell your data.", "You may object before the helper is engaged.", "Late books may be fined."]
)
def test_a_promise_reports_no_infringement(promise: str) -> None:
    """A vendor's own denial stays a promise; what impact and analysis discuss is no report."""
    assert not idle.reports({"quote": promise, "impact": "The company did not ask.", "analysis": "It was fined."})


def test_other_languages_are_left_to_their_phrases() -> None:
    """Marks are English; a text whose words have no weights is not judged."""
    reading = _reading({"title": "Wir verkaufen Ihre Daten niemals an Dritte weiter."}, _told(50))
    assert reading.quiet is None


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        ({"quote": "You can object at any time."}, "a person may"),
        ({"summary": "Users may opt out."}, "a person may"),
        ({"quote": "We reserve the right to share."}, "the vendor may"),
        ({"quote": "By using the site you agree."}, "by using"),
        ({"title": "Shared only with your consent"}, "only if"),
        ({"summary": "Data is shared even if the user refuses."}, "complaint"),
        ({"quote": "This waiver is severable."}, "general term"),
    ],
)
def test_a_mark_is_seen_and_kept_in_its_words(texts: dict[str, str], mark: str) -> None:
    """The evidence is the finding's own words."""
    found = idle.marks(texts)
    assert found[mark].lower() in next(iter(texts.values())).lower()


def test_the_reviewer_s_discussion_bears_no_mark() -> None:
    """Impact and analysis speak of what could be, not of the clause."""
    assert not idle.marks({"impact": "Users may opt out.", "analysis": "We never sell."})


def test_the_mapping_of_a_promise_names_no_law() -> None:
    """The worst error is law that does not apply."""
    findings = review(PROMISE).findings
    mapping = map_findings(findings, LIBRARY, audit(findings, LIBRARY))
    (mapped,) = mapping.findings
    assert mapped.unmapped
    assert mapped.idle is not None
    told = " ".join(mapping_text(mapping, LIBRARY, explain=True).split())
    assert f"idle at {mapped.idle.chance:.2f}" in told
    assert "Sub-processors: likely, were the finding not idle" in told
    assert mapping_data(mapping, LIBRARY)["findings"][0]["idle"]["words"] == list(mapped.idle.words)


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Délai de prescription pour les paiements de la société", "deidentified-data"),
        ("Alle Änderungen der Bedingungen jederzeit ohne Vorankündigung", "unilateral-change"),
        ("La vente de données personnelles à des courtiers", "data-sale"),
        ("Sin responsabilidad por daños indirectos", "liability-cap"),
        ("Alteração unilateral dos termos a qualquer momento", "unilateral-change"),
        ("이용자의 개인정보를 제3자에게 제공", "third-party-sharing"),
    ],
)
def test_phrases_read_what_is_no_english(title: str, topic: str) -> None:
    """Words that English shares with others, as `de`, tell nothing there: only phrases of the language do."""
    read = {found.topic for found in _reading({"title": title}).topics}
    assert (topic in read) == (topic != "deidentified-data")


@pytest.mark.parametrize(
    "title", ["y", "x: A", "Misc", "Clause 7", "Other remarks", "See above", "Hello world", "Notes"]
)
def test_a_title_that_says_nothing_has_no_topic(title: str) -> None:
    """One rare word tells no topic, however strongly it did in an example."""
    assert not _reading({"title": title}).topics
