"""What is asked for of `regulations/`, read once a process from its compiled copy, or from YAML where there is none.

Nothing here knows a day or a finding, and nothing heavy is loaded: reading
YAML (`reading`) comes in only where a copy is missing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from memo.errors import Fault, LibraryError, Place, nearest, shown
from memo.library.compiled import copy_in_parts, copy_of
from memo.library.decision import Decision
from memo.library.distilled import Distilled, distilled_from
from memo.library.files import Files
from memo.library.form import Record
from memo.library.party import RoleReading, SizeTest
from memo.library.profile import Lines, Profiles, profiles_from, sides_of
from memo.library.records import Authority, Competence, Law, NamedLaw, Playbook, Topic
from memo.library.risk import RiskTable
from memo.library.summary import LawSummary, summary_of
from memo.limits import MOST_BYTES_OF_WEIGHTS

MadeT = TypeVar("MadeT")
RecordT = TypeVar("RecordT", bound=Record)
WordsT = TypeVar("WordsT", Profiles, Distilled)

NEEDED = ("topics.yaml", "risk.yaml", "parties.yaml")
"""The files without which a folder is no law library."""
WEIGHTS = "weights.yaml"
"""The weights of words, of which a run needs a hundredth."""
DISTILLED = "distilled.yaml"
"""What the language model taught a small network of words."""
ENCODER = "encoder.npz"
"""What the language model learnt that reads topics beside them, where a findings file asks for it."""


class Store:
    """The files below one `regulations/` folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        lacking = [name for name in NEEDED if not (root / name).is_file()]
        if lacking:
            message = f"holds no law library (no {', no '.join(lacking)})"
            raise LibraryError([Fault("no-library", message, Place(str(root)))])
        self._files = Files(root)
        self._laws: dict[str, Law] = {}
        self._opened: set[str] | None = None

    @cached_property
    def _law_names(self) -> dict[str, list[str]]:
        """The files of each law below the root, by the law's id, ids in order."""
        found: dict[str, list[str]] = {}
        for name in self._files.names:
            folder, *rest = name.split("/")
            if folder == "playbooks" or not rest:
                continue
            if len(rest) == 2:
                found.setdefault(f"{folder}-{rest[0]}", []).append(name)
            elif len(rest) == 1 and not rest[0].startswith(("authorities", "decisions")):
                found.setdefault(f"{folder}-{rest[0].removesuffix('.yaml')}", []).insert(0, name)
        return dict(sorted(found.items()))

    @cached_property
    def law_ids(self) -> tuple[str, ...]:
        """The id of every law, in order."""
        return tuple(self._law_names)

    @cached_property
    def law_files(self) -> dict[str, tuple[Path, ...]]:
        """The files of each law by the law's id, ids in order."""
        return {law: tuple(self.root / name for name in names) for law, names in self._law_names.items()}

    @property
    def digest(self) -> str:
        """SHA-256 over every library file, its name and its bytes, in the order of names."""
        return self._files.whole

    @property
    def rest(self) -> str:
        """SHA-256 over every file that is no law's and weighs no words: topics, playbooks, authorities and the like."""
        others = {name for names in self._law_names.values() for name in names} | {WEIGHTS, DISTILLED}
        return self._files.of(name for name in self._files.names if name not in others)

    @property
    def digest_of_weights(self) -> str:
        """SHA-256 over what weighs words, or over nothing where the library has none of it."""
        return self._files.of(name for name in self._files.names if name in (WEIGHTS, DISTILLED))

    @cached_property
    def digest_of_encoder(self) -> str:
        """SHA-256 over the file of the language model, nothing where the library has none."""
        return hashlib.sha256(self.encoder.read_bytes()).hexdigest() if self.encoder.is_file() else ""

    @property
    def encoder(self) -> Path:
        """The file of the language model, which need not be there."""
        return self.root / ENCODER

    def digest_of(self, law_id: str) -> str:
        """Return one SHA-256 over the files of a law, nothing where the library has no such law."""
        names = self._law_names.get(law_id)
        return self._files.of(names) if names else ""

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        """Note the id of every law whose record is asked for meanwhile: what a memo rests on.

        What was made of laws before and is kept elsewhere, such as an audit, is not seen.
        """
        before, self._opened = self._opened, set()
        try:
            yield self._opened
        finally:
            self._opened = before

    def law(self, law_id: str) -> Law:
        """Return one law; fails with `LibraryError` where it is unknown or faulty."""
        if self._opened is not None:
            self._opened.add(law_id)
        if law_id not in self._laws:
            names = self._law_names.get(law_id)
            if names is None:
                raise LibraryError(
                    [
                        Fault(
                            "unknown-law",
                            f"the library has no law {shown(law_id)}",
                            Place("law"),
                            hint=nearest(law_id, list(self._law_names)) or "'memo law' lists them.",
                        )
                    ]
                )

            def produce() -> Law:
                from memo.library.reading import read_law

                return read_law(law_id, self._paths(names))

            self._laws[law_id] = copy_of(self._files, law_id, names, Law, produce)
        return self._laws[law_id]

    @cached_property
    def summaries(self) -> dict[str, LawSummary]:
        """The summary of every law by id, in the order of ids."""

        def produce() -> tuple[LawSummary, ...]:
            return tuple(summary_of(self.law(law_id)) for law_id in self._law_names)

        names = [name for names in self._law_names.values() for name in names]
        return {law.id: law for law in copy_of(self._files, "summaries", names, tuple[LawSummary, ...], produce)}

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """The controlled words by id, in the file's order."""

        def produce() -> tuple[Topic, ...]:
            from memo.library.reading import records

            return tuple(records(self.root / "topics.yaml", "topics", Topic))

        found = copy_of(self._files, "topics", ["topics.yaml"], tuple[Topic, ...], produce)
        return {topic.id: topic for topic in found}

    @cached_property
    def profiles(self) -> Profiles:
        """The weight of words for each topic; none where the library has no `weights.yaml`."""

        def made_of(values: dict[str, Any]) -> Profiles:
            found = profiles_from(values)
            return replace(found, sides=sides_of(found.meanings))

        return self._by_word("profiles", WEIGHTS, Profiles, made_of)

    @cached_property
    def distilled(self) -> Distilled:
        """The network of words that the language model taught; an empty one where the library has none."""
        return self._by_word("distilled", DISTILLED, Distilled, distilled_from)

    @cached_property
    def playbooks(self) -> tuple[Playbook, ...]:
        """Every pattern of an action item, files and records in order."""
        names = self._below("playbooks", "")

        def produce() -> tuple[Playbook, ...]:
            from memo.library.reading import records

            return tuple(record for path in self._paths(names) for record in records(path, "playbooks", Playbook))

        return copy_of(self._files, "playbooks", names, tuple[Playbook, ...], produce)

    @cached_property
    def authorities(self) -> dict[str, Authority]:
        """Every authority by id, with the competences that other files add to it."""
        names = self._below("", "authorities")

        def produce() -> tuple[Authority, ...]:
            from memo.library.reading import read_authorities

            return read_authorities(self._paths(names))

        found = copy_of(self._files, "authorities", names, tuple[Authority, ...], produce)
        return {record.id: record for record in found}

    @cached_property
    def competences(self) -> dict[str, tuple[tuple[Authority, Competence], ...]]:
        """Who has a part in each law, with that part, in the order of authorities."""
        found: dict[str, list[tuple[Authority, Competence]]] = {}
        for authority in self.authorities.values():
            for competence in authority.competences:
                found.setdefault(competence.law, []).append((authority, competence))
        return {law: tuple(parts) for law, parts in found.items()}

    @property
    def decision_files(self) -> tuple[Path, ...]:
        """The files of published decisions, in the order of names."""
        return tuple(self._paths(self._below("", "decisions")))

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Every published decision, newest first; read only when someone asks for one."""
        names = self._below("", "decisions")

        def produce() -> tuple[Decision, ...]:
            from memo.library.reading import records

            found = [record for path in self._paths(names) for record in records(path, "decisions", Decision)]
            return tuple(sorted(found, key=lambda d: (-d.decided_on.toordinal(), d.id)))

        return copy_of(self._files, "decisions", names, tuple[Decision, ...], produce)

    @cached_property
    def elsewhere(self) -> dict[str, NamedLaw]:
        """Laws that are known by name but not held, by id.

        A law that has come to be held since is passed over, so that adding a law stays adding its folder.
        """
        name = "not-held.yaml"
        if name not in self._files.names:
            return {}

        def produce() -> tuple[NamedLaw, ...]:
            from memo.library.reading import records

            return tuple(records(self.root / name, "laws", NamedLaw))

        found = copy_of(self._files, "not-held", [name], tuple[NamedLaw, ...], produce)
        return {law.id: law for law in found if law.id not in self._law_names}

    @cached_property
    def risk_table(self) -> RiskTable:
        """The table by which the risk of findings is rated."""
        name = "risk.yaml"

        def produce() -> RiskTable:
            from memo.library.reading import risk_table

            return risk_table(self.root / name)

        return copy_of(self._files, "risk", [name], RiskTable, produce)

    @cached_property
    def role_readings(self) -> tuple[RoleReading, ...]:
        """The roles that a party is read to have beside the one it states."""
        return self._of_parties("roles", "sizes", RoleReading)

    @cached_property
    def sizes(self) -> tuple[SizeTest, ...]:
        """The sizes of enterprise on which a penalty may depend."""
        return self._of_parties("sizes", "roles", SizeTest)

    def _of_parties(self, key: str, beside: str, kind: type[RecordT]) -> tuple[RecordT, ...]:
        name = "parties.yaml"

        def produce() -> tuple[RecordT, ...]:
            from memo.library.reading import records

            return tuple(records(self.root / name, key, kind, (beside,)))

        return copy_of(self._files, key, [name], tuple[kind, ...], produce)  # type: ignore[valid-type]

    def of_topics(self, name: str, kind: type[MadeT], produce: Callable[[], MadeT], code: Sequence[Path]) -> MadeT:
        """Return what another room makes of the vocabulary, kept beside its own copy.

        `code` are the modules that make it: a change of them makes it anew.
        """
        return copy_of(self._files, name, ["topics.yaml"], kind, produce, code)

    def of_names(self, name: str, kind: type[MadeT], produce: Callable[[], MadeT], code: Sequence[Path]) -> MadeT:
        """Return what another room makes of the names of all laws, kept beside the copies of the laws.

        `code` are the modules that make it: a change of them makes it anew.
        """
        names = [name for names in self._law_names.values() for name in names]
        names += ["not-held.yaml"] if "not-held.yaml" in self._files.names else []
        return copy_of(self._files, name, names, kind, produce, code)

    def compile(self) -> None:
        """Read everything once, so that each part has its compiled copy."""
        _ = (
            self.summaries,
            self.topics,
            self.profiles,
            self.distilled,
            self.playbooks,
            self.authorities,
            self.elsewhere,
            self.decisions,
            self.risk_table,
            self.role_readings,
            self.sizes,
        )

    def _by_word(self, name: str, file: str, kind: type[WordsT], made_of: Callable[[dict[str, Any]], WordsT]) -> WordsT:
        """Return what a file says of many words, of which a run asks for few; an empty one where there is no file."""
        if file not in self._files.names:
            return kind()

        def produce() -> tuple[WordsT, list[str]]:
            from memo.library.reading import mapping

            found = made_of(mapping(self.root / file, MOST_BYTES_OF_WEIGHTS))
            return replace(found, words={}), Lines.blocks_of(found.words)

        rest, blocks = copy_in_parts(self._files, name, [file], kind, produce)
        return replace(rest, words=Lines(blocks))

    def _below(self, folder: str, beginning: str) -> list[str]:
        """Return the files one folder down whose names begin so, in that folder or in any."""
        parts = [name.split("/") for name in self._files.names]
        return [
            "/".join(part)
            for part in parts
            if len(part) == 2 and folder in ("", part[0]) and part[1].startswith(beginning)
        ]

    def _paths(self, names: list[str]) -> list[Path]:
        return [self.root / name for name in names]
