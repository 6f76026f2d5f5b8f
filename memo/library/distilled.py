"""What the language model taught a few sums of words' numbers, which read topics without it and without numpy.

The model reads a finding word by word (`memo.mapping.encoder`) and needs
numpy. What it says of many texts was taught to a small network over single
words and pairs, by `benchmarks/distil.py`; that network stands in
`regulations/distilled.yaml`. Nothing is learnt while memo runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from memo.library.form import Record
from memo.library.profile import lines_of

ROWS = ("inner", "inner_bases", "outer", "outer_bases", "beside")
"""The rows of numbers of the file."""


class Distilled(Record, frozen=True, kw_only=True):
    """The network: whole numbers throughout, so that its sums are the same on every machine.

    Each known word or pair of words has `size` numbers (`words`, a letter of
    `profile.coded` each). Those of a finding's words, added up, go through one
    layer of sums (`inner`, `size` numbers a sum, and `inner_bases`), of which
    none counts below nothing, to the sum of each topic (`outer` and
    `outer_bases`). `beside` says what the chance of phrases and words counts,
    what that of the network, and what counts always, each times `SCALE`.
    """

    topics: tuple[str, ...] = ()
    size: int = 0
    inner: tuple[int, ...] = ()
    inner_bases: tuple[int, ...] = ()
    outer: tuple[int, ...] = ()
    outer_bases: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    words: Mapping[str, str] = msgspec.field(default_factory=dict)


def distilled_from(values: Mapping[str, Any]) -> Distilled:
    """Return the network of a file, where a line of `words` is `term = letters`."""
    rows = (tuple(map(int, str(values[name]).split())) for name in ROWS)
    inner, inner_bases, outer, outer_bases, beside = rows
    return Distilled(
        topics=tuple(str(values["topics"]).split()),
        size=int(values["size"]),
        inner=inner,
        inner_bases=inner_bases,
        outer=outer,
        outer_bases=outer_bases,
        beside=beside,
        words=lines_of(values["words"]),
    )
