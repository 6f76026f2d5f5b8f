"""What a text holds, in order: names of laws and groups of provisions, and what is known of each so far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from memo.citation.items import Group
from memo.citation.names import Name, NameTable
from memo.citation.naming import Naming
from memo.citation.words import ABBREVIATIONS, END, LISTED
from memo.late import late

LONGEST_GAP = 600
"""Further apart than this, two marks stand in different sentences."""
DISTINCT = late(
    r"\d{4,6}\.\d{2,6}(?:\.\d{1,4}){0,4}|\d{1,3}[A-Z]?-\d{1,3}-\d{3,}(?:\.\d{1,2})?|\d{2,3}\.\d-\d{3,}(?:\.\d)?"
)
"""Numbers that name their law by themselves, `1798.120` or `6-1-1303`; `312.5` is an amount, `17200` a count."""
WITHIN = 40
"""How many marks a question about a sentence looks at, so that the time stays in proportion to the text."""

Mark = Name | Group


class Meant(Struct, frozen=True):
    """The laws that a provision may belong to, the words that name them, and whether that is all."""

    laws: tuple[str, ...] = ()
    named: str = ""
    settled: bool = True
    settled_by: str = ""
    code: bool = False
    """The laws are parts of one code; the number tells which is meant, or that none is."""


class Placed(Struct):
    """A group of provisions with what is known of its law.

    `suffix` says that the law stands after the number, `document` that the
    number is of a contract or of this text and so no citation.
    """

    group: Group
    start: int
    end: int
    meant: Meant | None = None
    suffix: bool = False
    document: bool = False

    @property
    def open(self) -> bool:
        """Whether nothing is known of it yet."""
        return self.meant is None and not self.document


class Scene(Struct):
    """The marks of one text and what has been found out about them."""

    text: str
    marks: list[Mark]
    names: NameTable
    numbers: Sequence[tuple[str, re.Pattern[str]]]
    sentence: list[int] = field(default_factory=list)
    placed: dict[int, Placed] = field(default_factory=dict)
    taken: dict[int, str] = field(default_factory=dict)
    """For each name that a number took: whether it stands before the number (`prefix`) or after it."""
    certain: set[tuple[str, ...]] = field(default_factory=set)

    @classmethod
    def of(
        cls, text: str, marks: Sequence[Mark], names: NameTable, numbers: Sequence[tuple[str, re.Pattern[str]]]
    ) -> Scene:
        told = _told_before(marks)
        scene = cls(text, told, names, numbers, _sentences(text, told))
        scene.certain = {mark.laws for mark in told if isinstance(mark, Name) and mark.settled}
        return scene

    def groups(self) -> Iterator[tuple[int, Group]]:
        """Yield each group of provisions with its index."""
        for index, mark in enumerate(self.marks):
            if isinstance(mark, Group):
                yield index, mark

    def namings(self, laws: tuple[str, ...]) -> list[Naming]:
        return [self.names.laws[law] for law in laws if law in self.names.laws]

    def by_number(self, group: Group, bare: bool = False) -> tuple[str, ...]:
        """Return the law whose own numbers all of the group's are, where there is one.

        `bare` numbers have no name of a law or code near them and must be such as no other law is likely to have.
        """
        roots = [root for item in group.items for root in (item.root, item.upto) if root]
        if self.text.startswith(("APP", "Australian Privacy"), group.start):
            roots = [f"APP {root}" for root in roots]
        elif bare and not all(DISTINCT.fullmatch(root) for root in roots):
            return ()
        return tuple(law for law, pattern in self.numbers if all(pattern.fullmatch(root) for root in roots))

    def listed(self, left: int, right: int) -> bool:
        """Whether only commas, ands and a short aside stand between two marks."""
        start, end = self.marks[left].end, self.marks[right].start
        if left in self.placed:
            start = max(start, self.placed[left].end)
        return start <= end and end - start < 140 and LISTED.fullmatch(self.text, start, end) is not None

    def laws_since(self, index: int, sentence: int) -> set[tuple[str, ...]]:
        """Return the laws named before a mark, back to the start of a sentence."""
        named: set[tuple[str, ...]] = set()
        for earlier in range(index - 1, max(-1, index - WITHIN), -1):
            if self.sentence[earlier] < sentence:
                break
            named |= self.named_by(earlier)
        return named

    def named_by(self, index: int) -> set[tuple[str, ...]]:
        """Return the laws that one mark names or is known to belong to."""
        mark = self.marks[index]
        if isinstance(mark, Name):
            return set() if mark.generic else {mark.laws}
        meant = self.placed[index].meant if index in self.placed else None
        return {meant.laws} if meant is not None and not meant.code else set()

    def following(self, index: int) -> Iterator[int]:
        """Yield the marks that follow in the same sentence."""
        for later in range(index + 1, min(index + WITHIN, len(self.marks))):
            if self.sentence[later] != self.sentence[index]:
                return
            yield later

    def preceding(self, index: int) -> Iterator[int]:
        """Yield the marks that stand before in the same sentence, nearest first."""
        for earlier in range(index - 1, max(-1, index - WITHIN), -1):
            if self.sentence[earlier] != self.sentence[index]:
                return
            yield earlier


def _told_before(marks: Sequence[Mark]) -> list[Mark]:
    """Let a shared name mean the one law of those sharing it that the text has named in full before."""
    told: set[str] = set()
    known: list[Mark] = []
    for mark in marks:
        if isinstance(mark, Name) and len(mark.laws) == 1 and mark.settled:
            told.add(mark.laws[0])
        elif isinstance(mark, Name) and not mark.generic and len(mark.laws) > 1:
            meant = tuple(law for law in mark.laws if law in told)
            if len(meant) == 1:
                mark = replace(mark, laws=meant, settled=True, settled_by="an earlier mention in the text")
        known.append(mark)
    return known


def _sentences(text: str, marks: Sequence[Mark]) -> list[int]:
    """Number the sentence that each mark stands in."""
    numbers, current = [], 0
    for index, mark in enumerate(marks):
        if index and _ends(text, marks[index - 1].end, mark.start):
            current += 1
        numbers.append(current)
    return numbers


def _ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two marks; a full stop after an abbreviation ends none."""
    if end - start > LONGEST_GAP:
        return True
    for match in END.finditer(text, start, end):
        if match[0][0] != ".":
            return True
        word = re.search(r"[\w.º]{1,12}$", text[max(0, match.start() - 12) : match.start()])
        short = word is not None and (word[0].casefold() in ABBREVIATIONS or (len(word[0]) == 1 and word[0].isalpha()))
        if not short and not text[match.end() : match.end() + 1].islower():
            return True
    return False
