"""`memo.mapping.meaning`: the labelled findings that say the like of a finding are found, whatever words it has."""

from __future__ import annotations

import math
import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from memo.library.day import Library
from memo.library.profile import LENGTH, NUMBERS, ZERO, Profiles, coded, codes, profiles_from, sides_of
from memo.library.reading import mapping
from memo.limits import MOST_BYTES_OF_WEIGHTS
from memo.mapping import meaning
from memo.mapping.chance import chance
from memo.mapping.likeness import each_term, likeness
from memo.mapping.meaning import LOOKED_AT, NEAREST, alike
from memo.mapping.neighbours import Neighbours
from memo.mapping.topics import signs_of_topics

LIBRARY = Library.open(Path(__file__).parents[2] / "regulations", date(2026, 11, 26))
RANDOM = random.Random(1)  # noqa: S311 - the same numbers at every run


def of_length(numbers: list[float], length: float = LENGTH) -> list[int]:
    """Return numbers as whole ones, as a vector of about one length."""
    now = math.sqrt(sum(number * number for number in numbers))
    return [round(number / now * length) for number in numbers]


def some_numbers() -> list[int]:
    return of_length([RANDOM.gauss(0, 1) for _ in range(NUMBERS)])


SELL, KEEP, RAIN = some_numbers(), some_numbers(), some_numbers()
FEW = Profiles(
    topics=("data-sale", "retention-period"),
    examples_show="0,1,,0 1",
    meanings=coded([*SELL, *KEEP, *RAIN, *of_length([a + b for a, b in zip(SELL, KEEP, strict=True)])]),
    words={
        "sell": f"1000: ;2a;{coded(SELL)}",
        "vend": f"1000: 0 5;;{coded(SELL)}",
        "keep": f"1000: ;;{coded(KEEP)}",
        "rain": f"1000: ;;{coded(RAIN)}",
        "bare": "1000: ;2a",
    },
)
"""Four labelled texts: one on sale, one on keeping, one about nothing, one on both."""


def test_a_meaning_stands_behind_weights_and_places() -> None:
    """A line has three parts; none takes the letters of another."""
    assert FEW.meaning("vend") == tuple(max(-ZERO, min(31, number)) for number in SELL)
    assert FEW.entries("vend") == (1000, 0, 5)
    assert FEW.places("sell")[0] == (1,)
    assert FEW.places("vend")[0] == ()
    assert FEW.meaning("bare") == ()


def test_a_word_that_no_text_has_finds_those_that_say_the_like() -> None:
    """The text on sale is nearest, the one on both next: "vend" stands in none."""
    near = alike({"vend": 1}, FEW)
    assert near.shares[0] > 0.9
    assert near.shares[0] > near.shares[1] > 0
    assert near.counts == {0: 2, 1: 2}
    assert near.idle < 0.01
    both = alike({"vend": 1, "keep": 1}, FEW)
    assert both.shares[0] > 0.9 and both.shares[1] > 0.9


def test_texts_about_nothing_make_a_text_idle() -> None:
    """A text without topics has a say of its own."""
    assert alike({"rain": 2}, FEW).idle > 0.99


@pytest.mark.parametrize("counts", [{}, {"bare": 3}])
def test_words_without_a_meaning_say_nothing(counts: dict[str, int]) -> None:
    """Nothing is divided by nothing."""
    assert alike(counts, FEW) == Neighbours()


def test_nothing_is_alike_where_no_text_is_held() -> None:
    """Weights without labelled texts have words alone."""
    assert alike({"sell": 1}, replace(FEW, meanings="", examples_show="")) == Neighbours()


def test_a_word_said_often_counts_more_but_not_as_often() -> None:
    """The second time a word tells less than the first."""
    once, often = (meaning.meaning({"sell": count}, FEW.meaning) for count in (1, 8))
    assert often == pytest.approx([number * (1 + math.log(8)) for number in once])


def test_the_nearest_of_many_are_those_that_holding_all_against_it_would_give() -> None:
    """The signs only spare work: of 2,000 texts the nearest are found as if each were compared number by number."""
    found = RANDOM.sample(range(2_000), 40)
    texts = [some_numbers() for _ in range(2_000)]
    for at in found:  # forty that are near, among those that are not
        texts[at] = of_length([a + RANDOM.gauss(0, 6) for a in SELL])
    many = replace(
        FEW, meanings=coded(number for text in texts for number in text), examples_show=",".join("1" for _ in texts)
    )
    held = codes(many.meanings)
    own = meaning.meaning({"sell": 1}, many.meaning)
    near = sorted(
        range(len(texts)),
        key=lambda at: (-sum(a * b for a, b in zip(own, held[at * NUMBERS : (at + 1) * NUMBERS], strict=True)), at),
    )
    looked_at = meaning._looked_at(own, sides_of(many.meanings))
    assert set(near[:NEAREST]) <= set(looked_at) & set(found)
    assert LOOKED_AT <= len(looked_at) < len(texts) / 2
    assert alike({"sell": 1}, many).counts == {1: NEAREST}


def test_signs_are_compared_bit_by_bit() -> None:
    """How many signs differ is counted over all columns, not in one of them."""
    texts = [[1] * NUMBERS, [-1] * NUMBERS, [1] * (NUMBERS - 1) + [-1]]
    held = sides_of(coded(number for text in texts for number in text))
    assert len(held) == NUMBERS // 8
    assert [[column[at] for column in held] for at in range(3)] == [
        [255] * 12,
        [0] * 12,
        [255] * 11 + [127],
    ]


def test_every_labelled_text_and_no_pair_of_words_has_a_meaning() -> None:
    """A text too many or a letter too few would shift the numbers of all behind it."""
    profiles = LIBRARY.profiles
    assert len(profiles.meanings) == NUMBERS * len(profiles.labels())
    lengths = {len(profiles.meaning(term)) for term in profiles.words}
    assert lengths == {0, NUMBERS}
    assert not any(profiles.meaning(term) for term in profiles.words if " " in term or "(" in term)
    assert sum(bool(profiles.meaning(term)) for term in profiles.words) > 6_000


def test_the_numbers_of_a_labelled_text_are_those_of_its_words() -> None:
    """What the file holds of a text is what memo makes of the same words, brought to one length."""
    profiles = LIBRARY.profiles
    held = codes(profiles.meanings)
    for at in (0, 5_000, 16_000):
        numbers = [code - ZERO for code in held[at * NUMBERS : (at + 1) * NUMBERS]]
        length = math.sqrt(sum(number * number for number in numbers))
        assert length == pytest.approx(LENGTH, rel=0.15)
    for at, topic in enumerate(LIBRARY.topics.values()):  # the first texts are the topics' own
        text = {"summary": f"{topic.label}. {topic.definition} {topic.concern}"}
        counts = Counter(term for term, _, _ in each_term(text) if term in profiles.words)
        letters = profiles.meanings[at * NUMBERS : (at + 1) * NUMBERS]
        assert letters == coded(of_length(meaning.meaning(counts, profiles.meaning)))


@pytest.mark.parametrize(
    ("scene", "topic"),
    [
        ("A tall lens on the roof watches the neighbours' garden day and night.", "video-surveillance"),
        ("The robot tutor never tells children that no person is writing to them.", "ai-transparency"),
        ("Staff left the binder with everyone's wages on the counter for shoppers to leaf through.", "employee-data"),
    ],
)
def test_a_scene_in_plain_words_finds_its_like(scene: str, topic: str) -> None:
    """No word of the field stands in it; those that say the like are about what it is about."""
    profiles = LIBRARY.profiles
    near = likeness({"title": "Note", "summary": scene}, profiles).kin
    assert profiles.topics.index(topic) in sorted(near.shares, key=lambda at: -near.shares[at])[:2]


def test_texts_alike_make_a_topic_likelier() -> None:
    """The learnt weight of the sign speaks for a topic, never against it."""
    profiles = LIBRARY.profiles
    sale = {"title": "Data sale", "quote": "Buyers pay the company for lists of what each household bought."}
    like = likeness(sale, profiles)
    number = profiles.topics.index("data-sale")

    def of(given: object) -> float:
        return next(chance(v, at, profiles) for _, at, v in signs_of_topics({}, (), given) if at == number)  # type: ignore[arg-type]

    assert like.kin.shares[number] > 0.1
    assert of(like) > of(replace(like, kin=Neighbours()))


def test_meanings_come_back_from_the_file() -> None:
    """The line of all texts is read as it stands."""
    values = mapping(LIBRARY.store.root / "weights.yaml", MOST_BYTES_OF_WEIGHTS)
    assert profiles_from(values).meanings == values["meanings"]
