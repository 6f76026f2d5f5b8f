"""A processor that goes its own way leaves its instructions first, whatever ground a controller might claim."""

from __future__ import annotations

from typing import Any

import pytest

from memo.library.day import Library
from tests.support import mapped

TRAINING = "We may use Customer Data to train our models."
ANYWHERE = "Customer Data may be processed wherever we have facilities."


def provisions(library: Library, law: str, place: str, vendor: str, topic: str, quote: str) -> list[str]:
    """Return what a law has to say on a clause of a vendor in a role, in its order."""
    finding: dict[str, Any] = {"title": "A clause of the terms", "quote": quote, "topics": [topic]}
    client = {"role": "controller", "established_in": [place], "people_in": [place]}
    result = mapped(finding, library, client=client, vendor={"name": "Acme", "role": vendor})
    return [match.provision for match in result.of_law(law)]


@pytest.mark.parametrize(("law", "place"), [("eu-gdpr", "DE"), ("uk-gdpr", "GB")])
def test_training_on_a_clients_data_opens_with_the_instructions(library: Library, law: str, place: str) -> None:
    """The vendor's own interest comes after, and beside it stands the controller that it becomes."""
    assert provisions(library, law, place, "processor", "ai-training", TRAINING)[:3] == [
        "28(3)(a)",
        "6(1)(f)",
        "28(10)",
    ]


@pytest.mark.parametrize(("law", "place"), [("eu-gdpr", "DE"), ("uk-gdpr", "GB")])
def test_a_controller_has_no_instructions(library: Library, law: str, place: str) -> None:
    found = provisions(library, law, place, "controller", "ai-training", TRAINING)
    assert found[0] == "6(1)(f)"
    assert not {"28(3)(a)", "28(10)"}.intersection(found)


@pytest.mark.parametrize(("law", "place"), [("eu-gdpr", "DE"), ("uk-gdpr", "GB")])
def test_a_processor_transfers_on_instruction_only(library: Library, law: str, place: str) -> None:
    """Beside the Chapter on transfers stands the term that the contract has to have."""
    assert "28(3)(a)" in provisions(library, law, place, "processor", "cross-border-transfer", ANYWHERE)
    assert "28(3)(a)" not in provisions(library, law, place, "controller", "cross-border-transfer", ANYWHERE)


@pytest.mark.parametrize(("law", "place"), [("eu-gdpr", "DE"), ("uk-gdpr", "GB")])
def test_a_processor_helps_with_assessments_and_waits_for_orders(library: Library, law: str, place: str) -> None:
    """Help with the assessment is a term of its contract; so is that no authority's wish is an instruction."""
    helpless = "Supplier gives no help with impact assessments."
    assert provisions(library, law, place, "processor", "impact-assessment", helpless)[0] == "28(3)(f)"
    assert "28(3)(f)" not in provisions(library, law, place, "controller", "impact-assessment", helpless)
    open_handed = "We may disclose Customer Data to any authority that asks."
    assert "28(3)(a)" in provisions(library, law, place, "processor", "government-access", open_handed)[:3]


@pytest.mark.parametrize("topic", ["purpose-change", "vague-purposes"])
def test_a_processor_sets_no_purposes(library: Library, topic: str) -> None:
    """A use for products of its own is on no instruction, before the question which ground it might have."""
    own = "We may use Student Data to develop new products and to show relevant offers."
    assert "28(3)(a)" in provisions(library, "eu-gdpr", "FR", "processor", topic, own)[:3]
    assert "28(3)(a)" not in provisions(library, "eu-gdpr", "FR", "controller", topic, own)
