"""What no single record can show: that every name in the library leads somewhere, and every reason is its own.

`faults` reads the whole library and returns everything that is wrong with it,
each fault at the line of its record. The types and required fields of one
record are `records`' matter and are refused when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from memo.citation.pinpoint import parse
from memo.currencies import CURRENCIES
from memo.errors import Fault, Place, nearest, shown
from memo.library.day import LawOnDay
from memo.library.decision_rules import decision_faults, leading_nowhere
from memo.library.records import Authority, Law, Playbook, Verified
from memo.library.store import Store
from memo.yamlio import Node, Series, find, read_text, tree

Path_ = tuple[str | int, ...]
At = Callable[[Path_], Place]


def faults(store: Store, today: date | None = None) -> list[Fault]:
    """Return every fault of a library, in the order of its files and lines.

    Codes: `dangling-tier`, `dangling-topic`, `dangling-pinpoint`,
    `dangling-playbook-basis`, `unfit-playbook-basis`, `dangling-playbook`,
    `circular-playbook`, `dangling-authority`, `shared-reason`,
    `duplicate-id`, `wrong-id`, `no-source`, `future-verified`, `moved-still-there`, and those of
    `decision_rules` and of `parties.yaml` (`idle-record`). What is of the future is seen only with `today`, since
    nothing below the command line reads the clock. Fails with `LibraryError`
    where a record cannot be read at all.
    """
    _root.cache_clear()  # the files may have changed since the last review
    laws = {law_id: _Reviewed(store.law(law_id)) for law_id in store.law_files}
    found: list[Fault] = []
    for law_id, reviewed in laws.items():
        found += _of_law(reviewed, store, _within(store.law_files[law_id]), today)
        found += _of_relations(reviewed.record, laws, _within(store.law_files[law_id]))
    found += _of_topics(store, laws)
    found += _of_authorities(store, laws, today)
    found += _of_playbooks(store, laws)
    found += _of_parties(store, laws, today)
    found += _of_named(store, today)
    found += decision_faults(
        store.decisions,
        laws,
        list(store.authorities),
        list(store.topics),
        lambda decision: _place_of(store.decision_files, "decisions", decision),
        today,
    )
    return sorted(found, key=lambda fault: (fault.place, fault.code, fault.message))


class _Reviewed:
    """A law and everything in it that exists, on no day in particular."""

    def __init__(self, record: Law) -> None:
        self.record = record
        self.known = LawOnDay(record, date.max).known
        self.tiers = [penalty.id for penalty in record.penalties]

    def missing(self, pinpoints: str | None) -> list[str]:
        """Return those of one or several pinpoints, `79, 82`, that the outline does not hold."""
        missing = []
        for part in re.split(r"\s*[;,]\s+", pinpoints or ""):
            try:
                if part and str(parse(part)) not in self.known:
                    missing.append(part)
            except ValueError:
                missing.append(part)
        return missing


# --- one law --------------------------------------------------------------------


def _of_law(law: _Reviewed, store: Store, at: At, today: date | None) -> Iterator[Fault]:
    record = law.record
    for path, pinpoints in _pinpoints(record):
        for missing in law.missing(pinpoints):
            message = f"{shown(missing)} is no provision of {record.short_title}"
            yield Fault("dangling-pinpoint", message, at(path), record.id)
    for number, moved in enumerate(record.outline.moved):
        if not law.missing(moved.provision):
            message = f"{shown(moved.provision)} is said to have moved, and {record.short_title} still has it"
            yield Fault("moved-still-there", message, at(("outline", "moved", number, "provision")), record.id)
    for path, topics in _topics(record):
        for topic in topics:
            if topic not in store.topics:
                yield Fault(
                    "dangling-topic",
                    _no(topic, "topic of the vocabulary"),
                    at(path),
                    record.id,
                    nearest(topic, list(store.topics)),
                )
    for path, tiers in _tiers(record):
        for tier in tiers:
            if tier not in law.tiers:
                yield Fault(
                    "dangling-tier",
                    _no(tier, f"penalty tier of {record.id}"),
                    at(path),
                    record.id,
                    nearest(tier, list(law.tiers)),
                )
    for number, penalty in enumerate(record.penalties):
        for body in penalty.imposed_by:
            if body not in store.authorities:
                path = ("penalties", number, "imposed_by")
                yield Fault(
                    "dangling-authority",
                    _no(body, "authority"),
                    at(path),
                    record.id,
                    nearest(body, list(store.authorities)),
                )
    yield from _reasons(record, at)
    yield from _leading(record, at)
    for number, provision in enumerate(record.provisions):
        if provision.id in {earlier.id for earlier in record.provisions[:number]}:
            message = f"{shown(provision.id)} is annotated a second time"
            yield Fault("duplicate-id", message, at(("provisions", number, "id")), record.id)
    entries: list[tuple[Path_, Verified, str]] = [((), record, record.id)]
    entries += [(("penalties", n), p, f"{record.id} tier {p.id}") for n, p in enumerate(record.penalties)]
    entries += [(("provisions", n), p, f"{record.id}:{p.id}") for n, p in enumerate(record.provisions)]
    for path, entry, name in entries:
        yield from _verified(entry, name, at(path), today)


def _pinpoints(record: Law) -> Iterator[tuple[Path_, str | None]]:
    scope, enforcement = record.scope, record.enforcement
    for number, hook in enumerate(scope.territory):
        yield ("scope", "territory", number, "pinpoint"), hook.pinpoint
    for number, threshold in enumerate(scope.thresholds):
        yield ("scope", "thresholds", number, "pinpoint"), threshold.pinpoint
    for number, outside in enumerate(scope.outside):
        yield ("scope", "outside", number, "pinpoint"), outside.pinpoint
        for place, saved in enumerate(outside.save):
            yield ("scope", "outside", number, "save", place), saved
    for number, exemption in enumerate(scope.exemptions):
        yield ("scope", "exemptions", number, "pinpoint"), exemption.pinpoint
    if enforcement.seat is not None:
        for key in ("lead", "none", "representative"):
            yield ("enforcement", "seat", key), getattr(enforcement.seat, key)
    for number, power in enumerate(enforcement.powers):
        yield ("enforcement", "powers", number, "pinpoint"), power.pinpoint
    yield ("enforcement", "private_action", "pinpoint"), enforcement.private_action.pinpoint
    yield ("enforcement", "cure", "pinpoint"), enforcement.cure.pinpoint
    for number, penalty in enumerate(record.penalties):
        yield ("penalties", number, "pinpoint"), penalty.pinpoint
    for number, entry in enumerate(record.dates):
        yield ("dates", number, "pinpoint"), entry.pinpoint
    for number, flag in enumerate(record.flags):
        yield ("flags", number, "pinpoint"), flag.pinpoint
    for number, provision in enumerate(record.provisions):
        yield ("provisions", number, "id"), provision.id
    for number, moved in enumerate(record.outline.moved):
        yield ("outline", "moved", number, "to"), moved.to


def _topics(record: Law) -> Iterator[tuple[Path_, tuple[str, ...]]]:
    for number, threshold in enumerate(record.scope.thresholds):
        yield ("scope", "thresholds", number, "shows"), threshold.shows
    for number, flag in enumerate(record.flags):
        yield ("flags", number, "topics"), flag.topics
    for number, provision in enumerate(record.provisions):
        for place, engagement in enumerate(provision.engaged_by):
            path: Path_ = ("provisions", number, "engaged_by", place)
            yield (*path, "topic"), (engagement.topic,)
            if engagement.when is not None:
                yield (*path, "when"), (*engagement.when.topics, *engagement.when.not_topics)


def _tiers(record: Law) -> Iterator[tuple[Path_, tuple[str, ...]]]:
    for number, penalty in enumerate(record.penalties):
        yield ("penalties", number, "raises"), penalty.raises
    for number, provision in enumerate(record.provisions):
        yield ("provisions", number, "penalty"), (provision.penalty,) if provision.penalty else ()


def _reasons(record: Law, at: At) -> Iterator[Fault]:
    """A reason says why a clause engages a provision: it restates none and serves no other provision."""
    first: dict[str, str] = {}
    for number, provision in enumerate(record.provisions):
        for place, engagement in enumerate(provision.engaged_by):
            reason, name = _bare(engagement.because), f"{record.id}:{provision.id}"
            where = ("provisions", number, "engaged_by", place, "because")
            if reason == _bare(provision.gist):
                yield Fault("shared-reason", "the reason only restates the gist", at(where), name)
            elif first.setdefault(reason, provision.id) != provision.id:
                yield Fault("shared-reason", f"the reason is word for word that of {first[reason]}", at(where), name)


def _leading(record: Law, at: At) -> Iterator[Fault]:
    """Of the provisions that a topic opens one may lead; one that only supports does not."""
    first: dict[str, str] = {}
    for number, provision in enumerate(record.provisions):
        for place, engagement in enumerate(provision.engaged_by):
            if not engagement.leads:
                continue
            name = f"{record.id}:{provision.id}"
            where = ("provisions", number, "engaged_by", place, "leads")
            if engagement.strength != "primary":
                yield Fault("idle-record", "what only supports cannot lead", at(where), name)
            elif first.setdefault(engagement.topic, provision.id) != provision.id:
                message = f"{first[engagement.topic]} leads on {shown(engagement.topic)} already"
                yield Fault("idle-record", message, at(where), name)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _verified(entry: Verified, name: str, place: Place, today: date | None) -> Iterator[Fault]:
    if not entry.sources:
        yield Fault("no-source", "the record names no source", place, name)
    if today is not None and entry.verified is not None and entry.verified > today:
        message = f"checked on {entry.verified.isoformat()}, which is after {today.isoformat()}"
        yield Fault("future-verified", message, place, name)


# --- vocabulary, authorities, playbooks -------------------------------------------


def _of_topics(store: Store, laws: dict[str, _Reviewed]) -> Iterator[Fault]:
    at = _within((store.root / "topics.yaml",))
    for number, topic in enumerate(store.topics.values()):
        for neighbour in topic.neighbours:
            if neighbour not in store.topics:
                place = at(("topics", number, "neighbours"))
                yield Fault(
                    "dangling-topic",
                    _no(neighbour, "topic of the vocabulary"),
                    place,
                    topic.id,
                    nearest(neighbour, list(store.topics)),
                )
        for law, provisions in topic.provisions.items():
            yield from leading_nowhere(law, provisions, laws, at(("topics", number, "provisions", law)), topic.id)


def _of_relations(record: Law, laws: dict[str, _Reviewed], at: At) -> Iterator[Fault]:
    for number, relation in enumerate(record.relations):
        if relation.law is not None:
            yield from leading_nowhere(relation.law, (), laws, at(("relations", number, "law")), record.id)


def _of_authorities(store: Store, laws: dict[str, _Reviewed], today: date | None) -> Iterator[Fault]:
    files = tuple(sorted(store.root.glob("*/authorities*.yaml")))
    for authority in store.authorities.values():
        place = _place_of(files, "authorities", authority.id)
        yield from _verified(authority, authority.id, place, today)
        yield from _competences(authority, laws, place)
        for other in authority.stands_for:
            if other not in store.authorities:
                hint = nearest(other, list(store.authorities))
                yield Fault("dangling-authority", _no(other, "authority"), place, authority.id, hint)


def _competences(authority: Authority, laws: dict[str, _Reviewed], place: Place) -> Iterator[Fault]:
    for competence in authority.competences:
        law = laws.get(competence.law)
        if law is None:
            yield Fault(
                "dangling-authority",
                _no(competence.law, "law of the library"),
                place,
                authority.id,
                nearest(competence.law, list(laws)),
            )
            continue
        for missing in law.missing(competence.pinpoint):
            message = f"{shown(missing)} is no provision of {law.record.short_title}"
            yield Fault("dangling-pinpoint", message, place, authority.id)


def _of_playbooks(store: Store, laws: dict[str, _Reviewed]) -> Iterator[Fault]:
    files = tuple(sorted((store.root / "playbooks").glob("*.yaml")))
    seen: set[str] = set()
    for playbook in store.playbooks:
        place = _place_of(files, "playbooks", playbook.id)
        if playbook.id in seen:
            yield Fault("duplicate-id", f"{shown(playbook.id)} names a second playbook", place, playbook.id)
        seen.add(playbook.id)
        beside = (*playbook.when.topics, *playbook.when.not_topics) if playbook.when else ()
        for topic in (*playbook.topics, *beside):
            if topic not in store.topics:
                yield Fault(
                    "dangling-topic",
                    _no(topic, "topic of the vocabulary"),
                    place,
                    playbook.id,
                    nearest(topic, list(store.topics)),
                )
        dangling = False
        for reference in playbook.basis:
            law_id, _, pinpoint = reference.partition(":")
            law = laws.get(law_id)
            if law is None or not pinpoint or law.missing(pinpoint):
                message = f"{shown(reference)} is no provision of the library"
                yield Fault("dangling-playbook-basis", message, place, playbook.id)
                dangling = True
        if not dangling:
            yield from _fit_of(playbook, laws, store, place)
    yield from _order_of(store, files)


def _of_parties(store: Store, laws: dict[str, _Reviewed], today: date | None) -> Iterator[Fault]:
    """What is read of a party serves a law: some provision binds the role, some tier depends on the size."""
    files = (store.root / "parties.yaml",)
    bound = {role for law in laws.values() for provision in law.record.provisions for role in provision.binds}
    asked = {penalty.for_size for law in laws.values() for penalty in law.record.penalties}
    for reading in store.role_readings:
        if not bound & set(reading.read_as):
            message = f"no provision of the library binds a party read as {shown(reading.read_as[0])}"
            yield Fault("idle-record", message, _place_of(files, "roles", reading.id), reading.id)
    for size in store.sizes:
        place = _place_of(files, "sizes", size.id)
        yield from _verified(size, size.id, place, today)
        if size.id not in asked:
            yield Fault("idle-record", f"no penalty tier depends on the size {shown(size.id)}", place, size.id)
        currency = size.turnover_at_most.currency
        if currency not in CURRENCIES:
            message = f"{shown(currency)} is no currency known here"
            yield Fault("unknown-currency", message, place, size.id, nearest(currency, sorted(CURRENCIES)))


def _of_named(store: Store, today: date | None) -> Iterator[Fault]:
    """A law known by name has a source and lies where its id says; an id is given once."""
    files = (store.root / "not-held.yaml",)
    for law in store.elsewhere.values():
        place = _place_of(files, "laws", law.id)
        yield from _verified(law, law.id, place, today)
        expected = law.jurisdiction.lower().replace("gb", "uk") + "-"
        if not law.id.startswith(expected):
            message = f"its id does not begin with its place, {shown(expected)}"
            yield Fault("wrong-id", message, place, law.id)


def _fit_of(playbook: Playbook, laws: dict[str, _Reviewed], store: Store, place: Place) -> Iterator[Fault]:
    """A step may rest on duties of its own, but something of its basis must be what its topics engage."""
    named = [(laws[law], pinpoint) for law, _, pinpoint in (r.partition(":") for r in playbook.basis)]
    records = [p for law, pinpoint in named for p in law.record.provisions if p.id == pinpoint]
    engaged = {engagement.topic for provision in records for engagement in provision.engaged_by}
    known = {*engaged, *playbook.topics} <= store.topics.keys()  # else a fault that is told already
    if records and known and not engaged & set(playbook.topics):
        message = "no provision of its basis is engaged by one of its topics"
        yield Fault("unfit-playbook-basis", message, place, playbook.id)
    if playbook.requires_law and not playbook.basis:
        message = "rests on law alone ('requires_law') and names none in 'basis'"
        yield Fault("unfit-playbook-basis", message, place, playbook.id)


def _order_of(store: Store, files: tuple[Path, ...]) -> Iterator[Fault]:
    """Each 'after' names another playbook, and no chain of them comes back to its beginning."""
    after = {playbook.id: playbook.after for playbook in store.playbooks}
    for playbook_id, earlier in after.items():
        place = _place_of(files, "playbooks", playbook_id)
        for name in earlier:
            if name not in after:
                yield Fault("dangling-playbook", _no(name, "playbook"), place, playbook_id, nearest(name, list(after)))
        chain, reached = list(earlier), set[str]()
        while chain:
            name = chain.pop()
            if name not in reached:
                reached.add(name)
                chain += after.get(name, ())
        if playbook_id in reached:
            yield Fault("circular-playbook", "comes after itself by its 'after'", place, playbook_id)


def _no(value: str, what: str) -> str:
    return f"{shown(value)} is no {what}"


# --- places ---------------------------------------------------------------------------


@dataclass(frozen=True)
class _Files:
    """The files of one law, whose provisions count on from file to file."""

    files: tuple[Path, ...]

    def at(self, path: Path_) -> Place:
        head = path[0] if path else ""
        for file in self.files:
            root = _root(file)
            held, _ = find(root, (head,))
            if path and held is root:
                continue
            past = len(held.items) if isinstance(held, Series) else 0
            if head == "provisions" and isinstance(path[1], int) and path[1] >= past:
                path = (head, path[1] - past, *path[2:])
                continue
            return _known_place(root, path)
        return Place(str(self.files[0]))


def _within(files: tuple[Path, ...]) -> At:
    return _Files(files).at


@cache
def _root(file: Path) -> Node:
    return tree(read_text(file), str(file))


def _known_place(root: Node, path: Path_) -> Place:
    node, key = find(root, path)
    return key.place if key is not None else node.place


def _place_of(files: tuple[Path, ...], group: str, identity: str) -> Place:
    """Return where the record of an id stands in one of several files."""
    for file in files:
        held, _ = find(_root(file), (group,))
        for number, item in enumerate(held.items if isinstance(held, Series) else ()):
            if getattr(find(item, ("id",))[0], "text", None) == identity:
                return _known_place(_root(file), (group, number))
    return Place(str(files[0]) if files else group)
