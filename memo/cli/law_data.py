"""The law library as the JSON of `memo law`: the records as they stand, and what the day makes of them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

from memo.citation.pinpoint import Pinpoint, parse
from memo.errors import Fault, InputError, Place, shown
from memo.late import late
from memo.library.day import LawOnDay, Library
from memo.library.form import as_data
from memo.library.records import Penalty, Provision, Tariff
from memo.library.spelling import fitted
from memo.places import touches

STALE_AFTER_DAYS = 365
_WORDS = late(
    r"^(?:\s*(?:Cal\.?\s*Civ\.?\s*Code|articles?|artigos?|artikel|arts?\b\.?|sections?|sec\.|§+))+\s*", re.IGNORECASE
)


def list_data(
    library: Library, place: str | None = None, topic: str | None = None, in_force: bool = False
) -> dict[str, Any]:
    """Return the list of laws; with a topic, each with the provisions that engage on it."""
    entries = []
    decided = Counter(law for decision in library.decisions for law in decision.laws)
    for law in laws_of(library, place, topic, in_force):
        entry: dict[str, Any] = {
            "id": law.id,
            "title": law.brief.title,
            "short_title": law.brief.short_title,
            "jurisdiction": law.brief.jurisdiction,
            "outline": law.brief.outline,
            "provisions": law.brief.provisions,
            "decisions": decided[law.id],
            "standing": law.standing,
            "verified": law.brief.verified.isoformat() if law.brief.verified else None,
        }
        if topic is not None:
            entry["on_topic"] = [provision.id for provision in on_topic(law, topic)]
        entries.append(entry)
    return {"as_of": library.as_of.isoformat(), "laws": entries}


def laws_of(library: Library, place: str | None, topic: str | None, in_force: bool = False) -> list[LawOnDay]:
    """Return the laws whose jurisdiction touches a place, that speak to a topic, and that apply on the day."""
    return [
        law
        for law in library.laws()
        if (place is None or touches(place, law.brief.jurisdiction))
        and (topic is None or topic in law.brief.topics)
        and (not in_force or law.standing == "in-force")
    ]


def on_topic(law: LawOnDay, topic: str) -> list[Provision]:
    """Return the provisions that a finding on a topic engages, those it engages mainly first."""

    def supporting(provision: Provision) -> bool:
        return all(e.strength != "primary" for e in provision.engaged_by if e.topic == topic)

    found = [p for p in law.record.provisions if any(e.topic == topic for e in p.engaged_by)]
    return sorted(found, key=lambda p: (supporting(p), parse(p.id).order))


def law_data(law: LawOnDay, library: Library, topic: str | None = None) -> dict[str, Any]:
    """Return the whole record of a law, with its standing and, tier by tier, the tariff of the day."""
    data: dict[str, Any] = {"as_of": law.as_of.isoformat(), "standing": law.standing}
    data |= as_data(law.record)
    for entry, penalty in zip(data["penalties"], law.record.penalties, strict=True):
        entry["on_day"] = tariff_data(law.tariff(penalty))
        entry["next"] = tariff_data(law.next_tariff(penalty))
    kept = law.record.provisions if topic is None else on_topic(law, topic)
    data["provisions"] = [_annotation(law, provision) for provision in kept]
    data["authorities"] = [
        {"id": authority.id, "name": authority.name, "place": authority.place, "role": competence.role}
        for authority in library.authorities.values()
        for competence in authority.competences
        if competence.law == law.id
    ]
    return data


def tariff_data(tariff: Tariff | None) -> dict[str, Any] | None:
    """Return a tariff with its formula in words, nothing where there is none."""
    if tariff is None:
        return None
    return {**as_data(tariff), "formula_text": formula(tariff)}


def formula(tariff: Tariff) -> str:
    """Return what a tariff sets, in words and without any party's turnover."""
    from memo.exposure.ceiling import ceiling

    return ceiling(tariff, None, "vendor").formula.replace("\u00a0", " ")


def _annotation(law: LawOnDay, provision: Provision) -> dict[str, Any]:
    return {
        **as_data(provision),
        "citation": law.cite(provision.id).replace("\u00a0", " "),
        "status": law.standing_of(provision),
    }


# --- one provision --------------------------------------------------------------


def pinpoint_of(law: LawOnDay, written: str) -> Pinpoint:
    """Return the provision that a person wrote, in the law's own spelling; fails with `InputError`."""
    bare = _WORDS.sub("", written).strip()
    try:
        return fitted(law, parse(bare))
    except ValueError:
        hint = f"Write it as the law numbers it, for example {example(law)}."
        message = f"{shown(written)} is no provision number"
        raise InputError([Fault("bad-provision", message, Place(law.id), "", hint)]) from None


def example(law: LawOnDay) -> str:
    """Return the number of a provision of this law, to show how it numbers."""
    return max((p.id for p in law.record.provisions), key=lambda number: min(number.count("("), 2))


def provision_data(law: LawOnDay, pinpoint: Pinpoint) -> dict[str, Any]:
    """Return one provision: whether it exists, where it stands, and the library's annotation of it.

    `exists` is null where the library's outline cannot tell.
    """
    existence = law.existence(pinpoint)
    there = existence == "exists"
    own = law.annotated.get(str(pinpoint))
    governing = law.governing(pinpoint)
    return {
        "as_of": law.as_of.isoformat(),
        "law": law.id,
        "provision": str(pinpoint),
        "exists": None if existence == "not-verifiable" else there,
        "existence": existence,
        "suggestion": None if there else law.nearest(pinpoint),
        "heading": law.heading(pinpoint) or None,
        "status": standing(law, pinpoint) if there else "repealed" if existence == "repealed" else None,
        "url": law.deep_link(pinpoint) if existence in ("exists", "not-verifiable") else law.record.url,
        "citation": law.cite(str(pinpoint)).replace("\u00a0", " "),
        "parts": [str(part) for part in parts_of(law, pinpoint)],
        "annotation": _annotation(law, own) if own is not None else None,
        "annotated_at": governing.id if governing is not None else None,
        "annotated_below": [p.id for p in below(law, pinpoint)],
        "penalties": [_tier(law, penalty) for penalty in tiers(law, own)],
    }


def standing(law: LawOnDay, pinpoint: Pinpoint) -> str:
    """Return whether a provision applies on the day."""
    return law.standing_at(pinpoint)


def parts_of(law: LawOnDay, pinpoint: Pinpoint) -> list[Pinpoint]:
    """Return the parts one step below a provision, in the order of the law."""
    return [part for part in law.under(pinpoint.root) if part.parent == pinpoint]


def below(law: LawOnDay, pinpoint: Pinpoint) -> list[Provision]:
    """Return the annotated provisions that stand below one."""
    name = str(pinpoint)
    return [p for p in law.record.provisions if p.id != name and parse(p.id).within(pinpoint)]


def tiers(law: LawOnDay, provision: Provision | None) -> list[Penalty]:
    """Return the tier that punishes a breach of a provision, and the reserved ones that raise it."""
    if provision is None or provision.penalty is None:
        return []
    ordinary = law.penalty(provision.penalty)
    raised = [p for p in law.record.penalties if provision.penalty in p.raises]
    return [*([ordinary] if ordinary is not None else []), *raised]


def _tier(law: LawOnDay, penalty: Penalty) -> dict[str, Any]:
    return {
        "id": penalty.id,
        "citation": law.cite(penalty.pinpoint).replace("\u00a0", " "),
        "reserved_for": penalty.reserved_for,
        "on_day": tariff_data(law.tariff(penalty)),
        "next": tariff_data(law.next_tariff(penalty)),
    }


# --- vocabulary and age -----------------------------------------------------------


def topics_data(library: Library) -> dict[str, Any]:
    """Return the vocabulary of topics, with the laws that each engages."""
    engaged: dict[str, set[str]] = {}
    for law in library.laws():
        for topic_id in law.brief.topics:
            engaged.setdefault(topic_id, set()).add(law.id)
    return {
        "topics": [
            {
                "id": topic.id,
                "label": topic.label,
                "group": topic.group,
                "definition": topic.definition,
                "phrases": list(topic.phrases),
                "laws": sorted(engaged.get(topic.id, ())),
            }
            for topic in library.topics.values()
        ]
    }


def stale_data(library: Library, place: str | None = None) -> dict[str, Any]:
    """Return every record that was last checked over a year before the day, or never was."""
    found: list[dict[str, Any]] = []

    def note(law: str, kind: str, name: str, verified: date | None, because: str | None) -> None:
        if verified is None or (library.as_of - verified).days > STALE_AFTER_DAYS:
            day = verified.isoformat() if verified else None
            found.append({"law": law, "kind": kind, "id": name, "verified": day, "because": because})

    for law in laws_of(library, place, None):
        record = law.record
        note(law.id, "law", law.id, record.verified, record.unverified_because)
        for provision in record.provisions:
            note(law.id, "provision", provision.id, provision.verified, provision.unverified_because)
        for penalty in record.penalties:
            note(law.id, "penalty", penalty.id, penalty.verified, penalty.unverified_because)
    for authority in library.authorities.values():
        if place is None or touches(place, authority.place):
            laws = ", ".join(dict.fromkeys(competence.law for competence in authority.competences))
            note(laws, "authority", authority.id, authority.verified, authority.unverified_because)
    for decision in library.decisions:
        body = library.authorities.get(decision.authority)
        if place is None or (body is not None and touches(place, body.place)):
            note(", ".join(decision.laws), "decision", decision.id, decision.verified, None)
    return {"as_of": library.as_of.isoformat(), "stale": found}
