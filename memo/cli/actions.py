"""`memo actions`: the action plan of a review, for people, trackers, spreadsheets and calendars."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from memo.cli import clock, options, streams
from memo.cli.render import DIALECTS, with_dialect

FORMATS = ("md", "json", "csv", "ics")


@click.command("actions", short_help="The action plan: Markdown, JSON, CSV or iCalendar.")
@click.argument("file", metavar="FILE")
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS),
    help="md for people, json for programs, csv for spreadsheets, ics for calendars. Default: what -o's name ends in,"
    " else md.",
)  # fmt: skip
@click.option(
    "--dialect", type=click.Choice(DIALECTS), help="Whose Markdown, or which wiki's markup, -f md writes; default gfm."
)
@options.as_of("the review's day, else today")
@click.option(
    "--edition", type=click.Choice(["internal", "shareable"]), default="internal", show_default=True,
    help="shareable leaves out what privileged findings call for.",
)  # fmt: skip
@options.output
@options.debug
def command(file: str, form: Any, dialect: Any, as_of: date | None, edition: Any, output: str | None) -> None:
    """Print what the findings of FILE call for: who does what by when, and what closes it.

    Ids stay the same across re-runs, new findings and another order. Write what became of an item back
    under actions_status in FILE and the next plan, and the memo, show it.

    \b
    Examples:
      memo actions review.yaml
      memo actions review.yaml -o plan.csv
      memo actions review.yaml --dialect mediawiki
      memo actions review.yaml -o plan.ics
      memo actions review.yaml --format json | jq '.items[] | {id, owner, due}'
    """
    from memo.api import check, compose, library_for, memo_day
    from memo.errors import InputError

    form = form or _format_of(output)
    with_dialect((form,), dialect)
    review = streams.read_review(file)
    today = clock.today()
    library = library_for(review, as_of, today)
    faults = check(review, library, "audit")
    streams.tell_faults(fault for fault in faults if fault.warning and fault.code in TOLD)
    errors = [fault for fault in faults if not fault.warning]
    if errors:
        raise InputError(errors)
    document = compose(review, library, memo_day(review, as_of, today), edition=edition, part="plan")
    streams.result(document.plan(form, dialect or "gfm"), output)


def _format_of(output: str | None) -> str:
    ending = Path(output or "").suffix.lower().lstrip(".")
    return ending if ending in FORMATS else "md"


TOLD = frozenset({"no-date", "unknown-action", "due-past", "due-day-off"})
"""The warnings that bear on a plan; 'memo check' tells the others."""
