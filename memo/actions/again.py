"""When a review is made again, and what brings that day forward."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from memo.citation.pinpoint import parse
from memo.findings.model import SEVERITIES, FindingSet, Severity
from memo.library.day import Library
from memo.mapping.engage import Mapping

AGAIN_AFTER: dict[Severity, int] = {"critical": 90, "high": 180, "medium": 365, "low": 365, "info": 365}
"""Days until a review is made again, by its gravest finding."""
SOON = 30
"""A law's first day within so many days of the review is in the memo already and brings nothing forward."""
HORIZON = 730
MOST_LAW_TRIGGERS = 6


class LawTrigger(Struct, frozen=True):
    """A coming day of a law that touches a provision which the review engages."""

    on: date
    law: str
    pinpoint: str
    event: str
    findings: tuple[str, ...]


class ReviewAgain(Struct, frozen=True):
    """The day of the next review, what set it, and the days of law and documents that bring it forward."""

    day: date
    rule: Literal["severity", "law"]
    days: int
    law_triggers: tuple[LawTrigger, ...]


def review_again(mapping: Mapping, findings: FindingSet, library: Library, review_day: date) -> ReviewAgain:
    """Return the next review: by the gravest finding, and before a law changes under an engaged provision."""
    gravest = min((m.finding.severity for m in mapping.findings), key=SEVERITIES.index)
    days = AGAIN_AFTER[gravest]
    calendar = library.calendar(findings.client.established_in, review_day.year)
    triggers = law_triggers(mapping, library, review_day)
    day, rule = calendar.next(review_day + timedelta(days=days)), "severity"
    for trigger in triggers:
        if trigger.on > review_day + timedelta(days=SOON):
            before = calendar.last(trigger.on - timedelta(days=1))
            if before < day:
                day, rule = before, "law"
            break
    return ReviewAgain(day, "law" if rule == "law" else "severity", days, triggers)


def law_triggers(mapping: Mapping, library: Library, review_day: date) -> tuple[LawTrigger, ...]:
    """Return the coming days of laws that touch what the memo prints, the nearest first."""
    found: dict[tuple[date, str, str], LawTrigger] = {}
    last = review_day + timedelta(days=HORIZON)
    engaged: dict[str, dict[str, list[str]]] = {}
    for mapped in mapping.findings:
        for match in mapped.printed():
            roots = engaged.setdefault(match.law, {})
            roots.setdefault(parse(match.provision).root, []).append(mapped.finding.id)
    for law_id, roots in engaged.items():
        law = library.law(law_id)
        for entry in law.record.dates:
            if not review_day < entry.on <= last or not entry.pinpoint:
                continue
            touched = [f for part in _parts(entry.pinpoint) for f in roots.get(parse(part).root, ())]
            if touched:
                found[entry.on, law_id, entry.pinpoint] = LawTrigger(
                    entry.on, law_id, entry.pinpoint, entry.event, tuple(dict.fromkeys(touched))
                )
    told = {(trigger.on, trigger.law) for trigger in found.values()}
    starting: dict[tuple[date, str], dict[str, list[str]]] = {}
    for mapped in mapping.findings:
        for match in mapped.printed():
            key = (match.applies_from, match.law)
            if match.status == "not-yet" and review_day < match.applies_from <= last and key not in told:
                starting.setdefault(key, {}).setdefault(match.provision, []).append(mapped.finding.id)
    for (on, law_id), provisions in starting.items():
        pinpoints = ", ".join(sorted(provisions, key=lambda provision: parse(provision).order))
        findings = tuple(dict.fromkeys(f for named in provisions.values() for f in named))
        found[on, law_id, pinpoints] = LawTrigger(on, law_id, pinpoints, "", findings)
    ordered = sorted(found.values(), key=lambda t: (t.on, t.law, t.pinpoint))
    return tuple(ordered[:MOST_LAW_TRIGGERS])


def _parts(pinpoints: str) -> list[str]:
    return [part.strip() for part in pinpoints.replace(";", ",").split(", ") if part.strip()]
