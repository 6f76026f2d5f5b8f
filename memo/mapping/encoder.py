"""What a language model reads in a finding, held against what phrases and words say: an extra that needs numpy.

Words, one by one and in pairs, tell most of what a finding is about, and
little of who did what to whom. A small language model was therefore taught
the labelled findings (`benchmarks/encoder.py`); what it learnt stands in
`regulations/encoder.npz`. It has a say where the findings file asks for it
(`review.topics_by: encoder`), and never alone: its chance for a topic is held
against the one that phrases and words give, by two weights. It reads no law
and writes no word of a memo.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from memo.errors import Fault, Place, UsageError
from memo.mapping.chance import STEPS, chance_of, joined
from memo.mapping.likeness import MOST_WORDS

FIELDS = ("title", "summary", "quote", "impact")
"""What is read of a finding, in this order."""
BETWEEN = " . "
LONGEST = 224
"""How many pieces of words are read; of a longer finding the beginning."""
LONGEST_WORD = 100
"""Letters from which a word is taken as unknown."""
_START, _END, _UNKNOWN, _GOES_ON = "[CLS]", "[SEP]", "[UNK]", "##"
_SIGNS = frozenset("$+<=>^`|~")
"""Marks that stand alone beside what Unicode calls punctuation."""


class Pieces:
    """The pieces of words that the model knows, each with its number."""

    def __init__(self, numbers: Mapping[str, int], longest: int = LONGEST) -> None:
        """`longest` is how many pieces are read of a finding."""
        self._numbers, self._longest = numbers, longest

    def of(self, texts: Mapping[str, str]) -> tuple[list[int], list[str]]:
        """Return the numbers of a finding's pieces, and the word that each is of, none for the marks of the ends."""
        ids, words = [self._numbers[_START]], [""]
        for word in _words(BETWEEN.join(value for name in FIELDS if (value := texts.get(name)))):
            parts = self._parted(word)
            ids += parts
            words += [word] * len(parts)
        kept = self._longest - 1
        return [*ids[:kept], self._numbers[_END]], [*words[:kept], ""]

    def _parted(self, word: str) -> list[int]:
        """Return the longest pieces that make up a word, from its beginning; one that has none is unknown whole."""
        found, start = list[int](), 0
        while start < len(word) <= LONGEST_WORD:
            for end in range(len(word), start, -1):
                piece = self._numbers.get(_GOES_ON * (start > 0) + word[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                break
        return found if found and start == len(word) else [self._numbers[_UNKNOWN]]


class Layers:
    """Layers of a language model, each of which looks at all words at once (Devlin et al., NAACL 2019)."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        """`held` has the numbers of the layers by name, how many there are and how many heads each has."""
        self._held, self._layers, self._heads = held, int(held["layers"]), int(held["heads"])

    def rows(self, ids: list[int]) -> Any:
        """Return the numbers of each piece after all layers, a row each."""
        import numpy as np

        held, count = self._held, len(ids)
        rows = self._evened(held["words"][ids] + held["places"][:count], "first")
        size = rows.shape[1] // self._heads
        for layer in range(self._layers):
            asks, has, says = (
                self._turned(rows, f"{layer}.{name}").reshape(count, self._heads, size).transpose(1, 0, 2)
                for name in ("asks", "has", "says")
            )
            heed = asks @ has.transpose(0, 2, 1) / np.float32(size**0.5)
            heed = np.exp(heed - heed.max(-1, keepdims=True))
            heed /= heed.sum(-1, keepdims=True)
            heard = (heed @ says).transpose(1, 0, 2).reshape(count, -1)
            rows = self._evened(rows + self._turned(heard, f"{layer}.heard"), f"{layer}.evened")
            wide = self._turned(rows, f"{layer}.wide")
            wide = wide * np.float32(0.5) * (1 + _error_function(wide / np.float32(2**0.5)))
            rows = self._evened(rows + self._turned(wide, f"{layer}.narrow"), f"{layer}.even")
        return rows

    def _turned(self, rows: Any, name: str) -> Any:
        return rows @ self._held[f"{name}.w"] + self._held[f"{name}.b"]

    def _evened(self, rows: Any, name: str) -> Any:
        rows = rows - rows.mean(-1, keepdims=True)
        return (
            rows / ((rows * rows).mean(-1, keepdims=True) + 1e-12) ** 0.5 * self._held[f"{name}.w"]
            + self._held[f"{name}.b"]
        )


class Heard:
    """What the model says of one finding, read once."""

    in_order = True
    """Whether words were read in their order."""

    def __init__(self, topics: tuple[str, ...], words: list[str], rows: Any, weights: Any, bases: Any) -> None:
        self._topics, self._words, self._rows, self._weights = topics, words, rows, weights
        self.sums = rows.mean(0) @ weights + bases
        """The logarithm of the odds of each topic."""
        self.chances = {
            topic: chance_of(round(float(total) * STEPS) / STEPS)
            for topic, total in zip(topics, self.sums, strict=True)
        }
        """How likely each topic is by the model alone."""

    def words(self, topic: str) -> str:
        """Return the words of the finding that speak most for a topic: each adds its part to the sum."""
        if topic not in self._topics:
            return ""
        told = dict[str, float]()
        parts = self._rows @ self._weights[:, self._topics.index(topic)]
        for part, word in zip(parts, self._words, strict=True):
            if word.isalpha():
                told[word] = told.get(word, 0.0) + round(float(part) * STEPS) / STEPS
        return ", ".join(sorted(told, key=lambda word: (-told[word], word))[:MOST_WORDS])


class Encoder:
    """The model, ready to read."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        self.topics = tuple(str(held["topics"]).split())
        self._pieces = Pieces({piece: number for number, piece in enumerate(str(held["pieces"]).split("\n"))})
        self._own, self._said, self._always = (float(weight) for weight in held["beside"])
        numbers = {name: _whole(name, held) for name in held if held[name].dtype.kind in "iuf" and "/" not in name}
        self._layers, self._weights, self._bases = Layers(numbers), numbers["head.w"], numbers["head.b"]

    def heard(self, texts: Mapping[str, str]) -> Heard:
        """Return what the model says of a finding's texts."""
        ids, words = self._pieces.of(texts)
        return Heard(self.topics, words, self._layers.rows(ids), self._weights, self._bases)

    def beside(self, chances: Mapping[str, float], model: Mapping[str, float]) -> dict[str, float]:
        """Return how likely each topic is by both; one that the model does not know keeps its chance."""
        return joined(chances, model, self._own, self._said, self._always)


@lru_cache(maxsize=2)
def encoder_at(path: Path) -> Encoder:
    """Return the model of a library; fails with `UsageError` where numpy or the file is missing."""
    try:
        import numpy as np
    except ImportError:
        raise _refused("needs numpy, which is not installed", "pip install 'memo[encoder]'") from None
    from zipfile import BadZipFile
    from zlib import error as Unpacked

    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:  # closed whatever is found
            return Encoder({name: file[name] for name in file.files})
    except (OSError, ValueError, KeyError, BadZipFile, Unpacked) as error:
        told = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
        raise _refused(f"needs {path.name} of the law library, which {told}", "Install memo anew.") from None


def _refused(why: str, hint: str) -> UsageError:
    return UsageError([Fault("no-encoder", f"the language model {why}", Place("review.topics_by"), hint=hint)])


def _whole(name: str, held: Mapping[str, Any]) -> Any:
    """Return numbers as they were learnt: whole ones stand beside what one of them is worth in each column."""
    numbers = held[name]
    if f"{name}/step" not in held:
        return numbers
    return numbers.astype("float32") * held[f"{name}/step"]


def _words(text: str) -> Iterator[str]:
    """Yield words in small letters without accents, each mark as one of its own, as the model learnt them.

    >>> list(_words("We DON'T sell, naïve."))
    ['we', 'don', "'", 't', 'sell', ',', 'naive', '.']
    """
    word = ""
    for letter in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(letter)
        alone = kind[0] == "P" or letter in _SIGNS or "\u3400" <= letter <= "\u9fff"
        if (alone or letter.isspace()) and word:
            yield word
            word = ""
        if alone:
            yield letter
        elif not letter.isspace() and kind != "Mn" and kind[0] != "C":
            word += letter
    if word:
        yield word


def _error_function(numbers: Any) -> Any:
    """Return the error function of numbers, to 1.5e-7 (Abramowitz and Stegun, formula 7.1.26)."""
    import numpy as np

    far = np.abs(numbers)
    part = 1 / (1 + np.float32(0.3275911) * far)
    total = np.float32(1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        total = total * part + np.float32(factor)
    return np.sign(numbers) * (1 - total * part * np.exp(-far * far))
