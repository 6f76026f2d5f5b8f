"""The plan: every item as something to tick, questions, signatures, the language to ask for."""

from __future__ import annotations

from collections.abc import Iterator

from memo.document import Memo, PlanRow
from memo.render.blocks import Block, Callout, Emphasis, Heading, Paragraph, Strong, Task, Tasks, line, numbered
from memo.render.walk.parts import heading, inner, label, listed, refs, table, titled
from memo.typography import inside


def section(memo: Memo) -> Iterator[Block]:
    """Yield the plan under its heading."""
    if memo.plan:
        yield heading(memo, 2, "plan")
        yield from parts(memo)


def parts(memo: Memo, level: int = 3) -> Iterator[Block]:
    """Yield what stands under the plan’s heading; `level` is that of its own headings."""
    words = memo.words
    if memo.plan:
        yield Tasks(tuple(_task(memo, row) for row in memo.plan))
    yield from titled(
        words["no_longer"],
        listed(
            line(f"{row.title}: {inside(row.status_label, memo.language)}" + (f". {row.note}" if row.note else ""))
            for row in memo.no_longer
        ),
    )
    yield from _next_review(memo, level)
    yield from _sign_off(memo, level)
    if memo.questions:
        yield heading(memo, level, "questions")
        yield numbered(*(line(f"{one.text} ({one.number})") for one in memo.questions))
    yield from _clauses(memo, level)


def _task(memo: Memo, row: PlanRow) -> Task:
    facts = [row.priority, row.owner, row.due]
    facts += [row.status_label] if row.status_label else []
    facts += [f"{inner(memo, 'condition')} {row.condition}"] if row.condition else []
    facts += [f"{inner(memo, 'after_items')} {', '.join(row.after)}"] if row.after else []
    basis = f" {label(memo, 'basis')} {'; '.join(row.basis)}." if row.basis else ""
    note = f" {label(memo, 'note')} {row.note}" if row.note else ""
    return Task(
        row.closed,
        line(Strong((row.number,)), f" ({', '.join(facts)}): {row.title}"),
        line(f"{row.why}{basis} {label(memo, 'evidence')} {row.evidence} ", *refs(row.findings), note),
    )


def _next_review(memo: Memo, level: int) -> Iterator[Block]:
    again = memo.next_review
    if again is None:
        return
    yield heading(memo, level, "next_review")
    yield Paragraph(line(Strong((again.written,)), f"{memo.words['colon']} {again.reason} {label(memo, 'triggers')}"))
    yield from listed(
        line(f"{trigger.written}: {trigger.event}" if trigger.written else trigger.event) for trigger in again.triggers
    )


def _sign_off(memo: Memo, level: int) -> Iterator[Block]:
    words = memo.words
    if memo.sign_off:
        yield heading(memo, level, "sign_off")
        blank = line(" ")
        yield from table(
            [words[word] for word in ("sign_part", "sign_name", "sign_signature", "sign_date")],
            (
                (
                    line(
                        f"{row.part}{words['colon']} {row.function}"
                        + (f" ({', '.join(row.numbers)})" if row.numbers else "")
                    ),
                    *(blank, blank, blank),
                )
                for row in memo.sign_off
            ),
        )


def _clauses(memo: Memo, level: int) -> Iterator[Block]:
    if not memo.clauses:
        return
    yield heading(memo, level, "clauses")
    topic = ""
    for clause in memo.clauses:
        if clause.topic and clause.topic != topic:
            topic = clause.topic
            yield Heading(level + 1, topic)
        yield Paragraph((Strong((f"{clause.number}: {clause.title}",)),))
        yield Callout("wording", line(clause.ask))
        yield Paragraph((f"{label(memo, 'fallback')} {clause.fallback}",))
        if clause.walk_away:
            yield Paragraph((Emphasis((f"{label(memo, 'walk_away')}",)), f" {clause.walk_away}"))
