"""What can be read of a findings file whose form is at fault, so that the rest of it is checked all the same.

A reviewer who is told of a misspelt key, and only after mending it of an
article or a topic that does not exist, has been told half. Nothing read here
is drafted.
"""

from __future__ import annotations

from typing import Any, TypeVar

from memo.errors import InputError
from memo.findings.form import Record
from memo.findings.model import ActionStatus, Client, Document, Finding, FindingSet, Review, ReviewerAction
from memo.findings.quick import quick
from memo.findings.read import Reading
from memo.yamlio import Mapping, plain, tree

RecordT = TypeVar("RecordT", bound=Record)

_CITING = ("citations", "summary", "impact", "analysis", "jurisdictions", "topics", "actions")
_WHERE = ("people_in", "established_in")
_WHEN = ("date", "as_of", "owners")
_DOING = ("owner", "playbook")
NOTHING = "-"
"""What stands for an entry that cannot be read, so that those behind it keep their numbers; no word of memo's."""


def partial(text: str, name: str) -> Reading | None:
    """Return a reading of what holds by itself in a file whose form is at fault, nothing where there is none."""
    try:
        root = tree(text, name)
    except InputError:
        return None
    findings = held(plain(root)) if isinstance(root, Mapping) else None
    return None if findings is None else Reading(findings, root, name, "", text, {})


def held(values: Any) -> FindingSet | None:
    """Return the fields that something else is asked about, the library or a file, each where it holds by itself.

    Entries of lists keep their numbers, so that each has the place that it has
    in the file. Nothing where no list of findings can be read.
    """
    entries = values.get("findings")
    if not isinstance(entries, list):
        return None
    documents = [
        _holding(Document, entry, ("id", "path"), {"id": f"{number}", "title": NOTHING})
        for number, entry in enumerate(_listed(values.get("documents")), 1)
    ]
    given = [entry.get("id") if isinstance(entry, dict) else None for entry in _listed(values.get("documents"))]
    # Where the id of one cannot be read, it may be the one that a finding names.
    named = ("document",) if given == [document["id"] for document in documents] else ()
    found = {
        "vendor": {"name": NOTHING},
        "review": _holding(Review, values.get("review"), _WHEN, {}),
        "client": _holding(Client, values.get("client"), _WHERE, {}),
        "documents": documents,
        "findings": [
            _holding(Finding, _numbered(entry), (*_CITING, *named), {"id": f"F-{number}", "title": NOTHING})
            for number, entry in enumerate(entries, 1)
        ],
        "actions_status": [
            _holding(ActionStatus, entry, ("owner",), {"id": f"a-{number}"})
            for number, entry in enumerate(_listed(values.get("actions_status")), 1)
        ],
    }
    return quick(FindingSet, found)


def _holding(kind: type[RecordT], given: Any, keys: tuple[str, ...], whole: dict[str, Any]) -> dict[str, Any]:
    """Return what is `whole` by itself and those of the given keys with which a record of the kind can be made."""
    for key in keys:
        if isinstance(given, dict) and key in given and quick(kind, {**whole, key: given[key]}) is not None:
            whole = {**whole, key: given[key]}
    return whole


def _numbered(entry: Any) -> Any:
    """Return a finding's values; an entry that is none becomes a mark, so that the others keep their numbers."""
    if not isinstance(entry, dict):
        return entry
    held = {key: [_word(one) for one in entry[key]] for key in ("citations", "topics") if _listed(entry.get(key))}
    done = [_holding(ReviewerAction, one, _DOING, {"title": NOTHING}) for one in _listed(entry.get("actions"))]
    return {**entry, **held, "actions": done}


def _listed(given: Any) -> list[Any]:
    return given if isinstance(given, list) else []


def _word(one: Any) -> Any:
    return one if quick(Finding, {"id": "F-1", "title": "-", "citations": [one]}) is not None else NOTHING
