"""The first page: who writes to whom, the decision with its conditions and reasons, the findings at a glance."""

from __future__ import annotations

from datetime import date

from memo.actions.items import ActionItem, Plan
from memo.audit import CitationAudit
from memo.document import BottomLine, GlanceRow, Row
from memo.drafting.action_plan import condition_text
from memo.drafting.considered import not_held
from memo.drafting.text import ours, sentence
from memo.drafting.words import labels
from memo.findings.model import SEVERITIES, Decision, FindingSet
from memo.language.words import N_, Words
from memo.library.day import Library
from memo.mapping.engage import MappedFinding

MOST_CONDITIONS = 5
MOST_REASONS = 3


def header(findings: FindingSet, subject: str, memo_day: date, as_of: date, spoken: Words) -> tuple[Row, ...]:
    """Return the rows of the memorandum's head; what the file does not give is left out."""
    review, label = findings.review, labels(spoken, "words")
    rows = [
        (label["to"], review.to),
        (label["from"], review.from_),
        (label["date"], spoken.day(memo_day)),
        (label["re"], subject),
        (label["reference"], review.reference),
        (label["client"], findings.client.name),
        (label["law_as_of"], spoken.day(as_of) if as_of != memo_day else None),
    ]
    return tuple(Row(label, value) for label, value in rows if value)


def subject_of(findings: FindingSet, spoken: Words, only: tuple[str, ...] = ()) -> str:
    """Return what the memo is about: the review's title, else the vendor and its product, and the findings chosen."""
    vendor = findings.vendor
    whole = findings.review.title or (
        spoken.say("Vendor review, {product} ({vendor})", product=vendor.product, vendor=vendor.name)
        if vendor.product
        else spoken.say("Vendor review, {vendor}", vendor=vendor.name)
    )
    if not only:
        return whole
    chosen = findings.findings
    return f"{whole}: {', '.join(f.id for f in chosen)}" + (f", {chosen[0].title}" if len(chosen) == 1 else "")


def proposed(ranked: list[MappedFinding]) -> Decision:
    """Propose a decision: a critical finding defers, a high or medium one sets conditions."""
    gravest = ranked[0].finding.severity
    if gravest == "critical":
        return "defer"
    return "approve-with-conditions" if gravest in ("high", "medium") else "approve"


def by_gravity(mapped: tuple[MappedFinding, ...]) -> list[MappedFinding]:
    """Return the findings, the gravest and surest first; equal ones keep the reviewer's order."""
    sure = ("high", "medium", "low")
    return sorted(
        mapped, key=lambda m: (SEVERITIES.index(m.finding.severity), sure.index(m.finding.confidence), m.unmapped)
    )


def conditions(findings: FindingSet, mapped: tuple[MappedFinding, ...], plan: Plan) -> tuple[ActionItem, ...]:
    """Return the steps on which the decision depends; an approval or a rejection depends on none."""
    decision = findings.review.decision or proposed(by_gravity(mapped))
    return plan.conditions(MOST_CONDITIONS) if decision in ("approve-with-conditions", "defer") else ()


def bottom_line(
    findings: FindingSet,
    mapped: tuple[MappedFinding, ...],
    conditions: tuple[ActionItem, ...],
    library: Library,
    audit: CitationAudit,
) -> BottomLine:
    """Return the decision, its conditions and up to three reasons, without article numbers."""
    ranked = by_gravity(mapped)
    stated = findings.review.decision
    decision = stated or proposed(ranked)
    return BottomLine(
        decision=decision,
        label=labels(library.words, "decision")[decision],
        sentence=" ".join(
            (_sentence(decision, findings, ranked, bool(conditions), library.words), *not_held(mapped, library))
        ),
        proposed=stated is None,
        conditions=tuple(condition_text(item, library.words) for item in conditions),
        reasons=tuple(_reason(m, library) for m in ranked[:MOST_REASONS]),
        warning=_warning(audit, library.words),
    )


def _sentence(
    decision: Decision, findings: FindingSet, ranked: list[MappedFinding], conditions: bool, spoken: Words
) -> str:
    vendor = findings.vendor
    what = (
        spoken.say("{vendor}’s {product}", vendor=vendor.name, product=vendor.product)
        if vendor.product
        else vendor.name
    )
    counts = [
        f"{number} {spoken.inside(labels(spoken, 'severity')[severity])}"
        for severity in SEVERITIES
        if (number := sum(m.finding.severity == severity for m in ranked))
    ]
    total = len(ranked)
    tally = spoken.count(
        total,
        "The review holds {number} finding: {counts}.",
        "The review holds {number} findings: {counts}.",
        counts=spoken.listed(counts),
    )
    opening = {
        "approve": N_("{what} can be approved on the terms reviewed."),
        "approve-with-conditions": N_("{what} can be approved if the conditions below are met before signature.")
        if conditions
        else N_("{what} can be approved with conditions."),
        "defer": N_("A decision on {what} should wait until the conditions below are met.")
        if conditions
        else N_("A decision on {what} should wait."),
        "reject": N_("{what} should not be approved on the terms reviewed."),
    }[decision]
    return f"{spoken.say(opening, what=what)} {tally}"


def _reason(mapped: MappedFinding, library: Library) -> str:
    finding = mapped.finding
    spoken = library.words
    severity = spoken.inside(labels(spoken, "severity")[finding.severity])
    head = f"{finding.title} ({finding.id}, {severity})"
    if mapped.topics:
        return f"{head}: {ours(library.topics[mapped.topics[0].topic].concern)}"
    return sentence(head)


def _warning(audit: CitationAudit, spoken: Words) -> str:
    false = audit.false
    if not false:
        return ""
    texts = list(
        dict.fromkeys(
            spoken.say("“{text}” ({finding})", text=entry.checked.text, finding=entry.finding) for entry in false
        )
    )
    return spoken.say(
        "The reviewer’s findings cite what does not exist or no longer applies: {texts}. See the citation audit.",
        texts=spoken.listed(texts),
    )


def glance(mapped: tuple[MappedFinding, ...], library: Library, plan: Plan, with_law: bool) -> tuple[GlanceRow, ...]:
    """Return one row a finding, in the reviewer's order."""
    rows = []
    spoken = library.words
    for m in mapped:
        items = plan.of(m.finding.id)
        names = [library.law(law).short_title for law in m.leading_laws]
        names += [spoken.count(len(m.minor_laws), "{number} more", "{number} more")] if m.minor_laws else []
        laws = spoken.listed(names) or spoken.say("unmapped")
        rows.append(
            GlanceRow(
                finding=m.finding.id,
                title=m.finding.title,
                severity=m.finding.severity,
                severity_label=labels(spoken, "severity")[m.finding.severity],
                confidence_label=labels(spoken, "confidence")[m.finding.confidence],
                laws=laws if with_law else "",
                first_action=f"{items[0].number}" if items else "",
            )
        )
    return tuple(rows)
