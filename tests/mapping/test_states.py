"""State laws of the United States beside the federal ones: where each opens a finding, and where it stays silent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import library_on, mapped, opening

LIBRARY = library_on(date(2026, 11, 26))


def engaged(law: str, place: str, client: dict[str, Any] | None = None, **finding: Any) -> list[str]:
    """Return the provisions of a law that a finding on people in a place engages, those that lead first."""
    client = {"role": "controller", "people_in": [place], **(client or {})}
    vendor = {"name": "Example Cloud Ltd", "role": "processor"}
    found = mapped({"title": "A clause", **finding}, LIBRARY, client=client, vendor=vendor)
    return [match.provision for match in found.of_law(law)]


@pytest.mark.parametrize(
    ("topics", "quote", "first"),
    [
        (["data-sale", "location-data"], "We may sell precise location to partners.", "56:8-166.12(a)"),
        (["data-sale"], "We may sell personal data to partners.", "56:8-166.10(a)(5)"),
        (["opt-out-signal"], "We do not respond to browser signals.", "56:8-166.11(b)(1)"),
        (["children"], "Users aged 14 are shown advertising by interest.", "56:8-166.12(a)"),
        (["financial-data", "sensitive-data"], "We use account log-ins for analytics.", "56:8-166.12(a)(4)"),
        (["rights-waiver"], "You waive your rights to access and delete your personal data.", "56:8-166.9"),
        (["data-processing-terms"], "There is no data processing agreement.", "56:8-166.16(e)"),
        (["change-notice"], "Changes of this privacy policy are posted here alone.", "56:8-166.6(a)"),
    ],
)
def test_new_jersey_opens_with(topics: list[str], quote: str, first: str) -> None:
    """The act's own features come first: no sale of sensitive data, consent up to 16, signals, account data."""
    assert engaged("us-nj-njdpa", "US-NJ", topics=topics, quote=quote)[0] == first


@pytest.mark.parametrize(
    ("client", "finding"),
    [
        ({}, {"topics": ["liability-cap"], "quote": "Our liability is limited to the fees of a month."}),
        ({}, {"topics": ["data-sale"], "people": ["employees"]}),
        ({"sectors": ["bank"]}, {"topics": ["data-sale"]}),
        ({"sectors": ["local government"]}, {"topics": ["data-sale"]}),
        ({"people_in": ["US-NY"]}, {"topics": ["data-sale"]}),
    ],
)
def test_new_jersey_stays_silent(client: dict[str, Any], finding: dict[str, Any]) -> None:
    """Terms without personal data, staff, banks, public bodies and people elsewhere are outside the act."""
    assert not engaged("us-nj-njdpa", "US-NJ", client, **finding)


def test_new_jersey_leaves_no_charity_out() -> None:
    """A nonprofit body is bound, as in few states."""
    assert engaged("us-nj-njdpa", "US-NJ", {"sectors": ["charity"]}, topics=["data-sale"])


@pytest.mark.parametrize(
    ("topics", "quote", "expected"),
    [
        (["communications-content"], "What visitors type in the live chat passes our servers.", ["631(a)"]),
        (["cookies-tracking"], "Our session replay records keystrokes of visitors.", ["631(a)"]),
        (["communications-content"], "We record and transcribe meetings.", ["632(a)"]),
        (["communications-content"], "We record calls from any telephone.", ["632(a)", "632.7(a)"]),
        (["cookies-tracking"], "Our pixels take IP addresses; a session replay runs too.", ["631(a)", "638.51(a)"]),
    ],
)
def test_california_asks_for_the_consent_of_all_parties(topics: list[str], quote: str, expected: list[str]) -> None:
    """Chat, session replay and recorded calls are what the Invasion of Privacy Act is sued upon for."""
    assert engaged("us-ca-cipa", "US-CA", topics=topics, quote=quote) == expected


@pytest.mark.parametrize(
    ("topics", "quote", "place"),
    [
        (["cookies-tracking"], "We use cookies to remember your settings.", "US-CA"),
        (["cookies-tracking"], "Our pixels take IP addresses of visitors.", "US-CA"),
        (["communications-content", "retention-period"], "We keep your messages for two years.", "US-CA"),
        (["communications-content"], "We scan e-mails for spam.", "US-CA"),
        (["communications-content"], "We record and transcribe meetings.", "US-NY"),
    ],
)
def test_california_has_no_word_on_stored_messages(topics: list[str], quote: str, place: str) -> None:
    """What is kept, cookies as such and people elsewhere do not engage it; a pixel alone does not open it."""
    assert not engaged("us-ca-cipa", place, topics=topics, quote=quote)


def test_recording_in_the_whole_country_names_california_beside_the_federal_act() -> None:
    """Where only the United States are named, the law that asks for all parties' consent stands by in one line."""
    finding = {"title": "Calls", "topics": ["communications-content"], "quote": "We record and transcribe calls."}
    found = mapped(finding, LIBRARY, client={"people_in": ["US"]})
    assert {match.strength for match in found.of_law("us-ca-cipa")} == {"supporting"}
    assert found.laws[0] == "us-ecpa"


@pytest.mark.parametrize(("role", "first"), [("processor", ["899-aa(3)", "899-aa(2)"]), ("controller", ["899-aa(2)"])])
def test_new_york_counts_thirty_days(role: str, first: list[str]) -> None:
    """Who hosts the data tells its owner, who owns it tells the residents; both have thirty days."""
    finding = {"title": "Breach", "topics": ["breach-notification"], "quote": "We notify you within 60 days."}
    client, vendor = {"role": "controller", "people_in": ["US-NY"]}, {"name": "Example Cloud Ltd", "role": role}
    found = mapped(finding, LIBRARY, client=client, vendor=vendor)
    assert [match.provision for match in found.of_law("us-ny-shield")] == first


@pytest.mark.parametrize(
    ("sectors", "strength"), [(["software"], {"primary"}), (["bank"], {"supporting"}), (["hospital"], {"supporting"})]
)
def test_new_york_leaves_the_lead_to_stricter_rules(sectors: list[str], strength: set[str]) -> None:
    """Who keeps the rules of GLBA, HIPAA or the Department of Financial Services is deemed to keep this one."""
    client = {"role": "controller", "people_in": ["US-NY"], "sectors": sectors}
    finding = {
        "title": "No security",
        "topics": ["security-measures"],
        "quote": "We do not guarantee security of data.",
    }
    vendor = {"name": "Example Cloud Ltd", "role": "processor"}
    found = mapped(finding, LIBRARY, client=client, vendor=vendor)
    assert {match.strength for match in found.of_law("us-ny-shield") if match.provision == "899-bb(2)(a)"} <= strength


@pytest.mark.parametrize(
    ("topics", "quote", "place"),
    [
        (["liability-cap"], "Our liability for a breach of security is limited.", "US-NY"),
        (["retention-period"], "We keep personal data for ever.", "US-NY"),
        (["security-measures"], "We do not guarantee the security of data.", "US-NJ"),
    ],
)
def test_new_york_is_about_security_alone(topics: list[str], quote: str, place: str) -> None:
    """Caps, retention as such and people elsewhere are no matter of it."""
    assert not engaged("us-ny-shield", place, topics=topics, quote=quote)


@pytest.mark.parametrize(
    ("law", "place", "topics", "quote", "first"),
    [
        ("us-nh-nhpa", "US-NH", ["data-sale"], "We may sell personal data to partners.", "4(I)(e)"),
        ("us-nh-nhpa", "US-NH", ["opt-out-signal"], "We do not respond to browser signals.", "6(V)(a)(1)(B)"),
        ("us-nh-nhpa", "US-NH", ["sub-processors"], "We may engage sub-processors of personal data.", "7(II)"),
        ("us-ri-ridtppa", "US-RI", ["data-sale"], "We may sell personal data to partners.", "6-48.1-3(a)"),
        ("us-ri-ridtppa", "US-RI", ["sensitive-data"], "We process sensitive data as we see fit.", "6-48.1-4(c)"),
        ("us-ri-ridtppa", "US-RI", ["consent-withdrawal"], "Consent to data use is irrevocable.", "6-48.1-4(e)"),
    ],
)
def test_new_england_opens_with(law: str, place: str, topics: list[str], quote: str, first: str) -> None:
    """New Hampshire has a chance to object and signals; Rhode Island has sellers name their buyers."""
    assert engaged(law, place, topics=topics, quote=quote)[0] == first


@pytest.mark.parametrize(
    ("law", "place", "client", "finding"),
    [
        ("us-nh-nhpa", "US-NH", {"sectors": ["university"]}, {"topics": ["data-sale"]}),
        ("us-nh-nhpa", "US-NH", {}, {"topics": ["data-sale"], "people": ["employees"]}),
        ("us-nh-nhpa", "US-RI", {}, {"topics": ["data-sale"]}),
        ("us-ri-ridtppa", "US-RI", {"sectors": ["charity"]}, {"topics": ["data-sale"]}),
        ("us-ri-ridtppa", "US-RI", {}, {"topics": ["opt-out-signal"], "quote": "We ignore browser signals."}),
        ("us-ri-ridtppa", "US-RI", {}, {"topics": ["liability-cap"]}),
    ],
)
def test_new_england_stays_silent(law: str, place: str, client: dict[str, Any], finding: dict[str, Any]) -> None:
    """Universities and charities are outside where the act says so, and Rhode Island knows no signals."""
    assert not engaged(law, place, client, **finding)


@pytest.mark.parametrize(
    ("place", "topics", "last"),
    [
        ("US-NJ", ["health-data", "third-party-sharing"], "us-ftc-act"),
        ("US-CA", ["third-party-sharing", "targeted-advertising"], "us-ftc-act"),
        ("US", ["auto-renewal", "dark-patterns"], "us-ftc-act"),
    ],
)
def test_the_rule_on_unfairness_stands_behind_law_made_for_the_matter(place: str, topics: list[str], last: str) -> None:
    """Section 5 of the FTC Act catches what no other rule names; counsel opens with the rule that does."""
    finding = {"title": "A clause", "topics": topics, "quote": "We may share the health data of consumers by e-mail."}
    found = mapped(finding, LIBRARY, client={"people_in": [place]}, vendor={"name": "Example Cloud Ltd"})
    leading = [law for law in found.laws if opening(found, law)]
    assert len(leading) > 1
    assert leading[-1] == last


@pytest.mark.parametrize(
    ("sectors", "role", "engaged"),
    [(["clinic"], "processor", False), (["clinic"], "controller", True), ([], "processor", True)],
)
def test_the_health_breach_rule_leaves_covered_entities_to_hipaa(sectors: list[str], role: str, engaged: bool) -> None:
    """A clinic's vendor is a business associate; a vendor of health records on its own account is under the rule."""
    finding = {
        "title": "Breach of health records",
        "topics": ["breach-notification", "health-data"],
        "quote": "We notify you within 60 days.",
    }
    client = {"role": "controller", "people_in": ["US-IL"], "sectors": sectors}
    found = mapped(finding, LIBRARY, client=client, vendor={"name": "Example Cloud Ltd", "role": role})
    assert bool(opening(found, "us-hbnr")) is engaged


def test_voices_at_a_clinic_are_under_hipaa_and_the_biometric_act_for_staff() -> None:
    """What is captured from a patient is excluded from the Illinois act, which the memo says; HIPAA takes it."""
    finding = {
        "title": "Voiceprints of patients and staff",
        "topics": ["biometric-data"],
        "quote": "We use speaker recognition.",
    }
    vendor = {"name": "Example Scribe Inc", "role": "processor"}
    client = {"role": "controller", "people_in": ["US-IL"], "sectors": ["clinic"]}
    found = mapped(finding, LIBRARY, client=client, vendor=vendor)
    assert {match.provision for match in found.of_law("us-hipaa")} == {"164.502(e)"}
    assert all("from a patient" in match.counter for match in found.of_law("us-il-bipa"))
    shop = mapped(finding, LIBRARY, client={**client, "sectors": ["retail"]}, vendor=vendor)
    assert not any("from a patient" in match.counter for match in shop.of_law("us-il-bipa"))
    assert not shop.of_law("us-hipaa")


def test_an_opt_out_of_sales_by_mail_is_no_advertising_mail() -> None:
    """CAN-SPAM is on messages sent; that data are sold until a person writes is for the states' acts."""
    finding = {
        "title": "Opt-out by e-mail only",
        "topics": ["objection-right", "direct-marketing"],
        "quote": "Write to us by e-mail.",
    }
    assert engaged("us-can-spam", "US-NJ", **finding)
    assert not engaged("us-can-spam", "US-NJ", **{**finding, "topics": [*finding["topics"], "data-sale"]})


@pytest.mark.parametrize(
    ("quote", "first"),
    [
        ("We notify customers of leaks of personal data within seven days.", "kr-pipa"),
        ("We notify customers of outages after an attack within seven days.", "kr-network-act"),
    ],
)
def test_a_leak_of_personal_data_in_korea_is_first_under_pipa(quote: str, first: str) -> None:
    """The Network Act counts 24 hours for incidents of every kind; on a leak PIPA speaks first, and both are named."""
    finding = {"title": "Late notice", "topics": ["breach-notification"], "quote": quote}
    found = mapped(finding, LIBRARY, client={"people_in": ["KR"], "role": "controller"})
    assert found.laws[0] == first
    assert {"kr-pipa", "kr-network-act"} <= set(found.laws)


def test_korean_advertising_opens_with_consent() -> None:
    """A clause on advertising by registration lacks the consent of Art. 50(1); the refusal of (2) comes after it."""
    finding = {"title": "Pushes", "topics": ["direct-marketing"], "quote": "By registering you agree to promotions."}
    assert engaged("kr-network-act", "KR", **finding)[0] == "50(1)"


@pytest.mark.parametrize(
    ("topics", "quote", "first"),
    [
        (["automated-decisions"], "The platform rejects candidates below a score.", "6-1-1703(4)(a)"),
        (["high-risk-ai"], "We give no documentation of our tests for bias.", "6-1-1702(2)"),
        (["emotion-recognition"], "Traits of candidates are derived from voice in interviews.", "6-1-1703(4)(a)"),
    ],
)
def test_colorado_opens_with_its_act_on_ai_while_it_lasts(topics: list[str], quote: str, first: str) -> None:
    """The act is in force to the end of 2026 although nobody enforces it, which the memo says beside it."""
    finding = {"title": "A clause", "topics": topics, "quote": quote}
    found = mapped(finding, LIBRARY, client={"people_in": ["US-CO"], "role": "deployer"})
    best = found.of_law("us-co-ai-act-2024")[0]
    assert (best.provision, best.strength) == (first, "primary")
    assert "suspended" in best.counter


def test_emotions_read_where_nothing_is_decided_are_no_matter_of_the_act() -> None:
    """Mood read from a game is no part of a decision on work, credit, housing or care."""
    quote = "The game adapts its music to your mood."
    assert not engaged("us-co-ai-act-2024", "US-CO", topics=["emotion-recognition"], quote=quote)


NEW_YORK_BANK = {"sectors": ["bank"], "established_in": ["US-NY"]}


@pytest.mark.parametrize(
    ("quote", "first"),
    [("Staff log in with a password.", "500.11(b)(1)"), ("Data are not encrypted at rest.", "500.11(b)(2)")],
)
def test_new_york_asks_a_provider_for_what_the_clause_lacks(quote: str, first: str) -> None:
    """Access controls open a clause on passwords, encryption one on encryption."""
    client = NEW_YORK_BANK
    assert engaged("us-ny-dfs-500", "US-NY", client, topics=["security-measures"], quote=quote)[0] == first


def test_new_york_answers_subcontractors_at_will() -> None:
    """Subcontractors belong in the assessment of the provider, so its policy opens such a clause."""
    assert engaged("us-ny-dfs-500", "US-NY", NEW_YORK_BANK, topics=["sub-processors"]) == ["500.11(a)"]


def test_a_score_without_reasons_is_no_matter_of_disclosure() -> None:
    """Where an applicant for credit is refused by a score the FCRA speaks, not the opt-out of sharing."""
    finding = {"topics": ["automated-decisions", "financial-data"], "quote": "The score refuses loans."}
    assert not engaged("us-glba", "US-NY", {"sectors": ["credit union"]}, **finding)
    assert engaged("us-glba", "US-NY", {"sectors": ["credit union"]}, topics=["financial-data"])


def test_chats_that_are_routed_through_a_vendor_and_train_it_are_read_in_transit() -> None:
    """What the vendor makes of a chat for itself is what the invasion of privacy act is sued upon."""
    finding = {"topics": ["communications-content", "ai-training"], "quote": "Chats are routed to us and train models."}
    assert engaged("us-ca-cipa", "US-CA", **finding) == ["631(a)"]


@pytest.mark.parametrize(
    ("quote", "told"), [("We use cookies; there is no decline all.", True), ("We use pixels.", False)]
)
def test_symmetry_is_asked_of_a_choice(quote: str, told: bool) -> None:
    """A rule on banners is told of a clause that speaks of a choice."""
    topics = ["cookies-tracking", "broad-collection"]
    provisions = engaged("us-ca-ccpa-regs-2024", "US-CA", topics=topics, quote=quote)
    assert ("7004(a)(2)" in provisions) is told


@pytest.mark.parametrize(
    ("title", "coppa"), [("Profiles of 13 to 16 year olds", False), ("Profiles of children", True)]
)
def test_teenagers_are_for_the_states(title: str, coppa: bool) -> None:
    """COPPA ends at 13; on those above New Jersey asks for consent, which opens its part."""
    finding = {
        "title": title,
        "topics": ["targeted-advertising", "children"],
        "quote": "We build audience segments and do not ask parents for consent.",
    }
    found = mapped(finding, LIBRARY, client={"people_in": ["US-NJ"], "role": "controller"})
    assert bool(opening(found, "us-coppa-rule")) is coppa
    assert found.of_law("us-nj-njdpa")[0].provision == "56:8-166.12(a)"


def definition(topic: str) -> str:
    """Return what a topic is, which is the barest finding of it."""
    return LIBRARY.topics[topic].definition


@pytest.mark.parametrize(
    ("law", "place", "topic", "first"),
    [
        ("us-ky-kcdpa", "US-KY", "deletion-limits", "367.3615(2)"),
        ("us-ne-ndpa", "US-NE", "deletion-limits", "87-1107"),
        ("us-nh-nhpa", "US-NH", "third-party-sharing", "6(III)"),
        ("us-nj-njdpa", "US-NJ", "third-party-sharing", "56:8-166.6(a)"),
        ("us-ut-ucpa", "US-UT", "third-party-sharing", "13-61-302(1)(a)"),
        ("us-in-icdpa", "US-IN", "data-sale", "24-15-3-1(b)(5)"),
        ("us-mn-mcdpa", "US-MN", "purpose-change", "325M.16(2)"),
        ("us-mn-mcdpa", "US-MN", "security-measures", "325M.16(2)"),
        ("us-de-dpdpa", "US-DE", "consent-validity", "12D-102(7)"),
        ("us-ct-ctdpa", "US-CT", "resident-numbers", "42-520(a)(1)(D)"),
        ("us-va-vcdpa", "US-VA", "data-accuracy", "59.1-577(A)(2)"),
        ("us-ny-shield", "US-NY", "resident-numbers", "899-bb(2)(a)"),
        ("us-ri-ridtppa", "US-RI", "rights-friction", "6-48.1-6(b)"),
        ("us-nh-nhpa", "US-NH", "impact-assessment", "8(I)"),
        ("us-nh-nhpa", "US-NH", "deidentified-data", "9(V)"),
        ("us-in-icdpa", "US-IN", "impact-assessment", "24-15-6-1(b)"),
        ("us-ky-kcdpa", "US-KY", "impact-assessment", "367.3621(1)"),
        ("us-ky-kcdpa", "US-KY", "controller-claim", "367.3619(4)"),
        ("us-ky-kcdpa", "US-KY", "processor-instructions", "367.3619(1)"),
        ("us-ky-kcdpa", "US-KY", "rights-friction", "367.3617(5)"),
        ("us-ne-ndpa", "US-NE", "impact-assessment", "87-1116(1)"),
        ("us-ne-ndpa", "US-NE", "opt-out-signal", "87-1111(5)"),
        ("us-md-modpa", "US-MD", "opt-out-signal", "14-4706"),
        ("us-md-modpa", "US-MD", "rights-friction", "14-4705(c)(1)"),
        ("us-mn-mcdpa", "US-MN", "rights-friction", "325M.14(4)"),
        ("us-mn-mcdpa", "US-MN", "complaint-redress", "325M.14(5)"),
        ("us-or-ocpa", "US-OR", "rights-friction", "646A.576(5)"),
        ("us-or-ocpa", "US-OR", "complaint-redress", "646A.576(6)"),
        ("us-nj-njdpa", "US-NJ", "rights-friction", "56:8-166.7"),
        ("us-nj-njdpa", "US-NJ", "complaint-redress", "56:8-166.7"),
    ],
)
def test_privacy_acts_hear_what_they_have_in_common(law: str, place: str, topic: str, first: str) -> None:
    """What one state's act is cited for, another with the same rule is cited for too, also beside federal law."""
    assert engaged(law, place, topics=[topic], quote=definition(topic))[0] == first


@pytest.mark.parametrize(
    ("law", "place", "topic"),
    [
        ("us-ia-icdpa", "US-IA", "purpose-change"),
        ("us-ia-icdpa", "US-IA", "data-accuracy"),
        ("us-ut-ucpa", "US-UT", "broad-collection"),
        ("us-tx-tdpsa", "US-TX", "financial-data"),
        ("us-ny-shield", "US-NY", "financial-data"),
        ("us-wa-mhmda", "US-WA", "public-disclosure"),
        ("us-wa-mhmda", "US-WA", "damages-claim"),
    ],
)
def test_privacy_acts_stay_silent_where_they_differ(law: str, place: str, topic: str) -> None:
    """Iowa and Utah limit no purposes, account data is sensitive in few states, and Washington asks for health data."""
    assert not engaged(law, place, topics=[topic], quote=definition(topic))


@pytest.mark.parametrize(
    ("topics", "quote", "first"),
    [
        (["public-disclosure", "health-data"], "Patients' names were put on a public page.", "19.373.030(1)(b)"),
        (["damages-claim", "health-data"], "No compensation is paid for misuse of health data.", "19.373.090"),
    ],
)
def test_washington_speaks_of_health_data_alone(topics: list[str], quote: str, first: str) -> None:
    """Published health data is shared without consent, and who is injured may sue under the Consumer Protection Act."""
    assert first in engaged("us-wa-mhmda", "US-WA", topics=topics, quote=quote)
