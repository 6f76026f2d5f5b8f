"""The standing words of the memo in English: labels and sentences that no law and no finding gives."""

from __future__ import annotations

from collections.abc import Mapping

from memo.language.words import N_, Words

WORDS: dict[str, str] = {
    "memorandum": "Memorandum",
    "to": "To",
    "from": "From",
    "date": "Date",
    "re": "Re",
    "reference": "Reference",
    "client": "Client",
    "law_as_of": "Law as of",
    "program": "Program",
    "library": "Law library",
    "findings_file": "Findings file",
    "bottom_line": "Bottom line",
    "decision": "Decision",
    "proposed": "proposed from the findings",
    "reviewed": "set by the reviewer",
    "conditions": "Conditions",
    "reasons": "Reasons",
    "glance": "Findings at a glance",
    "finding": "Finding",
    "severity": "Severity",
    "confidence": "Confidence",
    "laws_engaged": "Laws engaged",
    "findings": "Findings",
    "clause": "The clause",
    "reading": "What it says",
    "affected": "Why it matters and to whom",
    "people": "People concerned",
    "topics": "Read as",
    "regulatory_analysis": "Regulatory analysis",
    "why": "Why",
    "counter": "On the other side",
    "supporting": "Supporting",
    "enforcement_exposure": "Enforcement and exposure",
    "party": "Party",
    "ceiling": "Ceiling",
    "ceiling_vendor": "Ceiling, vendor",
    "ceiling_client": "Ceiling, client",
    "formula": "Formula and provision",
    "who_acts": "Who acts",
    "private_action": "Private action",
    "cure": "Time to cure",
    "limitation": "Limitation",
    "criminal": "Criminal liability",
    "not_yet": "Not yet applicable",
    "open_questions": "Open",
    "flags": "Jurisdiction flags",
    "contract_implications": "For the contract",
    "vendor_implications": "For the vendor relationship",
    "implications": "Contract and vendor implications",
    "analysis": "The reviewer’s analysis",
    "actions": "Actions",
    "comparison": "Cross-vendor comparison",
    "not_engaged": "Considered and not engaged",
    "laws": "Laws considered",
    "why_applies": "Why it applies",
    "see_laws": "Why each law applies, and which do not",
    "stated_under": "stated under",
    "supporting_provisions": "Supporting provisions",
    "colon": ":",
    "authorities": "Enforcement authorities",
    "authority": "Authority",
    "role": "Part",
    "over": "Over",
    "powers": "Powers",
    "others": "Beside them",
    "plan": "Due-diligence action plan",
    "action": "Action",
    "owner": "Owner",
    "priority": "Priority",
    "due": "Due",
    "evidence": "Closed by",
    "basis": "Basis",
    "questions": "Questions for the vendor",
    "clauses": "Contract language to ask for",
    "ask": "Ask for",
    "fallback": "Accept at least",
    "walk_away": "Walk away",
    "after_items": "After",
    "condition": "Condition",
    "effort": "Effort",
    "note": "Note",
    "next_review": "Next review",
    "triggers": "Earlier, if",
    "no_items": "The findings call for no action.",
    "no_longer": "No longer called for",
    "sign_off": "Sign-off",
    "sign_part": "Part",
    "sign_name": "Name",
    "sign_signature": "Signature",
    "sign_date": "Date",
    "guidance": "Follows",
    "timeline": "Dates that matter",
    "day": "Day",
    "event": "What happens",
    "method": "Method, assumptions and limits",
    "assumptions": "Assumptions",
    "limits": "Limits",
    "audit": "Citation audit",
    "citation": "Citation",
    "where": "Where",
    "status": "Status",
    "result": "Result",
    "table_of_authorities": "Table of authorities",
    "provision": "Provision",
    "subject": "Subject",
    "cited_in": "Findings",
    "sources": "Sources",
    "provenance": "Provenance",
    "contents": "Contents",
    "page": "Page",
    "at_page": "page {number}",
    "skip": "Skip to the bottom line",
    "of": "of",
    "law": "Law",
    "also": "Also touched:",
    "number": "No.",
    "engaged": "Engaged:",
    "provisions_engaged": "Provisions engaged",
    "see_formula": "Formulas, further tiers, private action and time to cure",
    "also_engaged": "Also engaged",
    "also_tier": "Also engaged:",
    "beyond": "Beyond it:",
    "precedents": "Published decisions on the point",
    "risk": "Risk rating",
    "likelihood": "Likelihood of enforcement",
    "reach": "Reach",
    "inherent": "Inherent",
    "residual": "Plan done",
    "heat_map": "Heat map: severity by likelihood of enforcement",
    "risk_method": "How risk is rated",
    "further": "Further on the same topics:",
    "from_words": "from",
    "privileged": "privileged",
    "false_citations": "The reviewer cites here what does not exist or no longer applies:",
    "notice": (
        "This memorandum supports a decision; it is not legal advice and replaces no counsel. "
        "Ceilings are the most a law allows, not what is likely."
    ),
}

SEVERITY = {
    "critical": "Critical",
    "high": "High",
    "medium": "Medium",
    "low": "Low",
    "info": "Information",
}
BANDS = {"low": "Low", "moderate": "Moderate", "high": "High", "severe": "Severe"}
OUTCOME = {
    "fine": "fine",
    "order": "order",
    "ban": "ban",
    "suspension": "suspension",
    "reprimand": "reprimand",
    "settlement": "settlement",
    "consent-order": "consent order",
    "judgment": "judgment",
    "deletion": "deletion ordered",
    "redress": "redress",
    "undertaking": "undertaking",
    "recommendation": "recommendation",
}
FINALITY = {
    "final": "final",
    "under-appeal": "under appeal",
    "annulled": "annulled",
    "reduced": "reduced on appeal",
    "unknown": "finality not known",
}
CONFIDENCE = {"high": "High", "medium": "Medium", "low": "Low"}
DECISION = {
    "approve": "Approve",
    "approve-with-conditions": "Approve with conditions",
    "defer": "Defer",
    "reject": "Reject",
}
BASIS = {"cited": "cited by the reviewer", "mapped": "mapped", "both": "cited and mapped"}
STATUS = {"in-force": "in force", "not-yet": "not yet applicable", "repealed": "repealed"}
AUDIT_STATUS = {
    "ok": "Exists, in force",
    "no-such-provision": "Not found",
    "unknown-law": "Law not known",
    "not-held": "Law not held",
    "ambiguous": "Ambiguous",
    "not-in-force": "Not yet applicable",
    "repealed": "Repealed",
    "not-verifiable": "Not verifiable",
}
ROLE = {
    "enforces": "enforces",
    "coordinates": "coordinates, does not sanction",
    "adjudicates": "adjudicates",
    "advises": "advises",
}
POWER = {
    "fine": "fine",
    "order": "order",
    "ban": "ban or limit",
    "injunction": "injunction",
    "deletion": "deletion",
    "suspend": "suspension",
    "withdraw": "withdrawal or recall",
    "warning": "warning",
    "publish": "publication",
    "criminal-referral": "referral for prosecution",
    "investigate": "investigation",
    "request-information": "request for information",
    "evaluate": "evaluation",
}
"""What an authority may do, the gravest first."""
NOT_ENGAGED = {
    "scope": "Out of reach, as no fact of the file meets their scope",
    "kind": "Made for other people or for a sector that nothing points to",
    "exempt": "In reach by place, but the client or the people concerned are exempt",
    "subject": "In reach by place, but silent on what the finding is about",
    "beside": "In reach, but only beside other law of the same place",
}
OWNER = {
    "privacy": "Privacy office",
    "legal": "Legal",
    "procurement": "Procurement",
    "security": "Information security",
    "product": "Product owner",
    "people": "Human resources",
    "business": "Business owner",
    "consumer": "The consumer",
}
EFFORT = {"small": "hours", "medium": "days", "large": "weeks"}
ACTION_STATUS = {
    "open": "Open",
    "in-progress": "In progress",
    "blocked": "Blocked",
    "done": "Done",
    "waived": "Waived",
}
PARTY = {"vendor": "vendor", "client": "client"}
UPPER_OWNERS = frozenset({"hr", "it", "dpo"})
"""Functions that are written in capitals."""
KIND = {
    "vendor-question": "Ask the vendor",
    "contract": "Contract",
    "internal": "Inside",
    "monitoring": "Watch",
    "reviewer": "Reviewer",
}
LAW_IN_ENGLISH = N_(
    "The analysis of the law and the wording of the measures are in English, as the law library holds them."
)
"""What a memo in another language says once, by its notice."""
TABLES: dict[str, Mapping[str, str]] = {
    "words": WORDS,
    "severity": SEVERITY,
    "bands": BANDS,
    "outcome": OUTCOME,
    "finality": FINALITY,
    "confidence": CONFIDENCE,
    "decision": DECISION,
    "basis": BASIS,
    "status": STATUS,
    "audit_status": AUDIT_STATUS,
    "role": ROLE,
    "power": POWER,
    "not_engaged": NOT_ENGAGED,
    "owner": OWNER,
    "effort": EFFORT,
    "action_status": ACTION_STATUS,
    "kind": KIND,
    "party": PARTY,
}


def labels(spoken: Words, name: str) -> Mapping[str, str]:
    """Return a table of this module in the words of a language."""
    return spoken.table(name, TABLES[name])
