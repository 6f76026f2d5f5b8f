"""Reading the further members of a list or a range of provisions: `6(1)(a) and (f)`, `5, 6 and 9`, `13 bis 22`."""

from __future__ import annotations

import re

from msgspec.structs import replace

from memo.citation.items import Group, Item, beside, between, deeper, series
from memo.citation.labels import BARE, BRACKET, SMALL, is_label, plain, read_labels
from memo.citation.roots import read_root, skip
from memo.citation.unread import read_unread, unread_tail
from memo.citation.words import AND, LEVEL, TO, UNIT
from memo.late import late

_ROOT_FOLLOWED = late(
    r"\s{0,3}(?:[,;.:)\]\[(\"”’»*_|/&–-]|$|(?:of|and|or|to|the|in|under|und|oder|et|ou|e|y|bis|de|du|da|do|del|des|der|dem|respectively|apply|applies)\b"
    r"|(?:abs|lit|para|paragraph|point|nr)\b|[A-Z]|[«「『]|['’])"
)

_LIST_ENDS = late(
    r"\s{0,2}(?:[.;)\]]|$|[A-Z]{3}|,?\s(?:and|or|of|und|oder|der|et|ou|du|y|e|do|da|del|are|is|was|were|apply|applies|require|requires|give|gives|do|does)\s)"
)
_OF_CODE = late(r"\s{1,2}(?:U\.?\s?S\.?\s?C|C\.?\s?F\.?\s?R|C\.?C\.?R|ILCS|N\.?Y\.?C|sayılı\b)")
"""What makes a number the title of a code, or a Turkish law's number, and no member of the list before it."""
_OF_ANOTHER = late(
    r"(?:\s{0,2}(?:[,;]\s?)?(?:(?:and|or|to|und|oder|bis|et|ou|à|y|e|o|a)\s)?[(\"“]?[a-z0-9]{1,3}[)\"”]{0,2}(?!\w)){1,8}"
    r"\s{0,3}(?:of|del?|do|da|du|der|des|d['’])\s{0,2}(?:the\s(?:first|second|third)\ssubparagraph\sof\s)?(?:the\s|l['’])?(?:art|§|sect|annex|anhang|anexo)",
    re.IGNORECASE,
)
"""Points that stand before their own article: `Article 6(1) and points (a) to (c) of Article 5(1)`."""


def read_list(text: str, position: int, group: Group) -> int:
    """Read the further members of a list or a range; return where it ends.

    What follows a stroke or a hyphen and could not be read stands below the
    last member, where no law has it.
    """
    position = _members(text, position, group)
    tail = unread_tail(text, position)
    if tail is None:
        return position
    group.items[-1] = deeper(group.items[-1], tail[0])
    return tail[1]


def _members(text: str, position: int, group: Group) -> int:
    while len(group.items) < 200:
        last = group.items[-1]
        joint = TO.match(text, position)
        if joint:
            end = _range(text, joint, group)
            if end:
                position = end
                continue
        joint = AND.match(text, position)
        if joint is None or joint.end() == position:
            return position
        here = joint.end()
        level = LEVEL.match(text, here)
        # `§ 307 Abs. 2 und § 305c BGB` goes on to the next section and not to a paragraph of that number.
        signed = level is not None and "§" in level[0] and group.kind == "section"
        if level and signed:
            here, level = level.end(), None
        label = BARE.match(text, level.end()) if level else None
        if level and label and label[1] not in SMALL and (last.labels or level["paragraph"]):
            if _OF_ANOTHER.match(text, level.end()):
                return position
            value = f"§{plain(label[1])}" if "§" in level[0] else plain(label[1])
            following = beside(last, value, "paragraph" if level["paragraph"] else "point")
            following, position = read_labels(text, label.end(), group.kind, following)
            group.items.append(following)
            continue
        bracket = None if signed else BRACKET.match(text, here)
        if (
            bracket
            and is_label(bracket[2], spaced=True)
            and not (bracket[2].isupper() and len(bracket[2]) > 3)
            and last.labels
        ):
            following = beside(last, plain(bracket[2]))
            following, position = read_labels(text, bracket.end(), group.kind, following)
            group.items.append(following)
            continue
        if last.levels and last.levels[-1] and not signed:
            bare = BARE.match(text, here)
            if bare and _bare_label(text, bare, last, group):
                value = plain(bare[1])
                if last.labels[-1].startswith("§"):
                    value = f"§{value}"
                following = beside(last, value, last.levels[-1])
                following, position = read_labels(text, bare.end(), group.kind, following)
                group.items.append(following)
                continue
        found = _next_root(text, here, group)
        if found is None:
            return position
        item, position = found
        group.items.append(item)
    return position


def _bare_label(text: str, bare: re.Match[str], last: Item, group: Group) -> bool:
    """Whether a bare word after `Abs. 1 und` is a further label and not the next article or a word."""
    label = bare[1]
    following = text[bare.end() : bare.end() + 14]
    if not series(label) & series(last.labels[-1].removeprefix("§")):
        return False
    if label.isalpha() and len(label) > 1 and not re.fullmatch("[ivx]+|[IVX]+|([a-z])\\1", label):
        return False
    if label.isdigit() and int(label) > 12 and group.plural:
        # `artt. 5, par. 2, e 24` goes on to the next article.
        return False
    if label[0].isdigit() and (LEVEL.match(following) or BRACKET.match(following) or UNIT.match(following)):
        return False
    if label in ("a", "I", "e", "o", "y") and re.match(r"\s[a-z]", following):
        return re.match(r"\s(?:of|du|de|da|do|del|and|und|et|e|ou|or|oder|y)\b", following) is not None
    return True


def _next_root(text: str, here: int, group: Group) -> tuple[Item, int] | None:
    if group.kind == "section" and text.startswith("§", here) is False and not text[here : here + 1].isdigit():
        return None
    found = read_root(text, here, group.kind)
    unread = found is None or (group.kind == "article" and found[0].isdigit() and len(found[0]) > 3)
    if unread and group.plural and text[here : here + 1].isdigit():
        # A number that no law has counts in a list that goes on, or ends in the law's name.
        found = read_unread(text, here)
        return (Item(found[0]), found[1]) if found and _LIST_ENDS.match(text, found[1]) else None
    if found is None:
        return None
    root, end = found
    if _OF_CODE.match(text, end):
        return None
    first = group.items[0].root
    if group.kind == "section":
        root = _completed(root, first)
        if not group.plural and not ("." in root or "-" in root or text[end : end + 1] == "("):
            return None
    if group.kind == "article" and root.isdigit() and len(root) > max(3, len(first)):
        return None
    if (
        UNIT.match(text, end)
        or text[end : end + 1] == "/"
        or (group.kind == "recital" and re.match(r"[.,:]\d", text[end : end + 2]))
    ):
        return None
    item, position = read_labels(text, end, group.kind, Item(root))
    principles = group.word == "app" and "." in root and "." in first
    if not (item.labels or group.plural or principles or _ROOT_FOLLOWED.match(text, position)):
        return None
    if not item.labels and group.kind == "annex" and len(root) == 1 and root in "ABCDEFGH" and not group.plural:
        return None
    return item, position


def _completed(root: str, first: str) -> str:
    """Return `1798.110` for the `110` of a list that began with `1798.100`, `59.1-585` after `59.1-575`."""
    if "-" in first and root.isdigit():
        stem, _, number = first.rpartition("-")
        return f"{stem}-{root}" if len(root) == len(number) > 2 else root
    chapter, dot, number = first.partition(".")
    return f"{chapter}.{root}" if dot and root.isdigit() and len(root) == len(number.partition(".")[0]) else root


def _range(text: str, joint: re.Match[str], group: Group) -> int:
    """Read the end of a range, put its members into the group, and return where it ends; 0 where it is none."""
    last = group.items[-1]
    here = joint.end()
    if text.startswith("§", here):
        here = skip(text, here + 1)
    bracket = BRACKET.match(text, here)
    if bracket and last.labels and is_label(bracket[2], spaced=True):
        following = beside(last, plain(bracket[2]))
        if len(following.labels) == len(last.labels):
            group.items.extend(between(last, following))
        group.items.append(following)
        return bracket.end()
    if last.levels and last.levels[-1]:
        bare = BARE.match(text, here)
        if bare and _bare_label(text, bare, last, group):
            following = beside(last, plain(bare[1]), last.levels[-1])
            group.items.extend(between(last, following))
            group.items.append(following)
            return bare.end()
    found = read_root(text, here, group.kind)
    if found is None or text[found[1] : found[1] + 1] == "/" or UNIT.match(text, found[1]):
        return 0
    root, end = found
    if _OF_CODE.match(text, end):
        return 0
    if group.kind == "section":
        root = _completed(root, last.root)
    hyphen = joint[0] in "-‑"
    if last.labels:
        if hyphen:
            return 0
        following, end = read_labels(text, end, group.kind, Item(root))
        group.items.append(following)
        return end
    following, position = read_labels(text, end, group.kind, Item(root))
    if following.labels and not hyphen:
        group.items.append(following)
        return position
    if last.upto:
        first = Item(f"{last.root}-{last.upto}")
        group.items[-1] = first
        inserted = re.match(r"-\d{1,3}(?!\w)", text[end : end + 5])
        root, position = (root + inserted[0], end + inserted.end()) if inserted else (root, end)
        following = Item(root)
        following, position = read_labels(text, position, group.kind, following)
        group.items.extend([*between(first, following), following])
        return position
    group.items[-1] = replace(last, upto=root, hyphen=hyphen, labels=following.labels, levels=following.levels)
    return position
