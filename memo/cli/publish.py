"""`memo publish`: memos brought to a ticket or a wiki, with a receipt for each."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from memo.cli import clock, options, streams

if TYPE_CHECKING:
    from memo.publish.deliver import Courier
    from memo.publish.parcel import Parcel
    from memo.publish.receipt import Receipt


@click.command("publish", short_help="The memo, brought to a ticket or a wiki.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--to", "target", metavar="TARGET", required=True, help="The target of memo.toml that takes the memos.")
@click.option("--config", metavar="PATH", default="memo.toml", show_default=True, help="The file that names targets.")
@click.option("--ticket", metavar="NUMBER", help="The ticket. Default: the target's, else the review's reference.")
@click.option("--actions", is_flag=True, help="Also keep an entry for each action of the plan.")
@click.option("--dry-run", is_flag=True, help="Read, write nothing, and show every request, the token hidden.")
@click.option("--force", is_flag=True, help="Attach again what is there; write over a page that somebody else edited.")
@options.as_of("the review's day, else today")
@options.depth
@options.house
@options.limits
@options.output
@options.strict
@options.debug
def command(
    files: tuple[str, ...],
    target: str,
    config: str,
    ticket: str | None,
    actions: bool,
    dry_run: bool,
    force: bool,
    as_of: date | None,
    depth: str,
    house: str | None,
    limits: Any,
    output: str | None,
    strict: bool,
) -> None:
    """Bring the memo of each findings FILE to a target of memo.toml and print a receipt.

    A memo that is there is left alone; run it again as often as you like. The token comes from
    MEMO_TOKEN_<TARGET> or the keyring.

    \b
    Examples:
      memo publish review.yaml --to procurement
      memo publish review.yaml --to procurement --ticket PROC-1482 --actions
      memo publish reviews/*.yaml --to wiki --dry-run
    """
    from memo.cli.render import Wishes, house_of, run_code
    from memo.publish.deliver import Courier
    from memo.publish.settings import chosen, read_targets

    files = tuple(_files(files))
    path = Path(config)
    settings = chosen(read_targets(path), target, path)
    courier = Courier(target, settings, os.environ, dry_run=dry_run, say=streams.tell)
    wishes = Wishes(as_of, clock.today(), depth, settings.edition, "strict", strict, house_of(house), limits=limits)
    asked = {"number": ticket or getattr(settings, "ticket", ""), "actions": actions, "force": force}
    receipts: list[Receipt] = []
    parcels: list[Parcel] = []
    codes = [_delivered(file, courier, wishes, asked, receipts, parcels) for file in files]
    if len(files) > 1 and courier.is_wiki:
        codes.append(_indexed(courier, parcels, receipts, force) if not any(codes) else _no_index())
    streams.result(streams.as_json([one.as_data() for one in receipts]), output)
    click.get_current_context().exit(run_code(codes))


def _files(words: Sequence[str]) -> list[str]:
    """Return the findings files meant: each word, or those in it where it is a folder."""
    files: list[str] = []
    for word in words:
        inside = sorted(one for one in Path(word).glob("*") if one.suffix in (".yaml", ".yml", ".json"))
        files += [str(one) for one in inside] if Path(word).is_dir() and inside else [word]
    return files


def _no_index() -> int:
    streams.tell("The index of the section was left as it is, since not every memo could be published.")
    return 0


def _indexed(courier: Courier, parcels: list[Parcel], receipts: list[Receipt], force: bool) -> int:
    """Write the page that leads to the memos; return its exit code."""
    from memo.errors import MemoError
    from memo.publish.receipt import Receipt

    receipt = Receipt("", courier.name, courier.settings.kind)
    receipts.append(receipt)
    try:
        courier.index(parcels, receipt, force=force)
    except MemoError as error:
        streams.tell_faults(error.faults)
        return error.exit_code
    return 0


def _delivered(
    file: str, courier: Courier, wishes: Any, asked: Any, receipts: list[Receipt], parcels: list[Parcel]
) -> int:
    """Draft, render and deliver one memo; return its exit code, its faults told, its receipt kept whatever it says."""
    from memo.cli.render import drafted, pdf_of
    from memo.errors import MemoError
    from memo.publish.parcel import Parcel, review_of
    from memo.publish.receipt import Receipt

    receipt = Receipt(file, courier.name, courier.settings.kind)
    try:
        reading = streams.read_review(file)
        number = asked["number"] or reading.findings.review.reference or ""
        courier.check(number, asked["actions"])
        document = drafted(reading, wishes)
        vendor = reading.findings.vendor.name
        parcel = Parcel(document, pdf_of(document, wishes.limits), review_of(reading, wishes.edition), file, vendor)
        receipts.append(receipt)
        courier.deliver(parcel, receipt, **{**asked, "number": number})
        parcels.append(parcel)
        if receipt.twice:
            message = f"{receipt.name} hangs at the ticket more than once: another run brought it at the same moment"
            streams.tell(f"{file}: {message}. Remove all but one by hand.")
    except MemoError as error:
        streams.tell_faults(error.faults)
        if receipt.done:
            streams.tell(f"{file}: done before that: {'; '.join(receipt.done)}. Run the command again for the rest.")
        return error.exit_code
    return 0
