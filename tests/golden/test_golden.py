"""Whole memos as they were last read and found right: their meaning, their words, the facts of their pages.

`--update-golden` writes the files anew; whoever does so reads the diff and
says in the commit why it is right. Digests of the law library and of the
findings file are left out, since they change with every comma.
"""

from __future__ import annotations

import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest

from memo.api import Document
from memo.findings.read import read, read_string
from memo.language.words import LANGUAGES
from tests.support import DAY, EXAMPLES, memo_of

HERE = Path(__file__).parent
CASES = {"anthropic": "anthropic-claude.yaml", "minimal": "minimal.yaml"}
SPOKEN = [language for language in LANGUAGES if language != "en"]
LINES = 60
"""Lines of text of the first pages that are kept."""


@cache
def drafted(case: str) -> Document:
    """Return the memo of a case on the tests' day."""
    if case in SPOKEN:
        text = (EXAMPLES / CASES["minimal"]).read_text(encoding="utf-8")
        return memo_of(
            read_string(
                f"{text}\nreview: {{date: {DAY}, language: {case}}}\nclient: {{people_in: [DE]}}\n", "review.yaml"
            )
        )
    return memo_of(read(EXAMPLES / CASES[case]))


def steady(text: str) -> str:
    """Return a text without what changes with every edit of library or example: digests, the program's version."""
    return re.sub(r"\b[0-9a-f]{64}\b", "(digest)", re.sub(r"\bmemo \d+\.\d+\.\d+\w*", "memo (version)", text))


def outline(entries: Any, depth: int = 0) -> list[str]:
    """Return the bookmarks of a PDF, one a line, nested by indentation."""
    found: list[str] = []
    for entry in entries:
        found += outline(entry, depth + 1) if isinstance(entry, list) else ["  " * depth + str(entry.title)]
    return found


def facts(data: bytes) -> str:
    """Return what can be said of a PDF without looking: pages, bookmarks, links, the first lines of its text."""
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots") or []]
    outward = sum("/URI" in (note.get("/A") or {}) for note in notes)
    text = [" ".join(line.split()) for page in reader.pages[:2] for line in page.extract_text().split("\n")]
    parts = [
        f"pages: {len(reader.pages)}",
        f"size: {reader.pages[0].mediabox.width} x {reader.pages[0].mediabox.height}",
        f"links outward: {outward}",
        f"links inward: {len(notes) - outward}",
        "bookmarks:",
        *(f"  {line}" for line in outline(reader.outline)),
        "text:",
        *(f"  {line}".rstrip() for line in text[:LINES]),
    ]
    return steady("\n".join(parts) + "\n")


def made(case: str, name: str) -> str:
    """Return one golden file of a case as it is now."""
    document = drafted(case)
    if name == "memo.json":
        return steady(document.to_json())
    return steady(document.to_markdown()) if name == "memo.md" else facts(document.to_pdf())


@pytest.mark.parametrize(
    ("case", "name"),
    [
        *((case, name) for case in CASES for name in ("memo.json", "memo.md", "pdf.facts")),
        *((language, "memo.md") for language in SPOKEN),
    ],
)
def test_the_memo_is_the_one_that_was_read(case: str, name: str, request: pytest.FixtureRequest) -> None:
    """A memo changes its meaning, its words or its pages only when somebody has read the change."""
    path = HERE / case / name
    text = made(case, name)
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"{path.name} of {case} was never written: run pytest tests/golden --update-golden"
    assert text == path.read_text(encoding="utf-8"), f"{case}/{name} has changed: read the diff, then --update-golden"


def test_what_is_kept_knows_no_machine() -> None:
    """No golden file holds a digest, a version or a path of the machine it was made on."""
    for path in HERE.glob("*/*"):
        if path.suffix in {".json", ".md", ".facts"}:
            text = path.read_text(encoding="utf-8")
            assert text == steady(text)
            assert str(HERE.parent.parent) not in text


def test_a_changed_memo_is_noticed() -> None:
    """The comparison is believed because a memo with one changed word fails it."""
    text = made("minimal", "memo.md")
    assert json.loads(made("minimal", "memo.json"))["subject"]
    assert text.replace("Memorandum", "Memorandun") != text
    assert steady("memo 0.1.0, SHA-256 " + "0a" * 32) == "memo (version), SHA-256 (digest)"
