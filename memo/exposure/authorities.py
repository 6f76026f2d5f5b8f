"""Which authority is competent for this client and vendor, and why; coordinators are named as such."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from memo.exposure.seat import of_seats
from memo.findings.model import FindingSet
from memo.language.words import N_, Words
from memo.late import late
from memo.library.day import LawOnDay, Library
from memo.library.records import Authority, Competence
from memo.mapping.kinds import in_sector
from memo.mapping.voice import named
from memo.places import parents, touches

VENDOR_LEAD = N_(
    "Lead authority for the vendor's cross-border processing, if its main establishment in the Union is there"
)
CLIENT_OWN = N_("The client is established there")
CONCERNED = N_("People concerned are there")


class CompetentAuthority(Struct, frozen=True):
    """An authority with a part in one law for this case: its role, over what, and why it is this one."""

    id: str
    name: str
    place: str
    role: str
    over: str
    why: str
    website: str = ""


class Competent(Struct, frozen=True):
    """Everyone with a part, those who enforce first, what follows from the facts, and what does not."""

    authorities: tuple[CompetentAuthority, ...]
    open_questions: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()

    @property
    def enforcing(self) -> tuple[CompetentAuthority, ...]:
        return tuple(a for a in self.authorities if a.role == "enforces")


def competent(law: LawOnDay, library: Library, findings: FindingSet, places: tuple[str, ...]) -> Competent:
    """Return the authorities of a law for people in `places`, by the law's own rule of competence."""
    concluded, questions = of_seats(law, findings, library.role_readings)
    parts: list[_Part] = []
    competences = library.store.competences.get(law.id, ())
    of_vendor = findings.client.role == "consumer" and not findings.client.sectors
    told = of_vendor and any(_called(findings.vendor.name, (*one.sectors, *one.open_sectors)) for _, one in competences)
    for authority, competence in competences:
        if of_vendor:
            part = _in_charge_of_vendor(authority, competence, findings, law.words, told)
        else:
            part = _in_charge(authority, competence, findings, law.words)
        concluded += part.left_out
        questions += part.unknown
        if not part.left_out:
            parts.append(part)
    territorial: list[_Part] = []
    elsewhere: list[_Part] = []
    national, jurisdiction = law.record.enforcement.rule != "all", law.record.jurisdiction
    for part in parts:
        by_place = national and part.competence.role == "enforces" and part.authority.place != jurisdiction
        (territorial if by_place else elsewhere).append(part)
    found: list[CompetentAuthority] = []
    if territorial:
        found, asked = _territorial(law, territorial, findings, places)
        questions = asked + questions
    for part in elsewhere:
        reason = part.why or _general_reason(part.competence, law.words)
        named_parts, asked = _parts_named(part.authority, library, places, law.words)
        questions += asked
        found.append(_named(part.authority, part.competence, named_parts or reason))
    return Competent(tuple(sorted(found, key=_order)), tuple(dict.fromkeys(questions)), tuple(dict.fromkeys(concluded)))


class _Part(Struct, frozen=True):
    """An authority's part in a law, and what the client's sector makes of it."""

    authority: Authority
    competence: Competence
    why: str = ""
    left_out: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def _in_charge(authority: Authority, competence: Competence, findings: FindingSet, words: Words) -> _Part:
    """Hold a competence for some sectors against those of the client: its own, another's, or not known."""
    name, over, given = authority.name, competence.over.rstrip("."), findings.client.sectors
    other = in_sector(findings, competence.other_sectors)
    if other:
        said = words.say(
            "{name}: left out, since another authority is in charge of the client's sector, {sector} ({over}).",
            name=name,
            sector=other,
            over=over,
        )
        return _Part(authority, competence, left_out=(said,))
    unknown: tuple[str, ...] = ()
    in_part = in_sector(findings, competence.open_sectors)
    if competence.other_sectors and (not given or in_part):
        asked = words.say(
            "{name}: named on the assumption that no other authority is in charge of the client ({over}); "
            "client.sectors would decide.",
            name=name,
            over=over,
        )
        unknown = (asked,)
    sector = in_sector(findings, competence.sectors)
    if sector:
        why = words.say("The client's sector, {sector}, is in its charge", sector=sector)
        return _Part(authority, competence, why=why, unknown=unknown)
    if not competence.sectors:
        return _Part(authority, competence, unknown=unknown)
    if given and not in_part:
        said = words.say(
            "{name}: left out, since it is in charge of other sectors than the client's, {given} ({over}).",
            name=name,
            given=", ".join(given),
            over=over,
        )
        return _Part(authority, competence, left_out=(said,))
    asked = words.say(
        "{name}: in charge of some sectors only ({over}); client.sectors would decide.", name=name, over=over
    )
    return _Part(authority, competence, unknown=(asked,))


def _in_charge_of_vendor(
    authority: Authority, competence: Competence, findings: FindingSet, words: Words, told: bool
) -> _Part:
    """Hold a competence for some sectors against the vendor's name, where a consumer, who has no sector, is the client.

    A bank is called one. `told` says that the name is in the charge of some authority under this law.
    """
    name, over, vendor = authority.name, competence.over.rstrip("."), findings.vendor.name
    mine, open_ = _called(vendor, competence.sectors), _called(vendor, competence.open_sectors)
    if _called(vendor, competence.other_sectors) or (told and competence.sectors and not mine and not open_):
        said = words.say(
            "{name}: left out, since the vendor's name, {vendor}, points to another authority ({over}).",
            name=name,
            vendor=vendor,
            over=over,
        )
        return _Part(authority, competence, left_out=(said,))
    if mine:
        why = words.say("The vendor's name, {vendor}, points to what is in its charge", vendor=vendor)
        return _Part(authority, competence, why=why)
    if not open_ and (told or not (competence.sectors or competence.other_sectors)):
        return _Part(authority, competence)
    asked = words.say(
        "{name}: in charge only as far as the vendor is among those named ({over}); the file does not say what it is.",
        name=name,
        over=over,
    )
    return _Part(authority, competence, unknown=(asked,))


_NATIONAL = late(r"\bN\.? ?A\.?(?![\w])")
"""The letters that end the name of a national bank."""


def _called(name: str, sectors: tuple[str, ...]) -> bool:
    """Return whether a name has one of the sectors in full words: no "bank" in "Banksia"."""
    spoken = _spoken(name) if sectors else ""
    return any(f" {sector} " in spoken for sector in sectors)


@lru_cache(maxsize=16)
def _spoken(name: str) -> str:
    """Return the words of a name between spaces; every authority asks for those of the one vendor."""
    national = " national bank" if _NATIONAL.search(name) else ""
    return f" {' '.join(_NAME_WORD.findall((name + national).lower()))} "


_NAME_WORD = late(r"[a-z]+")


def _parts_named(
    authority: Authority, library: Library, places: tuple[str, ...], words: Words
) -> tuple[str, list[str]]:
    """Say of a common name, such as that of the state attorneys general, who of them it is for these people."""
    if not authority.stands_for:
        return "", []
    below = [place for place in places if place.startswith(f"{authority.place}-")]
    asked = []
    if authority.place in places:
        asked.append(
            words.say(
                "{name}: the file names {place} as a whole; a part of it, named as the place of the people, "
                "would say who acts.",
                name=authority.name,
                place=named((authority.place,), words),
            )
        )
    known = {library.authorities[one].place: library.authorities[one].name for one in authority.stands_for}
    said = [known[place] for place in below if place in known]
    if len(said) < len(below):
        said.append(named(tuple(place for place in below if place not in known), words))
    if not said:
        return "", asked
    return words.say("For the people concerned here: {names}", names="; ".join(said)), asked


def _territorial(
    law: LawOnDay, parts: list[_Part], findings: FindingSet, places: tuple[str, ...]
) -> tuple[list[CompetentAuthority], list[str]]:
    """Apply one-stop shop or plain territoriality to the national authorities."""
    found: dict[str, CompetentAuthority] = {}
    questions: dict[str, str] = {}
    wanted: list[tuple[str, str]] = []
    if law.record.enforcement.rule == "one-stop-shop":
        wanted += [(place, VENDOR_LEAD) for place in findings.vendor.established_in]
        wanted += [(place, CLIENT_OWN) for place in findings.client.established_in]
    wanted += [(place, CONCERNED) for place in places]
    private = [part for part in parts if part.competence.bodies != "public"]
    for place, why in wanted:
        if not any(touches(place, region) for region in ("EU", "EEA")) and law.record.jurisdiction in ("EU", "EEA"):
            continue
        if place in ("EU", "EEA"):
            whole = law.words.say(
                "The file names {place} as a whole; the national authority follows from the member state.",
                place=named((place,), law.words),
            )
            questions.setdefault(place, whole)
            continue
        for part in private:
            if part.authority.place in parents(place):
                one = _named(part.authority, part.competence, law.words.say(why))
                found.setdefault(part.authority.id, one)
        below = [part for part in private if part.authority.place.startswith(f"{place}-")]
        if below:
            questions.setdefault(place, _parts_of(place, len(below), why == CONCERNED, law.words))
    return list(found.values()), list(questions.values())


def _parts_of(place: str, number: int, concerned: bool, words: Words) -> str:
    if place == "DE" and concerned:
        return words.say(
            "People concerned are in Germany, where each Land has an authority of its own, {number} in all. "
            "The file names Germany as a whole, so the memo names none; it would name the authority of a Land "
            "that the file gives.",
            number=number,
        )
    if place == "DE":
        return words.say(
            "In Germany private bodies answer to the authority of the Land where they are established, "
            "one of {number}. The file names Germany as a whole, so the memo names none; it would name the authority "
            "of a Land that the file gives.",
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
