"""Which published decisions stand beside an exposure: at most a few a law, the nearest to what the finding engages."""

from __future__ import annotations

from memo.library.day import Library
from memo.library.precedent import Precedent
from memo.mapping.engage import MappedFinding, Match
from memo.mapping.topics import LEADING

MOST_PRECEDENTS = 3
"""Decisions that a finding names for one law."""


def precedents_of(
    matches: list[Match], mapped: MappedFinding, library: Library, law: str, competent: tuple[str, ...]
) -> tuple[Precedent, ...]:
    """Return the decisions to name for a finding under a law, nearest first.

    A decision that shares the topic but no article is named only where none is
    nearer: it says who looks at such clauses, not that the provision was tried.
    """
    topics = [topic.topic for topic in mapped.topics[:LEADING]]
    leading = [m.provision for m in matches if m.strength == "primary" or m.basis != "mapped"]
    found = library.decisions_for(law, leading or [m.provision for m in matches], topics, competent)
    on_point = [p for p in found if p.provisions and p.topics]
    near = on_point or [p for p in found if p.topics][:1]
    return tuple(near[:MOST_PRECEDENTS])
