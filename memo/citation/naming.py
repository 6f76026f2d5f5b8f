"""What the reader is told of a law, and what it says of a citation it found."""

from __future__ import annotations

from msgspec import Struct


class Naming(Struct, frozen=True):
    """How texts name one law: the citation data of its record.

    `recitals` and `annexes` say whether the law has any; `hyphenated` says
    that it numbers inserted articles with a hyphen, so that `28-8` is one
    article there and no range. `beside_numbers` are names that mean something
    else as well, and name the law only where a number stands beside them. `held` is false for a law known by name only.
    """

    law: str
    names: tuple[str, ...]
    shared_names: tuple[str, ...] = ()
    beside_numbers: tuple[str, ...] = ()
    numbers: str | None = None
    numbering: str = "article"
    held: bool = True
    recitals: bool = False
    annexes: bool = False
    hyphenated: bool = False

    @property
    def by_number(self) -> bool:
        """Whether a bare number of its own tells this law from those that share its name.

        Numbers that bring a word of their own, as `APP 6` does, leave its sections to its name.
        """
        return self.numbers is not None and not self.numbers.startswith("APP ")


class Found(Struct, frozen=True):
    """A citation as it stands in a text.

    `laws` are the candidates: one where the text settles the law, several
    where it does not, none where the law is named in words nobody knows.
    `pinpoints` are in memo's form, as the text gives them; whether they exist
    is not asked here. `named` are the words that name the law, empty for a
    bare number. `settled` is false where laws that nobody told the reader of
    may be meant as well: one candidate is then still no answer. `settled_by`
    says what settled a name that several laws share. `code` says that the
    candidates are parts of one code, so that the number tells which is meant,
    or that none is.
    """

    text: str
    start: int
    end: int
    laws: tuple[str, ...]
    pinpoints: tuple[str, ...]
    named: str = ""
    settled: bool = True
    settled_by: str = ""
    code: bool = False
