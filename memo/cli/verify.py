"""`memo verify`: whether a PDF is the memo that it claims to be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from memo.cli import options, streams

if TYPE_CHECKING:
    from memo.verify import Verification

_SAID = {
    "genuine": "is what it claims to be",
    "changed": "is not what it claims to be",
    "not-comparable": "cannot be compared here",
    "not-a-memo": "is no memo of this program",
}
_SIGNS = {True: "holds", False: "fails", None: "open"}
MOST_BYTES = 200 * 1024 * 1024


@click.command("verify", short_help="Whether a PDF is the memo it claims to be.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--house", metavar="DIR", help="The house in whose name the memo was made.")
@options.text_or_json
@options.output
@options.debug
def command(files: tuple[str, ...], house: str | None, form: str, output: str | None) -> None:
    """Read the data inside each memo FILE, make the memo again and compare.

    \b
    Example:
      memo verify output/memo.pdf

    Exit code 0: every file is, byte for byte, what its findings give. 1: a file was changed,
    is no memo, or was made by another version, so that it cannot be compared here.
    """
    from memo.house import read_house
    from memo.verify import verify

    dressed = read_house(Path(house)) if house else None
    found = [(file, verify(_read(file), dressed)) for file in files]
    if form == "json":
        streams.result(streams.as_json([_data(file, one) for file, one in found]), output)
    else:
        streams.result("\n".join(_text(file, one) for file, one in found), output)
    click.get_current_context().exit(0 if all(one.verdict == "genuine" for _, one in found) else 1)


def _read(file: str) -> bytes:
    from memo.errors import Fault, InputError, Place

    if file == "-":
        return streams.stdin().read(MOST_BYTES)
    path = Path(file)
    try:
        if not path.is_file():
            raise InputError([Fault("unreadable-file", "is no file", Place(file))])
        if path.stat().st_size > MOST_BYTES:
            raise InputError([Fault("too-large", f"is larger than {MOST_BYTES // 1024**2} MiB", Place(file))])
        return path.read_bytes()
    except OSError as error:
        raise InputError([Fault("unreadable-file", f"cannot be read: {error.strerror}", Place(file))]) from None


def _text(file: str, one: Verification) -> str:
    from memo.errors import printable

    lines = [f"{printable(file)} {_SAID[one.verdict]}  [{one.verdict}]"]
    if one.title:
        lines.append(f"  {printable(one.title)}")
    lines += [f"  {_SIGNS[check.holds]}  {printable(check.name)} {check.note}" for check in one.checks]
    return "\n".join(lines) + "\n"


def _data(file: str, one: Verification) -> dict[str, Any]:
    return {
        "file": file,
        "verdict": one.verdict,
        "memo": one.title,
        "checks": [{"name": check.name, "holds": check.holds, "note": check.note} for check in one.checks],
    }
