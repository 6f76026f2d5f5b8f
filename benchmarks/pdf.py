"""What one PDF costs, against the imports it cannot do without, a bare engine, and a plain script.

Cold: `memo render -f pdf`, `plain_pdf.py` and `quick_pdf.py` in fresh
processes, in turn with the import that is their floor. Warm: forks of one
process in which the engine is loaded and has its levers or has them not, the
finished page alone against memo's whole way from memo to bytes. Growth: what a
page costs in time and memory at about 90 pages and about 750. Ratios are of
the processor's time of paired runs, so that a busy machine disturbs them
least; medians. Nothing is asserted: compare ratios of one machine before and
after a change.

    .venv/bin/python benchmarks/pdf.py [examples/minimal.yaml] [ROUNDS] [cold] [warm] [growth]
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from fresh import CHECKOUT, compiled, seconds

sys.path.insert(0, str(CHECKOUT))
DAY = date(2026, 11, 25)
FLOOR = ["-c", "import click, pydantic, jinja2, markdown_it, weasyprint"]
SIZES = (31, 280)
"""Findings of the memos by which growth is measured."""
COLD = {
    "import click, pydantic, jinja2, markdown_it, weasyprint": FLOOR,
    "plain_pdf.py, the finished page, untagged": ["benchmarks/plain_pdf.py"],
    "quick_pdf.py, the finished page, untagged, the levers out": ["benchmarks/quick_pdf.py", "--bare"],
    "quick_pdf.py, the finished page, untagged": ["benchmarks/quick_pdf.py"],
    "memo render -f html, findings to the finished page": [],
    "memo render -f pdf, findings to PDF/A-3a + PDF/UA-1": [],
}


def head(title: str, under: str) -> None:
    print(f"\n{title:<60}{'seconds':>8}{under:>10}{'goal':>7}")


def row(name: str, times: list[float], under: list[float], goal: str = "") -> None:
    ratio = median(one / other for one, other in zip(times, under, strict=True))
    print(f"{name:<60}{median(times):>8.2f}{ratio:>10.2f}{goal:>7}", flush=True)


def cold(sample: str, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page, target = str(Path(folder, "memo.html")), str(Path(folder, "memo.pdf"))
        ways: dict[str, list[str]] = {}
        for name, words in COLD.items():
            if name.startswith("memo"):
                form, out = ("html", page) if "html" in name else ("pdf", target)
                ways[name] = ["-m", "memo", "render", sample, "-f", form, "-o", out]
            else:
                ways[name] = words if words is FLOOR else [words[0], page, target, *words[1:]]
        first, plain, bare, quick, to_html, whole = ways
        times: dict[str, list[float]] = {name: [] for name in ways}
        for turn in range(-1, rounds):
            for name in (to_html, *ways) if turn < 0 else ways:
                spent = seconds([sys.executable, *ways[name]])[1]
                if turn >= 0:
                    times[name].append(spent)
    head(f"cold, {sample}", "to import")
    for name in ways:
        row(name, times[name], times[first], "3.0" if name == whole else "")
    head("cold, the same page, untagged", "to plain")
    row(bare, times[bare], times[plain])
    row(quick, times[quick], times[plain], "0.80")


def forked(work: Callable[[], int]) -> tuple[float, int, float]:
    """Return the processor's seconds of the work in a fork, the number it returns, and the MiB that it took."""
    from memo.render.worker import RARELY

    inlet, outlet = os.pipe()
    gc.collect()
    child = os.fork()
    if child == 0:
        gc.freeze()
        gc.set_threshold(*RARELY)
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, process_time()
        number = work()
        took = process_time() - began
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        os.write(outlet, json.dumps([took, number, grown]).encode())
        os._exit(0)
    os.close(outlet)
    with os.fdopen(inlet) as answer:
        took, number, grown = json.loads(answer.read())
    os.waitpid(child, 0)
    return took, number, grown


def composed(values: dict[str, Any]) -> Any:
    from memo.api import compose, library_for
    from memo.findings.read import read_string

    review = read_string(json.dumps(values), "review.json")
    return compose(review, library_for(review, DAY, DAY), DAY)


def loaded() -> tuple[Any, Callable[[], None]]:
    """Return the engine without its levers, and what puts them in."""
    from memo.render import quick
    from memo.render.pdf import engine

    known = getattr(quick.known, "real", quick.known)  # each part of a run asks anew

    def unknown() -> bool:
        return False

    unknown.real = known  # type: ignore[attr-defined]
    quick.known = unknown
    weasyprint = engine()

    def with_levers() -> None:
        quick.known = known
        if not quick.quicken():
            print("the engine is of another version than its levers were written for")

    return weasyprint, with_levers


def warm(sample: str, rounds: int) -> None:
    from memo.api import compose, library_for, read_findings
    from memo.render.conformance import register
    from memo.render.html import html
    from memo.render.pdf import pdf
    from memo.resources import packaged

    review = read_findings(sample)
    document = compose(review, library_for(review, DAY, DAY), DAY)
    templates = packaged("templates")
    page = html(document.memo, templates)
    weasyprint, with_levers = loaded()
    variant = register()

    def untagged() -> int:
        return len(weasyprint.HTML(string=page).write_pdf())

    def tagged() -> int:
        return len(weasyprint.HTML(string=page).write_pdf(pdf_variant=variant))

    def memo() -> int:
        with_levers()
        return len(pdf(document.memo, templates, document.findings))

    ways = {
        "write_pdf() of the finished page, untagged": untagged,
        "write_pdf() of it as PDF/A-3a + PDF/UA-1": tagged,
        "memo to PDF, its data enclosed": memo,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, work in ways.items():
            times[name].append(forked(work)[0])
    bare, conform, ours = times
    head("in one process", "to bare")
    row(bare, times[bare], times[bare])
    row(conform, times[conform], times[bare])
    row(ours, times[ours], times[bare])
    head("the same", "to tagged")
    row(ours, times[ours], times[conform], "1.10")


def growth() -> None:
    from memo.render.conformance import register
    from memo.render.html import html
    from memo.render.lean import page_class
    from memo.resources import packaged

    weasyprint, with_levers = loaded()
    with_levers()
    print(f"\n{'growth, one run each':<24}{'kB':>8}{'pages':>8}{'seconds':>9}{'s a page':>10}{'MB a page':>11}")
    costs = []
    for size in SIZES:
        finding = {"title": "Model training opt-out", "summary": "Prompts train the models.", "topics": ["ai-training"]}
        values = {"vendor": "Acme", "review": {"date": str(DAY)}, "findings": [finding] * size}
        values["client"] = {"people_in": ["DE", "US-CA"]}
        page = html(composed(values).memo, packaged("templates"))

        def work(page: str = page) -> int:
            drawn = page_class(weasyprint)(string=page).render(pdf_variant=register())
            drawn.write_pdf(pdf_variant=register())
            return len(drawn.pages)

        took, pages, grown = forked(work)
        costs.append(took / pages)
        shown = f"{len(page) // 1000:>8}{pages:>8}{took:>9.1f}{costs[-1]:>10.3f}{grown / pages:>11.2f}"
        print(f"{size:<4}{'findings':<20}{shown}", flush=True)
    print(f"{'a page of the last to one of the first':<60}{'':>8}{costs[-1] / costs[0]:>10.2f}{'1.20':>7}")
    print(f"{'MB a page, at most':<78}{'2.50':>7}")


def main() -> None:
    words = sys.argv[1:]
    parts = [word for word in ("cold", "warm", "growth") if word in words] or ["cold", "warm", "growth"]
    words = [word for word in words if word not in parts]
    sample = words[0] if words else "examples/minimal.yaml"
    rounds = int(words[1]) if len(words) > 1 else 5
    compiled()
    print(f"Python {sys.version.split()[0]}, medians of {rounds} paired runs, seconds of the processor")
    if "cold" in parts:
        cold(sample, rounds)
    if "warm" in parts:
        warm(sample, rounds)
    if "growth" in parts:
        growth()


if __name__ == "__main__":
    main()
