"""Which topics a finding shows, with the words that show them.

Every field of a finding is searched for the phrases of every topic. A phrase
shows its topic by itself when it stands in the title, the clause or the plain
summary; in the reviewer's impact and analysis, where laws and remedies are
discussed, it only supports. A hint needs a second one. A look-alike cancels
whatever it overlaps. The topics that remain are ranked by score.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from memo.findings.model import Finding
from memo.library.records import Topic
from memo.mapping.phrases import Phrase, normalised

FIELD_WEIGHTS: dict[str, float] = {
    "title": 1.0,
    "quote": 1.0,
    "summary": 0.9,
    "impact": 0.5,
    "analysis": 0.4,
}
DECIDING = ("title", "quote", "summary")
PHRASE, HINT = 1.0, 0.5
THRESHOLD = 0.9
"""The score from which a topic counts as read: one phrase in title, clause or summary."""
LEADING = 4
"""How many of the best topics a finding is mainly about; only they open a law's part of the memo."""


@dataclass(frozen=True, slots=True)
class ReadTopic:
    """A topic of a finding: stated by the reviewer, or read with its evidence."""

    topic: str
    basis: Literal["stated", "read"]
    evidence: str
    score: float
    field: str = ""
    rank: tuple[float, int] = (0.0, 0)
    """What orders topics: the fields of title, clause and summary that show it, then how early it stands."""


class TopicReader:
    """The compiled vocabulary; one reader serves many findings."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self._topics = [
            (
                topic.id,
                [(Phrase(p), PHRASE) for p in topic.phrases] + [(Phrase(h), HINT) for h in topic.hints],
                [Phrase(u) for u in topic.unless],
            )
            for topic in topics.values()
        ]

    def read(self, finding: Finding) -> tuple[ReadTopic, ...]:
        """Return the topics of a finding, best first; the stated ones only, where it states any."""
        texts = {name: normalised(value) for name in FIELD_WEIGHTS if (value := getattr(finding, name))}
        originals = {name: getattr(finding, name) for name in texts}
        words = sorted({word for text in texts.values() for word in re.findall(r"\w+", text.lower())})

        def has_word(word: str, beginning: bool) -> bool:
            at = bisect_left(words, word)
            if at >= len(words):
                return False
            return bool(words[at].startswith(word)) if beginning else bool(words[at] == word)

        read = [
            found
            for topic, phrases, unless in self._topics
            if (found := _read_one(topic, phrases, unless, texts, originals, has_word)) is not None
        ]
        by_id = {topic.topic: topic for topic in read}
        if finding.topics:
            return tuple(
                ReadTopic(
                    topic,
                    "stated",
                    by_id[topic].evidence if topic in by_id else "",
                    2.0,
                    by_id[topic].field if topic in by_id else "",
                )
                for topic in dict.fromkeys(finding.topics)
            )
        return tuple(sorted((t for t in read if t.score >= THRESHOLD), key=lambda t: (t.rank, -t.score, t.topic)))


def _read_one(
    topic: str,
    phrases: list[tuple[Phrase, float]],
    unless: list[Phrase],
    texts: dict[str, str],
    originals: dict[str, str],
    has_word: Callable[[str, bool], bool],
) -> ReadTopic | None:
    candidates = [(p, w) for p, w in phrases if p.may_occur(has_word)]
    if not candidates:
        return None
    lookalikes = [p for p in unless if p.may_occur(has_word)]
    total, best, shown, first = 0.0, None, 0.0, 10_000
    for number, (field, text) in enumerate(texts.items()):
        cancelled = [m.span() for p in lookalikes for m in p.pattern.finditer(text)]
        counted = list(_counted(candidates, text, cancelled))
        if not counted:
            continue
        total += FIELD_WEIGHTS[field] * sum(weight for weight, _ in counted)
        if field in DECIDING:
            shown += FIELD_WEIGHTS[field] * counted[0][0]
            first = min(first, number * 1_000 + min(span[0] for _, span in counted))
        score = FIELD_WEIGHTS[field] * counted[0][0]
        if best is None or score > best[0]:
            start, end = counted[0][1]
            best = (score, field, originals[field][start:end])
    if best is None:
        return None
    evidence = re.sub(r"\s+", " ", best[2]).strip()
    return ReadTopic(topic, "read", evidence, round(total, 3), best[1], (-round(shown, 3), first))


def _counted(
    candidates: list[tuple[Phrase, float]], text: str, cancelled: list[tuple[int, int]]
) -> Iterator[tuple[float, tuple[int, int]]]:
    """Yield the matches that count: not cancelled, no stretch of text twice, the stronger first."""
    taken: list[tuple[int, int]] = list(cancelled)
    matches = sorted(
        (-weight, match.start(), match.end())
        for phrase, weight in candidates
        for match in phrase.pattern.finditer(text)
    )
    for negative, start, end in matches:
        if all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end))
            yield -negative, (start, end)
