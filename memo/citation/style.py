"""How we write citations: plain, Bluebook or OSCOLA, with spaces that do not break after § and Art.

A law's record has one form, the plain one. The two styles are rules about
how a number and a law's short form are joined, so that a new law brings
nothing but its plain form: Bluebook writes `GDPR art. 6` and `45 C.F.R. §
164.502`, OSCOLA `GDPR, art 6` and `45 CFR § 164.502`, without full stops. A
record's `bluebook` and `oscola` say where a style has a form of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from memo.citation.acts import names_code
from memo.citation.pinpoint import Pinpoint, parse
from memo.late import late
from memo.typography import unbroken


def numbering(pinpoint: Pinpoint, labels: str, points_at: tuple[str, ...] = ()) -> str:
    """Return a pinpoint's number as its jurisdiction writes it.

    German law tells numbers in a list from paragraphs, in English too; the
    roots in `points_at` have no paragraphs.

    >>> numbering(parse("6(1)(f)"), "brackets"), numbering(parse("18(§2)"), "commas")
    ('6(1)(f)', '18, § 2º')
    >>> numbering(parse("309(7)(b)"), "numbers", ("309",)), numbering(parse("307(2)(1)"), "numbers", ("309",))
    ('309 No. 7(b)', '307(2) No. 1')
    """
    if labels == "brackets":
        return str(pinpoint)
    if labels == "numbers":
        at = 0 if pinpoint.root in points_at else 1
        return pinpoint.root + "".join(
            f" No. {label}" if depth == at and label[0].isdigit() else f"({label})"
            for depth, label in enumerate(pinpoint.labels)
        )
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


Style = Literal["plain", "bluebook", "oscola"]
STYLES: tuple[Style, ...] = ("plain", "bluebook", "oscola")
_WORDED = late(
    r"(?P<before>.{0,120}?),?\s?(?P<word>Art\.|art\.|s\.|reg\.|r\.|rule|Rule|§) \{pinpoint\}\s?(?P<after>.{0,120})"
)
_PARTS = late(r"(?<!\s)\s*[;,]\s+")
"""What stands between the pinpoints of one citation."""
_SIGNS: dict[str, dict[str, str]] = {
    "bluebook": {"art": "art. ", "s": "§ ", "§": "§ ", "reg": "reg. ", "r": "r. ", "rule": "r. "},
    "oscola": {"art": "art ", "s": "s ", "§": "§ ", "reg": "reg ", "r": "r ", "rule": "r "},
}


@lru_cache(maxsize=512)
def in_style(provision: str, law: str, style: Style) -> str:
    """Return a law's plain pattern as a style writes it.

    >>> in_style("Art. {pinpoint} GDPR", "GDPR", "oscola"), in_style("Art. {pinpoint} GDPR", "GDPR", "bluebook")
    ('GDPR, art {pinpoint}', 'GDPR art. {pinpoint}')
    >>> in_style("45 CFR § {pinpoint}", "HIPAA", "bluebook"), in_style("15 U.S.C. § {pinpoint}", "COPPA", "oscola")
    ('45 C.F.R. § {pinpoint}', '15 USC § {pinpoint}')
    """
    head = provision.partition("{pinpoint}")[0].rstrip(" §")
    if style == "plain":
        return provision
    if names_code(head) or head[:1].isdigit():
        if style == "oscola":
            return provision.replace(".", "")
        return provision.replace(" CFR", " C.F.R.").replace(" USC ", " U.S.C. ")
    worded = _WORDED.fullmatch(provision)
    if worded is None:
        return provision
    name = worded["after"].removeprefix("of ").removeprefix("the ") or worded["before"]
    sign = _SIGNS[style][worded["word"].rstrip(".").casefold()]
    return f"{name}{',' if style == 'oscola' else ''} {sign}{{pinpoint}}"


@lru_cache(maxsize=4096)
def write(
    provision: str,
    law: str,
    pinpoints: str,
    labels: str = "brackets",
    style: Style = "plain",
    points_at: tuple[str, ...] = (),
) -> str:
    """Return the citation of one pinpoint, or of several joined by `, ` or `; `.

    `provision` is the law's pattern with the place `{pinpoint}`, `law` its
    short form.

    >>> write("Art. {pinpoint} GDPR", "GDPR", "79, 82").replace("\\u00a0", " ")
    'Arts. 79 and 82 GDPR'
    >>> write("Art. {pinpoint} GDPR", "GDPR", "Recital 47").replace("\\u00a0", " ")
    'Recital 47 GDPR'
    >>> write("Art. {pinpoint} of Directive 93/13/EEC", "Directive 93/13/EEC", "3(1), Annex 1(a), Annex 1(b)")
    'Art.\xa03(1) of Directive 93/13/EEC and Annex\xa01(a) and 1(b) to Directive 93/13/EEC'
    >>> write("s. {pinpoint} PIPEDA", "PIPEDA", "Annex 1(4.3)")
    'Schedule 1(4.3) PIPEDA'
    >>> write("s. {pinpoint} Privacy Act", "Privacy Act", "APP 6.2(a)").replace("\\u00a0", " ")
    'APP 6.2(a) Privacy Act'
    >>> write("Art. {pinpoint} GDPR", "GDPR", "79, 82", style="oscola").replace("\\u00a0", " ")
    'GDPR, arts 79 and 82'
    """
    by_sections = _BY_SECTIONS.match(provision)
    provision = in_style(provision, law, style)
    parts = [parse(part) for part in _PARTS.split(pinpoints) if part]
    numbered = [p for p in parts if not p.root.startswith(_NAMED)]
    named = [p for p in parts if p.root.startswith(_NAMED)]
    written = []
    if numbered:
        pattern = _plural(provision) if len(numbered) > 1 else provision
        numbers = [numbering(pinpoint, labels, points_at) for pinpoint in numbered]
        separator = "; " if labels == "commas" else ", "
        joined = separator.join(numbers[:-1]) + (" and " if len(numbers) > 1 else "") + numbers[-1]
        written.append(pattern.replace("{pinpoint}", joined))
    plain = [numbering(pinpoint, labels) for pinpoint in named]
    if style == "plain" and not by_sections:
        written += [_of_law(kind, numbers, provision, law) for kind, numbers in _by_kind(plain)]
        return unbroken(" and ".join(written))
    for number in plain:
        if by_sections:
            number = re.sub("^Annex", "Schedule", number)
        else:
            number = re.sub("^(Annex|Recital)(?= )", lambda word: word[0].lower(), number)
        # An annex that has no number is known as one only before its law.
        before = style == "plain" or number == "Annex"
        written.append(f"{number} {law}" if before else f"{law}{',' * (style == 'oscola')} {number}")
    return unbroken(" and ".join(written))


def _by_kind(numbers: list[str]) -> list[tuple[str, list[str]]]:
    """Return annexes together and recitals together, in the order in which each kind first stands."""
    kinds: dict[str, list[str]] = {}
    for number in numbers:
        kinds.setdefault(number.partition(" ")[0], []).append(number)
    return list(kinds.items())


def _of_law(kind: str, numbers: list[str], provision: str, law: str) -> str:
    """Return annexes or recitals before their law: `Annex 1(l) to Directive 93/13/EEC`, `Recital 47 GDPR`.

    A law whose articles are `of` it has annexes `to` it.

    >>> _of_law("Annex", ["Annex 1(j)", "Annex 2(b)"], "Art. {pinpoint} of Directive 93/13/EEC", "Directive 93/13/EEC")
    'Annex 1(j) and 2(b) to Directive 93/13/EEC'
    >>> _of_law("Recital", ["Recital 38", "Recital 47"], "Art. {pinpoint} GDPR", "GDPR")
    'Recitals 38 and 47 GDPR'
    """
    word = "Recitals" if kind == "Recital" and len(numbers) > 1 else kind
    bare = [number.removeprefix(kind).lstrip() for number in numbers]
    joined = ", ".join(bare[:-1]) + (" and " if len(bare) > 1 else "") + bare[-1]
    joined = f"{word} {joined}".rstrip()
    after = provision.partition("{pinpoint}")[2]
    link = {"Annex": " to", "Recital": " of"}.get(kind, "") if after.startswith(" of ") else ""
    return f"{joined}{link} {law}"


def in_full(title: str, official: str, law: str, style: Style = "plain") -> str:
    """Return the full form by which a memo first cites a law; every later citation is the short form.

    The plain style gives the official citation as it is. Bluebook and OSCOLA
    give the title before it, unless it is there already, and then the short
    form that later citations use: Bluebook in square brackets with
    `hereinafter`, OSCOLA in round ones.

    >>> in_full("Illinois Privacy Act", "740 ILCS 14/1", "BIPA")
    '740 ILCS 14/1'
    >>> in_full("Illinois Privacy Act", "740 ILCS 14/1", "BIPA", "bluebook")
    'Illinois Privacy Act, 740 ILCS 14/1 [hereinafter BIPA]'
    >>> in_full("Regulation (EU) 2016/679 of the Parliament", "Regulation (EU) 2016/679, OJ L 119", "GDPR", "oscola")
    'Regulation (EU) 2016/679 of the Parliament, OJ L 119 (GDPR)'
    >>> in_full("Privacy Act 1988", "Privacy Act 1988 (Cth)", "Privacy Act 1988 (Cth)", "oscola")
    'Privacy Act 1988 (Cth)'
    """
    if style == "plain":
        return official
    head, _, rest = official.partition(", ")
    if rest and head.casefold() in title.casefold():
        official = rest
    full = official if title.casefold() in official.casefold() else f"{title}, {official}"
    if law.casefold() in full.casefold():
        return full
    return f"{full} [hereinafter {law}]" if style == "bluebook" else f"{full} ({law})"


def place_in_table(style: Style, jurisdiction: str, provision: str, title: str) -> tuple[int, str, int, str]:
    """Return by what a table of authorities in Bluebook or OSCOLA style sorts a law.

    Bluebook: the statutes of the United States, federal before state, then
    regulations likewise, then the law of other places. OSCOLA: by
    jurisdiction, the United Kingdom's first, the Union's next, the others by
    the alphabet; within one, primary before secondary legislation. Within a
    kind both go by the title.

    >>> laws = [("US", "16 C.F.R. § {pinpoint}", "R"), ("EU", "Art. {pinpoint} X", "A"), ("US-CA", "§ {pinpoint}", "A")]
    >>> [law[0] for law in sorted(laws, key=lambda law: place_in_table("bluebook", *law))]
    ['US-CA', 'US', 'EU']
    >>> [law[0] for law in sorted(laws, key=lambda law: place_in_table("oscola", *law))]
    ['EU', 'US', 'US-CA']
    """
    secondary = int(_SECONDARY.search(provision) is not None)
    if style == "bluebook":
        own = jurisdiction.partition("-")[0] == "US"
        return (secondary if own else 2, jurisdiction, secondary, title.casefold())
    rank = {"GB": 0, "EU": 1}.get(jurisdiction.partition("-")[0], 2)
    return (rank, jurisdiction, secondary, title.casefold())


_SECONDARY = late(r"C\.?F\.?R|C\.?C\.?R|N\.?Y\.?C\.?R|Regs?\b|Rules?\b|(?<!\w)(?:reg|r|rule)\. ")
"""What tells from a law's citations that it was made under another: a code of regulations, rules."""
_NAMED = ("Annex", "Recital", "APP ")
"""Roots that bring their own word and need none of the law's."""
_BY_SECTIONS = late(r"(?:s|r|reg|rule)\.? ")
"""Laws whose annexes are called schedules."""


def _plural(pattern: str) -> str:
    pairs = (("Art. ", "Arts. "), ("art. ", "arts. "), (", art ", ", arts "), (", s ", ", ss "), ("§ ", "§§ "))
    for one, several in (*pairs, (", reg ", ", regs ")):
        if one in pattern and several not in pattern:
            return pattern.replace(one, several, 1)
    return pattern
