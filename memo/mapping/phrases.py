"""The phrase grammar of `topics.yaml` and its matcher over words; see `docs/topics.md`.

`word` · `train*` (a beginning) · `(a|b c)` (one of) · `[x]` (may be missing) ·
`...` (up to six words) · `a ~ b` (both, near each other, in either order). Case does not
count, nor the punctuation between words, except that no match crosses the end
of a sentence or paragraph; the two sides of `~` may stand in two sentences.

The matcher walks words, not characters: a vocabulary of two thousand phrases
would cost a second to compile to regular expressions, and words need none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec

from memo.late import late

GAP = 6
"""Words that `...` may pass over."""
NEAR = 12
"""Words that may stand between the sides of a `~`, in either order, also across the end of a sentence."""

_WORD = late(r"\w+(?:'\w+)*")
_SENTENCE_END = late(r"[!?;]|\.\W|\.$|\n\s*\n")
_TOKEN = late(r"\.\.\.|[()\[\]|]|[^\s()\[\]|]+")
_SAME_WIDTH = str.maketrans("’‘“”‐‑–—", "''\"\"----")


def _ends_sentence(between: str, after_letter: bool) -> bool:
    """Return whether what stands between two words ends a sentence; the dots of `28.3` and `U.S.` do not."""
    if between in (" ", ".", ", ") or (after_letter and between == ". "):
        return False
    return _SENTENCE_END.search(between) is not None


class Words:
    """A text as words: each with its place, and whether the next one belongs to the same sentence."""

    def __init__(self, text: str) -> None:
        plain = text.translate(_SAME_WIDTH)
        found = list(_WORD.finditer(plain))
        self.words = [match[0].lower() for match in found]
        self.spans = [match.span() for match in found]
        self.joined = [
            not _ends_sentence(plain[before.end() : after.start()], len(before[0]) == 1)
            for before, after in pairwise(found)
        ] + [False]
        self.positions: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            self.positions.setdefault(word, []).append(number)
        self._sorted = sorted(self.positions)
        self.keys = frozenset(self.positions).union(
            f"{word[:end]}*" for word in self.positions for end in range(1, len(word) + 1)
        )
        """Every word, and every beginning of one marked with `*`, so that what a phrase needs is one look."""
        self.inner = sum(1 << number for number, joined in enumerate(self.joined) if joined)
        """Bits of the words whose next word belongs to the same sentence."""
        self.all = (1 << len(self.words)) - 1
        self._masks: dict[str, int] = {}

    def places(self, literal: str) -> list[int]:
        """Return where a word stands, or every word with this beginning where it ends in `*`."""
        if not literal.endswith("*"):
            return self.positions.get(literal, [])
        word = literal[:-1]
        at, found = bisect_left(self._sorted, word), []
        while at < len(self._sorted) and self._sorted[at].startswith(word):
            found += self.positions[self._sorted[at]]
            at += 1
        return sorted(found)

    def mask(self, literal: str) -> int:
        """Return where a word stands, or every word with a beginning, as a number whose n-th bit is the n-th word."""
        found = self._masks.get(literal)
        if found is None:
            found = 0
            if literal in self.keys:
                for at in self.places(literal):
                    found |= 1 << at
            self._masks[literal] = found
        return found

    def any_of(self, literals: tuple[str, ...]) -> list[int]:
        """Return where one of several words stands."""
        if len(literals) == 1:
            return self.places(literals[0])
        return sorted({at for literal in literals for at in self.places(literal)})


@lru_cache(maxsize=64)
def words_of(text: str) -> Words:
    """Return a text as words; the fields of the finding in hand are asked for by several readers."""
    return Words(text)


class _Choice(msgspec.Struct, frozen=True, array_like=True):
    optional: bool
    options: tuple[Sequence, ...]


Part = str | _Choice
"""A word, a beginning (`train*`), a gap (`...`) or a choice."""
Sequence = tuple[Part, ...]
"""A phrase, or a side of it, as a tree, in the form in which a compiled vocabulary keeps it."""
_GAP = "..."


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """A phrase as it was read, with all that its matching asks of it."""

    sides: tuple[Sequence, ...]
    """The phrase as a tree, one for each side of a `~`."""
    needs: tuple[frozenset[str], ...]
    """For each part that may not be missing, words of which every match has one; `*` marks a beginning."""
    starts: tuple[tuple[str, ...], ...]
    """For each side, the words with which a match of it may begin; empty where any word may."""

    @classmethod
    def of(cls, written: str) -> Shape:
        """Read a phrase; fails with `ValueError` where it cannot be read."""
        sides = tuple(_side(written, side) for side in written.split(" ~ "))
        heads = [_heads((part,)) for side in sides for part in side if not _may_be_missing(part)]
        needs = tuple(frozenset(head) for head in heads if head)
        return cls(sides, needs, tuple(tuple(_heads(side) or ()) for side in sides))

    def spans(self, text: Words) -> Iterator[tuple[int, int]]:
        """Yield the stretches of text that show the phrase, from the left, none over another."""
        for words in self.needs:
            if words.isdisjoint(text.keys):
                return
        for side in self.sides:
            if not _reached(side, text.all, text):
                return
        found = [list(_stretches(side, start, text)) for side, start in zip(self.sides, self.starts, strict=True)]
        pairs = found[0] if len(found) == 1 else _near(found)
        last = 0
        for start, end in pairs:
            if start >= last:
                last = end
                yield text.spans[start][0], text.spans[end - 1][1]


def _side(written: str, side: str) -> Sequence:
    tokens = _TOKEN.findall(side.translate(_SAME_WIDTH).lower())
    sequence, rest = _sequence(tokens, 0)
    if rest != len(tokens) or not sequence:
        raise ValueError(f"cannot read the phrase '{written}' at '{tokens[rest] if tokens else side}'")
    return sequence


def _stretches(side: Sequence, starts: tuple[str, ...], text: Words) -> Iterator[tuple[int, int]]:
    """Yield where one side of a phrase stands, as numbers of its first word and of the word behind it."""
    last = -1
    for start in text.any_of(starts) if starts else range(len(text.words)):
        if start <= last:
            continue
        end = next(_ends(side, 0, text, start), None)
        if end is not None and end > start:
            last = end - 1
            yield start, end


def _reached(parts: Sequence, at: int, text: Words) -> int:
    """Return the words before which a sequence may end, begun at any of the words `at`, both as bits.

    All beginnings are followed at once, so that gap upon gap costs no more
    than one; it never misses a match, and only where it finds one are the
    stretches themselves looked for.
    """
    for number, part in enumerate(parts):
        if isinstance(part, str):
            if part == _GAP:
                step = at
                for _ in range(GAP):
                    step = (step & text.inner) << 1
                    at |= step
                continue
            at = (at & text.mask(part)) << 1
        else:
            ends = at if part.optional else 0
            for option in part.options:
                ends |= _reached(option, at, text)
            at = ends
            if part.optional:
                continue
        if not at:
            return 0
        if number + 1 < len(parts) and not all(map(_may_be_missing, parts[number + 1 :])):
            at &= text.inner << 1
    return at


def _near(sides: list[list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches from the first to the last word of sides that stand near each other, from the left."""
    joined = sides[0]
    for other in sides[1:]:
        joined = sorted(
            {
                (min(a, c), max(b, d))
                for a, b in joined
                for c, d in other
                if (b <= c and c - b <= NEAR) or (d <= a and a - d <= NEAR)
            }
        )
    yield from joined


def _may_be_missing(part: Part) -> bool:
    return part == _GAP if isinstance(part, str) else part.optional


def _heads(parts: Sequence) -> list[str] | None:
    """Return the words with which a sequence may begin, nothing where that can be any word."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, str):
            return None if part == _GAP else [*found, part]
        for option in part.options:
            heads = _heads(option)
            if heads is None:
                return None
            found += heads
        if not part.optional:
            return found
    return None


def _ends(parts: Sequence, number: int, text: Words, at: int) -> Iterator[int]:
    """Yield the words after which the rest of a sequence, begun at word `at`, may end; the shortest first."""
    if number == len(parts):
        yield at
        return
    part = parts[number]
    if not isinstance(part, str):
        for option in part.options:
            for end in _ends(option, 0, text, at):
                yield from _after(parts, number, text, end)
        if part.optional:
            yield from _ends(parts, number + 1, text, at)
    elif part != _GAP:
        if text.mask(part) >> at & 1:
            yield from _after(parts, number, text, at + 1)
    else:
        for width in range(GAP + 1):
            if width and not (at + width <= len(text.words) and text.joined[at + width - 1]):
                return
            yield from _ends(parts, number + 1, text, at + width)


def _after(parts: Sequence, number: int, text: Words, end: int) -> Iterator[int]:
    """Go on behind a matched part: what follows must stand in the same sentence."""
    rest = parts[number + 1 :]
    if not rest:
        yield end
    elif text.joined[end - 1]:
        yield from _ends(parts, number + 1, text, end)
    elif all(map(_may_be_missing, rest)):
        yield end


def _sequence(tokens: list[str], at: int) -> tuple[Sequence, int]:
    parts: list[Part] = []
    while at < len(tokens) and tokens[at] not in (")", "]", "|"):
        token = tokens[at]
        if token == _GAP:
            parts.append(_GAP)
            at += 1
        elif token in ("(", "["):
            choice, at = _choice(tokens, at + 1, {"(": ")", "[": "]"}[token])
            parts.append(choice)
        else:
            literals = _literals(token)
            if not literals:
                raise ValueError(f"'{token}' is no word")
            parts += literals
            at += 1
    return tuple(parts), at


def _choice(tokens: list[str], at: int, close: str) -> tuple[_Choice, int]:
    options = []
    while True:
        option, at = _sequence(tokens, at)
        options.append(option)
        if at >= len(tokens):
            raise ValueError(f"'{close}' is missing")
        if tokens[at] == close:
            return _Choice(close == "]", tuple(options)), at + 1
        at += 1


def _literals(token: str) -> list[str]:
    """Return the words of a token: hyphens and slashes inside it part words, apostrophes do not."""
    return re.findall(r"\w+(?:'\w+)*\*?", token)
