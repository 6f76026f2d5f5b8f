"""`memo map`: the JSON that scripts rely on, and what a review of four places and of one place engages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import FOUR_PLACES, GOOD, Run

File = Callable[..., Path]
EXPECTED = {
    ("eu-gdpr", "6(1)(f)"),
    ("eu-gdpr", "21"),
    ("eu-gdpr", "22"),
    ("us-ca-ccpa", "1798.120"),
    ("us-ca-ccpa", "1798.105"),
    ("br-lgpd", "18"),
    ("kr-pipa", "37"),
    ("eu-ai-act", "53(1)(d)"),
}


def first(run: Run, path: Path, *arguments: str) -> dict[str, Any]:
    done = run("map", path, "--format", "json", *arguments)
    assert done.exit_code == 0, done.stderr
    finding: dict[str, Any] = json.loads(done.stdout)["findings"][0]
    return finding


def test_the_shape_of_the_json(run: Run, file: File) -> None:
    """The keys of the contract are there, with the values it allows; more keys may stand beside them."""
    done = run("map", file(FOUR_PLACES % "[DE, US-CA]"), "--format", "json")
    data = json.loads(done.stdout)
    assert data["as_of"] == "2026-11-23"
    for finding in data["findings"]:
        assert {"id", "title", "topics", "provisions", "not_engaged", "unmapped"} <= set(finding)
        assert finding["unmapped"] is (not finding["provisions"])
        for topic in finding["topics"]:
            assert {"topic", "basis", "evidence"} <= set(topic)
            assert topic["basis"] in ("stated", "read")
        for provision in finding["provisions"]:
            assert {"law", "provision", "basis", "strength", "reason", "status"} <= set(provision)
            assert provision["basis"] in ("cited", "mapped", "both")
            assert provision["strength"] in ("primary", "supporting")
            assert provision["status"] in ("in-force", "not-yet", "repealed")
            assert len(provision["reason"]) > 40
        for law in finding["not_engaged"]:
            assert {"law", "reason"} <= set(law)
    assert "\u00a0" not in done.stdout


def test_a_review_of_five_places_engages_what_counsel_expects(run: Run, file: File) -> None:
    """Every citation of the reviewer stands among the provisions, each with a reason of its own."""
    finding = first(run, file(FOUR_PLACES % "[DE, FR, US-CA, BR, KR]"))
    found = {(p["law"], p["provision"]): p for p in finding["provisions"]}
    assert set(found) >= EXPECTED
    assert all(found[key]["basis"] in ("cited", "both") for key in EXPECTED)
    reasons = [found[key]["reason"] for key in EXPECTED]
    assert len(set(reasons)) == len(reasons)
    assert {topic["topic"] for topic in finding["topics"]} >= {"ai-training", "opt-out-exception"}
    assert all(topic["evidence"] for topic in finding["topics"])


def test_the_best_stands_first(run: Run, file: File) -> None:
    """Primary provisions come before supporting ones."""
    strengths = [p["strength"] for p in first(run, file(FOUR_PLACES % "[DE, US-CA]"))["provisions"]]
    assert strengths == sorted(strengths)


def test_people_in_california_alone_engage_no_other_law(run: Run, file: File) -> None:
    """A law that the people concerned are out of reach of is not engaged, cited or not, and the reason is given."""
    finding = first(run, file(FOUR_PLACES % "[US-CA]"))
    engaged = {p["law"] for p in finding["provisions"]}
    assert "us-ca-ccpa" in engaged
    assert not engaged & {"eu-gdpr", "br-lgpd", "kr-pipa"}
    reasons = {entry["law"]: entry["reason"] for entry in finding["not_engaged"]}
    assert set(reasons) >= {"eu-gdpr", "br-lgpd", "kr-pipa"}
    assert all("California" in reasons[law] for law in ("eu-gdpr", "br-lgpd", "kr-pipa"))


def test_the_law_is_that_of_the_day(run: Run, file: File) -> None:
    """--as-of moves the day of the law."""
    done = run("map", file(), "--format", "json", "--as-of", "2020-01-01")
    assert json.loads(done.stdout)["as_of"] == "2020-01-01"


def test_text_names_what_is_engaged_and_what_is_not(run: Run, file: File) -> None:
    """A lawyer reads law, provision, strength and reason in lines that fit a terminal."""
    done = run("map", file(FOUR_PLACES % "[US-CA]"))
    assert done.exit_code == 0
    assert "* Cal. Civ. Code § 1798" in done.stdout
    assert "Considered and not engaged" in done.stdout
    assert all(len(line) <= 88 for line in done.stdout.splitlines())


def test_explain_shows_the_way_from_words_to_provision(run: Run, file: File) -> None:
    """With --explain each provision shows the words and the topic that led to it."""
    done = run("map", file(FOUR_PLACES % "[DE]"), "F-1", "--explain")
    assert done.exit_code == 0
    assert "in the title -> ai-training" in done.stdout
    assert "-> ai-training -> eu-gdpr:" in done.stdout


def test_a_finding_can_be_chosen(run: Run, file: File) -> None:
    """Ids narrow the mapping; an id that is none is wrong usage with the nearest."""
    path = file(GOOD + "  - {id: X-2, title: Arbitration}\n")
    assert [f["id"] for f in json.loads(run("map", path, "X-2", "--format", "json").stdout)["findings"]] == ["X-2"]
    done = run("map", path, "X-3")
    assert done.exit_code == 2
    assert "'X-3' is the id of no finding of this file  [unknown-finding]\n    Did you mean 'X-2'?" in done.stderr


def test_a_finding_without_law_is_shown_as_unmapped(run: Run, file: File) -> None:
    """Nothing is dropped: what no law answers says so."""
    path = file("vendor: A\nreview: {date: 2026-11-23}\nfindings: [{title: Zzyzx}]\n")
    assert first(run, path)["unmapped"] is True
    assert "UNMAPPED" in run("map", path).stdout


def test_a_false_citation_stands_in_the_audit_and_not_among_the_provisions(run: Run, file: File) -> None:
    """The mapping is shown with the citation's status; the provision that does not exist engages nothing."""
    finding = first(run, file(GOOD + "    citations: [GDPR Art. 200]\n"))
    assert [c["status"] for c in finding["citations"]] == ["no-such-provision"]
    assert not any(p["provision"] == "200" for p in finding["provisions"])


def test_an_unknown_topic_is_refused(run: Run, file: File) -> None:
    """A topic outside the vocabulary is an error of the file."""
    done = run("map", file("vendor: A\nfindings: [{title: B, topics: [ai-trainin]}]\n"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "[unknown-topic]" in done.stderr


MANY = """\
vendor: Acme
review: {date: 2026-11-23}
client: {people_in: [DE], role: controller}
findings:
  - title: Model training opt-out with safety review override
    summary: Prompts train the models unless the person opts out. Training on them is never for advertising.
    citations: ["Art. 99(9) GDPR", "Art. 6(1)(f) GDPR"]
  - title: Zebra lorem ipsum
    summary: Dolor sit amet.
  - title: Deletion of data
    summary: We delete all personal data within 30 days after you close your account and confirm it in writing.
  - title: Stated
    topics: [ai-training]
    jurisdictions: [BR]
"""


def test_the_way_to_each_provision_is_explained(run: Run, file: Callable[..., Path]) -> None:
    """With --explain each topic has the words that led to it, and a finding without one says why."""
    text = " ".join(run("map", file(MANY), "--explain").stdout.split())
    assert "in the title -> ai-training" in text
    assert "stated by the reviewer -> ai-training" in text
    assert "none: " in text
    assert "no law in the library answers this finding" in text
    assert "Art. 99(9) GDPR: no-such-provision" in text
    assert "2 citations of the reviewer, 1 in force as cited" in text
    assert "Considered and not engaged" in text
    assert "By place or day" in text


def test_the_mapping_without_the_way_is_short(run: Run, file: Callable[..., Path]) -> None:
    """Without --explain topics stand by their labels, and a finding of which nothing is read says so."""
    plain = run("map", file(MANY)).stdout
    assert "no topic could be read" in plain
    assert "-> ai-training" not in plain
    assert len(plain) < len(run("map", file(MANY), "--explain").stdout)


def test_the_part_of_the_language_model_is_explained(run: Run, file: File) -> None:
    """Where the file asks for it, --explain prints its chance beside the one that is taken; else it is not named."""
    asked = FOUR_PLACES % "[DE]"
    assert "by the language model" not in run("map", file(asked), "--explain").stdout
    asked = asked.replace("{date: 2026-11-23}", "{date: 2026-11-23, topics_by: encoder}")
    assert "by the language model alone" in run("map", file(asked), "--explain").stdout
