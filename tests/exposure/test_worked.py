"""Ceilings against sums worked out by hand from the provisions, and properties that every ceiling has."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from memo.exposure.ceiling import ceiling
from memo.findings.model import Turnover
from memo.findings.strict import strict
from memo.library.records import Tariff
from tests.support import DAY, TRAINING, library_on, memo_of, review

EXAMPLES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "worked.yaml").read_text(encoding="utf-8"))[
    "examples"
]


def tariff_of(law: str, tier: str, day: date) -> Tariff:
    """Return what a tier sets on a day."""
    on_day = library_on(day).law(law)
    penalty = on_day.penalty(tier)
    assert penalty is not None, (law, tier)
    tariff = on_day.tariff(penalty)
    assert tariff is not None, (law, tier, day)
    return tariff


def test_there_are_enough_and_each_is_sourced() -> None:
    """At least forty examples rest on a statute or on guidance, each with a source of its own that it reads."""
    assert sum(example["source"]["kind"] in ("statute", "guidance") for example in EXAMPLES) >= 40
    assert any(example["source"]["kind"] == "guidance" for example in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['law']}-{e['tier']}-{e['day']}-{e.get('turnover')}")
def test_the_source_of_an_example_is_that_of_its_sum(example: dict[str, Any]) -> None:
    """A statute's place is the tier's pinpoint and its address one that the record was verified against."""
    law = library_on().law(example["law"])
    penalty = next(p for p in law.record.penalties if p.id == example["tier"])
    source, held = example["source"], {source.url: source.kind for source in penalty.sources}
    assert set(source) == {"place", "kind", "url"}
    assert example["because"]
    assert source["url"].startswith("https://")
    if source["kind"] == "guidance":
        assert any(char.isdigit() for char in source["place"])
        return
    assert source["place"] == law.cite(penalty.pinpoint).replace("\u00a0", " ")
    assert held[source["url"]] == {"statute": "primary", "account": "secondary"}[source["kind"]]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['law']}-{e['tier']}-{e['day']}-{e.get('turnover')}")
def test_the_sum_is_the_one_worked_out_by_hand(example: dict[str, Any]) -> None:
    """The figure is that of the example, to the unit."""
    turnover = strict(Turnover, example["turnover"]) if "turnover" in example else None
    found = ceiling(tariff_of(example["law"], example["tier"], example["day"]), turnover, "vendor")
    assert found.figure.replace("\u00a0", " ") == example["figure"]
    assert found.formula


LIMBS = [
    (law.id, penalty.id, tariff)
    for law in library_on().laws()
    for penalty in law.record.penalties
    for tariff in penalty.tariffs
    if tariff.formula in ("greater-of", "lesser-of", "share", "share-capped") and tariff.turnover == "worldwide"
]


def figure(tariff: Tariff, amount: int) -> Decimal:
    """Return the sum of a ceiling for a turnover in the tariff's currency."""
    currency = tariff.fixed.currency if tariff.fixed else "EUR"
    written = ceiling(tariff, Turnover(amount=Decimal(amount), currency=currency), "vendor").figure
    return Decimal(written.split("\u00a0")[1].replace(",", ""))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(LIMBS), st.integers(0, 10**13), st.integers(0, 10**13))
def test_a_ceiling_never_falls_as_turnover_rises(limb: tuple[str, str, Tariff], one: int, other: int) -> None:
    """Whatever the formula, more turnover is no lower ceiling."""
    low, high = sorted((one, other))
    assert figure(limb[2], low) <= figure(limb[2], high)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(LIMBS), st.integers(0, 10**13))
def test_a_ceiling_keeps_to_its_fixed_limb(limb: tuple[str, str, Tariff], amount: int) -> None:
    """The higher of two is never below the fixed sum, the lower never above it."""
    tariff = limb[2]
    if tariff.fixed is None:
        return
    if tariff.formula == "greater-of":
        assert figure(tariff, amount) >= tariff.fixed.amount
    else:
        assert figure(tariff, amount) <= tariff.fixed.amount


def test_a_change_of_law_changes_the_memo() -> None:
    """Korea's tier of ten per cent is named on the day it begins, and the day before only as to come."""
    reading = review({**TRAINING, "severity": "high"}, client={"people_in": ["KR"]}, vendor={"name": "Acme"})
    before, after = (memo_of(reading, day=date(2026, 9, day)).to_markdown() for day in (10, 11))
    assert before != after
    assert "11 September 2026" in before.replace("\u00a0", " ")
    assert "10\u00a0%" in after or "10 %" in after.replace("\u00a0", " ")


def test_what_a_tier_costs_tomorrow_is_not_what_it_costs_today() -> None:
    """A tier that begins later has no tariff on an earlier day."""
    law = library_on(DAY).law("in-dpdp-act")
    penalty = law.penalty("security")
    assert penalty is not None
    assert law.tariff(penalty) is None
    assert library_on(date(2027, 6, 1)).law("in-dpdp-act").tariff(penalty) is not None
