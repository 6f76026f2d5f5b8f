"""The workers of a batch: any `concurrent.futures.Executor`, made anew when one breaks or has worked long enough."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from memo.batch.job import Job, Made, perform, warm
from memo.errors import Fault, OutputError, Place, UsageError

LONGEST_SERVICE = 200
"""Jobs a worker does before it is replaced, so that whatever a library leaks stays small."""
PATIENCE = 10
"""Seconds within which a scheduler must answer."""


@dataclass
class Crew:
    """Workers behind an executor. `width` is how many jobs they do at once; `away` that they may be other machines."""

    make: Callable[[], Executor]
    width: int
    away: bool = False
    service: int = 0
    """Jobs until the workers are replaced, 0 for never."""
    _executor: Executor | None = field(default=None, repr=False)
    _done: int = field(default=0, repr=False)

    def submit(self, job: Job) -> Future[Made]:
        if self._executor is None:
            self._executor = self.make()
        self._done += 1
        return self._executor.submit(perform, job)

    @property
    def tired(self) -> bool:
        """Whether the workers have done their share and are to be replaced once none of them works."""
        return bool(self.service) and self._done >= self.service

    def renew(self) -> None:
        """Let the workers go; the next job gets new ones."""
        self.close()
        self._done = 0

    def close(self, at_once: bool = False) -> None:
        executor, self._executor = self._executor, None
        if executor is None:
            return
        if at_once and isinstance(executor, ProcessPoolExecutor):
            for process in list((getattr(executor, "_processes", None) or {}).values()):
                with contextlib.suppress(Exception):
                    process.kill()  # what it was making is not written yet
        with contextlib.suppress(Exception):
            executor.shutdown(wait=not at_once, cancel_futures=True)


def local(jobs: int, formats: tuple[str, ...], law: str) -> Crew:
    """Return workers on this machine, each with the engine and the law loaded once."""
    # Not the fork server: it and its workers outlive a program that is killed.
    context = multiprocessing.get_context("spawn")

    def make() -> Executor:
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=warm, initargs=(formats, law, os.getpid()))

    return Crew(make, jobs, service=jobs * LONGEST_SERVICE)


def cluster(address: str) -> Crew:
    """Return the workers of a Dask scheduler; fails with `UsageError` without Dask, `OutputError` without an answer."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        message = "names a Dask scheduler, and Dask is not installed"
        raise UsageError([Fault("no-dask", message, Place(address), hint="pip install 'memo[dask]'")]) from None
    clients: list[Any] = []

    def connected() -> Any:
        if clients:
            with contextlib.suppress(Exception):
                clients.pop().close(timeout=2)
        try:
            client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            message = f"no Dask scheduler answers here within {PATIENCE} seconds: {str(error).splitlines()[0][:120]}"
            hint = "Start it, or correct the address; run the batch again and it continues."
            raise OutputError([Fault("no-scheduler", message, Place(address), hint=hint)]) from None
        clients.append(client)
        return client

    client = connected()
    width = sum(client.nthreads().values())
    if not width:
        hint = "Start workers with 'dask worker ADDRESS', memo installed beside them."
        raise OutputError([Fault("no-scheduler", "the scheduler has no workers", Place(address), hint=hint)])
    first = [client]

    def make() -> Executor:
        executor: Executor = (first.pop() if first else connected()).get_executor(pure=False)
        return executor

    return Crew(make, width, away=True)
