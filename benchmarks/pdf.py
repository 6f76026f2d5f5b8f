"""What one PDF costs, against the imports it cannot do without, a bare engine, and a plain script.

Cold: `memo render -f pdf` and `plain_pdf.py` in fresh processes, in turn with
the import that is their floor. Warm: in one process, the engine alone on the
finished page, untagged and tagged, in turn with memo's whole way from memo to
bytes. Then what a page costs as memos grow. Ratios are of the processor's time
of paired runs, so that a busy machine disturbs them least; medians. Nothing is
asserted: compare ratios of one machine before and after a change.

    .venv/bin/python benchmarks/pdf.py [examples/minimal.yaml] [ROUNDS]
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from fresh import CHECKOUT, compiled, seconds

sys.path.insert(0, str(CHECKOUT))
DAY = date(2026, 11, 25)
FLOOR = ["-c", "import click, pydantic, jinja2, markdown_it, weasyprint"]
SIZES = (1, 4, 12)
"""Findings of the memos by which growth is measured."""


def spent(*arguments: str) -> float:
    """Return the processor's seconds of a fresh Python process; fails where the process fails."""
    return seconds([sys.executable, *arguments])[1]


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    began = process_time()
    work()
    return process_time() - began


def row(name: str, times: list[float], under: list[float], goal: str = "") -> None:
    ratio = median(one / other for one, other in zip(times, under, strict=True))
    print(f"{name:<58}{median(times):>8.2f}{ratio:>8.2f}{goal:>7}", flush=True)


def cold(sample: str, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page, target = str(Path(folder, "memo.html")), str(Path(folder, "memo.pdf"))
        spent("-m", "memo", "render", sample, "-f", "html", "-o", page)
        ways = {
            "import click, pydantic, jinja2, markdown_it, weasyprint": FLOOR,
            "plain_pdf.py, the finished page, untagged": ["benchmarks/plain_pdf.py", page, target],
            "memo render -f pdf, findings to PDF/A-3a + PDF/UA-1": ["-m", "memo", "render", sample, "-o", target],
        }
        for words in ways.values():
            spent(*words)
        times = {name: [] for name in ways} | {}
        for _ in range(rounds):
            for name, words in ways.items():
                times[name].append(spent(*words))
        floor = times[next(iter(ways))]
        print(f"{'cold, ' + sample:<58}{'seconds':>8}{'ratio':>8}{'goal':>7}")
        for name in ways:
            row(name, times[name], floor, "3.0" if name.startswith("memo") else "")


def warm(sample: str, rounds: int) -> None:
    from memo.api import compose, library_for, read_findings
    from memo.render.conformance import register
    from memo.render.html import html
    from memo.render.pdf import engine, pdf
    from memo.resources import packaged

    review = read_findings(sample)
    document = compose(review, library_for(review, DAY, DAY), DAY)
    templates = packaged("templates")
    page = html(document.memo, templates)
    weasyprint = engine()
    ways: dict[str, Callable[[], object]] = {
        "write_pdf() of the finished page, untagged": lambda: weasyprint.HTML(string=page).write_pdf(),
        "write_pdf() of it as PDF/A-3a + PDF/UA-1": lambda: weasyprint.HTML(string=page).write_pdf(
            pdf_variant=register()
        ),
        "memo to PDF, its data enclosed": lambda: pdf(document.memo, templates, document.findings),
    }
    for work in ways.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, work in ways.items():
            times[name].append(timed(work))
    untagged, tagged, _ = times.values()
    print(f"\n{'in one process':<58}{'seconds':>8}{'ratio':>8}{'goal':>7}")
    row("write_pdf() of the finished page, untagged", untagged, untagged)
    row("write_pdf() of it as PDF/A-3a + PDF/UA-1", tagged, untagged)
    row(
        "memo to PDF, its data enclosed, against the line above",
        times["memo to PDF, its data enclosed"],
        tagged,
        "1.10",
    )


def growth() -> None:
    import weasyprint

    from memo.api import compose, library_for
    from memo.findings.read import read_string
    from memo.render.html import html
    from memo.resources import packaged

    print(f"\n{'growth, one run each':<24}{'pages':>8}{'seconds':>9}{'s a page':>10}")
    for size in SIZES:
        finding = {"title": "Model training opt-out", "summary": "Prompts train the models.", "topics": ["ai-training"]}
        values = {"vendor": "Acme", "review": {"date": str(DAY)}, "findings": [finding] * size}
        values["client"] = {"people_in": ["DE", "US-CA"]}
        review = read_string(json.dumps(values), "review.json")
        document = compose(review, library_for(review), DAY)
        page = html(document.memo, packaged("templates"))
        pages = 0

        def work(page: str = page) -> None:
            nonlocal pages
            drawn = weasyprint.HTML(string=page).render()
            drawn.write_pdf()
            pages = len(drawn.pages)

        took = timed(work)
        print(f"{size:<4}{'findings':<20}{pages:>8}{took:>9.2f}{took / pages:>10.3f}", flush=True)


def main() -> None:
    sample = sys.argv[1] if len(sys.argv) > 1 else "examples/minimal.yaml"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    compiled()
    print(f"Python {sys.version.split()[0]}, medians of {rounds} paired runs, seconds of the processor\n")
    cold(sample, rounds)
    warm(sample, rounds)
    growth()


if __name__ == "__main__":
    main()
