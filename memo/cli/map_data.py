"""The mapping of a review as the JSON of `memo map`; keys are only ever added."""

from __future__ import annotations

from typing import Any

from memo.audit import AuditedCitation
from memo.library.day import Library
from memo.mapping.engage import MappedFinding, Mapping, Match


def mapping_data(mapping: Mapping, library: Library) -> dict[str, Any]:
    """Return the whole mapping as plain data."""
    return {
        "as_of": library.as_of.isoformat(),
        "findings": [_finding(mapped, mapping, library) for mapped in mapping.findings],
    }


def _finding(mapped: MappedFinding, mapping: Mapping, library: Library) -> dict[str, Any]:
    return {
        "id": mapped.finding.id,
        "title": mapped.finding.title,
        "severity": mapped.finding.severity,
        "places": list(mapped.places),
        "topics": [
            {
                "topic": topic.topic,
                "label": library.topics[topic.topic].label,
                "dpv": library.topics[topic.topic].dpv,
                "basis": topic.basis,
                "evidence": topic.evidence,
                "field": topic.field,
            }
            for topic in mapped.topics
        ],
        "set_aside": [
            {"topic": aside.topic, "evidence": aside.evidence, "why": aside.why} for aside in mapped.set_aside
        ],
        "idle": {"chance": mapped.idle.chance, "words": list(mapped.idle.words)} if mapped.idle else None,
        "provisions": [_match(match, library) for match in mapped.matches],
        "not_engaged": [
            {
                "law": entry.law,
                "reason": _plain(entry.reason),
                "ground": entry.ground,
                "cited": entry.cited,
                "cautions": _all(entry.cautions),
            }
            for entry in mapped.not_engaged
        ],
        "unmapped": mapped.unmapped,
        "scopes": [
            {"law": scope.law, "reason": _plain(scope.reason), "assumptions": _all(scope.assumptions)}
            for scope in mapped.scopes
        ],
        "further": [{"law": law, "provision": provision} for law, provision in mapped.further],
        "citations": [_citation(entry) for entry in mapping.audit.of(mapped.finding.id)],
    }


def _match(match: Match, library: Library) -> dict[str, Any]:
    return {
        "law": match.law,
        "provision": match.provision,
        "citation": _plain(library.law(match.law).cite(match.provision)),
        "basis": match.basis,
        "strength": match.strength,
        "reason": _plain(match.reason),
        "status": match.status,
        "subject": match.subject,
        "topic": match.topic or None,
        "evidence": match.evidence,
        "counter": _plain(match.counter),
        "at": list(match.at),
        "verified": match.verified,
    }


def _citation(entry: AuditedCitation) -> dict[str, Any]:
    where = {"field": entry.field, "position": entry.position + 1 if entry.field == "citations" else None}
    return {**entry.checked.as_data(), **where, "missing": list(entry.checked.missing)}


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _all(texts: tuple[str, ...]) -> list[str]:
    return [_plain(text) for text in texts]
