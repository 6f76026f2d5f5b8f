"""Ceilings and floors that are counted: by violation, by person, by day, by calendar year, with their caps.

The law gives the sum for one; how many there are the file may say. What the
law calls the least that is awarded is a floor and is called so.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from memo.exposure.figure import Ceiling
from memo.language.words import N_, Words
from memo.library.records import Tariff

if TYPE_CHECKING:
    from memo.findings.model import Affected

BY_PEOPLE = ("per-violation", "per-person", "at-least-per-violation", "at-least-per-person")
"""The formulas whose sum grows with the people concerned."""

FLOORS = ("at-least-per-violation", "at-least-per-person")
"""The formulas that set the least and no ceiling."""

_UNKNOWN = {
    "per-violation": N_("The number of violations is not known, so no total is stated."),
    "per-person": N_("The number of people concerned is not known, so no total is stated."),
    "at-least-per-violation": N_(
        "This is a floor, no ceiling: neither the number of violations nor the damages are known, "
        "so no total is stated."
    ),
    "at-least-per-person": N_(
        "This is a floor, no ceiling: neither the number of people concerned nor their damages are known, "
        "so no total is stated."
    ),
}

_BY_CAP = N_("The cap sets the sum.")


def counted(tariff: Tariff, words: Words) -> Ceiling:
    """Return the formula and the sum for one of a tariff that is counted."""
    say = words.say
    fixed = words.money(tariff.fixed.amount, tariff.fixed.currency) if tariff.fixed else ""
    cap = words.money(tariff.cap.amount, tariff.cap.currency) if tariff.cap else ""
    match tariff.formula:
        case "per-violation":
            figure = say("{fixed} for each violation", fixed=fixed)
            formula = say("up to {fixed} for each violation, without a cap on the total", fixed=fixed)
            if cap:
                figure = say("{fixed} for each violation, {cap} in all", fixed=fixed, cap=cap)
                formula = say("up to {fixed} for each violation, at most {cap} in all", fixed=fixed, cap=cap)
        case "per-person":
            formula = say("up to {fixed} for each person concerned", fixed=fixed)
            figure = say("up to {fixed} a person", fixed=fixed)
            if tariff.minimum and tariff.minimum.amount:
                low = words.money(tariff.minimum.amount, tariff.minimum.currency)
                formula = say("{least} to {fixed} for each person concerned", least=low, fixed=fixed)
                figure = say("{least} to {fixed} a person", least=low, fixed=fixed)
        case "at-least-per-violation":
            formula = say("at least {fixed} for each violation, actual damages where they are higher", fixed=fixed)
            figure = say("at least {fixed} for each violation", fixed=fixed)
        case "at-least-per-person" if tariff.daily:
            formula = say(
                "at least the higher of {fixed} and {daily} for each day, for each person concerned; "
                "actual damages where they are higher",
                fixed=fixed,
                daily=words.money(tariff.daily.amount, tariff.daily.currency),
            )
            figure = say("at least {fixed} a person", fixed=fixed)
        case "at-least-per-person":
            formula = say(
                "at least {fixed} for each person concerned, actual damages where they are higher", fixed=fixed
            )
            figure = say("at least {fixed} a person", fixed=fixed)
        case "per-year":
            formula = say("at most {fixed} in a calendar year for {what}", fixed=fixed, what=tariff.counts or "")
            return Ceiling(
                formula,
                say("{fixed} in a calendar year", fixed=fixed),
                say("Each calendar year counts anew, so no total is stated."),
            )
        case _:
            return _by_day(fixed, cap, words)
    return Ceiling(formula, figure, say(_UNKNOWN[tariff.formula]))


def _by_day(fixed: str, cap: str, words: Words) -> Ceiling:
    say = words.say
    if fixed and not cap:
        formula = say("up to {fixed} for each day, without a cap on the total", fixed=fixed)
        return Ceiling(formula, say("{fixed} for each day", fixed=fixed), say("Runs by the day; no total is stated."))
    if not fixed:
        formula = say("a sum for each day that the authority sets, at most {cap} in all", cap=cap)
        return Ceiling(formula, cap, say("The law names no sum for a day."))
    formula = say("up to {fixed} for each day, at most {cap} in all", fixed=fixed, cap=cap)
    return Ceiling(formula, cap, say("Runs by the day; the cap sets the ceiling."))


def for_people(tariff: Tariff, affected: Affected, words: Words) -> str:
    """Return what a counted tariff comes to for the people the file gives, each taken as one violation.

    From the least that the law sets for one to the most, never above a cap;
    a floor is said to be one.
    """
    if tariff.fixed is None:
        return ""
    one, currency = tariff.fixed.amount, tariff.fixed.currency
    least = one
    if tariff.formula == "per-person" and tariff.minimum and tariff.minimum.amount:
        least = tariff.minimum.amount
    low, high = least * affected.at_least, one * affected.at_most
    capped = tariff.cap is not None and high > tariff.cap.amount
    if tariff.cap is not None:
        low, high = min(low, tariff.cap.amount), min(high, tariff.cap.amount)
    said = _sum(affected, low, high, currency, floor=tariff.formula in FLOORS, words=words)
    return f"{said} {words.say(_BY_CAP)}" if capped else said


def _sum(affected: Affected, low: Decimal, high: Decimal, currency: str, *, floor: bool, words: Words) -> str:
    facts = {"low": words.money(low, currency), "high": words.money(high, currency)}
    one_number, one_sum = affected.at_least == affected.at_most, low == high
    if one_number:
        facts["number"] = f"{affected.at_least:,}"
        if floor:
            said = N_(
                "For {number} people, one violation each, that is at least {low}: a floor; actual damages count "
                "where they are higher."
            )
        elif one_sum:
            said = N_("For {number} people, one violation each, that is {high}.")
        else:
            said = N_("For {number} people, one violation each, that is {low} to {high}.")
        return words.say(said, **facts)
    facts |= {"least": f"{affected.at_least:,}", "most": f"{affected.at_most:,}"}
    if floor:
        said = N_(
            "For {least} to {most} people, one violation each, that is at least {low} to {high}: "
            "a floor; actual damages count where they are higher."
        )
    elif one_sum:
        said = N_("For {least} to {most} people, one violation each, that is {high}.")
    else:
        said = N_("For {least} to {most} people, one violation each, that is {low} to {high}.")
    return words.say(said, **facts)
