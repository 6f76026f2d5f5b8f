"""`memo house`: a house's folder, begun and checked before a memo goes out in its name."""

from __future__ import annotations

import os
from pathlib import Path

import click

from memo.cli import options, streams


@click.group("house", short_help="A firm's name, look and templates: begin and check them.")
def command() -> None:
    """Begin the folder of a house, or find what is wrong with one.

    \b
    Examples:
      memo house new firm/
      memo house check firm/
    """


@command.command("new", short_help="A commented house to fill in.")
@click.argument("folder", metavar="DIR")
@options.debug
def new(folder: str) -> None:
    """Write house.yaml and a first template to DIR; a file that is there is not replaced.

    \b
    Example:
      memo house new firm/
    """
    from memo.errors import Fault, OutputError, Place, printable
    from memo.house.starter import FILES

    there = [name for name in FILES if os.path.lexists(Path(folder) / name)]
    if there:
        message = f"is there already and was not touched: {', '.join(there)}"
        raise OutputError([Fault("file-exists", message, Place(folder), hint="Name another folder.")])
    for name, text in FILES.items():
        streams.save(Path(folder) / name, text.encode())
    at = printable(folder)
    streams.tell(f"{at}  Fill it in, then: memo house check {at} && memo render review.yaml --house {at}")


@command.command("check", short_help="What is wrong with a house.")
@click.argument("folder", metavar="DIR")
@options.debug
def check(folder: str) -> None:
    """Read DIR as a render would, and set a specimen memo with its templates.

    Every fault of house.yaml, logo and templates is told with its place; exit 1 where there is one.

    \b
    Example:
      memo house check firm/
    """
    from datetime import date

    from memo.api import compose, library_for
    from memo.errors import printable
    from memo.findings.read import read_string
    from memo.house import read_house

    house = read_house(Path(folder))
    day = date(2026, 1, 1)
    specimen = read_string("vendor: Specimen\nfindings: [{title: Inputs are used to train AI models}]\n", "specimen")
    compose(specimen, library_for(specimen, day, day), day, house=house).to_html()
    streams.tell(f"{printable(folder)}  Nothing is wrong.")
