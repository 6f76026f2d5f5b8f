"""The weight that each word has for each topic, to tell how much a text speaks of a topic beside any phrase of it.

The weights are learnt once, by `benchmarks/weigh.py`, from sentences and
findings written for the purpose (`tests/mapping/examples/`) and stand in
`regulations/weights.yaml`. Nothing is learnt while memo runs.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, TypeVar, overload

import msgspec

from memo.late import late
from memo.library.form import Record

MadeT = TypeVar("MadeT")

SCALE = 1_000
"""What a weight is multiplied by to be kept as a whole number."""
SHARE = 50
"""What the weight of a word in an example is multiplied by before it is kept as a letter, `a` for 1."""
NUMBERS, LENGTH = 96, 117.5
"""How many numbers tell a meaning, and how long those of a labelled text are, as a vector."""
ZERO = 32
"""The letter of `_CODES` that stands for 0; the first stands for -32, the last for 31."""
_CODES = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
ROWS = ("bases", "signs", "offsets", "slopes", "idle")
"""The rows of numbers at the head of a file of weights."""
ALWAYS = -1
"""The number under which a topic's part of `company` has what counts without any topic beside it."""
LINES = ("company", "examples_show", "meanings", "tones")
"""The texts of a file of weights that are read when they are first asked for."""
_WORDS = late(r"[^\W\d_]+")
_DIGITS = b"0123456789"
_NO_LETTERS = str.maketrans(dict.fromkeys("abcdefghijklmnopqrstuvwxyz", " "))
_NUMBER_OF_CODE = bytes(max(0, _CODES.find(byte)) for byte in range(256))
_NUMBER_OF_LETTER = bytes(max(0, byte - 96) for byte in range(256))
SHARES = tuple(number / SHARE for number in range(27))
"""The weight in an example that each letter stands for, by its number in the alphabet."""
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e")
_SHORTEST_ROOT = 4
LINES_OF_A_BLOCK = 4
"""How many lines a block has on average: a run reads one for each word it meets."""
_SIDE = [bytes(ZERO) + bytes([1 << bit]) * (256 - ZERO) for bit in range(8)]
"""What a letter's number is for each bit of a byte: nothing, where it stands for less than 0."""
_IDLE = frozenset("a an the and or of to in on for by with is are be it its that this as at from".split())
"""Words that say nothing of a topic; `not`, `no` and `may` do."""


class Profiles(Record, frozen=True, kw_only=True):
    """Every known word and pair of words: how telling it is, then topics by number with their weight in turn.

    All numbers are multiplied by `SCALE`. `bases` is what each topic scores
    before any word, and last what the question scores whether a text is about
    any topic at all; its number is that behind the last topic. `signs` is
    what each sign of `memo.mapping.chance` counts, `offsets` and `slopes`
    what a topic adds to that by itself and for each point of its words;
    `company` what the chances of all topics count for each topic beside its
    own signs, a part a topic, each an own number and pairs as in `words`;
    `idle` what each sign of `memo.mapping.idle` counts, and `tones` what each
    word and pair of `memo.mapping.tone` does, a term a line. `examples_show` are
    the topics of each labelled text, by number; in which of these texts a
    term stands follows its topics, as the way from the last such text and a
    letter for its weight there. Behind that, a word has the numbers of its
    meaning (`memo.mapping.meaning`), a letter each, and `meanings` are those
    of the labelled texts, one after the other. `sides` is made of these when
    the file is compiled (`sides_of`).
    """

    topics: tuple[str, ...] = ()
    bases: tuple[int, ...] = ()
    signs: tuple[int, ...] = ()
    offsets: tuple[int, ...] = ()
    slopes: tuple[int, ...] = ()
    idle: tuple[int, ...] = ()
    company: str = ""
    examples_show: str = ""
    meanings: str = ""
    sides: tuple[bytes, ...] = ()
    tones: str = ""
    words: Mapping[str, str] = msgspec.field(default_factory=dict)

    def entries(self, term: str) -> tuple[int, ...]:
        """Return the numbers of a known word; a line is read when it is first asked for."""
        return _entries(self.words[term])

    def examples(self, term: str) -> tuple[tuple[int, float], ...]:
        """Return the labelled texts in which a known term stands, by number, each with its weight there."""
        at, letters = self.places(term)
        return tuple((example, SHARES[letter]) for example, letter in zip(at, letters, strict=True))

    def places(self, term: str) -> tuple[tuple[int, ...], bytes]:
        """Return the same as numbers alone: of the texts, and of the letter of `SHARES` for each."""
        return _places(self.words[term])

    def meaning(self, term: str) -> tuple[int, ...]:
        """Return the numbers of a known word's meaning; none where it has none."""
        return _meaning(self.words[term])

    def shown_by(self, example: int) -> tuple[int, ...]:
        """Return the topics of a labelled text, by number; a label is read when it is first asked for."""
        return _label(_shown(self.examples_show)[example])

    def beside(self, topic: int) -> Mapping[int, int]:
        """Return what the chances of topics count for one of them, by number; under -1 what counts without any."""
        parts = _company(self.company)
        return _beside(parts[topic]) if topic < len(parts) else {}

    def tone_weights(self) -> Mapping[str, int]:
        """Return the weight of each word and pair for idle text; the lines are read when they are first asked for."""
        return _tones(self.tones)

    def labels(self) -> tuple[tuple[int, ...], ...]:
        """Return the topics of each labelled text, by number."""
        return tuple(map(_label, _shown(self.examples_show)))


@lru_cache(maxsize=65_536)
def _entries(line: str) -> tuple[int, ...]:
    return tuple(map(int, line.partition(";")[0].replace(":", " ").replace(",", " ").split()))


@lru_cache(maxsize=65_536)
def _places(line: str) -> tuple[tuple[int, ...], bytes]:
    """Part ways and letters at once: a finding asks for tens of thousands of places."""
    places = line.partition(";")[2].partition(";")[0]
    at = tuple(accumulate(map(int, places.translate(_NO_LETTERS).split()), initial=-1))
    return at[1:], places.encode().translate(_NUMBER_OF_LETTER, _DIGITS)


@lru_cache(maxsize=65_536)
def _meaning(line: str) -> tuple[int, ...]:
    return tuple(code - ZERO for code in codes(line.partition(";")[2].partition(";")[2]))


def codes(letters: str) -> bytes:
    """Return the numbers that letters stand for, each `ZERO` too many.

    >>> list(codes(coded([-40, -1, 0, 3, 31])))
    [0, 31, 32, 35, 63]
    """
    return letters.encode().translate(_NUMBER_OF_CODE)


def coded(numbers: Iterable[int]) -> str:
    """Return whole numbers as letters; those below -32 and above 31 as these."""
    return bytes(_CODES[min(63, max(0, number + ZERO))] for number in numbers).decode()


@lru_cache(maxsize=4)
def _company(line: str) -> list[str]:
    return line.split(";") if line else []


@lru_cache(maxsize=1024)
def _beside(part: str) -> dict[int, int]:
    own, *entries = _entries(part)
    return dict(zip(entries[::2], entries[1::2], strict=True)) | {ALWAYS: own}


@lru_cache(maxsize=8)
def _tones(lines: str) -> dict[str, int]:
    return {term: int(weight) for term, weight in lines_of(lines).items()}


@lru_cache(maxsize=4)
def _shown(line: str) -> list[str]:
    return line.split(",")


@lru_cache(maxsize=4096)
def _label(topics: str) -> tuple[int, ...]:
    return tuple(map(int, topics.split()))


class Lines(Mapping[str, str]):
    """The lines of all words, in blocks by a check sum of the word: few texts are made, where each line would be one.

    A block is `|word = line|word = line|`, and is asked for when a word of it
    is.
    """

    def __init__(self, blocks: Sequence[str]) -> None:
        self._blocks = blocks
        self._met: dict[str, str] = {}

    @staticmethod
    def blocks_of(words: Mapping[str, str]) -> list[str]:
        """Return lines as blocks of some four lines each; no block where there is no word."""
        blocks: list[list[str]] = [[] for _ in range(-(-len(words) // LINES_OF_A_BLOCK))]
        for term, line in words.items():
            blocks[_block_of(term, len(blocks))].append(f"{term} = {line}")
        return [f"|{'|'.join(lines)}|" if lines else "" for lines in blocks]

    @overload
    def get(self, term: str, /) -> str | None: ...
    @overload
    def get(self, term: str, /, default: str | MadeT) -> str | MadeT: ...
    def get(self, term: str, /, default: object = None) -> object:
        """Return the line of a word, else the default."""
        line = self._met.get(term)
        if line is None:
            block, mark = self._blocks[_block_of(term, len(self._blocks))] if self._blocks else "", f"|{term} = "
            at = block.find(mark)
            if at < 0:
                return default
            start = at + len(mark)
            line = self._met[term] = block[start : block.index("|", start)]
        return line

    def __getitem__(self, term: str) -> str:
        line = self.get(term)
        if line is None:
            raise KeyError(term)
        return line

    def __bool__(self) -> bool:
        return len(self._blocks) > 0

    def __iter__(self) -> Iterator[str]:
        return (line.partition(" = ")[0] for block in self._blocks for line in block.split("|")[1:-1])

    def __len__(self) -> int:
        return sum(max(0, block.count("|") - 1) for block in self._blocks)


def _block_of(term: str, blocks: int) -> int:
    return zlib.crc32(term.encode()) % blocks


def sides_of(meanings: str) -> tuple[bytes, ...]:
    """Return which numbers of each labelled text are not below zero: a bit each, eight numbers a byte.

    The first row has the first eight numbers of every text, a byte a text.
    """
    held = codes(meanings)
    rows = (
        sum(int.from_bytes(held[first + bit :: NUMBERS].translate(_SIDE[bit]), "big") for bit in range(8))
        for first in range(0, NUMBERS, 8)
    )
    return tuple(row.to_bytes(len(held) // NUMBERS, "big") for row in rows)


def placed(shares: Mapping[int, float]) -> str:
    """Return where a term stands, as a line of `words` keeps it behind a semicolon; what is next to nothing is left.

    >>> placed({4: 0.31, 2: 0.1, 9: 0.001})
    '3e2p'
    >>> _places("1000: ;3e2p")
    ((2, 4), b'\\x05\\x10')
    """
    written, last = [], -1
    for example in sorted(shares):
        if kept := min(26, round(shares[example] * SHARE)):
            written.append(f"{example - last}{chr(96 + kept)}")
            last = example
    return "".join(written)


def profiles_from(values: Mapping[str, Any]) -> Profiles:
    """Return the profiles of a file of weights, where a line is `term = telling: topic weight, ...;places;meaning`."""
    bases, signs, offsets, slopes, idle = (tuple(int(number) for number in values[name]) for name in ROWS)
    company, shown, meanings, tones = (str(values.get(name, "")) for name in LINES)
    return Profiles(
        topics=tuple(values["topics"]),
        bases=bases,
        signs=signs,
        offsets=offsets,
        slopes=slopes,
        idle=idle,
        words=lines_of(values["words"]),
        company=company,
        examples_show=shown,
        meanings=meanings,
        tones=tones,
    )


def lines_of(text: object) -> dict[str, str]:
    """Return the lines `term = numbers` of a file, by term."""
    return {term: numbers for term, _, numbers in (line.partition(" = ") for line in str(text).splitlines())}


def terms(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text that tell, and each pair of neighbours, with the text's own form of each.

    >>> [term for term, _ in terms("They share it with the advertisers")]
    ['they', 'shar', 'advertis', 'they shar', 'shar advertis']
    """
    told = telling(text)
    yield from told
    for (one, first), (two, second) in pairwise(told):
        yield f"{one} {two}", f"{first} {second}"


@lru_cache(maxsize=64)
def telling(text: str) -> tuple[tuple[str, str], ...]:
    """Return the root of each word of a text that tells, with its form there; several readers ask for those of one."""
    plain = text.lower().replace("’s", "").replace("'s", "")
    return tuple((root(word), word) for word in _WORDS.findall(plain) if word not in _IDLE)


@lru_cache(maxsize=32_768)
def root(word: str) -> str:
    """Return a word without its ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ROOT:
            return word[: -len(ending)]
    return word
