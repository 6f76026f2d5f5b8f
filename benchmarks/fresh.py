"""Runs of fresh processes, for the benchmarks beside this file: one environment for all of them, bytecode compiled."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

CHECKOUT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPATH": str(CHECKOUT),
    "SOURCE_DATE_EPOCH": "1795564800",
}
"""As it is, but bytecode may be kept and an undated review has a day."""


def seconds(command: Sequence[str], folder: str | Path = CHECKOUT) -> tuple[float, float]:
    """Return the wall and the processor time of a command and its children; fails where the command fails."""
    began, before = perf_counter(), os.times()
    subprocess.run(  # noqa: S603 - fixed commands
        command, cwd=folder, check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    after = os.times()
    spent = after.children_user - before.children_user + after.children_system - before.children_system
    return perf_counter() - began, spent


def compiled() -> None:
    """Compile memo's bytecode, so that no run pays for it."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", "memo"], cwd=CHECKOUT, check=False, env=ENVIRONMENT)
