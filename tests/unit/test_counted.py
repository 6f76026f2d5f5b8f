"""`memo.exposure.counted`: what a law counts by day or by person, in a formula and, where there is one, a sum."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from memo.exposure.counted import counted, for_people
from memo.findings.model import Affected
from memo.language.words import ENGLISH
from memo.library.records import Money, Tariff

STEP, CAP = Money(amount=Decimal(1_000), currency="EUR"), Money(amount=Decimal(50_000), currency="EUR")


@pytest.mark.parametrize(
    ("fixed", "cap", "formula", "figure", "limits"),
    [
        (STEP, None, "up to EUR 1,000 for each day, without a cap on the total", "EUR 1,000 for each day", "no total"),
        (None, CAP, "a sum for each day that the authority sets, at most EUR 50,000 in all", "EUR 50,000", "no sum for a day"),
        (STEP, CAP, "up to EUR 1,000 for each day, at most EUR 50,000 in all", "EUR 50,000", "the cap sets the ceiling"),
    ],
)  # fmt: skip
def test_a_sum_for_each_day(fixed: Money | None, cap: Money | None, formula: str, figure: str, limits: str) -> None:
    """Only a cap makes a total of days that nobody knows; without one the sum for a day stands alone."""
    tariff = Tariff(from_=date(2020, 1, 1), formula="per-day", fixed=fixed, cap=cap)
    found = counted(tariff, ENGLISH)
    said = [text.replace("\u00a0", " ") for text in (found.formula, found.figure or "")]
    assert said == [formula, figure]
    assert limits in found.caveat


def test_people_are_counted_only_where_the_law_sets_a_sum() -> None:
    """A tariff without a sum for one comes to nothing that could be said for many."""
    affected = Affected(at_least=10, at_most=20)
    assert for_people(Tariff(from_=date(2020, 1, 1), formula="per-day", cap=CAP), affected, ENGLISH) == ""
    tariff = Tariff(from_=date(2020, 1, 1), formula="per-violation", fixed=STEP, cap=CAP)
    assert "The cap sets the sum." in for_people(tariff, Affected(at_least=10, at_most=90), ENGLISH)
    assert "The cap sets the sum." not in for_people(tariff, affected, ENGLISH)
