"""The law's name that stands beside a number, and how closely: `GDPR Art. 6`, `Article 6 of the GDPR`."""

from __future__ import annotations

import re

from memo.citation import context
from memo.citation.items import Group
from memo.citation.names import Name
from memo.citation.scene import Meant, Placed, Scene
from memo.citation.words import ASIDE, BEFORE, OF, STRUCTURE
from memo.late import late

LOOSE, NEAR, CLOSE, OWN = 1, 2, 3, 4
"""A comma before the name; a comma after it; nothing between; an `of` between."""
_NOTHING = late(r"(?:['’]s)?[\"”“»」』》)\]*_\s]*(?:의\s)?[*_]*")
_CALLED = late(r"\sof\sthe\s(?:Act|Regulation|Directive|Law|Code|Statute)\s[(\[][\"“']?")
"""`Article 12 of the Regulation (GDPR)`."""
_QUOTES = ("「」", "『』", "《》", "“”", '""', "«»", "„“", "[]")


def beside(scene: Scene, index: int, group: Group) -> Placed:
    """Return the group with the law whose name stands beside it, if one does."""
    placed = Placed(group, group.start, group.end)
    before, closeness_before = name_before(scene, index)
    after, closeness_after, end = name_after(scene, index)
    if after and closeness_after == LOOSE and _leads(scene, index + 1):
        after = None
    if before and before.code and closeness_before == CLOSE:
        # `16 C.F.R. § 312.3 (COPPA)`: the code says whose number it is.
        after, closeness_after = None, 0
    if before and closeness_before == NEAR and _only_near(scene, group, before):
        before = None
    if after and closeness_after >= closeness_before:
        placed.meant = meant_by(scene, after, group)
        scene.taken.setdefault(index + 1, "suffix")
        placed.end, placed.suffix = end, True
    elif before:
        followed = scene.taken.get(index - 1) == "suffix"
        if followed and group.word == "第":
            placed.document = True
            return placed
        if closeness_before == NEAR and followed and _list_ahead(scene, index):
            return placed
        placed.meant = meant_by(scene, before, group)
        if scene.taken.setdefault(index - 1, "prefix") == "prefix":
            placed.start = _opened(scene.text, before)
            placed.end = _closed(scene.text, before.end, placed.end)
    return placed


def meant_by(scene: Scene, name: Name, group: Group) -> Meant:
    """Return what a name beside a group means; a code means the law whose numbers stand there."""
    if name.generic:
        laws = tuple(law for law in scene.by_number(group) if law in name.laws)
        if len(laws) == 1:
            return Meant(laws, name.words)
        return Meant(name.laws, name.words, settled=False, code=name.code)
    if len(name.laws) > 1 and not name.settled_by and group.word and group.kind != "other":
        fitting = _counted_so(scene, name, group)
        if len(fitting) == 1:
            return Meant(fitting, name.words, settled_by="the word before the number, by which only this law counts")
    return Meant(name.laws, name.words, name.settled, name.settled_by)


def _counted_so(scene: Scene, name: Name, group: Group) -> tuple[str, ...]:
    """Return the laws that count by the group's word, where one of those sharing the name has it as its own.

    `Art. 13 CRA` and `s. 62 CRA` are two laws; `PIPA` is nobody's own name, so
    that its number's word settles nothing.
    """
    namings = scene.namings(name.laws)
    own = any(name.words.casefold() == own.casefold() for naming in namings for own in naming.names)
    if not own or not all(naming.held for naming in namings):
        return ()
    if group.kind == "recital":
        return tuple(naming.law for naming in namings if naming.recitals)
    if group.kind == "annex":
        return tuple(naming.law for naming in namings if naming.annexes)
    return tuple(naming.law for naming in namings if naming.numbering == group.kind)


def name_before(scene: Scene, index: int) -> tuple[Name | None, int]:
    """Return the name right before a mark, and how closely it stands."""
    name = scene.marks[index - 1] if index else None
    start = scene.marks[index].start
    if not isinstance(name, Name) or start - name.end > 40:
        return None, 0
    joint = BEFORE.fullmatch(scene.text, name.end, start)
    if joint is None:
        return None, 0
    return name, CLOSE if _NOTHING.fullmatch(joint[0]) else NEAR


def name_after(scene: Scene, index: int) -> tuple[Name | None, int, int]:
    """Return the name right after a mark, how closely it stands, and where it ends."""
    text, group = scene.text, scene.marks[index]
    name = scene.marks[index + 1] if index + 1 < len(scene.marks) else None
    if not isinstance(name, Name) or name.start - group.end > 130:
        return None, 0, 0
    position = group.end
    for pattern in (ASIDE, STRUCTURE):
        aside = pattern.match(text, position)
        if aside and aside.end() <= name.start:
            position = aside.end()
    joint = OF.fullmatch(text, position, name.start) or _CALLED.fullmatch(text, position, name.start)
    if joint is None:
        return None, 0, 0
    end = name.end
    if joint[0].strip().endswith(("(", "[", "「", "『", "“", '"', "„", "«")) and end < len(text):
        end += text[end] in ')]」』”"“»'
    if re.search(r"\w", joint[0]):
        return name, OWN, end
    return name, LOOSE if "," in joint[0] else CLOSE, end


def _leads(scene: Scene, index: int) -> bool:
    """Whether the name at `index` stands right before a number of its own."""
    following = scene.marks[index + 1] if index + 1 < len(scene.marks) else None
    return isinstance(following, Group) and name_before(scene, index + 1)[1] == CLOSE


def _only_near(scene: Scene, group: Group, name: Name) -> bool:
    """Whether the number after `the GDPR,` or `the GDPR (` is not that law's.

    It is not where the law is named for comparison, where the number says
    whose it is, and where it is a section such as contracts have.
    """
    text = scene.text
    if context.CONTRAST_BEFORE.search(text[max(0, name.start - 40) : name.start]):
        return True
    if points_elsewhere(text, group.end) or context.LAW_AFTER.match(text, group.end):
        return True
    acronym = context.ACRONYM_AFTER.match(text, group.end)
    if acronym and not acronym["joint"].strip() and context.is_acronym(acronym["law"]):
        return True
    if group.kind != "section" or name.generic:
        return False
    first = group.items[0]
    if group.word.startswith("§") or group.unread or len(first.root) > 3 or len(first.labels) > 1:
        return False
    low = re.match(r"\d{1,2}(?!\d)", group.items[0].root) is not None
    return any((n.held and n.numbering == "article") or (low and n.by_number) for n in scene.namings(name.laws))


def points_elsewhere(text: str, end: int) -> bool:
    """Whether the words after a number say that it is this document's or a law's named before."""
    return any(
        pattern.match(text, end)
        for pattern in (context.DOCUMENT_AFTER, context.DOCUMENT_RIGHT_AFTER, context.BACK_AFTER)
    )


def _list_ahead(scene: Scene, index: int) -> bool:
    """Whether a list goes on from here to a number with its law behind it."""
    for following in range(index + 1, min(index + 12, len(scene.marks))):
        if not isinstance(scene.marks[following], Group) or not scene.listed(following - 1, following):
            return False
        if name_after(scene, following)[1] >= CLOSE:
            return True
    return False


def _opened(text: str, name: Name) -> int:
    """Return the start of a name, with the quotation mark before it that closes right after it."""
    pair = text[name.start - 1 : name.start] + text[name.end : name.end + 1]
    return name.start - 1 if pair in _QUOTES else name.start


def _closed(text: str, name_end: int, end: int) -> int:
    """Return the end, with a bracket that opened between name and number and closes right after it."""
    between = text[name_end:end]
    return end + 1 if between.count("(") > between.count(")") and text.startswith(")", end) else end
