"""Reading the labels below a number in whatever form: `(1)(f)`, `.1.f`, `Abs. 1 lit. f`, `, § 2º`, `, VI`."""

from __future__ import annotations

import re

from memo.citation.items import Item, deeper, series
from memo.citation.roots import of_french_code
from memo.citation.unread import after_level, unread_label
from memo.citation.words import DROPPED, LEVEL, ORDINALS, ordinal, word_set
from memo.late import late

BRACKET = late(
    r"(\s{0,2})[(\[]\s{0,2}(\d{1,3}(?:-\d{1,2})?(?:[a-z]{0,2}|[A-Z]{1,2})|\d{1,2}\s?(?:bis|ter|quater)|[A-Za-z]{1,2}\d{1,2}|(?:[a-z]{1,2}|\d{1,3})[._]\d{1,2}(?:\.\d{1,2})?|[A-Za-z]{1,6}|στ|[α-θ]|[а-к]|§\s?\d{1,2}[ºo]?|§?\s?único|[가-하çğışöü])\s{0,2}[)\]]"
)
_ANNEX_SECTION = late(
    r",?\s{1,2}(?:Section|Part|Abschnitt|Teil|section|partie|sección|seção)\s{1,2}([A-HIVX]|[IVX]{2,4}|\d)(?!\w)"
)
_ANNEX_CLAUSE = late(
    r",?\s{1,2}(?:clause|cl\.|principle|paragraph|para\.?|section|s\.)\s{1,2}(\d{1,2}(?:\.\d{1,2}){1,2})(?![\w.])"
)
_ANNEX_POINT = late(r",?\s{1,2}(\d{1,2}(?=\s?\([a-z]{1,2}\))|\d{1,2}(?:\.\d{1,2}){1,2}(?![\w.]))")
"""A point of an annex without its word: `Annex III, 4(a)`."""
_DOTTED = late(r"\.(\d{1,2}[a-z]?|[a-z])(?:\)|(?!\w))")
_GLUED = late(r"(?<=\))([a-z])(?:\)|(?!\w))")
_HYPHENED = late(r"-(\d{1,2})-([a-z])(?![\w-])")
"""Paragraph and point after hyphens, as French decisions write them: `5-1-e`."""
_SPACED = late(r"\s(\d{1,2})\s([a-z])\)(?!\w)")
"""Paragraph and point with nothing but spaces before them: `Art. 6 1 f)`."""
_NUMBER_AND_LETTER = late(r"(\d{1,2})([a-z])")
_LONE = late(
    r"(?:(?<![a-z]),)?\s{1,2}(?!a\s(?:DP[IOA]|DSAR|SAR|RoPA|ROPA|TIA|LIA|FRIA|[A-Z]{3,5}s?\s[a-z]))([a-z]|[ivx]{2,5}(?=\))|στ|[α-θ])(?:\)|(?=,?\s{1,2}(?:(?:du|de\sla|van\sde|del|der|til|i|του)\s)?(?:[A-Z][A-Z-]{2,}|[Α-Ω]{3,})|\s{1,2}(?:i|till?)\s[a-zåäöæø]{8,}))"
)
_GREEK = late(r"(στ|[α-θ])['΄’]?(?!\w)")
_ROMAN = late(r"(?:\s{0,2},\s{0,2}|\s{1,2})(?P<roman>[IVX]{1,6}(?:-[A-Z])?|(?<=, )[IVXLC]{2,7})(?!\w)")
_POINTED = late(r"(?<=\d)\.(?=\((?:[a-z]|\d{1,2})\))")
"""The full stop of `6.1.(f)`."""
_NOTE = late(r"(?<=[)\]])\d{1,3}(?=[\s,;.)]|$)(?!\s{0,2}[(\[]?(?:st|nd|rd|th)\b)")
"""The number of a note that was set small and stands in plain text as a digit: `6(1)(f)3 of the GDPR`."""
_PRONOUN = late(
    r"\s(?:think|believe|would|am|have|had|was|will|can|could|do|did|don|see|note|agree|find|feel|suggest|recommend|read"
    r"|doubt|assume|understand|wonder|should|must|may|might|know|hope|guess|say|said|want|need|wrote|advise|also)\b|['’]"
)
_SENTENCE_AFTER = late(r"\s\d(?=\s(?:lit|Nr|Buchst|Alt|[A-ZÄÖÜ][A-Za-z]{0,2}[A-Z]))")
"""The sentence after a German paragraph in Roman numerals: `Art. 6 I 1 lit. f`."""
_ROMAN_OF_SECTION = late(
    r"\s{1,2}(?P<roman>[IVX]{1,5})"
    r"(?=(?:\s\d{1,2})?(?:,\s(?:§\s)?\d|\s(?:und\s(?:§\s)?\d|S\.|Satz\b|Nr\b|Ziff\b|lit\b|Buchst\b|Alt\b|Hs\b|Halbs\b|Var\b|[A-ZÄÖÜ][A-Za-z]{0,3}[A-Z]\w{0,3}\b)))"
)
"""The paragraph of a section in Roman numerals, as German courts write it: `§ 307 I 1 BGB`, `§ 307 II Nr. 1 BGB`."""
_SENTENCE_OF_SECTION = late(
    r"\s\d{1,2}(?=,|\s(?:und|S\.|Satz|Nr|Ziff|lit|Buchst|Alt|Hs|Halbs|Var|[A-ZÄÖÜ][A-Za-z]{0,3}[A-Z])\b)"
)
_DOUBLE_LETTER = late(
    r",?\s{1,2}(?:(?:Doppelbuchst(?:\.|aben?)|lit\.)\s{1,2}(?P<word>[a-z])(?P=word)(?!\w)|(?P<bare>[a-z])(?P=bare)\))"
)
"""What stands below a lettered point of a German statute: `Buchst. b Doppelbuchst. aa`."""
_ALINEA = late(
    r",\s{0,2}(?!e\sd[ao]s?\s(?:arts?\b|artigo|inc|§))[\"“'‘]?(?:([b-df-hj-np-z])(?![\w/])|([a-z])(?=[\"”'’]?\s*(?:[,;.)]|$|(?:e|ou|and|or|da|do|of)\b)))[\"”'’]?"
)
BARE = late(
    r"[\"“'‘«(]?\s?(\d{1,3}[a-z]{0,2}|[a-z]{1,2}|[IVX]{1,6}(?:-[A-Z])?|[A-Z]|único|[ivx]{1,5}|στ|[α-θ]|[а-к]|\d{1,3}(?=[α-θ]))"
    r"(?:[ºª°΄]|(?<=στ)\.|(?<=\d)o|(?<=\d)\.(?=\s(?:toč|tač|\()))?(?:(?![\w])|(?<=\d)(?=[α-θ]))(?:\s?[\"”’»)])?"
)
_DEGREE = late(r"\s{0,2},?\s{0,2}\(?(\d{1,2}(?:\s?(?:bis|ter))?)\s?[°º]\)?(?!\w)")
"""The point of an article of a French code: `R. 212-1, 6°`."""
_DEGREE_OF_LAW = late(r",\s{0,2}(\d{1,2})\s?°(?=\s(?:de\sla\b|de\sl['’]|du\b))")
"""The point below a part of an article of a French law: `art. 20, IV, 7° de la loi`; in Brazil `da Lei` follows."""
_FRENCH_ALINEA = late(r",?\s{1,2}(?:alinéas?|al\.)\s{0,2}\d{1,2}(?:er|e|ème)?(?!\w)")
"""A paragraph that French law does not number and no outline counts: `L. 212-1, al. 1er`."""
_BELOW_A_POINT = late(r"ziff|inciso|subal", re.IGNORECASE)
"""Words for what stands below a lettered point: `lit. a Ziff. i`, `letra a), inciso i)`."""
SMALL = word_set(
    """
    of in as or to if is by at on an we no eg ie it be he us so up my me do go am the and for are was not
    but all any can may per und der die das
    """
)


def read_labels(text: str, position: int, kind: str, item: Item) -> tuple[Item, int]:
    """Read the labels that stand after a root or after a label, in whatever form."""
    if kind == "recital":
        sentence = DROPPED.match(text, position)
        position = sentence.end() if sentence else position
        while unread := unread_label(text, position):
            item, position = deeper(item, unread[0]), unread[1]
        return item, position
    french = of_french_code(item.root)
    while True:
        alinea = _FRENCH_ALINEA.match(text, position) if french else None
        if alinea:
            position = alinea.end()
            continue
        # A point stands below the article or below its part: `L. 224-25-22, III, 3°`.
        degree = _DEGREE.match(text, position) if french and all(label.isupper() for label in item.labels) else None
        if not french and kind == "article" and item.labels and item.labels[-1].isupper():
            degree = _DEGREE_OF_LAW.match(text, position)
        if degree:
            item, position = deeper(item, plain(degree[1]), "point"), degree.end()
            continue
        clause = _ANNEX_CLAUSE.match(text, position) if kind == "annex" and not item.labels else None
        if clause:
            item, position = deeper(item, clause[1], "point"), clause.end()
            continue
        point = _ANNEX_POINT.match(text, position) if kind == "annex" and not item.labels else None
        if point:
            item, position = deeper(item, point[1], "point"), point.end()
            continue
        match = BRACKET.match(text, position + (1 if _POINTED.match(text, position) else 0))
        if match and is_label(match[2], spaced=bool(match[1])):
            item, position = deeper(item, plain(match[2])), match.end()
            continue
        match = _GREEK.match(text, position) if item.labels and text[position - 1].isdigit() else None
        if match:
            item, position = deeper(item, plain(match[1]), "point"), match.end()
            continue
        match = _DOTTED.match(text, position) if kind in ("article", "annex") and "-" not in item.root else None
        if match:
            numbered = _NUMBER_AND_LETTER.fullmatch(match[1])
            item = deeper(deeper(item, numbered[1]), numbered[2]) if numbered else deeper(item, match[1])
            position = match.end()
            continue
        match = _SPACED.match(text, position) if kind == "article" and not item.labels else None
        if match:
            item, position = deeper(deeper(item, match[1], "paragraph"), match[2], "point"), match.end()
            continue
        match = _HYPHENED.match(text, position) if kind == "article" and not item.labels else None
        if match:
            item, position = deeper(deeper(item, match[1], "paragraph"), match[2], "point"), match.end()
            continue
        match = ORDINALS.match(text, position)
        if match:
            item, position = deeper(item, ordinal(match), "paragraph"), match.end()
            continue
        match = DROPPED.match(text, position)
        if match and not (kind == "section" and match[0].lstrip(", ").startswith("s.")):
            # `s. 5(1), s. 6` are two sections; a German sentence after a section is `S. 2`.
            position = match.end()
            continue
        level = LEVEL.match(text, position)
        if level and kind == "section" and "§" in level[0]:
            level = None  # the next section's sign
        if level and (level.end() > position):
            label = BARE.match(text, level.end())
            if label and _stands_beside(item, level, label[1]):
                return item, position
            if label and (label[1] not in SMALL or text[label.start()] == "("):
                value = plain(label[1])
                if "§" in level[0] or (level[0].strip(", ").casefold().startswith("parágrafo")):
                    value = f"§{value}"
                item = deeper(item, value, "paragraph" if level["paragraph"] else "point")
                position = label.end()
                continue
            unread = after_level(text, level.end()) if label is None else None
            if unread:
                item, position = deeper(item, unread[0]), unread[1]
                continue
        section = _ANNEX_SECTION.match(text, position) if kind == "annex" and not item.labels else None
        if section:
            item, position = deeper(item, section[1]), section.end()
            continue
        match = _GLUED.match(text, position) or (
            _LONE.match(text, position) if item.labels or kind == "annex" else None
        )
        if match:
            item, position = deeper(item, plain(match[1])), match.end()
            continue
        match = _ROMAN.match(text, position) if kind == "article" else None
        if match and not (item.labels and re.fullmatch("[IVX]+", item.labels[-1])) and _roman_meant(text, match):
            sentence = _SENTENCE_AFTER.match(text, match.end())
            item, position = deeper(item, match["roman"], "point"), sentence.end() if sentence else match.end()
            continue
        match = _ROMAN_OF_SECTION.match(text, position) if kind == "section" and not item.labels else None
        if match:
            sentence = _SENTENCE_OF_SECTION.match(text, match.end())
            item, position = deeper(item, match["roman"], "paragraph"), sentence.end() if sentence else match.end()
            continue
        match = _DOUBLE_LETTER.match(text, position) if item.labels and item.labels[-1].isalpha() else None
        if match:
            item, position = deeper(item, (match["word"] or match["bare"]) * 2, "point"), match.end()
            continue
        match = (
            _ALINEA.match(text, position)
            if item.labels and re.fullmatch("[IVX]+(?:-[A-Z])?", item.labels[-1])
            else None
        )
        if match:
            item, position = deeper(item, match[1] or match[2]), match.end()
            continue
        note = _NOTE.match(text, position)
        if note:
            position = note.end()
            continue
        unread = unread_label(text, position)
        if unread is None:
            return item, position
        item, position = deeper(item, unread[0]), unread[1]


def _stands_beside(item: Item, level: re.Match[str], label: str) -> bool:
    """Whether a labelled level goes on beside an earlier one of its kind: `Abs. 1 lit. f, Abs. 2`."""
    if level["paragraph"]:
        return ("paragraph" in item.levels and "§" not in level[0]) or "point" in item.levels
    if _BELOW_A_POINT.match(level["point"]) and "roman" in series(label):
        return False
    return bool(item.levels) and item.levels[-1] == "point" and bool(series(label) & series(item.labels[-1]))


def _roman_meant(text: str, match: re.Match[str]) -> bool:
    """`Art. 5, I think` is no numeral; nor is the first letter of a name after the article."""
    following = text[match.end() : match.end() + 14]
    if match["roman"] == "I" and _PRONOUN.match(following):
        return False
    return (
        "," in match[0]
        or len(match["roman"]) > 1
        or re.match(r"\s*(?:,|da\b|do\b|e\b|lit\b|Nr\b|S\.|UAbs\b|\d\s(?:lit|Nr|Buchst|[A-Z]{2}))", following)
        is not None
    )


def is_label(label: str, spaced: bool) -> bool:
    if not label.isalpha() or not label.isascii():
        return True
    if len(label) == 1 or re.fullmatch("[ivxl]+|[IVXL]+", label):
        return True
    if len(label) == 2 and label.islower():
        return not (spaced and label in SMALL)
    return label[0] == label[1] and (len(label) == 2 or (len(label) == 3 and label.islower() and not spaced))


_LETTERS = dict(zip(("α", "β", "γ", "δ", "ε", "στ", "ζ", "η", "θ"), "abcdefghi", strict=True)) | dict(
    zip("абвгдежзийк", "abcdefghijk", strict=True)
)
"""Letters of Greek and Cyrillic lists, by their place in the list; the Union numbers the same points by Latin ones."""


def plain(label: str) -> str:
    label = re.sub(r"[\s]", "", label)
    label = _LETTERS.get(label, label)
    if label == "único":
        return "§único"
    return label.rstrip("ºo") if label.startswith("§") and label != "§único" else label
