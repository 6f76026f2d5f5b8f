"""What came of a complaint is read from title and last sentences, and moves the chance from which a finding is silent."""

from __future__ import annotations

import pytest

from memo.mapping import idle
from memo.mapping.holding import holding

FACTS = "A tenant asked her landlord for a copy of her file and complained to the authority. "


@pytest.mark.parametrize(
    "decided",
    [
        "The complaint was dismissed.",
        "The authority finds no infringement.",
        "It found the duty fulfilled; the authority closes the file.",
        "The commissioner declared himself without competence.",
        "The exemption for the household applies.",
        "Her appeal was unsuccessful.",
        "She thought the reply unlawful. The complaint is manifestly unfounded.",
        "The authority sees no reason to intervene.",
        "The agency saw no ground for an order.",
        "The commissioner did not take up the matter.",
        "The ombudsman left it at that.",
        "There was nothing for the agency to correct.",
        "The court found for the landlord.",
        "The visit ended with the record that no irregularity was detected.",
        "The authority ended its examination there.",
    ],
)
def test_a_rejection_is_heard(decided: str) -> None:
    """A complaint that came to nothing shows nothing of the law that it was about."""
    assert holding({"summary": FACTS + decided}).outcome == "rejected"


@pytest.mark.parametrize(
    "decided",
    [
        "The landlord was told to hand over the rest of the file.",
        "The file has to be erased within a month.",
        "The court upheld the complaint.",
        "The court granted her application and dismissed the claim for costs.",
        "He could not rely on his secrets.",
        "The court awards her 400 euros; otherwise the claim is dismissed.",
        "The authority orders the deletion of all notes.",
        "The court balanced freedom of expression and ordered to anonymise the name.",
        "The authority held that Article 15 GDPR was breached. In other respects the complaint was dismissed.",
        "The commissioner found a breach of the duty to answer.",
        "The clause on fees is void, the court held.",
        "The court found for the tenant.",
    ],
)
def test_an_order_is_heard_and_outweighs_a_rejection(decided: str) -> None:
    """Of a decision that grants a part and rejects another, the part that was granted engages the law."""
    assert holding({"summary": FACTS + decided}).outcome == "ordered"


@pytest.mark.parametrize(
    "summary",
    [
        FACTS + "As for the fee the complaint was dismissed.",
        FACTS + "The landlord's appeal was dismissed.",
        FACTS + "The reply breached the rules. The other head of the complaint was dismissed.",
        FACTS + "Late and rude: both are infringements. The complaint about the caretaker was rejected.",
        FACTS + "The reply was unlawful. The complaint against the caretaker was dismissed.",
        "The first court had dismissed her claim. The landlord kept the file. So it stayed. The appeal is pending.",
        "The application was turned down by software within seconds. No one looked at it.",
        "The court annulled the fine of 5,000 euros; the shop had been ordered to pay it without a hearing.",
        "Complaints are answered within a month.",
    ],
)
def test_what_decides_nothing_of_the_whole_is_not_heard(summary: str) -> None:
    """The rejection of a part, of the other side's appeal or of a loan, and an order that did not last, tell nothing."""
    assert holding({"summary": summary}).outcome in ("unclear", "none")


def test_who_decided_need_not_be_named_where_the_words_of_rejection_tell_it() -> None:
    """An action is dismissed by a court, and an application for a loan by anyone."""
    assert holding({"summary": "The user sold the device. Action dismissed with costs."}).outcome == "rejected"
    assert holding({"summary": "A bank uses software. In seconds the application was refused."}).outcome == "none"


def test_the_words_of_a_clause_decide_nothing() -> None:
    """A vendor that reports a complaint as dismissed would silence its reviewer."""
    assert holding({"quote": "The complaint was dismissed by the authority."}).outcome == "none"


def test_a_rejection_lowers_the_bar_and_an_order_raises_it() -> None:
    """Near twins share all words but those of the decision."""
    rejected, ordered = "The complaint was dismissed.", "The landlord is to delete the notes."
    for likely, expected in ((0.1, (True, False, False)), (0.8, (True, True, False))):
        got = tuple(idle.silences(likely, {"summary": FACTS + decided}) for decided in (rejected, "", ordered))
        assert got == expected
    assert not idle.silences(idle.REJECTED / 2, {"summary": FACTS + rejected})


def test_praise_of_a_part_of_a_decision_approves_nothing() -> None:
    """What the authority had no objection to is told beside what it objected to."""
    praised = "The signs are in order and raise no concern."
    assert idle.silences(0.5, {"summary": praised})
    assert not idle.silences(0.5, {"summary": "The authority came twice. " + praised})
    assert not idle.judged({"summary": "The authority came twice. " + praised})


def test_an_alleged_breach_does_not_keep_a_rejected_complaint_loud() -> None:
    """What the complainant says of the law was just found wanting."""
    alleged = "She alleged that there was no legal basis. "
    assert idle.reports({"summary": FACTS + alleged})
    assert idle.silences(0.5, {"summary": FACTS + alleged + "The complaint was dismissed."})


def test_the_words_of_a_rejection_are_told() -> None:
    """A reader has to see why a finding is silent."""
    assert idle.judged({"summary": FACTS + "The complaint was dismissed."}) == "complaint was dismissed"
    assert idle.judged({"summary": "The clause raises no concern."}) == "no concern"
    assert not idle.judged({"summary": "The clause raises no concern. The court ordered the vendor to delete it."})
