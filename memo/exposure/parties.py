"""Which of the two parties a provision binds, and how large a party is, as far as the file and the library say."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from memo.exposure.figure import Party
from memo.findings.model import Client, FindingSet, Vendor
from memo.language.words import N_
from memo.library.party import RoleReading, SizeTest
from memo.mapping.scope import neutral_role

PARTIES: tuple[Party, ...] = ("vendor", "client")


def side(findings: FindingSet, party: Party) -> Vendor | Client:
    """Return what the file says of a party."""
    return findings.vendor if party == "vendor" else findings.client


def bound(binds: tuple[str, ...], findings: FindingSet, readings: tuple[RoleReading, ...]) -> list[Party]:
    """Return which of the two parties a provision binds; an unstated role is read as bound, a consumer never is."""
    found: list[Party] = []
    for party in PARTIES:
        role = neutral_role(side(findings, party).role)
        if role == "consumer":
            continue
        if "anyone" in binds or role is None or role in binds or _read_so(party, role, binds, readings):
            found.append(party)
    return found


def _read_so(party: Party, role: str, binds: tuple[str, ...], readings: tuple[RoleReading, ...]) -> bool:
    return any(
        reading.party == party
        and role in reading.stated
        and not set(reading.stated) & set(binds)
        and set(reading.read_as) & set(binds)
        for reading in readings
    )


# --- size -------------------------------------------------------------------------

STATED = {
    "sme": N_("Read as a small or medium-sized enterprise, as the file states."),
    "small-mid-cap": N_("Read as a small mid-cap enterprise, as the file states."),
}
COMPUTED = N_(
    "Read as a small or medium-sized enterprise by staff and turnover; "
    "partner and linked enterprises are not counted in."
)
NOT_STATED = N_("Its size is not stated, so the ceiling is that for larger enterprises.")


class SizeOf(Struct, frozen=True):
    """A party's size: what it is, what it is known not to be, and how that is known."""

    size: Literal["sme", "small-mid-cap", "large", ""] = ""
    never: frozenset[str] = frozenset()
    why: str = ""

    def may_be(self, size: str) -> bool:
        return self.size == size if self.size else size not in self.never


def size_of(findings: FindingSet, party: Party, tests: tuple[SizeTest, ...]) -> SizeOf:
    """Return the size of a party as stated, else as its staff and turnover show it.

    Staff at or above a size's limit rules the size out, and so does no
    turnover alone, since a balance sheet may stand in for it. Both within the
    limits show the size. A turnover in another currency shows nothing
    without a rate of the file.
    """
    facts = side(findings, party)
    if facts.size is not None:
        return SizeOf(facts.size, why=STATED.get(facts.size, ""))
    never: set[str] = set()
    for test in tests:
        if facts.staff is None:
            continue
        if facts.staff >= test.staff_below:
            never.add(test.id)
        elif _turnover_in(findings, party, test.turnover_at_most.currency, test.turnover_at_most.amount):
            return SizeOf(test.id, why=COMPUTED)
    return SizeOf(never=frozenset(never))


def _turnover_in(findings: FindingSet, party: Party, currency: str, limit: Decimal) -> bool:
    turnover = side(findings, party).turnover
    if turnover is None:
        return False
    if turnover.currency == currency:
        return turnover.amount <= limit
    rate = next((r for r in findings.review.rates if (r.from_, r.to) == (turnover.currency, currency)), None)
    return rate is not None and turnover.amount * rate.rate <= limit
