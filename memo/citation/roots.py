"""Reading the number of an article, section, recital or annex, without what stands below it."""

from __future__ import annotations

import re

from memo.citation.words import ANNEX, ARTICLE, OTHER, RECITAL, SECTION
from memo.late import late

KINDS: dict[str, str] = {
    word: kind
    for kind, words in (
        ("article", ARTICLE), ("section", SECTION), ("recital", RECITAL), ("annex", ANNEX), ("other", OTHER)
    )
    for word in words
}  # fmt: skip
FRENCH_PARTS = ("L", "R", "D")
"""The parts of a French code: laws, decrees in the Council of State, decrees."""
_ARTICLE_ROOT = late(
    r"(?P<root>\d{1,4}(?:[a-zA-Z](?![\w]))?(?:(?<=\d)[ \u00a0](?:bis|ter|quater)(?!\w)(?!\s*\d))?)"
    r"(?:\.?[ºª°]|(?<=\d)er(?!\w))?(?P<suffix>-[A-Z](?!\w))?"
)
_FRENCH_ROOT = late(r"(?P<part>[LRD])\*?\.?[ \u00a0\u202f]?(?P<number>\d{1,4}(?:[-‑]\d{1,3}){1,4})(?![\w])")
"""An article of a French code, its part before its number: `L. 212-1`, `R212-1`, `D. 215-1`."""
_GLUED_AFTER = late(r"ff?\.?(?=\s|,|;|\)|$)|[A-Z]{3}|DS-?GVO")
_FOLLOWING = late(r"\.\s[A-ZÄÖÜ]{3}")
"""`6ff.`, and a name that was not parted from its number: `Art. 6GDPR`."""
_SECTION_ROOT = late(
    r"\d{1,5}[A-Za-z]{0,2}(?:\.\d{1,5}[A-Za-z]{0,2})*(?:[-‑/:]\d{1,5}[A-Za-z]{0,2}(?:(?<=[a-z])\d{1,3})?(?:\.\d{1,4})?|-[a-z]{2}(?!\w))*(?!\w)"
)
_ANNEX_ROOT = late(r"(?:[IVXL]{1,6}|\d{1,2}[A-Z]?|[A-H]\d?)(?![\w])")
_RECITAL_ROOT = late(r"\(?(\d{1,3})\)?(?!\w)")
_OTHER_ROOT = late(r"\d{1,4}[A-Z]?(?:\.\d{1,3}){0,2}(?!\w)")


def kind_of(word: str) -> str:
    """Return which numbers a word introduces, or nothing.

    >>> kind_of("arts"), kind_of("§§"), kind_of("recital"), kind_of("cat")
    ('article', 'section', 'recital', '')
    """
    return KINDS.get(word, "")


def skip(text: str, position: int) -> int:
    end = position
    while end < len(text) and end - position < 4 and text[end] in " \t\u00a0\u202f\u2009\n":
        end += 1
    return end


def read_french_root(text: str, position: int) -> tuple[str, int] | None:
    """Return the number of an article of a French code, its part without a full stop, and where it ends.

    >>> read_french_root("L. 215-1-1 du code", 0), read_french_root("R212-1", 0), read_french_root("L. 6 du code", 0)
    (('L215-1-1', 10), ('R212-1', 6), None)
    """
    match = _FRENCH_ROOT.match(text, position)
    return (match["part"] + match["number"].replace("‑", "-"), match.end()) if match else None


def of_french_code(root: str) -> bool:
    """Whether a root is an article of a French code.

    >>> of_french_code("L212-1"), of_french_code("28-8")
    (True, False)
    """
    return root[:1] in FRENCH_PARTS and root[1:2].isdigit() and "-" in root


def read_root(text: str, position: int, kind: str, first: bool = False) -> tuple[str, int] | None:
    if kind == "article":
        french = read_french_root(text, position)
        if french:
            return french
        match = _ARTICLE_ROOT.match(text, position)
        if match is None or (text[match.end() : match.end() + 1].isalnum() and not match["root"].isdigit()):
            return None
        following = text[match.end() : match.end() + 1]
        if match["root"][-1:] == "f" and _FOLLOWING.match(text, match.end()):
            # `Art. 13f. DSGVO` is 13 and what follows.
            return match["root"][:-1], match.end() - 1
        if following.isalpha() and (_GLUED_AFTER.match(text, match.end()) or match["root"][-1:] == "f" == following):
            return match["root"].rstrip("f"), match.end() - match["root"].endswith("f")
        if following.isalpha():
            # `5o` is the Portuguese ordinal; any other letter here belongs to a word.
            if following != "o" or text[match.end() + 1 : match.end() + 2].isalnum():
                return None
            return match["root"], match.end() + 1
        if following.isdigit():
            return None
        dotted = re.match(r"(?:\.\d{2,4}){1,3}(?![\w])", text[match.end() : match.end() + 18])
        if dotted and len(match["root"]) >= 3:
            return match["root"] + dotted[0], match.end() + dotted.end()
        return match["root"].replace("\u00a0", " ").replace(" ", "") + (match["suffix"] or ""), match.end()
    if kind == "recital":
        match = _RECITAL_ROOT.match(text, position)
        return (match[1], match.end()) if match else None
    pattern = {"section": _SECTION_ROOT, "annex": _ANNEX_ROOT, "other": _OTHER_ROOT}[kind]
    match = pattern.match(text, position)
    if match is None:
        return None
    both = re.fullmatch(r"((\d+)\.\d+(?:\.\d+)?)-\2\.\d+(?:\.\d+)?", match[0]) if kind == "section" else None
    if both:
        return both[1], match.start() + len(both[1])
    return match[0].replace("‑", "-"), match.end()
