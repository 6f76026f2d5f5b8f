"""A processor that gives no help with requests, or sells it, meets its own duty before the client's."""

from __future__ import annotations

from typing import Any

import pytest

from memo.library.day import Library
from tests.support import mapped, opening

NO_HELP = "Provider is not obliged to assist Customer with requests to delete personal information."
AT_A_PRICE = "Help with the deletion of a consumer's records is charged at our hourly rates."


def leads(library: Library, law: str, topics: list[str], quote: str, vendor: str = "processor") -> list[str]:
    """Return what of a law leads on a clause of a vendor in a role, for a client with people in California."""
    finding: dict[str, Any] = {"title": "A clause of the terms", "quote": quote}
    if topics:
        finding["topics"] = topics
    client = {"role": "controller", "people_in": ["US-CA"]}
    return opening(mapped(finding, library, client=client, vendor={"name": "Acme", "role": vendor}), law)


@pytest.mark.parametrize("quote", [NO_HELP, AT_A_PRICE])
@pytest.mark.parametrize("topic", ["erasure-right", "deletion-limits"])
@pytest.mark.parametrize(("law", "provision"), [("us-ca-ccpa", "1798.105(c)(3)"), ("us-ca-ccpa-regs-2024", "7022(c)")])
def test_the_service_providers_part_in_deletion_leads(
    library: Library, law: str, provision: str, topic: str, quote: str
) -> None:
    """Whoever acts for the client owes it cooperation by statute; the consumer's right comes after."""
    assert leads(library, law, [topic], quote)[0] == provision
    assert provision not in leads(library, law, [topic], quote, vendor="controller")


def test_a_narrow_right_of_users_is_not_the_service_providers_part(library: Library) -> None:
    """A clause without a word on help, direction or price is told the right first, as before."""
    assert leads(library, "us-ca-ccpa", ["erasure-right"], "Deletion reaches the profile alone.")[0] == "1798.105(a)"


def test_help_with_other_requests_is_owed_as_well(library: Library) -> None:
    """A contract that leaves help with requests out takes back what § 1798.130(a)(3)(A) has the vendor give."""
    quote = "Processor does not assist Customer with consumers' requests."
    assert leads(library, "us-ca-ccpa", ["data-processing-terms"], quote)[0] == "1798.130(a)(3)(A)"
    assert "1798.130(a)(3)(A)" not in leads(library, "us-ca-ccpa", ["data-processing-terms"], "There is no contract.")


def test_a_refusal_of_help_is_read_as_one(library: Library) -> None:
    """No topic has to be stated for it."""
    assert leads(library, "us-ca-ccpa", [], f"No help with deletion requests. {NO_HELP}")[0] == "1798.105(c)(3)"
