"""`memo.mapping.encoder`: a language model beside phrases and words, where the findings file asks for it."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from memo.api import check
from memo.library.day import Library
from memo.mapping.encoder import LONGEST, Encoder, Pieces, encoder_at
from memo.mapping.topics import reader_of
from tests.support import REGULATIONS, mapped, memo_of, read, refusal, review

MODEL = encoder_at(REGULATIONS / "encoder.npz")
KNOWN = ("[CLS]", "[SEP]", "[UNK]", "train", "##ing", "##s", "we", ",", "a", "##b")
BY_MODEL = {"review": {"date": "2026-11-25", "topics_by": "encoder"}}


def pieces(**texts: str) -> list[str]:
    """Return the pieces of a finding by the small vocabulary."""
    ids, _ = Pieces({piece: number for number, piece in enumerate(KNOWN)}).of(texts)
    return [KNOWN[number] for number in ids]


def test_a_word_is_cut_into_its_longest_known_pieces() -> None:
    """Small letters, marks alone, and what has no piece is unknown as a whole."""
    assert pieces(title="We, training") == ["[CLS]", "we", ",", "train", "##ing", "[SEP]"]
    assert pieces(title="trainz wé") == ["[CLS]", "[UNK]", "we", "[SEP]"]
    assert pieces(title="a" + "b" * 200) == ["[CLS]", "[UNK]", "[SEP]"]


def test_fields_are_read_in_one_order_and_long_ones_from_their_beginning() -> None:
    """The mark of the end stays whatever is cut."""
    assert pieces(quote="we", title="a", analysis="train") == ["[CLS]", "a", "[UNK]", "we", "[SEP]"]
    long = pieces(title="we " * 1000)
    assert (len(long), long[-1]) == (LONGEST, "[SEP]")


def test_it_knows_no_topic_that_the_vocabulary_lacks(library: Library) -> None:
    """Its sums are in the order of its topics; one that was renamed would be read as another."""
    assert set(MODEL.topics) <= set(library.topics)
    assert len(MODEL.heard({"title": "We sell data"}).sums) == len(MODEL.topics)


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Nobody told the tenants that the door camera hears them", "privacy-notice"),
        ("The nurse read her neighbour's chart out of curiosity", "security-measures"),
        ("Members cannot leave the club before three years are over", "cancellation"),
    ],
)
def test_it_reads_who_did_what(title: str, topic: str) -> None:
    """What sentences that no phrase foresees are about, more likely than not; few other topics are."""
    chances = MODEL.heard({"title": title}).chances
    likely = [name for name, chance in chances.items() if chance >= 0.5]
    assert topic in likely and len(likely) <= 2


def test_chances_are_joined_by_two_weights() -> None:
    """Both count; a topic that the model does not know keeps its chance, and one that nobody thinks of stays out."""
    topic = MODEL.topics[0]
    low, high = (MODEL.beside({topic: 0.5}, {topic: said})[topic] for said in (0.01, 0.99))
    assert low < 0.5 < high
    assert MODEL.beside({"unknown": 0.4}, {}) == {"unknown": 0.4}
    assert MODEL.beside({}, {topic: 0.001}) == {}


def test_the_words_that_speak_for_a_topic_are_named() -> None:
    """Each word adds its part; the marks between them are no words."""
    words = MODEL.heard({"title": "Cameras at the door compare faces, with a list."}).words("biometric-data")
    assert "faces" in words.split(", ")
    assert MODEL.heard({"title": "Faces"}).words("a topic of tomorrow") == ""


def test_a_file_asks_for_it_and_its_memo_says_so() -> None:
    """Topics bear the model's chance, the method a sentence; without the key nothing of it is there."""
    finding = {"title": "Cameras at the door compare every face with a list", "severity": "high"}
    (asked, plain) = (mapped(finding, **parts) for parts in (BY_MODEL, {}))
    assert asked.topics and all(topic.model is not None for topic in asked.topics)
    assert all(topic.model is None for topic in plain.topics)
    texts = [memo_of(review(finding, **parts)).to_markdown() for parts in (BY_MODEL, {})]
    assert ["language model that was taught" in text for text in texts] == [True, False]
    assert texts[0] == memo_of(review(finding, **BY_MODEL)).to_markdown()


def test_stated_topics_are_taken_as_stated() -> None:
    """The model is not asked."""
    found = mapped({"title": "Faces at the door", "topics": ["refunds"]}, **BY_MODEL)
    assert [(topic.topic, topic.model) for topic in found.topics] == [("refunds", None)]


def test_without_numpy_the_file_is_refused_at_its_key(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    """Place, reason and cure; nothing is mapped by words behind the reviewer's back."""
    monkeypatch.setitem(sys.modules, "numpy", None)
    encoder_at.cache_clear()
    reader_of.cache_clear()
    try:
        faults = check(read("vendor: V\nreview:\n  topics_by: encoder\nfindings:\n  - title: Faces\n"), library)
    finally:
        reader_of.cache_clear()
        encoder_at.cache_clear()
    (fault,) = [fault for fault in faults if not fault.warning]
    assert (fault.code, fault.place.line, fault.field) == ("no-encoder", 3, "review.topics_by")
    assert "memo[encoder]" in fault.hint


@pytest.mark.parametrize(("content", "why"), [(None, "is missing"), (b"PK\x03\x04 spoilt", "cannot be read")])
def test_a_file_that_is_not_there_or_spoilt_is_named(tmp_path: Path, content: bytes | None, why: str) -> None:
    """Never a traceback of numpy's."""
    path = tmp_path / "encoder.npz"
    if content is not None:
        path.write_bytes(content)
    fault = refusal(encoder_at, path)
    assert fault.code == "no-encoder"
    assert why in fault.message


def test_whole_numbers_stand_beside_what_one_is_worth() -> None:
    """Kept numbers of few bits come back as what was learnt, column by column."""
    held: dict[str, Any] = {
        "topics": np.array("one two"), "pieces": np.array("[CLS]\n[SEP]\n[UNK]"), "heads": np.array(1),
        "layers": np.array(0), "beside": np.array([1.0, 1.0, 0.0]), "words": np.array([[1, 2], [3, 4], [5, 6]], "int8"),
        "words/step": np.array([0.5, 0.25], "float32"), "places": np.zeros((LONGEST, 2), "float32"),
        "first.w": np.ones(2, "float32"), "first.b": np.zeros(2, "float32"),
        "head.w": np.eye(2, dtype="float32"), "head.b": np.array([0.0, 1.0], "float32"),
    }  # fmt: skip
    # The first piece is 0.5, 0.5 and levels to 0, 0; the second is 1.5, 1 and levels to 1, -1.
    assert tuple(Encoder(held).heard({}).sums) == pytest.approx((0.5, 0.5), abs=1e-4)


def test_the_memo_names_the_model_and_can_be_made_again() -> None:
    """Provenance has the digest of its file, so that a memo of another model is not taken for this one's."""
    memo = memo_of(review({"title": "Faces at the door are compared"}, **BY_MODEL)).memo
    (row,) = [row for row in memo.provenance if row.label == "Language model"]
    assert row.value == f"SHA-256 {sha256((REGULATIONS / 'encoder.npz').read_bytes()).hexdigest()}"
