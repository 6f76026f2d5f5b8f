"""What a house calls the files of its memos: a pattern of fields, and a name that every file system takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from memo.errors import Fault, nearest, shown
from memo.writing import LONGEST_NAME, safe_name
from memo.yamlio import Node, Scalar

FIELDS = ("reference", "vendor", "product", "client", "date", "edition", "language", "finding", "file")
"""What a pattern may name: of the review its reference, vendor, product, client, date and language; of the run its
edition and the findings it was asked for; `file` is the findings file's own name without its ending."""
MOST = 120
_FIELD = re.compile(r"{([^{}]*)}")
_PLAIN = re.compile(r"[\w.-]*")


def pattern_of(node: Node | None, faults: list[Fault]) -> str:
    """Return the pattern of house.yaml, empty where there is none; what is wrong with it becomes a fault."""
    if node is None:
        return ""
    if not isinstance(node, Scalar) or node.null or not node.text.strip():
        faults.append(Fault("wrong-type", "must be text", node.place, "file_name"))
        return ""
    pattern, before = node.text.strip(), len(faults)
    listed = f"Fields: {', '.join(FIELDS)}."
    for name in _FIELD.findall(pattern):
        if name not in FIELDS:
            message = f"{shown('{' + name + '}')} is no field of a file's name"
            faults.append(Fault("unknown-word", message, node.place, "file_name", nearest(name, FIELDS) or listed))
    if not _PLAIN.fullmatch(_FIELD.sub("", pattern)):
        message = f"{shown(pattern)} holds more than fields in braces, letters, digits, '-', '_' and '.'"
        hint = 'Write it like "{reference}-{vendor}-{date}"; the ending is the format\'s.'
        faults.append(Fault("bad-file-name", message, node.place, "file_name", hint))
    elif len(pattern) > MOST:
        faults.append(Fault("too-long", f"is longer than {MOST} characters", node.place, "file_name"))
    return pattern if len(faults) == before else ""


def file_name(pattern: str, values: Mapping[str, str], only: Sequence[str] = ()) -> str:
    """Return the name that a pattern gives a memo by the values of its fields, without an ending.

    A field without a value takes a separator with it. A memo of chosen findings
    whose pattern does not name them ends in their ids, so that it does not
    replace the whole memo. Where all fields are empty the findings file's own
    name stands.

    >>> values = {"reference": "", "vendor": "Acme, Inc.", "date": "2026-11-25", "file": "review"}
    >>> file_name("{reference}-{vendor}-{date}", values), file_name("{vendor}", values, ["F-3"])
    ('Acme-Inc-2026-11-25', 'Acme-Inc-F-3')
    """
    ending = "" if "{finding}" in pattern else "".join(f"-{plain(name)}" for name in only)
    named = _FIELD.sub(lambda found: plain(values[found[1]]), pattern)
    return _fitting((re.sub(r"([-_.])[-_.]+", r"\1", named).strip("-_.") or plain(values["file"]) or "memo") + ending)


def plain(text: str) -> str:
    """Return a value as a part of a file's name: letters and digits of any script, `.`, `_`, and `-` for the rest.

    >>> plain("Acme, Inc. / EU"), plain("../../etc"), plain("한빛 AI")
    ('Acme-Inc.-EU', 'etc', '한빛-AI')
    """
    return re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", text)).strip("-_.")


def _fitting(name: str) -> str:
    """Return a name that is short enough and no device of a system: else its beginning and a hash."""
    long = len(name.encode()) > LONGEST_NAME
    return safe_name(name) if long or (name.isascii() and safe_name(name) != name) else name
