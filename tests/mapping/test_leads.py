"""What counsel opens with, whatever the words of a finding make of other provisions on the topic."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import library_on, mapped

LIBRARY = library_on(date(2026, 11, 26))


@pytest.mark.parametrize(
    ("law", "place", "topics", "text", "first"),
    [
        ("eu-gdpr", "DE", ["retention-period"], "The policy says that data is kept as long as necessary.", "5(1)(e)"),
        ("uk-gdpr", "GB", ["retention-period"], "The policy says that data is kept as long as necessary.", "5(1)(e)"),
        ("eu-dsa", "FR", ["content-moderation"], "Posts are removed, and there is no appeal.", "17(1)"),
        ("us-ca-ccpa", "US-CA", ["targeted-advertising"], "Ads follow people across sites.", "1798.120(a)(1)"),
        ("eu-ai-act", "DE", ["emotion-recognition"], "Moods of staff are scored.", "5(1)(f)"),
        ("eu-gdpr", "DE", ["automated-decisions"], "The notice does not say that applicants are ranked.", "22(1)"),
        ("uk-gdpr", "GB", ["automated-decisions"], "The notice does not say that applicants are ranked.", "22C(2)"),
        ("eu-gdpr", "DE", ["legitimate-interests"], "The notice does not say which interests these are.", "6(1)(f)"),
        ("eu-gdpr", "DE", ["targeted-advertising"], "Ads follow people, who may opt out.", "6(1)"),
    ],
)
def test_the_leading_provision_comes_first(law: str, place: str, topics: list[str], text: str, first: str) -> None:
    """Others ask for words that stand in the text, and come second all the same."""
    finding: dict[str, Any] = {"title": "A matter", "summary": text, "topics": topics}
    assert mapped(finding, LIBRARY, client={"people_in": [place]}).of_law(law)[0].provision == first


def test_a_provision_leads_on_its_own_topic() -> None:
    """What the right not to be decided upon by machines says to a high-risk use beside it does not take its turn."""
    finding = {"title": "A matter", "topics": ["high-risk-ai", "automated-decisions", "employee-data"]}
    finding["summary"] = "The notice does not say that applicants are ranked."
    gdpr = mapped(finding, LIBRARY, client={"people_in": ["DE"]}).of_law("eu-gdpr")
    (article_22,) = [match for match in gdpr if match.provision == "22(1)"]
    assert article_22.topic == "automated-decisions"
    assert [match.provision for match in gdpr].index("22(1)") == 1
