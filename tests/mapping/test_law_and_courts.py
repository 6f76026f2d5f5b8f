"""Which clauses the Union's rules on the law and the courts for contracts answer, and for whom."""

from __future__ import annotations

from typing import Any

import pytest

from tests.mapping.test_reasons_fit import provisions
from tests.support import mapped

CONSUMER: dict[str, Any] = {
    "client": {"role": "consumer", "people_in": ["DE"]},
    "vendor": {"name": "V", "role": "controller", "established_in": ["US"]},
}
DANE: dict[str, Any] = {**CONSUMER, "client": {"role": "consumer", "people_in": ["DK"]}}
BUSINESS: dict[str, Any] = {
    "client": {"role": "controller", "established_in": ["DE"], "people_in": ["DE"]},
    "vendor": {"name": "V", "role": "processor", "established_in": ["US"]},
}
CALIFORNIAN: dict[str, Any] = {**CONSUMER, "client": {"role": "consumer", "people_in": ["US-CA"]}}
LAW = "These terms are governed by the laws of the State of California."
COURTS = "The courts of Travis County, Texas, have exclusive jurisdiction."
ARBITRATION = "Disputes are settled by arbitration in Singapore."
GERMAN = "Es gilt das Recht der Republik Irland."
WORK = "The contract of employment with each rider is governed by Swiss law."


def engaged(law: str, quote: str, topics: list[str], parts: dict[str, Any], **finding: Any) -> set[str]:
    """Return which of a law's provisions lead for a clause."""
    result = mapped({"title": "The clause", "quote": quote, "topics": topics, **finding}, **parts)
    return {p.removeprefix(f"{law}:") for p in provisions(result, leading=True) if p.startswith(f"{law}:")}


@pytest.mark.parametrize(
    ("quote", "topics", "parts", "leading"),
    [
        (LAW, ["governing-law"], CONSUMER, {"6(2)"}),
        (GERMAN, ["governing-law"], CONSUMER, {"6(2)"}),
        ("Se aplica la ley de California.", ["governing-law"], CONSUMER, {"6(2)"}),
        ("Aplica-se a lei da Califórnia.", ["governing-law"], CONSUMER, {"6(2)"}),
        ("Liechtenstein law alone applies.", ["governing-law"], CONSUMER, {"6(2)"}),
        (LAW, ["governing-law"], BUSINESS, {"3(1)"}),
        (WORK, ["governing-law"], BUSINESS, {"8(1)"}),
        (COURTS, ["governing-law"], CONSUMER, set()),  # Art. 1(2)(e): a choice of court
        ("Disputes are settled by binding arbitration.", ["arbitration"], CONSUMER, set()),
        (LAW, ["governing-law"], DANE, set()),  # Recital 46
        (LAW, ["governing-law"], CALIFORNIAN, set()),
        ("We comply with the laws of each country in which we sell.", ["data-sale"], CONSUMER, set()),
    ],
)
def test_a_choice_of_law_and_nothing_else_is_under_rome_i(
    quote: str, topics: list[str], parts: dict[str, Any], leading: set[str]
) -> None:
    """The law that a clause names is weighed for consumers, businesses and employees; courts and arbitration are not."""
    assert engaged("eu-rome-i", quote, topics, parts) == leading


@pytest.mark.parametrize(
    ("quote", "topics", "parts", "leading"),
    [
        (COURTS, ["governing-law"], CONSUMER, {"18(1)", "19"}),
        (COURTS, ["governing-law"], DANE, {"18(1)", "19"}),  # by the agreement of 2005
        ("Gerichtsstand ist Dublin.", ["governing-law"], CONSUMER, {"18(1)", "19"}),
        ("Any claim must be brought in Wilmington.", ["governing-law"], CONSUMER, {"18(1)", "19"}),
        ("One year to sue; New York law governs.", ["governing-law"], CONSUMER, set()),
        ("The courts of Ireland have exclusive jurisdiction.", ["governing-law"], BUSINESS, {"25(1)"}),
        (COURTS, ["governing-law"], BUSINESS, set()),  # Art. 25: courts of a Member State
        (LAW, ["governing-law"], CONSUMER, set()),
        (WORK, ["governing-law"], BUSINESS, set()),
        ("The employment contract sends disputes to the courts of Zug.", ["governing-law"], BUSINESS, {"23"}),
        ("Arbitration is seated in Singapore; you give up the courts.", ["arbitration"], CONSUMER, set()),
        (f"{ARBITRATION} Consumers lose the courts of home.", ["arbitration", "governing-law"], CONSUMER, set()),
        (f"{ARBITRATION} {COURTS}", ["arbitration", "governing-law"], CONSUMER, {"19"}),  # what it leaves to courts
        (COURTS, ["governing-law"], CALIFORNIAN, set()),
        ("We disclose data where a court of Ireland orders it.", ["government-access"], CONSUMER, set()),
    ],
)
def test_a_choice_of_court_and_nothing_else_is_under_brussels_ia(
    quote: str, topics: list[str], parts: dict[str, Any], leading: set[str]
) -> None:
    """Consumers and employees keep their courts, businesses are held to those of a Member State; arbitration is outside."""
    assert engaged("eu-brussels-ia", quote, topics, parts) == leading


def test_a_foreign_law_on_silence_or_time_is_told_beside_the_choice() -> None:
    """Consent by silence and a short time to sue reach the rules on the law only where the clause names one."""
    silence = {"title": "The clause", "quote": "Use means consent.", "topics": ["deemed-consent"]}
    assert not any(p.startswith("eu-rome-i:") for p in provisions(mapped(silence, **CONSUMER)))
    assert engaged("eu-rome-i", f"Use means consent. {LAW}", ["deemed-consent", "governing-law"], CONSUMER) == {"6(2)"}
