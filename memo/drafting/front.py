"""The first page: who writes to whom, the decision with its conditions and reasons, the findings at a glance."""

from __future__ import annotations

from datetime import date

from memo.actions.items import SEVERITIES, ActionItem, Plan
from memo.audit import CitationAudit
from memo.document import BottomLine, GlanceRow, Row
from memo.drafting import words
from memo.drafting.action_plan import condition_text
from memo.drafting.text import day, listed, ours, sentence
from memo.findings.model import Decision, FindingSet
from memo.library.day import Library
from memo.mapping.engage import MappedFinding

MOST_CONDITIONS = 5
MOST_REASONS = 3


def header(findings: FindingSet, subject: str, memo_day: date, as_of: date) -> tuple[Row, ...]:
    """Return the rows of the memorandum's head; what the file does not give is left out."""
    review = findings.review
    rows = [
        ("To", review.to),
        ("From", review.from_),
        ("Date", day(memo_day)),
        ("Re", subject),
        ("Reference", review.reference),
        ("Client", findings.client.name),
        ("Law as of", day(as_of) if as_of != memo_day else None),
    ]
    return tuple(Row(label, value) for label, value in rows if value)


def subject_of(findings: FindingSet, only: tuple[str, ...] = ()) -> str:
    """Return what the memo is about: the review's title, else the vendor and its product, and the findings chosen."""
    vendor = findings.vendor
    whole = findings.review.title or (
        f"Vendor review, {vendor.product} ({vendor.name})" if vendor.product else f"Vendor review, {vendor.name}"
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
        label=words.DECISION[decision],
        sentence=_sentence(decision, findings, ranked, bool(conditions)),
        proposed=stated is None,
        conditions=tuple(condition_text(item) for item in conditions),
        reasons=tuple(_reason(m, library) for m in ranked[:MOST_REASONS]),
        warning=_warning(audit),
    )


def _sentence(decision: Decision, findings: FindingSet, ranked: list[MappedFinding], conditions: bool) -> str:
    vendor = findings.vendor
    what = f"{vendor.name}’s {vendor.product}" if vendor.product else vendor.name
    counts = [
        f"{number} {words.SEVERITY[severity].lower()}"
        for severity in SEVERITIES
        if (number := sum(m.finding.severity == severity for m in ranked))
    ]
    total = len(ranked)
    tally = f"The review holds {total} finding{'s' if total != 1 else ''}: {listed(counts)}."
    opening = {
        "approve": f"{what} can be approved on the terms reviewed.",
        "approve-with-conditions": f"{what} can be approved if the conditions below are met before signature."
        if conditions
        else f"{what} can be approved with conditions.",
        "defer": f"A decision on {what} should wait until the conditions below are met."
        if conditions
        else f"A decision on {what} should wait.",
        "reject": f"{what} should not be approved on the terms reviewed.",
    }[decision]
    return f"{opening} {tally}"


def _reason(mapped: MappedFinding, library: Library) -> str:
    finding = mapped.finding
    head = f"{finding.title} ({finding.id}, {words.SEVERITY[finding.severity].lower()})"
    if mapped.topics:
        return f"{head}: {ours(library.topics[mapped.topics[0].topic].concern)}"
    return sentence(head)


def _warning(audit: CitationAudit) -> str:
    false = audit.false
    if not false:
        return ""
    texts = list(dict.fromkeys(f"“{entry.checked.text}” ({entry.finding})" for entry in false))
    what = f"The reviewer’s findings cite what does not exist or no longer applies: {listed(texts)}."
    return f"{what} See the citation audit."


def glance(mapped: tuple[MappedFinding, ...], library: Library, plan: Plan, with_law: bool) -> tuple[GlanceRow, ...]:
    """Return one row a finding, in the reviewer's order."""
    rows = []
    for m in mapped:
        items = plan.of(m.finding.id)
        names = [library.law(law).brief.short_title for law in m.leading_laws]
        names += [f"{len(m.minor_laws)} more"] if m.minor_laws else []
        laws = listed(names) or "unmapped"
        rows.append(
            GlanceRow(
                finding=m.finding.id,
                title=m.finding.title,
                severity=m.finding.severity,
                severity_label=words.SEVERITY[m.finding.severity],
                confidence_label=words.CONFIDENCE[m.finding.confidence],
                laws=laws if with_law else "",
                first_action=f"{items[0].number}" if items else "",
            )
        )
    return tuple(rows)
