"""`memo map`: finding by finding, the provisions engaged and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from memo.cli import clock, options, streams

if TYPE_CHECKING:
    from memo.findings.read import Reading
    from memo.mapping.engage import MappedFinding


@click.command("map", short_help="The provisions each finding engages, and why.")
@click.argument("file", metavar="FILE")
@click.argument("ids", metavar="[FINDING...]", nargs=-1)
@options.as_of("the review's day, else today")
@options.text_or_json
@click.option("--explain", is_flag=True, help="In text: show the way from words to topic, scope and provision.")
@options.output
@options.debug
def command(file: str, ids: tuple[str, ...], as_of: date | None, form: str, explain: bool, output: str | None) -> None:
    """Show which provisions the findings of FILE engage, why, and which laws do not reach them.

    With ids of findings, only those are shown.

    \b
    Examples:
      memo map review.yaml
      memo map review.yaml F-1 --explain
      memo map review.yaml --format json | jq '.findings[].provisions'
    """
    from msgspec.structs import replace

    from memo.api import library_for
    from memo.audit import audit
    from memo.checking import faults_of
    from memo.cli import map_data, map_text
    from memo.errors import InputError
    from memo.mapping.engage import map_findings

    review = streams.read_review(file)
    library = library_for(review, as_of, clock.today())
    faults = faults_of(review, library)
    if faults:
        raise InputError(faults)
    mapping = map_findings(review.findings, library, audit(review.findings, library))
    mapping = replace(mapping, findings=_chosen(mapping.findings, ids, review))
    if form == "json":
        streams.result(streams.as_json(map_data.mapping_data(mapping, library)), output)
    else:
        streams.result(map_text.mapping_text(mapping, library, explain), output)


def _chosen(findings: tuple[MappedFinding, ...], ids: tuple[str, ...], review: Reading) -> tuple[MappedFinding, ...]:
    from memo.errors import Fault, UsageError, nearest, shown

    known = [mapped.finding.id for mapped in findings]
    unknown = [name for name in ids if name not in known]
    if unknown:
        place, message = review.place("findings"), "is the id of no finding of this file"
        raise UsageError(
            [Fault("unknown-finding", f"{shown(name)} {message}", place, "", nearest(name, known)) for name in unknown]
        )
    return tuple(mapped for mapped in findings if not ids or mapped.finding.id in ids)
