"""What can be read of a findings file whose form is at fault: its citations, so that they are checked all the same.

A reviewer who is told of a misspelt key, and only after mending it of an
article that does not exist, has been told half. Nothing read here is drafted.
"""

from __future__ import annotations

from typing import Any, TypeVar

from memo.errors import InputError
from memo.findings.form import Record
from memo.findings.model import Client, Finding, FindingSet, Review
from memo.findings.quick import quick
from memo.findings.read import Reading
from memo.yamlio import Mapping, plain, tree

RecordT = TypeVar("RecordT", bound=Record)

_CITING = ("citations", "summary", "impact", "analysis", "jurisdictions")
_WHERE = ("people_in", "established_in")
_WHEN = ("date", "as_of")


def partial(text: str, name: str) -> Reading | None:
    """Return a reading of the fields that citations need, each where it holds by itself; nothing where none can be.

    Findings keep their numbers, so that a citation has the place that it has in the file.
    """
    try:
        root = tree(text, name)
    except InputError:
        return None
    values = plain(root) if isinstance(root, Mapping) else {}
    entries = values.get("findings")
    if not isinstance(entries, list):
        return None
    found = {
        "vendor": {"name": "-"},
        "review": _holding(Review, values.get("review"), _WHEN, {}),
        "client": _holding(Client, values.get("client"), _WHERE, {}),
        "findings": [
            _holding(Finding, _citing(entry), _CITING, {"id": f"F-{number}", "title": "-"})
            for number, entry in enumerate(entries, 1)
        ],
    }
    findings = quick(FindingSet, found)
    return None if findings is None else Reading(findings, root, name, "", text, {})


def _holding(kind: type[RecordT], given: Any, keys: tuple[str, ...], held: dict[str, Any]) -> dict[str, Any]:
    """Return what is `held` and those of the given keys with which a record of the kind can be made."""
    for key in keys:
        if isinstance(given, dict) and key in given and quick(kind, {**held, key: given[key]}) is not None:
            held = {**held, key: given[key]}
    return held


def _citing(entry: Any) -> Any:
    """Return a finding's values; a citation that is none becomes a mark, so that the others keep their numbers."""
    if not isinstance(entry, dict) or not isinstance(entry.get("citations"), list):
        return entry
    held = [one if _is_citation(one) else "-" for one in entry["citations"]]
    return {**entry, "citations": held}


def _is_citation(one: Any) -> bool:
    return quick(Finding, {"id": "F-1", "title": "-", "citations": [one]}) is not None
