"""`memo.mapping.chance`: signs stand in their order, more for a topic makes it likelier, and nothing overflows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from memo.library.day import Library
from memo.library.profile import ALWAYS, SCALE, Profiles
from memo.mapping.chance import SIGNS, Level, chance, in_company, log_odds, signs
from memo.mapping.topics import LIKELY, TopicReader, reader_of
from memo.mapping.vocabulary import Index
from tests.support import review

LIBRARY = Library.open(Path(__file__).parents[2] / "regulations", date(2026, 11, 26))


def _signs(
    words: float = -0.5, level: Level = "nothing", anything: float = 0.5, near: float = 0.0, conduct: bool = False
) -> tuple[float, ...]:
    shown = (level, level == "plain", float(level != "nothing"), 0)
    return signs(words, -0.6, anything, *shown, near, 0.0, 0, 0, conduct, 40)


def test_each_sign_has_a_value_and_a_weight_and_each_topic_its_own() -> None:
    """A row of another length would count one sign as the next."""
    profiles = LIBRARY.profiles
    assert len(_signs()) == len(SIGNS) == len(profiles.signs)
    assert len(profiles.offsets) == len(profiles.slopes) == len(profiles.topics) == len(profiles.bases) - 1


@pytest.mark.parametrize("row", ["signs", "idle"])
def test_weights_of_other_signs_are_refused(row: str) -> None:
    """A row that is too short would leave its last signs without a say."""
    profiles = LIBRARY.profiles
    with pytest.raises(ValueError, match="weights for"):
        TopicReader(Index(), replace(profiles, **{row: getattr(profiles, row)[:-1]}))


@pytest.mark.parametrize("conduct", [False, True])
@pytest.mark.parametrize("level", ["nothing", "one", "plain"])
def test_more_words_for_a_topic_make_it_likelier(level: Level, conduct: bool) -> None:
    """Whatever phrases show, and whatever a finding is of, words that speak for a topic never speak against it."""
    profiles = LIBRARY.profiles
    for number in range(len(profiles.topics)):
        steps = (-0.8, -0.5, -0.2, 0.1, 0.5)
        row = [chance(_signs(words, level, conduct=conduct), number, profiles) for words in steps]
        assert row == sorted(row)


def test_idle_text_makes_every_topic_less_likely() -> None:
    """The sum for being about anything weighs on each topic."""
    profiles = LIBRARY.profiles
    assert chance(_signs(anything=-0.8), 0, profiles) < chance(_signs(anything=0.5), 0, profiles)


@pytest.mark.parametrize("weight", [-(10**9), 10**9])
def test_an_absurd_weight_makes_a_chance_still(weight: int) -> None:
    """A hand-made file of weights brings no overflow."""
    absurd = Profiles(topics=("a",), bases=(0, 0), signs=(weight * SCALE,) * len(SIGNS), offsets=(0,), slopes=(0,))
    assert 0 <= chance(_signs(0.9, "plain"), 0, absurd) <= 1


def test_a_topic_has_its_chance_in_english_and_none_where_phrases_alone_decide() -> None:
    """A chance is stated only where words were weighed."""
    reader = reader_of(LIBRARY.store)
    (english, *_) = reader.read(review({"title": "We may share your data with advertisers."}).findings.findings[0])
    assert english.chance is not None
    assert LIKELY <= english.chance <= 1
    (german, *_) = reader.read(review({"title": "Wir geben Ihre Daten an Dritte weiter."}).findings.findings[0])
    assert german.chance is None


def test_a_topic_is_as_likely_as_alone_where_no_company_was_learnt() -> None:
    """Weights without this part, and a topic that has none, change nothing."""
    alone = {0: 0.2, 1: 0.7}
    assert in_company(alone, Profiles(topics=("a", "b"))) == pytest.approx(alone)
    assert in_company(alone, Profiles(topics=("a", "b"), company="0: ")) == pytest.approx(alone)


def test_what_is_likely_beside_a_topic_speaks_for_it_or_against_it() -> None:
    """The chance of the other counts as much as it is likely, what counts always in full, and each by its own part."""
    profiles = Profiles(topics=("a", "b"), company="0: 1 2000;-500: 0 -3000, 1 1000")
    found = in_company({0: 0.5, 1: 0.8}, profiles)
    assert log_odds(found[0]) == pytest.approx(2 * 0.8)
    assert log_odds(found[1]) == pytest.approx(log_odds(0.8) - 0.5 - 3 * 0.5 + 0.8)
    assert in_company({0: 0.5}, profiles) == pytest.approx({0: 0.5}), "a topic that is not thought of says nothing"


@pytest.mark.parametrize("likely", [0.0, 1.0])
def test_what_is_certain_alone_is_a_chance_in_company(likely: float) -> None:
    """No logarithm of nothing."""
    assert in_company({0: likely}, Profiles(topics=("a",), company="100: 0 100")) == {
        0: pytest.approx(likely, abs=1e-6)
    }


def test_each_topic_has_its_part_of_company_and_each_number_is_a_topics() -> None:
    """A part too few would shift all that follow."""
    profiles = LIBRARY.profiles
    assert profiles.company.count(";") == len(profiles.topics) - 1
    for topic in range(len(profiles.topics)):
        assert {ALWAYS} <= set(profiles.beside(topic)) <= {ALWAYS, *range(len(profiles.topics))}


@pytest.mark.parametrize(
    ("topic", "beside", "way"),
    [
        ("lawful-basis", "security-measures", -1),  # a leak is no use without a ground
        ("data-return", "exit-assistance", 1),
        ("direct-marketing", "objection-right", 1),
    ],
)
def test_what_was_learnt_of_company_is_what_a_lawyer_would_say(topic: str, beside: str, way: int) -> None:
    """Matters that come together speak for each other, and those that are taken for each other against."""
    profiles = LIBRARY.profiles
    number = profiles.topics.index
    counts = profiles.beside(number(topic)).get(number(beside), 0)
    assert (counts > SCALE // 2) - (counts < -SCALE // 2) == way
