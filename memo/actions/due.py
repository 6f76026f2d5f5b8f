"""When an item is due: counted, capped by signature or by a law's first day, never on a day off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from memo.actions.items import Basis, DueRule, before_signature
from memo.citation.pinpoint import parse
from memo.findings.model import Severity
from memo.library.day import Library
from memo.library.daysoff import WorkCalendar
from memo.library.records import Playbook


def due_of(
    playbook: Playbook,
    severity: Severity,
    basis: tuple[Basis, ...],
    library: Library,
    review_day: date,
    signature: date | None,
    calendar: WorkCalendar,
) -> tuple[date, DueRule]:
    """Return an item's day and what set it.

    Business days are counted from the review. A step before signature is due
    on the last working day before it. A step tied to a law's first day is due
    on the last working day before that, and on that day alone where nothing
    of its basis applies yet, unless the step belongs before signature: what a
    decision waits for is not put off to the day of a law. No cap lies before
    the first working day on or after the review.
    """
    days: int = getattr(playbook.due, severity)
    due, rule = calendar.after(review_day, days), DueRule("count", days=days)
    if "law" in (playbook.before or ()):
        start = first_start(basis, library, review_day)
        if start is not None:
            day, on, alone = _cap(start[0], review_day, calendar), start[1], start[2]
            if (alone and not before_signature(playbook)) or day < due:
                due, rule = day, DueRule("law", on=start[0], basis=on)
    if before_signature(playbook) and signature is not None:
        day = _cap(signature, review_day, calendar)
        if day < due:
            due, rule = day, DueRule("signature", on=signature)
    return due, rule


def first_start(basis: Iterable[Basis], library: Library, after: date) -> tuple[date, Basis, bool] | None:
    """Return the next day from which a provision of the basis applies, that provision, and whether none applies yet."""
    starts, applying = [], False
    for one in basis:
        start = library.law(one.law).applies_from(parse(one.provision))
        if start > after:
            starts.append((start, one))
        else:
            applying = True
    if not starts:
        return None
    day, one = min(starts, key=lambda pair: (pair[0], pair[1].law, pair[1].provision))
    return day, one, not applying


def _cap(before: date, review_day: date, calendar: WorkCalendar) -> date:
    return max(calendar.last(before - timedelta(days=1)), calendar.next(review_day))


def on_working_day(day: date, review_day: date, calendar: WorkCalendar) -> date:
    """Return a day that a person set, moved back to a working day; not to before the review where it lay after."""
    moved = calendar.last(day)
    return moved if moved >= review_day or day < review_day else calendar.next(day)
