"""Small print in two columns: which items stand left and which right.

The engine can balance columns itself, at thrice the time of a page; two lists
of like length beside each other look the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal


def halves(items: Sequence[Any], by: Literal["length", "number"] = "length") -> tuple[list[Any], list[Any]]:
    """Return the items as two runs of like length in print, the first no shorter than it must be.

    What holds words of the reviewer or of a house is parted by number: their
    length must not move the structure of a page.

    >>> halves(["a" * 90, "short", "short", "short"])[1]
    ['short', 'short', 'short']
    >>> halves(["alone"])
    (['alone'], [])
    >>> halves(["a" * 90, "short", "short"], "number")[1]
    ['short']
    """
    if by == "number":
        middle = (len(items) + 1) // 2
        return list(items[:middle]), list(items[middle:])
    lengths = [_length(item) for item in items]
    total, at, so_far = sum(lengths), 0, 0
    while at < len(items) and abs(total - 2 * (so_far + lengths[at])) <= abs(total - 2 * so_far):
        so_far += lengths[at]
        at += 1
    return list(items[:at]), list(items[at:])


_UNCOUNTED = frozenset(
    {"url", "law", "provision", "kind", "basis", "strength", "evidence", "counter", "gist", "label", "powers"}
)
"""Keys whose text is not printed in the list, or is a word that a house may change."""
_ITEM = 30
"""What an item takes beside its letters: the end of its last line."""


def _length(item: Any, outermost: bool = True) -> int:
    """Return about how many letters of the library's an item prints."""
    if isinstance(item, dict):
        found = sum(_length(value, False) for key, value in item.items() if key not in _UNCOUNTED)
    elif isinstance(item, list | tuple):
        found = sum(_length(value, False) for value in item)
    else:
        found = len(str(item)) if isinstance(item, str) else 0
    return found + _ITEM * outermost


def small_print(part: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what of a finding's law is read by those who check: supporting, also engaged, and further provisions."""
    rows = [
        {"kind": "supporting", "name": "" if regime["primary"] else regime["name"], "engaged": engaged, "note": ""}
        for regime in part["regimes"]
        for engaged in regime["supporting"]
    ]
    rows += [
        {"kind": "also", "name": also["name"], "engaged": also["engaged"], "note": also["note"]}
        for also in part["also_engaged"]
    ]
    further = "; ".join(regime["further"] for regime in part["regimes"] if regime["further"])
    return [*rows, {"kind": "further", "text": further}] if further else rows
