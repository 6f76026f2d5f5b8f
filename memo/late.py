"""Regular expressions that are compiled when they are first used.

Hundreds stand at the top of modules and most runs use a few of them;
compiling all would take longer than reading the law library.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from typing import Any, cast

Compiler = Callable[[str, int], re.Pattern[str]]
_compile: Compiler | None = None
_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split")


class _Late:
    """Stands for a pattern; its first use compiles it, later uses go straight to the compiled one's methods."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = (_compile or re.compile)(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that behaves as `re.compile(pattern, flags)` does, compiled when first used.

    A pattern that cannot be read fails with `re.error` at its first use.

    >>> late("(?P<n>[0-9]+)").search("Art. 6")["n"]
    '6'
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


def compiled_by(compiler: Compiler | None) -> Compiler | None:
    """Have patterns compiled by another way that returns what `re.compile` does; return the way until now."""
    global _compile
    before, _compile = _compile, compiler
    return before


@contextlib.contextmanager
def lent() -> Iterator[None]:
    """Have what a dependency compiles while it is loaded come from where late patterns come from.

    A dependency that compiles its patterns at once costs each start what late
    patterns save. Where they come from `re.compile` itself, nothing is touched.
    """
    if _compile is None:
        yield
        return
    own = re.compile

    def lending(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        if _compile is None or not isinstance(pattern, str):
            return own(pattern, flags)
        vars(re)["compile"] = own  # by which a pattern is made that is not at hand
        try:
            return _compile(pattern, flags)
        finally:
            vars(re)["compile"] = lending

    vars(re)["compile"] = lending
    try:
        yield
    finally:
        vars(re)["compile"] = own
