"""What a reviewer judges moves the chance from which a finding is silent."""

from __future__ import annotations

import pytest

from memo.mapping import idle
from memo.mapping.verdict import verdict

BETWEEN = (idle.APPROVED + idle.QUIET) / 2


@pytest.mark.parametrize(
    ("summary", "judgement"),
    [
        ("Either side may give notice by post. The provision is routine and raises no concern.", "approved"),
        ("Deletion takes thirty days, which is what the law requires.", "approved"),
        ("This is standard boilerplate.", "approved"),
        ("Buyers have sixty days, which is far better than the statutory minimum.", "approved"),
        ("Storage stays in the Union, and no exception is made. Customers will welcome this.", "approved"),
        ("An excellent clause that nobody ever used.", "none"),
        ("Deletion takes thirty days. Copies stay, so that the promise is undone.", "faulted"),
        ("A generous promise on paper, but no one can use it.", "faulted"),
        ("The cookies are set before visitors choose, and nobody is asked.", "faulted"),
        ("What goes further than the law has no ground.", "faulted"),
        ("Encryption is not what the law asks for.", "faulted"),
        ("Claims are cut to a year by standard terms.", "none"),
        ("The label named the patient and read 'positive'.", "none"),
        ("The vendor keeps log files for thirty days.", "none"),
        ("The vendor carries out no risk assessment.", "none"),
    ],
)
def test_a_judgement_is_read_from_the_summary(summary: str, judgement: str) -> None:
    """A fault that is named outweighs praise, and a plain description is neither."""
    assert verdict({"summary": summary}).judgement == judgement


def test_the_words_of_a_clause_judge_nothing() -> None:
    """A vendor that calls its own terms fair would silence its reviewer."""
    assert verdict({"quote": "Our generous terms raise no concern."}).judgement == "none"


def test_a_judgement_moves_the_bar_and_a_fault_goes_before_the_record() -> None:
    """What is filed for the record with a fault in it is no boilerplate."""
    approved, faulted = {"summary": "It raises no concern."}, {"summary": "The exception takes it back."}
    assert idle.silences(BETWEEN, approved)
    assert not idle.silences(BETWEEN, {"summary": "Notices by post."})
    assert idle.silences(BETWEEN + 0.1, {"summary": "Notices by post."}, "info")
    assert not idle.silences(idle.QUIET + 0.1, faulted)
    assert not idle.silences(idle.QUIET + 0.1, faulted, "info")


@pytest.mark.parametrize(
    ("texts", "judgement"),
    [
        ({"title": "No audit of the model"}, "faulted"),
        ({"title": "Missing breach notice", "quote": "We will look into each incident."}, "faulted"),
        ({"title": "Adverse action letters not supported"}, "faulted"),
        ({"title": "Changes refused"}, "none"),
        ({"title": "No notice needed for a public building"}, "none"),
        ({"title": "Rules on audits: no audit without notice"}, "none"),
        ({"title": "No appeal", "summary": "Which raises no concern."}, "approved"),
        ({"quote": "No audit takes place on a holiday."}, "none"),
    ],
)
def test_a_title_that_begins_with_what_is_missing_finds_fault(texts: dict[str, str], judgement: str) -> None:
    """Its words are those of a promise, and praise of the clause goes before it."""
    assert verdict(texts).judgement == judgement
