"""The due-diligence plan: owned, dated, ranked items from playbooks and from the reviewer, merged across findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from memo.findings.model import Finding, Severity
from memo.library.day import Library
from memo.library.records import Playbook
from memo.mapping.engage import MappedFinding, Mapping

SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low", "info")
PRIORITY: dict[Severity, str] = {"critical": "P1", "high": "P1", "medium": "P2", "low": "P3", "info": "P3"}
KIND_ORDER = ("vendor-question", "contract", "internal", "monitoring")
REACH: dict[Severity, tuple[int, int]] = {
    "critical": (3, 7), "high": (3, 6), "medium": (2, 4), "low": (1, 2), "info": (1, 1),
}  # fmt: skip
"""How many of a finding's topics call playbooks, and how many items it may have: a plan that
lists everything is carried out by nobody. Of one kind, a topic calls one playbook."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A provision that an item rests on."""

    law: str
    provision: str


@dataclass(frozen=True, slots=True)
class ActionItem:
    """One due-diligence step.

    `id` is stable for a review: the playbook's id, or the finding's and the
    place among the reviewer's own. `number` is its place in the plan.
    """

    id: str
    number: str
    title: str
    why: str
    kind: str
    owner: str
    priority: str
    due: date | None
    evidence: str
    basis: tuple[Basis, ...]
    findings: tuple[str, ...]
    question: str = ""
    contract_ask: str = ""
    contract_fallback: str = ""
    by_reviewer: bool = False
    severity: Severity = "medium"


@dataclass(frozen=True, slots=True)
class Plan:
    """All items, the most pressing first."""

    items: tuple[ActionItem, ...]

    def of(self, finding: str) -> tuple[ActionItem, ...]:
        return tuple(item for item in self.items if finding in item.findings)


def business_day(start: date, days: int) -> date:
    """Return the day that lies `days` business days (Monday to Friday) after `start`.

    Public holidays are not counted out: they differ by place and the memo says so.

    >>> business_day(date(2026, 11, 20), 1)
    datetime.date(2026, 11, 23)
    """
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def plan(mapping: Mapping, library: Library, review_day: date, vendor_role: str | None) -> Plan:
    """Return the plan of a review whose memo bears `review_day`.

    `vendor_role` is in neutral words; where it is not stated every playbook fits.
    """
    merged: dict[str, ActionItem] = {}
    for mapped in mapping.findings:
        for playbook in _called(mapped, library, vendor_role):
            item = _item(playbook, mapped.finding, _basis(playbook, mapped), review_day)
            merged[item.id] = _joined(merged[item.id], item) if item.id in merged else item
        for number, action in enumerate(mapped.finding.actions, 1):
            severity = mapped.finding.severity
            own = ActionItem(
                id=f"{mapped.finding.id}/{number}",
                number="",
                title=action.title,
                why=f"Set by the reviewer of {mapped.finding.id}.",
                kind="reviewer",
                owner=action.owner or "not assigned",
                priority=PRIORITY[severity],
                due=action.due,
                evidence="The result, recorded with the review.",
                basis=(),
                findings=(mapped.finding.id,),
                by_reviewer=True,
                severity=severity,
            )
            merged[own.id] = own
    ranked = sorted(merged.values(), key=_rank)
    return Plan(tuple(_numbered(item, number) for number, item in enumerate(ranked, 1)))


def _called(mapped: MappedFinding, library: Library, vendor_role: str | None) -> list[Playbook]:
    """Return the playbooks that a finding's topics call, in the playbooks' own order."""
    topics, most = REACH[mapped.finding.severity]
    taken: set[tuple[str, str]] = set()
    called: list[Playbook] = []
    for topic in mapped.topics[:topics]:
        for playbook in library.playbooks:
            key = (topic.topic, playbook.kind)
            if topic.topic not in playbook.topics or playbook in called:
                continue
            roles = playbook.when.vendor_roles if playbook.when else ()
            if roles and vendor_role is not None and vendor_role not in roles:
                continue
            if playbook.when and playbook.when.client_roles == ("consumer",):
                continue
            if key in taken:
                continue
            if playbook.requires_law and not _basis(playbook, mapped):
                continue
            taken.add(key)
            called.append(playbook)
    return called[:most]


def _basis(playbook: Playbook, mapped: MappedFinding) -> tuple[Basis, ...]:
    """Return the playbook's provisions under laws that this finding engages."""
    found = []
    for reference in playbook.basis:
        law_id, _, provision = reference.partition(":")
        if law_id in mapped.laws:
            found.append(Basis(law_id, provision))
    return tuple(found)


def _item(playbook: Playbook, finding: Finding, basis: tuple[Basis, ...], review_day: date) -> ActionItem:
    severity = finding.severity
    return ActionItem(
        id=playbook.id,
        number="",
        title=playbook.title,
        why=playbook.why,
        kind=playbook.kind,
        owner=playbook.owner,
        priority="P3" if playbook.kind == "monitoring" else PRIORITY[severity],
        due=business_day(review_day, getattr(playbook.due, severity)),
        evidence=playbook.evidence,
        basis=basis,
        findings=(finding.id,),
        question=playbook.question or "",
        contract_ask=playbook.contract.ask if playbook.contract else "",
        contract_fallback=playbook.contract.fallback if playbook.contract else "",
        severity=severity,
    )


def _joined(first: ActionItem, second: ActionItem) -> ActionItem:
    """Merge one item that two findings call: the graver severity and the earlier day win."""
    graver = min((first, second), key=lambda item: SEVERITIES.index(item.severity))
    days = [day for day in (first.due, second.due) if day is not None]
    return replace(
        first,
        priority=graver.priority,
        severity=graver.severity,
        due=min(days) if days else None,
        basis=tuple(dict.fromkeys((*first.basis, *second.basis))),
        findings=tuple(dict.fromkeys((*first.findings, *second.findings))),
    )


def _rank(item: ActionItem) -> tuple[object, ...]:
    kind = KIND_ORDER.index(item.kind) if item.kind in KIND_ORDER else -1
    return (SEVERITIES.index(item.severity), item.due or date.max, -len(item.findings), kind, item.id)


def _numbered(item: ActionItem, number: int) -> ActionItem:
    return replace(item, number=f"A-{number}")
