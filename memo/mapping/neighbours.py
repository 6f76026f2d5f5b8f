"""What the labelled findings that are most like a finding are about.

The weight of words adds up what each word tells by itself. What words tell
together, as in a clause on deletion that speaks of a copy in a backup, stands
in the examples themselves: `regulations/weights.yaml` therefore keeps the
telling words of each example with its topics, and a finding is held against
them. Nothing but words is kept; which texts they come from, the file does not
tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nlargest

from msgspec import Struct, field

from memo.library.profile import SHARES, Profiles

NEAREST = 20
"""How many examples are asked."""
POWER = 3
"""How much more the nearer ones count: the power of what they share with the finding."""


class Neighbours(Struct, frozen=True):
    """What the nearest examples are about."""

    shares: Mapping[int, float] = field(default_factory=dict)
    """For the number of each topic, what part of the nearest examples show it, the nearer counting more."""
    idle: float = 0.0
    """What part of them is about no topic."""
    counts: Mapping[int, int] = field(default_factory=dict)
    """How many of them show each topic."""

    @classmethod
    def of(cls, counted: Mapping[int, float], profiles: Profiles) -> Neighbours:
        """Return what some examples are about, each counting as much as is said."""
        shares, counts = dict[int, float](), dict[int, int]()
        idle = 0.0
        for example, much in counted.items():
            topics = profiles.shown_by(example)
            if not topics:
                idle += much
            for topic in topics:
                shares[topic] = shares.get(topic, 0.0) + much
                counts[topic] = counts.get(topic, 0) + 1
        whole = sum(counted.values())
        return cls({topic: share / whole for topic, share in shares.items()}, idle / whole, counts)


def neighbours(own: Mapping[str, float], profiles: Profiles) -> Neighbours:
    """Return what the examples are about that share most telling words with a text, by the weight of its words."""
    alike: dict[int, float] = {}
    get = alike.get
    for term, weight in own.items():
        examples, letters = profiles.places(term)
        shared_by = [weight * share for share in SHARES]
        for example, letter in zip(examples, letters, strict=True):
            alike[example] = get(example, 0.0) + shared_by[letter]
    if not alike:
        return Neighbours()
    least = min(nlargest(NEAREST, alike.values()))
    nearest = sorted((at for at, shared in alike.items() if shared >= least), key=lambda at: (-alike[at], at))
    return Neighbours.of({at: alike[at] ** POWER for at in nearest[:NEAREST]}, profiles)
