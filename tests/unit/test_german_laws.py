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


@pytest.mark.parametrize(
    ("topics", "quote", "provisions"),
    [
        (["video-surveillance"], "Cameras film customers in the shop around the clock.", ["4(1)"]),
        (["video-surveillance"], "A camera films the garden of the neighbour.", []),
        (["employee-data"], "Supervisors see keystrokes and idle time of every worker.", ["26(1)"]),
        (["employee-data", "consent-validity"], "Staff agree to the monitoring by logging in.", ["26(1)", "26(2)"]),
        (["employee-data", "biometric-data"], "Workers clock in with a scan of the face.", ["26(1)", "26(3)"]),
        (["biometric-data"], "Visitors unlock the gate with a scan of the face.", []),
        (["profiling"], "A credit score decides whether customers get the contract.", ["31(1)"]),
        (["profiling"], "We infer your interests from what you read.", []),
        (["data-protection-officer"], "We have not appointed a data protection officer.", ["38(1)"]),
        (["health-data"], "Patient records of the clinic are used to improve our product.", []),
        (["privacy-notice"], "The policy names no purposes.", []),
    ],
)
def test_the_bdsg_is_for_what_the_gdpr_leaves_open(
    library: Library, topics: list[str], quote: str, provisions: list[str]
) -> None:
    """The Federal Data Protection Act leads on cameras, staff, scores and officers, and leaves the rest to the GDPR."""
    assert leading("de-bdsg", library, topics, quote, {"role": "controller", "people_in": ["DE"]}) == provisions
    assert leading("de-bdsg", library, topics, quote, {"role": "controller", "people_in": ["EU"]}) == []


def test_the_doubts_of_the_courts_stand_beside_the_bdsg(library: Library) -> None:
    """What the courts hold against §§ 4, 26(1) and 31 is printed as the other side wherever the rule is."""
    law = library.law("de-bdsg")
    for provision, case in (("4(1)", "Federal Administrative Court"), ("26(1)", "C-34/21"), ("31(1)", "C-634/21")):
        tied = law.annotated[provision].engaged_by
        assert tied and all(case in (one.counter or "") for one in tied)


@pytest.mark.parametrize(
    ("topics", "quote", "provisions"),
    [
        (["employee-data"], "The software logs keystrokes and idle time of every worker.", ["87(1)(6)"]),
        (["employee-data", "video-surveillance"], "Cameras film the staff at the counter.", ["87(1)(6)"]),
        (["emotion-recognition"], "The tool reads the mood of call centre agents.", ["87(1)(6)"]),
        (["high-risk-ai"], "The system ranks candidates by their videos.", ["90(1)(3)", "95(2a)"]),
        (["automated-decisions"], "Candidates below the threshold are turned down by the tool.", ["95(2a)"]),
        (["employee-data"], "The list of birthdays hangs in the canteen.", []),
        (["video-surveillance"], "Cameras film customers in the shop.", []),
        (["high-risk-ai"], "The system must not be used for credit decisions.", []),
        (["automated-decisions"], "Applicants for a loan are refused by the system alone.", []),
        (["ai-training"], "We train our models on the content of your users.", []),
    ],
)
def test_the_works_council_is_asked_about_tools_at_work(
    library: Library, topics: list[str], quote: str, provisions: list[str]
) -> None:
    """The Works Constitution Act leads on devices that can monitor staff and AI that judges them, and nowhere else."""
    client = {"role": "deployer", "established_in": ["DE"], "people_in": ["DE"]}
    assert leading("de-betrvg", library, topics, quote, client) == provisions
    assert leading("de-betrvg", library, topics, quote, {"role": "deployer", "people_in": ["FR"]}) == []


@pytest.mark.parametrize(
    ("topics", "quote", "provisions"),
    [
        (["direct-marketing"], "We may send you promotional e-mails about our offers.", ["7(2)(2)"]),
        (["direct-marketing"], "Our partners may call you by telephone with offers.", ["7(2)(1)"]),
        (["consent-validity"], "The box for the newsletter is ticked beforehand.", ["7(2)(2)"]),
        (["consent-validity"], "By using the site you consent to profiling.", []),
        (
            ["direct-marketing", "objection-right"],
            "Unsubscribe in your settings from our e-mails.",
            ["7(2)(2)", "7(3)"],
        ),
        (["dark-patterns"], "The price is hidden in small print.", ["5a(1)"]),
        (["dark-patterns"], "A fake countdown says that three are left.", ["4a(1)", "5(1)"]),
        (["dark-patterns"], "The consent banner has no button to refuse cookies.", []),
        (["refunds"], "Payments are never refunded.", []),
    ],
)
def test_the_german_uwg_is_for_advertising_and_design(
    library: Library, topics: list[str], quote: str, provisions: list[str]
) -> None:
    """The Act against Unfair Competition leads on mail, calls and deceptive design in Germany alone."""
    assert leading("de-uwg", library, topics, quote) == provisions
    assert leading("de-uwg", library, topics, quote, {"role": "consumer", "people_in": ["EU"]}) == []


def of_hospital(library: Library, topics: list[str], quote: str, **client: Any) -> set[str]:
    """Return which provisions of the BDSG lead on a clause put to a client by its processor."""
    facts = {"role": "controller", "established_in": ["DE"], "people_in": ["DE"], "sectors": ["hospital"], **client}
    return set(
        support.leading("de-bdsg", library, topics, quote, client=facts, vendor={"name": "A", "role": "processor"})
    )


def test_what_a_hospital_may_hand_over(library: Library) -> None:
    """§ 22(1) BDSG on the vendor's own use of patients' data, (2) on access from anywhere; for care alone."""
    training = (["health-data", "ai-training"], "We keep audio of doctor and patient to improve our model.")
    assert of_hospital(library, *training) == {"22(1)"}
    assert not of_hospital(library, *training, sectors=["insurer"])
    abroad = (["cross-border-transfer"], "Our staff in any country may open patient records.")
    assert of_hospital(library, *abroad) == {"22(2)"}
    assert not of_hospital(library, *abroad, sectors=["retail"])
    assert not of_hospital(library, ["cross-border-transfer"], "Invoices may be stored in any country.")


def test_the_works_constitution_act_binds_the_employer_alone(library: Library) -> None:
    """The vendor of a tool owes the council nothing, whatever its role, so that no ceiling is stated for it."""
    record = library.law("de-betrvg").record
    assert {role for provision in record.provisions for role in provision.binds} == {"deployer"}
    finding = {"id": "F-1", "title": "CVs are ranked", "topics": ["employee-data", "high-risk-ai"]}
    for role in ("provider", "controller", "processor"):
        review = support.review(
            {**finding, "summary": "The system ranks candidates by a score."},
            client={"role": "controller", "people_in": ["DE"], "established_in": ["DE"]},
            vendor={"name": "Acme", "role": role},
        )
        group = next(g for g in support.memo_of(review).memo.authorities if g.law == "de-betrvg")
        assert group.ceilings
        assert not any("vendor" in ceiling.party for ceiling in group.ceilings)


def test_applicants_are_not_monitored_at_work(library: Library) -> None:
    """§ 87(1) No. 6 is for those who work there; guidelines for selection concern who applies."""
    client = {"role": "controller", "people_in": ["DE"], "established_in": ["DE"]}
    clause = {"title": "CV tool", "quote": "The system scores each CV.", "topics": ["employee-data", "high-risk-ai"]}
    for people, monitored in (["applicants"], False), (["employees"], True):
        found = support.mapped({**clause, "people": people}, library, client=client, vendor={"name": "A"})
        assert ("87(1)(6)" in {match.provision for match in found.of_law("de-betrvg")}) == monitored


@pytest.mark.parametrize(
    ("quote", "provisions"),
    [
        ("We are not liable for damages, gross negligence included, save for intent.", ["307(1)", "307(2)"]),
        ("Our total liability is limited to the fees of twelve months.", ["307(1)", "276(3)", "307(2)"]),
        ("Unsere Haftung ist, außer für Vorsatz, auf 10.000 Euro beschränkt.", ["307(1)", "307(2)"]),
        ("Der Anbieter haftet nur für Vorsatz.", ["307(1)", "307(2)"]),
        ("Liability for slight negligence is excluded, for cardinal duties too.", ["307(2)"]),
        ("Our liability is limited to the yearly fee, except for intent and gross negligence.", ["307(2)"]),
    ],
)
def test_the_sense_of_309_no_7_reaches_businesses_by_307(quote: str, provisions: list[str]) -> None:
    """A term towards a business that covers gross fault leads to § 307(1); one that leaves it out does not."""
    finding = {"title": "Clause of the terms", "topics": ["liability-cap"], "quote": quote}
    client = {"role": "controller", "established_in": ["DE"], "people_in": ["DE"]}
    assert support.opening(support.mapped(finding, client=client), "de-bgb") == provisions
