"""A bare finding of a topic, in the topic's own words: which laws of places beyond Europe and the United States it brings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from memo.library.day import Library
from tests.support import bare_finding, library_on, mapped

CONSUMER: dict[str, Any] = {"role": "consumer"}
BUSINESS: dict[str, Any] = {"role": "controller"}


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the library on one day."""
    return library_on(date(2026, 11, 27))


def bare(library: Library, topic: str, place: str, client: dict[str, Any] = CONSUMER) -> dict[str, list[str]]:
    """Return the provisions by law that the definition of a topic engages for people at a place."""
    finding = bare_finding(library.topics[topic])
    facts = {**client, "established_in": [place], "people_in": [place]}
    vendor = {"name": "Example Cloud Ltd", "role": "controller"}
    found: dict[str, list[str]] = {}
    for match in mapped(finding, library, client=facts, vendor=vendor).matches:
        found.setdefault(match.law, []).append(match.provision)
    return found


@pytest.mark.parametrize(
    ("place", "topic", "law", "provision"),
    [
        ("AU", "lawful-basis", "au-privacy-act", "APP 6.1"),
        ("AU", "legitimate-interests", "au-privacy-act", "APP 6.2(a)"),
        ("AU", "controller-claim", "au-privacy-act", "APP 6.1"),
        ("AU", "processor-instructions", "au-privacy-act", "APP 6.1"),
        ("AU", "audit-rights", "au-privacy-act", "APP 11.1"),
        ("AU", "cancellation", "au-acl", "23(1)"),
        ("AU", "deemed-consent", "au-acl", "23(1)"),
        ("BR", "resident-numbers", "br-lgpd", "6(III)"),
        ("BR", "opt-out-signal", "br-lgpd", "18(§2)"),
        ("BR", "cancellation", "br-cdc", "51(IV)"),
        ("BR", "acceptable-use", "br-cdc", "51(IV)"),
        ("BR", "content-moderation", "br-cdc", "51(IV)"),
        ("BR", "service-levels", "br-cdc", "20"),
        ("BR", "ai-accuracy", "br-cdc", "51(I)"),
        ("CA", "resident-numbers", "ca-pipeda", "Annex 1(4.4)"),
        ("CA", "criminal-data", "ca-pipeda", "Annex 1(4.3.4)"),
        ("CA", "joint-controllers", "ca-pipeda", "Annex 1(4.1)"),
        ("CA", "data-localisation", "ca-pipeda", "Annex 1(4.1.3)"),
        ("CA", "privacy-by-design", "ca-pipeda", "Annex 1(4.4)"),
        ("CA", "opt-out-signal", "ca-pipeda", "Annex 1(4.3.8)"),
        ("CA-AB", "resident-numbers", "ca-ab-pipa", "11"),
        ("CA-BC", "resident-numbers", "ca-bc-pipa", "11"),
        ("CA-QC", "lawful-basis", "ca-qc-p39-1", "4"),
        ("CA-QC", "objection-right", "ca-qc-p39-1", "8"),
        ("CA-QC", "resident-numbers", "ca-qc-p39-1", "5"),
        ("CA-QC", "pseudonymous-data", "ca-qc-p39-1", "12(2)"),
        ("CA-QC", "emotion-recognition", "ca-qc-p39-1", "8.1"),
        ("CA-QC", "complaint-redress", "ca-qc-p39-1", "3.2"),
        ("CN", "resident-numbers", "cn-pipl", "6"),
        ("CN", "criminal-data", "cn-pipl", "28(2)"),
        ("CN", "opt-out-signal", "cn-pipl", "44"),
        ("IN", "targeted-advertising", "in-dpdp-act", "6(1)"),
        ("IN", "feedback-use", "in-dpdp-act", "6(1)"),
        ("IN", "resident-numbers", "in-dpdp-act", "6(1)"),
        ("IN", "criminal-data", "in-dpdp-act", "4(1)"),
        ("IN", "emotion-recognition", "in-dpdp-act", "4(1)"),
        ("IN", "opt-out-signal", "in-dpdp-act", "6(4)"),
        ("IN", "confidentiality-of-staff", "in-dpdp-act", "8(5)"),
        ("JP", "personal-data-of-others", "jp-appi", "20(1)"),
        ("JP", "consent-withdrawal", "jp-appi", "35(5)"),
        ("JP", "children", "jp-appi", "18(1)"),
        ("JP", "automated-decisions", "jp-appi", "17(1)"),
        ("JP", "emotion-recognition", "jp-appi", "17(1)"),
        ("KR", "content-moderation", "kr-terms-act", "6(2)(1)"),
        ("AU", "records-accountability", "au-privacy-act", "APP 1.2"),
        ("AU", "privacy-by-design", "au-privacy-act", "APP 1.2"),
        ("AU", "impact-assessment", "au-privacy-act", "APP 1.2"),
        ("AU", "complaint-redress", "au-privacy-act", "APP 1.2"),
        ("AU", "authority-cooperation", "au-privacy-act", "44(1)"),
        ("AU", "pseudonymous-data", "au-privacy-act", "6(1)"),
        ("AU", "deidentified-data", "au-privacy-act", "6(1)"),
        ("AU", "damages-claim", "au-acl", "236(1)"),
        ("BR", "damages-claim", "br-cdc", "14"),
        ("BR", "dark-patterns", "br-cdc", "6(IV)"),
        ("BR", "online-reviews", "br-cdc", "37(§1)"),
        ("BR", "auto-renewal", "br-cdc", "39(III)"),
        ("BR", "authority-cooperation", "br-lgpd", "52(§1)(VII)"),
        ("CA", "pseudonymous-data", "ca-pipeda", "2(1)"),
        ("CN", "third-party-sources", "cn-pipl", "13(1)"),
        ("IN", "third-party-sources", "in-dpdp-act", "4(1)"),
        ("IN", "joint-controllers", "in-dpdp-act", "2(i)"),
        ("IN", "controller-claim", "in-dpdp-act", "2(i)"),
        ("IN", "pseudonymous-data", "in-dpdp-act", "2(t)"),
        ("IN", "deidentified-data", "in-dpdp-act", "2(t)"),
        ("IN", "privacy-by-design", "in-dpdp-act", "8(4)"),
        ("IN", "records-accountability", "in-dpdp-act", "8(4)"),
        ("IN", "impact-assessment", "in-dpdp-act", "10(2)"),
        ("IN", "authority-cooperation", "in-dpdp-act", "28(7)"),
        ("JP", "resident-numbers", "jp-appi", "2(2)(2)"),
        ("SG", "affiliate-sharing", "sg-pdpa", "13"),
        ("SG", "resident-numbers", "sg-pdpa", "18"),
        ("SG", "criminal-data", "sg-pdpa", "13"),
        ("SG", "emotion-recognition", "sg-pdpa", "18"),
        ("SG", "opt-out-signal", "sg-pdpa", "16"),
        ("SG", "joint-controllers", "sg-pdpa", "11"),
        ("SG", "privacy-by-design", "sg-pdpa", "12"),
        ("SG", "impact-assessment", "sg-pdpa", "Annex 1(3)(1)"),
    ],
)
def test_a_topic_brings_the_law_that_counsel_names(
    library: Library, place: str, topic: str, law: str, provision: str
) -> None:
    """A bare finding engages the law of the place by the provision with which local counsel answers it."""
    assert provision in bare(library, topic, place).get(law, [])


@pytest.mark.parametrize(
    ("place", "topic", "law"),
    [
        ("AU", "retaliation", "au-privacy-act"),
        ("AU", "joint-controllers", "au-privacy-act"),
        ("AU", "local-representative", "au-privacy-act"),
        ("BR", "assignment", "br-cdc"),
        ("CA", "portability-right", "ca-pipeda"),
        ("CA", "restriction-right", "ca-pipeda"),
        ("IN", "portability-right", "in-dpdp-act"),
        ("JP", "local-representative", "jp-appi"),
        ("JP", "opt-out-signal", "jp-appi"),
        ("SG", "portability-right", "sg-pdpa"),
    ],
)
def test_a_topic_that_a_law_does_not_know_brings_it_not(library: Library, place: str, topic: str, law: str) -> None:
    """No provision is stretched over a right or a duty that the law of the place lacks."""
    assert law not in bare(library, topic, place)


@pytest.mark.parametrize(
    "topic",
    [
        "cancellation",
        "acceptable-use",
        "content-moderation",
        "service-levels",
        "ai-accuracy",
        "damages-claim",
        "dark-patterns",
        "auto-renewal",
    ],
)
def test_the_code_for_consumers_stays_out_of_trade(library: Library, topic: str) -> None:
    """The Consumer Protection Code of Brazil answers to consumers and to no client in business."""
    assert "br-cdc" not in bare(library, topic, "BR", BUSINESS)


def test_consent_to_the_use_of_data_is_no_term_on_terms(library: Library) -> None:
    """A clause by which use is consent to tracking is no matter of unfair terms in Australia; one on new terms is."""

    def laws(quote: str) -> set[str]:
        finding: dict[str, Any] = {"title": "Use is consent", "quote": quote, "topics": ["deemed-consent"]}
        return {match.law for match in mapped(finding, library, client={**CONSUMER, "people_in": ["AU"]}).matches}

    assert "au-acl" in laws("By continuing to use the service you accept the amended terms.")
    assert "au-acl" not in laws("By using the app you consent to the collection of your personal information.")


def test_advertising_to_children_is_barred_and_not_consented_to(library: Library) -> None:
    """Where children are concerned the DPDP Act answers by its ban and not by consent."""
    quote, topics = "We show pupils advertising by what they do.", ["targeted-advertising", "children"]
    finding: dict[str, Any] = {"title": "Advertising to pupils", "quote": quote, "topics": topics}
    found = mapped(finding, library, client={**BUSINESS, "people_in": ["IN"]}).of_law("in-dpdp-act")
    got = [match.provision for match in found]
    assert got[0] == "9"
    assert "6(1)" not in got


def test_compensation_for_a_leak_is_a_matter_of_privacy_law(library: Library) -> None:
    """In Australia harm by a leak of data goes by complaint and determination, and not by the consumer law's action."""
    quote = "We pay no compensation for loss or distress caused by a leak of your personal information."
    finding = {"title": "No compensation", "quote": quote, "topics": ["damages-claim"]}
    found = mapped(finding, library, client={**CONSUMER, "people_in": ["AU"]})
    assert "52(1)" in [match.provision for match in found.of_law("au-privacy-act")]
    assert not found.of_law("au-acl")


@pytest.mark.parametrize(
    ("quote", "topics", "provision"),
    [
        ("We show children advertising by what they watch.", ["targeted-advertising", "children"], "37(§2)"),
        ("We pass a wrong entry on to the credit bureau and do not check it.", ["data-accuracy"], "43"),
        ("Negative information stays in the credit file for ten years.", ["retention-period"], "43"),
    ],
)
def test_files_on_consumers_and_advertising_to_children(
    library: Library, quote: str, topics: list[str], provision: str
) -> None:
    """The code of Brazil speaks to files on debts and to advertising that uses a child's judgement."""
    finding = {"title": "A practice", "quote": quote, "topics": topics}
    found = mapped(finding, library, client={**CONSUMER, "people_in": ["BR"]})
    assert provision in [match.provision for match in found.of_law("br-cdc")]


def test_other_records_are_no_credit_file(library: Library) -> None:
    """A wrong address is a matter of data protection, and no entry in a file on debts."""
    finding = {"title": "Wrong address", "quote": "We do not check the addresses we keep.", "topics": ["data-accuracy"]}
    assert not mapped(finding, library, client={**CONSUMER, "people_in": ["BR"]}).of_law("br-cdc")
