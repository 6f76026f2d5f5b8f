"""A late notice of a breach is a fault; a timely one, and a period for something else, are not."""

from __future__ import annotations

from datetime import date

import pytest

from memo.mapping.lateness import late_notice
from memo.mapping.topics import reader_of
from tests.support import library_on, review

LIBRARY = library_on(date(2026, 11, 26))
LATE = [
    "We will tell you about any unauthorized access to your data within fourteen days.",
    "Provider notifies Customer of a personal data breach within five (5) business days.",
    "Customers learn of a security incident a month after its discovery.",
    "Incidents are reported after 96 hours.",
]
TIMELY = [
    "Provider notifies Customer of a personal data breach without undue delay and within 24 hours.",
    "We tell you of a breach within three days.",
    "A first notice of an incident follows within 48 hours, the full report within thirty days.",
    "The register of incidents is kept for two months.",
    "Notice of termination is given three months ahead.",
    "We notify you of a breach without undue delay.",
    "Customer may audit on ten days' notice, and at once after an incident.",
    "Either party may terminate if a material breach is not cured within thirty days of notice.",
]


@pytest.mark.parametrize(("quote", "is_late"), [(q, True) for q in LATE] + [(q, False) for q in TIMELY])
def test_the_period_decides(quote: str, is_late: bool) -> None:
    """In words and figures, in hours, days, weeks and months; the earliest word counts."""
    assert late_notice({"title": "Security", "quote": quote}) is is_late


@pytest.mark.parametrize(
    ("title", "quote"), [("Notice of a breach after two weeks", LATE[0]), ("Notice to the client", LATE[1])]
)
def test_a_late_notice_is_never_silent(title: str, quote: str) -> None:
    """What would be idle by its words is read."""
    reading = reader_of(LIBRARY.store).reading(review({"title": title, "quote": quote}).findings.findings[0])
    assert "breach-notification" in {topic.topic for topic in reading.topics}


def test_a_timely_notice_stays_silent() -> None:
    """The twin within the period is what the law asks."""
    timely = {"title": "Breach notice within 24 hours", "quote": TIMELY[0]}
    assert not reader_of(LIBRARY.store).reading(review(timely).findings.findings[0]).topics
