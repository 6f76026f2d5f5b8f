"""Federal law on matters that no state act answers: where it stands beside or alone, and where it stays silent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import library_on, mapped

LIBRARY = library_on(date(2026, 11, 27))


def engaged(law: str, place: str, topics: list[str], text: str, role: str = "controller") -> dict[str, str]:
    """Return the provisions of a law that a bare finding on consumers in a place engages, each with its strength."""
    finding: dict[str, Any] = {"title": "A matter", "summary": text, "topics": topics}
    client = {"role": "consumer" if role == "controller" else "controller", "people_in": [place]}
    found = mapped(finding, LIBRARY, client=client, vendor={"name": "Acme", "role": role})
    return {match.provision: match.strength for match in found.of_law(law)}


@pytest.mark.parametrize("place", ["US-NY", "US-CA"])
@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("broad-collection", "The app takes far more data on people than it needs."),
        ("vague-purposes", "Personal data are used for any purpose of the business."),
        ("profiling", "People are sorted into segments by what their personal data suggest."),
        ("third-party-sources", "Personal data are bought from partners."),
        ("affiliate-sharing", "Personal data are shared with companies of the group."),
        ("inactive-accounts", "Personal data of users who left years ago stay."),
        ("pseudonymous-data", "Identifiers are hashed and called anonymous personal data."),
        ("breach-notification", "Nothing is said of telling users that their personal data were stolen."),
        ("health-data", "The app asks for moods and medication, personal data on health."),
        ("video-surveillance", "The camera's recordings are kept and watched."),
        ("emotion-recognition", "The app reads moods from faces."),
        ("objection-right", "Users may opt out of the use of personal data, and the opt-out lapses after ten days."),
    ],
)
def test_the_general_rule_supports_what_the_commission_has_charged(place: str, topic: str, text: str) -> None:
    """Where no special rule leads, the federal rule of fair dealing is the law that people in any state have."""
    assert engaged("us-ftc-act", place, [topic], text) == {"45(a)(1)": "supporting"}


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("public-disclosure", "Reviews with names and diagnoses were posted on the website."),
        ("business-transfer", "Personal data pass to whoever buys the business."),
    ],
)
def test_the_general_rule_leads_on_publication_and_sale_of_the_business(topic: str, text: str) -> None:
    """The best known cases on both are the Commission's own."""
    assert engaged("us-ftc-act", "US-NY", [topic], text) == {"45(a)(1)": "primary"}


@pytest.mark.parametrize(
    ("topics", "text", "role"),
    [
        (["public-disclosure"], "A hospital posted names of patients on a list.", "controller"),
        (["health-data"], "The terms forbid protected health information under HIPAA.", "controller"),
        (["breach-notification"], "The processor tells the client of a breach within ten days.", "processor"),
        (["affiliate-sharing"], "Client data pass to affiliates of the processor.", "processor"),
        (["video-surveillance", "employee-data"], "Cameras film employees in the break room.", "controller"),
        (["objection-right", "direct-marketing"], "People cannot opt out of the newsletter.", "controller"),
        (["objection-right"], "Objections are not answered.", "controller"),
        (["lawful-basis"], "No legal ground is named.", "controller"),
        (["data-return"], "Client data are not returned.", "processor"),
    ],
)
def test_the_general_rule_stays_out(topics: list[str], text: str, role: str) -> None:
    """Hospitals and schools, terms between businesses and matters that have a statute of their own are not its field."""
    assert not engaged("us-ftc-act", "US-NY", topics, text, role)


def test_a_list_of_forbidden_uses_is_no_computer_crime() -> None:
    """Only a clause on access or on probing of systems brings the offence of access in excess of authority."""
    assert not engaged("us-cfaa", "US-TX", ["acceptable-use"], "Users may not upload health data or spam.")
    assert engaged("us-cfaa", "US-TX", ["acceptable-use"], "Users may not carry out security tests of the service.")


def test_a_choice_of_foreign_law_waives_what_california_gives_consumers() -> None:
    """A court of appeal held so of a clause for Virginia; a clause between businesses waives nothing of it."""
    text = "These terms are under the law of Virginia and its courts alone have jurisdiction."
    assert engaged("us-ca-clra", "US-CA", ["governing-law"], text) == {"1751": "primary"}
    assert not engaged("us-ca-clra", "US-CA", ["governing-law"], text, "processor")
