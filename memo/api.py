"""The Python API: read a findings file, check it, draft its memo, write it in any form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from memo.errors import Fault, InputError, Place, UsageError
from memo.look import PLAIN, Look
from memo.resources import packaged

if TYPE_CHECKING:
    from memo.citation.style import Style
    from memo.document import Depth, Edition, Memo
    from memo.findings.model import FindingSet
    from memo.findings.read import Reading
    from memo.house import House
    from memo.library.day import Library
    from memo.render.dialects.known import Name as Dialect
    from memo.render.limits import Limits

VERSION = "0.1.0"

Citations = Literal["strict", "audit"]
"""What a stated citation that does not hold does: `strict` refuses the memo,
`audit` makes it and lets its citation audit say so first."""

_CITATION_CODES = frozenset({"no-such-provision", "repealed", "unknown-law"})


class Document(Struct, frozen=True):
    """A finished memo; each method gives one of its forms, the same for the same memo.

    `findings` is the review as JSON, which the PDF of the internal edition carries.
    """

    memo: Memo
    findings: str = ""
    look: Look = PLAIN
    """How the house sets it; `sections` hold for Markdown too."""

    def to_markdown(self, dialect: Dialect = "gfm", front_matter: bool = False) -> str:
        """Return the memo as Markdown, or in the markup of another wiki or site generator.

        With `front_matter` its title, date, vendor, decision and the like stand before it as YAML.
        """
        from memo.render.markdown import markdown

        return markdown(self.memo, dialect, self.look.sections, front_matter)

    def to_html(self) -> str:
        from memo.render.html import html

        return html(self.memo, packaged("templates"), self.look)

    def to_json(self) -> str:
        from memo.document import as_data

        return json.dumps(as_data(self.memo), ensure_ascii=False, indent=1) + "\n"

    def to_pdf(self, path: str | Path | None = None, limits: Limits | None = None) -> bytes:
        """Return the PDF, and write it where a path is given.

        With `limits` it is made in a process of its own, which is ended with
        `LimitError` where it takes more; without them in this one, and only its
        size is limited.
        """
        from memo.render.pdf import pdf, pdf_within
        from memo.writing import write

        if limits is None:
            data = pdf(self.memo, packaged("templates"), self.findings, look=self.look)
        else:
            data = pdf_within(limits, self.memo, packaged("templates"), self.findings, self.look)
        if path is not None:
            write(Path(path), data)
        return data

    def rendered(
        self, form: str, dialect: Dialect = "gfm", limits: Limits | None = None, front_matter: bool = False
    ) -> tuple[bytes, tuple[Fault, ...]]:
        """Return the memo as `pdf`, `md`, `html` or `json`, and a PDF's warnings: characters or notes not printed."""
        match form:
            case "md":
                return self.to_markdown(dialect, front_matter).encode(), ()
            case "html":
                return self._page(limits), ()
            case "json":
                return self.to_json().encode(), ()
        import warnings

        from memo.render.notes import LostNoteWarning
        from memo.render.pdf import MissingGlyphWarning

        kinds = (MissingGlyphWarning, LostNoteWarning)
        with warnings.catch_warnings(record=True) as caught:
            for kind in kinds:
                warnings.simplefilter("always", kind)
            data = self.to_pdf(limits=limits)
        return data, tuple(
            Fault(
                "lost-note" if issubclass(one.category, LostNoteWarning) else "missing-glyph",
                str(one.message),
                Place("PDF"),
                warning=True,
            )
            for one in caught
            if issubclass(one.category, kinds)
        )

    def _page(self, limits: Limits | None) -> bytes:
        """Return the HTML; a house's own templates, which may loop, are filled under the limits of a PDF."""
        if limits is None or self.look.templates is None:
            return self.to_html().encode()
        from memo.render.worker import Doing, within

        filling = Doing("filling the house's templates", "HTML", "Shorten what the templates do")
        return within(limits, lambda: self.to_html().encode(), filling)

    def plan(self, form: Literal["md", "json", "csv", "ics"] = "md", dialect: Dialect = "gfm") -> str | bytes:
        """Return the action plan alone, for people, programs, spreadsheets or calendars; `dialect` is that of `md`."""
        from memo.render import plan_data

        if form == "ics":
            from memo.render.plan_calendar import plan_ics

            return plan_ics(self.memo)
        if form == "md":
            from memo.render.markdown import plan_markdown

            return plan_markdown(self.memo, dialect)
        return plan_data.plan_csv(self.memo) if form == "csv" else plan_data.plan_json(self.memo)


def read_findings(path: str | Path) -> Reading:
    """Read and validate a findings file; fails with `InputError` that carries every fault."""
    from memo.findings.read import read

    return read(path)


def with_rest(
    faults: Sequence[Fault], text: str, name: str, as_of: date | None = None, today: date | None = None
) -> list[Fault]:
    """Return the faults of a findings file's form, and beside them what only the law library shows to be wrong.

    Only what could be read by itself is looked at, and only errors are added,
    so that nobody mends a key first to hear of a false article afterwards.
    """
    from memo.audit import audit
    from memo.checking import false_citations, faults_of
    from memo.findings.partial import partial

    review = partial(text, name)
    if review is None:
        return list(faults)
    library, taken = library_for(review, as_of, today), {fault.field for fault in faults}
    found = [*faults_of(review, library), *false_citations(review, library, audit(review.findings, library))]
    if any(field.startswith("review.owners") for field in taken):  # who else is known could not be read
        found = [fault for fault in found if fault.code != "unknown-owner"]
    beside = [fault for fault in found if not fault.warning and fault.field not in taken]
    return sorted([*faults, *beside], key=lambda fault: (fault.place, fault.code))


def library_for(review: Reading, as_of: date | None = None, today: date | None = None) -> Library:
    """Return the law library on the day whose law a review's memo states, `law_day`."""
    from memo.library.day import Library

    return Library.open(packaged("regulations"), law_day(review, as_of, today))


def law_day(review: Reading, as_of: date | None = None, today: date | None = None) -> date:
    """Return the day whose law a review's memo states: `as_of`, else the file's `as_of`, else as `memo_day`."""
    return as_of or review.findings.review.as_of or memo_day(review, as_of, today)


def memo_day(review: Reading, as_of: date | None = None, today: date | None = None) -> date:
    """Return the date that a review's memo bears: the file's, else `today`, else the law's day.

    Fails with `UsageError` where none of them is given: nothing below the
    command line reads the clock.
    """
    file = review.findings.review
    day = file.date or today or as_of or file.as_of
    if day is None:
        raise UsageError(
            [
                Fault(
                    "no-day",
                    "the review has no date, so the memo's day is unknown",
                    review.place(),
                    hint="Write 'review: {date: YYYY-MM-DD}' in the file or pass today=date.today().",
                )
            ]
        )
    return day


def check(review: Reading, library: Library, citations: Citations = "strict") -> tuple[Fault, ...]:
    """Return everything wrong or doubtful in a findings file, in the order of its lines.

    With `citations="audit"` a stated citation that does not hold is a warning.
    """
    from memo.audit import audit
    from memo.checking import NO_MODEL, doubts, false_citations, faults_of, strange_uses

    audited = audit(review.findings, library)
    faults = [*faults_of(review, library), *false_citations(review, library, audited)]
    if not any(fault.code == NO_MODEL for fault in faults):  # both ask what the findings are about
        faults += [*strange_uses(review, library, audited), *doubts(review, library)]
    if citations == "audit":
        faults = [replace(f, warning=True) if f.code in _CITATION_CODES else f for f in faults]
    return tuple(sorted(faults, key=lambda fault: (fault.place, fault.code)))


def checked(
    review: Reading, library: Library, citations: Citations = "strict", strict: bool = False
) -> tuple[Fault, ...]:
    """Return the warnings of a findings file; fails with `InputError` where it has an error, errors first.

    With `strict` every warning is an error.
    """
    faults = check(review, library, citations)
    if strict:
        faults = tuple(replace(fault, warning=False) for fault in faults)
    if any(not fault.warning for fault in faults):
        raise InputError(sorted(faults, key=lambda fault: (fault.warning, fault.place)))
    return faults


def at_file(fault: Fault, file: str) -> Fault:
    """Return a fault with the input's name at what went wrong with its PDF or its page."""
    form = fault.place.file
    if fault.place not in (Place("PDF"), Place("HTML")):
        return fault
    return replace(fault, place=Place(file), message=f"{form}: {fault.message}")


def draft(
    review: Reading,
    as_of: date | None = None,
    depth: Depth = "full",
    edition: Edition = "internal",
    today: date | None = None,
    citations: Citations = "strict",
    library: Library | None = None,
    house: House | None = None,
    only: tuple[str, ...] = (),
    citation_style: Style | None = None,
) -> Document:
    """Return the memo of a review.

    Provisions are cited in `citation_style`, else as the house cites.

    The law's day is that of `library`, else as `library_for` finds it; the
    memo's date is as `memo_day` finds it. `only` names the findings that the
    memo is of, by id; all of them without it. Fails with `InputError` where the
    review has an error that `check` reports.
    """
    if library is None:
        library = library_for(review, as_of, today)
    if citation_style is not None or house is not None:
        library = library.in_style(citation_style or (house.style if house else "plain"))
    errors = [fault for fault in check(review, library, citations) if not fault.warning]
    if errors:
        raise InputError(errors)
    return compose(review, library, memo_day(review, as_of, today), depth, edition, house, only)


def compose(
    review: Reading,
    library: Library,
    day: date,
    depth: Depth = "full",
    edition: Edition = "internal",
    house: House | None = None,
    only: tuple[str, ...] = (),
    part: Literal["memo", "plan"] = "memo",
) -> Document:
    """Return the memo of a review that `check` has passed, without checking it again; `day` is the memo's date.

    With `part` `plan` the document holds what its `plan` prints and no more.
    """
    from memo.drafting.build import draft as build

    memo = build(review, library, day, VERSION, depth, edition, only, house.risk if house else None, part)
    if house is not None:
        from memo.house import dressed

        memo = dressed(memo, house)
    look = house.look if house is not None else PLAIN
    return Document(memo, findings_json(review) if edition == "internal" else "", look)


def file_name(house: House, findings: FindingSet, day: date, edition: Edition, only: Sequence[str], file: str) -> str:
    """Return what a house with a pattern for names calls a memo's file, without an ending.

    `day` is the memo's date; `file` is the findings file's own name without its ending.
    """
    from memo.house.naming import file_name as by_pattern

    review, client = findings.review, findings.client
    values = {
        "reference": review.reference or "",
        "vendor": findings.vendor.name,
        "product": findings.vendor.product or "",
        "client": (client.name or "") if client else "",
        "date": day.isoformat(),
        "edition": edition,
        "language": review.language,
        "finding": "-".join(only),
        "file": file,
    }
    return by_pattern(house.file_name, values, only)


def findings_json(review: Reading) -> str:
    """Return a review as JSON that reads back to the same review; paths of the reviewer's machine are left out."""
    from memo.findings.form import as_written
    from memo.yamlio import plain

    data = as_written(review.findings, plain(review.root))
    for document in data.get("documents", ()):
        document.pop("path", None)
    return json.dumps(data, ensure_ascii=False, indent=1)
