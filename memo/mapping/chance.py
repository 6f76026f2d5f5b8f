"""How likely a finding is to be about a topic: what its phrases show and what all its words speak for, in one figure.

Neither sign decides alone. A phrase may stand in a clause about something
else, a clause may show a topic in words that no phrase foresees, and a notice
clause has words of many topics and is about none. What each sign counts was
learnt from labelled findings (`benchmarks/weigh.py`) and stands in
`regulations/weights.yaml`; a chance of 0.6 means that of ten such readings
six were right.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from operator import mul
from typing import Literal

from memo.library.profile import ALWAYS, SCALE, Profiles

Level = Literal["nothing", "hint", "one", "plain", "denied"]
"""What the phrases of a topic show: nothing, a hint, one phrase, two or one in two fields, one that is cancelled."""
LEVELS: tuple[Level, ...] = ("hint", "one", "plain", "denied")
SIGNS = (
    "words",
    "words-above-half",
    "words-above-nothing",
    "words-of-another-topic",
    "about-anything",
    "about-anything-above-nothing",
    *LEVELS,
    "words-beside-one",
    "words-beside-plain",
    "in-the-title",
    "extent",
    "other-topics-shown",
    "neighbours",
    "neighbours-root",
    "first-by-words",
    "place-by-words",
    "first-by-neighbours",
    "place-by-neighbours",
    "of-conduct",
    "words-of-conduct",
    "another-topic-of-conduct",
    "length",
    "words-by-length",
    "near-of-conduct",
    "kin",
    "kin-root",
    "always",
)
"""The signs, in the order of their weights."""
SURE = 1e-9
"""A chance is taken to be at least this far from 0 and 1."""
SURE_OF_BOTH = 1e-4
"""The same where two readers are held against one another."""
STEPS = 100
"""Parts of one by which the sums of such a reader are rounded: processors add up in different orders, and a memo should
not tell."""
LEAST_BY_OTHERS = 0.02
"""The chance below which a topic that words rule out stays ruled out."""


def signs(
    words: float,
    another: float,
    anything: float,
    level: Level,
    in_title: bool,
    extent: float,
    others: int,
    near: float,
    kin: float,
    place: int,
    near_place: int,
    conduct: bool,
    length: int,
) -> tuple[float, ...]:
    """Return the value of each of `SIGNS` for one topic of one finding.

    `words` is the sum of all words for the topic, `another` the highest such
    sum of any other topic, `anything` that for being about any topic at all;
    `extent` counts the fields in which phrases show the topic, and `others`
    the other topics that phrases show; `near` is the part of the most similar
    labelled findings that show it, and `kin` that of those that say the like
    in whatever words. `place` and `near_place` count the topics
    that words, and the labelled findings, speak for more. `conduct` is a
    finding that quotes no clause, and `length` its known words: what tells of
    conduct, at length, has more topics.
    """
    return (
        words,
        max(words + 0.5, 0.0),
        max(words, 0.0),
        another,
        anything,
        max(anything, 0.0),
        *(float(level == known) for known in LEVELS),
        words * (level == "one"),
        words * (level == "plain"),
        float(in_title),
        math.log1p(extent),
        math.log1p(others),
        near,
        math.sqrt(near),
        float(place == 0),
        math.log1p(place),
        float(near_place == 0),
        math.log1p(near_place),
        float(conduct),
        words * conduct,
        another * conduct,
        math.log1p(length),
        words * math.log1p(length),
        near * conduct,
        kin,
        math.sqrt(kin),
        1.0,
    )


def chance(values: tuple[float, ...], topic: int, profiles: Profiles) -> float:
    """Return how likely a topic, by its number, is the subject of a finding with these signs alone: from 0 to 1."""
    total = sum(map(mul, values, profiles.signs))
    total += profiles.offsets[topic] + profiles.slopes[topic] * values[0]
    return chance_of(total / SCALE)


def in_company(alone: Mapping[int, float], profiles: Profiles) -> dict[int, float]:
    """Return how likely each topic is in the company of all that are thought of, from how likely each is alone.

    Some matters come together (a fine for a leak is one for poor security),
    and some are taken for each other: the likelier one speaks against the
    other. What each counts for each was learnt beside the signs.
    """
    return {topic: chance_of(log_odds(own) + _said_by(alone, profiles.beside(topic))) for topic, own in alone.items()}


def log_odds(likely: float, sure: float = SURE) -> float:
    """Return the logarithm of the odds of a chance, which counts as this far from 0 and 1 at least."""
    inside = min(max(likely, sure), 1 - sure)
    return math.log(inside / (1 - inside))


def joined(
    chances: Mapping[str, float], said: Mapping[str, float], own: float, other: float, always: float
) -> dict[str, float]:
    """Return how likely each topic is where another reader was heard too; one it is silent on keeps its chance.

    `own` is what the chance by phrases and words counts, `other` what that of
    the other reader does.
    """
    both = dict(chances)
    for topic, likely in said.items():
        first = log_odds(chances.get(topic, 0.0), SURE_OF_BOTH)
        both_say = chance_of(own * first + other * log_odds(likely, SURE_OF_BOTH) + always)
        if topic in chances or both_say >= LEAST_BY_OTHERS:
            both[topic] = both_say
    return both


def _said_by(alone: Mapping[int, float], beside: Mapping[int, int]) -> float:
    return (beside.get(ALWAYS, 0) + sum(beside.get(other, 0) * likely for other, likely in alone.items())) / SCALE


def chance_of(total: float) -> float:
    """Return the chance of which the odds have this logarithm."""
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, total))))
