"""Compiled copies of library files: msgpack keyed by the content it was made from, so that none is ever stale.

YAML is what people edit; parsing and validating megabytes of it at every start
would cost seconds. A copy is named after the digests of the files it was made
from, written beside its final name and renamed, so two processes that race
write the same file twice. A wheel carries the copies; where the folder cannot
be written the YAML is read instead. A copy begins with a check sum of what
follows, so that one which a failing disk, a half-done transfer or a hand has
changed is made anew even where it still reads. That is no lock: who can write
here can write the YAML (SECURITY.md). A copy of which a run needs little has
its texts behind a head, each with its own check sum: they are read one by one.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import re
import threading
import weakref
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar, overload

import msgspec

from memo.library.files import FOLDER, Files, replacing, sealed, unsealed

MadeT = TypeVar("MadeT")

_MODELS = ("profile.py", "distilled.py", "form.py", "records.py", "summary.py", "decision.py", "party.py", "risk.py")


@cache
def _format() -> str:
    """Return a digest that is part of every key: of the record types, so that a copy of other types is never read."""
    here = Path(__file__).parent
    return hashlib.sha256(b"".join((here / name).read_bytes() for name in _MODELS)).hexdigest()


@cache
def _code(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def copy_of(
    files: Files,
    name: str,
    names: Sequence[str],
    kind: type[MadeT],
    produce: Callable[[], MadeT],
    code: Sequence[Path] = (),
) -> MadeT:
    """Return what the compiled copy `name` of some files holds, made by `produce` where there is none that reads.

    A copy that a failing disk or another hand has spoilt is made anew. Files
    that change while they are compiled leave no copy. `code` are the modules
    that decide what a copy holds, beside the record types.
    """
    path = _path(files, name, names, code)
    with contextlib.suppress(OSError, msgspec.MsgspecError), _uncollected():
        return msgspec.msgpack.decode(unsealed(path.read_bytes()), type=kind)
    made = produce()
    if files.still(names):
        with contextlib.suppress(OSError):
            _keep(path, name, sealed(msgspec.msgpack.encode(_spare(made))))
    return made


def copy_in_parts(
    files: Files, name: str, names: Sequence[str], kind: type[MadeT], produce: Callable[[], tuple[MadeT, list[str]]]
) -> tuple[MadeT, Sequence[str]]:
    """Return the same as `copy_of`, and texts by number that are read when they are asked for.

    A text that was spoilt has all of them made anew, and the copy thrown away.
    """
    path = _path(files, name, names)
    with contextlib.suppress(OSError, ValueError, msgspec.MsgspecError), _uncollected():
        parts = Parts(path, lambda: produce()[1])
        return msgspec.msgpack.decode(parts.head, type=kind), parts
    made, texts = produce()
    if files.still(names):
        with contextlib.suppress(OSError):
            _keep(path, name, _in_parts(made, texts))
    return made, texts


class _Head(msgspec.Struct, frozen=True, array_like=True):
    """What stands before the texts: a value, where each text ends, and its check sum, four bytes each."""

    made: msgspec.Raw
    ends: bytes
    checks: bytes


class Parts(Sequence[str]):
    """The texts of a copy; fails with `OSError` or `ValueError` where there is no copy or its head is spoilt.

    `anew` gives all texts where one turns out to be spoilt. Several threads,
    and processes parted from one, may read at once.
    """

    def __init__(self, path: Path, anew: Callable[[], list[str]]) -> None:
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
        weakref.finalize(self, os.close, self._file)
        self._path, self._anew, self._made = path, anew, list[str]()
        self._reading = threading.Lock()
        length = int(self._read(0, _MARK), 16)
        head = msgspec.msgpack.decode(unsealed(self._read(_MARK, length)), type=_Head)
        self.head, self._ends, self._checks = head.made, head.ends, head.checks
        self._behind = _MARK + length

    def _read(self, start: int, length: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._file, length, start)
        with self._reading:  # where processes are never parted from one
            os.lseek(self._file, start, os.SEEK_SET)
            return os.read(self._file, length)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        at = range(len(self))[number]
        if not self._made:
            start = _number(self._ends, at - 1) if at else 0
            data = self._read(self._behind + start, _number(self._ends, at) - start)
            if zlib.crc32(data) == _number(self._checks, at):
                return data.decode()
            self._made = self._anew()
            self._path.unlink(missing_ok=True)
        return self._made[at]

    def __len__(self) -> int:
        return len(self._ends) // _BYTES


_MARK = 9
"""Letters before the head that say how long it is."""
_BYTES = 4
"""Bytes of a place and of a check sum."""


def _number(row: bytes, at: int) -> int:
    return int.from_bytes(row[at * _BYTES : (at + 1) * _BYTES], "little")


def _in_parts(made: Any, texts: Sequence[str]) -> bytes:
    bodies = [text.encode() for text in texts]
    ends = b"".join(end.to_bytes(_BYTES, "little") for end in accumulate(map(len, bodies)))
    checks = b"".join(zlib.crc32(body).to_bytes(_BYTES, "little") for body in bodies)
    head = sealed(msgspec.msgpack.encode(_Head(msgspec.Raw(msgspec.msgpack.encode(_spare(made))), ends, checks)))
    return b"%08x\n" % len(head) + head + b"".join(bodies)


def _path(files: Files, name: str, names: Sequence[str], code: Sequence[Path] = ()) -> Path:
    key = hashlib.sha256("\n".join((_format(), *map(_code, code), *map(files.digest, names))).encode()).hexdigest()[:32]
    return files.root / FOLDER / f"{name}-{key}.msgpack"


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Have no search for unreachable values meanwhile: thousands are made at once, and none refers to itself."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _spare(value: Any) -> Any:
    """Return a record without the values that its type gives by itself."""
    if isinstance(value, msgspec.Struct) and not value.__struct_config__.array_like:
        return {
            field.encode_name: _spare(held)
            for field in msgspec.structs.fields(type(value))
            if (held := getattr(value, field.name)) != _default(field) or field.required
        }
    if isinstance(value, tuple):
        return [_spare(entry) for entry in value]
    return {key: _spare(entry) for key, entry in value.items()} if isinstance(value, dict) else value


def _default(field: msgspec.structs.FieldInfo) -> Any:
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()


def _keep(path: Path, name: str, data: bytes) -> None:
    with replacing(path) as file:
        file.write(data)
    for other in path.parent.iterdir():
        if other != path and re.fullmatch(rf"{re.escape(name)}-[0-9a-f]{{32}}\.(msgpack|json)", other.name):
            other.unlink(missing_ok=True)
