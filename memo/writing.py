"""Writing a result so that a reader finds the old file whole or the new one whole, never a part."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from memo.errors import Fault, OutputError, Place

PREFIX = ".memo-part-"


def write(path: Path, content: bytes | str) -> None:
    """Write beside the target, then rename over it; fails with `OutputError`, leaving the old file."""
    data = content.encode() if isinstance(content, str) else content
    temporary: str | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "is a folder")
        if path.exists() and not path.is_file():
            raise OSError(22, "is not a regular file")
        descriptor, temporary = tempfile.mkstemp(prefix=PREFIX, dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
        temporary = None
        _settle(path.parent)
    except OSError as error:
        raise OutputError(
            [Fault("cannot-write", f"cannot be written: {error.strerror or error}", Place(str(path)))]
        ) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _settle(folder: Path) -> None:
    """Make the rename itself survive a crash, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
