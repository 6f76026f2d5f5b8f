"""How likely a finding is idle: a promise that gives the law what it asks, a general term, or words about other things.

The words of a topic stand in "we sell your data" and in "we never sell your
data", and in the notice clause of every contract. What tells them apart is
who speaks of whom: a vendor that may, a person that can, an exception, a
reviewer that complains. These marks count together with what all words and
the topics' chances say (`benchmarks/weigh.py`); no topic is read from a
finding that is idle more likely than not.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from functools import lru_cache
from operator import mul

from msgspec import Struct

from memo.library.profile import SCALE, Profiles
from memo.mapping.chance import chance_of, log_odds
from memo.mapping.holding import Outcome, holding
from memo.mapping.lateness import late_notice
from memo.mapping.phrases import Phrases, words_of
from memo.mapping.promise import promised
from memo.mapping.verdict import Judgement, verdict

GRAVE = ("high", "critical")
"""Severities at which the reviewer sees a fault whatever the words say: nothing is silenced."""
QUIET = 0.7
"""The chance of being idle from which no topic is read: to pass over a fault loses its law whole, which costs more than
law beside the point. A bar of 0.6 keeps one idle finding more of eighty silent and loses five faults of 564."""
APPROVED, FAULTED = 0.15, 0.95
"""The same where the reviewer finds nothing wrong, and where a promise is found to be taken back (`verdict.py`)."""
PROMISED = 0.05
"""The same where title and clause deny, flatly, that anything of the kind is done (`promise.py`)."""
REJECTED, ORDERED = 0.05, 0.95
"""The same where nothing came of a complaint or claim, and where somebody was ordered to act (`holding.py`)."""
FOR_THE_RECORD = 0.4
"""The same where the reviewer files the finding as `info`."""
FIELDS = ("title", "quote", "summary")
_VENDOR = "we|us|provider|vendor|supplier|company|licensor"
MARKS = {
    "a person may": (
        "you (may|can|are free to|choose|decide|have the right)",
        "your (choice|decision)",
        "(customer|customers|user|users|client|clients|member|members|patient|patients|visitor|visitors) (may|can)",
    ),
    "the vendor may": (f"({_VENDOR}|service) (may|can|might|reserve|reserves|retain|retains)",),
    "a person must": (
        "(you|user|users|customer|client|licensee) (must|shall|will|agree|acknowledge|consent|waive|grant)",
    ),
    "the vendor does not": (
        f"({_VENDOR}|processor|nothing|nobody|no one) ... (not|never|neither|nor|no|cannot)",
        "(don't|won't|doesn't|never)",
    ),
    "by using": ("by (using|continuing|creating|visiting|accessing|submitting|clicking)",),
    "only if": ("only (if|after|when|where|with|on|to|once|as)", "(unless|until) you"),
    "unless": ("(unless|except|other than|save)",),
    "consent first": (
        "(we ask|asks first|ask first|approval|opt in|agree|agrees|agreed)",
        "(ask|asked) [you] before",
        "with your [(explicit|express)] consent",
        "(switch|switched|turn|turned) [(it|this)] on",
    ),
    "with ease": (
        "(one click|a click|two clicks|one tap|as easy|as simple|free of charge|straight away)",
        "in the (app|settings)",
        "at no (cost|charge)",
        "without (charge|cost|giving|drawback|undue delay)",
    ),
    "complaint": (
        "(unclear|regardless|whatever|whether or not|cannot|forever|indefinitely|hard|buried|only by)",
        "no (mention|limit|way|notice|right|reason|information|choice|exception|word)",
        "does not (say|tell|name|state|explain)",
        "nothing (is said|tells|says)",
        "not (said|told|named|asked|explained|limited|disclosed|possible)",
        "without (asking|telling|any|being|saying|notice|prior notice)",
        "even (if|after|when|though|where)",
    ),
    "praise": (
        "(good|clear|fair|exact|compliant|positive|no concern|respected|honoured|honored|protected)",
        "(named|listed|closed list|bound|independent|as law|as the law)",
        "what the (law|rules)",
    ),
    "page": (
        "(page|article|section|chapter|glossary|form|catalogue|guide|manual|blog|news)",
        "(describe|describes|explain|explains|list|lists|show|shows)",
    ),
    "general term": (
        "(entire agreement|severab*|invalid|unenforceab*|waiver|heading|headings|counterpart|counterparts)",
        "(force majeure|hereunder|herein|hereof)",
    ),
}
"""What shows who speaks of whom, in the grammar of the phrases of topics (`phrases.py`)."""
REPORTS = (
    "(fails|failed|failing) to (inform|obtain|implement|provide|comply|respond|ensure|notify|carry|conduct|erase|delete"
    "|name|demonstrate|prove|take|answer|document|report)",
    "(without|lacked|lacks|no) [(a|any)] [valid] (legal|lawful) (basis|ground)",
    "(controller|company|operator|bank|hospital|employer|processor|platform|clinic|school) (did|had|has) not",
    "(was|were|been|has|have|had|and|authority|dpa|garante|cnil|aepd|ico|commissioner|regulator|inspectorate|agency)"
    " [also] (fined|reprimanded|sanctioned|cautioned|admonished)",
    "(authority|dpa|garante|cnil|aepd|ico|commissioner|regulator|inspectorate|agency|court) (fines|reprimands)",
    "(a|the|total|administrative|original|initial) (fine|penalty) (of|was|is|has been|on|against|for)",
    "(fine|reprimand) (for|on|against) (a|an|the)",
    "(imposed|imposes|issued|fixed) ... (fine|fines|penalty|reprimand|warning)",
    "(unlawful|illegal|unlawfully|illegally) (process*|publi*|disclos*|shar*|collect*|record*|us*|transfer*|obtain*)",
    "(processed|published|disclosed|shared|collected|recorded|used) [(the|his|her|their)] [personal] [data]"
    " (unlawfully|illegally)",
    "(right|rights|principle|duty|obligation*) ... (violated|infringed|breached)",
    "(violated|infringed|breached) ... (right|rights|principle|duty|article|gdpr|regulation)",
)
"""What reports an infringement: such a finding is no promise, whatever it denies."""
SIGNS = (
    "about-anything",
    "about-anything-above-nothing",
    "likeliest-topic",
    "topics-expected",
    "words-of-the-best-topic",
    "words-of-the-next-topic",
    "a-phrase-shown",
    "strongest-phrase",
    "a-denial",
    "idle-neighbours",
    "tone",
    "tone-above-nothing",
    *MARKS,
    "always",
)
"""The signs, in the order of their weights."""


class Idle(Struct, frozen=True):
    """That a finding is about no topic that concerns the law, and the words that say so."""

    chance: float
    words: tuple[str, ...]


def marks(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the words of each mark that stands in title, quote or summary."""
    found: dict[str, str] = {}
    for text in (texts[name] for name in FIELDS if name in texts):
        for name, phrases in _phrases():
            if name not in found and (words := phrases.said(text)):
                found[name] = words
    return found


def reports(texts: Mapping[str, str]) -> bool:
    """Return whether title, quote or summary reports that somebody broke the law, as the decision of an authority does.

    >>> reports({"summary": "The company did not inform its customers that calls were recorded."})
    True
    >>> reports({"summary": "The sender was named in the letter. A fine of 5,000 euros was imposed."})
    True
    >>> reports({"quote": "We do not record calls."})
    False
    """
    return any(_reported(texts[name]) for name in FIELDS if name in texts)


@lru_cache(maxsize=64)
def _reported(text: str) -> bool:
    """Return whether a text reports one; the weights of its words and its being idle both ask."""
    return _reports().first(words_of(text)) is not None


def silences(likely: float, texts: Mapping[str, str], severity: str = "medium") -> bool:
    """Return whether a finding that is idle with this chance is left without topics."""
    if likely < REJECTED:  # no verdict and no holding asks for less: most findings are not searched for them
        return False
    outcome = holding(texts).outcome
    if outcome == "none" and late_notice(texts):
        return False
    judgement = verdict(texts).judgement
    least = bar(judgement, severity, outcome)
    if outcome == "none" and judgement != "faulted" and likely < least and promised(texts):
        least = PROMISED
    return likely >= least and (outcome == "rejected" or not reports(texts))


def judged(texts: Mapping[str, str]) -> str:
    """Return the words by which a reviewer approves, a complaint came to nothing, or or a clause denies flatly."""
    came, said = holding(texts), verdict(texts)
    if came.outcome == "rejected":
        return came.words
    if said.judgement == "approved" and came.outcome == "none":
        return said.words
    return promised(texts) if said.judgement == "none" and came.outcome == "none" else ""


def bar(judgement: Judgement, severity: str, outcome: Outcome = "none") -> float:
    """Return the chance of being idle from which nothing is read: what is decided moves it, or the reviewer's verdict.

    >>> bar("none", "medium"), bar("none", "medium", "rejected"), bar("approved", "info", "ordered")
    (0.7, 0.05, 0.95)
    """
    if outcome in ("rejected", "ordered"):
        return REJECTED if outcome == "rejected" else ORDERED
    if judgement == "none" or (judgement == "approved" and outcome == "unclear"):  # a part of a decision is praised
        return FOR_THE_RECORD if severity == "info" else QUIET
    return APPROVED if judgement == "approved" else FAULTED


@lru_cache(maxsize=1)
def _reports() -> Phrases:
    return Phrases.of(REPORTS)


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, Phrases], ...]:
    return tuple((name, Phrases.of(written)) for name, written in MARKS.items())


def signs(
    scores: Collection[float],
    anything: float,
    chances: Collection[float],
    phrases: Collection[float],
    denied: bool,
    near: float,
    tone: float,
    marked: Collection[str],
) -> tuple[float, ...]:
    """Return the value of each of `SIGNS` for a finding.

    `scores` are the sums of all words for each topic and `anything` that for
    being about any; `chances` those of each topic that is thought of;
    `phrases` the scores of the topics that phrases show, `near` the part of
    the most similar labelled findings that are idle, and `tone` how the
    finding speaks (`memo.mapping.tone`).
    """
    best, second = (*sorted(scores, reverse=True)[:2], -1.0, -1.0)[:2]
    return (
        anything,
        max(anything, 0.0),
        log_odds(max(chances, default=0.0), sure=1e-4),
        math.log1p(sum(chances)),
        best,
        second,
        float(max(phrases, default=0.0) >= 0.9),
        max(phrases, default=0.0),
        float(denied),
        near,
        tone,
        max(tone, 0.0),
        *(float(name in marked) for name in MARKS),
        1.0,
    )


def chance(values: tuple[float, ...], profiles: Profiles) -> float:
    """Return how likely a finding with these signs is idle: from 0 to 1."""
    return chance_of(sum(map(mul, values, profiles.idle)) / SCALE)


def telling(marked: Mapping[str, str], profiles: Profiles) -> tuple[str, ...]:
    """Return the words of the marks that speak for idle text, the strongest first."""
    weights = dict(zip(SIGNS, profiles.idle, strict=True))
    return tuple(marked[name] for name in sorted(marked, key=lambda name: -weights[name]) if weights[name] > 0)


def distinct(told: Collection[str]) -> tuple[str, ...]:
    """Return what is told without what only repeats words told before.

    >>> distinct(("free of charge", "You may", "you may", "of charge", "within"))
    ('free of charge', 'You may', 'within')
    """
    kept: list[str] = []
    for words in told:
        if not set(words.lower().split()) <= set(" ".join(kept).lower().split()):
            kept.append(words)
    return tuple(kept)
