"""Findings in German and French are read by phrases alone: what is told is read, and what is promised is not."""

from __future__ import annotations

import pytest

from memo.library.day import Library
from memo.mapping.topics import TopicReader
from memo.mapping.vocabulary import index_of
from tests.mapping.examples_form import _files
from tests.support import review

LEAST_RECALL, LEAST_PRECISION = 0.75, 0.72
GERMAN, FRENCH = "f-words14-01.yaml", "f-words14-02.yaml"
"""Findings that were labelled before any phrase was changed for them."""


@pytest.fixture(scope="module")
def reader(library: Library) -> TopicReader:
    return TopicReader(index_of(library.store), library.profiles)


def _read(reader: TopicReader, texts: dict[str, str]) -> set[str]:
    return {topic.topic for topic in reader.read(review(texts).findings.findings[0])}


@pytest.mark.parametrize("name", [GERMAN, FRENCH])
def test_most_topics_of_labelled_findings_are_read_and_few_others(reader: TopicReader, name: str) -> None:
    """A language that is read by phrases finds three in four topics, and three in four that it finds belong."""
    found = expected = right = 0
    for finding in _files()[name]["findings"]:
        read = _read(reader, {key: finding[key] for key in ("title", "quote", "summary") if finding.get(key)})
        topics = set(finding["topics"])
        right += len(read & topics)
        expected += len(topics)
        found += len(read - set(finding.get("fair_topics", ())))
    assert right / expected >= LEAST_RECALL
    assert right / found >= LEAST_PRECISION


@pytest.mark.parametrize(
    ("told", "promised", "topic"),
    [
        ("Der Anbieter verkauft die Daten der Kunden.", "Wir verkaufen Ihre Daten nicht.", "data-sale"),
        (
            "Die Daten werden an Dritte weitergegeben.",
            "Ihre Daten geben wir nicht an Dritte weiter.",
            "third-party-sharing",
        ),
        (
            "Die Inhalte der Kunden fließen in das Training der Modelle ein.",
            "Die Inhalte der Kunden werden nicht zum Training der Modelle verwendet.",
            "ai-training",
        ),
        ("Eine Kündigung ist nur per Einschreiben möglich.", "Der Vertrag ist jederzeit kündbar.", "cancellation"),
        (
            "Wir können das Konto jederzeit ohne Angabe von Gründen sperren.",
            "Sie können Ihr Konto jederzeit löschen.",
            "suspension-termination",
        ),
        (
            "Newsletter wurden ohne Einwilligung verschickt.",
            "Newsletter nur mit Ihrer Einwilligung.",
            "consent-validity",
        ),
        (
            "Personenbezogene Daten werden in die USA übermittelt.",
            "Personenbezogene Daten werden nicht in Drittländer übermittelt.",
            "cross-border-transfer",
        ),
        (
            "Über den Antrag entscheidet allein ein Algorithmus.",
            "Eine automatisierte Entscheidungsfindung findet nicht statt.",
            "automated-decisions",
        ),
        (
            "Der Anbieter setzt Unterauftragnehmer ein.",
            "Unterauftragnehmer setzt der Anbieter nicht ein.",
            "sub-processors",
        ),
        ("Nous vendons vos données à des annonceurs.", "Nous ne vendons pas vos données.", "data-sale"),
        (
            "Les requêtes servent à entraîner le modèle.",
            "Nous n'utilisons pas vos requêtes pour entraîner le modèle.",
            "ai-training",
        ),
    ],
)
def test_a_promise_is_not_read_as_what_it_denies(reader: TopicReader, told: str, promised: str, topic: str) -> None:
    """The words of a topic stand in what is done and in the promise not to do it."""
    assert topic in _read(reader, {"title": "Klausel", "summary": told})
    assert topic not in _read(reader, {"title": "Klausel", "summary": promised})


@pytest.mark.parametrize(
    "order",
    [
        "Den Vertrag darf der Anbieter ohne Zustimmung auf Dritte übertragen.",
        "Der Anbieter überträgt Dritten den Vertrag.",
    ],
)
def test_the_verb_may_stand_first_or_last(reader: TopicReader, order: str) -> None:
    """German puts a verb last in one clause and early in the next; either shows the topic."""
    assert "assignment" in _read(reader, {"title": "Klausel", "summary": order})
