"""placeholder interface; to be replaced"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Naming:
    """How texts name one law: the citation data of its record."""

    law: str
    names: tuple[str, ...]
    shared_names: tuple[str, ...] = ()
    numbers: str | None = None
    numbering: str = "article"
    held: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A citation as it stands in a text.

    `laws` are the candidates: one where the text settles the law, several
    where it does not, none where the law is named in words nobody knows.
    `pinpoints` are in memo's form, as the text gives them; whether they exist
    is not asked here.
    """

    text: str
    start: int
    end: int
    laws: tuple[str, ...]
    pinpoints: tuple[str, ...]
    named: str = ""


class CitationReader:
    def __init__(self, namings: Sequence[Naming]) -> None:
        self.namings = tuple(namings)

    def find(self, text: str) -> tuple[Found, ...]:
        return ()
