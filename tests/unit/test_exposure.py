"""`memo.exposure`: who is competent, why this one, and which tiers reach whom from when."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from memo.audit import audit
from memo.exposure.authorities import Competent, competent
from memo.exposure.expose import LawExposure, expose
from memo.library.day import Library
from memo.mapping.engage import map_findings
from tests.small_library import Values, good, opened
from tests.support import TRAINING, library_on, review, spaced


def who(library: Library, law: str, people: list[str], **parts: Any) -> Competent:
    """Return the authorities of a law for people in these places."""
    parts.setdefault("client", {})["people_in"] = people
    findings = review(TRAINING, **parts).findings
    return competent(library.law(law), library, findings, tuple(people))


def ids(found: Competent) -> set[str]:
    """Return the ids of the authorities that enforce."""
    return {authority.id for authority in found.enforcing}


# --- the real authorities ---------------------------------------------------------


def test_germany_without_a_land_is_open(library: Library) -> None:
    """Where the file says only DE no German authority is named, and the memo asks for the Land."""
    found = who(library, "eu-gdpr", ["DE"], client={"established_in": ["DE"]})
    assert not {a.id for a in found.enforcing if a.place.startswith("DE")}
    (question,) = [text for text in found.open_questions if "Germany" in text]
    assert "Land" in question
    assert "16" in question


def test_bavaria_answers_to_its_authority_for_private_bodies(library: Library) -> None:
    """DE-BY names the BayLDA, not the authority for public bodies and not the federal one."""
    found = ids(who(library, "eu-gdpr", ["DE-BY"], client={"established_in": ["DE-BY"]}))
    assert "de-by-baylda" in found
    assert not found & {"de-by-baylfd", "de-bfdi"}


@pytest.mark.parametrize("people", [["DE"], ["DE-BY"], ["DE-BE"], ["EU"], []])
def test_the_federal_authority_is_never_named_for_a_private_vendor(library: Library, people: list[str]) -> None:
    """The federal commissioner answers for federal bodies and is named for no private vendor."""
    assert "de-bfdi" not in ids(who(library, "eu-gdpr", people))


def test_a_vendor_in_ireland_has_the_irish_lead(library: Library) -> None:
    """A vendor established in Ireland brings the DPC as lead authority, with the condition it depends on."""
    found = who(library, "eu-gdpr", ["FR"], vendor={"name": "A", "established_in": ["IE"]})
    lead = next(a for a in found.enforcing if a.id == "ie-dpc")
    assert "Lead authority" in lead.why
    assert "main establishment" in lead.why
    assert "fr-cnil" in ids(found)


def test_a_vendor_outside_the_union_has_no_lead(library: Library) -> None:
    """Without an establishment in the Union there is no lead; each authority concerned is competent."""
    found = who(library, "eu-gdpr", ["FR", "IE"], vendor={"name": "A", "established_in": ["US-CA"]})
    assert ids(found) == {"fr-cnil", "ie-dpc"}
    assert not any("Lead" in a.why for a in found.enforcing)


def test_the_board_coordinates_and_never_enforces(library: Library) -> None:
    """The EDPB stands among the authorities as coordinating; it sanctions no vendor."""
    found = who(library, "eu-gdpr", ["FR"])
    board = next(a for a in found.authorities if a.id == "eu-edpb")
    assert board.role == "coordinates"
    assert "sanctions no vendor" in board.why
    assert "eu-edpb" not in ids(found)


def test_california_has_two_enforcers(library: Library) -> None:
    """In California both the agency and the Attorney General enforce."""
    assert ids(who(library, "us-ca-ccpa", ["US-CA"])) == {"us-ca-cppa", "us-ca-ag"}


@pytest.mark.parametrize(("law", "place", "authority"), [("br-lgpd", "BR", "br-anpd"), ("kr-pipa", "KR", "kr-pipc")])
def test_one_country_one_authority(library: Library, law: str, place: str, authority: str) -> None:
    """A law with one national authority names it, and lists those that only advise or decide claims apart."""
    found = who(library, law, [place])
    assert ids(found) == {authority}
    assert found.authorities[0].role == "enforces"
    assert all(a.role != "enforces" for a in found.authorities[1:])


def test_the_commission_s_office_stands_behind_general_purpose_models(library: Library) -> None:
    """The AI Act's authorities hold the Commission and its AI Office, whose matter general-purpose models are."""
    found = who(library, "eu-ai-act", ["FR"])
    assert {"eu-ai-office", "eu-commission"} <= ids(found)
    over = " ".join(a.over for a in found.enforcing if a.id in {"eu-ai-office", "eu-commission"})
    assert "general-purpose" in over


def test_the_union_as_a_whole_leaves_the_member_state_open(library: Library) -> None:
    """People in `EU` name no member state, and the memo says so."""
    found = who(library, "eu-gdpr", ["EU"])
    assert ids(found) == set()
    assert "member state" in found.open_questions[0]


# --- the small library's tiers -------------------------------------------------------


def exposed(
    root: Path, finding: dict[str, Any], day: date = date(2026, 11, 25), values: Values | None = None, **parts: Any
) -> LawExposure:
    """Return what the small law holds against the parties over one finding."""
    library = opened(root, values, day)
    parts.setdefault("client", {"people_in": ["DE"]})
    findings = review({"title": "a", **finding}, **parts).findings
    mapping = map_findings(findings, library, audit(findings, library))
    return expose(mapping, findings, library).findings[0].laws[0]


def test_a_tier_reaches_the_party_that_its_provision_binds(tmp_path: Path) -> None:
    """A controller's duty exposes the party whose role is controller, and nobody else."""
    parts = {"vendor": {"name": "A", "role": "processor"}, "client": {"role": "controller", "people_in": ["DE"]}}
    found = exposed(tmp_path, {"topics": ["training"]}, **parts)
    reached = {(tier.tier, tier.party): tier.provisions for tier in found.tiers}
    assert reached == {("upper", "vendor"): ("3(1)(b)",), ("upper", "client"): ("3(1)(a)",)}


def test_an_unstated_role_is_read_as_bound(tmp_path: Path) -> None:
    """A party whose role the file does not state is exposed to every duty engaged."""
    found = exposed(tmp_path, {"topics": ["training"]})
    assert {tier.party for tier in found.tiers} == {"vendor", "client"}


def test_a_consumer_is_exposed_to_nothing(tmp_path: Path) -> None:
    """A client that is a consumer breaks no duty of a controller."""
    found = exposed(tmp_path, {"topics": ["training"]}, client={"role": "consumer", "people_in": ["DE"]})
    assert {tier.party for tier in found.tiers} == {"vendor"}


def test_the_turnover_of_the_parties_is_kept_apart(tmp_path: Path) -> None:
    """Each party's ceiling is computed from its own turnover."""
    found = exposed(
        tmp_path,
        {"topics": ["training"]},
        vendor={"name": "A", "turnover": {"amount": 100_000, "currency": "EUR"}},
        client={"people_in": ["DE"], "turnover": {"amount": 200_000, "currency": "EUR"}},
    )
    figures = {tier.party: spaced(tier.ceiling.figure) for tier in found.tiers if tier.tier == "upper"}
    assert figures == {"vendor": "EUR 2,000", "client": "EUR 4,000"}


def test_a_known_change_is_announced(tmp_path: Path) -> None:
    """A tariff that will change says from when and to what; after that day it is the tariff."""
    before = exposed(tmp_path, {"topics": ["training"]}).tiers[0]
    assert spaced(before.upcoming) == "From 2027-01-01: at most EUR 5,000."
    after = exposed(tmp_path, {"topics": ["training"]}, day=date(2027, 1, 1)).tiers[0]
    assert (spaced(after.ceiling.figure), after.upcoming) == ("EUR 5,000", "")


def test_a_reserved_tier_stands_beside_the_ordinary_one(tmp_path: Path) -> None:
    """A tier for a special case is never the ceiling itself: it hangs beside it with its condition."""
    found = exposed(tmp_path, {"topics": ["training"]}, day=date(2026, 12, 1))
    assert [tier.tier for tier in found.tiers if tier.reserved] == []
    (beyond,) = next(tier for tier in found.tiers if tier.party == "vendor").beyond
    assert (beyond.tier, beyond.reserved) == ("repeat", "a second breach")


def test_a_provision_only_cited_costs_nothing_by_itself(tmp_path: Path) -> None:
    """What the library would not have engaged raises no ceiling."""
    found = exposed(tmp_path, {"topics": ["sharing"], "citations": ["Art. 4(1) Things Act"]})
    assert not any("4(1)" in tier.provisions for tier in found.tiers)


def test_an_unverified_record_exposes_nobody(tmp_path: Path) -> None:
    """A provision that was not held against its source raises no ceiling."""
    values = good()
    for provision in values["provisions"]:
        provision.update({"verified": None, "unverified_because": "Out of reach."})
    assert exposed(tmp_path, {"topics": ["training"]}, values=values).tiers == ()


def test_what_does_not_apply_yet_is_listed_with_its_day(tmp_path: Path) -> None:
    """A provision to come stands in the exposure with the day it applies from."""
    found = exposed(tmp_path, {"topics": ["sharing"], "citations": ["Art. 5 Things Act"]})
    assert [spaced(text) for text in found.not_yet] == ["Art. 5 Act (sharing) applies from 2027-06-01."]


# --- truths of the real tiers ----------------------------------------------------------


def korean(day: date) -> LawExposure:
    """Return what PIPA holds against a vendor over the training clause on a day."""
    library = library_on(day)
    findings = review({**TRAINING, "topics": ["sensitive-data", "ai-training"]}, client={"people_in": ["KR"]}).findings
    mapping = map_findings(findings, library, audit(findings, library))
    return next(law for law in expose(mapping, findings, library).findings[0].laws if law.law == "kr-pipa")


def test_the_ordinary_korean_ceiling_is_three_per_cent() -> None:
    """PIPA's ordinary surcharge is 3 % of total turnover; 10 % is only for aggravated cases."""
    tiers = [t for t in korean(date(2026, 11, 25)).tiers if t.tier == "surcharge"]
    assert tiers
    for tier in tiers:
        assert tier.share == 3
        assert tier.reserved == ""


def test_the_higher_korean_ceiling_is_reserved_and_dated() -> None:
    """Ten per cent appears beside the ordinary ceiling from 11 September 2026, with what it is reserved for."""
    after = [b for t in korean(date(2026, 9, 12)).tiers for b in t.beyond if b.share == 10]
    assert after
    assert all("intent or gross negligence" in b.reserved for b in after)
    before = [b for t in korean(date(2026, 9, 10)).tiers for b in t.beyond if b.share == 10]
    assert all(b.upcoming.startswith("Not before 2026-09-11") for b in before)
