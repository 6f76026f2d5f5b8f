"""Located faults and the one root of memo's exceptions; printing them is the door's work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

MOST_SHOWN = 20
"""Faults printed of one run; the rest is counted."""

MOST_BYTES_SHOWN = 4_000
"""Bytes of one report: what a terminal or a log takes at once, the count of the rest beside."""

LONGEST_SHOWN = 480
"""Characters of one line of a report; only a name of a file or an argument is ever as long."""

LONGEST_VALUE = 80
"""Characters of an offending value that a message repeats."""


class Place(Struct, frozen=True, order=True):
    """Where in a file something stands; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Fault(Struct, frozen=True):
    """One thing that is wrong or doubtful: place, field, what, why, nearest right value.

    `code` is stable: scripts may rely on it and `docs/errors.md` explains it.
    """

    code: str
    message: str
    place: Place
    field: str = ""
    hint: str = ""
    warning: bool = False
    note: bool = False
    """A remark that not even `--strict` makes an error; a note is a warning too."""

    @property
    def severity(self) -> str:
        return "note" if self.note else "warning" if self.warning else "error"

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        kind = f"{self.severity}: " if self.warning else ""
        text = f"{self.place}: {kind}{field}{self.message}  [{self.code}]"
        return printable(text) + (f"\n    {printable(self.hint)}" if self.hint else "")

    def as_data(self) -> dict[str, object]:
        """Return the fault as plain data for `--format json`."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "field": self.field,
            "message": self.message,
            "hint": self.hint,
        }


class MemoError(Exception):
    """The root of everything memo raises on purpose; carries every fault of the run."""

    exit_code = 1

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[MemoError], tuple[tuple[Fault, ...]]]:
        """Let an error travel between processes with its faults, not with their text alone."""
        return type(self), (self.faults,)


class InputError(MemoError):
    """A findings file is at fault."""


class LibraryError(MemoError):
    """A file under `regulations/` is at fault."""


class UsageError(MemoError):
    """The command was called in a way that cannot be carried out."""

    exit_code = 2


class OutputError(MemoError):
    """A result could not be written."""

    exit_code = 4


class SystemLibraryError(MemoError):
    """A library of the operating system that PDF needs is missing."""

    exit_code = 4


def printable(text: str) -> str:
    """Return the text with every control and invisible character shown as an escape.

    A no-break space becomes a plain one: a message is no page, where lines must not end.

    >>> printable("a\\u202eb")
    'a\\\\u202eb'
    """
    text = text.replace("\u00a0", " ")
    return (
        text
        if text.isprintable()
        else "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    )


def shown(value: object) -> str:
    """Return a value as a message repeats it: quoted, on one line, cut where it is long."""
    text = " ".join(str(value).split())
    if len(text) > LONGEST_VALUE:
        text = text[: LONGEST_VALUE - 1] + "…"
    return f"'{text}'"


MOST_NAMED = 6
"""Names that a message lists; a bare `Art. 5` may be one of thirty laws, and a wall of them tells nobody which."""


def few(names: Sequence[str]) -> str:
    """Return the first names of a list, and the number of the others.

    >>> few(["GDPR"]), few(list("abcdefgh"))
    ('GDPR', 'a, b, c, d, e, f and 2 more')
    """
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def nearest(value: str, known: Sequence[str]) -> str:
    """Return a hint that names the nearest known word, or the known words where they are few.

    >>> nearest("vendr", ["vendor", "client"])
    "Did you mean 'vendor'?"
    """
    from difflib import get_close_matches

    folded = {word.casefold(): word for word in known}
    close = get_close_matches(value.casefold(), list(folded), n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{folded[close[0]]}'?"
    if known and len(known) <= 12:
        return f"Allowed here: {', '.join(known)}"
    return ""


def report(faults: Sequence[Fault]) -> str:
    """Return the text of a run's faults, the first twenty in at most 4 kB, the rest counted; no hint twice."""
    lines: list[str] = []
    told: set[str] = set()
    room = MOST_BYTES_SHOWN
    for fault in faults[:MOST_SHOWN]:
        line = "\n".join(_cut(part) for part in str(fault).split("\n")[: 1 if fault.hint in told else 2])
        room -= len(line.encode()) + 1
        if room < 0:
            break
        lines.append(line)
        told.add(fault.hint)
    if len(faults) > len(lines):
        lines.append(f"... and {len(faults) - len(lines)} more")
    return "\n".join(lines)


def _cut(line: str) -> str:
    """Return a line of a message without its middle where it is very long; the code at its end stays."""
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN // 2]} … {line[-LONGEST_SHOWN // 2 :]}"
