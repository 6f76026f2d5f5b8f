"""`memo.checking`: what a reviewer's citation is told of, by what is wrong with it and by where it stands."""

from __future__ import annotations

from datetime import date

import pytest

from memo.audit import audit
from memo.checking import false_citations
from memo.errors import Fault
from tests.support import library_on, memo_of, review


def told(citation: str, day: date = date(2026, 11, 25), stated: bool = True) -> Fault:
    """Return what is said of a citation, stated or in the reviewer's prose."""
    where = {"citations": [citation]} if stated else {"analysis": f"See {citation}."}
    reading = review({"title": "Model training", **where})
    library = library_on(day)
    [fault] = false_citations(reading, library, audit(reading.findings, library))
    return fault


@pytest.mark.parametrize(
    ("citation", "day", "code", "warning", "said"),
    [
        ("Art. 99(9) GDPR", date(2026, 11, 25), "no-such-provision", False, "does not exist: GDPR has no 99(9)"),
        ("Art. 26 AI Act", date(2025, 1, 1), "not-in-force", True, "does not apply yet on 2025-01-01"),
        ("Art. 5 of the Moon Privacy Act", date(2026, 11, 25), "unknown-law", False, "names no law that the library holds"),
        ("Art. 7", date(2026, 11, 25), "ambiguous", True, "may mean several laws: "),
    ],
)  # fmt: skip
def test_a_stated_citation_is_told_of_by_what_is_wrong(
    citation: str, day: date, code: str, warning: bool, said: str
) -> None:
    """What does not exist is an error; what may be meant, or comes later, is a warning; each says where it stands."""
    fault = told(citation, day)
    assert (fault.code, fault.warning, fault.field) == (code, warning, "findings[1].citations[1]")
    assert said in fault.message
    assert fault.place.line > 1


def test_the_same_in_prose_is_a_warning() -> None:
    """The reviewer's own words stay as they are: the memo's audit says what is wrong with them."""
    fault = told("Art. 99(9) GDPR", stated=False)
    assert (fault.code, fault.warning, fault.field) == ("no-such-provision", True, "findings[1].analysis")


def test_what_holds_is_told_of_by_nothing() -> None:
    """A citation that exists and applies gives no fault."""
    reading = review({"title": "Model training", "citations": ["Art. 6(1)(f) GDPR"]})
    library = library_on()
    assert false_citations(reading, library, audit(reading.findings, library)) == []


def test_a_bare_number_names_a_handful_of_laws() -> None:
    """Of thirty laws that have an Article 5 the first few are named, those of the review's places before all others."""
    reading = review({"title": "Model training", "citations": ["Art. 5"]}, client={"people_in": ["DE"]})
    library = library_on()
    audited = audit(reading.findings, library)
    [fault] = false_citations(reading, library, audited)
    named = fault.message.partition("several laws: ")[2].split(", ")
    assert len(named) == 6 and all(name.startswith("eu-") for name in named)
    assert named[-1].endswith(f" and {len(audited.entries[0].checked.candidates) - 6} more")
    printed = memo_of(reading).memo.audit[0].result
    assert printed.count(",") == 6 and printed.endswith(" more.")
