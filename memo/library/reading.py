"""From the YAML of `regulations/` to records, with every fault of a record placed in its file.

The quick path keeps no places; when a record is refused, its file is read
again with places so that the message can name them. Only a file without a
compiled copy comes here (`store`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace
from pydantic import ValidationError

from memo.errors import Fault, LibraryError, Place, nearest, shown
from memo.library.form import Record
from memo.library.records import AddedCompetence, Authority, Competence, Law
from memo.library.risk import RiskTable
from memo.library.validation import validated
from memo.yamlio import find, read_plain, read_text, tree

RecordT = TypeVar("RecordT", bound=Record)


def read_law(law_id: str, files: Sequence[Path]) -> Law:
    """Return a law from its files; fails with `LibraryError` that names every fault and its place."""
    values: dict[str, Any] = {}
    origin: dict[str, list[tuple[Path, int]]] = {}
    for path in files:
        part = mapping(path)
        for key, value in part.items():
            if key == "provisions" and isinstance(value, list):
                origin.setdefault(key, []).append((path, len(values.get(key, ()))))
                values[key] = [*values.get(key, ()), *value]
            elif key in values:
                raise LibraryError(
                    [Fault("duplicate-key", f"'{key}' stands in two files of {law_id}", Place(str(path)))]
                )
            else:
                origin[key] = [(path, 0)]
                values[key] = value
    try:
        law = validated(Law, _nulls(values))
    except ValidationError as error:
        raise LibraryError([_law_fault(law_id, files, origin, detail) for detail in _told(error)]) from None
    if law.id != law_id:
        raise LibraryError(
            [
                Fault(
                    "wrong-id",
                    f"the file's place makes it {shown(law_id)}, its id says {shown(law.id)}",
                    Place(str(files[0])),
                )
            ]
        )
    return law


def read_authorities(paths: Sequence[Path]) -> tuple[Authority, ...]:
    """Return every authority with the competences that other files add to it."""
    found: dict[str, Authority] = {}
    added: list[tuple[Path, AddedCompetence]] = []
    for path in paths:
        for record in records(path, "authorities", Authority, ("also",)):
            if record.id in found:
                raise LibraryError([Fault("duplicate-id", f"{shown(record.id)} stands in two files", Place(str(path)))])
            found[record.id] = record
        added += [(path, competence) for competence in records(path, "also", AddedCompetence, ("authorities",))]
    for path, competence in added:
        if competence.authority not in found:
            known = nearest(competence.authority, list(found))
            message = f"no authority has the id {shown(competence.authority)}"
            raise LibraryError([Fault("dangling-authority", message, Place(str(path)), hint=known)])
        record = found[competence.authority]
        values = {name: getattr(competence, name) for name in Competence.__struct_fields__}
        found[record.id] = replace(record, competences=(*record.competences, Competence(**values)))
    return tuple(found.values())


def records(path: Path, key: str, kind: type[RecordT], beside: tuple[str, ...] = ()) -> Iterator[RecordT]:
    """Yield the records that stand under a key of a file; fails with `LibraryError` that names all their faults.

    `beside` are the other keys that the file may hold; without any, the key itself has to be there, so that a
    misspelt one is not taken for a file without records.
    """
    whole = mapping(path)
    known = (key, *beside)
    faults = [
        Fault("unknown-key", f"{shown(name)} is no key of this file", Place(str(path)), hint=nearest(name, list(known)))
        for name in whole
        if name not in known
    ]
    entries = _nulls(whole.get(key, []))
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        faults.append(Fault("wrong-type", "must be a list of records", Place(str(path)), key))
        entries = []
    elif not whole.keys() & set(known):
        faults.append(Fault("missing-key", f"'{key}' is missing", Place(str(path)), key))
    found: list[RecordT] = []
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        try:
            record = validated(kind, entry)
        except ValidationError as error:
            faults += [
                _placed(path, (key, index, *detail["loc"]), str(entry.get("id", index)), detail)
                for detail in _told(error)
            ]
            continue
        identity = str(getattr(record, "id", index))
        if identity in seen:
            faults.append(Fault("duplicate-id", f"{shown(identity)} stands twice", Place(str(path))))
        seen.add(identity)
        found.append(record)
    if faults:
        raise LibraryError(faults)
    return iter(found)


def risk_table(path: Path) -> RiskTable:
    """Return the table of a file `risk.yaml`; fails with `LibraryError` where it is faulty or not the only one."""
    tables = tuple(records(path, "table", RiskTable))
    if len(tables) != 1:
        raise LibraryError([Fault("bad-record", "must hold one table", Place(str(path)), "table")])
    return tables[0]


def mapping(path: Path, most: int | None = None) -> dict[str, Any]:
    """Return the values of a file of at most `most` bytes (8 MiB) that holds keys at its top.

    Fails with `MemoError` at the place of a fault.
    """
    text = read_text(path, most=most)
    try:
        value = read_plain(text)
    except Exception:
        tree(text, str(path))  # names the fault and its place
        raise
    if not isinstance(value, dict):
        raise LibraryError([Fault("wrong-type", "must hold keys at its top", Place(str(path)))])
    return value


def _told(error: ValidationError) -> list[Any]:
    """Return a refusal's details; a list whose entries are refused also counts as too short: one fault, not two."""
    return [detail for detail in error.errors() if detail["type"] != "too_short" or not detail["input"]]


def _nulls(value: Any) -> Any:
    """Return the value with the words YAML has for nothing made None."""
    if isinstance(value, dict):
        return {key: _nulls(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_nulls(inner) for inner in value]
    return None if value in ("null", "~") else value


def _law_fault(law_id: str, files: Sequence[Path], origin: dict[str, list[tuple[Path, int]]], detail: Any) -> Fault:
    location = tuple(detail["loc"])
    parts = origin.get(str(location[0]) if location else "", [])
    if not parts:
        return Fault(
            "bad-record", f"{'.'.join(map(str, location))}: {detail['msg'].lower()}", Place(str(files[0])), law_id
        )
    path, start = parts[0]
    if location[0] == "provisions" and len(location) > 1 and isinstance(location[1], int):
        path, start = next(part for part in reversed(parts) if part[1] <= location[1])
        location = ("provisions", location[1] - start, *location[2:])
    return _placed(path, location, law_id, detail)


def _placed(path: Path, location: tuple[Any, ...], record: str, detail: Any) -> Fault:
    node, key = find(tree(read_text(path), str(path)), location)
    missing = detail["type"] == "missing"
    place = node.place if missing or key is None else key.place
    given = "" if missing or isinstance(detail["input"], dict | list) else f" ({shown(detail['input'])})"
    return Fault(
        "bad-record",
        f"{'.'.join(str(step) for step in location)}: {detail['msg'].lower()}{given}",
        place,
        record,
    )
