"""Topics name concepts of the W3C Data Privacy Vocabulary that are held with their source, and no others."""

from __future__ import annotations

from collections.abc import Iterable

from memo.library.day import Library
from memo.library.reading import mapping


def strangers(named: Iterable[str], known: Iterable[str]) -> set[str]:
    """Return what is named and not known, or known and never named."""
    return set(named) ^ set(known)


def test_every_concept_is_real_and_used(library: Library) -> None:
    """A concept that the vocabulary does not have would lead a reader nowhere; one that no topic names is idle."""
    held = mapping(library.store.root / "dpv.yaml")["concepts"]
    named = [topic.dpv for topic in library.topics.values() if topic.dpv]
    known = [entry["id"] for entry in held]
    assert strangers(named, known) == set()
    assert strangers([*named, "dpv:Invented"], known) == {"dpv:Invented"}
    assert all(entry["iri"].startswith("https://w3id.org/dpv") and entry["label"] for entry in held)
    assert len(known) == len(set(known))
