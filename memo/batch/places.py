"""Files of a batch, on this machine or behind a URL that fsspec knows (`memo[cloud]`)."""

from __future__ import annotations

import errno
import glob
import os
import stat
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from memo.errors import Fault, OutputError, Place, UsageError
from memo.limits import MOST_BYTES


def is_remote(path: str) -> bool:
    return "://" in path


def password_in(path: str) -> list[Fault]:
    """Return the fault of a URL that holds a password, which is not told again: journal and index name every input."""
    user = path.partition("://")[2].partition("/")[0].rpartition("@")[0]
    if ":" not in user:
        return []
    hint = "fsspec takes it from its own configuration or from the environment."
    bare = Place(path.replace(f"{user}@", "", 1))
    return [Fault("password-in-url", "is a URL with a password in it", bare, hint=hint)]


def _remote(path: str) -> tuple[Any, str]:
    """Return the file system behind a URL, and the path in it; fails with `UsageError`."""
    try:
        fsspec: Any = import_module("fsspec")
    except ImportError:
        message = "is a URL, and what reads URLs is not installed"
        raise UsageError([Fault("no-cloud", message, Place(path), hint="pip install 'memo[cloud]'")]) from None
    try:
        system, inner = fsspec.core.url_to_fs(path)
    except (ImportError, ValueError) as error:
        raise UsageError([Fault("no-cloud", str(error), Place(path))]) from None
    return system, inner


def _url(like: str, inner: str) -> str:
    return f"{like.partition('://')[0]}://{inner.lstrip('/')}"


def is_pattern(path: str) -> bool:
    return glob.has_magic(path)


def exists(path: str) -> bool:
    if is_remote(path):
        system, inner = _remote(path)
        return bool(system.exists(inner))
    return os.path.lexists(path)


def is_folder(path: str) -> bool:
    if is_remote(path):
        system, inner = _remote(path)
        return bool(system.isdir(inner))
    return Path(path).is_dir()


def fixed_part(pattern: str) -> str:
    """Return the folders before the first one with a wildcard.

    >>> fixed_part("in/2026/*/review-?.yaml"), fixed_part("*.yaml")
    ('in/2026', '')
    """
    head = pattern[: next(at for at, c in enumerate(pattern) if c in "*?[")]
    return head.rpartition("/")[0]


def matching(pattern: str) -> list[str]:
    """Return the files that a pattern matches, in the order of names."""
    if is_remote(pattern):
        system, inner = _remote(pattern)
        return sorted(_url(pattern, found) for found in system.glob(inner) if system.isfile(found))
    return sorted(found for found in glob.glob(pattern, recursive=True) if Path(found).is_file())


def below(folder: str) -> list[str]:
    """Return the files below a folder, hidden ones and those behind linked folders left out, in the order of names."""
    if is_remote(folder):
        system, inner = _remote(folder)
        return sorted(_url(folder, found) for found in system.find(inner))
    found = []
    for where, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(where, name) for name in files if not name.startswith(".")]
    return sorted(found)


def _raise(error: OSError) -> None:
    raise error


def read(path: str) -> bytes:
    """Return a file's bytes, one more than memo reads at most; fails with `OSError`."""
    if is_remote(path):
        system, inner = _remote(path)
        with system.open(inner, "rb") as file:
            return bytes(file.read(MOST_BYTES + 1))
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "is not a regular file", path)
        return file.read(MOST_BYTES + 1)


def write(path: str, data: bytes) -> None:
    """Write a file whole or not at all, its folder made; fails with `OutputError`, whose context is the cause."""
    if not is_remote(path):
        from memo.writing import write as write_here

        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"the folder cannot be made: {error.strerror or error}"
            raise OutputError([Fault("cannot-write", message, Place(str(Path(path).parent)))]) from error
        write_here(Path(path), data)
        return
    system, inner = _remote(path)
    try:  # an object store shows an object once it is whole; elsewhere it is moved into its place
        system.makedirs(str(PurePosixPath(inner).parent), exist_ok=True)
        part = f"{inner}.memo-part" if "file" in _protocols(system) else inner
        system.pipe_file(part, data)
        if part != inner:
            system.mv(part, inner)
    except Exception as error:  # every store has errors of its own
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise OutputError([Fault("cannot-write", message, Place(path))]) from error


def _protocols(system: Any) -> tuple[str, ...]:
    return (system.protocol,) if isinstance(system.protocol, str) else tuple(system.protocol)


def size(path: str) -> int:
    """Return a file's size in bytes, -1 where there is none."""
    try:
        if is_remote(path):
            system, inner = _remote(path)
            return int(system.info(inner)["size"])
        return os.stat(path).st_size
    except OSError:
        return -1


def whole(path: str) -> str:
    """Return a path as one spelling of the same file."""
    return path if is_remote(path) else os.path.abspath(path).replace(os.sep, "/")


def joined(folder: str, name: str) -> str:
    """Return a path below a folder; one that stands by itself is left."""
    if is_remote(name) or not folder or os.path.isabs(name):
        return name
    return f"{folder.rstrip('/')}/{name}" if is_remote(folder) else os.path.join(folder, name)


def parent(path: str) -> str:
    return path.rpartition("/")[0] if is_remote(path) else os.path.dirname(path)


def without_ending(path: str) -> str:
    """Return a path below a folder without its file's ending, written with `/`."""
    return os.path.splitext(path)[0].replace(os.sep, "/")


def stem(path: str) -> str:
    return PurePosixPath(path.replace(os.sep, "/")).stem or "memo"
