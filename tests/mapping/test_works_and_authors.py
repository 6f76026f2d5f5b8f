"""The Copyright Directive: engaged by training on works, by uploads taken down for copyright, by authors' contracts."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support import library_on, mapped

LIBRARY = library_on(date(2026, 11, 26))


def engaged(topics: list[str], text: str, place: str = "DE") -> list[str]:
    """Return the provisions of the Copyright Directive that a finding engages, those that lead first."""
    client = {"role": "controller", "established_in": [place], "people_in": [place]}
    finding = {"title": "A clause", "topics": topics, "summary": text}
    return [match.provision for match in mapped(finding, LIBRARY, client=client).of_law("eu-copyright-dsm")]


@pytest.mark.parametrize(
    ("topics", "text", "leads"),
    [
        (["copyright-training"], "The crawler ignores robots files and other reservations of rights.", "4(3)"),
        (["copyright-training"], "Pirated novels were part of the corpus.", "4(1)"),
        (["copyright-training", "web-scraping"], "Articles were scraped although publishers opted out.", "4(3)"),
        (["acceptable-use"], "The university must not do text and data mining of the journals for research.", "7(1)"),
        (["content-moderation"], "Videos are blocked by a filter for copyright, parodies as well.", "17(7)"),
        (["complaint-redress"], "Nobody hears an uploader whose song was removed for copyright.", "17(9)"),
        (["content-licence"], "Photographers license their pictures for every use and no fee.", "18(1)"),
        (["rights-waiver"], "Composers receive a lump sum and no further remuneration.", "20(1)"),
    ],
)
def test_works_and_authors_lead_to_the_directive(topics: list[str], text: str, leads: str) -> None:
    """Training on works of others, copyright filters and authors' contracts each open with their own article."""
    assert leads in engaged(topics, text)


@pytest.mark.parametrize(
    ("topics", "text", "place"),
    [
        (["ai-training"], "Inputs and outputs of customers train the vendor's models.", "DE"),
        (["content-licence"], "Users grant a worldwide, royalty-free licence to their content.", "DE"),
        (["content-moderation"], "The platform removes posts at its discretion.", "DE"),
        (["content-moderation"], "The marketplace removes listings that infringe copyright.", "DE"),
        (["web-scraping"], "Profiles of people are scraped from the public web.", "DE"),
        (["copyright-training", "indemnity"], "The customer answers for output that infringes.", "DE"),
        (["content-licence"], "Developers assign all rights in software for a lump sum.", "DE"),
        (["copyright-training"], "Pirated novels were part of the corpus.", "US"),
    ],
)
def test_what_is_no_question_of_copyright_does_not(topics: list[str], text: str, place: str) -> None:
    """Users' licences, moderation, personal data and software stay without it, and so does what is not in the Union."""
    assert engaged(topics, text, place) == []
