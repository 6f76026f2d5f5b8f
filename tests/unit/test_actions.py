"""`memo.actions`: owned, dated, ranked items, merged across findings."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.actions.call import REACH
from memo.actions.items import Plan
from memo.actions.plan import plan
from memo.audit import audit
from memo.findings.model import SEVERITIES
from memo.library.day import Library
from memo.library.daysoff import WorkCalendar
from memo.mapping.engage import map_findings
from tests.small_library import PLAYBOOKS, Values, good, opened
from tests.support import DAY, TRAINING, review

MONDAY = date(2026, 11, 23)


def business_day(start: date, days: int) -> date:
    """Return the working day so many working days on, weekends alone taken out."""
    return WorkCalendar().after(start, days)


def planned(root: Path, *findings: dict[str, Any], values: Values | None = None, **parts: Any) -> Plan:
    """Return the plan of a review by the small library, dated on a Monday."""
    library = opened(root, values)
    parts.setdefault("client", {"people_in": ["DE"]})
    found = review(*[{"title": "a", **finding} for finding in findings], **parts).findings
    mapping = map_findings(found, library, audit(found, library))
    return plan(mapping, found, library, MONDAY)


def ids(found: Plan) -> list[str]:
    """Return the ids of a plan's items in their order."""
    return [item.id for item in found.items]


# --- days -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
    ],
)
def test_business_days_are_monday_to_friday(start: date, days: int, end: date) -> None:
    """Without a place, due days count Monday to Friday from the memo's day."""
    assert business_day(start, days) == end


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 250))
def test_a_due_day_is_a_working_day_with_the_right_number_before_it(start: date, days: int) -> None:
    """Between the start and the due day lie exactly the working days counted."""
    end = business_day(start, days)
    assert end.weekday() < 5
    between = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    assert sum(day.weekday() < 5 for day in between) == days


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 200), st.integers(0, 50))
def test_more_days_never_end_earlier(start: date, days: int, more: int) -> None:
    """A longer time never ends before a shorter one."""
    assert business_day(start, days + more) >= business_day(start, days)


# --- playbooks ---------------------------------------------------------------------------


def test_a_topic_calls_its_playbooks(tmp_path: Path) -> None:
    """A finding's topic brings the playbooks that name it, with owner, reason, evidence and due day."""
    found = planned(tmp_path, {"topics": ["training"], "severity": "high"})
    assert set(ids(found)) == {"ask-training", "bar-training", "check-law", "watch-keeping"}
    item = found.items[0]
    assert (item.owner, item.priority, item.due) == ("legal", "P1", date(2026, 11, 26))
    assert item.evidence == "A note on file"
    assert item.findings == ("F-1",)


@pytest.mark.parametrize(
    ("severity", "priority", "days"),
    [("critical", "P1", 1), ("high", "P1", 3), ("medium", "P2", 5), ("low", "P3", 10), ("info", "P3", 20)],
)
def test_severity_sets_priority_and_due_day(tmp_path: Path, severity: str, priority: str, days: int) -> None:
    """The graver the finding the more pressing its items, by the playbook's own days."""
    for item in planned(tmp_path, {"topics": ["training"], "severity": severity}).items:
        # Watching can wait: a monitoring item is never pressing.
        wanted = "P3" if item.kind == "monitoring" else priority
        assert (item.priority, item.due) == (wanted, business_day(MONDAY, days))


def test_an_item_names_the_law_it_rests_on_only_where_it_is_engaged(tmp_path: Path) -> None:
    """The basis of an item is the provisions of engaged laws; of a law that does not reach nothing is printed."""
    basis = {i.id: [b.provision for b in i.basis] for i in planned(tmp_path, {"topics": ["training"]}).items}
    assert basis["bar-training"] == ["3(1)(a)", "3(1)(b)"]
    elsewhere = planned(tmp_path, {"topics": ["training"]}, client={"people_in": ["KR"]})
    assert all(item.basis == () for item in elsewhere.items)


def test_an_item_that_requires_law_needs_it(tmp_path: Path) -> None:
    """A playbook that rests on law alone is called only where a provision of its basis is engaged."""
    assert "check-law" in ids(planned(tmp_path, {"topics": ["training"], "severity": "high"}))
    assert "check-law" not in ids(
        planned(tmp_path, {"topics": ["training"], "severity": "high"}, client={"people_in": ["KR"]})
    )


@pytest.mark.parametrize(
    ("role", "quote", "called"),
    [
        (None, "We keep your data.", True),
        (None, "We keep letters.", False),
        ("processor", "We keep letters.", True),
        ("sub-processor", "We keep letters.", True),
        ("controller", "We keep your data.", False),
    ],
)
def test_a_playbook_for_processors_fits_processors(tmp_path: Path, role: str | None, quote: str, called: bool) -> None:
    """A playbook for processors asks for one; where no role is stated, for a finding on a client's data."""
    vendor = {"name": "A", **({"role": role} if role else {})}
    finding = {"topics": ["keeping"], "quote": quote}
    assert ("processors-only" in ids(planned(tmp_path, finding, vendor=vendor))) is called


def test_one_item_called_twice_is_merged(tmp_path: Path) -> None:
    """Two findings that call one playbook share its item: the graver severity and the earlier day win."""
    found = planned(tmp_path, {"topics": ["training"], "severity": "low"}, {"topics": ["training"], "severity": "high"})
    shared = [item for item in found.items if len(item.findings) == 2]
    assert shared
    for item in shared:
        assert item.findings == ("F-1", "F-2")
        assert (item.severity, item.priority, item.due) == ("high", "P1", business_day(MONDAY, 3))
    assert len(set(ids(found))) == len(ids(found))


def test_of_one_kind_a_topic_calls_one_playbook(tmp_path: Path) -> None:
    """A plan that lists everything is carried out by nobody: of one kind a topic calls one playbook."""
    values = good()
    values["playbooks"].append({**PLAYBOOKS[0], "id": "ask-again"})
    found = ids(planned(tmp_path, {"topics": ["training"], "severity": "critical"}, values=values))
    assert "ask-training" in found
    assert "ask-again" not in found


@pytest.mark.parametrize("severity", SEVERITIES)
def test_a_finding_has_no_more_items_than_its_severity_allows(tmp_path: Path, severity: Any) -> None:
    """The number of items of a finding is capped by its severity; what the law asks to be assessed stands beside it."""
    found = planned(tmp_path, {"topics": ["training", "keeping", "sharing"], "severity": severity})
    assert len([item for item in found.of("F-1") if item.id != "check-law"]) <= REACH[severity][1]


# --- the reviewer's own -------------------------------------------------------------------


def test_the_reviewer_s_items_stand_as_written(tmp_path: Path) -> None:
    """What the reviewer sets is kept word for word, with her owner and her day, and is never merged or capped."""
    actions = [{"title": f"Step {n}", "owner": "procurement", "due": "2026-12-15"} for n in range(9)]
    found = planned(tmp_path, {"severity": "info", "actions": actions})
    own = [item for item in found.items if item.by_reviewer]
    assert [item.title for item in own] == [f"Step {n}" for n in range(9)]
    assert len({item.id for item in own}) == 9
    assert {(item.owner, item.due, item.kind) for item in own} == {("procurement", date(2026, 12, 15), "reviewer")}


def test_an_item_without_owner_or_day_says_so(tmp_path: Path) -> None:
    """Nothing is invented for the reviewer: an item without owner is not assigned, without day undated."""
    (item,) = [i for i in planned(tmp_path, {"actions": [{"title": "Ask"}]}).items if i.by_reviewer]
    assert (item.owner, item.due) == ("not assigned", None)


# --- order ----------------------------------------------------------------------------------


def test_the_most_pressing_comes_first_and_numbers_follow(tmp_path: Path) -> None:
    """Items stand by severity, and are numbered in that order."""
    found = planned(
        tmp_path,
        {"topics": ["keeping"], "severity": "low"},
        {"topics": ["training"], "severity": "critical", "actions": [{"title": "Own", "due": "2026-11-24"}]},
    )
    ranks = [SEVERITIES.index(item.severity) for item in found.items]
    assert ranks == sorted(ranks)
    assert [item.number for item in found.items] == [f"A-{n}" for n in range(1, len(found.items) + 1)]


def test_every_item_of_the_real_library_is_owned_dated_and_can_be_closed(library: Library) -> None:
    """Each item says who, why, by when and what closes it."""
    findings = review(TRAINING, client={"people_in": ["DE", "US-CA", "BR", "KR"]}).findings
    found = plan(map_findings(findings, library, audit(findings, library)), findings, library, DAY)
    assert found.items
    for item in found.items:
        assert item.owner
        assert item.why
        assert item.evidence
        assert item.due is not None
        assert item.due > DAY
        assert item.basis


@pytest.mark.parametrize(
    ("summary", "asked"),
    [
        ("The CNIL fined the vendor because staff shared one password.", True),
        ("The tribunal held that accounts were open to everyone.", True),
        ("Accounts are open to everyone; such a vendor may be fined.", False),
        ("Accounts are open to everyone. If a court finds a term void, the rest stands.", False),
        ("Accounts are open to everyone.", False),
    ],
)
def test_a_decision_against_the_vendor_is_followed_up(library: Library, summary: str, asked: bool) -> None:
    """Where a finding tells of one, the first question is what was mended since; the other items stay."""
    finding = {"title": "Weak access control", "summary": summary, "topics": ["security-measures"]}
    found = review(finding, client={"people_in": ["DE"]}).findings
    mapping = map_findings(found, library, audit(found, library))
    steps = ids(plan(mapping, found, library, MONDAY))
    assert ("ask-what-was-mended" in steps) is asked
    assert ("ask-security-evidence" in steps) is not asked
    assert "security-annex" in steps
