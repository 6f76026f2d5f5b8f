"""The laws considered over all findings, once: why each applies that is set out, and which were not engaged."""

from __future__ import annotations

from memo.document import LawReason, NotEngagedRow
from memo.drafting.findings import MOST_NOT_ENGAGED
from memo.drafting.text import days_written, ours
from memo.drafting.words import labels
from memo.library.day import Library
from memo.mapping.engage import MappedFinding, Mapping
from memo.mapping.voice import named
from memo.places import parents, touches

MOST_EXEMPT = 4
"""Laws that exempt the client or the people whose reasons are told; of more the names are."""
MOST_NAMED = 4
"""Findings named behind a law that is not in all of them out of reach alike; more are counted."""


def laws(mapping: Mapping, library: Library) -> tuple[LawReason, ...]:
    """Return why each law applies, with the findings that set it out; two reasons of one law are two rows."""
    found: dict[tuple[str, str], list[str]] = {}
    for mapped in mapping.findings:
        reasons = {scope.law: scope.reason for scope in mapped.scopes}
        for law in mapped.leading_laws:
            found.setdefault((law, ours(reasons[law])), []).append(mapped.finding.id)
    return tuple(
        LawReason(law, library.law(law).short_title, reason, tuple(findings))
        for (law, reason), findings in found.items()
    )


def not_engaged(mapping: Mapping, library: Library) -> tuple[NotEngagedRow, ...]:
    """Return the laws that no finding is explained by, few with their reasons, many together by ground.

    What a reviewer cited, and what bears a caution, is said in its finding and not here.
    """
    spoken = library.words
    grounds: dict[str, dict[str, list[str]]] = {ground: {} for ground in labels(spoken, "not_engaged")}
    reasons: dict[tuple[str, str], None] = {}
    for mapped in mapping.findings:
        for one in mapped.not_engaged:
            if not (one.cited or one.cautions):
                grounds[one.ground].setdefault(one.law, []).append(mapped.finding.id)
                reasons[one.law, ours(days_written(one.reason, spoken))] = None
    if len(reasons) <= MOST_NOT_ENGAGED:
        return tuple(NotEngagedRow(law, library.law(law).short_title, said, (), False) for law, said in reasons)
    order = {law: number for number, law in enumerate(library.law_ids)}
    engaged = {law for mapped in mapping.findings for law in mapped.laws}
    several = {law for law in order if sum(law in found for found in grounds.values()) > 1}

    def named_law(law: str, findings: list[str]) -> str:
        """Return the law's name, with the findings where it is not the same in all."""
        name = library.law(law).short_title
        if law not in engaged | several:
            return name
        if len(findings) > MOST_NAMED:
            return f"{name} (" + spoken.count(len(findings), "{number} finding", "{number} findings") + ")"
        return f"{name} ({', '.join(findings)})"

    # Why a client is exempt is worth its line; of many, those that say it are named like the others.
    told: tuple[NotEngagedRow, ...] = ()
    if len(grounds["exempt"]) <= MOST_EXEMPT:
        exempt = grounds.pop("exempt")
        rows = dict.fromkeys(
            (one.law, ours(days_written(one.reason, spoken)))
            for mapped in mapping.findings
            for one in mapped.not_engaged
            if one.ground == "exempt" and one.law in exempt and not one.cited
        )
        told = tuple(NotEngagedRow(law, named_law(law, exempt[law]), said, (), False) for law, said in rows)
    return told + tuple(
        NotEngagedRow("", labels(spoken, "not_engaged")[ground], f"{spoken.listed(names)}.", (), False)
        for ground, found in grounds.items()
        if (names := [named_law(law, found[law]) for law in sorted(found, key=order.__getitem__)])
    )


def not_held(mapped: tuple[MappedFinding, ...], library: Library) -> tuple[str, ...]:
    """Return, in sentences, for which places of the people concerned the library holds no law, or none of their own.

    Silence on a place would read as if nothing applied there.
    """
    places = tuple(dict.fromkeys(place for one in mapped for place in one.places))
    laws = tuple(library.laws())
    hooks = (hook for law in laws for hook in law.brief.scope.territory if hook.test == "people")
    regions = {law.brief.jurisdiction for law in laws} | {region for hook in hooks for region in hook.places}
    parts = {parent for region in regions if "-" in region for parent in parents(region)}
    none = tuple(place for place in places if not any(touches(place, region) for region in regions))
    whole = tuple(
        place
        for place in places
        if "-" in place and place not in regions and place not in none and not parts.isdisjoint(parents(place))
    )
    say = library.words.say
    said = []
    if none:
        said.append(
            say(
                "The library holds no law of {places}; what applies there is not examined.",
                places=named(none, library.words),
            )
        )
    if whole:
        said.append(
            say(
                "Of {places} the library holds no law beside that of the whole country.",
                places=named(whole, library.words),
            )
        )
    return tuple(said)
