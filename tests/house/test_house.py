"""A house's look: read strictly, seen on the page, carried in the PDF, and never a way out of its folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from yaml import safe_load

from memo.api import Document, compose
from memo.cli.main import cli
from memo.errors import InputError, UsageError
from memo.house import read_house
from memo.house.naming import file_name
from memo.house.starter import FILES
from memo.house.templates import blocks
from memo.look import CONTEXT, SECTIONS
from memo.render.html import html
from memo.resources import packaged
from memo.verify import verify
from tests.support import CHECKOUT, DAY, TRAINING, library_on, review

SHAPES = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#0b3d2e"/></svg>'
)
READING = review(TRAINING, client={"people_in": ["DE"], "role": "controller"})


def firm(folder: Path, yaml: str, **files: str) -> Path:
    """Write a house; a file's name has `__` for a slash and `_j2` for its ending."""
    folder.mkdir(exist_ok=True)
    (folder / "house.yaml").write_text(yaml, encoding="utf-8")
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_html_j2", ".html.j2").replace("_svg", ".svg")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def dressed(folder: Path) -> Document:
    return compose(READING, library_on(DAY), DAY, "brief", house=read_house(folder))


def codes(folder: Path) -> list[str]:
    """Return the codes of what is wrong with a house."""
    with pytest.raises(InputError) as caught:
        read_house(folder)
    assert all(fault.place.file.startswith(str(folder)) for fault in caught.value.faults)
    return [fault.code for fault in caught.value.faults]


def test_a_look_is_seen(tmp_path: Path) -> None:
    """Logo, colour, faces and order of a house stand on its page, and its order in Markdown."""
    yaml = (
        'name: Example LLP\nlogo: logo.svg\ncolours: {accent: "#0b3d2e"}\nfonts: {text: Source Sans Pro}\n'
        "sections: [findings, bottom_line, provenance]\n"
    )
    document = dressed(firm(tmp_path / "firm", yaml, logo_svg=SHAPES))
    page = document.to_html()
    assert 'alt="Example LLP"' in page and "data:image/svg+xml;base64," in page
    assert "#0b3d2e" in page and "#1d3552" not in page
    assert '"Source Serif Pro"' not in page
    assert re.findall(r'<section id="([\w-]+)"', page) == ["findings", "bottom-line", "provenance"]
    heads = re.findall(r"^## (.+)$", document.to_markdown(), re.MULTILINE)
    assert heads == ["Findings", "Bottom line", "Provenance"]


@pytest.mark.parametrize(
    ("yaml", "code", "hint"),
    [
        ('colours: {accent: "#8899aa"}', "low-contrast", "darker"),
        ("colours: {accent: navy}", "bad-colour", "#rrggbb"),
        ('colours: {acent: "#000000"}', "unknown-key", "'accent'"),
        ("fonts: {text: Source Serif}", "unknown-word", "'Source Serif Pro'"),
        ("fonts: Arial", "wrong-type", ""),
        ("sections: [bottom_line, findings, provenanze]", "unknown-word", "'provenance'"),
        ("sections: [bottom_line, findings, provenance, risk, risk]", "duplicate-section", ""),
        ("sections: [findings]", "missing-section", "bottom_line"),
        ("logo: ../logo.svg", "outside-house", "Copy"),
        ("logo: /etc/passwd", "outside-house", "Copy"),
        ("logo: none.svg", "no-logo", ""),
        (f"name: {'x' * 121}", "too-long", ""),
        (f"words: {{bottom_line: {'x' * 201}}}", "too-long", ""),
        ("nam: X", "unknown-key", "'name'"),
    ],
)
def test_a_house_file_at_fault_is_refused(tmp_path: Path, yaml: str, code: str, hint: str) -> None:
    """Each fault of house.yaml is told with its place, its code and the nearest right word."""
    with pytest.raises(InputError) as caught:
        read_house(firm(tmp_path / "firm", yaml))
    fault = caught.value.faults[0]
    assert (fault.code, fault.place.line) == (code, 1)
    assert hint in fault.hint


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>", '<image href="file:///etc/passwd"/>', '<a href="https://x.example"><rect/></a>',
        "<style>@import 'x'</style>", '<rect onload="x()"/>', '<rect style="fill:url(https://x.example)"/>',
        '<rect fill="url(https://x.example/a)"/>', "<foreignObject/>", '<use href="#a"/>', "<text>a</text>",
        '<animate attributeName="x"/>', "<!ENTITY a 'b'>", "<rect",
    ],
)  # fmt: skip
def test_a_logo_holds_shapes_alone(tmp_path: Path, inside: str) -> None:
    """A drawing that acts, fetches, or leads elsewhere is refused whole."""
    text = SHAPES.replace("</svg>", f"{inside}</svg>")
    assert codes(firm(tmp_path / "firm", "logo: logo.svg", logo_svg=text)) == ["bad-logo"]


def test_a_linked_logo_does_not_leave_the_folder(tmp_path: Path) -> None:
    """A link inside the folder to a file outside it is no way out."""
    (tmp_path / "secret.svg").write_text(SHAPES, encoding="utf-8")
    folder = firm(tmp_path / "firm", "logo: logo.svg")
    (folder / "logo.svg").symlink_to(tmp_path / "secret.svg")
    assert codes(folder) == ["outside-house"]


EXTENDS = '{% extends "base.html.j2" %}\n'


def test_a_block_is_overridden(tmp_path: Path) -> None:
    """A house's block stands in the place of memo's; `super()` is memo's own."""
    template = EXTENDS + "{% block header %}<p>HOUSE {{ house }}</p>{{ super() }}{% endblock %}"
    page = dressed(firm(tmp_path / "firm", "colours: {}\nname: A <B>\n", templates__memo_html_j2=template)).to_html()
    assert "<p>HOUSE A &lt;B&gt;</p>" in page and '<header class="head">' in page


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"templates__memo_html_j2": EXTENDS + "{% block glanze %}{% endblock %}"}, "unknown-block"),
        ({"templates__memo_html_j2": EXTENDS + "{% block header %}{{ meno.title }}{% endblock %}"}, "unknown-variable"),
        ({"templates__memo_html_j2": EXTENDS + "{% block header %}"}, "bad-template"),
        ({"templates__memo_html_j2": "<p>"}, "bad-template"),
        ({"templates__other_html_j2": "<p>"}, "no-entry-template"),
        ({"templates__memo_html_j2": EXTENDS, "templates__base_html_j2": "<p>"}, "shadowed-template"),
        ({"memo_html_j2": EXTENDS}, "stray-template"),
    ],
)
def test_a_template_at_fault_is_refused(tmp_path: Path, files: dict[str, str], code: str) -> None:
    """What would print nothing, or be read by nobody, is refused before a page is set."""
    assert codes(firm(tmp_path / "firm", "name: X", **files)) == [code]


def test_a_new_house_is_right_and_nothing_of_it_is_replaced(tmp_path: Path) -> None:
    """`memo house new` writes a house that `memo house check` finds nothing wrong with, once."""
    folder = str(tmp_path / "firm")
    assert CliRunner().invoke(cli, ["house", "new", folder]).exit_code == 0
    assert CliRunner().invoke(cli, ["house", "check", folder]).exit_code == 0
    again = CliRunner().invoke(cli, ["house", "new", folder])
    assert (again.exit_code, "[file-exists]" in again.stderr) == (4, True)
    assert {str(path.relative_to(folder)) for path in Path(folder).rglob("*.*")} == set(FILES)


def test_a_check_sets_a_page(tmp_path: Path) -> None:
    """A field that the memo does not have is found by `memo house check`, with template and line."""
    template = EXTENDS + "{% block header %}{{ memo.titel }}{% endblock %}"
    folder = firm(tmp_path / "firm", "name: X", templates__memo_html_j2=template)
    done = CliRunner().invoke(cli, ["house", "check", str(folder)])
    assert done.exit_code == 1
    assert "memo.html.j2:2" in done.stderr and "[undefined-in-template]" in done.stderr


def test_the_page_of_the_house_names_every_block_and_name() -> None:
    """docs/house.md lists the blocks in their order, and the names that a template sees are those that it gets."""
    page = (CHECKOUT / "docs/house.md").read_text(encoding="utf-8")
    table = page.split("| block | holds |", 1)[1].split("\n\n", 1)[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == blocks()
    assert blocks()[-len(SECTIONS) :] == SECTIONS
    assert all(f"`{name}`" in page for name in CONTEXT)


def test_a_template_sees_what_the_page_of_names_says(tmp_path: Path) -> None:
    """Every name of the context is defined when a page is set."""
    (tmp_path / "memo.html.j2").write_text("".join(f"{{% set x = {name} %}}" for name in CONTEXT) + "ok", "utf-8")
    (tmp_path / "memo.css").write_text("", "utf-8")
    assert html(dressed(firm(tmp_path / "firm", "name: X")).memo, tmp_path) == "ok"
    assert packaged("templates").is_dir()


def test_the_pdf_of_a_house_is_verified_with_it(tmp_path: Path) -> None:
    """A PDF in a house's look is genuine with that house, and cannot be compared without it or with a changed one."""
    folder = firm(
        tmp_path / "firm", 'name: Example LLP\nlogo: logo.svg\ncolours: {accent: "#0b3d2e"}\n', logo_svg=SHAPES
    )
    data = dressed(folder).to_pdf()
    assert verify(data, read_house(folder)).verdict == "genuine"
    assert verify(data).verdict == "not-comparable"
    (folder / "logo.svg").write_text(SHAPES.replace("10", "11"), encoding="utf-8")
    assert verify(data, read_house(folder)).verdict == "not-comparable"


def test_a_pattern_names_the_files(tmp_path: Path) -> None:
    """A house's pattern names the memo of each input; empty fields go, a finding's memo does not replace the whole."""
    folder = firm(tmp_path / "firm", 'file_name: "{reference}_{vendor}_{date}"\nfront_matter: true\n')
    one, other, bad = (tmp_path / name for name in ("one.yaml", "two.yaml", "bad.yaml"))
    head = "review: {date: 2026-11-25, reference: 'PROC 7/8', language: de}\n"
    one.write_text(f"vendor: Acmé, Inc.\n{head}findings: [{{title: Inputs train AI models}}]\n", encoding="utf-8")
    other.write_text("vendor: ../한빛\nreview: {date: 2026-11-25}\nfindings: [{title: A}]\n", encoding="utf-8")
    bad.write_text("vendor: A\n", encoding="utf-8")

    def rendered(*words: str) -> tuple[int, set[str]]:
        out = tmp_path / f"out{len(list(tmp_path.glob('out*')))}"
        done = CliRunner().invoke(cli, [*words, "--house", str(folder), "-f", "md", "-o", f"{out}/"])
        assert "Traceback" not in done.output
        return done.exit_code, {path.name for path in out.rglob("*.md")} if out.exists() else set()

    names = {"PROC-7-8_Acmé-Inc_2026-11-25.md", "한빛_2026-11-25.md"}
    assert rendered("render", str(one), str(other), str(bad)) == (3, names)
    assert rendered("render", str(one), "--finding", "F-1") == (0, {"PROC-7-8_Acmé-Inc_2026-11-25-F-1.md"})
    assert rendered("batch", str(one), str(other), str(bad)) == (3, {*names, "index.md"})
    other.write_text(one.read_text(encoding="utf-8"), encoding="utf-8")
    assert rendered("render", str(one), str(other)) == (2, set())
    assert rendered("batch", str(one), str(other)) == (2, set())
    text = next(tmp_path.glob("out0/PROC*")).read_text(encoding="utf-8")
    front = safe_load(text.split("---\n")[1])
    assert (front["reference"], front["vendor"], front["language"]) == ("PROC 7/8", "Acmé, Inc.", "de")


@pytest.mark.parametrize(
    ("yaml", "code", "hint"),
    [
        ('file_name: "{vendr}"', "unknown-word", "'vendor'"),
        ('file_name: "memos/{vendor}"', "bad-file-name", "{reference}"),
        ('file_name: "{vendor"', "bad-file-name", ""),
        (f"file_name: {'x' * 121}", "too-long", ""),
        ("file_name: [a]", "wrong-type", ""),
        ("front_matter: yes", "wrong-type", ""),
        ("notice: {dee: Hinweis}", "unknown-word", "'de'"),
        ("words: {bottom_line: {de: ''}}", "wrong-type", ""),
    ],
)
def test_names_and_languages_at_fault_are_refused(tmp_path: Path, yaml: str, code: str, hint: str) -> None:
    """A pattern leads into no folder and names known fields; a language is one that a memo can have."""
    with pytest.raises(InputError) as caught:
        read_house(firm(tmp_path / "firm", yaml))
    assert caught.value.faults[0].code == code
    assert hint in caught.value.faults[0].hint


@pytest.mark.parametrize("value", ["x" * 300, "한" * 200, "CON", "..", "-", "a\u202eb/c"])
def test_a_name_is_one_that_every_system_takes(value: str) -> None:
    """Whatever a review says, the name is short, no device, no option, not hidden and no path."""
    name = file_name("{vendor}", {"vendor": value, "file": "review"})
    assert 0 < len(name.encode()) <= 120
    assert re.fullmatch(r"\w[\w.-]*", name)
    assert name.upper() != "CON"


def test_a_house_speaks_the_language_of_the_memo(tmp_path: Path) -> None:
    """A notice and a word by language stand in a memo of that language; in others memo's own stands."""
    folder = firm(tmp_path / "firm", "notice: {en: Ours., de: Unser Hinweis.}\nwords: {bottom_line: {de: Votum}}\n")
    said = {}
    for language in ("en", "de", "fr"):
        reading = review(TRAINING, review={"date": DAY.isoformat(), "language": language})
        said[language] = compose(reading, library_on(DAY), DAY, "brief", house=read_house(folder)).memo.words
    assert [said[one]["notice"] for one in ("en", "de")] == ["Ours.", "Unser Hinweis."]
    assert [said[one]["bottom_line"] for one in ("en", "de")] == ["Bottom line", "Votum"]
    assert "Unser" not in said["fr"]["notice"] and said["fr"]["notice"]


def test_a_folder_without_a_house_is_named(tmp_path: Path) -> None:
    """A folder that holds no house.yaml is a wrong use of the option, and the message says what a house is."""
    with pytest.raises(UsageError) as caught:
        read_house(tmp_path)
    [fault] = caught.value.faults
    assert (fault.code, str(fault.place), "house.yaml" in fault.hint) == ("no-house", str(tmp_path), True)


def test_a_word_that_the_memo_does_not_say_is_refused(tmp_path: Path) -> None:
    """A standing word that no memo has would be put in nowhere; the nearest that it has is named."""
    with pytest.raises(InputError) as caught:
        dressed(firm(tmp_path / "firm", "name: Example LLP\nwords: {memorandun: Note}\n"))
    [fault] = caught.value.faults
    assert (fault.code, fault.field, "'memorandum'" in fault.hint) == ("unknown-word", "words", True)


@pytest.mark.parametrize(
    ("parts", "sender", "at"),
    [
        ({"from": "Privacy office", "to": "Board"}, "Privacy office, Example LLP", 1),
        ({"to": "Board"}, "Example LLP", 1),
        ({}, "Example LLP", 0),
    ],
)
def test_the_house_stands_with_the_sender(tmp_path: Path, parts: dict[str, str], sender: str, at: int) -> None:
    """Behind the sender that the review names, or in its place after whom the memo is for."""
    reading = review({"title": "Training"}, review={"date": DAY.isoformat(), **parts})
    house = read_house(firm(tmp_path / "firm", "name: Example LLP\n"))
    memo = compose(reading, library_on(DAY), DAY, "brief", house=house).memo
    rows = [(row.label, row.value) for row in memo.header]
    assert rows[at] == (memo.words["from"], sender)
    assert sum(label == memo.words["from"] for label, _ in rows) == 1
