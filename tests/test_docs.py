"""The documents against the program: counts, links, commands, fields, blocks, and the README's tour as it runs."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from msgspec.structs import fields

from memo.cli.main import COMMANDS, cli
from memo.findings import model
from memo.library.day import Library
from tests.support import CHECKOUT

README = CHECKOUT / "README.md"
PAGES = sorted(
    page for where in ("", "docs/**/", "examples/", "changelog.d/") for page in CHECKOUT.glob(f"{where}*.md")
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(.+?)\1")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose_of(text: str) -> str:
    """Return a page without its blocks and spans of code."""
    return _CODE.sub("", _FENCE.sub("", text))


def anchors_of(text: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# --- what the library holds -------------------------------------------------


LAWS = CHECKOUT / "docs" / "laws.md"


def table_of(library: Library) -> str:
    """Return the table of every law held, as docs/laws.md prints it."""
    rows = []
    for law in library.laws():
        roots = len(law.record.outline.provisions)
        extra = [f"{len(law.record.outline.annexes)} annexes"] * bool(law.record.outline.annexes)
        extra += [f"{law.record.outline.recitals} recitals"] * bool(law.record.outline.recitals)
        kind = "articles" if law.record.numbering == "article" else "sections"
        known = f"{len(law.known):,} ({', '.join([f'{roots} {kind}', *extra])})"
        outline = law.brief.outline
        rows.append(f"| {law.record.short_title} | `{law.id}` | {outline} | {known} | {len(law.annotated)} |")
    return "\n".join(rows)


def counts_of(library: Library) -> str:
    """Return the README's sentence on what the library holds."""
    laws = list(library.laws())
    complete = sum(law.brief.outline == "complete" for law in laws)
    annotated = sum(len(law.annotated) for law in laws)
    tiers = sum(len(law.record.penalties) for law in laws)
    return (
        f"{len(laws)} laws, {complete} of them with a complete outline; {annotated:,} annotated provisions; {tiers} "
        f"penalty tiers; {len(library.authorities)} authorities; {len(library.decisions)} published decisions of "
        f"{len({d.authority for d in library.decisions})} of them; {len(library.topics)} topics; "
        f"{len(library.playbooks)} patterns of action items; {len(library.store.elsewhere)} further laws known by "
        "name only, so that a citation of one is never taken for another's."
    )


def test_the_readme_counts_what_the_library_holds(library: Library) -> None:
    """The README and docs/laws.md claim exactly what the data shows; on failure, paste the expected lines."""
    assert counts_of(library) in text_of(README), f"README.md should hold:\n{counts_of(library)}"
    assert table_of(library) in text_of(LAWS), f"docs/laws.md should hold:\n{table_of(library)}"


# --- links --------------------------------------------------------------------


def broken_links(text: str, page: Path) -> list[str]:
    """Return the relative links of a page that lead to no file, or to no heading of it."""
    broken = []
    for target in _LINK.findall(prose_of(text)):
        if target.startswith(("https://", "http://")):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        leads = file.exists() and file.is_relative_to(CHECKOUT)
        if leads and anchor:
            leads = anchor in anchors_of(text if file == page else text_of(file))
        if not leads:
            broken.append(target)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(CHECKOUT).as_posix())
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    """A link in a document leads to a file of the project and, where it names one, to a heading of it."""
    assert broken_links(text_of(page), page) == []


@pytest.mark.parametrize("target", ["docs/absent.md", "docs/commands.md#absent", "#absent", "../outside.md"])
def test_a_broken_link_is_seen(target: str) -> None:
    """The check of links is believed because spoiled links fail it."""
    assert broken_links(f"# memo\n\n[words]({target})", README) == [target]


def test_every_page_is_reached_from_the_readme() -> None:
    """The README's index names every page of docs/, the decisions' index every decision."""
    docs = CHECKOUT / "docs"
    for folder, index in ((docs, README), (docs / "decisions", docs / "decisions/README.md")):
        linked = {(index.parent / target).resolve() for target in _LINK.findall(text_of(index))}
        assert [page.name for page in folder.glob("*.md") if page != index and page not in linked] == []


# --- commands -----------------------------------------------------------------


def calls_of(text: str) -> Iterator[list[str]]:
    """Yield the words after `memo` wherever a page calls it, in a block or in a span of code."""
    lines = [line for _, block in _FENCE.findall(text) for line in block.splitlines()]
    lines += [span for _, span in _CODE.findall(_FENCE.sub("", text))]
    for line in lines:
        for call in re.findall(r"(?:^|\$ |\| )(?:\.venv/bin/)?memo ([^|>#]*)", line):
            yield call.split()


def unknown_calls(text: str) -> list[str]:
    """Return the commands and options that a page names and the command line does not have."""
    unknown = []
    for words in calls_of(text):
        name = words[0].strip("`") if words else ""
        if name.startswith("-") or name == "COMMAND":
            continue
        if name not in COMMANDS:
            unknown.append(f"memo {name}")
            continue
        command = cli.get_command(cli.make_context("memo", [], resilient_parsing=True), name)
        assert command is not None
        known = {option for parameter in command.params for option in parameter.opts} | {"--help", "-h"}
        options = [word for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word)]
        unknown += [f"memo {name} {option}" for option in options if option not in known]
    return unknown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(CHECKOUT).as_posix())
def test_every_command_named_exists(page: Path) -> None:
    """A document names only commands and options that the command line has."""
    assert unknown_calls(text_of(page)) == []


@pytest.mark.parametrize("spoiled", ["`memo maps x`", "```\nmemo law --absent\n```", "```console\n$ memo rendr x\n```"])
def test_an_unknown_command_is_seen(spoiled: str) -> None:
    """The check of commands is believed because spoiled ones fail it."""
    assert len(unknown_calls(spoiled)) == 1


def test_the_readme_names_every_command_and_script() -> None:
    """A reader of the README alone knows each command, and the two that set everything up are there."""
    text = text_of(README)
    assert [name for name in COMMANDS if f"`memo {name}" not in text and f"$ memo {name}" not in text] == []
    scripts = re.findall(r"^bash (scripts/\w+)", text, re.MULTILINE)
    assert scripts == ["scripts/sample", "scripts/test"]
    assert all((CHECKOUT / script).is_file() for script in scripts)


# --- the tour -----------------------------------------------------------------


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Return whether output is as a page shows it; a line `...` stands for any lines, at a line's end for any words."""
    at, anywhere = 0, False
    for line in shown:
        if line.strip() == "...":
            anywhere = True
            continue
        fits = [n for n in range(at, len(printed)) if _fits(line, printed[n])]
        if not fits or (fits[0] != at and not anywhere):
            return False
        at, anywhere = fits[0] + 1, False
    return anywhere or at == len(printed)


def _fits(shown: str, printed: str) -> bool:
    if shown.endswith("..."):
        return printed.startswith(shown.removesuffix("...").rstrip())
    return shown.rstrip() == printed.rstrip()


def test_the_tour_shows_what_memo_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of the README's tour runs in its order and prints what the README shows."""
    monkeypatch.chdir(tmp_path)
    text = text_of(README)
    review = next(block for kind, block in _FENCE.findall(text) if kind == "yaml")
    Path("review.yaml").write_text(review, encoding="utf-8")
    for block in (block for kind, block in _FENCE.findall(text) if kind == "console"):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = step.splitlines()
            if not command.startswith("memo "):
                subprocess.run(["sh", "-c", command], check=True)
                continue
            arguments = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)[1:]]
            result = CliRunner().invoke(cli, arguments, prog_name="memo")
            assert agrees(shown, result.output.splitlines()), f"$ {command}\n{result.output}"


@pytest.mark.parametrize(
    ("shown", "holds"),
    [
        (["a", "b", "c"], True),
        (["a", "..."], True),
        (["...", "c"], True),
        (["a", "...", "c"], True),
        (["a", "b"], False),
        (["a", "c"], False),
        (["...", "d", "..."], False),
        (["...", "b"], False),
    ],
)
def test_the_check_of_the_tour_sees_what_differs(shown: list[str], holds: bool) -> None:
    """The check of the tour is believed because changed, missing and moved lines fail it."""
    assert agrees(shown, ["a", "b", "c"]) is holds


# --- the findings file and the templates ----------------------------------------

SECTIONS: dict[str, tuple[type[model.Record], ...]] = {
    "Top level": (model.FindingSet,),
    "review": (model.Review, model.Rate),
    "client": (model.Client, model.Turnover, model.NationalTurnover),
    "vendor": (model.Vendor,),
    "documents": (model.Document,),
    "findings": (model.Finding, model.Affected, model.Comparison, model.ReviewerAction),
    "actions_status": (model.ActionStatus,),
}
"""The records that each section of the findings page describes."""


def unnamed_keys(text: str) -> list[str]:
    """Return the keys of the findings file that the page's section on their record does not name."""
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    missing = []
    for heading, records in SECTIONS.items():
        named = {word for _, span in _CODE.findall(sections.get(heading, "")) for word in re.findall(r"\w+", span)}
        for record in records:
            keys = [field.encode_name for field in fields(record)]
            missing += [f"{record.__name__}.{key}" for key in keys if key not in named]
    return missing


def test_the_findings_page_names_every_key() -> None:
    """No field of the findings file is left for the reader to find in the code."""
    records = {kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, model.Record)}
    described = {record for records in SECTIONS.values() for record in records}
    assert records - described - {model.Record} == set()
    page = text_of(CHECKOUT / "docs/findings-format.md")
    assert unnamed_keys(page) == []
    assert unnamed_keys(page.replace("| `severity` |", "| severity |")) == ["Finding.severity"]


def test_the_findings_page_names_every_allowed_word() -> None:
    """The words that a field allows stand on the page as the reader accepts them."""
    spans = {span for _, span in _CODE.findall(text_of(CHECKOUT / "docs/findings-format.md"))}
    choices = (model.Severity, model.Confidence, model.Decision, model.PartyRole)
    words = {word for choice in choices for word in get_args(choice)}
    assert words - spans == set()


def test_the_templates_page_names_every_block() -> None:
    """Block names are what a house will override, so each is documented, and none that is not there."""
    blocks = re.findall(r"{% block (\w+) %}", text_of(CHECKOUT / "templates/base.html.j2"))
    page = text_of(CHECKOUT / "docs/templates.md")
    table = page.split("## The blocks", 1)[1].split("\n## ", 1)[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == blocks
