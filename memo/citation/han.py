"""Reading Chinese and Japanese citations: `第十三条第一款第（二）项`, `第28条第1項`, `第26条の2`."""

from __future__ import annotations

import re

from memo.citation.items import Group, Item, deeper
from memo.late import late

_NUMBER = r"[0-9０-９]{1,20}|[〇零一二三四五六七八九十百千]{1,12}"
HAN = late(
    rf"(?:第\s?|(?<=[法則令])(?=\d))(?P<number>{_NUMBER})(?P<more>(?:\s?(?:、|,|，|和|及|与)\s?(?:{_NUMBER})){{1,20}})?\s?[条條](?:\s?[之の]\s?(?P<inserted>{_NUMBER}))?"
)
_LABEL = late(rf"\s?第?\s?[（(]?(?P<number>{_NUMBER})[)）]?\s?(?P<level>[款項项号號])")
_PARAGRAPHS = "款項"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}


def number_of(written: str) -> str:
    """Return a number in Arabic digits, empty where the signs are none.

    >>> number_of("十三"), number_of("三十八"), number_of("一百零二"), number_of("２８"), number_of("二十")
    ('13', '38', '102', '28', '20')
    """
    if written.isdigit() and written.isdecimal():
        return str(int(written))
    total, here = 0, None
    for sign in written:
        if sign in _DIGITS:
            if here:
                return ""
            here = _DIGITS[sign]
        else:
            total += (1 if here is None else here) * _UNITS[sign]
            here = None
    return str(total + (here or 0))


def read_han(text: str, match: re.Match[str]) -> Group | None:
    """Return the provision of a Chinese or Japanese citation that begins at `第N条`.

    An item without a paragraph stands in the only paragraph of its article.
    """
    root = number_of(match["number"])
    inserted = number_of(match["inserted"]) if match["inserted"] else ""
    if not root or root == "0":
        return None
    if match["more"]:
        more = [number_of(number) for number in re.findall(_NUMBER, match["more"])]
        return Group("article", match.start(), match.end(), "第", items=[Item(root), *(Item(n) for n in more if n)])
    item, end = Item(f"{root}-{inserted}" if inserted else root), match.end()
    while len(item.labels) < 3 and (label := _LABEL.match(text, end)):
        number = number_of(label["number"])
        if not number:
            break
        if label["level"] not in _PARAGRAPHS and not item.labels:
            item = deeper(item, "1")
        item, end = deeper(item, number), label.end()
    return Group("article", match.start(), end, "第", items=[item])
