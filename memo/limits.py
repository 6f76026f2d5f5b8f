"""How much a file may hold: one table, which SECURITY.md prints and the reading holds to before any work."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

MOST_BYTES = 8 * 1024 * 1024
MOST_BYTES_OF_WEIGHTS = 32 * 1024 * 1024
"""For `weights.yaml`, which a program writes: the numbers of twenty thousand labelled texts and their words."""
MOST_DEPTH = 24
MOST_NODES = 200_000
MOST_FINDINGS = 2_000
MOST_DOCUMENTS = 500
MOST_STATUSES = 5_000
LONGEST_LINE = 500
LONGEST_TEXT = 50_000
LONGEST_ADDRESS = 2_000
LONGEST_ID = 60
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days that are read: whatever is counted from them, backward or forward, stays within the calendar."""


def outside(day: date) -> str:
    """Return what is wrong with a day that lies too far off, an empty text for any other."""
    return "" if FIRST_DAY <= day <= LAST_DAY else f"must lie between {FIRST_DAY} and {LAST_DAY}"


class Limit(Struct, frozen=True):
    """What is limited, the most that is read, and the code of the error beyond it."""

    what: str
    most: int
    unit: str
    code: str


TABLE = (
    Limit("any file: findings, house, law, captured text", MOST_BYTES // 1024 // 1024, "MiB", "too-large"),
    Limit("the weights of words of a law library", MOST_BYTES_OF_WEIGHTS // 1024 // 1024, "MiB", "too-large"),
    Limit("values in a file", MOST_NODES, "", "too-many-values"),
    Limit("levels of nesting", MOST_DEPTH, "", "too-deep"),
    Limit("findings of a review", MOST_FINDINGS, "", "too-long"),
    Limit("documents of a review", MOST_DOCUMENTS, "", "too-long"),
    Limit("entries of `actions_status`", MOST_STATUSES, "", "too-long"),
    Limit("a field of one line", LONGEST_LINE, "characters", "too-long"),
    Limit("a long field", LONGEST_TEXT, "characters", "too-long"),
    Limit("an address", LONGEST_ADDRESS, "characters", "too-long"),
    Limit("the id of a finding or a document", LONGEST_ID, "characters", "too-long"),
)


def table() -> str:
    """Return the table as SECURITY.md prints it."""
    rows = [f"| {one.what} | {one.most:,} {one.unit}".rstrip() + f" | `{one.code}` |" for one in TABLE]
    return "\n".join(["| limit | the most | beyond it, exit 1 |", "|---|---|---|", *rows])
