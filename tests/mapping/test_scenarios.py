"""The clauses and decisions written down for the step from topics to provisions are well formed, and say nothing that the cases say."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from tests.mapping.cases_form import cases_of, faults_of_labels, findings_file, leaks
from tests.support import library_on, read

CASES = Path(__file__).parent / "cases"
FILES = {
    "scenarios": 80,
    "scenarios2": 93,
    "scenarios3": 202,
    "scenarios4": 159,
    "scenarios5": 116,
    "scenarios6": 181,
    "scenarios7": 172,
}
"""The files, each by a hand of its own, and how many findings it holds."""
IDLE = ("s3-none-", "s5-none-", "s6-i-", "s7-none-", "s7-i-")
"""How the ids begin of findings that map to nothing."""
SCENARIOS: list[dict[str, Any]] = [
    case for name in FILES for case in yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))["cases"]
]


def test_every_scenario_is_a_findings_file_with_labels_that_exist() -> None:
    """A label that names nothing would be scored against nothing."""
    assert len(SCENARIOS) == len({case["id"] for case in SCENARIOS}) == sum(FILES.values())
    for case in SCENARIOS:
        read(findings_file(case))
        assert case["expect"]["topics"] or case["id"].startswith(IDLE), case["id"]
        assert faults_of_labels(case["expect"], library_on()) == [], case["id"]


def test_a_label_that_names_nothing_is_told() -> None:
    """The check is believed because it refuses a spoiled scenario."""
    spoiled = deepcopy(SCENARIOS[0]["expect"])
    spoiled["laws"]["eu-dora"]["all"].append("30(99)")
    assert faults_of_labels(spoiled, library_on()) == ["there is no provision eu-dora:30(99)"]


def test_no_scenario_repeats_a_case_to_develop_on() -> None:
    """A scenario that is a case again would measure nothing of its own."""
    assert leaks(SCENARIOS, cases_of("development")) == []
