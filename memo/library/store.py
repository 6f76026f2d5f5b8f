"""Reading `regulations/` from disk into records, with every fault of a record placed in its file.

Nothing here knows a day or a finding. What is asked for is read, once a
process, from its compiled copy where there is one (`compiled`). The quick path
keeps no places; when a record is refused, its file is read again with places
so that the message can name them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from memo.errors import Fault, LibraryError, Place, nearest, shown
from memo.library.compiled import FOLDER, copy_of, key_for, key_of
from memo.library.decision import Decision, Decisions
from memo.library.records import AddedCompetence, Authority, Competence, Law, Playbook, Record, Topic
from memo.library.summary import LawSummary, Summaries, summary_of
from memo.yamlio import find, read_plain, read_text, tree

RecordT = TypeVar("RecordT", bound=Record)


class _Topics(Record):
    records: tuple[Topic, ...]


class _Playbooks(Record):
    records: tuple[Playbook, ...]


class _Authorities(Record):
    records: tuple[Authority, ...]


class Store:
    """The files below one `regulations/` folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        if not (root / "topics.yaml").is_file():
            raise LibraryError([Fault("no-library", "holds no law library (no topics.yaml)", Place(str(root)))])
        self._laws: dict[str, Law] = {}

    @cached_property
    def law_files(self) -> dict[str, tuple[Path, ...]]:
        """The files of each law by the law's id, ids in order."""
        found: dict[str, list[Path]] = {}
        for folder in sorted(p for p in self.root.iterdir() if p.is_dir() and p.name not in ("playbooks", FOLDER)):
            for entry in sorted(folder.iterdir()):
                if entry.is_dir():
                    found[f"{folder.name}-{entry.name}"] = sorted(entry.glob("*.yaml"))
                elif entry.suffix == ".yaml" and not entry.name.startswith(("authorities", "decisions")):
                    found.setdefault(f"{folder.name}-{entry.stem}", []).insert(0, entry)
        return {law: tuple(files) for law, files in sorted(found.items()) if files}

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every library file, its name and its bytes, in the order of names."""
        total = hashlib.sha256()
        for path in sorted(self.root.rglob("*.yaml")):
            total.update(path.relative_to(self.root).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
        return total.hexdigest()

    def law(self, law_id: str) -> Law:
        """Return one law; fails with `LibraryError` where it is unknown or faulty."""
        if law_id not in self._laws:
            files = self.law_files.get(law_id)
            if files is None:
                raise LibraryError(
                    [
                        Fault(
                            "unknown-law",
                            f"the library has no law {shown(law_id)}",
                            Place("law"),
                            hint=nearest(law_id, list(self.law_files)) or "'memo law' lists them.",
                        )
                    ]
                )
            self._laws[law_id] = copy_of(self.root, law_id, key_of(files), Law, lambda: self._read_law(law_id, files))
        return self._laws[law_id]

    @cached_property
    def summaries(self) -> dict[str, LawSummary]:
        """The summary of every law by id, in the order of ids."""
        found = copy_of(self.root, "summaries", key_for(self.digest), Summaries, self._summarised)
        return {law.id: law for law in found.laws}

    def _summarised(self) -> Summaries:
        return Summaries(laws=tuple(summary_of(self.law(law_id)) for law_id in self.law_files))

    def _read_law(self, law_id: str, files: tuple[Path, ...]) -> Law:
        values: dict[str, Any] = {}
        origin: dict[str, list[tuple[Path, int]]] = {}
        for path in files:
            part = _mapping(path, self.root)
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
            law = Law.model_validate(_nulls(values))
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

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """The controlled words by id, in the file's order."""
        path = self.root / "topics.yaml"

        def produce() -> _Topics:
            return _Topics(records=tuple(self._records(path, "topics", Topic)))

        found = copy_of(self.root, "topics", key_of([path]), _Topics, produce)
        return {topic.id: topic for topic in found.records}

    @cached_property
    def playbooks(self) -> tuple[Playbook, ...]:
        """Every pattern of an action item, files and records in order."""
        paths = sorted((self.root / "playbooks").glob("*.yaml"))

        def produce() -> _Playbooks:
            found = (record for path in paths for record in self._records(path, "playbooks", Playbook))
            return _Playbooks(records=tuple(found))

        return copy_of(self.root, "playbooks", key_of(paths), _Playbooks, produce).records

    @cached_property
    def authorities(self) -> dict[str, Authority]:
        """Every authority by id, with the competences that other files add to it."""
        paths = sorted(self.root.glob("*/authorities*.yaml"))
        found = copy_of(
            self.root,
            "authorities",
            key_of(paths),
            _Authorities,
            lambda: _Authorities(records=tuple(self._read_authorities(paths).values())),
        )
        return {record.id: record for record in found.records}

    def _read_authorities(self, paths: list[Path]) -> dict[str, Authority]:
        found: dict[str, Authority] = {}
        added: list[tuple[Path, AddedCompetence]] = []
        for path in paths:
            for record in self._records(path, "authorities", Authority):
                if record.id in found:
                    raise LibraryError(
                        [Fault("duplicate-id", f"{shown(record.id)} stands in two files", Place(str(path)))]
                    )
                found[record.id] = record
            added += [(path, competence) for competence in self._records(path, "also", AddedCompetence)]
        for path, competence in added:
            if competence.authority not in found:
                known = nearest(competence.authority, list(found))
                message = f"no authority has the id {shown(competence.authority)}"
                raise LibraryError([Fault("dangling-authority", message, Place(str(path)), hint=known)])
            record = found[competence.authority]
            plain = Competence.model_validate(competence.model_dump(exclude={"authority"}))
            found[record.id] = record.model_copy(update={"competences": (*record.competences, plain)})
        return found

    @cached_property
    def decision_files(self) -> tuple[Path, ...]:
        """The files of published decisions, in the order of names."""
        return tuple(sorted(self.root.glob("*/decisions*.yaml")))

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Every published decision, newest first; read only when someone asks for one."""
        paths = self.decision_files

        def produce() -> Decisions:
            found = [record for path in paths for record in self._records(path, "decisions", Decision)]
            return Decisions(records=tuple(sorted(found, key=lambda d: (-d.decided_on.toordinal(), d.id))))

        return copy_of(self.root, "decisions", key_of(paths), Decisions, produce).records

    @cached_property
    def elsewhere(self) -> dict[str, tuple[str, ...]]:
        """Laws that are known by name but not held: id to the names texts use.

        A law that has come to be held since is passed over, so that adding a law stays adding its folder.
        """
        path = self.root / "not-held.yaml"
        if not path.is_file():
            return {}
        return {
            entry["id"]: tuple(entry["names"])
            for entry in _mapping(path, self.root)["laws"]
            if entry["id"] not in self.law_files
        }

    def _records(self, path: Path, key: str, model: type[RecordT]) -> Iterator[RecordT]:
        entries = _nulls(_mapping(path, self.root).get(key, []))
        faults: list[Fault] = []
        records: list[RecordT] = []
        seen: set[str] = set()
        for index, entry in enumerate(entries):
            try:
                record = model.model_validate(entry)
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
            records.append(record)
        if faults:
            raise LibraryError(faults)
        return iter(records)


def _mapping(path: Path, root: Path) -> dict[str, Any]:
    text = read_text(path)
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


def _law_fault(law_id: str, files: tuple[Path, ...], origin: dict[str, list[tuple[Path, int]]], detail: Any) -> Fault:
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
