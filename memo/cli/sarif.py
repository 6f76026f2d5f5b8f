"""Citations as SARIF 2.1.0, the form in which code hosts and editors show the results of a check.

Only what is false or doubtful becomes a result: an error where `memo cite`
fails, a warning where it fails with `--strict`, a note where a citation
holds and something is to be said of it. Lines and columns count from 1,
columns in characters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
RULES: dict[str, tuple[str, str]] = {
    "no-such-provision": ("A provision that does not exist", "The law has no provision of this number."),
    "repealed": ("A provision that no longer applies", "The provision was repealed before the day of the check."),
    "unknown-law": ("A law that the library does not know", "The citation was not verified."),
    "not-held": ("A law that the library has no record of", "The law is known by name; the citation was not checked."),
    "ambiguous": ("A citation that may mean several laws", "Name the law with the provision."),
    "not-in-force": ("A provision that does not apply yet", "The provision applies from a later day."),
    "not-verifiable": ("A provision that cannot be verified", "The library's outline of the law is partial there."),
    "other-subject": ("A provision on another subject", "The provision exists; its subject is not the finding's."),
}
"""For each rule its title and what it means."""


@dataclass(frozen=True, slots=True)
class Result:
    """One doubtful citation: its rule, level, message, and where it stands."""

    rule: str
    level: str
    message: str
    text: str
    whole: str
    """The text in which it stands."""
    start: int
    end: int
    file: str | None = None


def lines_of(text: str) -> list[int]:
    """Return where each line begins."""
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts


def log(results: Iterable[Result], version: str) -> dict[str, Any]:
    """Return a SARIF log of one run."""
    found = list(results)
    rules = list(dict.fromkeys(result.rule for result in found))
    starts: dict[int, list[int]] = {}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "memo",
                        "semanticVersion": version,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(
                        result, rules.index(result.rule), starts.setdefault(id(result.whole), lines_of(result.whole))
                    )
                    for result in found
                ],
            }
        ],
    }


def _rule(rule: str) -> dict[str, Any]:
    title, meaning = RULES[rule]
    return {"id": rule, "shortDescription": {"text": title}, "fullDescription": {"text": meaning}}


def _result(result: Result, index: int, starts: Sequence[int]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "ruleId": result.rule,
        "ruleIndex": index,
        "level": result.level,
        "message": {"text": result.message},
    }
    region = {**_region(result, starts), "snippet": {"text": result.text}}
    location: dict[str, Any] = {"region": region}
    location["artifactLocation"] = {"uri": quote((result.file or "stdin").replace("\\", "/"), safe="/:._-~")}
    data["locations"] = [{"physicalLocation": location}]
    mark = hashlib.sha256(f"{result.rule} {' '.join(result.text.split())}".encode()).hexdigest()[:16]
    data["partialFingerprints"] = {"citation/v1": mark}
    return data


def _region(result: Result, starts: Sequence[int]) -> dict[str, int]:
    from bisect import bisect_right

    first, last = bisect_right(starts, result.start), bisect_right(starts, result.end - 1)
    return {
        "startLine": first,
        "startColumn": result.start - starts[first - 1] + 1,
        "endLine": last,
        "endColumn": result.end - starts[last - 1] + 1,
        "charOffset": result.start,
        "charLength": result.end - result.start,
    }
