"""Who a provision binds and how large a party is: from data, from the file, and never guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from memo.errors import InputError
from memo.exposure.given import applied
from memo.exposure.parties import bound, size_of
from memo.findings.model import Turnover
from memo.findings.strict import strict
from memo.library.day import Library
from tests.exposure.test_worked import tariff_of
from tests.support import DAY, memo_of, review

AI = {"id": "F-1", "title": "Chatbot does not say that it is one", "topics": ["ai-transparency"], "severity": "high"}


def sized(library: Library, **facts: Any) -> Any:
    """Return the size of a client of which the file says this."""
    return size_of(review(AI, client=facts).findings, "client", library.sizes)


def ceilings(**facts: Any) -> str:
    """Return the ceilings that a memo states for a vendor of which the file says this, under the AI Act."""
    reading = review(AI, client={"people_in": ["FR"]}, vendor={"name": "Acme", "role": "provider", **facts})
    group = next(g for g in memo_of(reading).memo.authorities if g.law == "eu-ai-act")
    rows = [f"{t.ceiling} {t.formula} {t.caveat} {' '.join(t.beyond)}" for t in group.ceilings if "(vendor)" in t.party]
    return " ".join(rows).replace("\u00a0", " ")


# --- who is bound ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vendor", "client", "binds", "who"),
    [
        ("controller", "controller", ("provider",), ["vendor"]),
        ("processor", "controller", ("deployer",), ["client"]),
        ("controller", "controller", ("provider", "controller"), ["vendor", "client"]),
        ("processor", "controller", ("provider", "controller"), ["client"]),
        ("distributor", "consumer", ("provider", "deployer"), []),
        (None, None, ("provider",), ["vendor", "client"]),
        ("deployer", "provider", ("anyone",), ["vendor", "client"]),
        ("provider", "deployer", ("controller",), ["vendor", "client"]),
        ("controller", "deployer", ("processor",), []),
    ],
)
def test_a_role_is_read_from_the_table(
    library: Library, vendor: str | None, client: str | None, binds: tuple[str, ...], who: list[str]
) -> None:
    """A data-protection role is read as another law's role only where the provision knows none of its own."""
    parts: dict[str, Any] = {"vendor": {"name": "Acme"}, "client": {}}
    if vendor:
        parts["vendor"]["role"] = vendor
    if client:
        parts["client"]["role"] = client
    assert bound(binds, review(AI, **parts).findings, library.role_readings) == who


def test_without_the_table_nobody_is_read_as_a_provider(library: Library) -> None:
    """The reading is data: a library without it binds by the stated roles alone."""
    findings = review(AI, vendor={"name": "Acme", "role": "controller"}, client={"role": "controller"}).findings
    assert library.role_readings
    assert bound(("provider",), findings, ()) == []


# --- how large ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "size", "never"),
    [
        ({"size": "sme"}, "sme", set()),
        ({"size": "large", "staff": 3}, "large", set()),
        ({"staff": 249, "turnover": {"amount": 50_000_000, "currency": "EUR"}}, "sme", set()),
        ({"staff": 249, "turnover": {"amount": 50_000_001, "currency": "EUR"}}, "", set()),
        ({"staff": 250, "turnover": {"amount": 1, "currency": "EUR"}}, "", {"sme"}),
        ({"staff": 10}, "", set()),
        ({"staff": 10, "turnover": {"amount": 1_000, "currency": "USD"}}, "", set()),
        ({}, "", set()),
    ],
)
def test_a_size_is_stated_or_shown(library: Library, facts: dict[str, Any], size: str, never: set[str]) -> None:
    """Art. 2(1) of the Annex to Recommendation 2003/361/EC: fewer than 250 staff and at most EUR 50 million."""
    found = sized(library, **facts)
    assert (found.size, set(found.never)) == (size, never)


def test_another_currency_shows_a_size_with_a_rate_alone(library: Library) -> None:
    """A turnover in dollars counts once the file says what a dollar is."""
    rates = [{"from": "USD", "to": "EUR", "rate": 0.92, "source": "ECB"}]
    facts = {"staff": 20, "turnover": {"amount": 50_000_000, "currency": "USD"}}
    findings = review(AI, client=facts, review={"date": DAY.isoformat(), "rates": rates}).findings
    assert size_of(findings, "client", library.sizes).size == "sme"


def test_an_sme_faces_the_lower_limb() -> None:
    """AI Act Art. 99(6): 3 % of EUR 40 million, not EUR 15 million; no tier for another size stands beside it."""
    text = ceilings(size="sme", turnover={"amount": 40_000_000, "currency": "EUR"})
    assert "EUR 1,200,000 " in text
    assert "The lower of EUR 15,000,000 and 3 %" in text
    assert "as the file states" in text
    assert "mid-cap" not in text
    assert "higher of" not in text


def test_an_unstated_size_is_said() -> None:
    """Without a size the higher limb stands, says so, and names the lower beside it."""
    text = ceilings(turnover={"amount": 40_000_000, "currency": "EUR"})
    assert "EUR 15,000,000 " in text
    assert "Its size is not stated" in text
    assert "reserved for SMEs" in text


def test_a_large_enterprise_sees_no_relief() -> None:
    """Who is known to be large has neither the lower limb nor a remark on its size."""
    text = ceilings(size="large", turnover={"amount": 40_000_000, "currency": "EUR"})
    assert "EUR 15,000,000 " in text
    assert "SME" not in text
    assert "not stated" not in text


def test_staff_alone_may_rule_a_size_out() -> None:
    """With 300 people the vendor is no SME, and may still be a small mid-cap."""
    text = ceilings(staff=300)
    assert "SMEs" not in text
    assert "small mid-cap" in text


@pytest.mark.parametrize("facts", [{"size": "tiny"}, {"staff": -1}, {"staff": "many"}])
def test_a_wrong_size_is_refused(facts: dict[str, Any]) -> None:
    """A word that is no size and a staff below nothing are errors."""
    with pytest.raises(InputError):
        review(AI, client=facts)


# --- whose turnover ------------------------------------------------------------------


def brazil(**more: Any) -> Turnover:
    return strict(Turnover, {"amount": 900_000_000, "currency": "EUR", **more})


def test_a_share_of_national_turnover_takes_the_national_part() -> None:
    """LGPD art. 52, II: 2 % of BRL 1,000 million made in Brazil, at most BRL 50 million."""
    part = {"place": "BR", "amount": 1_000_000_000, "currency": "BRL"}
    tariff, turnover = applied(tariff_of("br-lgpd", "simple-fine", DAY), brazil(national=[part]), "BR")
    assert turnover is not None
    assert (turnover.amount, turnover.currency) == (Decimal(1_000_000_000), "BRL")
    assert tariff.turnover == "worldwide"


def test_the_part_of_another_country_or_of_the_union_is_not_taken() -> None:
    """A share of turnover in Brazil is of no other country's, and a directive's states concerned are not known."""
    part = {"place": "SG", "amount": 1, "currency": "SGD"}
    same = applied(tariff_of("br-lgpd", "simple-fine", DAY), brazil(national=[part]), "BR")
    assert same[0].turnover == "national"
    union = {"place": "EU", "amount": 1, "currency": "EUR"}
    assert applied(tariff_of("eu-ucpd", "union-wide", DAY), brazil(national=[union]), "EU")[0].turnover == "national"


def test_the_turnover_of_a_breach_is_no_year() -> None:
    """Australia's share is of the turnover during the breach, which no yearly figure stands for."""
    part = {"place": "AU", "amount": 10**9, "currency": "AUD"}
    assert applied(tariff_of("au-acl", "pecuniary", DAY), brazil(national=[part]), "AU")[0].turnover == "period"


def test_the_memo_says_the_year_and_the_sum() -> None:
    """2 % of the vendor's BRL 1,000 million of 2025 is BRL 20 million."""
    reading = review(
        {"title": "Model training on customer inputs", "quote": "We may use your Inputs to train our models."},
        client={"people_in": ["BR"]},
        vendor={
            "name": "Acme",
            "turnover": {
                "amount": 900_000_000,
                "currency": "EUR",
                "year": 2025,
                "national": [{"place": "BR", "amount": 1_000_000_000, "currency": "BRL"}],
            },
        },
    )
    text = memo_of(reading).to_markdown().replace("\u00a0", " ")
    assert "BRL 20,000,000" in text
    assert "2 % of the vendor's BRL 1,000,000,000 (2025) is BRL 20,000,000" in text.replace("’", "'")


@pytest.mark.parametrize("code", ["EUX", "eur", "US", "EURO"])
def test_a_code_that_is_no_currency_is_refused(code: str) -> None:
    """A code that looks like one and is none is an error with the nearest."""
    with pytest.raises(InputError) as refused:
        review(AI, client={"turnover": {"amount": 5, "currency": code}})
    assert "is no currency of ISO 4217" in str(refused.value)


def test_an_entity_in_scope_of_nis2_is_bound_by_the_duties_on_its_suppliers() -> None:
    """A hospital manages the security of its vendors, so the ceiling of the Directive is its own as well."""
    audits = {
        "id": "F-1",
        "title": "No audits",
        "quote": "The certificate satisfies any audit right.",
        "topics": ["audit-rights"],
    }
    client = {"role": "controller", "people_in": ["DE"], "established_in": ["DE"], "sectors": ["hospital"]}
    reading = review(audits, client=client, vendor={"name": "Acme", "role": "processor"})
    group = next(g for g in memo_of(reading).memo.authorities if g.law == "eu-nis2")
    assert any("(client)" in ceiling.party or "client" in ceiling.party.lower() for ceiling in group.ceilings)
