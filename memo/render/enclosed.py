"""What a memo's PDF carries inside it: the findings, the memo as data, and the digests of what made it.

`memo verify` reads them back. The shareable edition carries no findings file,
for a file holds what that edition leaves out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from memo.document import Memo, as_data
from memo.render.conformance import packs_into_break

FINDINGS, MEMO, DIGESTS = "findings.json", "memo.json", "digests.json"
FORM = 1
"""The number of the digests' form; it changes when a reader of the old one would be wrong."""

_SETTERS = ("weasyprint", "pydyf", "font-source-serif-pro", "font-source-sans-pro",
            "pylopdf-fonts-ko", "pylopdf-fonts-zh-cn", "pylopdf-fonts-jp")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One file inside the PDF; `relationship` is the word of ISO 32000-2, 14.13."""

    name: str
    description: str
    relationship: str
    data: bytes


def enclosures(memo: Memo, findings: str, templates: Path, house: str = "") -> tuple[Enclosure, ...]:
    """Return the files to enclose; `findings` is the findings file as JSON, empty where it must not travel.

    `house` is the digest of the house's own look, where it has one.
    """
    as_json = _whole(json.dumps(as_data(memo), ensure_ascii=False, indent=1))
    source = _whole(findings) if findings and memo.edition == "internal" else b""
    digests = {
        "form": FORM,
        "program": memo.provenance[0].value,
        "made_with": made_with(),
        "templates": digest_of(templates),
        **({"house": house} if house else {}),
        "files": {MEMO: _sha256(as_json), **({FINDINGS: _sha256(source)} if source else {})},
    }
    about = "Digests of the enclosed files and of what made the memo"
    files = [
        Enclosure(DIGESTS, about, "Supplement", _whole(json.dumps(digests, indent=1))),
        Enclosure(MEMO, "The memo as data", "Data", as_json),
    ]
    if source:
        files.append(Enclosure(FINDINGS, "The findings that the memo was made from", "Source", source))
    return tuple(sorted(files, key=lambda file: file.name))  # a PDF's table of files is sorted


@cache
def made_with() -> dict[str, str]:
    """Return the versions of what sets the page: the engine, its text layout and the faces that are installed."""
    found = {}
    for name in _SETTERS:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


@cache
def digest_of(templates: Path) -> str:
    """Return one digest of a folder of templates: names and contents, in the order of the names."""
    whole = hashlib.sha256()
    for path in sorted(p for p in templates.rglob("*") if p.is_file()):
        whole.update(f"{path.relative_to(templates).as_posix()}\0{_sha256(path.read_bytes())}\n".encode())
    return whole.hexdigest()


def identifier(page: str, files: Iterable[Enclosure]) -> bytes:
    """Return the PDF's identifier: what the page says and what it carries decide it, never a clock."""
    whole = hashlib.sha256(page.encode())
    for file in files:
        whole.update(file.data)
    return whole.digest()[:16]


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _whole(text: str) -> bytes:
    """Return a file's bytes, with one line break at its end, or as many as keep its packed form from ending in one."""
    data = text.encode() + b"\n"
    while packs_into_break(data):
        data += b"\n"
    return data
