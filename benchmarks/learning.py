"""How weights are learnt: texts as vectors, one linear model a topic, and what the signs of a reading count.

`weigh.py` beside this file runs it and says what is learnt from.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec.structs
import numpy as np

from memo.library.profile import LENGTH, SCALE, Profiles, coded, placed
from memo.mapping import idle
from memo.mapping.chance import SIGNS, chance, in_company
from memo.mapping.likeness import Likeness, each_term, is_english, likeness, manner
from memo.mapping.meaning import meaning
from memo.mapping.tone import ALWAYS, turns
from memo.mapping.topics import ReadTopic, idle_signs, signs_of_topics

COST, ROUNDS = 0.22, 9
MOST_FOR_ONE = 20.0
"""How many times more a finding that shows a topic may count than one that does not."""
PAIRS = 0.7
"""What a pair of words counts, against a single word."""
ALIKE = 0.35
"""What the numbers of `alike.npz` count, against the words themselves."""
FEWEST_PAIRS = 2
"""Texts in which a pair of words stands, to be looked at."""
MOST_SPREAD = 0.04
"""Part of the texts in which a term may stand that examples are compared by: "data" finds no neighbour."""
LEAST = 0.14
"""Weights below which a word is left out for a topic: of a word that stands in one text of a few hundred."""
TONE_COST, MOST_FOR_IDLE = 1.0, 4.0
"""The same as for topics, for the tone of a finding."""
FEWEST_TURNS = 5
"""Findings in which a word or pair stands, to be weighed for tone."""
LEAST_TONE = 0.2
"""Weights below which it is left out."""
FOLDS = 5
FEW, FEW_OF_TOPIC = 1.0, 3.0
"""How strongly the weights of signs, and what a topic adds to them, are held near 0."""
FEWEST_FOR_COMPANY, FEW_OF_COMPANY, LEAST_OF_COMPANY = 5, 3.0, 0.1
"""Texts that show a topic, for its company to be learnt; how strongly that is held near 0; what is left out."""
Array = Any


@dataclass(frozen=True)
class Document:
    """A text to learn from, with its topics."""

    topics: frozenset[str]
    texts: Mapping[str, str]
    whole: bool
    """Whether all its topics are named, not the first one only, and it is a finding such as are read."""
    fair: frozenset[str] = frozenset()
    kind: str = ""
    by_id: Mapping[str, ReadTopic] = field(default_factory=dict)
    denied: frozenset[str] = frozenset()

    @property
    def counts(self) -> Counter[str]:
        """The terms of the text, those of its title twice."""
        found: Counter[str] = Counter()
        for term, _, times in each_term(self.texts):
            found[term] += times
        if self.whole:
            found.update(manner(self.texts))
        return found

    @property
    def english(self) -> bool:
        """Whether the text is no other language's."""
        return is_english(self.texts.values())

    @property
    def fold(self) -> int:
        """The fold in which the text is held back; equal texts have one fold."""
        return int(hashlib.sha256(repr(sorted(self.texts.items())).encode()).hexdigest(), 16) % FOLDS


def alike(path: Path) -> dict[str, Array]:
    """Return the numbers of each root of `alike.npz`."""
    with np.load(path) as held:
        numbers = held["numbers"].astype(float) / 127
        return {str(root): numbers[at] for at, root in enumerate(held["roots"])}


def meanings(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the numbers of each root of `meaning.npz`."""
    with np.load(path) as held:
        return {str(root): tuple(map(int, held["numbers"][at])) for at, root in enumerate(held["roots"])}


class Learner:
    """Learns from documents; `numbers` are those of words alike, `meanings` tell what a word means."""

    def __init__(
        self, topics: Sequence[str], numbers: Mapping[str, Array], meanings: Mapping[str, tuple[int, ...]]
    ) -> None:
        self.topics = list(topics)
        self.numbers = numbers
        self.meanings = meanings
        self.size = len(next(iter(numbers.values())))

    def words(self, found: Sequence[Document], counts: Sequence[Counter[str]]) -> Profiles:
        """Return the weights of words, learnt from some documents, as memo reads them."""
        spread = Counter(term for counted in counts for term in counted)
        names = sorted(term for term in spread if " " not in term or spread[term] >= FEWEST_PAIRS)
        number = {term: at for at, term in enumerate(names)}

        def telling(term: str) -> float:
            plain = math.log((1 + len(found)) / (1 + spread[term])) + 1
            return plain * PAIRS if " " in term else plain

        vectors = [self._vector(counted, number, telling) for counted in counts]
        shows = np.array([[*(t in d.topics for t in self.topics), bool(d.topics)] for d in found])
        weights, bases = fitted(vectors, shows, len(names) + self.size)
        own, common = weights[: len(names)], weights[len(names) :]
        places, lines = self._places(counts, spread, telling), {}
        for term in sorted({*names, *self.numbers}):
            row = own[number[term]] if term in number else np.zeros(len(bases))
            if term in self.numbers:
                row = row + ALIKE * (self.numbers[term] @ common)
            least = LEAST * (1.5 if " " in term else 1.0) * 5 / telling(term)
            pairs = [f"{at} {round(row[at] * SCALE)}" for at in np.nonzero(np.abs(row) >= least)[0]]
            if pairs or term in places or (term in number and " " not in term):
                where = f";{places[term]}" if term in places else ""
                if term in self.meanings:
                    where = f"{where or ';'};{coded(self.meanings[term])}"
                lines[term] = f"{round(telling(term) * SCALE)}: {', '.join(pairs)}{where}"
        topics = {topic: str(at) for at, topic in enumerate(self.topics)}
        return Profiles(
            topics=tuple(self.topics),
            bases=tuple(round(b * SCALE) for b in bases),
            meanings="".join(map(self._meaning, counts)),
            examples_show=",".join(" ".join(sorted(topics[t] for t in d.topics if t in topics)) for d in found),
            words=lines,
        )

    def _places(
        self, counts: Sequence[Counter[str]], spread: Mapping[str, int], telling: Callable[[str], float]
    ) -> dict[str, str]:
        """Return in which texts each term stands by which texts are compared, each text a vector of length one."""
        shares: dict[str, dict[int, float]] = {}
        for example, counted in enumerate(counts):
            kept = {
                term: (1 + math.log(count)) * telling(term)
                for term, count in counted.items()
                if FEWEST_PAIRS <= spread[term] <= MOST_SPREAD * len(counts)
            }
            length = math.sqrt(sum(value * value for value in kept.values())) or 1.0
            for term, value in kept.items():
                shares.setdefault(term, {})[example] = value / length
        return {term: line for term in shares if (line := placed(shares[term]))}

    def _meaning(self, counts: Counter[str]) -> str:
        """Return the numbers of a text as letters, brought to one length."""
        numbers = meaning(counts, lambda term: self.meanings.get(term, ()))
        length = math.hypot(*numbers) or 1.0
        return coded(round(number / length * LENGTH) for number in numbers)

    def _vector(
        self, counts: Counter[str], number: Mapping[str, int], telling: Callable[[str], float]
    ) -> tuple[Array, Array]:
        at, values, total, squares = [], [], np.zeros(self.size), 0.0
        for term in sorted(counts):
            if term not in number and term not in self.numbers:
                continue
            value = (1 + math.log(counts[term])) * telling(term)
            squares += value * value
            if term in number:
                at.append(number[term])
                values.append(value)
            if term in self.numbers:
                total = total + value * self.numbers[term]
        length = math.sqrt(squares) or 1.0
        places = np.array([*at, *range(len(number), len(number) + self.size)])
        return places, np.concatenate([values, ALIKE * total]) / length

    def learnt(self, found: Sequence[Document]) -> Profiles:
        """Return the weights of words, and what signs count beside them, learnt from documents.

        What signs count is learnt from words that were weighed without the
        document in question, since a text that was learnt from speaks louder.
        """
        counts = [document.counts for document in found]
        rows, places, right, known, of, likes = [], [], [], [], [], []
        for fold in range(FOLDS):
            rest = [at for at, document in enumerate(found) if document.fold != fold]
            profiles = self.words([found[at] for at in rest], [counts[at] for at in rest])
            profiles = msgspec.structs.replace(profiles, tones=tones([found[at] for at in rest]))
            for document in found:
                if document.whole and document.fold == fold:
                    like = likeness(document.texts, profiles)
                    likes.append((document, like))
                    for name, number, values in signs_of(document, like):
                        rows.append(values)
                        places.append(number)
                        right.append(name in document.topics)
                        known.append(name not in document.fair)
                        of.append(len(likes))
        signs, shows, at, told = np.array(rows), np.array(right), np.array(places), np.array(known)
        weights, offsets, slopes = counted(signs[told], shows[told], at[told], len(self.topics))
        sums = signs @ weights + offsets[at] + slopes[at] * signs[:, 0]
        profiles = msgspec.structs.replace(
            self.words(found, counts),
            tones=tones(found),
            signs=tuple(round(weight * SCALE) for weight in weights),
            offsets=tuple(round(offset * SCALE) for offset in offsets),
            slopes=tuple(round(slope * SCALE) for slope in slopes),
            company=company(sums, shows, at, told, np.array(of), len(self.topics)),
        )
        weighed = [(document, signs_of_idle(document, like, profiles)) for document, like in likes if like.of]
        quiet = [not document.topics for document, _ in weighed]
        marks = logistic(np.array([values for _, values in weighed]), np.array(quiet))
        return msgspec.structs.replace(profiles, idle=tuple(round(weight * SCALE) for weight in marks))


def signs_of(document: Document, like: Likeness) -> list[tuple[str, int, tuple[float, ...]]]:
    """Return the signs of every topic that words do not rule out."""
    return list(signs_of_topics(document.by_id, document.denied, like)) if like.of else []


def signs_of_idle(document: Document, like: Likeness, profiles: Profiles) -> tuple[float, ...]:
    """Return the signs of a text's being idle, the chances of topics being such as `profiles` give."""
    alone = {number: chance(values, number, profiles) for _, number, values in signs_of(document, like)}
    chances = in_company(alone, profiles).values()
    return idle_signs(document.by_id, document.denied, like, chances, document.texts, idle.marks(document.texts))


def tones(found: Sequence[Document]) -> str:
    """Return what each word and pair counts for the tone of a finding, learnt from those of which all is named."""
    known = [document for document in found if document.whole]
    spoken = [turns(document.texts) for document in known]
    spread = Counter(term for terms_of in spoken for term in terms_of)
    names = sorted(term for term in spread if spread[term] >= FEWEST_TURNS)
    number = {term: at for at, term in enumerate(names)}
    vectors = []
    for said in spoken:
        at = np.array(sorted(number[term] for term in said if term in number), dtype=int)
        vectors.append((at, np.full(len(at), 1 / math.sqrt(max(1, len(said))))))
    quiet = np.array([[not document.topics] for document in known])
    weights, bases = fitted(vectors, quiet, len(names), TONE_COST, MOST_FOR_IDLE)
    kept = [f"{ALWAYS} = {round(bases[0] * SCALE)}"]
    kept += [
        f"{term} = {round(w * SCALE)}" for term, w in zip(names, weights[:, 0], strict=True) if abs(w) >= LEAST_TONE
    ]
    return "\n".join(kept)


def chances_from(sums: Array) -> Array:
    """Return the chances of which the odds have these logarithms."""
    return 1 / (1 + np.exp(-sums))


def logistic(rows: Array, right: Array, few: float = FEW, base: Array | float = 0.0) -> Array:
    """Return what each sign counts beside a base: a logistic regression by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        weights = stepped(rows, right, weights, chances_from(base + rows @ weights), few)
    return weights


def stepped(rows: Array, right: Array, weights: Array, now: Array, few: float = FEW) -> Array:
    """Return the weights after a step of Newton's method from the chances that they give `now`."""
    spread = now * (1 - now) + 1e-6
    slope = rows.T @ (now - right) + few * weights
    return weights - np.linalg.solve((rows * spread[:, None]).T @ rows + few * np.eye(len(weights)), slope)


def fitted(
    vectors: Sequence[tuple[Array, Array]], shows: Array, width: int, cost: float = COST, most: float = MOST_FOR_ONE
) -> tuple[Array, Array]:
    """Return the weight of every word for every topic, and the bases.

    One linear support vector machine with squared hinge loss a topic, by dual
    coordinate descent (Hsieh et al., ICML 2008), all topics in one walk.
    """
    weights, bases = np.zeros((width, shows.shape[1])), np.zeros(shows.shape[1])
    one = cost * np.minimum(len(vectors) / np.maximum(1, shows.sum(0)), most)
    soft = 0.5 / np.where(shows, one, cost)
    sign = np.where(shows, 1.0, -1.0)
    dual = np.zeros(shows.shape)
    squares = [float((values * values).sum()) + 1 for _, values in vectors]
    order = np.arange(len(vectors))
    shuffled = np.random.RandomState(1)
    for _ in range(ROUNDS):
        shuffled.shuffle(order)
        for n in order:
            at, values = vectors[n]
            slope = sign[n] * (bases + values @ weights[at]) - 1 + soft[n] * dual[n]
            new = np.maximum(dual[n] - slope / (squares[n] + soft[n]), 0.0)
            step = (new - dual[n]) * sign[n]
            dual[n] = new
            weights[at] += values[:, None] * step
            bases += step
    return weights, bases


def company(sums: Array, right: Array, places: Array, known: Array, of: Array, topics: int) -> str:
    """Return what the chances of topics count for each topic, as `Profiles.company` keeps it.

    `sums` is what the signs of each row add up to, `of` the number of its
    text; rows that are not `known` are not learnt from, but they are company.
    """
    chances = np.zeros((int(of.max()) + 1, topics + 1))
    chances[of, places] = chances_from(sums)
    chances[:, topics] = 1
    parts = []
    for topic in range(topics):
        own = known & (places == topic)
        beside = np.zeros(topics + 1)
        if right[own].sum() >= FEWEST_FOR_COMPANY:
            beside = logistic(chances[of[own]], right[own], FEW_OF_COMPANY, sums[own])
        pairs = [f"{at} {round(beside[at] * SCALE)}" for at in np.nonzero(np.abs(beside[:-1]) >= LEAST_OF_COMPANY)[0]]
        parts.append(f"{round(beside[-1] * SCALE)}: {', '.join(pairs)}")
    return ";".join(parts)


def counted(rows: Array, right: Array, places: Array, topics: int) -> tuple[Array, Array, Array]:
    """Return what each sign counts, and what each topic adds by itself and for each point of its words.

    A logistic regression by Newton's method; what single topics add is held
    near 0, so that a topic with few examples follows the others.
    """
    weights, offsets, slopes = np.zeros(len(SIGNS)), np.zeros(topics), np.zeros(topics)
    words = rows[:, 0]

    def chances() -> Array:
        return chances_from(rows @ weights + offsets[places] + slopes[places] * words)

    for _ in range(30):
        weights = stepped(rows, right, weights, chances())
        now = chances()
        spread, off = now * (1 - now) + 1e-6, now - right
        by = np.bincount(places, off, topics) + FEW_OF_TOPIC * offsets
        per = np.bincount(places, off * words, topics) + 4 * FEW_OF_TOPIC * slopes
        a = np.bincount(places, spread, topics) + FEW_OF_TOPIC
        b = np.bincount(places, spread * words, topics)
        c = np.bincount(places, spread * words * words, topics) + 4 * FEW_OF_TOPIC
        whole = a * c - b * b
        offsets, slopes = offsets - (c * by - b * per) / whole, slopes - (a * per - b * by) / whole
    return weights, offsets, slopes
