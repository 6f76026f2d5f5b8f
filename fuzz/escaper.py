#!/usr/bin/env python3
"""Any text the loader accepts is shown as typed by two unlike parsers, and makes no block, link or image."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

with atheris.instrument_imports(include=["memo"]):
    from memo.hidden import hidden_character
    from memo.render.escape import text

from tests.two_parsers import PARSERS, flat

FRAMES = ("{}\n", "### {}\n", "- {}\n", "> {}\n", "**x {} x**\n", "| a | b |\n|---|---|\n| {} | z |\n")
PLAIN = {(frame, name): parser(frame.format("w")).tags for frame in FRAMES for name, parser in PARSERS.items()}


def one(data: bytes) -> None:
    value = " ".join(data.decode("utf-8", "ignore").split())
    if not value or hidden_character(value) is not None:
        return
    for frame in FRAMES:
        written = frame.format(text(value))
        for name, parser in PARSERS.items():
            seen = parser(written)
            assert seen.tags == PLAIN[frame, name], (frame, name, value)
            assert not seen.targets, (frame, name, value)
            assert seen.words == flat(_around(frame, value)), (frame, name, value)


def _around(frame: str, value: str) -> str:
    """Return the words of a frame with a value in it."""
    if frame.startswith("|"):
        return f"a b {value} z"
    return f"x {value} x" if "**" in frame else value


atheris.Setup(sys.argv, one)
atheris.Fuzz()
