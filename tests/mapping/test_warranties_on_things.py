"""The Magnuson-Moss Warranty Act comes with warranties on things sold to consumers, and not with services or software."""

from __future__ import annotations

from typing import Any

import pytest

from memo.library.day import Library
from tests import support

CONSUMER = {"role": "consumer", "people_in": ["US"]}
DISCLAIMED = "The device has a one year limited warranty. All implied warranties are disclaimed."


def leading(library: Library, topic: str, quote: str, client: dict[str, Any]) -> list[str]:
    """Return which provisions of the Act lead on a clause, in the memo's order."""
    vendor = {"name": "A", "role": "provider"}
    return support.leading("us-magnuson-moss", library, [topic], quote, client=client, vendor=vendor)


@pytest.mark.parametrize(
    ("topic", "quote", "expected"),
    [
        ("warranty-disclaimer", DISCLAIMED, ["2308(a)"]),
        ("warranty-disclaimer", "The camera is sold as is; a protection plan for your camera is extra.", ["2308(a)"]),
        ("warranty-disclaimer", "Implied warranties on the device are limited in duration to 90 days.", ["2308(b)"]),
        ("warranty-disclaimer", "The printer's warranty is void if other ink cartridges are used.", ["2302(c)"]),
        ("warranty-disclaimer", "This warranty is void if you use batteries or filters not sold by us.", ["2302(c)"]),
        ("warranty-disclaimer", "Beside our two year limited warranty implied warranties are disclaimed.", ["2308(a)"]),
        ("warranty-disclaimer", "The warranty is void if you modify the software in whole or in part.", []),
        ("acceptable-use", "You lose the warranty on your phone if others do repairs.", ["2302(c)"]),
        ("refunds", "The vacuum has a full one year warranty, but all sales are final.", ["2304(a)"]),
        ("arbitration", "Claims under the warranty of the device go to arbitration.", ["2310(a)(3)"]),
        ("damages-claim", "We owe no damages if the laptop fails its limited warranty.", ["2310(d)"]),
        ("warranty-disclaimer", "The service is provided as is, without implied warranties.", []),
        ("warranty-disclaimer", "We disclaim all implied warranties; the app runs on your device at your risk.", []),
        ("warranty-disclaimer", "The software has a 90 day limited warranty and no implied ones.", []),
        ("warranty-disclaimer", "The limited warranty on the device does not cover water damage.", []),
        ("arbitration", "All disputes over the service or your device go to arbitration.", []),
        ("refunds", "Goods are not taken back.", []),
        ("acceptable-use", "You may not repair the device yourself.", []),
    ],
)
def test_clauses_for_consumers(library: Library, topic: str, quote: str, expected: list[str]) -> None:
    """A written warranty on a thing brings the Act; a service as is, an app and software do not."""
    assert leading(library, topic, quote, CONSUMER)[:1] == expected


@pytest.mark.parametrize(
    "client",
    [
        {"role": "consumer", "people_in": ["DE"]},
        {"role": "controller", "established_in": ["US"], "people_in": ["US"]},
    ],
)
def test_other_buyers(library: Library, client: dict[str, Any]) -> None:
    """Neither a consumer elsewhere nor a business has the Act."""
    assert leading(library, "warranty-disclaimer", DISCLAIMED, client) == []
