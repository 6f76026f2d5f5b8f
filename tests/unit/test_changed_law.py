"""Changes of law whose text was not opened, or only in part, are told to the reader of the memo."""

from __future__ import annotations

import pytest

from tests.support import memo_of, review, spaced

TOLD = [
    ("US-CT", ["sensitive-data"], "Conn. Gen. Stat. § 42-520(a)(1)(D)"),
    ("US-CT", ["sensitive-data"], "§ 42-520(a)(4) until 30 June 2026"),
    ("US-CT", ["privacy-notice"], "§ 42-520(c) until 30 June 2026"),
    ("US-CT", ["purpose-change"], "the letter and the present wording of this one were not seen"),
    ("US-CT", ["location-data"], "Public Act 26-64 prohibits the sale"),
    ("US-CO", ["children"], "whatever the volume or revenue"),
    ("US-CO", ["biometric-data"], "Stated from accounts of HB 24-1130; the section was not opened"),
    ("US-OR", ["children"], "Stated from accounts of HB 2008; the amended text was not opened"),
    ("US-OR", ["retaliation"], "the letter of this prohibition since then was not seen"),
    ("US-VA", ["location-data", "data-sale"], "the amended section was not opened"),
    ("US-DE", ["access-right"], "From 1 January 2027 a new version of §§ 12D-102 to 12D-111 applies"),
    ("US-CA", ["erasure-right"], "SB 923 (2026), reported as signed"),
    ("AU", ["auto-renewal"], "passed by Parliament on 2 July 2026"),
    ("JP", ["ai-training"], "Act No. 56 of 2026, promulgated on 17 July 2026"),
    ("CN", ["security-measures"], "Cybersecurity Law"),
    ("TH", ["privacy-notice"], "which sections each penalty provision lists was not read"),
]


@pytest.mark.parametrize(("place", "topics", "words"), TOLD, ids=lambda part: str(part)[:40])
def test_a_change_that_was_not_opened_is_told(place: str, topics: list[str], words: str) -> None:
    """With people in the place and a finding on the matter, the memo holds the record's words about the change."""
    finding = {"id": "F-1", "title": "A clause", "quote": "We may do so.", "severity": "high", "topics": topics}
    memo = memo_of(review(finding, client={"role": "controller", "people_in": [place]}))
    assert words in spaced(memo.to_markdown())


@pytest.mark.parametrize("place", ["US-CT", "US-CO"])
def test_an_exception_of_size_is_told_with_the_size(place: str) -> None:
    """What binds a vendor of any size stands beside the number of consumers that the memo assumes."""
    finding = {
        "id": "F-1",
        "title": "A clause",
        "quote": "We may do so.",
        "severity": "high",
        "topics": ["sensitive-data"],
    }
    memo = spaced(memo_of(review(finding, client={"role": "controller", "people_in": [place]})).to_markdown())
    words = {"US-CT": "sensitive data of consumers in any number", "US-CO": "have no such threshold"}[place]
    assert words in memo
