"""`memo.mapping.engage`: which provisions a finding engages, why, how strongly, and which laws it does not reach."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from memo.citation.pinpoint import parse
from memo.library.day import Library
from memo.mapping.engage import MOST_PRIMARY, MOST_SUPPORTING, MappedFinding, _lower
from tests import support
from tests.small_library import BECAUSE, SOURCE, Values, good, opened
from tests.support import TRAINING


def mapped(
    root: Path, finding: dict[str, Any], day: date = date(2026, 11, 25), values: Values | None = None, **parts: Any
) -> MappedFinding:
    """Return how the small library answers one finding."""
    library = opened(root, values, day)
    parts.setdefault("client", {"people_in": ["DE"]})
    return support.mapped({"title": "A clause", **finding}, library, **parts)


def summary(result: MappedFinding) -> list[tuple[str, str, str]]:
    """Return provision, basis and strength of each match."""
    return [(m.provision, m.basis, m.strength) for m in result.matches]


def test_a_topic_engages_its_provisions_with_a_reason(tmp_path: Path) -> None:
    """A finding's topic engages the provisions that name it, each with its printed reason and evidence."""
    result = mapped(tmp_path, {"quote": "We train our models."}, vendor={"name": "A", "role": "processor"})
    assert summary(result) == [("3(1)(a)", "mapped", "primary"), ("3(1)(b)", "mapped", "primary")]
    first = result.matches[0]
    assert first.reason == BECAUSE.format("training")
    assert (first.topic, first.evidence, first.status) == ("training", "train our models", "in-force")
    assert first.reason != first.gist


def test_a_condition_that_fails_leaves_the_provision_out(tmp_path: Path) -> None:
    """A provision that asks for a role engages only where the role fits or is not stated."""
    result = mapped(tmp_path, {"topics": ["training"]}, vendor={"name": "A", "role": "controller"})
    assert summary(result) == [("3(1)(a)", "mapped", "primary")]


@pytest.mark.parametrize(
    ("text", "client", "engaged"),
    [
        ({"quote": "We train our models."}, {}, False),
        ({"quote": "We train our models."}, {"role": "controller"}, True),
        ({"quote": "We train our models on your data."}, {}, True),
        ({"summary": "The processor may train its models."}, {}, True),
        ({"summary": "The firm was fined: it trains its models on letters."}, {"role": "controller"}, False),
        ({"summary": "The vendor trains its models on letters."}, {"role": "controller"}, True),
        ({"summary": "The vendor trains its models on letters."}, {"role": "consumer"}, False),
    ],
)
def test_what_binds_processors_alone_asks_for_a_client_where_no_role_is_stated(
    text: dict[str, str], client: dict[str, str], engaged: bool, tmp_path: Path
) -> None:
    """Whose role the file leaves open is no processor in what is told of conduct, or of a consumer's contract."""
    finding = {"topics": ["training"], **text}
    result = mapped(tmp_path, finding, vendor={"name": "A"}, client={"people_in": ["DE"], **client})
    assert ("3(1)(b)" in {m.provision for m in result.matches}) is engaged


def test_a_cited_provision_that_is_mapped_is_both(tmp_path: Path) -> None:
    """What reviewer and library name alike is printed once, as both."""
    result = mapped(tmp_path, {"topics": ["training"], "citations": ["Art. 3(1)(a) Things Act"]})
    assert summary(result)[0] == ("3(1)(a)", "both", "primary")


def test_a_cited_parent_absorbs_the_mapped_point_that_bites_most(tmp_path: Path) -> None:
    """A cited article stands for the mapped point below it, and the point is named."""
    result = mapped(tmp_path, {"topics": ["training"], "citations": ["Art. 3 Things Act"]})
    first = next(m for m in result.matches if m.provision == "3")
    assert (first.basis, first.at, first.reason) == ("both", ("3(1)(a)",), BECAUSE.format("training"))
    assert "3(1)(a)" not in [m.provision for m in result.matches]


def test_a_cited_point_stands_under_the_mapped_provision_above_it(tmp_path: Path) -> None:
    """A cited point of a mapped provision is engaged with that provision's reason."""
    result = mapped(tmp_path, {"topics": ["sharing"], "citations": ["Art. 3(1)(a) Things Act"], "quote": "x"})
    assert ("3(1)(a)", "both", "supporting") in summary(result)
    values = good()
    values["provisions"][0]["id"] = "3(1)"
    below = mapped(tmp_path, {"topics": ["training"], "citations": ["Art. 3(1)(a) Things Act"]}, values=values)
    match = next(m for m in below.matches if m.provision == "3(1)(a)")
    assert (match.basis, match.at) == ("both", ())


def test_a_provision_only_cited_is_kept_and_says_so(tmp_path: Path) -> None:
    """What the reviewer cites and the library would not engage stays, marked, supporting, with an honest reason."""
    result = mapped(tmp_path, {"topics": ["training"], "citations": ["Art. 6 Things Act"]})
    match = next(m for m in result.matches if m.provision == "6")
    assert (match.basis, match.strength) == ("cited", "supporting")
    assert "would not have engaged it" in match.reason
    assert "national law" in match.reason
    assert match.subject == "National law"


def test_a_citation_in_the_analysis_counts_as_the_reviewer_s(tmp_path: Path) -> None:
    """A provision that the reviewer's analysis cites is engaged as cited."""
    result = mapped(tmp_path, {"topics": ["training"], "analysis": "See Art. 7 Things Act."})
    assert ("7", "cited", "supporting") in summary(result)


def test_a_provision_that_does_not_exist_never_engages(tmp_path: Path) -> None:
    """A false citation stands in the audit and under no provision."""
    finding = {"topics": ["training"], "citations": ["Art. 77 Things Act", "Art. 9 Things Act"]}
    result = mapped(tmp_path, finding, vendor={"name": "A", "role": "processor"})
    assert {m.provision for m in result.matches} == {"3(1)(a)", "3(1)(b)"}


def test_a_repealed_provision_does_not_map(tmp_path: Path) -> None:
    """A provision that no longer applies on the day is not engaged; before its end it is."""
    assert [m.provision for m in mapped(tmp_path, {"topics": ["keeping"]}).matches] == ["4(1)"]
    early = mapped(tmp_path, {"topics": ["keeping"]}, day=date(2024, 1, 1))
    assert {m.provision for m in early.matches} == {"4(1)", "4(3)"}


def test_a_provision_to_come_says_when(tmp_path: Path) -> None:
    """A provision that does not apply yet engages with that status."""
    (match,) = [
        m
        for m in mapped(tmp_path, {"topics": ["sharing"], "citations": ["Art. 5 Things Act"]}).matches
        if m.provision == "5"
    ]
    assert match.status == "not-yet"
    assert all(m.status == "in-force" for m in mapped(tmp_path, {"topics": ["sharing"]}, day=date(2027, 6, 1)).matches)


def test_an_unmapped_finding_is_kept(tmp_path: Path) -> None:
    """A finding that no law answers is unmapped, with the reason each law gives."""
    result = mapped(tmp_path, {"quote": "The sun is shining."})
    assert result.unmapped
    assert result.topics == ()
    assert "no topic could be read" in result.not_engaged[0].reason


def test_a_law_without_an_answer_says_so(tmp_path: Path) -> None:
    """A law that applies by place but holds no provision on the topic stands under not engaged."""
    values = good()
    values["provisions"] = values["provisions"][:2]
    (row,) = mapped(tmp_path, {"topics": ["keeping"]}, values=values).not_engaged
    assert "holds no annotated provision" in row.reason


def test_a_law_that_does_not_reach_stands_with_its_reason(tmp_path: Path) -> None:
    """A law that would speak to the finding but not for these people is listed with the reason."""
    result = mapped(tmp_path, {"topics": ["training"]}, client={"people_in": ["KR"]})
    assert result.unmapped
    assert [(row.law, row.cited) for row in result.not_engaged] == [("eu-act", False)]
    assert "is in the Union" in result.not_engaged[0].reason


def test_a_cited_law_that_does_not_reach_is_marked(tmp_path: Path) -> None:
    """A citation of a law that does not reach the finding exists but does not engage, and the memo says both."""
    result = mapped(
        tmp_path, {"topics": ["training"], "citations": ["Art. 3 Things Act"]}, client={"people_in": ["KR"]}
    )
    assert result.matches == ()
    assert result.not_engaged[0].cited
    assert "the citation exists" in result.not_engaged[0].reason


def test_a_law_that_has_nothing_to_say_is_silent(tmp_path: Path) -> None:
    """A law out of reach that holds nothing on the topic is not listed at all."""
    values = good()
    values["provisions"] = values["provisions"][:2]
    assert mapped(tmp_path, {"topics": ["keeping"]}, values=values, client={"people_in": ["KR"]}).not_engaged == ()


def many(number: int, strength: str) -> Values:
    """Return the small library with many provisions on one topic."""
    values = good()
    values["law"]["outline"]["provisions"].update({str(n): {} for n in range(20, 20 + number)})
    values["provisions"] = [
        {
            "id": str(n), "kind": "obligation", "binds": ["anyone"], "subject": f"duty {n}", "gist": f"Duty {n} holds.",
            "engaged_by": [{"topic": "training", "strength": strength, "because": BECAUSE.format(n)}],
            "applies_from": "2020-06-01", "verified": "2026-11-01", "sources": [SOURCE],
        }
        for n in range(20, 20 + number)
    ]  # fmt: skip
    return values


def test_a_law_prints_a_handful(tmp_path: Path) -> None:
    """Counsel's first paragraph holds three provisions a law; further ones support, the rest is only named."""
    result = mapped(tmp_path, {"topics": ["training"]}, values=many(12, "primary"))
    strengths = [m.strength for m in result.matches]
    assert strengths == ["primary"] * MOST_PRIMARY + ["supporting"] * MOST_SUPPORTING
    assert len(result.further) == 12 - MOST_PRIMARY - MOST_SUPPORTING
    assert not {p for _, p in result.further} & {m.provision for m in result.matches}


def test_no_topic_is_crowded_out_by_another(tmp_path: Path) -> None:
    """Each topic opens with its first provision before any topic adds a second, and a law keeps one more than topics."""
    values = many(8, "primary")
    for provision in values["provisions"][4:]:
        provision["engaged_by"][0]["topic"] = "sharing"
    result = mapped(tmp_path, {"topics": ["training", "sharing"]}, values=values)
    assert [m.provision for m in result.matches if m.strength == "primary"] == ["20", "24", "21"]
    for provision in values["provisions"][6:]:
        provision["engaged_by"][0]["topic"] = "keeping"
    three = mapped(tmp_path, {"topics": ["training", "sharing", "keeping"]}, values=values)
    assert [m.provision for m in three.matches if m.strength == "primary"] == ["20", "24", "26", "21"]


def test_the_provision_that_is_about_the_topic_leads(tmp_path: Path) -> None:
    """Of two that a topic opens, the one whose record names the topic first comes first, whatever its number."""
    values = many(2, "primary")
    other = {"topic": "sharing", "strength": "primary", "because": BECAUSE.format("sharing")}
    values["provisions"][0]["engaged_by"].insert(0, other)
    result = mapped(tmp_path, {"topics": ["training"]}, values=values)
    assert [m.provision for m in result.matches] == ["21", "20"]


@pytest.mark.parametrize(("primary", "supporting"), [(0, 1), (1, 1), (2, 0), (3, 0)])
def test_what_only_supports_stands_beside_little(tmp_path: Path, primary: int, supporting: int) -> None:
    """A supporting provision is printed where a law has at most one that opens; else it is only named."""
    values = many(3, "supporting")
    for provision in values["provisions"][:primary]:
        provision["engaged_by"][0]["strength"] = "primary"
    result = mapped(tmp_path, {"topics": ["training"]}, values=values)
    assert [m.strength for m in result.matches] == ["primary"] * primary + ["supporting"] * supporting
    assert len(result.further) == 3 - primary - supporting


def test_what_the_reviewer_cites_is_never_dropped(tmp_path: Path) -> None:
    """Restraint limits what the library adds, not what the reviewer cites."""
    cited = [f"Art. {n} Things Act" for n in range(26, 32)]
    result = mapped(tmp_path, {"topics": ["training"], "citations": cited}, values=many(12, "supporting"))
    assert {str(n) for n in range(26, 32)} <= {m.provision for m in result.matches}


def test_what_the_reviewer_cites_keeps_its_weight(tmp_path: Path) -> None:
    """A primary provision that the reviewer cites stays primary, however many there are."""
    cited = [f"Art. {n} Things Act" for n in range(20, 26)]
    result = mapped(tmp_path, {"topics": ["training"], "citations": cited}, values=many(12, "primary"))
    both = [m for m in result.matches if m.basis == "both"]
    assert [m.strength for m in both] == ["primary"] * 6


def test_an_unverified_record_says_so(tmp_path: Path) -> None:
    """A record that nobody held against its source is marked wherever it is engaged."""
    values = good()
    values["provisions"][0].update({"verified": None, "unverified_because": "The source was out of reach."})
    match = mapped(tmp_path, {"topics": ["training"]}, values=values).matches[0]
    assert (match.provision, match.verified) == ("3(1)(a)", False)


# --- the real library ------------------------------------------------------------


def in_library(library: Library, people: list[str], **finding: Any) -> MappedFinding:
    """Return how the real library answers the house's standing finding."""
    return support.mapped({**TRAINING, **finding}, library, client={"people_in": people})


def test_the_case_of_the_house(library: Library) -> None:
    """The training clause engages what the reviewer cites in all five laws, with reasons that are no restatement."""
    cited = [
        "GDPR Art. 6(1)(f)", "GDPR Art. 21", "GDPR Art. 22", "Cal. Civ. Code §1798.120", "Cal. Civ. Code §1798.105",
        "LGPD Art. 18", "Korea PIPA Art. 37", "EU AI Act Art. 53(1)(d)",
    ]  # fmt: skip
    result = in_library(library, ["DE", "FR", "US-CA", "BR", "KR"], citations=cited)
    engaged = {(m.law, m.provision) for m in result.matches}
    assert engaged >= {
        ("eu-gdpr", "6(1)(f)"), ("eu-gdpr", "21"), ("eu-gdpr", "22"), ("us-ca-ccpa", "1798.120"),
        ("us-ca-ccpa", "1798.105"),
        ("br-lgpd", "18"), ("kr-pipa", "37"), ("eu-ai-act", "53(1)(d)"),
    }  # fmt: skip
    for match in result.matches:
        assert match.reason != match.gist
        assert len(match.reason) >= 40


def test_people_in_california_alone_meet_one_law_of_privacy(library: Library) -> None:
    """With people in California only, GDPR, LGPD and PIPA stand under not engaged, with the reason."""
    result = in_library(library, ["US-CA"], citations=["GDPR Art. 21", "LGPD Art. 18"])
    assert "us-ca-ccpa" in result.laws
    assert not {"eu-gdpr", "br-lgpd", "kr-pipa"} & set(result.laws)
    rows = {row.law: row for row in result.not_engaged}
    assert {"eu-gdpr", "br-lgpd", "kr-pipa"} <= set(rows)
    assert rows["eu-gdpr"].cited
    assert not rows["kr-pipa"].cited
    assert all("California" in row.reason for law, row in rows.items() if law in {"eu-gdpr", "br-lgpd", "kr-pipa"})


def test_best_comes_first(library: Library) -> None:
    """Primary provisions precede supporting ones, and each law keeps within its handful."""
    result = in_library(library, ["DE", "US-CA", "BR", "KR"])
    handful = max(MOST_PRIMARY, len(result.topics) + 1)
    strengths = [m.strength for m in result.matches]
    assert strengths == sorted(strengths)
    for law in result.laws:
        assert sum(m.strength == "primary" for m in result.of_law(law)) <= handful


@pytest.mark.parametrize("people", [["DE"], ["US-CA"], ["BR"], ["KR"], []])
def test_every_match_exists_in_its_law(library: Library, people: list[str]) -> None:
    """Whatever is engaged exists in the law on the day."""
    for match in in_library(library, people).matches:
        assert library.law(match.law).existence(parse(match.provision)) == "exists"


def test_mapping_is_a_pure_function(library: Library) -> None:
    """The same finding and the same day give the same mapping."""
    assert in_library(library, ["DE", "KR"]) == in_library(library, ["DE", "KR"])


@pytest.mark.parametrize(
    ("heading", "inside"),
    [
        ("Right of access", "right of access"),
        ("Controller Duties; Transparency", "Controller Duties; Transparency"),
        ("DPIA", "DPIA"),
        ("GDPR and national law", "GDPR and national law"),
    ],
)
def test_a_heading_inside_a_sentence(heading: str, inside: str) -> None:
    """A heading of capitals throughout keeps them: half of them would be a slip."""
    assert _lower(heading) == inside


@pytest.mark.parametrize(
    ("topics", "summary_", "provision"),
    [
        (["high-risk-ai"], "The tool ranks applicants and may discriminate by religion.", "552.056(b)"),
        (["prohibited-ai"], "The companion encourages users to self harm.", "552.052"),
        (["prohibited-ai"], "The app undresses people in photos; nudes are its purpose.", "552.057"),
        (["high-risk-ai"], "The tool ranks applicants by their skills.", None),
        (["ai-transparency"], "The shop's assistant does not say that it is a machine.", None),
        (["ai-training"], "Inputs train the vendor's models.", None),
    ],
)
def test_texas_forbids_intents_and_nothing_else(
    library: Library, topics: list[str], summary_: str, provision: str | None
) -> None:
    """The Texas act on AI is engaged by what it forbids, and asks no shop to say that its assistant is a machine."""
    result = in_library(library, ["US-TX"], topics=topics, summary=summary_)
    engaged = [match.provision for match in result.matches if match.law == "us-tx-traiga"]
    assert engaged == ([provision] if provision else [])


def test_texas_has_clinics_tell_their_patients(library: Library) -> None:
    """In health care the recipient is told that AI is used."""
    result = in_library(
        library, ["US-TX"], topics=["ai-transparency"], summary="The clinic's patients are not told of AI."
    )
    assert ("us-tx-traiga", "552.051(f)") in [(match.law, match.provision) for match in result.matches]


def leading(law: str, library: Library, client: dict[str, Any], topics: list[str], quote: str) -> list[str]:
    """Return which provisions of a law lead on a clause of a vendor's terms."""
    return sorted(support.leading(law, library, topics, quote, client=client, vendor={"name": "A", "role": "provider"}))


CAP = (["liability-cap"], "In no event shall our liability exceed the fees paid in the last twelve months.")
SILENCE = (["unilateral-change"], "By continuing to use the service you accept the changed terms.")
FEATURES = (["unilateral-change"], "We may change or remove any feature of the service at any time.")
RENEWAL = (["auto-renewal"], "The subscription renews for another year unless cancelled 90 days before its end.")
LETTER = (["cancellation"], "You may cancel only by a signed letter to our headquarters.")
TALK = (["arbitration"], "Before filing a claim you must first try to settle it with us.")
PAID = (["refunds"], "Payments for a subscription are never refunded.")
GOODS = (["refunds"], "Payments for goods are never refunded.")


@pytest.mark.parametrize(
    ("clause", "consumer", "business"),
    [
        (CAP, ["276(3)", "307(2)", "309(7)"], ["276(3)", "307(1)", "307(2)"]),
        (SILENCE, ["307(1)", "308(5)"], ["307(1)"]),
        (FEATURES, ["307(1)", "308(4)", "327r(1)"], ["307(1)"]),
        (RENEWAL, ["309(9)"], []),
        (LETTER, ["309(13)", "312k(2)"], []),
        (TALK, ["309(14)"], []),
        (PAID, ["327s(1)"], []),
        (GOODS, [], []),
    ],
)
def test_german_terms_of_consumers_and_of_businesses(
    library: Library, clause: tuple[list[str], str], consumer: list[str], business: list[str]
) -> None:
    """Consumers have the lists of §§ 308 and 309 and the rules on digital products, businesses § 307 and § 276(3)."""
    assert leading("de-bgb", library, {"role": "consumer", "people_in": ["DE"]}, *clause) == consumer
    client = {"role": "controller", "established_in": ["DE"], "people_in": ["DE", "FR"]}
    assert leading("de-bgb", library, client, *clause) == business


@pytest.mark.parametrize(
    "client",
    [
        {"role": "consumer", "people_in": ["EU"]},
        {"role": "consumer"},
        {"role": "consumer", "people_in": ["AT", "FR"]},
        {"role": "controller", "established_in": ["FR"], "people_in": ["FR", "DE"]},
    ],
)
def test_german_law_is_for_germany(library: Library, client: dict[str, Any]) -> None:
    """Neither the Union as a whole nor a French client with people in Germany brings the German Civil Code."""
    assert leading("de-bgb", library, client, *CAP) == []


@pytest.mark.parametrize(
    ("topics", "quote"),
    [
        (["deemed-consent"], "By using the site you consent to our collection of your personal data."),
        (["data-return"], "Data are deleted sixty days after the end."),
        (["liability-cap"], "Our liability is limited to the fees paid, except in the case of intent."),
    ],
)
def test_german_law_stays_where_it_belongs(library: Library, topics: list[str], quote: str) -> None:
    """Consent to processing and the return of data are others' matter; intent may be left open."""
    found = leading("de-bgb", library, {"role": "consumer", "people_in": ["DE"]}, topics, quote)
    assert found == (["307(2)", "309(7)"] if topics == ["liability-cap"] else [])


@pytest.mark.parametrize("people", [["EU"], ["EU", "US"]])
def test_a_reviewer_may_cite_german_law_for_the_union(library: Library, people: list[str]) -> None:
    """Where the file names the Union, the German Civil Code is set out for the reviewer who cites it, with a caution."""
    cap = {"title": "Cap", "severity": "medium", "topics": CAP[0], "quote": CAP[1], "citations": ["§ 309 Nr. 7 BGB"]}
    result = support.mapped(cap, library, client={"role": "consumer", "people_in": people})
    assert "309(7)" in [m.provision for m in result.matches if m.law == "de-bgb" and m.strength == "primary"]
    (scope,) = [scope for scope in result.scopes if scope.law == "de-bgb"]
    assert "The file names the European Union as a whole" in scope.assumptions[0]


def test_french_terms_of_consumers(library: Library) -> None:
    """Consumers in France have the two lists, the notice before renewal, the way out online and the courts."""
    consumer = {"role": "consumer", "people_in": ["FR"]}

    def found(clause: tuple[list[str], str]) -> list[str]:
        return leading("fr-code-consommation", library, consumer, *clause)

    assert found(CAP) == ["R212-1(6)"]
    assert found(SILENCE) == ["R212-2(6)"]
    assert found(FEATURES) == ["L224-25-26", "R212-1(3)", "R212-2(6)"]
    assert found((["fees-change"], "We may change our prices at any time.")) == ["R212-1(3)"]
    assert found(RENEWAL) == ["L215-1"]
    assert found(LETTER) == ["L215-1-1", "R212-2(8)"]
    assert found(TALK) == ["L612-4", "R212-2(10)"]
    assert found(PAID) == ["L224-25-20"]
    assert found(GOODS) == []
    assert found((["limitation-period"], "Claims must be filed within one year.")) == ["L218-1"]
    assert found((["governing-law"], "The courts of California have jurisdiction.")) == ["L232-1", "R212-2(10)"]
    assert found((["governing-law"], "These terms are governed by French law.")) == []
    assert found((["deemed-consent"], "By using the site you consent to our collection of your personal data.")) == []
    assert found((["suspension-termination"], "We may close your account immediately and for any reason.")) == [
        "R212-1(8)",
        "R212-2(4)",
    ]


@pytest.mark.parametrize(
    "client",
    [
        {"role": "consumer", "people_in": ["EU"]},
        {"role": "consumer"},
        {"role": "consumer", "people_in": ["BE", "DE"]},
        {"role": "controller", "established_in": ["FR"], "people_in": ["FR"]},
        {"role": "controller", "established_in": ["DE"], "people_in": ["FR", "DE"]},
    ],
)
def test_french_consumer_law_is_for_consumers_in_france(library: Library, client: dict[str, Any]) -> None:
    """Neither the Union as a whole, nor other members, nor a business client brings the French Consumer Code."""
    assert leading("fr-code-consommation", library, client, *CAP) == []


BANNER = (["cookies-tracking"], "Cookies of our partners are set as soon as you open the page.")
THIRTEEN = (["children"], "You must be at least 13 years old, or have your parent's consent.")
DEATH = (["account-closure"], "Your account and all personal data in it end at your death; nobody may inherit them.")


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (BANNER, ["82"]),
        ((["consent-validity"], "You agree to the processing of your personal data by accepting these terms."), []),
        ((["consent-validity"], "By accepting these terms you agree to cookies for advertising."), ["82"]),
        ((["targeted-advertising"], "We use your personal data to show you personalised ads."), []),
        (THIRTEEN, ["45"]),
        ((["children"], "The data of pupils are kept for two years."), []),
        ((["criminal-data"], "We keep the criminal records of applicants."), ["46"]),
        (DEATH, ["85"]),
        ((["account-closure"], "We delete your personal data after you close your account."), []),
        ((["automated-decisions"], "Applications are refused by automated means alone."), []),
        ((["privacy-notice"], "We collect personal data for business purposes."), []),
    ],
)
def test_french_law_beside_the_regulation(library: Library, clause: tuple[list[str], str], expected: list[str]) -> None:
    """Of the French Data Protection Act leads what France adds: cookies, fifteen years, offences, data after death."""
    client = {"role": "controller", "people_in": ["FR"]}
    assert leading("fr-lil", library, client, *clause) == expected


@pytest.mark.parametrize(
    ("people", "home", "expected"),
    [
        (["EU"], [], []),
        (["EU"], ["DE"], []),
        ([], [], []),
        (["DE"], ["FR"], []),
        (["EU"], ["FR"], ["82"]),
        ([], ["FR"], ["82"]),
    ],
)
def test_french_data_law_is_for_people_in_france(
    library: Library, people: list[str], home: list[str], expected: list[str]
) -> None:
    """The Union as a whole, or no place, brings the French Data Protection Act to a client at home there alone."""
    client = {"role": "controller", "established_in": home, "people_in": people}
    assert leading("fr-lil", library, client, *BANNER) == expected


@pytest.mark.parametrize(
    ("quote", "by_mail", "by_call"),
    [
        ("You agree to promotional emails from us and our partners.", ["L34-5"], []),
        ("We may use your contact details for marketing.", ["L34-5"], []),
        ("We may call you with offers of our partners.", [], ["L223-1"]),
        ("We send you our catalogue by post.", [], []),
    ],
)
def test_french_marketing_by_its_means(library: Library, quote: str, by_mail: list[str], by_call: list[str]) -> None:
    """In France messages have the code of communications, calls to consumers that of consumers, and post neither."""
    client = {"role": "consumer", "people_in": ["FR"]}
    assert leading("fr-cpce", library, client, ["direct-marketing"], quote) == by_mail
    assert leading("fr-code-consommation", library, client, ["direct-marketing"], quote) == by_call
    elsewhere = client | {"people_in": ["EU"]}
    assert leading("fr-cpce", library, elsewhere, ["direct-marketing"], quote) == []


@pytest.mark.parametrize(
    ("topics", "quote", "expected"),
    [
        (*BANNER, ["22(2)"]),
        (["consent-validity"], "By accepting these terms you agree to cookies for advertising.", ["22(2)"]),
        (["consent-validity"], "By using the service you consent to our processing of your personal data.", []),
        (["direct-marketing"], "You agree to promotional emails from us and our partners.", ["21(1)", "21(2)"]),
        (["direct-marketing"], "We may call you with offers of our partners.", []),
        (["direct-marketing"], "We send electoral advertising by email.", []),
        (["consent-withdrawal"], "To end our marketing emails you send us a signed letter.", ["22(1)"]),
        (["consent-withdrawal"], "You may withdraw consent to the processing of your data by letter.", []),
        (["targeted-advertising"], "We use your personal data to show you personalised ads.", []),
    ],
)
def test_spanish_law_of_messages_and_cookies(
    library: Library, topics: list[str], quote: str, expected: list[str]
) -> None:
    """In Spain cookies and advertising messages have the LSSI; elsewhere in the Union the directive stands alone."""
    client = {"role": "controller", "people_in": ["ES"]}
    assert leading("es-lssi", library, client, topics, quote) == expected
    assert leading("es-lssi", library, client | {"people_in": ["EU"]}, topics, quote) == []


@pytest.mark.parametrize(
    ("people", "clause", "first", "second"),
    [
        (["ES"], BANNER, "es-lssi", "eu-eprivacy"),
        (["FR"], (["direct-marketing"], "You agree to promotional emails."), "fr-cpce", "eu-eprivacy"),
        (["DE"], BANNER, "de-tdddg", "eu-eprivacy"),
        (["FR"], BANNER, "fr-lil", "eu-eprivacy"),
        (["FR"], CAP, "fr-code-consommation", "eu-unfair-terms"),
        (["DE"], CAP, "de-bgb", "eu-unfair-terms"),
        (["FR"], PAID, "fr-code-consommation", "eu-consumer-rights"),
        (["DE", "FR"], CAP, "eu-unfair-terms", "fr-code-consommation"),
    ],
)
def test_national_law_stands_before_its_directive(
    library: Library, people: list[str], clause: tuple[list[str], str], first: str, second: str
) -> None:
    """A directive binds through the law that carries it out, which goes before it; the order of places goes before."""
    finding = {"title": "Clause of the terms", "severity": "medium", "topics": clause[0], "quote": clause[1]}
    laws = support.mapped(finding, library, client={"role": "consumer", "people_in": people}).laws
    assert laws.index(first) < laws.index(second)


DEBIT = "Your plan renews each month and we debit your bank account automatically until you cancel."


@pytest.mark.parametrize(
    ("topics", "quote", "expected"),
    [
        (["auto-renewal"], DEBIT, ["1693e(a)"]),
        (["auto-renewal"], "Your plan renews each month unless you cancel.", []),
        (["auto-renewal"], "Your plan renews each month and we charge your credit card.", []),
        (["fees-change"], "We may change the amount that we withdraw by direct debit at any time.", ["1693e(b)"]),
        (["fees-change"], "We may change our prices at any time.", []),
        (["liability-cap"], "You bear every loss from unauthorized transactions on your account.", ["1693g(a)"]),
        (["liability-cap"], "Our liability is limited to the fees paid.", []),
        (["rights-waiver"], "You waive all claims over debits of your bank account.", ["1693l"]),
        (["rights-waiver"], "You waive all claims against us.", []),
    ],
)
def test_debits_of_consumers(library: Library, topics: list[str], quote: str, expected: list[str]) -> None:
    """The Electronic Fund Transfer Act comes where an account of a consumer is debited, and there only."""
    assert leading("us-efta", library, {"role": "consumer", "people_in": ["US"]}, topics, quote) == expected


@pytest.mark.parametrize(
    "client",
    [
        {"role": "consumer", "people_in": ["EU"]},
        {"role": "controller", "established_in": ["US"], "people_in": ["US"]},
    ],
)
def test_debits_of_others(library: Library, client: dict[str, Any]) -> None:
    """Neither a consumer elsewhere nor a business whose account is debited has the Act."""
    assert leading("us-efta", library, client, ["auto-renewal"], DEBIT) == []


def test_brazilian_terms_of_consumers(library: Library) -> None:
    """Consumers in Brazil have the list of art. 51, the legal warranty, their own courts and seven days."""
    consumer = {"role": "consumer", "people_in": ["BR"]}

    def found(clause: tuple[list[str], str]) -> list[str]:
        return leading("br-cdc", library, consumer, *clause)

    assert found(CAP) == ["51(I)"]
    assert found(FEATURES) == ["51(XIII)"]
    assert found((["fees-change"], "We may change our prices at any time.")) == ["51(X)"]
    assert found(TALK) == ["51(VII)", "51(XVII)"]
    assert found((["warranty-disclaimer"], "The service is provided as is.")) == ["24"]
    assert found((["refunds"], "All sales are final and non refundable.")) == ["49", "51(II)"]
    assert found((["governing-law"], "The courts of California have exclusive jurisdiction.")) == ["101(I)", "51(XVII)"]
    assert found((["governing-law"], "The laws of California govern these terms.")) == []
    assert found(RENEWAL) == []
    assert found((["deemed-consent"], "By using the site you consent to our collection of your personal data.")) == []


@pytest.mark.parametrize(
    "client",
    [
        {"role": "consumer", "people_in": ["PT", "US"]},
        {"role": "controller", "established_in": ["BR"], "people_in": ["BR"]},
    ],
)
def test_brazilian_consumer_law_is_for_consumers_in_brazil(library: Library, client: dict[str, Any]) -> None:
    """Neither people elsewhere nor a Brazilian business brings the Consumer Protection Code."""
    assert leading("br-cdc", library, client, *CAP) == []
