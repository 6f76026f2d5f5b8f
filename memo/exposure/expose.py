"""Exposure of a finding under each law it engages: who can act, how, up to what, and from when."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from memo.exposure.authorities import Competent, competent
from memo.exposure.ceiling import ceiling
from memo.exposure.figure import Ceiling, Party
from memo.exposure.given import applied, reckoned
from memo.exposure.parties import NOT_STATED, SizeOf, bound, side, size_of
from memo.exposure.precedents import precedents_of
from memo.findings.model import Affected, FindingSet
from memo.library.day import LawOnDay, Library
from memo.library.precedent import Precedent
from memo.library.records import Penalty
from memo.mapping.engage import MappedFinding, Mapping, Match


class TierExposure(Struct, frozen=True):
    """One tier of one law that a finding's provisions engage, for one party.

    `beyond` are the tiers that take its place under a condition of their own,
    each of which says so in `reserved`; `upcoming` is a change already known.
    A tier that is not `in_force` has no tariff on the day: its ceiling is what
    it will be, and never stands as what a party faces.
    """

    law: str
    tier: str
    citation: str
    kind: str
    applies_to: str
    party: Party
    provisions: tuple[str, ...]
    ceiling: Ceiling
    imposed_by: tuple[str, ...]
    share: Decimal = Decimal(0)
    fixed: Decimal = Decimal(0)
    note: str = ""
    reserved: str = ""
    upcoming: str = ""
    in_force: bool = True
    stands_for: str = ""
    """The ordinary tier whose place it takes because of the party's size."""
    beyond: tuple[TierExposure, ...] = ()


class PowerText(Struct, frozen=True):
    """One thing an authority may do: its kind in the library's words, and where the law allows it."""

    power: str
    text: str
    pinpoint: str
    citation: str


class LawExposure(Struct, frozen=True):
    """Everything one law holds against the parties over one finding."""

    law: str
    competent: Competent
    rule: str
    powers: tuple[PowerText, ...]
    tiers: tuple[TierExposure, ...]
    private_action: str
    cure: str
    criminal: str
    limitation: str
    not_yet: tuple[str, ...]
    precedents: tuple[Precedent, ...] = ()


class FindingExposure(Struct, frozen=True):
    finding: str
    laws: tuple[LawExposure, ...]


class Exposure(Struct, frozen=True):
    """The exposure of a review, finding by finding, in the order of the findings."""

    findings: tuple[FindingExposure, ...]

    def of(self, finding: str) -> FindingExposure:
        return next(f for f in self.findings if f.finding == finding)


def expose(mapping: Mapping, findings: FindingSet, library: Library) -> Exposure:
    """Compute the exposure of every mapped finding; nothing is summed across regimes."""
    return Exposure(
        tuple(
            FindingExposure(
                mapped.finding.id,
                tuple(_law_exposure(library.law(law_id), mapped, findings, library) for law_id in mapped.leading_laws),
            )
            for mapped in mapping.findings
        )
    )


def _law_exposure(law: LawOnDay, mapped: MappedFinding, findings: FindingSet, library: Library) -> LawExposure:
    enforcement = law.record.enforcement
    matches = [m for m in mapped.of_law(law.id) if m.verified]
    private = enforcement.private_action
    cure = enforcement.cure
    bodies = competent(law, library, findings, mapped.places)
    return LawExposure(
        law=law.id,
        competent=bodies,
        rule=enforcement.rule_text,
        powers=tuple(PowerText(p.power, p.text, p.pinpoint, law.cite(p.pinpoint)) for p in enforcement.powers),
        tiers=_tiers(law, matches, findings, library, mapped.finding.people_affected),
        private_action=_with_citation(law, private.text, private.pinpoint),
        cure=_with_citation(law, cure.text, cure.pinpoint),
        criminal=enforcement.criminal or "",
        limitation=enforcement.limitation or "",
        not_yet=tuple(_not_yet(law, match) for match in matches if match.status == "not-yet"),
        precedents=precedents_of(matches, mapped, library, law.id, tuple(body.id for body in bodies.enforcing)),
    )


def _with_citation(law: LawOnDay, text: str, pinpoint: str | None) -> str:
    text = text.rstrip(".")
    return f"{text} ({law.cite(pinpoint)})." if pinpoint else f"{text}."


def _not_yet(law: LawOnDay, match: Match) -> str:
    return law.words.say(
        "{where} ({subject}) applies from {day}.",
        where=law.cite(match.provision),
        subject=match.subject,
        day=match.applies_from.isoformat(),
    )


def _tiers(
    law: LawOnDay, matches: list[Match], findings: FindingSet, library: Library, affected: Affected | None
) -> tuple[TierExposure, ...]:
    """Return the tiers that the engaged provisions name, for each party that the provisions bind."""
    engaged: dict[tuple[str, Party], list[str]] = {}
    for match in matches:
        record = law.annotated.get(match.record)
        if record is None or record.penalty is None or match.basis == "cited":
            continue
        if match.status != "in-force":
            continue  # a duty that does not apply yet costs nothing yet; it stands under `not_yet`
        for party in bound(record.binds, findings, library.role_readings):
            engaged.setdefault((record.penalty, party), []).append(match.provision)
    tiers: list[TierExposure] = []
    for (tier_id, party), provisions in engaged.items():
        penalty = law.penalty(tier_id)
        if penalty is None:
            continue
        tiers += _exposed(law, penalty, party, tuple(provisions), findings, affected)
    sizes: dict[Party, SizeOf] = {p: size_of(findings, p, library.sizes) for p in {party for _, party in engaged}}
    sized = [_at_size(law, tier, findings, affected, sizes[tier.party]) for tier in tiers]
    return tuple(_with_reserved(law, sized, findings, affected, sizes))


def gravest_first(tier: TierExposure) -> tuple[bool, Decimal, Decimal]:
    """A key that puts a vendor's tiers before a client's, and of one party's the higher first."""
    return (tier.party != "vendor", -tier.share, -tier.fixed)


def _at_size(
    law: LawOnDay, tier: TierExposure, findings: FindingSet, affected: Affected | None, size: SizeOf
) -> TierExposure:
    """Return the tier that takes an ordinary one's place for a party of this size, else the tier itself.

    Where a size would matter and is not known, the ceiling stands and says so.
    """
    others = [p for p in law.record.penalties if p.for_size and tier.tier in p.raises and law.tariff(p)]
    chosen = next((p for p in others if p.for_size == size.size), None)
    said = ""
    if chosen is not None:
        said, (found,) = size.why, _exposed(law, chosen, tier.party, tier.provisions, findings, affected)
        tier = replace(found, reserved="", stands_for=tier.tier)
    elif any(size.may_be(p.for_size or "") for p in others):
        said = NOT_STATED
    if not said:
        return tier
    caveat = " ".join(part for part in (tier.ceiling.caveat, law.words.say(said)) if part)
    return replace(tier, ceiling=replace(tier.ceiling, caveat=caveat))


def _with_reserved(
    law: LawOnDay,
    tiers: list[TierExposure],
    findings: FindingSet,
    affected: Affected | None,
    sizes: dict[Party, SizeOf],
) -> list[TierExposure]:
    """Hang each reserved tier under the first ordinary one of its party that it may replace."""
    found: list[TierExposure] = []
    shown: set[tuple[str, Party]] = set()
    for tier in sorted(tiers, key=gravest_first):
        beyond: list[TierExposure] = []
        for other in law.record.penalties:
            if other.for_size and (tier.stands_for or not sizes[tier.party].may_be(other.for_size)):
                continue
            if (tier.stands_for or tier.tier) in other.raises and (other.id, tier.party) not in shown:
                shown.add((other.id, tier.party))
                beyond += _exposed(law, other, tier.party, tier.provisions, findings, affected)
        found.append(replace(tier, beyond=tuple(beyond)))
    return found


def _exposed(
    law: LawOnDay,
    penalty: Penalty,
    party: Party,
    provisions: tuple[str, ...],
    findings: FindingSet,
    affected: Affected | None,
) -> list[TierExposure]:
    tariff, upcoming = law.tariff(penalty), law.next_tariff(penalty)
    shown = tariff or upcoming
    if shown is None:
        return []
    whole = side(findings, party).turnover
    shown, turnover = applied(shown, whole, law.record.jurisdiction)
    found = reckoned(shown, turnover, party, findings.review.rates, affected, law.words)
    say = law.words.say
    change = ""
    if upcoming is not None:
        formula = ceiling(upcoming, turnover, party, law.words).formula
        change = say("From {day}: {formula}.", day=upcoming.from_.isoformat(), formula=formula)
    return [
        TierExposure(
            law=law.id,
            tier=penalty.id,
            citation=law.cite(penalty.pinpoint),
            kind=penalty.kind,
            applies_to=penalty.applies_to,
            party=party,
            provisions=provisions,
            ceiling=found,
            imposed_by=penalty.imposed_by,
            share=shown.share or Decimal(0),
            fixed=shown.fixed.amount if shown.fixed else Decimal(0),
            note=shown.note or "",
            reserved=penalty.reserved_for or "",
            in_force=tariff is not None,
            upcoming=change if tariff is not None else say("Not before {day}.", day=shown.from_.isoformat()),
        )
    ]
