"""`memo.render.worker`: a PDF that takes too much is ended and named, and no process is left behind."""

from __future__ import annotations

import faulthandler
import os
import pickle
import re
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import asdict

from memo.errors import Fault, InputError, MemoError, Place
from memo.render import worker
from memo.render.limits import Limits
from memo.render.pdf import MissingGlyphWarning
from memo.render.worker import LimitError, WorkerError, within
from tests.support import CHECKOUT, children, memo_of, refusal, review

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork.*:DeprecationWarning")
TINY = review({"title": "Model training", "quote": "We train on it."}, client={"people_in": ["DE"]})


def forever() -> None:
    """Work that uses the processor and never ends."""
    while True:
        pass


def asleep() -> None:
    """Work that uses nothing and never ends."""
    time.sleep(600)


def greedy() -> int:
    """Work that takes half a GiB of memory."""
    return len(bytearray(512 << 20))


@pytest.fixture(autouse=True)
def no_child_is_left() -> Iterator[None]:
    """Every case leaves no child of its own behind, running or dead."""
    before = children()
    yield
    assert children() <= before


@pytest.mark.parametrize(
    ("limits", "work", "name"),
    [
        (Limits(time=1), asleep, "time"),
        (Limits(time=20, cpu=1), forever, "cpu"),
        (Limits(memory=256), greedy, "memory"),
    ],
)
def test_what_passes_a_limit_is_ended_and_named(limits: Limits, work: Callable[[], Any], name: str) -> None:
    """Each limit ends the work with exit code 1, its name and what helps; nothing runs on."""
    begun = time.monotonic()
    with pytest.raises(LimitError) as raised:
        within(limits, work)
    assert time.monotonic() - begun < 15
    fault = raised.value.faults[0]
    assert (fault.code, fault.field, raised.value.exit_code) == ("over-limit", name, 1)
    assert str(getattr(limits, name)) in fault.message
    assert f"--limit {name}=" in fault.hint


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc names the children here")
def test_a_child_would_be_seen() -> None:
    """The check after every case is believed because it sees a process that is left, running or dead."""
    before = children()
    with subprocess.Popen([sys.executable, "-c", ""]) as left:
        assert children() - before == {str(left.pid)}
    assert children() == before


def test_without_limits_the_same_work_is_done() -> None:
    """The case of memory is believed because the work succeeds where it may take that much."""
    assert within(Limits(0, 0, 0, 0), greedy) == 512 << 20
    assert within(Limits(memory=1500), greedy) == 512 << 20


def test_a_large_answer_comes_back_whole() -> None:
    """More than a pipe holds at once is read to its end."""
    assert within(Limits(), lambda: b"ab" * 3_000_000) == b"ab" * 3_000_000


def test_an_error_of_memo_keeps_its_faults() -> None:
    """What the work refuses is refused here, by the same type with the same faults."""
    faults = [Fault("a-code", "a message", Place("f", 1, 2), "field", "hint", True), Fault("b-code", "b", Place("g"))]

    def refused() -> None:
        raise InputError(faults)

    with pytest.raises(InputError) as raised:
        within(Limits(), refused)
    assert raised.value.faults == tuple(faults)


@pytest.mark.parametrize("kind", [MemoError, InputError, LimitError, WorkerError])
def test_errors_travel_between_processes(kind: type[MemoError]) -> None:
    """A pickled error has its faults, not a text of them."""
    error = kind([Fault("a-code", "a message", Place("f"))])
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - made on the line above
    assert type(copy) is kind
    assert copy.faults == error.faults


def test_a_bug_keeps_its_type_and_its_traceback() -> None:
    """An error that nobody foresaw comes back with the lines where it arose, for --debug."""
    with pytest.raises(ZeroDivisionError) as raised:
        within(Limits(), lambda: 1 // 0)
    assert "test_worker.py" in "".join(raised.value.__notes__)


def test_an_error_that_cannot_travel_is_told_in_words() -> None:
    """An exception that cannot be pickled becomes one that says its type and message."""

    class Local(Exception):
        pass

    def fails() -> None:
        raise Local("in words")

    with pytest.raises(RuntimeError, match="Local: in words"):
        within(Limits(), fails)


def test_warnings_come_back() -> None:
    """What the work warns of is warned of here, with its category."""

    def warned() -> int:
        warnings.warn("a box", MissingGlyphWarning, stacklevel=1)
        return 7

    with pytest.warns(MissingGlyphWarning, match="a box"):
        assert within(Limits(), warned) == 7


@pytest.mark.parametrize(("number", "word"), [(signal.SIGKILL, "SIGKILL"), (signal.SIGTERM, "SIGTERM")])
def test_a_process_that_dies_is_named(number: int, word: str) -> None:
    """A child that another hand or its own fault ends is an error of the run that names the signal."""
    fault = refusal(within, Limits(), lambda: os.kill(os.getpid(), number))
    assert fault.code == "worker-died"
    assert word in fault.message
    assert refusal(within, Limits(), lambda: os._exit(3)).message.endswith("with 3")


def test_a_library_that_dies_for_want_of_memory_is_over_the_limit() -> None:
    """C code aborts where it gets no memory; with most of the limit used that is the limit's doing."""

    def aborts() -> None:
        faulthandler.disable()
        held = bytearray(200 << 20)
        os.kill(os.getpid(), signal.SIGABRT if held else 0)

    assert refusal(within, Limits(memory=300), aborts).field == "memory"
    assert refusal(within, Limits(memory=0), aborts).code == "worker-died"


def test_an_import_that_finds_no_memory_is_over_the_limit() -> None:
    """The loader's words for want of memory are understood, also behind another error."""

    def loads() -> None:
        try:
            raise ImportError("x.so: failed to map segment from shared object")
        except ImportError:
            raise InputError([]) from None

    assert refusal(within, Limits(), loads).field == "memory"


def test_nothing_the_work_prints_is_heard(capfd: pytest.CaptureFixture[str]) -> None:
    """What C code prints on the way reaches neither a result nor the terminal."""
    within(Limits(), lambda: os.write(1, b"noise") + os.write(2, b"noise"))
    assert capfd.readouterr() == ("", "")


def test_an_interrupt_ends_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a PDF is made leaves no process."""

    def interrupted(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(worker, "_received", interrupted)
    with pytest.raises(KeyboardInterrupt):
        within(Limits(), asleep)


def test_a_parent_that_is_killed_takes_its_child_along() -> None:
    """SIGKILL of memo leaves no process behind that makes a PDF for nobody."""
    program = (
        "import os, time, sys\nfrom memo.render.limits import Limits\nfrom memo.render.worker import within\n"
        "def work():\n    os.write(int(sys.argv[1]), str(os.getpid()).encode())\n    time.sleep(60)\n"
        "within(Limits(), work)\n"
    )
    inlet, outlet = os.pipe()
    parent = subprocess.Popen([sys.executable, "-c", program, str(outlet)], pass_fds=[outlet])
    child = int(os.read(inlet, 20))
    parent.kill()
    parent.wait()
    for _ in range(100):
        try:
            with open(f"/proc/{child}/stat") as file:
                if file.read().rpartition(")")[2].split()[0] in "ZX":
                    break
        except FileNotFoundError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the child runs on")
    os.close(inlet)
    os.close(outlet)


def test_where_there_is_no_fork_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without fork makes its PDFs, without limits."""
    monkeypatch.delattr(os, "fork")
    assert within(Limits(), os.getpid) == os.getpid()


def test_the_worker_makes_the_same_bytes() -> None:
    """A PDF made under limits is the PDF made without."""
    document = memo_of(TINY, "brief")
    assert document.to_pdf(limits=Limits()) == document.to_pdf()


def test_a_memo_over_the_size_is_refused_before_the_work() -> None:
    """A page with more text than one PDF may have is refused at once, in either process, and says what to do."""
    document = memo_of(TINY, "brief")
    fault = refusal(document.to_pdf, limits=Limits(size=5))
    assert (fault.code, fault.field) == ("over-limit", "size")
    for way in ("--depth brief", "--finding", "-f html", "--limit size="):
        assert way in fault.hint


def test_the_limits_published_are_the_limits_kept() -> None:
    """SECURITY.md and the page of the commands name the standing limits of the code."""
    for page, row in (("SECURITY.md", r"\| `{}` \| {} "), ("docs/commands.md", r"\| `{}` \| [^|]* \| {} \|")):
        text = (CHECKOUT / page).read_text(encoding="utf-8")
        for name, value in asdict(Limits()).items():
            assert re.search(row.format(name, value), text), f"{page}: {name}"
