"""Rates and numbers of people that the file gives: used where stated, never guessed, and always said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from memo.errors import InputError
from memo.exposure.given import reckoned
from memo.findings.model import Affected, Rate, Turnover
from memo.findings.strict import strict
from memo.language.words import ENGLISH
from memo.library.day import Library
from memo.library.records import Tariff
from tests.exposure.test_worked import tariff_of
from tests.support import DAY, TRAINING, memo_of, review

RATE = strict(Rate, {"from": "USD", "to": "EUR", "rate": "0.92", "source": "ECB, 20 November 2026"})
DOLLARS = Turnover(amount=Decimal(5_000_000_000), currency="USD")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def gdpr() -> Tariff:
    return tariff_of("eu-gdpr", "higher", DAY)


def test_a_stated_rate_converts_and_is_said() -> None:
    """4 % of USD 5,000 million at 0.92 is EUR 184 million."""
    found = reckoned(gdpr(), DOLLARS, "vendor", (RATE,), None, ENGLISH)
    assert plain(found.figure) == "EUR 184,000,000"
    assert "USD 5,000,000,000 converted at 0.92 (ECB, 20 November 2026)." in plain(found.caveat)


def test_no_rate_no_conversion() -> None:
    """Without the rate both limbs stand; the other way round is another rate."""
    turned = strict(Rate, {"from": "EUR", "to": "USD", "rate": "1.08", "source": "x"})
    for rates in ((), (turned,)):
        assert "USD 200,000,000" in plain(reckoned(gdpr(), DOLLARS, "vendor", rates, None, ENGLISH).figure)


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (1000, 1000, "For 1,000 people, one violation each, that is USD 2,663,000."),
        (1000, 5000, "For 1,000 to 5,000 people, one violation each, that is USD 2,663,000 to USD 13,315,000."),
    ],
)
def test_a_stated_number_is_multiplied(least: int, most: int, said: str) -> None:
    """The sum for one stands; that for all is beside it with its assumption."""
    tariff = tariff_of("us-ca-ccpa", "administrative", DAY)
    found = reckoned(tariff, None, "vendor", (), Affected(at_least=least, at_most=most), ENGLISH)
    assert plain(found.figure) == "USD 2,663 for each violation"
    assert plain(found.caveat) == said


def test_a_number_of_people_moves_no_other_ceiling() -> None:
    """A share of turnover does not grow with the people concerned."""
    affected = Affected(at_least=10, at_most=10)
    assert reckoned(gdpr(), DOLLARS, "vendor", (RATE,), affected, ENGLISH) == reckoned(
        gdpr(), DOLLARS, "vendor", (RATE,), None, ENGLISH
    )


def test_the_memo_states_both() -> None:
    """They reach the page from the file."""
    reading = review(
        {**TRAINING, "people_affected": {"at_least": 2000, "at_most": 2000}},
        review={
            "date": DAY.isoformat(),
            "rates": [{"from": "USD", "to": "EUR", "rate": 0.92, "source": "ECB, 20 November 2026"}],
        },
        client={"people_in": ["FR", "US-CA"]},
        vendor={"name": "Acme", "turnover": {"amount": 5000000000, "currency": "USD"}},
    )
    text = plain(memo_of(reading).to_markdown())
    assert "EUR 184,000,000" in text
    assert "For 2,000 people" in text


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"people_affected": {"at_least": 5, "at_most": 2}}, "at_most is below at_least"),
        ({"people_affected": {"at_least": 0, "at_most": 2}}, "greater than or equal to 1"),
        ({"people_affected": 5}, "people_affected"),
    ],
)
def test_a_wrong_number_is_refused(part: dict[str, Any], said: str) -> None:
    """A range the wrong way round, nobody, or no range at all is an error with its place."""
    with pytest.raises(InputError) as refused:
        review({**TRAINING, **part})
    assert said in str(refused.value.faults[0])


@pytest.mark.parametrize("rate", [{"rate": 0}, {"rate": -1}, {"from": "dollar"}, {"source": ""}])
def test_a_wrong_rate_is_refused(rate: dict[str, Any]) -> None:
    """A rate of nothing, a word that is no currency, a rate from nowhere."""
    good = {"from": "USD", "to": "EUR", "rate": 0.92, "source": "ECB"}
    review(TRAINING, review={"date": DAY.isoformat(), "rates": [good]})
    with pytest.raises(InputError):
        review(TRAINING, review={"date": DAY.isoformat(), "rates": [{**good, **rate}]})


@pytest.mark.parametrize(
    ("law", "tier", "least", "most", "said"),
    [
        ("us-vppa", "liquidated-damages", 1000, 1000, "For 1,000 people, one violation each, that is at least USD 2,500,000: a floor"),
        ("us-ecpa", "interception", 10, 20, "For 10 to 20 people, one violation each, that is at least USD 100,000 to USD 200,000: a floor"),
        ("us-tcpa", "statutory-damages", 2, 2, "that is at least USD 1,000: a floor"),
        ("us-ca-ccpa", "statutory-damages", 1000, 1000, "that is USD 107,000 to USD 799,000."),
        ("us-ca-ccpa", "statutory-damages", 1000, 2000, "that is USD 107,000 to USD 1,598,000."),
        ("kr-pipa", "statutory-damages", 10, 10, "that is KRW 30,000,000."),
        ("us-can-spam", "state-damages", 1000, 1000, "that is USD 250,000."),
        ("us-can-spam", "state-damages", 1000, 9000, "that is USD 250,000 to USD 2,000,000. The cap sets the sum."),
        ("us-can-spam", "state-damages", 9000, 10000, "that is USD 2,000,000. The cap sets the sum."),
    ],
)  # fmt: skip
def test_floors_and_caps_are_kept(law: str, tier: str, least: int, most: int, said: str) -> None:
    """What the law calls the least is a floor and called so; a sum for one has its own least; a cap holds in all."""
    affected = Affected(at_least=least, at_most=most)
    found = reckoned(tariff_of(law, tier, DAY), None, "vendor", (), affected, ENGLISH)
    assert said in plain(found.caveat)
    assert "ceiling" not in found.caveat


@pytest.mark.parametrize(
    ("law", "tier", "formula"),
    [
        ("us-vppa", "liquidated-damages", "at least USD 2,500 for each person concerned, actual damages where they are higher"),
        ("us-ecpa", "interception", "at least the higher of USD 10,000 and USD 100 for each day, for each person concerned; actual damages where they are higher"),
        ("us-il-bipa", "negligent", "at least USD 1,000 for each violation, actual damages where they are higher"),
        ("us-can-spam", "state-damages", "up to USD 250 for each violation, at most USD 2,000,000 in all"),
        ("us-hipaa", "civil-money", "at most USD 2,190,294 in a calendar year for identical violations"),
        ("br-lgpd", "daily-fine", "a sum for each day that the authority sets, at most BRL 50,000,000 in all"),
        ("cn-dsl", "general", "at least CNY 50,000 and at most CNY 500,000"),
        ("tr-kvkk", "notice", "at least TRY 85,437 and at most TRY 1,709,200"),
        ("eu-dora", "critical-provider", "up to 1 % of the average daily worldwide turnover of the critical provider in the preceding business year for each day"),
    ],
)  # fmt: skip
def test_a_formula_says_what_the_sum_is_for(law: str, tier: str, formula: str) -> None:
    """By violation, by person, by day or by year, from the least and up to the cap: the formula names each limit."""
    found = reckoned(tariff_of(law, tier, DAY), None, "vendor", (), None, ENGLISH)
    assert plain(found.formula) == formula
    assert found.figure


def test_a_share_of_a_day_is_spread_over_the_year() -> None:
    """DORA Art. 35(8): 1 % of the daily turnover; EUR 3,650 million a year is EUR 10 million a day."""
    turnover = Turnover(amount=Decimal(3_650_000_000), currency="EUR")
    found = reckoned(tariff_of("eu-dora", "critical-provider", DAY), turnover, "vendor", (), None, ENGLISH)
    assert plain(found.figure) == "EUR 100,000 for each day"
    assert "spread over 365 days" in found.caveat
    without = reckoned(tariff_of("eu-dora", "critical-provider", DAY), None, "vendor", (), None, ENGLISH)
    assert plain(without.figure) == "1 % of a day's turnover for each day"
    assert "does not give the vendor's turnover" in without.caveat


@pytest.mark.parametrize("number", range(2))
def test_no_tier_of_the_library_is_a_silent_zero(library: Library, number: int) -> None:
    """Every tariff of every law has a figure and a formula in words, whatever the file gives, and none is nought."""
    given = (None, Turnover(amount=Decimal(1_000_000), currency="EUR"))[number]
    for law in library.laws():
        for penalty in law.record.penalties:
            for tariff in penalty.tariffs:
                found = reckoned(tariff, given, "client", (), Affected(at_least=1, at_most=2), ENGLISH)
                assert found.figure, (law.id, penalty.id)
                assert found.formula, (law.id, penalty.id)
                assert not plain(found.figure).endswith(" 0"), (law.id, penalty.id)
