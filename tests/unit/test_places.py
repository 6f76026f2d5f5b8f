"""`memo.places`: which codes are places and which lie in which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.places import EEA, EU, ISO, PARTS, fault_of, name_of, parents, touches

CODES = st.sampled_from(sorted(ISO | PARTS | {"EU", "EEA"}))


@pytest.mark.parametrize(
    "code", ["DE", "US-CA", "EU", "EEA", "DE-BY", "BR", "KR", "GB", "CA-QC", "FR-75", "XK" if "XK" in ISO else "FR"]
)
def test_codes_of_the_standard_are_places(code: str) -> None:
    """ISO 3166-1 and 3166-2 codes, `EU` and `EEA` are places."""
    assert fault_of(code) == ""


@pytest.mark.parametrize(
    "code", ["UK", "USA", "de", "US-XX", "DE-XX", "XX-1", "Germany", "", "US_CA", "US-", "EU-DE", "DE-BY-1"]
)
def test_other_words_are_no_places(code: str) -> None:
    """A word that is no code is refused with a reason."""
    assert fault_of(code)


def test_the_common_slip_has_its_own_answer() -> None:
    """`UK` is answered with the code that was meant."""
    assert "'GB'" in fault_of("UK")


def test_a_place_lies_in_its_parents() -> None:
    """`US-CA` lies in `US`; `DE` in `EU` and `EEA`; `NO` in `EEA` alone."""
    assert parents("US-CA") == {"US-CA", "US"}
    assert parents("DE") == {"DE", "EU", "EEA"}
    assert parents("DE-BY") == {"DE-BY", "DE", "EU", "EEA"}
    assert parents("NO") == {"NO", "EEA"}
    assert parents("CH") == {"CH"}
    assert parents("EU") == {"EU", "EEA"}


def test_the_unions_have_their_members() -> None:
    """The Union has 27 members and the EEA three more; the United Kingdom is in neither."""
    assert len(EU) == 27
    assert {"IS", "LI", "NO"} == EEA - EU
    assert "GB" not in EEA


@pytest.mark.parametrize(
    ("place", "region", "holds"),
    [
        ("DE", "EEA", True), ("EEA", "DE", True), ("US", "US-CA", True), ("US-CA", "US", True),
        ("US-NY", "US-CA", False),
        ("NO", "EU", False), ("NO", "EEA", True), ("DE-BY", "DE-BE", False), ("GB", "EU", False),
    ],
)  # fmt: skip
def test_a_place_touches_what_contains_it_or_lies_in_it(place: str, region: str, holds: bool) -> None:
    """A wider place is considered, not dropped: `US` may mean California."""
    assert touches(place, region) is holds


@given(CODES, CODES)
def test_touching_is_mutual(one: str, other: str) -> None:
    """Two places touch each other or neither does."""
    assert touches(one, other) == touches(other, one)


@given(CODES)
def test_every_place_touches_itself_and_its_parents(code: str) -> None:
    """A place lies in itself and in each of its parents."""
    assert all(touches(code, parent) for parent in parents(code))
    assert parents(code) == frozenset().union(*(parents(parent) for parent in parents(code)))


def test_a_place_without_a_name_keeps_its_code() -> None:
    """A place that the house has no English name for is printed by its code."""
    assert name_of("US-CA") == "California"
    assert name_of("FR-75") == "FR-75"


@pytest.mark.parametrize(
    ("written", "code"),
    [("Germany", "DE"), ("USA", "US"), ("United States", "US"), ("the netherlands", "NL"), ("de", "DE"),
     ("us-ca", "US-CA"), ("New York", "US-NY"), ("Georgia", "GE"), ("European Union", "EU")],
)  # fmt: skip
def test_a_place_by_its_name_is_answered_with_its_code(written: str, code: str) -> None:
    """What people write for a place is refused, and the refusal says which code it has."""
    assert fault_of(written) == f"the code of {name_of(code)} is '{code}'"


@pytest.mark.parametrize("written", ["Atlantis", "Europe", "XX", "US-XX", "", "the "])
def test_what_names_no_place_is_given_none(written: str) -> None:
    """No code is made up for a word that no place has."""
    assert fault_of(written).startswith("no ISO 3166")
