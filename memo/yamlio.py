"""Strict reading of YAML and JSON into a tree that remembers where everything stood.

The tree is built over parse events, so equal keys, aliases, tags, a second
document, depth and size are refused before anything is made of the text.
Scalars keep their spelling: `no`, `1.10` and `0123` stay what was written;
types are given later, by pydantic. Libraries read themselves by `read_plain`,
which skips the places because they are needed only once something is wrong.
YAML and JSON stand on one page because they make the same tree by the same rules.
"""

from __future__ import annotations

import json
import os
import re
import stat
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from json.decoder import scanstring  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any, NoReturn

from msgspec import Struct

from memo.errors import Fault, InputError, Place, nearest, shown
from memo.hidden import hidden_character
from memo.late import late, lent
from memo.limits import MOST_BYTES, MOST_DEPTH, MOST_NODES

with lent():
    import yaml

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Scalar(Struct, frozen=True):
    """A value as written; `null` where the file says so without quotes, or says nothing."""

    text: str
    place: Place
    null: bool = False


class Series(Struct, frozen=True):
    items: tuple[Node, ...]
    place: Place


class Mapping(Struct, frozen=True):
    """A group of keys, in order; `by_key` finds one of a hundred thousand without looking at them all."""

    by_key: dict[str, tuple[Scalar, Node]]
    place: Place

    @property
    def entries(self) -> tuple[tuple[Scalar, Node], ...]:
        """Each key with its value, in the order of the file."""
        return tuple(self.by_key.values())


Node = Scalar | Series | Mapping


# --- bytes to text ----------------------------------------------------------


def read_text(path: str | Path, stream: Any = None, most: int | None = None) -> str:
    """Return the text of a regular file (or of `stream` for `-`), UTF-8 with or without BOM; `most` is 8 MiB else.

    Fails with `InputError`: `missing-file`, `not-a-file`, `too-large`,
    `not-utf8` with the byte, the line and the likely encoding.
    """
    name, most = str(path), MOST_BYTES if most is None else most
    if stream is not None:
        return decoded(stream.read(most + 1), name, most)
    return decoded(read_bytes(path, most), name, most)


def read_bytes(path: str | Path, most: int = MOST_BYTES) -> bytes:
    """Return the first `most` bytes of a regular file and one more, by which a caller sees that there are too many.

    A pipe or a device is refused without waiting for it. Fails with `InputError`.
    """
    name = str(path)
    try:
        descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        _refuse("missing-file", "there is no such file", name, _near_file(Path(name)))
    except OSError as error:
        _refuse("unreadable-file", f"cannot be read: {error.strerror or error}", name)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        _refuse("not-a-file", "is not a regular file", name)
    try:
        with os.fdopen(descriptor, "rb") as file:
            return file.read(most + 1)
    except OSError as error:  # a folder of the system such as /proc opens what it does not let be read
        _refuse("unreadable-file", f"cannot be read: {error.strerror or error}", name)


def _near_file(path: Path) -> str:
    try:
        # A link that leads nowhere is listed too, and is what was asked for.
        hint = nearest(path.name, sorted(p.name for p in path.parent.iterdir() if p.name != path.name))
    except OSError:
        return ""
    return hint if hint.startswith("Did you mean") else ""


def decoded(raw: bytes, name: str, most: int | None = None) -> str:
    most = MOST_BYTES if most is None else most
    if len(raw) > most:
        _refuse("too-large", f"is larger than {most // 1024 // 1024} MiB", name)
    if _is_no_text(raw):
        _not_utf8(raw, max(0, raw.find(b"\0")), name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _not_utf8(raw, error.start, name)
    return re.sub("\r\n?", "\n", text)


def _is_no_text(raw: bytes) -> bool:
    """Whether bytes that may be valid UTF-8 are another encoding, full of NUL, or an archive or a PDF."""
    return _is_full_of_nul(raw) or raw[:4] in _NO_TEXT


def _is_full_of_nul(raw: bytes) -> bool:
    head = raw[:400]
    return head.count(b"\0") > len(head) // 4


def _not_utf8(raw: bytes, at: int, name: str) -> NoReturn:
    likely = _likely_encoding(raw)
    line = raw.count(b"\n", 0, at) + 1
    hint = f"The file looks like {likely}" + ("." if raw[:4] in _NO_TEXT else "; save it as UTF-8.")
    message = f"byte {at} (0x{raw[at]:02x}) is not UTF-8 text"
    raise InputError([Fault("not-utf8", message, Place(name, line, 1), hint=hint)]) from None


_NO_TEXT = (b"PK\x03\x04", b"%PDF")


def _likely_encoding(raw: bytes) -> str:
    if raw[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return "UTF-32"
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_full_of_nul(raw):
        return "UTF-16"
    if raw[:4] in _NO_TEXT:
        return "a ZIP archive or a PDF, not text"
    return "Windows-1252 or Latin-1"


def _refuse(code: str, message: str, name: str, hint: str = "") -> NoReturn:
    raise InputError([Fault(code, message, Place(name), hint=hint)])


# --- text to tree -----------------------------------------------------------


def tree(text: str, name: str) -> Node:
    """Return the one document of a YAML or JSON text as a tree of places.

    A name that ends in `.json`, or a text that opens with `{`, is read as JSON.
    """
    is_json = name.endswith(".json") or (not name.endswith((".yaml", ".yml")) and text.lstrip()[:1] == "{")
    root = _Json(text, name).document() if is_json else _yaml_tree(text, name)
    faults = list(_hidden_characters(root))
    if faults:
        raise InputError(faults)
    return root


_MISPLACED = ("did not find expected key", "did not find expected '-' indicator", "expected <block end>")
_ONE_KEY = late(r"\s{1,100}(?:-\s{1,20})?[\w-]{1,60}")
"""A line up to its first colon: a key that stands too far right, and not a colon inside a value."""


def _yaml_tree(text: str, name: str) -> Node:
    try:
        return _Yaml(text, name).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        problem = error.problem or error.context or "cannot be read"
        if "nesting depth" in problem:  # the parser looks ahead of the events that are counted
            raise InputError([Fault("too-deep", f"values are nested deeper than {MOST_DEPTH} levels", place)]) from None
        line = text.split("\n")[mark.line][: mark.column] if mark and mark.line <= text.count("\n") else ""
        if mark and text[mark.index : mark.index + 1] == "\t":
            hint = "YAML indents with spaces, not tabs."
        elif problem.startswith(_MISPLACED) or (problem.startswith("mapping values") and _ONE_KEY.fullmatch(line)):
            hint = "The keys of a group, and the '-' of a list, begin in one column; nothing follows a quoted value."
        else:
            hint = "A value that contains ': ' or begins with one of  @ ` % & * ! | > [ {  needs quotes."
        raise InputError([Fault("bad-yaml", f"is not YAML: {problem}", place, hint=hint)]) from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        code = error.character if isinstance(error.character, int) else 0
        raise InputError(
            [Fault("hidden-character", f"the control character U+{code:04X} is not allowed", place)]
        ) from None


class _Yaml:
    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_PARSER))
        self.count = 0

    def place(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def refuse(self, code: str, message: str, event: Any, hint: str = "") -> NoReturn:
        raise InputError([Fault(code, message, self.place(event), hint=hint)])

    def document(self) -> Node:
        next(self.events)  # stream start
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return Scalar("", Place(self.name, 1, 1), null=True)
        root = self.node(next(self.events), 0)
        next(self.events)  # document end
        event = next(self.events)
        if isinstance(event, yaml.DocumentStartEvent):
            self.refuse("second-document", "a second document begins here; a file holds one review", event)
        return root

    def node(self, event: Any, depth: int) -> Node:
        self.count += 1
        if self.count > MOST_NODES:
            self.refuse("too-many-values", f"the file has more than {MOST_NODES:,} values", event)
        if depth > MOST_DEPTH:
            self.refuse("too-deep", f"values are nested deeper than {MOST_DEPTH} levels", event)
        if isinstance(event, yaml.AliasEvent):
            self.refuse("alias", f"the alias '*{event.anchor}' is not allowed", event, "Write the value out.")
        if event.anchor is not None:
            self.refuse(
                "anchor",
                f"the anchor '&{event.anchor}' is not allowed",
                event,
                "Put the text in quotes if '&' belongs to it.",
            )
        if event.tag is not None and event.tag != "!":
            self.refuse(
                "tag", f"the tag '{event.tag}' is not allowed", event, "Put the text in quotes if '!' belongs to it."
            )
        if isinstance(event, yaml.ScalarEvent):
            null = event.style in (None, "") and event.tag is None and event.value in ("", "~", "null", "Null", "NULL")
            return Scalar(event.value, self.place(event), null)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def sequence(self, start: Any, depth: int) -> Series:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Series(tuple(items), self.place(start))

    def mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                self.refuse("bad-key", "a key must be one plain word", event)
            if key.text == "<<":
                self.refuse("merge-key", "the merge key '<<' is not allowed", event, "Write the values out.")
            _refuse_twice(key, entries)
            entries[key.text] = (key, self.node(next(self.events), depth + 1))
        return Mapping(entries, self.place(start))


def _refuse_twice(key: Scalar, entries: dict[str, tuple[Scalar, Node]]) -> None:
    if key.text in entries:
        first = entries[key.text][0].place
        raise InputError(
            [
                Fault(
                    "duplicate-key",
                    f"the key {shown(key.text)} stands here a second time",
                    key.place,
                    hint=f"It stands first in line {first.line}.",
                )
            ]
        )


_JSON_SPACE = (" ", "\t", "\n")


class _Json:
    """A JSON reader that keeps places; strings are decoded by the standard library's scanner."""

    WORD = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name, self.at, self.count = text, name, 0, 0
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, at: int) -> Place:
        line = bisect_right(self.starts, at)
        return Place(self.name, line, at - self.starts[line - 1] + 1)

    def refuse(self, code: str, message: str, at: int) -> NoReturn:
        raise InputError([Fault(code, message, self.place(at))])

    def skip(self) -> str:
        while self.text[self.at : self.at + 1] in _JSON_SPACE:
            self.at += 1
        return self.text[self.at : self.at + 1]

    def document(self) -> Node:
        root = self.node(0)
        if self.skip():
            self.refuse("bad-json", "there is text after the end of the JSON value", self.at)
        return root

    def node(self, depth: int) -> Node:
        self.count += 1
        head, at = self.skip(), self.at
        if self.count > MOST_NODES:
            self.refuse("too-many-values", f"the file has more than {MOST_NODES:,} values", at)
        if depth > MOST_DEPTH:
            self.refuse("too-deep", f"values are nested deeper than {MOST_DEPTH} levels", at)
        if head == "{":
            return self.mapping(depth)
        if head == "[":
            return self.sequence(depth)
        if head == '"':
            return Scalar(self.string(), self.place(at))
        match = self.WORD.match(self.text, self.at)
        if match is None:
            self.refuse("bad-json", "a JSON value is missing or is none JSON knows", at)
        self.at = match.end()
        return Scalar(match[0], self.place(at), null=match[0] == "null")

    def string(self) -> str:
        at = self.at
        try:
            value, self.at = scanstring(self.text, at + 1, True)
        except json.JSONDecodeError as error:
            problem = error.msg.lower().removesuffix(" at").removesuffix(" starting")
            self.refuse("bad-json", f"is not JSON: {problem}", error.pos)
        return str(value)

    def sequence(self, depth: int) -> Series:
        start, items = self.at, []
        self.at += 1
        if self.skip() == "]":
            self.at += 1
            return Series((), self.place(start))
        while True:
            items.append(self.node(depth + 1))
            if self.after("]"):
                return Series(tuple(items), self.place(start))

    def mapping(self, depth: int) -> Mapping:
        start = self.at
        entries: dict[str, tuple[Scalar, Node]] = {}
        self.at += 1
        if self.skip() == "}":
            self.at += 1
            return Mapping({}, self.place(start))
        while True:
            if self.skip() != '"':
                self.refuse("bad-json", "a key in double quotes is missing", self.at)
            place = self.place(self.at)
            key = Scalar(self.string(), place)
            _refuse_twice(key, entries)
            if self.skip() != ":":
                self.refuse("bad-json", "a colon is missing after the key", self.at)
            self.at += 1
            entries[key.text] = (key, self.node(depth + 1))
            if self.after("}"):
                return Mapping(entries, self.place(start))

    def after(self, close: str) -> bool:
        head = self.skip()
        if head not in (",", close) or not head:
            self.refuse("bad-json", f"a comma or '{close}' is missing", self.at)
        self.at += 1
        return head == close


# --- hidden characters ------------------------------------------------------


def _hidden_characters(node: Node) -> Iterator[Fault]:
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield from _hidden_characters(key)
            yield from _hidden_characters(value)
    elif isinstance(node, Series):
        for item in node.items:
            yield from _hidden_characters(item)
    else:
        found = hidden_character(node.text)
        if found:
            yield Fault(
                "hidden-character",
                f"character {found[0] + 1} of the value is {found[1]}, which a reader cannot see",
                node.place,
                hint="Remove it; the memo shows only what can be seen.",
            )


# --- tree to values ---------------------------------------------------------


def plain(node: Node) -> Any:
    """Return the tree as dictionaries, lists, text and None."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, Series):
        return [plain(item) for item in node.items]
    return None if node.null else node.text


def find(node: Node, path: Sequence[str | int]) -> tuple[Node, Scalar | None]:
    """Return the node at a path, and the key it stands under; the last that exists where it ends early."""
    key: Scalar | None = None
    for step in path:
        if isinstance(node, Mapping):
            entry = node.by_key.get(str(step))
            if entry is None:
                break
            key, node = entry
        elif isinstance(node, Series) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            key = None
        # A step that is no key of the file (a variant's name) is passed over.
    return node, key


class _Plain(_BASE):  # type: ignore[misc]
    """The base loader, which builds text, lists and dicts only, without its habit of keeping the last of equal keys."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        values = super().construct_mapping(node, deep=deep)
        if len(values) != len(node.value):
            raise ValueError("a key stands twice")
        return values


def read_plain(text: str) -> Any:
    """Return a trusted YAML text as plain values, every scalar as text; no places, and no check but for equal keys."""
    return yaml.load(text, Loader=_Plain)  # noqa: S506 # nosec B506 # see the loader
