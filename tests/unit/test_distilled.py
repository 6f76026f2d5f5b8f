"""`memo.mapping.distilled`: a network of words that the language model taught, beside phrases and words."""

from __future__ import annotations

from pathlib import Path

import pytest

from memo.library.distilled import Distilled, distilled_from
from memo.library.profile import SCALE, coded
from memo.library.store import Store
from memo.mapping.chance import chance_of
from memo.mapping.distilled import ADDED, INNER, OUTER, Network
from memo.mapping.topics import reader_of
from tests.support import REGULATIONS, mapped, review

NETWORK = Network(Store(REGULATIONS).distilled)


def small(**parts: object) -> Network:
    """Return a network of two words, two sums and two topics: the first word speaks for one, the other for the other."""
    whole, one = 2**INNER, 2**OUTER
    held: dict[str, object] = {
        "topics": ("first", "second"), "size": 2, "words": {"sell": coded([4, 0]), "delet": coded([0, 4])},
        "inner": (whole, 0, 0, whole), "inner_bases": (0, 0),
        "outer": (one, -one, -one, one), "outer_bases": (0, 0), "beside": (SCALE, SCALE, 0),
    }  # fmt: skip
    return Network(Distilled(**(held | parts)))  # type: ignore[arg-type]


def test_each_word_adds_its_numbers() -> None:
    """One word of length one: four for the first sum, none for the other, and what a sum is below nothing is nothing."""
    chances = small().heard({"summary": "sell", "quote": "none"}).chances
    assert chances == pytest.approx({"first": chance_of(4), "second": chance_of(-4)})
    both = small().heard({"summary": "sell delete", "quote": "none"}).chances
    assert both == pytest.approx({"first": 0.5, "second": 0.5})


def test_words_are_brought_to_one_length() -> None:
    """Said twice, a word by itself counts no more; beside another it counts more."""
    once, twice = (small().heard({"summary": text, "quote": "x"}).chances for text in ("sell", "sell sell"))
    assert once == twice
    chances = small().heard({"title": "sell", "summary": "delete", "quote": "x"}).chances
    assert chances["first"] > 0.5 > chances["second"]


def test_what_counts_always_is_all_that_unknown_words_leave() -> None:
    """A text without a known word has the chance of no text at all."""
    network = small(inner_bases=(2 ** (INNER + ADDED), 0), outer_bases=(0, 2 ** (2 * OUTER)))
    assert network.heard({"quote": "zebra"}).chances == pytest.approx({"first": chance_of(1), "second": 0.5})


def test_the_words_that_a_topic_rests_on_are_named() -> None:
    """Those without which it would be least likely come first; of another topic there is nothing to say."""
    said = small().heard({"summary": "They sell, and delete.", "quote": "x"})
    assert said.words("first").split(", ")[0] == "sell"
    assert said.words("second").split(", ")[0] == "delete"
    assert said.words("a topic of tomorrow") == ""


def test_chances_are_joined_by_two_weights() -> None:
    """Both count; a topic that it does not know keeps its chance, and one that nobody thinks of stays out."""
    low, high = (small().beside({"first": 0.5}, {"first": said})["first"] for said in (0.01, 0.99))
    assert low < 0.5 < high
    assert small().beside({"unknown": 0.4}, {}) == {"unknown": 0.4}
    assert small().beside({}, {"first": 0.00011}) == {}


def test_it_knows_no_topic_that_the_vocabulary_lacks() -> None:
    """Its sums are in the order of its topics; one that was renamed would be read as another."""
    store = Store(REGULATIONS)
    assert set(NETWORK.topics) <= set(store.topics)
    learnt = store.distilled
    sums = len(learnt.inner_bases)
    assert len(learnt.inner) == sums * learnt.size
    assert len(learnt.outer) == sums * len(learnt.topics) == sums * len(learnt.outer_bases)
    assert len(learnt.beside) == 3
    assert {len(line) for line in learnt.words.values()} == {learnt.size}


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("The lens on the porch takes in the pavement", "video-surveillance"),
        ("Members cannot leave the club before three years are over", "cancellation"),
        ("Your recordings teach our speech recogniser", "ai-training"),
    ],
)
def test_it_reads_what_no_phrase_foresees(title: str, topic: str) -> None:
    """The likeliest topic of sentences in plain words."""
    chances = NETWORK.heard({"title": title}).chances
    assert max(chances, key=chances.__getitem__) == topic


def test_topics_bear_what_it_says() -> None:
    """Its chance stands beside the one that is taken; a topic that the reviewer states has none."""
    found = mapped({"title": "Cameras at the door compare every face with a list", "severity": "high"})
    assert found.topics and all(topic.taught is not None and topic.model is None for topic in found.topics)
    stated = mapped({"title": "Faces at the door", "topics": ["refunds"]})
    assert [topic.taught for topic in stated.topics] == [None]


def test_a_library_without_it_reads_by_phrases_and_words(tmp_path: Path) -> None:
    """As one without weights reads by phrases alone."""
    for path in REGULATIONS.rglob("*.yaml"):
        copy = tmp_path / path.relative_to(REGULATIONS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.name != "distilled.yaml":
            copy.symlink_to(path)
    store = Store(tmp_path)
    assert store.distilled == Distilled()
    finding = review({"title": "Cameras at the door compare every face with a list"}).findings.findings[0]
    assert all(topic.taught is None for topic in reader_of(store).read(finding))


def test_its_file_is_read_in_whole_numbers() -> None:
    """A row that is no row of numbers is refused; rows are kept in their order."""
    values = {"topics": "first", "size": 1, "inner": "3 -4", "inner_bases": "1 2", "outer": "5 6", "outer_bases": "7",
              "beside": "1 2 3", "words": "sell = A\ndelet = B"}  # fmt: skip
    learnt = distilled_from(values)
    assert (learnt.inner, learnt.outer_bases, dict(learnt.words)) == ((3, -4), (7,), {"sell": "A", "delet": "B"})
    with pytest.raises(ValueError, match="invalid literal"):
        distilled_from(values | {"inner": "3 x"})
