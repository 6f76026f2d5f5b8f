"""The memo as a page, section by section, and the plan as a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from memo.document import Memo
from memo.render.blocks import Block, Emphasis, Heading, Lines, Page, Paragraph, Strong, line, numbered
from memo.render.once import once
from memo.render.walk import back, finding, front, laws, plan
from memo.render.walk.parts import label

Section = Callable[[Memo], Iterator[Block]]

SECTIONS: dict[str, Section] = {
    "bottom_line": front.bottom_line,
    "glance": front.glance,
    "risk": front.risk,
    "findings": finding.findings,
    "laws": laws.laws,
    "authorities": back.authorities,
    "plan": plan.section,
    "timeline": back.timeline,
    "method": back.method,
    "audit": back.audit,
    "table_of_authorities": back.table_of_authorities,
    "sources": back.sources,
    "provenance": back.provenance,
}
"""The sections of a memo in their order; a section without content yields nothing."""


def memo_page(memo: Memo, sections: Iterable[str] = tuple(SECTIONS), front_matter: bool = False) -> Page:
    """Return the memo, its sections in the order given; one that is not named is left out."""

    sections = tuple(sections)
    said = once(memo, sections)

    def blocks() -> Iterator[Block]:
        yield Heading(1, f"{memo.title}{memo.words['colon']} {memo.subject}")
        if memo.classification:
            yield Paragraph((Strong((memo.classification,)),))
        yield _header(memo)
        for name in sections:
            if name == "table_of_authorities":  # with where its laws were read, which `once` takes from the sources
                yield from back.table_of_authorities(memo)
            elif name in SECTIONS:  # the contents are the page's own matter
                yield from SECTIONS[name](said)
        yield Paragraph((Emphasis((memo.words["notice"],)),))

    page = _page(memo, f"{memo.title}{memo.words['colon']} {memo.subject}", blocks())
    return replace(page, front=front_of(memo)) if front_matter else page


def front_of(memo: Memo) -> tuple[tuple[str, str], ...]:
    """Return what a wiki or a site generator may want to know of a memo; what the review does not say is left out."""
    fields = {
        "date": memo.date,
        "law_as_of": memo.as_of,
        "reference": memo.reference,
        "vendor": memo.vendor,
        "decision": memo.bottom_line.decision,
        "proposed": "true" if memo.bottom_line.proposed else "false",
        "classification": memo.classification,
        "edition": memo.edition,
        "language": memo.language,
        "findings_sha256": memo.digest,
    }
    return tuple((name, value) for name, value in fields.items() if value)


def plan_page(memo: Memo) -> Page:
    """Return the action plan alone: what is decided, on which conditions, and every item."""
    words, outcome = memo.words, memo.bottom_line

    def blocks() -> Iterator[Block]:
        yield Heading(1, f"{label(memo, 'plan')} {memo.subject}")
        yield _header(memo)
        how = words["proposed"] if outcome.proposed else words["reviewed"]
        yield Paragraph(line(Strong((outcome.label,)), f" ({how})."))
        if outcome.conditions:
            yield numbered(*(line(condition) for condition in outcome.conditions))
        yield from plan.parts(memo, 2)
        if not memo.plan:
            yield Paragraph((words["no_items"],))

    return _page(memo, f"{label(memo, 'plan')} {memo.subject}", blocks())


def _page(memo: Memo, title: str, blocks: Iterator[Block]) -> Page:
    return Page(title, memo.language, memo.date, tuple(blocks))


def _header(memo: Memo) -> Block:
    return Lines(tuple(line(Strong((f"{row.label}{memo.words['colon']}",)), f" {row.value}") for row in memo.header))
