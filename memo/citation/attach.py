"""Joining numbers to the laws they belong to, and giving up where the text does not say.

In order: the name that stands beside the number; the list that ends in a
name; a phrase that points back or to this document; the only law of the
sentence. What remains is ambiguous, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from memo.citation import uncounted
from memo.citation.around import join_candidates, place
from memo.citation.beside import beside, points_elsewhere
from memo.citation.items import Group, pinpoints
from memo.citation.names import Name, NameTable
from memo.citation.naming import Found
from memo.citation.scene import Mark, Meant, Placed, Scene
from memo.late import late

_FRENCH = late(r"RGPD|règlement|Règlement")
_NOTE = late(r"(?<=[)\]])\d{1,3}$")


def attach(
    text: str, marks: Sequence[Mark], names: NameTable, numbers: Sequence[tuple[str, re.Pattern[str]]]
) -> Iterator[Found]:
    """Yield the citations that the marks of a text make, in order."""
    scene = Scene.of(text, marks, names, numbers)
    groups = list(scene.groups())
    for index, group in groups:
        scene.placed[index] = beside(scene, index, group)
    for index, _ in reversed(groups):
        _take_from_list(scene, index)
    for index, _ in groups:
        if scene.placed[index].open:
            place(scene, index, scene.placed[index])
    yield from _citations(scene)


def _take_from_list(scene: Scene, index: int) -> None:
    """Give a number the law that stands at the end of its list: `Art. 13 and Art. 14 of the GDPR`.

    Where the list also began with another law before its number, both remain
    candidates.
    """
    placed, following = scene.placed[index], scene.placed.get(index + 1)
    if not placed.open or following is None or not following.suffix or following.meant is None:
        return
    if not scene.listed(index, index + 1) or points_elsewhere(scene.text, placed.group.end):
        return
    placed.meant, placed.suffix = following.meant, True
    before = scene.placed.get(index - 1)
    rival = before.meant if before and not before.suffix and scene.listed(index - 1, index) else None
    if rival and rival.laws and rival.laws != placed.meant.laws:
        placed.meant = join_candidates(rival, placed.meant)


def _citations(scene: Scene) -> Iterator[Found]:
    """Yield each placed number with its law, and each name that no number took, none overlapping another."""
    end = 0
    for index, mark in enumerate(scene.marks):
        if isinstance(mark, Name):
            if index not in scene.taken and mark.bare and mark.start >= end:
                found = _whole_law(scene, mark, end)
                yield found
                end = found.end
            continue
        placed = scene.placed[index]
        start = max(placed.start, end)
        if placed.document or placed.meant is None or start > placed.group.start:
            continue
        while start < placed.group.start and scene.text[start].isspace():
            start += 1
        end = _trimmed(scene.text, placed)
        yield _found(scene, start, end, placed.meant, _numbers(scene, placed.group, placed.meant))


def _whole_law(scene: Scene, name: Name, floor: int) -> Found:
    """Return the citation of a law by its name alone, or of the part of it that no outline counts."""
    meant = Meant(name.laws, name.words, name.settled, name.settled_by)
    before = uncounted.before(scene.text, name.start) if name.laws else None
    if before and before[0] >= floor:
        return _found(scene, before[0], name.end, meant, (before[1],))
    after = uncounted.after(scene.text, name.end) if name.laws else None
    if after:
        return _found(scene, name.start, after[0], meant, (after[1],))
    return _found(scene, name.start, name.end, meant, ())


def _found(scene: Scene, start: int, end: int, meant: Meant, numbers: tuple[str, ...]) -> Found:
    text = scene.text[start:end]
    return Found(text, start, end, meant.laws, numbers, meant.named, meant.settled, meant.settled_by, meant.code)


def _trimmed(text: str, placed: Placed) -> int:
    """Return where the citation ends, without a space or a bracket that was opened before it."""
    end = placed.end
    while end > placed.group.start and text[end - 1].isspace():
        end -= 1
    if note := _NOTE.search(text, max(placed.group.start, end - 5), end):
        end = note.start()
    own = text[placed.start : end]
    if own.endswith(")") and own.count(")") > own.count("("):
        before = text[max(0, placed.start - 200) : placed.start]
        end -= before.rfind("(") > before.rfind(")")
    return end


def _numbers(scene: Scene, group: Group, meant: Meant) -> tuple[str, ...]:
    """Return the group's provisions as its law counts them; a section of a law of articles is none of its own."""
    namings = scene.namings(meant.laws)
    only = namings[0] if len(namings) == 1 else None
    hyphenated = any(n.hyphenated for n in namings) if meant.code else only is not None and only.hyphenated
    gaps = group.kind == "section" and any(n.law in scene.names.parts_of_codes for n in namings)
    french = group.kind == "article" and _FRENCH.match(meant.named) is not None
    numbers = pinpoints(group, hyphenated, known=only is not None or meant.code, gaps=gaps, french=french)
    if namings:
        # A slash parts the number of a code from its chapter; of the laws held, New Jersey's alone count with a colon.
        own = [pattern for law, pattern in scene.numbers if law in meant.laws]
        numbers = tuple(n if any(p.match(n) for p in own) else re.sub("[/:]", "-", n) for n in numbers)
    if only and only.annexes and only.numbering == "section" and group.word in ("principle", "principles"):
        # Principles are counted in a schedule of the law, as in Canada.
        return tuple(f"Annex 1({number})" for number in numbers)
    if only and only.held and only.numbering == "article" and group.kind == "section" and group.word:
        return tuple(f"Section-{number}" for number in numbers)
    return numbers
