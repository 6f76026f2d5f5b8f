"""Writing a result so that a reader finds the old file whole or the new one whole, never a part.

A part is written beside its target under a name with one known prefix and is
locked while its writer lives. A part that nobody has locked was left by a run
that was killed; the next run that writes into the folder removes it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import unicodedata
from pathlib import Path

from memo.errors import Fault, OutputError, Place

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows: parts are not locked there, and those left over stay
    fcntl = None  # type: ignore[assignment]

PREFIX = ".memo-part-"
LONGEST_NAME = 100
"""Bytes of a file's name, without its ending, that `safe_name` lets be."""

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def write(path: Path, content: bytes | str) -> None:
    """Write beside the target, then rename over it; fails with `OutputError`, leaving the old file.

    A symbolic link at the target is replaced, not followed.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        _refuse_what_is_no_file(path)
        clean(path.parent)
        _replace(path, data)
    except OSError as error:
        raise OutputError(
            [Fault("cannot-write", f"cannot be written: {error.strerror or error}", Place(str(path)))]
        ) from None


def clean(folder: Path) -> None:
    """Remove the parts that killed runs left in a folder; those of living runs stay."""
    if fcntl is None:
        return
    for name in os.listdir(folder):
        if name.startswith(PREFIX):
            with contextlib.suppress(OSError):  # another run removes it, or it is not ours to remove
                _remove_abandoned(folder / name)


def safe_name(text: str, longest: int = LONGEST_NAME) -> str:
    """Return a name for a file made from data: letters, digits, `.`, `_` and `-`, and a short hash where that loses.

    >>> safe_name("F-3"), safe_name("../x").startswith("x-"), safe_name("a/b") != safe_name("a.b")
    ('F-3', True, True)
    """
    kept = re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-. ")[:longest]
    if _DEVICES.fullmatch(kept):
        kept = kept.replace(".", "-")  # Windows takes `nul.anything` for the device
    elif kept and kept == text:
        return kept
    return f"{kept or 'x'}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def same_name(name: str) -> str:
    """Return a name as a file system may compare it: capitals and composed letters alike.

    >>> same_name("Übersicht.MD") == same_name("U\u0308bersicht.md")
    True
    """
    return unicodedata.normalize("NFKC", name).casefold()


def _refuse_what_is_no_file(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode) or (stat.S_ISLNK(mode) and path.is_dir()):
            raise OSError("is a folder")
        if not stat.S_ISREG(mode) and not stat.S_ISLNK(mode):
            raise OSError("is not a regular file")


def _replace(path: Path, data: bytes) -> None:
    descriptor, part = _opened(path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.replace(part, path)  # still locked, so that no other run takes it for left over
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(part)
        raise
    _settle(path.parent)


def _opened(folder: Path) -> tuple[int, Path]:
    """Return a new part, locked; its mode is what the umask leaves of any new file's."""
    while True:
        part = folder / f"{PREFIX}{os.urandom(8).hex()}"
        descriptor = os.open(part, _NEW, 0o666)
        if _locked(descriptor) and _is_at(descriptor, part):
            return descriptor, part
        os.close(descriptor)  # another run took it for left over, between its making and its lock


def _locked(descriptor: int) -> bool:
    """Whether the lock was free; a file system without locks says yes to its own parts."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return False
    return os.path.samestat(found, os.fstat(descriptor))


def _remove_abandoned(part: Path) -> None:
    descriptor = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails where its writer lives, or without locks
        if stat.S_ISREG(os.fstat(descriptor).st_mode) and _is_at(descriptor, part):
            os.unlink(part)
    finally:
        os.close(descriptor)


def _settle(folder: Path) -> None:
    """Make the rename itself survive a crash, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
