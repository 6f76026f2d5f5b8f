"""Reading the numbers of provisions: `6(1)(a) and (f)`, `18, § 2º`, `13 bis 22`, `제28조의8 제1항 제2호`.

What law the numbers belong to is `find`'s question. A hyphen between two
numbers is kept as it stands until the law is known: `28-8` is one article in
Korea and `13-14` a range elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from memo.citation.words import AND, ANNEX, ARTICLE, DROPPED, ET_SEQ, LEVEL, OTHER, PLURAL, RECITAL, SECTION, TO, UNIT

LONGEST_RANGE = 120
"""More articles than this in one range are given by their two ends."""


@dataclass(frozen=True, slots=True)
class Item:
    """One provision as written; `upto` is the number after a hyphen or a `to`, `hyphen` that it was a hyphen."""

    root: str
    labels: tuple[str, ...] = ()
    upto: str = ""
    hyphen: bool = False
    levels: tuple[str, ...] = ()
    """For each label how it was written: `paragraph`, `point`, or nothing for brackets."""


@dataclass(slots=True)
class Group:
    """The provisions that follow one introducing word, from `start` to `end` of the text."""

    kind: str
    start: int
    end: int
    word: str = ""
    plural: bool = False
    items: list[Item] = field(default_factory=list)


_ARTICLE_ROOT = re.compile(
    r"(?P<root>\d{1,4}(?:[a-zA-Z](?![\w]))?(?:(?<=\d)[ \u00a0](?:bis|ter|quater)(?!\w)(?!\s*\d))?)"
    r"(?:\.?[ºª°]|(?<=\d)er(?!\w))?(?P<suffix>-[A-Z](?!\w))?"
)
_SECTION_ROOT = re.compile(
    r"\d{1,5}[A-Za-z]{0,2}(?:\.\d{1,5}[A-Z]{0,2})*(?:[-‑/:]\d{1,5}[A-Za-z]{0,2}(?:\.\d{1,4})?|-[a-z]{2}(?!\w))*(?!\w)"
)
_ANNEX_ROOT = re.compile(r"(?:[IVXL]{1,6}|\d{1,2}|[A-H])(?![\w])")
_RECITAL_ROOT = re.compile(r"\(?(\d{1,3})\)?(?!\w)")
_OTHER_ROOT = re.compile(r"\d{1,4}[A-Z]?(?:\.\d{1,3})?(?!\w)")

_BRACKETED = re.compile(r"\d{1,4}[a-z]?(?:\.\d{1,4}){0,2}\((?:\d{1,2}|[a-z]{1,2})\)")
_BRACKET = re.compile(
    r"(\s{0,2})[(\[]\s{0,2}(\d{1,3}(?:-\d{1,2})?[a-z]{0,2}|\d{1,2}\sbis|[A-Za-z]{1,6}|§\s?\d{1,2}[ºo]?|§?\s?único|[가-하])\s{0,2}[)\]]"
)
_DOTTED = re.compile(r"\.(\d{1,2}[a-z]?|[a-z])(?:\)|(?!\w))")
_GLUED = re.compile(r"(?<=\))([a-z])(?:\)|(?!\w))")
_LONE = re.compile(r",?\s{1,2}([a-z])(?:\)|(?=\s{1,2}[A-Z][A-Z-]{2,}))")
_ROMAN = re.compile(
    r"(?:\s{0,2},\s{0,2}|\s{1,2})(?P<roman>[IVX]{1,6}(?:-[A-Z])?)(?!\w)(?=\s*(?:[,;.)\]:]|$|(?:e|ou|and|or|da|do|of|a|to|c/c|y|de|LGPD)\b|[-–]|[A-Z\"“]))"
)
_ALINEA = re.compile(r",\s{0,2}[\"“'‘]?([a-z])[\"”'’]?(?=\s*(?:[,;.)]|$|(?:e|ou|and|or|da|do|of)\b))")
_BARE = re.compile(
    r"[\"“'‘«(]?\s?(\d{1,3}[a-z]{0,2}|[a-z]{1,2}|[IVX]{1,6}(?:-[A-Z])?|[A-Z]|único|[ivx]{1,5})(?:[ºª°]|(?<=\d)o)?(?![\w])(?:\s?[\"”’»)])?"
)
KOREAN = re.compile(r"제\s{0,2}(\d{1,4})\s{0,2}조(?:\s{0,1}의\s{0,1}(\d{1,3}))?")
_KOREAN_LABEL = re.compile(
    r"\s{0,2}제?\s{0,1}(?:(\d{1,3})\s{0,1}(항|호)(?:\s{0,1}의\s{0,1}(\d{1,3}))?|([가-하])\s{0,1}목)"
)
_KOREAN_AND = re.compile(
    r"\s{0,2}(?:,|ㆍ|·|및|와|과|또는|이나|나)\s{0,2}(?=제?\s{0,1}(?:\d{1,4}\s{0,1}[조항호]|[가-하]\s{0,1}목))"
)
_KOREAN_TO = re.compile(r"\s{0,1}(?:부터|~|-|–|내지)\s{0,1}(?=제?\s{0,1}\d{1,4}\s{0,1}[조항호])")
_INSIDE = re.compile(
    r",?\s{1,3}(?:of|in|under|to|del?|do|da|du|des|der|von|zu)\s{1,2}(?:the\s|la\s|l['’]|el\s)?|\s{1,2}(?:de\sl['’])",
    re.IGNORECASE,
)
_INTRODUCER = re.compile(r"[^\W\d_]+|§{1,2}")
_SMALL = frozenset(
    "of in as or to if is by at on an we no eg ie it be he us so up my me do go am the and for are was not but all any can may per und der die das".split()
)
_ROOT_FOLLOWED = re.compile(
    r"\s{0,3}(?:[,;.:)\]\[(\"”’»*_|/&–-]|$|(?:of|and|or|to|the|in|under|und|oder|et|ou|e|y|bis|de|du|da|do|del|des|der|dem|respectively|apply|applies)\b"
    r"|(?:abs|lit|para|paragraph|point|nr)\b|[A-Z]|[«「『]|['’])"
)


KINDS: dict[str, str] = {
    word: kind
    for kind, words in (
        ("article", ARTICLE), ("section", SECTION), ("recital", RECITAL), ("annex", ANNEX), ("other", OTHER)
    )
    for word in words
}  # fmt: skip


def kind_of(word: str) -> str:
    """Return which numbers a word introduces, or nothing.

    >>> kind_of("arts"), kind_of("§§"), kind_of("recital"), kind_of("cat")
    ('article', 'section', 'recital', '')
    """
    return KINDS.get(word, "")


def read_group(text: str, start: int, word: str, after: int) -> Group | None:
    """Return the provisions that follow an introducing word ending at `after`, or nothing where no number does."""
    folded = word.casefold()
    kind = kind_of(folded)
    plural = folded in PLURAL
    position = after
    if text.startswith(".", position):
        position += 1
    elif len(word) == 1 and kind == "section" and word != "§":
        return None
    position = _skip(text, position)
    if kind == "section" and text.startswith("§", position):
        position = _skip(text, position + 1)
    first = _root(text, position, kind, first=True)
    if first is None:
        return None
    group = Group(kind, start, first[1], folded, plural or word == "§§")
    item, position = _labels(text, first[1], kind, Item(first[0]))
    group.items.append(item)
    group.end = _continue(text, position, group)
    seq = ET_SEQ.match(text, group.end)
    if seq:
        group.end = seq.end()
        more = _continue(text, group.end, group)
        group.end = more
    return group


def read_korean(text: str, match: re.Match[str]) -> Group:
    """Return the provisions of a Korean citation that begins at `제N조`."""
    group = Group("article", match.start(), match.end(), "제", items=[])
    item = Item(f"{match[1]}-{match[2]}" if match[2] else match[1])
    item, group.end = _korean_labels(text, match.end(), item)
    group.items.append(item)
    while True:
        joint = _KOREAN_AND.match(text, group.end) or _KOREAN_TO.match(text, group.end)
        if joint is None:
            return group
        spanning = _KOREAN_TO.match(text, group.end) is not None
        head = KOREAN.match(text, joint.end())
        if head is None and re.match(r"제?\s?\d{1,4}\s?조", text[joint.end() : joint.end() + 12]):
            return group
        last = group.items[-1]
        if head:
            following = Item(f"{head[1]}-{head[2]}" if head[2] else head[1])
            following, group.end = _korean_labels(text, head.end(), following)
        else:
            label = _KOREAN_LABEL.match(text, joint.end())
            if label is None:
                return group
            depth = {"항": 0, "호": 1}.get(label[2] or "", 2)
            kept = [
                (v, w) for v, w in zip(last.labels, last.levels, strict=True) if {"항": 0, "호": 1}.get(w, 2) < depth
            ]
            base = Item(last.root, tuple(v for v, _ in kept), levels=tuple(w for _, w in kept))
            following, group.end = _korean_labels(text, joint.end(), base)
        if spanning:
            group.items.extend(_between(last, following))
        group.items.append(following)


def read_plain(text: str, match: re.Match[str]) -> Group | None:
    """Return the provisions that begin at a number which names its law by itself, such as `1798.120(a)`."""
    start = match.start()
    root = _root(text, start, "section", first=True)
    if root is None:
        return None
    group = Group("section", start, root[1])
    item, position = _labels(text, root[1], "section", Item(root[0]))
    group.items.append(item)
    group.end = _continue(text, position, group)
    return group


def read_after_name(text: str, start: int, numbering: str) -> Group | None:
    """Return the provisions of `GDPR 6(1)(f)` or `eu-gdpr:6`, where no word introduces the number."""
    colon = text[start - 1 : start] == ":"
    position = start if colon else _skip(text, start)
    if position - start > 1 or not (colon or _BRACKETED.match(text, position)):
        return None
    kind = "article" if numbering == "article" else "section"
    root = _root(text, position, kind, first=True)
    if root is None:
        return None
    group = Group(kind, position, root[1])
    item, end = _labels(text, root[1], kind, Item(root[0]))
    group.items.append(item)
    group.end = _continue(text, end, group) if item.labels else end
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
        while label := _BARE.match(text, position):
            labels.append(sign + _plain(label[1]).removeprefix("§"))
            position = label.end()
            joint = AND.match(text, position)
            if joint is None or len(labels) > 20 or _BARE.match(text, joint.end()) is None:
                break
            position = joint.end()
        of = _INSIDE.match(text, position)
        if not labels or of is None:
            return None
        chain.append((labels, name))
        position = of.end()
    word = _INTRODUCER.match(text, position)
    if word is None or not chain or not kind_of(word[0].casefold()):
        return None
    group = read_group(text, position, word[0], word.end())
    if group is None or len(group.items) != 1:
        return None
    items = group.items
    for labels, name in reversed(chain):
        items = [_deeper(item, label, name) for item in items for label in labels]
    return replace(group, start=start, items=items)


def _korean_labels(text: str, position: int, item: Item) -> tuple[Item, int]:
    while match := _KOREAN_LABEL.match(text, position):
        if match[4]:
            item = _deeper(item, match[4], "목")
        else:
            item = _deeper(item, f"{match[1]}-{match[3]}" if match[3] else match[1], match[2])
        position = match.end()
    return item, position


def _skip(text: str, position: int) -> int:
    end = position
    while end < len(text) and end - position < 4 and text[end] in " \t\u00a0\u202f\u2009\n":
        end += 1
    return end


def _root(text: str, position: int, kind: str, first: bool = False) -> tuple[str, int] | None:
    if kind == "article":
        match = _ARTICLE_ROOT.match(text, position)
        if match is None or (text[match.end() : match.end() + 1].isalnum() and not match["root"].isdigit()):
            return None
        following = text[match.end() : match.end() + 1]
        if following.isalpha():
            # `5o` is the Portuguese ordinal; any other letter here belongs to a word.
            if following != "o" or text[match.end() + 1 : match.end() + 2].isalnum():
                return None
            return match["root"], match.end() + 1
        if following.isdigit():
            return None
        dotted = re.match(r"(?:\.\d{2,4}){1,3}(?![\w])", text[match.end() : match.end() + 18])
        if dotted and len(match["root"]) >= 3:
            return match["root"] + dotted[0], match.end() + dotted.end()
        return match["root"].replace("\u00a0", " ").replace(" ", "") + (match["suffix"] or ""), match.end()
    if kind == "recital":
        match = _RECITAL_ROOT.match(text, position)
        return (match[1], match.end()) if match else None
    pattern = {"section": _SECTION_ROOT, "annex": _ANNEX_ROOT, "other": _OTHER_ROOT}[kind]
    match = pattern.match(text, position)
    return (match[0].replace("‑", "-"), match.end()) if match else None


def _deeper(item: Item, label: str, level: str = "") -> Item:
    return replace(item, labels=(*item.labels, label), levels=(*item.levels, level))


def _labels(text: str, position: int, kind: str, item: Item) -> tuple[Item, int]:
    """Read the labels that stand after a root or after a label, in whatever form."""
    if kind == "recital":
        sentence = DROPPED.match(text, position)
        return item, sentence.end() if sentence else position
    while True:
        match = _BRACKET.match(text, position)
        if match and _is_label(match[2], spaced=bool(match[1])):
            item, position = _deeper(item, _plain(match[2])), match.end()
            continue
        match = _DOTTED.match(text, position) if kind in ("article", "annex") and "-" not in item.root else None
        if match:
            item, position = _deeper(item, match[1]), match.end()
            continue
        match = DROPPED.match(text, position)
        if match:
            position = match.end()
            continue
        level = LEVEL.match(text, position)
        if level and (level.end() > position):
            label = _BARE.match(text, level.end())
            if label and (label[1] not in _SMALL or text[label.start()] == "("):
                value = _plain(label[1])
                if "§" in level[0] or (level[0].strip(", ").casefold().startswith("parágrafo")):
                    value = f"§{value}"
                item = _deeper(item, value, "paragraph" if level["paragraph"] else "point")
                position = label.end()
                continue
        match = _GLUED.match(text, position) or (
            _LONE.match(text, position) if item.labels or kind == "annex" else None
        )
        if match:
            item, position = _deeper(item, match[1]), match.end()
            continue
        match = _ROMAN.match(text, position) if kind == "article" else None
        if match and not (item.labels and re.fullmatch("[IVX]+", item.labels[-1])) and _roman_meant(text, match):
            item, position = _deeper(item, match["roman"], "point"), match.end()
            continue
        match = (
            _ALINEA.match(text, position)
            if item.labels and re.fullmatch("[IVX]+(?:-[A-Z])?", item.labels[-1])
            else None
        )
        if match and match[1] not in "eo":
            item, position = _deeper(item, match[1]), match.end()
            continue
        return item, position


def _roman_meant(text: str, match: re.Match[str]) -> bool:
    """`Art. 5, I think` is no numeral; nor is the first letter of a name after the article."""
    following = text[match.end() : match.end() + 12]
    if (
        match["roman"] in ("I", "X")
        and re.match(r"\s[a-z]", following)
        and not re.match(r"\s(?:e|ou|and|da|do|of)\b", following)
    ):
        return False
    return "," in match[0] or len(match["roman"]) > 1 or re.match(r"\s*(?:,|da\b|do\b|e\b)", following) is not None


def _is_label(label: str, spaced: bool) -> bool:
    if not label.isalpha() or not label.isascii():
        return True
    if len(label) == 1 or re.fullmatch("[ivxl]+|[IVXL]+", label):
        return True
    if len(label) == 2 and label.islower():
        return not (spaced and label in _SMALL)
    return len(label) == 2 and label[0] == label[1]


def _plain(label: str) -> str:
    label = re.sub(r"[\s]", "", label)
    if label == "único":
        return "§único"
    return label.rstrip("ºo") if label.startswith("§") and label != "§único" else label


def _kinds(label: str) -> set[str]:
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


def _beside(item: Item, label: str, level: str = "") -> Item:
    """Return the provision that stands beside the last one of the label's series, else one level deeper."""
    kinds = _kinds(label)
    for index in range(len(item.labels) - 1, -1, -1):
        same = item.levels[index] == level if level and item.levels[index] else True
        if same and kinds & _kinds(item.labels[index]):
            return Item(
                item.root, (*item.labels[:index], label), levels=(*item.levels[:index], level or item.levels[index])
            )
    return _deeper(Item(item.root, item.labels, levels=item.levels), label, level)


def _continue(text: str, position: int, group: Group) -> int:
    """Read the further members of a list or a range; return where it ends."""
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
        label = _BARE.match(text, level.end()) if level else None
        if level and label and label[1] not in _SMALL and (last.labels or level["paragraph"]):
            if re.match(r"\s{0,3}(?:of|del?|do|da|du|der|des)\s", text[label.end() : label.end() + 8]) and re.match(
                r"\s{0,3}\w+\s(?:the\s|l['’])?(?:art|§|sect)", text[label.end() : label.end() + 24], re.IGNORECASE
            ):
                return position
            value = f"§{_plain(label[1])}" if "§" in level[0] else _plain(label[1])
            following = _beside(last, value, "paragraph" if level["paragraph"] else "point")
            following, position = _labels(text, label.end(), group.kind, following)
            group.items.append(following)
            continue
        bracket = _BRACKET.match(text, here)
        if (
            bracket
            and _is_label(bracket[2], spaced=True)
            and not (bracket[2].isupper() and len(bracket[2]) > 3)
            and last.labels
        ):
            following = _beside(last, _plain(bracket[2]))
            following, position = _labels(text, bracket.end(), group.kind, following)
            group.items.append(following)
            continue
        if last.levels and last.levels[-1]:
            bare = _BARE.match(text, here)
            if bare and _bare_label(text, bare, last):
                value = _plain(bare[1])
                if last.labels[-1].startswith("§"):
                    value = f"§{value}"
                following = _beside(last, value, last.levels[-1])
                following, position = _labels(text, bare.end(), group.kind, following)
                group.items.append(following)
                continue
        found = _next_root(text, here, group)
        if found is None:
            return position
        item, position = found
        group.items.append(item)
    return position


def _bare_label(text: str, bare: re.Match[str], last: Item) -> bool:
    """Whether a bare word after `Abs. 1 und` is a further label and not the next article or a word."""
    label = bare[1]
    following = text[bare.end() : bare.end() + 14]
    if not _kinds(label) & _kinds(last.labels[-1].removeprefix("§")):
        return False
    if label.isalpha() and len(label) > 1 and not re.fullmatch("[ivx]+|[IVX]+|([a-z])\\1", label):
        return False
    if label[0].isdigit() and (LEVEL.match(following) or _BRACKET.match(following) or UNIT.match(following)):
        return False
    if label in ("a", "I", "e", "o", "y") and re.match(r"\s[a-z]", following):
        return re.match(r"\s(?:of|du|de|da|do|del|and|und|et|e|ou|or|oder|y)\b", following) is not None
    return True


def _next_root(text: str, here: int, group: Group) -> tuple[Item, int] | None:
    if group.kind == "section" and text.startswith("§", here) is False and not text[here : here + 1].isdigit():
        return None
    found = _root(text, here, group.kind)
    if found is None:
        return None
    root, end = found
    first = group.items[0].root
    if group.kind == "section":
        root = _completed(root, first)
        if not group.plural and not ("." in root or "-" in root or "(" == text[end : end + 1]):
            return None
    if group.kind == "article" and root.isdigit() and len(root) > max(3, len(first)):
        return None
    if (
        UNIT.match(text, end)
        or text[end : end + 1] == "/"
        or re.match(r"[.,:]\d", text[end : end + 2])
        and group.kind == "recital"
    ):
        return None
    item, position = _labels(text, end, group.kind, Item(root))
    if not item.labels and not group.plural and _ROOT_FOLLOWED.match(text, position) is None:
        return None
    if not item.labels and group.kind == "annex" and len(root) == 1 and root in "ABCDEFGH" and not group.plural:
        return None
    return item, position


def _completed(root: str, first: str) -> str:
    """Return `1798.110` for the `110` of a list that began with `1798.100`."""
    chapter, dot, number = first.partition(".")
    return f"{chapter}.{root}" if dot and root.isdigit() and len(root) == len(number.partition(".")[0]) else root


def _range(text: str, joint: re.Match[str], group: Group) -> int:
    """Read the end of a range, put its members into the group, and return where it ends; 0 where it is none."""
    last = group.items[-1]
    here = joint.end()
    if text.startswith("§", here):
        here = _skip(text, here + 1)
    bracket = _BRACKET.match(text, here)
    if bracket and last.labels and _is_label(bracket[2], spaced=True):
        following = _beside(last, _plain(bracket[2]))
        if len(following.labels) == len(last.labels):
            group.items.extend(_between(last, following))
        group.items.append(following)
        return bracket.end()
    if last.levels and last.levels[-1]:
        bare = _BARE.match(text, here)
        if bare and _bare_label(text, bare, last):
            following = _beside(last, _plain(bare[1]), last.levels[-1])
            group.items.extend(_between(last, following))
            group.items.append(following)
            return bare.end()
    found = _root(text, here, group.kind)
    if found is None or text[found[1] : found[1] + 1] == "/" or UNIT.match(text, found[1]):
        return 0
    root, end = found
    if group.kind == "section":
        root = _completed(root, last.root)
    hyphen = joint[0] in "-‑"
    if last.labels:
        if hyphen:
            return 0
        following, end = _labels(text, end, group.kind, Item(root))
        group.items.append(following)
        return end
    following, position = _labels(text, end, group.kind, Item(root))
    if following.labels and not hyphen:
        group.items.append(following)
        return position
    group.items[-1] = replace(last, upto=root, hyphen=hyphen, labels=following.labels, levels=following.levels)
    return position


def _between(first: Item, last: Item) -> Iterator[Item]:
    """Yield what stands between the two ends of a range of labels or of articles."""
    if first.labels and last.labels and first.root == last.root and len(first.labels) == len(last.labels):
        one, other = first.labels[-1], last.labels[-1]
        for label in _run(one, other):
            yield Item(first.root, (*first.labels[:-1], label), levels=first.levels)
    elif not first.labels and not last.labels:
        for root in _run(first.root, last.root):
            yield Item(root)


def _run(first: str, last: str) -> list[str]:
    """Return the labels strictly between two, where the series is certain and short.

    >>> _run("13", "16"), _run("a", "d"), _run("1798.100", "1798.199")
    (['14', '15'], ['b', 'c'], [])
    """
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= LONGEST_RANGE:
        return [str(number) for number in range(int(first) + 1, int(last))]
    if (
        len(first) == len(last) == 1
        and first.isascii()
        and first.isalpha()
        and first.islower() == last.islower()
        and first < last
    ):
        return [chr(code) for code in range(ord(first) + 1, ord(last))]
    return []


def pinpoints(group: Group, hyphenated: bool) -> tuple[str, ...]:
    """Return the group's provisions in memo's form, ranges written out.

    `hyphenated` says that the law has articles such as `28-8`.

    >>> pinpoints(Group("article", 0, 0, items=[Item("13", upto="15", hyphen=True)]), hyphenated=False)
    ('13', '14', '15')
    >>> pinpoints(Group("article", 0, 0, items=[Item("28", ("1",), "8", True)]), hyphenated=True)
    ('28-8(1)',)
    """
    prefix = {"recital": "Recital ", "annex": "Annex "}.get(group.kind, "")
    written: dict[str, None] = {}
    for item in group.items:
        tail = "".join(f"({label})" for label in item.labels)
        rising = item.root.isdigit() and item.upto.isdigit() and int(item.root) < int(item.upto)
        if item.upto and item.hyphen and (not rising or (hyphenated and not group.plural)):
            written[f"{prefix}{item.root}-{item.upto}{tail}"] = None
        elif item.upto:
            written[f"{prefix}{item.root}"] = None
            for root in _run(item.root, item.upto):
                written[prefix + root] = None
            written[f"{prefix}{item.upto}{tail}"] = None
        else:
            written[f"{prefix}{item.root}{tail}"] = None
    return tuple(written)
