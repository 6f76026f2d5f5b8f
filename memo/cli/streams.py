"""stdin, stdout and stderr: results and talk never mix, and text is UTF-8 whatever the locale."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

import click

if TYPE_CHECKING:
    from datetime import date

    from memo.errors import Fault
    from memo.findings.read import Reading

STDIN, STDOUT = "<stdin>", "<stdout>"
FAULT_IN_MEMO = 5
"""The exit code of a failure that memo did not foresee."""


def result(content: str | bytes, output: str | None = None) -> None:
    """Write a result to a file, or to stdout where `output` is nothing or `-`; fails with `OutputError`."""
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    if output is not None and output != "-":
        save(Path(output), data)
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError, AttributeError) as error:  # the last two: stdout is closed
        abandon_stdout()
        from memo.errors import Fault, OutputError, Place

        reason = error.strerror if isinstance(error, OSError) and error.errno != errno.EBADF else "it is closed"
        raise OutputError([Fault("cannot-write", f"cannot be written: {reason}", Place(STDOUT))]) from None


def save(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, its folder made where it is missing; fails with `OutputError`.

    A device or a pipe, such as /dev/stdout, is written into and never replaced.
    """
    from memo.errors import Fault, OutputError, Place
    from memo.writing import write

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, RecursionError) as error:  # the latter: thousands of folders, one in the other
        message = f"the folder cannot be made: {getattr(error, 'strerror', None) or error}"
        raise OutputError([Fault("cannot-write", message, Place(str(path.parent)))]) from None
    if not _is_special(path):
        write(path, data)
        return
    try:
        path.write_bytes(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise OutputError([Fault("cannot-write", message, Place(str(path)))]) from None


def _is_special(path: Path) -> bool:
    """Whether a path is there and is no plain file or folder; names under /dev are links to what they stand for."""
    try:
        system = path.absolute().parts[1:2] in (("dev",), ("proc",))
        return path.exists() and not path.is_dir() and (system or not path.is_file())
    except OSError:
        return False


def as_json(value: Any) -> str:
    """Return a value as the JSON text that a command prints."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def tell(text: str) -> None:
    """Say something to the person; it is no part of a result, and a run does not fail for want of a listener."""
    try:
        click.echo(text, err=True)
    except (OSError, ValueError):  # stderr is on a full disk, or closed
        _abandon(sys.stderr)


def tell_faults(faults: Iterable[Fault]) -> None:
    """Print a run's faults, the first twenty and a count of the rest."""
    from memo.errors import report

    found = plain_faults(faults)
    if found:
        tell(report(found))


def tell_bug(error: Exception, debug: bool) -> None:
    """Say in one line that memo itself is at fault; the traceback only where it was asked for."""
    from memo.errors import printable, shown

    if debug:
        import traceback

        tell("".join(traceback.format_exception(error)).rstrip("\n"))
    detail = f"{type(error).__name__} {shown(error)}" if str(error) else type(error).__name__
    how = "report it with the traceback above" if debug else "run it again with --debug and report what it prints"
    tell(printable(f"memo: {detail}. This is a bug in memo, not in your file; {how}.  [fault-in-memo]"))


def plain_faults(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults with plain spaces: a message is no page, where lines must not end."""
    from msgspec.structs import replace

    return [
        replace(fault, message=fault.message.replace("\u00a0", " "), hint=fault.hint.replace("\u00a0", " "))
        for fault in faults
    ]


def stdin() -> BinaryIO:
    """Return standard input as bytes; says so where it is a keyboard that would be waited for in silence."""
    if sys.stdin is None:
        from memo.errors import Fault, InputError, Place

        raise InputError([Fault("unreadable-file", "cannot be read: it is closed", Place(STDIN))])
    if sys.stdin.isatty():
        tell("memo: reading from the keyboard; end with Ctrl-D.")
    return sys.stdin.buffer


def read_review(file: str, as_of: date | None = None) -> Reading:
    """Return the findings file at a path, or the one on stdin for `-`.

    Fails with `InputError`, which carries the faults of the file's form and
    those that the law library shows in what could be read all the same.
    """
    from memo.errors import InputError
    from memo.findings.read import read_string
    from memo.yamlio import read_text

    name, stream = (STDIN, stdin()) if file == "-" else (file, None)
    text = read_text(name, stream)
    try:
        return read_string(text, name, None if stream else Path(file).parent)
    except InputError as error:
        from memo.api import with_rest
        from memo.cli import clock

        raise InputError(with_rest(error.faults, text, name, as_of, clock.today())) from None


def abandon_stdout() -> None:
    """Let go of a stdout that nobody reads, so that the interpreter's last flush is quiet."""
    _abandon(sys.stdout)


def _abandon(stream: TextIO) -> None:
    with contextlib.suppress(Exception):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
