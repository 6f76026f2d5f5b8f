"""The phrase grammar of `topics.yaml`, compiled to patterns; see `docs/topics.md`.

`word` · `train*` (a beginning) · `(a|b c)` (one of) · `[x]` (may be missing) ·
`...` (up to six words). Case does not count, nor the punctuation between
words, except that no match crosses the end of a sentence or paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

GAP = 6
"""Words that `...` may pass over."""

_SEPARATOR = r"(?:[^\w.!?;\n]|\.(?=\w)|\n(?!\n))+"
_WORD = r"\w+"
_TOKEN = re.compile(r"\.\.\.|[()\[\]|]|[^\s()\[\]|]+")
_SAME_WIDTH = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-"})


def normalised(text: str) -> str:
    """Return the text with typographic marks made plain; every offset stays what it was."""
    return text.translate(_SAME_WIDTH)


@dataclass(frozen=True)
class Phrase:
    """One phrase: as written, and the pattern it stands for."""

    written: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        tokens = _TOKEN.findall(normalised(self.written))
        body, rest = _sequence(tokens, 0, first=True)
        if rest != len(tokens):
            raise ValueError(f"cannot read the phrase '{self.written}' at '{tokens[rest]}'")
        return re.compile(rf"(?<!\w){body}(?!\w)", re.IGNORECASE)

    @cached_property
    def anchors(self) -> tuple[tuple[str, bool], ...]:
        """Words that every match must contain, with whether only their beginning counts."""
        found, depth = [], 0
        for token in _TOKEN.findall(normalised(self.written).lower()):
            if token in "([":
                depth += 1
            elif token in ")]":
                depth -= 1
            elif not depth and token not in ("|", "..."):
                found += [(piece.removesuffix("*"), piece.endswith("*")) for piece in re.findall(r"\w+\*?", token)]
        return tuple(found)

    def may_occur(self, has_word: Callable[[str, bool], bool]) -> bool:
        """Return whether a text with these words can match; cheap, never wrong when it says no."""
        return all(has_word(word, beginning) for word, beginning in self.anchors)


def _sequence(tokens: list[str], at: int, first: bool) -> tuple[str, int]:
    """Compile tokens up to a closing bracket or bar; `first` drops the leading separator."""
    body, leading = "", first
    while at < len(tokens) and tokens[at] not in (")", "]", "|"):
        token = tokens[at]
        if token == "...":
            body += rf"(?:{_SEPARATOR}{_WORD}){{0,{GAP}}}?"
            at += 1
        elif token == "(":
            inner, at = _choice(tokens, at + 1, ")")
            body += inner if leading else _SEPARATOR + inner
            leading = False
        elif token == "[":
            inner, at = _choice(tokens, at + 1, "]")
            body += f"(?:{inner}{_SEPARATOR})?" if leading else f"(?:{_SEPARATOR}{inner})?"
        else:
            piece = _word(token)
            body += piece if leading else _SEPARATOR + piece
            leading = False
            at += 1
    return body, at


def _choice(tokens: list[str], at: int, close: str) -> tuple[str, int]:
    options = []
    while True:
        option, at = _sequence(tokens, at, first=True)
        options.append(option)
        if at >= len(tokens):
            raise ValueError(f"'{close}' is missing")
        if tokens[at] == close:
            return f"(?:{'|'.join(options)})", at + 1
        at += 1


def _word(token: str) -> str:
    """A word of the grammar; hyphens and slashes inside it are separators like any other."""
    pieces = re.findall(r"[\w']+\*?", token)
    if not pieces:
        raise ValueError(f"'{token}' is no word")
    return r"(?:[^\w.!?;\n])*".join(
        re.escape(piece.removesuffix("*")) + (r"\w*" if piece.endswith("*") else "") for piece in pieces
    )
