"""Small decisions about text: days in words, curled quotes of our own prose, sentences, anchors."""

from __future__ import annotations

import re
from datetime import date

from memo.language.words import ENGLISH, Words
from memo.late import late
from memo.typography import curled, one_line, unbroken

_ISO_DAY = late(r"\b(20\d\d)-(0[1-9]|1[0-2])-([0-2]\d|3[01])\b")


_PLAIN_WORD = late(r"[a-z]+(?:-[a-z]+)*(?![\w-])")


def upper_first(text: str) -> str:
    """Return a phrase as it begins a line; only a plain word gets a capital, not a name such as `iOS` or `snake_case`.

    >>> upper_first("consumers in Germany"), upper_first("iOS users"), upper_first("a body")
    ('Consumers in Germany', 'iOS users', 'A body')
    """
    return text[:1].upper() + text[1:] if _PLAIN_WORD.match(text) else text


_ONE_WORD = late(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def unhyphened(word: str) -> str:
    """Return a word such as `health-data` as it is read, and any other text as it was written.

    >>> unhyphened("health-data"), unhyphened("data of co-workers")
    ('health data', 'data of co-workers')
    """
    return word.replace("-", " ") if _ONE_WORD.fullmatch(word) else word


def days_written(text: str, spoken: Words = ENGLISH) -> str:
    """Return the text with days such as 2026-11-23 written in words."""

    def written(match: re.Match[str]) -> str:
        try:
            return spoken.day(date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            return match[0]

    return _ISO_DAY.sub(written, text) if "-" in text else text


def ours(text: str) -> str:
    """Return prose of the program or the library as it is printed: curled quotes, spaces that hold.

    A clause's words never pass through here. What a catalogue holds is set
    with its language's own quotes already.
    """
    return unbroken(curled(text))


def sentence(text: str) -> str:
    """Return the text with a full stop at its end."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else text + "."


_EMPTY_LINES = re.compile(r"\n\s*\n")


def paragraphs(text: str | None) -> tuple[str, ...]:
    """Return the paragraphs of a text, each in one line.

    >>> paragraphs("We may\\nuse it.\\n\\nEven so.")
    ('We may use it.', 'Even so.')

    A line of white space alone is an empty one.
    """
    return tuple(one_line(part) for part in _EMPTY_LINES.split(text or "") if part.strip())


def lower_first(text: str) -> str:
    """Return a phrase as it stands inside a sentence; a name or abbreviation keeps its capital."""
    head = text.split(" ", 1)[0]
    return text if len(head) < 2 or not head[1:].islower() else text[0].lower() + text[1:]


def anchor(identifier: str) -> str:
    """Return a finding's place in the page: two ids never share one, and no other part has its beginning."""
    return f"finding-{identifier.lower()}"
