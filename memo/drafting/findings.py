"""One finding in full: clause, reading, law by law, exposure, flags, implications, actions.

Longer than the house's measure: a finding has that many parts, each a few lines.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from memo.actions.items import Plan
from memo.audit import CitationAudit
from memo.citation.pinpoint import parse
from memo.document import (
    ActionRef,
    AlsoEngaged,
    ComparisonPart,
    Depth,
    Edition,
    Engaged,
    ExposureNote,
    ExposureRow,
    FindingPart,
    NotEngagedRow,
    PrecedentRow,
    Reference,
    Regime,
    TierRow,
    TopicWord,
)
from memo.drafting.precedents import precedent_rows
from memo.drafting.prose import prose
from memo.drafting.text import anchor, days_written, lower_first, ours, paragraphs, sentence, unhyphened, upper_first
from memo.drafting.words import labels
from memo.exposure.expose import Exposure, LawExposure, TierExposure
from memo.findings.model import Document, Finding, FindingSet
from memo.language.words import Words
from memo.library.day import LawOnDay, Library
from memo.library.records import Flag
from memo.mapping.engage import MappedFinding, Match, NotEngaged
from memo.mapping.kinds import CONSUMER_ROLE, sign_of
from memo.mapping.topics import leading
from memo.mapping.voice import named
from memo.places import countries_in, touches
from memo.typography import readable


class Printed(Struct, frozen=True):
    """What the findings before one have said: laws in full, jurisdiction flags; gists and decisions by finding."""

    laws: frozenset[str] = frozenset()
    provisions: dict[tuple[str, str], str] = {}
    decisions: dict[PrecedentRow, str] = {}
    flags: frozenset[str] = frozenset()

    def after(self, part: FindingPart) -> Printed:
        """Return what has been said once `part` is printed too."""
        engaged = {(e.reference.law, e.reference.provision): part.id for r in part.regimes for e in r.primary}
        return Printed(
            self.laws
            | {regime.law for regime in part.regimes}
            | {also.engaged.reference.law for also in part.also_engaged if also.note},
            engaged | self.provisions,
            {replace(row, named_in=""): part.id for row in part.precedents} | self.decisions,
            self.flags | set(part.flags),
        )


SAME = 3
"""Provisions cited and no more from which they are printed together."""
MOST_FLAGS = 1
"""Remarks of one law that a finding prints, the one on its leading topic; each is printed once a memo."""


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
    printed: Printed,
) -> FindingPart:
    """Return the part of the memo for one finding, with what the depth asks for.

    What `printed` holds an earlier finding has said, and this one says in short.
    """
    finding, spoken = mapped.finding, library.words
    document = _document(finding, findings)
    law_wanted, full = depth != "brief", depth == "full"
    exposed = exposure.of(finding.id)
    led = leading(mapped.topics, finding)
    return FindingPart(
        id=finding.id,
        anchor=anchor(finding.id),
        title=finding.title,
        severity=finding.severity,
        severity_label=labels(spoken, "severity")[finding.severity],
        confidence_label=labels(spoken, "confidence")[finding.confidence],
        source=_source(finding, document, spoken),
        source_url=(document.url or "") if document else "",
        quote=finding.quote or "",
        quote_paragraphs=paragraphs(finding.quote),
        quote_check=quote_check,
        reading=prose(finding.summary),
        affected=prose(finding.impact),
        people=_people(finding, mapped, spoken),
        analysis=prose(finding.analysis) if full and edition == "internal" else (),
        topics=tuple(
            TopicWord(
                topic.topic,
                library.topics[topic.topic].label,
                spoken.say("stated") if topic.basis == "stated" else spoken.say("read from"),
                topic.evidence,
            )
            for topic in led
        )
        if law_wanted
        else (),
        other_topics=", ".join(lower_first(library.topics[t.topic].label) for t in mapped.topics if t not in led)
        if law_wanted
        else "",
        regimes=tuple(_regime(library.law(law), mapped, printed) for law in mapped.leading_laws) if law_wanted else (),
        also_engaged=tuple(_also_engaged(library.law(law), mapped, printed) for law in mapped.minor_laws)
        if law_wanted
        else (),
        unmapped=_unmapped(mapped, spoken) if mapped.unmapped and law_wanted else "",
        ceilings=tuple(
            _ceilings(library.law(law.law), law) for law in exposed.laws if any(t.in_force for t in law.tiers)
        )
        if full
        else (),
        exposure=tuple(_note(library.law(law.law), law, library) for law in exposed.laws) if full else (),
        precedents=precedent_rows(exposed, library, printed.decisions) if full else (),
        flags=_flags(mapped, library, printed, findings) if full else (),
        contract_implications=_implications(mapped, library, plan, "contract_implication") if full else (),
        vendor_implications=_implications(mapped, library, plan, "vendor_implication") if full else (),
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
        not_engaged=_not_engaged(mapped, library) if law_wanted else (),
        false_citations=tuple(entry.checked.text for entry in audit.of(finding.id) if entry.false),
        privileged=finding.privileged,
    )


MOST_NOT_ENGAGED = 6
"""Laws out of reach that a finding explains one by one; more are named together."""


def _not_engaged(mapped: MappedFinding, library: Library) -> tuple[NotEngagedRow, ...]:
    """Return the laws considered and not engaged; what many share in ground is said once."""

    def row(one: NotEngaged) -> NotEngagedRow:
        name = library.law(one.law).short_title
        cautions = tuple(ours(caution) for caution in one.cautions)
        return NotEngagedRow(one.law, name, ours(days_written(one.reason, library.words)), cautions, one.cited)

    if len(mapped.not_engaged) <= MOST_NOT_ENGAGED:
        return tuple(row(one) for one in mapped.not_engaged)
    alone = [one for one in mapped.not_engaged if one.cited or one.cautions]
    rows = [row(one) for one in alone]
    spoken = library.words
    for ground, title in labels(spoken, "not_engaged").items():
        names = [library.law(o.law).short_title for o in mapped.not_engaged if o not in alone and o.ground == ground]
        if names:
            rows.append(NotEngagedRow("", title, f"{spoken.listed(names)}.", (), False))
    return tuple(rows)


def _document(finding: Finding, findings: FindingSet) -> Document | None:
    return next((d for d in findings.documents if d.id == finding.document), None)


def _source(finding: Finding, document: Document | None, spoken: Words) -> str:
    parts = [document.title if document else finding.document or ""]
    if document and document.version:
        parts.append(spoken.say("version {version}", version=document.version))
    if finding.section:
        parts.append(spoken.say("section “{section}”", section=finding.section))
    return days_written(", ".join(part for part in parts if part), spoken)


def _people(finding: Finding, mapped: MappedFinding, spoken: Words) -> str:
    """Say who is concerned, where, and over which data, as far as the file says."""
    text = spoken.listed([unhyphened(word) for word in finding.people]) if finding.people else ""
    if mapped.places:
        places = named(mapped.places, spoken)
        text = (
            spoken.say("{people} in {places}", people=text, places=places)
            if text
            else spoken.say("those in {places}", places=places)
        )
    if finding.data_categories:
        categories = spoken.listed([unhyphened(word) for word in finding.data_categories])
        text += ("; " if text else "") + spoken.say("data: {categories}", categories=categories)
    return (upper_first(text) + ".") if text else ""


def _unmapped(mapped: MappedFinding, spoken: Words) -> str:
    if mapped.idle:
        return spoken.say(
            "Unmapped. As it is told, the point reads as a promise, a general term or a practice without fault, so no "
            "law is named. If there is more to it, state its topics in the findings file."
        )
    if not mapped.topics:
        return spoken.say(
            "Unmapped. No topic of the library's vocabulary could be read from this finding's text, so no law "
            "is named. State topics in the findings file, or treat the point as commercial."
        )
    return spoken.say(
        "Unmapped. The library holds no provision that this finding engages under the laws and places of this review. "
        "That is no finding that none exists."
    )


def _regime(law: LawOnDay, mapped: MappedFinding, printed: Printed) -> Regime:
    matches = mapped.of_law(law.id)
    scope = next(s for s in mapped.scopes if s.law == law.id)
    further = [provision for law_id, provision in mapped.further if law_id == law.id]
    return Regime(
        law=law.id,
        name=law.short_title,
        applies=ours(scope.reason),
        assumptions=tuple(ours(text) for text in scope.assumptions),
        primary=tuple(_engaged(law, m, printed) for m in matches if m.strength == "primary" and m.verified),
        supporting=_supporting(law, [m for m in matches if m.strength != "primary" or not m.verified], printed),
        further=law.cite(", ".join(further)) if further else "",
        note=ours(f"{law.in_full()}, {readable(law.record.url)}") if law.id not in printed.laws else "",
    )


def _also_engaged(law: LawOnDay, mapped: MappedFinding, printed: Printed) -> AlsoEngaged:
    """Return a law by its best provision; the styles of journals and courts name it in full where it comes first."""
    first = law.style != "plain" and law.id not in printed.laws
    return AlsoEngaged(
        law.short_title, _engaged(law, mapped.of_law(law.id)[0], printed), ours(f"{law.in_full()}.") if first else ""
    )


def reference(law: LawOnDay, provision: str) -> Reference:
    """Return a provision as printed, with the address of its official source."""
    return Reference(law.cite(provision), law.deep_link(parse(provision)), law.id, provision)


def _engaged(law: LawOnDay, match: Match, printed: Printed) -> Engaged:
    spoken = law.words
    at = (
        " " + spoken.say("The point that bites is {where}.", where=law.cite(", ".join(match.at)))
        if match.at and match.at != (match.provision,)
        else ""
    )
    status = labels(spoken, "status")[match.status]
    if match.status == "not-yet":
        status = spoken.say("applies from {day}", day=spoken.day(match.applies_from))
    unverified = "" if match.verified else " " + spoken.say("This record has not been verified against its source.")
    return Engaged(
        reference=reference(law, match.provision),
        subject=ours(match.subject),
        gist=ours(sentence(match.gist)),
        strength=match.strength,
        basis=match.basis,
        basis_label=labels(spoken, "basis")[match.basis],
        reason=ours(sentence(match.reason) + at + unverified),
        evidence=match.evidence,
        counter=ours(sentence(match.counter)),
        note=days_written(ours(sentence(match.note))),
        status=match.status,
        status_label=status,
        explained_in=printed.provisions.get((law.id, match.provision), ""),
    )


def _supporting(law: LawOnDay, matches: list[Match], printed: Printed) -> tuple[Engaged, ...]:
    """Return what supports, one entry for the provisions of which all that can be said is that the reviewer cites them.

    A range that is cited in passing, as Arts 32 to 36, would print the same sentence five times.
    """
    bare = [m for m in matches if m.basis == "cited" and not m.topic and m.verified and m.status == "in-force"]
    if len(bare) < SAME:
        return tuple(_engaged(law, match, printed) for match in matches)
    first = _engaged(law, bare[0], printed)
    together = replace(
        first,
        reference=replace(first.reference, text=law.cite(", ".join(match.provision for match in bare))),
        subject="; ".join(dict.fromkeys(ours(match.subject) for match in bare if match.subject)),
        gist="",
        reason=ours(
            law.words.say(
                "Cited by the reviewer, and they exist. The library would not have engaged them: nothing in the "
                "finding's text shows that they bear on this clause; counsel should confirm the use."
            )
        ),
    )
    return (*(_engaged(law, match, printed) for match in matches if match not in bare), together)


def _ceilings(law: LawOnDay, exposed: LawExposure) -> ExposureRow:
    """Return a law's row for a finding: each party's highest ordinary tier, the others named beside it."""
    in_force = [tier for tier in exposed.tiers if tier.in_force]
    of = {party: [t for t in in_force if t.party == party] for party in ("vendor", "client")}
    main = (of["vendor"] or of["client"])[0]
    further = {t.tier: t for tiers in of.values() for t in tiers[1:] if t.tier != main.tier}
    reserved = {other.citation for tiers in of.values() for t in tiers for other in t.beyond if other.in_force}

    def figure(tiers: list[TierExposure]) -> str:
        if not tiers:
            return law.words.say("not bound")
        return figure_of(tiers[0]) + (f" ({tiers[0].citation})" if tiers[0].tier != main.tier else "")

    return ExposureRow(
        law=law.short_title,
        citation=main.citation,
        vendor=figure(of["vendor"]),
        client=figure(of["client"]),
        formula=ours(_capital(main.ceiling.formula)),
        also="; ".join(f"{ours(t.ceiling.formula)} ({t.citation})" for t in further.values()),
        reserved=", ".join(sorted(reserved)),
        provisions=law.cite(", ".join(dict.fromkeys(p for t in in_force for p in t.provisions))),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def tier_row(law: LawOnDay, tier: TierExposure, findings: FindingSet) -> TierRow:
    """Return one tier for one party, its reserved tiers spelled out."""
    side = labels(law.words, "party")[tier.party]
    party = findings.vendor.name if tier.party == "vendor" else findings.client.name
    return TierRow(
        party=f"{party} ({side})" if party else _capital(side),
        citation=tier.citation,
        ceiling=figure_of(tier),
        formula=ours(_capital(tier.ceiling.formula)),
        caveat=ours(tier.ceiling.caveat),
        upcoming=days_written(tier.upcoming, law.words),
        applies_to=ours(sentence(_capital(tier.applies_to))),
        beyond=tuple(_beyond(other, law.words) for other in tier.beyond),
    )


def _beyond(tier: TierExposure, spoken: Words) -> str:
    """Return a reserved tier with its figure and condition, and its day where it is not yet law."""
    text = spoken.say(
        "{figure} ({where}), reserved for {case}.",
        figure=figure_of(tier),
        where=tier.citation,
        case=lower_first(tier.reserved),
    )
    return ours(text if tier.in_force else f"{text} {days_written(tier.upcoming, spoken)}")


def figure_of(tier: TierExposure) -> str:
    """Return what a tier comes to: its figure, else its formula."""
    return tier.ceiling.figure or tier.ceiling.formula


def _acts(law: LawOnDay, exposed: LawExposure, library: Library) -> str:
    """Say by abbreviations who acts, and that it is open who does."""
    say = law.words.say
    short = [
        known.abbreviation if (known := library.authorities.get(body.id)) and known.abbreviation else body.name
        for body in exposed.competent.enforcing
    ]
    left_open = exposed.competent.open_questions
    if not short and not left_open and law.record.enforcement.private_action.exists:
        return ours(say("no authority, by private action"))
    who = _acting(law, short, lambda left: law.words.count(left, "{number} more", "{number} more"))
    return ours(who + (say("; competence open") if left_open else ""))


MOST_ACTING = 4
"""Authorities of one law that a finding names; the list of authorities has all."""


def _acting(law: LawOnDay, names: list[str], more: Callable[[int], str]) -> str:
    """Return the names in one phrase, those over the measure counted by `more`."""
    if len(names) > MOST_ACTING:
        names = [*names[:MOST_ACTING], more(len(names) - MOST_ACTING)]
    return law.words.listed(names) if names else law.words.say("none named on the facts given")


def _note(law: LawOnDay, exposed: LawExposure, library: Library) -> ExposureNote:
    say = law.words.say
    enforcing = [a.name for a in exposed.competent.enforcing]
    acts = _acting(
        law,
        enforcing,
        lambda left: law.words.count(
            left, "{number} more (see the list of authorities)", "{number} more (see the list of authorities)"
        ),
    )
    if exposed.competent.open_questions and not enforcing:
        acts = exposed.competent.open_questions[0]
    private = law.record.enforcement.private_action
    sue = say("yes, {where}", where=law.cite(private.pinpoint)) if private.exists and private.pinpoint else say("none")
    cure = law.record.enforcement.cure
    if enforcing and exposed.competent.open_questions:
        acts += say("; a question of competence is open, see the list of authorities")
    return ExposureNote(
        law=law.id,
        name=law.short_title,
        authorities=ours(acts.rstrip(".")),
        private_action=ours(sue),
        cure=law.words.count(cure.days, "{number} day", "{number} days")
        if cure.exists and cure.days
        else say("as stated below")
        if cure.exists
        else say("none"),
        not_yet=tuple(days_written(text, law.words) for text in exposed.not_yet),
        acts=_acts(law, exposed, library),
    )


def _flags(mapped: MappedFinding, library: Library, printed: Printed, findings: FindingSet) -> tuple[str, ...]:
    """Return the remarks that the engaged laws hold for these topics and places; a consumer has none for a business."""
    role = findings.client.role
    abroad = _destinations(mapped.finding, findings)
    rank = {topic.topic: number for number, topic in enumerate(leading(mapped.topics, mapped.finding))}
    found = []
    for law_id in mapped.leading_laws:
        law = library.law(law_id)
        fitting = [
            flag
            for flag in law.record.flags
            if rank.keys() & set(flag.topics)
            and not (flag.told_to == "business" and role == CONSUMER_ROLE)
            and (not flag.signs or sign_of(flag.signs, mapped.finding))
            and (not flag.towards or _may_go(abroad, flag.towards, law.brief.jurisdiction))
            and (not flag.places or not mapped.places or any(touches(p, r) for p in mapped.places for r in flag.places))
        ]
        # Of remarks on one topic that which asked for words of the finding fits it best.
        fitting.sort(key=lambda flag: (min(rank[topic] for topic in flag.topics if topic in rank), not flag.signs))
        texts = [_flag_text(law, flag) for flag in fitting]
        found += [text for text in texts if text not in printed.flags][:MOST_FLAGS]
    return tuple(dict.fromkeys(found))


def _destinations(finding: Finding, findings: FindingSet) -> frozenset[str]:
    """Return the countries that a finding names, and those where the vendor is established."""
    said = " ".join(text for text in (finding.title, finding.quote, finding.summary) if text)
    return countries_in(said) | frozenset(findings.vendor.established_in)


def _may_go(abroad: frozenset[str], towards: tuple[str, ...], home: str) -> bool:
    """Return whether data may go to one of these places: it is shown, or no place outside the law's own is."""
    outside = [place for place in abroad if not touches(place, "EEA" if home == "EU" else home)]
    return not outside or any(touches(place, region) for place in outside for region in towards)


def _flag_text(law: LawOnDay, flag: Flag) -> str:
    where = f" ({law.cite(flag.pinpoint)})" if flag.pinpoint else ""
    return ours(f"{law.short_title}: {flag.text.rstrip('.')}{where}.")


def _implications(mapped: MappedFinding, library: Library, plan: Plan, which: str) -> tuple[str, ...]:
    """Return what the leading topics mean, the two best at most, each with the items of the plan that see to it.

    An item sees to it that has language for the contract, or a question to the vendor, on the same topic.
    """
    found: list[str] = []
    for read in mapped.topics[:2]:
        said = sentence(getattr(library.topics[read.topic], which))
        numbers = [
            item.number
            for item in plan.of(mapped.finding.id)
            if read.topic in item.topics and (item.contract_ask if which == "contract_implication" else item.question)
        ]
        found.append(ours(f"{said.rstrip('.')} ({', '.join(numbers)})." if numbers else said))
    return tuple(dict.fromkeys(found))
