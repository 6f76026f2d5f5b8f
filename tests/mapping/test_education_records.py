"""FERPA comes where a vendor receives students' records from a school in the United States, and there only."""

from __future__ import annotations

from typing import Any

import pytest

from memo.library.day import Library
from tests import support
from tests.support import mapped, opening

UNIVERSITY = {"role": "controller", "sectors": ["university"], "established_in": ["US"], "people_in": ["US-CA"]}
SHARING = "We may share information with our partners for their own purposes."


def engaged(library: Library, client: dict[str, Any], finding: dict[str, Any]) -> list[str]:
    """Return which provisions of the Act and its regulations lead on a finding."""
    result = support.mapped({"title": "Clause of the terms", "severity": "medium", **finding}, library, client=client)
    return sorted(m.provision for m in result.matches if m.law.startswith("us-ferpa") and m.strength == "primary")


@pytest.mark.parametrize(
    ("topic", "quote", "expected"),
    [
        ("third-party-sharing", SHARING, ["1232g(b)(4)(B)", "99.33(a)(1)"]),
        ("data-sale", "We may sell data about users.", ["1232g(b)(4)(B)", "99.33(a)(1)"]),
        ("ai-training", "We train our models on what users submit.", ["99.33(a)(2)"]),
        ("sub-processors", "We may engage sub-processors at any time.", ["99.33(b)(1)"]),
        ("controller-claim", "We decide on purposes and means ourselves.", ["99.31(a)(1)(i)(B)"]),
        ("data-return", "We keep your data after the contract.", ["99.31(a)(1)(i)(B)"]),
        ("deidentified-data", "We may use de-identified data for any purpose.", ["99.31(b)(1)"]),
        ("government-access", "We disclose data to authorities as we see fit.", ["1232g(b)(2)(B)"]),
        ("access-right", "We do not answer requests of your users.", ["1232g(a)(1)(A)"]),
        ("deemed-consent", "By using the service users agree that we share their data.", ["99.30(a)"]),
        ("deemed-consent", "By using the service users agree to these terms.", []),
        ("liability-cap", "Our liability is limited to the fees paid.", []),
        ("arbitration", "Disputes go to arbitration.", []),
        ("breach-notification", "We tell you of a breach when we can.", []),
        ("cross-border-transfer", "Data may be stored abroad.", []),
    ],
)
def test_terms_for_a_university(library: Library, topic: str, quote: str, expected: list[str]) -> None:
    """What a vendor may do with records goes by the school's purpose and control; the Act is silent on the rest."""
    assert engaged(library, UNIVERSITY, {"topics": [topic], "quote": quote}) == expected


@pytest.mark.parametrize(
    ("client", "finding"),
    [
        ({**UNIVERSITY, "sectors": ["bank"]}, {}),
        ({**UNIVERSITY, "people_in": ["FR"], "established_in": ["FR"]}, {}),
        ({"role": "controller", "established_in": ["US"], "people_in": ["US"]}, {}),
        (UNIVERSITY, {"people": ["employees"]}),
    ],
)
def test_nobody_else_has_it(library: Library, client: dict[str, Any], finding: dict[str, Any]) -> None:
    """A bank, a university elsewhere, a client that nothing calls a school, and staff are outside."""
    assert engaged(library, client, {"topics": ["third-party-sharing"], "quote": SHARING, **finding}) == []


@pytest.mark.parametrize(
    "quote",
    [
        "Transcripts of your calls are corrected by students abroad and shared with partners.",
        "The school's duty roster of its teachers is shared with partners.",
    ],
)
def test_students_and_schools_without_records(library: Library, quote: str) -> None:
    """Students who work for a vendor, and a school that speaks of its staff, show no education record."""
    client = {"role": "controller", "established_in": ["US"], "people_in": ["US"]}
    assert engaged(library, client, {"topics": ["third-party-sharing"], "quote": quote}) == []


def test_a_finding_that_speaks_of_students(library: Library) -> None:
    """Where the file gives no sector, words on students' records show the school."""
    client = {"role": "controller", "established_in": ["US"], "people_in": ["US"]}
    finding = {"topics": ["third-party-sharing"], "quote": "We may share student records with partners."}
    assert engaged(library, client, finding) == ["1232g(b)(4)(B)", "99.33(a)(1)"]


IN_THE_STATES = {"role": "controller", "established_in": ["US"], "people_in": ["US"]}


@pytest.mark.parametrize(
    ("client", "quote", "comes"),
    [
        ({}, "We may share pupils' data with our partners.", False),
        ({}, "The ski school may share names of its students with partners.", False),
        ({}, "Data on students of the dance school may be shared with our partners.", False),
        ({"sectors": ["dance school"]}, "We may share student data with partners.", False),
        ({"sectors": ["language school"]}, SHARING, False),
        ({"sectors": ["ski academy"]}, SHARING, False),
        ({"sectors": ["school"]}, SHARING, True),
        ({"sectors": ["school district"]}, SHARING, True),
        ({}, "We may share student data with partners.", True),
        ({}, "Data that the school gives us on its pupils may be shared with partners.", True),
        ({}, "What teachers enter about pupils may be shared with partners.", True),
        ({}, "Grades and homework of pupils may be shared with partners.", True),
        ({}, "The school district lets us share names of students with partners.", True),
    ],
)
def test_schools_for_leisure_are_no_educational_agency(
    library: Library, client: dict[str, Any], quote: str, comes: bool
) -> None:
    """Pupils are taught to ski and to dance as well; the Act asks for an institution with federal funds."""
    finding = {"topics": ["third-party-sharing"], "quote": quote}
    assert bool(engaged(library, {**IN_THE_STATES, **client}, finding)) == comes


def test_parents_who_inspect_records_make_no_audit(library: Library) -> None:
    """What parents ask for is access (20 U.S.C. § 1232g(a)(1)(A)), whoever keeps the records."""
    quote = "Requests of parents to inspect records are answered by Provider within 90 days at its discretion."
    client = {"role": "controller", "sectors": ["school district"], "people_in": ["US-CO"]}
    found = mapped({"title": "Parents' access", "quote": quote}, library, client=client)
    assert found.topics[0].topic == "access-right"
    assert "audit-rights" not in [topic.topic for topic in found.topics]
    assert opening(found, "us-ferpa") == ["1232g(a)(1)(A)"]


def test_names_in_a_public_gallery_are_directory_information(library: Library) -> None:
    """34 CFR § 99.37 hears of names and photographs that are shown, whatever the page is called."""
    quote = "Names and photographs of pupils appear in the public gallery unless a parent objects."
    client = {"role": "controller", "sectors": ["school district"], "people_in": ["US-CO"]}
    finding = {"title": "A public gallery", "quote": quote, "topics": ["public-disclosure"]}
    found = mapped(finding, library, client=client)
    assert opening(found, "us-ferpa-rule") == ["99.37(a)"]
