"""Batches with workers that die, and batches that are killed: nothing is lost, nothing comes twice, nobody stays."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from memo.batch import crew, digests
from memo.writing import PREFIX
from tests.batch.support import deadly, reviews
from tests.support import CHECKOUT

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(CHECKOUT)}


def entries(out: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["memos"]
    return found


def test_a_job_that_kills_its_workers_is_named_and_the_rest_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job whose worker dies is done again by itself: what was merely beside it is made, what kills twice fails."""
    from click.testing import CliRunner

    from memo.cli.main import cli

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(crew, "perform", deadly)
    reviews(tmp_path / "in", 6)
    (tmp_path / "in" / "r02.yaml").write_text("kill", encoding="utf-8")
    (tmp_path / "in" / "r04.yaml").write_text(f"kill once {tmp_path / 'mark'}\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["batch", "in", "-f", "md", "-o", "out", "--jobs", "2"])
    assert done.exit_code == 3, done.output
    assert (tmp_path / "mark").exists()
    assert [memo["status"] for memo in entries(tmp_path / "out")] == ["made", "made", "failed", "made", "made", "made"]
    assert "in/r02.yaml: the worker that made this memo died, twice" in done.stderr
    assert len((tmp_path / "out/journal.jsonl").read_bytes().splitlines()) == 6


def started(folder: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "memo", "batch", "in", "-f", "md", "-o", "out", "--jobs", "2", *more],
        cwd=folder, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def lines(out: Path) -> int:
    try:
        return (out / "journal.jsonl").read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


def session(leader: int) -> Iterator[int]:
    """Yield the processes that a run started and that still live."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(state[3]) == leader and state[0] != "Z":
            yield int(entry.name)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted under /proc")
def test_a_killed_batch_continues(tmp_path: Path) -> None:
    """SIGKILL in the middle: no worker stays, no part of a memo, and the next run makes what was missing, once."""
    out = tmp_path / "out"
    reviews(tmp_path / "in", 12)
    run = started(tmp_path)
    until = time.monotonic() + 60
    while lines(out) < 3 and time.monotonic() < until and run.poll() is None:
        time.sleep(0.005)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    done = lines(out)
    assert 3 <= done < 12
    until = time.monotonic() + 10
    while list(session(run.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    assert list(session(run.pid)) == []
    before = {path.name: path.stat().st_ino for path in out.glob("*.md")}

    again = started(tmp_path)
    assert again.wait(60) == 0, again.stderr.read() if again.stderr else ""
    again.communicate()
    found = entries(out)
    assert len(found) == 12
    assert sum(memo["status"] == "unchanged" for memo in found) == done
    assert sum(memo["status"] == "made" for memo in found) == 12 - done
    for memo in found:
        (output,) = memo["outputs"]  # type: ignore[misc]
        path = out / str(output["path"])
        assert digests.of(path.read_bytes()) == output["sha256"]
        if memo["status"] == "unchanged":
            assert path.stat().st_ino == before[path.name]
    assert not list(out.glob(f"{PREFIX}*"))
