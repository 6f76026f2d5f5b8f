"""`memo.mapping.kinds`: whether the people, or the client's sector, are those a law is made for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from memo.library.day import Library
from memo.mapping.engage import MappedFinding
from memo.mapping.phrases import Shape
from tests import support
from tests.small_library import good, opened


def answered(library: Library, finding: dict[str, Any], **client: Any) -> MappedFinding:
    """Return how a library answers one finding for a client."""
    return support.mapped({"title": "A clause", **finding}, library, client=client)


def mapped(root: Path, test: dict[str, Any], finding: dict[str, Any], **client: Any) -> MappedFinding:
    """Return how the small law answers a finding when it has one more test of kind."""
    values = good()
    values["law"]["scope"]["thresholds"].append(
        {"party": "client", "pinpoint": "2(1)", "text": "the client is a bank", "from": "2020-01-01", **test}
    )
    return answered(opened(root, values), {"topics": ["training"], **finding}, **{"people_in": ["DE"], **client})


BANKS = {"sectors": ["bank", "insur"], "signs": ["(banking|deposits)"]}
MAILS = {"signs": ["(e mail|newsletter*)"]}
PEOPLE = {"people": ["consumers", "children"]}


@pytest.mark.parametrize(
    ("finding", "client", "engaged", "words"),
    [
        ({}, {"sectors": ["Retail banking"]}, True, "Pointed to by the client's sector, Retail banking"),
        ({"quote": "Deposits are protected."}, {}, True, "Pointed to by the finding's words, “Deposits”"),
        ({}, {"sectors": ["software"]}, False, "gives the client's sector as software"),
        ({}, {}, False, "neither the file nor the finding points there"),
        ({"citations": ["Art. 3 Things Act"]}, {}, True, "Assumed, as the file does not say: the client is a bank"),
    ],
)
def test_a_law_for_a_sector(
    tmp_path: Path, finding: dict[str, Any], client: dict[str, Any], engaged: bool, words: str
) -> None:
    """A law for a sector needs the sector, a word that points there, or the reviewer's citation; else it says why."""
    result = mapped(tmp_path, BANKS, finding, **client)
    assert result.unmapped is not engaged
    told = result.scopes[0].assumptions if engaged else [entry.reason for entry in result.not_engaged]
    assert any(words in text for text in told)


@pytest.mark.parametrize(
    ("finding", "engaged"),
    [
        ({"quote": "We send newsletters."}, True),
        ({"quote": "We send parcels."}, False),
        ({"quote": "We send parcels.", "citations": ["Art. 3 Things Act"]}, True),
    ],
)
def test_a_law_on_one_matter(tmp_path: Path, finding: dict[str, Any], engaged: bool) -> None:
    """Signs without sectors ask for the matter of the law, and the client's sector has no say in it."""
    assert mapped(tmp_path, MAILS, finding, sectors=["software"]).unmapped is not engaged


def test_a_provision_that_asks_for_words(tmp_path: Path) -> None:
    """A provision whose engagement names signs stays out until one of them stands in the finding."""
    values = good()
    for provision in values["provisions"]:
        for engagement in provision.get("engaged_by", ()):
            engagement["when"] = {"signs": ["(app|online)"]}
    library = opened(tmp_path, values)
    said = [
        answered(library, {"topics": ["training"], "quote": quote}, people_in=["DE"])
        for quote in ("Our app learns from you.", "Our shop learns from you.")
    ]
    assert [result.unmapped for result in said] == [False, True]


@pytest.mark.parametrize(
    ("finding", "client", "strength"),
    [
        ({"people": ["children"]}, {}, {"primary"}),
        ({"people": ["employees"]}, {}, set()),
        ({}, {"role": "consumer"}, {"primary"}),
        ({}, {}, {"primary"}),
        ({}, {"role": "controller"}, set()),
        ({"quote": "Consumers may not return goods."}, {"role": "controller"}, {"supporting"}),
        ({"citations": ["Art. 3 Things Act"]}, {"role": "controller"}, {"primary"}),
        ({"people": ["consumers"]}, {"role": "controller"}, {"primary"}),
    ],
)
def test_a_law_for_certain_people(
    tmp_path: Path, finding: dict[str, Any], client: dict[str, Any], strength: set[str]
) -> None:
    """Other people keep the law out; unnamed ones are assumed, unless the client is in business and none is spoken of."""
    assert {match.strength for match in mapped(tmp_path, PEOPLE, finding, **client).matches} == strength


def test_a_bank_s_law_stays_out_of_billing_talk(library: Library) -> None:
    """Storing a card number does not make the client a financial institution."""
    quote = "We store your credit card number and bank account details."
    result = answered(library, {"quote": quote}, people_in=["US-CA", "DE"], sectors=["software"])
    assert not {"us-glba", "us-glba-safeguards", "us-hipaa", "eu-dora"} & set(result.laws)


@pytest.mark.parametrize(
    ("quote", "engaged"),
    [
        ("The companion gives medical advice on your symptoms.", False),
        ("Medical data from the practice is passed on.", True),
        ("The portal shares patients' symptoms with advertisers.", True),
    ],
)
def test_a_hospital_s_law_stays_out_of_medical_advice(library: Library, quote: str, engaged: bool) -> None:
    """Who talks of health is no health care provider; who holds the data of a practice may act for one."""
    result = answered(library, {"quote": quote, "topics": ["health-data"]}, people_in=["US-CA"])
    assert ("us-hipaa" in result.laws) is engaged


def test_arbitration_brings_in_no_data_protection_law(library: Library) -> None:
    """A term of contract is no matter of data protection until the finding speaks of personal data."""
    people = ["DE", "GB", "US-CA", "KR"]
    plain = answered(library, {"quote": "Any dispute is settled by binding arbitration."}, people_in=people)
    about = answered(
        library, {"quote": "Any dispute on personal data is settled by binding arbitration."}, people_in=people
    )
    assert not set(plain.laws) & {"eu-gdpr", "uk-gdpr", "us-ca-ccpa", "kr-pipa"}
    assert "eu-gdpr" in about.laws


def test_a_state_s_law_does_not_lead_where_only_the_country_is_named(library: Library) -> None:
    """People in the United States may be in Virginia; the memo says that it assumes so, and does not open with it."""
    result = answered(library, {"topics": ["data-sale"]}, people_in=["US"])
    assert all(m.strength == "supporting" for m in result.matches if m.law == "us-va-vcdpa")
    near = answered(library, {"topics": ["data-sale"]}, people_in=["US-VA"])
    assert any(m.strength == "primary" for m in near.matches if m.law == "us-va-vcdpa")


def test_the_signs_of_every_law_can_be_read(library: Library) -> None:
    """A sign is a phrase of the grammar; one that cannot be read would keep its law out for ever."""
    signs = [sign for law in library.laws() for test in law.brief.scope.thresholds for sign in test.signs]
    assert len(signs) > 10
    signs += [
        sign
        for law in library.laws()
        for provision in law.record.provisions
        for engagement in provision.engaged_by
        if engagement.when is not None
        for sign in (*engagement.when.signs, *engagement.when.vendors)
    ]
    assert all(Shape.of(sign) for sign in signs)


@pytest.mark.parametrize(
    ("sectors", "engaged", "words"),
    [
        (["Insurance"], False, "leaves the client's sector, Insurance, to another act: the act for insurers applies"),
        (["Insurance", "Retail banking"], True, "Pointed to by the client's sector, Retail banking"),
        (["software"], False, "gives the client's sector as software"),
    ],
)
def test_a_sector_that_another_act_takes(tmp_path: Path, sectors: list[str], engaged: bool, words: str) -> None:
    """Where another act binds the client's sector the reason names that act; a sector of the law's own keeps it."""
    test = {
        "sectors": ["bank"],
        "otherwise": {"sectors": ["insur"], "pinpoint": "2(1)", "text": "the act for insurers applies"},
    }
    result = mapped(tmp_path, test, {}, sectors=sectors)
    assert result.unmapped is not engaged
    told = result.scopes[0].assumptions if engaged else [entry.reason for entry in result.not_engaged]
    assert any(words in text for text in told)
