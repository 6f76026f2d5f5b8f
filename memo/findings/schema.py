"""The JSON Schema of the findings file, made from its types, in the form people and editors write it.

The types describe what is read after the strict loader; the schema describes
the file. So a finding needs no id, a vendor may be a plain name, and a number
stands where text is wanted, because a scalar is read as it is spelt.
"""

from __future__ import annotations

from typing import Any

from memo.findings.model import FindingSet
from memo.findings.strict import model_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLACE_PATTERN = r"^(EU|EEA|[A-Z]{2}(-[A-Z0-9]{1,3})?)$"
_PLACES = {
    "Client.established_in",
    "NationalTurnover.place",
    "Client.people_in",
    "Vendor.established_in",
    "Finding.jurisdictions",
}
_MARKDOWN = "Markdown: paragraphs, emphasis, lists, code, quotes, links."

DESCRIPTIONS: dict[str, str] = {
    "FindingSet": "One review of a vendor's terms: whose position, whose terms, which documents, what was found.",
    "FindingSet.review": "What the memo is: its date, its parties, its reference, its decision.",
    "FindingSet.client": "Whose position the memo takes.",
    "FindingSet.vendor": "Whose terms were reviewed: a name, or a name with facts.",
    "FindingSet.documents": "The reviewed documents.",
    "FindingSet.findings": "The findings, at least one.",
    "Review.title": "What the memo is about. Default: 'Vendor review' and the vendor.",
    "Review.date": "The memo's date, and the default day of the law.",
    "Review.as_of": "The day whose law the memo states.",
    "Review.to": "Who reads the memo.",
    "Review.from": "Who sends it.",
    "Review.reference": "Ticket or matter.",
    "Review.classification": "For example Confidential.",
    "Review.language": "The language of the memo.",
    "Review.topics_by": "What reads topics from text: phrases and words, or a language model beside them.",
    "Review.decision": "The reviewer's decision. Default: proposed from the findings.",
    "Client.name": "The client's name.",
    "Client.role": "The client's role under the law.",
    "Client.established_in": "Where the client is established: ISO 3166-1 or -2 codes, EU, EEA.",
    "Client.people_in": "Where the people concerned are. Default: anywhere, and the memo says so.",
    "Client.sectors": "The client's sectors.",
    "Client.turnover": "The client's worldwide turnover of a year.",
    "Client.size": "The size of its undertaking, on which ceilings of the AI Act depend.",
    "Client.staff": "How many people the undertaking employs; with the turnover it may show the size.",
    "Vendor.name": "The vendor's name.",
    "Vendor.product": "The product or service reviewed.",
    "Vendor.role": "The vendor's role under the law.",
    "Vendor.established_in": "Where the vendor is established: ISO 3166-1 or -2 codes, EU, EEA.",
    "Vendor.turnover": "The vendor's worldwide turnover of a year; ceilings of fines are computed from it.",
    "Vendor.size": "The size of its undertaking, on which ceilings of the AI Act depend.",
    "Vendor.staff": "How many people the undertaking employs; with the turnover it may show the size.",
    "Turnover.amount": "An exact amount without separators.",
    "Turnover.currency": "ISO 4217, for example EUR.",
    "Turnover.year": "The year of the figure; a law counts the year before the decision.",
    "Turnover.national": "The parts made in single countries; shares of national turnover are computed from them.",
    "NationalTurnover.place": "The country, for example BR.",
    "NationalTurnover.amount": "An exact amount without separators.",
    "NationalTurnover.currency": "ISO 4217, for example BRL.",
    "Document.id": "The name by which findings refer to the document.",
    "Document.title": "Its title.",
    "Document.url": "Its official address.",
    "Document.version": "Its version or date, as it says itself.",
    "Document.captured": "When the copy was taken.",
    "Document.sha256": "The digest of the copy.",
    "Document.path": "The copy's text, beside or below the findings file; quotes are checked against it.",
    "Finding.id": "Default: F-1, F-2, ... in order.",
    "Finding.title": "What the finding is, in a few words.",
    "Finding.document": "The document's id; without a list of documents, its name.",
    "Finding.section": "Where in the document.",
    "Finding.quote": "The clause, word for word; '...' marks what is left out.",
    "Finding.summary": f"What the clause says, in plain words. {_MARKDOWN}",
    "Finding.impact": f"What it means for the people concerned. {_MARKDOWN}",
    "Finding.analysis": f"The reviewer's own analysis, citations included. {_MARKDOWN}",
    "Finding.severity": "How bad the clause is; memo never changes it.",
    "Finding.confidence": "How sure the reviewer is.",
    "Finding.topics": "Words of 'memo law --topics'. Default: read from the text.",
    "Finding.data_categories": "Which data, for example communications-content.",
    "Finding.people": "Who is concerned: consumers, employees, children, patients, ...",
    "Finding.jurisdictions": "Narrows client.people_in for this finding.",
    "Finding.citations": "The reviewer's citations; each is checked.",
    "Finding.comparisons": "What other vendors' terms say on the same point.",
    "Finding.actions": "Action items of the reviewer.",
    "Finding.privileged": "true: left out of the shareable edition.",
    "Comparison.vendor": "The other vendor.",
    "Comparison.quote": "Its words.",
    "Comparison.note": f"A remark. {_MARKDOWN}",
    "Review.rates": "Rates of exchange that the reviewer gives; memo knows none.",
    "Rate.from": "The currency that is converted (ISO 4217).",
    "Rate.to": "The currency it is converted into.",
    "Rate.rate": "What one unit of the first is in the second.",
    "Rate.source": "Where the rate comes from, and its day.",
    "Finding.people_affected": "How many people the clause concerns.",
    "Affected.at_least": "The least number.",
    "Affected.at_most": "The greatest number; the same as the least where it is known.",
    "Review.signature_on": "The day of signature; contract items and questions are due before it.",
    "Review.owners": "Owners of action items beside the house's own words, for example [ops].",
    "FindingSet.actions_status": "What became of action items, by their ids: 'memo actions FILE' prints them.",
    "ActionStatus.id": "The item's id.",
    "ActionStatus.status": "Where it stands.",
    "ActionStatus.owner": "Who does it now.",
    "ActionStatus.due": "The day agreed since.",
    "ActionStatus.note": "A remark, printed with the item.",
    "ReviewerAction.title": "What is to be done.",
    "ReviewerAction.owner": "By whom.",
    "ReviewerAction.due": "By which day.",
    "ReviewerAction.playbook": "The id of memo's own item that this one stands for; the two are then one.",
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the findings file."""
    made = model_of(FindingSet).model_json_schema(by_alias=True, mode="validation")
    definitions: dict[str, Any] = made.pop("$defs")
    for name, definition in definitions.items():
        _described(name, definition)
    _described("FindingSet", made)
    finding = definitions["Finding"]
    finding["required"] = [name for name in finding["required"] if name != "id"]
    vendor = made["properties"]["vendor"]
    made["properties"]["vendor"] = {
        "description": vendor["description"],
        "anyOf": [_as_written(definitions["Vendor"]["properties"]["name"], ""), {"$ref": "#/$defs/Vendor"}],
    }
    definitions["Document"]["properties"]["url"]["anyOf"][0]["pattern"] = "^https?://"
    return {"$schema": DIALECT, **made, "title": "memo findings file", "$defs": definitions}


def _described(model: str, definition: dict[str, Any]) -> None:
    """Give a type its house description and each of its fields the form in which a file writes it."""
    definition.pop("title", None)
    if model in DESCRIPTIONS:
        definition["description"] = DESCRIPTIONS[model]
    for name, field in definition["properties"].items():
        field.pop("title", None)
        if not isinstance(field.get("default"), str | bool):
            field.pop("default", None)  # nothing, or a group of nothings: no news to a reader
        written = _as_written(field, f"{model}.{name}")
        written["description"] = DESCRIPTIONS[f"{model}.{name}"]
        definition["properties"][name] = written


def _as_written(field: Any, path: str) -> Any:
    """Return a field's schema with free text also as a number, and places by their form."""
    if isinstance(field, list):
        return [_as_written(entry, path) for entry in field]
    if not isinstance(field, dict):
        return field
    written = {key: _as_written(value, path) if key in ("anyOf", "items") else value for key, value in field.items()}
    if written.get("type") == "string" and not {"pattern", "format", "enum", "const"} & set(written):
        if path in _PLACES:
            written["pattern"] = PLACE_PATTERN
        elif path != "Document.url":
            written["type"] = ["string", "number"]
    return written
