"""The digests by which a batch knows that a memo would come out as it did: of the program, its options, the law."""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from memo.resources import PACKAGE, folder_digest, packaged

if TYPE_CHECKING:
    from memo.batch.job import Options
    from memo.library.store import Store

_OTHERS = (
    "babel", "font-source-sans-pro", "font-source-serif-pro", "holidays", "jinja2", "markdown-it-py", "msgspec",
    "pydantic", "pylopdf-fonts-jp", "pylopdf-fonts-ko", "pylopdf-fonts-zh-cn", "pyyaml", "weasyprint",
)  # fmt: skip
"""What a memo's bytes depend on beside memo's own files: the packages, the faces among them, by version."""


@cache
def program() -> str:
    """Return one digest of memo itself: its code, catalogues and templates, and the versions of what it stands on."""
    total = hashlib.sha256(f"python {sys.version_info[0]}.{sys.version_info[1]}\n".encode())
    for root in (PACKAGE, packaged("templates")):
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.suffix != ".pyc" and "_shipped/regulations" not in path.as_posix():
                total.update(f"{path.relative_to(root).as_posix()}\0{of(path.read_bytes())}\n".encode())
    for name in _OTHERS:
        if version := _version(name):
            total.update(f"{name} {version}\n".encode())
    return total.hexdigest()


def _version(package: str) -> str:
    """Return the version of a package, nothing where it is not installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def recipe(options: Options) -> str:
    """Return one digest of all that decides a memo beside its findings and the law: program, options, house.

    What a PDF may take is no part of it: a limit refuses a memo, it does not change one.
    """
    wished = {
        "program": program(),
        "formats": options.formats,
        "as_of": str(options.as_of),
        "depth": options.depth,
        "edition": options.edition,
        "citations": options.citations,
        "strict": options.strict,
        "only": options.only,
        "style": options.style,
        "dialect": options.dialect,
        "front_matter": options.front_matter,
        "house": folder_digest(Path(options.house_folder)) if options.house_folder else "",
    }
    return of(json.dumps(wished, sort_keys=True).encode())


def of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class LawDigests:
    """The digests of the law library by what a memo can rest on.

    `shared` is of what every memo rests on: which laws there are, to whom they
    apply and which topics they hear, the vocabulary, playbooks, authorities,
    decisions, the risk table. `words` is of the words in which all laws speak
    of each topic: a memo rests on it whose topics were read from its text, and
    on `model` instead where the language model was heard on them.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        summaries = msgspec.json.encode(list(store.summaries.values()))
        self.shared = of(summaries + store.rest.encode())
        self.words = store.digest_of_weights

    @cached_property
    def model(self) -> str:
        """The digest of words, of the language model and of what adds it up."""
        return of(f"{self.words} {self._store.digest_of_encoder} {_version('numpy')}".encode())

    def law(self, law_id: str) -> str:
        """Return the digest of one law's files, nothing where there is no such law."""
        return self._store.digest_of(law_id)
