"""Make `regulations/encoder.npz` anew: what a language model learns from the labelled findings.

    .venv/bin/pip install torch safetensors
    .venv/bin/python benchmarks/encoder.py MODEL [--learnt FILE.pt]

MODEL is a folder with all-MiniLM-L6-v2 (Apache-2.0, by the makers of
sentence-transformers), the same that `benchmarks/meaning.py` asks. Where that
takes the model as it is, here all of its weights learn (Devlin et al., NAACL
2019): four times over the labelled findings and the sentences that
`benchmarks/weigh.py` learns from, the topics of each as the answer. A run
takes three quarters of an hour on one core; `--learnt` keeps what was learnt,
and takes it where the file is there.

Of what it learnt whole numbers of `BITS` bits are kept, and of the pieces of
words those that stand in the texts or among the `COMMON` most common ones.
Last, two weights and a constant say how much the model's chance counts beside
that of phrases and words. Those cannot be had from texts that the model
learnt: they are fitted on `SETS` of `tests/mapping/cases`, which it never saw,
each fifth also by the others alone, and these figures are printed.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "benchmarks")]

import published  # noqa: E402 - the checkout, not an installed memo
from learning import logistic  # noqa: E402
from mapping import cases  # noqa: E402
from weigh import DAY, documents, of_case, searched  # noqa: E402

from memo.library.day import Library  # noqa: E402
from memo.mapping.chance import SURE_OF_BOTH, log_odds  # noqa: E402
from memo.mapping.distilled import Network  # noqa: E402
from memo.mapping.encoder import LONGEST, Encoder, Pieces  # noqa: E402
from memo.mapping.likeness import likeness  # noqa: E402
from memo.mapping.topics import chances_of  # noqa: E402

FILE = CHECKOUT / "regulations" / "encoder.npz"
SETS = ("scenarios7",)
TIMES, TOGETHER, SORTED = 4, 32, 40
"""How often each text is read, how many at once, and among how many times as many like lengths are sought."""
RATE, RATE_OF_SUMS, WARM = 1.5e-4, 3e-3, 300
"""How far a step goes, of the model and of the sums that are new, and after how many steps it goes so far."""
DROPPED, DECAY = 0.1, 0.01
BITS, BITS_OF_WORDS, BITS_OF_SUMS, COMMON = 6, 5, 8, 16_000
FOLDS, HELD = 5, 1e-3
"""How many parts the sets are cut into, and how strongly the two weights are held near 0."""
Array = Any


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0])
    learnt = Path(arguments[arguments.index("--learnt") + 1]) if "--learnt" in arguments else None
    library = Library.open(CHECKOUT / "regulations", DAY)
    topics = tuple(library.topics)
    texts = searched(documents(library, "all"), library)
    found = [(document.texts, document.topics, document.fair) for document in texts]
    pieces, told = published.pieces(folder), published.told(folder)
    reads = Pieces(pieces)
    ids = [reads.of(texts)[0] for texts, _, _ in found]
    if learnt and learnt.is_file():
        import torch

        state = torch.load(learnt, map_location="cpu")
    else:
        state = _learn(folder, told, ids, [(named, fair) for _, named, fair in found], topics)
        if learnt:
            import torch

            torch.save(state, learnt)
    numbers = {name: part.float().numpy() for name, part in state.items()}
    held = _held(numbers, told, pieces, {number for some in ids for number in some}, topics)
    held["beside"] = np.array([1.0, 0.0, 0.0])
    held["beside"] = np.array(beside(Encoder(held), library))
    np.savez_compressed(FILE, **held)
    print(f"{FILE.name}: {FILE.stat().st_size / 1e6:.1f} MB")


def _learn(
    folder: Path, told: dict[str, Any], ids: list[list[int]], labels: Sequence[Any], topics: Sequence[str]
) -> Any:
    """Return what the model has learnt, by name."""
    import torch
    from torch.nn import functional

    torch.manual_seed(1)
    random.seed(1)
    model = model_of(folder, told, len(topics))
    new = [part for name, part in model.named_parameters() if name.startswith("head")]
    old = [part for name, part in model.named_parameters() if not name.startswith("head")]
    steps = torch.optim.AdamW([{"params": old}, {"params": new}], lr=RATE, weight_decay=DECAY)
    number = {topic: at for at, topic in enumerate(topics)}
    right, counts = np.zeros((len(ids), len(topics)), np.float32), np.ones((len(ids), len(topics)), np.float32)
    for at, (named, fair) in enumerate(labels):
        right[at, [number[topic] for topic in named]] = 1
        counts[at, [number[topic] for topic in fair]] = 0  # neither right nor wrong
    done, all_steps = 0, TIMES * (len(ids) // TOGETHER + 1)
    for _ in range(TIMES):
        for some in _batches(ids):
            pace = min(1.0, done / WARM) * max(0.0, 1 - done / all_steps)
            for group, rate in zip(steps.param_groups, (RATE, RATE_OF_SUMS), strict=True):
                group["lr"] = rate * pace
            with torch.autocast("cpu", torch.bfloat16):
                sums = model(*padded([ids[at] for at in some]))
            apart = functional.binary_cross_entropy_with_logits(
                sums.float(), torch.from_numpy(right[some]), reduction="none"
            )
            loss = (apart * torch.from_numpy(counts[some])).sum(1).mean()
            steps.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            steps.step()
            done += 1
            if done % 100 == 0:
                print(f"{done} of {all_steps}: {loss.item():.3f}", flush=True)
    return model.state_dict()


def _batches(ids: list[list[int]]) -> Iterator[list[int]]:
    """Yield the numbers of all texts, in random order but for like lengths together, so that little is padded."""
    order = list(range(len(ids)))
    random.shuffle(order)
    stretch = TOGETHER * SORTED
    near = [sorted(order[at : at + stretch], key=lambda one: len(ids[one])) for at in range(0, len(order), stretch)]
    some = [part[at : at + TOGETHER] for part in near for at in range(0, len(part), TOGETHER)]
    random.shuffle(some)
    yield from some


def padded(ids: list[list[int]]) -> tuple[Any, Any]:
    import torch

    rows, there = torch.zeros(len(ids), max(map(len, ids)), dtype=torch.long), torch.zeros(len(ids), max(map(len, ids)))
    for at, some in enumerate(ids):
        rows[at, : len(some)] = torch.tensor(some)
        there[at, : len(some)] = 1
    return rows, there


def model_of(folder: Path, told: dict[str, Any], topics: int) -> Any:
    """Return the model as it was published, with a sum for each topic behind its last layer."""
    import torch
    from torch import nn
    from torch.nn import functional

    size, heads, dropped = told["hidden_size"], told["num_attention_heads"], DROPPED

    class Layer(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.asks, self.has, self.says, self.heard = (nn.Linear(size, size) for _ in range(4))
            self.wide, self.narrow = nn.Linear(size, 4 * size), nn.Linear(4 * size, size)
            self.evened, self.even = nn.LayerNorm(size, 1e-12), nn.LayerNorm(size, 1e-12)

        def forward(self, rows: Any, there: Any) -> Any:
            count, length, _ = rows.shape
            asks, has, says = (
                part(rows).view(count, length, heads, size // heads).transpose(1, 2)
                for part in (self.asks, self.has, self.says)
            )
            heard = functional.scaled_dot_product_attention(
                asks, has, says, attn_mask=there, dropout_p=dropped if self.training else 0.0
            )
            heard = self.heard(heard.transpose(1, 2).reshape(count, length, size))
            rows = self.evened(rows + functional.dropout(heard, dropped, self.training))
            narrow = self.narrow(functional.gelu(self.wide(rows)))
            return self.even(rows + functional.dropout(narrow, dropped, self.training))

    class Model(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words, self.places = nn.Embedding(told["vocab_size"], size), nn.Embedding(512, size)
            self.first = nn.LayerNorm(size, 1e-12)
            self.layers = nn.ModuleList(Layer() for _ in range(told["num_hidden_layers"]))
            self.head = nn.Linear(size, topics)
            nn.init.normal_(self.head.weight, 0, 0.02)
            nn.init.constant_(self.head.bias, -4.0)

        def forward(self, ids: Any, there: Any) -> Any:
            rows = self.first(self.words(ids) + self.places.weight[: ids.shape[1]])
            rows = functional.dropout(rows, dropped, self.training)
            for layer in self.layers:
                rows = layer(rows, there[:, None, None, :].bool())
            mean = (rows * there[:, :, None]).sum(1) / there.sum(1, keepdim=True)
            return self.head(functional.dropout(mean.float(), dropped, self.training))

    model = Model()
    known = {name: torch.from_numpy(part) for name, part in published.numbers(folder).items()}
    model.load_state_dict(known, strict=False)  # the sums for topics are new
    return model


def _held(
    numbers: dict[str, Array], told: dict[str, Any], pieces: dict[str, int], used: set[int], topics: Sequence[str]
) -> dict[str, Array]:
    """Return what is kept of what was learnt, by name."""
    common = {at for piece, at in pieces.items() if piece.isascii() and "[unused" not in piece and at < COMMON}
    kept = sorted(used | common | {pieces[mark] for mark in ("[CLS]", "[SEP]", "[UNK]")})
    named = {at: piece for piece, at in pieces.items()}
    numbers = numbers | {
        "words.weight": numbers["words.weight"][kept],
        "places.weight": numbers["places.weight"][:LONGEST],
    }
    held = {name: np.array(part) for name, part in published.as_layers(numbers, told).items()}
    held["topics"], held["pieces"] = np.array(" ".join(topics)), np.array("\n".join(named[at] for at in kept))
    held["head.w"], held["head.b"] = numbers["head.weight"].T, numbers["head.bias"]
    for name in [name for name, part in held.items() if part.ndim == 2 and name != "places"]:
        _whole(held, name, {"words": BITS_OF_WORDS, "head.w": BITS_OF_SUMS}.get(name, BITS))
    return held


def _whole(held: dict[str, Array], name: str, bits: int) -> None:
    """Keep numbers as whole ones of some bits, with what one of them is worth in each column."""
    numbers, most = held[name], 2 ** (bits - 1) - 1
    step = np.maximum(np.quantile(np.abs(numbers), 0.9995, axis=0) / most, 1e-9).astype(np.float32)
    held[name] = np.clip(np.round(numbers / step), -most, most).astype(np.int8)
    held[f"{name}/step"] = step


def beside(reader: Encoder | Network, library: Library) -> tuple[float, float, float]:
    """Return what the chance of phrases and words counts, what that of another reader, and what counts always."""
    rows, right, fold = list[tuple[float, float]](), list[bool](), list[int]()
    found = [case for name in SETS for case in cases(name, "all") if case["expect"]["topics"]]
    for at, document in enumerate(searched((of_case(case) for case in found), library)):
        chances = chances_of(document.by_id, document.denied, likeness(document.texts, library.store.profiles))
        for topic, said in reader.heard(document.texts).chances.items():
            if topic not in document.fair:
                rows.append((log_odds(chances.get(topic, 0.0), SURE_OF_BOTH), log_odds(said, SURE_OF_BOTH)))
                right.append(topic in document.topics)
                fold.append(at % FOLDS)
    signs, truth, folds = np.column_stack([rows, np.ones(len(rows))]), np.array(right, float), np.array(fold)
    apart = np.zeros(len(truth))
    for out in range(FOLDS):
        apart[folds == out] = signs[folds == out] @ logistic(signs[folds != out], truth[folds != out], HELD)
    for name, sums in (("words", signs[:, 0]), ("other", signs[:, 1]), ("both", apart)):
        print(f"{name}: average precision {_precision(sums, truth):.4f}")
    own, said, always = logistic(signs, truth, HELD)
    print(f"beside: {own:.3f} {said:.3f} {always:.3f}")
    return round(float(own), 3), round(float(said), 3), round(float(always), 3)


def _precision(sums: Array, right: Array) -> float:
    hits = right[np.argsort(-sums, kind="stable")]
    return float((hits * hits.cumsum() / np.arange(1, len(hits) + 1)).sum() / hits.sum())


if __name__ == "__main__":
    main(sys.argv[1:])
