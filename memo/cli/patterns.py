"""Regular expressions as an earlier start compiled them, so that a command does not compile two hundred again.

Python's own compiler makes of a pattern a list of numbers for its engine, and
takes longer over it than over reading the law. The numbers are kept beside
the compiled law, by interpreter: another build of Python finds none of them.
A pattern is kept only if what is made of the numbers equals what `re.compile`
makes, and wherever anything is not as expected `re.compile` is asked, so that
this saves time or does nothing (docs/decisions/0009). No pattern holds a word
of a findings file.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sys
from array import array
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from memo.library.files import replacing, sealed, unsealed

MOST = 4_000
"""Patterns kept; a library asks for some hundreds, and a file that grew past this is begun anew."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A compiled pattern: its final flags, the engine's numbers as bytes, its groups and their names."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]


class Shelf:
    """The compiled patterns that are kept in a folder for one build of Python."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._new: dict[bytes, Kept] = {}

    def compile(self, pattern: str, flags: int) -> re.Pattern[str]:
        """Return what `re.compile` returns; fails as it does."""
        key = f"{int(flags)} {pattern}".encode(errors="surrogatepass")
        kept = self._held.get(key)
        if kept is not None:
            with contextlib.suppress(Exception):  # the engine is asked by a way that Python promises to nobody
                return _restored(pattern, msgspec.msgpack.decode(kept, type=Kept))
        compiled = re.compile(pattern, flags)
        if not self._writable:
            return compiled
        with contextlib.suppress(Exception):
            taken = _taken(pattern, flags)
            if _same(_restored(pattern, taken), compiled):
                self._new[key] = taken
        return compiled

    def keep(self) -> None:
        """Keep what was compiled since for the next start, where the folder can be written."""
        if not self._new:
            return
        fresh: dict[bytes, Any] = dict(self._new)
        if len(self._held) + len(fresh) <= MOST:
            fresh = self._held | fresh
        with contextlib.suppress(OSError), replacing(self._path) as file:
            file.write(sealed(msgspec.msgpack.encode(fresh)))
        self._new.clear()

    @cached_property
    def _writable(self) -> bool:
        return os.access(self._folder, os.W_OK)

    @cached_property
    def _path(self) -> Path:
        return self._folder / f"patterns-{_build()}.msgpack"

    @cached_property
    def _held(self) -> dict[bytes, msgspec.Raw]:
        try:
            return msgspec.msgpack.decode(unsealed(self._path.read_bytes()), type=dict[bytes, msgspec.Raw])
        except (OSError, msgspec.MsgspecError):
            return {}


def _build() -> str:
    """Return a name for all on which the engine's numbers depend beside the pattern."""
    import _sre  # type: ignore[import-not-found]

    parts = (sys.implementation.cache_tag, sys.version, sys.byteorder, _sre.MAGIC, _sre.CODESIZE)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _taken(pattern: str, flags: int) -> Kept:
    """Return the engine's numbers for a pattern, made as `re.compile` makes them."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    state = parsed.state
    numbers = array("I", _compiler._code(parsed, flags))
    return Kept(int(flags | state.flags), numbers.tobytes(), state.groups - 1, dict(state.groupdict))


def _restored(pattern: str, kept: Kept) -> re.Pattern[str]:
    import _sre

    names: list[str | None] = [None] * (kept.groups + 1)
    for name, number in kept.names.items():
        names[number] = name
    numbers = array("I")
    numbers.frombytes(kept.code)
    made: re.Pattern[str] = _sre.compile(pattern, kept.flags, numbers.tolist(), kept.groups, kept.names, tuple(names))
    return made


def _same(one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether two patterns are one to the engine, which compares pattern, flags and numbers, and in their groups."""
    return one == other and one.groups == other.groups and dict(one.groupindex) == dict(other.groupindex)
