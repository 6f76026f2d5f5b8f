"""Reading Korean citations: `제28조의8 제1항 제2호`, `제35조제4항, 제37조 제2항`."""

from __future__ import annotations

import re

from memo.citation.items import Group, Item, between, deeper
from memo.late import late

KOREAN = late(r"제\s{0,2}(\d{1,20}[a-z]?)(?:\s?[-~–]\s?(?P<upto>\d{1,20}))?\s{0,2}조(?:\s{0,1}의\s{0,1}(\d{1,20}))?")
_KOREAN_LABEL = late(
    r"\s{0,2}제?\s{0,1}(?:(\d{1,20}[a-z]?)\s{0,1}([항호목])(?:\s{0,1}의\s{0,1}(\d{1,20}))?|([가-하])\s{0,1}목"
    r"|\((?P<latin>[a-z]{1,4}|\d{1,3}[a-z])\)\s{0,1}(?P<level>[항호목]))"
)
_KOREAN_AND = late(
    r"\s{0,2}(?:,|ㆍ|·|및|와|과|또는|이나|나)\s{0,2}(?=제?\s{0,1}(?:\d{1,20}\s{0,1}[조항호]|[가-하]\s{0,1}목))"
)
_KOREAN_TO = late(r"\s{0,1}(?:부터|~|-|–|내지)\s{0,1}(?=제?\s{0,1}\d{1,20}\s{0,1}[조항호])")


def read_korean(text: str, match: re.Match[str]) -> Group:
    """Return the provisions of a Korean citation that begins at `제N조`."""
    group = Group("article", match.start(), match.end(), "제", items=[])
    if match["upto"]:
        # `제35-38조` is a range; an inserted article is written `제28조의8`.
        group.items.append(Item(match[1], upto=match["upto"]))
        return group
    item = Item(f"{match[1]}-{match[3]}" if match[3] else match[1])
    item, group.end = _korean_labels(text, match.end(), item)
    group.items.append(item)
    while True:
        joint = _KOREAN_AND.match(text, group.end) or _KOREAN_TO.match(text, group.end)
        if joint is None:
            return group
        spanning = _KOREAN_TO.match(text, group.end) is not None
        head = KOREAN.match(text, joint.end())
        if head is None and re.match(r"제?\s?\d{1,20}\s?조", text[joint.end() : joint.end() + 12]):
            return group
        last = group.items[-1]
        if head:
            following = Item(f"{head[1]}-{head[3]}" if head[3] else head[1])
            following, group.end = _korean_labels(text, head.end(), following)
        else:
            label = _KOREAN_LABEL.match(text, joint.end())
            if label is None:
                return group
            depth = {"항": 0, "호": 1}.get(label[2] or label["level"] or "", 2)
            kept = [
                (v, w) for v, w in zip(last.labels, last.levels, strict=True) if {"항": 0, "호": 1}.get(w, 2) < depth
            ]
            base = Item(last.root, tuple(v for v, _ in kept), levels=tuple(w for _, w in kept))
            following, group.end = _korean_labels(text, joint.end(), base)
        if spanning:
            group.items.extend(between(last, following))
        group.items.append(following)


def _korean_labels(text: str, position: int, item: Item) -> tuple[Item, int]:
    while match := _KOREAN_LABEL.match(text, position):
        if match["latin"]:
            item = deeper(item, match["latin"], match["level"])
        elif match[4]:
            item = deeper(item, match[4], "목")
        else:
            item = deeper(item, f"{match[1]}-{match[3]}" if match[3] else match[1], match[2])
        position = match.end()
    return item, position
