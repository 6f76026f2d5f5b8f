"""Germany's laws beside its Civil Code: each on what counsel opens it for, and for Germany alone."""

from __future__ import annotations

from typing import Any

import pytest

from memo.library.day import Library
from tests import support

USERS: dict[str, Any] = {"role": "consumer", "people_in": ["DE"]}


def leading(law: str, library: Library, topics: list[str], quote: str, client: dict[str, Any] = USERS) -> list[str]:
    """Return which provisions of a law lead on a clause of a vendor's terms."""
    return sorted(
        support.leading(law, library, topics, quote, client=client, vendor={"name": "A", "role": "controller"})
    )


COOKIES = (["cookies-tracking"], "We and our partners set cookies and read device identifiers for advertising.")


@pytest.mark.parametrize(
    ("topics", "quote", "provisions"),
    [
        (*COOKIES, ["25(1)"]),
        (["targeted-advertising"], "We show ads by what you do on other sites and apps.", ["25(1)"]),
        (["targeted-advertising"], "We show ads that fit the article you read.", []),
        (["consent-validity"], "By ticking the box you agree to our newsletter.", []),
        (["communications-content"], "We scan the private messages that users send each other.", ["3(3)"]),
        (["communications-content", "ai-training"], "We train on the private messages in your chats.", []),
        (["communications-content"], "Support calls are recorded.", []),
        (["broad-collection"], "You must use your real name on your profile.", ["19(2)"]),
        (["broad-collection"], "We collect your name and address.", []),
        (["children", "targeted-advertising"], "Signals from age verification help us choose ads for teens.", ["20"]),
        (["children"], "The service is not for people under 16.", []),
        (["government-access"], "We give your data to the police where we think it right.", []),
    ],
)
def test_the_tdddg_is_for_devices_and_messages(
    library: Library, topics: list[str], quote: str, provisions: list[str]
) -> None:
    """§ 25 leads on trackers, § 3 on people's messages, §§ 19 and 20 on real names and minors' data, and no other way."""
    assert leading("de-tdddg", library, topics, quote) == provisions


@pytest.mark.parametrize(
    ("client", "leads"),
    [
        ({"people_in": ["DE", "FR"]}, True),
        ({"role": "controller", "established_in": ["DE"], "people_in": ["FR", "DE"]}, True),
        ({"people_in": ["EU"]}, False),
        ({"people_in": ["AT"]}, False),
        ({}, False),
    ],
)
def test_the_tdddg_is_for_germany(library: Library, client: dict[str, Any], leads: bool) -> None:
    """For the Union, for another Member State and where no place is named the directive stands alone."""
    assert (leading("de-tdddg", library, *COOKIES, client) == ["25(1)"]) is leads
    if client != {"people_in": ["AT"]}:
        assert "5(3)" in leading("eu-eprivacy", library, *COOKIES, client)
