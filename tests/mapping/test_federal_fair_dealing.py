"""Federal law on matters that no state act answers: where it stands beside or alone, and where it stays silent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import library_on, mapped, strengths

LIBRARY = library_on(date(2026, 11, 27))


def engaged(law: str, place: str, topics: list[str], text: str, role: str = "controller") -> dict[str, str]:
    """Return the provisions of a law that a bare finding on consumers in a place engages, each with its strength."""
    finding: dict[str, Any] = {"title": "A matter", "summary": text, "topics": topics}
    client = {"role": "consumer" if role == "controller" else "controller", "people_in": [place]}
    return strengths(mapped(finding, LIBRARY, client=client, vendor={"name": "Acme", "role": role}), law)


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


def test_the_general_rule_does_not_silence_a_special_one() -> None:
    """Published messages are a matter of the statute on stored communications, beside which the rule only supports."""
    text = "Messages of users were posted on the website."
    assert engaged("us-ftc-act", "US-NY", ["public-disclosure"], text) == {"45(a)(1)": "supporting"}
    assert engaged("us-ecpa", "US-NY", ["public-disclosure"], text) == {"2702(a)(1)": "supporting"}


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The vendor did not answer the civil investigative demand of the FTC.", {"57b-1(c)(1)": "primary"}),
        ("Requests of the authority were left unanswered.", {"57b-1(c)(1)": "supporting"}),
        ("The vendor broke an earlier order of the FTC.", {"45(l)": "primary"}),
        ("The hospital did not answer the authority.", {}),
    ],
)
def test_the_commission_can_demand_what_it_is_not_given(text: str, expected: dict[str, str]) -> None:
    """An order that is broken costs by day; a demand without answer goes to a court."""
    assert engaged("us-ftc-act", "US-NY", ["authority-cooperation"], text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody is compensated for recorded calls without proof of loss.", {"637.2(a)": "primary"}),
        ("Nobody is compensated for late delivery.", {}),
    ],
)
def test_recorded_calls_in_california_have_a_price(text: str, expected: dict[str, str]) -> None:
    """The claim for each recording needs no loss, and is no answer to other claims."""
    assert engaged("us-ca-cipa", "US-CA", ["damages-claim"], text) == expected


@pytest.mark.parametrize(
    ("topic", "text", "expected"),
    [
        ("retention-period", "Background checks show arrests of any age.", "1681c(a)"),
        ("criminal-data", "Background checks on tenants list arrests without an age limit.", "1681c(a)"),
        ("data-accuracy", "Reports still list debts of ten years ago.", "1681c(a)"),
        ("data-accuracy", "Stale personal data are kept and passed on.", None),
        ("retention-period", "Messages are kept for ever.", None),
    ],
)
def test_stale_items_leave_a_consumer_report(topic: str, text: str, expected: str | None) -> None:
    """The list of years binds who reports on people, and nobody else who keeps data long."""
    found = engaged("us-fcra", "US-TX", [topic], text)
    assert expected in found if expected else not found


@pytest.mark.parametrize(
    ("topic", "first"),
    [
        ("data-protection-officer", "164.308(a)(2)"),
        ("confidentiality-of-staff", "164.530(c)(1)"),
        ("sensitive-data", "164.502(a)"),
        ("profiling", "164.502(a)"),
    ],
)
def test_a_hospital_answers_under_the_health_rules(topic: str, first: str) -> None:
    """What a covered entity holds is health data, so its officers, its staff and its scores come under the Rules."""
    finding = {"title": "A matter", "summary": "It says nothing on personal data here.", "topics": [topic]}
    vendor = {"name": "Acme", "role": "processor"}
    for sector, expected in (("hospital", first), ("retail", None)):
        client = {"role": "controller", "people_in": ["US-NY"], "sectors": [sector]}
        found = [match.provision for match in mapped(finding, LIBRARY, client=client, vendor=vendor).of_law("us-hipaa")]
        assert found[:1] == ([expected] if expected else [])


def test_a_banks_customer_data_have_one_purpose() -> None:
    """A vendor that uses them for another leaves the exception for service providers."""
    finding = {
        "title": "A matter",
        "summary": "Customer data serve the vendor's own ends.",
        "topics": ["purpose-change"],
    }
    client = {"role": "controller", "people_in": ["US-NY"], "sectors": ["bank"]}
    found = mapped(finding, LIBRARY, client=client, vendor={"name": "Acme", "role": "processor"})
    assert [match.provision for match in found.of_law("us-glba")] == ["6802(b)(2)"]
