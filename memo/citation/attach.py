"""Joining numbers to the laws they belong to, and giving up where the text does not say.

In order: the name that stands beside the number; the list it stands in; a
phrase that points back or to this document; the only law of the sentence.
What remains is ambiguous, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from memo.citation import context
from memo.citation.names import Name, NameTable
from memo.citation.naming import Found
from memo.citation.numbers import Group, pinpoints
from memo.citation.words import ABBREVIATIONS, ASIDE, BEFORE, END, LISTED, OF, STRUCTURE

LONGEST_GAP = 600
"""Further apart than this, two marks stand in different sentences."""


@dataclass(slots=True)
class Placed:
    """A group of provisions with what is known of its law; `document` says that it is no citation."""

    group: Group
    start: int
    end: int
    laws: tuple[str, ...] | None = None
    named: str = ""
    settled: bool = True
    settled_by: str = ""
    document: bool = False
    suffix: bool = False
    """The law's name stands after the number."""


Mark = Name | Group


def attach(
    text: str, marks: Sequence[Mark], names: NameTable, numbers: Sequence[tuple[str, re.Pattern[str]]]
) -> Iterator[Found]:
    """Yield the citations that the marks of a text make, in order."""
    work = _Attachment(text, marks, names, numbers)
    yield from work.run()


def _told_before(marks: Sequence[Mark]) -> list[Mark]:
    """Let a shared name mean the one law of those sharing it that the text has named in full before."""
    told: set[str] = set()
    known: list[Mark] = []
    for mark in marks:
        if isinstance(mark, Name) and not mark.generic:
            if len(mark.laws) == 1 and mark.settled:
                told.add(mark.laws[0])
            elif len(mark.laws) > 1:
                meant = [law for law in mark.laws if law in told]
                if len(meant) == 1:
                    mark = replace(mark, laws=(meant[0],), settled=True, settled_by="an earlier mention in the text")
        known.append(mark)
    return known


class _Attachment:
    def __init__(
        self, text: str, marks: Sequence[Mark], names: NameTable, numbers: Sequence[tuple[str, re.Pattern[str]]]
    ) -> None:
        self.text, self.names, self.numbers = text, names, numbers
        self.marks = _told_before(marks)
        self.sentence = self._sentences()
        self.certain = {mark.laws for mark in marks if isinstance(mark, Name) and mark.settled}
        self.taken: dict[int, str] = {}
        self.placed: dict[int, Placed] = {}

    def run(self) -> Iterator[Found]:
        groups = [index for index, mark in enumerate(self.marks) if isinstance(mark, Group)]
        for index in groups:
            self.placed[index] = self._beside(index)
        for index in reversed(groups):
            self._from_list_ahead(index)
        for index in groups:
            if self.placed[index].laws is None and not self.placed[index].document:
                self._from_context(index)
        yield from self._found()

    def _sentences(self) -> list[int]:
        """Number the sentence of each mark."""
        numbers, current = [], 0
        for index, mark in enumerate(self.marks):
            if index and self._ends(self.marks[index - 1].end, mark.start):
                current += 1
            numbers.append(current)
        return numbers

    def _ends(self, start: int, end: int) -> bool:
        if end - start > LONGEST_GAP:
            return True
        for match in END.finditer(self.text, start, end):
            if match[0][0] in ".":
                word = re.search(r"[\w.º]{1,12}$", self.text[max(0, match.start() - 12) : match.start()])
                if word and (word[0].casefold() in ABBREVIATIONS or (len(word[0]) == 1 and word[0].isalpha())):
                    continue
                following = self.text[match.end() : match.end() + 1]
                if following.islower():
                    continue
            return True
        return False

    # -- the name beside the number

    def _beside(self, index: int) -> Placed:
        group = self.marks[index]
        assert isinstance(group, Group)
        placed = Placed(group, group.start, group.end)
        before, closeness_before = self._name_before(index)
        after, closeness_after, end = self._name_after(index)
        if after and closeness_after == 1 and self._leads(index + 1):
            after = None
        if after and closeness_after >= closeness_before:
            self._take(placed, after, index + 1, "suffix")
            placed.end, placed.suffix = end, True
        elif before:
            if closeness_before == 2 and self.taken.get(index - 1) == "suffix" and self._list_ahead(index):
                return placed
            self._take(placed, before, index - 1, "prefix")
            if self.taken[index - 1] == "prefix":
                placed.start = self._opened(before)
                placed.end = self._closed(before.end, placed.end)
        return placed

    def _take(self, placed: Placed, name: Name, at: int, side: str) -> None:
        self._give(placed, name.laws, name.words, name.settled, name.generic)
        self.taken.setdefault(at, side)

    def _opened(self, name: Name) -> int:
        """Return the start of a name with the quotation mark that closes right after it."""
        pair = self.text[name.start - 1 : name.start] + self.text[name.end : name.end + 1]
        return name.start - 1 if pair in ("「」", "『』", "“”", '""', "«»", "„“", "[]") else name.start

    def _closed(self, name_end: int, end: int) -> int:
        """Return the end with a bracket that opened between name and number and closes right after it."""
        opened = self.text[name_end:end]
        return end + 1 if opened.count("(") > opened.count(")") and self.text.startswith(")", end) else end

    def _give(self, placed: Placed, laws: tuple[str, ...], named: str, settled: bool, generic: bool) -> None:
        if generic:
            laws, settled = self._by_number(placed.group), True
        placed.laws, placed.named, placed.settled = laws, named, settled

    def _by_number(self, group: Group) -> tuple[str, ...]:
        """Return the one law whose numbers all of the group's are."""
        roots = [root for item in group.items for root in (item.root, item.upto) if root]
        return tuple(law for law, pattern in self.numbers if all(pattern.fullmatch(root) for root in roots))

    def _name_before(self, index: int) -> tuple[Name | None, int]:
        if not index:
            return None, 0
        name = self.marks[index - 1]
        if not isinstance(name, Name):
            return None, 0
        start = self.marks[index].start
        if start - name.end > 40:
            return None, 0
        match = BEFORE.fullmatch(self.text, name.end, start)
        if match is None:
            return None, 0
        return name, 3 if re.fullmatch(r"(?:['’]s)?[\"”“»」』)\]*_\s]*(?:의\s)?[*_]*", match[0]) else 2

    def _name_after(self, index: int) -> tuple[Name | None, int, int]:
        if index + 1 >= len(self.marks):
            return None, 0, 0
        name = self.marks[index + 1]
        group = self.marks[index]
        if not isinstance(name, Name) or name.start - group.end > 130:
            return None, 0, 0
        position = group.end
        for pattern in (ASIDE, STRUCTURE):
            aside = pattern.match(self.text, position)
            if aside and aside.end() <= name.start:
                position = aside.end()
        joint = OF.fullmatch(self.text, position, name.start)
        if joint is None:
            return None, 0, 0
        end = name.end
        if joint[0].strip().endswith(("(", "[", "「", "『", "“", '"', "„", "«")) and end < len(self.text):
            end += self.text[end] in ')]」』”"“»'
        word = re.sub(r"[\s,(\[\"“„«'‘「『*_]", "", joint[0])
        if word or "of" in joint[0]:
            return name, 4, end
        return name, 1 if "," in joint[0] else 3, end

    def _leads(self, index: int) -> bool:
        """Whether the name at `index` stands before a number of its own."""
        if index + 1 >= len(self.marks) or not isinstance(self.marks[index + 1], Group):
            return False
        return self._name_before(index + 1)[1] == 3

    # -- the list it stands in

    def _listed(self, left: int, right: int) -> bool:
        """Whether only commas, ands and a short aside stand between two marks."""
        start, end = self.marks[left].end, self.marks[right].start
        left_placed = self.placed.get(left)
        if left_placed:
            start = max(start, left_placed.end)
        return start <= end and end - start < 140 and LISTED.fullmatch(self.text, start, end) is not None

    def _list_ahead(self, index: int) -> bool:
        """Whether a list goes on from here to a number with its law behind it."""
        for following in range(index + 1, min(index + 12, len(self.marks))):
            if not isinstance(self.marks[following], Group) or not self._listed(following - 1, following):
                return False
            if self._name_after(following)[1] >= 3:
                return True
        return False

    def _from_list_ahead(self, index: int) -> None:
        placed = self.placed[index]
        following = self.placed.get(index + 1)
        if following is None or not self._listed(index, index + 1) or self._points_elsewhere(placed):
            return
        if placed.laws is None and following.document:
            placed.document = True
        if placed.laws is None and following.laws is not None and following.suffix:
            placed.laws, placed.named, placed.settled = following.laws, following.named, following.settled
            placed.suffix = True
            rival = self._law_behind(index)
            if rival is not None and rival.laws != placed.laws:
                placed.laws = tuple(dict.fromkeys((*(rival.laws or ()), *placed.laws)))
                placed.settled = False

    def _law_behind(self, index: int) -> Placed | None:
        """Return the citation before this one, in one list with it, that has its law before its number."""
        before = self.placed.get(index - 1)
        if before and before.laws and not before.suffix and self._listed(index - 1, index):
            return before
        return None

    # -- phrases around it

    def _points_elsewhere(self, placed: Placed) -> bool:
        text, end = self.text, placed.group.end
        return (
            context.DOCUMENT_AFTER.match(text, end) is not None
            or context.DOCUMENT_RIGHT_AFTER.match(text, end) is not None
            or context.BACK_AFTER.match(text, end) is not None
        )

    def _from_context(self, index: int) -> None:
        placed = self.placed[index]
        group, text = placed.group, self.text
        start, end = group.start, group.end
        floor = self.marks[index - 1].end if index else 0
        behind = text[max(floor, start - 110) : start]
        own = self._by_number(group) if group.kind in ("section", "article") else ()
        if context.NOT_A_LAW_AFTER.match(text, end) or context.DOCUMENT_RIGHT_AFTER.match(text, end):
            placed.document = True
        elif context.DOCUMENT_AFTER.match(text, end) or (context.DOCUMENT_BEFORE.search(behind[-60:]) and not own):
            placed.document = not own
        if placed.document:
            return
        if group.word == "제" and context.KOREAN_BACK.search(behind):
            self._antecedent(index, "")
            return
        if context.IBID.search(behind):
            self._ibid(index)
            return
        back = context.BACK_AFTER.match(text, end)
        if back:
            placed.end = back.end()
            self._antecedent(index, back["noun"] or "")
            return
        if self._unknown_law(placed, behind):
            return
        if own:
            placed.laws = own
            return
        self._carried(index)

    def _unknown_law(self, placed: Placed, behind: str) -> bool:
        """Read a law named in words that nobody knows, after the number or before it."""
        text, end, group = self.text, placed.group.end, placed.group
        shouted = group.word and text[group.start : group.start + 4].isupper() and len(group.word) > 3
        after = context.LAW_AFTER.match(text, end)
        if after and group.kind != "number":
            placed.laws, placed.named, placed.end, placed.suffix = (), after["law"], after.end(), True
            return True
        acronym = None if shouted else context.ACRONYM_AFTER.match(text, end)
        if acronym and self._is_acronym(acronym["law"]):
            placed.laws, placed.named, placed.end, placed.suffix = (), acronym["law"], acronym.end(), True
            return True
        before = (
            context.KOREAN_LAW_BEFORE.search(behind)
            if group.word == "제"
            else context.LAW_BEFORE.search(behind)
            or (context.CODE_BEFORE.search(behind) if group.kind == "section" else None)
            or (None if shouted else context.ACRONYM_BEFORE.search(behind))
        )
        if before and (" " in before["law"].strip() or self._is_acronym(before["law"]) or group.word == "제"):
            placed.laws, placed.named, placed.start = (), before["law"], group.start - len(behind) + before.start("law")
            return True
        return False

    @staticmethod
    def _is_acronym(word: str) -> bool:
        capitals = sum(letter.isupper() for letter in word)
        return capitals >= 2 and len(word) >= 3 and word not in context.NO_LAWS and word.upper() not in context.NO_LAWS

    def _antecedent(self, index: int, noun: str) -> None:
        """Settle `of that Regulation` where one law only was named shortly before."""
        placed = self.placed[index]
        named = self._laws_since(index, self.sentence[index] - 1)
        if len(named) > 1 and noun:
            fitting = {laws for laws in named if any(self._is_called(law, noun) for law in laws)}
            named = fitting or named
        if len(named) == 1:
            placed.laws = next(iter(named))
            if noun and placed.laws and not any(self._is_called(law, noun) for law in placed.laws):
                placed.settled = False
        elif named:
            placed.laws = tuple(dict.fromkeys(law for laws in sorted(named) for law in laws))
            placed.settled = False
        else:
            self._bare(placed)

    def _is_called(self, law: str, noun: str) -> bool:
        naming = self.names.laws.get(law)
        general = noun.casefold() in (
            "statute",
            "legislation",
            "instrument",
            "law",
            "title",
            "gesetz",
            "gesetzes",
            "loi",
            "ley",
            "lei",
        )
        return general or (naming is not None and any(noun.casefold() in name.casefold() for name in naming.names))

    def _ibid(self, index: int) -> None:
        placed = self.placed[index]
        for earlier in range(index - 1, max(-1, index - 4), -1):
            before = self.placed.get(earlier)
            if before and before.laws is not None:
                if placed.start - before.end < LONGEST_GAP:
                    placed.laws, placed.settled = before.laws, before.settled
                break
        if placed.laws is None:
            self._bare(placed)

    def _laws_since(self, index: int, sentence: int) -> set[tuple[str, ...]]:
        """Return the laws named before a mark, back to a sentence."""
        named: set[tuple[str, ...]] = set()
        for earlier in range(index - 1, max(-1, index - 40), -1):
            if self.sentence[earlier] < sentence:
                break
            named |= self._named_by(earlier)
        return named

    def _named_by(self, index: int) -> set[tuple[str, ...]]:
        mark = self.marks[index]
        placed = self.placed.get(index)
        if isinstance(mark, Name):
            return set() if mark.generic else {mark.laws}
        return {placed.laws} if placed and placed.laws is not None else set()

    # -- the only law of the sentence

    def _carried(self, index: int) -> None:
        placed = self.placed[index]
        before = self.placed.get(index - 1)
        listed = self._listed(index - 1, index) if before else False
        if before and listed and before.document:
            placed.document = True
            return
        if before and listed and before.laws is not None and self._same_kind(before.group, placed.group):
            self._carry(placed, before)
            return
        here = self.sentence[index]
        behind = self._laws_since(index, here)
        ahead: set[tuple[str, ...]] = set()
        for following in range(index + 1, min(index + 40, len(self.marks))):
            if self.sentence[following] != here:
                break
            if self.taken.get(following) != "prefix":
                ahead |= self._named_by(following) if isinstance(self.marks[following], Name) else set()
        if not behind and len(ahead) == 1 and self._laws_since(index, here - 1) <= ahead and self._cited_ahead(index):
            behind = ahead
        elsewhere = context.OTHER_AFTER.match(self.text, placed.group.end)
        documents = any(
            p.document
            for i in range(index - 1, max(-1, index - 6), -1)
            if self.sentence[i] == here and (p := self.placed.get(i))
        )
        if len(behind) == 1 and ahead <= behind and not elsewhere and not documents:
            laws = next(iter(behind))
            if laws and self._numbered_so(laws, placed.group) and not self._compared(index):
                placed.laws = laws
                placed.settled = self._settled(laws)
                return
        self._bare(placed)

    def _carry(self, placed: Placed, before: Placed) -> None:
        own = before.laws or ()
        if not own and placed.group.kind == "section" and before.group.kind != "section":
            placed.document = True
            return
        placed.laws, placed.named, placed.settled = before.laws, before.named, before.settled

    @staticmethod
    def _same_kind(one: Group, other: Group) -> bool:
        pair = {one.kind, other.kind}
        return len(pair) == 1 or "section" not in pair

    def _settled(self, laws: tuple[str, ...]) -> bool:
        """Whether some mention of the laws in the text was certain."""
        return laws in self.certain

    def _compared(self, index: int) -> bool:
        """Whether the only law of the sentence is there for comparison."""
        for earlier in range(index - 1, max(-1, index - 40), -1):
            if self.sentence[earlier] != self.sentence[index]:
                return False
            mark = self.marks[earlier]
            if isinstance(mark, Name):
                return context.CONTRAST_BEFORE.search(self.text[max(0, mark.start - 40) : mark.start]) is not None
        return False

    def _cited_ahead(self, index: int) -> bool:
        """Whether the sentence goes on to cite a provision of the one law it names."""
        for following in range(index + 1, min(index + 40, len(self.marks))):
            if self.sentence[following] != self.sentence[index]:
                return False
            placed = self.placed.get(following)
            if placed and placed.laws and placed.suffix:
                return True
        return False

    def _numbered_so(self, laws: tuple[str, ...], group: Group) -> bool:
        """Whether such laws are cited by such words: no `Section 5` of a law of articles."""
        namings = [self.names.laws[law] for law in laws if law in self.names.laws]
        if group.kind == "section":
            return all(n.numbering == "section" for n in namings) and bool(self._by_number(group))
        if group.kind == "article":
            return any(n.numbering == "article" or not n.held for n in namings)
        if group.kind == "other":
            return False
        return any(n.recitals if group.kind == "recital" else n.annexes for n in namings) or not namings[0].held

    def _bare(self, placed: Placed) -> None:
        """Give a number without a law all its candidates, or leave it alone where it is no citation."""
        group = placed.group
        held = [n for n in self.names.laws.values() if n.held]
        if group.kind == "article":
            laws = [n.law for n in held if n.numbering == "article"]
            plain = not group.items[0].labels and (len(group.items[0].root) > 3 or self._heading(group))
            if plain or group.word == "제" or not laws:
                laws = []
        elif group.kind == "recital":
            laws = [n.law for n in held if n.recitals]
        elif group.kind == "annex":
            laws = (
                [n.law for n in held if n.annexes]
                if group.items[0].labels and not group.items[0].root.isdigit()
                else []
            )
        else:
            laws = []
        placed.laws = tuple(laws)
        placed.settled = False
        placed.document = not laws

    def _heading(self, group: Group) -> bool:
        """Whether the number opens a line that it titles: `Article 5. Payment`."""
        nearby = max(0, group.start - 60)
        line = self.text.rfind("\n", nearby, group.start) + 1
        if line == 0 and nearby:
            return False
        if self.text[line : group.start].strip(" \t#*"):
            return False
        return (
            re.match(
                r"\**(?:[ \t]{0,2}[.:–—-][ \t]{1,3}\S|[ \t]{0,2}\n|[ \t]{1,3}\()", self.text[group.end : group.end + 8]
            )
            is not None
        )

    # -- the result

    def _found(self) -> Iterator[Found]:
        end = 0
        for index, mark in enumerate(self.marks):
            placed = self.placed.get(index)
            if isinstance(mark, Name):
                if index not in self.taken and mark.bare and mark.start >= end:
                    yield self._of(mark.start, mark.end, mark.laws, (), mark.words, mark.settled)
                    end = mark.end
                continue
            if placed is None or placed.document:
                continue
            start = max(placed.start, end)
            if start > placed.group.start:
                continue
            stop = (
                len(self.text[: placed.end].rstrip())
                if self.text[placed.end - 1 : placed.end].isspace()
                else placed.end
            )
            laws = placed.laws or ()
            yield self._of(start, stop, laws, self._pinpoints(placed.group, laws), placed.named, placed.settled)
            end = stop

    def _of(
        self, start: int, end: int, laws: tuple[str, ...], numbers: tuple[str, ...], named: str, settled: bool
    ) -> Found:
        return Found(self.text[start:end], start, end, laws, numbers, named, settled)

    def _pinpoints(self, group: Group, laws: tuple[str, ...]) -> tuple[str, ...]:
        namings = [self.names.laws[law] for law in laws if law in self.names.laws]
        hyphenated = any(n.hyphenated for n in namings) and len(namings) == 1
        numbers = pinpoints(group, hyphenated)
        if (
            group.kind == "section"
            and group.word
            and len(namings) == 1
            and namings[0].held
            and namings[0].numbering == "article"
        ):
            return tuple(f"Section-{number}" for number in numbers)
        return numbers
