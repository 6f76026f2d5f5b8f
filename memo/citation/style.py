"""How we write citations: the plain style of each law, with spaces that do not break after § and Art."""

from __future__ import annotations

import re
from functools import lru_cache

from memo.citation.pinpoint import Pinpoint, parse
from memo.late import late
from memo.typography import unbroken


def numbering(pinpoint: Pinpoint, labels: str) -> str:
    """Return a pinpoint's number as its jurisdiction writes it.

    >>> numbering(parse("6(1)(f)"), "brackets"), numbering(parse("18(§2)"), "commas")
    ('6(1)(f)', '18, § 2º')
    """
    if labels == "brackets":
        return str(pinpoint)
    written = [pinpoint.root]
    for label in pinpoint.labels:
        number = re.fullmatch(r"§(\d+)(.*)", label)
        if number:
            ordinal = "º" if int(number[1]) < 10 else ""
            written.append(f"§ {number[1]}{ordinal}{number[2]}")
        elif label == "§único":
            written.append("parágrafo único")
        else:
            written.append(label)
    return ", ".join(written)


@lru_cache(maxsize=4096)
def write(provision: str, law: str, pinpoints: str, labels: str = "brackets") -> str:
    """Return the plain citation of one pinpoint, or of several joined by `, ` or `; `.

    `provision` is the law's pattern with the place `{pinpoint}`, `law` its
    short form.

    >>> write("Art. {pinpoint} GDPR", "GDPR", "79, 82").replace("\\u00a0", " ")
    'Arts. 79 and 82 GDPR'
    >>> write("Art. {pinpoint} GDPR", "GDPR", "Recital 47").replace("\\u00a0", " ")
    'Recital 47 GDPR'
    >>> write("s. {pinpoint} PIPEDA", "PIPEDA", "Annex 1(4.3)")
    'Schedule 1(4.3) PIPEDA'
    >>> write("s. {pinpoint} Privacy Act", "Privacy Act", "APP 6.2(a)").replace("\\u00a0", " ")
    'APP 6.2(a) Privacy Act'
    """
    parts = [parse(part) for part in re.split(r"\s*[;,]\s+", pinpoints) if part]
    numbered = [p for p in parts if not p.root.startswith(_NAMED)]
    named = [p for p in parts if p.root.startswith(_NAMED)]
    written = []
    if numbered:
        pattern = _plural(provision) if len(numbered) > 1 else provision
        numbers = [numbering(pinpoint, labels) for pinpoint in numbered]
        separator = "; " if labels == "commas" else ", "
        joined = separator.join(numbers[:-1]) + (" and " if len(numbers) > 1 else "") + numbers[-1]
        written.append(pattern.replace("{pinpoint}", joined))
    for pinpoint in named:
        number = numbering(pinpoint, labels)
        written.append(f"{re.sub('^Annex', 'Schedule', number) if _BY_SECTIONS.match(provision) else number} {law}")
    return unbroken(" and ".join(written))


_NAMED = ("Annex", "Recital", "APP ")
"""Roots that bring their own word and need none of the law's."""
_BY_SECTIONS = late(r"(?:s|r|reg|rule)\.? ")
"""Laws whose annexes are called schedules."""


def _plural(pattern: str) -> str:
    for one, several in (("Art. ", "Arts. "), ("art. ", "arts. "), ("§ ", "§§ ")):
        if one in pattern and several not in pattern:
            return pattern.replace(one, several, 1)
    return pattern
