"""Make `benchmarks/meaning.npz` anew: numbers for each root of a word that tell its meaning.

    .venv/bin/pip install numpy safetensors
    .venv/bin/python benchmarks/meaning.py MODEL [--cache FILE.npz]

MODEL is a folder with all-MiniLM-L6-v2 (Apache-2.0, by the makers of
sentence-transformers): `model.safetensors`, `tokenizer.json`. It turns a text into
384 numbers such that texts that say like things have like numbers (Reimers
and Gurevych, EMNLP 2019; Wang et al., NeurIPS 2020). memo needs no such model:
what is kept are numbers for each word, chosen so that those of a text's words,
added up, come as near as can be to those that the model gives the text. The
labelled findings of `tests/mapping/examples/` are the texts, their labels are
not looked at. `benchmarks/weigh.py` learns with them; this is needed once,
and again where many examples with new words have come.

How near it comes: the cosine between the sums and the model's own numbers is
0.82 on findings that were not among the texts, and the labelled findings that
the sums call alike tell as much of a finding's topics as those that the model
does (average precision of topics on five sets of unseen findings: 0.890 by
words alone, 0.900 with the sums, 0.901 with the model).

A run takes half an hour on two cores; the cache keeps what the model gave.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "benchmarks")]

from published import as_layers, numbers, pieces, told  # noqa: E402

from memo.library.profile import NUMBERS  # noqa: E402 - the checkout, not an installed memo
from memo.mapping.encoder import Layers, Pieces  # noqa: E402
from memo.mapping.likeness import TIMES, each_term, is_english  # noqa: E402
from tests.mapping.examples_form import findings  # noqa: E402

FILE = Path(__file__).with_name("meaning.npz")
FEWEST = 2
"""Texts in which a root stands, to have numbers."""
HELD = 3.0
"""How strongly the numbers of words are held near 0, so that a rare word does not take on a whole text's."""
STEPS = 40
TOKENS = 192
"""How many pieces of words of a text the model reads."""
MOST, SPREAD = 31, 10.0
"""The greatest number that is kept, and the standard deviation of all."""
Array = Any


class Model:
    """The published model, whose last layer is averaged over a text."""

    def __init__(self, folder: Path) -> None:
        self.layers = Layers(as_layers(numbers(folder), told(folder)))
        self.pieces = Pieces(pieces(folder), TOKENS)

    def vectors(self, texts: list[str]) -> Array:
        """Return the numbers of texts, a row each of length one."""
        return unit(np.array([self.layers.rows(self.pieces.of({"title": text})[0]).mean(0) for text in texts]))


def unit(rows: Array) -> Array:
    """Return rows brought to length one."""
    return rows / np.maximum(1e-9, np.linalg.norm(rows, axis=1, keepdims=True))


def cached(texts: list[str], folder: Path, cache: Path | None) -> Array:
    """Return the model's numbers of texts, only those asked of it that the cache does not know."""
    keys = [sha256(text.encode()).hexdigest() for text in texts]
    known: dict[str, Array] = {}
    if cache and cache.exists():
        with np.load(cache) as held:
            known = dict(zip(map(str, held["keys"]), held["rows"], strict=True))
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    print(f"{len(texts)} texts, {len(new)} for the model", flush=True)
    if new:
        known |= dict(zip(new, Model(folder).vectors(list(new.values())), strict=True))
    if cache:
        np.savez(cache, keys=np.array(list(known)), rows=np.array(list(known.values())))
    return np.array([known[key] for key in keys])


def roots_of(texts: dict[str, str]) -> Counter[str]:
    """Return the roots of a finding's words, those of its title twice."""
    found: Counter[str] = Counter()
    for term, _, times in each_term(texts):
        if " " not in term:
            found[term] += times
    return found


def numbers_of(counts: list[Counter[str]], vectors: Array) -> tuple[list[str], Array]:
    """Return the roots, and for each the numbers whose sums come nearest to the vectors of the texts (ridge
    regression, by conjugate gradients), turned so that the first `NUMBERS` tell most and all of these as much.
    """
    spread = Counter(root for counted in counts for root in counted)
    roots = sorted(root for root in spread if spread[root] >= FEWEST)
    number = {root: at for at, root in enumerate(roots)}
    rare = np.array([math.log((1 + len(counts)) / (1 + spread[root])) + 1 for root in roots])
    rows = np.zeros((len(counts), len(roots)), np.float32)
    for at, counted in enumerate(counts):
        for root, count in counted.items():
            if root in number:
                rows[at, number[root]] = (1 + math.log(count)) * rare[number[root]]
    rows = unit(rows)
    found = ridge(rows, unit(vectors - vectors.mean(0)))
    _, _, ways = np.linalg.svd(rows @ found, full_matrices=False)
    turn, _ = np.linalg.qr(np.random.RandomState(3).randn(NUMBERS, NUMBERS))
    found = found @ ways[:NUMBERS].T @ turn * rare[:, None]
    often = np.array([spread[root] for root in roots])
    deviation = math.sqrt((often @ (found * found)).sum() / (often.sum() * NUMBERS))
    return roots, np.clip(np.rint(found / deviation * SPREAD), -MOST, MOST).astype(np.int8)


def ridge(rows: Array, wanted: Array) -> Array:
    """Return the weights by which rows come nearest to what is wanted."""
    rest = rows.T @ wanted
    found, way, left = np.zeros_like(rest), rest.copy(), (rest * rest).sum(0)
    for _ in range(STEPS):
        moved = rows.T @ (rows @ way) + HELD * way
        step = left / np.maximum(1e-12, (way * moved).sum(0))
        found += step * way
        rest -= step * moved
        now = (rest * rest).sum(0)
        way = rest + now / np.maximum(1e-12, left) * way
        left = now
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    cache = Path(sys.argv[3]) if sys.argv[2:3] == ["--cache"] else None
    texts = [{name: found[name] for name in TIMES if found.get(name)} for found in findings()]
    texts = [found for found in texts if is_english(found.values())]
    written = [". ".join(found[name] for name in ("title", "summary", "quote") if name in found) for found in texts]
    roots, numbers = numbers_of([roots_of(found) for found in texts], cached(written, folder, cache))
    np.savez_compressed(FILE, roots=np.array(roots), numbers=numbers)
    print(f"{len(roots)} roots -> {FILE.relative_to(CHECKOUT)}, {FILE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
