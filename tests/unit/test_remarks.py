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


def test_where_only_the_people_may_sue_they_are_named() -> None:
    """A law that no authority enforces is enforced by those whom it protects."""
    finding = {"title": "Session replay", "topics": ["cookies-tracking"], "quote": "The session replay starts at once."}
    memo = memo_of(review(finding, client={"people_in": ["US-CA"], "role": "controller"})).memo
    (acts,) = [note.acts for part in memo.findings for note in part.exposure if note.law == "us-ca-cipa"]
    assert acts == "the people concerned themselves"
