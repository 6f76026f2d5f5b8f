"""What of a memo in another language stays English: the words of the law library, marked for readers and hyphenation.

A browser, a screen reader and the PDF engine speak and hyphenate a text by the
language that it is said to be in. The findings are left unmarked: nobody says
in which language their reviewer writes.
"""

from __future__ import annotations

from typing import Any

_PROVISION = ("subject", "gist", "reason", "counter", "note")
_FIELDS: dict[str, tuple[str, ...]] = {
    "findings": ("contract_implications", "vendor_implications"),
    "findings.topics": ("label",),
    "findings.regimes.primary": _PROVISION,
    "findings.regimes.supporting": _PROVISION,
    "findings.also_engaged.engaged": _PROVISION,
    "findings.precedents": ("authority", "about"),
    "authorities": ("rule",),
    "authorities.rows": ("name", "over"),
    "authorities.ceilings": ("applies_to",),
    "plan": ("why", "evidence"),
    "questions": ("text",),
    "clauses": ("title", "ask", "fallback", "walk_away", "topic"),
    "table_of_authorities": ("title", "citation"),
    "table_of_authorities.entries": ("subject",),
}
"""Fields of the document that hold a sentence or a name of the library and nothing else."""


class English(str):
    """A text that is English wherever it stands; a template that prints it says so.

    >>> f"{English('notice').__html__()}"
    '<span lang="en">notice</span>'
    """

    __slots__ = ()

    def __html__(self) -> str:
        from markupsafe import escape

        return f'<span lang="en">{escape(str(self))}</span>' if self else ""


def marked(data: dict[str, Any]) -> None:
    """Mark in the data of a memo what is English; in an English memo nothing need be said."""
    if data["language"] == "en":
        return
    for path, names in _FIELDS.items():
        for record in _records(data, path.split(".")):
            for name in names:
                if name != "reason" or record.get("basis") != "cited":
                    record[name] = _english(record.get(name, ""))


def _english(value: Any) -> Any:
    return [English(text) for text in value] if isinstance(value, list) else English(value)


def _records(data: dict[str, Any], path: list[str]) -> list[dict[str, Any]]:
    """Return the records at the end of a path, through lists on the way."""
    here = [data]
    for key in path:
        below = [record.get(key) for record in here]
        here = [r for found in below for r in (found if isinstance(found, list) else [found]) if isinstance(r, dict)]
    return here
