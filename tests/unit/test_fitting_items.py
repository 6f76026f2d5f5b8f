"""Items of a plan fit the finding that calls them, and what a decision waits for is not put off for years."""

from __future__ import annotations

from typing import Any

from memo.document import Memo
from tests.support import memo_of, review, spaced

BUSINESS: dict[str, Any] = {
    "client": {"role": "controller", "established_in": ["NL"], "people_in": ["NL"]},
    "vendor": {"name": "V", "role": "processor", "established_in": ["NL"]},
}


def memo_for(*findings: dict[str, Any], **parts: Any) -> Memo:
    return memo_of(review(*findings, **{**BUSINESS, **parts})).memo


def titles(memo: Memo) -> set[str]:
    return {item.title for item in memo.plan}


def test_the_end_of_a_contract_is_no_moderation() -> None:
    """A right to end the service calls for its terms, not for how posts are removed; removal of content calls for that."""
    ending = {"title": "The vendor may end the service on 30 days' notice", "topics": ["suspension-termination"]}
    removal = {"title": "Posts are removed without reasons", "topics": ["content-moderation"]}
    ends, removes = (
        "Ask when the service may be suspended or ended, with what notice, and what becomes of data and fees",
        "Ask how removals and account blocks are decided and appealed",
    )
    assert titles(memo_for(ending)) & {ends, removes} == {ends}
    assert titles(memo_for(removal)) & {ends, removes} == {removes}


def test_firmware_needs_no_check_of_outputs() -> None:
    """A human check of outputs about people belongs to systems that say something of people."""
    check = "Require a named human check before an output about a person is used"
    firmware = {"title": "No liability for firmware", "topics": ["warranty-disclaimer"]}
    outputs = {"title": "Outputs may be wrong", "topics": ["ai-accuracy", "warranty-disclaimer"]}
    assert check not in titles(memo_for(firmware))
    assert check in titles(memo_for(outputs))


def test_a_condition_is_not_put_off_to_the_day_of_a_law() -> None:
    """What must be known before signature is due by its count, though the law it rests on begins in 2027."""
    finding = {"title": "A risk score for benefits", "topics": ["high-risk-ai"], "severity": "critical"}
    memo = memo_for(finding)
    (item,) = [item for item in memo.plan if item.title == "Ask for the intended purpose and the instructions for use"]
    assert "2027" not in item.due


def test_places_are_named_without_a_dangling_word() -> None:
    """Who is concerned reads as a phrase, with people and without."""
    with_people = memo_for({"title": "A", "topics": ["sub-processors"], "people": ["patients"]})
    without = memo_for({"title": "A", "topics": ["sub-processors"]})
    assert spaced(with_people.findings[0].people) == "Patients in the Netherlands."
    assert spaced(without.findings[0].people) == "Those in the Netherlands."


def test_a_land_is_asked_for_in_words() -> None:
    """A lawyer reads no name of a field."""
    reading = review({"title": "A", "topics": ["retention-period"]}, client={"role": "controller", "people_in": ["DE"]})
    printed = memo_of(reading).to_markdown()
    assert "The file names Germany as a whole, so the memo names none" in spaced(printed)
    assert "people_in" not in printed
