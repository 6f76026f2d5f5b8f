"""The run of a batch: what is unchanged is left, the rest goes to the workers, each result is written and noted.

This program alone writes: a worker that dies takes nothing with it but work,
and no memo is written twice. A job that a dying worker held is done again by
itself; if its worker dies again, it is the job that is at fault.
"""

from __future__ import annotations

import errno
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass, field, replace

import msgspec

from memo.batch import digests, places
from memo.batch.crew import Crew
from memo.batch.inputs import Input
from memo.batch.job import Job, Made, Options, travelling
from memo.batch.journal import Entry, Journal, Output
from memo.errors import Fault, InputError, MemoError, OutputError, Place
from memo.yamlio import decoded, read_text

AHEAD = 2
"""Jobs handed over for each worker: one that it does, one that waits for it."""
MOST_ALONE = 2
"""Workers that a job may end while it is their only one."""
_FOR_ALL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
"""Why a file cannot be written that would keep every other from being written too."""

Told = Callable[[Entry, str], None]
"""Called with what became of each input, and with the traceback of a fault in memo."""


class Stopped(MemoError):
    """The batch cannot go on; what is done is written and noted, and the next run continues."""


@dataclass
class Batch:
    """A batch to be run, and what became of each input so far, by its number."""

    inputs: Sequence[Input]
    output: str
    options: Options
    crew: Crew
    journal: Journal
    law: str
    basis: digests.LawDigests
    again: bool = False
    entries: dict[int, Entry] = field(default_factory=dict)

    def in_order(self) -> list[Entry]:
        """Return what became of every input, in their order; `waiting` where nothing did."""
        return [
            self.entries.get(number) or Entry(one.file, one.name, "waiting") for number, one in enumerate(self.inputs)
        ]


@dataclass(frozen=True, slots=True)
class _Ticket:
    number: int
    one: Input
    job: Job
    alone: int = 0
    """How often it was handed over by itself."""


def run(batch: Batch, told: Told) -> None:
    """Do a batch; fails with `MemoError` where it cannot go on, with what is done in `batch.entries`."""
    recipe = digests.recipe(batch.options)
    flying: dict[Future[Made], _Ticket] = {}
    suspects: deque[_Ticket] = deque()
    tickets = _tickets(batch, recipe, told)
    whole = False
    try:
        while True:
            _fill(batch, flying, suspects, tickets)
            if not flying:
                if suspects:
                    continue
                break
            lost = []
            done = wait(flying, return_when=FIRST_COMPLETED).done
            for future in sorted(done, key=lambda one: flying[one].number):
                ticket = flying.pop(future)
                if not _settled(batch, recipe, ticket, future, told):
                    lost.append(ticket)
                    if isinstance(future.exception(), BrokenExecutor):
                        lost += _drained(batch, recipe, flying, told)
                        break
            for ticket in lost:
                if ticket.alone >= MOST_ALONE:
                    _note(batch, ticket.number, _died(ticket, recipe), told)
                else:
                    suspects.append(ticket)
        whole = True
    finally:
        batch.crew.close(at_once=not whole)


def _fill(
    batch: Batch, flying: dict[Future[Made], _Ticket], suspects: deque[_Ticket], tickets: Iterator[_Ticket]
) -> None:
    """Hand over as many jobs as the workers can take; a suspect goes by itself, to workers of its own."""
    if suspects:
        if not flying:
            batch.crew.renew()
            ticket = suspects.popleft()
            flying[batch.crew.submit(ticket.job)] = replace(ticket, alone=ticket.alone + 1)
        return
    if batch.crew.tired:
        if flying:
            return
        batch.crew.renew()
    while len(flying) < batch.crew.width * AHEAD:
        ticket_ = next(tickets, None)
        if ticket_ is None:
            return
        try:
            flying[batch.crew.submit(ticket_.job)] = ticket_
        except BrokenExecutor:  # a worker died while it waited
            suspects.append(ticket_)
            return


def _drained(batch: Batch, recipe: str, flying: dict[Future[Made], _Ticket], told: Told) -> list[_Ticket]:
    """Wait for every job of workers that broke; return those without a result."""
    lost = []
    wait(flying)
    for future, ticket in flying.items():
        if not _settled(batch, recipe, ticket, future, told):
            lost.append(ticket)
    flying.clear()
    return lost


def _settled(batch: Batch, recipe: str, ticket: _Ticket, future: Future[Made], told: Told) -> bool:
    """Take in what a worker gives; false where it gave nothing, since a job itself never fails."""
    try:
        made = future.result()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a scheduler has errors of its own, cancellation among them
        return False
    if made.fatal:
        raise _stopped(made)
    _note(batch, ticket.number, _written(batch, ticket, recipe, made), told, made.traceback)
    return True


def _stopped(made: Made) -> Stopped:
    stop = Stopped(made.faults)
    stop.exit_code = made.exit_code
    return stop


def _note(batch: Batch, number: int, entry: Entry, told: Told, traceback: str = "") -> None:
    entry = msgspec.structs.replace(entry, left=_left(batch, entry))
    batch.journal.add(entry)
    batch.entries[number] = entry
    told(entry, traceback)


def _left(batch: Batch, entry: Entry) -> tuple[str, ...]:
    """Return what earlier runs wrote under a name and what lies there still, so that it is never taken for an input."""
    before = batch.journal.entries.get(entry.name)
    if before is None:
        return ()
    known = dict.fromkeys((*(output.path for output in before.outputs), *before.left))
    older = [path for path in known if path not in {output.path for output in entry.outputs}]
    return tuple(path for path in older if places.exists(places.joined(batch.output, path)))


# --- what is to do ------------------------------------------------------------


def _tickets(batch: Batch, recipe: str, told: Told) -> Iterator[_Ticket]:
    """Yield the jobs of a batch; an input that cannot be read or has not changed is settled on the way."""
    program = digests.program()
    for number, one in enumerate(batch.inputs):
        try:
            text = text_of(one.file)
        except InputError as error:
            _note(batch, number, _failed(one, recipe, error.faults, error.exit_code), told)
            continue
        kept = None if batch.again else _unchanged(batch, one, text, recipe)
        if kept is not None:
            batch.entries[number] = kept
            told(kept, "")
            continue
        folder = places.parent(one.file)
        leaves = batch.crew.away or places.is_remote(one.file)
        beside = travelling(one.file, text, _reader(folder)) if leaves else None
        yield _Ticket(number, one, Job(one.file, text, batch.options, batch.law, program, folder, beside))


def _reader(folder: str) -> Callable[[str], bytes]:
    return lambda path: places.read(places.joined(folder, path))


def text_of(file: str) -> str:
    """Return a findings file's text; fails with `InputError`."""
    if not places.is_remote(file):
        return read_text(file)
    try:
        return decoded(places.read(file), file)
    except FileNotFoundError:
        raise InputError([Fault("missing-file", "there is no such file", Place(file))]) from None
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise InputError([Fault("unreadable-file", message, Place(file))]) from None


def _unchanged(batch: Batch, one: Input, text: str, recipe: str) -> Entry | None:
    """Return the entry of a memo that would come out as it lies there, nothing where it would not or cannot be told."""
    entry = batch.journal.entries.get(one.name)
    if entry is None or entry.status != "made" or entry.recipe != recipe or entry.digest != digests.of(text.encode()):
        return None
    basis = batch.basis
    rests = (
        entry.shared == basis.shared
        and (entry.words in ("", basis.words) or entry.words == basis.model)
        and entry.today in ("", batch.options.today.isoformat())
        and all(basis.law(law) == digest for law, digest in entry.laws.items())
    )
    wanted = [f"{one.name}.{batch.options.ending(form)}" for form in batch.options.formats]
    if [output.path for output in entry.outputs] != wanted:
        return None
    if not rests or not all(_holds(batch.output, output) for output in entry.outputs):
        return None
    folder = places.parent(one.file)
    for path, digest in entry.documents.items():
        try:
            if digests.of(places.read(places.joined(folder, path))) != digest:
                return None
        except OSError:
            return None
    return msgspec.structs.replace(entry, input=one.file, status="unchanged", seconds=0.0)


def _holds(output: str, kept: Output) -> bool:
    """Whether a memo lies as it was written; of one behind a URL the size alone is asked."""
    path = places.joined(output, kept.path)
    if places.size(path) != kept.bytes:
        return False
    if places.is_remote(path):
        return True
    try:
        with open(path, "rb") as file:
            return digests.of(file.read()) == kept.sha256
    except OSError:
        return False


# --- what became of it --------------------------------------------------------


def _written(batch: Batch, ticket: _Ticket, recipe: str, made: Made) -> Entry:
    """Write the memos of a job, and return its entry; fails with `OutputError` where no other could be written."""
    one = ticket.one
    if made.exit_code:
        return _failed(one, recipe, made.faults, made.exit_code, made.seconds, ticket.job.content)
    outputs = []
    for form, data in made.outputs:
        name = f"{one.name}.{batch.options.ending(form)}"
        try:
            places.write(places.joined(batch.output, name), data)
        except OutputError as error:
            cause = error.__cause__ or error.__context__
            if isinstance(cause, OSError) and cause.errno in _FOR_ALL:
                raise
            return _failed(one, recipe, error.faults, error.exit_code, made.seconds, ticket.job.content)
        outputs.append(Output(name, form, digests.of(data), len(data)))
    return Entry(
        input=one.file,
        name=one.name,
        status="made",
        digest=digests.of(ticket.job.content.encode()),
        recipe=recipe,
        shared=made.basis.shared,
        words=made.basis.words,
        laws=dict(made.basis.laws or {}),
        documents=dict(made.basis.documents or {}),
        today=made.basis.today,
        outputs=tuple(outputs),
        seconds=made.seconds,
        faults=tuple(fault.as_data() for fault in made.faults),
        facts=made.facts,
    )


def _failed(
    one: Input, recipe: str, faults: Sequence[Fault], code: int, seconds: float = 0.0, content: str = ""
) -> Entry:
    return Entry(
        input=one.file,
        name=one.name,
        status="failed",
        digest=digests.of(content.encode()) if content else "",
        recipe=recipe,
        seconds=seconds,
        exit_code=code,
        faults=tuple(fault.as_data() for fault in faults),
    )


def _died(ticket: _Ticket, recipe: str) -> Entry:
    message = "the worker that made this memo died, twice with nothing else to do"
    hint = "The system may have run out of memory: try 'memo render' with this file, or --limit memory=1024."
    fault = Fault("worker-died", message, Place(ticket.one.file), hint=hint)
    return _failed(ticket.one, recipe, [fault], 5, content=ticket.job.content)
