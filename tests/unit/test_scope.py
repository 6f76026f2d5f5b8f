"""`memo.mapping.scope`: by place, by role, by day, with every outcome in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from memo.library.day import Library
from memo.library.records import Condition
from memo.mapping.scope import ON_BEHALF, ScopeResult, applies, condition_holds, neutral_role, places_of, scope_of
from tests.small_library import Values, good, opened
from tests.support import library_on, review, spaced


def scope_for(
    root: Path,
    jurisdictions: list[str] | None = None,
    day: date = date(2026, 11, 25),
    values: Values | None = None,
    **parts: Any,
) -> ScopeResult:
    """Return the scope of the small law for a review with these parts."""
    finding = {"title": "a", **({"jurisdictions": jurisdictions} if jurisdictions else {})}
    findings = review(finding, **parts).findings
    return scope_of(opened(root, values, day).law("eu-act"), findings, findings.findings[0])


@pytest.mark.parametrize(
    ("people", "narrowed", "places"),
    [
        ([], [], ()),
        (["DE", "FR"], [], ("DE", "FR")),
        ([], ["DE"], ("DE",)),
        (["DE", "FR", "US-CA"], ["EU"], ("DE", "FR")),
        (["EU"], ["DE"], ("DE",)),
        (["US"], ["US-CA"], ("US-CA",)),
        (["DE", "KR"], ["BR"], ()),
        (["DE", "EU"], ["DE"], ("DE",)),
    ],
)
def test_a_finding_narrows_where_people_are(people: list[str], narrowed: list[str], places: tuple[str, ...]) -> None:
    """A finding's jurisdictions narrow the client's places; of two the narrower is kept."""
    findings = review({"title": "a", "jurisdictions": narrowed}, client={"people_in": people}).findings
    assert places_of(findings, findings.findings[0]) == places


def test_people_there_bring_the_law(tmp_path: Path) -> None:
    """A law applies where people concerned are in its territory, and says whom and by which provision."""
    result = scope_for(tmp_path, client={"people_in": ["DE", "KR"]})
    assert result.applies
    assert spaced(result.reason) == (
        "Applies because people concerned are in Germany: it protects people in the Union (Art. 2(1) Act)."
    )


def test_no_place_is_anywhere(tmp_path: Path) -> None:
    """A review that names no place is read as anywhere, and the memo says so."""
    result = scope_for(tmp_path)
    assert result.applies
    assert "anywhere" in result.assumptions[0]


def test_people_elsewhere_leave_the_law_out(tmp_path: Path) -> None:
    """A law that reaches nobody is left out with the reason and the places."""
    result = scope_for(tmp_path, client={"people_in": ["KR", "US-CA"]})
    assert not result.applies
    assert result.reason == "None of the people concerned (the Republic of Korea and California) is in the Union."


@pytest.mark.parametrize(("party", "word"), [("client", "The client"), ("vendor", "The vendor")])
def test_an_establishment_that_does_not_decide_is_a_caution(tmp_path: Path, party: str, word: str) -> None:
    """A hook that the record marks as not deciding never engages the law; it is printed as a caution."""
    values: dict[str, Any] = {"client": {"people_in": ["KR"]}}
    values.setdefault(party, {}).update({"established_in": ["FR"]})
    if party == "vendor":
        values["vendor"]["name"] = "Acme"
    result = scope_for(tmp_path, **values)
    assert not result.applies
    assert len(result.cautions) == 1
    assert result.cautions[0].startswith(f"{word} is established in France")


def test_a_deciding_establishment_brings_the_law(tmp_path: Path) -> None:
    """A hook on the vendor's place that decides engages the law without people there."""
    values = good()
    values["law"]["scope"]["territory"][2]["decides"] = "true"
    result = scope_for(
        tmp_path, values=values, client={"people_in": ["KR"]}, vendor={"name": "A", "established_in": ["DE-BY"]}
    )
    assert result.applies
    assert "the vendor is established in Bavaria" in result.reason


@pytest.mark.parametrize(
    ("ground", "place", "reason"),
    [("true", "DE-BY", "vendor is"), ("true", "US", "people"), ("false", "DE-BY", "people")],
)
def test_an_establishment_is_the_ground_where_the_record_says_so(
    tmp_path: Path, ground: str, place: str, reason: str
) -> None:
    """A vendor that is established there is not told of the rule for vendors abroad."""
    values = good()
    values["law"]["scope"]["territory"][2]["ground"] = ground
    vendor = {"name": "A", "established_in": [place]}
    result = scope_for(tmp_path, values=values, client={"people_in": ["FR"]}, vendor=vendor)
    assert result.applies
    assert result.reason.startswith(f"Applies because {'the ' * (reason == 'vendor is')}{reason}")


def test_a_wider_place_is_considered(tmp_path: Path) -> None:
    """People in the EEA may be in the Union, so the law is considered."""
    assert scope_for(tmp_path, client={"people_in": ["EEA"]}).applies


@pytest.mark.parametrize(
    ("people", "narrowed", "applies"),
    [(["DE"], [], True), (["DE-BY"], [], True), (["EU"], [], False), ([], [], False), (["EU"], ["DE"], True)],
)
def test_a_place_that_must_be_named(tmp_path: Path, people: list[str], narrowed: list[str], applies: bool) -> None:
    """A Member State's own law is not brought by the Union as a whole, nor by a review that names no place."""
    values = good()
    values["law"]["scope"]["territory"][0] |= {"places": ["DE"], "named": "true"}
    result = scope_for(tmp_path, narrowed, values=values, client={"people_in": people})
    assert result.applies is applies
    assert applies or (result.if_cited and result.if_cited.applies), "the reviewer who cites it is taken at her word"


@pytest.mark.parametrize(("narrowed", "applies"), [([], True), (["DE", "US"], True), (["EU"], True), (["US"], False)])
def test_a_client_s_place_brings_no_law_to_a_finding_on_others(
    tmp_path: Path, narrowed: list[str], applies: bool
) -> None:
    """A finding that is limited to other places is not of the place where the client sits."""
    values = good()
    values["law"]["scope"]["territory"][1] |= {"places": ["DE"], "named": "true", "decides": "true"}
    values["law"]["scope"]["territory"][0]["places"] = ["FR"]
    client = {"people_in": ["US", "DE"], "established_in": ["DE"]}
    assert scope_for(tmp_path, narrowed, values=values, client=client).applies is applies


@pytest.mark.parametrize(
    ("client", "applies"), [({"role": "consumer"}, True), ({}, True), ({"role": "controller"}, False)]
)
def test_a_hook_of_consumers_asks_for_some(tmp_path: Path, client: dict[str, str], applies: bool) -> None:
    """Where the client has a business role and the finding speaks of no consumer, none is concerned."""
    values = good()
    values["law"]["scope"]["territory"][0]["consumers"] = "true"
    assert scope_for(tmp_path, values=values, client={"people_in": ["DE"], **client}).applies is applies


def test_a_finding_limited_to_nowhere_says_so(tmp_path: Path) -> None:
    """A finding whose jurisdictions hold no people of the client is reached by no law."""
    result = scope_for(tmp_path, jurisdictions=["BR"], client={"people_in": ["DE"]})
    assert not result.applies
    assert "limited to Brazil" in result.reason


@pytest.mark.parametrize(
    ("turnover", "words"),
    [
        (None, "Assumed, as the vendor's turnover is not given"),
        ({"amount": 1001, "currency": "EUR"}, "Met by the vendor's turnover"),
        ({"amount": 1000, "currency": "EUR"}, "Not met by the vendor's turnover"),
        ({"amount": 5000, "currency": "USD"}, "memo converts no currency"),
    ],
)
def test_a_threshold_never_drops_a_law(tmp_path: Path, turnover: dict[str, Any] | None, words: str) -> None:
    """A size test is met, not met or assumed, in words; the law stays."""
    vendor = {"name": "A", **({"turnover": turnover} if turnover else {})}
    result = scope_for(tmp_path, client={"people_in": ["DE"]}, vendor=vendor)
    assert result.applies
    assert any(words in text for text in result.assumptions)


VIRGINIA = library_on().law("us-va-vcdpa")


@pytest.mark.parametrize(
    ("role", "said"),
    [("controller", "Assumed of vendor and client alike, as"), ("consumer", "Assumed of the vendor, as")],
)
def test_a_size_that_is_asked_of_both_parties_is_said_once_and_of_whom(role: str, said: str) -> None:
    """ "It controls data of 100,000 consumers" told twice, or of nobody, would leave the reader to guess who "it" is."""
    made = review({"title": "A"}, client={"role": role, "people_in": ["US-VA"]}).findings
    told = [text for text in scope_of(VIRGINIA, made, made.findings[0]).assumptions if "100,000" in text]
    assert len(told) == 1
    assert told[0].startswith(said)


def test_a_threshold_of_later_years_is_silent(tmp_path: Path) -> None:
    """A size test counts from its own day on."""
    assert not any("later years" in text for text in scope_for(tmp_path, client={"people_in": ["DE"]}).assumptions)
    late = scope_for(tmp_path, day=date(2030, 1, 1), client={"people_in": ["DE"]})
    assert any("Assumed, as the file does not say: a test of later years" in text for text in late.assumptions)


@pytest.mark.parametrize(
    ("day", "change", "applies", "words"),
    [
        (date(2019, 12, 31), {}, False, "not in force before 2020-01-01"),
        (date(2020, 1, 1), {}, True, "Applies because"),
        (date(2026, 11, 25), {"repealed_on": "2026-11-25"}, False, "was repealed on 2026-11-25"),
        (date(2026, 11, 24), {"repealed_on": "2026-11-25"}, True, "Applies because"),
    ],
)
def test_the_day_decides(tmp_path: Path, day: date, change: dict[str, str], applies: bool, words: str) -> None:
    """A law that is not in force yet, or no longer, reaches nothing; one in force but not applied yet is considered."""
    values = good()
    values["law"].update(change)
    result = scope_for(tmp_path, day=day, values=values, client={"people_in": ["DE"]})
    assert result.applies is applies
    assert words in result.reason


@pytest.mark.parametrize(
    ("role", "neutral"),
    [
        (None, None), ("business", "controller"), ("joint-controller", "controller"), ("service-provider", "processor"),
        ("sub-processor", "processor"), ("controller", "controller"), ("deployer", "deployer"),
        ("consumer", "consumer"),
    ],
)  # fmt: skip
def test_roles_are_neutral_inside(role: Any, neutral: str | None) -> None:
    """A Californian business is a controller inside memo, its service provider a processor."""
    assert neutral_role(role) == neutral


CONDITIONS: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({}, {}, True),
    ({"vendor_roles": ["processor"]}, {"vendor": {"name": "A"}}, True),
    ({"vendor_roles": ["processor"]}, {"vendor": {"name": "A", "role": "service-provider"}}, True),
    ({"vendor_roles": ["processor"]}, {"vendor": {"name": "A", "role": "controller"}}, False),
    ({"client_roles": ["controller"]}, {"client": {"role": "deployer"}}, True),
    ({"client_roles": ["consumer"]}, {"client": {"role": "deployer"}}, False),
    ({"client_roles": ["controller"]}, {"client": {"role": "consumer"}}, False),
    ({"topics": ["b", "c"]}, {}, True),
    ({"topics": ["c"]}, {}, False),
    ({"not_topics": ["b"]}, {}, False),
    ({"not_topics": ["c"]}, {}, True),
    ({"people_in": ["DE"]}, {"client": {"people_in": ["DE-BY"]}}, True),
    ({"people_in": ["DE"]}, {"client": {"people_in": ["FR"]}}, False),
    ({"people_in": ["DE"]}, {}, True),
    ({"vendors": ["meta [platforms]"]}, {"vendor": {"name": "Meta Platforms"}}, True),
    ({"vendors": ["meta [platforms]"]}, {"vendor": {"name": "Meta Data Tools"}}, False),
    ({"vendors": ["whatsapp"]}, {"vendor": {"name": "Somebody", "product": "WhatsApp"}}, True),
    ({"vendors": ["whatsapp"]}, {"vendor": {"name": "Somebody"}}, False),
    ({"topics": ["b"], "vendor_roles": ["processor"]}, {"vendor": {"name": "A", "role": "controller"}}, False),
]


@pytest.mark.parametrize(("condition", "parts", "holds"), CONDITIONS)
def test_every_part_of_a_condition_must_hold(condition: dict[str, Any], parts: dict[str, Any], holds: bool) -> None:
    """A condition holds when each of its parts does; what the file does not state counts as held."""
    findings = review({"title": "a"}, **parts).findings
    places = places_of(findings, findings.findings[0])
    assert condition_holds(Condition(**condition), findings, places, frozenset({"a", "b"})) is holds


def test_no_condition_always_holds() -> None:
    """A provision that asks for nothing beside its topic engages on the topic."""
    findings = review({"title": "a"}).findings
    assert condition_holds(None, findings, (), frozenset())


@pytest.mark.parametrize("people", [[], ["DE"], ["US"], ["US-CA"], ["KR", "GB"]])
@pytest.mark.parametrize("role", ["consumer", "controller", None])
def test_the_outcome_is_the_same_without_words(people: list[str], role: str | None, library: Library) -> None:
    """Whether a law applies does not hang on its being said."""
    client = {"people_in": people, "sectors": ["software"], **({"role": role} if role else {})}
    for finding in ({"title": "a"}, {"title": "a", "people": ["employees"]}, {"title": "a", "jurisdictions": ["DE"]}):
        findings = review(finding, client=client).findings
        said = {law.id: scope_of(law, findings, findings.findings[0]).applies for law in library.laws()}
        assert said == {law.id: applies(law, findings, findings.findings[0]) for law in library.laws()}
        assert len(set(said.values())) == 2 or "jurisdictions" in finding or not people


@pytest.mark.parametrize(
    ("asked", "role", "holds"),
    [
        (("controller",), "provider", True),
        (("processor",), "deployer", True),
        (("provider",), "deployer", False),
        (("controller", "provider"), "deployer", False),
        (("controller",), "processor", False),
        (("controller",), "controller", True),
    ],
)
def test_a_role_of_the_ai_act_says_nothing_of_personal_data(asked: tuple[str, ...], role: str, holds: bool) -> None:
    """A vendor that names itself a provider of AI may be controller or processor; a role of the Act meets its like."""
    findings = review({"title": "a"}, vendor={"name": "Acme", "role": role}).findings
    assert condition_holds(Condition(vendor_roles=asked), findings, (), frozenset()) is holds


@pytest.mark.parametrize(
    ("client", "finding", "holds"),
    [
        ({}, {}, True),
        ({"role": "consumer"}, {}, True),
        ({"role": "controller"}, {}, False),
        ({"role": "controller"}, {"people": ["consumers"]}, True),
        ({"role": "business"}, {"summary": "Consumers pay for another year."}, True),
        ({"role": "processor"}, {"summary": "The licence renews for another year."}, False),
    ],
)
def test_a_provision_for_consumers(client: dict[str, Any], finding: dict[str, Any], holds: bool) -> None:
    """What protects consumers is not held against terms between businesses, unless the finding speaks of consumers."""
    findings = review({"title": "a", **finding}, client=client).findings
    condition = Condition(consumer=True)
    assert condition_holds(condition, findings, (), frozenset(), findings.findings[0]) is holds


def test_a_consumer_is_asked_for_no_turnover() -> None:
    """No memo tells a consumer that her yearly revenues are assumed to be above a threshold."""
    library = library_on()

    def assumed(role: str) -> str:
        findings = review({"title": "a"}, client={"role": role, "people_in": ["US-CA"]}).findings
        return " ".join(scope_of(library.law("us-ca-ccpa"), findings, findings.findings[0]).assumptions)

    assert "client's turnover" in assumed("controller")
    assert "client's turnover" not in assumed("consumer")
    assert "vendor's turnover" in assumed("consumer")


def test_topics_of_a_client_s_data_are_of_the_vocabulary(library: Library) -> None:
    """A topic that was renamed would silently no longer show a processor."""
    assert set(library.topics) >= ON_BEHALF
