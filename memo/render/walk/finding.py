"""Each finding in full: its clause, the reading of it, the law it engages, the exposure, what to do."""

from __future__ import annotations

from collections.abc import Iterator

from memo.document import ComparisonPart, Engaged, ExposureNote, ExposureRow, FindingPart, Memo, PrecedentRow, Regime
from memo.render.blocks import (
    Block,
    Callout,
    Emphasis,
    Heading,
    Item,
    Line,
    Paragraph,
    Points,
    Quote,
    Rating,
    Ref,
    Strong,
    joined,
    line,
)
from memo.render.prose import blocks_of
from memo.render.walk.parts import cited, emphasis, heading, inner, label, linked, listed, table, titled
from memo.typography import inside, one_line


def findings(memo: Memo) -> Iterator[Block]:
    """Yield every finding under one heading."""
    yield heading(memo, 2, "findings")
    for part in memo.findings:
        yield from _finding(memo, part)


def _finding(memo: Memo, part: FindingPart) -> Iterator[Block]:
    words = memo.words
    yield Heading(3, f"{part.id}: {part.title}", key=part.id)
    said = f" · {inner(memo, 'confidence')} {inside(part.confidence_label, memo.language)}"
    source = line(" · ", *linked(part.source, part.source_url)) if part.source else ()
    yield Paragraph(line(Rating(part.severity, part.severity_label, strong=True), said, *source))
    if part.false_citations:
        named = ", ".join(cited(memo, one) for one in part.false_citations)
        yield Callout("warning", (Strong((f"{words['false_citations']} {named}.",)),))
    if part.quote:
        yield Paragraph((Strong((words["clause"],)),))
        yield Quote(tuple(Paragraph(line(one)) for one in part.quote_paragraphs))
        if part.quote_check:
            yield emphasis(part.quote_check)
    yield from titled(words["reading"], blocks_of(part.reading))
    affected = [*blocks_of(part.affected)]
    if part.people:
        affected.append(Paragraph((f"{label(memo, 'people')} {part.people}",)))
    yield from titled(words["affected"], affected)
    yield from _law(memo, part)
    yield from _exposure(memo, part)
    yield from titled(words["flags"], listed(line(flag) for flag in part.flags))
    implications = [f"{label(memo, 'contract_implications')} {one}" for one in part.contract_implications]
    implications += [f"{label(memo, 'vendor_implications')} {one}" for one in part.vendor_implications]
    yield from titled(words["implications"], listed(line(one) for one in implications))
    yield from titled(words["analysis"], blocks_of(part.analysis))
    yield from titled(words["actions"], listed(line(f"{one.number}: {one.title}") for one in part.actions))
    if part.comparisons:
        items = tuple(_comparison(memo, one) for one in part.comparisons)
        yield from titled(words["comparison"], [Points(items)])
    yield from titled(
        words["not_engaged"],
        listed(line(f"{row.name}{words['colon']} {' '.join((row.reason, *row.cautions))}") for row in part.not_engaged),
    )


def _comparison(memo: Memo, part: ComparisonPart) -> Item:
    quote = f": {cited(memo, one_line(part.quote))}" if part.quote else ""
    return Item(line(part.vendor, quote), blocks=tuple(blocks_of(part.note)))


# --- the law --------------------------------------------------------------------


def _law(memo: Memo, part: FindingPart) -> Iterator[Block]:
    if not (part.regimes or part.unmapped):
        return
    words = memo.words
    yield _under(memo, part, 4, "regulatory_analysis")
    if part.topics:
        shown = "; ".join(
            f"{topic.label} ({topic.basis_label}" + (f" {cited(memo, topic.evidence)})" if topic.evidence else ")")
            for topic in part.topics
        )
        also = f" {words['also']} {part.other_topics}." if part.other_topics else ""
        why = (" ", Ref(words["see_laws"], "laws"), ".") if memo.laws else ()
        yield Paragraph(line(f"{label(memo, 'topics')} {shown}.{also}", *why))
    if part.unmapped:
        yield Paragraph((Strong((part.unmapped,)),))
    for regime in part.regimes:
        yield from _regime(memo, part, regime)
    further = "; ".join(regime.further for regime in part.regimes if regime.further)
    if further:
        yield Paragraph(line(Emphasis((words["further"],)), f" {further}."))
    if part.also_engaged:
        yield _under(memo, part, 5, "also_engaged")
        yield from listed(
            line(
                f"{also.name}: ",
                *_engaged(memo, also.engaged, brief=True),
                *((" ", Emphasis((also.note,))) if also.note else ()),
            )
            for also in part.also_engaged
        )


def _under(memo: Memo, part: FindingPart, level: int, word: str) -> Heading:
    """Return a heading within a finding; it names the finding, so that its anchor does not hang on the others."""
    return Heading(level, f"{part.id}: {memo.words[word]}")


def _regime(memo: Memo, part: FindingPart, regime: Regime) -> Iterator[Block]:
    yield Heading(5, f"{part.id}: {regime.name}")
    if regime.applies:
        yield Paragraph((regime.applies,))
    lines = [_engaged(memo, engaged) for engaged in regime.primary]
    lines += [
        line(f"{label(memo, 'supporting')} ", *_engaged(memo, engaged, brief=True)) for engaged in regime.supporting
    ]
    yield from listed(lines)


def _engaged(memo: Memo, engaged: Engaged, brief: bool = False) -> Line:
    words, reference = memo.words, engaged.reference
    status = engaged.status_label if engaged.status != "in-force" else ""
    basis = engaged.basis_label if engaged.basis != "mapped" else ""
    under = bool(engaged.explained_in) and not brief
    said = "; ".join(filter(None, (engaged.subject, basis, status, words["stated_under"] if under else "")))
    head = line(
        Strong(linked(reference.text, reference.url)),
        *((f" ({said}",) if said else ()),
        *((" ", Ref(engaged.explained_in, engaged.explained_in)) if under else ()),
        ")." if said else ".",
    )
    note = f" {engaged.note}" if engaged.note else ""
    if brief:
        return line(*head, f" {engaged.reason}{note}")
    why = words["why"]
    why += f", {words['from_words']} {cited(memo, engaged.evidence)}" if engaged.evidence else ""
    counter: Line = (" ", Emphasis((f"{label(memo, 'counter')}",)), f" {engaged.counter}") if engaged.counter else ()
    gist = f" {engaged.gist}" if engaged.gist else ""
    return line(*head, f"{gist} ", Emphasis((why + words["colon"],)), f" {engaged.reason}", *counter, note)


# --- the exposure -----------------------------------------------------------------


def _exposure(memo: Memo, part: FindingPart) -> Iterator[Block]:
    words = memo.words
    if not (part.ceilings or part.exposure):
        return
    yield _under(memo, part, 4, "enforcement_exposure")
    rows = {row.law: row for row in part.ceilings}
    yield from table(
        [words[word] for word in ("law", "who_acts", "ceiling_vendor", "ceiling_client", "provisions_engaged")],
        (_exposed(memo, note, rows.get(note.name)) for note in part.exposure),
    )
    if memo.authorities:
        yield Paragraph(line(Ref(words["see_formula"], "authorities"), "."))
    notes = tuple(_note(memo, note) for note in part.exposure if note.not_yet or note.private_action)
    if notes:
        yield Points(notes)
    if part.precedents:
        yield emphasis(words["precedents"])
        yield from listed(
            joined(", ", [line(one.authority), linked(one.respondent, one.url), _decided(memo, one)])
            for one in part.precedents
        )


def _decided(memo: Memo, row: PrecedentRow) -> Line:
    """Return what was decided, or the finding that says so already."""
    if row.named_in:
        return line(f"{row.day}, {memo.words['stated_under']} ", Ref(row.named_in, row.named_in), ".")
    return line(f"{row.day}: {row.about}; {row.outcome}; {row.citation}; {row.finality}.")


def _exposed(memo: Memo, note: ExposureNote, row: ExposureRow | None) -> tuple[Line, ...]:
    """Return a law's row: its ceilings, where it has any, and who acts."""
    known = {group.law for group in memo.authorities if group.ceilings}
    name: Line = (Ref(note.name, f"law-{note.law}"),) if note.law in known else (note.name,)
    if row is None:
        return (name, line(note.acts), ("–",), ("–",), ("–",))
    return (
        line(*name, f", {row.citation}"),
        line(note.acts),
        line(row.vendor),
        line(row.client),
        line(_provisions(memo, row, note.law in known)),
    )


def _note(memo: Memo, note: ExposureNote) -> Item:
    """Return what no table says of a law: law to come, and who can sue where no list of authorities says it."""
    facts = ""
    if note.private_action:
        private, cure = (inner(memo, word) + memo.words["colon"] for word in ("private_action", "cure"))
        facts = f" {private} {note.private_action}; {cure} {note.cure}."
    return Item(
        line(Strong((f"{note.name}.",)), facts),
        tuple(line(f"{label(memo, 'not_yet')} {one}") for one in note.not_yet),
    )


def _provisions(memo: Memo, row: ExposureRow, known: bool) -> str:
    """Return the provisions engaged, and the formula unless it stands under the law."""
    parts = [f"{row.provisions}. {row.formula}."]
    parts += [f"{memo.words['also_tier']} {row.also}."] if row.also else []
    parts += [f"{memo.words['beyond']} {row.reserved}."] if row.reserved else []
    return row.provisions if known else " ".join(parts)
