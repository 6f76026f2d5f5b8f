"""No pattern of the reader takes more than time in proportion to the text, whatever the text is made of.

All patterns are collected as they stand in the package, so that a new one is
tested without being named here.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import memo.citation
from memo.citation.find import CitationReader

try:
    from re import _constants as sre  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # Python 3.10
    import sre_constants as sre  # type: ignore[no-redef]
    import sre_parse as parser  # type: ignore[no-redef]

BEHIND = 110
"""The most characters that a pattern which looks back from a number is ever given."""


def collected() -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.iter_modules(memo.citation.__path__):
        for name, value in vars(importlib.import_module(f"memo.citation.{module.name}")).items():
            if type(value).__name__ == "_Late":
                found[value.pattern] = value
            elif isinstance(value, re.Pattern):
                found[f"{name}: {value.pattern}"] = value
    return found


PATTERNS = collected()


def member(items: Any) -> str:
    """Return one character of a class."""
    kind, value = items[0]
    if kind is sre.NEGATE:
        return "x"
    if kind is sre.RANGE:
        return chr(value[0])
    if kind is sre.CATEGORY:
        return {sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " "}.get(value, "a")
    return chr(value)


def written(tree: Any, times: int, choice: int) -> str:
    """Return a text that the pattern, or most of it, matches: every repeat `times` over, every branch by `choice`."""
    text = ""
    for kind, value in tree:
        if kind is sre.LITERAL:
            text += chr(value)
        elif kind in (sre.NOT_LITERAL, sre.ANY):
            text += "x"
        elif kind is sre.IN:
            text += member(value)
        elif kind is sre.BRANCH:
            text += written(value[1][choice % len(value[1])], times, choice)
        elif kind is sre.SUBPATTERN:
            text += written(value[3], times, choice)
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            text += written(value[2], times, choice) * max(value[0], min(value[1], times))
    return text


def pieces(pattern: str) -> Iterator[str]:
    """Yield what hurts a pattern, if anything does: what it matches, cut short, and its repeats many times over."""
    tree = parser.parse(pattern)
    for times, choice in ((1, 0), (3, 1), (2, 2), (1, 3)):
        whole = written(tree, times, choice)
        if whole:
            yield whole
            yield whole[:-1] or whole
            yield whole[: len(whole) // 2] or whole


def least(run: Callable[[], object], tries: int = 1) -> float:
    times = []
    for _ in range(tries):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def grows_in_proportion(pattern: re.Pattern[str], piece: str, short: int = 1000) -> bool:
    """Whether twice the text takes at most about twice the time; a busy machine gets three tries."""
    one, two = (piece * (length // len(piece) + 1) for length in (short, 2 * short))
    for tries in (1, 3, 5):
        after = least(lambda: list(pattern.finditer(two)), tries)
        if after < 0.004 or after < 3 * least(lambda: list(pattern.finditer(one)), tries):
            return True
    return False


def test_patterns_were_found() -> None:
    """The reader has many patterns, and the collection sees them."""
    assert len(PATTERNS) > 80


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.pattern[:40])
def test_a_pattern_takes_time_in_proportion(pattern: re.Pattern[str]) -> None:
    """A pattern that looks back gets a bounded text, and is quick on it; every other is linear."""
    for piece in dict.fromkeys(pieces(pattern.pattern)):
        if pattern.pattern.endswith("$"):
            behind = (piece * BEHIND)[:BEHIND]
            assert least(lambda text=behind: pattern.search(text), 3) < 0.01, piece
        else:
            assert grows_in_proportion(pattern, piece), piece


def test_the_names_of_laws_take_time_in_proportion(reader: CitationReader) -> None:
    """Each name, over and over and cut short, is passed in time that grows with the text."""
    for word, names in reader.names.by_word.items():
        pattern = reader.names._pattern_of(word)
        longest = max(names, key=len)
        assert grows_in_proportion(pattern, f"{longest[:-1]} ", 200), longest


def test_a_pattern_that_goes_back_over_the_text_is_seen() -> None:
    """The measure itself: nested repeats, and a search to the end from every place, are refused."""
    # Eight times the work for twice the text, so that no noise of a machine hides it.
    assert not grows_in_proportion(re.compile(r"(?:a|b)*(?:a|b)*c"), "ab", 150)
    assert grows_in_proportion(re.compile(r"(?:a|b){0,9}c"), "ab", 2000)
