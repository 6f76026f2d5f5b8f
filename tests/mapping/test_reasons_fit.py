"""What a finding engages fits this finding, not only its topic: cases in which a reason written for another kind of clause led."""

from __future__ import annotations

from typing import Any

import pytest

from memo.audit import audit
from memo.mapping.engage import MappedFinding, map_findings
from tests.support import library_on, review, spaced

CONSUMER = {"client": {"role": "consumer", "people_in": ["DE"]}, "vendor": {"name": "V", "role": "controller"}}
PROCESSOR = {
    "client": {"role": "controller", "established_in": ["DE"], "people_in": ["DE"]},
    "vendor": {"name": "V", "role": "processor", "established_in": ["CH"]},
}


def mapped(finding: dict[str, Any], **parts: Any) -> MappedFinding:
    """Return how one finding with stated topics is mapped in a review with these parts."""
    reading = review(finding, **parts)
    library = library_on()
    return map_findings(reading.findings, library, audit(reading.findings, library)).findings[0]


def provisions(result: MappedFinding, *, leading: bool = False) -> set[str]:
    return {f"{m.law}:{m.provision}" for m in result.matches if m.strength == "primary" or not leading}


SELLER = {
    "client": {"role": "business", "established_in": ["IE"], "people_in": ["IE"], "sectors": ["retail"]},
    "vendor": {"name": "V", "role": "controller", "established_in": ["IE"]},
}
CONTROLLER = {
    "client": {"role": "controller", "established_in": ["DE"], "people_in": ["DE"]},
    "vendor": {"name": "V", "role": "controller", "established_in": ["DE"]},
}
BRITISH = {
    "client": {"role": "controller", "established_in": ["GB"], "people_in": ["GB"]},
    "vendor": {"name": "V", "role": "controller", "established_in": ["GB"]},
}
CALIFORNIAN: dict[str, Any] = {
    "client": {"role": "controller", "established_in": ["US"], "people_in": ["US-CA"]},
    "vendor": {"name": "V", "role": "controller", "established_in": ["US"]},
}
KOREAN: dict[str, Any] = {
    "client": {"role": "controller", "established_in": ["KR"], "people_in": ["KR"]},
    "vendor": {"name": "V", "role": "controller", "established_in": ["KR"]},
}
HOSPITAL: dict[str, Any] = {
    "client": {"role": "controller", "established_in": ["US"], "people_in": ["US"], "sectors": ["hospital"]},
    "vendor": {"name": "V", "role": "processor", "established_in": ["US"]},
}
FITS: list[tuple[str, str, list[str], dict[str, Any], str, str]] = [
    # title, clause, topics, parts, what leads, what stays out
    (
        "Seller account may be closed without reasons",
        "The marketplace may suspend or terminate your seller account at any time without giving reasons.",
        ["suspension-termination"],
        SELLER,
        "eu-dsa:17(1)",
        "eu-dsa:20(1)",
    ),
    (
        "Cancellation by registered letter",
        "You may cancel by registered letter six weeks before the end of the term.",
        ["auto-renewal", "cancellation"],
        CONSUMER,
        "eu-unfair-terms:Annex 1(h)",
        "eu-ucpd:9(d)",
    ),
    (
        "Danish law and Copenhagen courts only",
        "These terms are governed by Danish law. Disputes are settled exclusively by the courts of Copenhagen.",
        ["governing-law"],
        CONSUMER,
        "eu-unfair-terms:Annex 1(q)",
        "eu-unfair-terms:6(2)",
    ),
    (
        "Law of California",
        "These terms are governed by the laws of the State of California.",
        ["governing-law"],
        CONSUMER,
        "eu-unfair-terms:6(2)",
        "eu-unfair-terms:Annex 1(q)",
    ),
    (
        "Renewal for twelve months",
        "The subscription renews for twelve months unless cancelled by letter six weeks before its end.",
        ["auto-renewal"],
        CONSUMER,
        "eu-unfair-terms:Annex 1(h)",
        "eu-consumer-rights:8(2)",
    ),
    (
        "Free trial becomes a subscription",
        "After the free trial your subscription begins and renews each month.",
        ["auto-renewal"],
        CONSUMER,
        "eu-consumer-rights:8(2)",
        "eu-ucpd:8",
    ),
    (
        "Fee appears at the last step",
        "A mandatory buyer protection fee appears only on the last page of the checkout.",
        ["dark-patterns", "fees-change"],
        CONSUMER,
        "eu-consumer-rights:6(1)(e)",
        "eu-consumer-rights:22",
    ),
    (
        "Fraud score for benefit applicants",
        "A risk model selects applicants for housing benefit for a home visit.",
        ["profiling", "high-risk-ai"],
        PROCESSOR,
        "eu-ai-act:Annex III(5)(a)",
        "eu-ai-act:Annex III(4)(a)",
    ),
    (
        "Applicants are ranked",
        "The service ranks applicants for a job and rejects those below a score.",
        ["automated-decisions", "high-risk-ai"],
        PROCESSOR,
        "eu-ai-act:Annex III(4)(a)",
        "eu-ai-act:Annex III(5)(a)",
    ),
    (
        "Logs are deleted after 30 days",
        "System logs are deleted after 30 days.",
        ["high-risk-ai"],
        {**PROCESSOR, "vendor": {"name": "V", "role": "provider", "established_in": ["NL"]}},
        "eu-ai-act:19(1)",
        "eu-gdpr:22(1)",
    ),
    (
        "Raw data of the lock stay with the vendor",
        "All data generated by the device belong to the vendor. Users have no right to access raw data.",
        ["access-right", "portability-right"],
        {**PROCESSOR, "vendor": {"name": "V", "role": "controller", "established_in": ["DE"]}},
        "eu-data-act:4(1)",
        "eu-data-act:5(1)",
    ),
    (
        "Vulnerabilities are kept secret",
        "Customers must keep security vulnerabilities of the device confidential; the vendor need not report them.",
        ["security-measures", "breach-notification"],
        {**PROCESSOR, "vendor": {"name": "V", "role": "controller", "established_in": ["DE"]}},
        "eu-cra:14(1)",
        "eu-cra:13(8)",
    ),
    (
        "The officer was the head of IT",
        "The authority held that the data protection officer, as head of IT, had a conflict of interests.",
        ["data-protection-officer"],
        PROCESSOR,
        "eu-gdpr:38(6)",
        "eu-gdpr:38(3)",
    ),
    (
        "Data deleted twelve months after the end",
        "After the end of the contract the data are deleted after twelve months.",
        ["data-return", "retention-period"],
        PROCESSOR,
        "eu-gdpr:28(3)(g)",
        "eu-gdpr:13(2)(a)",
    ),
    (
        "Statements went to the wrong customer",
        "Account statements of one customer were sent to another customer.",
        ["security-measures", "financial-data"],
        CONTROLLER,
        "eu-gdpr:32(1)",
        "eu-gdpr:6(1)",
    ),
    (
        "Pupils' data open to all parents",
        "Parents of one child could open the marks of other children aged 9 and 10.",
        ["security-measures", "children"],
        CONTROLLER,
        "eu-gdpr:32(1)",
        "eu-gdpr:8(1)",
    ),
    (
        "Pictures of pupils on social media",
        "A sports club posted films of two minors although their mother had refused.",
        ["children", "lawful-basis"],
        CONTROLLER,
        "eu-gdpr:6(1)",
        "eu-gdpr:8(2)",
    ),
    (
        "Breach told after ten days",
        "The vendor informs the customer of a personal data breach within ten business days.",
        ["breach-notification"],
        PROCESSOR,
        "eu-gdpr:33(2)",
        "eu-gdpr:34(1)",
    ),
    (
        "No notice at all",
        "Customers were told nothing of the use, and their data were kept for ever.",
        ["privacy-notice", "retention-period"],
        CONTROLLER,
        "eu-gdpr:5(1)(a)",
        "eu-gdpr:12(1)",
    ),
    (
        "A score refuses the loan",
        "A loan is refused by a score alone.",
        ["automated-decisions", "profiling"],
        CONTROLLER,
        "eu-gdpr:22(1)",
        "eu-gdpr:5(1)(a)",
    ),
    (
        "Passport for every request",
        "Whoever asks for deletion has to send a copy of the passport.",
        ["rights-friction"],
        BRITISH,
        "uk-gdpr:12(6)",
        "uk-gdpr:12(5)",
    ),
    (
        "Prices may rise at any time",
        "We may raise the subscription fee at any time by notice on our website.",
        ["fees-change"],
        CONSUMER,
        "eu-unfair-terms:Annex 1(l)",
        "eu-unfair-terms:4(2)",
    ),
    (
        "Advertising dressed as a result",
        "Paid results are hidden among the others without a label.",
        ["dark-patterns"],
        CONSUMER,
        "eu-ucpd:7(2)",
        "eu-dsa:20(1)",
    ),
    (
        "Mood of agents is read from their voice",
        "The software reads the emotions of call-centre staff from their voice.",
        ["emotion-recognition", "employee-data"],
        PROCESSOR,
        "eu-ai-act:5(1)(f)",
        "eu-ai-act:Annex III(4)(b)",
    ),
    (
        "Opt-out needs six fields",
        "The form to opt out of the sale of data asks for name, address and four other fields.",
        ["rights-friction", "data-sale"],
        CALIFORNIAN,
        "us-ca-ccpa:1798.120(a)(1)",
        "us-ca-ccpa:1798.130(a)(1)",
    ),
    (
        "Request refused without reasons",
        "The request for erasure was refused without any reasons.",
        ["rights-friction"],
        CONTROLLER,
        "eu-gdpr:12(4)",
        "eu-gdpr:12(6)",
    ),
    (
        "Contract only by word of mouth",
        "The processor had worked for years on an oral agreement, never signed.",
        ["data-processing-terms"],
        PROCESSOR,
        "eu-gdpr:28(9)",
        "eu-gdpr:26(1)",
    ),
    (
        "Shopping data of all services are merged",
        "Data of all services of the group are joined in one account.",
        ["data-combination"],
        CONTROLLER,
        "eu-gdpr:6(1)",
        "eu-gdpr:8(1)",
    ),
    (
        "Advertising calls to people who never agreed",
        "Callers sold electricity by telephone to people who had never agreed.",
        ["direct-marketing"],
        CONSUMER,
        "eu-eprivacy:13(3)",
        "eu-eprivacy:13(2)",
    ),
    (
        "Output may be wrong, at your own risk",
        "Output may be wrong. You use it at your own risk and we give no warranty.",
        ["ai-accuracy"],
        CONSUMER,
        "eu-unfair-terms:Annex 1(b)",
        "eu-unfair-terms:Annex 1(q)",
    ),
    (
        "Deposit is kept on cancellation",
        "If the consumer cancels, the deposit is kept; if we cancel, nothing is owed.",
        ["cancellation"],
        CONSUMER,
        "eu-unfair-terms:Annex 1(d)",
        "eu-ucpd:9(d)",
    ),
    (
        "Hospital site sends visits to an advertiser",
        "A pixel on the patient portal sent appointments to a social media company for advertising.",
        ["health-data", "third-party-sharing"],
        HOSPITAL,
        "us-hipaa:164.508(a)(3)",
        "us-hipaa:164.524",
    ),
    (
        "Weak logins at a lender",
        "The lender let stolen passwords be tried in bulk.",
        ["security-measures"],
        {**CALIFORNIAN, "client": {**CALIFORNIAN["client"], "sectors": ["banking"]}},
        "us-glba-safeguards:314.3(a)",
        "us-glba-safeguards:314.4(f)(2)",
    ),
    (
        "Request for access never answered",
        "Nobody replied to the request within a month.",
        ["rights-friction"],
        CONTROLLER,
        "eu-gdpr:12(3)",
        "eu-gdpr:12(6)",
    ),
    (
        "Request only by registered letter",
        "Requests can be made only by registered letter.",
        ["rights-friction"],
        CONTROLLER,
        "eu-gdpr:12(2)",
        "eu-gdpr:12(5)",
    ),
    (
        "Measures were not suited to the risk",
        "The authority found that the measures were not suited to the risk.",
        ["security-measures"],
        CONTROLLER,
        "eu-gdpr:32(2)",
        "eu-gdpr:33(1)",
    ),
    (
        "Calls to numbers on the register",
        "Salespeople called numbers on the register of objectors.",
        ["direct-marketing"],
        {**BRITISH, "client": {"role": "consumer", "people_in": ["GB"]}},
        "uk-pecr:21(1)",
        "uk-pecr:22(2)",
    ),
    (
        "Newsletter without consent",
        "The shop sent its newsletter by e-mail to people who never asked for it.",
        ["direct-marketing"],
        CONSUMER,
        "eu-eprivacy:13(1)",
        "eu-eprivacy:5(3)",
    ),
    (
        "Credit data go to partners",
        "Credit data of customers are passed to partners.",
        ["financial-data", "third-party-sharing"],
        KOREAN,
        "kr-pipa:17(1)",
        "kr-pipa:15(1)",
    ),
]


@pytest.mark.parametrize(("title", "quote", "topics", "parts", "leads", "out"), FITS, ids=[fit[0] for fit in FITS])
def test_the_law_fits_the_clause(
    title: str, quote: str, topics: list[str], parts: dict[str, Any], leads: str, out: str
) -> None:
    """The provision that counsel would put first leads; the one for another kind of clause stays out."""
    result = mapped({"title": title, "quote": quote, "topics": topics}, **parts)
    assert leads in provisions(result, leading=True)
    assert out not in provisions(result)


@pytest.mark.parametrize(
    ("vendor", "client", "ground"),
    [
        ({"role": "processor", "established_in": ["CH"]}, {}, "the client is established in Germany"),
        ({"role": "processor", "established_in": ["IE"]}, {}, "the client is established in Germany"),
        ({"role": "controller", "established_in": ["IE"]}, {}, "the vendor is established in Ireland"),
        ({"role": "controller", "established_in": ["US"]}, {}, "people concerned are in Germany"),
        ({"established_in": ["US"]}, {}, "people concerned are in Germany"),
        ({"role": "processor", "established_in": ["US"]}, {"role": "consumer"}, "people concerned are in Germany"),
        (
            {"role": "processor", "established_in": ["US"]},
            {"established_in": ["US"]},
            "people concerned are in Germany",
        ),
    ],
)
def test_the_ground_is_that_of_the_party_whose_processing_it_is(
    vendor: dict[str, Any], client: dict[str, Any], ground: str
) -> None:
    """A processor works within its client's establishment; a controller abroad is reached by what it offers."""
    parts = {
        "client": {"role": "controller", "established_in": ["DE"], "people_in": ["DE"], **client},
        "vendor": {"name": "V", **vendor},
    }
    result = mapped(
        {"title": "New sub-processors at any time", "topics": ["sub-processors", "retention-period"]}, **parts
    )
    (reason,) = [scope.reason for scope in result.scopes if scope.law == "eu-gdpr"]
    assert spaced(reason).startswith(f"Applies because {ground}: ")


def test_a_canton_is_under_its_own_law() -> None:
    """The Swiss Act binds private persons and federal bodies, so it does not lead for a cantonal client."""
    finding = {"title": "Voiceprints of callers", "topics": ["biometric-data"]}
    place = {"role": "controller", "established_in": ["CH"], "people_in": ["CH"]}
    vendor = {"name": "V", "role": "processor"}
    canton = mapped(finding, client={**place, "sectors": ["public-administration"]}, vendor=vendor)
    bank = mapped(finding, client={**place, "sectors": ["banking"]}, vendor=vendor)
    assert any(p.startswith("ch-fadp:") for p in provisions(bank, leading=True))
    assert not any(p.startswith("ch-fadp:") for p in provisions(canton, leading=True))


def test_a_processor_that_amends_its_contract_informs_nobody() -> None:
    """Art. 13(3) GDPR is the controller's: it stays out where a processor changes its terms."""
    finding = {"title": "Terms change without notice", "topics": ["unilateral-change", "data-processing-terms"]}
    assert "eu-gdpr:13(3)" not in provisions(mapped(finding, **PROCESSOR))
    assert "eu-gdpr:28(3)" in provisions(mapped(finding, **PROCESSOR), leading=True)
