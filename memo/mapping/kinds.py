"""Tests of kind: whether the people, the client's sector, or the matter are those a law is made for.

A consumer statute protects consumers, a rule for banks binds banks. What the
file says decides; where it says nothing, a law for a sector stays out unless
the finding's words point to the sector, a law on one matter (e-mail, calls,
online services for children) until they point to that. A law for consumers stays in
on an assumption that the memo prints, unless the client has a business role
and the finding speaks of no consumer.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from memo.language.words import N_
from memo.library.day import LawOnDay
from memo.library.records import Threshold
from memo.mapping.phrases import Phrases, Shape, words_of
from memo.mapping.voice import Voice

if TYPE_CHECKING:
    from memo.findings.model import Finding, FindingSet

CONSUMER = "consumers"
CONSUMER_ROLE = "consumer"
ASSUMED = N_("Assumed, as the file does not say: {test} ({where}).")
_CONSUMERS = (
    "(consumer*|verbraucher*|consommateur*|consommatrice*|consumidor*|소비자*)",
    "(private|individual|personal|household|domestic) (user|users|customer|customers|person|persons|use)",
)
"""Phrases of a finding that speak of consumers."""
_READ = ("title", "quote", "summary", "impact")


class Kinds(Struct, frozen=True):
    """The outcome of a law's tests of kind: what fails it, what is open, what holds or is assumed, in sentences."""

    failed: str = ""
    open: str = ""
    doubtful: bool = False
    sentences: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()


def of_kind(test: Threshold) -> bool:
    """Return whether a test asks for a kind of people, a sector, or words that point to what the law is about."""
    return bool(test.people or test.sectors or test.signs)


def in_sector(findings: FindingSet, sectors: tuple[str, ...]) -> str:
    """Return the client's sector that a list of beginnings of words names, empty where none does."""
    for sector in findings.client.sectors:
        words = sector.lower().replace("-", " ").split()
        if any(" ".join(words[n:]).startswith(start) for n in range(len(words)) for start in sectors):
            return sector
    return ""


def kinds_tested(law: LawOnDay, findings: FindingSet, finding: Finding, voice: Voice) -> Kinds:
    """Return how a finding meets a law's tests of kind on the day."""
    sentences: list[str] = []
    shows: list[str] = []
    doubtful, still_open = False, ""
    for test in law.brief.scope.thresholds:
        if test.from_ > law.as_of or not of_kind(test):
            continue
        say = voice.say
        asked = {"test": test.text, "where": voice.cite(test.pinpoint)}
        if test.people:
            stand = _people(test, findings, finding)
            if stand == "other":
                given = ", ".join(finding.people)
                return Kinds(
                    failed=say(
                        "{law} asks that {test} ({where}); the file names other people ({given}).",
                        law=law.short_title,
                        given=given,
                        **asked,
                    )
                )
            doubtful = doubtful or stand == "doubtful"
            if stand == "business":
                still_open = say(
                    "{law} would apply if {test} ({where}); the client has a business role and the finding "
                    "names no consumers.",
                    law=law.short_title,
                    **asked,
                )
            said = N_("Met by the people the file names: {test} ({where}).") if stand == "met" else ASSUMED
            sentences.append(say(said, **asked))
        taken = in_sector(findings, test.otherwise.sectors) if test.otherwise else ""
        if test.otherwise and taken and not in_sector(findings, test.sectors):
            return Kinds(
                failed=say(
                    "{law} leaves the client's sector, {sector}, to another act: {text} ({where}).",
                    law=law.short_title,
                    sector=taken,
                    text=test.otherwise.text,
                    where=voice.cite(test.otherwise.pinpoint),
                )
            )
        if test.sectors or test.signs:
            sector, sign = in_sector(findings, test.sectors), sign_of(test.signs, finding)
            if sector or sign:
                shows += test.shows if sector else ()
                sentences.append(
                    say("Pointed to by the client's sector, {sector}: {test} ({where}).", sector=sector, **asked)
                    if sector
                    else say("Pointed to by the finding's words, “{sign}”: {test} ({where}).", sign=sign, **asked)
                )
            elif test.sectors and findings.client.sectors:
                given = ", ".join(findings.client.sectors)
                return Kinds(
                    failed=say(
                        "{law} asks that {test} ({where}); the file gives the client's sector as {given}.",
                        law=law.short_title,
                        given=given,
                        **asked,
                    )
                )
            else:
                sentences.append(say(ASSUMED, **asked))
                still_open = say(
                    "{law} would apply if {test} ({where}); neither the file nor the finding points there.",
                    law=law.short_title,
                    **asked,
                )
    return Kinds("", still_open, doubtful, tuple(sentences), tuple(shows))


def vendor_is(names: tuple[str, ...], findings: FindingSet) -> bool:
    """Return whether one of the names is the whole name of the vendor or of its product."""
    for given in (findings.vendor.name, findings.vendor.product):
        words = words_of(given or "")
        if words.words and any(
            span == (words.spans[0][0], words.spans[-1][1]) for name in names for span in _phrase(name).spans(words)
        ):
            return True
    return False


def signs_of(law: LawOnDay, finding: Finding) -> tuple[str, ...]:
    """Return, for each test of a law that reads the finding's words, the words that point there."""
    return tuple(sign_of(test.signs, finding) for test in law.brief.scope.thresholds if test.signs)


def _people(test: Threshold, findings: FindingSet, finding: Finding) -> str:
    """Return `met`, `other`, `business`, `doubtful` or `open` for a test of the people concerned."""
    if finding.people:
        return "met" if set(finding.people) & set(test.people) else "other"
    if CONSUMER in test.people and findings.client.role == "consumer":
        return "met"
    if CONSUMER in test.people and findings.client.role is not None:
        return "doubtful" if names_consumers(finding) else "business"  # such a client has mostly contracted as one
    return "open"


def concerns_consumers(findings: FindingSet, finding: Finding) -> bool:
    """Return whether the client is a consumer or the finding speaks of some; a client of no stated role may be one."""
    return findings.client.role in (None, CONSUMER_ROLE) or CONSUMER in finding.people or names_consumers(finding)


def names_consumers(finding: Finding) -> bool:
    """Return whether the words of a finding speak of consumers."""
    return bool(sign_of(_CONSUMERS, finding))


def sign_of(signs: tuple[str, ...], finding: Finding, fields: tuple[str, ...] = _READ) -> str:
    """Return the words of a finding that show one of the signs of a law or provision, empty where none do."""
    for field in fields:
        text = getattr(finding, field)
        if text and (span := _phrases(signs).first(words_of(text))):
            return str(text[span[0] : span[1]])
    return ""


@lru_cache(maxsize=512)
def _phrases(signs: tuple[str, ...]) -> Phrases:
    return Phrases.of(signs)


@lru_cache(maxsize=2048)
def _phrase(written: str) -> Shape:
    return Shape.of(written)
