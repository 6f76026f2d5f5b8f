"""Make `regulations/encoder.npz` anew: what a language model learns from the labelled findings.

    .venv/bin/pip install torch safetensors tokenizers
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

import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "benchmarks")]

from mapping import cases  # noqa: E402 - the checkout, not an installed memo
from weigh import DAY, documents, searched  # noqa: E402

from memo.library.day import Library  # noqa: E402
from memo.mapping.chance import log_odds  # noqa: E402
from memo.mapping.encoder import LONGEST, SURE, Encoder, Pieces  # noqa: E402
from memo.mapping.likeness import likeness  # noqa: E402
from memo.mapping.topics import FIELD_WEIGHTS, chances_of, denied_in, reader_of, weighed  # noqa: E402

FILE = CHECKOUT / "regulations" / "encoder.npz"
SETS = ("scenarios3", "scenarios4", "scenarios5", "scenarios6")
TIMES, TOGETHER, SORTED = 4, 32, 40
"""How often each text is read, how many at once, and among how many times as many like lengths are sought."""
RATE, RATE_OF_SUMS, WARM = 1.5e-4, 3e-3, 300
"""How far a step goes, of the model and of the sums that are new, and after how many steps it goes so far."""
DROPPED, DECAY = 0.1, 0.01
BITS, BITS_OF_WORDS, COMMON = 6, 5, 16_000
FOLDS, STEPS = 5, 50
Array = Any


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0])
    learnt = Path(arguments[arguments.index("--learnt") + 1]) if "--learnt" in arguments else None
    library = Library.open(CHECKOUT / "regulations", DAY)
    topics = tuple(library.topics)
    texts = searched(documents(library, "all"), library)
    found = [(document.texts, document.topics, document.fair) for document in texts]
    pieces = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    told = json.loads((folder / "config.json").read_text(encoding="utf-8"))
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
    held["beside"] = np.array(_beside(Encoder(held), library))
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
    model = _model(folder, told, len(topics))
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
                sums = model(*_padded([ids[at] for at in some]))
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


def _padded(ids: list[list[int]]) -> tuple[Any, Any]:
    import torch

    rows, there = torch.zeros(len(ids), max(map(len, ids)), dtype=torch.long), torch.zeros(len(ids), max(map(len, ids)))
    for at, some in enumerate(ids):
        rows[at, : len(some)] = torch.tensor(some)
        there[at, : len(some)] = 1
    return rows, there


def _model(folder: Path, told: dict[str, Any], topics: int) -> Any:
    """Return the model as it was published, with a sum for each topic behind its last layer."""
    import torch
    from safetensors.torch import load_file
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

    model, held = Model(), load_file(str(folder / "model.safetensors"))
    with torch.no_grad():
        model.words.weight.copy_(
            held["embeddings.word_embeddings.weight"] + held["embeddings.token_type_embeddings.weight"][0]
        )
        model.places.weight.copy_(held["embeddings.position_embeddings.weight"])
        named = [(model.first, "embeddings.LayerNorm")]
        for at, layer in enumerate(model.layers):
            named += [(getattr(layer, ours), f"encoder.layer.{at}.{theirs}") for ours, theirs in THEIRS.items()]
        for part, name in named:
            part.weight.copy_(held[f"{name}.weight"])
            part.bias.copy_(held[f"{name}.bias"])
    return model


THEIRS = {
    "asks": "attention.self.query",
    "has": "attention.self.key",
    "says": "attention.self.value",
    "heard": "attention.output.dense",
    "evened": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "even": "output.LayerNorm",
}
"""What the parts of a layer are called in the published model."""


def _held(
    numbers: dict[str, Array], told: dict[str, Any], pieces: dict[str, int], used: set[int], topics: Sequence[str]
) -> dict[str, Array]:
    """Return what is kept of what was learnt, by name."""
    common = {at for piece, at in pieces.items() if piece.isascii() and "[unused" not in piece and at < COMMON}
    kept = sorted(used | common | {pieces[mark] for mark in ("[CLS]", "[SEP]", "[UNK]")})
    named = {at: piece for piece, at in pieces.items()}
    held: dict[str, Array] = {
        "topics": np.array(" ".join(topics)),
        "pieces": np.array("\n".join(named[at] for at in kept)),
        "heads": np.array(told["num_attention_heads"]),
        "layers": np.array(told["num_hidden_layers"]),
        "places": numbers["places.weight"][:LONGEST],
        "first.w": numbers["first.weight"],
        "first.b": numbers["first.bias"],
        "head.b": numbers["head.bias"],
    }
    _whole(held, "words", numbers["words.weight"][kept], BITS_OF_WORDS)
    _whole(held, "head.w", numbers["head.weight"].T, 8)
    for at in range(told["num_hidden_layers"]):
        for name in THEIRS:
            weight, bias = (numbers[f"layers.{at}.{name}.{part}"] for part in ("weight", "bias"))
            held[f"{at}.{name}.b"] = bias
            if weight.ndim == 1:
                held[f"{at}.{name}.w"] = weight
            else:
                _whole(held, f"{at}.{name}.w", weight.T, BITS)
    return held


def _whole(held: dict[str, Array], name: str, numbers: Array, bits: int) -> None:
    """Keep numbers as whole ones of some bits, with what one of them is worth in each column."""
    most = 2 ** (bits - 1) - 1
    step = np.maximum(np.quantile(np.abs(numbers), 0.9995, axis=0) / most, 1e-9).astype(np.float32)
    held[name] = np.clip(np.round(numbers / step), -most, most).astype(np.int8)
    held[f"{name}/step"] = step


def _beside(encoder: Encoder, library: Library) -> tuple[float, float, float]:
    """Return what the chance of phrases and words counts, what that of the model, and what counts always."""
    reader, profiles = reader_of(library.store), library.store.profiles
    rows, right, fold = list[tuple[float, float]](), list[bool](), list[int]()
    found = [case for name in SETS for case in cases(name, "all") if case["expect"]["topics"]]
    for at, case in enumerate(found):
        texts = {name: value for name in FIELD_WEIGHTS if (value := case["finding"].get(name))}
        shown = reader.search(texts)
        by_id = weighed(shown, texts)
        chances = chances_of(by_id, denied_in(shown, by_id), likeness(texts, profiles))
        for topic, said in encoder.chances(texts).items():
            if topic not in case["expect"].get("fair_topics", ()):
                rows.append((log_odds(chances.get(topic, 0.0), SURE), log_odds(said, SURE)))
                right.append(topic in case["expect"]["topics"])
                fold.append(at % FOLDS)
    signs, truth, folds = np.column_stack([rows, np.ones(len(rows))]), np.array(right, float), np.array(fold)
    apart = np.zeros(len(truth))
    for out in range(FOLDS):
        apart[folds == out] = signs[folds == out] @ _fitted(signs[folds != out], truth[folds != out])
    for name, sums in (("words", signs[:, 0]), ("model", signs[:, 1]), ("both", apart)):
        print(f"{name}: average precision {_precision(sums, truth):.4f}")
    own, said, always = _fitted(signs, truth)
    print(f"beside: {own:.3f} {said:.3f} {always:.3f}")
    return round(float(own), 3), round(float(said), 3), round(float(always), 3)


def _fitted(signs: Array, right: Array) -> Array:
    """Return the weights of signs by which chances are likeliest: Newton's steps to the logistic curve."""
    weights = np.zeros(signs.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(signs @ weights, -50, 50)))
        curve = (signs * (likely * (1 - likely))[:, None]).T @ signs + np.eye(signs.shape[1]) * 1e-3
        weights = weights + np.linalg.solve(curve, signs.T @ (right - likely))
    return weights


def _precision(sums: Array, right: Array) -> float:
    hits = right[np.argsort(-sums, kind="stable")]
    return float((hits * hits.cumsum() / np.arange(1, len(hits) + 1)).sum() / hits.sum())


if __name__ == "__main__":
    main(sys.argv[1:])
