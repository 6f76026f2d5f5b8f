"""What a publish did, as it is printed: where the memo is now, its digest, and every step that was taken."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

State = Literal["created", "updated", "attached", "unchanged", "dry-run", "partial"]
"""`partial`: a step failed; what `done` lists stays done, and the same command run again does the rest."""


@dataclass(frozen=True)
class Entry:
    """What became of one action: its id, the entry's address and state."""

    id: str
    state: Literal["created", "updated", "unchanged", "no-longer-called-for"]
    url: str = ""


@dataclass
class Receipt:
    """Filled step by step, so that a publish that fails half-way can say how far it came.

    `read_back` says whether the bytes at the target were fetched and are those
    that were sent; nothing where the target cannot tell. `twice` says that the
    file hangs at the ticket more than once after this run attached it, because
    another run, on another machine, did so at the same moment.
    """

    file: str
    target: str
    kind: str
    digest: str = ""
    state: State = "partial"
    url: str = ""
    version: str = ""
    name: str = ""
    replaces: list[str] = field(default_factory=list)
    read_back: bool | None = None
    twice: bool = False
    actions: list[Entry] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)
