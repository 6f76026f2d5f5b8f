"""Whether a citation that a text makes exists and applies on the library's day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from memo.citation.find import CitationReader, Found, Naming
from memo.citation.pinpoint import Pinpoint, parse
from memo.library.day import LawOnDay, Library

Status = Literal["ok", "no-such-provision", "unknown-law", "ambiguous", "not-in-force", "repealed", "not-verifiable"]
FALSE: frozenset[str] = frozenset({"no-such-provision", "repealed"})
"""Statuses of a citation that may not stand in a memo as if it held."""


@dataclass(frozen=True, slots=True)
class CheckedCitation:
    """A citation and what the library says of it.

    `provisions` are in memo's form, empty for a citation of a whole law;
    `missing` are those of them that do not exist. `candidates` are the laws
    that an ambiguous name may mean. `settled_by` says what settled a name
    that several laws share.
    """

    text: str
    start: int
    end: int
    status: Status
    law: str | None = None
    provisions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    suggestion: str | None = None
    url: str | None = None
    candidates: tuple[str, ...] = ()
    settled_by: str = ""
    note: str = ""

    def as_data(self) -> dict[str, object]:
        """Return the citation in the form of `memo cite --format json`."""
        data: dict[str, object] = {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "law": self.law,
            "provisions": list(self.provisions),
            "status": self.status,
            "suggestion": self.suggestion,
            "url": self.url,
        }
        if self.candidates:
            data["candidates"] = list(self.candidates)
        if self.settled_by:
            data["settled_by"] = self.settled_by
        if self.note:
            data["note"] = self.note
        return data


def reader_of(library: Library) -> CitationReader:
    """Return a reader that knows the names of every law held, and of those known but not held."""
    held = [
        Naming(
            law.id,
            law.record.citation.names,
            law.record.citation.shared_names,
            law.record.citation.numbers,
            law.record.numbering,
        )
        for law in library.laws()
    ]
    elsewhere = [Naming(law_id, names, held=False) for law_id, names in library.store.elsewhere.items()]
    return CitationReader([*held, *elsewhere])


@dataclass(frozen=True)
class Resolver:
    """Reads citations and resolves them; `jurisdictions` may settle a shared name, and then it says so."""

    library: Library
    reader: CitationReader
    jurisdictions: tuple[str, ...] = ()

    def check(self, text: str) -> tuple[CheckedCitation, ...]:
        """Return every citation of a text, resolved, in its order."""
        return tuple(self._resolved(found) for found in self.reader.find(text))

    def check_one(self, text: str) -> CheckedCitation:
        """Return the citation that the whole of `text` is meant to be; `unknown-law` where it is none."""
        if ":" in text:
            law_id, _, number = text.partition(":")
            if law_id in self.library.law_ids:
                return self._resolved(Found(text, 0, len(text), (law_id,), (number.strip(),)))
        found = self.check(text)
        if not found:
            return CheckedCitation(text, 0, len(text), "unknown-law")
        if len(found) == 1:
            return found[0]
        worst = [c for c in found if c.status != "ok"]
        return worst[0] if worst else found[0]

    def _resolved(self, found: Found) -> CheckedCitation:
        laws = [law for law in found.laws if law in self.library.law_ids]
        settled = ""
        if len(found.laws) > 1:
            laws = list(found.laws)
            fitting = [law for law in laws if law in self.library.law_ids and self._in_review(self.library.law(law))]
            if self.jurisdictions and len(fitting) == 1:
                laws, settled = fitting, "the review's jurisdictions"
            else:
                return CheckedCitation(
                    found.text, found.start, found.end, "ambiguous",
                    provisions=found.pinpoints, candidates=tuple(laws),
                )  # fmt: skip
        if not laws:
            return CheckedCitation(
                found.text, found.start, found.end, "unknown-law",
                provisions=found.pinpoints, candidates=found.laws,
                note="This law is known but not held in the library; the citation was not verified." if found.laws else "",
            )  # fmt: skip
        return self._against(self.library.law(laws[0]), found, settled)

    def _in_review(self, law: LawOnDay) -> bool:
        from memo.places import touches

        return any(touches(place, law.record.jurisdiction) for place in self.jurisdictions)

    def _against(self, law: LawOnDay, found: Found, settled: str) -> CheckedCitation:
        provisions, missing, suggestion = [], [], None
        status: Status = "ok"
        note = ""
        for written in found.pinpoints:
            try:
                pinpoint = fitted(law, parse(written))
            except ValueError:
                pinpoint = Pinpoint(written)
            provisions.append(str(pinpoint))
            existence = law.existence(pinpoint)
            if existence in ("no-such-provision", "repealed"):
                missing.append(str(pinpoint))
                status = (
                    "no-such-provision"
                    if existence == "no-such-provision" or status == "no-such-provision"
                    else "repealed"
                )
                suggestion = suggestion or law.nearest(pinpoint)
            elif existence == "not-verifiable" and status == "ok":
                status = "not-verifiable"
                note = f"The library's outline of {law.record.short_title} is partial there."
            elif status == "ok":
                record = law.annotated.get(str(pinpoint))
                standing = law.standing_of(record) if record is not None else law.standing
                if standing == "not-yet":
                    status = "not-in-force"
                    start = record.applies_from if record else law.record.applies_from
                    note = f"Applies from {start.isoformat()}."
                elif standing == "repealed":
                    status = "repealed"
        if not found.pinpoints and law.standing != "in-force":
            status = "not-in-force" if law.standing == "not-yet" else "repealed"
        url = law.deep_link(parse(provisions[0])) if provisions and not missing else law.record.url
        return CheckedCitation(
            found.text, found.start, found.end, status, law.id, tuple(provisions), tuple(missing),
            suggestion, url, settled_by=settled, note=note,
        )  # fmt: skip


def fitted(law: LawOnDay, pinpoint: Pinpoint) -> Pinpoint:
    """Return the pinpoint in the law's own spelling of its labels, where exactly one spelling fits.

    Texts write `18(2)` for the law's `18(§2)`, `6(1)(F)` for `6(1)(f)`,
    `18(6)` for `18(VI)` never: a Roman numeral is not guessed from a number.
    """
    if str(pinpoint) in law.known:
        return pinpoint
    fitting = Pinpoint(pinpoint.root)
    for label in pinpoint.labels:
        options = [
            option
            for option in dict.fromkeys((label, f"§{label}", label.removeprefix("§"), label.lower(), label.upper()))
            if str(Pinpoint(fitting.root, (*fitting.labels, option))) in law.known
        ]
        if not options:
            return pinpoint
        fitting = Pinpoint(fitting.root, (*fitting.labels, options[0]))
    return fitting if str(fitting) in law.known else pinpoint
