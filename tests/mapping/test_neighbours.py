"""`memo.mapping.neighbours`: the labelled findings most like a finding are found and say what it is about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from memo.audit import audit
from memo.cli.map_text import mapping_text
from memo.library.day import Library
from memo.library.profile import Lines, Profiles, placed, profiles_from, sides_of
from memo.library.reading import mapping
from memo.limits import MOST_BYTES_OF_WEIGHTS
from memo.mapping.chance import chance
from memo.mapping.engage import map_findings
from memo.mapping.likeness import likeness
from memo.mapping.meaning import NEAREST as NEAREST_IN_MEANING
from memo.mapping.neighbours import NEAREST, neighbours
from memo.mapping.topics import TopicReader, signs_of_topics
from memo.mapping.vocabulary import index_of
from tests.support import review

LIBRARY = Library.open(Path(__file__).parents[2] / "regulations", date(2026, 11, 26))
FEW = Profiles(
    topics=("data-sale", "retention-period"),
    examples_show="0,1,,0 1",
    words={
        "sell": f"1000: ;{placed({0: 0.8, 3: 0.4})}",
        "keep": f"1000: ;{placed({1: 0.9, 3: 0.5})}",
        "weather": f"1000: ;{placed({2: 1.0})}",
        "bare": "1000: ",
    },
)
"""Four examples: one on sale, one on keeping, one about nothing, one on both."""
SALE = {"title": "Data sale", "quote": "We may sell your personal data to data brokers without telling you."}


def test_places_come_back_as_they_were_kept() -> None:
    """A way and a letter tell the example and its weight, to a fiftieth; what is next to nothing is left."""
    held = Profiles(words={"a": f"1000: 3 20, 4 -7;{placed({0: 0.02, 700: 0.31, 12: 0.52, 13: 0.004})}"})
    assert [(at, round(share, 2)) for at, share in held.examples("a")] == [(0, 0.02), (12, 0.52), (700, 0.32)]
    assert held.entries("a") == (1000, 3, 20, 4, -7)


def test_blocks_hold_every_line() -> None:
    """A word is found in its block, whole: not by its beginning, its end or a word of a pair; what is not held is not."""
    words = {"sell": "1: ;2a", "sel": "2: 3 4", "sell data": "3: ", "a": "4: ;1b", "résel": "5: ", "resell": "6: 1 -2"}
    opened = Lines(Lines.blocks_of(words))
    assert dict(opened) == words
    assert len(opened) == len(words)
    assert opened["sel"] == "2: 3 4"
    assert opened.get("sell", "") == opened.get("sell", "") == "1: ;2a"
    for unknown in ("ell", "se", "data", "sell dat", "", "1: ", "sell = 1", "|"):
        assert unknown not in opened
        with pytest.raises(KeyError):
            opened[unknown]
    assert opened
    assert not Lines(Lines.blocks_of({}))


def test_the_weights_of_the_library_come_back_from_their_blocks() -> None:
    """What the compiled copy gives is what the file says, word by word."""
    held = LIBRARY.store.profiles
    file = profiles_from(mapping(LIBRARY.store.root / "weights.yaml", MOST_BYTES_OF_WEIGHTS))
    assert dict(held.words) == file.words
    assert replace(held, words={}) == replace(file, words={}, sides=sides_of(file.meanings))


def test_a_label_is_read_as_all_are() -> None:
    """One text's topics are those that the list of all says."""
    assert [FEW.shown_by(at) for at in range(4)] == list(FEW.labels()) == [(0,), (1,), (), (0, 1)]


def test_a_weight_above_the_letters_is_kept_as_the_highest() -> None:
    """An example of one word has all its weight there."""
    assert placed({5: 1.0}) == "6z"


def test_the_examples_of_like_words_say_what_a_text_is_about() -> None:
    """The nearer example counts more."""
    near = neighbours({"sell": 1.0}, FEW)
    assert near.counts == {0: 2, 1: 1}
    assert near.shares[0] == 1.0
    assert 0 < near.shares[1] < 0.5
    assert near.idle == 0.0


def test_examples_about_nothing_make_a_text_idle() -> None:
    """An example without topics has a say of its own."""
    assert neighbours({"weather": 1.0}, FEW).idle == 1.0
    assert 0 < neighbours({"weather": 1.0, "keep": 1.0}, FEW).idle < 1


@pytest.mark.parametrize("own", [{}, {"bare": 1.0}])
def test_a_text_without_neighbours_has_none(own: dict[str, float]) -> None:
    """Words that no example has say nothing, and divide by nothing."""
    near = neighbours(own, FEW)
    assert not near.shares
    assert near.idle == 0.0


def test_no_more_are_asked_than_the_nearest() -> None:
    """Of many equal examples the first are asked, so that the answer is the same each time."""
    many = replace(
        FEW, examples_show=",".join(["0"] * 30 + ["1"]), words={"sell": f"1:;{placed(dict.fromkeys(range(31), 0.3))}"}
    )
    assert neighbours({"sell": 1.0}, many).counts == {0: NEAREST}


def test_neighbours_that_show_a_topic_make_it_likelier() -> None:
    """The learnt weight of the sign speaks for a topic, never against it."""
    profiles = LIBRARY.profiles
    like = likeness(SALE, profiles)
    bare = replace(like, near=type(like.near)())
    number = profiles.topics.index("data-sale")

    def of(given: object) -> float:
        return next(chance(v, at, profiles) for _, at, v in signs_of_topics({}, (), given) if at == number)  # type: ignore[arg-type]

    assert like.near.shares[number] > 0.2
    assert of(like) > of(bare)


def test_every_example_is_one_of_the_labelled_texts_and_its_topics_are_known() -> None:
    """A number beyond the last topic or text would be read as another's."""
    profiles = LIBRARY.profiles
    labels = profiles.labels()
    assert {topic for topics in labels for topic in topics} <= set(range(len(profiles.topics)))
    assert any(not topics for topics in labels)
    assert max(at for term in profiles.words for at, _ in profiles.examples(term)) < len(labels)


def test_the_reader_of_a_mapping_is_told_how_many_neighbours_show_a_topic() -> None:
    """A chance says why."""
    findings = review(SALE).findings
    mapping = map_findings(findings, LIBRARY, audit(findings, LIBRARY))
    (topic, *_) = TopicReader(index_of(LIBRARY.store), LIBRARY.profiles).read(findings.findings[0])
    assert topic.near > 0 and topic.kin > 0
    told = " ".join(mapping_text(mapping, LIBRARY, explain=True).split())
    in_words = f"{topic.near} of the {NEAREST} most like it in words"
    in_meaning = f"{topic.kin} of the {NEAREST_IN_MEANING} most like it in meaning"
    assert f"shown by labelled findings: {in_words} and {in_meaning}" in told
