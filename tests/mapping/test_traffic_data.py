"""Data of connections are the matter of the special law on communications, which stands before the general law."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import library_on, mapped, opening

LIBRARY = library_on()
EUROPE = ("BE", "DE", "FR", "GB")
RECORDS = "We keep records of the calls you make and receive, with numbers, times and duration, for five years."
MARKETING = "We may use your traffic data to offer you other products of our group."
CELLS = "The mobile operator sells retailers the radio cells in which its subscribers' phones are."


def found(topics: list[str], summary: str, places: tuple[str, ...] = EUROPE) -> Any:
    finding = {"title": "A matter", "summary": summary, "topics": topics}
    return mapped(finding, LIBRARY, client={"role": "controller", "people_in": list(places)})


@pytest.mark.parametrize(
    ("topics", "summary", "expected"),
    [
        (["retention-period"], RECORDS, {"eu-eprivacy": "6(1)", "fr-cpce": "L34-1(II)", "uk-pecr": "7(1)"}),
        (["direct-marketing"], MARKETING, {"eu-eprivacy": "6(3)", "fr-cpce": "L34-1(IV)", "uk-pecr": "7(3)"}),
        (["location-data"], CELLS, {"eu-eprivacy": "9(1)", "fr-cpce": "L34-1(V)", "uk-pecr": "14(2)"}),
    ],
)
def test_special_law_opens_on_data_of_connections(topics: list[str], summary: str, expected: dict[str, str]) -> None:
    """Call records, marketing with them and the place of a phone in the network have each their own article."""
    one = found(topics, summary)
    assert {law: opening(one, law)[0] for law in expected} == expected


@pytest.mark.parametrize(
    ("topics", "summary", "expected"),
    [
        (["retention-period"], RECORDS, ["9(1)", "10(2)"]),
        (["targeted-advertising"], "The messenger analyses who writes to whom, to choose advertisements.", ["9(2)"]),
        (["location-data", "data-sale"], CELLS, ["13(1)"]),
    ],
)
def test_germany_has_sections_of_its_own(topics: list[str], summary: str, expected: list[str]) -> None:
    """Where people are in Germany the TDDDG stands before the directive that it carries out."""
    one = found(topics, summary, ("DE",))
    assert opening(one, "de-tdddg") == expected
    assert one.laws.index("de-tdddg") < one.laws.index("eu-eprivacy") < one.laws.index("eu-gdpr")


@pytest.mark.parametrize(
    ("topics", "summary"),
    [
        (["retention-period"], "Traffic data of the website, such as pages visited, are kept for five years."),
        (["retention-period"], "Recordings of support conversations are kept for five years."),
        (["retention-period"], "Records of customer calls to the support line are kept for five years."),
        (["communications-content"], "Call records of the hotline, with call recordings, are analysed by AI."),
        (["location-data"], "The app reads the position of the phone from GPS, Wi-Fi and cell towers."),
        (["direct-marketing"], "Callers from the sales team ring subscribers of the newsletter."),
    ],
)
def test_other_traffic_is_no_traffic_data(topics: list[str], summary: str) -> None:
    """Visits to a site, recordings, an app's position and calls of a sales team are no data of connections."""
    one = found(topics, summary)
    led = {(law, name) for law in ("eu-eprivacy", "de-tdddg", "uk-pecr", "fr-cpce") for name in opening(one, law)}
    assert not led & {
        *(("eu-eprivacy", name) for name in ("6(1)", "6(3)", "9(1)")),
        *(("de-tdddg", name) for name in ("9(1)", "9(2)", "10(2)", "13(1)")),
        *(("uk-pecr", name) for name in ("7(1)", "7(3)", "14(2)")),
        *(("fr-cpce", name) for name in ("L34-1(II)", "L34-1(IV)", "L34-1(V)")),
    }


def test_an_employer_that_reads_mail_is_no_carrier() -> None:
    """Mailboxes of staff are the matter of data protection at work; messages of users are that of their carrier."""
    mail = found(
        ["communications-content"], "The employer searched the mailboxes of staff for private messages.", ("DE",)
    )
    assert not {"de-tdddg", "eu-eprivacy"} & set(mail.laws)
    users = found(["communications-content"], "The messenger reads the private messages of its users.", ("DE",))
    assert opening(users, "de-tdddg") == ["3(3)"]


def test_what_a_broadband_provider_knows_of_sites_is_data_of_connections() -> None:
    """Browsing records of an internet access provider may not be sold."""
    one = found(["data-sale"], "A broadband provider sells records of the sites its subscribers visit.", ("GB",))
    assert opening(one, "uk-pecr")[0] == "7(3)"


def test_a_rule_of_real_names_leads_to_use_under_a_pseudonym() -> None:
    """A rule of conduct against pseudonyms speaks of personal data."""
    one = found(["acceptable-use"], "Users must register with their real name; pseudonyms are blocked.", ("DE",))
    assert opening(one, "de-tdddg") == ["19(2)"]
