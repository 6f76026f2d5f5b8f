"""What a number without a law's name beside it belongs to: this document, a law nobody knows, a law named before.

Certain or not at all: one list carries its law on, a phrase points back to
the one law named before it, a sentence names one law only. Everything else
keeps all its candidates.
"""

from __future__ import annotations

from msgspec.structs import replace

from memo.citation import context
from memo.citation.items import Group
from memo.citation.names import Name
from memo.citation.roots import of_french_code
from memo.citation.scene import LONGEST_GAP, Meant, Placed, Scene
from memo.citation.words import SCHEDULE, word_set
from memo.late import late

_LAW_IN_GENERAL = word_set(
    """
    statute legislation instrument law title gesetz gesetzes loi ley lei norma
    """
)
_TITLED = late(r"\*{0,4}(?:[ \t]{0,2}[.:–—-][ \t]{1,3}\S|[ \t]{0,2}\n|[ \t]{1,3}\()")


def place(scene: Scene, index: int, placed: Placed) -> None:
    """Find out whose a number is from what stands around it."""
    group, text = placed.group, scene.text
    floor = scene.marks[index - 1].end if index else 0
    behind = text[max(floor, group.start - 110) : group.start]
    if group.unread:
        before = scene.placed.get(index - 1)
        french = of_french_code(group.items[0].root)
        if before and before.meant is not None and scene.listed(index - 1, index):
            placed.meant = before.meant
        elif french and (back := context.BACK_AFTER.match(text, group.end)):
            placed.end = back.end()
            _point_back(scene, index, placed, back["noun"] or "")
        elif french and (laws := _only_law(scene, index, group)):
            placed.meant = Meant(laws, settled=laws in scene.certain)
        else:
            placed.document = True
        return
    own = scene.by_number(group, bare=True) if group.kind in ("section", "article", "other") else ()
    if not group.items[0].root or group.word in SCHEDULE or _of_document(text, placed, behind, known=bool(own)):
        placed.document = True
    elif group.word == "제" and context.KOREAN_BACK.search(behind):
        _point_back(scene, index, placed, "")
    elif not own and context.IBID.search(behind):
        _repeat(scene, index, placed)
    elif back := context.BACK_AFTER.match(text, group.end):
        placed.end = back.end()
        _point_back(scene, index, placed, back["noun"] or "")
    elif _names_unknown_law(text, placed, behind):
        return
    elif own:
        placed.meant = Meant(own)
    elif unknown := _unknown_ahead(scene, index):
        placed.meant, placed.suffix = Meant((), unknown), True
    else:
        _carry(scene, index, placed)


def _of_document(text: str, placed: Placed, behind: str, known: bool) -> bool:
    """Whether the number is of a contract, of this text, or part of a body's name."""
    end = placed.group.end
    if context.NOT_A_LAW_AFTER.match(text, end) or context.DOCUMENT_RIGHT_AFTER.match(text, end):
        return True
    if known:
        return False
    document = context.DOCUMENT_AFTER.match(text, end)
    if document:
        placed.end = document.end()
        return True
    return context.DOCUMENT_BEFORE.search(behind[-60:]) is not None


def _names_unknown_law(text: str, placed: Placed, behind: str) -> bool:
    """Read a law named in words that nobody knows, after the number or before it."""
    group = placed.group
    shouted = len(group.word) > 3 and text[group.start : group.start + 4].isupper()
    after = context.LAW_AFTER.match(text, group.end)
    if after is None and not shouted and group.kind != "other":
        after = context.ACRONYM_AFTER.match(text, group.end)
        after = after if after and context.is_acronym(after["law"]) else None
    if after:
        placed.meant, placed.end, placed.suffix = Meant((), after["law"]), after.end(), True
        return True
    if group.word == "제":
        before = context.KOREAN_LAW_BEFORE.search(behind)
    elif group.word == "第":
        before = context.HAN_LAW_BEFORE.search(behind)
    elif group.word in context.TURKISH:
        before = context.TURKISH_LAW_BEFORE.search(behind)
    else:
        before = context.LAW_BEFORE.search(behind)
        if before is None and group.kind == "section":
            before = context.CODE_BEFORE.search(behind)
        if before is None and not shouted and group.kind != "other":
            before = context.ACRONYM_BEFORE.search(behind)
    if before is None:
        return False
    law = before["law"].strip()
    for joint in ("\n\n", "of ", "and "):
        law = law.rpartition(joint)[2] if joint == "\n\n" else law.removeprefix(joint)
    if not (" " in law or context.is_acronym(law) or group.word in context.NO_SPACES):
        return False
    placed.meant, placed.start = Meant((), law), group.start - len(behind) + behind.index(law, before.start("law"))
    return True


def _unknown_ahead(scene: Scene, index: int) -> str:
    """Return the law nobody knows that ends the list going on from here: `Article 7 and Article 52 of the Charter`."""
    for following in range(index + 1, min(index + 6, len(scene.marks))):
        group = scene.marks[following]
        if not isinstance(group, Group) or not scene.listed(following - 1, following):
            return ""
        placed = scene.placed.get(following)
        if placed is None or not placed.open:
            return ""
        after = context.LAW_AFTER.match(scene.text, group.end)
        if after:
            return after["law"]
    return ""


def _point_back(scene: Scene, index: int, placed: Placed, noun: str) -> None:
    """Settle `of that Regulation` where one law only was named shortly before."""
    named = scene.laws_since(index, scene.sentence[index] - 1)
    if len(named) > 1 and noun:
        named = {laws for laws in named if any(_is_called(scene, law, noun) for law in laws)} or named
    if not named:
        leave_open(scene, placed)
        return
    laws = tuple(dict.fromkeys(law for group in sorted(named) for law in group))
    called = not noun or not laws or any(_is_called(scene, law, noun) for law in laws)
    placed.meant = Meant(laws, settled=len(named) == 1 and called)


def _is_called(scene: Scene, law: str, noun: str) -> bool:
    """Whether some name of the law holds the word by which a text points back to it."""
    folded = noun.casefold()
    if folded in _LAW_IN_GENERAL:
        return True
    return any(folded in name.casefold() for naming in scene.namings((law,)) for name in naming.names)


def _repeat(scene: Scene, index: int, placed: Placed) -> None:
    """Give `ibid., Art. 21` the law of the citation right before it."""
    for earlier in range(index - 1, max(-1, index - 4), -1):
        before = scene.placed.get(earlier)
        if before and before.meant is not None:
            if placed.start - before.end < LONGEST_GAP:
                placed.meant = before.meant
            break
    if placed.meant is None:
        leave_open(scene, placed)


def _carry(scene: Scene, index: int, placed: Placed) -> None:
    """Carry on the law of the list the number stands in, else the only law of its sentence."""
    before = scene.placed.get(index - 1)
    if before and scene.listed(index - 1, index):
        alike = before.group.kind == placed.group.kind or "section" not in (before.group.kind, placed.group.kind)
        if before.document and alike:
            placed.document = True
            return
        if before.meant is not None and alike:
            placed.meant = before.meant
            return
    laws = _only_law(scene, index, placed.group)
    if laws:
        placed.meant = Meant(laws, settled=laws in scene.certain)
    else:
        leave_open(scene, placed)


def _only_law(scene: Scene, index: int, group: Group) -> tuple[str, ...]:
    """Return the law that the number's sentence names, where it is the only one and is not there for comparison."""
    if group.word in ("第", *context.TURKISH):
        return ()
    here = scene.sentence[index]
    behind = scene.laws_since(index, here)
    ahead: set[tuple[str, ...]] = set()
    for following in scene.following(index):
        if scene.taken.get(following) != "prefix" and isinstance(scene.marks[following], Name):
            ahead |= scene.named_by(following)
    if not behind and len(ahead) == 1 and scene.laws_since(index, here - 1) <= ahead and _cited_ahead(scene, index):
        behind = ahead
    if len(behind) != 1 or not ahead <= behind or context.OTHER_AFTER.match(scene.text, group.end):
        return ()
    if any(p.document for i in scene.preceding(index) if (p := scene.placed.get(i))) or _compared(scene, index):
        return ()
    laws = next(iter(behind))
    return laws if laws and _cited_so(scene, laws, group) else ()


def _cited_ahead(scene: Scene, index: int) -> bool:
    """Whether the sentence goes on to cite a provision of the one law it names."""
    later = (scene.placed.get(following) for following in scene.following(index))
    return any(p is not None and p.suffix and p.meant is not None and bool(p.meant.laws) for p in later)


def _compared(scene: Scene, index: int) -> bool:
    """Whether the nearest law before the number is there for comparison."""
    for earlier in scene.preceding(index):
        mark = scene.marks[earlier]
        if isinstance(mark, Name):
            return context.CONTRAST_BEFORE.search(scene.text[max(0, mark.start - 40) : mark.start]) is not None
    return False


def _cited_so(scene: Scene, laws: tuple[str, ...], group: Group) -> bool:
    """Whether such laws are cited by such words: no `Section 5` of a law of articles."""
    namings = scene.namings(laws)
    if group.kind == "section":
        return bool(scene.by_number(group)) and all(n.numbering == "section" for n in namings)
    if group.kind == "article":
        return any(n.numbering == "article" or not n.held for n in namings)
    if group.kind == "other":
        return False
    return any((n.recitals if group.kind == "recital" else n.annexes) or not n.held for n in namings)


def leave_open(scene: Scene, placed: Placed) -> None:
    """Give a number without a law all its candidates, or leave it alone where it is no citation.

    A bare `Article 22`, `Recital 47` or `Annex III, point 1` is a citation of
    some law; a bare `Section 5` is of anything, an `Article 5.` that titles a
    line is of this document.
    """
    group = placed.group
    if not group.items[0].root:
        placed.document = True
        return
    held = [naming for naming in scene.names.laws.values() if naming.held]
    first = group.items[0]
    laws: list[str] = []
    if group.kind == "article" and group.word not in (*context.NO_SPACES, "maddesi", "m", ""):
        if first.labels or (len(first.root) <= 3 and not _titles_line(scene.text, group)):
            laws = [n.law for n in held if n.numbering == "article"]
    elif group.kind == "recital":
        laws = [n.law for n in held if n.recitals]
    elif group.kind == "annex" and first.labels and not first.root.isdigit():
        laws = [n.law for n in held if n.annexes]
    placed.meant = Meant(tuple(laws), settled=False)
    placed.document = not laws


def _titles_line(text: str, group: Group) -> bool:
    """Whether the number opens a line that it titles: `Article 5. Payment`."""
    nearby = max(0, group.start - 60)
    line = text.rfind("\n", nearby, group.start) + 1
    if (line == 0 and nearby) or text[line : group.start].strip(" \t#*"):
        return False
    return _TITLED.match(text[group.end : group.end + 8]) is not None


def join_candidates(one: Meant, other: Meant) -> Meant:
    """Return both as candidates, where the text leaves open which is meant."""
    return replace(other, laws=tuple(dict.fromkeys((*one.laws, *other.laws))), settled=False)
