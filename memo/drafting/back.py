"""Everything after the findings: authorities, plan, dates, method, audit, table of authorities, sources.

A little over the house's measure; each section is a function and none calls another.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from memo.actions.items import Plan
from memo.audit import CitationAudit
from memo.citation.pinpoint import parse
from memo.citation.style import place_in_table
from memo.document import (
    AuditRow,
    AuthorityEntry,
    AuthorityGroup,
    AuthorityRow,
    AuthorityTable,
    Row,
    SourceRow,
    TierRow,
    TimelineEntry,
)
from memo.drafting.findings import figure_of, reference, tier_row
from memo.drafting.text import days_written, ours, sentence, upper_first
from memo.drafting.words import labels
from memo.errors import MOST_NAMED
from memo.exposure.authorities import CompetentAuthority
from memo.exposure.expose import Exposure, LawExposure, PowerText, TierExposure
from memo.findings.model import FindingSet, TopicsBy
from memo.language.words import N_, Words
from memo.library.day import LawOnDay, Library
from memo.library.resolve import CheckedCitation, of_place
from memo.mapping.engage import Mapping
from memo.mapping.use import other_subject
from memo.places import name_of

RECENT_DAYS = 180
"""How far back the timeline reaches before the memo's day."""

STALE_AFTER_DAYS = 365
"""Days after which a law record's check is called stale in the method note."""


def authorities(exposure: Exposure, library: Library, findings: FindingSet) -> tuple[AuthorityGroup, ...]:
    """Return each engaged law's authorities once, over all findings."""
    groups: dict[str, list[LawExposure]] = {}
    for finding in exposure.findings:
        for law in finding.laws:
            groups.setdefault(law.law, []).append(law)
    return tuple(_group(law_id, exposed, library, findings) for law_id, exposed in groups.items())


def _group(law_id: str, exposed: list[LawExposure], library: Library, findings: FindingSet) -> AuthorityGroup:
    law, spoken = library.law(law_id), library.words
    label = labels(spoken, "words")
    bodies: dict[str, CompetentAuthority] = {}
    for one in exposed:
        for body in one.competent.authorities:
            bodies.setdefault(body.id, body)
    ordered = sorted(bodies.values(), key=lambda b: (b.role != "enforces", b.role))
    first = exposed[0]
    tiers: dict[tuple[str, str], TierExposure] = {}
    for one in exposed:
        for tier in one.tiers:
            known = tiers.get((tier.tier, tier.party))
            beyond = {t.tier: t for t in (*(known.beyond if known else ()), *tier.beyond)}
            tiers[tier.tier, tier.party] = replace(known or tier, beyond=tuple(beyond.values()))
    notes: dict[str, list[str]] = {}
    for one in exposed:
        for outer in one.tiers:
            for tier in (outer, *outer.beyond):
                if tier.note and tier.citation not in notes.setdefault(tier.note.rstrip("."), []):
                    notes[tier.note.rstrip(".")].append(tier.citation)
    remedies = [
        *(Row(label["ceiling"], ours(f"{note} ({', '.join(where)}).")) for note, where in notes.items()),
        Row(label["private_action"], ours(first.private_action)),
        Row(label["cure"], ours(first.cure)),
        Row(label["criminal"], ours(sentence(first.criminal))),
        Row(label["limitation"], ours(sentence(first.limitation))),
    ]
    return AuthorityGroup(
        law=law_id,
        name=law.short_title,
        rule=ours(sentence(first.rule)),
        rows=tuple(
            AuthorityRow(
                b.name,
                spoken.place(b.place, name_of(b.place)),
                labels(spoken, "role")[b.role],
                ours(sentence(upper_first(b.over))),
                ours(b.why),
                b.website,
                b.role == "enforces",
            )
            for b in ordered
        ),
        powers=tuple(Row(p.citation, ours(p.text)) for p in first.powers),
        ceilings=_tier_rows(law, list(tiers.values()), findings),
        remedies=tuple(row for row in remedies if row.value),
        open_questions=tuple(dict.fromkeys(q for one in exposed for q in one.competent.open_questions)),
        conclusions=tuple(dict.fromkeys(ours(said) for one in exposed for said in one.competent.conclusions)),
        powers_in_brief=_in_brief(law, first.powers),
        others="; ".join(f"{b.name} ({labels(spoken, 'role')[b.role]})" for b in ordered if b.role != "enforces"),
    )


def _tier_rows(law: LawOnDay, tiers: list[TierExposure], findings: FindingSet) -> tuple[TierRow, ...]:
    """Return a law's tiers, each for the vendor and then for the client, what both share said once.

    Where a tier is all the same for both, one row names both.
    """
    places = {tier.tier: number for number, tier in reversed(list(enumerate(tiers)))}
    rows: list[TierRow] = []
    for tier in sorted(tiers, key=lambda t: (places[t.tier], t.party != "vendor")):
        row, above = tier_row(law, tier, findings), rows[-1] if rows else None
        if above and replace(above, party="") == replace(row, party=""):
            rows[-1] = replace(above, party=f"{above.party}; {row.party}")
            continue
        if above and (above.citation, above.formula, above.applies_to) == (row.citation, row.formula, row.applies_to):
            other = tuple(f"{figure_of(one)} ({one.citation})." for one in tier.beyond)
            row = replace(row, repeats=True, beyond=() if row.beyond == above.beyond else other)
        rows.append(row)
    return tuple(rows)


def _in_brief(law: LawOnDay, powers: tuple[PowerText, ...]) -> tuple[Row, ...]:
    """Return the kinds of power in the order of `words.POWER`, each with every provision that gives it."""
    return tuple(
        Row(upper_first(name), law.cite(", ".join(dict.fromkeys(pinpoints))))
        for kind, name in labels(law.words, "power").items()
        if (pinpoints := [part for p in powers if p.power == kind for part in re.split(r"[;,] ", p.pinpoint)])
    )


def timeline(mapping: Mapping, plan: Plan, library: Library, memo_day: date) -> tuple[TimelineEntry, ...]:
    """Return the days that matter: the engaged laws' dates and, ahead of the memo, its own steps."""
    engaged = {law for mapped in mapping.findings for law in mapped.leading_laws}
    entries: list[TimelineEntry] = []
    spoken = library.words
    for law_id in library.law_ids:
        if law_id not in engaged:
            continue
        law = library.law(law_id)
        for entry in law.record.dates:
            if entry.on < memo_day and (memo_day - entry.on).days > RECENT_DAYS:
                continue
            where = f" ({law.cite(entry.pinpoint)})" if entry.pinpoint else ""
            text = ours(f"{law.short_title}: {entry.event.rstrip('.')}{where}.")
            entries.append(TimelineEntry(entry.on.isoformat(), spoken.day(entry.on), text, entry.on <= memo_day, "law"))
    by_day: dict[date, list[str]] = {}
    for item in plan.items:
        if item.due is not None:
            by_day.setdefault(item.due, []).append(item.number)
    for due, numbers in by_day.items():
        entries.append(
            TimelineEntry(
                due.isoformat(),
                spoken.day(due),
                spoken.say("Due: {numbers}.", numbers=", ".join(numbers)),
                due <= memo_day,
                "action",
            )
        )
    entries.append(
        TimelineEntry(memo_day.isoformat(), spoken.day(memo_day), spoken.say("This memorandum."), False, "review")
    )
    return tuple(sorted(entries, key=lambda e: (e.day, e.kind != "review", e.kind, e.event)))


# --- citations ----------------------------------------------------------------


def audit_rows(audit: CitationAudit, library: Library, mapping: Mapping) -> tuple[AuditRow, ...]:
    """Return each citation with its status, the false ones first, and a remark where it is on another subject."""
    topics = {mapped.finding.id: [read.topic for read in mapped.topics] for mapped in mapping.findings}
    rows = [
        (
            not entry.false,
            AuditRow(
                text=entry.checked.text,
                where=entry.finding if entry.field == "citations" else f"{entry.finding}, {entry.field}",
                status=entry.checked.status,
                status_label=labels(library.words, "audit_status")[entry.checked.status],
                result=_result(entry.checked, library)
                + _use(other_subject(entry.checked, topics.get(entry.finding, ()), library), library.words),
                url=entry.checked.url or "",
            ),
        )
        for entry in audit.entries
    ]
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _use(subject: str, spoken: Words) -> str:
    if not subject:
        return ""
    return " " + spoken.say(
        "Exists, but its subject is {subject}; counsel should confirm the use.", subject=ours(subject)
    )


def _result(checked: CheckedCitation, library: Library) -> str:
    say = library.words.say
    if checked.status == "ambiguous":
        first = checked.candidates[:MOST_NAMED]
        named = library.store.elsewhere
        names = [of_place(named[c]) if c in named else library.law(c).short_title for c in first]
        more = len(checked.candidates) - len(first)
        names += [library.words.count(more, "{number} more", "{number} more")] if more else []
        return say("May mean {laws}.", laws=", ".join(names)) if names else say("Names no law.")
    if checked.law is None:
        return ours(checked.note) or say("Names no law that the library knows.")
    law = library.law(checked.law)
    if checked.status == "repealed" and checked.missing:
        return days_written(f"{law.cite(', '.join(checked.missing))} no longer applies. {checked.note}".rstrip())
    if checked.missing:
        missing = law.cite(", ".join(checked.missing))
        said = say("{where} does not exist.", where=missing)
        if checked.suggestion:
            said += " " + say("Nearest that exists: {where}.", where=law.cite(checked.suggestion))
        return said
    shown = law.cite(", ".join(checked.provisions)) if checked.provisions else law.short_title
    settled = " " + say("Read so because of {ground}.", ground=ours(checked.settled_by)) if checked.settled_by else ""
    return sentence(shown) + days_written(f" {checked.note}" if checked.note else "") + settled


def table_of_authorities(mapping: Mapping, library: Library) -> tuple[AuthorityTable, ...]:
    """Return every provision that the memo prints, law by law in the law's order, with its findings."""
    printed: dict[str, dict[str, list[str]]] = {}
    subjects: dict[tuple[str, str], str] = {}
    for mapped in mapping.findings:
        for match in mapped.printed():
            printed.setdefault(match.law, {}).setdefault(match.provision, []).append(mapped.finding.id)
            subjects[match.law, match.provision] = match.subject
    tables = []
    ordered = [law_id for law_id in library.law_ids if law_id in printed]
    if library.style != "plain":
        laws = {law_id: library.law(law_id) for law_id in ordered}
        ordered.sort(
            key=lambda i: place_in_table(
                library.style, laws[i].record.jurisdiction, laws[i].brief.citation.provision, laws[i].record.title
            )
        )
    for law_id in ordered:
        law = library.law(law_id)
        entries = tuple(
            AuthorityEntry(reference(law, provision), ours(subjects[law_id, provision]), tuple(dict.fromkeys(found)))
            for provision, found in sorted(printed[law_id].items(), key=lambda item: parse(item[0]).order)
        )
        tables.append(
            AuthorityTable(law_id, ours(law.record.title), ours(law.record.official_citation), law.record.url, entries)
        )
    return tuple(tables)


def sources(findings: FindingSet, mapping: Mapping, library: Library) -> tuple[SourceRow, ...]:
    """Return what was reviewed and where the law was read."""
    rows = []
    spoken = library.words
    for document in findings.documents:
        notes = []
        if document.version:
            notes.append(spoken.say("version {version}", version=document.version))
        if document.captured:
            notes.append(spoken.say("captured {day}", day=document.captured.isoformat()[:10]))
        if document.sha256:
            notes.append(f"SHA-256 {document.sha256}")
        rows.append(SourceRow(document.title, document.url or "", days_written(", ".join(notes), spoken)))
    leading = {law for mapped in mapping.findings for law in mapped.leading_laws}
    engaged = {law for mapped in mapping.findings for law in mapped.laws}
    for law_id in library.law_ids:
        if law_id in engaged:
            record = library.law(law_id).record
            checked = (
                spoken.say("checked {day}", day=spoken.day(record.verified))
                if record.verified
                else spoken.say("not verified")
            )
            primary = [source for source in record.sources if source.kind == "primary"]
            # Of a law that the memo names in one line, its text is source enough.
            rows += [
                SourceRow(ours(source.title), source.url, checked, law_id)
                for source in (primary if law_id in leading else primary[:1])
            ]
    return tuple(dict.fromkeys(rows))


# --- method ---------------------------------------------------------------------


def method(days_note: str, spoken: Words, by: TopicsBy = "words") -> tuple[str, ...]:
    texts = METHOD if by == "words" else (METHOD[0], BY_MODEL, *METHOD[1:])
    return (*(spoken.say(text) for text in texts), days_note)


BY_MODEL = N_(
    "As the findings file asks, a language model that was taught labelled findings was heard on topics beside "
    "phrases and words. It names topics and nothing else."
)


METHOD = (
    N_(
        "Each finding’s title, clause, summary, impact and analysis are searched for the phrases of a "
        "controlled vocabulary of topics; a phrase in title, clause or summary shows its topic, elsewhere it "
        "supports. A provision that title or summary cite names its topic. Topics that the reviewer states are "
        "taken as stated."
    ),
    N_(
        "A law reaches a finding by the place of the people concerned, by role and by day. Its provisions "
        "engage by topic, each with a reason written by people and kept with its source. No model writes the "
        "law."
    ),
    N_(
        "Every citation of the reviewer is resolved against the outline of the law it names. A provision that "
        "the reviewer cites and the library would not have engaged is kept and marked."
    ),
    N_("A provision that the reviewer cites is marked so; what bears no mark was found by the library alone."),
    N_(
        "A proposed decision follows the gravest finding: critical defers, high or medium sets conditions, "
        "otherwise the vendor can be approved. The reviewer’s severities are never changed."
    ),
)
"""How the memo was made, in the order of its making."""


def assumptions(findings: FindingSet, mapping: Mapping, spoken: Words) -> tuple[str, ...]:
    say = spoken.say
    found = [
        text
        for mapped in mapping.findings
        for scope in mapped.scopes
        if scope.law in mapped.leading_laws
        for text in scope.assumptions
    ]
    if findings.vendor.role is None:
        found.append(
            say(
                "The vendor’s role is not stated; provisions are read as binding it whatever its role, those for "
                "processors alone where a finding may concern data that it handles for a client."
            )
        )
    if findings.client.role is None:
        found.append(say("The client’s role is not stated; provisions are read as binding it whatever its role."))
    return tuple(dict.fromkeys(ours(text) for text in found))


def limits(mapping: Mapping, library: Library) -> tuple[str, ...]:
    say = library.words.say
    texts = [
        say(
            "The law library holds {number} laws; what it does not hold, above all national implementing "
            "law, case law and sector rules, is outside this memorandum.",
            number=len(library.law_ids),
        )
    ]
    unmapped = [m.finding.id for m in mapping.findings if m.unmapped]
    if unmapped:
        texts.append(
            say("Unmapped: {findings}. No law in the library answers these findings.", findings=", ".join(unmapped))
        )
    stale = [
        law.short_title
        for law in library.laws()
        if (verified := law.brief.verified) is not None and (library.as_of - verified).days > STALE_AFTER_DAYS
    ]
    if stale:
        texts.append(
            say("Last checked more than a year before the day of this memorandum: {laws}.", laws=", ".join(stale))
        )
    texts.append(
        say(
            "Ceilings are computed from the figures in the findings file and are never added up across laws. "
            "No currency is converted."
        )
    )
    return tuple(ours(text) for text in texts)
