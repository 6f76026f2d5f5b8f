"""Which authority is competent for this client and vendor, and why; coordinators are named as such."""

from __future__ import annotations

from dataclasses import dataclass

from memo.findings.model import FindingSet
from memo.language.words import N_, Words
from memo.library.day import LawOnDay, Library
from memo.library.records import Authority, Competence
from memo.mapping.scope import named
from memo.places import parents, touches

VENDOR_LEAD = N_(
    "Lead authority for the vendor's cross-border processing, if its main establishment in the Union is there"
)
CLIENT_OWN = N_("The client is established there")
CONCERNED = N_("People concerned are there")


@dataclass(frozen=True, slots=True)
class CompetentAuthority:
    """An authority with a part in one law for this case: its role, over what, and why it is this one."""

    id: str
    name: str
    place: str
    role: str
    over: str
    why: str
    website: str = ""


@dataclass(frozen=True, slots=True)
class Competent:
    """Everyone with a part, those who enforce first, and what cannot be said from the facts given."""

    authorities: tuple[CompetentAuthority, ...]
    open_questions: tuple[str, ...] = ()

    @property
    def enforcing(self) -> tuple[CompetentAuthority, ...]:
        return tuple(a for a in self.authorities if a.role == "enforces")


def competent(law: LawOnDay, library: Library, findings: FindingSet, places: tuple[str, ...]) -> Competent:
    """Return the authorities of a law for people in `places`, by the law's own rule of competence."""
    parts = [
        (authority, competence)
        for authority in library.authorities.values()
        for competence in authority.competences
        if competence.law == law.id
    ]
    general = [
        _named(authority, competence, _general_reason(competence, law.words))
        for authority, competence in parts
        if competence.role != "enforces"
        or law.record.enforcement.rule == "all"
        or authority.place == law.record.jurisdiction
    ]
    if law.record.enforcement.rule == "all":
        return Competent(tuple(sorted(general, key=_order)))
    territorial = [
        (authority, competence)
        for authority, competence in parts
        if competence.role == "enforces" and authority.place != law.record.jurisdiction
    ]
    if not territorial:
        return Competent(tuple(sorted(general, key=_order)))
    found, questions = _territorial(law, territorial, findings, places)
    return Competent(tuple(sorted([*found, *general], key=_order)), tuple(questions))


def _territorial(
    law: LawOnDay,
    parts: list[tuple[Authority, Competence]],
    findings: FindingSet,
    places: tuple[str, ...],
) -> tuple[list[CompetentAuthority], list[str]]:
    """Apply one-stop shop or plain territoriality to the national authorities."""
    found: dict[str, CompetentAuthority] = {}
    questions: list[str] = []
    wanted: list[tuple[str, str]] = []
    if law.record.enforcement.rule == "one-stop-shop":
        wanted += [(place, VENDOR_LEAD) for place in findings.vendor.established_in]
        wanted += [(place, CLIENT_OWN) for place in findings.client.established_in]
    wanted += [(place, CONCERNED) for place in places]
    for place, why in wanted:
        if not any(touches(place, region) for region in ("EU", "EEA")) and law.record.jurisdiction in ("EU", "EEA"):
            continue
        private = [(a, c) for a, c in parts if c.bodies != "public"]
        matching = [(a, c) for a, c in private if a.place in parents(place)]
        below = [(a, c) for a, c in private if a.place.startswith(f"{place}-")]
        if place in ("EU", "EEA"):
            questions.append(
                law.words.say(
                    "The file names {place} as a whole; the national authority follows from the member state.",
                    place=named((place,), law.words),
                )
            )
            continue
        for authority, competence in matching:
            found.setdefault(authority.id, _named(authority, competence, law.words.say(why)))
        if below:
            questions.append(_parts_of(place, len(below), law.words))
    return list(found.values()), list(dict.fromkeys(questions))


def _parts_of(place: str, number: int, words: Words) -> str:
    if place == "DE":
        return words.say(
            "In Germany private bodies answer to the authority of the Land where they are established, "
            "one of {number}. The file says only DE, so the memo names none; DE-BY, DE-BE and so on would "
            "have it named.",
            number=number,
        )
    return words.say(
        "{place} has {number} regional authorities; the file does not say which region.",
        place=named((place,), words),
        number=number,
    )


def _general_reason(competence: Competence, words: Words) -> str:
    return words.table("general_reason", GENERAL)[competence.role]


GENERAL = {
    "coordinates": "Coordinates; it sanctions no vendor",
    "adjudicates": "Decides or mediates claims",
    "advises": "Advises",
    "enforces": "Competent for the whole territory of the law",
}
"""Why a body has a part that is not a matter of territory."""


def _named(authority: Authority, competence: Competence, why: str) -> CompetentAuthority:
    name = authority.name + (f" ({authority.abbreviation})" if authority.abbreviation else "")
    return CompetentAuthority(
        authority.id, name, authority.place, competence.role, competence.over, why, authority.website or ""
    )


def _order(authority: CompetentAuthority) -> tuple[bool, str]:
    return (authority.role != "enforces", authority.role)
