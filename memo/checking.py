"""Everything wrong or doubtful in a findings file that only the law library can show."""

from __future__ import annotations

from memo.audit import AuditedCitation, CitationAudit
from memo.errors import Fault, nearest, shown
from memo.findings.read import Reading
from memo.library.day import Library
from memo.mapping.scope import places_of


def faults_of(reading: Reading, library: Library) -> list[Fault]:
    """Return what makes a review impossible to draft: topics that the vocabulary does not have."""
    known = list(library.topics)
    return [
        Fault(
            "unknown-topic",
            f"{shown(topic)} is no topic of the vocabulary",
            reading.place("findings", index, "topics", position),
            f"findings[{index + 1}].topics[{position + 1}]",
            nearest(topic, known) or "'memo law --topics' lists them.",
        )
        for index, finding in enumerate(reading.findings.findings)
        for position, topic in enumerate(finding.topics)
        if topic not in library.topics
    ]


def false_citations(reading: Reading, library: Library, audit: CitationAudit) -> list[Fault]:
    """Return one fault for each stated citation that does not exist, and a warning for each doubtful one.

    Citations in the reviewer's prose give warnings: the words are hers and
    stay; the memo's audit says what is wrong with them.
    """
    return [fault for entry in audit.entries if (fault := _fault(reading, library, entry)) is not None]


def _fault(reading: Reading, library: Library, entry: AuditedCitation) -> Fault | None:
    checked = entry.checked
    if checked.status == "ok":
        return None
    stated = entry.field == "citations"
    place = reading.place("findings", entry.index, entry.field, *((entry.position,) if stated else ()))
    field = f"findings[{entry.index + 1}].{entry.field}" + (f"[{entry.position + 1}]" if stated else "")
    hint = ""
    warning = not stated
    match checked.status:
        case "no-such-provision":
            law = library.law(checked.law or "")
            missing = ", ".join(checked.missing)
            message = f"{shown(checked.text)} does not exist: {law.brief.short_title} has no {missing}"
            if checked.note:
                message = f"{shown(checked.text)} does not exist: {checked.note.rstrip('.')}"
            hint = f"Nearest that exists: {law.cite(checked.suggestion)}" if checked.suggestion else ""
        case "repealed":
            message = f"{shown(checked.text)} no longer applies on {library.as_of.isoformat()}"
        case "unknown-law":
            message = f"{shown(checked.text)} names no law that the library holds"
            hint = checked.note or (
                f"Did you mean '{checked.suggestion}'?" if checked.suggestion else "'memo law' lists the laws held."
            )
            warning = warning or bool(checked.candidates)
        case "ambiguous":
            names = ", ".join(checked.candidates) or "any law"
            message = f"{shown(checked.text)} may mean several laws: {names}"
            hint = "Name the law with the provision."
            warning = True
        case "not-in-force":
            message = f"{shown(checked.text)} does not apply yet on {library.as_of.isoformat()}"
            hint = checked.note
            warning = True
        case _:
            message = f"{shown(checked.text)} cannot be verified"
            hint = checked.note
            warning = True
    return Fault(checked.status, message, place, field, hint, warning)


def doubts(reading: Reading, library: Library) -> list[Fault]:
    """Return warnings about what is allowed but probably not meant."""
    found = []
    findings = reading.findings
    if findings.review.date is None:
        found.append(
            Fault(
                "no-date",
                "the review has no date; the memo bears the day it is made",
                reading.place("review"),
                "review",
                warning=True,
            )
        )
    for index, finding in enumerate(findings.findings):
        field = f"findings[{index + 1}]"
        if finding.jurisdictions and findings.client.people_in and not places_of(findings, finding):
            found.append(
                Fault(
                    "no-people-there",
                    "the finding's jurisdictions name no place of client.people_in, so no law reaches it",
                    reading.place("findings", index, "jurisdictions"),
                    f"{field}.jurisdictions",
                    warning=True,
                )
            )
        if reading.quote_stands(finding) is False:
            found.append(
                Fault(
                    "quote-not-found",
                    "the quote does not stand in the captured text of its document",
                    reading.place("findings", index, "quote"),
                    f"{field}.quote",
                    "Copy it word for word; '...' marks what is left out.",
                    warning=True,
                )
            )
        if not (finding.quote or finding.summary or finding.topics):
            found.append(
                Fault(
                    "thin-finding",
                    "the finding has no quote, no summary and no topics; it is read from its title alone",
                    reading.place("findings", index),
                    field,
                    warning=True,
                )
            )
    return found
