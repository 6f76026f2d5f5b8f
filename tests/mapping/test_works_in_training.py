"""Where models learn from works of authors, copyright is the matter, and law on personal data is silent without people."""

from __future__ import annotations

import pytest

from memo.findings.model import Finding
from memo.mapping.matter import heard_of_data, of_works
from memo.mapping.topics import ReadTopic
from tests.support import library_on, mapped

LIBRARY = library_on()
CLIENT = {"role": "controller", "established_in": ["DE"], "people_in": ["DE"]}
BOOKS = "The vendor trained its model on e-books of the publisher, who had reserved the rights and gave no licence."


def read(*topics: str, basis: str = "read") -> tuple[ReadTopic, ...]:
    return tuple(ReadTopic(topic, basis, "", 0.9) for topic in topics)


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Books of the publisher used for training", BOOKS),
        ("News archive scraped", "The crawler of an AI company copied the newspaper's archive to train its model."),
        ("Lyrics in a chatbot", "A collecting society objects that lyrics were used to train the chatbot."),
    ],
)
def test_copyright_leads_and_data_law_is_silent(title: str, summary: str) -> None:
    """A publisher's finding opens with the Copyright Directive and the copyright policy, and without the GDPR."""
    found = mapped({"title": title, "summary": summary}, LIBRARY, client=CLIENT)
    led = {(match.law, match.provision) for match in found.matches if match.strength == "primary"}
    assert ("eu-copyright-dsm", "4(3)") in led
    assert ("eu-ai-act", "53(1)(c)") in led
    assert "eu-gdpr" not in found.laws
    (why,) = [entry.reason for entry in found.not_engaged if entry.law == "eu-gdpr"]
    assert "works in training" in why


@pytest.mark.parametrize(
    "summary",
    [
        "Novels and the profiles of their readers, with names, were used to train the model.",
        "Users' articles and chats train the model.",
        "Photographs of private persons were taken from books to train the model.",
    ],
)
def test_people_beside_works_keep_the_law_on_data(summary: str) -> None:
    """One word on people opens it again."""
    finding = Finding(id="F-1", title="Training", summary=summary)
    topics = read("copyright-training", "ai-training")
    assert not of_works(finding, topics)
    assert heard_of_data(finding, topics, LIBRARY.topics) == topics


def test_a_stated_topic_is_not_doubted() -> None:
    """Where the reviewer states what a finding is about, the law on data hears it."""
    finding = Finding(id="F-1", title="Training", summary=BOOKS)
    assert of_works(finding, read("copyright-training", "ai-training"))
    assert not of_works(finding, read("copyright-training", "ai-training", basis="stated"))


def test_what_customers_enter_is_no_work_for_that() -> None:
    """Training on inputs stays a matter of data."""
    found = mapped({"title": "Training", "quote": "We use your inputs to train our models."}, LIBRARY, client=CLIENT)
    assert "eu-gdpr" in found.laws
