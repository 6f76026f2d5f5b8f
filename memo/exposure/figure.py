"""What a ceiling is, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Party = Literal["vendor", "client"]


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A ceiling: the highest sum, its formula in words, and what limits the statement.

    `figure` is empty where no single sum can be computed. It is a ceiling,
    never a forecast: what is imposed in a case is usually far below it. Where
    the law sets the least that is awarded, all three say that it is a floor.
    """

    formula: str
    figure: str
    caveat: str = ""
