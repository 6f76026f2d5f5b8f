"""The phrase grammar of `topics.yaml` and its matcher over words; see `docs/topics.md`.

`word` · `train*` (a beginning) · `(a|b c)` (one of) · `[x]` (may be missing) ·
`...` (up to six words) · `a ~ b` (both, near each other, in either order). Case does not
count, nor the punctuation between words, except that no match crosses the end
of a sentence or paragraph; the two sides of `~` may stand in two sentences.

The matcher walks words, not characters: a vocabulary of two thousand phrases
would cost a second to compile to regular expressions, and words need none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

import msgspec

from memo.late import late

GAP = 6
"""Words that `...` may pass over."""
NEAR = 12
"""Words that may stand between the sides of a `~`, in either order, also across the end of a sentence."""
LONGEST = 64
"""Letters of a word in a phrase; of longer words of a text only so many are looked at as their beginning."""

_WORD = late(r"(\w+(?:'\w+)*)")
_SENTENCE_END = late(r"[!?;]|\.\W|\.$|\n\s*\n")
_LITERAL = late(r"\w+(?:'\w+)*\*?")
_TOKEN = late(r"\.\.\.|[()\[\]|]|[^\s()\[\]|]+")
_SAME_WIDTH = str.maketrans("’‘“”‐‑–—", "''\"\"----")


@lru_cache(maxsize=1024)
def _ends_sentence(between: str, after_letter: bool) -> bool:
    """Return whether what stands between two words ends a sentence; the dots of `28.3` and `U.S.` do not."""
    if between in (" ", ".", ", ") or (after_letter and between == ". "):
        return False
    return _SENTENCE_END.search(between) is not None


@lru_cache(maxsize=4096)
def _beginnings(word: str) -> frozenset[str]:
    return frozenset((word, *(f"{word[:end]}*" for end in range(1, len(word) + 1))))


def beginnings(word: str) -> frozenset[str]:
    """Return a word of a text and every beginning of it marked with `*`: all by which a phrase may ask for it."""
    return _beginnings(word) if len(word) <= LONGEST else _beginnings(word[:LONGEST]) | {word}


@lru_cache(maxsize=8192)
def _several(asked: str) -> frozenset[str]:
    return frozenset(asked.split("|"))


class _Masks(dict[str, int]):
    """Where words stand, as numbers whose n-th bit is the n-th word: `train`, any beginning `train*`, any of `a|b`."""

    __slots__ = ("_words", "beginnings")

    def __init__(self, words: list[str]) -> None:
        super().__init__()
        bit = 1
        for word in words:
            self[word] = self.get(word, 0) | bit
            bit <<= 1
        self._words = tuple(self)
        self.beginnings = frozenset[str]().union(*map(beginnings, self))

    def __missing__(self, asked: str) -> int:
        found = 0
        if "|" in asked:
            for word in self.beginnings & _several(asked):
                found |= self[word]
        elif asked in self.beginnings:
            beginning = asked[:-1]
            for word in self._words:
                if word.startswith(beginning):
                    found |= self[word]
        self[asked] = found
        return found


class Words:
    """A text as words: each with its place, and whether the next one belongs to the same sentence."""

    def __init__(self, text: str) -> None:
        pieces = _WORD.split(text if text.isascii() else text.translate(_SAME_WIDTH))
        ends = list(accumulate(map(len, pieces)))
        self.words = [word.lower() for word in pieces[1::2]]
        self.spans = list(zip(ends[:-1:2], ends[1::2], strict=True))
        self.joined = [
            between == " " or not _ends_sentence(between, len(word) == 1)
            for word, between in zip(pieces[1:-2:2], pieces[2:-1:2], strict=True)
        ] + [False]
        self.masks = _Masks(self.words)
        self.keys = self.masks.beginnings
        """Every word, and every beginning of one marked with `*`, so that what a phrase needs is one look."""
        self.inner = int("".join("1" if joined else "0" for joined in reversed(self.joined)), 2)
        """Bits of the words whose next word belongs to the same sentence."""
        self.all = (1 << len(self.words)) - 1


@lru_cache(maxsize=64)
def words_of(text: str) -> Words:
    """Return a text as words; the fields of the finding in hand are asked for by several readers."""
    return Words(text)


class _Choice(msgspec.Struct, frozen=True, array_like=True):
    optional: bool
    options: tuple[Sequence, ...]


Part = str | _Choice
"""A word, a beginning (`train*`), one of several (`sell|rent*`), a gap (`...`) or a choice of longer parts."""
Sequence = tuple[Part, ...]
"""A phrase, or a side of it, as a tree, in the form in which a compiled vocabulary keeps it."""
_GAP = "..."
_NOTHING: Iterator[tuple[int, int]] = iter(())


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """A phrase as it was read, with all that its matching asks of it."""

    sides: tuple[Sequence, ...]
    """The phrase as a tree, one for each side of a `~`."""
    needs: tuple[frozenset[str], ...]
    """For each part that may not be missing, words of which every match has one; `*` marks a beginning."""
    starts: tuple[str, ...]
    """For each side, the words with which a match of it may begin, `sell|rent*`; empty where any word may."""

    @classmethod
    def of(cls, written: str) -> Shape:
        """Read a phrase; fails with `ValueError` where it cannot be read."""
        sides = tuple(_side(written, side) for side in written.split(" ~ "))
        heads = [_heads((part,)) for side in sides for part in side if not _may_be_missing(part)]
        needs = tuple(frozenset(head) for head in heads if head)
        return cls(sides, needs, tuple("|".join(_heads(side) or ()) for side in sides))

    def lacks(self, text: Words) -> bool:
        """Return whether a text is without a word that every match has: it cannot show the phrase."""
        return any(map(text.keys.isdisjoint, self.needs))

    def spans(self, text: Words) -> Iterator[tuple[int, int]]:
        """Return the stretches of text that show the phrase, from the left, none over another."""
        if self.lacks(text):
            return _NOTHING
        for side in self.sides:
            if not _reached(side, text.all, text):
                return _NOTHING
        return self._spans(text)

    def _spans(self, text: Words) -> Iterator[tuple[int, int]]:
        if len(self.sides) == 1:
            pairs = _stretches(self.sides[0], self.starts[0], text)
        else:
            pairs = _near([list(_stretches(s, start, text)) for s, start in zip(self.sides, self.starts, strict=True)])
        last = 0
        for start, end in pairs:
            if start >= last:
                last = end
                yield text.spans[start][0], text.spans[end - 1][1]


class Phrases(msgspec.Struct, frozen=True):
    """Several phrases that show the same thing."""

    shapes: tuple[Shape, ...]
    anchors: frozenset[str]
    """Words of which each text has one that shows any; none where a phrase can do without."""

    @classmethod
    def of(cls, written: Iterable[str]) -> Phrases:
        """Read phrases; fails with `ValueError` where one cannot be read."""
        shapes = tuple(map(Shape.of, written))
        every = all(shape.needs for shape in shapes)
        return cls(shapes, frozenset[str]().union(*(s.needs[0] for s in shapes)) if every else frozenset())

    def first(self, text: Words) -> tuple[int, int] | None:
        """Return the first stretch of a text that shows one of the phrases, the phrases in their order."""
        if self.anchors and self.anchors.isdisjoint(text.keys):
            return None
        for shape in self.shapes:
            for span in shape.spans(text):
                return span
        return None

    def said(self, text: str) -> str:
        """Return the words of the first stretch of a text that shows one of the phrases; none, where none does."""
        span = self.first(words_of(text))
        return " ".join(text[span[0] : span[1]].split()) if span else ""


def _side(written: str, side: str) -> Sequence:
    tokens = _TOKEN.findall(side.translate(_SAME_WIDTH).lower())
    sequence, rest = _sequence(tokens, 0)
    if rest != len(tokens) or not sequence:
        raise ValueError(f"cannot read the phrase '{written}' at '{tokens[rest] if tokens else side}'")
    return sequence


def _stretches(side: Sequence, starts: str, text: Words) -> Iterator[tuple[int, int]]:
    """Yield where one side of a phrase stands, as numbers of its first word and of the word behind it."""
    left = text.masks[starts] if starts else text.all
    while left:
        first = left & -left
        start = first.bit_length() - 1
        end = _end(side, 0, text, start)
        if end > start:
            yield start, end
            left = left >> end << end
        else:
            left ^= first


def _reached(parts: Sequence, at: int, text: Words) -> int:
    """Return the words before which a sequence may end, begun at any of the words `at`, both as bits.

    All beginnings are followed at once, so that gap upon gap costs no more
    than one; it never misses a match, and only where it finds one are the
    stretches themselves looked for.
    """
    masks, inner = text.masks, text.inner
    needed = len(parts)
    while needed and _may_be_missing(parts[needed - 1]):
        needed -= 1
    for number, part in enumerate(parts, 1):
        if isinstance(part, str):
            if part == _GAP:
                step = at
                for _ in range(GAP):
                    step = (step & inner) << 1
                    at |= step
                continue
            at = (at & masks[part]) << 1
        else:
            ends = at if part.optional else 0
            for option in part.options:
                if len(option) == 1 and isinstance(word := option[0], str) and word != _GAP:
                    ends |= (at & masks[word]) << 1
                else:
                    ends |= _reached(option, at, text)
            at = ends
            if part.optional:
                continue
        if not at:
            return 0
        if number < needed:
            at &= inner << 1
    return at


def _near(sides: list[list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches from the first to the last word of sides that stand near each other, from the left.

    Of the stretches of a side none lies over another, so that those near by
    are one run of them: a text that repeats a phrase costs no more than its length.
    """
    joined = sides[0]
    for other in sides[1:]:
        starts, ends = [start for start, _ in other], [end for _, end in other]
        joined = sorted(
            {
                (min(a, c), max(b, d))
                for a, b in joined
                for c, d in other[bisect_left(ends, a - NEAR) : bisect_right(starts, b + NEAR)]
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
            return None if part == _GAP else [*found, *part.split("|")]
        for option in part.options:
            heads = _heads(option)
            if heads is None:
                return None
            found += heads
        if not part.optional:
            return found
    return None


def _end(parts: Sequence, number: int, text: Words, at: int) -> int:
    """Return the word behind the first way to match the rest of a sequence from word `at` on, -1 where there is none.

    The ways are tried in the order of the options, a part that may be missing
    first as it stands, a gap from none on; words that follow each other stand
    in one sentence.
    """
    masks, joined = text.masks, text.joined
    while number < len(parts):
        part = parts[number]
        number += 1
        if not isinstance(part, str):
            for option in part.options:
                if isinstance(word := option[0], str) and word != _GAP and not masks[word] >> at & 1:
                    continue
                end = _end(option + parts[number:], 0, text, at)
                if end >= 0:
                    return end
            if not part.optional:
                return -1
            continue
        if part == _GAP:
            following = parts[number] if number < len(parts) else _GAP
            places = text.all if following == _GAP or not isinstance(following, str) else masks[following]
            for width in range(GAP + 1):
                if width and not (at + width <= len(joined) and joined[at + width - 1]):
                    return -1
                if following != _GAP and not places >> at + width & 1:
                    continue
                end = _end(parts, number, text, at + width)
                if end >= 0:
                    return end
            return -1
        if not masks[part] >> at & 1:
            return -1
        at += 1
        if number < len(parts) and not joined[at - 1]:
            return at if all(map(_may_be_missing, parts[number:])) else -1
    return at


def _sequence(tokens: list[str], at: int) -> tuple[Sequence, int]:
    parts: list[Part] = []
    while at < len(tokens) and tokens[at] not in (")", "]", "|"):
        token = tokens[at]
        if token == _GAP:
            parts.append(_GAP)
            at += 1
        elif token in ("(", "["):
            choice, at = _choice(tokens, at + 1, {"(": ")", "[": "]"}[token])
            parts.append(_one_of(choice) or choice)
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


def _one_of(choice: _Choice) -> str:
    """Return a choice of single words in the form of one part, nothing where it is of more."""
    words = [option[0] for option in choice.options if len(option) == 1 and option[0] != _GAP]
    single = [word for word in words if isinstance(word, str)]
    return "" if choice.optional or len(single) < len(choice.options) else "|".join(single)


def _literals(token: str) -> list[str]:
    """Return the words of a token: hyphens and slashes inside it part words, apostrophes do not."""
    words = _LITERAL.findall(token)
    if any(len(word.rstrip("*")) > LONGEST for word in words):
        raise ValueError(f"a word of a phrase has at most {LONGEST} letters")
    return words
