"""The provisions that a text cites as values: single ones, what stands beside or between them, and memo's form of them.

A hyphen between two numbers is kept as it stands until the law is known:
`28-8` is one article in Korea and `13-14` a range elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from memo.late import late

LONGEST_RANGE = 120
"""More articles than this in one range are given by their two ends."""


class Item(Struct, frozen=True):
    """One provision as written; `upto` is the number after a hyphen or a `to`, `hyphen` that it was a hyphen."""

    root: str
    labels: tuple[str, ...] = ()
    upto: str = ""
    hyphen: bool = False
    levels: tuple[str, ...] = ()
    """For each label how it was written: `paragraph`, `point`, or nothing for brackets."""


class Group(Struct):
    """The provisions that follow one introducing word, from `start` to `end` of the text."""

    kind: str
    start: int
    end: int
    word: str = ""
    plural: bool = False
    items: list[Item] = field(default_factory=list)
    unread: bool = False
    """The number is none that laws have; it counts only beside a law's name."""


def deeper(item: Item, label: str, level: str = "") -> Item:
    return replace(item, labels=(*item.labels, label), levels=(*item.levels, level))


def series(label: str) -> set[str]:
    """Return which series a label may belong to."""
    kinds = set()
    if label.startswith("§"):
        return {"§"}
    if label[0].isdigit():
        return {"number"}
    if re.fullmatch("[ivxl]+", label):
        kinds.add("roman")
    if re.fullmatch("[IVXL]+(?:-[A-Z])?", label):
        kinds.add("ROMAN")
    if len(label) <= 2:
        kinds.add("letter" if label.islower() else "LETTER")
    return kinds or {"other"}


def beside(item: Item, label: str, level: str = "") -> Item:
    """Return the provision that stands beside the last one of the label's series, else one level deeper."""
    kinds = series(label)
    for index in range(len(item.labels) - 1, -1, -1):
        same = item.levels[index] == level if level and item.levels[index] else True
        if same and kinds & series(item.labels[index]):
            return Item(
                item.root, (*item.labels[:index], label), levels=(*item.levels[:index], level or item.levels[index])
            )
    return deeper(Item(item.root, item.labels, levels=item.levels), label, level)


def between(first: Item, last: Item) -> Iterator[Item]:
    """Yield what stands between the two ends of a range of labels or of articles."""
    if first.labels and last.labels and first.root == last.root and len(first.labels) == len(last.labels):
        one, other = first.labels[-1], last.labels[-1]
        for label in run(one, other):
            yield Item(first.root, (*first.labels[:-1], label), levels=first.levels)
    elif not first.labels and not last.labels:
        for root in run(first.root, last.root):
            yield Item(root)


def run(first: str, last: str) -> list[str]:
    """Return the labels strictly between two, where the series is certain and short.

    >>> run("13", "16"), run("a", "d"), run("1798.100", "1798.199")
    (['14', '15'], ['b', 'c'], [])
    """
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= LONGEST_RANGE:
        return [str(number) for number in range(int(first) + 1, int(last))]
    stem, hyphen, low = first.partition("-")
    if hyphen and last.startswith(f"{stem}-") and low.isdigit():
        return [f"{stem}-{number}" for number in run(low, last.partition("-")[2])]
    if (
        len(first) == len(last) == 1
        and first.isascii()
        and first.isalpha()
        and first.islower() == last.islower()
        and first < last
    ):
        return [chr(code) for code in range(ord(first) + 1, ord(last))]
    return []


_SPANNED = late(r"(\d{1,5})-(\d{1,5})")


def pinpoints(
    group: Group, hyphenated: bool, known: bool = False, gaps: bool = False, french: bool = False
) -> tuple[str, ...]:
    """Return the group's provisions in memo's form, ranges written out.

    `hyphenated` says that the law has articles such as `28-8`, `known` that
    the law is known at all: only then is `§§ 1-16` surely a range. A law with
    `gaps` is part of a code: a range there is given by its two ends. `french`
    says that the law is named in French, whose `15-1` is 15(1).

    >>> pinpoints(Group("article", 0, 0, items=[Item("13", upto="15", hyphen=True)]), hyphenated=False)
    ('13', '14', '15')
    >>> pinpoints(Group("article", 0, 0, items=[Item("28", ("1",), "8", True)]), hyphenated=True)
    ('28-8(1)',)
    >>> pinpoints(Group("section", 0, 0, plural=True, items=[Item("5-7")]), hyphenated=False, known=True)
    ('5', '6', '7')
    """
    prefix = "APP " if group.word in ("app", "apps") else {"recital": "Recital ", "annex": "Annex "}.get(group.kind, "")
    written: dict[str, None] = {}
    for item in group.items:
        tail = "".join(f"({label})" for label in item.labels)
        if prefix == "APP " and item.labels and "." not in item.root:
            tail = f".{item.labels[0]}{tail.partition(')')[2]}"
        if not item.root:
            written[prefix.strip() + tail] = None
            continue
        rising = item.root.isdigit() and item.upto.isdigit() and int(item.root) < int(item.upto)
        dotted = "." in item.root and "." in item.upto
        spanned = _SPANNED.fullmatch(item.root) if group.kind == "section" and group.plural and known else None
        if spanned and not hyphenated and not item.upto and int(spanned[1]) < int(spanned[2]):
            for root in (spanned[1], *(() if gaps else run(spanned[1], spanned[2]))):
                written[root] = None
            written[f"{spanned[2]}{tail}"] = None
            continue
        if french and item.upto and item.hyphen and not rising and not hyphenated and len(item.upto) < 3:
            written[f"{prefix}{item.root}({item.upto}){tail}"] = None
        elif item.upto and item.hyphen and not dotted and (not rising or (hyphenated and not group.plural)):
            written[f"{prefix}{item.root}-{item.upto}{tail}"] = None
        elif item.upto:
            written[f"{prefix}{item.root}"] = None
            for root in () if gaps else run(item.root, item.upto):
                written[prefix + root] = None
            written[f"{prefix}{item.upto}{tail}"] = None
        else:
            written[f"{prefix}{item.root}{tail}"] = None
    return tuple(written)
