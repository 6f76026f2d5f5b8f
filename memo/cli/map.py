"""`memo map`: finding by finding, the provisions engaged and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from memo.cli import clock, options, streams

if TYPE_CHECKING:
    from memo.findings.read import Reading
    from memo.mapping.engage import MappedFinding
    from memo.mapping.meaning import Meaning


@click.command("map", short_help="The provisions each finding engages, and why.")
@click.argument("file", metavar="FILE")
@click.argument("ids", metavar="[FINDING...]", nargs=-1)
@options.as_of("the review's day, else today")
@options.text_or_json
@click.option("--explain", is_flag=True, help="In text: show the way from words to topic, scope and provision.")
@click.option(
    "--meaning", metavar="DIR",
    help="Read topics by meaning too, with the sentence encoder in this folder (memo[meaning]); a memo never is.",
)  # fmt: skip
@options.output
@options.debug
def command(
    file: str,
    ids: tuple[str, ...],
    as_of: date | None,
    form: str,
    explain: bool,
    meaning: str | None,
    output: str | None,
) -> None:
    """Show which provisions the findings of FILE engage, why, and which laws do not reach them.

    With ids of findings, only those are shown. With --meaning a finding of which meaning tells other topics has
    a line to state them in FILE: what a memo says follows from the file alone.

    \b
    Examples:
      memo map review.yaml
      memo map review.yaml F-1 --explain
      memo map review.yaml --format json | jq '.findings[].provisions'
      memo map review.yaml --meaning all-MiniLM-L6-v2/
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
    asked = _asked(meaning) if meaning else None
    mapping = map_findings(review.findings, library, audit(review.findings, library), asked)
    mapping = replace(mapping, findings=_chosen(mapping.findings, ids, review))
    if form == "json":
        streams.result(streams.as_json(map_data.mapping_data(mapping, library, asked)), output)
    else:
        streams.result(map_text.mapping_text(mapping, library, explain, asked), output)


def _asked(folder: str) -> Meaning:
    from pathlib import Path

    from memo.mapping.meaning import FILE, Meaning
    from memo.resources import packaged

    return Meaning.open(Path(folder), packaged("regulations") / FILE)


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
