"""The style of citations: chosen on the command line or by the house, and the same law in each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

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
