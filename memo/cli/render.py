"""`memo render`: findings files in, memos out; nothing of an input is written before all of it is made."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from memo.cli import clock, options, streams

if TYPE_CHECKING:
    from memo.api import Document
    from memo.errors import MemoError
    from memo.findings.read import Reading

FORMATS = ("pdf", "md", "html", "json")
DIALECTS = ("gfm", "mkdocs", "redmine", "confluence", "mediawiki", "azure", "docusaurus", "dokuwiki")
ENDINGS = {"confluence": "xhtml", "mediawiki": "wiki", "dokuwiki": "txt"}
"""How a dialect's files end where they do not end in `.md`."""


@dataclass(frozen=True)
class Planned:
    """One input and where each of its formats goes; no target means stdout."""

    file: str
    targets: tuple[tuple[str, Path | None], ...]
    review: Reading | None = None
    """The input, where it had to be read to be named."""


@dataclass(frozen=True)
class Wishes:
    """What the caller asked of every memo of the run."""

    as_of: date | None
    today: date
    depth: Any
    edition: Any
    citations: Any
    strict: bool
    house: Any
    only: tuple[str, ...] = ()
    style: Any = None
    limits: Any = None
    dialect: Any = "gfm"
    front_matter: bool = False


@click.command("render", short_help="The memo, as PDF, Markdown, HTML or JSON.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "-f", "--format", "formats", type=click.Choice(FORMATS), multiple=True,
    help="A format; give it again for several. Default: what -o's name ends in, else pdf.",
)  # fmt: skip
@click.option("-o", "--output", metavar="PATH|DIR|-", help="A file, a folder, or - for stdout. Default: this folder.")
@options.as_of("the review's day, else today")
@options.depth
@click.option(
    "--edition", type=click.Choice(["internal", "shareable"]), default="internal", show_default=True,
    help="shareable leaves out privileged findings and the reviewer's own analysis.",
)  # fmt: skip
@click.option(
    "--citations", type=click.Choice(["strict", "audit"]), default="strict", show_default=True,
    help="A citation under 'citations:' that does not exist: refuse the memo, or make it and have its audit say so.",
)  # fmt: skip
@click.option(
    "--finding", "only", metavar="ID", multiple=True, help="A memo of this finding alone; give it again for several."
)
@click.option(
    "--dialect", type=click.Choice(DIALECTS),
    help="Whose Markdown, or which wiki's markup, -f md writes; default gfm, GitHub's. Without -f it implies -f md.",
)  # fmt: skip
@click.option(
    "--front-matter", is_flag=True,
    help="Markdown begins with title, date, vendor, decision and the like as YAML.",
)  # fmt: skip
@options.house
@click.option(
    "--citation-style", "style", type=click.Choice(["plain", "bluebook", "oscola"]),
    help="How provisions are cited; default: the house's style, else plain.",
)  # fmt: skip
@options.limits
@options.strict
@options.debug
def command(
    files: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    as_of: date | None,
    depth: str,
    edition: str,
    citations: str,
    only: tuple[str, ...],
    dialect: str | None,
    front_matter: bool,
    house: str | None,
    style: str | None,
    limits: Any,
    strict: bool,
) -> None:
    """Write the memo of each findings FILE.

    \b
    Examples:
      memo render review.yaml
      memo render review.yaml -f pdf -f md -o output/
      memo render review.yaml --finding F-3 -o finding-3.pdf
      memo render review.yaml --depth brief -o summary.md
      memo render review.yaml --dialect mediawiki -o wiki/
      cat review.yaml | memo render - -f md -o -
    """
    wished, ending, firm = with_dialect(formats, dialect), ENDINGS.get(dialect or "", "md"), house_of(house)
    front = with_front_matter(front_matter, firm, dialect, wished)
    planned = plan(files, wished, output, only, ending)
    asked = (as_of, clock.today(), depth, edition, citations, strict, firm, only, style, limits)
    wishes = Wishes(*asked, dialect or "gfm", front)
    if firm and firm.file_name and planned[0].targets[0][1] is not None and not _is_one_file(output, planned):
        reviews = _reviews(files)
        planned = plan(files, wished, output, only, ending, _names(reviews, wishes))
        planned = [replace(one, review=reviews[one.file]) for one in planned]
    if len(planned) > 1 and "pdf" in {form for form, _ in planned[0].targets}:
        from memo.render.pdf import engine

        engine()  # once for all, not once in the process of each
    codes = [_rendered(one, wishes, alone=len(planned) == 1) for one in planned]
    click.get_current_context().exit(run_code(codes))


def with_front_matter(asked: bool, house: Any, dialect: str | None, formats: Sequence[str]) -> bool:
    """Return whether Markdown begins with front matter: as asked, else as the house has it where it can."""
    if not asked and not (house and house.front_matter):
        return False
    from memo.render.dialects.known import FRONT_MATTER

    knows = (dialect or "gfm") in FRONT_MATTER
    if asked and not knows:
        hint = f"Dialects that do: {', '.join(FRONT_MATTER)}."
        _refuse("no-front-matter", "knows no front matter and would show it", str(dialect), hint)
    if asked and formats and "md" not in formats:
        _refuse("no-front-matter", "stands before Markdown, which is not among the formats", "--front-matter")
    return asked or knows


def _is_one_file(output: str | None, planned: Sequence[Planned]) -> bool:
    """Whether -o names the one file that is written."""
    return output is not None and str(planned[0].targets[0][1]) == str(Path(output))


def _reviews(files: Sequence[str]) -> dict[str, Reading | None]:
    """Return the inputs as they are read, nothing for a faulty one, which its turn will report."""
    from memo.errors import MemoError

    found: dict[str, Reading | None] = {}
    for file in files:
        try:
            found[file] = streams.read_review(file)
        except MemoError:
            if file == "-":  # stdin is read once
                raise
            found[file] = None
    return found


def _names(reviews: Mapping[str, Reading | None], wishes: Wishes) -> dict[str, str]:
    """Return what the house calls the memo of each input that could be read."""
    from memo.api import file_name, memo_day

    return {
        file: file_name(
            wishes.house, review.findings, memo_day(review, wishes.as_of, wishes.today), wishes.edition, wishes.only,
            _stem(file),
        )
        for file, review in reviews.items()
        if review is not None
    }  # fmt: skip


def house_of(folder: str | None) -> Any:
    """Return the house of a folder, nothing where none is named."""
    if not folder:
        return None
    from memo.house import read_house

    return read_house(Path(folder))


def run_code(codes: Sequence[int]) -> int:
    """Return the exit code of a run from those of its inputs: 3 where only some failed.

    >>> run_code([0, 0]), run_code([1, 0]), run_code([1, 1]), run_code([4, 4]), run_code([4, 1])
    (0, 3, 1, 4, 1)
    """
    if 0 in codes:
        return 0 if not any(codes) else 3
    return codes[0] if len(set(codes)) == 1 else 5 if 5 in codes else 1


# --- where everything goes ----------------------------------------------------


def with_dialect(formats: Sequence[str], dialect: str | None) -> Sequence[str]:
    """Return the formats asked for; a dialect alone asks for Markdown."""
    if dialect and formats and "md" not in formats:
        _refuse("dialect-of-what", "is a dialect of Markdown, which is not among the formats", dialect, "Add -f md.")
    return formats or (("md",) if dialect else ())


def plan(
    files: Sequence[str],
    formats: Sequence[str],
    output: str | None,
    only: Sequence[str] = (),
    markdown: str = "md",
    names: Mapping[str, str] | None = None,
) -> list[Planned]:
    """Return where each memo will be written; fails with `UsageError` before anything is made.

    `markdown` is the ending of a file of Markdown; `names` are those by which a
    house calls the memos of the inputs, in a folder.
    """
    from memo.writing import safe_name

    _refuse_other_ending(output, formats)
    wanted = tuple(dict.fromkeys(formats)) or (_format_of(output),)
    if len(files) > len(set(files)):
        twice = next(file for file in files if list(files).count(file) > 1)
        _refuse("same-input", "is given twice", twice)
    if output == "-":
        if len(files) > 1 or len(wanted) > 1:
            _refuse("one-output", "stdout takes one memo in one format", streams.STDOUT, "Name a folder with -o DIR/.")
        if wanted == ("pdf",) and _terminal():
            _refuse("pdf-to-terminal", "a PDF is not for a terminal", streams.STDOUT, "Use -o FILE.pdf or a pipe.")
        return [Planned(files[0], ((wanted[0], None),))]
    several = len(files) > 1 or len(wanted) > 1
    if output is not None and not _is_folder(output, several):
        if several:
            message = f"is one file, but there are {len(files) * len(wanted)} memos to write"
            _refuse("one-output", message, output, "Name a folder with -o DIR/.")
        planned = [Planned(files[0], ((wanted[0], Path(output)),))]
    else:
        folder = Path(output or ".")
        endings = {"md": markdown}
        ending = "".join(f"-{safe_name(name)}" for name in only)  # not over the whole memo
        called = {file: f"{_stem(file)}{ending}" for file in files} | dict(names or {})
        planned = [
            Planned(file, tuple((form, folder / f"{called[file]}.{endings.get(form, form)}") for form in wanted))
            for file in files
        ]
    _refuse_clashes(planned)
    return planned


_PAPERS = frozenset("doc docx odt rtf pages xls xlsx ods csv ppt pptx odp epub tex".split())
"""Endings of files that memo does not write; a PDF under such a name would open in nothing."""


def _refuse_other_ending(output: str | None, formats: Sequence[str]) -> None:
    """Refuse one file's name that promises what will not be in it: a format memo lacks, or a PDF where none comes."""
    if output is None or output == "-" or _is_folder(output, len(formats) > 1):
        return
    ending = Path(output).suffix.lower().lstrip(".")
    if ending in _PAPERS and not formats:
        hint = f"Name a file that ends in {', '.join(f'.{form}' for form in FORMATS)}; Word opens .html."
        _refuse("no-such-format", f"memo writes no .{ending}", output, hint)
    named = _NAMED.get(ending, ending)
    if named in FORMATS and len(set(formats)) == 1 and named != formats[0] and "pdf" in (named, formats[0]):
        _refuse("no-such-format", f"ends in .{ending}, but -f asks for {formats[0]}", output, "Leave one of them out.")


_NAMED = {"markdown": "md", "htm": "html"}


def _format_of(output: str | None) -> str:
    ending = Path(output or "").suffix.lower().lstrip(".")
    named = _NAMED.get(ending, ending)
    return named if named in FORMATS else "pdf"


def _is_folder(output: str, several: bool) -> bool:
    """A folder that is there or is named with a slash; for several memos also a new name without a format's ending."""
    path = Path(output)
    try:
        if output.endswith(("/", "\\")) or path.is_dir():
            return True
        there = path.exists()
    except OSError:  # a name that no file can have; writing says so
        there = False
    return several and not there and path.suffix.lower().lstrip(".") not in (*FORMATS, *ENDINGS.values())


def _stem(file: str) -> str:
    return "memo" if file == "-" else Path(file).stem or "memo"


def _refuse_clashes(planned: Sequence[Planned]) -> None:
    """Refuse two results of one name, by any spelling a file system may take for the same, and a result on an input."""
    inputs = {_name_key(Path(one.file)): one.file for one in planned if one.file != "-"}
    taken: dict[str, str] = {}
    for one in planned:
        for _, target in one.targets:
            if target is None:
                continue
            key = _name_key(target)
            if key in inputs:
                _refuse("output-is-input", f"is the findings file {inputs[key]!r} itself", str(target))
            if key in taken:
                message = f"would be written for both {taken[key]!r} and {one.file!r}"
                hint = "Rename one input, or render them into two folders; a house's file_name may take {file} in."
                _refuse("same-output", message, str(target), hint)
            taken[key] = one.file


def _name_key(path: Path) -> str:
    from memo.writing import same_name

    with contextlib.suppress(OSError, RuntimeError):  # a name that no file can have is refused when it is written
        path = path.resolve()
    return same_name(str(path))


def _terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _refuse(code: str, message: str, at: str, hint: str = "") -> None:
    from memo.errors import Fault, Place, UsageError

    raise UsageError([Fault(code, message, Place(at), hint=hint)])


# --- one input ----------------------------------------------------------------


def _rendered(one: Planned, wishes: Wishes, alone: bool) -> int:
    """Make and write the memos of one input; return its exit code, its faults told.

    A fault that would meet every input, of the law library or of the system,
    ends the run at once.
    """
    from memo.errors import LibraryError, MemoError, SystemLibraryError

    try:
        document = drafted(one.review or streams.read_review(one.file), wishes)
        made = [(target, _made(document, form, wishes)) for form, target in one.targets]
        for target, content in made:
            _written(target, content)
    except (LibraryError, SystemLibraryError):
        raise
    except MemoError as found:
        error = _placed(found, one.file)
        if alone:
            raise error from None
        _told(error)
        return error.exit_code
    except Exception as error:
        if alone or isinstance(error, BrokenPipeError):
            raise
        streams.tell(f"{one.file}:")
        streams.tell_bug(error, debug=bool(click.get_current_context().meta.get("memo.debug")))
        return streams.FAULT_IN_MEMO
    return 0


def _placed(error: MemoError, file: str) -> MemoError:
    """Return an error with the input's name at what went wrong with its PDF."""
    from memo.api import at_file

    return type(error)(at_file(fault, file) for fault in error.faults)


def _told(error: MemoError) -> None:
    streams.tell_faults(error.faults)


def drafted(review: Reading, wishes: Wishes) -> Document:
    """Return the memo of a review, its warnings told; fails with `InputError` where it has errors."""
    from memo.api import checked, compose, library_for, memo_day

    library = library_for(review, wishes.as_of, wishes.today)
    library = library.in_style(wishes.style or (wishes.house.style if wishes.house else "plain"))
    streams.tell_faults(checked(review, library, wishes.citations, wishes.strict))
    day = memo_day(review, wishes.as_of, wishes.today)
    return compose(review, library, day, wishes.depth, wishes.edition, wishes.house, wishes.only)


def pdf_of(document: Document, limits: Any) -> bytes:
    """Return the PDF; what its faces cannot set is told."""
    data, told = document.rendered("pdf", limits=limits)
    streams.tell_faults(told)
    return data


def _made(document: Document, form: str, wishes: Wishes) -> bytes:
    return (
        pdf_of(document, wishes.limits)
        if form == "pdf"
        else document.rendered(form, wishes.dialect, wishes.limits, wishes.front_matter)[0]
    )


def _written(target: Path | None, content: bytes) -> None:
    if target is None:
        streams.result(content)
        return
    from memo.errors import printable

    streams.save(target, content)
    streams.tell(f"{printable(str(target))}  {described(content)}")


def described(content: bytes) -> str:
    """Return a result's size, and its pages where it is a PDF.

    >>> described(b"x" * 2048)
    '2 kB'
    """
    size = f"{max(1, round(len(content) / 1024))} kB"
    number = _pages(content) if content.startswith(b"%PDF") else 0
    return f"{number} {'page' if number == 1 else 'pages'}, {size}" if number else size


def _pages(content: bytes) -> int:
    """Return the count in a PDF's page tree, which may lie in a packed stream of objects; 0 where it is not found."""
    import zlib

    texts = [content]
    for match in re.finditer(rb"/Type\s*/ObjStm\b[^>]*>>\s*stream\r?\n", content):
        with contextlib.suppress(zlib.error):
            texts.append(zlib.decompressobj().decompress(content[match.end() :]))
    for text in texts:
        tree = re.search(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b", text)
        if tree is not None:
            return int(tree[1] or tree[2])
    return 0
