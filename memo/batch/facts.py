"""What the index of a portfolio says of one memo, taken from the finished memo and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from memo.document import Memo
from memo.errors import few
from memo.findings.model import SEVERITIES


class Coming(msgspec.Struct, frozen=True):
    """A day that a memo looks forward to: an open action's, an engaged law's, or that of the next review."""

    day: str
    event: str
    kind: Literal["action", "law", "review"] = "action"


class Facts(msgspec.Struct, frozen=True):
    """One row of the index; what the memo's depth or edition leaves out is empty here too."""

    vendor: str
    subject: str
    date: str
    as_of: str
    decision: str
    decision_label: str
    proposed: bool
    severity: str
    severity_label: str
    findings: int
    laws: tuple[str, ...]
    flags: tuple[str, ...]
    open_actions: int | None
    """Nothing where the memo has no action plan."""
    dates: tuple[Coming, ...]


def facts_of(memo: Memo, vendor: str) -> Facts:
    """Return the row of a memo in the index of its portfolio."""
    worst = min(memo.glance, key=lambda row: SEVERITIES.index(row.severity), default=None)
    laws = [one.name for part in memo.findings for one in part.regimes]
    laws += [one.name for part in memo.findings for one in part.also_engaged]
    return Facts(
        vendor=vendor,
        subject=memo.subject,
        date=memo.date,
        as_of=memo.as_of,
        decision=memo.bottom_line.decision,
        decision_label=memo.bottom_line.label,
        proposed=memo.bottom_line.proposed,
        severity=worst.severity if worst else "",
        severity_label=worst.severity_label if worst else "",
        findings=len(memo.findings),
        laws=_once(laws),
        flags=_flags(memo),
        open_actions=sum(not row.closed for row in memo.plan) if memo.depth == "full" else None,
        dates=_dates(memo),
    )


def _flags(memo: Memo) -> tuple[str, ...]:
    """Say in a few words what the memo's exposure holds: fines, claims, law to come, and what it could not place."""
    notes = [note for part in memo.findings for note in part.exposure]
    false = sum(len(part.false_citations) for part in memo.findings)
    said = {
        "fines": _once(row.law for part in memo.findings for row in part.ceilings),
        # In whichever language: a claim that exists is said with the provision that gives it.
        "private claims": _once(note.name for note in notes if any(c.isdigit() for c in note.private_action)),
        "not yet law": _once(note.name for note in notes if note.not_yet),
        "without law": tuple(part.id for part in memo.findings if part.unmapped),
        "false citations": (str(false),) if false else (),
    }
    return tuple(f"{what}: {few(which)}" for what, which in said.items() if which)


def _dates(memo: Memo) -> tuple[Coming, ...]:
    """Return the days of what is still open and those after the memo's, soonest first.

    An action's day stands with its title and owner, since a number says
    nothing to whoever reads forty memos; one that is closed has none.
    """
    dates = [
        Coming(row.due_day, f"{row.title} ({row.number}; {row.owner})")
        for row in memo.plan
        if row.due_day and not row.closed
    ]
    dates += [Coming(e.day, e.event, "law") for e in memo.timeline if e.kind == "law" and e.day > memo.date]
    if memo.next_review is not None and memo.next_review.day > memo.date:
        dates.append(Coming(memo.next_review.day, f"Next review: {memo.next_review.reason}", "review"))
    return tuple(sorted(dates, key=lambda one: one.day))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
