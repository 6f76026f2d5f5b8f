"""The words in which the library speaks of each topic, weighed, to tell how like a topic a text is.

Hundreds of reasons say what a clause on a topic does and why a law minds.
Together with the topic's definition and phrases they show which words go
with it, also where no phrase of the vocabulary stands in a finding. Weights
are those of term frequency and inverse topic frequency, each topic's taken
to length one; nothing is learnt from labelled cases.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import msgspec

from memo.late import late
from memo.library.form import Record
from memo.library.records import Law, Topic

FEWEST_TOPICS = 20
"""Topics below which frequencies mean nothing and no text is held like any."""
SCALE = 10_000
_LETTERS = late(r"[a-z]+")
_MARKS = late(r"[^a-zA-Z ]")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e")
_SHORTEST_ROOT = 4
_IDLE = frozenset(
    """a about act also an and any are article as at be been by can clause data for from had has have he her his how if
    in information into is it its law may must no not of on one only or other our out own people person personal shall
    she service so such terms than that the their them then they this to us use used user users vendor we what when
    where which who whom will with would you your""".split()
)
"""Words that say nothing of a topic, among them those that every reason in the library uses."""
_PARTS = (
    ("label", 6.0),
    ("definition", 4.0),
    ("concern", 4.0),
    ("contract_implication", 2.0),
    ("vendor_implication", 2.0),
)


class Profiles(Record, frozen=True, kw_only=True):
    """For each word or pair of words, the topics that it goes with: their number and weight in turn, times `SCALE`."""

    topics: tuple[str, ...] = ()
    words: Mapping[str, tuple[int, ...]] = msgspec.field(default_factory=dict)


def terms(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of an English text that tell, and each pair of neighbours, with the text's own form of each.

    >>> [term for term, _ in terms("They share the personal data with advertisers")]
    ['shar', 'advertis', 'shar advertis']
    """
    told = [(_root(word), word) for word in _LETTERS.findall(text.lower()) if word not in _IDLE and len(word) > 2]
    yield from told
    for (one, first), (two, second) in pairwise(told):
        yield f"{one} {two}", f"{first} {second}"


def _root(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ROOT:
            return word[: -len(ending)]
    return word


def profiles_of(topics: Iterable[Topic], laws: Iterable[Law]) -> Profiles:
    """Return the profiles of all topics, from the topics' own words and the reasons in all laws."""
    counted: dict[str, dict[str, float]] = {}
    for topic in topics:
        counts = counted.setdefault(topic.id, {})
        for name, weight in _PARTS:
            _add(counts, getattr(topic, name), weight)
        for phrase in (*topic.phrases, *topic.hints):
            _add(counts, _MARKS.sub(" ", phrase), 0.5)
    if len(counted) < FEWEST_TOPICS:
        return Profiles()
    for law in laws:
        for provision in law.provisions:
            for engagement in provision.engaged_by:
                if engagement.topic in counted:
                    _add(counted[engagement.topic], engagement.because, 1.0)
    spread = Counter(term for counts in counted.values() for term in counts)
    filed: dict[str, list[int]] = {}
    for number, counts in enumerate(counted.values()):
        for term, weight in weighed(counts, spread, len(counted)).items():
            if scaled := round(weight * SCALE):
                filed.setdefault(term, []).extend((number, scaled))
    return Profiles(topics=tuple(counted), words={term: tuple(filed[term]) for term in sorted(filed)})


def _add(counts: dict[str, float], text: str, weight: float) -> None:
    for term, _ in terms(text):
        counts[term] = counts.get(term, 0.0) + weight


def weighed(counts: Mapping[str, float], spread: Mapping[str, int], topics: int) -> dict[str, float]:
    """Return counted terms as weights of length one: the more often the more, the more topics share it the less."""
    raw = {
        term: (1 + math.log(count) if count >= 1 else count) * math.log(topics / spread[term])
        for term, count in counts.items()
        if spread.get(term)
    }
    length = math.sqrt(sum(weight * weight for weight in raw.values()))
    return {term: weight / length for term, weight in raw.items()} if length else {}
