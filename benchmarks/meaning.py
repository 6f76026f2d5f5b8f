"""Make `benchmarks/meaning.npz` anew: numbers for each root of a word that tell its meaning.

    .venv/bin/pip install numpy safetensors tokenizers
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

import json
import math
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from memo.library.profile import NUMBERS  # noqa: E402 - the checkout, not an installed memo
from memo.mapping.likeness import TIMES, each_term, is_english  # noqa: E402
from tests.mapping.examples_form import findings  # noqa: E402

FILE = Path(__file__).with_name("meaning.npz")
FEWEST = 2
"""Texts in which a root stands, to have numbers."""
HELD = 3.0
"""How strongly the numbers of words are held near 0, so that a rare word does not take on a whole text's."""
STEPS = 40
TOKENS, TOGETHER = 192, 32
"""How much of a text the model reads, and how many texts at once."""
MOST, SPREAD = 31, 10.0
"""The greatest number that is kept, and the standard deviation of all."""
Array = Any


class Model:
    """A BERT encoder whose last layer is averaged over a text (Devlin et al., NAACL 2019)."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        told = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.layers, self.heads, self.size = (
            told[name] for name in ("num_hidden_layers", "num_attention_heads", "hidden_size")
        )
        self.held = load_file(str(folder / "model.safetensors"))
        self.tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokens.enable_truncation(TOKENS)
        self.tokens.no_padding()

    def vectors(self, texts: list[str]) -> Array:
        """Return the numbers of texts, a row each of length one."""
        ids = [found.ids for found in self.tokens.encode_batch(texts)]
        order = sorted(range(len(ids)), key=lambda at: len(ids[at]))  # texts of one length, so that little is padded
        rows = np.zeros((len(ids), self.size), np.float32)
        for first in range(0, len(order), TOGETHER):
            some = order[first : first + TOGETHER]
            rows[some] = self._read([ids[at] for at in some])
        return unit(rows)

    def _read(self, ids: list[list[int]]) -> Array:
        longest = max(map(len, ids))
        tokens = np.array([one + [0] * (longest - len(one)) for one in ids])
        there = np.array([[1.0] * len(one) + [0.0] * (longest - len(one)) for one in ids], np.float32)
        first = "embeddings"
        x = self.held[f"{first}.word_embeddings.weight"][tokens]
        x = x + self.held[f"{first}.position_embeddings.weight"][:longest]
        x = self._even(x + self.held[f"{first}.token_type_embeddings.weight"][0], f"{first}.LayerNorm")
        unseen = (there - 1)[:, None, None, :] * 1e4
        for layer in range(self.layers):
            at = f"encoder.layer.{layer}"
            query, key, value = (
                self._dense(x, f"{at}.attention.self.{name}")
                .reshape(len(ids), longest, self.heads, -1)
                .transpose(0, 2, 1, 3)
                for name in ("query", "key", "value")
            )
            heed = query @ key.transpose(0, 1, 3, 2) / math.sqrt(self.size / self.heads) + unseen
            heed = np.exp(heed - heed.max(-1, keepdims=True))
            heed = heed / heed.sum(-1, keepdims=True)
            seen = (heed @ value).transpose(0, 2, 1, 3).reshape(x.shape)
            x = self._even(x + self._dense(seen, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
            wide = bent(self._dense(x, f"{at}.intermediate.dense"))
            x = self._even(x + self._dense(wide, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        return (x * there[:, :, None]).sum(1) / there.sum(1, keepdims=True)

    def _dense(self, x: Array, name: str) -> Array:
        return x @ self.held[f"{name}.weight"].T + self.held[f"{name}.bias"]

    def _even(self, x: Array, name: str) -> Array:
        x = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return x / spread * self.held[f"{name}.weight"] + self.held[f"{name}.bias"]


def bent(x: Array) -> Array:
    """Return x times the part of a normal distribution below it, by Abramowitz and Stegun's formula 7.1.26."""
    z = np.abs(x) / np.float32(math.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    line = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return x * (1 + np.sign(x) * (1 - line * np.exp(-z * z))) / 2


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
