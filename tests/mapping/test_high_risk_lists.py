"""What makes a system high-risk opens a finding on one, before the duties that follow from it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import support
from tests.support import library_on, mapped

LIBRARY = library_on(date(2026, 11, 26))
CLIENT = {"role": "deployer", "established_in": ["DE"], "people_in": ["DE"]}


def opening(title: str, summary: str, *topics: str) -> list[str]:
    """Return the primary provisions of the AI Act on a finding of a deployer, in order."""
    finding: dict[str, Any] = {"title": title, "summary": summary, "topics": list(topics or ("high-risk-ai",))}
    return support.opening(
        mapped(finding, LIBRARY, client=CLIENT, vendor={"name": "Acme", "role": "provider"}), "eu-ai-act"
    )


@pytest.mark.parametrize(
    ("title", "summary", "provision"),
    [
        ("Vendor keeps the logs of a recruiting tool", "The customer cannot get at them.", "Annex III(4)(a)"),
        ("Use in hiring is allowed without conditions", "The service may select candidates.", "Annex III(4)(a)"),
        ("No instructions for use", "Credit scores come without stated accuracy.", "Annex III(5)(b)"),
        ("Shifts by score", "The tool scores drivers and allots shifts by it.", "Annex III(4)(b)"),
        ("Waiting list of the emergency department", "An urgency score orders patients.", "Annex III(5)(d)"),
        ("Uses are left open", "The terms say nothing on high-risk uses.", "6(2)"),
        ("Logs are deleted after a week", "The system is high-risk.", "6(2)"),
    ],
)
def test_the_list_opens(title: str, summary: str, provision: str) -> None:
    """The point of Annex III where the words show the field, else the rule that refers to the Annex."""
    assert provision in opening(title, summary)


def test_instructions_are_asked_for_where_they_are_missed() -> None:
    """That a policy informs of limits of liability or of disclosure says nothing on instructions for use."""
    assert opening("No instructions for use", "The scoring tool has no manual.")[0] == "13(3)"
    assert "13(3)" not in opening("Liability is limited", "Users of the scoring tool are informed of disclosures.")


def test_an_intended_purpose_that_is_not_stated_is_not_changed() -> None:
    """A client becomes the provider where it changes the purpose, and not where nobody wrote it down."""
    assert "25(1)(c)" not in opening("No instructions for use", "The intended purpose is not documented.")
    assert "25(1)(c)" in opening("White label", "We may sell their credit scoring under our own name.")


def test_performance_of_a_model_is_not_that_of_staff() -> None:
    """A list of uses on workers asks for workers who are scored, watched or given tasks."""
    assert "Annex III(4)(b)" not in opening("Performance of tasks varies", "The model's performance is not warranted.")
    assert "Annex III(4)(b)" not in opening("Candidates are scored", "Staff rank applicants by the score.")


def test_triage_is_no_insurance() -> None:
    """The point on life and health insurance does not support a finding on who is treated first."""
    finding = {
        "title": "Triage score orders patients in the emergency department",
        "summary": "An AI score ranks patients by symptoms; nurses see the order and not the reasons.",
        "topics": ["automated-decisions", "health-data", "high-risk-ai"],
    }
    found = [m.provision for m in mapped(finding, LIBRARY, client=CLIENT, vendor={"name": "Acme"}).of_law("eu-ai-act")]
    assert "Annex III(5)(d)" in found
    assert "Annex III(5)(c)" not in found


@pytest.mark.parametrize(("people", "informed"), [(["employees"], True), ([], True), (["applicants"], False)])
def test_workers_are_informed_and_applicants_are_none(people: list[str], informed: bool) -> None:
    """Art. 26(7) is for the workplace: who applies for work is told under Art. 26(11)."""
    finding = {
        "title": "Tool scores people at work",
        "summary": "The system ranks people for the employer.",
        "topics": ["employee-data", "high-risk-ai"],
        "people": people,
    }
    found = mapped(finding, LIBRARY, client=CLIENT, vendor={"name": "Acme", "role": "provider"})
    assert ("26(7)" in {match.provision for match in found.of_law("eu-ai-act")}) == informed


LOGS = ("26(6)", "19(1)")


@pytest.mark.parametrize(
    "summary",
    [
        "The bank's loan system keeps no log of who changed the terms of a credit.",
        "Applicants log in to a portal that shows whether they were rejected.",
        "Access logs of the exam system are deleted after a week.",
    ],
)
def test_logs_of_what_people_do_are_no_logs_of_a_machine(summary: str) -> None:
    """Who opened or changed a file, or logs in, is no matter for the logs that a high-risk system writes by itself."""
    assert not set(opening("A matter", summary)) & set(LOGS)


@pytest.mark.parametrize(
    "summary",
    [
        "The vendor deletes the logs of the screening AI after a month.",
        "The system that grades exams writes no log.",
        "The deployer gets no log files of the triage system.",
    ],
)
def test_logs_of_the_system_open_with_the_deployers_duty(summary: str) -> None:
    """Logs of the system itself that the client cannot keep lead to Art. 26(6)."""
    assert LOGS[0] in opening("A matter", summary)
