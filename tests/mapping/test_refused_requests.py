"""A request that is refused or left late opens with the right, then with the rule on the answer that was due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import support
from tests.support import library_on, mapped

LIBRARY = library_on(date(2026, 11, 26))
LAWS = [("eu-gdpr", "FR"), ("uk-gdpr", "GB")]


def opening(law: str, place: str, topic: str, summary: str, title: str = "A matter") -> list[str]:
    """Return the primary provisions of a law on a finding, in order."""
    finding: dict[str, Any] = {"title": title, "summary": summary, "topics": [topic]}
    return support.opening(mapped(finding, LIBRARY, client={"role": "consumer", "people_in": [place]}), law)


@pytest.mark.parametrize(("law", "place"), LAWS)
@pytest.mark.parametrize(
    ("topic", "summary", "expected"),
    [
        ("access-right", "A patient asked for her file; the clinic refused the copy.", ["15(1)", "12(4)"]),
        ("access-right", "The answer came three months late.", ["15(1)", "12(3)"]),
        ("erasure-right", "The company refused to delete his account data.", ["17(1)", "12(4)"]),
        ("erasure-right", "His request was answered five months late.", ["17(1)", "12(3)"]),
    ],
)
def test_the_right_opens_and_the_answer_follows(
    law: str, place: str, topic: str, summary: str, expected: list[str]
) -> None:
    assert opening(law, place, topic, summary)[:2] == expected


@pytest.mark.parametrize(("law", "place"), LAWS)
def test_an_answer_that_came_is_not_refused(law: str, place: str) -> None:
    """Where a right is narrowed by a term and nobody refused anything, no reasons were owed."""
    assert opening(law, place, "erasure-right", "Deletion reaches the profile alone.") == ["17(1)"]
    assert "12(4)" not in opening(law, place, "access-right", "The tool shows the profile alone.")


def test_courts_are_named_where_a_term_shuts_them() -> None:
    """A complaint desk that is missing is no matter for Art. 79, and a notice without the authority one of Art. 13."""
    assert opening("eu-gdpr", "FR", "complaint-redress", "Nobody can reach the company.") == ["13(1)(a)", "77(1)"]
    notice = "The notice does not mention the supervisory authority."
    assert opening("eu-gdpr", "FR", "complaint-redress", notice) == ["13(2)(d)", "77(1)"]
    assert "79(1)" in opening("eu-gdpr", "FR", "complaint-redress", "The decision on complaints is final.")
