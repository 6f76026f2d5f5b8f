"""`draft`: all earlier stages in order, then the one frozen memo."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec.structs import replace

from memo.actions.again import review_again
from memo.actions.items import Plan
from memo.actions.plan import plan
from memo.audit import CitationAudit, audit
from memo.document import Depth, Edition, FindingPart, Memo, Row
from memo.drafting import action_plan, back, considered, front, risk
from memo.drafting.findings import Printed, finding_part
from memo.drafting.words import LAW_IN_ENGLISH, labels
from memo.errors import Fault, InputError, UsageError, nearest, shown
from memo.exposure.expose import Exposure, expose
from memo.findings.model import Finding, FindingSet
from memo.findings.read import Reading
from memo.language.words import Words
from memo.library.day import Library
from memo.library.risk import RiskTable
from memo.mapping.engage import Mapping, map_findings
from memo.risk import rate


def draft(
    reading: Reading,
    library: Library,
    memo_day: date,
    version: str,
    depth: Depth = "full",
    edition: Edition = "internal",
    only: tuple[str, ...] = (),
    risk_table: RiskTable | None = None,
    part: Literal["memo", "plan"] = "memo",
) -> Memo:
    """Return the whole memo of a review as frozen data; the law's day is the library's.

    `memo_day` is the date the memo bears. The shareable edition leaves out
    privileged findings and the reviewer's own analysis. With `only`, the memo
    is of the findings with these ids, and all that follows from them; the
    review's decision is about the whole and is then left to be proposed.
    `risk_table` rates in place of the library's. With `part` the plan alone is
    made, to the letter that of the whole memo, and the stages it does not need
    are left out with their parts.
    """
    findings = _chosen(_for_edition(reading, edition), only, reading)
    library = library.speaking(findings.review.language)
    spoken = library.words
    whole = part == "memo"
    full, with_law = depth == "full", depth != "brief" and whole
    checked = audit(findings, library)
    mapping = map_findings(findings, library, checked)
    exposure = expose(mapping, findings, library) if whole else Exposure(())
    actions = plan(mapping, findings, library, memo_day)
    conditions = front.conditions(findings, mapping.findings, actions)
    # A rating is the reader's own view of the matter, so it stays inside.
    rated = with_law and edition == "internal"
    table = risk_table or library.risk_table
    ratings = rate(mapping, library, actions, table) if rated else ()
    calendar = library.calendar(findings.client.established_in, memo_day.year)
    days_note = action_plan.days_note(calendar, spoken)
    again = review_again(mapping, findings, library, memo_day)
    subject = front.subject_of(findings, spoken, only)
    standing = dict(labels(spoken, "words"))
    if spoken.language != "en":
        standing["notice"] += " " + spoken.say(LAW_IN_ENGLISH)
    return Memo(
        language=findings.review.language,
        depth=depth,
        edition=edition,
        title=standing["memorandum"],
        subject=subject,
        date=memo_day.isoformat(),
        as_of=library.as_of.isoformat(),
        classification=findings.review.classification or "",
        reference=findings.review.reference or "",
        header=front.header(findings, subject, memo_day, library.as_of, spoken),
        words=standing,
        bottom_line=front.bottom_line(findings, mapping.findings, conditions, library, checked),
        glance=front.glance(mapping.findings, library, actions, with_law),
        risk=risk.rows(ratings, table, spoken),
        heat_map=risk.heat_map(ratings, table, spoken) if ratings else (),
        risk_method=risk.method(table, spoken) if ratings else (),
        findings=_parts(mapping, findings, library, exposure, actions, checked, reading, depth, edition)
        if whole
        else (),
        authorities=back.authorities(exposure, library, findings) if full else (),
        plan=action_plan.plan_rows(actions, library, conditions) if full else (),
        questions=action_plan.questions(actions) if full else (),
        clauses=action_plan.clauses(actions, library) if full else (),
        no_longer=action_plan.no_longer(actions, spoken) if full else (),
        next_review=action_plan.next_review(again, mapping, findings, library) if full else None,
        sign_off=action_plan.sign_off(findings, conditions, spoken) if full else (),
        timeline=back.timeline(mapping, actions, library, memo_day) if full and whole else (),
        method=back.method(days_note, spoken, findings.review.topics_by) if with_law else (),
        assumptions=back.assumptions(findings, mapping, spoken) if with_law else (),
        limits=back.limits(mapping, library) if with_law else (),
        audit=back.audit_rows(checked, library, mapping) if with_law else (),
        table_of_authorities=back.table_of_authorities(mapping, library) if with_law else (),
        sources=back.sources(findings, mapping, library) if with_law else (),
        provenance=(
            Row(standing["program"], f"memo {version}"),
            Row(
                standing["library"],
                spoken.say("{number} laws, SHA-256 {digest}", number=len(library.law_ids), digest=library.digest),
            ),
            Row(standing["law_as_of"], library.as_of.isoformat()),
            *_model(findings, library, spoken),
            Row(standing["findings_file"], f"SHA-256 {reading.digest}"),
        ),
        vendor=findings.vendor.name,
        digest=reading.digest,
        laws=considered.laws(mapping, library) if with_law else (),
        not_engaged=considered.not_engaged(mapping, library) if with_law else (),
        citation_style=library.style,
    )  # fmt: skip


def _parts(
    mapping: Mapping,
    findings: FindingSet,
    library: Library,
    exposure: Exposure,
    actions: Plan,
    checked: CitationAudit,
    reading: Reading,
    depth: Depth,
    edition: Edition,
) -> tuple[FindingPart, ...]:
    """Return the findings in full, each knowing what those before it have said."""
    parts: list[FindingPart] = []
    printed = Printed()
    for mapped in mapping.findings:
        check = quote_check(mapped.finding, reading, library.words)
        part = finding_part(mapped, findings, library, exposure, actions, checked, check, depth, edition, printed)
        printed = printed.after(part)
        parts.append(part)
    return tuple(parts)


def _model(findings: FindingSet, library: Library, spoken: Words) -> tuple[Row, ...]:
    """Return which language model was heard on topics, where one was."""
    if findings.review.topics_by == "words":
        return ()
    return (Row(spoken.say("Language model"), f"SHA-256 {library.store.digest_of_encoder}"),)


def _chosen(findings: FindingSet, only: tuple[str, ...], reading: Reading) -> FindingSet:
    """Return the review with the findings asked for alone; fails with `UsageError` where one is not in it."""
    if not only:
        return findings
    ids = [finding.id for finding in findings.findings]
    missing = [
        Fault("unknown-finding", f"holds no finding {shown(wanted)}", reading.place("findings"), "findings", hint)
        for wanted in only
        if wanted not in ids
        for hint in [nearest(wanted, ids) or f"Its findings: {', '.join(ids[:20])}"]
    ]
    if missing:
        raise UsageError(missing)
    return replace(
        findings,
        findings=tuple(finding for finding in findings.findings if finding.id in only),
        review=replace(findings.review, decision=None),
    )


def _for_edition(reading: Reading, edition: Edition) -> FindingSet:
    findings = reading.findings
    if edition == "internal":
        return findings
    shared = tuple(finding for finding in findings.findings if not finding.privileged)
    if not shared:
        message = "every finding of the review is privileged, so there is nothing to share"
        raise InputError([Fault("nothing-to-share", message, reading.place("findings"), "findings")])
    return replace(findings, findings=tuple(replace(finding, analysis=None) for finding in shared))


def quote_check(finding: Finding, reading: Reading, spoken: Words) -> str:
    """Say whether a quote stands in the captured document, nothing where there is no text to hold it against."""
    stands = reading.quote_stands(finding)
    if stands is None:
        return ""
    if stands:
        return spoken.say("Found in the captured text of the document.")
    return spoken.say("Not found in the captured text of the document.")
