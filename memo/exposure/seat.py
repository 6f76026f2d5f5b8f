"""What follows from where the parties are established: who leads, that nobody leads, that a representative is named.

A law says by pinpoints which of these it knows (`records.Seat`); the facts of
the file decide, and where they are missing the memo says which would.
"""

from __future__ import annotations

from memo.citation.pinpoint import parse
from memo.exposure.figure import Party
from memo.exposure.parties import PARTIES, bound, side
from memo.findings.model import FindingSet
from memo.language.words import N_
from memo.library.day import LawOnDay
from memo.library.party import RoleReading
from memo.library.records import Seat
from memo.mapping.voice import named
from memo.places import touches

_PARTY = {"vendor": N_("Vendor"), "client": N_("Client")}

LEAD = N_(
    "{party}: established in {places}, so the authority of its main establishment there leads across borders ({where})."
)
ONE_OF = N_(
    "{party}: established in {places}; the authority of the main establishment leads across borders ({where}), "
    "and the file does not say which that is."
)
NONE = N_(
    "{party}: no establishment in {area} by the file, so no authority leads and each acts "
    "on its own territory ({where})."
)
REPRESENTATIVE = N_(
    "{party}: no establishment in {area} by the file, so where {law} reaches it, it names a representative there "
    "under the conditions of {where}."
)
OPEN = N_(
    "{party}: the file does not say where it is established; {field} would decide whether an authority leads "
    "or a representative is needed ({where})."
)

OPEN_NAMES = N_(
    "{party}: the file does not say where it is established; {field} would decide whether it names a representative "
    "in {area} ({where})."
)


def of_seats(law: LawOnDay, findings: FindingSet, readings: tuple[RoleReading, ...]) -> tuple[list[str], list[str]]:
    """Return what a law concludes from each party's seat, and what cannot be concluded from the facts given.

    Only a party that the law binds is spoken of, and only a duty that applies
    on the day. Whether the law reaches a party at all is the scope's matter.
    """
    seat = law.record.enforcement.seat
    if seat is None:
        return [], []
    said: list[str] = []
    unknown: list[str] = []
    for party in PARTIES:
        names = _names(law, seat, party, findings, readings)
        leads = seat.lead if party in bound(law.record.scope.binds, findings, readings) else None
        if not names and not leads:
            continue
        facts = {"party": law.words.say(_PARTY[party]), "area": named(seat.places, law.words), "law": law.short_title}
        established = side(findings, party).established_in
        inside = tuple(place for place in established if any(touches(place, area) for area in seat.places))
        if not established:
            where = law.cite(", ".join(filter(None, (leads, names))))
            asked = law.words.say(OPEN if leads else OPEN_NAMES, **facts, field=f"{party}.established_in", where=where)
            # Who must name a representative is no question of competence: it stands with what is concluded.
            (unknown if leads else said).append(asked)
        elif inside and leads:
            sentence = LEAD if len(inside) == 1 else ONE_OF
            said.append(law.words.say(sentence, **facts, places=named(inside, law.words), where=law.cite(leads)))
        elif not inside:
            if leads and seat.none:
                said.append(law.words.say(NONE, **facts, where=law.cite(seat.none)))
            if names:
                said.append(law.words.say(REPRESENTATIVE, **facts, where=law.cite(names)))
    return said, unknown


def _names(
    law: LawOnDay, seat: Seat, party: Party, findings: FindingSet, readings: tuple[RoleReading, ...]
) -> str | None:
    """Return the provision by which a party must name a representative, where it applies and binds the party."""
    if seat.representative is None:
        return None
    pinpoint = parse(seat.representative)
    record = law.governing(pinpoint)
    binds = record.binds if record is not None else law.record.scope.binds
    if law.standing_at(pinpoint) != "in-force" or party not in bound(binds, findings, readings):
        return None
    return seat.representative
