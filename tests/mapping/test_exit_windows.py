"""Windows and copies at the end of a cloud contract, a bank's late notice, sales of data, limits in British terms."""

from __future__ import annotations

from datetime import date
from typing import Any

from memo.mapping.engage import MappedFinding
from tests.support import library_on, mapped, opening

LIBRARY = library_on(date(2026, 11, 26))
GERMAN = {"role": "controller", "established_in": ["DE"], "people_in": ["DE"]}
BRITISH = {"role": "controller", "established_in": ["GB"], "people_in": ["GB"]}
BANK = {"role": "controller", "established_in": ["US"], "people_in": ["US-NY"], "sectors": ["bank"]}
CALIFORNIAN = {"role": "consumer", "people_in": ["US-CA"]}


def found(client: dict[str, Any], vendor: str, quote: str, *topics: str, title: str = "A clause") -> MappedFinding:
    finding: dict[str, Any] = {"title": title, "quote": quote, "topics": list(topics)}
    return mapped(finding, LIBRARY, client=client, vendor={"name": "Acme", "role": vendor})


def test_an_export_window_opens_with_the_thirty_days() -> None:
    """Help at exit that says nothing on time is a matter of the transition alone."""
    window = found(GERMAN, "processor", "Customer has ten days to download its data.", "exit-assistance")
    assert opening(window, "eu-data-act")[0] == "25(2)(g)"
    silent = found(GERMAN, "processor", "Supplier gives no help when the Customer leaves.", "exit-assistance")
    assert "25(2)(g)" not in opening(silent, "eu-data-act")


def test_copies_that_stay_are_not_erased() -> None:
    """A processor that keeps what it held has no period of its own, and the Data Act asks for full erasure."""
    text = "After termination and export we may keep copies in backups for three years."
    kept = found(GERMAN, "processor", text, "data-return", "deletion-limits")
    assert "25(2)(h)" in opening(kept, "eu-data-act")
    assert "28(3)(g)" in opening(kept, "eu-gdpr")
    running = found(GERMAN, "processor", "Chats are kept for three years.", "retention-period")
    assert "28(3)(g)" not in opening(running, "eu-gdpr")


def test_a_banks_vendor_reports_under_the_standards_of_its_supervisor() -> None:
    """The Safeguards Rule is not made for banks; a lender outside their supervision has it and not the standards."""
    bank = found(BANK, "processor", "Provider tells the bank of a breach within thirty days.", "breach-notification")
    assert opening(bank, "us-glba") == ["6801(b)"]
    assert not bank.of_law("us-glba-safeguards")
    lender = found(
        {**BANK, "sectors": ["mortgage lender"]},
        "processor",
        "Provider tells the lender of a breach within thirty days.",
        "breach-notification",
    )
    assert opening(lender, "us-glba-safeguards")[0] == "314.4(j)"
    assert not opening(lender, "us-glba")


def test_unfair_competition_opens_where_a_sale_was_denied() -> None:
    """A sale that is told is a matter of the privacy statute, which gives no claim under other laws."""
    told = found(CALIFORNIAN, "controller", "We may sell your personal information to advertisers.", "data-sale")
    assert not told.of_law("us-ca-ucl")
    denied = found(
        CALIFORNIAN,
        "controller",
        "We never sell your data.",
        "data-sale",
        title="The policy denies a sale that happens",
    )
    assert opening(denied, "us-ca-ucl") == ["17200"]


def test_a_limit_in_british_terms_comes_with_its_test() -> None:
    """Sections 2 and 3 refer to reasonableness, and s. 11(1) says what that is."""
    cap = found(BRITISH, "provider", "Our liability shall not exceed a month's fees.", "liability-cap")
    assert opening(cap, "uk-ucta") == ["2(2)", "3(2)(a)", "11(1)"]


def test_switching_is_no_matter_of_clubs_and_lines() -> None:
    """A right to leave within two months is one of cloud customers: who is bound to a gym has none by the Data Act."""
    people = {"client": {"people_in": ["DE"]}}
    quote = "The contract may be ended with three months' notice to the end of a year."
    cloud = mapped({"title": "Notice of three months", "quote": quote, "topics": ["cancellation"]}, **people)
    gym = mapped({"title": "Gym: notice of three months", "quote": quote, "topics": ["cancellation"]}, **people)
    assert "25(2)(d)" in opening(cloud, "eu-data-act")
    assert "eu-data-act" not in gym.leading_laws
