"""Marks and spaces as a careful typesetter sets them: curled quotes, spaces at which no line may end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote, unquote

from memo.late import late

_BEFORE_NUMBERS = (
    "Art.", "Arts.", "art.", "arts.", "§", "§§", "Sec.", "Recital", "Recitals", "Annex", "Annexes", "No.", "nº", "Reg.",
    "p.", "Title", "Part", "Div.",
)  # fmt: skip
"""Words that are kept with the number behind them, Arabic or Roman."""
_CURRENCIES = ("EUR", "USD", "GBP", "KRW", "BRL", "CHF", "JPY")
_INSTITUTIONS = ("(EU)", "(EC)", "(EEC)")
"""What stands before the number of an act of the Union."""


def _after(words: Sequence[str], alone: str = r"(?<!\w)") -> str:
    """Return a pattern that holds behind a space that follows one of some words, none of them the end of another."""
    return "|".join(f"(?<={alone}{re.escape(word)} )" for word in words)


_KEPT = late(
    rf" (?:(?=[\dIVXLC§(])(?:{_after(_BEFORE_NUMBERS)})"
    rf"|(?=\d)(?:{_after(_CURRENCIES)}|{_after(_INSTITUTIONS, '')}))"
)
"""A space at which no line may end, found by the space: what stands before it is looked at only there."""
_PERCENT = late(r"(?<=\d) (?=%)")


@lru_cache(maxsize=4096)
def unbroken(text: str) -> str:
    """Return the text with no-break spaces where a line must not end.

    >>> unbroken("see Art. 6 and § 1798.105, EUR 20").count("\\u00a0")
    3
    """
    text = _KEPT.sub("\u00a0", text)
    return _PERCENT.sub("\u00a0", text) if " %" in text else text


_BLANKS = late(r"[ \t\n]+")


def one_line(text: str) -> str:
    """Return a text on one line; spaces that were chosen, such as no-break and full-width ones, stay.

    >>> one_line("10\\u00a0000\\n  euro")
    '10\\xa0000 euro'
    """
    return _BLANKS.sub(" ", text).strip(" ")


_HOST_OF = late(r"(https?://)([^/?#]*)", re.IGNORECASE)
_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
"""Scripts with letters that look the same in another of them."""


def readable(url: str) -> str:
    """Return an address as a reader knows it: `%EB%B2%95` as the letter it stands for.

    A host that could be taken for another, because a label of it mixes scripts
    that look alike or is of one under a Latin top-level name, is shown in the
    ASCII form that the network uses.

    >>> readable("https://www.law.go.kr/%EB%B2%95")
    'https://www.law.go.kr/법'
    >>> readable("https://\u0430pple.com/")
    'https://xn--pple-43d.com/'
    """
    url = _HOST_OF.sub(lambda match: match[1] + (plain_host(match[2]) if _misleads(match[2]) else match[2]), url, 1)
    decoded = unquote(url)
    return decoded if decoded.isprintable() and " " not in decoded else url


def plain_host(host: str) -> str:
    """Return a host in the ASCII form that the network uses; a label that has none is percent-encoded."""
    labels = []
    for label in host.split("."):
        try:
            labels.append(label if label.isascii() else label.encode("idna").decode("ascii"))
        except UnicodeError:
            labels.append(quote(label))
    return ".".join(labels)


def _misleads(host: str) -> bool:
    if host.isascii():
        return False
    labels = host.split(":")[0].rstrip(".").split(".")
    for label in labels:
        scripts = {unicodedata.name(c, "").split(" ")[0] for c in label if c.isalpha()} & set(_ALIKE)
        if len(scripts) > 1 or (scripts - {"LATIN"} and labels[-1].isascii()):
            return True
    return False


QUOTES = {"de": ("„", "“"), "fr": ("«\u00a0", "\u00a0»"), "es": ("«", "»")}
"""Quotation marks of the languages that do not write “ and ”."""
INNER_QUOTES = {"de": ("‚", "‘"), "fr": ("“", "”"), "es": ("“", "”")}
"""Marks of a quotation within one, of the languages that do not write ‘ and ’."""
_BEFORE_OPENING = " \t\n\u00a0([{—–-/‘“„«‚"


def curled(text: str, language: str = "en") -> str:
    """Return a text with its straight quotes as a language writes them, by what stands about them.

    >>> curled('the vendor\\'s "safety review"'), curled('die "Prüfung"', "de")
    ('the vendor’s “safety review”', 'die „Prüfung“')
    """
    return curled_parts([text], language)[0] if '"' in text or "'" in text else text


def curled_parts(parts: Sequence[str], language: str = "en") -> list[str]:
    """Return the parts of one text, such as its words with and without emphasis, each with its quotes curled.

    A part sees what stands beside it, so that a mark opens before a word that
    is another part. A mark after a figure is left, since it may be an inch or
    a minute, unless a quotation is open.

    >>> curled_parts(['say "', "yes", '", 6" wide'])
    ['say “', 'yes', '”, 6" wide']
    """
    whole = "".join(parts)
    if '"' not in whole and "'" not in whole:
        return list(parts)
    doubles, singles = QUOTES.get(language, ("“", "”")), INNER_QUOTES.get(language, ("‘", "’"))
    done = list(whole)
    double = single = False
    for at, mark in enumerate(whole):
        if mark not in "\"'":
            continue
        before, after = whole[at - 1 : at], whole[at + 1 : at + 2]
        opens = (not before or before in _BEFORE_OPENING or before in "\"'") and after.strip() != ""
        if mark == '"':
            if opens and not (double and before in "\"'"):
                done[at], double = doubles[0], True
            elif double or not before.isdigit():
                done[at], double = doubles[1], False
        elif opens and not after.isdigit() and not (single and before == '"'):
            done[at], single = singles[0], True
        elif single and not after.isalnum():
            done[at], single = singles[1], False
        elif not before.isdigit() or after.isalnum():
            done[at] = "’"
    found, start = [], 0
    for part in parts:
        found.append("".join(done[start : start + len(part)]))
        start += len(part)
    return found


def quoted(text: str, language: str) -> str:
    """Return a text between the quotation marks of a language.

    >>> quoted("Wort", "de"), quoted("word", "en")
    ('„Wort“', '“word”')
    """
    first, last = QUOTES.get(language, ("“", "”"))
    return f"{first}{text}{last}"


def inside(label: str, language: str) -> str:
    """Return a label as it stands inside a sentence; German keeps the capitals of its nouns.

    >>> inside("Confidence", "en"), inside("Sicherheit", "de")
    ('confidence', 'Sicherheit')
    """
    return label if language == "de" else label.lower()
