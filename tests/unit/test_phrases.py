"""`memo.mapping.phrases`: the phrase grammar of the vocabulary."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.limits import LONGEST_TEXT
from memo.mapping.phrases import Phrases, Shape, Words, _end


def shown(phrase: str, text: str) -> list[str]:
    """Return the stretches of a text that show a phrase."""
    return [text[start:end] for start, end in Shape.of(phrase).spans(Words(text))]


MATCHES = [
    ("train", "we train models", True),
    ("train", "a training set", False),
    ("train*", "a training set", True),
    ("train*", "constrain", False),
    ("train ... model*", "train our large language models", True),
    ("train ... model*", "train models", True),
    ("train ... model*", "train one two three four five six models", True),
    ("train ... model*", "train one two three four five six seven models", False),
    ("train ... model*", "we train. Our models", False),
    ("train ... model*", "we train our version 2.5 models", True),
    ("(sell|share) data", "we share data", True),
    ("(sell|share) data", "we keep data", False),
    ("(sell|share with) data", "we share with data", True),
    ("use [your] data", "use data", True),
    ("use [your] data", "use your data", True),
    ("use [your] data", "use other data", False),
    ("[your] data", "data", True),
    ("opt-out", "opt out", True),
    ("opt-out", "Opt-Out", True),
    ("opt-out", "opt‑out", True),
    ("opt out", "opt-out", True),
    ("user's data", "the user’s data", True),
    ("third part*", "third\nparties", True),
    ("third part*", "third\n\nparties", False),
    ("data", "metadata", False),
    ("a b", "a; b", False),
    ("a b", "a, b", True),
    ("data sale", "data (sale", True),
    ("(sell|rent*) data", "we rented data", True),
    ("(sell|rent*) data", "we re data", False),
    ("(sell|rent [out]) data", "we rent out data", True),
    ("(a|b) ... (c|do e*)", "b x y do every", True),
    ("(a|b) ... (c|do e*)", "b x y do. Every", False),
    ("a" * 64 + "*", "a" * 80, True),
]


@pytest.mark.parametrize(("phrase", "text", "holds"), MATCHES)
def test_the_grammar_of_phrases(phrase: str, text: str, holds: bool) -> None:
    """A word, a beginning, a choice, an option and a gap match what they say, within one sentence."""
    assert bool(shown(phrase, text)) is holds


@pytest.mark.parametrize("phrase", ["(a|b", "[a", "a)", "a]", "a | b", "(a|", "- a", "a" * 65])
def test_a_broken_phrase_is_refused(phrase: str) -> None:
    """A phrase that cannot be read is refused, so that no topic is silently dead."""
    with pytest.raises(ValueError, match=r".+"):
        Shape.of(phrase)


@pytest.mark.parametrize(
    ("phrase", "text", "stretches"),
    [
        (
            "train ... model*",
            "We train our big Models and train other models.",
            ["train our big Models", "train other models"],
        ),
        ("(a|b) c", "a c, b c", ["a c", "b c"]),
        ("opt-out", "the opt‑out", ["opt‑out"]),
        ("[the] data", "the data", ["the data"]),
        ("data ...", "data of people", ["data"]),
    ],
)
def test_a_match_is_the_text_s_own_words(phrase: str, text: str, stretches: list[str]) -> None:
    """What shows a phrase is cut from the text as it stands, the shortest stretch, none over another."""
    assert shown(phrase, text) == stretches


@given(st.text(max_size=200))
def test_words_stand_where_the_text_has_them(text: str) -> None:
    """Reading a text into words moves no character: each word is found at its place, in order."""
    words = Words(text)
    ends = 0
    for start, end in words.spans:
        assert ends <= start < end <= len(text)
        ends = end


@given(st.lists(st.sampled_from(["we", "train", "our", "models", ".", "data", "\n\n", "-", ";"]), max_size=60))
def test_a_match_stays_inside_a_sentence(words: list[str]) -> None:
    """No phrase joins words across the end of a sentence or of a paragraph."""
    for stretch in shown("train ... model*", " ".join(words)):
        assert not any(end in stretch for end in (". ", "\n\n", ";"))
        assert stretch.startswith("train")
        assert stretch.endswith("models")


WORDS = st.sampled_from(["a", "ab", "b", "c", "a.", "b,", "c;"])
OPTIONS = st.lists(st.sampled_from(["a", "a*", "b", "c", "a b", "a [c]", "b ... c", "(a|b) c"]), min_size=1, max_size=3)
PARTS = st.one_of(
    st.sampled_from(["a", "b", "c", "..."]),
    st.builds("({})".format, OPTIONS.map("|".join)),
    st.builds("[{}]".format, OPTIONS.map("|".join)),
)


@given(st.lists(PARTS, min_size=1, max_size=4), st.lists(WORDS, max_size=14))
def test_a_phrase_is_found_where_trying_each_word_finds_it(parts: list[str], words: list[str]) -> None:
    """What stands first in a text is found by numbers just where a phrase tried at each word alone is."""
    written, text = " ".join(parts), " ".join(words)
    shape, whole = Shape.of(written), Words(text)
    ends = [_end(shape.sides[0], 0, whole, at) for at in range(len(whole.words))]
    first = next((at for at, end in enumerate(ends) if end > at), None)
    found = next(shape.spans(whole), None)
    assert (found and found[0]) == (None if first is None else whole.spans[first][0])


def test_a_word_as_long_as_a_field_costs_no_more_than_its_length() -> None:
    """One "word" of fifty thousand letters has not as many beginnings, which would fill the memory."""
    found = Words("x" * LONGEST_TEXT)
    assert sum(map(len, found.keys)) < 2 * LONGEST_TEXT
    assert [*Shape.of("xx*").spans(found)] == [(0, LONGEST_TEXT)]


def test_a_phrase_said_again_and_again_costs_no_more_than_its_length() -> None:
    """The sides of a phrase that stand near each other are found without holding each against each."""
    phrase, said = Shape.of("(not|never) ~ (told|informed) ~ terms"), "not told terms "
    text = Words(said * (LONGEST_TEXT // len(said)))
    began = time.process_time()
    assert len([*phrase.spans(text)]) == LONGEST_TEXT // len(said)
    assert time.process_time() - began < 2


@given(
    st.lists(st.sampled_from(["a b", "[b] c", "a ... c", "... [b]", "b ~ c"]), min_size=1), st.lists(WORDS, max_size=9)
)
def test_several_phrases_are_found_as_one_after_the_other(written: list[str], words: list[str]) -> None:
    """The first stretch that shows any of several phrases is the first of the first that is shown."""
    text = Words(" ".join(words))
    alone = (span for phrase in written for span in Shape.of(phrase).spans(text))
    assert Phrases.of(written).first(text) == next(alone, None)
