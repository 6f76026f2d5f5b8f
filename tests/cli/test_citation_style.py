"""The style of citations: chosen on the command line or by the house, and the same law in each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EXAMPLE = Path(__file__).parents[2] / "examples" / "anthropic-claude.yaml"
File = Callable[..., Path]
REVIEW = (
    "review: {date: 2026-11-23}\nvendor: A\nclient: {people_in: [DE, US-CA]}\n"
    "findings:\n  - {title: Sub-processors, topics: [erasure-right], citations: ['GDPR Art. 17(1)', 'Recital 65 GDPR']}\n"
)


@pytest.mark.parametrize(
    ("style", "written", "other"),
    [
        ("plain", "Art. 17(1) GDPR", "GDPR, art 17(1)"),
        ("bluebook", "GDPR art. 17(1)", "Art. 17(1) GDPR"),
        ("oscola", "GDPR, art 17(1)", "Art. 17(1) GDPR"),
    ],
)
def test_the_option_sets_the_style(style: str, written: str, other: str, run: Run, file: File) -> None:
    """A memo cites in the style asked for, and nowhere in another."""
    path = file(REVIEW, "review.yaml")
    done = run("render", str(path), "-f", "md", "-o", "-", "--citation-style", style)
    text = done.stdout.replace("\u00a0", " ").replace("\\", "")
    assert done.exit_code == 0, done.stderr
    assert written in text
    assert other not in text


def test_the_house_sets_the_style_and_the_option_goes_before_it(run: Run, file: File) -> None:
    """`citation_style` of house.yaml counts unless the command says otherwise."""
    path = file(REVIEW, "review.yaml")
    house = path.parent / "house"
    house.mkdir()
    (house / "house.yaml").write_text("name: Firm\ncitation_style: oscola\n", encoding="utf-8")
    call = ("render", str(path), "-f", "md", "-o", "-", "--house", str(house))
    assert "GDPR, art 17(1)" in run(*call).stdout.replace("\u00a0", " ")
    assert "GDPR art. 17(1)" in run(*call, "--citation-style", "bluebook").stdout.replace("\u00a0", " ").replace(
        "\\", ""
    )


def test_a_style_nobody_knows_is_refused(run: Run, file: File) -> None:
    """A misspelt style of a house is named with its place and the nearest right one."""
    path = file(REVIEW, "review.yaml")
    house = path.parent / "house"
    house.mkdir()
    (house / "house.yaml").write_text("name: Firm\ncitation_style: oscolla\n", encoding="utf-8")
    done = run("render", str(path), "-f", "md", "-o", "-", "--house", str(house))
    assert done.exit_code == 1
    assert "house.yaml:2:17" in done.stderr
    assert "oscola" in done.stderr


@pytest.mark.parametrize(
    ("style", "full"),
    [
        ("plain", "OJ L 119, 4.5.2016"),
        ("bluebook", "[hereinafter GDPR]"),
        ("oscola", "(GDPR)"),
    ],
)
def test_a_law_is_cited_in_full_once(style: str, full: str, run: Run, file: File) -> None:
    """The first provision of a law that findings cite has the law's full form beside it, later ones have not."""
    finding = "  - {{title: {0}, topics: [erasure-right], citations: ['GDPR Art. 17(1)']}}\n"
    head = "review: {date: 2026-11-23}\nvendor: A\nclient: {people_in: [DE]}\nfindings:\n"
    path = file(head + finding.format("One") + finding.format("Two"), "review.yaml")
    done = run("render", str(path), "-f", "json", "-o", "-", "--citation-style", style)
    findings = json.loads(done.stdout)["findings"]
    notes = [[r["note"] for r in part["regimes"] if r["law"] == "eu-gdpr"] for part in findings]
    assert [len(found) for found in notes] == [1, 1]
    assert full in notes[0][0][0] if isinstance(notes[0][0], list) else full in notes[0][0]
    assert not notes[1][0]


def test_the_table_of_authorities_is_in_the_style_s_order(run: Run, file: File) -> None:
    """Bluebook lists the law of the United States first, OSCOLA the Union's before it, the plain style as it was."""
    path = file(REVIEW, "review.yaml")

    def laws(style: str) -> list[str]:
        done = run("render", str(path), "-f", "json", "-o", "-", "--citation-style", style)
        return [table["law"] for table in json.loads(done.stdout)["table_of_authorities"]]

    bluebook, oscola = laws("bluebook"), laws("oscola")
    assert sorted(bluebook) == sorted(oscola) == sorted(laws("plain"))
    assert bluebook.index("us-ca-ccpa") < bluebook.index("eu-gdpr")
    assert oscola.index("eu-gdpr") < oscola.index("us-ca-ccpa")


@pytest.mark.parametrize("style", ["plain", "bluebook"])
def test_a_law_that_is_only_also_engaged_has_its_full_form_once(style: str, run: Run) -> None:
    """In the styles of journals and courts a law is named in full where it comes first, set out or not."""
    done = run("render", str(EXAMPLE), "-f", "json", "-o", "-", "--citation-style", style)
    findings = json.loads(done.stdout)["findings"]
    also = [one for part in findings for one in part["also_engaged"]]
    named = [one["engaged"]["reference"]["law"] for one in also if one["note"]]
    named += [regime["law"] for part in findings for regime in part["regimes"] if regime["note"]]
    assert also
    assert len(named) == len(set(named))
    if style == "bluebook":
        assert {one["engaged"]["reference"]["law"] for one in also} <= set(named)
    else:
        assert not any(one["note"] for one in also)
