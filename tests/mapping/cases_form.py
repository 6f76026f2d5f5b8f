"""The form of the labelled cases for mapping: what a case must hold to be scored, and in which part it stands."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from memo.errors import MemoError
from memo.library.day import Library
from tests.support import DAY, read

CASES = Path(__file__).parent / "cases"
PARTS = ("development", "locked")
DEVELOPMENT_SHARE = 60
"""Per cent of all ids that the hash sends to the development part."""
KEYS = {
    "case": ({"id", "source", "context", "finding", "expect", "labelled_by"}, set()),
    "source": ({"title", "url", "seen"}, set()),
    "context": (set(), {"client", "people_in", "vendor"}),
    "client": (set(), {"role", "established_in"}),
    "vendor": (set(), {"role", "established_in"}),
    "finding": ({"title"}, {"quote", "summary", "impact", "people"}),
    "expect": ({"topics", "laws"}, {"fair", "fair_topics", "none_of"}),
    "law": ({"primary", "all"}, set()),
}
"""By group: the keys that must be there, and those that may."""
SHORT, BEGINNING = 25, 50
"""Characters: a quote shorter than the first tells no clause; as many as the second tell one."""
SET_ASIDE = ("conductatlas", "gdprhub")
"""Sources that are kept for judging and so may not be used here."""


def part_of(case_id: str) -> str:
    """Return the part that a case stands in; it depends on the id alone, so a case never moves."""
    share = int(hashlib.sha256(case_id.encode()).hexdigest(), 16) % 100
    return "development" if share < DEVELOPMENT_SHARE else "locked"


@cache
def cases_of(part: str) -> list[dict[str, Any]]:
    """Return the cases of a part as they stand in its file, read once."""
    values = yaml.load((CASES / f"{part}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert set(values) == {"cases"}
    cases: list[dict[str, Any]] = values["cases"]
    return cases


def findings_file(case: dict[str, Any]) -> dict[str, Any]:
    """Return a case as the findings file of a review with this one finding."""
    context = case["context"]
    return {
        "review": {"date": DAY.isoformat()},
        "client": {**context.get("client", {}), "people_in": context.get("people_in", [])},
        "vendor": {"name": "The vendor", **context.get("vendor", {})},
        "findings": [case["finding"]],
    }


def faults_of_cases(cases: list[dict[str, Any]], part: str, library: Library) -> list[str]:
    """Return everything wrong in the cases of a part, each fault with the id of its case."""
    faults = [f"{case_id}: stands twice" for case_id, count in Counter(map(_id, cases)).items() if count > 1]
    for case in cases:
        faults.extend(f"{_id(case)}: {fault}" for fault in _faults_of(case, part, library))
    return faults


def leaks(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[str]:
    """Return what stands in both parts: a title, or a clause that is quoted in each, whole or from its beginning."""
    known = {_plain(case["finding"]["title"]): _id(case) for case in other}
    found = [
        f"{_id(case)} has the title of {known[title]}"
        for case in one
        if (title := _plain(case["finding"]["title"])) in known
    ]
    quoted = [(quote, _id(case)) for case in other if len(quote := _plain(case["finding"].get("quote", ""))) >= SHORT]
    for case in one:
        quote = _plain(case["finding"].get("quote", ""))
        for there, case_id in quoted:
            if len(quote) >= SHORT and (quote in there or there in quote or quote[:BEGINNING] == there[:BEGINNING]):
                found.append(f"{_id(case)} quotes the clause of {case_id}")
    return found


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _id(case: dict[str, Any]) -> str:
    return str(case.get("id"))


def _faults_of(case: dict[str, Any], part: str, library: Library) -> list[str]:
    faults = _keys(case)
    if faults:
        return faults
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", _id(case)):
        faults.append("the id is not made of small letters, digits and hyphens")
    if part_of(_id(case)) != part:
        faults.append(f"belongs to the part {part_of(_id(case))}")
    if case["labelled_by"] not in ("source", "source-law", "reading"):
        faults.append(f"labelled_by is {case['labelled_by']!r}")
    source = case["source"]
    if not source["url"].startswith(("https://", "http://")) or any(name in source["url"] for name in SET_ASIDE):
        faults.append(f"the source may not be {source['url']}")
    if not isinstance(source["seen"], date) or source["seen"] > DAY:
        faults.append(f"seen is not a day up to today: {source['seen']!r}")
    try:
        read(findings_file(case))
    except MemoError as error:
        faults.extend(f"is no findings file: {fault.message}" for fault in error.faults)
    return faults + faults_of_labels(case["expect"], library)


def _keys(case: dict[str, Any]) -> list[str]:
    """Return the keys that a case lacks or may not have."""
    context, expect = case.get("context") or {}, case.get("expect") or {}
    groups = [("case", case), ("context", context), ("expect", expect)]
    groups += [(name, case.get(name) or {}) for name in ("source", "finding")]
    groups += [(name, context[name]) for name in ("client", "vendor") if name in context]
    groups += [("law", labels) for labels in (expect.get("laws") or {}).values()]
    faults = []
    for name, group in groups:
        needed, allowed = KEYS[name]
        faults.extend(f"{name} lacks {key}" for key in sorted(needed - set(group)))
        faults.extend(f"{name} may not have {key}" for key in sorted(set(group) - needed - allowed))
    return faults


def faults_of_labels(expect: dict[str, Any], library: Library) -> list[str]:
    """Return what labels name that does not exist, or name in two ways."""
    faults = []
    for topic in [*expect["topics"], *expect.get("fair_topics", [])]:
        if topic not in library.topics:
            faults.append(f"there is no topic {topic}")
    groups = [list(expect["laws"]), expect.get("fair", []), expect.get("none_of", [])]
    for law_id, count in Counter(law_id for group in groups for law_id in group).items():
        if law_id not in library.law_ids:
            faults.append(f"there is no law {law_id}")
        if count > 1:
            faults.append(f"{law_id} is labelled in more than one way")
    for law_id, labels in expect["laws"].items():
        faults.extend(_provisions(law_id, labels, library))
    return faults


def _provisions(law_id: str, labels: dict[str, list[str]], library: Library) -> list[str]:
    faults = [
        f"{law_id}:{number} is primary but not among all" for number in labels["primary"] if number not in labels["all"]
    ]
    if law_id in library.law_ids:
        known = library.law(law_id).known
        faults += [f"there is no provision {law_id}:{number}" for number in labels["all"] if number not in known]
    return faults
