"""What authorities hold infringed on transfers, children's accounts and staff who look, and in that order.

The Irish commission held Art. 46(1) and 13(1)(f) GDPR infringed by transfers of which people were not told, the
Dutch authority Art. 44, and the Irish one Art. 25(2) by children's accounts that were public from the start.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import support
from tests.support import library_on, mapped

LIBRARY = library_on(date(2026, 11, 26))


def opening(title: str, summary: str, topic: str, law: str = "eu-gdpr", place: str = "ES") -> list[str]:
    """Return the primary provisions of a law on what a controller did, in order."""
    finding: dict[str, Any] = {"title": title, "summary": summary, "topics": [topic]}
    client = {"role": "consumer", "people_in": [place]}
    return support.opening(mapped(finding, LIBRARY, client=client, vendor={"name": "Acme", "role": "controller"}), law)


def test_a_transfer_opens_with_its_chapter() -> None:
    """An adequacy decision is cited where one is spoken of, and information where people were not told."""
    assert opening("Data go abroad", "Driver data went to headquarters.", "cross-border-transfer") == ["44", "46(1)"]
    untold = opening("Data go abroad", "Users were not told that staff there look at them.", "cross-border-transfer")
    assert untold == ["44", "13(1)(f)", "46(1)"]
    lapsed = opening("Data go abroad", "The vendor relies on a lapsed adequacy decision.", "cross-border-transfer")
    assert "45(1)" in lapsed


def test_a_british_transfer_opens_with_the_gateways() -> None:
    text = "Users were not told which countries."
    assert opening("Data go abroad", text, "cross-border-transfer", "uk-gdpr", "GB")[:2] == ["44A(1)", "13(1)(f)"]


def test_accounts_of_children_are_closed_by_default() -> None:
    assert "25(2)" in opening("Profiles of minors", "Accounts were public by default.", "children")
    assert "25(2)" not in opening("Minors on the app", "Parents are not asked.", "children")


@pytest.mark.parametrize(
    ("summary", "held"),
    [("Employees of the bank read accounts out of curiosity.", True), ("Nobody has signed a duty of secrecy.", False)],
)
def test_staff_that_look_without_need_break_confidentiality(summary: str, held: bool) -> None:
    assert ("5(1)(f)" in opening("Access by staff", summary, "confidentiality-of-staff")) is held
