"""Rates and numbers of people that the file gives: used where stated, never guessed, and always said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from memo.errors import InputError
from memo.exposure.given import reckoned
from memo.findings.model import Affected, Rate, Turnover
from memo.language.words import ENGLISH
from memo.library.records import Tariff
from tests.exposure.test_worked import tariff_of
from tests.support import DAY, TRAINING, memo_of, review

RATE = Rate.model_validate({"from": "USD", "to": "EUR", "rate": "0.92", "source": "ECB, 20 November 2026"})
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
    turned = Rate.model_validate({"from": "EUR", "to": "USD", "rate": "1.08", "source": "x"})
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
