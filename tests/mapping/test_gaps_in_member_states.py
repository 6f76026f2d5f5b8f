"""Laws of Germany, France, Spain and the Union that a bare finding of a topic brings in, and where they stay out."""

from __future__ import annotations

from typing import Any

import pytest

from memo.library.day import Library
from tests.support import mapped, opening

CONSUMER = {"role": "consumer", "people_in": ["DE", "FR", "ES"]}
BUSINESS = {"role": "controller", "established_in": ["DE"], "people_in": ["DE"]}
VENDOR = {"name": "Vendor", "role": "controller"}


def found(library: Library, law: str, topic: str, quote: str, **parts: Any) -> list[str]:
    """Return what of a law leads on a clause or practice of one topic, for consumers in Germany, France and Spain."""
    parts = {"client": CONSUMER, "vendor": VENDOR, **parts}
    finding = {"title": "A finding", "quote": quote, "topics": [topic], "people": ["consumers"]}
    if parts["client"] is BUSINESS:
        del finding["people"]
    return opening(mapped(finding, library, **parts), law)


@pytest.mark.parametrize(
    ("topic", "quote", "german", "french"),
    [
        ("content-moderation", "We may remove any post at our sole discretion.", "307(1)", "L212-1"),
        ("class-action-waiver", "You may bring claims only individually.", "307(1)", "R212-2(10)"),
        ("arbitration", "All disputes are settled by binding arbitration.", "307(1)", "R212-2(10)"),
        ("governing-law", "These terms are governed by the laws of California.", "307(1)", "L232-1"),
        ("change-notice", "New terms bind from the day we post them.", "307(1)", "R212-2(6)"),
        ("acceptable-use", "You answer for all activity in your account, even without fault.", "307(2)", "L212-1"),
        ("assignment", "We may hand this contract to any company.", "309(10)", "R212-2(5)"),
        ("cancellation", "It is difficult to end the plan.", "312k(2)", "L215-1-1"),
        ("service-levels", "We promise nothing on availability.", "327e(3)", "L224-25-14(I)(4)"),
        ("ai-accuracy", "Use output at your own risk; it may be wrong.", "327h", "L224-25-14(III)"),
        ("data-return", "Your photos and files are erased with the contract.", "327p(3)", "L224-25-22(III)(3)"),
        ("account-closure", "Your photos and files go with the account.", "327p(3)", "L224-25-22(III)(3)"),
        ("inactive-accounts", "We delete accounts that nobody used for a year.", "307(1)", "R212-2(4)"),
        ("language-of-notice", "These terms are in English only.", "307(1)", "L211-1"),
    ],
)
def test_national_law_stands_beside_the_directives(
    library: Library, topic: str, quote: str, german: str, french: str
) -> None:
    """What carries out a directive in Germany and France is named where the directive is."""
    assert german in found(library, "de-bgb", topic, quote)
    assert french in found(library, "fr-code-consommation", topic, quote)


@pytest.mark.parametrize(
    ("law", "topic", "quote", "provisions"),
    [
        ("de-uwg", "online-reviews", "Reviews are shown without a word on checks.", ["5b(3)"]),
        ("de-uwg", "online-reviews", "The shop bought fake praise.", ["3(3)", "5b(3)"]),
        ("de-uwg", "children", "The game tells children to buy coins.", ["3(3)"]),
        ("de-uwg", "damages-claim", "Buyers misled by the false price offer get no compensation.", ["9(2)"]),
        ("de-uwg", "cancellation", "Cancelling takes a telephone call that nobody answers.", ["4a(1)"]),
        ("fr-code-consommation", "dark-patterns", "A countdown and nagging prompts press users.", ["L121-6"]),
        ("fr-code-consommation", "dark-patterns", "The price is hidden in pale print.", ["L121-3"]),
        ("fr-code-consommation", "children", "The game's advertising tells children to buy coins.", ["L121-7(5)"]),
        ("de-bgb", "cancellation", "A cancellation fee falls due.", ["309(6)"]),
        ("fr-lil", "targeted-advertising", "Ads follow users across other sites.", ["82"]),
        ("es-lssi", "targeted-advertising", "Ads follow users across other sites.", ["22(2)"]),
        ("de-tdddg", "location-data", "Our SDK reads the position of the phone.", ["25(1)"]),
        ("fr-lil", "location-data", "Our SDK reads the position of the phone.", ["82"]),
        ("es-lssi", "location-data", "Our SDK reads the position of the phone.", ["22(2)"]),
        ("fr-cpce", "communications-content", "Staff may read private messages.", ["L32-3(II)"]),
        ("fr-cpce", "targeted-advertising", "Ads are chosen from your private messages.", ["L32-3(IV)"]),
        ("fr-lil", "resident-numbers", "The form asks tenants for their social security number.", ["30"]),
        ("eu-unfair-terms", "deemed-consent", "Going on with the use means yes to the changed prices.", ["Annex 1(j)"]),
        ("eu-unfair-terms", "acceptable-use", "You are liable for any use of the account.", ["3(1)"]),
        ("eu-digital-content", "data-return", "Your files are erased with the contract.", ["16(4)"]),
        ("eu-digital-content", "account-closure", "All photos go with the account.", ["16(4)"]),
        ("eu-ucpd", "damages-claim", "Buyers deceived by the misleading offer get nothing.", ["11a(1)"]),
        ("eu-gdpr", "sub-processors", "We engage service providers as we see fit.", ["28(1)"]),
    ],
)
def test_a_topic_brings_its_law(library: Library, law: str, topic: str, quote: str, provisions: list[str]) -> None:
    """A finding of the topic engages the law by the provision that is about it."""
    assert [provision for provision in found(library, law, topic, quote) if provision in provisions] == provisions


@pytest.mark.parametrize(
    ("law", "topic", "quote"),
    [
        ("de-bgb", "data-return", "Personal data are deleted sixty days after the end."),
        ("de-bgb", "acceptable-use", "Users must not send spam."),
        ("de-bgb", "change-notice", "The privacy policy is changed by posting it."),
        ("de-uwg", "damages-claim", "The court awards damages for data that leaked."),
        ("eu-ucpd", "damages-claim", "The court awards damages for data that leaked."),
        ("eu-unfair-terms", "acceptable-use", "Users must not send spam."),
        ("eu-digital-content", "account-closure", "Data of a closed account are kept for ten years."),
        ("de-bgb", "cancellation", "The fee is paid each month."),
        ("fr-lil", "resident-numbers", "A copy of the passport is kept."),
        ("fr-code-consommation", "dark-patterns", "The settings are three layers down."),
    ],
)
def test_a_topic_alone_does_not_bring_it(library: Library, law: str, topic: str, quote: str) -> None:
    """Where the words do not point to what the provision is about it leads nothing."""
    assert found(library, law, topic, quote) == []


def test_businesses_answer_for_no_more_than_fault(library: Library) -> None:
    """§ 307(2) BGB holds for business customers too, what is for consumers does not."""
    clause = "Customer is liable for all use of its accounts, whether or not authorised."
    assert found(library, "de-bgb", "acceptable-use", clause, client=BUSINESS) == ["307(2)"]
    assert found(library, "de-bgb", "class-action-waiver", "Claims only one by one.", client=BUSINESS) == []
    assert found(library, "eu-pld", "limitation-period", "Claims end after a year.", client=BUSINESS) == []
