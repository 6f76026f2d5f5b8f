"""The examples from which the weights of words are learnt, and which of them are kept back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "examples"


@cache
def _files() -> dict[str, dict[str, Any]]:
    """Return every file of examples by its name, whatever its name is: a new one simply counts."""
    return {
        path.name: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) or {}
        for path in sorted(FOLDER.glob("*.yaml"))
    }


def sentences() -> list[tuple[str, str]]:
    """Return every sentence behind the topic it shows, `none` for one that shows none."""
    return [
        (topic, text)
        for values in _files().values()
        for topic, texts in values.get("sentences", {}).items()
        for text in texts
    ]


def findings() -> Iterator[dict[str, Any]]:
    """Yield every finding with its `topics`; none, for a text that shows nothing."""
    for values in _files().values():
        yield from values.get("findings", ())


def text_of(finding: dict[str, Any]) -> str:
    """Return the words of a finding, by whose hash it is held back or not."""
    return "\n".join(str(finding[key]) for key in ("title", "quote", "summary") if finding.get(key))


def is_held(text: str) -> bool:
    """Return whether a sentence is in the fifth that is never learnt from."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 5 == 0


def digests_of_examples() -> dict[str, str]:
    """Return the digest of each file of examples, by which weights name what they were made from."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(FOLDER.glob("*.yaml"))}
