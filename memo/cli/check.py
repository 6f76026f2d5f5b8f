"""`memo check`: everything wrong or doubtful in findings files, for people or for programs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from memo.cli import clock, options, streams

if TYPE_CHECKING:
    from memo.errors import Fault


@click.command("check", short_help="Everything wrong or doubtful in a findings file.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@options.text_or_json
@options.as_of("the review's day, else today")
@options.output
@options.strict
@options.debug
def command(files: tuple[str, ...], form: str, as_of: date | None, output: str | None, strict: bool) -> None:
    """Say what is wrong or doubtful in each findings FILE, citations and quotes included.

    Ends with 1 where there is an error; with --strict also where there is a warning.

    \b
    Examples:
      memo check review.yaml
      memo check reviews/*.yaml --strict
      memo check review.yaml --format json
    """
    found = [(file, faults_in(file, as_of, strict)) for file in dict.fromkeys(files)]
    every = [fault for _, faults in found for fault in faults]
    notes = sum(fault.note for fault in every)
    warnings = sum(fault.warning for fault in every) - notes
    errors = len(every) - warnings - notes
    if form == "json":
        data = {
            "files": [{"file": file, "faults": [fault.as_data() for fault in faults]} for file, faults in found],
            "errors": errors,
            "warnings": warnings,
            "notes": notes,
        }
        streams.result(streams.as_json(data), output)
    else:
        streams.result(_text([faults for _, faults in found], errors, warnings, notes), output)
    click.get_current_context().exit(1 if errors else 0)


def faults_in(file: str, as_of: date | None, strict: bool) -> list[Fault]:
    """Return the faults of one file; those of its form hide doubts alone. A faulty library still fails."""
    from msgspec.structs import replace

    from memo.api import check, library_for
    from memo.errors import InputError

    try:
        review = streams.read_review(file, as_of)
    except InputError as error:
        return streams.plain_faults(error.faults)
    faults = check(review, library_for(review, as_of, clock.today()))
    return streams.plain_faults(
        replace(fault, warning=False) if strict and not fault.note else fault for fault in faults
    )


def _text(found: list[list[Fault]], errors: int, warnings: int, notes: int) -> str:
    from memo.cli.layout import counted
    from memo.errors import MOST_SHOWN, report

    parts = [report(faults) for faults in found if faults]
    if any(len(faults) > MOST_SHOWN for faults in found):
        parts.append("'--format json' gives them all.")
    tally = [counted(errors, "error")] * bool(errors) + [counted(warnings, "warning")] * bool(warnings)
    tally += [counted(notes, "note")] * bool(notes)
    return "\n".join([*parts, ", ".join(tally) or "nothing wrong"]) + "\n"
