"""Whose law comes first where no place is named, and which state's law is named where only the country is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import library_on, mapped, opening

LIBRARY = library_on(date(2026, 11, 26))
TRAINING = {
    "title": "Model training opt-out with a safety-review override",
    "quote": "You can opt out of training, but we may still use conversations that are flagged for safety review.",
}
PORTAL = {
    "title": "Clinic's vendor signs no business associate agreement",
    "summary": "The hosting company keeps patients' records for the clinic and refuses a business associate agreement.",
}


@pytest.mark.parametrize(
    ("context", "first"),
    [
        ({}, ["eu-gdpr", "eu-ai-act", "us-ca-ccpa"]),
        ({"client": {"established_in": ["JP"]}}, ["jp-appi", "eu-gdpr"]),
        ({"vendor": {"name": "Acme", "established_in": ["US"]}}, ["us-ftc-act", "eu-gdpr", "eu-ai-act", "us-ca-ccpa"]),
        ({"client": {"established_in": ["GB"]}, "vendor": {"name": "Acme", "established_in": ["KR"]}}, ["uk-gdpr"]),
    ],
)
def test_where_no_place_is_named_the_parties_places_lead(context: dict[str, Any], first: list[str]) -> None:
    """Every law applies; a reader finds that of client and vendor first, then the usual ones, and those set out."""
    found = mapped(TRAINING, LIBRARY, **context)
    assert list(found.laws[: len(first)]) == first
    assert set(first) <= set(found.leading_laws)
    assert len(found.leading_laws) < len(found.laws)


def test_states_come_last_where_no_place_is_named() -> None:
    """Countries stand before the states of one of them."""
    laws = [law for law in mapped(TRAINING, LIBRARY).laws if law not in {"us-ca-ccpa", "us-ca-ab2013"}]
    parts = [number for number, law in enumerate(laws) if law.startswith(("us-ky", "us-tx", "us-va"))]
    assert min(parts) > laws.index("jp-appi")


def test_places_that_are_named_keep_their_order() -> None:
    """A reviewer's order is the memo's, whoever is established where."""
    client = {"people_in": ["KR", "DE"], "established_in": ["DE"]}
    assert mapped(TRAINING, LIBRARY, client=client).laws[0].startswith("kr-")


def test_california_stands_for_the_whole_country_beside_its_general_law_alone() -> None:
    """One state is named, behind the federal law and with its assumption; a special act keeps it out."""
    found = mapped(TRAINING, LIBRARY, client={"people_in": ["US"]})
    assert found.laws == ("us-ftc-act", "us-ca-ccpa")
    assert {match.strength for match in found.of_law("us-ca-ccpa")} == {"supporting"}
    (scope,) = [scope for scope in found.scopes if scope.law == "us-ca-ccpa"]
    assert "assumes that some are in California" in scope.assumptions[0]
    assert {entry.ground for entry in found.not_engaged if entry.law == "us-va-vcdpa"} == {"beside"}
    virginia = next(entry for entry in found.not_engaged if entry.law == "us-va-vcdpa")
    assert virginia.reason.startswith("The file names the United States as a whole and nobody in Virginia")
    hospital = mapped(PORTAL, LIBRARY, client={"people_in": ["US"], "sectors": ["hospital"]})
    assert hospital.laws[0] == "us-hipaa"
    assert "us-ca-ccpa" not in hospital.laws


def test_states_that_nobody_names_are_left_to_the_one_that_is_named() -> None:
    """Whether the federal law leads or only supports has no say in it, and what stands for the matter stays."""
    location = {
        "title": "Precise location even with location off",
        "quote": "Even when location services are off we estimate where you are from Wi-Fi and Bluetooth signals.",
    }
    found = mapped(location, LIBRARY, client={"people_in": ["US", "US-CA"]})
    assert set(found.laws) == {"us-ca-ccpa", "us-ftc-act"}
    assert mapped(location, LIBRARY, client={"people_in": ["US-VA"]}).laws == ("us-va-vcdpa", "us-ftc-act")
    faces = {"title": "Face templates kept for ever", "quote": "We keep face templates as long as we like."}
    found = mapped(faces, LIBRARY, client={"people_in": ["US"]})
    assert {"us-il-bipa", "us-ftc-act"} <= set(found.laws)
    assert "us-tx-tdpsa" not in found.laws


@pytest.mark.parametrize(("home", "law"), [("DE", "de-tdddg"), ("FR", "fr-lil"), ("ES", "es-lssi")])
def test_a_client_reads_the_law_of_its_home_where_the_union_is_named(home: str, law: str) -> None:
    """Of people in the Union some are where the client sits, whose law leads; elsewhere the directive stands for it."""
    cookies = {"title": "Cookies before consent", "quote": "Advertising cookies are set as soon as the page loads."}
    found = mapped(cookies, LIBRARY, client={"people_in": ["EU"], "established_in": [home], "role": "controller"})
    assert opening(found, law)
    (scope,) = [scope for scope in found.scopes if scope.law == law]
    assert "as a whole; the memo assumes that some are in" in scope.assumptions[0]
    for place in ("IT", "US"):
        assert law not in mapped(cookies, LIBRARY, client={"people_in": ["EU"], "established_in": [place]}).laws
    limited = {**cookies, "jurisdictions": ["IT"]}
    assert law not in mapped(limited, LIBRARY, client={"people_in": ["EU"], "established_in": [home]}).laws
    user = {"people_in": ["EU"], "established_in": [home], "role": "consumer"}
    assert law not in mapped(cookies, LIBRARY, client=user).laws


@pytest.mark.parametrize(
    ("place", "laws"),
    [
        ("DE", ["de-tdddg", "eu-eprivacy", "eu-gdpr"]),
        ("FR", ["fr-lil", "eu-eprivacy", "eu-gdpr"]),
        ("IT", ["eu-eprivacy", "eu-gdpr"]),
        ("GB", ["uk-pecr", "uk-gdpr"]),
    ],
)
def test_special_law_stands_before_the_general(place: str, laws: list[str]) -> None:
    """What is stored on a device is judged by the rule on devices, and what becomes of the data by the GDPR."""
    cookies = {"title": "Cookies before consent", "quote": "Advertising cookies are set as soon as the page loads."}
    found = mapped(cookies, LIBRARY, client={"people_in": [place], "role": "controller"})
    assert list(found.laws) == laws
    data = {"title": "Health data shared", "quote": "We share diagnoses with partners, also by cookies."}
    found = mapped(
        {**data, "topics": ["health-data", "third-party-sharing", "cookies-tracking"]},
        LIBRARY,
        client={"people_in": [place], "role": "controller"},
    )
    assert found.laws[0] in {"eu-gdpr", "uk-gdpr"}


def test_of_two_laws_the_one_made_for_the_clients_sector_comes_first() -> None:
    """A bank's exit from a service is read under DORA before the Data Act, which says as much of it."""
    leaving = {
        "title": "No exit plan for a critical ICT service",
        "quote": "On termination Provider will cease the Service. Export of data is available for 15 days.",
        "topics": ["exit-assistance", "data-return"],
    }
    bank = {"people_in": ["FR"], "established_in": ["FR"], "role": "controller", "sectors": ["bank"]}
    laws = mapped(leaving, LIBRARY, client=bank).laws
    assert laws.index("eu-dora") < laws.index("eu-data-act")


def test_german_law_on_advertising_mail_stands_before_the_directive() -> None:
    """§ 7 UWG carries out Art. 13 of the Directive, which binds nobody but through it."""
    mail = {"title": "Newsletter without consent", "quote": "We send promotional e-mails to all who have an account."}
    found = mapped(mail, LIBRARY, client={"people_in": ["DE"], "role": "controller"})
    assert found.laws[:2] == ("de-uwg", "eu-eprivacy")


@pytest.mark.parametrize(("place", "law", "provision"), [("ES", "es-lssi", "22(1)"), ("FR", "fr-cpce", "L34-5")])
def test_a_letter_that_stops_messages_is_no_advertising_by_letter(place: str, law: str, provision: str) -> None:
    """The way out is asked of who sends messages, by whatever hurdle; calls have rules of their own."""
    client = {"people_in": [place], "role": "controller"}
    hurdle = {
        "title": "Unsubscribe only by letter",
        "quote": "Recipients who wish to stop receiving communications shall write by letter to the postal address.",
        "topics": ["direct-marketing"],
    }
    assert provision in [match.provision for match in mapped(hurdle, LIBRARY, client=client).of_law(law)]
    letters = {"title": "Catalogues by post", "quote": "We send offers by letter.", "topics": ["direct-marketing"]}
    assert not mapped(letters, LIBRARY, client=client).of_law(law)


def test_good_faith_is_no_belief() -> None:
    """A request answered in good faith is no data on anybody's faith."""
    orders = {
        "title": "Government requests answered on good-faith belief",
        "quote": "We may share your information if we have a good-faith belief that the law requires us to do so.",
    }
    found = mapped(orders, LIBRARY, client={"people_in": ["DE"]})
    assert [topic.topic for topic in found.topics] == ["government-access"]
