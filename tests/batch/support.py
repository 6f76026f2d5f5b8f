"""Workers for the tests of batches: one in this process, and ones that die."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from memo.batch.job import Basis, Job, Made, _library

REVIEW = """\
vendor: {vendor}
review: {{date: 2026-11-23}}
client: {{role: controller, people_in: [DE]}}
findings:
  - title: Model training opt-out with safety review override
    summary: Prompts train the models unless the person opts out.
    severity: {severity}
    topics: [ai-training]
"""


class Inline(Executor):
    """Does each job in this process, when it is handed over."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **named))
        except Exception as error:
            future.set_exception(error)
        return future


def reviews(folder: Path, count: int, severity: str = "high") -> Path:
    """Write findings files r00.yaml, r01.yaml, ... into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = REVIEW.format(vendor=f"Vendor {number:02}", severity=severity)
        (folder / f"r{number:02}.yaml").write_text(text, encoding="utf-8")
    return folder


def small(job: Job) -> Made:
    """Return a memo that says little and rests on no law, at once."""
    basis = Basis(shared=_library(job.law)[1].shared)
    return Made(outputs=(("md", f"memo of {Path(job.file).name}\n".encode()),), basis=basis, seconds=0.01)


def deadly(job: Job) -> Made:
    """Return a little memo; a file whose text holds `kill` ends its worker, `kill once` the first time alone."""
    if "kill once" in job.content:
        mark = Path(job.content.split("kill once ")[1].split("\n")[0])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    elif "kill" in job.content:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.02)
    return small(job)
