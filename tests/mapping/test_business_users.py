"""The law for business users of platforms: engaged by what a marketplace does to its sellers, and by nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import library_on, mapped

LIBRARY = library_on(date(2026, 11, 26))
SHOP = {"role": "controller", "established_in": ["DE"], "people_in": ["DE"]}


def engaged(client: dict[str, Any] = SHOP, **finding: Any) -> list[str]:
    """Return the provisions of the P2B Regulation that a finding engages, those that lead first."""
    return [match.provision for match in mapped(finding, LIBRARY, client=client).of_law("eu-p2b")]


@pytest.mark.parametrize(
    ("topics", "quote", "leads"),
    [
        (["change-notice"], "Sellers on the marketplace are bound by new terms when we post them.", "3(2)"),
        (["fees-change"], "We may raise the commission of sellers on our marketplace at any time.", "3(2)"),
        (["suspension-termination"], "We may close your seller account at any time without notice.", "4(2)"),
        (["content-moderation"], "We may remove any listing of a seller from the marketplace.", "4(1)"),
        (["complaint-redress"], "Decisions on seller accounts are final; sellers have no appeal.", "11(1)"),
        (["automated-decisions"], "Our algorithm ranks hotels on the booking portal.", "5(1)"),
        (["unilateral-change"], "New seller terms on the marketplace apply retroactively to past sales.", "8(a)"),
        (["data-return"], "A seller's access to data of the marketplace account ends with the account.", "8(c)"),
        (["acceptable-use"], "Sellers on the marketplace must not set a lower price on their own website.", "10(1)"),
    ],
)
def test_a_clause_for_sellers_leads_to_the_law(topics: list[str], quote: str, leads: str) -> None:
    """What a marketplace, a booking portal or an app store does to a business that sells there engages the law."""
    assert leads in engaged(title="A clause", topics=topics, quote=quote)


@pytest.mark.parametrize(
    ("client", "topics", "quote"),
    [
        (SHOP, ["unilateral-change"], "We may change these terms at any time; business users accept by use."),
        (SHOP, ["suspension-termination"], "We may suspend your account at any time for any reason."),
        (SHOP, ["content-moderation"], "We may remove content from our platform."),
        (SHOP, ["suspension-termination"], "Private sellers may lose their marketplace account at any time."),
        (SHOP, ["change-notice"], "Merchants of our payment service on the platform are bound by posted changes."),
        (SHOP, ["online-reviews", "content-moderation"], "The marketplace deletes reviews at a seller's wish."),
        ({**SHOP, "role": "consumer"}, ["suspension-termination"], "We may close your seller account."),
        ({"role": "controller", "established_in": ["US"], "people_in": ["US"]}, ["fees-change"], "Seller fees rise."),
    ],
)
def test_what_is_said_to_others_does_not(client: dict[str, Any], topics: list[str], quote: str) -> None:
    """Business software, consumers, private sellers, payment services and sellers elsewhere stay without this law."""
    assert engaged(client, title="A clause", topics=topics, quote=quote) == []
