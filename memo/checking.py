"""Everything wrong or doubtful in a findings file that only the law library can show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from memo.audit import AuditedCitation, CitationAudit
from memo.errors import Fault, UsageError, few, nearest, shown
from memo.findings.model import CLOSED, FindingSet
from memo.findings.owners import OWNERS, is_owner
from memo.findings.read import Reading
from memo.findings.starter import UNFILLED
from memo.library.day import Library
from memo.mapping.scope import places_of
from memo.mapping.topics import reader_of, reading_of
from memo.mapping.use import other_subject


def faults_of(reading: Reading, library: Library) -> list[Fault]:
    """Return what makes a review impossible to draft: topics that the vocabulary does not have, owners nobody is."""
    return [
        *_unknown_topics(reading, library),
        *_unknown_owners(reading),
        *_unknown_playbooks(reading, library),
        *_unread(reading, library),
    ]


NO_MODEL = "no-encoder"
"""That the model is not there which a review asks to read its topics: nothing of it can be mapped then."""


def _unread(reading: Reading, library: Library) -> Iterator[Fault]:
    by = reading.findings.review.topics_by
    if by != "words":
        try:
            reader_of(library.store, by)
        except UsageError as error:
            place = reading.place("review", "topics_by")
            yield from (replace(fault, place=place, field="review.topics_by") for fault in error.faults)


def _unknown_owners(reading: Reading) -> list[Fault]:
    """Return one fault for each action item whose owner is no function that anybody knows."""
    review = reading.findings
    given: list[tuple[str | None, tuple[str | int, ...], str]] = [
        (action.owner, ("findings", i, "actions", n, "owner"), f"findings[{i + 1}].actions[{n + 1}].owner")
        for i, finding in enumerate(review.findings)
        for n, action in enumerate(finding.actions)
    ]
    given += [
        (status.owner, ("actions_status", n, "owner"), f"actions_status[{n + 1}].owner")
        for n, status in enumerate(review.actions_status)
    ]
    known = sorted({*OWNERS, *review.review.owners})
    return [
        Fault(
            "unknown-owner",
            f"{shown(owner)} is no function that can own an action item",
            reading.place(*path),
            field,
            nearest(owner, known) or "Write a known function, a name with a capital, or add it to review.owners.",
        )
        for owner, path, field in given
        if owner is not None and not is_owner(owner, review.review.owners)
    ]


def _unknown_playbooks(reading: Reading, library: Library) -> list[Fault]:
    known = [playbook.id for playbook in library.playbooks]
    return [
        Fault(
            "unknown-playbook",
            f"{shown(action.playbook)} is no action item of memo's own",
            reading.place("findings", i, "actions", n, "playbook"),
            f"findings[{i + 1}].actions[{n + 1}].playbook",
            nearest(action.playbook, known) or "'memo actions FILE' prints the ids.",
        )
        for i, finding in enumerate(reading.findings.findings)
        for n, action in enumerate(finding.actions)
        if action.playbook is not None and action.playbook not in known
    ]


def _unknown_topics(reading: Reading, library: Library) -> list[Fault]:
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
            hint = checked.note if checked.suggestion else ""
        case "unknown-law":
            message = f"{shown(checked.text)} names no law that the library holds"
            hint = checked.note or (
                f"Did you mean '{checked.suggestion}'?" if checked.suggestion else "'memo law' lists the laws held."
            )
        case "not-held":
            message = f"{shown(checked.text)} is of a law that the library has no record of"
            hint = f"{checked.note} {checked.url}"
            warning = True
        case "ambiguous":
            names = few(checked.candidates) or "any law"
            message = f"{shown(checked.text)} may mean several laws: {names}"
            hint = f"{checked.note} Name the law with the provision.".lstrip()
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


def strange_uses(reading: Reading, library: Library, audit: CitationAudit) -> list[Fault]:
    """Return a note for each citation that holds and whose subject is none of its finding's."""
    notes, by = [], reading.findings.review.topics_by
    for index, finding in enumerate(reading.findings.findings):
        entries = audit.of(finding.id)
        topics = [read.topic for read in reading_of(finding, library.store, by).topics] if entries else []
        for entry in entries:
            subject = other_subject(entry.checked, topics, library)
            if not subject:
                continue
            stated = entry.field == "citations"
            place = reading.place("findings", index, entry.field, *((entry.position,) if stated else ()))
            field = f"findings[{index + 1}].{entry.field}" + (f"[{entry.position + 1}]" if stated else "")
            message = f"{shown(entry.checked.text)} exists, but its subject is {subject}"
            labels = ", ".join(library.topics[topic].label for topic in topics[:3] if topic in library.topics)
            notes.append(Fault("other-subject", message, place, field, f"The finding is about: {labels}.", True, True))
    return notes


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
    if not findings.client.people_in and not all(finding.jurisdictions for finding in findings.findings):
        found.append(
            Fault(
                "no-people",
                "no place is named for the people concerned, so the laws of all places are engaged",
                reading.place("client"),
                "client.people_in",
                "Say where they are, e.g. client: {people_in: [DE, US-CA]}.",
                True,
                True,
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
    return [*found, *_unfilled(reading), *_doubtful_actions(reading, library)]


def _unfilled(reading: Reading) -> list[Fault]:
    """Return a note for each field that still has the words of `memo new`: a memo would print them as the review's."""
    findings = reading.findings
    given: list[tuple[str | None, tuple[str | int, ...], str]] = [
        (findings.vendor.name, ("vendor", "name"), "vendor.name")
    ]
    for index, finding in enumerate(findings.findings):
        for key, value in (("quote", finding.quote), ("summary", finding.summary)):
            given.append((value, ("findings", index, key), f"findings[{index + 1}].{key}"))
    message = "still has the words of 'memo new', which the memo would print"
    return [
        Fault("not-filled-in", message, reading.place(*path), field, "Write your own, or leave it out.", True, True)
        for value, path, field in given
        if value is not None and value.startswith(UNFILLED)
    ]


def _doubtful_actions(reading: Reading, library: Library) -> list[Fault]:
    """Return warnings about days that lie before the review or on a day off, and about statuses of no item."""
    review = reading.findings
    found = [
        Fault(
            "unknown-action",
            f"{shown(status.id)} is the id of no action item",
            reading.place("actions_status", n, "id"),
            f"actions_status[{n + 1}].id",
            nearest(status.id, known) or "'memo actions FILE' prints the ids.",
            warning=True,
        )
        for known in [action_ids(review, library)]
        for n, status in enumerate(review.actions_status)
        if status.id not in known
    ]
    given: list[tuple[date | None, tuple[str | int, ...], str]] = [
        (review.review.signature_on, ("review", "signature_on"), "review.signature_on")
    ]
    given += [
        (action.due, ("findings", i, "actions", n, "due"), f"findings[{i + 1}].actions[{n + 1}].due")
        for i, finding in enumerate(review.findings)
        for n, action in enumerate(finding.actions)
    ]
    given += [
        (status.due, ("actions_status", n, "due"), f"actions_status[{n + 1}].due")
        for n, status in enumerate(review.actions_status)
        if status.status not in CLOSED
    ]
    day = review.review.date
    for due, path, field in given:
        if due is None or day is None:
            continue
        signing = field == "review.signature_on"
        if due < day:
            message = f"{due.isoformat()} lies before the review of {day.isoformat()}"
            found.append(Fault("due-past", message, reading.place(*path), field, warning=True))
        elif not signing and not (calendar := library.calendar(review.client.established_in, day.year)).works(due):
            moved = calendar.last(due)
            message = f"{due.isoformat()} ({due:%A}) is no working day of the client's place"
            hint = f"The plan says {(moved if moved >= day else calendar.next(due)).isoformat()}."
            found.append(Fault("due-day-off", message, reading.place(*path), field, hint, warning=True))
    return found


def action_ids(review: FindingSet, library: Library) -> list[str]:
    """Return every id that an action item of this review can have: the playbooks' and the reviewer's own."""
    own = [action.id for finding in review.findings for action in finding.actions]
    return [*(playbook.id for playbook in library.playbooks), *own]
