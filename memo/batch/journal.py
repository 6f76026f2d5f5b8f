"""The journal of a batch: a line for each memo that is done, written when its files are, so that a kill loses none.

It lies in the output folder and is read when a batch is run again: what is
unchanged since is not made again. A line that a kill cut short is dropped.
"""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path, PurePath
from typing import Any

import msgspec

from memo.batch.facts import Facts
from memo.errors import Fault, OutputError, Place, UsageError
from memo.writing import write

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows: two batches of one folder are not told apart
    fcntl = None  # type: ignore[assignment]


_OPEN = os.O_RDWR | os.O_CREAT
for _name in ("O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK"):
    _OPEN |= getattr(os, _name, 0)
_HEAD = b'{"input":'
"""How every line of a journal begins; a first line that a kill cut short may have less of it."""


class Output(msgspec.Struct, frozen=True):
    """A file that was written, by its path below the output folder."""

    path: str
    format: str
    sha256: str
    bytes: int


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one input, and the digests of all that it rests on."""

    input: str
    name: str
    status: str
    """`made` or `failed`; what is shown of a run also `unchanged` and `waiting`."""
    digest: str = ""
    recipe: str = ""
    shared: str = ""
    words: str = ""
    laws: dict[str, str] = msgspec.field(default_factory=dict)
    documents: dict[str, str] = msgspec.field(default_factory=dict)
    today: str = ""
    outputs: tuple[Output, ...] = ()
    left: tuple[str, ...] = ()
    """Files of earlier runs of this name that this one did not write and that still lie there."""
    seconds: float = 0.0
    exit_code: int = 0
    faults: tuple[dict[str, Any], ...] = ()
    facts: Facts | None = None


class Journal:
    """The journal file of one output folder, held by one run at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries: dict[str, Entry] = {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, _OPEN, 0o666)
        except OSError as error:
            raise _unwritable(path, error) from None
        self._refuse_another_file()
        self._hold()
        try:
            self._end = self._read()
            os.ftruncate(self._file, self._end)
        except OSError as error:
            raise _unwritable(path, error) from None

    def _refuse_another_file(self) -> None:
        """Refuse a file that is no journal: it would be cut and written over."""
        try:
            head = os.read(self._file, len(_HEAD))
        except OSError as error:
            os.close(self._file)
            raise _unwritable(self.path, error) from None
        if not _HEAD.startswith(head):
            os.close(self._file)
            hint = "Name another file with --journal, or another folder with -o."
            raise UsageError([Fault("not-a-journal", "is no journal of a batch", Place(str(self.path)), hint=hint)])

    def _hold(self) -> None:
        if fcntl is None:  # pragma: no cover - Windows
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            message = "another batch is writing into this folder"
            raise UsageError([Fault("batch-running", message, Place(str(self.path.parent)))]) from None
        except OSError:
            return  # a file system without locks

    def _read(self) -> int:
        """Take in the lines that are whole; return where the last of them ends."""
        end = 0
        with open(os.dup(self._file), "rb") as file:
            file.seek(0)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                end += len(line)
                with contextlib.suppress(msgspec.MsgspecError):  # of another version: its memo is made again
                    entry = _DECODER.decode(line)
                    self.entries[entry.name] = entry
        return end

    def add(self, entry: Entry) -> None:
        """Write down one entry, to the disk; fails with `OutputError`, the journal as it was."""
        line = msgspec.json.encode(entry) + b"\n"
        try:
            os.lseek(self._file, self._end, os.SEEK_SET)
            view = memoryview(line)
            while view:
                view = view[os.write(self._file, view) :]
            os.fsync(self._file)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, self._end)
            raise _unwritable(self.path, error) from error
        self._end += len(line)
        self.entries[entry.name] = entry

    def close(self, compact: bool = False) -> None:
        """Let go of the journal; `compact` leaves one line a name. Fails with `OutputError`, the journal whole."""
        try:
            lines = b"".join(msgspec.json.encode(entry) + b"\n" for entry in self.entries.values())
            if compact and len(lines) != self._end:
                write(self.path, lines)
        finally:
            os.close(self._file)


_DECODER = msgspec.json.Decoder(Entry)


def _unwritable(path: Path, error: OSError) -> OutputError:
    why = "it is a symbolic link" if error.errno == errno.ELOOP else error.strerror or error
    found = OutputError([Fault("cannot-write", f"cannot be written: {why}", Place(str(path)))])
    found.__cause__ = error
    return found


def written(path: Path) -> frozenset[str]:
    """Return the files that a journal says were written, by their paths below the output folder; none without it."""
    found: set[str] = set()
    with contextlib.suppress(OSError):
        for line in path.read_bytes().splitlines():
            with contextlib.suppress(msgspec.MsgspecError):
                entry = _DECODER.decode(line)
                found.update(entry.left, (output.path for output in entry.outputs))
    return frozenset(one for one in found if not PurePath(one).is_absolute() and ".." not in PurePath(one).parts)
