"""What no single decision can show: that its names lead somewhere, its days are in order, its money has a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from memo.errors import Fault, Place, nearest, shown
from memo.library.decision import CURRENCIES, PAYING, Decision
from memo.library.records import Law

At = Callable[[str], Place]
"""Where the decision of an id stands."""


class HeldLaw(Protocol):
    """A law with what of it exists."""

    record: Law

    def missing(self, pinpoints: str | None) -> list[str]:
        """Return those of the pinpoints that the law does not have."""


def decision_faults(
    decisions: tuple[Decision, ...],
    laws: Mapping[str, HeldLaw],
    authorities: list[str],
    topics: list[str],
    at: At,
    today: date | None,
) -> Iterator[Fault]:
    """Yield every fault of the decisions; days of the future are seen only where `today` is given."""
    ids: set[str] = set()
    cases: dict[tuple[str, str, date, str | None, str], str] = {}
    for decision in decisions:
        place = at(decision.id)
        if decision.id in ids:
            yield Fault("duplicate-id", f"{shown(decision.id)} names a second decision", place, decision.id)
        ids.add(decision.id)
        case = (
            decision.authority,
            decision.respondent.casefold(),
            decision.decided_on,
            decision.reference,
            decision.title,
        )
        first = cases.setdefault(case, decision.id)
        if first != decision.id:
            yield Fault("same-decision", f"is the decision that {first} records", place, decision.id)
        yield from _names(decision, laws, authorities, topics, place)
        yield from _form(decision, place)
        yield from _days(decision, laws, place, today)


def _names(
    decision: Decision, laws: Mapping[str, HeldLaw], authorities: list[str], topics: list[str], place: Place
) -> Iterator[Fault]:
    if decision.authority not in authorities:
        message = f"{shown(decision.authority)} is no authority"
        yield Fault("dangling-authority", message, place, decision.id, nearest(decision.authority, authorities))
    for topic in decision.topics:
        if topic not in topics:
            message = f"{shown(topic)} is no topic of the vocabulary"
            yield Fault("dangling-topic", message, place, decision.id, nearest(topic, topics))
    for part in decision.provisions:
        yield from leading_nowhere(part.law, part.provisions, laws, place, decision.id)


def leading_nowhere(
    name: str, provisions: Iterable[str], laws: Mapping[str, HeldLaw], place: Place, owner: str
) -> Iterator[Fault]:
    """Yield a fault where a law that a record names is not held, else one for each provision that it lacks."""
    law = laws.get(name)
    if law is None:
        yield Fault("dangling-law", f"{shown(name)} is no law of the library", place, owner, nearest(name, list(laws)))
        return
    for missing in (one for provision in provisions for one in law.missing(provision)):
        yield Fault("dangling-pinpoint", f"{shown(missing)} is no provision of {law.record.short_title}", place, owner)


def _form(decision: Decision, place: Place) -> Iterator[Fault]:
    start = f"{decision.authority}-{decision.decided_on.isoformat()}-"
    if not decision.id.startswith(start):
        yield Fault(
            "decision-id", f"the id does not begin with its authority and day, {shown(start)}", place, decision.id
        )
    if decision.amount is not None:
        if decision.amount.currency not in CURRENCIES:
            hint = nearest(decision.amount.currency, sorted(CURRENCIES))
            message = f"{shown(decision.amount.currency)} is no currency known here"
            yield Fault("unknown-currency", message, place, decision.id, hint)
        if not PAYING & set(decision.outcome):
            message = f"an amount is given, but nothing of the outcome ({', '.join(decision.outcome)}) is paid"
            yield Fault("amount-without-payment", message, place, decision.id)
    elif "fine" in decision.outcome and not re.search(r"\bamount\b", decision.finality_note or ""):
        message = "a fine has an amount, or 'finality_note' says why the amount is left out"
        yield Fault("fine-without-amount", message, place, decision.id)
    if decision.finality in ("annulled", "reduced") and decision.finality_note is None:
        message = f"'finality: {decision.finality}' needs a 'finality_note' with the court and the day"
        yield Fault("finality-unexplained", message, place, decision.id)


def _days(decision: Decision, laws: Mapping[str, HeldLaw], place: Place, today: date | None) -> Iterator[Fault]:
    """A decision comes before its reading, the reading before its check, and none of them after today."""
    steps = [("decided", decision.decided_on), ("verified", decision.verified)]
    for source in decision.sources:
        if source.seen < decision.decided_on:
            message = f"a source was seen on {source.seen}, before the decision of {decision.decided_on}"
            yield Fault("decision-days", message, place, decision.id)
        elif source.seen > decision.verified:
            message = f"a source was seen on {source.seen}, after the check of {decision.verified}"
            yield Fault("decision-days", message, place, decision.id)
    if decision.decided_on > decision.verified:
        message = f"decided on {decision.decided_on}, which is after the check of {decision.verified}"
        yield Fault("decision-days", message, place, decision.id)
    for what, day in steps:
        if today is not None and day > today:
            message = f"{what} on {day}, which is after {today}"
            yield Fault("future-verified", message, place, decision.id)
    if decision.law_then is not None:
        return
    for part in decision.provisions:
        law = laws.get(part.law)
        if law is not None and law.record.in_force_from > decision.decided_on:
            since = law.record.in_force_from
            message = f"{law.record.short_title} is in force only since {since}; 'law_then' names the law applied"
            yield Fault("decision-before-law", message, place, decision.id)
