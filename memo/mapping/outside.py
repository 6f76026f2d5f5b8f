"""Whom a law leaves out where the findings file shows as much: people at work, or a client that other law governs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from memo.language.words import N_
from memo.library.day import LawOnDay
from memo.mapping.kinds import in_sector
from memo.mapping.voice import Voice

if TYPE_CHECKING:
    from memo.findings.model import Finding, FindingSet

FOR_ITSELF = ("controller", "joint-controller", "business")
"""Roles of a vendor that decides on purposes itself and is bound for itself, whatever its client is."""
EMPLOYMENT = ("employ", "staff", "worker", "applicant", "candidate", "contractor", "personnel", "job")
"""Beginnings of words for people in an employment context."""


class LeftOut(Struct, frozen=True):
    """Why a law leaves out all that a finding is about, and what it leaves out of the client's data, in sentences."""

    whole: str = ""
    part: tuple[str, ...] = ()


def left_out(law: LawOnDay, findings: FindingSet, finding: Finding, voice: Voice) -> LeftOut:
    """Return what a law leaves out on its day, by the people of a finding and by the client's sector."""
    part: list[str] = []
    for one in law.brief.scope.outside:
        if (one.from_ and law.as_of < one.from_) or (one.until and law.as_of >= one.until):
            continue
        asked = {"law": law.short_title, "text": one.text, "where": voice.cite(one.pinpoint)}
        if one.employment:
            if finding.people and all(_at_work(kind) for kind in finding.people):
                said = N_("{law} does not reach people in an employment context: {text} ({where}).")
                return LeftOut(voice.say(said, **asked))
            continue
        sector = "" if findings.vendor.role in FOR_ITSELF else in_sector(findings, one.sectors)
        if sector and one.whole:
            said = N_("{law} leaves out a client of the sector {sector}: {text} ({where}).")
            return LeftOut(voice.say(said, sector=sector, **asked))
        if sector:
            said = N_("{law} leaves out part of the data of a client of the sector {sector}: {text} ({where}).")
            part.append(voice.say(said, sector=sector, **asked))
    return LeftOut("", tuple(part))


def _at_work(kind: str) -> bool:
    return any(word.startswith(EMPLOYMENT) for word in kind.lower().replace("-", " ").split())
