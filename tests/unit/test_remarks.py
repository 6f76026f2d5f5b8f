"""What stands beside a finding: the remarks of its laws, and who acts on them."""

from __future__ import annotations

import pytest

from tests.support import memo_of, review


@pytest.mark.parametrize(
    ("title", "told"),
    [("Loan applicants are refused by a score", True), ("Job applicants are refused by a score", False)],
)
def test_a_remark_asks_for_words_of_the_finding(title: str, told: bool) -> None:
    """What a creditor owes an applicant is not told to an employer who turns one down."""
    finding = {"title": title, "topics": ["automated-decisions"]}
    memo = memo_of(review(finding, client={"people_in": ["US-TX"], "role": "controller"})).memo
    flags = [flag for part in memo.findings for flag in part.flags]
    assert any("Equal Credit Opportunity Act" in flag for flag in flags) is told


@pytest.mark.parametrize(
    ("quote", "vendor", "told"),
    [
        ("Data may be transferred to countries without adequate protection.", {}, True),
        ("Data may be transferred to the United States.", {}, True),
        ("Data of users in India are sent abroad.", {"established_in": ["US-CA"]}, True),
        ("Data are stored on servers in India.", {}, False),
        ("Data may be transferred outside Germany.", {"established_in": ["CN"]}, False),
        ("Data are sent out of the Union, to India and the US.", {}, True),
    ],
)
def test_a_remark_on_transfers_to_a_country_is_made_where_data_may_go_there(
    quote: str, vendor: dict[str, list[str]], told: bool
) -> None:
    """Where the finding and the vendor point to other countries alone, the framework for the United States is silent."""
    finding = {"title": "Transfers", "topics": ["cross-border-transfer"], "quote": quote}
    client = {"established_in": ["DE"], "people_in": ["DE", "IN"], "role": "controller"}
    memo = memo_of(review(finding, client=client, vendor={"name": "Acme", **vendor})).memo
    assert any("2023/1795" in flag for part in memo.findings for flag in part.flags) is told


def test_a_remark_speaks_of_places_of_the_memo() -> None:
    """A client in India with users in California is told what US law says of data stored abroad, and nothing of Europe."""
    finding = {"title": "Data are kept in India alone", "topics": ["data-localisation"]}
    parties = {"client": {"established_in": ["IN"], "people_in": ["IN", "US-CA"], "role": "controller"}}
    parties["vendor"] = {"name": "Acme", "established_in": ["US-CA"], "role": "processor"}
    memo = memo_of(review(finding, **parties)).memo
    flags = [flag for part in memo.findings for flag in part.flags]
    assert any("Storage outside the United States" in flag for flag in flags)
    assert not any(word in flag for flag in flags for word in ("Europe", "GDPR", "Data Privacy Framework"))


def test_where_no_authority_acts_the_memo_says_who_does() -> None:
    """A law that no authority enforces is enforced by those whom it protects, in court."""
    finding = {"title": "Session replay", "topics": ["cookies-tracking"], "quote": "The session replay starts at once."}
    memo = memo_of(review(finding, client={"people_in": ["US-CA"], "role": "controller"})).memo
    (acts,) = [note.acts for part in memo.findings for note in part.exposure if note.law == "us-ca-cipa"]
    assert acts == "no authority, by private action"


def test_a_provision_without_a_heading_is_printed_without_one() -> None:
    """What the reviewer cites and the library knows by its number alone leaves no empty place."""
    finding = {"title": "Transfers", "topics": ["cross-border-transfer"], "citations": ["DPA 2018, s. 119A"]}
    memo = memo_of(review(finding, client={"people_in": ["GB"], "role": "controller"}))
    assert "section/119A)** (cited by the reviewer)." in memo.to_markdown()
    assert "</a>,  <" not in memo.to_html()
