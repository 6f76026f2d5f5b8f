"""`memo law`: the library as a list, as one law, as one provision, on a day."""

from __future__ import annotations

import json
from typing import Any

import pytest

from memo.cli.law_text import law_text
from memo.library.day import Library
from tests.cli.conftest import Run
from tests.two_parsers import flat


def data(run: Run, *arguments: str) -> dict[str, Any]:
    done = run("law", *arguments, "--format", "json")
    assert done.exit_code == 0, done.stderr
    value: dict[str, Any] = json.loads(done.stdout)
    return value


def test_the_shape_of_the_list(run: Run) -> None:
    """The list has the keys of the contract; `provisions` counts the annotated ones."""
    listed = data(run)
    assert listed["as_of"] == "2026-11-23"
    laws = {law["id"]: law for law in listed["laws"]}
    assert set(laws) >= {"br-lgpd", "eu-ai-act", "eu-gdpr", "kr-pipa", "us-ca-ccpa"}
    for law in laws.values():
        assert {"id", "title", "short_title", "jurisdiction", "outline", "provisions"} <= set(law)
        assert law["outline"] in ("complete", "partial")
    least = {"eu-gdpr": 60, "us-ca-ccpa": 25, "br-lgpd": 25, "kr-pipa": 30, "eu-ai-act": 35}
    assert all(laws[law]["provisions"] >= number for law, number in least.items())


def test_the_list_narrows_by_place_and_topic(run: Run) -> None:
    """A place finds the laws of what it lies in; a topic the laws that speak to it, with their provisions."""
    german = {law["id"] for law in data(run, "--jurisdiction", "DE")["laws"]}
    assert {"eu-ai-act", "eu-gdpr"} <= german
    assert {law_id.partition("-")[0] for law_id in german} == {"de", "eu"}
    on_topic = data(run, "--topic", "ai-training")["laws"]
    assert "6(1)(f)" in next(law for law in on_topic if law["id"] == "eu-gdpr")["on_topic"]


def test_one_law_is_its_whole_record_on_the_day(run: Run) -> None:
    """The record as it is, with its standing and the tariff of the day."""
    law = data(run, "eu-gdpr")
    assert (law["id"], law["as_of"], law["standing"]) == ("eu-gdpr", "2026-11-23", "in-force")
    assert len(law["provisions"]) >= 60
    assert law["outline"]["completeness"] == "complete"
    for penalty in law["penalties"]:
        assert {"tariffs", "on_day", "next"} <= set(penalty)
    assert data(run, "eu-gdpr", "--as-of", "2017-01-01")["standing"] == "not-yet"


def test_the_korean_ceiling_differs_by_the_day(run: Run) -> None:
    """Ten per cent since 11 September 2026, three per cent before, and the reserved tier says what it is for."""

    def highest(day: str) -> str:
        penalties = {p["id"]: p["on_day"] for p in data(run, "kr-pipa", "--as-of", day)["penalties"]}
        return max((t["share"] for t in penalties.values() if t and t["share"]), key=float)

    assert (float(highest("2026-09-10")), float(highest("2026-09-12"))) == (3, 10)
    before, after = (run("law", "kr-pipa", "--as-of", day).stdout for day in ("2026-09-10", "2026-09-12"))
    assert "From 2026-09-11: 10 %" in before
    assert "(since 2026-09-11)" in after
    assert "Reserved for:" in after


@pytest.mark.parametrize(
    ("law", "written", "provision"),
    [
        ("eu-gdpr", "6(1)(f)", "6(1)(f)"),
        ("eu-gdpr", "Art. 6", "6"),
        ("eu-gdpr", "Article 6 (1) (f)", "6(1)(f)"),
        ("eu-gdpr", "recital 47", "Recital 47"),
        ("br-lgpd", "18, VI", "18(VI)"),
        ("br-lgpd", "art. 18, § 2", "18(§2)"),
        ("eu-ai-act", "Annex III(1)(a)", "Annex III(1)(a)"),
        ("us-ca-ccpa", "§ 1798.120", "1798.120"),
        ("us-ca-ccpa", "Cal. Civ. Code § 1798.140(e)(8)", "1798.140(e)(8)"),
        ("kr-pipa", "Art. 28-8", "28-8"),
        ("GDPR", "21", "21"),
    ],
)
def test_a_provision_is_found_as_people_write_it(run: Run, law: str, written: str, provision: str) -> None:
    """The usual ways of writing a number all reach the provision, and the text form prints it."""
    found = data(run, law, written)
    assert {"as_of", "law", "provision", "exists", "heading", "status", "url", "citation", "annotation"} <= set(found)
    assert (found["provision"], found["exists"]) == (provision, True)
    assert found["url"].startswith("https://")
    shown = run("law", law, *written.split())
    assert shown.exit_code == 0
    assert f"{found['law']}:{provision}" in shown.stdout


def test_a_provision_carries_its_annotation_and_what_a_breach_costs(run: Run) -> None:
    """What the library says of a provision is given whole; a provision that exists without it says so."""
    found = data(run, "eu-gdpr:6(1)(f)")
    assert found["annotation"]["subject"] == "legitimate interests"
    assert "EUR 20,000,000" in found["penalties"][0]["on_day"]["formula_text"]
    bare = data(run, "eu-gdpr", "99")
    assert (bare["exists"], bare["annotation"]) == (True, None)
    assert "there is no annotation of it" in run("law", "eu-gdpr", "99").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["eu-gpdr"], "the library has no law 'eu-gpdr'  [unknown-law]\n    Did you mean 'eu-gdpr'?"),
        (["eu-gdpr", "6(1)(z)"], "GDPR has no 6(1)(z)  [no-such-provision]\n    Nearest that exists: Art. 6(1) GDPR"),
        (["eu-gdpr", "(("], "'((' is no provision number  [bad-provision]\n    Write it as the law numbers it"),
        (["--topic", "ai-trainin"], "'ai-trainin' is no topic of the vocabulary  [unknown-topic]"),
        (
            ["Allgemeines Gleichbehandlungsgesetz"],
            "no record of Allgemeines Gleichbehandlungsgesetz (AGG) (Germany)  [not-held]\n    Its text: https://www.gesetze",
        ),
        (["de-agg", "7"], "no record of Allgemeines Gleichbehandlungsgesetz (AGG) (Germany)  [not-held]"),
        (["dsg"], "10001597 'memo law ch-fadp' shows FADP, which goes by that name too."),
    ],
)
def test_what_is_not_there_is_1_with_the_nearest(run: Run, arguments: list[str], words: str) -> None:
    """What the library does not have is said with what was probably meant."""
    done = run("law", *arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert words in done.stderr


def test_a_provision_that_does_not_exist_is_data_too(run: Run) -> None:
    """A program reads `exists: false` and the suggestion, and sees exit 1."""
    done = run("law", "eu-gdpr", "99(7)", "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (found["exists"], found["annotation"], found["suggestion"]) == (False, None, "99")


def test_the_vocabulary_is_listed(run: Run) -> None:
    """Every topic with its definition, in both forms."""
    topics = {topic["id"]: topic for topic in data(run, "--topics")["topics"]}
    assert len(topics) >= 40
    assert "eu-gdpr" in topics["ai-training"]["laws"]
    assert "\n  ai-training\n" in run("law", "--topics").stdout


def test_what_is_stale_is_listed(run: Run) -> None:
    """What was not checked in the year before the day is listed; far in the future that is everything."""
    assert data(run, "--stale")["as_of"] == "2026-11-23"
    late = data(run, "--stale", "--as-of", "2030-01-01")["stale"]
    assert {entry["kind"] for entry in late} == {"law", "provision", "penalty", "authority", "decision"}
    assert "checked 20" in run("law", "--stale", "--as-of", "2030-01-01").stdout


@pytest.mark.parametrize(
    "arguments", [["--topics", "--stale"], ["eu-gdpr", "--stale"], ["eu-gdpr", "6", "--topic", "ai-training"]]
)
def test_options_that_do_not_go_together_are_wrong_usage(run: Run, arguments: list[str]) -> None:
    """An option is never ignored in silence."""
    assert run("law", *arguments).exit_code == 2


def test_text_fits_a_terminal(run: Run) -> None:
    """No line is longer than 88 characters, but for an address that cannot be broken."""
    for arguments in ([], ["eu-gdpr"], ["kr-pipa"], ["eu-gdpr", "6(1)(f)"], ["--topics"]):
        long = [line for line in run("law", *arguments).stdout.splitlines() if len(line) > 88 and "http" not in line]
        assert not long


# --- published decisions ------------------------------------------------------


def ids(found: dict[str, Any]) -> list[str]:
    return [decision["id"] for decision in found["decisions"]]


def test_decisions_are_listed_and_narrowed(run: Run) -> None:
    """The list is newest first; each filter keeps what it names, and filters add up."""
    every = data(run, "--decisions")["decisions"]
    assert [d["date"] for d in every] == sorted((d["date"] for d in every), reverse=True)
    assert all(d["authority_name"] and d["citations"] and d["sources"] for d in every)
    irish = data(run, "--decisions", "--jurisdiction", "IE", "--topic", "cross-border-transfer")["decisions"]
    assert irish
    assert all("cross-border-transfer" in d["topics"] for d in irish)
    assert {d["authority"] for d in irish} <= {"ie-dpc", "eu-commission"}
    assert {d["authority"] for d in data(run, "--decisions", "--authority", "fr-cnil")["decisions"]} == {"fr-cnil"}
    assert ids(data(run, "--decisions", "--authority", "fr-cnil", "--as-of", "2018-05-25")) == []


def test_decisions_of_a_law_and_near_a_provision(run: Run) -> None:
    """Under a law stand its own decisions; near a provision those on it, before those on its article alone."""
    assert all("eu-gdpr" in {p["law"] for p in d["provisions"]} for d in data(run, "GDPR", "--decisions")["decisions"])
    near = data(run, "eu-gdpr", "46(1)", "--decisions")
    assert "ie-dpc-2025-05-02-tiktok-transfers" in ids(near)
    shown = run("law", "eu-gdpr", "46(1)", "--decisions").stdout
    assert "TikTok Technology Limited" in shown
    assert "EUR 530,000,000" in shown


def test_no_decision_is_said_plainly(run: Run) -> None:
    """An empty list is an answer, and says where all of them are."""
    done = run("law", "eu-gdpr", "Recital 1", "--decisions")
    assert (done.exit_code, done.stdout.startswith("No published decision")) == (0, True)
    assert data(run, "eu-gdpr", "Recital 1", "--decisions")["decisions"] == []


def test_the_body_s_own_page_is_shown_first(run: Run) -> None:
    """Where a decision has an official page the text shows that one, and its provisions in one citation."""
    shown = run("law", "eu-gdpr", "35(1)", "--decisions").stdout
    assert "https://www.dataprotection.ie/" in shown
    assert "Arts. 5(1)(a), 5(1)(c), 6(1), 12(1), 24, 25(1), 25(2) and 35(1) GDPR" in " ".join(shown.split())


def test_a_provision_shows_the_nearest_decisions(run: Run) -> None:
    """Beside a provision stand up to three decisions on it, and the JSON has the same."""
    found = data(run, "eu-gdpr", "46(1)")["decisions"]
    assert 0 < len(found) <= 3
    shown = run("law", "eu-gdpr", "46(1)").stdout
    assert "Published decisions" in shown
    assert all(decision["respondent"].split()[0] in shown for decision in found)
    assert data(run, "eu-gdpr", "Recital 1")["decisions"] == []
    assert "Published decisions" not in run("law", "eu-gdpr", "Recital 1").stdout


def test_decisions_are_counted_in_list_and_law(run: Run) -> None:
    """The list and the law say how many decisions there are, and how to see them."""
    count = len(data(run, "eu-gdpr", "--decisions")["decisions"])
    assert next(law for law in data(run)["laws"] if law["id"] == "eu-gdpr")["decisions"] == count
    assert "memo law eu-gdpr --decisions" in run("law", "eu-gdpr").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--decisions", "--authority", "ie-dcp"], 1, "Did you mean 'ie-dpc'"),
        (["--decisions", "--topic", "ai-trainin"], 1, "[unknown-topic]"),
        (["eu-gdpr", "6(1)(z)", "--decisions"], 1, "[no-such-provision]"),
        (["eu-gpdr", "--decisions"], 1, "[unknown-law]"),
        (["--authority", "ie-dpc"], 2, "--authority goes with --decisions"),
        (["--decisions", "--stale"], 2, "two lists"),
        (["--decisions", "--topics"], 2, "--topics stands alone"),
    ],
)
def test_wrong_questions_about_decisions_are_refused(run: Run, arguments: list[str], code: int, words: str) -> None:
    """What does not exist is 1 with the nearest, what does not go together is 2."""
    done = run("law", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert words in done.stderr


def test_the_list_can_be_of_what_applies_on_the_day(run: Run) -> None:
    """`--in-force` keeps the laws that apply on the day, and goes with the list alone."""
    every = data(run, "--as-of", "2020-01-01")["laws"]
    kept = data(run, "--as-of", "2020-01-01", "--in-force")["laws"]
    assert {law["standing"] for law in kept} == {"in-force"}
    assert [law["id"] for law in every if law["standing"] == "in-force"] == [law["id"] for law in kept]
    assert len(kept) < len(every)
    assert run("law", "eu-gdpr", "--in-force").exit_code == 2


def test_every_law_is_printed_whole(library: Library) -> None:
    """For a terminal each law has its tiers, dates, tests of size and exemptions, its sources, and its decisions' place."""
    for law in library.laws():
        text = flat(law_text(law, library))
        record = law.record
        said = [f"{tier.id}, {law.cite(tier.pinpoint)}:" for tier in record.penalties]
        said += [f"{day.on}" for day in record.dates] + [one.text for one in record.scope.exemptions]
        said += [f"size test: {one.text}" for one in record.scope.thresholds if one.from_ <= law.as_of]
        said += [one.title for one in record.sources]
        missing = [words for words in said if flat(words) not in text]
        assert not missing, (law.id, missing)
        decided = any(law.id in decision.laws for decision in library.decisions)
        assert (f"memo law {law.id} --decisions" in text) is decided


def test_a_law_on_a_topic_is_what_it_says_of_it(run: Run) -> None:
    """With a topic the list and the law name the provisions that engage on it, and a law without one says none."""
    listed = run("law", "--topic", "ai-training").stdout
    assert "6(1)(f)" in listed
    one = run("law", "eu-gdpr", "--topic", "ai-training").stdout
    assert "Annotated provisions on ai-training" in one
    assert "33(1)" not in one.split("Annotated provisions")[1]
    assert "Annotated provisions on auto-renewal\n  none" in run("law", "eu-gdpr", "--topic", "auto-renewal").stdout


def test_a_provision_without_annotation_leads_to_what_is_annotated(run: Run) -> None:
    """What the outline alone knows names the annotation above it and those below it."""
    above = run("law", "eu-gdpr", "6(1)(f)").stdout
    assert "Engaged by findings on" in above
    whole = run("law", "eu-gdpr", "6").stdout
    assert "Annotated" in whole or "Parts: " in whole
    assert "there is no annotation of it" in run("law", "eu-gdpr", "94").stdout


@pytest.mark.parametrize(
    "written",
    [
        "28(3)(h)",
        "28.3.h",
        "28(3)h",
        "28 Abs. 3 lit. h",
        "Art. 28 Abs. 3 lit. h DSGVO",
        "article 28, paragraphe 3, point h)",
    ],
)
def test_a_provision_may_be_written_as_it_is_cited(run: Run, written: str) -> None:
    """What `memo cite` reads as one provision of the law is shown; the law's own way of numbering is not asked for."""
    done = run("law", "eu-gdpr", written)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Art. 28(3)(h) GDPR, ")


@pytest.mark.parametrize("written", ["28.3.z", "6 something", "6 and 7", "Art. 6 AI Act", "Art. 28 Abs. 3 lit. z"])
def test_what_cites_nothing_of_the_law_is_refused(run: Run, written: str) -> None:
    """A point that is not there, two provisions, another law's, or a number among words leads to no provision."""
    done = run("law", "eu-gdpr", written)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "[no-such-provision]" in done.stderr or "[bad-provision]" in done.stderr
