"""Every record of the law library, one test a record, its id in the test's name."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from memo.citation.pinpoint import parse
from memo.errors import Fault
from memo.library.day import LawOnDay
from memo.library.outline import parts
from memo.library.records import Authority, NamedLaw, Playbook, Topic
from memo.library.rules import faults
from memo.mapping.phrases import Shape
from tests.support import library_on

CHECKED = date(2026, 11, 27)  # the last day on which a record was checked against its source
LIBRARY = library_on()
LAWS = {law.id: law for law in LIBRARY.laws()}
PROVISIONS = {f"{law.id}:{p.id}": (law, p) for law in LAWS.values() for p in law.record.provisions}
ENGAGEMENTS = [
    (f"{law.id}:{p.id}", e.because, p.gist)
    for law in LAWS.values()
    for p in law.record.provisions
    for e in p.engaged_by
]
LEAST = {"eu-gdpr": 60, "us-ca-ccpa": 25, "br-lgpd": 25, "kr-pipa": 30, "eu-ai-act": 35}


@pytest.fixture(scope="session")
def found() -> dict[str, list[Fault]]:
    """What the rules of the library find, by record."""
    by_record: dict[str, list[Fault]] = {}
    for fault in faults(LIBRARY.store, CHECKED):
        by_record.setdefault(fault.field, []).append(fault)
    return by_record


# --- laws --------------------------------------------------------------------------


@pytest.mark.parametrize("law_id", LEAST)
def test_the_law_is_held_with_enough_of_it(law_id: str) -> None:
    """Each of the five laws is held with at least the annotated provisions that the house promises."""
    assert len(LAWS[law_id].record.provisions) >= LEAST[law_id]


@pytest.mark.parametrize("law_id", LAWS)
def test_every_name_in_the_law_leads_somewhere(law_id: str, found: dict[str, list[Fault]]) -> None:
    """Every pinpoint, topic, tier, authority and source that a law's record names exists."""
    assert [str(fault) for record, group in found.items() if record.startswith(law_id) for fault in group] == []


@pytest.mark.parametrize("law_id", LAWS)
def test_the_outline_is_readable(law_id: str) -> None:
    """A law's outline can be read to its last point, holds no number twice, and says from which text it is."""
    record = LAWS[law_id].record
    assert record.outline.as_of
    assert record.outline.source
    for entry in (*record.outline.provisions.values(), *record.outline.annexes.values()):
        paths = list(parts(entry.parts))
        assert len(paths) == len(set(paths)), entry
    numbers = [str(pinpoint) for pinpoint in LAWS[law_id].numbers()]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("law_id", LAWS)
def test_every_number_of_the_outline_reads_back(law_id: str) -> None:
    """What an outline holds can be cited: each number parses to itself."""
    for pinpoint in LAWS[law_id].numbers():
        assert parse(str(pinpoint)) == pinpoint


@pytest.mark.parametrize("law_id", LAWS)
def test_the_law_s_dates_are_in_order(law_id: str) -> None:
    """A law is in force no later than it applies, and the dates that matter stand in order."""
    record = LAWS[law_id].record
    assert record.in_force_from <= record.applies_from
    days = [entry.on for entry in record.dates]
    assert days == sorted(days)
    assert days


@pytest.mark.parametrize("law_id", LAWS)
def test_what_a_memo_prints_of_the_law_is_in_a_script_it_has_letters_for(law_id: str) -> None:
    """Titles of sources go into the PDF, whose faces have no letters of Arabic, Hebrew, Thai and their neighbours."""
    record = LAWS[law_id].record
    printed = [record.title, record.short_title, record.citation.law]
    printed += [source.title for entry in (record, *record.penalties, *record.provisions) for source in entry.sources]
    assert [text for text in printed if re.search(r"[\u0590-\u0fff]", text)] == []


@pytest.mark.parametrize("law", LIBRARY.store.elsewhere.values(), ids=lambda law: law.id)
def test_a_law_known_by_name_is_named_in_full_and_can_be_read(law: NamedLaw) -> None:
    """Its title is in letters that every memo has, its address is that of its first source, which is an official one."""
    assert re.search(r"[\u0590-\uffff]", law.title.replace("’", "").replace("–", "")) is None
    assert law.sources[0].kind == "primary"
    assert law.url == law.sources[0].url
    assert law.verified is not None


@pytest.mark.parametrize("law_id", LAWS)
def test_the_law_was_checked_against_a_primary_source(law_id: str) -> None:
    """A law's record names a primary source over https and the day on which it was checked, not in the future."""
    record = LAWS[law_id].record
    assert any(source.kind == "primary" for source in record.sources)
    assert record.url.startswith("https://")
    assert record.verified is not None
    assert record.verified <= CHECKED


@pytest.mark.parametrize("law_id", LAWS)
def test_the_law_is_recognised_by_a_name_of_its_own(law_id: str) -> None:
    """A law has a name that no other law has, and a style in which its provisions are cited."""
    form = LAWS[law_id].record.citation
    own = {name.casefold() for name in form.names} - {name.casefold() for name in form.shared_names}
    others = {n.casefold() for other in LAWS.values() if other.id != law_id for n in other.record.citation.names}
    assert own - others
    assert form.provision.count("{pinpoint}") == 1


@pytest.mark.parametrize("law_id", LAWS)
def test_somebody_enforces_the_law(law_id: str) -> None:
    """Each law has a body that enforces it or the courts that decide on it, with powers and their provisions."""
    enforcing = [
        a.id
        for a in LIBRARY.authorities.values()
        for c in a.competences
        if c.law == law_id and c.role in ("enforces", "adjudicates")
    ]
    assert enforcing
    assert LAWS[law_id].record.enforcement.powers


TIERS = {f"{law.id}/{p.id}": (law, p.id) for law in LAWS.values() for p in law.record.penalties}


@pytest.mark.parametrize("tier", TIERS)
def test_the_tier_is_dated_sourced_and_used(tier: str) -> None:
    """A tier has tariffs in order of their days and a source; a reserved one names the tiers it may replace."""
    law, name = TIERS[tier]
    penalty = law.penalty(name)
    assert penalty is not None
    days = [tariff.from_ for tariff in penalty.tariffs]
    assert days == sorted(set(days))
    assert penalty.sources
    assert penalty.verified is not None
    if penalty.reserved_for:
        assert penalty.raises
        assert all(law.penalty(raised) is not None for raised in penalty.raises)


# --- provisions ---------------------------------------------------------------------


@pytest.mark.parametrize("reference", PROVISIONS)
def test_the_provision_exists_and_is_explained(reference: str, found: dict[str, list[Fault]]) -> None:
    """An annotated provision exists in its law, says in a sentence what it says, and why each topic engages it."""
    law, provision = PROVISIONS[reference]
    assert law.existence(parse(provision.id)) == "exists"
    assert [str(fault) for fault in found.get(reference, [])] == []
    assert provision.gist.strip().lower() != provision.subject.strip().lower()
    assert len(provision.gist.split()) >= 4
    for engagement in provision.engaged_by:
        assert engagement.topic in LIBRARY.topics
        assert engagement.because != provision.gist
        assert len(engagement.because.split()) >= 8
    topics = [(e.topic, str(e.when)) for e in provision.engaged_by]
    assert len(topics) == len(set(topics)), "a topic engages twice under the same condition"


@pytest.mark.parametrize("reference", PROVISIONS)
def test_the_provision_is_dated_and_sourced(reference: str) -> None:
    """An annotated provision has a first day, a source over https, and a day of checking or a reason why not."""
    law, provision = PROVISIONS[reference]
    assert provision.sources
    assert all(source.url.startswith("https://") for source in provision.sources)
    assert provision.verified is not None or provision.unverified_because
    assert provision.verified is None or provision.verified <= CHECKED
    assert provision.applies_until is None or provision.applies_from < provision.applies_until
    assert law.deep_link(parse(provision.id)).startswith("https://")
    assert provision.penalty is None or law.penalty(provision.penalty) is not None


def test_no_reason_serves_twice() -> None:
    """Within a law no reason is shared word for word by two provisions, and none restates its gist."""
    by_law = Counter((reference.partition(":")[0], because) for reference, because, _ in ENGAGEMENTS)
    assert [
        reason
        for reason, number in by_law.items()
        if number > 1 and len({r for r, b, _ in ENGAGEMENTS if b == reason[1]}) > 1
    ] == []
    assert [reference for reference, because, gist in ENGAGEMENTS if because.strip(". ") == gist.strip(". ")] == []


@pytest.mark.parametrize("law_id", LAWS)
def test_no_provision_is_annotated_twice(law_id: str) -> None:
    """A provision has one record."""
    ids = [provision.id for provision in LAWS[law_id].record.provisions]
    assert [name for name, number in Counter(ids).items() if number > 1] == []


# --- authorities ------------------------------------------------------------------------


@pytest.mark.parametrize("authority", LIBRARY.authorities.values(), ids=lambda a: a.id)
def test_the_authority_has_a_part_in_a_law_we_hold(authority: Authority, found: dict[str, list[Fault]]) -> None:
    """An authority has a place, a website over https, a part in a law that is held, and a source."""
    assert [str(fault) for fault in found.get(authority.id, [])] == []
    assert authority.website is None or authority.website.startswith("https://")
    assert authority.sources
    for competence in authority.competences:
        assert competence.law in LAWS


# --- topics ---------------------------------------------------------------------------------


def test_the_vocabulary_is_large_enough() -> None:
    """The vocabulary holds at least a hundred topics."""
    assert len(LIBRARY.topics) >= 100


@pytest.mark.parametrize("topic", LIBRARY.topics.values(), ids=lambda t: t.id)
def test_the_topic_can_be_read_and_printed(topic: Topic) -> None:
    """A topic's phrases can be read, and what the memo prints of it names no provision."""
    for phrase in (*topic.phrases, *topic.hints, *topic.unless):
        assert Shape.of(phrase)
    assert len(set(topic.phrases)) == len(topic.phrases)
    assert set(topic.neighbours) <= set(LIBRARY.topics) - {topic.id}
    for text in (topic.concern, topic.contract_implication, topic.vendor_implication):
        assert not any(mark in text for mark in ("Art.", "§", "Article "))


@pytest.mark.parametrize("topic", LIBRARY.topics)
def test_the_topic_leads_to_law_or_to_a_step(topic: str) -> None:
    """A topic engages a provision or calls a playbook: a word that leads nowhere is no use."""
    by_law = any(e.topic == topic for _, p in PROVISIONS.values() for e in p.engaged_by)
    assert by_law or any(topic in playbook.topics for playbook in LIBRARY.playbooks)


# --- playbooks --------------------------------------------------------------------------------


@pytest.mark.parametrize("playbook", LIBRARY.playbooks, ids=lambda p: p.id)
def test_the_playbook_can_be_carried_out(playbook: Playbook, found: dict[str, list[Fault]]) -> None:
    """A playbook names what exists, is the more urgent the graver the finding, and gives what its kind promises."""
    assert [str(fault) for fault in found.get(playbook.id, [])] == []
    if playbook.contract:
        language = playbook.contract
        assert language.ask != language.fallback
        assert len(re.findall(r"[.;](?:\s|$)", language.ask)) <= 7, "a clause that nobody reads to its end"
        assert language.walk_away.startswith("Do not ")
        assert language.walk_away.count(". ") == 0, "where to stop is one sentence"
    if playbook.question:
        assert "?" in playbook.question
    for reference in playbook.basis:
        law_id, _, pinpoint = reference.partition(":")
        assert LAWS[law_id].existence(parse(pinpoint)) == "exists"


@pytest.mark.parametrize("topic", LIBRARY.topics)
def test_the_topic_is_answered_in_three_ways(topic: str) -> None:
    """For every topic and role there is what to ask, what to change in the contract and what to do inside."""
    for vendor in ("processor", "controller", "provider", "distributor", None):
        kinds = {
            p.kind
            for p in LIBRARY.playbooks
            if topic in p.topics
            and (p.when is None or not p.when.vendor_roles or vendor in (None, *p.when.vendor_roles))
            and (p.when is None or "consumer" not in p.when.client_roles)
        }
        assert kinds >= {"vendor-question", "contract", "internal"}, vendor


def test_no_title_of_a_step_is_used_twice() -> None:
    """A title names one step: the same words for two steps would be read as one."""
    titles = Counter(playbook.title for playbook in LIBRARY.playbooks)
    assert [title for title, number in titles.items() if number > 1] == []


def test_playbook_ids_are_their_own() -> None:
    """An id names one playbook across all files."""
    ids = [playbook.id for playbook in LIBRARY.playbooks]
    assert [name for name, number in Counter(ids).items() if number > 1] == []


# --- what commentary gets wrong ----------------------------------------------------------------


def roles(authority: str) -> set[tuple[str, str]]:
    """Return the laws and roles of an authority."""
    return {(c.law, c.role) for c in LIBRARY.authorities[authority].competences}


def test_the_board_coordinates_and_does_not_enforce() -> None:
    """The EDPB coordinates: it fines nobody."""
    assert roles("eu-edpb") == {("eu-gdpr", "coordinates")}


def test_both_californian_authorities_enforce() -> None:
    """The agency and the Attorney General both enforce the CCPA, each with penalties of its own."""
    assert ("us-ca-ccpa", "enforces") in roles("us-ca-cppa") & roles("us-ca-ag")
    imposed = {body for p in LAWS["us-ca-ccpa"].record.penalties for body in p.imposed_by}
    assert {"us-ca-cppa", "us-ca-ag"} <= imposed


def test_general_purpose_models_are_the_commission_s() -> None:
    """Duties on general-purpose AI models are enforced by the Commission and its AI Office, by a tier of their own."""
    law = LAWS["eu-ai-act"]
    assert law.annotated["53(1)(d)"].penalty == "gpai"
    tier = law.penalty("gpai")
    assert tier is not None
    assert set(tier.imposed_by) <= {"eu-commission", "eu-ai-office"}
    assert tier.imposed_by
    assert tier.tariffs[0].from_ == date(2026, 8, 2)
    over = " ".join(c.over for name in ("eu-commission", "eu-ai-office") for c in LIBRARY.authorities[name].competences)
    assert "general-purpose" in over


def korean(day: date) -> LawOnDay:
    """Return PIPA as it stands on a day."""
    return library_on(day).law("kr-pipa")


def test_ten_per_cent_came_on_the_eleventh_of_september() -> None:
    """PIPA's 10 % ceiling is absent on 10 September 2026, present on the 12th, and reserved for aggravated cases."""
    (tier,) = [p for p in LAWS["kr-pipa"].record.penalties if any(t.share == 10 for t in p.tariffs)]
    assert korean(date(2026, 9, 10)).tariff(tier) is None
    tariff = korean(date(2026, 9, 12)).tariff(tier)
    assert tariff is not None
    assert tariff.share == 10
    assert "intent or gross negligence" in (tier.reserved_for or "")
    assert tier.raises == ("surcharge",)
    ordinary = LAWS["kr-pipa"].penalty("surcharge")
    assert ordinary is not None
    current = korean(date(2026, 9, 12)).tariff(ordinary)
    assert current is not None
    assert current.share == 3


def applies(law: str, provision: str) -> date:
    """Return the day from which an annotated provision applies."""
    return LAWS[law].annotated[provision].applies_from


def test_the_stages_of_the_ai_act() -> None:
    """The AI Act applies in stages, as amended in 2026: prohibitions, models, transparency, high risk."""
    assert applies("eu-ai-act", "5(1)(a)") == date(2025, 2, 2)
    assert applies("eu-ai-act", "53(1)(d)") == date(2025, 8, 2)
    assert applies("eu-ai-act", "50(1)") == applies("eu-ai-act", "50(4)") == date(2026, 8, 2)
    assert applies("eu-ai-act", "5(1)(ba)") == date(2026, 12, 2)
    assert applies("eu-ai-act", "6(2)") == date(2027, 12, 2)
    annex = [p for name, (_, p) in PROVISIONS.items() if name.startswith("eu-ai-act:Annex III")]
    assert annex
    assert {p.applies_from for p in annex} == {date(2027, 12, 2)}


@pytest.mark.parametrize(
    "number", ["41a", "88a", "6(5)", "13(1)(g)", "22(3)(a)", "100", "6(1)(g)", "83(10)", "Recital 174", "Annex I"]
)
def test_what_the_gdpr_does_not_have(number: str) -> None:
    """Provisions that drafts propose or models invent do not exist in the GDPR."""
    assert LAWS["eu-gdpr"].existence(parse(number)) == "no-such-provision"


@pytest.mark.parametrize(
    "reference",
    [
        "eu-gdpr:6(1)(f)", "eu-gdpr:99(2)", "eu-gdpr:28(3)(h)", "eu-gdpr:Recital 173", "us-ca-ccpa:1798.120",
        "us-ca-ccpa:1798.199.100",
        "us-ca-ccpa:1798.140(d)(1)(A)", "br-lgpd:18(VI)", "br-lgpd:65", "kr-pipa:28-8(1)", "kr-pipa:64-2(2)",
        "kr-pipa:37-2(1)",
        "eu-ai-act:53(1)(d)", "eu-ai-act:113", "eu-ai-act:Annex III(1)(a)", "eu-ai-act:4a", "eu-ai-act:5(1)(ba)",
    ],
)  # fmt: skip
def test_what_exists_is_known(reference: str) -> None:
    """Provisions at the edges of each law's outline are known to exist."""
    law_id, _, number = reference.partition(":")
    assert LAWS[law_id].existence(parse(number)) == "exists"


def test_the_gdpr_s_ceilings() -> None:
    """The GDPR's two tiers are EUR 10 million or 2 % and EUR 20 million or 4 %, whichever is higher."""
    found = {}
    for name in ("lower", "higher"):
        penalty = LAWS["eu-gdpr"].penalty(name)
        assert penalty is not None
        tariff = penalty.tariffs[-1]
        assert tariff.formula == "greater-of"
        assert tariff.fixed is not None
        found[name] = (int(tariff.fixed.amount), tariff.fixed.currency, int(tariff.share or 0), penalty.pinpoint)
    assert found == {"lower": (10_000_000, "EUR", 2, "83(4)"), "higher": (20_000_000, "EUR", 4, "83(5)")}
