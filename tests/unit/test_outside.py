"""`memo.mapping.outside`: whom a law leaves out where the findings file shows as much."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from memo.library.day import Library
from memo.library.records import Outside, Threshold
from memo.mapping.engage import MappedFinding
from tests import support
from tests.small_library import good, opened
from tests.support import memo_of, review

BANKS: dict[str, Any] = {"sectors": ["bank"], "pinpoint": "2(1)", "text": "banks are exempt"}
WORK: dict[str, Any] = {"employment": True, "pinpoint": "2(1)", "text": "staff are no consumers"}


def mapped(root: Path, outside: dict[str, Any], finding: dict[str, Any] | None = None, **parts: Any) -> MappedFinding:
    """Return how the small law answers a finding when it leaves somebody out."""
    values = good()
    values["law"]["scope"]["outside"] = [outside]
    library = opened(root, values)
    parts.setdefault("client", {})["people_in"] = ["DE"]
    return support.mapped({"title": "A clause", "topics": ["training"], **(finding or {})}, library, **parts)


def reasons(found: MappedFinding) -> str:
    """Return why laws are not engaged, in one text."""
    return " ".join(entry.reason for entry in found.not_engaged).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("role", "sectors", "engaged"),
    [
        ("processor", ["retail banking"], False),
        (None, ["bank"], False),
        ("controller", ["bank"], True),
        ("processor", ["software"], True),
        ("processor", [], True),
    ],
)
def test_a_client_of_an_exempt_sector(tmp_path: Path, role: str | None, sectors: list[str], engaged: bool) -> None:
    """An exempt client is left out with its vendor, unless the vendor decides on purposes itself."""
    vendor = {"name": "Acme", **({"role": role} if role else {})}
    found = mapped(tmp_path, BANKS, client={"sectors": sectors}, vendor=vendor)
    assert found.unmapped is not engaged
    assert ("banks are exempt (Art. 2(1) Act)" in reasons(found)) is not engaged
    assert ("exempt" in {entry.ground for entry in found.not_engaged}) is not engaged


def test_exempt_data_leave_the_law_in_without_leading(tmp_path: Path) -> None:
    """Where only data are exempt the law supports, and the memo says what it leaves out."""
    found = mapped(tmp_path, {**BANKS, "whole": False}, client={"sectors": ["bank"]})
    assert {match.strength for match in found.matches} == {"supporting"}
    assert any("part of the data" in text for text in found.scopes[0].assumptions)


@pytest.mark.parametrize(
    ("people", "engaged"),
    [
        (["employees"], False),
        (["job applicants", "contractors"], False),
        (["employees", "consumers"], True),
        ([], True),
    ],
)
def test_people_at_work(tmp_path: Path, people: list[str], engaged: bool) -> None:
    """A law that protects nobody at work is left out where all people concerned are at work."""
    found = mapped(tmp_path, WORK, {"people": people} if people else None)
    assert found.unmapped is not engaged
    assert ("in an employment context" in reasons(found)) is not engaged


@pytest.mark.parametrize(
    ("finding", "engaged"),
    [
        ({"title": "Job applicants are ranked by a score"}, False),
        ({"title": "A clause", "quote": "We use candidate data to improve our models."}, False),
        ({"title": "A clause", "summary": "Employee data are kept for years."}, False),
        ({"title": "Job applicants are ranked by a score", "people": ["consumers"]}, True),
        ({"title": "Job applicants and customers are ranked by a score"}, True),
        ({"title": "Loan applicants are ranked by a score"}, True),
        ({"title": "Our employees may read conversations"}, True),
    ],
)
def test_people_at_work_are_read_from_the_finding(tmp_path: Path, finding: dict[str, Any], engaged: bool) -> None:
    """Where the file names no people, a finding about applicants or staff alone is outside, and the memo says why."""
    found = mapped(tmp_path, WORK, finding)
    assert found.unmapped is not engaged
    assert ("of whom alone the finding speaks" in reasons(found)) is not engaged


def test_the_topic_of_staff_shows_people_at_work(library: Library) -> None:
    """A finding stated to be about data of staff is about people at work, whatever its words."""

    def laws(*topics: str) -> tuple[str, ...]:
        finding = {"title": "Precise location is collected", "topics": ["location-data", *topics]}
        return support.mapped(finding, library, client={"people_in": ["US-VA"], "role": "controller"}).laws

    assert "us-va-vcdpa" in laws()
    assert "us-va-vcdpa" not in laws("employee-data")


def test_provisions_that_protect_people_at_work_stay(library: Library) -> None:
    """Colorado's section on biometric identifiers binds employers, whose staff the act else leaves out."""
    finding = {"title": "Face templates of job applicants", "topics": ["biometric-data", "retention-period"]}
    found = support.mapped(finding, library, client={"people_in": ["US-CO"], "role": "controller"})
    assert [match.provision for match in found.of_law("us-co-cpa")] == ["6-1-1314"]


def test_saved_provisions_belong_to_people_at_work() -> None:
    """A record that saves a provision from another exemption is refused."""
    with pytest.raises(msgspec.ValidationError, match="save"):
        msgspec.convert({**BANKS, "save": ["2(1)"]}, Outside)


def test_what_the_reviewer_cites_stays(tmp_path: Path) -> None:
    """A citation of a law that leaves the client out keeps the law in: counsel may know better."""
    found = mapped(tmp_path, BANKS, {"citations": ["Art. 3 Things Act"]}, client={"sectors": ["bank"]})
    assert not found.unmapped
    assert any("banks are exempt" in text for text in found.scopes[0].assumptions)


@pytest.mark.parametrize(
    ("dates", "engaged"), [({"from": "2027-01-01"}, True), ({"until": "2026-01-01"}, True), ({}, False)]
)
def test_an_exemption_has_days(tmp_path: Path, dates: dict[str, str], engaged: bool) -> None:
    """An exemption that has not begun, or has ended, leaves nobody out."""
    assert mapped(tmp_path, {**BANKS, **dates}, client={"sectors": ["bank"]}).unmapped is not engaged


@pytest.mark.parametrize("spoiled", [{"employment": False, "sectors": []}, {"employment": True}])
def test_an_exemption_asks_one_thing(spoiled: dict[str, Any]) -> None:
    """A record that leaves out nobody, or two kinds at once, is refused."""
    with pytest.raises(msgspec.ValidationError, match="employment"):
        msgspec.convert({**BANKS, **spoiled}, Outside)


def test_topics_are_shown_by_a_sector() -> None:
    """`shows` without sectors could not be computed and is refused."""
    values = {
        "party": "client",
        "pinpoint": "2(1)",
        "text": "a hospital",
        "from": "2020-01-01",
        "shows": ["health-data"],
    }
    with pytest.raises(msgspec.ValidationError, match="shows"):
        msgspec.convert(values, Threshold)
    assert msgspec.convert({**values, "sectors": ["hospital"]}, Threshold).shows == ("health-data",)


@pytest.mark.parametrize(
    ("client", "finding", "leads", "silent"),
    [
        (
            {"sectors": ["hospital"], "people_in": ["US-WA", "US-OR"]},
            {"title": "Breach reported only 90 days after discovery", "people": ["patients"]},
            "us-hipaa",
            "us-wa-mhmda",
        ),
        (
            {"sectors": ["banking"], "people_in": ["US-VA", "US-TX"]},
            {"title": "Vendor refuses to correct an inaccurate entry reported to credit bureaus"},
            "us-fcra",
            "us-va-vcdpa",
        ),
        (
            {"people_in": ["US-VA", "US-IL"]},
            {"title": "Face geometry of applicants is stored", "people": ["applicants"], "topics": ["biometric-data"]},
            "us-il-bipa",
            "us-va-vcdpa",
        ),
    ],
)
def test_the_laws_of_the_united_states(
    library: Library, client: dict[str, Any], finding: dict[str, Any], leads: str, silent: str
) -> None:
    """A hospital's vendor is first under HIPAA, a bank's under the FCRA, and a state act for consumers is left out."""
    found = support.mapped(finding, library, client=client, vendor={"name": "Acme", "role": "processor"})
    primary = {match.law for match in found.matches if match.strength == "primary"}
    assert leads in primary
    assert silent not in primary


@pytest.mark.parametrize(
    ("client", "finding", "primary", "absent"),
    [
        (
            {"people_in": ["US-TX"]},
            {
                "title": "Children's recordings in the app are kept without end",
                "people": ["children"],
                "topics": ["retention-period"],
            },
            {"us-coppa-rule:312.10"},
            set(),
        ),
        (
            {"people_in": ["US-CA"], "role": "controller"},
            {"title": "The licence renews for three years", "topics": ["auto-renewal"]},
            set(),
            {"us-ftc-act:45(a)(1)", "us-ca-ucl:17200"},
        ),
        (
            {"people_in": ["IN"]},
            {"title": "Attention of pupils is tracked", "topics": ["children"]},
            {"in-dpdp-act:9"},
            set(),
        ),
        (
            {"people_in": ["SG"]},
            {"title": "Numbers are not checked against the Do Not Call register", "topics": ["direct-marketing"]},
            {"sg-pdpa:43(1)"},
            set(),
        ),
        (
            {"people_in": ["US-TX"], "sectors": ["retail"]},
            {"title": "Location history of phones near clinics", "topics": ["location-data", "health-data"]},
            set(),
            {"us-hipaa:164.502(e)"},
        ),
        (
            {"people_in": ["KR"]},
            {"title": "Users under 14 register", "topics": ["children"]},
            {"kr-pipa:22-2(1)"},
            {"kr-network-act:44-8"},
        ),
        (
            {"people_in": ["AU"]},
            {"title": "A service fee is shown only at checkout", "topics": ["dark-patterns"]},
            {"au-acl:48(1)"},
            {"au-privacy-act:APP 3.5"},
        ),
    ],
)
def test_what_counsel_would_name(
    library: Library, client: dict[str, Any], finding: dict[str, Any], primary: set[str], absent: set[str]
) -> None:
    """Findings that once led to the wrong provision lead to the one that counsel would print first."""
    found = support.mapped(finding, library, client=client)
    named = {f"{match.law}:{match.provision}": match.strength for match in found.matches}
    assert primary <= {name for name, strength in named.items() if strength == "primary"}
    assert not absent & set(named)


def test_why_a_client_is_exempt_is_told() -> None:
    """The laws considered say why one leaves the client out; of many such laws the names are listed."""
    finding = {"title": "A vendor sells account data", "topics": ["data-sale"]}
    vendor = {"name": "Acme", "role": "processor"}

    def rows(*places: str) -> list[tuple[str, str]]:
        client = {"people_in": list(places), "sectors": ["banking"]}
        return [
            (row.name, row.reason) for row in memo_of(review(finding, client=client, vendor=vendor)).memo.not_engaged
        ]

    few = dict(rows("US-VA"))
    assert "leaves out a client of the sector banking" in few["VCDPA"]
    many = dict(rows("US"))
    assert "VCDPA" not in many
    assert "VCDPA" in next(reason for name, reason in many.items() if name.endswith("are exempt"))


def test_the_client_of_a_reason_is_not_the_consumer(library: Library) -> None:
    """A consumer reads of a business client where a reason speaks of the vendor's client; a business reads of itself."""
    finding = {"title": "A breach is notified after thirty days", "topics": ["breach-notification"]}

    def reasons_for(role: str) -> str:
        found = support.mapped(finding, library, client={"people_in": ["CA"], "role": role})
        return " ".join(match.reason for match in found.matches)

    assert "makes the client late" in reasons_for("controller")
    assert "makes a business client late" in reasons_for("consumer")


def test_rules_for_children_under_thirteen_leave_teenagers(library: Library) -> None:
    """A rule for children under 13 is not cited for users of 13 to 15."""
    teens = {"title": "Users of 13 to 15 are targeted", "people": ["children"], "topics": ["children"]}
    young = {"title": "Users under 13 are targeted", "people": ["children"], "topics": ["children"]}

    def laws(finding: dict[str, Any]) -> set[str]:
        return set(support.mapped(finding, library, client={"people_in": ["US-VA", "US-CA"]}).laws)

    assert "us-va-vcdpa" in laws(young)
    assert "us-va-vcdpa" not in laws(teens)
    assert "us-ca-ccpa" in laws(teens)
