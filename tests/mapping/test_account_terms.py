"""Terms on members' accounts and on credit: what a lender or a bank answers for through its vendor."""

from __future__ import annotations

from typing import Any

import pytest

from memo.library.day import Library
from tests.support import mapped, opening


def leads(library: Library, law: str, sector: str, title: str, quote: str, **more: Any) -> list[str]:
    """Return what of a law leads on a clause for a client of a sector, with no topic stated."""
    client = {"role": "controller", "sectors": [sector], "people_in": ["US-OR"]}
    finding = {"title": title, "quote": quote, "people": ["consumers"], **more}
    return opening(mapped(finding, library, client=client, vendor={"name": "Acme", "role": "processor"}), law)


def test_errors_may_be_told_for_sixty_days(library: Library) -> None:
    """15 U.S.C. § 1693f(a): a statement is not accepted by ten days of silence."""
    title, quote = (
        "Errors must be reported within ten days",
        "Errors on a statement not reported in ten days are accepted.",
    )
    assert leads(library, "us-efta", "credit union", title, quote, topics=["limitation-period"]) == ["1693f(a)"]
    later = "Claims must be brought within one year."
    assert "1693f(a)" not in leads(library, "us-efta", "bank", "Claims", later, topics=["limitation-period"])


def test_losses_by_transfers_authorised_or_not(library: Library) -> None:
    """15 U.S.C. § 1693g(a) is told by the words of the clause, whatever it calls the transfer."""
    quote = "Members are liable for every transfer made with their credentials, authorized or not."
    assert leads(library, "us-efta", "credit union", "Liability ends at the login", quote) == ["1693g(a)"]


def test_a_report_needs_a_purpose(library: Library) -> None:
    """15 U.S.C. § 1681b(a): a right to draw reports at any time names none; what the consumer authorises does."""
    quote = "We may obtain a consumer report on members at any time for marketing."
    assert leads(library, "us-fcra", "lender", "Credit reports for marketing", quote) == ["1681b(a)"]
    asked = "You authorize us to obtain a consumer report for your application."
    assert "1681b(a)" not in leads(library, "us-fcra", "lender", "Credit report", asked, topics=["financial-data"])


def test_a_letter_on_a_refusal_needs_reasons(library: Library) -> None:
    """15 U.S.C. § 1681m(a): a score without reason codes is read as a decision that nobody explains."""
    quote = (
        "The scoring service returns no reason codes, and Provider gives no support for notices to declined applicants."
    )
    assert "1681m(a)" in leads(library, "us-fcra", "credit union", "Adverse action letters not supported", quote)


@pytest.mark.parametrize(("sector", "opens"), [("credit union", True), ("bank", True), ("mortgage broker", False)])
def test_security_is_measured_by_the_clients_own_agency(library: Library, sector: str, opens: bool) -> None:
    """15 U.S.C. § 6801(b) opens for whom the Safeguards Rule leaves out, and the Rule for the others."""
    quote = "Printed member statements are discarded with ordinary waste."
    title = "Disposal of statements not regulated"
    assert ("6801(b)" in leads(library, "us-glba", sector, title, quote)) == opens
    assert bool(leads(library, "us-glba-safeguards", sector, title, quote)) != opens


def test_cross_selling_sells_no_data(library: Library) -> None:
    finding = {"title": "Cross-selling", "quote": "We may use contact details of members for cross-selling by e-mail."}
    topics = [topic.topic for topic in mapped(finding, library).topics]
    assert topics[0] == "direct-marketing"
    assert "data-sale" not in topics


def test_a_review_that_costs_money_is_no_bought_one(library: Library) -> None:
    """15 U.S.C. § 45b(b)(1)(B) opens where the reviewer pays, 16 CFR § 465.4 where the business does."""
    quote = "If you post a negative review you agree to pay us USD 1,000 for each day it stays online."
    parts: dict[str, Any] = {"client": {"role": "consumer", "people_in": ["US-NY"]}}
    found = mapped({"title": "Reviews cost money", "quote": quote, "topics": ["online-reviews"]}, library, **parts)
    assert "45b(b)(1)(B)" in opening(found, "us-crfa")
    assert "465.4" not in opening(found, "us-reviews-rule")
    bought = "We pay USD 5 for each five-star review."
    found = mapped({"title": "Bought reviews", "quote": bought, "topics": ["online-reviews"]}, library, **parts)
    assert "465.4" in opening(found, "us-reviews-rule")


def test_a_fee_that_appears_at_checkout_opens_the_price_rule(library: Library) -> None:
    """Cal. Civ. Code § 1770(a)(29) only goes along where a price is raised."""
    parts: dict[str, Any] = {"client": {"role": "consumer", "people_in": ["US-CA"]}}
    late = {"title": "Fees", "quote": "A mandatory service fee is added at the last step.", "topics": ["fees-change"]}
    assert "1770(a)(29)" in opening(mapped(late, library, **parts), "us-ca-clra")
    rise = {"title": "Prices", "quote": "We may raise prices once a year.", "topics": ["fees-change"]}
    assert "1770(a)(29)" not in opening(mapped(rise, library, **parts), "us-ca-clra")
