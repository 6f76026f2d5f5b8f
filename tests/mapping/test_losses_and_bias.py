"""Words that security shares with other matters: tests for bias, and transfers of money that nobody authorised."""

from __future__ import annotations

import pytest

from memo.library.day import Library
from tests.support import mapped


def topics(library: Library, title: str, quote: str) -> list[str]:
    return [topic.topic for topic in mapped({"title": title, "quote": quote}, library).topics]


@pytest.mark.parametrize(
    ("title", "quote"),
    [
        ("No bias testing", "Vendor has not tested the scoring model for bias and makes no commitment to do so."),
        ("No fairness testing", "No bias testing has been done on the tool that ranks applicants."),
        ("No bias tests", "The ranking model comes without bias tests."),
    ],
)
def test_a_test_for_bias_is_no_safeguard_of_data(library: Library, title: str, quote: str) -> None:
    """What is untested is a decision about people, not a defence against intruders."""
    found = topics(library, title, quote)
    assert "high-risk-ai" in found
    assert "security-measures" not in found


@pytest.mark.parametrize(
    ("title", "quote"),
    [
        (
            "No liability for unauthorised transfers",
            "We are not liable for any unauthorized transfers from your account.",
        ),
        (
            "Losses from fraud are the customer's",
            "You bear all losses from unauthorised transactions, whenever reported.",
        ),
        ("Customer bears unauthorised payments", "You bear all losses from unauthorised electronic fund transfers."),
    ],
)
def test_money_taken_from_an_account_is_a_matter_of_liability(library: Library, title: str, quote: str) -> None:
    """Who bears the loss is asked, not how data are kept safe."""
    found = topics(library, title, quote)
    assert found[0] == "liability-cap"
    assert "security-measures" not in found


def test_a_consumers_losses_are_capped(library: Library) -> None:
    """15 U.S.C. § 1693g(a) opens where an account holder is left with them."""
    finding = {
        "title": "Customer bears unauthorised payments",
        "quote": "You bear all losses from unauthorised payments.",
    }
    found = mapped(finding, library, client={"role": "consumer", "people_in": ["US-NY"]})
    assert [match.provision for match in found.of_law("us-efta")][:1] == ["1693g(a)"]


def test_security_that_nobody_promises_is_still_read(library: Library) -> None:
    found = topics(
        library, "No liability for unauthorised access", "We are not liable for unauthorised access to your data."
    )
    assert "security-measures" in found
