"""The house: the firm in whose name a memo goes out, its notice and its words.

A house is a folder with `house.yaml`. It changes what the memo calls things,
who it comes from and how its pages look, never what the memo says about law.
"""

from __future__ import annotations

from collections.abc import Mapping as Words
from dataclasses import dataclass, replace
from pathlib import Path

from memo.citation.style import STYLES, Style
from memo.document import Memo, Row
from memo.errors import Fault, InputError, Place, UsageError, nearest, shown
from memo.house.look import KEYS as LOOK_KEYS
from memo.house.look import look_of
from memo.library.risk import RiskTable
from memo.look import PLAIN, Look
from memo.yamlio import Mapping, Node, Scalar, read_text, tree

TEXTS = ("name", "notice", "citation_style")
KEYS = (*TEXTS, *LOOK_KEYS, "words")
MOST = {"name": 120, "notice": 800}
"""Characters that a text may have; a standing word may have as many as `MOST_OF_A_WORD`."""
MOST_OF_A_WORD = 200
HEAD = ("to", "from", "date", "re", "reference", "client", "law_as_of")
"""Words that stand at the head of a memo as its labels."""


@dataclass(frozen=True)
class House:
    """A firm's name, and the standing words of the memo that it replaces, each with its place."""

    name: str
    words: Words[str, Scalar]
    style: Style = "plain"
    """How the firm cites provisions."""
    look: Look = PLAIN
    """Its colours, faces, logo, sections and templates."""
    risk: RiskTable | None = None
    """The house's own table for rating risk, from `risk.yaml` beside `house.yaml`."""


def read_house(folder: Path) -> House:
    """Return the house of a folder.

    Fails with `UsageError` (`no-house`) where the folder holds no `house.yaml`,
    with `InputError` and every fault where the file, the logo or a template is wrong.
    """
    if not (folder / "house.yaml").is_file():
        hint = "A house is a folder with a file house.yaml; docs/house.md shows one."
        raise UsageError([Fault("no-house", "holds no house.yaml", Place(str(folder)), hint=hint)])
    path = folder / "house.yaml"
    root = tree(read_text(path), str(path))
    if not isinstance(root, Mapping):
        raise InputError([Fault("wrong-type", f"holds the keys {', '.join(KEYS)}", root.place)])
    faults = [_unknown(key, KEYS) for key, _ in root.entries if key.text not in KEYS]
    given = {key.text: value for key, value in root.entries}
    entries: list[tuple[str, Node]] = [(key, given[key]) for key in TEXTS if key in given]
    words = given.get("words")
    if isinstance(words, Mapping):
        entries += [(key.text, value) for key, value in words.entries]
    elif words is not None:
        faults.append(Fault("wrong-type", "must be a group of keys", words.place, "words"))
    faults += [Fault("wrong-type", "must be text", value.place, key) for key, value in entries if not _is_text(value)]
    faults += [
        Fault("too-long", f"is longer than {most} characters", value.place, key)
        for key, value in entries
        if isinstance(value, Scalar) and len(value.text) > (most := MOST.get(key, MOST_OF_A_WORD))
    ]
    named = given.get("name")
    look, wrong = look_of(folder, given, named.text.strip() if isinstance(named, Scalar) else "")
    faults += wrong
    if faults:
        raise InputError(faults)
    texts = {key: value for key, value in entries if isinstance(value, Scalar)}
    name, wished = texts.pop("name", None), texts.pop("citation_style", None)
    style: Style = "plain"
    for known in STYLES:
        if wished is not None and known == wished.text.strip():
            style = known
    if wished is not None and style != wished.text.strip():
        message = f"{shown(wished.text)} is no style of citation"
        hint = nearest(wished.text, list(STYLES)) or f"Styles: {', '.join(STYLES)}."
        raise InputError([Fault("unknown-word", message, wished.place, "citation_style", hint)])
    return House(name.text.strip() if name else "", texts, style, look, _risk_of(folder))


def _risk_of(folder: Path) -> RiskTable | None:
    """Return the house's table for rating risk, nothing where it has none; fails with `LibraryError`."""
    path = folder / "risk.yaml"
    if not path.is_file():
        return None
    from memo.library.reading import risk_table

    return risk_table(path)


def dressed(memo: Memo, house: House) -> Memo:
    """Return the memo in a house's name and words; fails with `InputError` where a word is none of the memo's."""
    known = list(memo.words)
    faults = [
        Fault(
            "unknown-word", f"{shown(word)} is no standing word of the memo", value.place, "words", nearest(word, known)
        )
        for word, value in house.words.items()
        if word not in memo.words
    ]
    if faults:
        raise InputError(faults)
    words = {**memo.words, **{word: " ".join(value.text.split()) for word, value in house.words.items()}}
    header = _from_house(memo.header, house.name, memo.words) if house.name else memo.header
    called = {memo.words[word]: words[word] for word in HEAD}
    header = tuple(replace(row, label=called.get(row.label, row.label)) for row in header)
    title = words["memorandum"] if memo.title == memo.words["memorandum"] else memo.title
    return replace(memo, words=words, header=header, title=title)


def _from_house(header: tuple[Row, ...], name: str, words: Words[str, str]) -> tuple[Row, ...]:
    """Put the house behind the sender's name, or in its place where the review names no sender."""
    sender = words["from"]
    if any(row.label == sender for row in header):
        return tuple(replace(row, value=f"{row.value}, {name}") if row.label == sender else row for row in header)
    at = 1 if header and header[0].label == words["to"] else 0
    return (*header[:at], Row(sender, name), *header[at:])


def _unknown(key: Scalar, known: tuple[str, ...]) -> Fault:
    return Fault("unknown-key", f"the key {shown(key.text)} is not known here", key.place, "", nearest(key.text, known))


def _is_text(value: Node) -> bool:
    return isinstance(value, Scalar) and not value.null and bool(value.text.strip())
