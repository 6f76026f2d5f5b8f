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
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from memo.library.files import FOLDER, Files, replacing, sealed, unsealed

MadeT = TypeVar("MadeT")

_MODELS = ("profile.py", "form.py", "records.py", "summary.py", "decision.py", "party.py", "risk.py")


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
    files: Files,
    name: str,
    names: Sequence[str],
    kind: type[MadeT],
    produce: Callable[[], tuple[MadeT, dict[str, str]]],
) -> tuple[MadeT, Mapping[str, str]]:
    """Return the same as `copy_of`, and texts by name that are read when they are asked for.

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
    """What stands before the texts: a value, and where each text lies behind the head, its length and check sum."""

    made: msgspec.Raw
    parts: dict[str, tuple[int, int, int]]


class Parts(Mapping[str, str]):
    """The texts of a copy by name; fails with `OSError` or `ValueError` where there is no copy or its head is spoilt.

    `anew` gives all texts where one turns out to be spoilt. Several threads,
    and processes parted from one, may read at once.
    """

    def __init__(self, path: Path, anew: Callable[[], dict[str, str]]) -> None:
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
        weakref.finalize(self, os.close, self._file)
        self._path, self._anew = path, anew
        self._met: dict[str, str] = {}
        self._reading = threading.Lock()
        length = int(self._read(0, _MARK), 16)
        head = msgspec.msgpack.decode(unsealed(self._read(_MARK, length)), type=_Head)
        self.head = head.made
        self._parts, self._behind = head.parts, _MARK + length

    def _read(self, start: int, length: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._file, length, start)
        with self._reading:  # where processes are never parted from one
            os.lseek(self._file, start, os.SEEK_SET)
            return os.read(self._file, length)

    def __getitem__(self, name: str) -> str:
        if name not in self._met:
            start, length, check = self._parts[name]
            data = self._read(self._behind + start, length)
            if zlib.crc32(data) == check:
                self._met[name] = data.decode()
            else:
                self._met = self._anew()
                self._path.unlink(missing_ok=True)
        return self._met[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


_MARK = 9
"""Letters before the head that say how long it is."""


def _in_parts(made: Any, texts: Mapping[str, str]) -> bytes:
    places: dict[str, tuple[int, int, int]] = {}
    bodies, start = [], 0
    for name, text in texts.items():
        body = text.encode()
        places[name] = (start, len(body), zlib.crc32(body))
        bodies.append(body)
        start += len(body)
    head = sealed(msgspec.msgpack.encode(_Head(msgspec.Raw(msgspec.msgpack.encode(_spare(made))), places)))
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
