"""The most a law allows for one tier of sanctions, with the formula and the figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from memo.library.records import Tariff

if TYPE_CHECKING:
    from memo.findings.model import Turnover

_SIGNLESS = {"JPY", "KRW"}


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A ceiling: the highest sum, its formula in words, and what limits the statement.

    `figure` is empty where no single sum can be computed. It is a ceiling,
    never a forecast: what is imposed in a case is usually far below it.
    """

    formula: str
    figure: str
    caveat: str = ""


def money(amount: Decimal, currency: str) -> str:
    """Return an amount as the memo writes it, with no-break spaces and no needless decimals.

    >>> money(Decimal("20000000"), "EUR").replace("\\u00a0", " ")
    'EUR 20,000,000'
    """
    places = Decimal(1) if amount == amount.to_integral() or currency in _SIGNLESS else Decimal("0.01")
    return f"{currency}\u00a0{amount.quantize(places, ROUND_HALF_UP):,}"


def percent(share: Decimal) -> str:
    """Return a share as the memo writes it: `4 %` with a no-break space."""
    return f"{share.normalize():f}\u00a0%"


def ceiling(tariff: Tariff, turnover: Turnover | None, whose: str) -> Ceiling:
    """Return the ceiling that a tariff sets for a party.

    `turnover` is the party's worldwide yearly turnover as the findings file
    gives it; `whose` names the party. A share of national turnover is never
    computed from the worldwide figure, and no currency is converted.

    >>> from datetime import date
    >>> from memo.findings.model import Turnover
    >>> from memo.library.records import Money
    >>> tier = Tariff(from_=date(2018, 5, 25), formula="greater-of",
    ...     fixed=Money(amount=Decimal(10_000_000), currency="EUR"), share=Decimal(2),
    ...     turnover="worldwide", turnover_text="total worldwide annual turnover")
    >>> figure = ceiling(tier, Turnover(amount=Decimal(900_000_000), currency="EUR"), "the vendor")
    >>> figure.figure.replace("\\u00a0", " ")
    'EUR 18,000,000'
    """
    fixed = money(tariff.fixed.amount, tariff.fixed.currency) if tariff.fixed else ""
    share = percent(tariff.share) if tariff.share else ""
    of = f"{share} of {tariff.turnover_text}" if share else ""
    match tariff.formula:
        case "fixed":
            return Ceiling(f"at most {fixed}", fixed)
        case "per-violation":
            return Ceiling(
                f"up to {fixed} for each violation, without a cap on the total",
                f"{fixed} for each violation",
                "The number of violations is not known, so no total is stated.",
            )
        case "per-person":
            least = tariff.minimum.amount if tariff.minimum else Decimal(0)
            span = (
                f"{money(least, tariff.minimum.currency)} to {fixed}" if least and tariff.minimum else f"up to {fixed}"
            )
            return Ceiling(
                f"{span} for each person concerned",
                f"{span} a person",
                "The number of people concerned is not known, so no total is stated.",
            )
        case "at-least-per-person":
            return Ceiling(
                f"{fixed} or actual damages for each person concerned, whichever is more",
                f"{fixed} or actual damages a person",
                "Neither the number of people concerned nor their damages are known, so no total is stated.",
            )
        case "per-day-share":
            return Ceiling(f"up to {of} for each day", "", "Runs by the day; no total is stated.")
    joined = {
        "share": of,
        "greater-of": f"the higher of {fixed} and {of}",
        "lesser-of": f"the lower of {fixed} and {of}",
        "share-capped": f"{of}, at most {fixed}",
        "share-else-fixed": f"{of}; {fixed} where there is no turnover or it cannot be established",
    }[tariff.formula]
    return _of_two_limbs(tariff, turnover, whose, joined)


def _of_two_limbs(tariff: Tariff, turnover: Turnover | None, whose: str, formula: str) -> Ceiling:
    share, fixed = tariff.share or Decimal(0), tariff.fixed
    if tariff.turnover != "worldwide" or turnover is None:
        return _without_turnover(tariff, turnover, whose, formula)
    limb = turnover.amount * share / 100
    given = money(turnover.amount, turnover.currency)
    of_turnover = f"{percent(share)} of {whose}'s {given} is {money(limb, turnover.currency)}"
    if tariff.formula in ("share", "share-else-fixed") or fixed is None:
        return Ceiling(formula, money(limb, turnover.currency), of_turnover + ".")
    if fixed.currency != turnover.currency:
        either = "higher" if tariff.formula == "greater-of" else "lower"
        return Ceiling(
            formula,
            f"{either} of {money(fixed.amount, fixed.currency)} and {money(limb, turnover.currency)}",
            f"{of_turnover}; memo converts no currency, so both limbs stand.",
        )
    top = max(limb, fixed.amount) if tariff.formula == "greater-of" else min(limb, fixed.amount)
    sets = "the share of turnover" if top == limb and limb != fixed.amount else "the fixed sum"
    return Ceiling(formula, money(top, fixed.currency), f"{of_turnover}; {sets} sets the ceiling.")


def _without_turnover(tariff: Tariff, turnover: Turnover | None, whose: str, formula: str) -> Ceiling:
    fixed = money(tariff.fixed.amount, tariff.fixed.currency) if tariff.fixed else ""
    missing = (
        f"The file does not give {whose}'s turnover"
        if turnover is None
        else f"The file gives {whose}'s worldwide turnover, not the {tariff.turnover_text}"
    )
    match tariff.formula:
        case "greater-of":
            return Ceiling(formula, f"at least {fixed}", f"{missing}; the fixed sum is a floor of the ceiling.")
        case "share" | "share-else-fixed":
            return Ceiling(
                formula, f"{percent(tariff.share or Decimal(0))} of turnover", f"{missing}, so no sum is stated."
            )
        case _:
            return Ceiling(formula, f"at most {fixed}", f"{missing}; the fixed sum caps the fine.")
