"""Make `benchmarks/alike.npz` anew: which words stand in like places of terms and privacy policies.

    .venv/bin/python benchmarks/alike.py FOLDER ...

Each folder is a git repository with published terms, policies and model
contracts as text or Markdown; the file held here was made from the
collections of Open Terms Archive (contrib, genai-contrib, genai-eu, pga and
vlopses-us versions), Open Agreements, the policies that GitHub, Mozilla,
Basecamp and Automattic publish, as they stood on 2026-11-26: 1,930 English
documents of 5.8 million words. It holds no text, only for each of the
commonest roots of words 100 numbers; roots with like numbers have like
neighbours. `benchmarks/weigh.py` learns with them, so that an example about
deleting an account tells something of erasing one.

The numbers are the leading singular vectors of the positive pointwise mutual
information of words within six words of each other (Levy, Goldberg and Dagan,
TACL 2015). This is needed once, and again only when the collections are.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from memo.library.profile import telling  # noqa: E402 - the checkout, not an installed memo

FILE = Path(__file__).with_name("alike.npz")
ROOTS, LEAST_OFTEN, NUMBERS, AWAY = 6_000, 15, 100, 6
SHORTEST, LONGEST = 100, 12_000
"""Words of a document: shorter ones tell nothing, of longer ones the beginning is enough."""
ENGLISH = 0.12
_LINK = re.compile(r"https?://\S+|\]\([^)]*\)")
_ENGLISH = frozenset("the of and to you we or".split())
Matrix = NDArray[np.float32]


def texts(folder: str) -> Iterator[str]:
    """Yield every text file of a repository's newest commit."""
    git = ["git", "-C", folder]
    tree = subprocess.run([*git, "ls-tree", "-r", "HEAD"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    for line in tree.splitlines():
        about, _, name = line.partition("\t")
        if name.lower().endswith((".md", ".txt", ".markdown")):
            digest = about.split()[2]
            body = subprocess.run([*git, "cat-file", "blob", digest], capture_output=True, check=False).stdout  # noqa: S603
            yield body.decode("utf-8", "ignore")


def is_english(words: list[str], least: float) -> bool:
    """Return whether a document is long enough, and this part of its words at least are the commonest of English."""
    return len(words) >= SHORTEST and sum(word in _ENGLISH for word in words) >= least * len(words)


def documents(folders: list[str]) -> Iterator[list[str]]:
    """Yield the roots of each English document, once."""
    seen: set[tuple[str, ...]] = set()
    for folder in folders:
        for text in texts(folder):
            plain = _LINK.sub(" ", text)
            words = plain.lower().split()[:LONGEST]
            if not is_english(words, ENGLISH):
                continue
            roots = [root for root, _ in telling(" ".join(words))]
            key = tuple(roots[20:80])
            if key not in seen:
                seen.add(key)
                yield roots


def together(found: list[list[str]], roots: list[str]) -> Matrix:
    """Return how often two roots stand near each other, near ones counting more."""
    number = {root: at for at, root in enumerate(roots)}
    counts = np.zeros((len(roots), len(roots)), np.float32)
    flat = counts.ravel()
    for words in found:
        at = np.array([number.get(word, -1) for word in words], np.int64)
        for away in range(1, AWAY + 1):
            one, other = at[:-away], at[away:]
            both = (one >= 0) & (other >= 0)
            pairs, times = np.unique(one[both] * len(roots) + other[both], return_counts=True)
            flat[pairs] += times / away**0.5
    return counts + counts.T


def leading(counts: Matrix) -> Any:
    """Return the numbers of each root: its place on the leading directions, as a vector of length one."""
    often = counts.sum(1)
    near = often**0.75 / (often**0.75).sum()
    for at, row in enumerate(counts):
        some = row > 0
        row[some] = np.maximum(np.log(row[some] / (often[at] * near[some])), 0)
    basis = np.random.RandomState(0).randn(len(counts), NUMBERS + 20).astype(np.float32)
    for _ in range(4):
        basis, _upper = np.linalg.qr(counts @ basis)
    left, strength, _right = np.linalg.svd(basis.T @ counts, full_matrices=False)
    found = (basis @ left)[:, :NUMBERS] * np.sqrt(strength[:NUMBERS])
    found = found - found.mean(0)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def main() -> None:
    found = list(documents(sys.argv[1:]))
    often = Counter(word for words in found for word in words)
    roots = [root for root, count in often.most_common(ROOTS) if count >= LEAST_OFTEN]
    numbers = np.round(leading(together(found, roots)) * 127).astype(np.int8)
    np.savez_compressed(FILE, roots=np.array(roots), numbers=numbers)
    print(
        f"{len(found)} documents, {sum(often.values())} words, {len(roots)} roots -> {FILE.stat().st_size // 1000} kB"
    )


if __name__ == "__main__":
    main()
