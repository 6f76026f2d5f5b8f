"""From a findings file to a frozen `Reading`: all faults at once, each with its place."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from memo.errors import Fault, InputError, Place, nearest, shown
from memo.findings.model import Finding, FindingSet
from memo.findings.quick import quick
from memo.late import late
from memo.yamlio import Mapping, Node, find, plain, read_text, tree


class Reading(Struct, frozen=True):
    """A findings file that was read: its values, its places, the digest of its text.

    `documents` holds the text of each reviewed document whose `path` the file
    gives, by document id.
    """

    findings: FindingSet
    root: Node
    name: str
    digest: str
    text: str
    documents: dict[str, str]

    def place(self, *path: str | int) -> Place:
        """Return where a value of the file stands, the whole file where it is not written."""
        node, key = find(self.root, path)
        return key.place if key is not None else node.place

    def quote_stands(self, finding: Finding) -> bool | None:
        """Return whether a quote stands in its document's captured text, nothing where no text is given.

        White space, curled quotes and the marks `...` and `…` for omissions are allowed for.
        """
        text = self.documents.get(finding.document or "")
        if not text or not finding.quote:
            return None
        whole = _whole(text)
        closed = finding.quote.rfind("]") + 1  # behind it no bracket ends, and each would be followed to the end
        marked = _BRACKETED.sub("…", finding.quote[:closed]) + finding.quote[closed:]
        pieces = [_flat(piece) for piece in _LEFT_OUT.split(marked)]
        return all(piece in whole for piece in pieces)


_BRACKETED, _LEFT_OUT = late(r"\[[^\]]*\]"), late(r"\.\.\.|…")
"""What a reviewer put in brackets, and the marks that words are left out."""
_PLAIN = str.maketrans("’‘“”\u00a0", "''\"\" ")


def _flat(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split()).strip(" ,;").casefold()


@lru_cache(maxsize=4)
def _whole(text: str) -> str:
    """Return a captured text as quotes are held against it; every finding of its document asks for it again."""
    return _flat(text)


def read(path: str | Path, stream: Any = None) -> Reading:
    """Read and validate a findings file; `stream` stands for the path `-`.

    Fails with `InputError` that carries every fault of the file.
    """
    name = "<stdin>" if stream is not None else str(path)
    text = read_text(name, stream)
    return read_string(text, name, None if stream is not None else Path(path).parent)


def read_string(text: str, name: str, folder: Path | None = None) -> Reading:
    """Read a findings file from its text; `folder` is where the documents' paths start."""
    root = tree(text, name)
    if not isinstance(root, Mapping):
        raise InputError(
            [
                Fault(
                    "not-a-review",
                    "a findings file holds the keys 'vendor' and 'findings'",
                    Place(name, 1, 1),
                    hint="'memo new' writes a file to start from.",
                )
            ]
        )
    values = plain(root)
    findings, faults = _judged(root, values)
    faults += _duplicate_ids(root, values)
    documents: dict[str, str] = {}
    legible = findings if findings is not None else _legible(values)
    if legible is not None:
        faults += _unknown_documents(legible, root)
        documents, missing = _captured(legible, root, folder)
        faults += missing
    if faults or findings is None:
        raise InputError(sorted(set(faults), key=lambda fault: (fault.place, fault.code)))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Reading(findings, root, name, digest, text, documents)


def findings_of(text: str, name: str) -> FindingSet | None:
    """Return the findings of a file's text where each value of it is right by itself, nothing where one is not.

    Fails with `InputError` where the text is neither YAML nor JSON.
    """
    root = tree(text, name)
    return _judged(root, plain(root))[0]


def _judged(root: Node, values: Any) -> tuple[FindingSet | None, list[Fault]]:
    """Return the findings that plain values are, or everything that is wrong with single values."""
    found = quick(FindingSet, values)
    if found is not None:
        return found, []
    from memo.findings.faults import judged

    return judged(root, values)


def _legible(values: Any) -> FindingSet | None:
    """Return what can be read of values whose form is at fault, so that its documents are looked for all the same."""
    from memo.findings.partial import held

    return held(values)


# --- what one value cannot show ----------------------------------------------


def _duplicate_ids(root: Node, values: Any) -> list[Fault]:
    faults = []
    for group in ("findings", "documents", "actions_status"):
        entries = values.get(group)
        seen: dict[str, int] = {}
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if not isinstance(entry, dict):
                continue
            given = entry.get("id", f"F-{index + 1}" if group == "findings" else None)
            if not isinstance(given, str):
                continue
            folded = given.casefold()
            if folded in seen:
                node, _ = find(root, (group, index, "id") if "id" in entry else (group, index))
                faults.append(
                    Fault(
                        "duplicate-id",
                        f"the id {shown(given)} is already that of entry {seen[folded] + 1}",
                        node.place,
                        f"{group}[{index + 1}].id",
                        "Give each entry an id of its own (capitals do not tell them apart).",
                    )
                )
            else:
                seen[folded] = index
    return faults


def _unknown_documents(findings: FindingSet, root: Node) -> list[Fault]:
    known = [document.id for document in findings.documents]
    if not known:
        return []  # without a list of documents the field is a plain name
    return [
        Fault(
            "unknown-document",
            f"{shown(finding.document)} is the id of no document of this review",
            find(root, ("findings", index, "document"))[0].place,
            f"findings[{index + 1}].document",
            nearest(finding.document, known),
        )
        for index, finding in enumerate(findings.findings)
        if finding.document is not None and finding.document not in known
    ]


def _captured(findings: FindingSet, root: Node, folder: Path | None) -> tuple[dict[str, str], list[Fault]]:
    """Read the captured text of documents that give a `path` beside or below the findings file."""
    texts, faults = {}, []
    for index, document in enumerate(findings.documents):
        if document.path is None:
            continue
        place = find(root, ("documents", index, "path"))[0].place
        where = f"documents[{index + 1}].path"
        if folder is None or not _is_below(folder, Path(document.path)):
            faults.append(
                Fault("bad-path", f"{shown(document.path)} must lie beside or below the findings file", place, where)
            )
            continue
        try:
            texts[document.id] = read_text(folder / document.path)
        except InputError as error:
            cause = error.faults[0]
            faults.append(Fault(cause.code, f"{shown(document.path)}: {cause.message}", place, where, cause.hint))
    return texts, faults


def _is_below(folder: Path, path: Path) -> bool:
    """Whether a path leads to nowhere but below a folder, also where a symbolic link stands on its way."""
    if path.is_absolute() or ".." in path.parts:
        return False
    try:
        return (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead round, a name too long: reading says so
        return True
