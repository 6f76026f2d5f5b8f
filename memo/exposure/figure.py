"""What a ceiling is, and whose it is."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Party = Literal["vendor", "client"]


class Ceiling(Struct, frozen=True):
    """A ceiling: the highest sum, its formula in words, and what limits the statement.

    `figure` is empty where no single sum can be computed. It is a ceiling,
    never a forecast: what is imposed in a case is usually far below it. Where
    the law sets the least that is awarded, all three say that it is a floor.
    """

    formula: str
    figure: str
    caveat: str = ""
