"""What a plan is made of: items, their basis, their order of gravity, their numbers of effort and risk."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from memo.findings.model import CLOSED, SEVERITIES, ActionState, Severity
from memo.library.records import Guidance, Playbook

PRIORITY: dict[Severity, str] = {"critical": "P1", "high": "P1", "medium": "P2", "low": "P3", "info": "P3"}
KIND_ORDER = ("vendor-question", "contract", "internal", "monitoring")

Effort = Literal["small", "medium", "large"]
EFFORT: dict[str, Effort] = {
    "vendor-question": "small", "contract": "medium", "internal": "medium", "monitoring": "small",
}  # fmt: skip
"""The effort of a kind whose playbook does not say: hours, days or weeks."""
COST: dict[Effort, int] = {"small": 1, "medium": 2, "large": 4}
RISK: dict[Severity, int] = {"critical": 8, "high": 4, "medium": 2, "low": 1, "info": 0}
"""What an item takes off the risk: the sum over the findings that it answers."""


class Basis(Struct, frozen=True):
    """A provision that an item rests on."""

    law: str
    provision: str


class DueRule(Struct, frozen=True):
    """What set an item's day.

    `rule` is `count` (business days from the review), `signature`, `law`,
    `reviewer`, `kept` (carried back by the file) or `waited-for` (another
    item comes after it); `days` belong to `count`, `on` to the others.
    """

    rule: Literal["count", "signature", "law", "reviewer", "kept", "waited-for", "none"]
    days: int = 0
    on: date | None = None
    basis: Basis | None = None


class ActionItem(Struct, frozen=True):
    """One due-diligence step.

    `id` is made from content and survives re-runs, new findings and another
    order: the playbook's id, or the words of the reviewer's own item. `number`
    is its place in this plan. `due` is a working day of the client's place.
    """

    id: str
    number: str
    title: str
    why: str
    kind: str
    owner: str
    priority: str
    due: date | None
    due_rule: DueRule
    evidence: str
    basis: tuple[Basis, ...]
    findings: tuple[str, ...]
    topics: tuple[str, ...] = ()
    leads: bool = False
    """Whether what a finding is about in the first place called it."""
    severity: Severity = "medium"
    effort: Effort = "medium"
    risk: int = 0
    after: tuple[str, ...] = ()
    """Ids of the items of this plan that come first."""
    before_signature: bool = False
    question: str = ""
    contract_ask: str = ""
    contract_fallback: str = ""
    walk_away: str = ""
    sources: tuple[Guidance, ...] = ()
    by_reviewer: bool = False
    status: ActionState = "open"
    note: str = ""

    @property
    def closed(self) -> bool:
        return self.status in CLOSED


def effort_of(playbook: Playbook) -> Effort:
    """Return the effort that a playbook states, else that of its kind."""
    return playbook.effort or EFFORT[playbook.kind]


def before_signature(playbook: Playbook) -> bool:
    """Return whether an item must be closed before signature: as stated, else contract items and questions."""
    if playbook.before is not None:
        return "signature" in playbook.before
    return playbook.kind in ("contract", "vendor-question")


class KeptStatus(Struct, frozen=True):
    """A status that the file carries back for a step that this plan no longer calls for."""

    id: str
    title: str
    status: ActionState
    note: str


class Plan(Struct, frozen=True):
    """All items, the most pressing first; `no_longer` are steps that the findings no longer call for."""

    items: tuple[ActionItem, ...]
    no_longer: tuple[KeptStatus, ...] = ()

    def of(self, finding: str) -> tuple[ActionItem, ...]:
        return tuple(item for item in self.items if finding in item.findings)

    def conditions(self, most: int) -> tuple[ActionItem, ...]:
        """Return the steps on which approval depends, in the plan's order.

        Open and pressing ones, those before signature first, then those that
        rest on law or on the reviewer's word, then the gravest, then those
        that answer what a finding is about in the first place: two of the
        contract, two to ask or set by the reviewer, the rest inside.
        """

        def rank(item: ActionItem) -> tuple[bool, bool, int, bool]:
            grounded = bool(item.basis) or item.by_reviewer
            return (not item.before_signature, not grounded, SEVERITIES.index(item.severity), not item.leads)

        pressing = sorted((i for i in self.items if i.priority in ("P1", "P2") and not i.closed), key=rank)
        chosen = [i for i in pressing if i.kind == "contract"][:2]
        chosen += [i for i in pressing if i.by_reviewer or i.kind == "vendor-question"][:2]
        chosen += [i for i in pressing if i.kind == "internal" and i not in chosen][: most - len(chosen)]
        return tuple(item for item in self.items if item in chosen)
