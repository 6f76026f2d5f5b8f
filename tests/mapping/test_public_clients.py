"""A state's privacy act is not put to a school district or a charity that it leaves out; COPPA to its pupils is."""

from __future__ import annotations

from typing import Any

import pytest

from memo.library.day import Library
from memo.mapping.engage import MappedFinding
from tests import support

ACTS = {"US-CA": "us-ca-ccpa", "US-TX": "us-tx-tdpsa", "US-VA": "us-va-vcdpa", "US-MD": "us-md-modpa"}


def mapped(library: Library, sector: str, place: str, vendor: str, **finding: Any) -> MappedFinding:
    """Return how a clause on training is mapped for a client of a sector whose people are in a state."""
    clause = {"title": "Training on content", "severity": "high", "topics": ["data-sale"], **finding}
    client = {"role": "controller", "sectors": [sector], "established_in": [place], "people_in": [place]}
    return support.mapped(clause, library, client=client, vendor={"name": "A", "role": vendor})


@pytest.mark.parametrize(
    ("sector", "place", "comes"),
    [
        ("school district", "US-CA", False),
        ("local government", "US-CA", False),
        ("charity", "US-CA", False),
        ("public university", "US-CA", False),
        ("university", "US-CA", True),
        ("software", "US-CA", True),
        ("school district", "US-TX", False),
        ("college", "US-TX", False),
        ("retail", "US-TX", True),
        ("university", "US-VA", False),
        ("school district", "US-MD", False),
        ("university", "US-MD", True),
        ("nonprofit", "US-MD", True),
    ],
)
def test_who_is_no_business(library: Library, sector: str, place: str, comes: bool) -> None:
    """Each act leaves out whom its own list names; the reason stands under what was considered."""
    found = mapped(library, sector, place, "processor")
    assert bool(found.of_law(ACTS[place])) is comes
    assert any(one.law == ACTS[place] and one.ground == "exempt" for one in found.not_engaged) is not comes


def test_a_vendor_for_itself_stays_bound(library: Library) -> None:
    """A vendor that decides on purposes is a business whoever its client is, and what is cited stays."""
    assert mapped(library, "school district", "US-CA", "controller").of_law("us-ca-ccpa")
    cited = mapped(library, "school district", "US-CA", "processor", citations=["Cal. Civ. Code § 1798.120"])
    assert cited.of_law("us-ca-ccpa")


@pytest.mark.parametrize(("people", "comes"), [(["children"], True), (["employees"], False), ([], False)])
def test_advertising_to_pupils(library: Library, people: list[str], comes: bool) -> None:
    """Advertising by interest is shown online: of children it brings COPPA's rule, though no word names a service."""
    quote = "We and our partners may use what we collect to show interest-based advertising."
    clause = {"topics": ["targeted-advertising"], "quote": quote, "people": people}
    assert bool(mapped(library, "school district", "US-TX", "processor", **clause).of_law("us-coppa-rule")) is comes
