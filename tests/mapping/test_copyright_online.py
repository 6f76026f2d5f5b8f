"""The DMCA comes with notices of infringement, broken locks and stripped credits, and with no other word on copyright."""

from __future__ import annotations

import pytest

from memo.library.day import Library
from tests import support

US = {"role": "controller", "established_in": ["US"], "people_in": ["US"]}


def leading(library: Library, topic: str, quote: str, people_in: list[str]) -> list[str]:
    """Return which provisions of the Act lead on a clause."""
    client = {**US, "people_in": people_in}
    return support.leading("us-dmca", library, [topic], quote, client=client, vendor={"name": "A"})


ENGAGED = [
    ("content-moderation", "We remove whatever is claimed to infringe copyright.", ["512(g)(2)", "512(c)(1)"]),
    ("complaint-redress", "Send copyright complaints through our form.", ["512(g)(2)", "512(c)(2)"]),
    ("complaint-redress", "A false DMCA notice is your own risk.", ["512(g)(2)", "512(f)", "512(c)(2)"]),
    ("suspension-termination", "We close the account of repeat infringers.", ["512(i)(1)(A)"]),
    ("third-party-sharing", "We give your name to copyright owners.", ["512(h)"]),
    ("third-party-sharing", "We provide your name and address to anyone who sends a copyright notice.", ["512(h)"]),
    ("third-party-sharing", "Your counter notice goes to the copyright owner.", ["512(g)(3)"]),
    ("web-scraping", "The crawler bypasses paywalls.", ["1201(a)(1)(A)"]),
    ("copyright-training", "Author names and copyright notices are stripped: it removes credits.", ["1202(b)"]),
    ("acceptable-use", "You may not circumvent technological protection measures.", ["1201(a)(1)(A)"]),
]
IDLE = [
    ("content-moderation", "We may remove any content at any time."),
    ("complaint-redress", "Complaints are answered within a month."),
    ("suspension-termination", "We may close your account at any time."),
    ("third-party-sharing", "We share your name with partners."),
    ("web-scraping", "We collect what stands on public pages."),
    ("copyright-training", "We train on copyrighted books."),
    ("content-licence", "You grant us a copyright licence to your content."),
    ("third-party-sharing", "Copyright notice: all texts are ours. We share data with partners."),
    ("indemnity", "You indemnify us against claims that your content infringes copyright."),
    ("acceptable-use", "You may not reverse engineer the software."),
    ("acceptable-use", "You may not circumvent our security measures."),
]


@pytest.mark.parametrize(("topic", "quote", "expected"), ENGAGED, ids=lambda value: str(value)[:40])
def test_notices_locks_and_credits(library: Library, topic: str, quote: str, expected: list[str]) -> None:
    """What the Act speaks of leads to the provision on it."""
    assert sorted(leading(library, topic, quote, ["US"])) == sorted(expected)


@pytest.mark.parametrize(("topic", "quote"), IDLE, ids=lambda value: str(value)[:40])
def test_other_terms(library: Library, topic: str, quote: str) -> None:
    """Plain removal, licences, indemnities and bans on reverse engineering are no matter of the Act."""
    assert leading(library, topic, quote, ["US"]) == []


@pytest.mark.parametrize(("topic", "quote", "expected"), ENGAGED, ids=lambda value: str(value)[:40])
def test_owners_elsewhere(library: Library, topic: str, quote: str, expected: list[str]) -> None:
    """Where the people are in Germany the Act of the United States stays out."""
    assert expected
    assert leading(library, topic, quote, ["DE"]) == []


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("You grant us a licence to modify your uploads and to strip metadata from them.", [("1202(b)", "supporting")]),
        ("You grant us a licence to your photos, and we remove them with their metadata when you leave.", []),
    ],
)
def test_metadata_stripped_from_uploads(library: Library, quote: str, expected: list[tuple[str, str]]) -> None:
    """A licence to strip what tells the author of an upload is measured against § 1202(b), which supports alone."""
    finding = {"title": "Clause of the terms", "severity": "medium", "topics": ["content-licence"], "quote": quote}
    result = support.mapped(finding, library, client=US, vendor={"name": "A"})
    assert [(m.provision, m.strength) for m in result.of_law("us-dmca")] == expected
