"""The Unfair Contract Terms Act 1977: engaged by exclusions towards a business in the United Kingdom, by nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import library_on, mapped

LIBRARY = library_on(date(2026, 11, 26))
FIRM = {"role": "controller", "established_in": ["GB"], "people_in": ["GB"]}
ABROAD = {"role": "controller", "established_in": ["DE"], "people_in": ["DE"]}


def engaged(client: dict[str, Any] = FIRM, vendor: dict[str, Any] | None = None, **finding: Any) -> list[str]:
    """Return the provisions of the Act that a finding engages, those that lead first."""
    vendor = {"name": "Example Cloud Ltd", **(vendor or {})}
    return [match.provision for match in mapped(finding, LIBRARY, client=client, vendor=vendor).of_law("uk-ucta")]


@pytest.mark.parametrize(
    ("topics", "quote", "expected"),
    [
        (["liability-cap"], "Our liability shall not exceed the fees paid.", ["2(2)", "3(2)(a)", "11(1)"]),
        (["liability-cap"], "We exclude liability, also for personal injury.", ["2(1)", "2(2)", "3(2)(a)"]),
        (["warranty-disclaimer"], "The service is provided as is.", ["3(2)(b)", "11(1)"]),
        (["limitation-period"], "Claims are barred after six months.", ["13(1)"]),
        (["service-levels"], "We may discontinue the service at any time without liability.", ["3(2)(b)"]),
        (["service-levels"], "Credits are the sole remedy for downtime.", ["3(2)(a)"]),
        (["unilateral-change"], "We may remove features of the service at any time.", ["3(2)(b)"]),
        (["governing-law"], "The laws of the State of Delaware govern these terms.", ["27(2)(a)"]),
    ],
)
def test_an_exclusion_towards_a_business_is_under_the_act(topics: list[str], quote: str, expected: list[str]) -> None:
    """What a vendor's terms take from a business client has to be reasonable, and the provision that says so leads."""
    got = engaged(title="A clause", topics=topics, quote=quote)
    assert [provision for provision in got if provision in expected] == expected


def test_the_law_of_the_vendors_place_counts_for_clients_abroad() -> None:
    """A vendor established in the United Kingdom brings the Act with its terms, another does not."""
    clause = {"title": "A cap", "topics": ["liability-cap"], "quote": "Our liability shall not exceed the fees paid."}
    assert engaged(ABROAD, {"established_in": ["GB"]}, **clause)
    assert not engaged(ABROAD, {"established_in": ["US"]}, **clause)


@pytest.mark.parametrize(
    ("client", "topics", "quote"),
    [
        ({**FIRM, "role": "consumer"}, ["liability-cap"], "Our liability shall not exceed the fees paid."),
        (FIRM, ["liability-cap"], "Our liability to consumers is limited to GBP 100."),
        (FIRM, ["unilateral-change"], "We may amend these terms at any time by posting them."),
        (FIRM, ["suspension-termination"], "We may end the agreement on thirty days' notice."),
        (FIRM, ["governing-law"], "This agreement is governed by the laws of England and Wales."),
        (FIRM, ["limitation-period"], "Workers have to bring a wage claim within 120 days."),
        (FIRM, ["arbitration"], "Disputes are settled by arbitration."),
        (FIRM, ["fees-change"], "We may raise prices at any time."),
        (FIRM, ["audit-rights"], "No audits are permitted."),
        ({"role": "controller", "people_in": ["GB"]}, ["liability-cap"], "Our liability is limited to the fees."),
    ],
)
def test_other_terms_and_other_clients_are_not(client: dict[str, Any], topics: list[str], quote: str) -> None:
    """Consumers have an Act of their own, and terms that exclude nothing, or no party there, stay without this one."""
    assert engaged(client, title="A clause", topics=topics, quote=quote) == []
