"""Which topics of a finding a law on personal data hears."""

from __future__ import annotations

import pytest

from memo.findings.model import Finding
from memo.mapping.matter import heard_of_data
from memo.mapping.topics import ReadTopic
from tests.support import library_on

ARBITRATION, TRANSFER = ReadTopic("arbitration", "read", "", 2.0), ReadTopic("cross-border-transfer", "read", "", 0.9)


def heard(finding: Finding, *topics: ReadTopic) -> list[str]:
    """Return the topics heard, by name."""
    return [topic.topic for topic in heard_of_data(finding, topics, library_on().topics)]


def test_what_is_read_beside_a_term_of_contract_is_no_matter_of_data() -> None:
    """Users who must arbitrate abroad are no transfer of data."""
    abroad = Finding(id="F-1", title="Disputes abroad", quote="Foreign users must arbitrate in Utah, United States.")
    assert heard(abroad, ARBITRATION, TRANSFER) == []


@pytest.mark.parametrize(
    "quote",
    [
        "Disputes are arbitrated in Utah, to which your personal data is sent.",
        "Disputes are arbitrated in Utah, and our staff there read the messages.",
        "Streitigkeiten entscheidet ein Schiedsgericht, dem wir Ihre Kontaktdaten geben.",
    ],
)
def test_a_word_that_touches_data_opens_the_law_on_data(quote: str) -> None:
    """A law that is missed costs more than one that is heard for a single word."""
    assert "cross-border-transfer" in heard(
        Finding(id="F-1", title="Disputes abroad", quote=quote), ARBITRATION, TRANSFER
    )


def test_a_stated_topic_is_never_beside_the_point() -> None:
    """What the reviewer says is not doubted."""
    stated = [ReadTopic(topic.topic, "stated", "", 2.0) for topic in (ARBITRATION, TRANSFER)]
    assert "cross-border-transfer" in heard(Finding(id="F-1", title="Disputes abroad"), *stated)


def test_a_finding_mainly_about_data_is_heard() -> None:
    """The term of contract must come first, or the finding is about more than that."""
    assert "cross-border-transfer" in heard(Finding(id="F-1", title="Sent to Utah"), TRANSFER, ARBITRATION)


def test_machines_that_learn_from_people_are_heard() -> None:
    """A licence under which models are trained is a matter of data whatever its words."""
    licence, training = ReadTopic("content-licence", "read", "", 2.0), ReadTopic("ai-training", "read", "", 0.9)
    assert heard(Finding(id="F-1", title="Licence to train on what you make"), licence, training) == ["ai-training"]
    suggestions = ReadTopic("feedback-use", "read", "", 0.9)
    assert heard(Finding(id="F-1", title="Ideas sent in become ours"), licence, suggestions) == []


def test_a_claim_for_damages_is_heard_by_one_word_of_data() -> None:
    """Judgments on lost control seldom say `personal data`; a claim over a late flight has no such word at all."""
    claim = ReadTopic("damages-claim", "read", "", 2.0)
    scraped = "A hundred euros for the loss of control over a phone number and profile data."
    assert heard(Finding(id="F-1", title="What a leak is worth", summary=scraped), claim) == ["damages-claim"]
    flight = "Passengers may claim for the night at the hotel, and the carrier excludes everything else."
    assert heard(Finding(id="F-1", title="Late at night", summary=flight), claim) == []


def test_consent_taken_from_use_is_heard_by_one_word_of_data() -> None:
    """Who is taken to agree that conversations train a model consents to a use of data; who accepts a tariff does not."""
    deemed = ReadTopic("deemed-consent", "stated", "", 2.0)
    training = "By using the tutor you agree that your conversations may train our models."
    assert heard(Finding(id="F-1", title="Use counts as consent", quote=training), deemed) == ["deemed-consent"]
    tariff = "By travelling on you agree to the new tariff."
    assert heard(Finding(id="F-1", title="Use counts as consent", quote=tariff), deemed) == []


GROUND, MONEY = ReadTopic("lawful-basis", "read", "", 2.0), ReadTopic("financial-data", "read", "", 0.9)


@pytest.mark.parametrize(
    ("summary", "topics"),
    [
        ("The court saw no legal basis for the fee; EUR 2,000 stayed blocked on the card.", []),
        ("The fee for processing a loan has no legal basis.", []),
        ("The shop had no legal basis to publish the names of those who owed.", ["lawful-basis", "financial-data"]),
        ("A line was billed in her name; there was no ground.", ["lawful-basis", "financial-data"]),
        ("Für die Gebühr fehlt die Rechtsgrundlage.", ["lawful-basis", "financial-data"]),
    ],
)
def test_a_ground_for_money_is_no_matter_of_data(summary: str, topics: list[str]) -> None:
    """Without a word on people, no law on data hears of a ground or of amounts; other languages are not asked."""
    assert heard(Finding(id="F-1", title="A ruling", summary=summary), GROUND, MONEY) == topics


def test_a_ground_that_is_stated_or_named_is_always_heard() -> None:
    """The reviewer means what is stated, and Art. 6 GDPR is a matter of data whatever else is said."""
    finding = Finding(id="F-1", title="A ruling", summary="There was no ground for the fee.")
    assert heard(finding, ReadTopic("lawful-basis", "stated", "", 2.0)) == ["lawful-basis"]
    assert heard(finding, ReadTopic("lawful-basis", "read", "", 2.0, named=True)) == ["lawful-basis"]


@pytest.mark.parametrize(
    "quote",
    [
        "Changes apply to all information we hold about you.",
        "The new policy covers data already collected.",
        "Information that we have gathered falls under the new text.",
    ],
)
def test_a_policy_that_changes_for_what_is_held_of_people_is_a_matter_of_data(quote: str) -> None:
    """Nobody need say 'personal data' to speak of it."""
    change = ReadTopic("unilateral-change", "read", "", 2.0)
    assert heard(Finding(id="F-1", title="Changes reach back", quote=quote), change) == ["unilateral-change"]
    fees = "Changes apply to all orders that we have confirmed."
    assert heard(Finding(id="F-1", title="Changes reach back", quote=fees), change) == []
