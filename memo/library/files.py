"""Which files a library has and the digest of each, without reading again what was read before.

`.compiled/index.json` keeps, for each file, its digest beside what the file
system said of it then: size, times, number. While that is unchanged the digest
is taken as read. What was written in the two seconds before it was read is
never trusted that way, since a second edit might leave no trace; nor is any
file where the index is missing, spoilt or cannot be written: its bytes are
then read and hashed at every start.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO

import msgspec

FOLDER = ".compiled"
INDEX = "index.json"
_SETTLED_AFTER_NS = 2_000_000_000
"""Between a file's last change and its reading, for its times to tell a later change; the coarsest are of 2 s."""


class _Seen(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was read: its digest, and what the file system said of it; nothing where that may not be trusted."""

    digest: str
    state: tuple[int, ...] | None


class Files:
    """The YAML files below one folder, as they are now."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._digests: dict[str, str] = {}

    @cached_property
    def _states(self) -> dict[str, tuple[int, ...]]:
        """What the file system says of every file, by its path below the root, in the order of paths."""
        found: dict[str, tuple[int, ...]] = {}
        folders = [("", self.root)]
        while folders:
            prefix, folder = folders.pop()
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.endswith(".yaml"):
                        found[prefix + entry.name] = _state(entry.stat())
                    elif entry.name != FOLDER and entry.is_dir():
                        folders.append((f"{prefix}{entry.name}/", Path(entry.path)))
        return dict(sorted(found.items(), key=lambda item: item[0].split("/")))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The path of every file below the root."""
        return tuple(self._states)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file."""
        seen = self._index.get(name)  # may give every digest
        if name not in self._digests:
            known = seen is not None and seen.state == self._states.get(name)
            self._digests[name] = seen.digest if seen is not None and known else _hashed(self.root / name)
        return self._digests[name]

    def still(self, names: Sequence[str]) -> bool:
        """Whether files hold now, byte for byte, what their digests are of."""
        try:
            return all(_hashed(self.root / name) == self.digest(name) for name in names)
        except OSError:
            return False

    @cached_property
    def whole(self) -> str:
        """SHA-256 over every file, its path and its bytes, in the order of paths."""
        return self.of(self.names)

    def of(self, names: Iterable[str]) -> str:
        """Return one SHA-256 over files, their paths and their bytes, in the order given."""
        total = hashlib.sha256()
        for name in names:
            total.update(name.encode() + b"\0" + bytes.fromhex(self.digest(name)))
        return total.hexdigest()

    @cached_property
    def _index(self) -> dict[str, _Seen]:
        """What is known of the files from earlier starts, brought up to date where it can be kept."""
        path = self.root / FOLDER / INDEX
        try:
            known = msgspec.json.decode(unsealed(path.read_bytes()), type=dict[str, _Seen])
        except (OSError, msgspec.MsgspecError):
            known = {}
        if len(known) == len(self._states) and all(
            seen.state == self._states.get(name) for name, seen in known.items()
        ):
            return known
        with contextlib.suppress(OSError):
            self._renew(path, known)
        return known

    def _renew(self, path: Path, known: dict[str, _Seen]) -> None:
        """Keep the index for the next start, files that have changed hashed; fails with `OSError` where it cannot be.

        The time is that of the file system, read before the files are.
        """
        with replacing(path) as file:
            settled = os.fstat(file.fileno()).st_mtime_ns - _SETTLED_AFTER_NS
            fresh: dict[str, _Seen] = {}
            for name, state in self._states.items():
                seen = known.get(name)
                trusted = seen is not None and seen.state == state
                digest = seen.digest if seen is not None and trusted else _hashed(self.root / name)
                fresh[name] = _Seen(digest, state if trusted or max(state[1:3]) < settled else None)
                self._digests[name] = digest
            file.write(sealed(msgspec.json.encode(fresh)))


def sealed(data: bytes) -> bytes:
    """Return data behind their own check sum: it is read at every start, four times as fast as a digest."""
    return b"%08x\n" % zlib.crc32(data) + data


def unsealed(data: bytes) -> memoryview:
    """Return what `sealed` was given; fails with `OSError` where it is not that any more.

    >>> bytes(unsealed(sealed(b"[1]")))
    b'[1]'
    """
    body = memoryview(data)[9:]
    if b"%08x\n" % zlib.crc32(body) != data[:9]:
        raise OSError("a compiled copy was changed")
    return body


def _state(stat: os.stat_result) -> tuple[int, ...]:
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def _hashed(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file that takes the place of `path` when it is whole, so that two processes may do so at once."""
    import tempfile

    path.parent.mkdir(exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
