"""A flat promise silences a finding; an exception, a condition, a reviewer's fault or a decision does not."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from memo.library.profile import SCALE
from memo.mapping import idle
from memo.mapping.promise import promised
from memo.mapping.topics import TopicReader
from memo.mapping.vocabulary import index_of
from tests.support import library_on, review

LIBRARY = library_on(date(2026, 11, 26))
TITLE = "Nothing is shared with third parties"


@pytest.mark.parametrize(
    ("title", "quote"),
    [
        (TITLE, "None of it will ever be shared with or sold to anyone under any circumstances."),
        ("No tracking on the site", "This site has no cookies of others and does not track you."),
        ("Prompts are never used to train", "Your prompts are not used by anybody for training a model."),
        ("No sale of data", "We have never sold what we know of our readers and never will."),
        ("Drafts are kept out of model training", "We do not train any model on what you write in drafts."),
        ("Voice notes stay on your device", "No recording is passed to anyone."),
        ("No targeted ads in the reading app", "The app does not show personalised advertising."),
        (
            "Users agree not to use the service for illegal purposes",
            "You may not use the site for any illegal activity.",
        ),
        ("No crimes on the forum", "Members do not spread malware or harass others."),
    ],
)
def test_a_flat_promise_is_heard(title: str, quote: str) -> None:
    """In the active and the passive, of the future and of the past."""
    assert promised({"title": title, "quote": quote})


@pytest.mark.parametrize(
    "texts",
    [
        {"quote": "We never share your data, except with our affiliates."},
        {"quote": "We never share your data without telling you."},
        {"quote": "We do not share your data directly with advertisers."},
        {"quote": "We do not share your data for money. We may exchange it for services."},
        {"quote": "If you are a paying customer, we do not share your data."},
        {"quote": "You may not share your account, and do not sell it."},
        {"quote": "We share your data with partners."},
        {"quote": "We do not share your data.", "summary": "The clause says so, but the list of partners is long."},
        {"quote": "We do not share your data.", "impact": "Only the German terms promise it."},
        {"quote": "We do not share your data.", "title": "Sharing with third parties"},
        {"quote": "We do not share your data.", "title": "Metadata stay on the servers of the vendor"},
        {"quote": "You cannot switch off targeted advertising.", "title": "No way out of targeted advertising"},
        {"summary": "We do not share your data."},
        {"title": "No illegal use", "quote": "You may not use it for illegal or, in our view, unsuitable ends."},
        {
            "title": "No illegal use",
            "quote": "You may not use it for illegal ends, and are liable for what others do with it.",
        },
        {"title": "No illegal use", "quote": "You may not reverse engineer the software."},
        {"title": "Vendor need not warn", "quote": "Processor has no duty to look whether instructions are lawful."},
    ],
)
def test_what_is_taken_back_or_told_by_one_side_is_no_promise(texts: dict[str, str]) -> None:
    """An exception, a condition, a narrower act, another's duty, a doubt, a title that does not deny, a power, a risk."""
    assert not promised({"title": TITLE, **texts})


@pytest.mark.parametrize(
    ("more", "silent"),
    [
        ({}, True),
        ({"severity": "high"}, False),
        ({"summary": "Nobody is asked."}, False),
        ({"summary": "The authority found a breach and ordered the company to delete what it had."}, False),
        ({"quote": "We do not share your data with anyone, except with partners."}, False),
    ],
)
def test_a_flat_promise_is_silent_from_a_low_chance(more: dict[str, str], silent: bool) -> None:
    """Where the words alone make it hardly idle, the promise does; not what a reviewer or an authority finds at fault."""
    weights = [0] * len(idle.SIGNS)
    weights[-1] = -2 * SCALE  # always a chance of 0.12
    reader = TopicReader(index_of(LIBRARY.store), replace(LIBRARY.profiles, idle=tuple(weights)))
    finding = {"title": TITLE, "quote": "We do not share your data with anyone.", **more}
    reading = reader.reading(review(finding).findings.findings[0])
    assert (not reading.topics) == silent
    if silent:
        assert reading.quiet is not None
        assert reading.quiet.words[0] == "not share"


@pytest.mark.parametrize(
    ("title", "fair", "twin"),
    [
        (
            "Ending the service",
            "You may stop using the service and delete your account at any time.",
            "You may stop using the service and delete your account at any time; the annual fee is not refunded.",
        ),
        (
            "Leaving the programme",
            "Members can leave the programme at any time.",
            "Members can leave the programme at any time by letter to our office.",
        ),
        (
            "Closing an account",
            "You may close your account at any time.",
            "You may close your account at any time. Posts remain on the site.",
        ),
        (
            "Either side may end the contract",
            "You may stop using the Services at any time.",
            "You may stop using the Services at any time, and we may stop providing them at any time.",
        ),
        (
            "Links to other sites",
            "We are not responsible for the privacy practices of other websites.",
            "We share data with other websites and are not responsible for their privacy practices.",
        ),
        (
            "Do Not Track",
            "We do not respond to Do Not Track signals, and we do not track visitors across sites.",
            "We do not respond to Do Not Track signals. Partners track visitors across sites.",
        ),
    ],
)
def test_a_plain_way_out_is_no_fault_and_its_twin_is(title: str, fair: str, twin: str) -> None:
    """A price, a form, a copy that stays, a power of the vendor or tracking makes a matter of it."""
    assert promised({"title": title, "quote": fair})
    assert not promised({"title": title, "quote": twin})
    assert not promised(
        {"title": title, "quote": fair, "impact": "Unused credits are forfeited, and partners share data."}
    )


def test_a_bare_refusal_of_do_not_track_stays_a_matter() -> None:
    """Whether people are followed is not said, and elsewhere a signal has to be obeyed."""
    assert not promised({"title": "Do Not Track", "quote": "We do not respond to Do Not Track signals."})
