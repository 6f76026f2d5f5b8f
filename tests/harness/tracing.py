"""Running a program under strace, and reading what it called."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import CHECKOUT

STRACE = shutil.which("strace")
needs_strace = pytest.mark.skipif(STRACE is None, reason="strace is not installed")
_CALL = re.compile(r"^\d+\s+(\w+)\((.*)$")


@dataclass(frozen=True)
class Call:
    """One call of the system: its name, which call of that name it is, and its arguments and result as text."""

    name: str
    number: int
    text: str


def traced(arguments: list[str], calls: str, log: Path, inject: str = "") -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments; the log gets the calls named, `inject` is strace's own expression."""
    assert STRACE is not None
    command = [STRACE, "-f", "-y", "-s", "300", "-o", str(log), "-e", f"trace={calls}"]
    command += ["-e", f"inject={inject}"] if inject else ["--seccomp-bpf"]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONHASHSEED": "0"}
    return subprocess.run(
        [*command, sys.executable, *arguments], capture_output=True, text=True, env=environment, timeout=300
    )


def read(log: Path) -> list[Call]:
    """Return the calls of a log in their order."""
    counts: dict[str, int] = {}
    found: list[Call] = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _CALL.match(line)
        if match:
            name = match[1]
            counts[name] = counts.get(name, 0) + 1
            found.append(Call(name, counts[name], match[2]))
    return found
