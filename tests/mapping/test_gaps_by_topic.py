"""Topics that a law of one place answers, though no labelled finding showed it: from the United Kingdom to Thailand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import bare_finding, library_on, mapped, strengths

LIBRARY = library_on(date(2026, 11, 27))
CONSUMER: dict[str, Any] = {"vendor": {"name": "Vendor", "role": "controller"}}
SERVICE: dict[str, Any] = {"vendor": {"name": "Vendor", "role": "processor"}}


def engaged(law: str, place: str, topic: str, sides: dict[str, Any], summary: str = "") -> dict[str, str]:
    """Return the provisions of a law with their strength that a finding of a topic engages for people of a place.

    Without a summary the finding is bare: it says what the topic is, and no more.
    """
    role = "consumer" if sides is CONSUMER else "controller"
    client = {"role": role, "established_in": [place], "people_in": [place]}
    finding = bare_finding(LIBRARY.topics[topic]) | ({"summary": summary} if summary else {})
    return strengths(mapped(finding, LIBRARY, client=client, **sides), law)


@pytest.mark.parametrize(
    ("law", "place", "topic", "provision"),
    [
        ("uk-gdpr", "GB", "financial-data", "6(1)"),
        ("ch-fadp", "CH", "financial-data", "6(2)"),
        ("ch-fadp", "CH", "resident-numbers", "6(2)"),
        ("ch-fadp", "CH", "affiliate-sharing", "19(2)"),
        ("ch-fadp", "CH", "data-return", "6(4)"),
        ("ch-fadp", "CH", "joint-controllers", "5(j)"),
        ("tr-kvkk", "TR", "deidentified-data", "3(1)(b)"),
        ("tr-kvkk", "TR", "pseudonymous-data", "3(1)(b)"),
        ("tr-kvkk", "TR", "resident-numbers", "4(2)(ç)"),
        ("tr-kvkk", "TR", "emotion-recognition", "5(1)"),
        ("tr-kvkk", "TR", "privacy-by-design", "12(1)"),
        ("za-popia", "ZA", "deidentified-data", "6(1)(b)"),
        ("za-popia", "ZA", "pseudonymous-data", "6(1)(b)"),
        ("za-popia", "ZA", "ai-accuracy", "16"),
        ("za-popia", "ZA", "affiliate-sharing", "15(1)"),
        ("za-popia", "ZA", "restriction-right", "14(6)"),
        ("za-popia", "ZA", "rights-friction", "23(1)"),
        ("za-popia", "ZA", "emotion-recognition", "11(1)"),
        ("za-popia", "ZA", "authority-cooperation", "103(1)"),
        ("ae-pdpl", "AE", "emotion-recognition", "4"),
        ("ae-pdpl", "AE", "safety-review", "4"),
        ("ae-pdpl", "AE", "resident-numbers", "4"),
        ("ae-pdpl", "AE", "criminal-data", "4"),
        ("ae-pdpl", "AE", "inactive-accounts", "5(7)"),
        ("ae-pdpl", "AE", "privacy-by-design", "7(2)"),
        ("ae-pdpl", "AE", "data-protection-officer", "10(1)"),
        ("ae-pdpl", "AE", "restriction-right", "16(1)"),
        ("ae-pdpl", "AE", "rights-friction", "19"),
        ("sa-pdpl", "SA", "emotion-recognition", "5(1)"),
        ("sa-pdpl", "SA", "criminal-data", "5(1)"),
        ("sa-pdpl", "SA", "data-protection-officer", "30(2)"),
        ("sa-pdpl", "SA", "authority-cooperation", "30(3)"),
        ("sa-pdpl", "SA", "records-accountability", "31"),
        ("th-pdpa", "TH", "emotion-recognition", "19"),
        ("th-pdpa", "TH", "resident-numbers", "22"),
        ("th-pdpa", "TH", "restriction-right", "34"),
        ("th-pdpa", "TH", "records-accountability", "39"),
        ("th-pdpa", "TH", "complaint-redress", "73"),
    ],
)
def test_a_bare_finding_of_the_topic_opens_the_law(law: str, place: str, topic: str, provision: str) -> None:
    """What counsel of the place names first on such a topic leads, for a service to people and for one to firms."""
    for sides in (CONSUMER, SERVICE):
        assert engaged(law, place, topic, sides).get(provision) == "primary"


@pytest.mark.parametrize(
    ("law", "place", "topic", "provision"),
    [
        ("ch-fadp", "CH", "ai-transparency", "19(1)"),
        ("tr-kvkk", "TR", "ai-transparency", "10(1)"),
        ("za-popia", "ZA", "ai-transparency", "18(1)"),
        ("tr-kvkk", "TR", "objection-right", "11(1)(e)"),
        ("tr-kvkk", "TR", "opt-out-signal", "5(1)"),
        ("za-popia", "ZA", "opt-out-signal", "11(1)"),
        ("tr-kvkk", "TR", "data-localisation", "9(1)"),
        ("za-popia", "ZA", "data-localisation", "72(1)"),
        ("za-popia", "ZA", "data-return", "14(1)"),
        ("za-popia", "ZA", "synthetic-content", "16"),
        ("ae-pdpl", "AE", "human-review", "4"),
        ("ae-pdpl", "AE", "business-transfer", "4"),
        ("ae-pdpl", "AE", "pseudonymous-data", "5(7)"),
    ],
)
def test_where_the_law_speaks_beside_the_point_it_only_supports(
    law: str, place: str, topic: str, provision: str
) -> None:
    """A law that has no rule made for the topic is named for what it says near it, and does not lead."""
    assert set(engaged(law, place, topic, CONSUMER).values()) == {"supporting"}
    assert provision in engaged(law, place, topic, CONSUMER)


@pytest.mark.parametrize(
    ("topic", "summary", "provision"),
    [
        ("deemed-consent", "Continued use of the service after a change counts as agreement.", "63(1)"),
        ("deemed-consent", "Silence after an announced change is taken as agreement.", "63(1)"),
        ("ai-accuracy", "The vendor is not liable for wrong answers, on which people rely at their own risk.", "63(1)"),
        ("account-closure", "When the account is closed, remaining credit is forfeited.", "63(1)"),
        ("acceptable-use", "Whoever breaks a rule loses the account, as the vendor alone decides.", "62(4)"),
    ],
)
def test_terms_for_consumers_are_under_the_act_of_2015(topic: str, summary: str, provision: str) -> None:
    """A term that binds by silence, excludes what is owed or takes money is tested for fairness, for consumers alone."""
    assert provision in engaged("uk-cra-2015", "GB", topic, CONSUMER, summary)
    assert not engaged("uk-cra-2015", "GB", topic, SERVICE, summary)


@pytest.mark.parametrize(
    ("law", "place", "topic", "summary"),
    [
        (
            "uk-cra-2015",
            "GB",
            "deemed-consent",
            "Continued use counts as consent to the privacy policy and its cookies.",
        ),
        ("uk-cra-2015", "GB", "ai-accuracy", "The vendor says that answers can be wrong and should be checked."),
        ("uk-cra-2015", "GB", "account-closure", "Messages are deleted thirty days after the account is closed."),
        ("uk-cra-2015", "GB", "acceptable-use", "Users may not post malware."),
        ("uk-dmcc-2024", "GB", "children", "Children under thirteen may not use the service."),
        ("tr-kvkk", "TR", "portability-right", ""),
        ("za-popia", "ZA", "local-representative", ""),
        ("ae-pdpl", "AE", "local-representative", ""),
        ("ae-pdpl", "AE", "records-accountability", ""),
        ("ch-fadp", "CH", "retaliation", "Who asks for a copy of the data is moved to a slower plan."),
    ],
)
def test_what_the_law_says_nothing_on_stays_out(law: str, place: str, topic: str, summary: str) -> None:
    """A warning, a rule against misuse or a right that the law does not know engages nothing."""
    assert not engaged(law, place, topic, CONSUMER, summary)


def test_prompts_to_buy_that_reach_children_are_listed() -> None:
    """Advertising that appeals to children to buy is unfair whatever effect it has."""
    found = engaged("uk-dmcc-2024", "GB", "children", CONSUMER, "Ads in the game urge children to buy coins.")
    assert found.get("225(4)(c)") == "primary"


def test_a_business_that_gives_up_its_remedies_is_under_the_act_of_1977() -> None:
    """A promise to use no remedy is tested like an exclusion of the liability; a waiver of joint claims is not."""
    clause = "The customer waives any claim for damages against the vendor."
    assert engaged("uk-ucta", "GB", "rights-waiver", SERVICE, clause) == {"13(1)": "primary"}
    assert not engaged("uk-ucta", "GB", "rights-waiver", SERVICE, "The customer waives claims in a class action.")
    assert not engaged("uk-ucta", "GB", "rights-waiver", CONSUMER, clause)


def test_the_record_of_a_processor_is_asked_of_a_processor() -> None:
    """The duty to keep a record for the client binds a vendor that processes for it, and no other."""
    assert engaged("ae-pdpl", "AE", "records-accountability", SERVICE) == {"8(7)": "primary"}


def test_what_is_read_from_a_device_is_under_the_regulations_of_2003() -> None:
    """Refused tracking and linked devices are access to the device; data joined from accounts is not."""
    assert engaged("uk-pecr", "GB", "opt-out-signal", CONSUMER).get("6(1)") == "primary"
    linked = "The vendor infers which devices and sessions belong to one person and selects ads by that."
    assert engaged("uk-pecr", "GB", "data-combination", CONSUMER, linked).get("6(1)") == "primary"
    assert not engaged("uk-pecr", "GB", "data-combination", CONSUMER, "Orders are joined with entries in a survey.")
