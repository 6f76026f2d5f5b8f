"""The house: the firm in whose name a memo goes out, its notice and its words.

A house is a folder with `house.yaml`. It changes what the memo calls things,
who it comes from and how its pages look, never what the memo says about law.
"""

from __future__ import annotations

from collections.abc import Mapping as Words
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from memo.citation.style import STYLES, Style
from memo.document import Memo, Row
from memo.errors import Fault, InputError, Place, UsageError, nearest, shown
from memo.house.look import KEYS as LOOK_KEYS
from memo.house.look import look_of
from memo.house.naming import pattern_of
from memo.language.words import LANGUAGES
from memo.library.risk import RiskTable
from memo.look import PLAIN, Look
from memo.yamlio import Mapping, Node, Scalar, read_text, tree

TEXTS = ("name", "notice", "citation_style")
KEYS = (*TEXTS, *LOOK_KEYS, "file_name", "front_matter", "words")
MOST = {"name": 120, "notice": 800}
"""Characters that a text may have; a standing word may have as many as `MOST_OF_A_WORD`."""
MOST_OF_A_WORD = 200
HEAD = ("to", "from", "date", "re", "reference", "client", "law_as_of")
"""Words that stand at the head of a memo as its labels."""


@dataclass(frozen=True)
class House:
    """A firm's name, and the standing words of the memo that it replaces, each with its place."""

    name: str
    words: Words[str, Words[str, Scalar]]
    """By its key, a standing word in each language that the house gives it in; under "" in every other."""
    style: Style = "plain"
    """How the firm cites provisions."""
    look: Look = PLAIN
    """Its colours, faces, logo, sections and templates."""
    file_name: str = ""
    """How its memos are called in a folder, as a pattern; empty where they are called as their findings files."""
    front_matter: bool = False
    """Whether its Markdown begins with front matter."""
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
    texts = {key: _in_languages(key, value, faults) for key, value in entries}
    look, wrong = look_of(folder, given, _only(texts.get("name")))
    faults += wrong
    pattern = pattern_of(given.get("file_name"), faults)
    front = _switch(given.get("front_matter"), faults)
    if faults:
        raise InputError(faults)
    name, wished = _only(texts.pop("name", None)), texts.pop("citation_style", {}).get("")
    style: Style = "plain"
    for known in STYLES:
        if wished is not None and known == wished.text.strip():
            style = known
    if wished is not None and style != wished.text.strip():
        message = f"{shown(wished.text)} is no style of citation"
        hint = nearest(wished.text, list(STYLES)) or f"Styles: {', '.join(STYLES)}."
        raise InputError([Fault("unknown-word", message, wished.place, "citation_style", hint)])
    return House(name, texts, style, look, pattern, front, _risk_of(folder))


def _in_languages(key: str, value: Node, faults: list[Fault]) -> dict[str, Scalar]:
    """Return a text by language, under "" where it is one for all; what is wrong with it becomes a fault."""
    by_language = {"": value}
    if isinstance(value, Mapping) and key not in ("name", "citation_style"):
        by_language = {}
        for language, text in value.entries:
            if language.text in LANGUAGES:
                by_language[language.text] = text
                continue
            message = f"{shown(language.text)} is no language of a memo"
            hint = nearest(language.text, LANGUAGES) or f"Languages: {', '.join(LANGUAGES)}."
            faults.append(Fault("unknown-word", message, language.place, key, hint))
    most, found = MOST.get(key, MOST_OF_A_WORD), {}
    for language_code, text in by_language.items():
        if not isinstance(text, Scalar) or text.null or not text.text.strip():
            faults.append(Fault("wrong-type", "must be text", text.place, key))
        elif len(text.text) > most:
            faults.append(Fault("too-long", f"is longer than {most} characters", text.place, key))
        else:
            found[language_code] = text
    return found


def _only(texts: Words[str, Scalar] | None) -> str:
    return texts[""].text.strip() if texts else ""


def _switch(node: Node | None, faults: list[Fault]) -> bool:
    written = node.text if isinstance(node, Scalar) else ""
    if node is not None and written not in ("true", "false"):
        faults.append(Fault("wrong-type", "must be true or false", node.place, "front_matter"))
    return written == "true"


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
            "unknown-word", f"{shown(word)} is no standing word of the memo", text.place, "words", nearest(word, known)
        )
        for word, texts in house.words.items()
        if word not in memo.words
        for text in list(texts.values())[:1]
    ]
    if faults:
        raise InputError(faults)
    spoken = {word: texts.get(memo.language) or texts.get("") for word, texts in house.words.items()}
    said = {word: " ".join(text.text.split()) for word, text in spoken.items() if text is not None}
    words = {**memo.words, **said}
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
