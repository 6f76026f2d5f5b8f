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
