"""From a findings file to a frozen `Reading`: all faults at once, each with its place.

A little over the house's measure: pydantic's errors are put into the house's
words here, beside the only place that meets them.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel, ValidationError

from memo.errors import Fault, InputError, Place, nearest, shown
from memo.findings import model
from memo.findings.model import Finding, FindingSet
from memo.yamlio import Mapping, Node, find, plain, read_text, tree

_NAMES = {"from_": "from"}


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
        whole = _flat(text)
        pieces = [_flat(piece) for piece in re.split(r"\.\.\.|…|\[[^\]]*\]", finding.quote)]
        return all(piece in whole for piece in pieces)


_PLAIN = str.maketrans("’‘“”\u00a0", "''\"\" ")


def _flat(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split()).strip(" ,;").casefold()


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
    faults: list[Fault] = []
    findings: FindingSet | None = None
    try:
        findings = FindingSet.model_validate(values)
    except ValidationError as error:
        faults += [
            _fault(root, values, detail)
            for detail in error.errors()
            # A list whose entries are refused also counts as too short: one fault, not two.
            if detail["type"] != "too_short" or not values.get("findings")
        ]
    faults += _duplicate_ids(root, values)
    documents: dict[str, str] = {}
    if findings is not None:
        faults += _unknown_documents(findings, root)
        documents, missing = _captured(findings, root, folder)
        faults += missing
    if faults or findings is None:
        raise InputError(sorted(set(faults), key=lambda fault: (fault.place, fault.code)))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Reading(findings, root, name, digest, text, documents)


# --- pydantic's errors in the house's words ---------------------------------


def _fault(root: Node, values: Any, detail: Any) -> Fault:
    location = _written(detail["loc"])
    kind, given = detail["type"], detail["input"]
    field = _dotted(location)
    node, key = find(root, location)
    place = node.place
    if kind == "extra_forbidden":
        place = key.place if key else node.place
        known = _keys_at(location[:-1])
        return Fault(
            "unknown-key",
            f"the key {shown(location[-1])} is not known here",
            place,
            _dotted(location[:-1]),
            nearest(str(location[-1]), known) or f"Known here: {', '.join(known)}",
        )
    if kind == "missing":
        return Fault("missing-key", f"the key '{location[-1]}' is missing", place, _dotted(location[:-1]))
    if kind == "literal_error":
        allowed = [str(word) for word in _allowed_words(location)]
        hint = nearest(str(given), allowed)
        return Fault(
            "unknown-word",
            f"{shown(given)} is not allowed; allowed: {', '.join(allowed)}",
            place,
            field,
            hint if hint.startswith("Did") else "",
        )
    if kind == "too_short" and location == ("findings",):
        return Fault(
            "empty-findings", "a review needs at least one finding", place, field,
            "Add '- title: ...' under 'findings'.",
        )  # fmt: skip
    return Fault(_CODES.get(kind, "wrong-value"), _reason(kind, detail, given), place, field)


_CODES = {
    "string_type": "wrong-type",
    "model_type": "wrong-type",
    "model_attributes_type": "wrong-type",
    "tuple_type": "wrong-type",
    "bool_parsing": "wrong-type",
    "bool_type": "wrong-type",
    "decimal_parsing": "wrong-type",
    "decimal_type": "wrong-type",
    "string_too_long": "too-long",
    "too_long": "too-long",
}
_WANTED = {
    "string_type": "text",
    "model_type": "a group of keys",
    "model_attributes_type": "a group of keys",
    "tuple_type": "a list ('- ...' a line, or [a, b])",
    "bool_parsing": "'true' or 'false'",
    "bool_type": "'true' or 'false'",
    "decimal_parsing": "a number without separators",
    "decimal_type": "a number without separators",
}


def _reason(kind: str, detail: Any, given: Any) -> str:
    if kind in _WANTED:
        return f"must be {_WANTED[kind]}, not {_named(given)}"
    if kind == "value_error":
        message = str(detail["ctx"]["error"])
        return f"{shown(given)} {message}" if message.startswith(("is ", "must ")) else f"{shown(given)}: {message}"
    if kind == "string_pattern_mismatch":
        return f"{shown(given)} does not have the form {detail['ctx']['pattern']}"
    if kind == "string_too_long":
        return f"is longer than {detail['ctx']['max_length']:,} characters"
    if kind == "too_long":
        return f"has more than {detail['ctx']['max_length']:,} entries"
    if kind.startswith(("date_", "datetime_")):
        one_of_both = _written(detail["loc"]) != tuple(detail["loc"])  # both variants say it, in the same words
        return f"{shown(given)} is no {'day or moment' if one_of_both else 'day'} of the calendar"
    return f"{shown(given)}: {detail['msg'].lower()}"


def _named(given: Any) -> str:
    if given is None:
        return "empty"
    if isinstance(given, dict):
        return "a group of keys"
    return "a list" if isinstance(given, list) else shown(given)


def _written(location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Drop the steps that pydantic adds for a variant of a union and that no file has."""
    if len(location) > 1 and location[-1] in ("date", "datetime") and location[0] != "review":
        return location[:-1]
    return location


def _dotted(location: tuple[str | int, ...]) -> str:
    text = ""
    for step in location:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _model_at(location: tuple[str | int, ...]) -> type[BaseModel]:
    current: type[BaseModel] = FindingSet
    for step in location:
        if isinstance(step, int):
            continue
        field = next((f for n, f in current.model_fields.items() if (f.alias or n) == step), None)
        current = (_inner_model(field.annotation) if field else None) or current
    return current


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _inner_model(argument))), None)


def _keys_at(location: tuple[str | int, ...]) -> list[str]:
    return [field.alias or name for name, field in _model_at(location).model_fields.items()]


def _allowed_words(location: tuple[str | int, ...]) -> tuple[Any, ...]:
    names = [step for step in location if isinstance(step, str)]
    owner = _model_at(location[: location.index(names[-1])])
    return next(
        (
            _literals(field.annotation)
            for name, field in owner.model_fields.items()
            if (field.alias or name) == names[-1]
        ),
        (),
    )


def _literals(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(word for argument in get_args(annotation) for word in _literals(argument))


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


__all__ = ["Reading", "model", "read", "read_string"]
