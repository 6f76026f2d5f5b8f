"""Which published decisions stand nearest to what a finding engages: a pure ranking, the same for the same input."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from memo.citation.pinpoint import Pinpoint, parse
from memo.library.decision import Decision

Nearness = Literal["provision-and-topic", "provision", "article-and-topic", "article", "topic"]
ORDER: tuple[Nearness, ...] = ("provision-and-topic", "provision", "article-and-topic", "article", "topic")
"""From the nearest on: the same provision, the same article, the same topic under the same law."""


class Precedent(Struct, frozen=True):
    """A decision, how near it stands, and what it has in common with what was asked."""

    decision: Decision
    nearness: Nearness
    provisions: tuple[str, ...]
    """The provisions in common as the decision writes them; empty where only the topic is shared."""
    topics: tuple[str, ...]
    """The topics in common, in the decision's order."""


def nearest_decisions(
    decisions: Iterable[Decision],
    law: str,
    provisions: Collection[str] = (),
    topics: Collection[str] = (),
    competent: Collection[str] = (),
) -> tuple[Precedent, ...]:
    """Return the decisions under a law that share a provision, an article or a topic, nearest first.

    A decision on `28(3)(h)` is one on `28(3)`; one on `28` alone, or on a
    sister point, is only of the same article. Within one degree the decisions
    of `competent` authorities stand first, then the newest. A decision under
    another law is none, however like the laws are: who asks for a counterpart
    asks for its law. One provision or topic may be given as it is.
    """
    return nearest(decided(decisions, law), provisions, topics, competent)


class Decided(Struct, frozen=True):
    """A decision with the provisions of one law that it names, and their roots."""

    decision: Decision
    breached: tuple[tuple[str, Pinpoint], ...]
    roots: frozenset[str]
    topics: frozenset[str]


def decided(decisions: Iterable[Decision], law: str) -> tuple[Decided, ...]:
    """Return the decisions under a law, ready to be ranked again and again."""
    found = []
    for decision in decisions:
        if any(part.law == law for part in decision.provisions):
            breached = tuple((number, parse(number)) for number in decision.breached(law))
            roots = frozenset(pinpoint.root for _, pinpoint in breached)
            found.append(Decided(decision, breached, roots, frozenset(decision.topics)))
    return tuple(found)


def nearest(
    decisions: Iterable[Decided],
    provisions: Collection[str] = (),
    topics: Collection[str] = (),
    competent: Collection[str] = (),
) -> tuple[Precedent, ...]:
    """Return what `nearest_decisions` does of decisions that are under the law."""
    asked: dict[str, list[Pinpoint]] = {}
    for number in (provisions,) if isinstance(provisions, str) else provisions:
        pinpoint = parse(number)
        asked.setdefault(pinpoint.root, []).append(pinpoint)
    wanted = frozenset((topics,) if isinstance(topics, str) else topics)
    found = [
        _near(one, asked, wanted)
        for one in decisions
        if not (one.roots.isdisjoint(asked) and one.topics.isdisjoint(wanted))
    ]
    return tuple(
        sorted(
            found,
            key=lambda near: (
                ORDER.index(near.nearness),
                near.decision.authority not in competent,
                -near.decision.decided_on.toordinal(),
                near.decision.id,
            ),
        )
    )


def _near(one: Decided, asked: Mapping[str, Sequence[Pinpoint]], wanted: frozenset[str]) -> Precedent:
    """Return what a decision has in common with what is asked, filed by its article: an article or a topic."""
    decision, breached = one.decision, one.breached
    shared = tuple(topic for topic in decision.topics if topic in wanted)
    if one.roots.isdisjoint(asked):
        return Precedent(decision, "topic", (), shared)
    article = tuple(number for number, pinpoint in breached if pinpoint.root in asked)
    same = tuple(n for n, pinpoint in breached if any(map(pinpoint.within, asked.get(pinpoint.root, ()))))
    if same:
        return Precedent(decision, "provision-and-topic" if shared else "provision", same, shared)
    return Precedent(decision, "article-and-topic" if shared else "article", article, shared)
