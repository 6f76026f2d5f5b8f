"""The path to a provision in its official numbering, written one way inside memo.

`6(1)(f)`, `1798.140(d)(1)(A)`, `18(§2)`, `Annex III(1)(a)`, `Recital 47`: a
root, then labels in brackets. The Australian Privacy Principles alone join the
first label by a dot, as everybody does: `APP 6.2(a)`. A title of New Jersey's
statutes stands before a colon: `56:8-166.10(a)`. What texts write instead
(`6.1.f`, `Art. 18, VI`, `6 Abs. 1 lit. f`) is read by `find`; this page knows
only the form.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from memo.late import late

_ROOT = late(r"(?:(?P<word>Annex|Recital|APP)\s+)?(?P<number>[\w.\-]+(?::\d[\w.\-]*)?)", re.IGNORECASE)
_PIECE = late(r"\d+|[^\d.\-]+")
_ROMAN = late(r"[IVXLC]+")
_LABEL = late(r"\s*(?:\(\s*(?P<label>[^()\s]+)\s*\)|,\s*(?P<comma>(?:§\s*)?[\w\-]+)(?:\s*º)?)")


class Pinpoint(Struct, frozen=True):
    """A root (`6`, `Annex III`, `Recital 47`) and the labels below it."""

    root: str
    labels: tuple[str, ...] = ()

    def __str__(self) -> str:
        labels = self.labels
        dotted = f".{labels[0]}" if labels and self.root.startswith("APP ") else ""
        return self.root + dotted + "".join(f"({label})" for label in labels[1 if dotted else 0 :])

    @property
    def parent(self) -> Pinpoint | None:
        """The provision this one stands in, or nothing for a root."""
        return Pinpoint(self.root, self.labels[:-1]) if self.labels else None

    def within(self, other: Pinpoint) -> bool:
        """Return whether this is `other` or stands below it."""
        return self.root == other.root and self.labels[: len(other.labels)] == other.labels

    def meets(self, other: Pinpoint) -> bool:
        """Return whether one of the two is the other or stands below it."""
        return self.within(other) or other.within(self)

    @property
    def order(self) -> tuple[object, ...]:
        """A key that sorts provisions as their law numbers them."""
        kind = 1 if self.root.startswith("Annex") else 2 if self.root.startswith("Recital") else 0
        return (kind, *(_natural(part) for part in (self.root, *self.labels)))


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Numbers by size, Roman numerals by value, letters by the alphabet."""
    roman = _roman(text.removeprefix("Annex ").removeprefix("§"))
    if roman:
        return ((0, roman, ""),)
    return tuple((0, int(piece), "") if piece.isdigit() else (1, len(piece), piece) for piece in _PIECE.findall(text))


def _roman(text: str) -> int:
    if not text.isupper() or _ROMAN.fullmatch(text) is None:
        return 0
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for here, after in zip(text, text[1:] + " ", strict=False):
        total += -values[here] if values.get(after, 0) > values[here] else values[here]
    return total


@lru_cache(maxsize=16_384)
def parse(text: str) -> Pinpoint:
    """Return the pinpoint that `text` writes.

    >>> str(parse("6 (1)(f)")), str(parse("annex iii(1)(a)")), str(parse("18, VI"))
    ('6(1)(f)', 'Annex III(1)(a)', '18(VI)')
    >>> parse("APP 6.2(a)")
    Pinpoint(root='APP 6', labels=('2', 'a'))

    Fails with `ValueError` where the text is no pinpoint.
    """
    text = text.strip()
    match = _ROOT.match(text)
    if match is None:
        raise ValueError(f"'{text}' is no provision number")
    word, number = match["word"], match["number"]
    word = word.upper() if word and len(word) == 3 else word and word.capitalize()
    root = f"{word} {number.upper() if word == 'Annex' else number}" if word else number
    labels: list[str] = []
    if word == "APP":
        root, dot, clause = root.partition(".")
        labels += [clause] if dot else []
    position = match.end()
    while position < len(text):
        label = _LABEL.match(text, position)
        if label is None:
            raise ValueError(f"'{text}' is no provision number: '{text[position:]}' cannot be read")
        labels.append(label["label"] or label["comma"].replace(" ", "").rstrip("º"))
        position = label.end()
    return Pinpoint(root, tuple(labels))
