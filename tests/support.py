"""What several tests build on: the fixed day, small findings files, and the way from text to memo."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from memo.api import Document, compose
from memo.audit import audit
from memo.document import Prose
from memo.errors import Fault, MemoError
from memo.findings.read import Reading, read_string
from memo.library.day import Library
from memo.library.records import Topic
from memo.mapping.engage import MappedFinding, map_findings
from memo.render.blocks import Page
from memo.render.dialects.gfm import Gfm
from memo.render.prose import blocks_of

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE = CHECKOUT / "memo"
REGULATIONS = CHECKOUT / "regulations"
EXAMPLES = CHECKOUT / "examples"
DAY = date(2026, 11, 25)
"""The day whose law and whose memo the tests state, unless a test names another."""


@cache
def library_on(day: date = DAY) -> Library:
    """Return the library of the checkout on a day, read once for all tests."""
    library = Library.open(REGULATIONS, day)
    if day != DAY:
        # The files are the same on every day: share what was read.
        library = Library(library_on(DAY).store, day)
    return library


def read(values: dict[str, Any] | str, folder: Path | None = None) -> Reading:
    """Return the reading of a findings file given as values or as text."""
    text = values if isinstance(values, str) else yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    return read_string(text, "review.yaml", folder)


def review(*findings: dict[str, Any], **parts: Any) -> Reading:
    """Return the reading of a review with these findings and, by name, its other parts."""
    values: dict[str, Any] = {"review": {"date": DAY.isoformat()}, "vendor": "Acme"}
    values.update(parts)
    values["findings"] = list(findings) or [{"title": "Model training on customer inputs"}]
    return read(values)


def mapped(finding: dict[str, Any], library: Library | None = None, **parts: Any) -> MappedFinding:
    """Return how one finding is mapped in a review with these parts, by the library of the tests' day or another."""
    findings = review(finding, **parts).findings
    library = library or library_on()
    return map_findings(findings, library, audit(findings, library)).findings[0]


def opening(found: MappedFinding, law: str) -> list[str]:
    """Return which provisions of a law lead on a finding, in the memo's order."""
    return [match.provision for match in found.of_law(law) if match.strength == "primary"]


def leading(law: str, library: Library, topics: list[str], quote: str, **parts: Any) -> list[str]:
    """Return which provisions of a law lead on a clause of a vendor's terms, in the memo's order."""
    finding = {"title": "Clause of the terms", "severity": "medium", "topics": topics, "quote": quote}
    return opening(mapped(finding, library, **parts), law)


def strengths(found: MappedFinding, law: str) -> dict[str, str]:
    """Return the strength of each provision of a law that a finding engages."""
    return {match.provision: match.strength for match in found.of_law(law)}


def bare_finding(topic: Topic) -> dict[str, Any]:
    """Return a finding that says what a topic is, and no more."""
    return {"title": topic.label, "summary": f"{topic.definition} {topic.concern}", "topics": [topic.id]}


def memo_of(reading: Reading, depth: Any = "full", edition: Any = "internal", day: date = DAY) -> Document:
    """Return the memo of a reading on a day, without the refusals of `check`."""
    return compose(reading, library_on(day), day, depth, edition)


_LEAVES = "\nfrom memo.cli.leaving import leave\nleave(0)\n"
"""It leaves as memo does: ended the usual way, a process that had set pages was once seen to end by a segmentation fault
after its last line, while Python took apart what the engine had made."""


def printed_by(program: str, *arguments: object, folder: Path | None = None, **environment: str) -> str:
    """Return what a program prints in a process of its own, run in a folder and with variables set beside ours."""
    command = [sys.executable, "-c", program + _LEAVES, *map(str, arguments)]
    environment = {**os.environ, **environment}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def faults_of(action: Any, *arguments: Any, **named: Any) -> tuple[Fault, ...]:
    """Return the faults that a call fails with; a call that does not fail is itself a failure."""
    try:
        action(*arguments, **named)
    except MemoError as error:
        return error.faults
    raise AssertionError(f"{action.__name__} refused nothing")


def refusal(action: Any, *arguments: Any, **named: Any) -> Fault:
    """Return the only fault that a call fails with."""
    faults = faults_of(action, *arguments, **named)
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]


def spaced(text: str) -> str:
    """Return a text with plain spaces where the memo has no-break ones."""
    return text.replace("\u00a0", " ")


TRAINING = {
    "id": "F-1",
    "title": "Model training opt-out with safety review override",
    "quote": "We may use your Inputs and Outputs to train our models, unless you opt out.",
    "severity": "high",
    "confidence": "high",
    "topics": ["ai-training", "opt-out-exception"],
}
"""A finding that every law of the library answers."""


def prose_lines(prose: Prose) -> list[str]:
    """Return a reviewer's text as the lines of GitHub's Markdown."""
    return [*Gfm(Page("", "en", "", ())).blocks(blocks_of(prose))]


def children() -> set[str]:
    """Return the process ids of what this process has started and not yet waited for; nothing where no /proc says."""
    return {word for path in Path("/proc/self/task").glob("*/children") for word in path.read_text().split()}
