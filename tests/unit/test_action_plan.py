"""The plan of `memo.actions`: working days, stable ids, merging, order, what the file carries back, the next review."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from memo.actions.again import AGAIN_AFTER, HORIZON, review_again
from memo.actions.due import due_of
from memo.actions.items import Basis, Plan
from memo.actions.plan import joined, plan
from memo.audit import audit
from memo.checking import doubts, faults_of
from memo.drafting.action_plan import days_note
from memo.findings.model import CLOSED, ActionState, ReviewerAction
from memo.findings.read import Reading
from memo.language.words import ENGLISH
from memo.library.day import Library
from memo.library.daysoff import calendar_of
from memo.mapping.engage import map_findings
from tests.support import DAY, TRAINING, library_on, memo_of, refusal, review

PLACES = ["DE", "DE-BY", "FR", "GB", "US", "US-CA", "BR", "KR", "JP", "SA", "CN", "EU"]
FLAGGED = {"title": "Flagged chats", "topics": ["safety-review"], "severity": "high"}
KEPT = {"title": "Kept for years", "topics": ["retention-period", "deletion-limits"], "severity": "medium"}
SOLD = {"title": "Data is sold", "topics": ["data-sale"], "severity": "critical"}
TRANSFER = {"title": "Data goes abroad", "topics": ["cross-border-transfer"], "severity": "high"}
CLIENT = {"established_in": ["DE"], "people_in": ["DE", "US-CA"]}


def planned(reading: Reading, day: date = DAY) -> Plan:
    library = library_on(day)
    return plan(
        map_findings(reading.findings, library, audit(reading.findings, library)), reading.findings, library, day
    )


def item(found: Plan, name: str) -> Any:
    return next(item for item in found.items if item.id == name)


# --- days -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("places", "day", "works"),
    [
        (["DE"], date(2026, 12, 25), False),
        (["DE"], date(2026, 10, 3), False),
        (["DE"], date(2027, 1, 6), True),
        (["DE-BY"], date(2027, 1, 6), False),
        (["US"], date(2026, 11, 26), False),
        (["US-CA"], date(2027, 3, 31), False),
        (["DE"], date(2026, 11, 26), True),
        (["DE", "US"], date(2026, 11, 26), False),
        (["SA"], date(2026, 11, 27), False),
        (["EU"], date(2027, 3, 26), False),
        (["CN"], date(2026, 2, 14), False),
    ],
)
def test_the_client_s_place_knows_its_days_off(library: Library, places: list[str], day: date, works: bool) -> None:
    """Weekends and public holidays of each place count; a day off in one of several is a day off."""
    calendar = library.calendar(places, 2026)
    assert calendar.works(day) is works
    assert calendar.unknown == ()


def test_a_place_that_no_calendar_knows_is_named(tmp_path: Path) -> None:
    """Where no holidays can be told the weekends count, and the place is said to be unknown."""
    calendar = calendar_of(["QQ"], 2026, tmp_path)
    assert calendar.unknown == ("QQ",)
    assert calendar.works(date(2026, 12, 25))
    assert not calendar.works(date(2026, 12, 26))
    assert "weekends only" in days_note(calendar, ENGLISH)


def test_a_kept_calendar_is_the_computed_one(tmp_path: Path) -> None:
    """What is read from the compiled copy is what was computed, and no second is written."""
    first = calendar_of(["DE-BY", "FR"], 2026, tmp_path)
    kept = sorted(path.name for path in (tmp_path / ".compiled").iterdir())
    assert calendar_of(["DE-BY", "FR"], 2026, tmp_path) == first
    assert sorted(path.name for path in (tmp_path / ".compiled").iterdir()) == kept
    assert len(kept) == 2


@settings(max_examples=60, deadline=None)
@given(
    place=st.sampled_from(PLACES),
    day=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    severity=st.sampled_from(["critical", "high", "medium", "low", "info"]),
    signature=st.none() | st.integers(0, 200),
    number=st.integers(0, 10_000),
)
def test_no_day_of_a_step_is_a_day_off(
    place: str, day: date, severity: Any, signature: int | None, number: int
) -> None:
    """Whatever is counted or capped, a due day is a working day of the place and not before the review."""
    library = library_on()
    playbook = library.playbooks[number % len(library.playbooks)]
    calendar = library.calendar([place], day.year)
    basis = tuple(Basis(*reference.split(":")) for reference in playbook.basis)
    signed = None if signature is None else day + timedelta(days=signature)
    due, _ = due_of(playbook, severity, basis, library, day, signed, calendar)
    assert calendar.works(due)
    assert due >= day


@settings(max_examples=12, deadline=None)
@given(place=st.sampled_from(PLACES), day=st.dates(date(2026, 1, 1), date(2027, 6, 30)), own=st.integers(0, 90))
def test_no_day_of_a_plan_is_a_day_off(place: str, day: date, own: int) -> None:
    """The reviewer's days, those pulled forward and the next review are working days too, and none waits for a later."""
    action = {"title": "Own", "due": (day + timedelta(days=own)).isoformat()}
    reading = review(
        {**TRAINING, "actions": [action]},
        TRANSFER,
        review={"date": day.isoformat()},
        client={**CLIENT, "established_in": [place]},
    )
    library = library_on()
    mapping = map_findings(reading.findings, library, audit(reading.findings, library))
    found = plan(mapping, reading.findings, library, day)
    calendar = library.calendar([place], day.year)
    days = {item.id: item.due for item in found.items}
    assert all(due is not None and calendar.works(due) and due >= day for due in days.values())
    for one in found.items:
        for earlier in one.after:
            assert days[earlier] <= days[one.id]  # type: ignore[operator]
    assert calendar.works(review_again(mapping, reading.findings, library, day).day)


def test_what_comes_before_signature_is_due_before_it() -> None:
    """With a day of signature, clauses and questions are due on the last working day before it at the latest."""
    found = planned(review(SOLD, KEPT, review={"date": "2026-11-25", "signature_on": "2026-12-07"}, client=CLIENT))
    assert {i.due for i in found.items if i.kind == "contract"} == {date(2026, 12, 2), date(2026, 12, 4)}
    assert all(i.due <= date(2026, 12, 4) for i in found.items if i.before_signature and i.due)
    capped = next(i for i in found.items if i.due_rule.rule == "signature")
    assert capped.due_rule.on == date(2026, 12, 7)


def test_a_step_tied_to_a_law_waits_for_its_first_day_and_no_longer() -> None:
    """A step whose basis does not apply yet is due on the last working day before it does, not after so many days."""
    library = library_on(date(2026, 5, 4))
    playbook = next(p for p in library.playbooks if p.id == "tell-people-about-ai")
    basis = (Basis("eu-ai-act", "50(1)"),)
    start = library.law("eu-ai-act").annotated["50(1)"].applies_from
    assert start > date(2026, 5, 4)
    calendar = library.calendar(["DE"], 2026)
    due, rule = due_of(playbook, "info", basis, library, date(2026, 5, 4), None, calendar)
    assert rule.rule == "law"
    assert due == calendar.last(start - timedelta(days=1))
    after, counted = due_of(playbook, "info", basis, library, start, None, library.calendar(["DE"], start.year))
    assert counted.rule == "count"
    assert after > start


# --- ids and merging --------------------------------------------------------------------


def test_ids_stay_in_another_order_and_with_new_findings() -> None:
    """An id belongs to the step, not to its place: no order and no new finding changes it, so no ticket is made twice."""
    own = {"title": "Own step", "actions": [{"title": "Ask about X", "owner": "legal"}], "topics": ["arbitration"]}
    findings = [FLAGGED, KEPT, own]
    first = {i.id: i.title for i in planned(review(*findings, client=CLIENT)).items}
    for order in permutations(findings):
        assert {i.id: i.title for i in planned(review(*order, client=CLIENT)).items} == first
    more = {i.id: i.title for i in planned(review(TRANSFER, *findings, client=CLIENT)).items}
    assert first.items() <= more.items()


@given(st.text(min_size=1, max_size=80).filter(lambda t: t.strip() and "\n" not in t and "\r" not in t))
def test_a_reviewer_s_id_is_made_of_the_words(title: str) -> None:
    """The id of the reviewer's own item is a slug, the same for the same words however spaced, cased or ended."""
    name = ReviewerAction(title=title).id
    assert name == ReviewerAction(title=f" {title} ").id
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name.startswith("own-")


def test_merging_is_idempotent_and_blind_to_order() -> None:
    """Merging an item with itself changes nothing, and which of two comes first changes no more than their listing."""
    found = planned(review(TRAINING, TRANSFER, KEPT, client=CLIENT))
    for one in found.items:
        assert joined(one, one) == one
        other = replace(one, findings=("F-9",), severity="low", priority="P3", due=date(2027, 3, 1))
        there, back = joined(one, other), joined(other, one)
        assert set(there.findings) == set(back.findings)
        assert replace(there, findings=()) == replace(back, findings=())


def test_one_assessment_answers_all_findings() -> None:
    """Six findings that call for an impact assessment get one, and it names them all."""
    findings = [{"title": f"Training {n}", "topics": ["ai-training"], "severity": "high"} for n in range(6)]
    found = planned(review(*findings, client=CLIENT))
    (assessment,) = [i for i in found.items if i.id == "impact-assessment"]
    assert len(assessment.findings) == 6
    assert len({i.id for i in found.items}) == len(found.items)


def test_the_reviewer_s_word_stands_in_an_item_of_memo_s() -> None:
    """An item that the reviewer names by id or by title is one with memo's, with her title, owner and day."""
    title = "Ask for the written criteria for safety flagging"
    for action in (
        {"title": title, "owner": "counsel", "due": "2026-12-15"},
        {
            "title": "Criteria, please",
            "playbook": "ask-safety-review-criteria",
            "owner": "counsel",
            "due": "2026-12-15",
        },
    ):
        found = planned(review({**FLAGGED, "actions": [action]}, {**KEPT, "topics": ["safety-review"]}, client=CLIENT))
        one = item(found, "ask-safety-review-criteria")
        assert (one.title, one.owner, one.due, one.by_reviewer) == (
            action["title"],
            "counsel",
            date(2026, 12, 15),
            True,
        )
        assert one.question
        assert not any(i.id.startswith("own-") for i in found.items)


def test_the_same_step_of_two_findings_has_both_owners() -> None:
    """Equal steps of the reviewer are one, with every owner named and the earlier day."""
    found = planned(
        review(
            {**KEPT, "actions": [{"title": "Ask them.", "owner": "legal", "due": "2026-12-15"}]},
            {**FLAGGED, "actions": [{"title": "ask  them", "owner": "Jane Roe", "due": "2026-12-14"}]},
        )
    )
    (one,) = [i for i in found.items if i.by_reviewer]
    assert (one.owner, one.due, one.findings) == ("legal; Jane Roe", date(2026, 12, 14), ("F-1", "F-2"))


# --- order -----------------------------------------------------------------------------


def test_what_others_wait_for_comes_first() -> None:
    """An item stands after those it depends on, is due no earlier, and they are no less pressing."""
    found = planned(review(TRANSFER, client=CLIENT))
    place = {i.id: n for n, i in enumerate(found.items)}
    waiting = [i for i in found.items if i.after]
    assert waiting
    for one in waiting:
        for earlier in one.after:
            assert place[earlier] < place[one.id]
            assert item(found, earlier).priority <= one.priority


def test_much_risk_for_little_effort_comes_first() -> None:
    """Among equally grave items the one that takes most risk off for its effort stands first."""
    found = planned(review(TRAINING, TRANSFER, SOLD, client=CLIENT))
    free = [
        i for i in found.items if i.severity == "high" and not i.after and not any(i.id in o.after for o in found.items)
    ]
    cost = {"small": 1, "medium": 2, "large": 4}
    worth = [i.risk / cost[i.effort] for i in free if i.priority == "P1"]
    assert worth == sorted(worth, reverse=True)


# --- roles -----------------------------------------------------------------------------


def test_a_consumer_negotiates_nothing() -> None:
    """For a client that is a consumer no clause is asked for; rights and settings are used instead."""
    found = planned(review(TRAINING, client={"role": "consumer", "people_in": ["DE"]}))
    assert {i.kind for i in found.items} <= {"vendor-question", "internal", "monitoring"}
    assert "consumer-opt-out" in {i.id for i in found.items}
    assert not any(i.id.startswith("consumer-") for i in planned(review(TRAINING, client=CLIENT)).items)


def test_a_consumer_instructs_nobody() -> None:
    """A consumer has no privacy office and no staff: the steps are those that a person can take, and are the person's."""
    finding = {"title": "Children sign up", "topics": ["children", "unilateral-change"], "severity": "critical"}
    found = planned(review(finding, client={"role": "consumer", "people_in": ["DE"]}))
    assert {i.owner for i in found.items} == {"consumer"}
    assert not {"children-gate", "change-procedure", "update-privacy-notice"} & {i.id for i in found.items}
    assert "watch-terms" in {i.id for i in found.items}
    assert "children-gate" in {i.id for i in planned(review(finding, client=CLIENT)).items}
    finding = {
        "title": "A default",
        "topics": ["privacy-by-design", "liability-cap", "audit-rights"],
        "severity": "critical",
    }
    found = planned(review(finding, client={"role": "consumer", "people_in": ["DE"]}))
    assert not {"ask-admin-controls", "ask-insurance", "ask-audit-reports"} & {i.id for i in found.items}
    assert {"ask-admin-controls", "ask-insurance"} <= {i.id for i in planned(review(finding, client=CLIENT)).items}


def test_defaults_that_train_nothing_call_no_step_on_training() -> None:
    """A use that is on by default is switched off; training is spoken of only where content trains models."""
    finding = {"title": "Location is on by default", "topics": ["opt-out-default"], "severity": "critical"}
    ids = {i.id for i in planned(review(finding, client=CLIENT)).items}
    assert "defaults-off" in ids
    assert not {"set-training-opt-out", "exclude-client-data-from-training"} & ids
    trained = {**finding, "topics": ["opt-out-default", "ai-training"]}
    ids = {i.id for i in planned(review(trained, client=CLIENT)).items}
    assert {"set-training-opt-out", "exclude-client-data-from-training"} <= ids
    assert "defaults-off" not in ids


@pytest.mark.parametrize(
    ("title", "called"), [("A credit score without review", False), ("Card numbers are kept", True)]
)
def test_payment_data_are_spoken_of_where_there_are_any(title: str, called: bool) -> None:
    """A score is financial data and no payment: nothing is certified for it."""
    finding = {"title": title, "topics": ["financial-data"], "severity": "high"}
    ids = {i.id for i in planned(review(finding, client=CLIENT)).items}
    assert bool({"payment-data-out", "financial-data-terms"} & ids) is called


@pytest.mark.parametrize(
    ("role", "name"), [("processor", "sign-dpa"), ("controller", "controller-to-controller-terms")]
)
def test_the_vendor_s_role_decides_the_contract(role: str, name: str) -> None:
    """A processor signs a processing agreement, a controller terms between controllers."""
    finding = {"title": "No DPA", "topics": ["data-processing-terms"], "severity": "high"}
    found = planned(review(finding, client=CLIENT, vendor={"name": "A", "role": role}))
    assert {i.id for i in found.items} & {"sign-dpa", "controller-to-controller-terms"} == {name}


def test_a_plan_for_other_places_has_its_basis_too() -> None:
    """Where a playbook names none of the laws engaged, the item rests on what the finding engages of them."""
    found = planned(review(TRANSFER, client={"established_in": ["GB"], "people_in": ["GB"]}))
    clause = item(found, "transfer-clauses")
    assert {basis.law for basis in clause.basis} == {"uk-gdpr"}


SALE = {
    "title": "Profiles are sold",
    "quote": "We sell profiles of your users.",
    "severity": "critical",
    "topics": ["data-sale", "profiling"],
}


@pytest.mark.parametrize("lesser", [{"leads": False}, {"basis": ()}, {"severity": "high"}])
def test_a_condition_answers_the_gravest_by_law(lesser: dict[str, Any]) -> None:
    """Earlier steps give way to one on what the gravest finding is about, and to one that rests on law."""
    found = planned(review(SALE, client={"established_in": ["DE"], "people_in": ["DE"]}))
    sale = item(found, "no-sale-or-sharing")
    assert sale.leads and sale.basis and sale.severity == "critical"
    assert not item(found, "no-combination").leads
    two = tuple(replace(sale, id=name, **lesser) for name in ("one", "two"))
    assert Plan((*two, sale)).conditions(5) == (two[0], sale)


# --- what the file carries back -------------------------------------------------------------


def carried(*statuses: dict[str, Any], **parts: Any) -> Reading:
    return review(FLAGGED, client=CLIENT, actions_status=list(statuses), **parts)


def test_a_status_and_its_note_are_kept() -> None:
    """What became of an item stands in the plan and the memo; what is closed comes last and is no condition."""
    name = "ask-safety-review-criteria"
    reading = carried(
        {"id": name, "status": "done", "note": "Answered; filed.", "owner": "counsel", "due": "2026-12-26"}
    )
    found = planned(reading)
    one = item(found, name)
    assert (one.status, one.note, one.owner) == ("done", "Answered; filed.", "counsel")
    assert one.due == date(2026, 12, 24)
    assert found.items[-1] is one
    assert one not in found.conditions(5)
    memo = memo_of(reading).memo
    assert not any(question.id == name for question in memo.questions)
    assert "- [x] **" in memo_of(reading).to_markdown()


def test_a_status_of_a_step_no_longer_called_for_is_not_lost() -> None:
    """A known step that the findings no longer call for is named with its status."""
    reading = carried({"id": "diary-renewal", "status": "in-progress", "note": "Set."})
    assert [(k.id, k.status) for k in planned(reading).no_longer] == [("diary-renewal", "in-progress")]
    assert "No longer called for" in memo_of(reading).to_markdown()
    assert doubts(reading, library_on()) == []


def test_an_unknown_id_is_told_with_the_nearest() -> None:
    """An id of no item is a warning at its line that names the nearest id."""
    (fault,) = doubts(carried({"id": "ask-safety-review-criterion"}), library_on())
    assert (fault.code, fault.warning) == ("unknown-action", True)
    assert "ask-safety-review-criteria" in fault.hint
    assert fault.place.line > 0


def test_two_statuses_of_one_item_are_refused() -> None:
    """An item has one status."""
    assert refusal(carried, {"id": "sign-dpa"}, {"id": "sign-dpa", "status": "done"}).code == "duplicate-id"


@pytest.mark.parametrize("status", ["finished", "Done", ""])
def test_an_unknown_status_is_refused(status: str) -> None:
    """A status is one of five words."""
    fault = refusal(carried, {"id": "sign-dpa", "status": status})
    assert fault.code in ("unknown-word", "missing-value")


# --- owners and days that are at fault --------------------------------------------------------


@pytest.mark.parametrize(
    ("owner", "right"),
    [
        ("procurement", True),
        ("it-security", True),
        ("Jane Roe", True),
        ("Legal", True),
        ("ux", False),
        ("procurment", False),
    ],
)
def test_an_owner_is_a_function_or_a_name(owner: str, right: bool) -> None:
    """A word in lower case must be a function, or one that the review names; else it is refused with the nearest."""
    reading = review({**KEPT, "actions": [{"title": "Ask", "owner": owner}]})
    found = faults_of(reading, library_on())
    assert [fault.code for fault in found] == ([] if right else ["unknown-owner"])
    assert all(fault.place.line > 0 and not fault.warning for fault in found)
    if owner == "procurment":
        assert "'procurement'" in found[0].hint
    named = review({**KEPT, "actions": [{"title": "Ask", "owner": owner}]}, review={"owners": [owner]})
    assert faults_of(named, library_on()) == []


def test_a_playbook_that_is_none_is_refused() -> None:
    """An action that stands for memo's own item names one that exists."""
    (fault,) = faults_of(review({**KEPT, "actions": [{"title": "Ask", "playbook": "sign-dap"}]}), library_on())
    assert fault.code == "unknown-playbook"
    assert "sign-dpa" in fault.hint


@pytest.mark.parametrize(
    ("due", "codes"),
    [
        ("2026-11-24", ["due-past"]),
        ("2026-12-25", ["due-day-off"]),
        ("2026-11-28", ["due-day-off"]),
        ("2026-11-27", []),
    ],
)
def test_a_day_that_cannot_be_meant_is_told(due: str, codes: list[str]) -> None:
    """A day before the review, on a weekend or on a holiday of the client's place is a warning with its place."""
    reading = review({**KEPT, "actions": [{"title": "Ask", "due": due}]}, client=CLIENT)
    found = [f for f in doubts(reading, library_on()) if f.code.startswith("due")]
    assert [fault.code for fault in found] == codes
    assert all(fault.place.line > 0 for fault in found)


def test_a_day_that_is_none_is_refused() -> None:
    """The thirtieth of February is no day."""
    assert refusal(review, {**KEPT, "actions": [{"title": "Ask", "due": "2026-02-30"}]}).code == "wrong-value"


def test_a_signature_before_the_review_is_told() -> None:
    """A day of signature that has passed is a warning."""
    reading = review(KEPT, review={"date": "2026-11-25", "signature_on": "2026-11-20"})
    assert [fault.code for fault in doubts(reading, library_on())][-1] == "due-past"


# --- the next review ----------------------------------------------------------------------------


@pytest.mark.parametrize("severity", ["critical", "high", "medium", "low"])
def test_the_next_review_follows_the_gravest_finding(library: Library, severity: Any) -> None:
    """The graver, the sooner; a law that changes under an engaged provision brings it forward."""
    reading = review({"title": "Fees", "topics": ["refunds"], "severity": severity}, client={"people_in": ["KR"]})
    mapping = map_findings(reading.findings, library, audit(reading.findings, library))
    again = review_again(mapping, reading.findings, library, DAY)
    assert again.day <= library.calendar([], DAY.year).next(DAY + timedelta(days=AGAIN_AFTER[severity]))
    for trigger in again.law_triggers:
        assert trigger.on > DAY
        assert trigger.findings == ("F-1",)


def test_what_begins_to_apply_brings_the_review_forward() -> None:
    """Provisions that the memo prints and that begin on one day are one trigger, and the review comes before it."""
    day = date(2026, 5, 4)
    finding = {
        "title": "Pictures are not labelled",
        "topics": ["synthetic-content", "ai-transparency"],
        "severity": "high",
    }
    reading = review(finding, review={"date": day.isoformat()}, client=CLIENT)
    library = library_on(day)
    mapping = map_findings(reading.findings, library, audit(reading.findings, library))
    starts = {(m.applies_from, m.law) for m in mapping.findings[0].printed() if m.status == "not-yet"}
    assert starts
    again = review_again(mapping, reading.findings, library, day)
    days = [(trigger.on, trigger.law) for trigger in again.law_triggers]
    assert len(set(days)) == len(days)
    assert {key for key in starts if key[0] <= day + timedelta(days=HORIZON)} <= set(days)
    assert again.rule == "law"
    assert again.day < min(starts)[0]


def test_nobody_signs_for_an_item_without_owner() -> None:
    """An item that nobody owns is a condition with its owner to be named, and has no line to sign."""
    memo = memo_of(review({**KEPT, "actions": [{"title": "Ask", "due": "2026-12-15"}]}, client=CLIENT)).memo
    assert any("owner to be named" in condition for condition in memo.bottom_line.conditions)
    assert not any("not assigned" in line.function.lower() for line in memo.sign_off)


def test_the_memo_ties_conditions_plan_and_signatures(tmp_path: Path) -> None:
    """Each condition is a numbered item with owner and day, the items say so, and who answers signs with a blank name."""
    memo = memo_of(review(TRAINING, TRANSFER, SOLD, client=CLIENT)).memo
    numbered = {row.condition: row for row in memo.plan if row.condition}
    assert len(numbered) == len(memo.bottom_line.conditions) > 2
    for number, text in enumerate(memo.bottom_line.conditions, 1):
        assert f"({numbered[number].number};" in text
    signed = {number for line in memo.sign_off for number in line.numbers}
    assert signed == {row.number for row in numbered.values()}
    assert memo.next_review is not None
    assert memo.next_review.triggers


@pytest.mark.parametrize("state", get_args(ActionState))
def test_a_row_is_closed_in_the_states_that_close_an_action(state: str) -> None:
    """The memo's own reading of a status is that of the findings file."""
    row = memo_of(review(TRAINING)).memo.plan[0]
    assert replace(row, status=state).closed == (state in CLOSED)
