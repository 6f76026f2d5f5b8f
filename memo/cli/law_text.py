"""The law library as text for a terminal of 80 columns or more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from memo.citation.pinpoint import Pinpoint
from memo.cli import law_data
from memo.cli.layout import counted, plain, rows, wrapped
from memo.library.day import LawOnDay, Library
from memo.library.records import Penalty, Provision, Verified
from memo.places import name_of

_STANDING = {"in-force": "in force", "not-yet": "not yet applicable", "repealed": "repealed"}
_TEST = {
    "people": "people concerned in",
    "client-established": "client established in",
    "vendor-established": "vendor established in",
}
MOST_PARTS = 40


def list_text(library: Library, place: str | None = None, topic: str | None = None, in_force: bool = False) -> str:
    """Return the laws held, one a paragraph; with a topic, the provisions that engage on it."""
    laws = law_data.laws_of(library, place, topic, in_force)
    decided = Counter(law for decision in library.decisions for law in decision.laws)
    lines = [f"{counted(len(laws), 'law')}, as of {library.as_of.isoformat()}"]
    for law in laws:
        brief = law.brief
        lines += ["", wrapped(f"{brief.title} ({brief.short_title})", 0, 14, f"{law.id}  ".ljust(14))]
        standing = "" if law.standing == "in-force" else f", {_STANDING[law.standing]}"
        held = f"{counted(brief.provisions, 'provision')} annotated, outline {brief.outline}"
        held += f", {counted(decided[law.id], 'decision')}" if decided[law.id] else ""
        checked = f"checked {brief.verified.isoformat()}" if brief.verified else "not verified"
        lines.append(wrapped(f"{name_of(brief.jurisdiction)}{standing}; {held}; {checked}", 14))
        if topic is not None:
            lines += [_one_line(law, provision, 14) for provision in law_data.on_topic(law, topic)]
    return "\n".join(lines) + "\n"


def law_text(law: LawOnDay, library: Library, topic: str | None = None) -> str:
    """Return one law on the day: what it is, whom it reaches, who enforces it, what it costs, what is annotated."""
    record = law.record
    lines = [wrapped(f"{record.title} ({record.short_title})"), ""]
    lines += rows(
        [
            ("id", law.id),
            ("cited as", record.official_citation),
            ("original", record.native_title or ""),
            ("of", name_of(record.jurisdiction)),
            ("as of", f"{law.as_of.isoformat()}, {_STANDING[law.standing]}"),
            ("applies", f"from {record.applies_from.isoformat()}; in force from {record.in_force_from.isoformat()}"),
            ("text", record.url),
            ("record", _checked(record)),
        ]
    )
    lines += ["", wrapped(record.summary)]
    lines += ["", "Whom it reaches", *_scope(law)]
    lines += ["", "Who enforces it", *_enforcement(law, library)]
    lines += ["", f"What it costs on {law.as_of.isoformat()}"]
    for penalty in record.penalties:
        lines += _penalty(law, penalty)
    if record.dates:
        lines += ["", "Dates"]
        for day in record.dates:
            lines.append(
                wrapped(day.event + (f" ({law.cite(day.pinpoint)})" if day.pinpoint else ""), 2, 12, f"{day.on}  ")
            )
    lines += ["", *_outline(law)]
    kept = law.record.provisions if topic is None else law_data.on_topic(law, topic)
    about = f" on {topic}" if topic else ""
    lines += ["", f"Annotated provisions{about}"]
    lines += [_one_line(law, provision, 2) for provision in kept] or ["  none"]
    decided = sum(law.id in decision.laws for decision in library.decisions)
    if decided:
        lines += ["", f"{counted(decided, 'published decision')}: memo law {law.id} --decisions"]
    lines += ["", "Sources", *_sources(record)]
    return "\n".join(lines) + "\n"


def _checked(record: Verified) -> str:
    if record.verified is not None:
        return f"checked {record.verified.isoformat()}"
    return f"not verified: {record.unverified_because}"


def _one_line(law: LawOnDay, provision: Provision, indent: int) -> str:
    standing = law.standing_of(provision)
    note = "" if standing == "in-force" else f" [{_STANDING[standing]}]"
    return wrapped(f"{provision.subject}{note}", indent, 20, f"{provision.id}  ".ljust(20))


def _scope(law: LawOnDay) -> Iterator[str]:
    from memo.mapping.voice import named

    scope = law.record.scope
    yield wrapped(scope.subject, 2)
    for hook in scope.territory:
        decides = "" if hook.decides else "; by itself only a caution"
        where = f"{_TEST[hook.test]} {named(hook.places)}"
        yield wrapped(f"{where}: {hook.text} ({law.cite(hook.pinpoint)}{decides})", 2, 2, "- ")
    for test in scope.thresholds:
        if test.from_ <= law.as_of:
            yield wrapped(f"size test: {test.text} ({law.cite(test.pinpoint)})", 2, 2, "- ")
    for outside in scope.outside:
        yield wrapped(f"left out: {outside.text} ({law.cite(outside.pinpoint)})", 2, 2, "- ")
    for exemption in scope.exemptions:
        yield wrapped(f"not: {exemption.text} ({law.cite(exemption.pinpoint)})", 2, 2, "- ")


def _enforcement(law: LawOnDay, library: Library) -> Iterator[str]:
    enforcement = law.record.enforcement
    yield wrapped(enforcement.rule_text, 2)
    parts = [(a, c) for a in library.authorities.values() for c in a.competences if c.law == law.id]
    for role in ("enforces", "coordinates", "adjudicates", "advises"):
        of_role = [a for a, c in parts if c.role == role]
        if len(of_role) > 6:
            yield wrapped(
                f"{counted(len(of_role), 'authority', 'authorities')}, one for each place", 2, 2, f"- {role}: "
            )
        elif of_role:
            names = [a.name + (f" ({a.abbreviation})" if a.abbreviation else "") for a in of_role]
            yield wrapped("; ".join(names), 2, 2, f"- {role}: ")
    yield wrapped(enforcement.private_action.text, 2, 2, "- private action: ")
    yield wrapped(enforcement.cure.text, 2, 2, "- time to cure: ")


def _penalty(law: LawOnDay, penalty: Penalty) -> Iterator[str]:
    tariff, after = law.tariff(penalty), law.next_tariff(penalty)
    yield wrapped(f"{penalty.id}, {law.cite(penalty.pinpoint)}: {penalty.applies_to}", 2, 2)
    if penalty.reserved_for:
        yield wrapped(f"Reserved for: {penalty.reserved_for}", 4, 2)
    if tariff is not None:
        yield wrapped(f"{law_data.formula(tariff)} (since {tariff.from_.isoformat()})", 4, 2)
        if tariff.note:
            yield wrapped(tariff.note, 4, 2)
    else:
        yield wrapped("not set on this day", 4)
    if after is not None:
        yield wrapped(f"From {after.from_.isoformat()}: {law_data.formula(after)}", 4, 2)


def _outline(law: LawOnDay) -> Iterator[str]:
    outline = law.record.outline
    every = [entry for entry in outline.provisions.values() if entry.status not in ("repealed", "vetoed")]
    annexes = f", {counted(len(outline.annexes), 'annex', 'annexes')}" if outline.annexes else ""
    recitals = f", {counted(outline.recitals, 'recital')}" if outline.recitals else ""
    numbered = counted(len(every), law.record.numbering)
    size = f"{numbered}{annexes}{recitals}, {len(law.known):,} citable parts"
    yield wrapped(f"Outline: {outline.completeness}, {size}, as of {outline.as_of}")


def _sources(record: Verified) -> Iterator[str]:
    for source in record.sources:
        yield wrapped(f"{source.title} ({source.kind})", 2, 2)
        yield f"    {plain(source.url)}"


# --- one provision ----------------------------------------------------------------


def provision_text(law: LawOnDay, pinpoint: Pinpoint) -> str:
    """Return one provision on the day, with what the library says of it."""
    own = law.annotated.get(str(pinpoint))
    standing = _STANDING[law_data.standing(law, pinpoint)]
    title = plain(law.cite(str(pinpoint))) + (f", {own.subject}" if own else "")
    lines = [wrapped(title), ""]
    lines += rows(
        [
            ("reference", f"{law.id}:{pinpoint}"),
            ("law", law.record.title),
            ("heading", law.heading(pinpoint)),
            ("as of", f"{law.as_of.isoformat()}, {standing}"),
            ("text", law.deep_link(pinpoint)),
        ]
    )
    lines += [""]
    lines += _annotation(law, own) if own is not None else _unannotated(law, pinpoint)
    parts = [str(part) for part in law_data.parts_of(law, pinpoint)]
    if parts:
        more = f", and {len(parts) - MOST_PARTS} more" if len(parts) > MOST_PARTS else ""
        lines += ["", wrapped(f"{', '.join(parts[:MOST_PARTS])}{more}", 0, 2, "Parts: ")]
    return "\n".join(lines) + "\n"


def _annotation(law: LawOnDay, provision: Provision) -> Iterator[str]:
    yield wrapped(provision.gist)
    if provision.quote:
        yield wrapped(f"“{provision.quote}”", 2)
    yield ""
    until = f" until {provision.applies_until.isoformat()}" if provision.applies_until else ""
    note = f"; {provision.applies_note}" if provision.applies_note else ""
    yield from rows(
        [
            ("kind", provision.kind),
            ("binds", ", ".join(provision.binds)),
            ("applies", f"from {provision.applies_from.isoformat()}{until}{note}"),
            ("record", _checked(provision)),
        ]
    )
    penalties = law_data.tiers(law, provision)
    if penalties:
        yield ""
        yield "A breach costs"
        for penalty in penalties:
            yield from _penalty(law, penalty)
    if provision.engaged_by:
        yield ""
        yield "Engaged by findings on"
        for engagement in provision.engaged_by:
            yield wrapped(f"({engagement.strength}): {engagement.because}", 2, 2, f"{engagement.topic} ")
            if engagement.counter:
                yield wrapped(f"On the other side: {engagement.counter}", 4)
    yield ""
    yield "Sources"
    yield from _sources(provision)


def _unannotated(law: LawOnDay, pinpoint: Pinpoint) -> Iterator[str]:
    yield "It is in the library's outline of the law; there is no annotation of it."
    above = law.governing(pinpoint)
    if above is not None:
        yield wrapped(f"Annotated above it: {above.id}, {above.subject}", 2, 2)
    for provision in law_data.below(law, pinpoint):
        yield wrapped(f"Annotated below it: {provision.id}, {provision.subject}", 2, 2)


# --- vocabulary and age -------------------------------------------------------------


def topics_text(library: Library) -> str:
    """Return the vocabulary, group by group."""
    lines = [counted(len(library.topics), "topic")]
    for group in dict.fromkeys(topic.group for topic in library.topics.values()):
        lines += ["", group]
        for topic in library.topics.values():
            if topic.group == group:
                lines += [f"  {topic.id}", wrapped(f"{topic.label}. {topic.definition}", 4)]
    return "\n".join(lines) + "\n"


def stale_text(data: dict[str, Any]) -> str:
    """Return what is stale, or that nothing is."""
    entries = data["stale"]
    if not entries:
        return f"Every record was checked in the year before {data['as_of']}.\n"
    lines = [f"{counted(len(entries), 'record')} not checked in the year before {data['as_of']}"]
    for entry in entries:
        when = f"checked {entry['verified']}" if entry["verified"] else f"not verified: {entry['because']}"
        lines.append(wrapped(f"{entry['kind']} {entry['id']}: {when}", 2, 2, f"{entry['law']}  "))
    return "\n".join(lines) + "\n"
