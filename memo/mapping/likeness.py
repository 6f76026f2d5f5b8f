"""How much a finding speaks of each topic, by the weight of all its words.

A phrase may stand in a clause that is about something else; and a clause may
be about a topic in words no phrase foresees. The weights tell of both: a
topic read from a phrase is set aside where the finding's words speak against
it, and a topic that they speak for is read without a phrase.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from memo.late import late
from memo.library.profile import SCALE, Profiles, terms
from memo.mapping.idle import reports
from memo.mapping.meaning import alike
from memo.mapping.neighbours import Neighbours, neighbours

TIMES = {"title": 2, "summary": 1, "quote": 1, "impact": 1}
"""How often the words of a field count."""
MOST_WORDS = 3
"""Words printed as evidence of a topic that was read by its words alone."""
FEWEST_KNOWN = 0.5
"""Share of a finding's words that have weights below which none are used: a text in another language."""
FEWEST_WORDS = 4
"""Known words below which none are used: one rare word would tell the topic of a title that says nothing."""
_ENGLISH = frozenset(
    "the of and to or you your we our with for not may this by are on is that be it its they their".split()
)
_OTHER = frozenset(
    "der die das und zu ist nicht wir sie oder den dem von mit für auf auch ein eine einer werden ihre"
    " ohne kein keine wird bei nach durch"
    " le la les des du et vous nous une est que qui pour par sur dans au aux pas l d n qu"
    " el los las del de en para por con su sus se o da do dos das não um uma ao seu sua você sem são".split()
)
"""Common words of English, and of German, French, Spanish and Portuguese."""
CONDUCT, REPORT = "(no clause)", "(report)"
"""Terms of a finding that quotes no clause, and of one that reports an infringement, as a decision does: authorities
decide on other matters than terms speak of, and call everybody a controller."""
MANNER = 20
"""How often these count: about as much as two telling words."""
_APART = late("[’']")
UNKNOWN = -0.5
"""The score of a topic of which no weights are held: its phrases decide."""


class Likeness(Struct, frozen=True):
    """How much a finding speaks of each topic: from about -1, not at all, over 0, as likely as not, to 1."""

    of: Mapping[str, float] = field(default_factory=dict)
    profiles: Profiles = field(default_factory=Profiles)
    own: Mapping[str, float] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    anything: float = 0.0
    """The same for being about any topic at all; idle text is below 0."""
    near: Neighbours = field(default_factory=Neighbours)
    """What the labelled findings most like it are about."""
    kin: Neighbours = field(default_factory=Neighbours)
    """What those are about that say the like, in whatever words."""

    def score(self, topic: str) -> float:
        """Return a topic's score."""
        return self.of.get(topic, UNKNOWN)

    def known_from(self, least: float) -> frozenset[str]:
        """Return the topics with at least this score."""
        return frozenset(topic for topic, score in self.of.items() if score >= least)

    def showing(self, topic: str, among: Neighbours) -> int:
        """Return how many of the labelled findings like it, in words (`near`) or meaning (`kin`), show a topic."""
        return among.counts.get(self.profiles.topics.index(topic), 0) if topic in self.of else 0

    def words(self, topic: str) -> str:
        """Return the finding's own words that speak most for a topic."""
        return ", ".join(self._telling(self.profiles.topics.index(topic), 1))

    def idle_words(self) -> tuple[str, ...]:
        """Return the finding's own words that speak most against its being about any topic."""
        return self._telling(len(self.profiles.topics), -1)

    def _telling(self, number: int, way: int) -> tuple[str, ...]:
        shares: dict[str, float] = {}
        for term, own in self.own.items():
            if term not in self.forms:  # the manner of a finding is no word of it
                continue
            entries = self.profiles.entries(term)
            for at in range(1, len(entries), 2):
                if entries[at] == number and way * entries[at + 1] > 0:
                    shares[term] = way * own * entries[at + 1]
        return apart((self.forms[term] for term in sorted(shares, key=lambda term: (-shares[term], term))), MOST_WORDS)


def apart(forms: Iterable[str], most: int) -> tuple[str, ...]:
    """Return the first of some words and pairs that have no word in common.

    >>> apart(("sell your", "your data", "data", "brokers"), 2)
    ('sell your', 'data')
    """
    told: list[str] = []
    for form in forms:
        if not any(set(form.split()) & set(other.split()) for other in told):
            told.append(form)
    return tuple(told[:most])


def is_english(texts: Iterable[str]) -> bool:
    """Return whether texts are no other language's: weights that know half of its words would outvote its phrases.

    >>> is_english(["De facto consent"]), is_english(["Délai de prescription", "le contrat"])
    (False, False)
    >>> is_english(["L’opposition n’a pas été respectée"]), is_english(["The vendor’s terms don’t say"])
    (False, True)
    >>> is_english(["Consent to the de facto standard"]), is_english(["Data sale"])
    (True, True)
    """
    words = [word.strip(".,:;()") for text in texts for word in _APART.sub(" ", text.lower()).split()]
    return sum(word in _OTHER for word in words) <= sum(word in _ENGLISH for word in words)


def manner(texts: Mapping[str, str]) -> dict[str, int]:
    """Return what counts beside the words of a finding: that it quotes no clause, that it reports an infringement.

    >>> sorted(manner({"summary": "The company was fined."})), manner({"quote": "We may share data."})
    (['(no clause)', '(report)'], {})
    """
    told = {CONDUCT: not texts.get("quote"), REPORT: reports(texts)}
    return {term: MANNER for term, holds in told.items() if holds}


def each_term(texts: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Yield each word and pair of a finding that tells, with its form there and how often it counts.

    >>> list(each_term({"title": "Data sold", "quote": "We sell."}))[-1]
    ('we sell', 'we sell', 1)
    """
    for name, times in TIMES.items():
        for term, form in terms(texts.get(name) or ""):
            yield term, form, times


def likeness(texts: Mapping[str, str], profiles: Profiles) -> Likeness:
    """Return how much a finding's title, clause, summary and impact speak of each topic; nothing if not in English."""
    if not profiles.words or not is_english(texts.values()):
        return Likeness()
    known = profiles.words
    counts: dict[str, int] = {}
    forms: dict[str, str] = {}
    single = met = 0
    for term, form, times in each_term(texts):
        held = known.get(term) is not None
        if " " not in term:
            single, met = single + 1, met + held
        if held:
            counts[term] = counts.get(term, 0) + times
            forms.setdefault(term, form)
    if met < max(FEWEST_WORDS, FEWEST_KNOWN * single):
        return Likeness()
    kin = alike(counts, profiles)
    counts |= {term: times for term, times in manner(texts).items() if known.get(term) is not None}
    entries_of = profiles.entries
    own = {term: (1 + math.log(count)) * entries_of(term)[0] for term, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in own.values())) or 1.0
    own = {term: weight / length for term, weight in own.items()}
    sums = [float(base) for base in profiles.bases]
    for term, weight in own.items():
        entries = entries_of(term)
        for number, share in zip(entries[1::2], entries[2::2], strict=True):
            sums[number] += weight * share
    scores = {topic: total / SCALE for topic, total in zip(profiles.topics, sums, strict=False)}
    return Likeness(scores, profiles, own, forms, sums[-1] / SCALE, neighbours(own, profiles), kin)
