"""What the labelled findings nearest in meaning are about, beside those that share words.

"We pass details on to firms that advertise" shares no telling word with an
example on data sale. An encoder (`sentences.py`) gives both like numbers.
`regulations/meaning.npz` keeps the numbers of each labelled text, with its
topics and without its words, and what their voice counts beside the chance
that phrases and words give; `benchmarks/meaning.py` makes it.

A memo is never read that way: it would no longer follow from its file and
memo alone, and an encoder cannot say which words decided. `memo map --meaning`
shows the topics for the reviewer to state.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from memo.errors import Fault, Place, UsageError
from memo.mapping.neighbours import NEAREST
from memo.mapping.sentences import Encoder, digest_of, encoder

FILE = "meaning.npz"
"""The name of the labelled texts in the library's folder."""
FIELDS = ("title", "summary", "quote")
"""What is read of a finding, in this order."""
POWER = 5
"""How much more the nearer ones count: the power of how near they are."""
STEPS = 254
"""Whole steps of a vector of length one; numbers are kept from -127 to 127."""
SIGNS = ("chance-by-words", "share", "share-root", "always")
SIGNS_OF_IDLE = ("idle-by-words", "idle-share", "always")
Array = Any


class Meant(Struct, frozen=True):
    """What the labelled texts nearest to a finding are about, and what that counts."""

    shares: Mapping[str, float]
    """What part of them shows each topic, the nearer counting more."""
    idle: float
    """What part of them is about nothing."""
    counts: Mapping[str, int]
    """How many of them show each topic."""
    signs: tuple[float, ...]
    """The weights of `SIGNS`."""
    signs_of_idle: tuple[float, ...]
    known: frozenset[str]
    """The topics that any labelled text shows; of others their silence tells nothing."""

    def chance(self, topic: str, likely: float) -> float:
        """Return how likely a topic is, where phrases and words make it so likely."""
        if topic not in self.known:
            return likely
        share = self.shares.get(topic, 0.0)
        return _logistic(self.signs, (_odds(likely), share, math.sqrt(share), 1.0))

    def quiet(self, likely: float) -> float:
        """Return how likely the finding is idle, where phrases and words make it so likely."""
        return _logistic(self.signs_of_idle, (_odds(likely), self.idle, 1.0))


class Held(Struct, frozen=True):
    """The labelled texts by their meaning."""

    encoder: str
    """The digest of the encoder that their numbers come from."""
    vectors: Array
    shows: tuple[tuple[str, ...], ...]
    """The topics of each text."""
    mean: Array
    basis: Array
    signs: tuple[float, ...]
    signs_of_idle: tuple[float, ...]

    def placed(self, vector: Array) -> Array:
        """Return an encoder's vector as whole numbers, so that a last digit which falls otherwise tells nothing."""
        import numpy as np

        turned = (vector - self.mean) @ self.basis
        turned = turned / (np.linalg.norm(turned) or 1.0)
        return np.clip(np.round(turned * STEPS), -127, 127).astype(np.int32)

    def nearest(self, place: Array) -> Meant:
        """Return what the texts nearest to a place are about."""
        import numpy as np

        near = self.vectors.astype(np.int32) @ place
        shares, counts = dict[str, float](), dict[str, int]()
        idle = whole = 0.0
        for at in np.argsort(-near, kind="stable")[:NEAREST].tolist():
            counted = max(int(near[at]), 0) ** POWER / STEPS ** (2 * POWER)
            whole += counted
            if not self.shows[at]:
                idle += counted
            for topic in self.shows[at]:
                shares[topic] = shares.get(topic, 0.0) + counted
                counts[topic] = counts.get(topic, 0) + 1
        whole = whole or 1.0
        parts = {topic: share / whole for topic, share in shares.items()}
        known = frozenset(topic for shown in self.shows for topic in shown)
        return Meant(parts, idle / whole, counts, self.signs, self.signs_of_idle, known)


class Meaning:
    """An encoder and the labelled texts, ready to be asked."""

    def __init__(self, encoder: Encoder, held: Held) -> None:
        self.held = held
        self._encoder = encoder
        self._of_text = lru_cache(maxsize=1024)(lambda text: held.nearest(held.placed(encoder.vector(text))))

    @classmethod
    def open(cls, folder: Path, file: Path) -> Meaning:
        """Return the encoder of a folder with the labelled texts of a file.

        Fails with `UsageError` where the folder holds no encoder, or another
        than the texts were read with: its numbers would mean nothing here.
        """
        reader = encoder(folder)
        held = held_in(file)
        found = digest_of(folder)
        if found != held.encoder:
            message = f"holds another encoder ({found[:12]}) than memo's labelled texts were read with"
            hint = f"memo knows {held.encoder[:12]}: all-MiniLM-L6-v2. docs/topics.md says how to take another."
            raise UsageError([Fault("other-encoder", message, Place(str(folder)), hint=hint)])
        return cls(reader, held)

    def of(self, texts: Mapping[str, str]) -> Meant:
        """Return what the labelled texts nearest to a finding's title, summary and clause are about."""
        return self._of_text(whole(texts))


def whole(texts: Mapping[str, str]) -> str:
    """Return title, summary and clause as one text."""
    return " ".join(texts[name].strip().rstrip(".") + "." for name in FIELDS if texts.get(name))


def held_in(file: Path) -> Held:
    """Return the labelled texts that a file keeps."""
    import numpy as np

    with np.load(file, allow_pickle=False) as kept:
        topics = [str(topic) for topic in kept["topics"]]
        shows = tuple(tuple(topics[int(at)] for at in entry.split()) for entry in str(kept["shows"]).split(","))
        rows = [tuple(float(number) for number in kept[name]) for name in ("signs", "signs_of_idle")]
        return Held(str(kept["encoder"]), kept["vectors"], shows, kept["mean"], kept["basis"], *rows)


def _odds(likely: float) -> float:
    likely = min(max(likely, 1e-6), 1 - 1e-6)
    return math.log(likely / (1 - likely))


def _logistic(weights: tuple[float, ...], values: tuple[float, ...]) -> float:
    total = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, total))))
