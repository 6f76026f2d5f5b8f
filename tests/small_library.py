"""A small law library of our own making, so that a rule is tested without the real law's wording.

`good()` gives its records as plain values; `write` puts them on disk as the
real ones lie, and `opened` opens what lies there.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from memo.library.day import Library
from memo.library.store import Store
from memo.resources import packaged

Values = dict[str, Any]

SOURCE = {"title": "Official Journal, L 1", "url": "https://law.example/act", "kind": "primary"}
BECAUSE = "Such a clause lets the vendor do what the provision leaves to the person concerned ({})."

LAW: Values = {
    "id": "eu-act",
    "title": "The Act on Things",
    "short_title": "Act",
    "language": "en",
    "official_citation": "Act 1/2020, OJ L 1",
    "identifier": "CELEX 1",
    "jurisdiction": "EU",
    "numbering": "article",
    "url": "https://law.example/act",
    "in_force_from": "2020-01-01",
    "applies_from": "2020-06-01",
    "summary": "It says what may be done with things.",
    "sources": [SOURCE],
    "verified": "2026-11-01",
    "scope": {
        "subject": "things",
        "territory": [
            {"test": "people", "places": ["EU"], "pinpoint": "2(1)", "text": "it protects people in the Union"},
            {"test": "client-established", "places": ["EU"], "pinpoint": "2(2)", "text": "it may reach clients there",
                "decides": False},
            {"test": "vendor-established", "places": ["EU"], "pinpoint": "2(2)", "text": "it may reach vendors there",
                "decides": False},
        ],
        "binds": ["controller", "processor"],
        "thresholds": [
            {"party": "vendor", "pinpoint": "2(1)", "text": "a yearly turnover above EUR 1,000", "from": "2020-01-01",
                "turnover": {"amount": "1000", "currency": "EUR"}},
            {"party": "client", "pinpoint": "2(1)", "text": "more than 100 people", "from": "2020-01-01"},
            {"party": "client", "pinpoint": "2(1)", "text": "a test of later years", "from": "2030-01-01"},
        ],
        "exemptions": [{"pinpoint": "2(2)", "text": "Households are exempt."}],
        "out_of_scope": "None of the people concerned ({places}) is in the Union.",
    },
    "enforcement": {
        "rule": "national",
        "rule_text": "Each member state's authority acts on its own territory",
        "seat": {"places": ["EU"], "lead": "5", "none": "6", "representative": "4(1)"},
        "powers": [{"power": "fine", "pinpoint": "8", "text": "impose fines"}],
        "private_action": {"exists": True, "pinpoint": "7", "text": "Anyone who suffered damage may sue"},
        "cure": {"exists": False, "text": "No time to cure is given"},
    },
    "penalties": [
        {
            "id": "upper", "pinpoint": "8(1)", "kind": "administrative-fine", "applies_to": "Art. 3",
            "imposed_by": ["de-one"], "sources": [SOURCE], "verified": "2026-11-01",
            "tariffs": [
                {"from": "2020-06-01", "formula": "greater-of", "fixed": {"amount": "1000", "currency": "EUR"},
                    "share": "2", "turnover": "worldwide", "turnover_text": "worldwide turnover"},
                {"from": "2027-01-01", "formula": "fixed", "fixed": {"amount": "5000", "currency": "EUR"}},
            ],
        },
        {
            "id": "lower", "pinpoint": "8(2)", "kind": "administrative-fine", "applies_to": "Art. 4",
            "sources": [SOURCE], "verified": "2026-11-01",
            "tariffs": [{"from": "2020-06-01", "formula": "fixed", "fixed": {"amount": "500", "currency": "EUR"}}],
        },
        {
            "id": "repeat", "pinpoint": "8(3)", "kind": "administrative-fine", "applies_to": "Art. 3",
            "sources": [SOURCE], "verified": "2026-11-01",
            "reserved_for": "a second breach", "raises": ["upper"],
            "tariffs": [{"from": "2026-12-01", "formula": "fixed", "fixed": {"amount": "9000", "currency": "EUR"}}],
        },
        {
            "id": "small", "pinpoint": "8(3)", "kind": "administrative-fine", "applies_to": "Art. 5",
            "sources": [SOURCE], "verified": "2026-11-01",
            "reserved_for": "SMEs", "raises": ["lower"], "for_size": "sme",
            "tariffs": [{"from": "2020-06-01", "formula": "fixed", "fixed": {"amount": "50", "currency": "EUR"}}],
        },
    ],
    "dates": [{"on": "2027-01-01", "event": "Fines become fixed", "pinpoint": "8(1)"}],
    "flags": [{"topics": ["keeping"], "places": ["DE"], "pinpoint": "6", "text": "Germany keeps its own rule"}],
    "relations": [{"relation": "replaces", "title": "The old Act"}],
    "citation": {"law": "Act", "provision": "Art. {pinpoint} Act", "names": ["Act on Things", "Things Act"]},
    "outline": {
        "completeness": "complete", "as_of": "2026-11-01", "source": "Official Journal", "recitals": 3,
        "provisions": {
            "1": {"heading": "Subject"}, "2": {"heading": "Scope", "parts": "1 2"},
            "3": {"heading": "Use", "parts": "1(a-c) 2"},
            "4": {"heading": "Keeping", "parts": "1-3"}, "5": {"heading": "Sharing"}, "6": {"heading": "National law"},
            "7": {"heading": "Claims"}, "8": {"heading": "Fines", "parts": "1-3"},
            "9": {"heading": "Gone", "status": "repealed"},
        },
        "annexes": {"I": {"heading": "List", "parts": "1(a-b)"}},
        "moved": [{"provision": "9", "to": "5", "since": "2026-06-01", "sources": [{"title": "Act", "url": "https://example.org/act"}]}],
    },
}  # fmt: skip

PROVISIONS: list[Values] = [
    {
        "id": "3(1)(a)", "kind": "prohibition", "binds": ["controller"], "subject": "use for training",
        "gist": "Things may not be used to train.",
        "engaged_by": [
            {"topic": "training", "strength": "primary", "because": BECAUSE.format("training"), "leads": True,
                "counter": "It may be allowed."},
            {"topic": "sharing", "strength": "supporting", "because": BECAUSE.format("sharing, from training")},
        ],
        "applies_from": "2020-06-01", "penalty": "upper", "verified": "2026-11-01", "sources": [SOURCE],
    },
    {
        "id": "3(1)(b)", "kind": "obligation", "binds": ["processor"], "subject": "instructions",
        "gist": "Processors follow instructions.",
        "engaged_by": [{"topic": "training", "strength": "primary", "because": BECAUSE.format("instructions"),
                "when": {"vendor_roles": ["processor"]}}],
        "applies_from": "2020-06-01", "penalty": "upper", "verified": "2026-11-01", "sources": [SOURCE],
    },
    {
        "id": "4(1)", "kind": "obligation", "binds": ["anyone"], "subject": "time limits",
        "gist": "Things are kept no longer than needed.",
        "engaged_by": [{"topic": "keeping", "strength": "primary", "because": BECAUSE.format("keeping"),
                "when": {"not_topics": ["training"]}}],
        "applies_from": "2020-06-01", "penalty": "lower", "verified": "2026-11-01", "sources": [SOURCE],
    },
    {
        "id": "5", "kind": "condition", "binds": ["anyone"], "subject": "sharing",
        "gist": "Things are shared with consent only.",
        "engaged_by": [{"topic": "sharing", "strength": "supporting", "because": BECAUSE.format("sharing"),
                "when": {"people_in": ["DE"]}}],
        "applies_from": "2027-06-01", "verified": "2026-11-01", "sources": [SOURCE],
    },
    {
        "id": "4(3)", "kind": "obligation", "binds": ["anyone"], "subject": "old time limits",
        "gist": "Things were kept a year.",
        "engaged_by": [{"topic": "keeping", "strength": "primary", "because": BECAUSE.format("old keeping")}],
        "applies_from": "2020-06-01", "applies_until": "2025-01-01", "verified": "2026-11-01", "sources": [SOURCE],
    },
]  # fmt: skip


def _topic(name: str, phrases: list[str], **more: Any) -> Values:
    return {
        "id": name, "label": name.capitalize(), "group": "things", "definition": f"The clause is about {name}.",
        "concern": f"The clause goes too far in {name}.", "contract_implication": f"Limit {name} by contract",
        "vendor_implication": f"Ask how {name} is done", "phrases": phrases, **more,
    }  # fmt: skip


TOPICS: list[Values] = [
    _topic(
        "training", ["train* ... model*"], hints=["machine learning", "improve [our] services"], unless=["not train"]
    ),
    _topic("keeping", ["retain* ... (data|things)", "kept for"], neighbours=["training"], provisions={"eu-act": ["3"]}),
    _topic("sharing", ["share* ... with third part*"]),
]


def _playbook(name: str, topics: list[str], kind: str = "internal", **more: Any) -> Values:
    return {
        "id": name, "topics": topics, "kind": kind, "title": f"Do {name}", "why": f"Because of {name}",
        "owner": "legal",
        "due": {"critical": 1, "high": 3, "medium": 5, "low": 10, "info": 20}, "evidence": "A note on file", **more,
    }  # fmt: skip


PLAYBOOKS: list[Values] = [
    _playbook("ask-training", ["training"], "vendor-question", question="Do you train?", basis=["eu-act:3(1)(a)"]),
    _playbook(
        "bar-training", ["training"], "contract", basis=["eu-act:3(1)(a)", "eu-act:3(1)(b)"],
        contract={
            "ask": "The vendor shall not train on the data.", "fallback": "The vendor may train on public data.",
            "walk_away": "Do not sign if the vendor trains on the data.",
        },
    ),
    _playbook("check-law", ["training"], basis=["eu-act:3(1)(b)"], requires_law=True),
    _playbook("processors-only", ["keeping"], "contract", when={"vendor_roles": ["processor"]},
        contract={"ask": "Delete after thirty days, always.", "fallback": "Delete after ninety days, always.",
                  "walk_away": "Do not sign if nothing is ever deleted."}),
    _playbook("watch-keeping", ["keeping", "training"], "monitoring"),
]  # fmt: skip


def _authority(name: str, place: str, role: str = "enforces", **more: Any) -> Values:
    return {
        "id": name, "name": f"Authority {name}", "place": place, "website": f"https://{name}.example",
        "competences": [{"law": "eu-act", "role": role, "over": "things", **more}], "sources": [SOURCE],
        "verified": "2026-11-01",
    }  # fmt: skip


AUTHORITIES: list[Values] = [
    _authority("eu-board", "EU", "coordinates", pinpoint="6"),
    _authority("de-one", "DE-BY", bodies="private"),
    _authority("de-public", "DE-BY", bodies="public"),
    _authority("de-two", "DE-BE"),
    _authority("fr-one", "FR"),
]


def _decision(authority: str, day: str, provisions: list[str], topics: list[str], **more: Any) -> Values:
    return {
        "id": f"{authority}-{day}-things", "authority": authority, "respondent": "Things Limited", "date": day,
        "title": "Use of things for training", "provisions": [{"law": "eu-act", "provisions": provisions}],
        "topics": topics, "sector": "things", "outcome": ["fine", "order"],
        "amount": {"value": "500", "currency": "EUR"}, "finality": "final",
        "summary": "Things Limited used things without asking.",
        "sources": [{"title": "Press release", "url": "https://one.example/things", "kind": "official",
            "seen": "2026-11-01"}],
        "verified": "2026-11-01", **more,
    }  # fmt: skip


DECISIONS: list[Values] = [
    _decision("de-one", "2024-03-01", ["3(1)(a)", "4(1)"], ["training"]),
    _decision("fr-one", "2025-02-01", ["3(1)"], ["sharing"], law_then={"name": "The old Act", "note": "Sec. 7"}),
    _decision("de-two", "2023-05-01", ["5"], ["keeping"], national_law={"name": "National Act"}, reference="2/23"),
]

ROLES: list[Values] = [
    {"id": "vendor-processor", "party": "vendor", "stated": ["provider"], "read_as": ["processor"],
        "because": "Who provides things uses them for another."},
]  # fmt: skip
SIZES: list[Values] = [
    {"id": "sme", "staff_below": "250", "turnover_at_most": {"amount": "50", "currency": "EUR"},
        "sources": [SOURCE], "verified": "2026-11-01"},
]  # fmt: skip


NAMED: list[Values] = [
    {
        "id": "at-example-act",
        "title": "Example Act of Austria",
        "jurisdiction": "AT",
        "url": "https://example.org/at",
        "shared_names": ["Example Act"],
        "sources": [SOURCE],
        "verified": "2026-11-25",
    }
]


def good() -> Values:
    """Return a fresh copy of all records, by their groups' names."""
    whole = {
        "law": LAW,
        "provisions": PROVISIONS,
        "topics": TOPICS,
        "playbooks": PLAYBOOKS,
        "authorities": AUTHORITIES,
        "decisions": DECISIONS,
        "roles": ROLES,
        "sizes": SIZES,
        "named": NAMED,
    }
    values: Values = json.loads(json.dumps(whole))  # no two records share a part
    return values


class _Plain(yaml.SafeDumper):
    """Writes every value out: a library has no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def dumped(content: Values) -> str:
    """Return values as the YAML text of a library file."""
    return yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False)


def write(root: Path, values: Values) -> Path:
    """Write a library as the real one lies on disk; return its folder."""
    (root / "eu" / "act").mkdir(parents=True, exist_ok=True)
    (root / "playbooks").mkdir(exist_ok=True)
    for name, content in (
        ("eu/act/law.yaml", values["law"]),
        ("eu/act/provisions.yaml", {"provisions": values["provisions"]}),
        ("eu/authorities.yaml", {"authorities": values["authorities"]}),
        ("eu/decisions.yaml", {"decisions": values["decisions"]}),
        ("topics.yaml", {"topics": values["topics"]}),
        ("playbooks/all.yaml", {"playbooks": values["playbooks"]}),
        ("parties.yaml", {"roles": values["roles"], "sizes": values["sizes"]}),
        ("not-held.yaml", {"laws": values["named"]}),
    ):
        (root / name).write_text(dumped(content), encoding="utf-8")
    # How risk is rated is no law, and what the tests say of it holds for the real table.
    shutil.copyfile(packaged("regulations") / "risk.yaml", root / "risk.yaml")
    return root


def opened(root: Path, values: Values | None = None, day: date = date(2026, 11, 25)) -> Library:
    """Write a library and open it on a day."""
    return Library.open(write(root, good() if values is None else values), day)


def everything(store: Store) -> None:
    """Read every record of a store, as a whole check of a library does."""
    for law_id in store.law_files:
        store.law(law_id)
    _ = store.topics, store.playbooks, store.authorities, store.elsewhere, store.decisions, store.risk_table
    _ = store.role_readings, store.sizes
