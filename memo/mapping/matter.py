"""Whether a finding speaks of personal data, so that a term of contract in it is a matter of data-protection law.

An arbitration clause engages no data-protection law; a clause that sends
complaints about personal data to arbitration does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from memo.late import late
from memo.library.records import Topic
from memo.mapping.topics import DECIDING, MOST_LEADING_TOPICS, ReadTopic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from memo.findings.model import Finding

GROUPS = frozenset({"collection", "sharing", "lifecycle", "rights", "special", "security", "processor"})
"""Groups of topics that are about data; a topic of them speaks of personal data unless it is a term of contract."""

_NAMED = late(
    r"""\bpersonal(?:ly\ identif\w+)?\ (?:data|information|details|info)\b | \bprivacy\b
    | \bdata\ (?:protection|subjects?)\b
    | \b(?:user|customer|your|their|people's|users'|client)\ data\b | \bPII\b | \bGDPR\b
    | \brequests?\ for\ consent\b | \bconsent\ (?:request|notice|form|banner)s?\b
    | \bpersonenbezogen\w* | \bDatenschutz\w* | \bdonnées\ (?:à\ caractère\ )?personnel\w* | \bvie\ privée\b
    | \bdatos\ (?:de\ carácter\ )?personal\w* | \bprivacidad\b
    | \bdados\ pessoa\w* | \bprivacidade\b | \bdati\ personali\b
    | 개인정보 | 個人情報 | 个人信息""",
    re.IGNORECASE | re.VERBOSE,
)


def speaks_of_personal_data(finding: Finding, topics: tuple[ReadTopic, ...], known: Mapping[str, Topic]) -> bool:
    """Return whether a finding's words name personal data, or one of its leading topics is about data."""
    if any(_NAMED.search(text) for name in DECIDING if (text := getattr(finding, name))):
        return True
    return any(
        known[topic.topic].group in GROUPS and not known[topic.topic].contract_term
        for topic in topics[:MOST_LEADING_TOPICS]
        if topic.topic in known
    )
