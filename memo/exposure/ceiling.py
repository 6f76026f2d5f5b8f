"""The most a law allows for one tier of sanctions, with the formula and the figure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from memo.exposure.counted import BY_PEOPLE, counted
from memo.exposure.figure import Ceiling, Party
from memo.language.words import ENGLISH, N_, Words
from memo.library.records import Tariff

if TYPE_CHECKING:
    from memo.findings.model import Turnover


_OF_TURNOVER = {
    "vendor": {
        "share": N_("{share} of the vendor's {given} is {limb}."),
        "other-currency": N_(
            "{share} of the vendor's {given} is {limb}; memo converts no currency, so both limbs stand."
        ),
        "by-share": N_("{share} of the vendor's {given} is {limb}; the share of turnover sets the ceiling."),
        "by-fixed": N_("{share} of the vendor's {given} is {limb}; the fixed sum sets the ceiling."),
        "floor": N_("The file does not give the vendor's turnover; the fixed sum is a floor of the ceiling."),
        "no-sum": N_("The file does not give the vendor's turnover, so no sum is stated."),
        "caps": N_("The file does not give the vendor's turnover; the fixed sum caps the fine."),
        "other-floor": N_(
            "The file gives the vendor's worldwide turnover, not the {turnover}; "
            "the fixed sum is a floor of the ceiling."
        ),
        "other-no-sum": N_("The file gives the vendor's worldwide turnover, not the {turnover}, so no sum is stated."),
        "other-caps": N_(
            "The file gives the vendor's worldwide turnover, not the {turnover}; the fixed sum caps the fine."
        ),
    },
    "client": {
        "share": N_("{share} of the client's {given} is {limb}."),
        "other-currency": N_(
            "{share} of the client's {given} is {limb}; memo converts no currency, so both limbs stand."
        ),
        "by-share": N_("{share} of the client's {given} is {limb}; the share of turnover sets the ceiling."),
        "by-fixed": N_("{share} of the client's {given} is {limb}; the fixed sum sets the ceiling."),
        "floor": N_("The file does not give the client's turnover; the fixed sum is a floor of the ceiling."),
        "no-sum": N_("The file does not give the client's turnover, so no sum is stated."),
        "caps": N_("The file does not give the client's turnover; the fixed sum caps the fine."),
        "other-floor": N_(
            "The file gives the client's worldwide turnover, not the {turnover}; "
            "the fixed sum is a floor of the ceiling."
        ),
        "other-no-sum": N_("The file gives the client's worldwide turnover, not the {turnover}, so no sum is stated."),
        "other-caps": N_(
            "The file gives the client's worldwide turnover, not the {turnover}; the fixed sum caps the fine."
        ),
    },
}


def ceiling(tariff: Tariff, turnover: Turnover | None, party: Party, words: Words = ENGLISH) -> Ceiling:
    """Return the ceiling that a tariff sets for a party.

    `turnover` is the party's worldwide yearly turnover as the findings file
    gives it; `party` is which of the two it is. A share of national turnover is never
    computed from the worldwide figure, and no currency is converted.

    >>> from datetime import date
    >>> from memo.findings.model import Turnover
    >>> from memo.library.records import Money
    >>> tier = Tariff(from_=date(2018, 5, 25), formula="greater-of",
    ...     fixed=Money(amount=Decimal(10_000_000), currency="EUR"), share=Decimal(2),
    ...     turnover="worldwide", turnover_text="total worldwide annual turnover")
    >>> figure = ceiling(tier, Turnover(amount=Decimal(900_000_000), currency="EUR"), "vendor")
    >>> figure.figure.replace("\\u00a0", " ")
    'EUR 18,000,000'
    """
    say = words.say
    fixed = words.money(tariff.fixed.amount, tariff.fixed.currency) if tariff.fixed else ""
    share = words.percent(tariff.share) if tariff.share else ""
    of = say("{share} of {turnover}", share=share, turnover=tariff.turnover_text) if share else ""
    match tariff.formula:
        case "fixed" if tariff.minimum and tariff.minimum.amount:
            low = words.money(tariff.minimum.amount, tariff.minimum.currency)
            return Ceiling(say("at least {least} and at most {fixed}", least=low, fixed=fixed), fixed)
        case "fixed":
            return Ceiling(say("at most {fixed}", fixed=fixed), fixed)
        case "per-day-share":
            return _of_a_day(tariff, turnover, party, words)
        case kind if kind in BY_PEOPLE or kind in ("per-day", "per-year"):
            return counted(tariff, words)
    joined = {
        "share": "{share}",
        "greater-of": N_("the higher of {fixed} and {share}"),
        "lesser-of": N_("the lower of {fixed} and {share}"),
        "share-capped": N_("{share}, at most {fixed}"),
        "share-else-fixed": N_("{share}; {fixed} where there is no turnover or it cannot be established"),
    }[tariff.formula]
    formula = of if tariff.formula == "share" else say(joined, fixed=fixed, share=of)
    return _of_two_limbs(tariff, turnover, party, formula, words)


def _of_two_limbs(tariff: Tariff, turnover: Turnover | None, party: Party, formula: str, words: Words) -> Ceiling:
    share, fixed = tariff.share or Decimal(0), tariff.fixed
    if tariff.turnover != "worldwide" or turnover is None:
        return _without_turnover(tariff, turnover, party, formula, words)
    limb = turnover.amount * share / 100
    say, said = words.say, _OF_TURNOVER[party]
    alone, both = said["share"], said["other-currency"]
    facts = {
        "share": words.percent(share),
        "given": _with_year(words.money(turnover.amount, turnover.currency), turnover.year),
        "limb": words.money(limb, turnover.currency),
    }
    if tariff.formula in ("share", "share-else-fixed") or fixed is None:
        return Ceiling(formula, facts["limb"], say(alone, **facts))
    if fixed.currency != turnover.currency:
        either = (
            N_("higher of {fixed} and {limb}") if tariff.formula == "greater-of" else N_("lower of {fixed} and {limb}")
        )
        figure = words.say(either, fixed=words.money(fixed.amount, fixed.currency), limb=facts["limb"])
        return Ceiling(formula, figure, say(both, **facts))
    top = max(limb, fixed.amount) if tariff.formula == "greater-of" else min(limb, fixed.amount)
    sets = "by-share" if top == limb and limb != fixed.amount else "by-fixed"
    return Ceiling(formula, words.money(top, fixed.currency), words.say(said[sets], **facts))


def _with_year(amount: str, year: int | None) -> str:
    return f"{amount} ({year})" if year is not None else amount


_DAYS = 365
"""Over how many days a yearly turnover is spread: no law here says, and a leap year moves little."""

_A_DAY = {
    "vendor": N_("{share} of the vendor's {given}, spread over {days} days, is {limb} for each day."),
    "client": N_("{share} of the client's {given}, spread over {days} days, is {limb} for each day."),
}


def _of_a_day(tariff: Tariff, turnover: Turnover | None, party: Party, words: Words) -> Ceiling:
    share, say = words.percent(tariff.share or Decimal(0)), words.say
    of = say("{share} of {turnover}", share=share, turnover=tariff.turnover_text or "")
    formula, runs = say("up to {share} for each day", share=of), say("Runs by the day; no total is stated.")
    if turnover is None:
        unstated = _OF_TURNOVER[party]["no-sum"]
        return Ceiling(formula, say("{share} of a day's turnover for each day", share=share), f"{say(unstated)} {runs}")
    one = (turnover.amount * (tariff.share or Decimal(0)) / 100 / _DAYS).quantize(Decimal(1), ROUND_HALF_UP)
    limb, given = words.money(one, turnover.currency), words.money(turnover.amount, turnover.currency)
    spread = say(_A_DAY[party], share=share, given=given, days=str(_DAYS), limb=limb)
    return Ceiling(formula, say("{fixed} for each day", fixed=limb), f"{spread} {runs}")


def _without_turnover(tariff: Tariff, turnover: Turnover | None, party: Party, formula: str, words: Words) -> Ceiling:
    fixed = words.money(tariff.fixed.amount, tariff.fixed.currency) if tariff.fixed else ""

    def caveat(end: str) -> str:
        if turnover is None:
            return words.say(_OF_TURNOVER[party][end])
        return words.say(_OF_TURNOVER[party][f"other-{end}"], turnover=tariff.turnover_text)

    match tariff.formula:
        case "greater-of":
            return Ceiling(formula, words.say("at least {fixed}", fixed=fixed), caveat("floor"))
        case "share" | "share-else-fixed":
            share = words.percent(tariff.share or Decimal(0))
            return Ceiling(formula, words.say("{share} of turnover", share=share), caveat("no-sum"))
        case _:
            return Ceiling(formula, words.say("at most {fixed}", fixed=fixed), caveat("caps"))
