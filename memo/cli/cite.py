"""`memo cite`: the legal citations in a text, each resolved against the law library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from memo.cli import clock, options, streams

if TYPE_CHECKING:
    from memo.cli.sarif import Result
    from memo.library.day import Library
    from memo.library.resolve import CheckedCitation, Resolver

MARKDOWN = (".md", ".markdown", ".mdx", ".qmd", ".rmd")
"""File names that say a text is Markdown."""
FAILING = frozenset({"no-such-provision", "repealed", "unknown-law"})


@dataclass(frozen=True)
class Given:
    """A text to search: from a file, from an argument of that number, or from stdin."""

    text: str
    file: str | None = None
    argument: int | None = None
    markdown: bool = False


@click.command("cite", short_help="The legal citations in a text, each checked.")
@click.argument("texts", metavar="[TEXT...]", nargs=-1)
@click.option("--file", "files", metavar="PATH", multiple=True, help="Search this file; may be given again.")
@click.option("--files", "as_paths", is_flag=True, help="Take the arguments as files, as hooks pass them.")
@click.option(
    "--markup",
    type=click.Choice(["auto", "markdown", "plain"]),
    default="auto",
    show_default=True,
    help="How the texts are written; auto goes by the file's name. In Markdown, code and link targets are skipped.",
)
@click.option(
    "--jurisdiction", "places", metavar="PLACE", multiple=True, callback=options.place,
    help="A place that settles a name which several laws share, such as KR for 'PIPA'; may be given again.",
)  # fmt: skip
@click.option(
    "--topic",
    "topics",
    metavar="TOPIC",
    multiple=True,
    help="What the text is about; says where a provision exists but is on another subject. May be given again.",
)
@options.as_of("today")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs, SARIF 2.1.0 for code hosts and editors.",
)
@options.output
@options.strict
@options.debug
def command(
    texts: tuple[str, ...],
    files: tuple[str, ...],
    as_paths: bool,
    markup: str,
    places: tuple[str, ...],
    topics: tuple[str, ...],
    as_of: date | None,
    form: str,
    output: str | None,
    strict: bool,
) -> None:
    """Find the legal citations in each TEXT, in files or in stdin, and say whether they hold.

    Each TEXT is a text of its own. Ends with 1 where a provision does not exist, is repealed,
    or names a law that the library does not hold; with --strict also where a citation is
    ambiguous or does not apply yet.

    \b
    Examples:
      memo cite "GDPR Art. 6(1)(f) and Cal. Civ. Code § 1798.120"
      memo cite --file policy.txt --format json
      memo cite --files notes/*.md --format sarif -o citations.sarif
      pdftotext contract.pdf - | memo cite
    """
    from memo.library.day import Library
    from memo.library.resolve import Resolver, reader_of
    from memo.resources import packaged

    if as_paths:
        texts, files = (), (*files, *texts)
    given = list(_given(texts, files, markup))
    library = Library.open(packaged("regulations"), as_of or clock.today())
    resolver = Resolver(library, reader_of(library), places)
    found = [(one, citation) for one in given for citation in resolver.check(one.text, one.markdown)]
    if topics:
        found = [(one, _used(citation, topics, library)) for one, citation in found]
    if form == "sarif":
        from memo import __version__
        from memo.cli.sarif import log

        results = [result for one, c in found if (result := _as_result(one, c, resolver))]
        streams.result(streams.as_json(log(results, __version__)), output)
    elif form == "json":
        streams.result(streams.as_json([_data(one, citation) for one, citation in found]), output)
    else:
        lines = [_line(one, citation, resolver) for one, citation in found]
        streams.result("".join(f"{line}\n" for line in lines), output)
        streams.tell(_tally([citation.status for _, citation in found]))
    failed = any(c.status in FAILING or (strict and c.status != "ok") for _, c in found)
    click.get_current_context().exit(1 if failed else 0)


def _used(citation: CheckedCitation, topics: tuple[str, ...], library: Library) -> CheckedCitation:
    """Return a citation with a note where its subject is none of the topics; an unknown topic is wrong usage."""
    from msgspec.structs import replace

    from memo.errors import nearest, printable, shown
    from memo.mapping.use import other_subject

    for topic in topics:
        if topic not in library.topics:
            hint = nearest(topic, list(library.topics))
            raise click.BadParameter(f"{printable(shown(topic))} is no topic. {hint}  [unknown-topic]")
    subject = other_subject(citation, topics, library)
    return replace(citation, note=f"Exists, but its subject is {subject}.") if subject else citation


def _given(texts: tuple[str, ...], files: tuple[str, ...], markup: str) -> Iterator[Given]:
    """Yield what there is to search; stdin where nothing was named. Offsets count in the text as it was given."""
    named = len(texts) > 1
    marked = markup == "markdown"
    for number, text in enumerate(texts, 1):
        yield Given(_stdin_text() if text == "-" else text, argument=number if named else None, markdown=marked)
    for file in dict.fromkeys(files):
        by_name = markup == "auto" and file.lower().endswith(MARKDOWN)
        yield Given(_stdin_text() if file == "-" else _file_text(file), file, markdown=marked or by_name)
    if not texts and not files:
        yield Given(_stdin_text(), markdown=marked)


def _file_text(path: str) -> str:
    from pathlib import Path

    from memo.yamlio import read_text

    read_text(path)  # refuses what is no text, with its place; but makes line ends alike
    return Path(path).read_bytes().decode("utf-8-sig")


def _stdin_text() -> str:
    from io import BytesIO

    from memo.limits import MOST_BYTES
    from memo.yamlio import read_text

    raw = streams.stdin().read(MOST_BYTES + 1)
    read_text(streams.STDIN, BytesIO(raw))
    return raw.decode("utf-8-sig")


def _data(one: Given, citation: CheckedCitation) -> dict[str, Any]:
    data = citation.as_data()
    if one.file is not None:
        data["file"] = one.file
    if one.argument is not None:
        data["argument"] = one.argument
    return data


def _line(one: Given, citation: CheckedCitation, resolver: Resolver) -> str:
    """Return one citation as text: where it stands, its status, what it names, what the library says of it."""
    from memo.cli.layout import plain

    where = ""
    if one.file is not None:
        before = one.text[: citation.start]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        where = f"{plain(one.file)}:{line}:{column}: "
    said = _said(citation, resolver)
    parts = [f"{where}{citation.status:<17}", plain(citation.text), *(plain(part) for part in said if part)]
    return "  ".join(parts)


def _as_result(one: Given, citation: CheckedCitation, resolver: Resolver) -> Result | None:
    """Return a citation as SARIF has it, nothing where it holds."""
    from memo.cli.sarif import Result

    other = citation.status == "ok" and citation.note.startswith("Exists, but")
    if citation.status == "ok" and not other:
        return None
    level = "note" if other else "error" if citation.status in FAILING else "warning"
    said = "; ".join(part.replace("\u00a0", " ") for part in _said(citation, resolver) if part)
    where = one.file or (f"argument-{one.argument}" if one.argument else None)
    message = f"{citation.text}: {said or citation.status}"
    return Result(
        "other-subject" if other else citation.status,
        level,
        message,
        citation.text,
        one.text,
        citation.start,
        citation.end,
        where,
    )


def _said(citation: CheckedCitation, resolver: Resolver) -> tuple[str, ...]:
    """Return what the library says of a citation: the provisions it names, and a remark or their address."""
    if citation.status == "ambiguous":
        from memo.errors import few

        return (f"may mean {few(citation.candidates) or 'any law'}", citation.note)
    if citation.law is None:
        return (citation.note, citation.url or "")
    law = resolver.library.law(citation.law)
    if citation.missing and citation.status == "repealed":
        return (f"{law.record.short_title} no longer has {', '.join(citation.missing)}", citation.note)
    if citation.missing:
        nearest = f"; nearest: {law.cite(citation.suggestion)}" if citation.suggestion else ""
        return (f"{law.record.short_title} has no {', '.join(citation.missing)}{nearest}",)
    named = ", ".join(f"{law.id}:{p}" for p in citation.provisions) or law.id
    return (named, citation.note or citation.url or "")


def _tally(statuses: list[str]) -> str:
    from memo.cli.layout import counted

    counts = [f"{statuses.count(status)} {status}" for status in dict.fromkeys(sorted(statuses))]
    return f"{counted(len(statuses), 'citation')}" + (f": {', '.join(counts)}" if counts else " found")
