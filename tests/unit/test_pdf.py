"""`memo.render.pdf`: the same bytes anywhere, bookmarks for every finding, nothing active, nothing foreign."""

from __future__ import annotations

import builtins
import hashlib
import io
import statistics
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest

from memo.render import pdf as pdf_module
from tests.support import CHECKOUT, EXAMPLES, TRAINING, library_on, memo_of, printed_by, refusal, review

READING = review(
    {**TRAINING, "summary": "See [the policy](https://reviewer.example/page)."},
    {
        "id": "F-2",
        "title": "Binding arbitration – “ünïcode” & <tags>",
        "severity": "low",
        "quote": "Disputes go to binding arbitration.",
    },
    client={"name": "Example GmbH", "people_in": ["FR"]},
    documents=[{"id": "d", "title": "Terms", "url": "https://vendor.example/terms"}],
)


@cache
def made() -> bytes:
    """Return the PDF of the test's review, made once."""
    return memo_of(READING, "citations").to_pdf()


@cache
def opened() -> pypdf.PdfReader:
    """Return the PDF as an unlike library reads it."""
    return pypdf.PdfReader(io.BytesIO(made()), strict=True)


def titles(outline: Any) -> list[str]:
    """Return the titles of an outline, the nested ones too."""
    found: list[str] = []
    for entry in outline:
        found += titles(entry) if isinstance(entry, list) else [str(entry.title)]
    return found


@pytest.mark.parametrize("above", [237, 241, 246])
def test_the_number_of_an_action_item_stays_with_its_words(above: int) -> None:
    """The engine leaves a float at the foot of a page where the lines beside it go to the next one."""
    weasyprint = pdf_module.engine()  # loaded by itself, it would give all tests after this the machine's fonts
    css = (CHECKOUT / "templates" / "memo.css").read_text(encoding="utf-8")
    items = {"A-10": "Obtain protection", "A-16": "Carry out"}
    lists = "".join(
        f"<ul class='actions'><li><span class='number'>A-1</span>{'words of the first ' * 5}</li>"
        f"<li><span class='number'>{number}</span>{words} {'against what a model may do ' * 4}</li></ul>"
        for number, words in items.items()
    )
    page = f"<html lang=en><style>{css}</style><div style='height: {above}mm'></div><div class='pair'>{lists}</div>"
    data = weasyprint.HTML(string=page).write_pdf()
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    for number, words in items.items():
        (holding,) = (text for text in pages if number in text)
        assert words in holding


def test_the_same_memo_is_the_same_bytes() -> None:
    """Two runs over one input give one file."""
    assert memo_of(READING, "citations").to_pdf() == made()


def test_the_bytes_do_not_know_where_they_were_made(tmp_path: Path) -> None:
    """Another time zone, locale, hash seed, folder and terminal width give the very same Markdown and PDF."""
    program = (
        "import hashlib, memo, sys\n"
        "from datetime import date\n"
        "document = memo.draft(memo.read_findings(sys.argv[1]), today=date(2026, 11, 25), depth='brief')\n"
        "for data in (document.to_pdf(), document.to_markdown().encode()):\n"
        "    print(hashlib.sha256(data).hexdigest())\n"
    )
    digests = set()
    for zone, locale, seed in (("Pacific/Kiritimati", "C", "1"), ("America/Los_Angeles", "tr_TR.UTF-8", "4242")):
        told = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "COLUMNS": seed}
        ours = {"PYTHONPATH": str(CHECKOUT), "HOME": str(tmp_path)}
        digests.add(printed_by(program, EXAMPLES / "minimal.yaml", folder=tmp_path, **told, **ours))
    assert len(digests) == 1
    assert len(digests.pop().split()) == 2


def test_every_finding_has_a_bookmark() -> None:
    """The outline holds every part and every finding, in words that a reader sees."""
    found = " | ".join(titles(opened().outline)).replace("\u2002", " ")
    for finding in READING.findings.findings:
        assert finding.title in found
    for part in ("Bottom line", "Findings", "Table of authorities"):
        assert part in found


def test_the_pages_hold_the_words_of_the_review() -> None:
    """What the reviewer wrote can be read, searched and copied from the pages."""
    text = "".join("".join(page.extract_text() for page in opened().pages).split())
    for words in (
        "Example GmbH",
        "Binding arbitration – “ünïcode” & <tags>",
        "Disputes go to binding arbitration.",
        "Article" if False else "Bottom line",
    ):
        assert "".join(words.split()) in text


def objects(reader: pypdf.PdfReader) -> list[Any]:
    """Return every object of a PDF."""
    return [
        reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1)
    ]


def test_nothing_in_the_file_acts() -> None:
    """The PDF runs, launches, sends and opens nothing; what it encloses is memo's own data."""
    active = {
        "/JavaScript",
        "/JS",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/OpenAction",
        "/AA",
        "/GoToR",
        "/RichMedia",
        "/AcroForm",
    }

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return (
                {str(k) for k in value}
                | {str(v) for v in value.values() if isinstance(v, pypdf.generic.NameObject)}
                | {k for v in value.values() for k in keys(v)}
            )
        return {k for v in value for k in keys(v)} if isinstance(value, list) else set()

    found = {key for entry in objects(opened()) if entry is not None for key in keys(entry)}
    assert "/Page" in found
    assert not found & active
    assert sorted(opened().attachments) == ["digests.json", "findings.json", "memo.json"]


def links() -> set[str]:
    """Return the addresses that the pages link to."""
    found: set[str] = set()
    for page in opened().pages:
        for note in page.get("/Annots") or []:
            action = note.get_object().get("/A")
            if action is not None and "/URI" in action:
                found.add(str(action["/URI"]))
    return found


def test_every_link_is_of_the_library_or_the_review() -> None:
    """A link of the PDF is http or https and stands in the law library or in the findings file."""
    library = library_on()
    known = (
        "".join(path.read_text(encoding="utf-8") for path in sorted(library.store.root.rglob("*.yaml"))) + READING.text
    )
    found = links()
    assert "https://reviewer.example/page" in found
    for target in found:
        assert target.startswith(("https://", "http://"))
        stem = target.removesuffix("/")
        in_pattern = any(
            law.record.provision_url and target.startswith(law.record.provision_url.split("{root}")[0])
            for law in library.laws()
        )
        assert stem in known or in_pattern, target


def test_the_metadata_says_what_it_is() -> None:
    """Title and language stand in the file's metadata; the machine and its clock do not."""
    meta = opened().metadata
    assert meta is not None
    assert "Memorandum" in (meta.title or "")
    assert str(CHECKOUT) not in str(made())
    assert str(opened().trailer["/Root"]["/Lang"]) == "en"  # type: ignore[index]


def test_the_pages_are_numbered_and_of_one_size() -> None:
    """Every page says its number and the total, and all are of one size."""
    pages = opened().pages
    assert len({(page.mediabox.width, page.mediabox.height) for page in pages}) == 1
    last = " ".join(pages[-1].extract_text().split())
    assert f"{len(pages)} of {len(pages)}" in last


def test_a_complaint_of_the_engine_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is not as it was written is refused: the engine's warnings fail the run."""
    real = pdf_module.html
    monkeypatch.setattr(
        pdf_module,
        "html",
        lambda memo, templates, look: real(memo, templates, look).replace("</style>", "p { colour: red; }</style>"),
    )
    fault = refusal(memo_of(review({"title": "t"}), "brief").to_pdf)
    assert fault.code == "engine-warning"


def test_nothing_foreign_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """An image or a style sheet that reached the page would be refused, not fetched."""
    real = pdf_module.html
    monkeypatch.setattr(
        pdf_module,
        "html",
        lambda memo, templates, look: real(memo, templates, look).replace(
            "</body>", '<img alt="x" src="file:///etc/hostname"></body>'
        ),
    )
    fault = refusal(memo_of(review({"title": "t"}), "brief").to_pdf)
    assert "/etc/hostname" in fault.message


def test_a_missing_system_library_says_which_package_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Pango is missing the message names the packages to install, and there is no traceback."""
    real = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': libpango-1.0.so.0: cannot open shared object file")
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    fault = refusal(pdf_module.engine)
    assert fault.code == "missing-system-library"
    for package in ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"):
        assert package in fault.message


def test_the_file_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`to_pdf(path)` writes what it returns."""
    monkeypatch.setattr(pdf_module, "pdf", lambda memo, templates, findings, look: b"%PDF-made")
    document = memo_of(review({"title": "t"}))
    assert document.to_pdf(tmp_path / "memo.pdf") == (tmp_path / "memo.pdf").read_bytes() == b"%PDF-made"
    assert hashlib.sha256(made()).digest()


def measure(reader: pypdf.PdfReader, size: float = 9.7) -> list[int]:
    """Return the characters of each line of running text that another line of its paragraph follows."""
    found: list[int] = []
    for page in reader.pages:
        lines: dict[float, str] = defaultdict(str)

        def seen(text: str, cm: Any, tm: Any, font: Any, points: float, lines: dict[float, str] = lines) -> None:
            if abs(points * tm[0] * cm[0]) == pytest.approx(size, abs=0.05):
                lines[round(cm[5] + tm[5] * cm[3], 1)] += text.replace("\n", "")

        page.extract_text(visitor_text=seen)
        below = {round(y, 1) for y in lines}
        found += [len(text.strip()) for y, text in lines.items() if any(13.0 < y - other < 13.3 for other in below)]
    return found


def test_a_line_of_running_text_has_sixty_to_seventy_five_characters() -> None:
    """The measure of the text column is the one that is read with ease."""
    full = measure(opened())
    assert len(full) > 40
    assert 66 <= statistics.median(full) <= 75
    assert sum(count > 80 for count in full) <= len(full) / 50
    assert measure(opened(), 5.5) == []


@pytest.mark.parametrize(
    ("character", "there", "advised"),
    [
        ("\u8a9e", False, True),
        ("\uac00", False, True),
        ("\u30a2", False, True),
        ("\uff21", False, True),
        ("\u8a9e", True, False),  # the extra is installed and does not have it
        ("\u0645", False, False),
        ("\u0e01", False, False),
        ("\U0001f600", False, False),
    ],
    ids=["han", "hangul", "kana", "full width", "han with the extra", "arabic", "thai", "emoji"],
)
def test_the_extra_is_advised_for_its_own_scripts_alone(
    monkeypatch: pytest.MonkeyPatch, character: str, there: bool, advised: bool
) -> None:
    """A character that no face has is named, and the extra `cjk` only where it would set it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object() if there else None)
    complaint = (
        f'{pdf_module._NO_GLYPH} for Unicode string unsupported by fonts: "{character}" (U+{ord(character):04X})'
    )
    message = pdf_module._unset(complaint)
    assert f"U+{ord(character):04X} {unicodedata.name(character)}" in message
    assert ("memo[cjk]" in message) is advised
