"""`memo.exposure.ceiling`: each formula, with and without a figure, and what is never computed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.exposure.ceiling import Ceiling, ceiling
from memo.findings.model import Turnover
from memo.language.words import ENGLISH
from memo.library.records import Tariff
from memo.library.validation import validated
from tests.support import spaced

WORLDWIDE = {"turnover": "worldwide", "turnover_text": "worldwide turnover"}


def tariff(formula: str, fixed: int | None = 20_000_000, share: str | None = "4", **more: Any) -> Tariff:
    """Return a tariff in euro; a formula that needs a turnover takes the worldwide one."""
    values: dict[str, Any] = {"from": "2018-05-25", "formula": formula}
    if fixed is not None:
        values["fixed"] = {"amount": str(fixed), "currency": "EUR"}
    if share is not None and formula not in {"fixed", "per-violation", "per-person"}:
        values |= {"share": share, **WORLDWIDE}
    return validated(Tariff, {**values, **more})


def computed(given_: Tariff, turnover: str | int | None = None, currency: str = "EUR") -> Ceiling:
    """Return the ceiling for the vendor, its no-break spaces made plain."""
    figure = Turnover(amount=Decimal(turnover), currency=currency) if turnover is not None else None
    found = ceiling(given_, figure, "vendor")
    return Ceiling(spaced(found.formula), spaced(found.figure), spaced(found.caveat))


CASES: dict[str, tuple[Tariff, int | None, str, str, str]] = {
    # tariff, turnover, formula, figure, words of the caveat
    "fixed": (tariff("fixed"), None, "at most EUR 20,000,000", "EUR 20,000,000", ""),
    "fixed-with-turnover": (tariff("fixed"), 10**12, "at most EUR 20,000,000", "EUR 20,000,000", ""),
    "greater-share": (tariff("greater-of"), 900_000_000, "the higher of EUR 20,000,000 and 4 % of worldwide turnover",
        "EUR 36,000,000", "the share of turnover sets"),
    "greater-fixed": (tariff("greater-of"), 100_000_000, "the higher of EUR 20,000,000 and 4 % of worldwide turnover",
        "EUR 20,000,000", "the fixed sum sets"),
    "greater-equal": (tariff("greater-of"), 500_000_000, "the higher of EUR 20,000,000 and 4 % of worldwide turnover",
        "EUR 20,000,000", "the fixed sum sets"),
    "greater-none": (tariff("greater-of"), None, "the higher of EUR 20,000,000 and 4 % of worldwide turnover",
        "at least EUR 20,000,000", "a floor of the ceiling"),
    "lesser-share": (tariff("lesser-of"), 100_000_000, "the lower of EUR 20,000,000 and 4 % of worldwide turnover",
        "EUR 4,000,000", "the share of turnover sets"),
    "lesser-fixed": (tariff("lesser-of"), 900_000_000, "the lower of EUR 20,000,000 and 4 % of worldwide turnover",
        "EUR 20,000,000", "the fixed sum sets"),
    "lesser-none": (tariff("lesser-of"), None, "the lower of EUR 20,000,000 and 4 % of worldwide turnover",
        "at most EUR 20,000,000", "the fixed sum caps"),
    "capped-share": (tariff("share-capped"), 100_000_000, "4 % of worldwide turnover, at most EUR 20,000,000",
        "EUR 4,000,000", "the share of turnover sets"),
    "capped-fixed": (tariff("share-capped"), 900_000_000, "4 % of worldwide turnover, at most EUR 20,000,000",
        "EUR 20,000,000", "the fixed sum sets"),
    "capped-none": (tariff("share-capped"), None, "4 % of worldwide turnover, at most EUR 20,000,000",
        "at most EUR 20,000,000", "the fixed sum caps"),
    "else-share": (tariff("share-else-fixed"), 100_000_000,
        "4 % of worldwide turnover; EUR 20,000,000 where there is no turnover or it cannot be established",
        "EUR 4,000,000", "4 % of the vendor's EUR 100,000,000 is EUR 4,000,000"),
    "else-none": (tariff("share-else-fixed"), None,
        "4 % of worldwide turnover; EUR 20,000,000 where there is no turnover or it cannot be established",
        "4 % of turnover", "so no sum is stated"),
    "violation": (tariff("per-violation", 7988), 10**9,
        "up to EUR 7,988 for each violation, without a cap on the total", "EUR 7,988 for each violation",
        "no total is stated"),
    "person": (tariff("per-person", 750, minimum={"amount": "100", "currency": "EUR"}), None,
        "EUR 100 to EUR 750 for each person concerned", "EUR 100 to EUR 750 a person", "no total is stated"),
    "person-from-nought": (tariff("per-person", 750, minimum={"amount": "0", "currency": "EUR"}), None,
        "up to EUR 750 for each person concerned", "up to EUR 750 a person", "no total is stated"),
    "day": (tariff("per-day-share", None, "5", turnover="daily", turnover_text="average daily turnover"), 10**9,
        "up to 5 % of average daily turnover for each day", "EUR 136,986 for each day", "no total is stated"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_formula_gives_its_figure(case: str) -> None:
    """Each formula of the law gives its words, its figure for the turnover given, and what limits it."""
    given_, turnover, formula, figure, caveat = CASES[case]
    found = computed(given_, turnover)
    assert (found.formula, found.figure) == (formula, figure)
    assert caveat in found.caveat


def test_no_turnover_is_ever_guessed() -> None:
    """Without a figure the memo says that it was not given."""
    for formula in ("greater-of", "lesser-of", "share-capped", "share-else-fixed"):
        assert "does not give the vendor's turnover" in computed(tariff(formula)).caveat


@pytest.mark.parametrize(
    ("formula", "word"), [("greater-of", "higher"), ("lesser-of", "lower"), ("share-capped", "lower")]
)
def test_no_currency_is_converted(formula: str, word: str) -> None:
    """A turnover in another currency leaves both limbs standing."""
    found = computed(tariff(formula), 900_000_000, "USD")
    assert found.figure == f"{word} of EUR 20,000,000 and USD 36,000,000"
    assert "converts no currency" in found.caveat


@pytest.mark.parametrize("formula", ["greater-of", "lesser-of", "share-capped", "share-else-fixed"])
def test_a_national_turnover_is_not_computed_from_the_worldwide_one(formula: str) -> None:
    """A share of turnover in one country is never taken from the worldwide figure."""
    found = computed(tariff(formula, turnover="national", turnover_text="turnover in Brazil"), 10**12)
    assert "worldwide turnover, not the turnover in Brazil" in found.caveat
    assert "40,000,000,000" not in found.figure + found.caveat


AMOUNTS = st.decimals(0, Decimal("1e15"), places=2, allow_nan=False)
SHARES = st.decimals(Decimal("0.1"), 100, places=1)


def amount_of(figure: str) -> Decimal:
    """Return the amount of a figure in euro."""
    return Decimal(figure.removeprefix("EUR ").replace(",", ""))


@given(AMOUNTS, SHARES, st.integers(1, 10**9))
def test_the_higher_is_never_below_and_the_lower_never_above_the_fixed_sum(
    turnover: Decimal, share: Decimal, fixed: int
) -> None:
    """The higher of two limbs is never below the fixed sum; the lower is never above it."""
    higher = computed(tariff("greater-of", fixed, str(share)), str(turnover))
    lower = computed(tariff("lesser-of", fixed, str(share)), str(turnover))
    capped = computed(tariff("share-capped", fixed, str(share)), str(turnover))
    assert amount_of(higher.figure) >= fixed
    assert amount_of(lower.figure) <= fixed
    assert capped.figure == lower.figure
    assert amount_of(higher.figure) + amount_of(lower.figure) == pytest.approx(
        fixed + turnover * share / 100, abs=Decimal("0.02")
    )


@given(AMOUNTS, AMOUNTS, SHARES)
def test_more_turnover_never_lowers_a_ceiling(one: Decimal, other: Decimal, share: Decimal) -> None:
    """A ceiling grows with the turnover or stays."""
    less, more = sorted((one, other))
    for formula in ("greater-of", "lesser-of", "share-else-fixed"):
        rule = tariff(formula, 1000, str(share))
        assert amount_of(computed(rule, str(less)).figure) <= amount_of(computed(rule, str(more)).figure)


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [("20000000", "EUR", "EUR 20,000,000"), ("7988", "USD", "USD 7,988"), ("0.5", "EUR", "EUR 0.50"),
        ("1234.565", "EUR", "EUR 1,234.57"), ("999.6", "KRW", "KRW 1,000"), ("0", "EUR", "EUR 0"),
        ("1E+3", "EUR", "EUR 1,000")],
)  # fmt: skip
def test_an_amount_is_written_exactly(amount: str, currency: str, written: str) -> None:
    """An amount has its currency in front, separators, and decimals only where it needs them."""
    assert spaced(ENGLISH.money(Decimal(amount), currency)) == written


@pytest.mark.parametrize(
    ("share", "written"), [("4", "4 %"), ("2.50", "2.5 %"), ("10", "10 %"), ("0.5", "0.5 %"), ("100", "100 %")]
)
def test_a_share_is_written_exactly(share: str, written: str) -> None:
    """A share has no needless nought and no power of ten."""
    assert spaced(ENGLISH.percent(Decimal(share))) == written
