"""`memo doctor`: what memo runs on, and what is missing for a PDF."""

from __future__ import annotations

import click

from memo.cli import clock, options, streams

DISTRIBUTIONS = (
    "click",
    "holidays",
    "icalendar",
    "jinja2",
    "markdown-it-py",
    "msgspec",
    "pydantic",
    "pyyaml",
    "weasyprint",
    "font-source-serif-pro",
    "font-source-sans-pro",
)
_CJK = "not installed; names in this script in a PDF need it: pip install 'memo[cjk]'"
_NET = "not installed; memo publish needs it: pip install 'memo[publish]'"
OPTIONAL = {
    "pylopdf-fonts-ko": _CJK,
    "pylopdf-fonts-zh-cn": _CJK,
    "pylopdf-fonts-jp": _CJK,
    "filelock": _NET,
    "httpx": _NET,
    "keyring": _NET,
    "numpy": "not installed; a findings file with 'topics_by: encoder' needs it: pip install 'memo[encoder]'",
}


@click.command("doctor", short_help="What memo runs on, and what is missing.")
@options.debug
def command() -> None:
    """Say which versions memo runs on, what the law library holds, and what a PDF still needs.

    Ends with 4 where a PDF cannot be made, with 1 where the law library is at fault.

    \b
    Example:
      memo doctor
    """
    from memo.cli.layout import rows
    from memo.errors import LibraryError, MemoError, SystemLibraryError

    pairs = [*_versions()]
    failures: list[MemoError] = []
    try:
        pairs.append(("law library", _library()))
    except LibraryError as error:
        pairs.append(("law library", "at fault, see below"))
        failures.append(error)
    try:
        pairs.append(("PDF", _pdf()))
    except SystemLibraryError as missing:
        pairs.append(("PDF", "cannot be made, see below; Markdown, HTML and JSON can"))
        failures.append(missing)
    streams.result("\n".join(rows(pairs)) + "\n")
    for failure in failures:
        streams.tell_faults(failure.faults)
    if failures:
        click.get_current_context().exit(failures[0].exit_code)


def _versions() -> list[tuple[str, str]]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from memo.api import VERSION

    pairs = [("memo", VERSION), ("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")]
    for name in (*DISTRIBUTIONS, *OPTIONAL):
        try:
            pairs.append((name, version(name)))
        except PackageNotFoundError:
            pairs.append((name, OPTIONAL.get(name, "missing: pip install memo")))
    return pairs


def _library() -> str:
    """Return what the library holds, every record of it read; fails with `LibraryError`."""
    from memo.cli.layout import counted
    from memo.library.day import Library
    from memo.resources import packaged

    library = Library.open(packaged("regulations"), clock.today())
    provisions = sum(len(law.annotated) for law in library.laws())
    return ", ".join(
        (
            counted(len(library.law_ids), "law"),
            counted(provisions, "annotated provision"),
            counted(len(library.topics), "topic"),
            counted(len(library.playbooks), "playbook"),
            counted(len(library.authorities), "authority", "authorities"),
            counted(len(library.store.decisions), "decision"),
            f"SHA-256 {library.digest[:16]}",
        )
    )


def _pdf() -> str:
    """Return the engine's version of Pango; fails with `SystemLibraryError` where the system lacks a library."""
    from memo.errors import Fault, Place, SystemLibraryError
    from memo.render.pdf import PACKAGES, engine

    engine()
    from weasyprint.text.ffi import harfbuzz_subset, pango

    if harfbuzz_subset is None:
        message = "the system library that makes fonts small is missing (libharfbuzz-subset0)"
        hint = f"On Debian and Ubuntu: apt-get install {PACKAGES}"
        raise SystemLibraryError([Fault("missing-system-library", message, Place("PDF"), hint=hint)])
    return f"can be made, Pango {_decoded(pango.pango_version())}"


def _decoded(number: int) -> str:
    """Return Pango's number as its version: 15014 is 1.50.14."""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
