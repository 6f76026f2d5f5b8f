"""One finding in full: clause, reading, law by law, exposure, flags, implications, actions."""

from __future__ import annotations

from dataclasses import replace

from memo.actions import Plan
from memo.audit import CitationAudit
from memo.document import (
    ActionRef,
    ComparisonPart,
    Depth,
    Edition,
    Engaged,
    ExposureNote,
    FindingPart,
    NotEngagedRow,
    Reference,
    Regime,
    TierRow,
    TopicWord,
)
from memo.drafting import words
from memo.drafting.prose import prose
from memo.drafting.text import anchor, days_written, listed, lower_first, ours, sentence
from memo.exposure.expose import Exposure, LawExposure, TierExposure
from memo.findings.model import Document, Finding, FindingSet
from memo.library.day import LawOnDay, Library, parse
from memo.mapping.engage import MappedFinding, Match
from memo.mapping.topics import LEADING
from memo.places import touches


MOST_FLAGS = 2
"""Remarks of one law that a finding prints, those on its leading topics first."""


def finding_part(
    mapped: MappedFinding,
    findings: FindingSet,
    library: Library,
    exposure: Exposure,
    plan: Plan,
    audit: CitationAudit,
    quote_check: str,
    depth: Depth,
    edition: Edition,
    introduced: frozenset[str],
) -> FindingPart:
    """Return the part of the memo for one finding, with what the depth asks for.

    `introduced` are the laws that an earlier finding has named in full.
    """
    finding = mapped.finding
    document = _document(finding, findings)
    law_wanted, full = depth != "brief", depth == "full"
    exposed = exposure.of(finding.id)
    return FindingPart(
        id=finding.id,
        anchor=anchor(finding.id),
        title=finding.title,
        severity=finding.severity,
        severity_label=words.SEVERITY[finding.severity],
        confidence_label=words.CONFIDENCE[finding.confidence],
        source=_source(finding, document),
        source_url=(document.url or "") if document else "",
        quote=finding.quote or "",
        quote_check=quote_check,
        reading=prose(finding.summary),
        affected=prose(finding.impact),
        people=_people(finding, mapped),
        analysis=prose(finding.analysis) if full and edition == "internal" else (),
        topics=tuple(
            TopicWord(
                topic.topic,
                library.topics[topic.topic].label,
                "stated" if topic.basis == "stated" else "read from",
                topic.evidence,
            )
            for topic in mapped.topics[:LEADING]
        )
        if law_wanted
        else (),
        other_topics=", ".join(lower_first(library.topics[t.topic].label) for t in mapped.topics[LEADING:])
        if law_wanted
        else "",
        regimes=tuple(_regime(library.law(law), mapped, law not in introduced) for law in mapped.laws)
        if law_wanted
        else (),
        unmapped=_unmapped(mapped) if mapped.unmapped and law_wanted else "",
        tiers=tuple(row for law in exposed.laws for row in _tier_rows(library.law(law.law), law, findings))
        if full
        else (),
        exposure=tuple(_note(library.law(law.law), law) for law in exposed.laws) if full else (),
        flags=_flags(mapped, library) if full else (),
        contract_implications=_implications(mapped, library, "contract_implication") if full else (),
        vendor_implications=_implications(mapped, library, "vendor_implication") if full else (),
        actions=tuple(
            ActionRef(item.number, item.title, item.due.isoformat() if item.due else "") for item in plan.of(finding.id)
        )
        if full
        else (),
        comparisons=tuple(
            ComparisonPart(comparison.vendor, comparison.quote or "", prose(comparison.note))
            for comparison in finding.comparisons
        )
        if full
        else (),
        not_engaged=tuple(
            NotEngagedRow(
                row.law,
                library.law(row.law).record.short_title,
                ours(days_written(row.reason)),
                tuple(ours(caution) for caution in row.cautions),
                row.cited,
            )
            for row in mapped.not_engaged
        )
        if law_wanted
        else (),
        false_citations=tuple(entry.checked.text for entry in audit.of(finding.id) if entry.false),
        privileged=finding.privileged,
    )


def _document(finding: Finding, findings: FindingSet) -> Document | None:
    return next((d for d in findings.documents if d.id == finding.document), None)


def _source(finding: Finding, document: Document | None) -> str:
    parts = [document.title if document else finding.document or ""]
    if document and document.version:
        parts.append(f"version {document.version}")
    if finding.section:
        parts.append(f"section “{finding.section}”")
    return days_written(", ".join(part for part in parts if part))


def _people(finding: Finding, mapped: MappedFinding) -> str:
    """Say who is concerned, where, and over which data, as far as the file says."""
    from memo.mapping.scope import named

    parts = []
    if finding.people:
        parts.append(listed([word.replace("-", " ") for word in finding.people]))
    if mapped.places:
        parts.append(f"in {named(mapped.places)}")
    text = " ".join(parts)
    if finding.data_categories:
        text += ("; " if text else "") + "data: " + listed([word.replace("-", " ") for word in finding.data_categories])
    return (text[:1].upper() + text[1:] + ".") if text else ""


def _unmapped(mapped: MappedFinding) -> str:
    if not mapped.topics:
        return (
            "Unmapped. No topic of the library's vocabulary could be read from this finding's text, so no law is named. "
            "State topics in the findings file, or treat the point as commercial."
        )
    return (
        "Unmapped. The library holds no provision that this finding engages under the laws and places of this review. "
        "That is no finding that none exists."
    )


def _regime(law: LawOnDay, mapped: MappedFinding, first: bool) -> Regime:
    matches = mapped.of_law(law.id)
    scope = next(s for s in mapped.scopes if s.law == law.id)
    further = [provision for law_id, provision in mapped.further if law_id == law.id]
    return Regime(
        law=law.id,
        name=law.record.short_title,
        applies=ours(scope.reason),
        assumptions=tuple(ours(text) for text in scope.assumptions),
        primary=tuple(_engaged(law, m) for m in matches if m.strength == "primary" and m.verified),
        supporting=tuple(_engaged(law, m) for m in matches if m.strength != "primary" or not m.verified),
        further=law.cite(", ".join(further)) if further else "",
        note=ours(f"{law.record.official_citation}, {law.record.url}") if first else "",
    )


def reference(law: LawOnDay, provision: str) -> Reference:
    """Return a provision as printed, with the address of its official source."""
    return Reference(law.cite(provision), law.deep_link(parse(provision)), law.id, provision)


def _engaged(law: LawOnDay, match: Match) -> Engaged:
    at = (
        f" The point that bites is {law.cite(', '.join(match.at))}."
        if match.at and match.at != (match.provision,)
        else ""
    )
    record = law.annotated.get(match.record)
    status = words.STATUS[match.status]
    if match.status == "not-yet":
        start = record.applies_from if record else law.record.applies_from
        status = f"applies from {days_written(start.isoformat())}"
    unverified = "" if match.verified else " This record has not been verified against its source."
    return Engaged(
        reference=reference(law, match.provision),
        subject=ours(match.subject),
        gist=ours(sentence(match.gist)),
        strength=match.strength,
        basis=match.basis,
        basis_label=words.BASIS[match.basis],
        reason=ours(sentence(match.reason) + at + unverified),
        evidence=match.evidence,
        counter=ours(sentence(match.counter)),
        status=match.status,
        status_label=status,
    )


def _tier_rows(law: LawOnDay, exposed: LawExposure, findings: FindingSet) -> list[TierRow]:
    """Return one row a party: its highest ordinary tier, the others named beside it."""
    rows = []
    for party in ("vendor", "client"):
        tiers = [tier for tier in exposed.tiers if tier.party == party]
        if tiers:
            also = "; ".join(f"{_figure(tier)} ({tier.citation})" for tier in tiers[1:])
            rows.append(replace(tier_row(law, tiers[0], findings), also=also))
    return rows


def tier_row(law: LawOnDay, tier: TierExposure, findings: FindingSet, with_reserved: bool = False) -> TierRow:
    """Return one line of exposure; the list of a law's ceilings spells its reserved tiers out."""
    name = findings.vendor.name if tier.party == "vendor" else findings.client.name or "the client"
    return TierRow(
        law=law.record.short_title,
        party=f"{name} ({tier.party})" if name != "the client" else "Client",
        citation=tier.citation,
        ceiling=_figure(tier),
        formula=ours(tier.ceiling.formula),
        caveat=ours(tier.ceiling.caveat),
        upcoming=days_written(tier.upcoming),
        provisions=law.cite(", ".join(tier.provisions)),
        reserved=", ".join(dict.fromkeys(other.citation for other in tier.beyond)),
        beyond=tuple(
            ours(f"{_figure(other)} ({other.citation}), reserved for {lower_first(other.reserved)}.")
            for other in tier.beyond
        )
        if with_reserved
        else (),
    )


def _figure(tier: TierExposure) -> str:
    return tier.ceiling.figure or tier.ceiling.formula


def _note(law: LawOnDay, exposed: LawExposure) -> ExposureNote:
    enforcing = [a.name for a in exposed.competent.enforcing]
    if len(enforcing) > 4:
        enforcing = [*enforcing[:4], f"{len(enforcing) - 4} more (see the list of authorities)"]
    acts = listed(enforcing) if enforcing else "none named on the facts given"
    if exposed.competent.open_questions and not enforcing:
        acts = exposed.competent.open_questions[0]
    private = law.record.enforcement.private_action
    sue = f"yes, {law.cite(private.pinpoint)}" if private.exists and private.pinpoint else "none"
    cure = law.record.enforcement.cure
    if enforcing and exposed.competent.open_questions:
        acts += "; which Land or region’s authority acts for the client is open, see the list of authorities"
    return ExposureNote(
        law=law.id,
        name=law.record.short_title,
        authorities=ours(acts.rstrip(".")),
        private_action=ours(sue),
        cure=f"{cure.days} days" if cure.exists and cure.days else "as stated below" if cure.exists else "none",
        not_yet=tuple(days_written(text) for text in exposed.not_yet),
    )


def _flags(mapped: MappedFinding, library: Library) -> tuple[str, ...]:
    """Return the remarks that the engaged laws hold for these topics and places, and their assumptions."""
    rank = {topic.topic: number for number, topic in enumerate(mapped.topics[:LEADING])}
    found = []
    for law_id in mapped.laws:
        law = library.law(law_id)
        fitting = [
            flag
            for flag in law.record.flags
            if rank.keys() & set(flag.topics)
            and (not flag.places or not mapped.places or any(touches(p, r) for p in mapped.places for r in flag.places))
        ]
        fitting.sort(key=lambda flag: min(rank[topic] for topic in flag.topics if topic in rank))
        for flag in fitting[:MOST_FLAGS]:
            where = f" ({law.cite(flag.pinpoint)})" if flag.pinpoint else ""
            found.append(ours(f"{law.record.short_title}: {flag.text.rstrip('.')}{where}."))
    return tuple(dict.fromkeys(found))


def _implications(mapped: MappedFinding, library: Library, which: str) -> tuple[str, ...]:
    """Return what the leading topics mean, the three best at most."""
    return tuple(
        dict.fromkeys(ours(sentence(getattr(library.topics[t.topic], which))) for t in mapped.topics[:LEADING])
    )
