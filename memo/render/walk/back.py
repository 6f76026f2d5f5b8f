"""What stands after the findings: authorities, dates, method, citations, sources, provenance."""

from __future__ import annotations

from collections.abc import Iterator

from memo.document import AuthorityGroup, AuthorityTable, Memo, TierRow
from memo.render.blocks import Block, Heading, Line, Paragraph, Strong, joined, line
from memo.render.walk.parts import heading, label, linked, listed, refs, table, titled
from memo.typography import inside


def authorities(memo: Memo) -> Iterator[Block]:
    """Yield the authorities, law by law."""
    if memo.authorities:
        yield Heading(2, memo.words["authorities"], key="authorities")
        for group in memo.authorities:
            yield from _authority(memo, group)


def _authority(memo: Memo, group: AuthorityGroup) -> Iterator[Block]:
    words = memo.words
    yield Heading(3, group.name, key=f"law-{group.law}")
    yield Paragraph(line(group.rule))
    yield from listed(line(said) for said in group.conclusions)
    yield from table(
        [words[word] for word in ("authority", "role", "over", "why")],
        (
            (linked(row.name, row.website), line(row.role), line(row.over), line(row.why))
            for row in group.rows
            if row.enforces
        ),
    )
    if group.others:
        yield Paragraph(line(f"{label(memo, 'others')} {group.others}."))
    yield from listed(line(question) for question in group.open_questions)
    yield from table(
        [words[word] for word in ("party", "ceiling", "formula", "over")],
        (
            (
                line(tier.party),
                line(tier.ceiling),
                line(_tier(memo, tier)),
                line("" if tier.repeats else tier.applies_to),
            )
            for tier in group.ceilings
        ),
    )
    powers = "; ".join(f"{inside(row.label, memo.language)} ({row.value})" for row in group.powers_in_brief)
    yield Paragraph((f"{label(memo, 'powers')} {powers}.",))
    yield from listed(line(f"{row.label}{memo.words['colon']} {row.value}") for row in group.remedies)


def _tier(memo: Memo, tier: TierRow) -> str:
    parts = ["" if tier.repeats else f"{tier.formula} ({tier.citation}).", tier.caveat, tier.upcoming]
    parts += [f"{memo.words['beyond']} {part}" for part in tier.beyond]
    return " ".join(part for part in parts if part)


def timeline(memo: Memo) -> Iterator[Block]:
    """Yield the days of the law, the plan and the review."""
    if memo.timeline:
        yield heading(memo, 2, "timeline")
        rows = ((line(entry.written), line(entry.event)) for entry in memo.timeline)
        yield from table([memo.words["day"], memo.words["event"]], rows)


def method(memo: Memo) -> Iterator[Block]:
    """Yield how the memo was made, what it assumes and what it does not know."""
    if not memo.method:
        return
    words = memo.words
    yield heading(memo, 2, "method")
    for text in memo.method:
        yield Paragraph(line(text))
    for word, texts in (
        ("risk_method", memo.risk_method),
        ("assumptions", memo.assumptions),
        ("limits", memo.limits),
    ):
        yield from titled(words[word], listed(line(text) for text in texts))


def audit(memo: Memo) -> Iterator[Block]:
    """Yield what became of each citation of the reviewer."""
    words = memo.words
    if memo.audit:
        yield heading(memo, 2, "audit")
        yield from table(
            [words[word] for word in ("citation", "where", "status", "result")],
            # What the library has no record of is read nowhere else in the memo; the rest has its addresses there.
            (
                (
                    line(row.text),
                    line(row.where),
                    line(row.status_label),
                    linked(row.result, row.url if row.status == "not-held" else ""),
                )
                for row in memo.audit
            ),
        )


def table_of_authorities(memo: Memo) -> Iterator[Block]:
    """Yield every provision cited and the findings it stands under."""
    words = memo.words
    if not memo.table_of_authorities:
        return
    yield heading(memo, 2, "table_of_authorities")
    for law in memo.table_of_authorities:
        yield Paragraph(line(Strong((f"{law.title}.",)), " ", *linked(law.citation, law.url), *_read_in(memo, law)))
        yield from table(
            [words[word] for word in ("provision", "subject", "cited_in")],
            (
                (linked(entry.reference.text, entry.reference.url), line(entry.subject), refs(entry.findings))
                for entry in law.entries
            ),
        )


def _read_in(memo: Memo, law: AuthorityTable) -> Line:
    """Return when a law was checked, and what was read of it beside its own text."""
    read = [row for row in memo.sources if row.law == law.law]
    others = [linked(row.title, row.url) for row in read if row.url != law.url]
    checked = [line(row.note) for row in read[:1]]
    return line("; ", *joined("; ", [*checked, *others])) if read else ()


def sources(memo: Memo) -> Iterator[Block]:
    """Yield what was read."""
    if memo.sources:
        yield heading(memo, 2, "sources")
        yield from listed(
            line(*linked(row.title, row.url), f", {row.note}" if row.note else "") for row in memo.sources
        )


def provenance(memo: Memo) -> Iterator[Block]:
    """Yield from which file, law and program the memo was made."""
    yield heading(memo, 2, "provenance")
    yield from listed(line(f"{row.label}{memo.words['colon']} {row.value}") for row in memo.provenance)
