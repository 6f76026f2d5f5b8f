"""What the language model taught a small network of words, held against what phrases and words say.

A network that has learnt what the model says of some hundred thousand texts
knows more words, and more of what they tell together, than one that has seen
the labelled findings alone (Hinton, Vinyals, Dean 2015). It has no order of
words and so tells less than the model, needs nothing that memo does not have,
and its sums are of whole numbers: a memo follows from its file on any machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from struct import pack, unpack

from memo.library.distilled import Distilled
from memo.library.profile import SCALE, ZERO, codes
from memo.mapping.chance import STEPS, chance_of, joined
from memo.mapping.likeness import MOST_WORDS, apart, each_term, manner

ONE = 64
"""What stands for 1 in how much a word counts."""
ADDED = 7
"""Bits behind the point of the words' numbers, added up and brought to one length."""
INNER, OUTER = 14, 10
"""The same of the numbers of the first layer, and of the second and what goes into it."""


class Said:
    """What the network says of one finding."""

    in_order = False
    """Whether words were read in their order."""

    def __init__(self, network: Network, terms: Mapping[str, int], forms: Mapping[str, str]) -> None:
        self._network, self._terms, self._forms = network, terms, forms
        self.chances = {
            topic: chance_of(total / STEPS)
            for topic, total in zip(network.topics, network.sums(terms.items()), strict=True)
        }
        """How likely each topic is by the network alone."""

    def words(self, topic: str) -> str:
        """Return the words of the finding without which a topic would be least likely."""
        if topic not in self.chances:
            return ""
        number, terms = self._network.topics.index(topic), self._terms
        left = {
            term: self._network.sums(((other, count) for other, count in terms.items() if other != term))[number]
            for term in self._forms
            if self._network.knows(term)
        }
        return ", ".join(apart((self._forms[term] for term in sorted(left, key=lambda t: (left[t], t))), MOST_WORDS))


class Network:
    """The network, ready to read.

    All numbers of a column stand side by side in one large whole number, 64
    bits each: it is multiplied in one step, in a fifth of the time that they
    would take one by one.
    """

    def __init__(self, learnt: Distilled) -> None:
        self.topics = learnt.topics
        self._learnt, self._sums = learnt, len(learnt.inner_bases)
        self._beside = tuple(weight / SCALE for weight in learnt.beside)
        self._inner = [_packed(learnt.inner[at :: learnt.size]) for at in range(learnt.size)]
        self._outer = [_packed(learnt.outer[at :: self._sums]) for at in range(self._sums)]
        self._inner_bases = _packed(learnt.inner_bases) + _above_nothing(self._sums)
        self._outer_bases = _packed(learnt.outer_bases) + _above_nothing(len(self.topics))

    def knows(self, term: str) -> bool:
        """Return whether a word or pair of words has numbers."""
        return self._learnt.words.get(term) is not None

    def heard(self, texts: Mapping[str, str]) -> Said:
        """Return what the network says of a finding's texts."""
        terms, forms = dict[str, int](), dict[str, str]()
        for term, form, times in each_term(texts):
            terms[term] = terms.get(term, 0) + times
            forms.setdefault(term, form)
        return Said(self, terms | manner(texts), forms)

    def sums(self, terms: Iterable[tuple[str, int]]) -> list[int]:
        """Return the logarithm of the odds of each topic, in parts of `STEPS`, by terms and how often each counts."""
        get, added, weights, squares = self._learnt.words.get, 0, 0, 0
        for term, count in terms:
            line = get(term)
            if line is not None:
                weight = _weight(count)
                added += weight * _packed_codes(line)
                weights += weight
                squares += weight * weight
        length, least = math.isqrt(squares) or 1, ZERO * weights
        total = self._inner_bases
        for lane, column in zip(_lanes(added, self._learnt.size), self._inner, strict=True):
            total += ((lane - least << ADDED) // length) * column
        inner = [max(0, lane - _FAR) >> ADDED + INNER - OUTER for lane in _lanes(total, self._sums)]
        total = self._outer_bases
        for number, column in zip(inner, self._outer, strict=True):
            if number:
                total += number * column
        return [(STEPS * (lane - _FAR) + (1 << 2 * OUTER - 1)) >> 2 * OUTER for lane in _lanes(total, len(self.topics))]

    def beside(self, chances: Mapping[str, float], said: Mapping[str, float]) -> dict[str, float]:
        """Return how likely each topic is by both; one that the network does not know keeps its chance."""
        return joined(chances, said, *self._beside)


_FAR = 1 << 62
"""What is added to a number, so that none of those side by side is below nothing and takes from its neighbour."""


@lru_cache(maxsize=256)
def _weight(count: int) -> int:
    return round(ONE * (1 + math.log(count)))


@lru_cache(maxsize=16_384)
def _packed_codes(line: str) -> int:
    """Return the numbers of a word side by side, each `ZERO` too many."""
    found = codes(line)
    return int.from_bytes(pack(f"<{len(found)}Q", *found), "little")


def _packed(numbers: Sequence[int]) -> int:
    """Return whole numbers side by side: the first counts 1, the next 2 to the 64th, and so on."""
    side = pack(f"<{len(numbers)}Q", *map(_FAR.__add__, numbers))
    return int.from_bytes(side, "little") - _above_nothing(len(numbers))


def _above_nothing(count: int) -> int:
    return int.from_bytes(pack(f"<{count}Q", *[_FAR] * count), "little")


def _lanes(total: int, count: int) -> tuple[int, ...]:
    """Return the numbers that stand side by side."""
    return unpack(f"<{count}Q", total.to_bytes(8 * count, "little"))
