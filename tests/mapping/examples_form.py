"""The examples from which the weights of words are learnt, and which of them are kept back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "examples"


def sentences() -> list[tuple[str, str]]:
    """Return every sentence behind the topic it shows, `none` for one that shows none."""
    values = yaml.safe_load((FOLDER / "sentences.yaml").read_text(encoding="utf-8"))["sentences"]
    return [(topic, text) for topic, texts in values.items() for text in texts]


def is_held(text: str) -> bool:
    """Return whether a sentence is in the fifth that is never learnt from."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 5 == 0


def digest_of_examples() -> str:
    """Return the digest of all files of examples, by which weights name what they were made from."""
    total = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.yaml")):
        total.update(path.read_bytes())
    return total.hexdigest()
