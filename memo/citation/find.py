"""Reading the citations of a text, with exact offsets: which law each names, and which provisions.

Whether a provision exists is the library's question. A law is attached to a
number only where the text is certain: the name stands beside it, or one list
carries it on, or the sentence names one law only. What stays open comes out
with every candidate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from memo.citation.acts import CODE
from memo.citation.attach import attach
from memo.citation.groups import (
    read_after_name,
    read_counted_schedule,
    read_french,
    read_french_inside_out,
    read_group,
    read_inside_out,
    read_of_schedule,
    read_plain,
    read_subsection,
)
from memo.citation.han import HAN, read_han
from memo.citation.items import Group
from memo.citation.korean import KOREAN, read_korean
from memo.citation.names import Name, NameTable
from memo.citation.naming import Found, Naming
from memo.citation.postfix import read_postfix
from memo.citation.roots import FRENCH_PARTS, KINDS, kind_of
from memo.citation.scene import DISTINCT
from memo.citation.table import Filed, filed
from memo.citation.view import in_plain_digits, markdown_view, plain_view
from memo.citation.words import LEVEL_WORDS, PLACES_IN_ROW, PRINCIPLES
from memo.late import late

__all__ = ["CitationReader", "Found", "Naming"]

_WORD = late(r"§{1,2}|[^\W\d_]+|\d+")
_PLAIN = late(rf"(?<![\w.])(?:{DISTINCT.pattern})(?!\w)")
_NO_PROSE = late(
    r"(?:https?://|www\.)[^\s<>()\"]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}|(?<![\w/.-])[\w/.-]{1,200}\.(?:ya?ml|json|pdf|md|html?|txt)(?!\w)"
)


class CitationReader:
    """Finds the citations of the laws it was told of, and those of laws that nobody knows.

    >>> reader = CitationReader([Naming("eu-gdpr", ("GDPR",))])
    >>> [(found.text, found.laws, found.pinpoints) for found in reader.find("See Art. 6(1)(f) GDPR.")]
    [('Art. 6(1)(f) GDPR', ('eu-gdpr',), ('6(1)(f)',))]
    """

    def __init__(self, namings: Sequence[Naming], names: Filed | None = None) -> None:
        """Make a reader; `names` are those of the laws as `filed` files them, where they are at hand."""
        self.namings = tuple(namings)
        self.names = NameTable(self.namings, names or filed(self.namings))
        parts = (part.casefold() for part in FRENCH_PARTS)
        self.openers = frozenset((*self.names.by_word, *self.names.heads, *KINDS, *LEVEL_WORDS, *PLACES_IN_ROW, *parts))
        self._numbers = [(n.law, late(n.numbers)) for n in self.namings if n.numbers]

    def find(self, text: str, markdown: bool = False) -> tuple[Found, ...]:
        """Return every citation of the text in its order, none overlapping another.

        Offsets count in `text` as it is given; in Markdown, code and link
        targets are not read.
        """
        view = markdown_view(text) if markdown else None
        runs = plain_view(view.text if view else text)
        seen = runs.text if runs else view.text if view else text
        seen = in_plain_digits(seen)
        marks = _apart(sorted(self._marks(seen), key=lambda mark: (mark.start, -mark.end)))
        found = tuple(attach(seen, marks, self.names, self._numbers))
        for through in (runs, view):
            if through:
                found = tuple(replace(f, start=through.start(f.start), end=through.end(f.end)) for f in found)
        if runs or view or seen is not text:
            found = tuple(replace(f, text=text[f.start : f.end]) for f in found)
        return found

    def _marks(self, text: str) -> Iterator[Name | Group]:
        """Yield names of laws and groups of provisions, overlaps included."""
        silent = [match.span() for match in _NO_PROSE.finditer(text)] if "." in text or "/" in text else []
        silent.append((len(text) + 1, len(text) + 1))
        quiet, end, degrees = 0, 0, "°" in text
        openers, digits = self.openers, frozenset("0123456789")
        for match in _WORD.finditer(text):
            word, start = match[0], match.start()
            if start < end:
                continue
            folded = word.casefold()
            points = (
                read_french_inside_out(text, start) if degrees and "°" in text[match.end() : match.end() + 2] else None
            )
            if folded not in openers and points is None and not (word[0] in digits and CODE.match(text, start)):
                continue
            kind = kind_of(folded)
            while silent[quiet][1] <= start:
                quiet += 1
            if silent[quiet][0] <= start:
                continue
            before = text[start - 1 : start]
            if (before.isalnum() and word[0] != "§" and start != end) or before == "_":
                continue
            principles = PRINCIPLES.match(text, start) if folded == "australian" else None
            mark: Name | Group | None = points or (
                read_group(text, start, "apps", principles.end()) if principles else self.names.at(text, start, word)
            )
            if mark is None and folded in LEVEL_WORDS:
                mark = read_inside_out(text, start)
                if mark is None and folded.startswith("subsec"):
                    mark = read_subsection(text, start, match.end())
            if mark is None and not kind and text.startswith(" Schedule", match.end()):
                mark = read_counted_schedule(text, start)
            if mark is None and word in FRENCH_PARTS:
                mark = read_french(text, start)
            if mark is None and kind:
                mark = read_group(text, start, word, match.end())
                if mark and mark.kind == "other":
                    mark = read_of_schedule(text, mark) or mark
            if mark is not None:
                yield mark
                end = mark.end
            if isinstance(mark, Name) and (mark.code or len(mark.laws) == 1):
                group = read_after_name(text, end, self._numbering_of(mark))
                if group:
                    yield group
                    end = group.end
        yield from self.names.in_foreign_script(text)
        yield from read_postfix(text)
        if "제" in text:
            yield from _successive(text, KOREAN, read_korean)
        if "条" in text or "條" in text:
            yield from _successive(text, HAN, read_han)
        if self._numbers:
            yield from _successive(text, _PLAIN, self._read_plain)

    def _numbering_of(self, name: Name) -> str:
        """Return how the numbers are written that follow a name with no word between."""
        if name.code:
            return "code" if re.search(r"[\d.]", name.words) or name.words.isupper() else "section"
        return self.names.laws[name.laws[0]].numbering

    def _read_plain(self, text: str, match: re.Match[str]) -> Group | None:
        """Return the provisions at a number that by itself names one of the laws."""
        if not any(pattern.fullmatch(match[0]) for _, pattern in self._numbers):
            return None
        return read_plain(text, match)


def _successive(
    text: str, pattern: re.Pattern[str], read: Callable[[str, re.Match[str]], Group | None]
) -> Iterator[Group]:
    """Yield the groups that begin where the pattern matches, none inside an earlier one."""
    end = 0
    for match in pattern.finditer(text):
        group = read(text, match) if match.start() >= end else None
        if group:
            yield group
            end = group.end


def _apart(marks: list[Name | Group]) -> list[Name | Group]:
    """Return the marks with none inside or across an earlier one."""
    kept: list[Name | Group] = []
    end = 0
    for mark in marks:
        if mark.start >= end:
            kept.append(mark)
            end = mark.end
    return kept
