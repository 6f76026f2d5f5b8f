"""`memo.mapping.tone`: who speaks is kept apart, each word counts once, and the weights alone decide."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from memo.library.day import Library
from memo.library.profile import Profiles
from memo.mapping.tone import ALWAYS, telling, tone, turns

LIBRARY = Library.open(Path(__file__).parents[2] / "regulations", date(2026, 11, 26))
OWN = Profiles(tones="always = -100\nq you may = 600\nr < no = -600\nr any time = 300")


def test_the_reviewer_s_words_are_not_the_clause_s() -> None:
    """A clause that says "you may" promises; a reviewer who says it tells what somebody promised."""
    assert "q you may" in turns({"quote": "You may object."})
    assert "r you may" in turns({"title": "You may object."})
    assert not set(turns({"quote": "You may object."})) & set(turns({"summary": "You may object."}))


def test_small_words_and_the_ends_of_a_field_count() -> None:
    """What tells a promise from a complaint are words that say nothing of a topic."""
    assert turns({"title": "No, of the user"}).keys() >= {"r < no", "r no of", "r of the", "r user >"}
    assert turns({"title": "", "quote": "1234 ..."}) == {}


def test_what_impact_and_analysis_discuss_has_no_tone() -> None:
    """There laws and remedies are spoken of, not the clause."""
    assert turns({"impact": "You may object.", "analysis": "You may object."}) == {}


@pytest.mark.parametrize(
    ("texts", "weight", "terms"),
    [({"quote": "You may go"}, 600, 7), ({"title": "No way"}, -600, 5), ({"summary": "Stay away"}, 0, 5)],
)
def test_weights_are_added_up_over_all_words(texts: dict[str, str], weight: int, terms: int) -> None:
    """A long text needs more words that speak for it than a short one."""
    assert tone(texts, OWN) == pytest.approx((weight / math.sqrt(terms) - 100) / 1000)


def test_a_repeated_word_counts_once() -> None:
    """A clause that says a thing twice promises no more."""
    assert turns({"quote": "You may. You may."}).keys() - turns({"quote": "You may."}).keys() == {"q may you"}


def test_without_weights_nothing_is_said() -> None:
    """A library of one's own may have none."""
    assert tone({"quote": "You may go"}, Profiles()) == 0.0
    assert tone({}, OWN) == 0.0


def test_the_words_that_tell_are_the_text_s_own() -> None:
    """The evidence is in the form in which it stands there; words against say nothing for it."""
    assert telling({"quote": "You MAY go", "title": "No, at any Time"}, OWN) == ("you may", "any time")
    assert telling({"title": "No way"}, OWN) == ()


def test_the_library_tells_a_promise_from_a_complaint() -> None:
    """The learnt weights; taken away, or turned, they tell it no more."""
    promise = {"title": "Access on request", "quote": "You may ask us for a copy of your data at any time."}
    complaint = {"title": "No word on access", "summary": "Nothing tells users how to ask for a copy of their data."}
    profiles = LIBRARY.profiles
    assert ALWAYS in profiles.tone_weights()
    assert tone(promise, profiles) > tone(complaint, profiles)
    turned = "\n".join(f"{term} = {-weight}" for term, weight in profiles.tone_weights().items())
    assert tone(promise, replace(profiles, tones=turned)) < tone(complaint, replace(profiles, tones=turned))
