"""`plan`: the items of a whole review, merged across findings, dated, put in order and given their kept status."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from memo.actions.call import basis_of, called
from memo.actions.due import due_of, on_working_day
from memo.actions.items import (
    COST,
    KIND_ORDER,
    PRIORITY,
    RISK,
    ActionItem,
    DueRule,
    KeptStatus,
    Plan,
    before_signature,
    effort_of,
)
from memo.findings.model import SEVERITIES, ActionStatus, FindingSet, ReviewerAction, Severity
from memo.library.day import Library
from memo.library.daysoff import WorkCalendar
from memo.library.records import Playbook
from memo.mapping.engage import MappedFinding, Mapping


def plan(mapping: Mapping, findings: FindingSet, library: Library, review_day: date) -> Plan:
    """Return the plan of a review whose memo bears `review_day`, its days by the calendar of the client's places."""
    calendar = library.calendar(findings.client.established_in, review_day.year)
    making = _Making(findings, library, review_day, calendar)
    merged: dict[str, ActionItem] = {}
    for mapped in mapping.findings:
        for item in (*making.from_playbooks(mapped), *making.from_reviewer(mapped)):
            merged[item.id] = joined(merged[item.id], item) if item.id in merged else item
    severity = {mapped.finding.id: mapped.finding.severity for mapped in mapping.findings}
    after = {playbook.id: playbook.after for playbook in library.playbooks}
    items = {
        name: replace(
            item,
            risk=sum(RISK[severity[finding]] for finding in item.findings),
            after=tuple(earlier for earlier in after.get(name, ()) if earlier in merged),
        )
        for name, item in merged.items()
    }
    kept = {status.id: status for status in findings.actions_status}
    items = {name: _with_status(i, kept.get(name), review_day, calendar) for name, i in items.items()}
    ranked = in_order(_pulled(items))
    titles = {playbook.id: playbook.title for playbook in library.playbooks}
    no_longer = tuple(
        KeptStatus(status.id, titles[status.id], status.status, status.note or "")
        for status in findings.actions_status
        if status.id not in items and status.id in titles
    )
    return Plan(tuple(replace(item, number=f"A-{number}") for number, item in enumerate(ranked, 1)), no_longer)


class _Making:
    """Makes the items of one finding; what is the same for all findings is held here."""

    def __init__(self, findings: FindingSet, library: Library, review_day: date, calendar: WorkCalendar) -> None:
        self.findings, self.library = findings, library
        self.review_day, self.calendar = review_day, calendar
        self.by_id = {playbook.id: playbook for playbook in library.playbooks}
        self.by_title = {playbook.title.casefold(): playbook for playbook in library.playbooks}

    def from_playbooks(self, mapped: MappedFinding) -> list[ActionItem]:
        return [
            self.of_playbook(playbook, mapped, topic) for playbook, topic in called(mapped, self.findings, self.library)
        ]

    def of_playbook(self, playbook: Playbook, mapped: MappedFinding, topic: str = "") -> ActionItem:
        severity = mapped.finding.severity
        basis = basis_of(playbook, mapped)
        due, rule = due_of(
            playbook, severity, basis, self.library, self.review_day, self.findings.review.signature_on, self.calendar
        )
        language = playbook.contract
        return ActionItem(
            id=playbook.id,
            number="",
            title=playbook.title,
            why=playbook.why,
            kind=playbook.kind,
            owner="consumer" if self.findings.client.role == "consumer" else playbook.owner,
            priority="P3" if playbook.kind == "monitoring" else PRIORITY[severity],
            due=due,
            due_rule=rule,
            evidence=playbook.evidence,
            basis=basis,
            findings=(mapped.finding.id,),
            topics=(topic,) if topic else (),
            leads=bool(topic) and topic == mapped.topics[0].topic,
            severity=severity,
            effort=effort_of(playbook),
            before_signature=before_signature(playbook),
            question=playbook.question or "",
            contract_ask=language.ask if language else "",
            contract_fallback=language.fallback if language else "",
            walk_away=language.walk_away if language else "",
            sources=playbook.sources,
        )

    def from_reviewer(self, mapped: MappedFinding) -> list[ActionItem]:
        """Return the reviewer's own items; one that names a playbook, or has its title, is that playbook's item."""
        return [self._of_reviewer(action, mapped) for action in mapped.finding.actions]

    def _of_reviewer(self, action: ReviewerAction, mapped: MappedFinding) -> ActionItem:
        playbook = self.by_id.get(action.playbook or "") or self.by_title.get(action.title.casefold().rstrip("."))
        severity: Severity = mapped.finding.severity
        due = None if action.due is None else on_working_day(action.due, self.review_day, self.calendar)
        rule = DueRule("reviewer", on=action.due) if action.due else DueRule("none")
        if playbook is not None:
            item = self.of_playbook(playbook, mapped)
            if due is not None:
                item = replace(item, due=due, due_rule=rule)
            return replace(item, title=action.title, owner=action.owner or item.owner, by_reviewer=True)
        return ActionItem(
            id=action.id,
            number="",
            title=action.title,
            why=self.library.words.say("Set by the reviewer."),
            kind="reviewer",
            owner=action.owner or "not assigned",
            priority=PRIORITY[severity],
            due=due,
            due_rule=rule,
            evidence=self.library.words.say("The result, on file"),
            basis=(),
            findings=(mapped.finding.id,),
            severity=severity,
            by_reviewer=True,
        )


def joined(first: ActionItem, second: ActionItem) -> ActionItem:
    """Merge one item that two findings call: the graver severity and the earlier day win, the reviewer's word stands.

    Merging an item with itself changes nothing.
    """
    graver = min((first, second), key=lambda item: SEVERITIES.index(item.severity))
    set_by_reviewer = [item for item in (first, second) if item.by_reviewer]
    title = next((item.title for item in set_by_reviewer), first.title)
    dated = [item for item in (first, second) if item.due is not None]
    by_hand = [item for item in dated if item.due_rule.rule == "reviewer"]
    day = min(by_hand or dated, key=lambda item: item.due or date.max, default=first)
    owners = dict.fromkeys(o for item in set_by_reviewer for o in item.owner.split("; ") if o != "not assigned")
    return replace(
        first,
        title=title,
        owner="; ".join(owners) or first.owner,
        priority=graver.priority,
        severity=graver.severity,
        due=day.due,
        due_rule=day.due_rule,
        basis=tuple(dict.fromkeys((*first.basis, *second.basis))),
        findings=tuple(dict.fromkeys((*first.findings, *second.findings))),
        topics=tuple(dict.fromkeys((*first.topics, *second.topics))),
        leads=first.leads or second.leads,
        by_reviewer=bool(set_by_reviewer),
    )


def _with_status(item: ActionItem, kept: ActionStatus | None, review_day: date, calendar: WorkCalendar) -> ActionItem:
    """Return an item with what the file carries back about it: status, note, and the owner and day agreed since."""
    if kept is None:
        return item
    item = replace(item, status=kept.status, note=kept.note or "", owner=kept.owner or item.owner)
    if kept.due is not None:
        day = on_working_day(kept.due, review_day, calendar)
        item = replace(item, due=day, due_rule=DueRule("kept", on=kept.due))
    return item


def _pulled(items: dict[str, ActionItem]) -> dict[str, ActionItem]:
    """Return the items so that none is due before what it waits for: that is pulled forward, never it put off.

    What an item waits for is no less pressing than it. A day that a person set is not moved.
    """
    found = dict(items)
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        item = found[name]
        for earlier in item.after:
            first = found[earlier]
            if item.priority < first.priority:
                first = found[earlier] = replace(first, priority=item.priority)
                waiting.append(earlier)
            by_hand = first.due_rule.rule in ("reviewer", "kept", "none")
            if by_hand or item.due is None or first.due is None or first.due <= item.due:
                continue
            found[earlier] = replace(first, due=item.due, due_rule=DueRule("waited-for", on=item.due))
            waiting.append(earlier)
    return found


def in_order(items: dict[str, ActionItem]) -> list[ActionItem]:
    """Return the items as they are best done: the gravest first, most risk for least effort, dependencies kept.

    What is done or waived comes last.
    """

    def rank(item: ActionItem) -> tuple[object, ...]:
        kind = KIND_ORDER.index(item.kind) if item.kind in KIND_ORDER else -1
        return (
            item.closed,
            SEVERITIES.index(item.severity),
            item.priority,
            -item.risk * COST["large"] // COST[item.effort],
            item.due or date.max,
            kind,
            item.id,
        )

    placed: dict[str, ActionItem] = {}

    def place(item: ActionItem) -> None:
        if item.id in placed:
            return
        for earlier in item.after:
            if items[earlier].closed == item.closed:
                place(items[earlier])
        placed[item.id] = item

    for item in sorted(items.values(), key=rank):
        place(item)
    return list(placed.values())
