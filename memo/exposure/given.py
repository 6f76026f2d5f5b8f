"""Ceilings with what the reviewer gives beside a turnover: a rate of exchange, and how many people are concerned.

memo knows no rate and no number of people of its own, so neither is used
unless the file states it, and the memo says where it comes from.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from msgspec import structs
from msgspec.structs import replace

from memo.exposure.ceiling import ceiling
from memo.exposure.counted import BY_PEOPLE, for_people
from memo.exposure.figure import Ceiling, Party
from memo.findings.model import Affected, Rate, Turnover
from memo.language.words import Words
from memo.library.records import Tariff


def reckoned(
    tariff: Tariff,
    turnover: Turnover | None,
    party: Party,
    rates: tuple[Rate, ...],
    affected: Affected | None,
    words: Words,
) -> Ceiling:
    """Return the ceiling of a tariff, a turnover of another currency converted where the file gives the rate.

    Where the file says how many people a finding concerns, the sum for that
    number is added to the caveat: what the law sets for one, times their
    number, under the assumption that each is one violation (`counted`).
    """
    rate = _rate(tariff, turnover, rates)
    if rate is None or turnover is None:
        found = ceiling(tariff, turnover, party, words)
    else:
        converted = Turnover(
            amount=(turnover.amount * rate.rate).quantize(Decimal("0.01"), ROUND_HALF_UP),
            currency=rate.to,
            year=turnover.year,
        )
        found = ceiling(tariff, converted, party, words)
        said = words.say(
            "{given} converted at {rate} ({source}).",
            given=words.money(turnover.amount, turnover.currency),
            rate=f"{rate.rate.normalize():f}",
            source=rate.source,
        )
        found = replace(found, caveat=f"{found.caveat} {said}".strip())
    if affected is None or tariff.formula not in BY_PEOPLE or tariff.fixed is None:
        return found
    return replace(found, caveat=for_people(tariff, affected, words))


def applied(tariff: Tariff, turnover: Turnover | None, jurisdiction: str) -> tuple[Tariff, Turnover | None]:
    """Return a tariff and the turnover that its share is of, as far as the file gives it.

    A share of national turnover takes the part made in the law's own country,
    and is then reckoned like any other. The Union has no part of its own: a
    directive's "Member States concerned" are not known.
    """
    if turnover is None or tariff.turnover != "national":
        return tariff, turnover
    part = next((part for part in turnover.national if part.place == jurisdiction), None)
    if part is None or jurisdiction in ("EU", "EEA"):
        return tariff, turnover
    own = Turnover(amount=part.amount, currency=part.currency, year=turnover.year)
    return structs.replace(tariff, turnover="worldwide"), own


def _rate(tariff: Tariff, turnover: Turnover | None, rates: tuple[Rate, ...]) -> Rate | None:
    """Return the rate that the file gives for a turnover in another currency than the tariff's."""
    if turnover is None or tariff.fixed is None or tariff.share is None:
        return None
    wanted = (turnover.currency, tariff.fixed.currency)
    return next((rate for rate in rates if (rate.from_, rate.to) == wanted and rate.from_ != rate.to), None)
