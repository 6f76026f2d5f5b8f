"""Whom a law leaves out where the file or a finding shows as much: people at work, or a client under other law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from memo.language.words import N_
from memo.library.day import LawOnDay
from memo.mapping.kinds import in_sector, sign_of
from memo.mapping.voice import Voice

if TYPE_CHECKING:
    from memo.findings.model import Finding, FindingSet
    from memo.mapping.topics import ReadTopic

FOR_ITSELF = ("controller", "joint-controller", "business")
"""Roles of a vendor that decides on purposes itself and is bound for itself, whatever its client is."""
EMPLOYMENT = ("employ", "staff", "worker", "applicant", "candidate", "contractor", "personnel", "job")
"""Beginnings of words for people in an employment context."""
AT_WORK = "employee-data"
"""The topic of a finding about staff and applicants."""

_WORKING = (
    "(job|employment) (applicant*|candidate*|seeker*|application*)",
    "(applicants|candidates|recruits|jobseekers)",
    "(candidate|applicant) (data|video*|record*|information|profile*|file*)",
    "(hiring|recruiting|recruitment) (decision*|process*|tool*|platform*|software)",
    "(employees|workers|staff|workforce|personnel) (data|records|monitoring|files)",
    "(employee|worker|driver) (data|record*|monitoring|file*|time clock*)",
)
"""Phrases of a finding about people in an employment context; a vendor's own employees are not meant by them."""
_NOT_WORKING = (
    "(consumer*|customers|users|user|visitors|shoppers|members|patient*|pupil*|student*|child|children|subscribers)",
    "(residents|guests|tenants|borrowers|policyholders|policy holders|travellers|travelers|players|viewers|buyers)",
    "(loan|loans|credit|mortgage|insurance|tenancy|rental|housing|visa|asylum|admission*|school|university)",
    "(phi|protected health information|health record*|medical record*|education record*)",
)
"""Phrases of a reviewer who speaks of other people too, or of applicants for something else than work."""
_SUMMED_UP = ("title", "summary", "impact")
"""What the reviewer says of a finding. In a clause "customer" and "user" often mean the client and its staff."""


class LeftOut(Struct, frozen=True):
    """Why a law leaves out all that a finding is about, and what it leaves out of the client's data, in sentences."""

    whole: str = ""
    part: tuple[str, ...] = ()
    save: tuple[str, ...] = ()
    """Provisions that protect those all the same whom the law leaves out."""


def at_work(finding: Finding, topics: tuple[ReadTopic, ...]) -> str:
    """Return what shows that a finding is about people at work alone, empty where nothing does.

    The people the file names decide. Where it names none, the words of the finding do, or the topic of staff among
    those it is mainly about, unless the reviewer speaks of other people as well.
    """
    if finding.people:
        return ", ".join(finding.people) if all(_at_work(kind) for kind in finding.people) else ""
    topic = next((topic for topic in topics if topic.topic == AT_WORK), None)
    sign = sign_of(_WORKING, finding) or (topic.evidence or topic.topic if topic else "")
    return "" if not sign or sign_of(_NOT_WORKING, finding, _SUMMED_UP) else sign


def left_out(law: LawOnDay, findings: FindingSet, finding: Finding, voice: Voice, working: str = "") -> LeftOut:
    """Return what a law leaves out on its day: people at work, by what shows them, and by the client's sector."""
    part: list[str] = []
    for one in law.brief.scope.outside:
        if (one.from_ and law.as_of < one.from_) or (one.until and law.as_of >= one.until):
            continue
        asked = {"law": law.short_title, "text": one.text, "where": voice.cite(one.pinpoint)}
        if one.employment:
            if working and finding.people:
                said = N_("{law} does not reach people in an employment context: {text} ({where}).")
                return LeftOut(voice.say(said, **asked), save=one.save)
            if working:
                said = N_(
                    "{law} does not reach people in an employment context, of whom alone the finding speaks: "
                    "{text} ({where})."
                )
                return LeftOut(voice.say(said, **asked), save=one.save)
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
