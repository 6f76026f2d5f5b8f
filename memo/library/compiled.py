"""Compiled copies of library files: JSON keyed by the content it was made from, so that none is ever stale.

YAML is what people edit; parsing megabytes of it at every start would cost a
second. A copy is named after the digest of the bytes it was made from, written
beside its final name and renamed, so two processes that race write the same
file twice. A wheel carries the copies; where the folder cannot be written the
YAML is read instead.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

ModelT = TypeVar("ModelT", bound=BaseModel)

FORMAT = hashlib.sha256(
    b"".join((Path(__file__).parent / name).read_bytes() for name in ("records.py", "summary.py", "decision.py"))
).hexdigest()
"""Part of every key: the models themselves, so that a copy made for other models is never read."""

FOLDER = ".compiled"


def key_of(paths: Sequence[Path]) -> str:
    """Return the digest of files' bytes, in their order; also the name of their compiled copy."""
    total = hashlib.sha256(FORMAT.encode())
    for path in paths:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:32]


def key_for(digest: str) -> str:
    """Return the key of a copy that was made from everything behind one digest."""
    return hashlib.sha256(f"{FORMAT} {digest}".encode()).hexdigest()[:32]


def copy_of(root: Path, name: str, key: str, model: type[ModelT], produce: Callable[[], ModelT]) -> ModelT:
    """Return what the compiled copy `name` under `key` holds, made by `produce` where there is none that reads.

    A copy that a failing disk or another hand has spoilt is made anew.
    """
    path = root / FOLDER / f"{name}-{key}.json"
    with contextlib.suppress(OSError, ValidationError):
        return model.model_validate_json(path.read_bytes())
    made = produce()
    with contextlib.suppress(OSError):
        _keep(path, name, made.model_dump_json(by_alias=True, exclude_defaults=True).encode())
    return made


def _keep(path: Path, name: str, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    for other in path.parent.iterdir():
        if other != path and re.fullmatch(rf"{re.escape(name)}-[0-9a-f]{{32}}\.json", other.name):
            other.unlink(missing_ok=True)
