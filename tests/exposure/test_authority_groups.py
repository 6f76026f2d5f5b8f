"""The list of authorities on paper: who can sanction has a row, what is said once stays said once."""

from __future__ import annotations

from functools import cache

from memo.document import AuthorityGroup
from tests.support import TRAINING, memo_of, review


@cache
def group(law: str) -> AuthorityGroup:
    """Return what the memo says of a law's authorities for a vendor and a client of unlike turnover."""
    reading = review(
        TRAINING,
        client={
            "people_in": ["FR"],
            "role": "controller",
            "established_in": ["FR"],
            "turnover": {"amount": 120_000_000, "currency": "EUR"},
        },
        vendor={"name": "Acme", "role": "controller", "turnover": {"amount": 9_000_000_000, "currency": "EUR"}},
    )
    return next(g for g in memo_of(reading).memo.authorities if g.law == law)


def test_a_tier_is_set_out_once_for_both_parties() -> None:
    """The client's row stands below the vendor's, keeps its own figure and is marked as the same tier."""
    rows = group("eu-gdpr").ceilings
    assert [row.repeats for row in rows] == [number % 2 == 1 for number in range(len(rows))]
    for vendor, client in zip(rows[::2], rows[1::2], strict=True):
        assert vendor.party != client.party
        assert (vendor.citation, vendor.formula) == (client.citation, client.formula)
        assert vendor.ceiling != client.ceiling
        assert vendor.caveat != client.caveat


def test_who_sanctions_nobody_is_named_in_one_line() -> None:
    """The Board is named with what it does, has no row on paper and stays in the data."""
    found = group("eu-gdpr")
    board = next(row for row in found.rows if "Board" in row.name)
    assert not board.enforces
    assert f"{board.name} (coordinates, does not sanction)" in found.others
    assert not any(row.name in found.others for row in found.rows if row.enforces)


def test_powers_are_named_by_kind_with_every_pinpoint() -> None:
    """Each kind of power stands once, the gravest first, and no pinpoint of the full text is lost."""
    found = group("eu-gdpr")
    kinds = [row.label for row in found.powers_in_brief]
    assert kinds == list(dict.fromkeys(kinds))
    assert kinds[:3] == ["Fine", "Order", "Ban or limit"]
    brief = " ".join(row.value for row in found.powers_in_brief)
    assert "58(2)(f)" in brief
    for row in found.powers:
        for pinpoint in (word.strip(",;") for word in row.label.split() if word[:2].isdigit()):
            assert pinpoint in brief


def test_both_forms_print_the_same() -> None:
    """Markdown holds the short form and not the long one."""
    text = memo_of(review(TRAINING, client={"people_in": ["FR"]})).to_markdown()
    assert "Powers: fine (" in text
    assert "Beside them: " in text
    assert "carry out data protection audits" not in text
