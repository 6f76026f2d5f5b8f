"""The first page: the bottom line, the findings at a glance, the ratings of risk."""

from __future__ import annotations

from collections.abc import Iterator

from memo.document import Memo
from memo.render.blocks import Block, Callout, Paragraph, Rating, Strong, line, numbered
from memo.render.walk.parts import heading, refs, table


def bottom_line(memo: Memo) -> Iterator[Block]:
    """Yield what is decided or proposed, on which conditions and for which reasons."""
    outcome, words = memo.bottom_line, memo.words
    yield heading(memo, 2, "bottom_line")
    how = words["proposed"] if outcome.proposed else words["reviewed"]
    yield Paragraph(line(Strong((outcome.label,)), f" ({how}). {outcome.sentence}"))
    if outcome.warning:
        yield Callout("warning", (Strong((outcome.warning,)),))
    for title, texts in ((words["conditions"], outcome.conditions), (words["reasons"], outcome.reasons)):
        if texts:
            yield Paragraph((Strong((title,)),))
            yield numbered(*(line(text) for text in texts))


def glance(memo: Memo) -> Iterator[Block]:
    """Yield every finding in a row."""
    words, rows = memo.words, memo.glance
    yield heading(memo, 2, "glance")
    with_law = any(row.laws for row in rows)
    head = [words["finding"], "", words["severity"], words["confidence"]]
    yield from table(
        [*head, words["laws_engaged"]] if with_law else head,
        (
            (
                refs([row.finding]),
                line(row.title),
                (Rating(row.severity, row.severity_label),),
                line(row.confidence_label),
                *([line(row.laws)] if with_law else []),
            )
            for row in rows
        ),
    )


def risk(memo: Memo) -> Iterator[Block]:
    """Yield the rating of each finding and the map of severity and likelihood."""
    words = memo.words
    if not memo.risk:
        return
    yield heading(memo, 2, "risk")
    yield from table(
        [words[word] for word in ("finding", "severity", "likelihood", "reach", "inherent", "residual")],
        (
            (
                refs([row.finding]),
                line(row.severity_label),
                line(f"{row.likelihood}: {row.likelihood_text}"),
                line(row.reach_text),
                line(Strong((row.inherent_label,)), f" ({row.score})"),
                line(f"{row.residual_label} ({row.residual_score})"),
            )
            for row in memo.risk
        ),
    )
    yield Paragraph((Strong((words["heat_map"],)),))
    yield from table(
        ["", *(str(one.likelihood) for one in memo.heat_map[0].cells)],
        ((line(row.label), *(line(", ".join(one.findings)) for one in row.cells)) for row in memo.heat_map),
    )
