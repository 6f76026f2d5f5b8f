"""`memo.mapping.named`: what a finding is about is told by the provisions that its title and summary cite."""

from __future__ import annotations

from typing import Any

import pytest

from memo.library.day import Library
from memo.mapping.engage import MappedFinding
from memo.mapping.named import named_in, topics_of
from memo.mapping.topics import NAMED, reading_of
from tests import support
from tests.support import review


def finding_of(**texts: Any) -> Any:
    return review({"title": "Authority against a firm", "severity": "high", **texts}).findings.findings[0]


def mapped(library: Library, **texts: Any) -> MappedFinding:
    return support.mapped({"title": "Authority against a firm", "severity": "high", **texts}, library)


NAMING = {
    "The authority found an infringement of Article 32 GDPR.": {"security-measures"},
    "The firm did not comply with Articles 12(3) and 15 GDPR.": {"rights-friction", "access-right"},
    "It failed to comply with Art. 13(2)(a) GDPR.": {"retention-period"},
    "There was no legal basis, and the disclosure thus violated Art. 6(1) GDPR.": {"lawful-basis"},
    "No breach of Art. 32 GDPR, but a breach of Art. 33(1) GDPR.": {"breach-notification"},
    "The duty to comply with Art. 30 GDPR was neglected.": {"records-accountability"},
    "Die Aufsicht stellte einen Verstoß gegen Art. 5 Abs. 1 lit. f DSGVO fest.": {"security-measures"},
    "La formation restreinte retient un manquement à l'article 15 du RGPD.": {"access-right"},
    "La Agencia sanciona por infracción del artículo 6.1 del RGPD.": {"lawful-basis"},
    "A autoridade constatou violação do art. 46 da LGPD.": {"security-measures"},
    "The company violated 15 U.S.C. § 8403(3).": {"cancellation"},
    "The company violated 47 U.S.C. § 227 and 18 U.S.C. § 2710(b).": {"direct-marketing", "third-party-sharing"},
    "The company violated 15 U.S.C. § 45(a).": set(),
    "개인정보 보호법 제29조를 위반하였다.": {"security-measures"},
    "A breach of Article 22A UK GDPR was found.": {"automated-decisions"},
    "The court saw no violation of Article 9 GDPR, and found a violation of Article 6 GDPR.": {"lawful-basis"},
    "Article 6(1) GDPR was breached, Article 32 GDPR was not violated.": {"lawful-basis"},
    "Article 6(1)(f) GDPR could not serve as the basis.": {"legitimate-interests"},
    "The disclosure was not in line with Article 5(1)(f) GDPR.": {"security-measures"},
    "The court rejected the complaint under Article 15 GDPR and upheld it as far as Article 17 GDPR goes.": {
        "erasure-right"
    },
    "The bank had not provided information on its decisions by machine in accordance with Article 13(2)(f) GDPR.": {
        "automated-decisions"
    },
    "La clause est contraire à l'article R. 212-1, 6°, du code de la consommation.": {"liability-cap"},
    "La clause viole l'article R. 212-1, 3° du code de la consommation.": {"unilateral-change"},
    "The trader breached Article L215-1 of the French Consumer Code.": {"auto-renewal"},
    "The site breaches Article L121-4, 28° of the French Consumer Code.": {"online-reviews"},
    "The site breaches Article R212-2, 10° of the French Consumer Code.": set(),
    "A cláusula viola o art. 51, XIII, do CDC.": {"unilateral-change"},
    "A cláusula viola o art. 51, I, do CDC.": {"liability-cap"},
    "A cláusula viola o art. 51, VII, do Código de Defesa do Consumidor.": {"arbitration"},
    "A cláusula viola o art. 51, IV, do CDC.": set(),
    "The district violated 34 CFR § 99.33(a)(2).": {"purpose-change"},
    "The vendor violated 34 CFR § 99.33(a)(1).": {"third-party-sharing"},
    "The district violated 20 U.S.C. § 1232g(b)(1).": {"third-party-sharing"},
    "The site breached 17 U.S.C. § 512(g)(3).": {"content-moderation"},
    "The site breached 17 U.S.C. § 1202(b).": set(),
    "The maker violated 15 U.S.C. § 2308(a).": {"warranty-disclaimer"},
    "The fine under Article 83(5) GDPR follows an order under Article 58(2)(d) GDPR.": set(),
    "The court cites Article 1234 GDPR.": set(),
    "The terms name the GDPR and 32 other rules.": set(),
}


@pytest.mark.parametrize("summary", NAMING)
def test_a_provision_names_its_topic_in_any_language(library: Library, summary: str) -> None:
    """The narrowest line that a topic lists counts; powers and fines of authorities name nothing."""
    assert set(named_in(finding_of(summary=summary), library.store)) == NAMING[summary]


@pytest.mark.parametrize(
    "summary",
    [
        "The court found no breach of Art. 32 GDPR.",
        "The firm did not infringe Articles 5(1)(f) and 32 GDPR.",
        "The processing complied with Art. 32 GDPR.",
        "Its measures are consistent with Art. 32 GDPR.",
        "Art. 32 GDPR was not violated.",
        "A breach of Art. 32 GDPR was not found.",
        "Article 32 GDPR does not apply.",
        "Article 32 GDPR and Article 33 GDPR were not infringed.",
        "Article 32 GDPR was complied with.",
        "Unlike Art. 32 GDPR the contract names measures.",
        "The firm carried out tests of its security under Art. 32 GDPR.",
        "Kein Verstoß gegen Art. 32 DSGVO liegt vor.",
        "La CNIL ne retient aucun manquement à l'article 32 du RGPD.",
        "No hubo infracción del artículo 32 del RGPD.",
        "Não houve violação do artigo 46 da LGPD.",
    ],
)
def test_what_was_not_breached_names_nothing(library: Library, summary: str) -> None:
    """A citation in a sentence that denies the breach is no matter of the finding, nor is it in the title then."""
    assert named_in(finding_of(summary=summary), library.store) == {}
    assert named_in(finding_of(title="Complaint on Art. 32 GDPR", summary=summary.replace("46 da LGPD", "32 do RGPD")),
        library.store) == {}  # fmt: skip


@pytest.mark.parametrize(
    ("summary", "named"),
    [
        ("The clinic notified the authority of the data breach pursuant to Article 33 GDPR.", set()),
        ("The clinic had reported a data breach as per Art. 33 GDPR.", set()),
        ("The clinic reported the data breach too late under Art. 33 GDPR.", {"breach-notification"}),
        ("The clinic reported the data breach under Art. 33 GDPR three weeks late.", {"breach-notification"}),
        ("The clinic had not notified the data breach pursuant to Article 33 GDPR.", {"breach-notification"}),
        ("A request was filed under Article 15 GDPR.", {"access-right"}),
    ],
)
def test_what_was_done_under_a_provision_is_no_breach_of_it(library: Library, summary: str, named: set[str]) -> None:
    """A breach of data that was reported names nothing; one reported late, or not at all, does."""
    assert set(named_in(finding_of(summary=summary), library.store)) == named


def test_a_breach_of_data_is_no_breach_of_a_provision(library: Library) -> None:
    """Only a breach of law makes the provision behind it one that the finding says was breached."""
    named = named_in(finding_of(summary="After the data breach the firm looked at Art. 32 GDPR."), library.store)
    assert not named["security-measures"].breached


@pytest.mark.parametrize("field", ["quote", "impact", "analysis"])
def test_only_title_and_summary_name_a_topic(library: Library, field: str) -> None:
    """A clause cites the law that its author likes, and a reviewer discusses what the clause does not touch."""
    assert named_in(finding_of(**{field: "This breaches Art. 32 GDPR."}), library.store) == {}


def test_a_law_that_no_topic_lists_names_the_only_topic_that_opens_with_a_provision(library: Library) -> None:
    """Only correction opens with HIPAA's rule on it; so many topics open with the FTC Act that it names none."""
    assert topics_of("164.526", "us-hipaa", library.store) == ("rectification-right",)
    assert topics_of("45(a)(1)", "us-ftc-act", library.store) == ()


def test_a_named_topic_is_read_whatever_the_words_say(library: Library) -> None:
    """It stands first, its evidence is the citation, and what is a little likely beside it is set aside."""
    summary = "The clinic answered nothing for five months. The authority found a breach of Art. 15 GDPR."
    (first, *others) = reading_of(finding_of(summary=summary), library.store).topics
    assert (first.topic, first.evidence, first.field, first.named) == ("access-right", "Art. 15 GDPR", "summary", True)
    assert first.chance is not None and first.chance >= NAMED
    assert all(topic.chance is None or topic.chance >= 0.4 for topic in others)


def test_a_breach_of_a_provision_is_never_idle(library: Library) -> None:
    """The rest of the sentence may reject and praise; what was upheld is a finding."""
    summary = "The court rejected the complaint under Article 15 GDPR and upheld it as far as Article 17 GDPR goes."
    finding = finding_of(summary=summary, severity="medium")
    assert named_in(finding, library.store)["erasure-right"].breached
    assert [topic.topic for topic in reading_of(finding, library.store).topics] == ["erasure-right"]


def test_stated_topics_leave_nothing_to_be_named(library: Library) -> None:
    """A reviewer who states topics is not told others."""
    finding = finding_of(summary="A breach of Art. 32 GDPR.", topics=["access-right"])
    assert [topic.topic for topic in reading_of(finding, library.store).topics] == ["access-right"]


def test_the_cited_provision_opens_the_law_s_part(library: Library) -> None:
    """The article that the finding cites stands first, as cited and mapped."""
    found = mapped(library, summary="The authority found infringements of Articles 32 and 33(1) GDPR.")
    gdpr = [(m.provision, m.basis, m.strength) for m in found.of_law("eu-gdpr")]
    assert gdpr[:2] == [("32", "both", "primary"), ("33(1)", "both", "primary")]


def test_each_provision_that_names_a_topic_is_kept(library: Library) -> None:
    """Of a long list each article stays, those that the finding's words alone would not engage as cited."""
    found = mapped(library, summary="Articles 5(1)(c), 13, 22(3), 25, 30(1)(c), 32, 35 and 37(7) GDPR were violated.")
    bases = {match.provision: match.basis for match in found.of_law("eu-gdpr")}
    assert bases.keys() >= {"5(1)(c)", "13", "22(3)", "25", "30(1)(c)", "32", "35", "37(7)"}
    assert bases["37(7)"] == "cited" and bases["32"] == "both"


def test_an_article_beside_its_point_is_told_once(library: Library) -> None:
    """Where a request was filed under an article and its paragraph was breached, one reason stands once."""
    summary = "She filed a request under Article 15 GDPR. The firm violated Article 15(1) GDPR and Article 12(3) GDPR."
    matches = [m for m in mapped(library, summary=summary).matches if m.law == "eu-gdpr"]
    assert {m.provision for m in matches if m.basis != "mapped"} == {"15(1)", "12(3)"}
    assert len({m.reason for m in matches}) == len(matches)


def test_a_law_that_the_finding_says_was_breached_is_not_left_out(library: Library) -> None:
    """No topic opens with the FTC Act by itself; where nothing else of it is engaged the citation is kept and marked."""
    summary = "The FTC alleged that the app violated Section 5(a) of the FTC Act by claiming that it was certified."
    found = mapped(library, summary=summary)
    assert [(m.provision, m.basis, m.strength) for m in found.of_law("us-ftc-act")] == [
        ("45(a)", "cited", "supporting")
    ]
    only_impact = mapped(library, impact="This may violate Section 5(a) of the FTC Act.")
    assert not only_impact.of_law("us-ftc-act")


def test_a_law_out_of_reach_is_told_of_where_the_finding_cites_it(library: Library) -> None:
    """A citation of a law that does not reach the people concerned exists, and engages nothing."""
    found = support.mapped(
        {"title": "A decision", "summary": "A breach of Cal. Civ. Code § 1798.120."},
        library,
        client={"people_in": ["DE"]},
    )
    assert [(entry.ground, entry.cited) for entry in found.not_engaged if entry.law == "us-ca-ccpa"] == [
        ("scope", True)
    ]
    assert not found.of_law("us-ca-ccpa")


def test_what_prose_cites_adds_nothing_that_no_topic_engages(library: Library) -> None:
    """The power under which an authority acts is cited in every decision and engages nothing."""
    found = mapped(library, summary="Under Article 58(2)(d) GDPR the authority acts on a breach of Article 32 GDPR.")
    assert "58(2)(d)" not in {match.provision for match in found.matches}
    denied = mapped(library, summary="A breach of Article 32 GDPR. There was no breach of Article 5(1)(f) GDPR.")
    assert {m.provision: m.basis for m in denied.of_law("eu-gdpr")}.get("5(1)(f)", "mapped") == "mapped"
