"""Korea asks for a consent of its own before advertising is sent between nine in the evening and eight."""

from __future__ import annotations

import pytest

from tests.support import library_on, mapped, opening

LIBRARY = library_on()


def led(summary: str) -> list[str]:
    finding = {"title": "A matter", "summary": summary, "topics": ["direct-marketing"]}
    return opening(mapped(finding, LIBRARY, client={"people_in": ["KR"]}), "kr-network-act")


@pytest.mark.parametrize(
    "summary",
    [
        "Promotional texts may be sent at any hour of the day.",
        "Push advertising arrives at night without a consent of its own.",
        "Messages with offers come until 11 p.m.",
        "야간 광고성 정보를 별도 동의 없이 보낸다.",
    ],
)
def test_advertising_at_night_leads_to_its_own_rule(summary: str) -> None:
    """Words of the hour lead to Art. 50(3), beside the consent that all advertising needs."""
    assert led(summary)[0] == "50(3)"
    assert "50(1)" in led(summary)


def test_advertising_by_day_does_not() -> None:
    """Without a word of the hour the general rule stands alone."""
    assert "50(3)" not in led("Promotional texts are sent to all who sign up.")
