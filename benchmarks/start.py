"""How long memo takes to start, against the imports that it cannot do without.

Runs each command in a fresh process, five times in turn with the floor, and
prints medians and the median of the paired ratios. Machines differ, so
nothing is asserted; compare ratios of one machine before and after a change.

    .venv/bin/python benchmarks/start.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

CHECKOUT = Path(__file__).resolve().parent.parent
ROUNDS = 5
FLOOR = ["-c", "import click, pydantic, jinja2"]
COMMANDS = {
    "memo --help": ["-m", "memo", "--help"],
    "memo law eu-gdpr 6": ["-m", "memo", "law", "eu-gdpr", "6"],
    "memo render -f md (sample)": ["-m", "memo", "render", "examples/anthropic-claude.yaml", "-f", "md", "-o", "-"],
}


def seconds(arguments: list[str]) -> float:
    """Return the wall time of one fresh Python process; fails where the process fails."""
    began = perf_counter()
    subprocess.run(  # noqa: S603 - our own interpreter, fixed arguments
        [sys.executable, *arguments], cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return perf_counter() - began


def main() -> None:
    for arguments in (FLOOR, *COMMANDS.values()):
        seconds(arguments)  # compiled files and the disk's cache are warm for all alike
    rounds = [(seconds(FLOOR), [seconds(arguments) for arguments in COMMANDS.values()]) for _ in range(ROUNDS)]
    print(f"Python {sys.version.split()[0]}, medians of {ROUNDS} paired runs\n")
    print(f"{'':<32}{'seconds':>8}  {'times the floor':>15}")
    print(f"{'import click, pydantic, jinja2':<32}{median(floor for floor, _ in rounds):>8.2f}  {'1.0':>15}")
    for number, name in enumerate(COMMANDS):
        wall = median(took[number] for _, took in rounds)
        ratio = median(took[number] / floor for floor, took in rounds)
        print(f"{name:<32}{wall:>8.2f}  {ratio:>15.1f}")


if __name__ == "__main__":
    main()
