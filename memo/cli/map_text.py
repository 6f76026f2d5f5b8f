"""The mapping of a review as a lawyer reads it in a terminal: law by law, the main provisions first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from memo.audit import AuditedCitation
from memo.cli.layout import counted, plain, wrapped
from memo.library.day import Library
from memo.mapping.engage import SILENT, MappedFinding, Mapping, Match, NotEngaged
from memo.mapping.meaning import NEAREST as NEAREST_IN_MEANING
from memo.mapping.neighbours import NEAREST
from memo.mapping.topics import LIKENESS
from memo.mapping.voice import named

_BASIS = {"cited": "cited", "mapped": "mapped", "both": "cited and mapped"}
_STEPS = {
    "scope": "By place or day",
    "kind": "By the people or the sector it is made for",
    "exempt": "By an exemption of the client or the people",
    "beside": "By restraint, as another law of the place opens with it",
    "subject": "By subject",
}
_ASIDE = {
    "weak": "a hint, or words of impact or analysis alone",
    "unlike": "one phrase, while the rest of the finding speaks of other things",
    "denied": "a denial or a look-alike",
    "idle": "likely, were the finding not idle",
}
MOST_SET_ASIDE = 6
_STATUS = {"in-force": "", "not-yet": ", not yet applicable", "repealed": ", repealed"}


def mapping_text(mapping: Mapping, library: Library, explain: bool = False) -> str:
    """Return the whole mapping as text; with `explain`, the way that led to each provision."""
    lines = [f"Law as of {library.as_of.isoformat()}"]
    for mapped in mapping.findings:
        lines += ["", *_finding(mapped, library, mapping.audit.of(mapped.finding.id), explain)]
    return "\n".join(lines) + "\n"


def _finding(
    mapped: MappedFinding, library: Library, audited: tuple[AuditedCitation, ...], explain: bool
) -> Iterator[str]:
    finding = mapped.finding
    yield wrapped(f"{finding.title} ({finding.severity})", 0, len(finding.id) + 2, f"{finding.id}  ")
    if explain:
        yield from _chain(mapped, library)
    else:
        read = [library.topics[topic.topic].label for topic in mapped.topics]
        yield wrapped("; ".join(read) or "no topic could be read", 2, 9, "About    ")
        yield wrapped(named(mapped.places) or "anywhere (no place is named)", 2, 9, "People   ")
    if mapped.unmapped:
        yield ""
        yield wrapped("UNMAPPED: no law in the library answers this finding.", 2)
    for law in mapped.laws:
        yield ""
        yield from _law(law, mapped, library, explain)
    if mapped.not_engaged:
        yield ""
        yield "  Considered and not engaged"
        yield from _rejected(mapped, library) if explain else _not_engaged(mapped.not_engaged, library)
    yield from _citations(audited)


def _not_engaged(entries: Sequence[NotEngaged], library: Library) -> Iterator[str]:
    for entry in entries:
        yield wrapped(f"{library.law(entry.law).brief.short_title}: {entry.reason}", 4, 2)
        for caution in entry.cautions:
            yield wrapped(f"But: {caution}", 6, 2)


def _rejected(mapped: MappedFinding, library: Library) -> Iterator[str]:
    """Say step by step where laws fell out; those that are merely silent stand in one line."""
    for ground, title in _STEPS.items():
        entries = [entry for entry in mapped.not_engaged if entry.ground == ground]
        silent = [
            entry for entry in entries if ground == "subject" and not entry.cited and entry.reason.endswith(SILENT)
        ]
        if entries:
            yield f"    {title}"
        yield from _not_engaged([entry for entry in entries if entry not in silent], library)
        if silent:
            names = ", ".join(library.law(entry.law).brief.short_title for entry in silent)
            yield wrapped(f"{names}: apply by place, but hold no annotated provision on it.", 4, 2)


def _chain(mapped: MappedFinding, library: Library) -> Iterator[str]:
    yield "  Words and topics"
    for topic in mapped.topics:
        label = f"{topic.topic} ({library.topics[topic.topic].label})"
        likely = "by its phrases alone" if topic.chance is None else f"likely at {topic.chance:.2f}"
        alike = ((topic.near, NEAREST, "words"), (topic.kin, NEAREST_IN_MEANING, "meaning"))
        shown = " and ".join(f"{count} of the {of} most like it in {way}" for count, of, way in alike if count)
        likely += f", shown by labelled findings: {shown}" if shown else ""
        likely += "" if topic.model is None else f", {topic.model:.2f} by the language model alone"
        likely += "" if topic.taught is None else f", {topic.taught:.2f} by what a language model taught of words"
        if topic.basis == "stated":
            yield wrapped(f"stated by the reviewer -> {label}", 4, 2)
        elif topic.field == LIKENESS:
            words = f"all its words, above all {topic.evidence}"
            yield wrapped(f"{words} -> {label}, {likely}", 4, 2)
        else:
            yield wrapped(f"“{topic.evidence}” in the {topic.field} -> {label}, {likely}", 4, 2)
    if mapped.idle:
        words = ", ".join(f"“{words}”" for words in mapped.idle.words)
        yield wrapped(
            f"none: idle at {mapped.idle.chance:.2f}{words and ', by '}{words}: a promise that gives the law"
            " what it asks, a general term, or words about other things",
            4,
            2,
        )
    elif not mapped.topics:
        yield "    none: no phrase that counts stands in title, clause or summary, and the words make no topic likely"
    if mapped.set_aside:
        yield "  Set aside"
    for aside in mapped.set_aside[:MOST_SET_ASIDE]:
        yield wrapped(f"“{aside.evidence}” -> {library.topics[aside.topic].label}: {_ASIDE[aside.why]}", 4, 2)
    yield wrapped(named(mapped.places) or "anywhere: no place is named, so every law is considered", 2, 9, "People   ")


def _law(law_id: str, mapped: MappedFinding, library: Library, explain: bool) -> Iterator[str]:
    scope = next(scope for scope in mapped.scopes if scope.law == law_id)
    yield wrapped(f"{library.law(law_id).record.short_title}. {scope.reason}", 2, 2)
    if explain:
        for assumption in scope.assumptions:
            yield wrapped(assumption, 4, 2)
    for match in mapped.of_law(law_id):
        yield from _match(match, library, explain)
    further = [provision for law, provision in mapped.further if law == law_id]
    if further:
        yield wrapped(f"Also: {library.law(law_id).cite(', '.join(further))}", 4, 2)


def _match(match: Match, library: Library, explain: bool) -> Iterator[str]:
    mark = "* " if match.strength == "primary" else "- "
    title = library.law(match.law).cite(match.provision) + (f", {match.subject}" if match.subject else "")
    kind = f"{match.strength}, {_BASIS[match.basis]}{_STATUS[match.status]}"
    yield wrapped(f"{title} [{kind}]", 4, 2, mark)
    if explain and match.topic:
        at = f", through {', '.join(match.at)}" if match.at else ""
        words = f"“{match.evidence}” -> " if match.evidence else ""
        yield wrapped(f"{words}{match.topic} -> {match.law}:{match.provision}{at}", 6, 2)
    yield wrapped(match.reason, 6)
    if explain and match.counter:
        yield wrapped(f"On the other side: {match.counter}", 6)


def _citations(audited: tuple[AuditedCitation, ...]) -> Iterator[str]:
    if not audited:
        return
    wrong = [entry.checked for entry in audited if entry.checked.status != "ok"]
    yield ""
    held = len(audited) - len(wrong)
    yield f"  Citations: {counted(len(audited), 'citation')} of the reviewer, {held} in force as cited"
    for checked in wrong:
        nearest = f"; nearest: {checked.suggestion}" if checked.suggestion else ""
        note = f" ({plain(checked.note)})" if checked.note else ""
        yield wrapped(f"{checked.text}: {checked.status}{note}{nearest}", 4, 2)
