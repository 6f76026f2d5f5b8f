"""What opens on clauses that vendors of AI services write: people who read, silence as consent, "as is", moods."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import support
from tests.support import library_on, mapped

LIBRARY = library_on(date(2026, 11, 26))


def opening(law: str, place: str, vendor: str, topics: list[str], quote: str, **client: Any) -> list[str]:
    """Return the primary provisions of a law on a clause of a vendor in a role, in order."""
    finding: dict[str, Any] = {"title": "A clause", "quote": quote, "topics": topics}
    party = {"role": "consumer" if vendor != "processor" else "controller", "people_in": [place], **client}
    return support.opening(mapped(finding, LIBRARY, client=party, vendor={"name": "Acme", "role": vendor}), law)


@pytest.mark.parametrize(("law", "place"), [("eu-gdpr", "DE"), ("uk-gdpr", "GB")])
def test_people_who_read_for_a_processor_need_its_instructions(law: str, place: str) -> None:
    """A controller that lets people read owes openness about it, a processor secrecy and an instruction."""
    text = "Contractors may read Customer Content to improve safety."
    processor = opening(law, place, "processor", ["human-review"], text)
    assert {"28(3)(a)", "28(3)(b)"}.issubset(processor)
    assert "5(1)(a)" not in processor
    controller = opening(law, place, "controller", ["human-review"], text)
    assert "5(1)(a)" in controller
    assert not {"28(3)(a)", "28(3)(b)"}.intersection(controller)


def test_nobody_who_reviews_a_decision_reads_for_the_vendor() -> None:
    """Human review of decisions is another matter than people who read what users write."""
    topics = ["automated-decisions", "human-review"]
    assert "28(3)(b)" not in opening("eu-gdpr", "DE", "processor", topics, "No person reviews the score.")


def test_silence_is_no_agreement_in_korea() -> None:
    topics = ["unilateral-change"]
    assert opening("kr-terms-act", "KR", "controller", topics, "Silence counts as agreement.")[0] == "12(1)"
    assert opening("kr-terms-act", "KR", "controller", topics, "We may change features at will.") == ["10(1)"]


def test_as_is_opens_with_the_guarantees_that_stay() -> None:
    """In Australia what takes a guarantee away is void; that it also misleads comes after."""
    text = "The service is provided as is."
    assert opening("au-acl", "AU", "controller", ["warranty-disclaimer"], text)[0] == "64(1)"


def test_moods_of_callers_are_on_the_list() -> None:
    """At work and at school they are forbidden, elsewhere high-risk."""
    topics = ["emotion-recognition"]
    callers = opening("eu-ai-act", "IT", "controller", topics, "We infer emotions of callers from their voice.")
    assert "Annex III(1)(c)" in callers
    staff = opening("eu-ai-act", "IT", "controller", topics, "We infer emotions of staff from their voice.")
    assert staff[0] == "5(1)(f)"
    assert "Annex III(1)(c)" not in staff
