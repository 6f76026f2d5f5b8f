"""Whether a citation that a text makes exists and applies on the library's day."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from memo.citation import acts, table
from memo.citation.acts import names_code
from memo.citation.find import CitationReader, Found, Naming
from memo.citation.pinpoint import Pinpoint, parse
from memo.citation.uncounted import PARTS
from memo.late import late
from memo.library.day import LawOnDay, Library
from memo.library.records import CitationForm, Law, NamedLaw
from memo.library.spelling import fitted
from memo.library.store import Store
from memo.places import name_of, parents, touches

Status = Literal[
    "ok", "no-such-provision", "unknown-law", "not-held", "ambiguous", "not-in-force", "repealed", "not-verifiable"
]
_SECTION = "Section-"
FALSE: frozenset[str] = frozenset({"no-such-provision", "repealed"})
"""Statuses of a citation that may not stand in a memo as if it held."""


class CheckedCitation(Struct, frozen=True):
    """A citation and what the library says of it.

    `provisions` are in memo's form, empty for a citation of a whole law;
    `missing` are those of them that do not exist. `candidates` are the laws
    that an ambiguous name may mean, or the one that is known by name only. `settled_by` says what settled a name
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
    return reader_of_store(library.store)


@lru_cache(maxsize=4)
def reader_of_store(store: Store) -> CitationReader:
    """Build the reader of a store once: names do not change with the day."""
    held = [
        Naming(
            law.id,
            tuple(dict.fromkeys((*law.citation.names, *(named.name for named in law.citation.languages.values())))),
            (*law.citation.shared_names, *_code_of(law.citation)),
            law.citation.beside_numbers,
            law.citation.numbers,
            law.numbering,
            recitals=law.recitals,
            annexes=law.annexes,
            hyphenated=law.hyphenated,
        )
        for law in store.summaries.values()
    ]
    elsewhere = [
        Naming(
            law.id,
            law.names,
            (*law.shared_names, *((law.code,) if law.code else ())),
            law.beside_numbers,
            held=False,
        )
        for law in store.elsewhere.values()
    ]
    namings = [*held, *elsewhere]
    code = [Path(module.__file__) for module in (table, acts) if module.__file__]
    return CitationReader(
        namings, store.of_names("names", table.Filed, lambda: table.filed(namings), (Path(__file__), *code))
    )


def _code_of(form: CitationForm) -> tuple[str, ...]:
    """Return the code that a law's own citations name, such as `15 U.S.C.`: a name shared with all its other parts."""
    code = form.provision.partition("{pinpoint}")[0].rstrip(" §").removesuffix(" section")
    return (code,) if names_code(code) and code not in form.names else ()


def numbered_in(law: Law, root: str) -> bool:
    """Return whether a number of a code, such as `15 U.S.C. § 45`, is a law's."""
    numbers = law.citation.numbers
    return root in law.outline.provisions if numbers is None else re.fullmatch(numbers, root) is not None


_STRANGER = late(
    r"(?:^|;)\s{0,3}(?!(?:See|Cf\.?|Siehe|Vgl\.?|Voir|Ver|Also|EU|UK|US|USA|EEA)[\s,]"
    r"|(?:(?:The|Le|La|Die|Das|El|O|A)\s)?(?:Act|Regulation|Directive|Law|Gesetz|Verordnung|Richtlinie|Loi|Lei|Ley),)"
    r"(?P<law>[A-ZÀ-Þ][^;,:()\n]{1,80}),\s{1,3}$"
)
"""A name that ends right before a number: what stands there may also send on, name a place or point back to a law."""


def _of_stranger(text: str, found: Found) -> Found:
    """Return a citation without a law of its own as one of the law named before it: `Código Civil, art. 424`."""
    before = None if found.named or found.code else _STRANGER.search(text[: found.start])
    if before is None:
        return found
    start = before.start("law")
    return replace(found, text=text[start : found.end], start=start, laws=(), named=before["law"], settled_by="")


def of_place(law: NamedLaw) -> str:
    """Return a law's full name with its place: `Datenschutzgesetz (Austria)`.

    >>> day, names = date(2026, 11, 26), ("DSG",)
    >>> of_place(NamedLaw(id="at-dsg", title="Datenschutzgesetz", jurisdiction="AT", url="", names=names, verified=day))
    'Datenschutzgesetz (Austria)'
    """
    where = "European Union" if law.jurisdiction == "EU" else name_of(law.jurisdiction).removeprefix("the ")
    return f"{law.title.rstrip('.')} ({where})"


_NAMESAKES = {
    1: "Laws elsewhere go by that name too.",
    2: "Two laws go by that name.",
    3: "Three laws go by that name.",
}
"""What is said of a name by how many laws of that name are known."""


class Resolver(Struct, frozen=True):
    """Reads citations and resolves them; `jurisdictions` may settle a shared name, and then it says so."""

    library: Library
    reader: CitationReader
    jurisdictions: tuple[str, ...] = ()

    def check(self, text: str, markdown: bool = False) -> tuple[CheckedCitation, ...]:
        """Return every citation of a text, resolved, in its order; in Markdown none from code or link targets."""
        return tuple(self._resolved(found) for found in self.reader.find(text, markdown))

    def check_stated(self, text: str) -> tuple[CheckedCitation, ...]:
        """Return the citations of an entry that is nothing else, one at least, resolved.

        There a name before a comma is the law's: one that nobody knows is
        another's, and neither the place of the review nor a law named before
        makes a number of the Civil Code one of a law held.
        """
        found = self.reader.find(text)
        return tuple(self._resolved(_of_stranger(text, one)) for one in found) or (self.check_one(text),)

    def check_one(self, text: str) -> CheckedCitation:
        """Return the citation that the whole of `text` is meant to be, the worst where it holds several.

        `unknown-law` where it is none at all.
        """
        if ":" in text:
            law_id, _, number = text.partition(":")
            if law_id in self.library.law_ids:
                return self._resolved(Found(text, 0, len(text), (law_id,), (number.strip(),)))
            from difflib import get_close_matches

            close = get_close_matches(law_id, self.library.law_ids, n=1)
            if close and " " not in law_id:
                return CheckedCitation(text, 0, len(text), "unknown-law", suggestion=f"{close[0]}:{number.strip()}")
        found = self.check(text)
        if not found:
            return CheckedCitation(text, 0, len(text), "unknown-law")
        return min(found, key=lambda checked: _WORST_FIRST.index(checked.status))

    def _resolved(self, found: Found) -> CheckedCitation:
        laws = found.laws
        settled = found.settled_by
        if found.code and not self._named_whole(laws):
            return self._of_code(found)
        if len(laws) > 1 or (laws and not found.settled):
            numbered = self._by_number(found)
            if numbered is not None:
                return self._against(self.library.law(numbered), found, "the number, which only one of them has")
            fitting = [law for law in laws if law in self.library.law_ids and self._in_review(law)]
            named = [law for law in laws if law not in self.library.law_ids]
            fitting += [law for law in named if self._is_of_review(law)]
            rivals = [law for law in named if law not in fitting and self._may_be_in_review(law)]
            if not self.jurisdictions or len(fitting) != 1 or rivals:
                near = tuple(sorted(laws, key=lambda law: law not in fitting))  # those of the review's places first
                note = _NAMESAKES.get(len(near), "") if found.named else ""
                return CheckedCitation(
                    found.text, found.start, found.end, "ambiguous",
                    provisions=found.pinpoints, candidates=near, note=note,
                )  # fmt: skip
            laws, settled = (fitting[0],), "the review's jurisdictions"
        if not laws or laws[0] not in self.library.law_ids:
            if laws:
                return self._not_held(found, laws[0], settled)
            return CheckedCitation(
                found.text, found.start, found.end, "unknown-law",
                provisions=found.pinpoints,
                suggestion=self._nearest_name(found.named),
            )  # fmt: skip
        return self._against(self.library.law(laws[0]), found, settled)

    def _named_whole(self, laws: tuple[str, ...]) -> bool:
        """Whether a code is no title of many laws but one law, known by name: `Code civil`."""
        known = self.library.store.elsewhere
        return bool(laws) and all(law in known and known[law].sections is None for law in laws)

    def _not_held(self, found: Found, law_id: str, settled: str) -> CheckedCitation:
        """Return what is known of a law by its name only: what it is and where it stands, nothing of its provisions."""
        law = self.library.store.elsewhere[law_id]
        note = f"{of_place(law)}. The library has no record of it; the citation was not checked."
        return CheckedCitation(
            found.text, found.start, found.end, "not-held",
            provisions=found.pinpoints, url=law.url, candidates=(law_id,), settled_by=settled, note=note,
        )  # fmt: skip

    def _by_number(self, found: Found) -> str | None:
        """Return the law whose number settles an abbreviation that several laws share.

        The number settles it only where the candidates are all held and have
        no number in common; `PIPA` names laws that all have an Article 21.
        """
        if len(found.laws) < 2 or not found.pinpoints or not set(found.laws) <= set(self.library.law_ids):
            return None
        roots = {law: frozenset(self.library.law(law).record.outline.provisions) for law in found.laws}
        if sum(map(len, roots.values())) != len(frozenset().union(*roots.values())):
            return None
        wanted = {parse(pinpoint).root for pinpoint in found.pinpoints}
        having = [law for law, known in roots.items() if wanted <= known]
        return having[0] if len(having) == 1 else None

    def _of_code(self, found: Found) -> CheckedCitation:
        """Resolve numbers of a code, such as `15 U.S.C. § 45`, in which each number belongs to one law.

        Where none of the laws held has the number, it is another law's, and
        nothing is accepted; where two numbers are of two laws, it stays open.
        """
        owners = [
            frozenset(law for law in found.laws if self._has(law, parse(pinpoint).root)) for pinpoint in found.pinpoints
        ]
        common = sorted(frozenset.intersection(*owners)) if owners else []
        settled = "the number, which only one law of the code has"
        held = [law for law in common if law in self.library.law_ids]
        if len(held) > 1:
            held = [law for law in held if self.library.law(law).standing == "in-force"] or held
        if len(held) == 1:
            return self._against(self.library.law(held[0]), found, settled)
        if len(common) == 1:
            return self._not_held(found, common[0], settled)
        candidates = tuple(sorted(frozenset().union(*owners)))
        status: Status = "ambiguous" if candidates else "unknown-law"
        note = (
            "The numbers are of several laws." if candidates else "No law in the library has this number of the code."
        )
        return CheckedCitation(
            found.text, found.start, found.end, status,
            provisions=found.pinpoints, candidates=candidates, note=note,
        )  # fmt: skip

    def _has(self, law_id: str, root: str) -> bool:
        if law_id in self.library.store.elsewhere:
            return self.library.store.elsewhere[law_id].holds(root)
        return numbered_in(self.library.law(law_id).record, root)

    def _in_review(self, law_id: str) -> bool:
        region = self.library.law(law_id).record.jurisdiction
        return any(touches(place, region) for place in self.jurisdictions)

    def _is_of_review(self, law_id: str) -> bool:
        """Whether a place of the review lies where a law that is not held is from; the Union lies in no state."""
        region = self.library.store.elsewhere[law_id].jurisdiction
        return any(region in parents(place) for place in self.jurisdictions)

    def _may_be_in_review(self, law_id: str) -> bool:
        """Whether a law that is not held may be from where the review is."""
        region = self.library.store.elsewhere[law_id].jurisdiction
        return any(touches(place, region) for place in self.jurisdictions)

    def _nearest_name(self, named: str) -> str | None:
        """Return the name that a misspelt one most likely meant; a suggestion, never an answer."""
        if not named or any(letter.isdigit() for letter in named) or self.reader.names.spelt(named):
            return None
        names = {
            name.casefold(): name
            for naming in self.reader.namings
            for name in naming.names
            if naming.held and (" " in named) == (" " in name)
        }
        folded = named.casefold()
        if any(name in folded for name in names):
            return None
        turned = [name for key, name in names.items() if sorted(key) == sorted(folded)]
        from difflib import get_close_matches

        close = turned or get_close_matches(folded, list(names), n=1, cutoff=0.75)
        return names.get(close[0].casefold()) if close else None

    def _against(self, law: LawOnDay, found: Found, settled: str) -> CheckedCitation:
        provisions, missing, notes = [], [], []
        statuses: list[Status] = []
        suggestion = None
        for written in found.pinpoints:
            pinpoint = _dotted(law, _pinpoint(law, written), found.text)
            pinpoint = pinpoint if found.code else _by_own_count(law, pinpoint)
            status, note = _status(law, pinpoint, by_code=found.code or not found.named)
            provisions.append(str(pinpoint))
            statuses.append(status)
            notes.append(note)
            if status in ("no-such-provision", "repealed"):
                missing.append(str(pinpoint))
            if status == "no-such-provision":
                suggestion = suggestion or suggested(law, pinpoint)
            elif status == "repealed" and (moved := law.moved(pinpoint)):
                suggestion = suggestion or moved.to
        if not found.pinpoints:
            statuses = [_STANDING[law.standing]]
            notes = [_applies_from(law.record.applies_from) if law.standing == "not-yet" else ""]
        if law.brief.numbering == "section" and statuses == ["ok", "repealed"] and _TO_THE_END.search(found.text):
            # A range of sections is no less the law for its last one being gone.
            statuses[1], notes[:], missing[:] = "ok", [f"{provisions[1]} was repealed; the range stands."] * 2, []
        worst = min(statuses, key=_WORST_FIRST.index)
        url = law.deep_link(parse(provisions[0])) if provisions and not missing else law.record.url
        return CheckedCitation(
            found.text, found.start, found.end, worst, law.id, tuple(provisions), tuple(missing),
            suggestion, url, settled_by=settled, note=notes[statuses.index(worst)],
        )  # fmt: skip


_STANDING: dict[str, Status] = {"in-force": "ok", "not-yet": "not-in-force", "repealed": "repealed"}
_WORST_FIRST: tuple[Status, ...] = (
    "no-such-provision", "repealed", "unknown-law", "ambiguous", "not-held", "not-in-force", "not-verifiable", "ok"
)  # fmt: skip


def _applies_from(day: date) -> str:
    return f"Applies from {day.isoformat()}."


def _pinpoint(law: LawOnDay, written: str) -> Pinpoint:
    try:
        return fitted(law, parse(written))
    except ValueError:
        return Pinpoint(written)


def _dotted(law: LawOnDay, pinpoint: Pinpoint, text: str) -> Pinpoint:
    """Return `65.2` for a `65(2)` that the text writes with a dot, where the law has an article of that number."""
    if not pinpoint.labels or not pinpoint.labels[0].isdigit():
        return pinpoint
    root = f"{pinpoint.root}.{pinpoint.labels[0]}"
    if root not in law.record.outline.provisions or re.search(rf"(?<![\d.]){re.escape(root)}(?!\d)", text) is None:
        return pinpoint
    return fitted(law, Pinpoint(root, pinpoint.labels[1:]))


def _by_own_count(law: LawOnDay, pinpoint: Pinpoint) -> Pinpoint:
    """Return what a section of an Act's own count is in the code: `5(a)` of the FTC Act is `45(a)` of title 15."""
    known = law.brief.citation.own_sections.get(pinpoint.root)
    if known is None or pinpoint.root in law.record.outline.provisions:
        return pinpoint
    return fitted(law, Pinpoint(known, pinpoint.labels))


_TO_THE_END = late(r"[–—]|\b(?:to|through|thru)\b")
_UNITED_STATES_CODE = late(r"\d+ U\.S\.C\. ")
_SECTION_OF_REGULATIONS = late(r"(\d+)(?:\.\d+)?")


def _counts_apart(law: LawOnDay, pinpoint: Pinpoint) -> bool:
    """Whether a number is below all those that a law has in the United States Code.

    It then is of the Act's own count, which the library does not hold:
    `Section 1303 of COPPA` is 15 U.S.C. § 6502. Or it is of the regulations
    under the Act, which texts call by its name: `COPPA § 312.5`.
    """
    number = _SECTION_OF_REGULATIONS.fullmatch(pinpoint.root)
    if not _UNITED_STATES_CODE.match(law.brief.citation.provision) or number is None:
        return False
    known = [int(re.match(r"\d+", root)[0]) for root in law.record.outline.provisions if root[0].isdigit()]  # type: ignore[index]
    return bool(known) and int(number[1]) < min(known)


def _status(law: LawOnDay, pinpoint: Pinpoint, by_code: bool = True) -> tuple[Status, str]:
    """Return what the law says of one provision on its day, and a note where more is to be said.

    A provision without a record of its own follows the nearest one above it
    that has one: a point is not law before its article is.
    """
    if pinpoint.root.startswith(_SECTION):
        return "no-such-provision", f"{law.record.short_title} is numbered by articles."
    if PARTS.match(pinpoint.root):
        return "not-verifiable", "The library counts the provisions of a law, not its chapters, titles and parts."
    if pinpoint.root.startswith("Annex ") and law.brief.numbering == "section" and not law.record.outline.annexes:
        return "not-verifiable", f"The library holds no schedules of {law.record.short_title}."
    if not by_code and _counts_apart(law, pinpoint):
        code = law.brief.citation.provision.partition(" §")[0]
        return "not-verifiable", f"The library holds {law.record.short_title} by the sections of {code} only."
    existence = law.existence(pinpoint)
    moved = law.moved(pinpoint) if existence in ("repealed", "not-verifiable") else None
    if moved and existence == "repealed":
        return "repealed", f"Replaced on {moved.since.isoformat()}; now {law.cite(moved.to)}."
    if moved:
        return "not-verifiable", f"Replaced from {moved.since.isoformat()}; the library's outline is of a later day."
    if existence == "no-such-provision" or existence == "repealed":
        return existence, ""
    if existence == "not-verifiable":
        return "not-verifiable", f"The library's outline of {law.record.short_title} is partial there."
    standing = law.standing_at(pinpoint)
    if standing == "not-yet":
        return "not-in-force", _applies_from(law.applies_from(pinpoint))
    return _STANDING[standing], ""


def suggested(law: LawOnDay, pinpoint: Pinpoint) -> str | None:
    """Return the provision that a wrong one most likely meant, in memo's form.

    The number itself where only the word before it was wrong, a sister with
    a label one step away where one exists, else what the library finds
    nearest.
    """
    bare = Pinpoint(pinpoint.root.removeprefix(_SECTION), pinpoint.labels)
    if bare != pinpoint:
        exact = fitted(law, bare)
        return str(exact) if law.holds(exact) else law.nearest(bare)
    if not law.under(pinpoint.root) and (number := re.fullmatch(r"(\D*)(\d+)", pinpoint.root)):
        roots = {
            known.root: int(match[2])
            for known in law.numbers()
            if not known.labels and (match := re.fullmatch(r"(\D*)(\d+)", known.root)) and match[1] == number[1]
        }
        if roots:
            return min(roots, key=lambda root: (abs(roots[root] - int(number[2])), roots[root]))
    return law.nearest(pinpoint)
