"""What the labelled findings are about that say the like of a finding, in whatever words.

`neighbours.py` finds those that share words. "The landlord kept a list of who
prayed when" shares none with a finding on special categories of data, and
means the like. `regulations/weights.yaml` therefore keeps for each word, and
for each labelled text, numbers that tell its meaning: texts with like numbers
say like things. They were learnt from a language model once, by
`benchmarks/meaning.py`; nothing of it is needed here, where the numbers of a
text's words are added up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate
from operator import mul

from memo.library.profile import LENGTH, NUMBERS, Profiles, codes, sides_of
from memo.mapping.neighbours import Neighbours

NEAREST = 15
"""How many labelled texts are asked."""
LOOKED_AT = 100
"""How many are held against a finding number by number: those of which most numbers have the same sign."""
NARROW = 0.06
"""How quickly a text counts less than the nearest: by e for each such step of the cosine between them."""
_BITS = 8
_SET = bytes(byte.bit_count() for byte in range(256))


def alike(counts: Mapping[str, int], profiles: Profiles) -> Neighbours:
    """Return what the labelled texts are about that are nearest in meaning to the words of a text, each with its count.

    Nothing where no word has a meaning.
    """
    numbers = meaning(counts, profiles.meaning)
    if not any(numbers) or not profiles.meanings:
        return Neighbours()
    near: dict[int, float] = {}
    for at in _looked_at(numbers, profiles.sides or _sides(profiles.meanings)):
        held = codes(profiles.meanings[at * NUMBERS : (at + 1) * NUMBERS])
        near[at] = sum(map(mul, numbers, held))
    nearest = nlargest(NEAREST, near, key=lambda at: (near[at], -at))
    length = math.sqrt(sum(map(mul, numbers, numbers))) * LENGTH
    best = near[nearest[0]]
    return Neighbours.of({at: math.exp((near[at] - best) / length / NARROW) for at in nearest}, profiles)


def meaning(counts: Mapping[str, int], of: Callable[[str], Sequence[int]]) -> list[float]:
    """Return the numbers of a text, from how often each of its words stands there and the numbers `of` each."""
    total = [0.0] * NUMBERS
    for term, count in counts.items():
        if numbers := of(term):
            weight = 1 + math.log(count)
            total = [one + weight * other for one, other in zip(total, numbers, strict=True)]
    return total


def _looked_at(numbers: list[float], sides: Sequence[bytes]) -> list[int]:
    """Return, by number, the texts of which most numbers have the signs of these; more where many have as many."""
    apart = 0  # how many signs of each text differ, a byte a text, added up as one long number: none comes to 256
    for at, signs in enumerate(sides):
        own = sum((number >= 0) << bit for bit, number in enumerate(numbers[at * _BITS : (at + 1) * _BITS]))
        apart += int.from_bytes(signs.translate(_apart(own)), "big")
    differ = apart.to_bytes(len(sides[0]), "big")
    within = accumulate(differ.count(far) for far in range(NUMBERS + 1))
    farthest = next(far for far, count in enumerate(within) if count >= min(LOOKED_AT, len(differ)))
    near = differ.translate(bytes(far <= farthest for far in range(256)))
    found, at = [], near.find(1)
    while at >= 0:
        found.append(at)
        at = near.find(1, at + 1)
    return found


@lru_cache(maxsize=256)
def _apart(byte: int) -> bytes:
    """Return how many bits of each byte differ from those of one."""
    return bytes(map(byte.__xor__, range(256))).translate(_SET)


_sides = lru_cache(maxsize=4)(sides_of)
"""Those of weights that were not compiled."""
