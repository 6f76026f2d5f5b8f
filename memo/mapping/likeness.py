"""How like each topic a finding is, by the words that the library uses of the topic.

A phrase may stand in a clause that is about something else; and a clause may
be about a topic in words no phrase foresees. Likeness tells of both: a topic
read from a phrase is set aside where the rest of the finding speaks of
others, and the topic most like the finding is read where it is like enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from memo.library.profile import SCALE, Profiles, terms, weighed

WEIGHTS = {"title": 2.0, "summary": 1.5, "quote": 1.0}
ENOUGH = 0.08
"""Likeness from which the nearest topic counts as read without a phrase."""
FAR = 0.3
"""Share of the nearest topic's likeness below which a topic that few phrases show is set aside."""
MOST_WORDS = 3
"""Words printed as evidence of a topic that was read by likeness."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a finding each topic is, from 0 to 1, the nearest and the words that make it so."""

    of: Mapping[str, float]
    nearest: str = ""
    words: str = ""

    @property
    def best(self) -> float:
        return self.of.get(self.nearest, 0.0)

    def far(self, topic: str) -> bool:
        """Return whether a topic is far from what the finding speaks of."""
        return bool(self.nearest) and self.of.get(topic, 0.0) < FAR * self.best


def likeness(texts: Mapping[str, str], profiles: Profiles) -> Likeness:
    """Return how like each topic a finding's title, clause and summary are."""
    counts: dict[str, float] = {}
    forms: dict[str, str] = {}
    for field, weight in WEIGHTS.items():
        for term, form in terms(texts.get(field, "")):
            if term in profiles.words:
                counts[term] = counts.get(term, 0.0) + weight
                forms.setdefault(term, form)
    spread = {term: len(profiles.words[term]) // 2 for term in counts}
    shares: dict[int, dict[str, float]] = {}
    for term, own in weighed(counts, spread, len(profiles.topics)).items():
        entries = profiles.words[term]
        for number, weight in zip(entries[::2], entries[1::2], strict=True):
            shares.setdefault(number, {})[term] = own * weight / SCALE
    like = {profiles.topics[number]: sum(parts.values()) for number, parts in sorted(shares.items())}
    if not like:
        return Likeness({})
    nearest = min(like, key=lambda topic: (-like[topic], topic))
    parts = shares[profiles.topics.index(nearest)]
    telling = sorted(parts, key=lambda term: (-parts[term], term))
    return Likeness(like, nearest, ", ".join(_apart(telling, forms)[:MOST_WORDS]))


def _apart(telling: list[str], forms: Mapping[str, str]) -> list[str]:
    """Return the text's own words for terms, none that another already holds."""
    told: list[str] = []
    for term in telling:
        if not any(set(forms[term].split()) & set(other.split()) for other in told):
            told.append(forms[term])
    return told
