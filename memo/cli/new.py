"""`memo new`: a commented findings file to fill in, which renders as it is."""

from __future__ import annotations

import os
from pathlib import Path

import click

from memo.cli import clock, options, streams


@click.command("new", short_help="A commented findings file to fill in.")
@click.argument("path", metavar="[PATH]", default="findings.yaml")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@options.debug
def command(path: str, force: bool) -> None:
    """Write a findings file to PATH (default findings.yaml) with every field explained.

    It renders as it is, so fill it in one field at a time. A file that is there is not replaced.

    \b
    Examples:
      memo new
      memo new reviews/acme.yaml
      memo new - | less
    """
    from memo.errors import Fault, OutputError, Place, printable
    from memo.findings.starter import starter

    text = starter(clock.today())
    if path == "-":
        streams.result(text)
        return
    target = Path(path)
    if os.path.lexists(target) and not force:
        hint = "Name another file, or use --force to replace it."
        raise OutputError([Fault("file-exists", "is there already and was not touched", Place(path), hint=hint)])
    streams.save(target, text.encode())
    streams.tell(f"{printable(path)}  Fill it in, then: memo check {printable(path)} && memo render {printable(path)}")
