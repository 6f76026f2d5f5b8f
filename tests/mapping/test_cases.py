"""The labelled cases for mapping are well formed: what they name exists, and each stands in its part."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from tests.mapping.cases_form import PARTS, cases_of, faults_of_cases, leaks, part_of
from tests.support import library_on

GOOD: dict[str, Any] = {
    "id": "good-case",
    "source": {"title": "A decision", "url": "https://example.org/decision", "seen": date(2026, 11, 25)},
    "context": {"client": {"role": "controller"}, "people_in": ["DE"], "vendor": {"role": "processor"}},
    "finding": {"title": "No term on sub-processors"},
    "expect": {
        "topics": ["sub-processors"],
        "laws": {"eu-gdpr": {"primary": ["28(2)"], "all": ["28(2)", "28(4)"]}},
        "fair": ["eu-dora"],
        "none_of": ["eu-unfair-terms"],
    },
    "labelled_by": "source",
}


@pytest.mark.parametrize("part", PARTS)
def test_every_case_is_well_formed(part: str) -> None:
    """A case that names a law, provision or topic that does not exist would be scored against nothing."""
    assert faults_of_cases(cases_of(part), part, library_on()) == []


def test_no_case_stands_in_both_parts() -> None:
    """What is developed on is never in the part that is scored."""
    ids = [case["id"] for part in PARTS for case in cases_of(part)]
    assert len(ids) == len(set(ids))


def test_no_title_and_no_clause_stands_in_both_parts() -> None:
    """The same finding under two ids would leak from one part to the other."""
    parts = [cases_of(part) for part in PARTS]
    assert leaks(*parts) == []


def test_a_title_or_clause_in_both_parts_is_told() -> None:
    """A leak is found by its title, by its words, and by the beginning of its words."""
    clause = "We may change these terms at any time, and your use of the service is your consent to that."
    one = [{"id": "one-case", "finding": {"title": "Changes", "quote": clause}}]
    told = [
        leaks(one, [{"id": "other-case", "finding": {"title": title, "quote": quote}}])
        for title, quote in [
            ("changes!", ""),
            ("Else", clause[:40]),
            ("Else", clause[:60] + " other words follow here"),
            ("Else", "Your use."),
        ]
    ]
    assert [bool(found) for found in told] == [True, True, True, False]


def test_a_good_case_has_no_fault() -> None:
    """The case that the spoiled ones are made from passes; else they would prove nothing."""
    assert faults_of_cases([GOOD], part_of(GOOD["id"]), library_on()) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("expect/topics", ["sub-procesors"], "there is no topic sub-procesors"),
        ("expect/fair_topics", ["nothing"], "there is no topic nothing"),
        ("expect/laws", {"eu-gdrp": {"primary": [], "all": []}}, "there is no law eu-gdrp"),
        ("expect/fair", ["eu-dorra"], "there is no law eu-dorra"),
        ("expect/none_of", ["eu-none"], "there is no law eu-none"),
        ("expect/none_of", ["eu-gdpr"], "eu-gdpr is labelled in more than one way"),
        ("expect/laws/eu-gdpr", {"primary": [], "all": ["28(12)"]}, "there is no provision eu-gdpr:28(12)"),
        ("expect/laws/eu-gdpr", {"primary": ["28(1)"], "all": []}, "eu-gdpr:28(1) is primary but not among all"),
        ("expect/laws/eu-gdpr", {"primary": []}, "law lacks all"),
        ("expect/wanted", [], "expect may not have wanted"),
        ("finding/topics", ["sub-processors"], "finding may not have topics"),
        ("finding/title", "x" * 900, "is no findings file"),
        ("context/people_in", ["Germany"], "is no findings file"),
        ("context/vendor/role", "helper", "is no findings file"),
        ("context/sector", "health", "context may not have sector"),
        ("source/url", "https://gdprhub.eu/index.php", "the source may not be"),
        ("source/url", "example.org/decision", "the source may not be"),
        ("source/seen", date(2030, 1, 1), "seen is not a day up to today"),
        ("labelled_by", "guess", "labelled_by is 'guess'"),
        ("id", "Good case", "the id is not made of"),
    ],
)
def test_a_spoiled_case_is_refused(path: str, value: Any, fault: str) -> None:
    """Each check is believed only because it refuses a case that breaks it."""
    case = deepcopy(GOOD)
    *groups, key = path.split("/")
    at = case
    for group in groups:
        at = at[group]
    at[key] = value
    faults = faults_of_cases([case], part_of(case["id"]), library_on())
    assert any(fault in told for told in faults), faults


@pytest.mark.parametrize("key", sorted(GOOD))
def test_a_case_without_a_needed_key_is_refused(key: str) -> None:
    """No part of a case may be left out."""
    case = {name: value for name, value in GOOD.items() if name != key}
    assert any(f"case lacks {key}" in told for told in faults_of_cases([case], "development", library_on()))


def test_a_case_in_the_wrong_part_or_twice_is_refused() -> None:
    """The hash of the id, and nothing else, decides where a case stands."""
    here = part_of(GOOD["id"])
    (there,) = set(PARTS) - {here}
    assert any(f"belongs to the part {here}" in told for told in faults_of_cases([GOOD], there, library_on()))
    assert any("stands twice" in told for told in faults_of_cases([GOOD, GOOD], here, library_on()))
