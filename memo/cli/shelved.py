"""Where the command line takes compiled patterns from, at no cost to a command that asks for none."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from memo import late
from memo.resources import packaged

if TYPE_CHECKING:
    from memo.cli.patterns import Shelf


class _Opened:
    """The shelf beside the compiled law, opened when the first pattern is asked for."""

    def __init__(self) -> None:
        self.shelf: Shelf | None = None

    def compile(self, pattern: str, flags: int) -> re.Pattern[str]:
        if self.shelf is None:
            from memo.cli.patterns import Shelf
            from memo.library.files import FOLDER

            self.shelf = Shelf(packaged("regulations") / FOLDER)
        return self.shelf.compile(pattern, flags)


@contextlib.contextmanager
def shelved() -> Iterator[None]:
    """Have late patterns taken from the shelf meanwhile, and new ones put there at the end."""
    opened = _Opened()
    before = late.compiled_by(opened.compile)
    try:
        yield
    finally:
        late.compiled_by(before)
        if opened.shelf is not None:
            opened.shelf.keep()
