"""A notice of a breach that comes late is no promise, however willingly it is given.

"We will tell you within fourteen days" and "within 24 hours" have the same
words. The period tells them apart: the client has 72 hours to report to the
authority (Art. 33(1) GDPR), so what leaves its vendor longer is at fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from memo.citation.unread import spelt
from memo.late import late

MOST_HOURS: Final = 72
"""Hours that the controller has to notify the authority of a breach (Art. 33(1) GDPR)."""
TOLD_IN = ("title", "quote")
"""The clause, and what its title says of it: in the summary of a decision periods are of many things."""
_HOURS = {"hour": 1, "day": 24, "week": 7 * 24, "month": 30 * 24}
_PERIOD = late(
    rf"\b(\d{{1,3}}|[a-z]{{1,9}}(?:-[a-z]{{3,5}})?)\s?(?:\(\d{{1,3}}\)\s?)?-?(?:(?:business|working|calendar|full)\s)?"
    rf"({'|'.join(_HOURS)})s?\b",
    re.IGNORECASE,
)
_BREACH = late(r"\b(?:breach|incident|unauthori[sz]ed access|intrusion|leak)", re.IGNORECASE)
_TOLD = late(r"\b(?:notif|notice|tell|told|inform|report|alert|learn)", re.IGNORECASE)
_OF_ELSE = late(
    r"\b(?:audit|inspect|examin|terminat|suspend|material breach|breach of (?:contract|this|these)|cure|remed|visit)",
    re.IGNORECASE,
)
"""What other clauses speak of that have a breach or incident and a notice: the period is of these."""


def late_notice(texts: Mapping[str, str]) -> bool:
    """Return whether a clause has a breach told later than after 72 hours, and speaks of no earlier word of it.

    >>> late_notice({"quote": "We will notify you of a breach within ten (10) business days."})
    True
    >>> late_notice({"quote": "We notify you of a breach within 24 hours and report in full within 30 days."})
    False
    >>> late_notice({"quote": "We keep records of each incident for two months."})
    False
    """
    told = " ".join(texts[name] for name in TOLD_IN if name in texts)
    if not _BREACH.search(told) or not _TOLD.search(told) or _OF_ELSE.search(told):
        return False
    hours = [count * _HOURS[unit.lower()] for number, unit in _PERIOD.findall(told) if (count := _count(number))]
    return bool(hours) and min(hours) > MOST_HOURS


def _count(number: str) -> int:
    """Return a number in figures or words, nothing where it is another word."""
    if number.lower() in ("a", "an"):
        return 1
    read = (number, 0) if number.isdigit() else spelt(number, 0)
    return int(read[0]) if read else 0
