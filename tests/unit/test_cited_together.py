"""Provisions of which a memo can say only that the reviewer cites them stand together."""

from __future__ import annotations

from tests.support import memo_of, review

CLIENT = {"role": "controller", "people_in": ["DE"]}


def plain(text: str) -> str:
    """Return a citation with common spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def supporting(analysis: str) -> list[str]:
    """Return the citations that stand as support under the GDPR."""
    finding = {"title": "Sub-processors change without notice", "severity": "high", "analysis": analysis}
    memo = memo_of(review({**finding, "topics": ["sub-processors"]}, client=CLIENT)).memo
    (law,) = [regime for regime in memo.findings[0].regimes if regime.law == "eu-gdpr"]
    return [plain(engaged.reference.text) for engaged in law.supporting if engaged.basis == "cited"]


def test_a_range_that_is_cited_in_passing_is_one_entry() -> None:
    """The sentence that it exists and bears on nothing is said once for the whole range."""
    text = "The processor also has to help with the duties of Articles 32 to 36 GDPR."
    assert supporting(text) == ["Arts. 32, 33, 34, 35 and 36 GDPR"]


def test_two_are_printed_one_by_one() -> None:
    """Few provisions keep their own subjects and addresses."""
    assert supporting("See Art. 35 GDPR and Art. 36 GDPR.") == ["Art. 35 GDPR", "Art. 36 GDPR"]


def test_what_the_library_engages_keeps_its_reason() -> None:
    """Of a range, a provision that the finding engages stands with its own reason."""
    finding = {"title": "Rights of people", "topics": ["access-right"], "analysis": "See Articles 15 to 19 GDPR."}
    memo = memo_of(review({**finding, "severity": "high"}, client=CLIENT)).memo
    (law,) = [regime for regime in memo.findings[0].regimes if regime.law == "eu-gdpr"]
    assert plain(law.primary[0].reference.text) == "Art. 15 GDPR"
    (together,) = [engaged for engaged in law.supporting if engaged.basis == "cited"]
    assert plain(together.reference.text) == "Arts. 16, 17, 18 and 19 GDPR"
