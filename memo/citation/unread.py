"""Numbers and labels that stand where a provision is cited and that nobody can read: `Art. 99999`, `6(1)(zz9)`.

A citation that could not be read must never be taken for a citation of the
whole law. What is read here is kept as it is written; no law has it, and the
library says so.
"""

from __future__ import annotations

import re

from memo.late import late

_GLUED_BRACKET = late(r"[(\[]\s{0,2}([^()\[\]\s]{1,30})\s{0,2}[)\]]")
_SPACED_BRACKET = late(
    r"\s{1,2}[(\[]\s{0,2}((?!(?:19|20)\d\d\s{0,2}[)\]])\d{4,30}|\d{1,30}[a-zA-Z]{1,20}\d{1,20}|[-−–]\d{1,30}|\d{1,9}(?:[.:]\d{1,9}){1,5})\s{0,2}[)\]]"
)
_GLUED = late(
    r"(?:\.(?=\d{3}|\d{1,30}(?!\d)[.(A-Za-z]|[a-z](?:\.\w|(?![\w.])))|[-_](?=[a-z]{2,12}(?!\w))|(?<=[)\]])(?=[a-z]{2,4}(?!\w)|\d{4}))"
    r"(\w{1,30}(?:[.\-/]\w{1,30}){0,6})"
)
_TAIL = late(
    r"(?:[-–—−/_]|\s[-–—]\s|,(?=\d{3}(?!\d)))((?!(?:19|20)\d\d(?!\d))\d{4}\w{0,30}|(?<=,)\d{3}(?:,\d{3}){0,6}|\d{1,4}[a-zA-Z]\w{1,30})(?!/)"
)
_AFTER_LEVEL = late(r"[(\[]?\s?([-−–]?\d\w{0,30}(?:[.\-/]\w{1,30}){0,4}|[A-Za-z]?([A-Za-z])\2{1,6})(?!\w)[)\]]?")
_NUMBER = late(
    r"(?P<number>[-−–+]?\d\w{0,40}(?:[.,\-/:]\w{1,30}){0,6})"
    r"|(?P<roman>(?=[IVXLCDM])M{0,4}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})(?:bis|ter|[a-z])?(?!\w))"
    r"|(?P<small>(?=[ivxlcdm]{2})m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})(?!\w))"
    r"|(?P<letters>([A-Za-z])\5{1,6}(?!\w)|[A-Z]\d{0,6}(?!\w)|[b-df-hj-np-tvx](?![\w'’]))"
    r"|(?P<bracket>[(\[]\s?(?:[-−–]?\d\w{0,30}(?:[.\-]\w{1,30}){0,4}|[A-Za-z]{1,2}|[ivxl]{1,8}|[IVXL]{1,8}|[●•…_?*#-]{1,12})\s?[)\]])"
    r"|(?P<blank>_{2,30}|\?{1,10}|●|•(?=\s(?:of|GDPR))|…|\.{3}|#\d{1,30})"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_SPELT = late(
    rf"(?P<tens>{'|'.join(_TENS)})(?:[-\s](?P<one>{'|'.join(_ONES[:9])}))?(?![\w-])"
    rf"|(?P<ones>{'|'.join(sorted(_ONES, reverse=True))})(?!\w)",
    re.IGNORECASE,
)
_LARGE = late(
    r"(?:[-\s](?:and\s)?(?:hundred|thousand|[a-z]{3,9}(?:teen|ty)|one|two|three|four|five|six|seven|eight|nine)){1,6}",
    re.IGNORECASE,
)


def spelt(text: str, position: int) -> tuple[str, int] | None:
    """Return a number below a hundred that is written in words, and where it ends; a larger one as it stands.

    >>> spelt("ninety-nine of", 0), spelt("Six of", 0), spelt("one hundred of", 0), spelt("a list", 0)
    (('99', 11), ('6', 3), ('one-hundred', 11), None)
    """
    match = _SPELT.match(text, position)
    if match is None:
        return None
    more = _LARGE.match(text, match.end())
    if more:
        return re.sub(r"\s", "-", text[position : more.end()]), more.end()
    tens = 10 * _TENS.index(match["tens"].lower()) + 20 if match["tens"] else 0
    ones = (match["one"] or match["ones"] or "").lower()
    return str(tens + (_ONES.index(ones) + 1 if ones else 0)), match.end()


_WORDS = frozenset("di mi vi mix dix dim civ div dl md cd mm cc cl ml mv dc dd cm id".split())
"""Words of prose that could be small Roman numerals."""
_PRONOUN = late(r"\s[a-z’']|['’]")
_NO_LABEL = frozenset("the new old see and alt see also".split())
_KEPT = late(r"[^\w.\-]+")


def kept(written: str) -> str:
    """Return what could not be read in a form in which a number may be carried: no brackets, no spaces.

    >>> kept("(99999)"), kept("[●]"), kept("−5")
    ('99999', 'unread', '-5')
    """
    plain = _KEPT.sub("", re.sub("[−–—]", "-", written)).strip("._")
    return plain or "unread"


_SENTENCE = late(
    r",?\s{1,3}(?:satz|(?-i:S\.)|hs\.|sentence|subparagraph|uabs\.?|unterabsatz|halbsatz|frase)\s{0,2}(\d{2,12})(?!\w)",
    re.IGNORECASE,
)
"""A sentence or subparagraph of a number that no provision has."""


def read_unread(text: str, position: int) -> tuple[str, int] | None:
    """Return what stands where the number of a provision should, and where it ends; nothing where prose goes on.

    >>> read_unread("99999 GDPR", 0), read_unread("MMXX of", 0)
    (('99999', 5), ('MMXX', 4))
    >>> read_unread("I read about the GDPR", 0), read_unread("on the GDPR", 0)
    (None, None)
    """
    if words := spelt(text, position):
        return words
    match = _NUMBER.match(text, position)
    if match is None or not match[0]:
        return None
    if match["small"] and match[0] in _WORDS:
        return None
    if match["roman"] in ("I", "A") and _PRONOUN.match(text, match.end()):
        return None
    if match["letters"] and match[0] in ("s", "t", "d") and "." not in text[position - 2 : position]:
        # `article s` of a word that was cut; `art. s GDPR` is a letter.
        return None
    end = match.end()
    while end > match.start() + 1 and text[end - 1] in ".,-/:":
        end -= 1
    return kept(text[match.start() : end]), end


def unread_label(text: str, position: int) -> tuple[str, int] | None:
    """Return a label that follows a provision and has no form that laws use, and where it ends.

    >>> unread_label("6(12345) GDPR", 1), unread_label("6(abcd) GDPR", 1), unread_label("6 (2016)", 1)
    (('12345', 8), ('abcd', 7), None)
    >>> unread_label("6(GDPR)", 1), unread_label("6.99999 GDPR", 1), unread_label("6.12 The", 1)
    (None, ('99999', 7), None)
    """
    bracket = _GLUED_BRACKET.match(text, position)
    if bracket and _may_be_label(bracket[1]):
        return kept(bracket[1]), bracket.end()
    for pattern in (_SPACED_BRACKET, _GLUED, _SENTENCE):
        match = pattern.match(text, position)
        if match:
            return kept(match[1]), match.end()
    return None


def unread_tail(text: str, position: int) -> tuple[str, int] | None:
    """Return what follows a stroke or a hyphen after a provision and ends no range: `Art. 6-99999`.

    >>> unread_tail("6-99999 GDPR", 1), unread_tail("6/2016", 1)
    (('99999', 7), None)
    """
    match = _TAIL.match(text, position)
    return (kept(match[1]), match.end()) if match else None


def after_level(text: str, position: int) -> tuple[str, int] | None:
    """Return what stands after `paragraph` or `lit.` and is no label that laws have: `Abs. 99999`."""
    if words := spelt(text, position):
        return words
    match = _AFTER_LEVEL.match(text, position)
    return (kept(match[1]), match.end()) if match else None


def _may_be_label(content: str) -> bool:
    """Whether the content of a bracket right after a number is meant as a label, and is no word or name."""
    if any(letter.isdigit() or letter.isnumeric() for letter in content):
        return "/" not in content and not content[:1].isupper()
    if content.isalpha() and content.isascii():
        return len(content) <= (4 if content.islower() else 1) and content not in _NO_LABEL
    return not any(letter.isalpha() for letter in content)
