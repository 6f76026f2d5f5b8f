"""One memo of a batch as a job: bytes in, bytes out, picklable, the same on any machine that has memo.

A job reads nothing but its own content, the law library of its worker and, on
this machine, the captured documents beside its file; it writes nothing.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from memo.batch import digests
from memo.batch.facts import Facts, facts_of
from memo.errors import Fault, InputError, LibraryError, MemoError, Place, SystemLibraryError

if TYPE_CHECKING:
    from memo.api import Citations
    from memo.citation.style import Style
    from memo.document import Depth, Edition
    from memo.findings.read import Reading
    from memo.house import House
    from memo.library.store import Store
    from memo.render.dialects.known import Name as Dialect
    from memo.render.limits import Limits


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked of every memo of a batch."""

    formats: tuple[str, ...]
    today: date
    as_of: date | None = None
    depth: Depth = "full"
    edition: Edition = "internal"
    citations: Citations = "strict"
    strict: bool = False
    only: tuple[str, ...] = ()
    style: Style | None = None
    house: House | None = None
    house_folder: str = ""
    limits: Limits | None = None
    dialect: Dialect = "gfm"
    front_matter: bool = False
    markdown: str = "md"
    """The ending of a file in that dialect."""

    def ending(self, form: str) -> str:
        """Return what the file of a format ends in."""
        return self.markdown if form == "md" else form


@dataclass(frozen=True, slots=True)
class Job:
    """One findings file to be made into memos.

    `beside` are the captured documents that go with the file where it travels,
    by their paths; where there are none, `folder` is where they lie. `law` and
    `program` are the digests of the library and of memo that the memo must be
    made with.
    """

    file: str
    content: str
    options: Options
    law: str
    program: str
    folder: str = ""
    beside: Mapping[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a memo rests on beside its findings and options, as digests."""

    shared: str = ""
    words: str = ""
    laws: Mapping[str, str] | None = None
    documents: Mapping[str, str] | None = None
    today: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a job. `fatal` would meet every other job too."""

    outputs: tuple[tuple[str, bytes], ...] = ()
    faults: tuple[Fault, ...] = ()
    exit_code: int = 0
    facts: Facts | None = None
    basis: Basis = Basis()
    seconds: float = 0.0
    fatal: bool = False
    traceback: str = ""


def perform(job: Job) -> Made:
    """Return the memos of a job, or what is wrong with it; never fails."""
    began = time.perf_counter()
    try:
        made = _made(job)
    except MemoError as error:
        from memo.api import at_file

        faults = tuple(at_file(fault, job.file) for fault in error.faults)
        fatal = isinstance(error, LibraryError | SystemLibraryError)
        made = Made(faults=faults, exit_code=error.exit_code, fatal=fatal)
    except Exception as error:
        import traceback

        text = "".join(traceback.format_exception(error))
        message = f"{type(error).__name__} {error}. This is a bug in memo, not in your file"
        hint = "Run it again with --debug and report what it prints."
        made = Made(faults=(Fault("fault-in-memo", message, Place(job.file), hint=hint),), exit_code=5, traceback=text)
    gc.collect()
    return replace(made, seconds=round(time.perf_counter() - began, 3))


def _made(job: Job) -> Made:
    from memo.api import at_file, checked, compose, law_day, memo_day
    from memo.audit import audit
    from memo.library.day import Library

    options = job.options
    store, law = _library(job.law)
    _refuse_other_memo(job)
    review, documents = _read(job)
    style = options.style or (options.house.style if options.house else "plain")
    library = Library(store, law_day(review, options.as_of, options.today), style)
    audit.cache_clear()  # an audit that another job made would open no law for this one
    with store.noting() as opened:
        faults = checked(review, library, options.citations, options.strict)
        day = memo_day(review, options.as_of, options.today)
        document = compose(review, library, day, options.depth, options.edition, options.house, options.only)
    made = {
        form: document.rendered(form, options.dialect, options.limits, options.front_matter) for form in options.formats
    }
    read = any(not finding.topics for finding in review.findings.findings)
    by = law.words if review.findings.review.topics_by == "words" else law.model
    return Made(
        outputs=tuple((form, data) for form, (data, _) in made.items()),
        faults=(*faults, *(at_file(fault, job.file) for _, told in made.values() for fault in told)),
        facts=facts_of(document.memo, review.findings.vendor.name),
        basis=Basis(
            shared=law.shared,
            words=by if read else "",
            laws={name: law.law(name) for name in sorted(opened)},
            documents=documents,
            today="" if review.findings.review.date else options.today.isoformat(),
        ),
    )


def _read(job: Job) -> tuple[Reading, dict[str, str]]:
    """Return the review, and the digest of each captured document that it names."""
    from memo.api import with_rest
    from memo.findings.read import read_string

    with _folder(job) as folder:
        try:
            review = read_string(job.content, job.file, folder)
        except InputError as error:
            options = job.options
            told = with_rest(error.faults, job.content, job.file, options.as_of, options.today)
            raise InputError(told) from None
        paths = [document.path for document in review.findings.documents if document.path]
        return review, {path: digests.of((folder / path).read_bytes()) for path in paths}


@contextmanager
def _folder(job: Job) -> Iterator[Path]:
    """Give the folder where a job's captured documents lie; those that travelled with it are laid into a new one."""
    if job.beside is None:
        yield Path(job.folder)
        return
    import tempfile

    with tempfile.TemporaryDirectory(prefix="memo-job-") as name:
        for path, data in job.beside.items():
            target = Path(name, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        yield Path(name)


# --- the worker ---------------------------------------------------------------


@cache
def _opened(root: Path, law: str) -> tuple[Store, digests.LawDigests]:
    from memo.library.store import Store

    store = Store(root)
    return store, digests.LawDigests(store)


def _library(law: str) -> tuple[Store, digests.LawDigests]:
    """Return the worker's library, read once; fails with `LibraryError` where it is not the batch's."""
    from memo.resources import packaged

    store, known = _opened(packaged("regulations"), law)  # a library that was edited is another, opened anew
    if store.digest != law:
        message = "the worker has another law library than the program that sends it work"
        hint = "Where regulations/ was edited during the run, run the batch again; else install one memo everywhere."
        raise LibraryError([Fault("other-worker", message, Place(str(store.root)), hint=hint)])
    return store, known


def _refuse_other_memo(job: Job) -> None:
    if digests.program() != job.program:
        message = "the worker runs another memo, or other packages, than the program that sends it work"
        hint = "Install the same versions on every machine; 'memo doctor' names them."
        raise LibraryError([Fault("other-worker", message, Place(job.file), hint=hint)])


def warm(formats: tuple[str, ...], law: str, parent: int) -> None:
    """Make a worker ready: the stages and the library loaded, an interrupt left to the program, its end followed."""
    import signal

    from memo.render.worker import die_with

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the program's own way to end is not a worker's
    if sys.platform == "linux":
        die_with(parent)  # which may have been killed before this worker came so far
    else:  # pragma: no cover - elsewhere the system does not tell a process of its parent's end
        threading.Thread(target=_follow, daemon=True).start()
    import memo.api
    import memo.drafting.build
    import memo.findings.read  # noqa: F401

    with suppress(MemoError):  # the first job says what is wrong
        store, _ = _library(law)
        _ = store.playbooks, store.authorities, store.decisions
        if "pdf" in formats:
            from memo.render.kept import keep
            from memo.render.pdf import engine

            engine()
            keep()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _follow() -> None:  # pragma: no cover - see `warm`
    """End this process when the program that started it ends."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def travelling(file: str, content: str, read: Callable[[str], bytes]) -> dict[str, bytes]:
    """Return the captured documents that a findings file names, for a job that leaves its folder.

    `read` gives a file's bytes by its path beside the findings file. What
    cannot be read is left out; the job then says so at its place.
    """
    from memo.yamlio import Mapping as Keys
    from memo.yamlio import plain, tree

    try:
        root = tree(content, file)
    except MemoError:
        return {}
    values = plain(root) if isinstance(root, Keys) else {}
    named = values.get("documents")
    found: dict[str, bytes] = {}
    for document in named if isinstance(named, list) else ():
        path = document.get("path") if isinstance(document, dict) else None
        if isinstance(path, str) and not path.startswith("/") and ".." not in Path(path).parts:
            try:
                found[path] = read(path)
            except OSError:
                continue
    return found
