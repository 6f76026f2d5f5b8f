"""Which playbooks a finding calls, and which provisions their items rest on."""

from __future__ import annotations

from memo.actions.items import Basis
from memo.findings.model import FindingSet, Severity
from memo.library.day import Library
from memo.library.records import Playbook
from memo.mapping.engage import MappedFinding
from memo.mapping.scope import condition_holds

REACH: dict[Severity, tuple[int, int]] = {
    "critical": (3, 6), "high": (3, 5), "medium": (2, 3), "low": (1, 2), "info": (1, 1),
}  # fmt: skip
"""How many of a finding's topics call playbooks, and how many items it may have: a plan that
lists everything is carried out by nobody. Of one kind, a topic calls one playbook."""
PLACE_OF_KIND = {"contract": 0, "vendor-question": 1, "internal": 1, "monitoring": 2}
"""Which of a finding's items stay where its measure is full: what stands lowest, the topic's place added."""
MOST_BASIS = 4
"""Provisions of one law that an item names where its playbook names none of the laws engaged."""


def called(mapped: MappedFinding, findings: FindingSet, library: Library) -> list[tuple[Playbook, str]]:
    """Return the playbooks that a finding's topics call, each with the topic that called it.

    An assessment that a law asks for is called by each leading topic and
    beside the measure: it is merged, so a plan has it once whatever calls it.
    """
    topics, most = REACH[mapped.finding.severity]
    leading = [topic.topic for topic in mapped.topics[:topics]]
    taken: set[tuple[str, str]] = set()
    ranked: list[tuple[int, int, Playbook, str]] = []
    assessments: list[tuple[Playbook, str]] = []
    consumer = findings.client.role == "consumer"
    # What is written for consumers comes before what fits them too.
    playbooks = sorted(library.playbooks, key=lambda p: not _for_consumers(p)) if consumer else library.playbooks
    for place, topic in enumerate(leading):
        for playbook in playbooks:
            if topic not in playbook.topics or not _fits(playbook, mapped, findings):
                continue
            if any(playbook is other for _, _, other, _ in ranked) or any(playbook is o for o, _ in assessments):
                continue
            if playbook.requires_law and playbook.kind == "internal" and mapped.finding.severity not in LIGHT:
                assessments.append((playbook, topic))
            elif (topic, playbook.kind) not in taken:
                taken.add((topic, playbook.kind))
                ranked.append((PLACE_OF_KIND[playbook.kind] + place, len(ranked), playbook, topic))
    kept = sorted(ranked, key=lambda entry: entry[:2])[:most]
    kept.sort(key=lambda entry: entry[1])
    return [(playbook, topic) for _, _, playbook, topic in kept] + assessments


LIGHT: tuple[Severity, ...] = ("low", "info")
"""Severities that call for no assessment beside their measure."""


def _for_consumers(playbook: Playbook) -> bool:
    return playbook.when is not None and "consumer" in playbook.when.client_roles


def _fits(playbook: Playbook, mapped: MappedFinding, findings: FindingSet) -> bool:
    """Return whether the case shows what the playbook asks for.

    A consumer has nothing to negotiate, no assessment to make and no organisation to instruct.
    """
    consumer = findings.client.role == "consumer"
    if _for_consumers(playbook) and not consumer:
        return False
    if consumer and (playbook.kind == "contract" or playbook.requires_law):
        return False
    if consumer and playbook.kind != "vendor-question" and not (playbook.suits_consumers or _for_consumers(playbook)):
        return False
    topics = frozenset(topic.topic for topic in mapped.topics)
    if not condition_holds(playbook.when, findings, mapped.places, topics, mapped.finding):
        return False
    return not playbook.requires_law or bool(_stated(playbook, mapped))


def _stated(playbook: Playbook, mapped: MappedFinding) -> tuple[Basis, ...]:
    """Return the playbook's provisions under laws that this finding engages."""
    named = (reference.partition(":") for reference in playbook.basis)
    return tuple(Basis(law, provision) for law, _, provision in named if law in mapped.laws)


def basis_of(playbook: Playbook, mapped: MappedFinding) -> tuple[Basis, ...]:
    """Return what an item rests on: the playbook's provisions under the laws that the finding engages.

    Where it names none of these laws, what the finding engages of its leading
    laws on the playbook's topics stands instead, so that a plan for the
    United Kingdom or Canada has its basis too.
    """
    stated = _stated(playbook, mapped)
    if stated or not playbook.basis:
        return tuple(dict.fromkeys(stated))
    found: list[Basis] = []
    for law in mapped.leading_laws:
        matched = [m.provision for m in mapped.of_law(law) if m.topic in playbook.topics and m.strength == "primary"]
        found += [Basis(law, provision) for provision in matched[:MOST_BASIS]]
    return tuple(dict.fromkeys(found))
