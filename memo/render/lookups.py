"""What the engine's libraries read at the start of each PDF, read no further than it is asked for.

cffi parses the names of all declared types for each type that is looked up by
its words, and Pyphen takes fourteen thousand patterns apart to divide some
hundred words. Both answers stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

PYPHEN = "0.18.1"
_WITHOUT_FIGURES = str.maketrans("", "", "0123456789")


def shorten() -> None:
    """Put the short readings in, once."""
    from cffi import cparser

    parse = getattr(cparser.Parser, "_parse", None)
    if parse is not None and parse.__module__ == cparser.__name__:
        cparser.Parser._parse = _of_its_words(parse)
    import pyphen

    if version("pyphen") == PYPHEN and pyphen.HyphDict.__init__.__module__ == pyphen.__name__:
        pyphen.HyphDict.__init__ = _when_asked(pyphen)


def _of_its_words(slow: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """Return the parsing of C that is told only of the types that the source names."""

    def parse(self: Any, source: str) -> Any:
        held = self._declarations
        words = set(re.findall(r"\w+", source))
        self._declarations = {name: kind for name, kind in held.items() if name.removeprefix("typedef ") in words}
        try:
            return slow(self, source)
        finally:
            self._declarations = held

    return parse


class Patterns(dict[str, Any]):
    """Patterns by their letters, each taken apart when it is first asked for."""

    def get(self, letters: str, default: Any = None) -> Any:
        """Return where a pattern's values start, and the values."""
        found = super().get(letters, default)
        if found.__class__ is str:
            found = self[letters] = _apart(found)
        return found


def _when_asked(pyphen: Any) -> Callable[[Any, Path], None]:
    """Return the reading of a language's patterns that leaves them whole; files of another kind go the old way."""
    slow: Callable[[Any, Path], None] = pyphen.HyphDict.__init__

    def read(self: Any, path: Path) -> None:
        raw = path.read_bytes()
        named = raw.partition(b"\n")[0].decode()
        if b"^^" in raw or b"\r" in raw or named.lower() == "microsoft-cp1251":
            slow(self, path)
            return
        self.patterns, self.cache = Patterns(), {}
        for line in raw.decode(named).split("\n")[1:]:
            pattern = line.strip()
            if not pattern or pattern.startswith(pyphen.ignored):
                continue
            made: type[int] | Any = int
            if "/" in pattern and "=" in pattern:  # one that spells a divided word otherwise
                pattern, _, spelling = pattern.partition("/")
                made = pyphen.AlternativeParser(pattern, spelling)
            letters = pattern.translate(_WITHOUT_FIGURES)
            if len(letters) < len(pattern) - pattern.count("0"):  # one that forbids and allows nothing is left out
                self.patterns[letters] = pattern if made is int else _apart(pattern, made)
        self.maxlen = max(len(letters) for letters in self.patterns)

    return read


def _apart(pattern: str, made: Callable[[str], int] = int) -> tuple[int, tuple[int, ...]]:
    """Return where a pattern's values start, and the values between its first and its last that counts."""
    values = [made(figure or "0") for figure, _ in re.findall(r"(\d?)(\D?)", pattern)]
    used = [place for place, value in enumerate(values) if value]
    return used[0], tuple(values[used[0] : used[-1] + 1])
