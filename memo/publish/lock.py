"""One publish at a time to one ticket or wiki, as far as this machine goes: two runs would both find nothing there.

Runs on other machines are not held up; after attaching, a file that hangs at a
ticket twice is said to (`Receipt.twice`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from memo.publish.failure import fail
from memo.publish.wire import needs_extra

LONGEST_WAIT = 120
"""Seconds that a run waits for another one."""


@contextmanager
def one_at_a_time(target: str, place: tuple[str, ...], environment: Mapping[str, str]) -> Iterator[None]:
    """Hold the lock of a place; fails with `RemoteError` where another run keeps it for long.

    The lock is a file of this person's cache, named by a digest of the place;
    it is let go when the run ends, however it ends. Where no file can be
    written there the run goes on without, as it would on another machine.
    """
    with needs_extra():
        from filelock import FileLock, Timeout
    name = hashlib.sha256("\0".join(place).encode()).hexdigest()[:32]
    folder = _cache(environment)
    lock = FileLock(folder / f"{name}.lock", timeout=LONGEST_WAIT, mode=0o600)
    with suppress(OSError):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock.acquire()
        except Timeout:  # an OSError too, which a full disk is and this is not
            message = f"another run of memo has been publishing here for {LONGEST_WAIT} seconds"
            fail("publish-busy", target, message, "Wait until it ends, then run the command again.")
    try:
        yield
    finally:
        lock.release()


def _cache(environment: Mapping[str, str]) -> Path:
    if given := environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA"):
        return Path(given, "memo", "publish")
    home = environment.get("HOME") or environment.get("USERPROFILE")
    return Path(home or Path.home(), ".cache", "memo", "publish")
