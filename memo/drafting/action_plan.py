"""The plan in words: rows, questions, clause annex by topic, next review, sign-off."""

from __future__ import annotations

from datetime import date

from memo.actions.again import AGAIN_AFTER, LawTrigger, ReviewAgain
from memo.actions.items import SEVERITIES, ActionItem, DueRule, Plan
from memo.document import (
    ClauseText,
    NextReview,
    NoLonger,
    PlanBasis,
    PlanRow,
    Question,
    SignOff,
    SourceRow,
    Trigger,
)
from memo.drafting import words
from memo.drafting.text import day, listed, lower_first, ours, sentence, short_day
from memo.findings.model import FindingSet
from memo.library.day import Library
from memo.library.daysoff import WorkCalendar
from memo.mapping.engage import Mapping
from memo.places import name_of

NO_DAY = "no day set"
MOST_SIGNERS = 4


def plan_rows(plan: Plan, library: Library, conditions: tuple[ActionItem, ...] = ()) -> tuple[PlanRow, ...]:
    """Return the plan's rows; the provisions of one law stand in one citation."""
    numbers = {item.id: item.number for item in plan.items}
    condition = {item.id: number for number, item in enumerate(conditions, 1)}
    return tuple(
        PlanRow(
            number=item.number,
            id=item.id,
            title=item.title if item.by_reviewer else ours(item.title),
            why=ours(sentence(item.why)),
            basis=_joined_basis(item, library),
            owner=owner_of(item),
            priority=item.priority,
            due=short_day(item.due) if item.due else NO_DAY,
            due_day=item.due.isoformat() if item.due else "",
            evidence=ours(sentence(item.evidence)),
            findings=item.findings,
            kind=words.KIND[item.kind],
            owner_id=item.owner,
            kind_id=item.kind,
            severity=item.severity,
            effort=words.EFFORT[item.effort],
            due_rule=_rule(item.due_rule, library),
            after=tuple(numbers[earlier] for earlier in item.after),
            condition=condition.get(item.id, 0),
            status=item.status,
            status_label="" if item.status == "open" else words.ACTION_STATUS[item.status],
            note=item.note,
            topics=item.topics,
            provisions=tuple(PlanBasis(b.law, b.provision, library.law(b.law).cite(b.provision)) for b in item.basis),
            question=ours(item.question),
            sources=tuple(
                SourceRow(ours(s.title), s.url, f"seen {day(s.seen)}" if s.seen else "") for s in item.sources
            ),
            by_reviewer=item.by_reviewer,
        )
        for item in plan.items
    )


def owner_of(item: ActionItem) -> str:
    """Return who does an item, a function by its printed name."""
    return listed([_owner(owner) for owner in item.owner.split("; ")])


def _owner(owner: str) -> str:
    if owner in words.OWNER:
        return words.OWNER[owner]
    if not (owner.isascii() and owner == owner.lower() and " " not in owner):
        return owner
    parts = [part.upper() if part in words.UPPER_OWNERS else part for part in owner.split("-")]
    return " ".join([parts[0][:1].upper() + parts[0][1:], *parts[1:]])


def _rule(rule: DueRule, library: Library) -> str:
    """Say what set an item's day."""
    match rule.rule:
        case "count":
            return f"{rule.days} business day{'s' if rule.days != 1 else ''} from the review"
        case "signature":
            return f"before signature on {day(rule.on)}" if rule.on else "before signature"
        case "law" if rule.basis and rule.on:
            where = library.law(rule.basis.law).cite(rule.basis.provision)
            return ours(f"before {where} applies on {day(rule.on)}")
        case "reviewer":
            return f"set by the reviewer for {day(rule.on)}" if rule.on else "set by the reviewer"
        case "kept":
            return f"agreed for {day(rule.on)}" if rule.on else "agreed"
        case "waited-for":
            return "another item comes after it"
        case _:
            return NO_DAY


def _joined_basis(item: ActionItem, library: Library) -> tuple[str, ...]:
    by_law: dict[str, list[str]] = {}
    for basis in item.basis:
        by_law.setdefault(basis.law, []).append(basis.provision)
    return tuple(library.law(law).cite(", ".join(provisions)) for law, provisions in by_law.items())


def questions(plan: Plan) -> tuple[Question, ...]:
    """Return what is still to be asked, to be pasted into a mail."""
    return tuple(Question(i.number, ours(i.question), i.id) for i in plan.items if i.question and not i.closed)


def clauses(plan: Plan, library: Library) -> tuple[ClauseText, ...]:
    """Return the language of the contract items, those of one topic together, the plan's order kept otherwise."""
    items = [i for i in plan.items if i.contract_ask and not i.closed]
    by_topic: dict[str, list[ActionItem]] = {}
    for item in items:
        by_topic.setdefault(item.topics[0] if item.topics else "", []).append(item)
    return tuple(
        ClauseText(
            number=i.number,
            title=ours(i.title),
            ask=ours(i.contract_ask),
            fallback=ours(i.contract_fallback),
            walk_away=ours(i.walk_away),
            topic=ours(library.topics[topic].label) if topic else "",
            id=i.id,
        )
        for topic, group in by_topic.items()
        for i in group
    )


def no_longer(plan: Plan) -> tuple[NoLonger, ...]:
    return tuple(
        NoLonger(kept.id, ours(kept.title), kept.status, words.ACTION_STATUS[kept.status], kept.note)
        for kept in plan.no_longer
    )


def next_review(again: ReviewAgain, mapping: Mapping, findings: FindingSet, library: Library) -> NextReview:
    """Return the next review in words: its day, why, and what brings it forward."""
    gravest = min((m.finding.severity for m in mapping.findings), key=SEVERITIES.index)
    reason = f"{again.days} days after a review whose gravest finding is {words.SEVERITY[gravest].lower()}"
    if again.rule == "law":
        reason = f"before the law changes under an engaged provision; without that, {AGAIN_AFTER[gravest]} days"
    return NextReview(
        day=again.day.isoformat(),
        written=day(again.day),
        reason=sentence(reason),
        triggers=(
            *(_law_trigger(trigger, library) for trigger in again.law_triggers),
            *_documents(findings),
            Trigger("", "", "A condition is not met on its day."),
            Trigger("", "", ours(_FACTS)),
        ),
    )


_FACTS = "The use, the plan, the kinds of data or the places change, or the vendor reports a breach or is sold."


def _documents(findings: FindingSet) -> tuple[Trigger, ...]:
    named = [d.title + (f" ({d.version})" if d.version else "") for d in findings.documents]
    if not named:
        return (Trigger("", "", "The vendor’s terms or policies change."),)
    return (Trigger("", "", f"A document changes that was reviewed: {'; '.join(named)}."),)


def _law_trigger(trigger: LawTrigger, library: Library) -> Trigger:
    law = library.law(trigger.law)
    name = law.brief.short_title
    where = law.cite(trigger.pinpoint)
    begin = "begin" if ", " in trigger.pinpoint else "begins"
    event = f"{name}: {trigger.event.rstrip('.')} ({where})." if trigger.event else f"{where} {begin} to apply."
    return Trigger(trigger.on.isoformat(), day(trigger.on), ours(event), trigger.findings)


def sign_off(findings: FindingSet, conditions: tuple[ActionItem, ...]) -> tuple[SignOff, ...]:
    """Return the lines to be signed by hand: who prepared, who answers for conditions, who decides."""
    by_owner: dict[str, list[str]] = {}
    for item in conditions:
        for owner in item.owner.split("; ") if item.owner != "not assigned" else ():
            by_owner.setdefault(_owner(owner), []).append(item.number)
    owners = list(by_owner.items())[:MOST_SIGNERS]
    return (
        SignOff("Prepared by", findings.review.from_ or "Reviewer"),
        *(SignOff("Answers for conditions", owner, tuple(numbers)) for owner, numbers in owners),
        SignOff("Decided by", findings.review.to or "Decision maker"),
    )


def days_note(calendar: WorkCalendar) -> str:
    """Say by which calendar the days of the plan were counted."""
    known = [place for place in calendar.places if place not in calendar.unknown]
    text = "Due days are business days counted from the memorandum’s day; none falls on a weekend"
    if known:
        text += f" or on a public holiday of {listed([name_of(place) for place in known])}"
    text += ". "
    if not calendar.places:
        text += "The client’s place is not stated, so public holidays are not taken out. "
    if calendar.unknown:
        text += f"No calendar is held for {listed([name_of(p) for p in calendar.unknown])}: weekends only. "
    if known:
        text += "Holidays of parts of a country count only where the file names the part."
    return text.strip()


def condition_text(item: ActionItem) -> str:
    """Return a condition for approval: what, by whom, by when, with its number in the plan."""
    title = item.title if item.by_reviewer else ours(item.title)
    by = lower_first(owner_of(item)) if item.owner != "not assigned" else "owner to be named"
    when = f", by {day(item.due)}" if item.due and item.due != date.max else ""
    return f"{title.rstrip('.')} ({item.number}; {by}{when})."
