"""`memo batch`: the memos of a whole portfolio, with an index, a manifest and a journal that outlives a kill."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from memo.cli import clock, options, render, streams
from memo.cli.progress import Progress, lasting

if TYPE_CHECKING:
    from memo.batch.job import Options
    from memo.batch.journal import Entry
    from memo.batch.run import Batch

_PASSED = (
    "depth",
    "edition",
    "citations",
    "only",
    "dialect",
    "front_matter",
    "house",
    "style",
    "limits",
    "strict",
    "debug",
)
LIKE_RENDER = [parameter for parameter in render.command.params if parameter.name in _PASSED]
"""The options of `memo render` that decide a memo; they mean the same here."""


@click.command("batch", short_help="The memos of a whole portfolio, with an index.", params=[*LIKE_RENDER])
@click.argument("inputs", metavar="DIR|GLOB|LIST|FILE...", nargs=-1, required=True)
@click.option(
    "-f", "--format", "formats", type=click.Choice(render.FORMATS), multiple=True,
    help="A format; give it again for several. Default: pdf.",
)  # fmt: skip
@click.option("-o", "--output", metavar="DIR", required=True, help="The folder of the memos; made where it is missing.")
@options.as_of("each review's day, else today")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), help="Workers of this machine. Default: one for each core.")
@click.option("--scheduler", metavar="ADDRESS", help="Work on a Dask cluster instead (memo[dask]): tcp://HOST:PORT.")
@click.option("--again", is_flag=True, help="Make every memo, also where nothing changed.")
@click.option(
    "--journal", metavar="FILE",
    help="Where to keep what is done. Default: journal.jsonl in DIR; in this folder where DIR is a URL.",
)  # fmt: skip
def command(
    inputs: tuple[str, ...],
    formats: tuple[str, ...],
    output: str,
    jobs: int | None,
    scheduler: str | None,
    again: bool,
    journal: str | None,
    **wished: Any,
) -> None:
    """Write the memos of many findings files into DIR, and an index of them.

    A folder is searched for .yaml, .yml and .json; a pattern is put in quotes; a list (.txt, .lst, or - for stdin)
    names one file a line. What is unchanged since the last run is not made again: a batch that was stopped or
    killed goes on where it was, and after a change of law only the memos that rest on it are made anew.

    \b
    Examples:
      memo batch reviews/ -o portfolio/
      memo batch "reviews/2026-*.yaml" -f pdf -f md -o portfolio/
      memo batch due.txt -o portfolio/ --edition shareable --jobs 8
    """
    from memo.batch.inputs import gathered
    from memo.batch.journal import written
    from memo.batch.names import called_by_house
    from memo.yamlio import read_text

    dialect = wished["dialect"]
    wanted = tuple(dict.fromkeys(render.with_dialect(formats, dialect))) or ("pdf",)
    lines = read_text(streams.STDIN, streams.stdin()).split("\n") if "-" in inputs else []
    noted = _journal(journal, output)
    asked = _options(wanted, wished)
    endings = [asked.ending(form) for form in wanted]
    found = gathered(inputs, output, endings, lines, written(noted))
    if asked.house and asked.house.file_name:
        found = called_by_house(found, asked.house, asked, endings, output)
    batch = _opened(found, output, asked, jobs, scheduler, again, noted)
    progress = Progress(len(found))
    debug = bool(click.get_current_context().meta.get("memo.debug"))
    code = _run(batch, progress, debug)
    click.get_current_context().exit(code)


def _options(formats: tuple[str, ...], wished: dict[str, Any]) -> Options:
    from memo.batch.job import Options

    house = wished.pop("house")
    firm = render.house_of(house)
    dialect: Any = wished.pop("dialect") or "gfm"
    front = render.with_front_matter(wished.pop("front_matter"), firm, dialect, formats)
    return Options(
        dialect=dialect,
        markdown=render.ENDINGS.get(dialect, "md"),
        formats=formats,
        today=clock.today(),
        house=firm,
        front_matter=front,
        house_folder=house or "",
        **wished,
    )


def _journal(named: str | None, output: str) -> Path:
    from memo.batch.places import is_remote

    if named:
        return Path(named)
    if is_remote(output):
        return Path(f"memo-batch-{hashlib.sha256(output.encode()).hexdigest()[:8]}.jsonl")
    return Path(output) / "journal.jsonl"


def _opened(
    inputs: Any, output: str, asked: Options, jobs: int | None, scheduler: str | None, again: bool, journal: Path
) -> Batch:
    """Return the batch, its library read, its journal held, its workers at call."""
    from memo.batch import crew, digests
    from memo.batch.journal import Journal
    from memo.batch.run import Batch
    from memo.library.store import Store
    from memo.resources import packaged

    store = Store(packaged("regulations"))
    store.compile()  # here, so that no worker has to
    law = store.digest
    workers = crew.cluster(scheduler) if scheduler else crew.local(jobs or _cores(), asked.formats, law)
    return Batch(inputs, output, asked, workers, Journal(journal), law, digests.LawDigests(store), again)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _run(batch: Batch, progress: Progress, debug: bool) -> int:
    """Run a batch and write down what became of it; return the exit code."""
    from memo.batch.run import run
    from memo.errors import MemoError

    def told(entry: Entry, traceback: str) -> None:
        if entry.status == "failed":
            progress.clear()
            if traceback and debug:
                streams.tell(traceback.rstrip("\n"))
            streams.tell_faults(_faults(entry))
        progress.done(entry.status)

    stopped: MemoError | KeyboardInterrupt | None = None
    try:
        run(batch, told)
    except (MemoError, KeyboardInterrupt) as error:
        stopped = error
    progress.clear()
    unwritten: MemoError | None = None
    try:
        _record(batch, progress)
    except MemoError as error:
        unwritten = error
    for failure in (stopped, unwritten):
        if isinstance(failure, MemoError):
            streams.tell_faults(failure.faults)
    _tell_end(batch, progress, bool(stopped or unwritten))
    if isinstance(stopped, KeyboardInterrupt):
        raise stopped
    ended = stopped or unwritten
    return ended.exit_code if ended else render.run_code([entry.exit_code for entry in batch.entries.values()])


def _faults(entry: Entry) -> list[Any]:
    from memo.errors import Fault, Place

    return [
        Fault(
            one["code"], one["message"], Place(one["file"], one["line"], one["column"]), one["field"], one["hint"],
            warning=one["severity"] != "error", note=one["severity"] == "note",
        )
        for one in entry.faults
    ]  # fmt: skip


def _record(batch: Batch, progress: Progress) -> None:
    """Write manifest and index beside the memos, and put the journal in order; fails with `OutputError`."""
    from memo.api import VERSION
    from memo.batch import digests, index, places

    entries = batch.in_order()
    asked = batch.options
    about = {
        "memo": VERSION,
        "program": digests.program(),
        "library": batch.law,
        "options": {
            "formats": list(asked.formats),
            "today": asked.today.isoformat(),
            "as_of": asked.as_of.isoformat() if asked.as_of else None,
            "depth": asked.depth,
            "edition": asked.edition,
            "citations": asked.citations,
            "strict": asked.strict,
            "finding": list(asked.only),
            "citation_style": asked.style,
            "dialect": asked.dialect,
            "house": asked.house_folder or None,
        },
    }
    try:
        places.write(
            places.joined(batch.output, "manifest.json"), index.manifest(entries, progress.seconds, about).encode()
        )
        for name, page in (("index.md", index.markdown), ("index.html", index.html)):
            places.write(places.joined(batch.output, name), page(entries, asked.today.isoformat()).encode())
    finally:
        batch.journal.close(compact=True)


def _tell_end(batch: Batch, progress: Progress, stopped: bool) -> None:
    """Say in one line what was done, and where it lies or how it goes on."""
    from memo.batch.places import joined
    from memo.errors import printable

    counts = progress.counts
    parts = [f"{counts['made']} made"]
    parts += [f"{counts[status]} {status}" for status in ("unchanged", "failed") if counts[status]]
    told = f"{', '.join(parts)} of {progress.total} in {lasting(progress.seconds)}"
    if stopped:
        streams.tell(f"stopped: {told}; run it again and it goes on from there")
        return
    streams.tell(told)
    streams.tell(printable(f"{joined(batch.output, 'index.html')}  the index"))
    sys.stderr.flush()
