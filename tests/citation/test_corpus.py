"""Every sentence of the corpus is read as its author wrote down, to the character."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from memo.library.day import Library
from memo.library.resolve import Resolver

CORPUS: list[dict[str, Any]] = [
    entry
    for path in sorted(Path(__file__).parent.glob("corpus*.yaml"))
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("entry", CORPUS, ids=lambda entry: entry["sentence"][:60])
def test_sentence_is_read_as_written_down(entry: dict[str, Any], resolver: Resolver) -> None:
    """Law, provisions, status and words of each citation are those the corpus states, and no other is found."""
    found = resolver.check(entry["sentence"])
    assert [(c.text, c.law, list(c.provisions), c.status) for c in found] == [
        (c["text"], c.get("law"), c["provisions"], c.get("status", "ok")) for c in entry["citations"]
    ]


@pytest.mark.parametrize("entry", CORPUS, ids=lambda entry: entry["sentence"][:60])
def test_offsets_are_exact(entry: dict[str, Any], resolver: Resolver) -> None:
    """The words of a citation stand in the text at its offsets, and none overlaps another."""
    text, end = entry["sentence"], 0
    for checked in resolver.check(text):
        assert text[checked.start : checked.end] == checked.text
        assert checked.start >= end
        end = checked.end


def test_corpus_is_wide(library: Library) -> None:
    """The corpus holds enough sentences, enough tricky ones, and three forms at least of most laws held.

    A law that has just come needs its three sentences soon, not at once.
    """
    laws = Counter(c.get("law") for entry in CORPUS for c in entry["citations"])
    lacking = [law for law in library.law_ids if laws[law] < 3]
    assert len(CORPUS) >= 500
    assert sum(1 for entry in CORPUS if entry.get("tricky")) >= 160
    assert len(lacking) <= len(library.law_ids) // 4, lacking
    assert len({entry["sentence"] for entry in CORPUS}) == len(CORPUS)
