"""The meaning of a text as numbers, by a sentence encoder that lies in a folder of the user's.

The encoder is of the kind of all-MiniLM-L6-v2 (Apache 2.0, by its makers): a
small BERT whose last layer is averaged over the words (Reimers and Gurevych,
EMNLP 2019). It is computed here with numpy alone, in single precision, one
text at a time, and nothing is ever fetched. The gate of its feed-forward
layers is the usual approximation by a tangent, so that no further package is
needed for the error function.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from memo.errors import Fault, Place, UsageError

MODEL, VOCABULARY = "model.safetensors", "tokenizer.json"
MOST_PIECES = 256
"""Pieces of words that are read of a text; the encoder was taught on no longer ones."""
LONGEST_WORD = 100
HEAD = 32
"""Numbers of one head of attention."""
_EPSILON = 1e-12
Array = Any


class Pieces:
    """Cuts texts into the pieces of words that an encoder knows: WordPiece over lower case without accents."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers

    def of(self, text: str) -> list[int]:
        """Return the numbers of a text's pieces, between those of a beginning and an end."""
        held = self._numbers
        found = [number for word in split(text) for number in self._of_word(word)]
        return [held["[CLS]"], *found[: MOST_PIECES - 2], held["[SEP]"]]

    def _of_word(self, word: str) -> list[int]:
        found, start = list[int](), 0
        while start < len(word) <= LONGEST_WORD:
            ends = range(len(word), start, -1)
            pieces = ((end, ("##" if start else "") + word[start:end]) for end in ends)
            known = next(((end, self._numbers[piece]) for end, piece in pieces if piece in self._numbers), None)
            if known is None:
                return [self._numbers["[UNK]"]]
            start = known[0]
            found.append(known[1])
        return found if start else [self._numbers["[UNK]"]]


def split(text: str) -> Iterator[str]:
    """Yield the words of a text in lower case without accents; each mark and each Chinese sign is a word.

    >>> list(split("Café owners' data: SOLD."))
    ['cafe', 'owners', "'", 'data', ':', 'sold', '.']
    """
    word = ""
    for sign in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(sign)
        if kind == "Mn" or (kind.startswith("C") and sign not in "\t\n\r"):
            continue
        alone = kind.startswith("P") or (sign.isascii() and sign.isprintable() and not sign.isalnum() and sign != " ")
        if alone or sign.isspace() or "\u4e00" <= sign <= "\u9fff":
            if word:
                yield word
            word = ""
            if not sign.isspace():
                yield sign
        else:
            word += sign
    if word:
        yield word


class Encoder:
    """An encoder, ready to read texts."""

    def __init__(self, weights: Mapping[str, Array], numbers: Mapping[str, int]) -> None:
        import numpy as np

        self._np = np
        self._weights = weights
        self._pieces = Pieces(numbers)
        self._layers = sum(name.endswith("attention.self.query.weight") for name in weights)

    def vector(self, text: str) -> Array:
        """Return a text's numbers, as a vector of length one."""
        np = self._np
        pieces = self._pieces.of(text)
        weights = self._weights
        at = weights["embeddings.word_embeddings.weight"][pieces]
        at = at + weights["embeddings.position_embeddings.weight"][: len(pieces)]
        at = self._levelled(at + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for number in range(self._layers):
            at = self._layer(at, f"encoder.layer.{number}.")
        mean = at.mean(0)
        return mean / (np.linalg.norm(mean) or np.float32(1))

    def _layer(self, at: Array, name: str) -> Array:
        np = self._np
        length, width = at.shape
        heads = (length, width // HEAD, HEAD)
        query, key, value = (
            self._linear(at, f"{name}attention.self.{part}").reshape(heads).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        looks = query @ key.transpose(0, 2, 1) / np.float32(HEAD**0.5)
        looks = np.exp(looks - looks.max(-1, keepdims=True))
        seen = (looks / looks.sum(-1, keepdims=True)) @ value
        seen = seen.transpose(1, 0, 2).reshape(length, width)
        seen = self._linear(seen, f"{name}attention.output.dense")
        at = self._levelled(at + seen, f"{name}attention.output.LayerNorm")
        gate = self._linear(at, f"{name}intermediate.dense")
        gate = gate * np.float32(0.5) * (1 + np.tanh(np.float32(0.79788456) * (gate + np.float32(0.044715) * gate**3)))
        return self._levelled(at + self._linear(gate, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _linear(self, at: Array, name: str) -> Array:
        return at @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _levelled(self, at: Array, name: str) -> Array:
        mean, spread = at.mean(-1, keepdims=True), at.var(-1, keepdims=True)
        level = (at - mean) / self._np.sqrt(spread + self._np.float32(_EPSILON))
        return level * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


def digest_of(folder: Path) -> str:
    """Return one SHA-256 over an encoder: its weights and the words of its vocabulary in order.

    Fails with `UsageError` where the folder holds none.
    """
    total = hashlib.sha256(b"\n".join(word.encode() for word in _numbers(folder)))
    path = folder / MODEL
    try:
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    except OSError:
        raise _missing(folder, MODEL) from None
    return total.hexdigest()


def encoder(folder: Path) -> Encoder:
    """Return the encoder that a folder holds; fails with `UsageError` where it holds none that can be read."""
    try:
        from safetensors import SafetensorError
        from safetensors.numpy import load_file
    except ImportError:
        message = "names a sentence encoder, and what computes it is not installed"
        raise UsageError(
            [Fault("no-meaning", message, Place(str(folder)), hint="pip install 'memo[meaning]'")]
        ) from None
    try:
        return Encoder(load_file(folder / MODEL), _numbers(folder))
    except (OSError, SafetensorError):
        raise _missing(folder, MODEL) from None


def _numbers(folder: Path) -> dict[str, int]:
    try:
        held = json.loads((folder / VOCABULARY).read_text(encoding="utf-8"))["model"]["vocab"]
        return dict(sorted(held.items(), key=lambda entry: int(entry[1])))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        raise _missing(folder, VOCABULARY) from None


def _missing(folder: Path, name: str) -> UsageError:
    hint = "The folder is all-MiniLM-L6-v2 as its makers publish it; docs/topics.md says where it comes from."
    return UsageError([Fault("no-encoder", f"holds no {name} that can be read", Place(str(folder)), hint=hint)])
