"""Compiled copies of library files: msgpack keyed by the content it was made from, so that none is ever stale.

YAML is what people edit; parsing and validating megabytes of it at every start
would cost seconds. A copy is named after the digests of the files it was made
from, written beside its final name and renamed, so two processes that race
write the same file twice. A wheel carries the copies; where the folder cannot
be written the YAML is read instead. A copy begins with a check sum of what
follows, so that one which a failing disk, a half-done transfer or a hand has
changed is made anew even where it still reads. That is no lock: who can write
here can write the YAML (SECURITY.md).
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
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
    key = hashlib.sha256("\n".join((_format(), *map(_code, code), *map(files.digest, names))).encode()).hexdigest()[:32]
    path = files.root / FOLDER / f"{name}-{key}.msgpack"
    with contextlib.suppress(OSError, msgspec.MsgspecError), _uncollected():
        return msgspec.msgpack.decode(unsealed(path.read_bytes()), type=kind)
    made = produce()
    if files.still(names):
        with contextlib.suppress(OSError):
            _keep(path, name, sealed(msgspec.msgpack.encode(_spare(made))))
    return made


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
