"""Batches beyond one machine: files behind URLs, and the workers of a Dask cluster, one of which is killed.

The real cluster is slow to start and runs with --nightly; a stand-in for its
client holds the same rules in the suite.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from memo.batch import crew, digests, places
from memo.errors import UsageError
from tests.batch.conftest import Run
from tests.batch.support import REVIEW, Inline, reviews, small
from tests.support import CHECKOUT, refusal

# --- files behind URLs --------------------------------------------------------


@pytest.fixture
def memory() -> Iterator[Any]:
    """Return an empty file system in memory, as fsspec has it."""
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()


def test_a_batch_works_behind_urls(run: Run, memory: Any, tmp_path: Path) -> None:
    """Inputs, their captured documents, memos, index and manifest lie where the URLs say; the journal lies here."""
    text = REVIEW.format(vendor="A", severity="low") + "    document: terms\n    quote: We train on it.\n"
    text += "documents:\n  - {id: terms, title: Terms, path: captured/terms.txt}\n"
    memory.pipe_file("/in/a/one.yaml", text.encode())
    memory.pipe_file("/in/a/captured/terms.txt", b"We train on it.")
    memory.pipe_file("/in/two.yaml", REVIEW.format(vendor="B", severity="low").encode())
    memory.pipe_file("/in/bad.yaml", b"vendor: B\n")
    done = run("memory://in", "-f", "md", "-o", "memory://out")
    assert done.exit_code == 3, done.output
    assert "memory://in/bad.yaml:1:1" in done.stderr
    assert {name.removeprefix("/out/") for name in memory.find("/out")} == {
        "a/one.md", "two.md", "index.md", "index.html", "manifest.json",
    }  # fmt: skip
    assert b"Found in the captured text" in memory.cat_file("/out/a/one.md")
    assert [path.suffix for path in tmp_path.iterdir()] == [".jsonl"]
    assert run("memory://in/*.yaml", "memory://in/a/*.yaml", "-f", "md", "-o", "memory://out").exit_code == 3
    found = json.loads(memory.cat_file("/out/manifest.json"))
    assert {memo["input"]: memo["status"] for memo in found["memos"]}["memory://in/two.yaml"] == "unchanged"


def test_a_local_url_is_written_whole(memory: Any, tmp_path: Path) -> None:
    """Behind file:// too a memo appears at once under its name."""
    places.write(f"file://{tmp_path}/deep/memo.md", b"one")
    places.write(f"file://{tmp_path}/deep/memo.md", b"two")
    assert [(p.name, p.read_bytes()) for p in (tmp_path / "deep").iterdir()] == [("memo.md", b"two")]
    assert places.size(f"file://{tmp_path}/deep/memo.md") == 3
    assert places.size(f"file://{tmp_path}/none") == -1


def test_without_the_extras_their_names_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A URL or a scheduler without what serves it names the package to install."""

    def absent(name: str) -> Any:
        raise ImportError(name)

    for module in (places, crew):
        monkeypatch.setattr(module, "import_module", absent)
    for action, argument, code, extra in (
        (places.read, "s3://bucket/x.yaml", "no-cloud", "memo[cloud]"),
        (crew.cluster, "tcp://127.0.0.1:1", "no-dask", "memo[dask]"),
    ):
        with pytest.raises(UsageError) as refused:
            action(argument)
        assert refused.value.faults[0].code == code and extra in refused.value.faults[0].hint


def test_a_store_that_nobody_knows_is_refused(memory: Any) -> None:
    """A URL of an unknown kind is a mistake of the call."""
    assert refusal(places.read, "nowhere://x/y").code == "no-cloud"


# --- a cluster ----------------------------------------------------------------


class Losing(Inline):
    """Loses a job now and then, as a cluster does whose worker died."""

    def __init__(self, lose: set[str]) -> None:
        self.lose = lose

    def submit(self, fn: Any, /, *args: Any, **named: Any) -> Future[Any]:
        name = Path(args[0].file).name
        if name in self.lose:
            self.lose.discard(name)
            future: Future[Any] = Future()
            future.set_exception(CancelledError())
            return future
        return super().submit(fn, *args, **named)


def cluster_of(monkeypatch: pytest.MonkeyPatch, executor: Executor | None, workers: int = 2) -> list[str]:
    """Let `distributed` be a stand-in whose client gives an executor; return the addresses that were asked."""
    asked: list[str] = []

    def client(address: str, **_: Any) -> Any:
        asked.append(address)
        if executor is None:
            raise OSError("Timed out trying to connect")
        return SimpleNamespace(
            nthreads=lambda: {f"w{n}": 1 for n in range(workers)},
            get_executor=lambda pure: executor,
            close=lambda timeout: None,
        )

    real = importlib.import_module
    stand_in = SimpleNamespace(Client=client)
    monkeypatch.setattr(crew, "import_module", lambda name: stand_in if name == "distributed" else real(name))
    return asked


def test_a_cluster_does_the_work_and_a_lost_job_is_done_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Jobs that a cluster loses are handed to it again, over a new connection, and each memo is written once."""
    monkeypatch.setattr(crew, "perform", small)
    asked = cluster_of(monkeypatch, Losing({"r01.yaml", "r03.yaml"}))
    reviews(tmp_path / "in", 5)
    done = run("in", "-f", "md", "-o", "out", "--scheduler", "tcp://10.0.0.5:8786")
    assert done.exit_code == 0, done.output
    assert len(asked) > 1 and set(asked) == {"tcp://10.0.0.5:8786"}
    found = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert found["counts"] == {"made": 5, "unchanged": 0, "failed": 0, "waiting": 0}
    assert len((tmp_path / "out/journal.jsonl").read_bytes().splitlines()) == 5


def test_a_scheduler_that_does_not_answer_or_has_no_workers_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both end the run with code 4 before any work."""
    reviews(tmp_path / "in", 1)
    for executor, workers, words in ((None, 2, "no Dask scheduler answers"), (Inline(), 0, "has no workers")):
        cluster_of(monkeypatch, executor, workers)
        done = run("in", "-f", "md", "-o", "out", "--scheduler", "tcp://10.0.0.5:8786")
        assert done.exit_code == 4 and words in done.stderr and "[no-scheduler]" in done.stderr


def test_a_scheduler_lost_on_the_way_stops_the_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was done is noted, the rest waits, and the run ends with code 4 once no connection comes about."""
    monkeypatch.setattr(crew, "perform", small)
    lose = {"r02.yaml"}
    asked = cluster_of(monkeypatch, Losing(lose), workers=1)
    client = crew.import_module("distributed").Client

    def gone(address: str, **named: Any) -> Any:
        if not lose:
            raise OSError("Connection refused")
        return client(address, **named)

    monkeypatch.setattr(crew, "import_module", lambda name: SimpleNamespace(Client=gone))
    reviews(tmp_path / "in", 5)
    done = run("in", "-f", "md", "-o", "out", "--scheduler", "tcp://10.0.0.5:8786")
    assert done.exit_code == 4 and asked
    assert "[no-scheduler]" in done.stderr and "it continues" in done.stderr
    counts = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))["counts"]
    assert counts["made"] >= 2 and counts["waiting"] == 5 - counts["made"] > 0


# --- a real one ---------------------------------------------------------------

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(CHECKOUT), "SOURCE_DATE_EPOCH": "1795428000"}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a Dask scheduler and two workers on loopback; return its address and the workers."""
    pytest.importorskip("distributed")
    address = f"tcp://127.0.0.1:{_free_port()}"
    log = (tmp_path / "dask.log").open("wb")

    def started(*words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]],
            env=ENVIRONMENT, stdout=log, stderr=log, cwd=tmp_path,
        )  # fmt: skip

    port = address.rpartition(":")[2]
    running = [started("dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")]
    running += [
        started("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        for _ in range(2)
    ]
    until = time.monotonic() + 60
    while time.monotonic() < until:
        text = (tmp_path / "dask.log").read_text(errors="replace")
        if len(re.findall(r"Register worker|Registered to", text)) >= 4:
            break
        time.sleep(0.2)
    yield address, running[1:]
    for process in running:
        process.kill()
        process.wait()
    log.close()


@pytest.mark.nightly
def test_a_worker_of_a_real_cluster_is_killed_mid_run(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    """Of two workers one is killed while it works: every memo is made, once, with the bytes that this machine makes."""
    address, workers = scheduler
    reviews(tmp_path / "in", 24)
    words = [sys.executable, "-m", "memo", "batch", "in", "-f", "md"]
    run = subprocess.Popen(
        [*words, "-o", "out", "--scheduler", address], env=ENVIRONMENT, cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    journal = tmp_path / "out/journal.jsonl"
    until = time.monotonic() + 90
    while time.monotonic() < until and run.poll() is None:
        if journal.exists() and journal.read_bytes().count(b"\n") >= 4:
            break
        time.sleep(0.02)
    workers[0].send_signal(signal.SIGKILL)
    killed_at = journal.read_bytes().count(b"\n")
    _, told = run.communicate(timeout=120)
    assert run.returncode == 0, told
    assert 4 <= killed_at < 24
    assert journal.read_bytes().count(b"\n") == 24
    found = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert found["counts"] == {"made": 24, "unchanged": 0, "failed": 0, "waiting": 0}
    here = subprocess.run([*words, "-o", "here"], env=ENVIRONMENT, cwd=tmp_path, check=False)
    assert here.returncode == 0
    for memo in found["memos"]:
        (output,) = memo["outputs"]
        content = (tmp_path / "out" / output["path"]).read_bytes()
        assert digests.of(content) == output["sha256"]
        assert content == (tmp_path / "here" / output["path"]).read_bytes()


@pytest.mark.nightly
def test_a_real_scheduler_that_is_not_there(tmp_path: Path) -> None:
    """A port where nobody listens is told within the patience, with code 4."""
    pytest.importorskip("distributed")
    reviews(tmp_path / "in", 1)
    done = subprocess.run(
        [sys.executable, "-m", "memo", "batch", "in", "-o", "out", "--scheduler", f"tcp://127.0.0.1:{_free_port()}"],
        env=ENVIRONMENT, cwd=tmp_path, capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip
    assert done.returncode == 4
    assert "[no-scheduler]" in done.stderr and "Traceback" not in done.stderr, done.stderr
