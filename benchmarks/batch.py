"""How many memos a batch makes: against `memo render` one by one, on one worker and on all, and run again unchanged.

Each way writes the same memos into a folder of its own; the ways take turns.
Nothing is asserted: compare ratios of one machine, which should be quiet. The
last two columns are of the processor's time, which a busy machine disturbs
less: what a memo took, and how many times that it took one by one.

    .venv/bin/python benchmarks/batch.py [COUNT] [FORMAT] [ROUNDS]
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from fresh import compiled, seconds

MEMO = [sys.executable, "-m", "memo"]
REVIEW = """\
vendor: Vendor {number}
review: {{date: 2026-11-25}}
client: {{role: controller, people_in: [DE, US-CA]}}
findings:
  - title: Model training opt-out with safety review override
    summary: Prompts train the models unless the person opts out.
    severity: high
  - title: No audit right
    summary: The customer may not audit the vendor; a summary report is given on request.
    severity: medium
"""


def took(folder: str, *words: str) -> tuple[float, float]:
    return seconds([*MEMO, *words], folder)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 24
    form = sys.argv[2] if len(sys.argv) > 2 else "pdf"
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    compiled()
    times: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "in").mkdir()
        for number in range(count):
            Path(folder, "in", f"r{number:05}.yaml").write_text(REVIEW.format(number=number), encoding="utf-8")
        took(folder, "render", "in/r00000.yaml", "-f", form, "-o", "warm/")
        for turn in range(rounds):
            few = [f"in/r{number:05}.yaml" for number in range(min(count, 8))]
            singles = [took(folder, "render", file, "-f", form, "-o", f"single{turn}/") for file in few]
            wall, spent = (sum(kind) / len(few) * count for kind in zip(*singles, strict=True))
            times.setdefault("memo render, one by one", []).append((wall, spent))
            for name, jobs, out in (("batch, one worker", 1, "one"), (f"batch, {cores} workers", cores, "all")):
                words = ["batch", "in", "-f", form, "-o", f"{out}{turn}", "--jobs", str(jobs)]
                times.setdefault(name, []).append(took(folder, *words))
            times.setdefault("batch, run again unchanged", []).append(took(folder, *words))
    print(f"{count} memos as {form}, {cores} cores, medians of {rounds} turns\n")
    print(f"{'':<28}{'seconds':>9}{'memos/s':>9}{'times one by one':>18}{'processor s a memo':>20}{'times':>7}")
    single = times["memo render, one by one"]
    for name, spans in times.items():
        wall, spent = (median(kind) for kind in zip(*spans, strict=True))
        faster, cheaper = (
            median(one[kind] / other[kind] for one, other in zip(single, spans, strict=True)) for kind in (0, 1)
        )
        print(f"{name:<28}{wall:>9.2f}{count / wall:>9.2f}{faster:>18.2f}{spent / count:>20.2f}{cheaper:>7.2f}")


if __name__ == "__main__":
    main()
