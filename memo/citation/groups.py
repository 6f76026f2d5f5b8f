"""Reading provisions where they begin: after an introducing word or a law's name, inside out, by number alone."""

from __future__ import annotations

import re

from msgspec.structs import replace

from memo.citation.items import Group, Item, deeper, run
from memo.citation.labels import BARE, BRACKET, plain, read_labels
from memo.citation.lists import read_list
from memo.citation.roots import kind_of, of_french_code, read_french_root, read_root, skip
from memo.citation.unread import read_unread
from memo.citation.words import AND, ET_SEQ, LEVEL, ORDINAL, PLACES_IN_ROW, PLURAL, TO
from memo.late import late

TURKISH = ("madde", "md", "m")
_BRACKETED = late(r"\d{1,20}[a-z]?(?:\.\d{1,4}){0,2}\((?:\d{1,20}|[a-z]{1,4})\)")
_INSIDE = late(
    r",?\s{1,3}(?:of|in|under|to|del?|do|da|du|des|der|von|zu)\s{1,2}(?:the\s|la\s|l['’]|el\s)?|\s{1,2}(?:de\sl['’])",
    re.IGNORECASE,
)
_SUBPARAGRAPH = late(r"(?:the\s)?(?:first|second|third)\ssubparagraph\sof\s", re.IGNORECASE)
_OF_SECTION = late(r"\s{1,2}\d{1,4}(?:\.\d{1,3})?\s?\((?:\d|[a-z]\))")
_ONLY_ANNEX = late(
    r"(?:Annex|Anhang)(?=\s(?:(?:to|of|der|des)\s|[A-Z]))|[Aa]nnexe(?=\s(?:du|de\sla)\s)|[Aa]nexo(?=\s(?:del|de\sla|do|da)\s)"
)
"""An annex without a number; which law has only one is the library's question."""
_ORDINAL_DOT = late(r"\.(?=\s{0,3}\(|\s{1,3}(?:sta|st\.|toč|[A-ZČŠŽĆĐ]{2,}|Opće|Uredbe|Zakona|Splošne))")
"""The full stop of an ordinal, `članka 6. stavka 1.`, which ends no sentence."""
_SECTION_SIGN = late(r"(?<!['’])s(?: |(?=\d{1,3}[ (]))")
"""`s 160`, and `s160` where the number stands by itself."""
_ACRONYM = late(r"[A-ZÇĞİÖŞÜ]{2,8}(?:['’]\w{1,4})?\s$")
"""What must stand before `m. 5`, the Turkish abbreviation of an article."""
_TURKISH_LABELS = late(r"/(\d{1,2})(?!\d)(?:\s?[-/,.]?\s?\(?([a-zçğıöşü])\)?(?![\w]))?")
"""Paragraph and point after a stroke: `m. 5/2-f` is `5(2)(f)`."""
_OR_MORE = late(r"\((?:s|n|es|os|e)\)\.?")
"""The ending of a plural that is left open: `Article(s) 6`."""
_COUNTED_SCHEDULE = late(rf"({'|'.join(PLACES_IN_ROW)})\sSchedule(?!\w)", re.IGNORECASE)
_NUMBERED = late(r"(?:No\.?|Nr\.?|nº|n°|№|#|number)\s{0,2}(?=\d)", re.IGNORECASE)
_FRENCH_POINTS = late(
    r"(?P<points>\d{1,2}\s?°(?:(?:,\s|\set\s)\d{1,2}\s?°){0,6})\s(?:du\s(?P<part>[IVX]{1,4})\s)?de\sl['’](?=article\s)"
)
_INTRODUCER = late(r"[^\W\d_]+|§{1,2}")


def read_group(text: str, start: int, word: str, after: int) -> Group | None:
    """Return the provisions that follow an introducing word ending at `after`, or nothing where no number does."""
    folded = word.casefold()
    kind = kind_of(folded)
    plural = folded in PLURAL
    position = after
    if open_plural := _OR_MORE.match(text, position):
        position, plural = open_plural.end(), True
    if text.startswith(" . ", position) and folded in ("art", "arts", "sec", "para"):
        position += 2
    elif text.startswith(".", position):
        position += 1
        if word in ("S", "R") and not text[position : position + 1].isspace():
            # `S.4` and `R.6` number headings.
            return None
    elif word in ("S", "R") or (word == "s" and not _SECTION_SIGN.match(text, start)):
        return None
    if folded == "md" and (word != "md" or text[after : after + 1].isdigit()):
        # `MD5` is no article.
        return None
    if folded == "m" and (word == "M" or position == after or not _ACRONYM.search(text[max(0, start - 14) : start])):
        return None
    position = skip(text, position)
    if kind in ("article", "recital") and (numbered := _NUMBERED.match(text, position)):
        position = numbered.end()
    if kind == "section" and text.startswith("§", position):
        position = skip(text, position + 1)
    first = read_root(text, position, kind, first=True)
    unread = first is None
    first = first or read_unread(text, position)
    if first is None:
        return Group(kind, start, after, folded, items=[Item("")]) if _ONLY_ANNEX.match(text, start) else None
    # Every French code numbers so: the number counts only beside the name of one.
    unread = unread or of_french_code(first[0])
    group = Group(kind, start, first[1], folded, plural or word == "§§", unread=unread)
    if folded in ORDINAL and (dot := _ORDINAL_DOT.match(text, first[1])):
        group.end = dot.end()
    item = Item(first[0])
    turkish = _TURKISH_LABELS.match(text, group.end) if folded in TURKISH else None
    if turkish:
        for label in filter(None, turkish.groups()):
            item, group.end = deeper(item, label), turkish.end()
    item, position = read_labels(text, group.end, kind, item)
    group.items.append(item)
    group.end = read_list(text, position, group)
    seq = ET_SEQ.match(text, group.end)
    if seq:
        group.end = seq.end()
        more = read_list(text, group.end, group)
        group.end = more
    return group


def read_of_schedule(text: str, group: Group) -> Group | None:
    """Return the parts of a schedule that stand before it: `Principles 4.3 and 4.7 of Schedule 1`."""
    of = _INSIDE.match(text, group.end)
    word = _INTRODUCER.match(text, of.end()) if of else None
    if word is None or kind_of(word[0].casefold()) != "annex":
        return None
    schedule = read_group(text, word.start(), word[0], word.end())
    if schedule is None or len(schedule.items) != 1 or not schedule.items[0].root:
        return None
    items = [
        replace(
            deeper(schedule.items[0], item.root, "point"), labels=(*schedule.items[0].labels, item.root, *item.labels)
        )
        for item in group.items
    ]
    items = [replace(item, levels=("point",) * len(item.labels)) for item in items]
    return replace(schedule, start=group.start, items=items)


def read_counted_schedule(text: str, start: int) -> Group | None:
    """Return the schedule that is counted in words, `the Second Schedule`, with what stands below it."""
    match = _COUNTED_SCHEDULE.match(text, start)
    if match is None:
        return None
    group = Group("annex", start, match.end(), "schedule")
    item, position = read_labels(text, match.end(), "annex", Item(str(PLACES_IN_ROW.index(match[1].casefold()) + 1)))
    group.items.append(item)
    group.end = position
    return group


def read_plain(text: str, match: re.Match[str]) -> Group | None:
    """Return the provisions that begin at a number which names its law by itself, such as `1798.120(a)`."""
    start = match.start()
    root = read_root(text, start, "section", first=True)
    if root is None:
        return None
    group = Group("section", start, root[1])
    item, position = read_labels(text, root[1], "section", Item(root[0]))
    group.items.append(item)
    group.end = read_list(text, position, group)
    return group


def read_subsection(text: str, start: int, after: int) -> Group | None:
    """Return the section of `subsection 5(3)`, where the word is of the label and the number has its section.

    >>> group = read_subsection("subsection 5(3) of PIPEDA", 0, 10)
    >>> group and (group.kind, group.items[0].root, group.items[0].labels)
    ('section', '5', ('3',))
    """
    word = "sections" if text[after - 1] == "s" else "section"
    return read_group(text, start, word, after) if _OF_SECTION.match(text, after) else None


def read_french_inside_out(text: str, start: int) -> Group | None:
    """Return the article of a French code whose point stands before it: `le 3° du I de l'article R. 212-1`."""
    points = _FRENCH_POINTS.match(text, start)
    word = _INTRODUCER.match(text, points.end()) if points else None
    group = read_group(text, word.start(), word[0], word.end()) if word else None
    if points is None or group is None or len(group.items) != 1 or not of_french_code(group.items[0].root):
        return None
    item = deeper(group.items[0], points["part"]) if points["part"] else group.items[0]
    items = [deeper(item, label, "point") for label in re.findall(r"\d+", points["points"])]
    return replace(group, start=start, items=items)


def read_french(text: str, start: int) -> Group | None:
    """Return the articles of a French code that no word introduces: `L. 212-1 et R. 212-1, 6° du code`."""
    root = read_french_root(text, start)
    if root is None:
        return None
    group = Group("article", start, root[1], unread=True)
    item, position = read_labels(text, root[1], "article", Item(root[0]))
    group.items.append(item)
    group.end = read_list(text, position, group)
    seq = ET_SEQ.match(text, group.end)
    group.end = read_list(text, seq.end(), group) if seq else group.end
    return group


def read_after_name(text: str, start: int, numbering: str) -> Group | None:
    """Return the provisions of `GDPR 6(1)(f)` or `eu-gdpr:6`, where no word introduces the number."""
    colon = text[start - 1 : start] == ":"
    position = start if colon else skip(text, start)
    if position - start > 1 or not (colon or numbering == "code" or _BRACKETED.match(text, position)):
        return None
    kind = "article" if numbering == "article" else "section"
    root = read_root(text, position, kind, first=True) or read_unread(text, position)
    if root is None:
        return None
    group = Group(kind, position, root[1])
    item, end = read_labels(text, root[1], kind, Item(root[0]))
    group.items.append(item)
    group.end = read_list(text, end, group) if item.labels else end
    return group


def read_inside_out(text: str, start: int) -> Group | None:
    """Return the provision of `point (f) of Article 6(1)`, where a level below comes before its article."""
    chain: list[tuple[list[str], str]] = []
    position = start
    while len(chain) < 3:
        level = LEVEL.match(text, position)
        if level is None:
            break
        name = "paragraph" if level["paragraph"] else "point"
        sign = "§" if "§" in level[0] or level[0].casefold().startswith("parágrafo") else ""
        labels: list[str] = []
        position = level.end()
        while label := BARE.match(text, position):
            labels.append(sign + plain(label[1]).removeprefix("§"))
            position = label.end()
            below = BRACKET.match(text, position) if len(labels) == 1 else None
            if below and not below[1]:
                # `point 4(a) of Annex III`: what is deeper stands first in the chain.
                points = [plain(below[2])]
                position = below.end()
                while (more := AND.match(text, position)) and (other := BRACKET.match(text, more.end())):
                    points.append(plain(other[2]))
                    position = other.end()
                chain.append((points, "point"))
                break
            until = TO.match(text, position)
            last = BARE.match(text, until.end()) if until else None
            if last:
                labels += [sign + one for one in run(labels[-1].removeprefix("§"), plain(last[1]))]
                position = until.end() if until else position
                continue
            joint = AND.match(text, position)
            if joint is None or len(labels) > 20 or BARE.match(text, joint.end()) is None:
                break
            position = joint.end()
        of = _INSIDE.match(text, position)
        if not labels or of is None:
            return None
        chain.append((labels, name))
        position = of.end()
        skipped = _SUBPARAGRAPH.match(text, position)
        position = skipped.end() if skipped else position
    word = _INTRODUCER.match(text, position)
    if word is None or not chain or not kind_of(word[0].casefold()):
        return None
    group = read_group(text, position, word[0], word.end())
    if group is None or len(group.items) != 1:
        return None
    items = group.items
    for labels, name in reversed(chain):
        items = [deeper(item, label, name) for item in items for label in labels]
    return replace(group, start=start, items=items)
