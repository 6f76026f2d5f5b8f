"""What follows from where the parties are established, from the client's sector and from the state: said, or asked."""

from __future__ import annotations

from typing import Any

import pytest

from memo.exposure.authorities import Competent, competent
from memo.library.day import Library
from tests.support import TRAINING, memo_of, review


def who(library: Library, law: str, people: list[str], **parts: Any) -> Competent:
    """Return the authorities of a law for people in these places, for the parties of which the file says this."""
    vendor = {"name": "Acme", "role": "controller", **parts.get("vendor", {})}
    client = {"role": "controller", "people_in": people, **parts.get("client", {})}
    findings = review(TRAINING, vendor=vendor, client=client).findings
    return competent(library.law(law), library, findings, tuple(people))


def said(found: Competent, about: str) -> list[str]:
    """Return what is concluded about a party or an authority."""
    return [text for text in found.conclusions if text.startswith(about)]


def test_a_vendor_outside_the_union_has_no_lead_and_names_a_representative(library: Library) -> None:
    """GDPR Arts 55 and 27: a vendor in California answers to each authority concerned and has a representative."""
    found = who(library, "eu-gdpr", ["FR"], vendor={"established_in": ["US-CA"]}, client={"established_in": ["FR"]})
    no_lead, representative = said(found, "Vendor:")
    assert "no authority leads" in no_lead
    assert "Art. 55(1) GDPR" in no_lead.replace("\u00a0", " ")
    assert "representative" in representative
    assert "Art. 27(1) GDPR" in representative.replace("\u00a0", " ")
    (lead,) = said(found, "Client:")
    assert "established in France, so the authority of its main establishment there leads" in lead


def test_neither_party_in_the_union_means_two_representatives(library: Library) -> None:
    """Where neither party is established in the Union, each is spoken of and nobody leads."""
    found = who(library, "eu-gdpr", ["FR"], vendor={"established_in": ["US"]}, client={"established_in": ["GB"]})
    assert len(said(found, "Vendor:")) == len(said(found, "Client:")) == 2
    assert not any("so the authority" in text for text in found.conclusions)


def test_norway_counts_for_the_gdpr(library: Library) -> None:
    """The European Economic Area has the one-stop shop, too."""
    found = who(library, "eu-gdpr", ["NO"], vendor={"established_in": ["NO"]}, client={"established_in": ["NO"]})
    assert all("leads across borders" in text for text in found.conclusions)


def test_of_two_seats_the_main_one_is_open(library: Library) -> None:
    """Two member states of one vendor: which establishment is the main one the file does not say."""
    found = who(library, "eu-gdpr", ["FR"], vendor={"established_in": ["IE", "NL"]})
    assert "does not say which that is" in said(found, "Vendor:")[0]


@pytest.mark.parametrize("party", ["vendor", "client"])
def test_a_seat_that_is_not_stated_is_asked_for(library: Library, party: str) -> None:
    """Without an establishment in the file nothing is concluded, and the memo names the field that would decide."""
    other = "client" if party == "vendor" else "vendor"
    found = who(library, "eu-gdpr", ["FR"], **{other: {"established_in": ["FR"]}})
    assert not said(found, party.capitalize())
    assert any(f"{party}.established_in would decide" in text for text in found.open_questions)


def test_the_united_kingdom_knows_a_representative_and_no_lead(library: Library) -> None:
    """UK GDPR Art. 27: an Irish vendor with people in the United Kingdom names a representative there."""
    found = who(library, "uk-gdpr", ["GB"], vendor={"established_in": ["IE"]}, client={"established_in": ["GB"]})
    (one,) = found.conclusions
    assert "Art. 27(1) UK GDPR" in one.replace("\u00a0", " ")
    assert "leads" not in one


def test_who_is_not_bound_names_nobody(library: Library) -> None:
    """China asks the handler for a representative, not the processor; a consumer is asked for nothing."""
    parts = {"vendor": {"established_in": ["US"], "role": "processor"}, "client": {"role": "consumer"}}
    found = who(library, "cn-pipl", ["CN"], **parts)
    assert not found.conclusions
    assert not any("established_in" in text for text in found.open_questions)


def test_a_state_s_attorney_general_is_named(library: Library) -> None:
    """HIPAA: for people in California its Attorney General is named; one without a record by its place."""
    found = who(library, "us-hipaa", ["US-CA", "US-NY"])
    states = next(a for a in found.enforcing if a.id == "us-state-ags")
    assert "California" in states.why
    assert "New York" in states.why
    assert not any("as a whole" in text for text in found.open_questions)


def test_the_country_as_a_whole_leaves_the_state_open(library: Library) -> None:
    """People in `US` name no state, and the memo says so."""
    found = who(library, "us-hipaa", ["US"])
    (question,) = [text for text in found.open_questions if "as a whole" in text]
    assert "a part of it, named as the place of the people, would say who acts" in question


@pytest.mark.parametrize(
    ("sectors", "named", "left_out", "asked"),
    [(["securities broker"], True, False, False), (["software"], False, True, False), ([], True, False, True)],
)
def test_a_sector_decides_on_its_regulator(
    library: Library, sectors: list[str], named: bool, left_out: bool, asked: bool
) -> None:
    """A supervisor acts on its own, is left out by name for another, and is a question where nobody says."""
    found = who(library, "us-glba", ["US"], client={"sectors": sectors})
    regulators = [a for a in found.enforcing if a.id == "us-sec"]
    assert bool(regulators) == named
    assert bool(said(found, "Securities and Exchange Commission")) == left_out
    asks = [text for text in found.open_questions if text.startswith("Securities and Exchange Commission")]
    assert any("client.sectors would decide" in text for text in asks) == asked
    if named and sectors:
        assert sectors[0] in regulators[0].why


@pytest.mark.parametrize(
    ("law", "sectors", "acts"),
    [
        ("us-glba", ["credit union"], ["us-cfpb", "us-ncua"]),
        ("us-glba", ["national bank"], ["us-cfpb", "us-occ"]),
        ("us-glba", ["state bank"], ["us-bank-regulators", "us-cfpb"]),
        ("us-glba", ["bank"], ["us-bank-regulators", "us-cfpb", "us-occ"]),
        ("us-glba", ["life insurer"], ["us-cfpb", "us-insurance-authorities"]),
        ("us-glba", ["mortgage lending"], ["us-cfpb", "us-ftc"]),
        ("us-efta", ["federal credit union"], ["us-cfpb", "us-ncua"]),
        ("us-efta", ["credit union"], ["us-cfpb", "us-ftc", "us-ncua"]),
        ("us-efta", ["national bank"], ["us-cfpb", "us-occ"]),
        ("us-efta", ["software"], ["us-cfpb", "us-ftc"]),
    ],
)
def test_a_bank_answers_to_its_own_regulator(library: Library, law: str, sectors: list[str], acts: list[str]) -> None:
    """15 U.S.C. §§ 6805(a) and 1693o(a), (c): the Commission acts on those of whom no other agency is in charge."""
    found = who(library, law, ["US"], client={"sectors": sectors})
    assert sorted(a.id for a in found.enforcing) == acts


def test_what_is_told_too_widely_is_a_question(library: Library) -> None:
    """A bank may be a national bank, and a credit union one of a state: both regulators stand, with what decides."""
    found = who(library, "us-glba", ["US"], client={"sectors": ["bank"]})
    (occ,) = [text for text in found.open_questions if text.startswith("Office of the Comptroller")]
    assert "in charge of some sectors only" in occ
    found = who(library, "us-efta", ["US"], client={"sectors": ["credit union"]})
    assert len([text for text in found.open_questions if "client.sectors would decide" in text]) == 2


def test_without_a_sector_the_commission_stands_on_an_assumption(library: Library) -> None:
    """Where nobody says what the client does, the memo says on what the Commission's part rests."""
    found = who(library, "us-glba", ["US"])
    (asked,) = [text for text in found.open_questions if text.startswith("Federal Trade Commission")]
    assert "on the assumption that no other authority is in charge of the client" in asked


@pytest.mark.parametrize(
    ("vendor", "acts"),
    [
        ("Example Federal Credit Union", ["us-cfpb", "us-ncua"]),
        ("Example Bank, N.A.", ["us-cfpb", "us-occ"]),
        ("Example State Bank", ["us-bank-regulators", "us-cfpb"]),
    ],
)
def test_to_a_consumer_it_is_the_vendor_that_answers(library: Library, vendor: str, acts: list[str]) -> None:
    """A consumer has no sector; what the vendor is called says who acts."""
    found = who(library, "us-efta", ["US"], client={"role": "consumer"}, vendor={"name": vendor})
    sure = [a.id for a in found.enforcing if not any(text.startswith(a.name) for text in found.open_questions)]
    assert sorted(sure) == acts


def test_a_name_that_says_nothing_leaves_the_question(library: Library) -> None:
    """No bank is seen in Banksia, and every regulator is named with what it hangs on."""
    found = who(library, "us-efta", ["US"], client={"role": "consumer"}, vendor={"name": "Banksia Savers Inc."})
    assert {"us-ftc", "us-occ", "us-ncua"} <= {a.id for a in found.enforcing}
    assert all("client.sectors" not in text for text in found.open_questions)


def test_people_in_germany_and_a_seat_there_are_different_questions(library: Library) -> None:
    """An establishment in DE asks for its Land; people in DE alone ask for theirs, and one place asks once."""
    seat = who(library, "eu-gdpr", ["DE"], client={"established_in": ["DE"]}, vendor={"established_in": ["US"]})
    people = who(library, "eu-gdpr", ["DE"], client={"established_in": ["FR"]}, vendor={"established_in": ["US"]})
    (one,), (other,) = seat.open_questions, people.open_questions
    assert "where they are established" in one
    assert "where each Land has an authority of its own" in other


def test_the_memo_prints_what_it_concludes() -> None:
    """Both forms of the memo carry the conclusions of the law's part."""
    reading = review(
        TRAINING,
        vendor={"name": "Acme", "role": "controller", "established_in": ["US-CA"]},
        client={"role": "controller", "people_in": ["FR"], "established_in": ["FR"]},
    )
    document = memo_of(reading)
    group = next(g for g in document.memo.authorities if g.law == "eu-gdpr")
    assert group.conclusions
    for text in (document.to_markdown(), document.to_html()):
        assert "names a representative there under the conditions of" in text


def test_a_law_that_knows_no_lead_asks_no_question_of_competence(library: Library) -> None:
    """Whether a representative is named in Switzerland is open without a seat, and who is competent there is not."""
    found = who(library, "ch-fadp", ["CH"])
    assert any("vendor.established_in would decide" in text for text in found.conclusions)
    assert not found.open_questions
