"""Tickets: what an adapter must be able to do, and how a memo is brought to one with it.

The digest in the PDF's name makes a publish repeatable: a memo that is there
is left alone, a half-done run is finished by the next one.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from memo.errors import Fault, Place, UsageError, shown
from memo.publish.failure import fail
from memo.publish.parcel import Parcel, Step, same_review
from memo.publish.receipt import Entry, Receipt
from memo.publish.wire import Wire


@dataclass(frozen=True)
class Held:
    """A file that hangs at a ticket; `key` is what the adapter needs to read it."""

    name: str
    key: str
    url: str = ""


@dataclass(frozen=True)
class Task:
    """An entry for one action: a sub-task, or the list in which it is a line."""

    key: str
    url: str
    text: str


class Ticket(ABC):
    """One ticket of one system. An adapter is this class over `Wire`, about forty lines of it."""

    form: ClassVar[str] = r"[1-9][0-9]{0,11}"
    """How the system writes the number of a ticket; anything else never gets into an address."""
    in_one_step: ClassVar[bool] = True
    """Whether `attach` also leaves the comment; where not, `commented` and `comment` do it."""

    def __init__(self, settings: Any, wire: Wire, number: str) -> None:
        self.settings, self.wire, self.number = settings, wire, number
        self.check(wire.target, number)
        self.sign()

    @classmethod
    def check(cls, target: str, number: str) -> None:
        """Fail with `UsageError` where this is not how the system writes the number of a ticket."""
        if not re.fullmatch(cls.form, number):
            message = f"{shown(number)} is no ticket of this system, which writes {cls.form}"
            hint = "Give it with --ticket, as 'ticket' of the target, or as 'reference' of the review."
            raise UsageError([Fault("bad-ticket", message, Place(f"targets.{target}"), hint=hint)])

    @abstractmethod
    def sign(self) -> None:
        """Say how the token travels."""

    @abstractmethod
    def url(self) -> str:
        """Return the address at which a person sees the ticket."""

    @abstractmethod
    def held(self) -> Sequence[Held]:
        """Return the files of the ticket, the oldest first."""

    @abstractmethod
    def content(self, held: Held) -> bytes | None:
        """Return the bytes of a file, nothing where the system does not give them back."""

    @abstractmethod
    def attach(self, name: str, pdf: bytes, parcel: Parcel, replaces: str) -> Held:
        """Attach a PDF, with the comment where that is one step."""

    def newest(self, name: str) -> Held:
        """Return the file of a name that was attached last; in a dry run one that stands for it."""
        if self.wire.dry_run:
            return Held(name, "<answer>")
        found = [one for one in self.held() if one.name == name]
        if not found:
            fail("remote-answer", self.wire.target, f"{name} was taken but does not hang at the ticket")
        return found[-1]

    def commented(self, mark: str) -> bool:
        """Whether a comment of the ticket holds these words."""
        return True

    def comment(self, parcel: Parcel, replaces: str) -> None:
        """Leave the comment."""
        raise NotImplementedError


class Subtasks(ABC):
    """A ticket that can have an entry of its own for each action."""

    @abstractmethod
    def tasks(self) -> Sequence[Task]:
        """Return the entries that belong to the ticket; `text` holds the mark of those that memo made."""

    @abstractmethod
    def make(self, step: Step) -> Task:
        """Make the entry of an action."""

    @abstractmethod
    def change(self, task: Task, step: Step) -> None:
        """Bring the entry of an action up to date; its state in the tracker is the tracker's own."""


class Checklist(ABC):
    """A ticket at which all actions are one comment of lines to be ticked."""

    @staticmethod
    def guard(text: str) -> str:
        """Return a text in which nothing is left that this system alone would make a link or a mention of."""
        return text

    @abstractmethod
    def checklist(self, mark: str) -> Task | None:
        """Return the comment that holds these words."""

    @abstractmethod
    def write_checklist(self, task: Task | None, text: str) -> Task:
        """Make the comment, or change it."""


def bring(ticket: Ticket, parcel: Parcel, receipt: Receipt, *, force: bool = False) -> None:
    """Attach the PDF of a parcel and leave its comment, unless both are there; the receipt is filled on the way."""
    receipt.name, receipt.url = parcel.name, ticket.url()
    held = list(ticket.held())
    mine = [one for one in held if same_review(one.name, parcel.review)]
    there = next((one for one in reversed(mine) if one.name == parcel.name), None)
    older = list(dict.fromkeys(one.name for one in mine if one.name != parcel.name))
    replaces = older[-1] if older else ""
    receipt.replaces = [replaces] if replaces else []
    if there is not None and not force:
        _compare(ticket, there, parcel, receipt)
        receipt.version = there.key
        done = False
    else:
        there = ticket.attach(parcel.name, parcel.pdf, parcel, replaces)
        receipt.done.append(f"attached {parcel.name}" + (" with a comment" if ticket.in_one_step else ""))
        receipt.version, done = there.key, True
        if not ticket.wire.dry_run:
            _compare(ticket, there, parcel, receipt)
            receipt.twice = not force and sum(one.name == parcel.name for one in ticket.held()) > 1
    if not ticket.in_one_step and (ticket.wire.dry_run or not ticket.commented(parcel.name)):
        ticket.comment(parcel, replaces)
        receipt.done.append("left a comment")
        done = True
    receipt.state = "dry-run" if ticket.wire.dry_run else "attached" if done else "unchanged"


def _compare(ticket: Ticket, held: Held, parcel: Parcel, receipt: Receipt) -> None:
    """Read a file back and hold it against the PDF, byte by byte."""
    content = ticket.content(held)
    receipt.read_back = None if content is None else content == parcel.pdf
    if receipt.read_back is False:
        message = f"{held.name} is there but holds other bytes than the memo"
        hint = "Somebody replaced it, or the server changes what it stores; --force attaches the memo again."
        fail("remote-differs", ticket.wire.target, message, hint)


# --- actions --------------------------------------------------------------------


def bring_actions(ticket: Ticket, parcel: Parcel, receipt: Receipt) -> None:
    """Make or update the entry of each action."""
    if isinstance(ticket, Subtasks):
        _subtasks(ticket, parcel.steps(), receipt)
    elif isinstance(ticket, Checklist):
        _checklist(ticket, parcel, receipt)
    if any(entry.state in ("created", "updated") for entry in receipt.actions) and receipt.state == "unchanged":
        receipt.state = "updated"


_MARK = re.compile(r"memo-action ([a-z0-9][a-z0-9-]*) ([0-9a-f]{12})")


def _subtasks(ticket: Subtasks, steps: Sequence[Step], receipt: Receipt) -> None:
    there: dict[str, tuple[Task, str]] = {}
    for task in ticket.tasks():
        if found := _MARK.search(task.text):
            there.setdefault(found[1], (task, found[2]))
    for step in steps:
        known = there.pop(step.id, None)
        if known is None:
            if step.is_open:
                made = ticket.make(step)
                _note(receipt, Entry(step.id, "created", made.url))
            continue
        task, state = known
        if state != step.state:
            ticket.change(task, step)
            _note(receipt, Entry(step.id, "updated", task.url))
        else:
            _note(receipt, Entry(step.id, "unchanged", task.url))
    for key, (task, _) in there.items():
        _note(receipt, Entry(key, "no-longer-called-for", task.url))


def _note(receipt: Receipt, entry: Entry) -> None:
    receipt.actions.append(entry)
    if entry.state in ("created", "updated"):
        receipt.done.append(f"{entry.state} the entry of {entry.id}")


_LINE = re.compile(r"^- \[(?P<tick>[ xX])\] .*`(?P<id>[a-z0-9][a-z0-9-]*)`$", re.MULTILINE)


def _checklist(ticket: Checklist, parcel: Parcel, receipt: Receipt) -> None:
    mark = f"<!-- memo-actions {parcel.review} -->"
    task = ticket.checklist(mark)
    before = {found["id"]: found for found in _LINE.finditer(task.text)} if task else {}
    ticked: Mapping[str, bool] = {key: found["tick"] != " " for key, found in before.items()}
    lines = {
        step.id: _written(step, ticked.get(step.id, False), ticket.guard)
        for step in parcel.steps()
        if step.is_open or step.id in before
    }
    text = "\n".join([mark, f"**{parcel.memo.words['plan']}**", "", *lines.values()]) + "\n"
    if task is None or task.text.strip().replace("\r\n", "\n") != text.strip():
        task = ticket.write_checklist(task, text)
        receipt.done.append("wrote the checklist")
    for key, line in lines.items():
        old = before.get(key)
        receipt.actions.append(
            Entry(key, "created" if old is None else "unchanged" if old[0] == line else "updated", task.url)
        )
    receipt.actions += [Entry(key, "no-longer-called-for", task.url) for key in before.keys() - lines.keys()]


def _written(step: Step, ticked: bool, guard: Callable[[str], str]) -> str:
    """Return an action as a line to be ticked; what a person ticked stays ticked."""
    from memo.render.escape import text

    tick = "x" if ticked or not step.is_open else " "
    who = ", ".join(part for part in (step.owner, step.due) if part)
    return f"- [{tick}] {text(guard(step.title))} ({text(guard(who))}) `{step.id}`"
