"""Work under limits: in a child process that is ended, and its end explained, when it passes one.

The child is a fork, so that it costs milliseconds, needs nothing repeated and
has the same hash seed; it comes before the PDF engine has started a thread.
Where the system has no fork the work is done in this process, without limits.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from memo.errors import Fault, MemoError, Place
from memo.render.limits import Limits

DoneT = TypeVar("DoneT")

MIB = 1 << 20
RARELY = (1_000_000, 20, 20)
"""How many new objects the collector of cycles waits for while a PDF is laid out: those of some 120 pages.

Each time it looks at all of them, a twelfth of the time of 700 pages with 50,000, and finds what the parser of HTML
leaves, some 60 kB a page, and hardly a thing more.
"""
_LOW_MEMORY = {signal.SIGABRT, signal.SIGSEGV, signal.SIGTRAP, signal.SIGBUS} if os.name == "posix" else set()
"""How C code ends that gets no memory."""
_NO_MEMORY = ("failed to map segment", "annot allocate memory")
"""What the system says where it cannot load a library for want of memory."""


class LimitError(MemoError):
    """A memo needs more than a limit allows; the fault's field is the limit's name."""


class WorkerError(MemoError):
    """The child process ended without a result and not by a limit."""

    exit_code = 5


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done under limits: in words, the form that its faults stand at, and what makes it less."""

    words: str
    form: str
    less: str


MAKING_PDF = Doing(
    "making the PDF",
    "PDF",
    "Make it shorter with --depth brief or in parts with --finding, take -f html or md, which have no such limit",
)


def over(limit: str, message: str, doing: Doing = MAKING_PDF) -> LimitError:
    """Return the error of a limit that was passed, with what helps."""
    hint = f"{doing.less}, or raise it: --limit {limit}=NUMBER, 0 for none."
    return LimitError([Fault("over-limit", message, Place(doing.form), field=limit, hint=hint)])


def within(limits: Limits, work: Callable[[], DoneT], doing: Doing = MAKING_PDF) -> DoneT:
    """Return what `work` returns, done in a child under limits; its warnings and errors are those of this process.

    Fails with `LimitError` where a limit is passed, and with `WorkerError`
    where the child ends in another way. No child is left behind.
    """
    if not hasattr(os, "fork"):
        return work()
    inlet, outlet = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        _child(limits, work, inlet, outlet, parent)
    os.close(outlet)
    answer: bytes | None = None
    try:
        answer = _received(inlet, limits.time)
    finally:
        os.close(inlet)
        if answer is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        _, status, used = os.wait4(child, 0)
    if answer is None:
        raise over("time", f"{doing.words} takes longer than {limits.time} seconds", doing)
    if not answer:
        raise _ended(os.waitstatus_to_exitcode(status), used.ru_maxrss, limits, doing)
    kind, value, told = pickle.loads(answer)  # noqa: S301 # nosec B301 # our own child wrote it
    for category, message in told:
        warnings.warn(message, category, stacklevel=2)
    if kind == "memory":
        raise _no_memory(limits, doing)
    if kind == "error":
        raise value
    done: DoneT = value
    return done


def _received(inlet: int, seconds: int) -> bytes | None:
    """Return all that the child says, nothing where it is not done in time."""
    end = time.monotonic() + seconds if seconds else None
    parts: list[bytes] = []
    poll = select.poll()
    poll.register(inlet, select.POLLIN)
    while True:
        left = None if end is None else max(0, end - time.monotonic()) * 1000
        if not poll.poll(left):
            return None
        part = os.read(inlet, MIB)
        if not part:
            return b"".join(parts)
        parts.append(part)


def _ended(code: int, peak: int, limits: Limits, doing: Doing) -> MemoError:
    """Return the error of a child that said nothing: `code` is its exit code, `peak` the most memory it had, in kB."""
    if -code == signal.SIGXCPU:
        return over("cpu", f"{doing.words} takes more than {limits.cpu} seconds of the processor", doing)
    if -code in _LOW_MEMORY and limits.memory and peak * 2 > limits.memory * 1024:
        return _no_memory(limits, doing)
    how = f"by signal {signal.Signals(-code).name}" if code < 0 else f"with {code}"
    message = f"the process that made the {doing.form} ended {how}"
    hint = "The system may have run out of memory." if -code == signal.SIGKILL else ""
    return WorkerError([Fault("worker-died", message, Place(doing.form), hint=hint)])


def _no_memory(limits: Limits, doing: Doing) -> MemoError:
    return over("memory", f"{doing.words} needs more than {limits.memory} MiB of memory", doing)


# --- the child ----------------------------------------------------------------


def _child(limits: Limits, work: Callable[[], Any], inlet: int, outlet: int, parent: int) -> None:  # pragma: no cover
    """Do the work, say how it went and end; never returns. Runs in the fork, where coverage does not see it."""
    code = 1
    try:
        for asked in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked, signal.SIG_DFL)
        os.close(inlet)
        die_with(parent)
        _silence()
        _restrict(limits)
        _say(outlet, _outcome(work))
        code = 0
    finally:
        os._exit(code)


def _outcome(work: Callable[[], Any]) -> bytes:
    """Return the pickled kind, value and warnings of the work."""
    kind, value = "done", None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            value = work()
        except MemoryError:
            kind = "memory"
        except BaseException as error:
            kind, value = ("memory", None) if _of_memory(error) else ("error", _portable(error))
    told = [(one.category, str(one.message)) for one in caught]
    return pickle.dumps((kind, value, told))


def _of_memory(error: BaseException | None) -> bool:
    """Whether an error was made by another that says that there was no memory."""
    while error is not None:
        if isinstance(error, MemoryError) or any(words in str(error) for words in _NO_MEMORY):
            return True
        error = error.__cause__ or error.__context__
    return False


def _portable(error: BaseException) -> BaseException:
    """Return an error that can be sent, with the traceback that it had here as a note."""
    if not isinstance(error, MemoError):
        import traceback

        error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 # nosec B301 # what was just made
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _say(outlet: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(outlet, view) :]


def die_with(parent: int) -> None:
    """Have the system end this process when its parent ends, however that comes about."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(1)


def _silence() -> None:
    """Let nothing that C code prints reach a result or the terminal."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)


def _restrict(limits: Limits) -> None:
    """Set the limits of processor and memory; one that the system does not know or that is lower already stays."""
    import resource

    gc.freeze()
    gc.set_threshold(*RARELY)
    wanted = [(resource.RLIMIT_CORE, 0, 0)]
    if limits.cpu:
        wanted.append((resource.RLIMIT_CPU, limits.cpu, limits.cpu + 5))
    if limits.memory:
        most = _address_space() + limits.memory * MIB
        wanted.append((resource.RLIMIT_AS, most, most))
    for kind, soft, hard in wanted:
        held = resource.getrlimit(kind)[1]
        free = held == resource.RLIM_INFINITY
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (soft if free else min(soft, held), hard if free else min(hard, held)))


def _address_space() -> int:
    """Return the bytes of address space that this process has; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0
