"""The phrases of all topics as one index: a text is asked only about the phrases that its words can show.

Two thousand phrases looked for one by one cost more than all else in a
mapping. Each is therefore filed under the words of one part that no match
can be without; a text brings up the phrases filed under its own words, some
dozens, and only these are read and matched.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from memo.late import late
from memo.library.records import Topic
from memo.library.store import Store
from memo.mapping.phrases import Phrase, Sequence, Words

Kind = Literal["phrase", "hint", "unless"]
PHRASE, HINT = 1.0, 0.5

_OPTIONAL = late(r"\[[^\[\]]*\]")
_GROUP = late(r"\([^()]*\)")
_WORD = late(r"\w+(?:'\w+)*\*?")
_COMMON = frozenset(
    "a an and any as at by for from if in is it its not of on or our that the their to we with you your".split()
)
"""Words too frequent to file a phrase under while it has any other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of one topic: a sign of it, a hint, or a look-alike."""

    topic: str
    kind: Kind
    phrase: Phrase


class Filed(msgspec.Struct, frozen=True, array_like=True):
    """A phrase as a compiled vocabulary keeps it: the words it is filed under, and its sides as trees."""

    anchors: tuple[str, ...]
    trees: tuple[Sequence, ...]


def filed(store: Store) -> dict[str, Filed]:
    """Return every phrase of a library's vocabulary, read; from its compiled copy where there is one."""

    def produce() -> dict[str, Filed]:
        read: dict[str, Filed] = {}
        for topic in store.topics.values():
            for written in (*topic.phrases, *topic.hints, *topic.unless):
                with contextlib.suppress(ValueError):  # what cannot be read is refused where it is first met
                    read[written] = Filed(tuple(sorted(anchors(written))), Phrase(written).sides)
        return read

    here = Path(__file__)
    return store.of_topics("phrases", dict[str, Filed], produce, (here, here.with_name("phrases.py")))


class Vocabulary:
    """Every phrase of the topics, filed by the words it cannot be without."""

    def __init__(self, topics: Mapping[str, Topic], filed: Mapping[str, Filed] | None = None) -> None:
        """Make the index; `filed` are phrases that were read before, by their text."""
        self._filed = filed or {}
        self.topics = frozenset(topics)
        self._under: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._entries: list[Entry] = []
        for topic in topics.values():
            for phrase in topic.phrases:
                self._file(Entry(topic.id, "phrase", self._phrase(phrase, PHRASE)))
            for phrase in topic.hints:
                self._file(Entry(topic.id, "hint", self._phrase(phrase, HINT)))
            for phrase in topic.unless:
                self._file(Entry(topic.id, "unless", self._phrase(phrase, 1.0)))

    def _phrase(self, written: str, weight: float) -> Phrase:
        known = self._filed.get(written)
        return Phrase(written, weight, known.trees if known else ())

    def _file(self, entry: Entry) -> None:
        number = len(self._entries)
        self._entries.append(entry)
        known = self._filed.get(entry.phrase.written)
        words = known.anchors if known else anchors(entry.phrase.written)
        if not words:
            self._always.append(number)
        for word in words:
            self._under.setdefault(word, []).append(number)

    def possible(self, text: Words, topics: Collection[str] | None = None) -> Iterator[Entry]:
        """Yield the phrases that a text may show, in the order of the vocabulary; of some topics only, where named."""
        found = set(self._always)
        for key in text.keys & self._under.keys():
            found.update(self._under[key])
        entries = self._entries
        for number in sorted(found):
            entry = entries[number]
            if topics is None or entry.topic in topics:
                yield entry


@lru_cache(maxsize=20_000)
def anchors(written: str) -> frozenset[str]:
    """Return words one of which every match of a phrase contains: the rarest-looking part that is not optional.

    >>> sorted(anchors("(use|uses) ... [your] content to train* ... model*"))
    ['content']
    >>> sorted(anchors("(sell|rent) [it]"))
    ['rent', 'sell']
    """
    plain = _OPTIONAL.sub(" ", written.lower().replace("’", "'").replace(" ~ ", " "))
    if "[" in plain or "]" in plain:
        return _read(written)
    groups = _GROUP.findall(plain)
    rest = _GROUP.sub(" ", plain)
    if "(" in rest or ")" in rest or "|" in rest:
        return _read(written)
    parts = [frozenset([word]) for word in _WORD.findall(rest)]
    for group in groups:
        options = [_WORD.findall(option) for option in group[1:-1].split("|")]
        if all(options):
            parts.append(frozenset(max(words, key=_weight) for words in options))
    return max(parts, key=_worth, default=frozenset())


def _read(written: str) -> frozenset[str]:
    """Return the anchors of a phrase with nested groups by reading it in full."""
    return max(Phrase(written).needs, key=_worth, default=frozenset())


def _weight(word: str) -> tuple[bool, int]:
    return (word not in _COMMON, len(word))


def _worth(part: frozenset[str]) -> tuple[bool, float, list[str]]:
    """Rank a part of a phrase as an anchor: no common words, few and long ones."""
    return (not part & _COMMON, min(len(word) for word in part) - len(part), sorted(part))
