"""How long memo takes to start, against the imports that it cannot do without.

Runs each command in a fresh process, in turn with the import that is its
floor, and prints medians and the median of the paired ratios, of wall time
and of processor time; then how long reading the compiled law takes against
PyYAML's C loader over the files it was made from. Bytecode is compiled and
every cache warm. Machines differ, so nothing is asserted; compare ratios of
one machine before and after a change.

    .venv/bin/python benchmarks/start.py
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median

from fresh import CHECKOUT, ENVIRONMENT, compiled, seconds

ROUNDS = 7
SAMPLE = "examples/anthropic-claude.yaml"
TYPES = ["-c", "import click, pydantic"]
TEMPLATES = ["-c", "import click, pydantic, jinja2"]
COMMANDS: dict[str, tuple[list[str], list[str], str]] = {
    "memo --help": (["-m", "memo", "--help"], TYPES, "1.5"),
    "memo law": (["-m", "memo", "law"], TYPES, "1.5"),
    "memo law eu-gdpr 6": (["-m", "memo", "law", "eu-gdpr", "6"], TYPES, "1.5"),
    'memo cite "GDPR Art. 6(1)(f)"': (["-m", "memo", "cite", "GDPR Art. 6(1)(f)"], TYPES, ""),
    "memo render -f md (sample)": (["-m", "memo", "render", SAMPLE, "-f", "md", "-o", "-"], TEMPLATES, "1.6"),
}
"""Each command with its floor and the most it should take of it."""


EVERYTHING = """
from pathlib import Path
from time import perf_counter
{imports}
began = perf_counter()
{read}
print(perf_counter() - began)
"""
COMPILED = EVERYTHING.format(
    imports="from memo.library.store import Store",
    read="store = Store(Path('regulations')); store.compile(); [store.law(law) for law in store.law_ids]",
)
ONE_LAW = EVERYTHING.format(
    imports="from memo.library.store import Store",
    read="store = Store(Path('regulations')); store.summaries; store.law('eu-gdpr')",
)
YAML = EVERYTHING.format(
    imports="import yaml",
    read="[yaml.load(p.read_bytes(), yaml.CSafeLoader) for p in Path('regulations').rglob('*.yaml')]",
)


def inside(code: str) -> float:
    """Return the time that a fresh process says its reading took, its imports not counted."""
    done = subprocess.run(  # noqa: S603 - our own interpreter, fixed code
        [sys.executable, "-c", code], cwd=CHECKOUT, check=True, env=ENVIRONMENT, capture_output=True, text=True
    )
    return float(done.stdout)


def main() -> None:
    compiled()
    for arguments, floor, _ in COMMANDS.values():
        seconds([sys.executable, *floor])  # compiled files and the disk's cache are warm for all alike
        seconds([sys.executable, *arguments])
    print(f"Python {sys.version.split()[0]}, medians of {ROUNDS} paired runs\n")
    print(f"{'':<32}{'seconds':>8}{'times floor':>13}{'by processor':>14}{'goal':>7}")
    for name, (arguments, floor, goal) in COMMANDS.items():
        rounds = [(seconds([sys.executable, *floor]), seconds([sys.executable, *arguments])) for _ in range(ROUNDS)]
        wall = median(took[0] for _, took in rounds)
        ratio = median(took[0] / under[0] for under, took in rounds)
        spent = median(took[1] / under[1] for under, took in rounds)
        print(f"{name:<32}{wall:>8.2f}{ratio:>13.2f}{spent:>14.2f}{goal:>7}")
    print("\nfloor: import click, pydantic; for render import click, pydantic, jinja2\n")
    yaml = [inside(YAML) for _ in range(3)]
    for name, code in (("every compiled record", COMPILED), ("summaries and one law", ONE_LAW)):
        inside(code)
        took = median(inside(code) for _ in range(ROUNDS))
        share = f"1/{median(yaml) / took:.0f} of PyYAML's C loader ({median(yaml):.2f} s)"
        print(f"{'read ' + name:<32}{took:>8.3f}   {share}")


if __name__ == "__main__":
    main()
