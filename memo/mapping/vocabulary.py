"""The phrases of all topics as one index: a text is asked only about the phrases that its words can show.

Thousands of phrases looked for one by one cost more than all else in a
mapping. Each is therefore filed under the words of one part that no match
can be without; a text brings up the phrases filed under its own words, some
dozens, and only these are taken out of the compiled index and matched.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from memo.library.records import Topic
from memo.library.store import Store
from memo.mapping.phrases import Shape, Words, beginnings

Kind = Literal["phrase", "hint", "unless"]
WEIGHTS: dict[Kind, float] = {"phrase": 1.0, "hint": 0.5, "unless": 1.0}

_COMMON = frozenset(
    "a an and any as at by for from if in is it its not of on or our that the their to we with you your".split()
)
"""Words too frequent to file a phrase under while it has any other."""
_SHAPE = msgspec.msgpack.Decoder(Shape)


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One phrase of one topic: a sign of it, a hint, or a look-alike; its shape as the index keeps it."""

    topic: str
    kind: Kind
    written: str
    packed: msgspec.Raw

    @property
    def weight(self) -> float:
        """How much the phrase says for its topic."""
        return WEIGHTS[self.kind]


class Index(msgspec.Struct, frozen=True, array_like=True):
    """Every phrase that can be read, in the order of topics, and the numbers of those filed under each word."""

    topics: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    under: dict[str, tuple[int, ...]] = msgspec.field(default_factory=dict)
    always: tuple[int, ...] = ()
    """Phrases that any text may show."""


def index_of(store: Store) -> Index:
    """Return the index of a library's phrases; from its compiled copy where there is one."""
    here = Path(__file__)
    code = (here, here.with_name("phrases.py"))
    return store.of_topics("phrases", Index, lambda: indexed(store.topics.values()), code)


def indexed(topics: Iterable[Topic]) -> Index:
    """Return the index of the phrases of some topics; one that cannot be read is refused by the library's rules."""
    entries: list[Entry] = []
    under: dict[str, list[int]] = {}
    always: list[int] = []
    names: list[str] = []
    for topic in topics:
        names.append(topic.id)
        signs: tuple[tuple[Kind, tuple[str, ...]], ...] = (
            ("phrase", topic.phrases), ("hint", topic.hints), ("unless", topic.unless),
        )  # fmt: skip
        for kind, phrases in signs:
            for written in phrases:
                with contextlib.suppress(ValueError):
                    shape = Shape.of(written)
                    words = _anchors(shape)
                    for filed in (under.setdefault(word, []) for word in sorted(words)) if words else (always,):
                        filed.append(len(entries))
                    entries.append(Entry(topic.id, kind, written, msgspec.Raw(msgspec.msgpack.encode(shape))))
    return Index(tuple(names), tuple(entries), {word: tuple(at) for word, at in under.items()}, tuple(always))


class Vocabulary:
    """Every phrase of the topics, filed by the words it cannot be without."""

    def __init__(self, index: Index) -> None:
        self.topics = frozenset(index.topics)
        self._index = index
        self._shapes: dict[str, Shape] = {}
        self._filed = lru_cache(maxsize=8192)(self._filed_under)

    def shape(self, entry: Entry) -> Shape:
        """Return a phrase ready to be matched."""
        found = self._shapes.get(entry.written)
        if found is None:
            found = self._shapes[entry.written] = _SHAPE.decode(entry.packed)
        return found

    def possible(self, text: Words, topics: Collection[str] | None = None) -> Iterator[Entry]:
        """Yield the phrases that a text may show, in the order of the vocabulary; of some topics only, where named."""
        index = self._index
        found = set(index.always).union(*map(self._filed, set(text.words)))
        for number in sorted(found):
            entry = index.entries[number]
            if topics is None or entry.topic in topics:
                yield entry

    def matching(self, text: Words, topics: Collection[str] | None = None) -> Iterator[tuple[Entry, Shape]]:
        """Yield of `possible` the phrases of which a text has all that they cannot be without, ready to be matched."""
        for entry in self.possible(text, topics):
            shape = self._shapes.get(entry.written) or self.shape(entry)
            if not shape.lacks(text):
                yield entry, shape

    def _filed_under(self, word: str) -> tuple[int, ...]:
        """Return the phrases that a word of a text brings up, by itself or by a beginning of it."""
        under = self._index.under
        return tuple(number for key in beginnings(word) for number in under.get(key, ()))


def anchors(written: str) -> frozenset[str]:
    """Return words one of which every match of a phrase contains: the rarest-looking part that is not optional.

    >>> sorted(anchors("(use|uses) ... [your] content to train* ... model*"))
    ['content']
    >>> sorted(anchors("(sell|rent) [it]"))
    ['rent', 'sell']
    """
    return _anchors(Shape.of(written))


def _anchors(shape: Shape) -> frozenset[str]:
    return max(shape.needs, key=_worth, default=frozenset())


def _worth(part: frozenset[str]) -> tuple[bool, float, list[str]]:
    """Rank a part of a phrase as an anchor: no common words, few and long ones."""
    return (not part & _COMMON, min(len(word) for word in part) - len(part), sorted(part))
