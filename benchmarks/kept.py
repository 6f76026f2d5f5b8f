"""What a worker of a batch spares a PDF by what the PDFs before it taught: memos of different vendors under one law.

Two workers' states take turns on the same memo in one process, each PDF in a
fork as in a batch: one keeps nothing, the other has what one other memo
taught. Printed are the processor's seconds of the forks, medians, and the
ratio of pairs; bytes that differ end it.

    .venv/bin/python benchmarks/kept.py [TURNS]
"""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from statistics import median
from typing import Any

from batch import REVIEW
from fresh import CHECKOUT

sys.path.insert(0, str(CHECKOUT))
DAY = date(2026, 11, 25)


def composed(number: int) -> Any:
    from memo.api import compose, library_for
    from memo.findings.read import read_string

    review = read_string(REVIEW.format(number=number), "review.yaml")
    return compose(review, library_for(review, DAY, DAY), DAY)


def main() -> None:
    from memo.render import html, kept
    from memo.render.limits import Limits
    from memo.render.pdf import engine, pdf_within
    from memo.resources import packaged

    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    templates = packaged("templates")
    engine()
    first, *others = [composed(number) for number in range(4)]
    gc.collect()
    gc.freeze()

    def made(document: Any) -> tuple[float, bytes]:
        before = os.times()
        data = pdf_within(Limits(), document.memo, templates, document.findings, document.look)
        after = os.times()
        spent = after.children_user - before.children_user + after.children_system - before.children_system
        return spent, data

    alone, after_another = [], []
    for turn in range(turns):
        document = others[turn % len(others)]
        kept.keep(False)
        html._environment.cache_clear()  # each process compiled the templates that its worker had not
        cold, data = made(document)
        kept.keep()
        made(first)
        warm, again = made(document)
        if again != data:
            sys.exit("the bytes differ")
        alone.append(cold)
        after_another.append(warm)
    ratios = [warm / cold for cold, warm in zip(alone, after_another, strict=True)]
    print(f"medians of {turns} turns, seconds of the processor in the PDF's process\n")
    print(f"nothing kept       {median(alone):.2f}")
    print(f"after another memo {median(after_another):.2f}")
    print(f"ratio              {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
