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

from msgspec import Struct

from memo.late import late
from memo.library.profile import SCALE, Profiles

GRAVE = ("high", "critical")
"""Severities at which the reviewer sees a fault whatever the words say: nothing is silenced."""
QUIET = 0.5
"""The chance of being idle from which no topic is read: law that is beside the point costs most."""
FIELDS = ("title", "quote", "summary")
_VENDOR = "(?:we|us|provider|vendor|supplier|company|licensor|service)"
_CLIENT = "(?:customers?|users?|clients?|members?|patients?|visitors?)"
_PATTERNS = {
    "a person may": rf"\byou (?:may|can|are free to|choose|decide|have the right)\b|\byour (?:choice|decision)\b"
    rf"|\b{_CLIENT} (?:may|can)\b",
    "the vendor may": rf"\b{_VENDOR} (?:and \w+ )?(?:may|can|might|reserves?|retains?)\b",
    "a person must": r"\b(?:you|users?|customer|client|licensee) (?:must|shall|will|agree|acknowledge|consent|waive"
    r"|grant)\b",
    "the vendor does not": r"\b(?:we|us|provider|vendor|supplier|processor|company|licensor|nothing|nobody|no one)\b"
    r"[^.;]{0,30}\b(?:not|never|neither|nor|no|cannot)\b|\b(?:do|wo|does)n['’]t\b|\bnever\b",
    "by using": r"\bby (?:using|continuing|creating|visiting|accessing|submitting|clicking)\b",
    "only if": r"\bonly (?:if|after|when|where|with|on|to|once|as)\b|\bun(?:less|til) you\b",
    "unless": r"\b(?:unless|except|other than|save)\b",
    "consent first": r"\b(?:we ask|asks? first|ask(?:ed)? (?:you )?(?:first|before)"
    r"|with your (?:explicit |express )?consent|agree[sd]?|approval|opt[- ]in"
    r"|switch(?:ed)? (?:it |this )?on|turn (?:it|this) on)\b",
    "with ease": r"\b(?:one click|two clicks|one tap|a click|in the app|in the settings|as easy|as simple"
    r"|at no (?:cost|charge)|free of charge|without (?:charge|cost|giving|drawback|undue delay)|straight away)\b",
    "complaint": r"\b(?:unclear|no (?:mention|limit|way|notice|right|reason|information|choice|exception|word)"
    r"|does not (?:say|tell|name|state|explain)|nothing (?:is said|tells|says)"
    r"|not (?:said|told|named|asked|explained|limited|disclosed|possible)"
    r"|without (?:asking|telling|any|being|saying|(?:prior )?notice)"
    r"|even (?:if|after|when|though|where)|regardless|whatever|whether or not|cannot|forever|indefinitely|hard"
    r"|buried|only by)\b",
    "praise": r"\b(?:good|clear|fair|exact|compliant|positive|no concern|as (?:the )?law|what the (?:law|rules)"
    r"|respected|honou?red|protected|named|listed|closed list|bound|independent)\b",
    "advice": r"^(?:please|fill|enable|see|visit|contact|call|press|keep|use)\b",
    "page": r"\b(?:page|article|section|chapter|describes?|explains?|lists?|shows?|glossary|form|catalogue|guide|manual"
    r"|blog|news)\b",
    "general term": r"\b(?:entire agreement|severab\w+|invalid|unenforceab\w+|waiver|headings?|counterparts?"
    r"|force majeure|hereunder|herein|hereof)\b",
}
_MARKS = {name: late(f"(?i){pattern}") for name, pattern in _PATTERNS.items()}
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
    *_MARKS,
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
        for name, pattern in _MARKS.items():
            if name not in found and (match := pattern.search(text)):
                found[name] = " ".join(match[0].split())
    return found


def signs(
    scores: Collection[float],
    anything: float,
    chances: Collection[float],
    phrases: Collection[float],
    denied: bool,
    marked: Collection[str],
) -> tuple[float, ...]:
    """Return the value of each of `SIGNS` for a finding.

    `scores` are the sums of all words for each topic and `anything` that for
    being about any; `chances` those of each topic that is thought of;
    `phrases` the scores of the topics that phrases show.
    """
    best, second = (*sorted(scores, reverse=True)[:2], -1.0, -1.0)[:2]
    likeliest = min(max(max(chances, default=0.0), 1e-4), 1 - 1e-4)
    return (
        anything,
        max(anything, 0.0),
        math.log(likeliest / (1 - likeliest)),
        math.log1p(sum(chances)),
        best,
        second,
        float(max(phrases, default=0.0) >= 0.9),
        max(phrases, default=0.0),
        float(denied),
        *(float(name in marked) for name in _MARKS),
        1.0,
    )


def chance(values: tuple[float, ...], profiles: Profiles) -> float:
    """Return how likely a finding with these signs is idle: from 0 to 1."""
    total = sum(value * weight for value, weight in zip(values, profiles.idle, strict=True))
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, total / SCALE))))


def telling(marked: Mapping[str, str], profiles: Profiles) -> tuple[str, ...]:
    """Return the words of the marks that speak for idle text, the strongest first."""
    weights = dict(zip(SIGNS, profiles.idle, strict=True))
    return tuple(marked[name] for name in sorted(marked, key=lambda name: -weights[name]) if weights[name] > 0)
