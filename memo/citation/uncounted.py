"""Chapters, titles, parts and bare paragraphs of a law, which no outline counts: `Chapter V of the GDPR`.

The law stands beside them, and yet what is cited is not the law as a whole.
"""

from __future__ import annotations

import re

from memo.citation.unread import kept
from memo.citation.words import OF
from memo.late import late

_STRUCTURE = (
    r"chapters?|chap\.|ch\.|titles?|parts?|kapiteln?|teil|chapitre|titre|partie|cap[íi]tulo|cap\.|t[íi]tulo|titolo|capo|parte|hoofdstuk|titel|rozdziału?"
    r"|глава|κεφάλαιο|kapitlet"
)
_LEVEL = (
    r"(?:sub)?paragraphs?|(?:sub)?paras?\.?|abs\.|absatz|apartado|párrafo|parágrafo|subsections?|subdivision|"
    r"alinéa|lit\.|litera|letter|letra|lettera|buchst(?:\.|abe)|points?|punto|ponto|inciso|alínea|ust\.|odst\."
)
_NUMBER = (
    r"(?:[-−–]?\d[\w.\-/]{0,30}(?:,\d{3}){0,6}(?:\([\w.−–-]{1,12}\)){0,16}|[IVXLCDM]{1,12}|[A-Z](?=[\s,.;:)]|$)|[ivxlcdm]{1,8}|(?P<twin>[a-zA-Z])(?P=twin){1,6}"
    r"|[(\[][\w.●•…?-]{1,14}[)\]](?:\([\w.]{1,12}\)){0,6}|[b-df-hj-np-tvx])"
)
_BEHIND = late(
    rf"(?<![\w.])(?P<word>{_STRUCTURE}|{_LEVEL})\s{{0,3}}(?P<number>{_NUMBER})(?P<joint>[\s,(\[\"“'‘].{{0,24}})?$",
    re.IGNORECASE | re.DOTALL,
)
_AHEAD = late(
    rf"(?:['’]s)?(?:\s{{1,2}}|,\s{{1,2}}|\s?[(\[]|\s?[:–—-]\s?)(?:in\s|under\s|see\s)?(?:(?P<word>{_STRUCTURE})|(?P<level>{_LEVEL}))\s{{0,3}}(?P<number>{_NUMBER})(?![\w’'])",
    re.IGNORECASE,
)
_COMMON = frozenset({"a", "i", "e", "o", "y"})


def before(text: str, start: int) -> tuple[int, str] | None:
    """Return where a part that stands right before a law's name begins, and how it is written.

    >>> before("under Chapter V of the GDPR", 23), before("a part of the GDPR", 14)
    ((6, 'Chapter-V'), None)
    """
    floor = max(0, start - 90)
    match = _BEHIND.search(text[floor:start])
    if match is None or match["number"] in _COMMON:
        return None
    joint = match["joint"] or ""
    if not joint or OF.fullmatch(joint) is None or joint.lstrip().startswith((",", "(")):
        return None
    return floor + match.start(), _written(match["word"], match["number"])


def after(text: str, end: int) -> tuple[int, str] | None:
    """Return where a part that stands right after a law's name ends, and how it is written.

    A paragraph after a comma is most often of a judgment.

    >>> after("GDPR, Chapter V", 4), after("GDPR paragraph 99999", 4), after("GDPR, para. 134", 4)
    ((15, 'Chapter-V'), (20, 'Paragraph-99999'), None)
    """
    match = _AHEAD.match(text, end)
    if match is None or match["number"] in _COMMON or (match["level"] and text[end] in ",(:"):
        return None
    close = match.end() - (len(match["number"]) - len(match["number"].rstrip(".-/,")))
    if "(" in text[end : match.start("number")] and text[close : close + 1] == ")":
        close += 1
    return close, _written(match["word"] or match["level"], match["number"])


def _written(word: str, number: str) -> str:
    return f"{word.rstrip('.').capitalize()}-{kept(number)}"


PARTS = late(rf"(?:{_STRUCTURE}|{_LEVEL})-", re.IGNORECASE)
"""How a part begins that no outline counts."""
