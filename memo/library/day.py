"""The library on one day: which provisions exist, whether they apply, what a penalty costs then."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from memo.citation.local import Named, in_commas, write_local
from memo.citation.pinpoint import Pinpoint, parse
from memo.citation.style import Style, in_full, numbering, write
from memo.language.words import ENGLISH, Words, words_for
from memo.library.daysoff import WorkCalendar, calendar_of
from memo.library.decision import Decision
from memo.library.outline import expand, parts
from memo.library.party import RoleReading, SizeTest
from memo.library.profile import Profiles
from memo.library.records import Authority, Law, Moved, OutlineEntry, Penalty, Playbook, Provision, Tariff, Topic
from memo.library.risk import RiskTable
from memo.library.store import Store
from memo.library.summary import LawSummary, summary_of

if TYPE_CHECKING:
    from memo.library.precedent import Decided, Precedent

Existence = Literal["exists", "no-such-provision", "not-verifiable", "repealed"]
Standing = Literal["in-force", "not-yet", "repealed"]


class LawOnDay:
    """One law as it stands on a day; its full record is read when something of it is asked for."""

    def __init__(
        self,
        record: Law | None,
        as_of: date,
        brief: LawSummary | None = None,
        load: Callable[[], Law] | None = None,
        style: Style = "plain",
        words: Words | None = None,
    ) -> None:
        self.as_of = as_of
        self.style = style
        self.words = words or ENGLISH
        self._record, self._brief, self._load = record, brief, load
        self._held: dict[str, tuple[Pinpoint, ...]] = {}

    @cached_property
    def record(self) -> Law:
        """The whole record."""
        if self._record is not None:
            return self._record
        assert self._load is not None  # noqa: S101 - a law has a record or a way to read it
        return self._load()

    @cached_property
    def brief(self) -> LawSummary:
        """Names, scope, days and topics, without reading the whole record."""
        return self._brief or summary_of(self.record)

    @property
    def id(self) -> str:
        return self.brief.id

    @property
    def short_title(self) -> str:
        """The name by which the memo calls the law, in its language."""
        named = self.brief.citation.languages.get(self.words.language)
        return named.name if named else self.brief.short_title

    @property
    def standing(self) -> Standing:
        if self.brief.repealed_on is not None and self.brief.repealed_on <= self.as_of:
            return "repealed"
        return "in-force" if self.brief.applies_from <= self.as_of else "not-yet"

    @cached_property
    def known(self) -> frozenset[str]:
        """Every provision number that exists, to the last point, in memo's form."""
        return frozenset(str(pinpoint) for pinpoint in self.numbers())

    def numbers(self) -> Iterator[Pinpoint]:
        """Yield every provision that exists, in the order of the law."""
        outline = self.record.outline
        annexes = (f"Annex {number}" for number in outline.annexes)
        recitals = (f"Recital {number}" for number in range(1, outline.recitals + 1))
        for root in (*outline.provisions, *annexes, *recitals):
            yield from self.under(root)

    def under(self, root: str) -> tuple[Pinpoint, ...]:
        """Return a root and every part of it, in the order of the law; nothing where it does not exist."""
        if root not in self._held:
            self._held[root] = tuple(self._under(root))
        return self._held[root]

    def _under(self, root: str) -> Iterator[Pinpoint]:
        word, _, number = root.partition(" ")
        outline = self.record.outline
        if word == "Recital" and number.isdecimal():
            if 1 <= int(number) <= outline.recitals and number == str(int(number)):
                yield Pinpoint(root)
            return
        if (
            root == "Annex"
            and outline.annexes
            and self.brief.numbering == "article"
            and "Annex" not in outline.provisions
        ):
            yield from self._only_annex()
            return
        entry = outline.annexes.get(number) if word == "Annex" else None
        entry = entry or outline.provisions.get(root)
        if entry is not None and entry.status not in ("repealed", "vetoed"):
            yield Pinpoint(root)
            for labels in parts(entry.parts):
                yield Pinpoint(root, labels)

    def _only_annex(self) -> Iterator[Pinpoint]:
        """Yield the annex of a law that has one, whose points the outline counts as `Annex 1`, and what is in it."""
        annexes = self.record.outline.annexes
        if annexes and all(number.isdigit() for number in annexes):
            yield Pinpoint("Annex")
            for number, entry in annexes.items():
                yield Pinpoint("Annex", (number,))
                for labels in parts(entry.parts):
                    yield Pinpoint("Annex", (number, *labels))

    def holds(self, pinpoint: Pinpoint) -> bool:
        """Whether a provision exists, to the last point."""
        return pinpoint in self.under(pinpoint.root)

    @cached_property
    def annotated(self) -> dict[str, Provision]:
        return {provision.id: provision for provision in self.record.provisions}

    def of_root(self, root: str) -> tuple[Provision, ...]:
        """Return the annotated records of an article, section or annex and of its parts, in the order of the law."""
        return self._by_root.get(root, ())

    @cached_property
    def _by_root(self) -> dict[str, tuple[Provision, ...]]:
        found: dict[str, list[Provision]] = {}
        for provision in self.record.provisions:
            found.setdefault(parse(provision.id).root, []).append(provision)
        return {root: tuple(records) for root, records in found.items()}

    def cite(self, pinpoints: str) -> str:
        """Return the citation of one or several pinpoints, `79, 82` for two, in the library's style and language.

        Bluebook and OSCOLA are styles of English and stay so.
        """
        form = self.brief.citation
        named = form.languages.get(self.words.language)
        if named is not None and self.style == "plain":
            if form.labels == "commas":
                numbers = [numbering(parse(part), form.labels) for part in re.split(r"[;,]\s+", pinpoints) if part]
                return in_commas(form.provision, numbers, self.words.language)
            by_sections = form.provision.startswith("§")
            law = Named(named.name, named.of or named.name, frozenset(form.points_at), by_sections)
            return write_local(self.words.language, law, pinpoints)
        return write(form.provision, form.law, pinpoints, form.labels, self.style, form.points_at)

    def in_full(self) -> str:
        """Return the full form in which a memo first cites this law, in the library's style."""
        return in_full(self.record.title, self.record.official_citation, self.brief.citation.law, self.style)

    def heading(self, pinpoint: Pinpoint) -> str:
        """Return the official heading above a provision, empty where the law has none."""
        entry = self._entry(pinpoint.root)
        return (entry.heading or "") if entry else ""

    def _entry(self, root: str) -> OutlineEntry | None:
        outline = self.record.outline
        if root.startswith("Annex "):
            return outline.annexes.get(root.removeprefix("Annex "))
        return outline.provisions.get(root)

    def existence(self, pinpoint: Pinpoint) -> Existence:
        """Say whether a provision exists; a partial outline never denies one."""
        if self.holds(pinpoint):
            return "exists"
        outline = self.record.outline
        moved = self.moved(pinpoint)
        if moved is not None:
            return "repealed" if moved.since <= self.as_of else "not-verifiable"
        entry = self._entry(pinpoint.root)
        if entry is not None and entry.status == "repealed":
            return "repealed"
        if outline.completeness == "partial" and entry is None:
            return "not-verifiable"
        if entry is not None and (entry.status == "not-parsed" or not outline.parts_reliable):
            return "not-verifiable"
        return "no-such-provision"

    def moved(self, pinpoint: Pinpoint) -> Moved | None:
        """Return what became of a provision that the law no longer has: its own record, else its parent's."""
        here: Pinpoint | None = pinpoint
        known = {moved.provision: moved for moved in self.record.outline.moved}
        while here is not None:
            if str(here) in known:
                return known[str(here)]
            here = here.parent
        return None

    def nearest(self, pinpoint: Pinpoint) -> str | None:
        """Return the provision that a wrong number most likely meant: its nearest parent, else a near number."""
        parent = pinpoint.parent
        while parent is not None:
            if self.holds(parent):
                return str(parent)
            parent = parent.parent
        from difflib import get_close_matches

        close = get_close_matches(pinpoint.root, list(self.record.outline.provisions), n=1, cutoff=0.6)
        return close[0] if close else None

    def standing_of(self, provision: Provision) -> Standing:
        if provision.applies_until is not None and provision.applies_until <= self.as_of:
            return "repealed"
        if self.standing == "repealed":
            return "repealed"
        return "in-force" if provision.applies_from <= self.as_of else "not-yet"

    @cached_property
    def _stages(self) -> tuple[dict[str, date], date]:
        """The day of each root that a stage names, and the day of the others."""
        named: dict[str, date] = {}
        rest = self.record.applies_from
        for stage in self.record.application:
            if stage.rest:
                rest = stage.from_
            for words in stage.provisions:
                roots = expand(words) if re.fullmatch(r"\d+-\d+", words) else (words,)
                named.update(dict.fromkeys(roots, stage.from_))
        return named, rest

    def applies_from(self, pinpoint: Pinpoint) -> date:
        """Return the day from which a provision applies: its record's, else its stage's, else the law's.

        A point follows the nearest record above it: it is not law before its article is.
        """
        record = self.governing(pinpoint)
        if record is not None:
            return record.applies_from
        named, rest = self._stages
        return named.get(pinpoint.root, rest)

    def standing_at(self, pinpoint: Pinpoint) -> Standing:
        """Return whether a provision that exists applies on the day."""
        record = self.governing(pinpoint)
        if record is not None:
            return self.standing_of(record)
        if self.standing == "repealed":
            return "repealed"
        return "in-force" if self.applies_from(pinpoint) <= self.as_of else "not-yet"

    def governing(self, pinpoint: Pinpoint) -> Provision | None:
        """Return the annotated record that speaks for a provision: its own, else its nearest parent's."""
        here: Pinpoint | None = pinpoint
        while here is not None:
            if str(here) in self.annotated:
                return self.annotated[str(here)]
            here = here.parent
        return None

    def penalty(self, tier: str) -> Penalty | None:
        return next((p for p in self.record.penalties if p.id == tier), None)

    def tariff(self, penalty: Penalty) -> Tariff | None:
        """Return what a tier sets on the day, nothing before its first start."""
        current = [t for t in penalty.tariffs if t.from_ <= self.as_of]
        return current[-1] if current else None

    def next_tariff(self, penalty: Penalty) -> Tariff | None:
        """Return the next change of a tier that is already known, if any."""
        return next((t for t in penalty.tariffs if t.from_ > self.as_of), None)

    def deep_link(self, pinpoint: Pinpoint) -> str:
        """Return the official address, at the provision where the source has such anchors."""
        provision = self.governing(pinpoint)
        if provision is not None and provision.url:
            return provision.url
        pattern = self.record.provision_url
        if pattern and not pinpoint.root.startswith(("Annex", "Recital")):
            return pattern.replace("{root}", pinpoint.root)
        return self.record.url


@dataclass(frozen=True)
class Library:
    """Everything under `regulations/` as it stands on `as_of`."""

    store: Store
    as_of: date
    style: Style = "plain"
    """How provisions are cited."""
    words: Words = field(default=ENGLISH, repr=False, compare=False)
    """What is said beside the law, in the language of the memo."""
    _laws: dict[str, LawOnDay] = field(default_factory=dict, repr=False, compare=False)
    _calendars: dict[tuple[tuple[str, ...], int], WorkCalendar] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, root: Path, as_of: date) -> Library:
        """Return the library at `root` on a day; fails with `LibraryError`."""
        return cls(Store(root), as_of)

    def in_style(self, style: Style) -> Library:
        """Return the same library citing in another style."""
        return Library(self.store, self.as_of, style, self.words)

    def speaking(self, language: str) -> Library:
        """Return the same library, its laws named and cited in another language."""
        return (
            self
            if language == self.words.language
            else Library(self.store, self.as_of, self.style, words_for(language))
        )

    @property
    def law_ids(self) -> tuple[str, ...]:
        return self.store.law_ids

    def law(self, law_id: str) -> LawOnDay:
        if law_id not in self._laws:
            brief = self.store.summaries.get(law_id)
            record = self.store.law(law_id) if brief is None else None  # an unknown id is refused there
            self._laws[law_id] = LawOnDay(
                record, self.as_of, brief, lambda: self.store.law(law_id), self.style, self.words
            )
        return self._laws[law_id]

    def laws(self) -> Iterator[LawOnDay]:
        for law_id in self.law_ids:
            yield self.law(law_id)

    @property
    def topics(self) -> dict[str, Topic]:
        return self.store.topics

    @property
    def profiles(self) -> Profiles:
        return self.store.profiles

    @property
    def playbooks(self) -> tuple[Playbook, ...]:
        return self.store.playbooks

    @property
    def authorities(self) -> dict[str, Authority]:
        return self.store.authorities

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The published decisions up to the day, newest first."""
        return tuple(d for d in self.store.decisions if d.decided_on <= self.as_of)

    @cached_property
    def _decisions_under(self) -> dict[str, tuple[Decision, ...]]:
        """The same by each law that they rest on."""
        found: dict[str, list[Decision]] = {}
        for decision in self.decisions:
            for law in decision.laws:
                found.setdefault(law, []).append(decision)
        return {law: tuple(under) for law, under in found.items()}

    @cached_property
    def _decided(self) -> dict[str, tuple[Decided, ...]]:
        """The same, ready to be ranked, by each law that was asked for."""
        return {}

    def decisions_for(
        self,
        law: str,
        provisions: Collection[str] = (),
        topics: Collection[str] = (),
        competent: Collection[str] = (),
    ) -> tuple[Precedent, ...]:
        """Return the decisions of that day that stand nearest to provisions and topics of a law, nearest first."""
        from memo.library.precedent import decided, nearest

        if law not in self._decided:
            self._decided[law] = decided(self._decisions_under.get(law, ()), law)
        return nearest(self._decided[law], provisions, topics, competent)

    @property
    def risk_table(self) -> RiskTable:
        """The table by which the risk of findings is rated; data of ours, not law."""
        return self.store.risk_table

    @property
    def role_readings(self) -> tuple[RoleReading, ...]:
        return self.store.role_readings

    @property
    def sizes(self) -> tuple[SizeTest, ...]:
        return self.store.sizes

    def calendar(self, places: Iterable[str], year: int) -> WorkCalendar:
        """Return the working days of places from a year on; what was asked for once is kept."""
        key = (tuple(places), year)
        if key not in self._calendars:
            self._calendars[key] = calendar_of(key[0], year, self.store.root)
        return self._calendars[key]

    @property
    def digest(self) -> str:
        return self.store.digest
