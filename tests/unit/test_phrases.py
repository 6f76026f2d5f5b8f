"""`memo.mapping.phrases`: the phrase grammar of the vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.mapping.phrases import Shape, Words


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
]


@pytest.mark.parametrize(("phrase", "text", "holds"), MATCHES)
def test_the_grammar_of_phrases(phrase: str, text: str, holds: bool) -> None:
    """A word, a beginning, a choice, an option and a gap match what they say, within one sentence."""
    assert bool(shown(phrase, text)) is holds


@pytest.mark.parametrize("phrase", ["(a|b", "[a", "a)", "a]", "a | b", "(a|", "- a"])
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
