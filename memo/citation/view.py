"""A text as its reader reads it, with the way back to the text as it stands.

Of Markdown the words are read and not the marks, and an indent is one space.

The reader of citations works on the view; offsets go back through it, so
that a citation always is a slice of the text that was given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct

from memo.late import late

_RUN = late(r"(?<=[^\s])[ \t]{2,}(?=\S)|\n[ \t]{2,}(?=[^\s>|*•#–-])|\r\n(?=\S)")
_FENCE = late(r"[ ]{0,3}(?P<ticks>`{3,40}|~{3,40})(?P<info>[^\n]{0,200})")
_INLINE = late(
    r"(?P<comment><!--)"
    r"|(?P<code>(?<!`)`[^`\n]{1,300}`(?!`))"
    r"|(?P<target>(?<=\])\([^()\s<>]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?(?:\s+\"[^\"\n]{0,300}\")?\))"
    r"|(?P<reference>(?<=\])\[[^\[\]\n]{0,100}\](?!\())"
    r"|(?P<definition>^[ ]{0,3}\[(?!\^)[^\]\n]{1,100}\]:[^\n]{0,1000}$)"
    r"|(?P<url><(?:https?|mailto):[^<>\s]{1,1000}>)"
    r"|(?P<tag></?[a-zA-Z][\w-]{0,20}(?:\s[^<>]{0,500})?/?>)"
    r"|(?P<space>&nbsp;|&#160;|&#xa0;|&thinsp;|&ensp;)"
    r"|(?P<section>&sect;|&#167;)"
    r"|(?P<ampersand>&amp;|&#38;)"
    r"|(?P<bracket>&#40;)|(?P<closing>&#41;)"
    r"|(?P<escape>\\(?=[\\`*_{}\[\]()#+\-.!§|<>&]))"
    r"|(?P<mark>\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))"
    r"|(?P<open>\[)|(?P<close>\])",
    re.MULTILINE | re.DOTALL,
)
_INSTEAD = {"space": "\u00a0", "section": "§", "ampersand": "&", "bracket": "(", "closing": ")"}
_BLOCKS = frozenset(
    "p div li ul ol td th tr table br hr h1 h2 h3 h4 h5 h6 blockquote section article pre dd dt dl header".split()
)


class View(Struct, frozen=True):
    """Words to read, and for each stretch of them where it stands in the text."""

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def start(self, offset: int) -> int:
        """Return where in the text the character at an offset of the view stands."""
        at = bisect_right(self.starts, offset) - 1
        return self.places[at] + offset - self.starts[at]

    def end(self, offset: int) -> int:
        """Return where in the text what ends at an offset of the view ends."""
        return self.start(offset - 1) + 1 if offset else 0


def _viewed(text: str, changes: Iterable[tuple[int, int, str]]) -> View:
    """Return the view in which each stretch `start, end` is read as other words."""
    pieces: list[str] = []
    starts, places = [0], [0]
    here = length = 0
    for start, end, instead in changes:
        kept = text[here:start]
        pieces += (kept, instead)
        length += len(kept)
        if instead:
            starts.append(length)
            places.append(start)
            length += len(instead)
        starts.append(length)
        places.append(end)
        here = end
    pieces.append(text[here:])
    return View("".join(pieces), tuple(starts), tuple(places))


_DIGITS = {
    zero + digit: str(digit) for zero in (0xFF10, 0x0660, 0x06F0, 0x0966, 0x0E50) for digit in range(10)
}  # fmt: skip
_LETTERS = {code: chr(code - 0xFEE0) for first in (0xFF21, 0xFF41) for code in range(first, first + 26)}
_RAISED = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), " ")
_OTHER_DIGITS = late(r"[⁰¹²³⁴-⁹０-９Ａ-Ｚａ-ｚ٠-٩۰-۹०-९๐-๙]")


def in_plain_digits(text: str) -> str:
    """Return a text of the same length with digits of other scripts as 0 to 9, and raised ones, of notes, as spaces.

    >>> in_plain_digits("Art. ６(１) GDPR²")
    'Art. 6(1) GDPR '
    """
    return text.translate(_DIGITS | _LETTERS | _RAISED) if _OTHER_DIGITS.search(text) else text


def plain_view(text: str) -> View | None:
    """Return a text with its indents and runs of blanks read as one, or nothing where it has none."""
    if _RUN.search(text) is None:
        return None
    return _viewed(text, ((m.start(), m.end(), "\n" if "\n" in m[0] else " ") for m in _RUN.finditer(text)))


def markdown_view(text: str) -> View:
    """Return Markdown as it is read: links by their words, entities by what they mean, no code and no marks.

    >>> markdown_view("See [Art. 6](https://x.example/art-6)(1) of the **GDPR**, not `Art. 7`.").text
    'See Art. 6(1) of the GDPR, not \\u2003.'
    """
    silent = list(_code_blocks(text))
    changes: list[tuple[int, int, str]] = []
    here = 0
    for start, end in (*silent, (len(text), len(text))):
        changes += _inline(text, here, start)
        if end > start:
            changes.append((start, end, "\n\n"))
        here = max(here, end)
    return _viewed(text, changes)


def _code_blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield where fenced code stands, and the data that a page may begin with."""
    opened, closing, start = False, "", 0
    for line in re.finditer(r"[^\n]*\n|[^\n]+", text):
        bare = line[0].strip()
        if opened:
            if bare == closing or (
                closing[0] != "-" and bare and set(bare) == {closing[0]} and len(bare) >= len(closing)
            ):
                yield start, line.end()
                opened = False
        elif line.start() == 0 and bare == "---":
            opened, closing, start = True, "---", 0
        elif (fence := _FENCE.match(line[0])) and not ("`" in fence["info"] and fence["ticks"][0] == "`"):
            opened, closing, start = True, fence["ticks"], line.start()
    if opened and closing != "---":
        yield start, len(text)


def _inline(text: str, start: int, end: int) -> Iterable[tuple[int, int, str]]:
    position = start
    commented = True
    while match := _INLINE.search(text, position, end):
        kind = match.lastgroup or ""
        position = match.end()
        if kind == "comment":
            closed = text.find("-->", position, end) if commented else -1
            commented = closed >= 0
            if closed >= 0:
                position = closed + 3
                yield match.start(), position, "\u2003"
        elif kind == "tag":
            name = re.match(r"</?(\w+)", match[0])
            block = name is not None and name[1].lower() in _BLOCKS
            yield (
                match.start(),
                match.end(),
                "\n\n" if block and name is not None and name[1] != "br" else "\n" if block else "",
            )
        elif kind in ("code", "url", "definition"):
            # A space that no pattern reads over: what stands on both sides of code is not one phrase.
            yield match.start(), match.end(), "\u2003"
        elif kind in ("open", "close"):
            if not _is_link(text, match, kind):
                continue
            yield match.start(), match.end(), ""
        else:
            yield match.start(), match.end(), _INSTEAD.get(kind, "")


def _is_link(text: str, match: re.Match[str], kind: str) -> bool:
    """Whether a square bracket is part of a link and not of the words."""
    if kind == "close":
        return text[match.end() : match.end() + 1] in ("(", "[")
    closing = text.find("]", match.end(), match.end() + 300)
    return closing > 0 and text[closing + 1 : closing + 2] in ("(", "[")
