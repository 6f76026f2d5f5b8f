"""all-MiniLM-L6-v2 as its makers publish it, under the names that `memo/mapping/encoder.py` has for its parts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Array = Any
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


def told(folder: Path) -> dict[str, Any]:
    """Return what the makers say of the model: how many layers and heads it has, how wide it is."""
    found: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return found


def pieces(folder: Path) -> dict[str, int]:
    """Return the pieces of words that it knows, each with its number."""
    found: dict[str, int] = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return found


def numbers(folder: Path) -> dict[str, Array]:
    """Return its numbers, such as `words.weight`, `first.bias` and `layers.0.asks.weight`."""
    from safetensors.numpy import load_file

    held = load_file(str(folder / "model.safetensors"))
    named = {"first": "embeddings.LayerNorm"}
    for at in range(told(folder)["num_hidden_layers"]):
        named |= {f"layers.{at}.{ours}": f"encoder.layer.{at}.{theirs}" for ours, theirs in THEIRS.items()}
    found = {
        f"{ours}.{part}": held[f"{theirs}.{part}"] for ours, theirs in named.items() for part in ("weight", "bias")
    }
    words = held["embeddings.word_embeddings.weight"] + held["embeddings.token_type_embeddings.weight"][0]
    return found | {"words.weight": words, "places.weight": held["embeddings.position_embeddings.weight"]}


def as_layers(found: dict[str, Array], config: dict[str, Any]) -> dict[str, Array]:
    """Return such numbers as `Layers` reads them: texts as rows, so that what they are multiplied with is turned."""
    held = {
        "heads": config["num_attention_heads"],
        "layers": config["num_hidden_layers"],
        "words": found["words.weight"],
        "places": found["places.weight"],
        "first.w": found["first.weight"],
        "first.b": found["first.bias"],
    }
    for at in range(config["num_hidden_layers"]):
        for name in THEIRS:
            held[f"{at}.{name}.w"] = found[f"layers.{at}.{name}.weight"].T
            held[f"{at}.{name}.b"] = found[f"layers.{at}.{name}.bias"]
    return held
