"""The plan in words: rows, questions, clause annex by topic, next review, sign-off."""

from __future__ import annotations

from datetime import date

from memo.actions.again import AGAIN_AFTER, LawTrigger, ReviewAgain
from memo.actions.items import ActionItem, DueRule, Plan
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
from memo.drafting.text import lower_first, ours, sentence
from memo.drafting.words import labels
from memo.findings.model import SEVERITIES, FindingSet
from memo.language.words import N_, Words
from memo.library.day import Library
from memo.library.daysoff import WorkCalendar
from memo.mapping.engage import Mapping
from memo.mapping.voice import named

NO_DAY = N_("no day set")
MOST_SIGNERS = 4


def plan_rows(plan: Plan, library: Library, conditions: tuple[ActionItem, ...] = ()) -> tuple[PlanRow, ...]:
    """Return the plan's rows; the provisions of one law stand in one citation."""
    spoken = library.words
    numbers = {item.id: item.number for item in plan.items}
    condition = {item.id: number for number, item in enumerate(conditions, 1)}
    return tuple(
        PlanRow(
            number=item.number,
            id=item.id,
            title=item.title if item.by_reviewer else ours(item.title),
            why=ours(sentence(item.why)),
            basis=_joined_basis(item, library),
            owner=owner_of(item, spoken),
            priority=item.priority,
            due=spoken.short_day(item.due) if item.due else spoken.say(NO_DAY),
            due_day=item.due.isoformat() if item.due else "",
            evidence=ours(sentence(item.evidence)),
            findings=item.findings,
            kind=labels(spoken, "kind")[item.kind],
            owner_id=item.owner,
            kind_id=item.kind,
            severity=item.severity,
            effort=labels(spoken, "effort")[item.effort],
            due_rule=_rule(item.due_rule, library),
            after=tuple(numbers[earlier] for earlier in item.after),
            condition=condition.get(item.id, 0),
            status=item.status,
            status_label="" if item.status == "open" else labels(spoken, "action_status")[item.status],
            note=item.note,
            topics=item.topics,
            provisions=tuple(PlanBasis(b.law, b.provision, library.law(b.law).cite(b.provision)) for b in item.basis),
            question=ours(item.question),
            sources=tuple(
                SourceRow(ours(s.title), s.url, spoken.say("seen {day}", day=spoken.day(s.seen)) if s.seen else "")
                for s in item.sources
            ),
            by_reviewer=item.by_reviewer,
        )
        for item in plan.items
    )


def owner_of(item: ActionItem, spoken: Words) -> str:
    """Return who does an item, a function by its printed name."""
    return spoken.listed([_owner(owner, spoken) for owner in item.owner.split("; ")])


def _inside(owner: str, spoken: Words) -> str:
    """Return an owner as a sentence has it: a function in small letters, a person's name as it was written."""
    called = _owner(owner, spoken)
    return called if called == owner or spoken.language == "de" else lower_first(called)


def _owner(owner: str, spoken: Words) -> str:
    if owner in words.OWNER:
        return labels(spoken, "owner")[owner]
    if owner == "not assigned":
        return spoken.say("Not assigned")
    if not (owner.isascii() and owner == owner.lower() and " " not in owner):
        return owner
    parts = [part.upper() if part in words.UPPER_OWNERS else part for part in owner.split("-")]
    return " ".join([parts[0][:1].upper() + parts[0][1:], *parts[1:]])


def _rule(rule: DueRule, library: Library) -> str:
    """Say what set an item's day."""
    spoken = library.words
    match rule.rule:
        case "count":
            return spoken.count(
                rule.days, "{number} business day from the review", "{number} business days from the review"
            )
        case "signature":
            return (
                spoken.say("before signature on {day}", day=spoken.day(rule.on))
                if rule.on
                else spoken.say("before signature")
            )
        case "law" if rule.basis and rule.on:
            where = library.law(rule.basis.law).cite(rule.basis.provision)
            return ours(spoken.say("before {where} applies on {day}", where=where, day=spoken.day(rule.on)))
        case "reviewer":
            return (
                spoken.say("set by the reviewer for {day}", day=spoken.day(rule.on))
                if rule.on
                else spoken.say("set by the reviewer")
            )
        case "kept":
            return spoken.say("agreed for {day}", day=spoken.day(rule.on)) if rule.on else spoken.say("agreed")
        case "waited-for":
            return spoken.say("another item comes after it")
        case _:
            return spoken.say(NO_DAY)


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


def no_longer(plan: Plan, spoken: Words) -> tuple[NoLonger, ...]:
    return tuple(
        NoLonger(kept.id, ours(kept.title), kept.status, labels(spoken, "action_status")[kept.status], kept.note)
        for kept in plan.no_longer
    )


def next_review(again: ReviewAgain, mapping: Mapping, findings: FindingSet, library: Library) -> NextReview:
    """Return the next review in words: its day, why, and what brings it forward."""
    gravest = min((m.finding.severity for m in mapping.findings), key=SEVERITIES.index)
    spoken = library.words
    reason = spoken.say(
        "{days} days after a review whose gravest finding is {severity}",
        days=again.days,
        severity=spoken.inside(labels(spoken, "severity")[gravest]),
    )
    if again.rule == "law":
        reason = spoken.say(
            "before the law changes under an engaged provision; without that, {days} days", days=AGAIN_AFTER[gravest]
        )
    return NextReview(
        day=again.day.isoformat(),
        written=spoken.day(again.day),
        reason=sentence(reason),
        triggers=(
            *(_law_trigger(trigger, library) for trigger in again.law_triggers),
            *_documents(findings, spoken),
            Trigger("", "", spoken.say("A condition is not met on its day.")),
            Trigger("", "", ours(spoken.say(_FACTS))),
        ),
    )


_FACTS = N_("The use, the plan, the kinds of data or the places change, or the vendor reports a breach or is sold.")


def _documents(findings: FindingSet, spoken: Words) -> tuple[Trigger, ...]:
    named = [d.title + (f" ({d.version})" if d.version else "") for d in findings.documents]
    if not named:
        return (Trigger("", "", spoken.say("The vendor’s terms or policies change.")),)
    event = spoken.say("A document changes that was reviewed: {documents}.", documents="; ".join(named))
    return (Trigger("", "", event),)


def _law_trigger(trigger: LawTrigger, library: Library) -> Trigger:
    law = library.law(trigger.law)
    name = law.short_title
    where = law.cite(trigger.pinpoint)
    spoken = library.words
    if trigger.event:
        event = f"{name}: {trigger.event.rstrip('.')} ({where})."
    else:
        event = spoken.count(
            2 if ", " in trigger.pinpoint else 1, "{where} begins to apply.", "{where} begin to apply.", where=where
        )
    return Trigger(trigger.on.isoformat(), spoken.day(trigger.on), ours(event), trigger.findings)


def sign_off(findings: FindingSet, conditions: tuple[ActionItem, ...], spoken: Words) -> tuple[SignOff, ...]:
    """Return the lines to be signed by hand: who prepared, who answers for conditions, who decides."""
    by_owner: dict[str, list[str]] = {}
    for item in conditions:
        for owner in item.owner.split("; ") if item.owner != "not assigned" else ():
            by_owner.setdefault(_owner(owner, spoken), []).append(item.number)
    owners = list(by_owner.items())[:MOST_SIGNERS]
    return (
        SignOff(spoken.say("Prepared by"), findings.review.from_ or spoken.say("Reviewer")),
        *(SignOff(spoken.say("Answers for conditions"), owner, tuple(numbers)) for owner, numbers in owners),
        SignOff(spoken.say("Decided by"), findings.review.to or spoken.say("Decision maker")),
    )


def days_note(calendar: WorkCalendar, spoken: Words) -> str:
    """Say by which calendar the days of the plan were counted."""
    known = [place for place in calendar.places if place not in calendar.unknown]
    if known:
        said = [
            spoken.say(
                "Due days are business days counted from the memorandum’s day; none falls on a weekend "
                "or on a public holiday of {places}.",
                places=named(tuple(known), spoken),
            )
        ]
    else:
        said = [spoken.say("Due days are business days counted from the memorandum’s day; none falls on a weekend.")]
    if not calendar.places:
        said.append(spoken.say("The client’s place is not stated, so public holidays are not taken out."))
    if calendar.unknown:
        unknown = named(tuple(calendar.unknown), spoken)
        said.append(spoken.say("No calendar is held for {places}: weekends only.", places=unknown))
    if known:
        said.append(spoken.say("Holidays of parts of a country count only where the file names the part."))
    return " ".join(said)


def condition_text(item: ActionItem, spoken: Words) -> str:
    """Return a condition for approval: what, by whom, by when, with its number in the plan."""
    title = item.title if item.by_reviewer else ours(item.title)
    by = spoken.listed([_inside(owner, spoken) for owner in item.owner.split("; ")])
    by = by if item.owner != "not assigned" else spoken.say("owner to be named")
    facts = {"title": title.rstrip("."), "number": item.number, "owner": by}
    if item.due and item.due != date.max:
        return spoken.say("{title} ({number}; {owner}, by {day}).", day=spoken.day(item.due), **facts)
    return spoken.say("{title} ({number}; {owner}).", **facts)
