"""What decisions of 2024 to 2026 turned on, and clauses on sleeping accounts, ways out and promises not to sue.

Art. 13(1)(f) GDPR: Autoriteit Persoonsgegevens on a ride service, 31 January 2024, and the Irish commission on a video
app, 30 April 2025. Art. 28(1): BfDI, 3 June 2025. Art. 38(1): CNIL, SAN-2025-008. Art. 30(1): the Irish commission,
2 March 2026. Art. 37(7) and 38(6) without 38(3): UODO, DKN.5131.15.2025. Annex 1(g) and 1(q) of Directive 93/13/EEC and
paragraphs 8 and 20 of Schedule 2 to the Consumer Rights Act 2015. Code in the apps of others: EDPB, Guidelines 2/2023.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import support
from tests.support import library_on, mapped

LIBRARY = library_on(date(2026, 11, 27))


def opening(law: str, place: str, topics: list[str], title: str, summary: str) -> list[str]:
    """Return the primary provisions of a law on what a controller did to consumers, in order."""
    finding: dict[str, Any] = {"title": title, "summary": summary, "topics": topics}
    client = {"role": "consumer", "people_in": [place]}
    return support.opening(mapped(finding, LIBRARY, client=client, vendor={"name": "Acme", "role": "controller"}), law)


@pytest.mark.parametrize(("law", "place"), [("eu-gdpr", "FR"), ("uk-gdpr", "GB")])
def test_a_notice_without_countries_lacks_them(law: str, place: str) -> None:
    """Where people are not told to which countries data go, the item of the notice is cited, not the notice at large."""
    assert "13(1)(f)" in opening(
        law, place, ["privacy-notice"], "Notice", "It does not say to which countries data go."
    )
    assert "13(1)(f)" not in opening(
        law, place, ["privacy-notice"], "Notice", "It does not say how long data are kept."
    )


@pytest.mark.parametrize(("law", "place"), [("eu-gdpr", "FR"), ("uk-gdpr", "GB")])
def test_a_file_that_nobody_can_read_is_no_answer(law: str, place: str) -> None:
    assert "12(1)" in opening(law, place, ["access-right"], "Copy of the file", "Nobody could make sense of the file.")
    assert "12(1)" not in opening(law, place, ["access-right"], "Copy of the file", "It came after five months.")


def test_people_who_were_not_written_to_were_not_told() -> None:
    untold = opening("eu-gdpr", "PL", ["breach-notification"], "A leak", "The clinic never wrote to its patients.")
    assert "34(1)" in untold
    late = opening("eu-gdpr", "PL", ["breach-notification"], "A leak", "The regulator got the report after a month.")
    assert "34(1)" not in late


@pytest.mark.parametrize(
    ("topic", "summary", "held"),
    [
        ("data-processing-terms", "Resellers were taken on without supervising them.", "28(1)"),
        ("records-accountability", "The list of processing activities was a page of headings.", "30(1)"),
        ("data-protection-officer", "The officer heard of the cameras from the press.", "38(1)"),
        ("data-protection-officer", "The officer has to report to the head of sales.", "38(3)"),
        ("data-protection-officer", "Patients could not contact the officer.", "38(4)"),
    ],
)
def test_the_duty_that_a_controller_missed_is_cited(topic: str, summary: str, held: str) -> None:
    assert held in opening("eu-gdpr", "DE", [topic], "What the inspection found", summary)


def test_a_breach_that_was_not_reported_says_nothing_of_the_officers_standing() -> None:
    """A report to the authority is not the officer's reporting line, and unpublished contact details are no silence."""
    text = "The firm did not report the loss to the authority. The contact details of the officer were not published."
    got = opening("eu-gdpr", "PL", ["data-protection-officer"], "Two omissions", text)
    assert "37(7)" in got
    assert not {"38(3)", "38(4)"} & set(got)


@pytest.mark.parametrize(
    ("topic", "told", "untold", "union", "british"),
    [
        (
            "inactive-accounts",
            "We close accounts after a year without a visit.",
            "We keep them.",
            "Annex 1(g)",
            "63(1)",
        ),
        (
            "rights-waiver",
            "You agree not to sue us, whatever happens.",
            "You waive moral rights.",
            "Annex 1(q)",
            "63(1)",
        ),
    ],
)
def test_an_end_without_notice_and_a_promise_not_to_sue_are_listed(
    topic: str, told: str, untold: str, union: str, british: str
) -> None:
    for law, place, listed in (("eu-unfair-terms", "IE", union), ("uk-cra-2015", "GB", british)):
        assert listed in opening(law, place, [topic], "A clause", told)
        assert listed not in opening(law, place, [topic], "A clause", untold)


def test_a_charge_for_leaving_is_weighed() -> None:
    charged = "A charge of 300 euros is due for cancelling a plan early."
    assert "3(1)" in opening("eu-unfair-terms", "IE", ["cancellation"], "A way out that costs", charged)
    assert "3(1)" not in opening("eu-unfair-terms", "IE", ["cancellation"], "A way out", "Cancel by letter only.")


@pytest.mark.parametrize(("law", "place", "rule"), [("eu-eprivacy", "FR", "5(3)"), ("uk-pecr", "GB", "6(1)")])
def test_code_in_the_apps_of_others_reads_the_device(law: str, place: str, rule: str) -> None:
    assert rule in opening(law, place, ["location-data"], "Positions", "An SDK in games sends positions to a broker.")
    assert rule not in opening(law, place, ["location-data"], "Positions", "Couriers tell the depot where they are.")


@pytest.mark.parametrize(
    ("law", "place", "topics", "summary", "held", "other"),
    [
        ("eu-dsa", "DE", ["dark-patterns"], "The marketplace hid the way out.", "25(1)", ["cookies-tracking"]),
        ("eu-data-act", "DE", ["access-right"], "The machine told nobody why.", "4(1)", ["automated-decisions"]),
        ("eu-eprivacy", "IT", ["retention-period"], "It kept who wrote to whom for a year.", "6(1)", ["employee-data"]),
    ],
)
def test_laws_of_platforms_products_and_carriers_keep_out(
    law: str, place: str, topics: list[str], summary: str, held: str, other: list[str]
) -> None:
    """Art. 25(2) DSA leaves banners to the GDPR, a program that decides is no product, an employer is no carrier."""
    assert held in opening(law, place, topics, "A finding", summary)
    assert held not in opening(law, place, topics + other, "A finding", summary)


@pytest.mark.parametrize(
    ("summary", "held"),
    [
        ("The firm called 9,000 subscribers who had objected.", True),
        ("Pensioners were called on Sundays.", True),
        ("The firm sent texts and called them updates.", False),
    ],
)
def test_what_a_sender_called_its_texts_is_no_call(summary: str, held: bool) -> None:
    assert ("21(1)" in opening("uk-pecr", "GB", ["direct-marketing"], "Advertising", summary)) is held
