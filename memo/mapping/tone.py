"""How a finding speaks: as a promise or a general term does, or as one does that reports a practice and finds fault.

Which topic a text is about, telling words say. Whether it is idle stands
mostly in small ones and in their order: "no fixed", "only where", "at your
request". They are therefore weighed by themselves, each word and each pair of
neighbours, those of the reviewer (title and summary) apart from those of the
clause: a clause says "you may" of itself, and a reviewer says it of somebody.
The weights were learnt from the findings of which all topics are named
(`benchmarks/weigh.py`) and stand in `regulations/weights.yaml` under `tones`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from memo.late import late
from memo.library.profile import SCALE, Profiles, root
from memo.mapping.likeness import apart

VOICES = {"title": "r", "summary": "r", "quote": "q"}
"""Whose words the fields hold: the reviewer's or the clause's."""
ALWAYS = "always"
"""The term that every finding has."""
MOST_WORDS = 2
"""Words printed as evidence."""
_WORDS = late(r"[^\W\d_]+(?:'[a-z]+)?")
_START, _END = "<", ">"


def turns(texts: Mapping[str, str]) -> dict[str, str]:
    """Return each word and each pair of neighbours of a finding by the voice that speaks, with the text's own form.

    The start and the end of a field stand for a word.

    >>> list(turns({"title": "No deadlines named"}))
    ['r < no', 'r no', 'r no deadlin', 'r deadlin', 'r deadlin named', 'r named', 'r named >']
    """
    found: dict[str, str] = {}
    for name, voice in VOICES.items():
        words = _WORDS.findall(texts.get(name, "").lower().replace("’", "'"))
        if words:
            for (one, first), (two, second) in pairwise([(_START, ""), *((root(w), w) for w in words), (_END, "")]):
                if first:
                    found.setdefault(f"{voice} {one}", first)
                found.setdefault(f"{voice} {one} {two}", f"{first} {second}".strip())
    return found


def tone(texts: Mapping[str, str], profiles: Profiles) -> float:
    """Return how a finding speaks: from about -1, as a practice, over 0, as likely as not, to 1, as an idle term."""
    found, weights = turns(texts), profiles.tone_weights()
    if not found or not weights:
        return 0.0
    total = sum(weights.get(term, 0) for term in found) / math.sqrt(len(found))
    return (weights.get(ALWAYS, 0) + total) / SCALE


def telling(texts: Mapping[str, str], profiles: Profiles) -> tuple[str, ...]:
    """Return the words of a finding that speak most for its being idle."""
    weights = profiles.tone_weights()
    found = {term: form for term, form in turns(texts).items() if weights.get(term, 0) > 0}
    return apart((found[term] for term in sorted(found, key=lambda term: (-weights[term], term))), MOST_WORDS)
