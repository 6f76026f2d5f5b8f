"""Make `regulations/distilled.yaml` anew: what the language model teaches a small network of words.

    .venv/bin/pip install torch safetensors
    .venv/bin/python benchmarks/distil.py MODEL LEARNT.pt [--reports FILE] FOLDER ...
    .venv/bin/python benchmarks/distil.py --beside      # only the three weights, after new `weights.yaml`

MODEL is the folder and LEARNT.pt the file of `benchmarks/encoder.py`, each
FOLDER one of `benchmarks/alike.py`; FILE has a text a line. The file held
here was made with the versions of terms that Open Terms Archive keeps, and
with summaries of fines under the GDPR and rated clauses of terms, as open
collections give them; none of their texts is kept, and none of the halves of
these collections by which memo is measured was read.

The model says of each text how likely each topic is; the network learns to
say the same (Hinton, Vinyals, Dean 2015), and of the labelled findings what
their labels say. Of the texts some are made of the findings themselves: some
sentences of one, or of two, with words put in place of others that mean much
the same (`meaning.npz`); more are passages of published terms. Labels say yes
or no of twenty thousand texts, the model how much of six times as many.

What is kept are whole numbers. Last, two weights and a constant say how much
the network's chance counts beside that of phrases and words; they are fitted
on `SETS`, which neither has seen.
"""

# ruff: noqa: S311 - nothing here is secret

from __future__ import annotations

import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "benchmarks")]

from alike import is_english  # noqa: E402 - the checkout, not an installed memo
from alike import texts as texts_of  # noqa: E402
from learning import meanings  # noqa: E402
from weigh import DAY, Document, documents, searched  # noqa: E402

from memo.library.day import Library  # noqa: E402
from memo.library.profile import SCALE, coded, telling  # noqa: E402
from memo.mapping.distilled import ADDED, INNER, OUTER  # noqa: E402

FILE = CHECKOUT / "regulations" / "distilled.yaml"
MIXED, SWAPPED, PASSAGES, RETOLD = 36_000, 14_000, 60_000, 9_000
"""How many texts are made of two findings or of one, of published terms, and of reports."""
SIZE, SUMS = 96, 192
TIMES, TOGETHER, RATE, LEFT_OUT = 5, 64, 3e-3, 0.1
FEWEST, FEWEST_PAIRS, FEWEST_TAUGHT = 1, 2, 4
"""Labelled texts in which a word or a pair stands, to be known, and of texts that the model read those for a word."""
NEAR, MOST_NEAR = 0.45, 12
"""How alike the numbers of a word's meaning are for it to stand for another, and how many such words there are."""
ENGLISH = 0.1
"""Part of a document's words that the commonest ones of English are, at least."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_LINK = re.compile(r"https?://\S+|\]\([^)]*\)|[*#_>`\[\]|]+")
_WORD = re.compile(r"[A-Za-z]{4,}")
BARE = ("Clause", "Section 4", "Terms", "A clause of the terms", "Other matters", "Decision on a controller")
Array = Any
Texts = dict[str, str]


class Words:
    """Words that mean much the same, by the numbers of `meaning.npz`, in the form that is the commonest."""

    def __init__(self, found: Sequence[Document]) -> None:
        held = meanings(CHECKOUT / "benchmarks" / "meaning.npz")
        forms: dict[str, Counter[str]] = {}
        for document in found:
            for text in document.texts.values():
                for root, form in telling(text):
                    forms.setdefault(root, Counter())[form] += 1
        self._roots = sorted(root for root in held if root in forms)
        self._forms = [forms[root].most_common(1)[0][0] for root in self._roots]
        self._at = {root: at for at, root in enumerate(self._roots)}
        rows = np.array([held[root] for root in self._roots], np.float32)
        self._rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        self._near: dict[int, list[str]] = {}

    def swapped(self, texts: Mapping[str, str], part: float) -> Texts:
        """Return texts in which about this part of the longer words is another."""
        return {name: _WORD.sub(lambda found: self._other(found[0], part), text) for name, text in texts.items()}

    def _other(self, word: str, part: float) -> str:
        told = telling(word) if random.random() < part else []
        others = self._beside(told[0][0]) if len(told) == 1 else []
        if not others:
            return word
        other = random.choice(others)
        return other.capitalize() if word[0].isupper() else other

    def _beside(self, root: str) -> list[str]:
        at = self._at.get(root, -1)
        if at >= 0 and at not in self._near:
            likeness = self._rows @ self._rows[at]
            order = np.argsort(-likeness, kind="stable")[1 : MOST_NEAR + 1]
            self._near[at] = [self._forms[other] for other in order if likeness[other] > NEAR]
        return self._near.get(at, [])


def made(found: Sequence[Document], words: Words) -> Iterator[Texts]:
    """Yield texts that are made of the labelled findings."""
    whole = [dict(document.texts) for document in found if document.whole]
    parts = [
        [(name, part) for name in ("quote", "summary", "impact") for part in _SENTENCE.split(texts.get(name, ""))]
        for texts in whole
    ]
    for _ in range(MIXED):
        one, two = random.randrange(len(whole)), random.randrange(len(whole))
        kept = [part for part in parts[one] if random.random() < 0.7]
        alone = random.random() < 0.35
        if not alone:
            kept += [part for part in parts[two] if random.random() < 0.35]
        title = whole[one].get("title", "") if random.random() < 0.65 else ""
        if alone and not title and random.random() < 0.5:
            title = whole[two].get("title", "")
        texts: Texts = {"title": title} if title else {}
        for name, part in kept:
            texts[name] = f"{texts.get(name, '')} {part}".strip()
        yield words.swapped(texts, 0.25) if random.random() < 0.6 else texts
    for _ in range(SWAPPED):
        yield words.swapped(random.choice(whole), 0.35)


def published_terms(folders: Sequence[str]) -> Iterator[str]:
    """Yield each sentence of some length of published English terms, once, in an order that tells nothing."""
    seen: set[str] = set()
    for folder in folders:
        for text in texts_of(folder):
            plain = _LINK.sub(" ", text)
            if not is_english(plain.lower().split(), ENGLISH):
                continue
            for line in plain[:150_000].splitlines():
                for part in re.split(r"(?<=[.!?])\s+", " ".join(line.split())):
                    if 12 <= len(part.split()) <= 60:
                        seen.add(part)
    found = sorted(seen)
    random.shuffle(found)
    yield from found


def others(folders: Sequence[str], reports: Sequence[str], titles: Sequence[str], words: Words) -> Iterator[Texts]:
    """Yield passages of published terms, and reports told with less, more and other words."""
    sentences = published_terms(folders)
    for _, sentence in zip(range(PASSAGES), sentences, strict=False):
        draw = random.random()
        more = [next(sentences, "") for _ in range(0 if draw < 0.55 else 1 if draw < 0.85 else 2)]
        yield _titled({"quote": " ".join([sentence, *more]).strip()}, titles, words)
    for report in reports:
        yield {"summary": report}
    for _ in range(RETOLD if reports else 0):
        kept = _SENTENCE.split(random.choice(reports))
        if random.random() < 0.5:
            kept = [part for part in kept if random.random() < 0.75]
        if random.random() < 0.4:
            kept.append(random.choice(_SENTENCE.split(random.choice(reports))))
        told = {"summary": " ".join(kept)}
        yield _titled(words.swapped(told, 0.25) if random.random() < 0.6 else told, titles, words)


def _titled(texts: Texts, titles: Sequence[str], words: Words) -> Texts:
    """Return a text half the time with a title, bare or of another finding."""
    if random.random() < 0.5:
        return texts
    bare = random.choice(BARE)
    return texts | ({"title": bare} if random.random() < 0.5 else words.swapped({"title": random.choice(titles)}, 0.2))


def said(folder: Path, learnt: Path, texts: Sequence[Texts], topics: Sequence[str]) -> Array:
    """Return how likely the model takes each topic of each text to be."""
    import encoder
    import published
    import torch

    model = encoder.model_of(folder, published.told(folder), len(topics))
    model.load_state_dict(torch.load(learnt, map_location="cpu"))
    model.eval()
    reads = encoder.Pieces(published.pieces(folder))
    ids = [reads.of(one)[0] for one in texts]
    found = np.zeros((len(texts), len(topics)), np.float32)
    order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
    with torch.no_grad():
        for start in range(0, len(order), TOGETHER):
            some = order[start : start + TOGETHER]
            with torch.autocast("cpu", torch.bfloat16):
                sums = model(*encoder.padded([ids[at] for at in some]))
            found[some] = torch.sigmoid(sums.float()).numpy()
            if start % (TOGETHER * 200) == 0:
                print(f"said of {start} of {len(order)}", flush=True)
    return found


def learnt_by(
    counts: Sequence[Mapping[str, int]], shows: Array, counted: Array, known: Sequence[str]
) -> dict[str, Array]:
    """Return the numbers of the network, which learns what some texts show by how often each term stands there."""
    import torch
    from torch import nn
    from torch.nn import functional

    torch.manual_seed(1)
    number = {term: at for at, term in enumerate(known)}

    def vector(terms: Mapping[str, int]) -> tuple[Array, Array]:
        kept = [(number[term], 1 + math.log(count)) for term, count in terms.items() if term in number] or [(0, 0.0)]
        weights = np.array([weight for _, weight in kept])
        return np.array([at for at, _ in kept]), weights / (math.sqrt(float((weights * weights).sum())) or 1.0)

    vectors = [vector(terms) for terms in counts]
    words = nn.EmbeddingBag(len(known), SIZE, mode="sum", sparse=True)
    nn.init.normal_(words.weight, 0, 0.1)
    inner, outer = nn.Linear(SIZE, SUMS), nn.Linear(SUMS, shows.shape[1])
    nn.init.constant_(outer.bias, -4.0)
    steps = [
        torch.optim.SparseAdam(list(words.parameters()), lr=RATE),
        torch.optim.Adam([*inner.parameters(), *outer.parameters()], lr=RATE),
    ]
    done, last, lost = 0, TIMES * (len(vectors) // TOGETHER + 1), 0.0
    for turn in range(TIMES):
        order = np.random.default_rng(turn).permutation(len(vectors))
        for start in range(0, len(order), TOGETHER):
            some = order[start : start + TOGETHER]
            at = [vectors[one][0] for one in some]
            weights = torch.from_numpy(np.concatenate([vectors[one][1] for one in some]).astype(np.float32))
            weights = weights * (torch.rand_like(weights) > LEFT_OUT) / (1 - LEFT_OUT)
            starts = torch.from_numpy(np.cumsum([0, *(len(one) for one in at[:-1])]))
            added = words(torch.from_numpy(np.concatenate(at)), starts, per_sample_weights=weights)
            sums = outer(functional.dropout(functional.relu(inner(added)), LEFT_OUT))
            apart = functional.binary_cross_entropy_with_logits(sums, torch.from_numpy(shows[some]), reduction="none")
            loss = (apart * torch.from_numpy(counted[some])).sum(1).mean()
            for step in steps:
                step.param_groups[0]["lr"] = RATE * (1 - done / last)
                step.zero_grad()
            loss.backward()
            for step in steps:
                step.step()
            done, lost = done + 1, lost + float(loss.detach())
            if done % 500 == 0:
                print(f"{done} of {last}: {lost / 500:.3f}", flush=True)
                lost = 0.0
    parts = {"words": words.weight, "inner": inner.weight, "inner_bases": inner.bias}
    parts |= {"outer": outer.weight, "outer_bases": outer.bias}
    return {name: part.detach().numpy().astype(float) for name, part in parts.items()}


def written(numbers: Mapping[str, Array], known: Sequence[str], topics: Sequence[str], beside: Sequence[int]) -> str:
    """Return the text of the file: whole numbers, those of words as letters."""
    step = np.quantile(np.abs(numbers["words"]), 0.999, axis=0) / 31
    words = np.clip(np.round(numbers["words"] / step), -32, 31).astype(int)
    rows = {
        "inner": np.round(numbers["inner"] * step * 2**INNER),
        "inner_bases": np.round(numbers["inner_bases"] * 2 ** (INNER + ADDED)),
        "outer": np.round(numbers["outer"] * 2**OUTER),
        "outer_bases": np.round(numbers["outer_bases"] * 2 ** (2 * OUTER)),
    }
    head = f"topics: {' '.join(topics)}\nsize: {SIZE}\nbeside: {' '.join(map(str, beside))}\n"
    head += "".join(f"{name}: {' '.join(str(int(x)) for x in row.ravel())}\n" for name, row in rows.items())
    lines = "\n".join(f"  {term} = {coded(map(int, row))}" for term, row in zip(known, words, strict=True))
    return (
        "# Made by benchmarks/distil.py; not edited by hand. What the numbers mean: memo/library/distilled.py.\n"
        f"{head}words: |\n{lines}\n"
    )


def fitted() -> list[int]:
    """Return how much the chance of phrases and words counts, that of the network, and what counts always."""
    from encoder import beside

    from memo.mapping.distilled import Network

    library = Library.open(CHECKOUT / "regulations", DAY)
    network = Network(library.store.distilled)
    return [round(weight * SCALE) for weight in beside(network, library)]


def main(arguments: list[str]) -> None:
    if arguments != ["--beside"]:
        _learn(arguments)
    beside = f"beside: {' '.join(map(str, fitted()))}"
    FILE.write_text(re.sub(r"(?m)^beside: .*", beside, FILE.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    print(f"{beside} -> {FILE.relative_to(CHECKOUT)}, {FILE.stat().st_size / 1e6:.1f} MB")


def _learn(arguments: list[str]) -> None:
    model, learnt, *rest = arguments
    reports: list[str] = []
    if rest and rest[0] == "--reports":
        reports = Path(rest[1]).read_text(encoding="utf-8").splitlines()
        rest = rest[2:]
    random.seed(1)
    library = Library.open(CHECKOUT / "regulations", DAY)
    topics, found = tuple(library.topics), searched(documents(library, "all"), library)
    words = Words(found)
    titles = [document.texts["title"] for document in found if "title" in document.texts]
    taught = [texts for texts in (*made(found, words), *others(rest, reports, titles, words)) if any(texts.values())]
    shows = np.array([[topic in document.topics for topic in topics] for document in found], np.float32)
    counted = np.array([[topic not in document.fair for topic in topics] for document in found], np.float32)
    by_model = said(Path(model), Path(learnt), taught, topics)
    counts = [document.counts for document in found]
    counts_taught = [Document(frozenset(), texts, True).counts for texts in taught]
    spread = Counter(term for terms in counts for term in terms)
    also = Counter(term for terms in counts_taught for term in terms)
    known = sorted(
        term
        for term in {*spread, *also}
        if (spread[term] >= FEWEST_PAIRS if " " in term else spread[term] >= FEWEST or also[term] >= FEWEST_TAUGHT)
    )
    print(f"{len(found)} labelled texts, {len(taught)} others, {len(known)} words and pairs", flush=True)
    numbers = learnt_by(
        [*counts, *counts_taught],
        np.concatenate([shows, by_model]),
        np.concatenate([counted, np.ones_like(by_model)]),
        known,
    )
    FILE.write_text(written(numbers, known, topics, (SCALE, 0, 0)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
