"""The hostile corpus, case by case: refused with its code and place, or shown as typed in the shape of plain words."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from memo.api import Document, check, compose
from memo.errors import InputError, MemoError, report
from memo.findings.read import read_string
from memo.library.day import Library
from memo.yamlio import decoded
from tests.hostile.corpus import GOOD, Case, cases, written
from tests.small_library import opened
from tests.support import DAY
from tests.two_parsers import PARSERS, Seen, flat, seen_in_html

CASES = cases()
STRAIGHT = str.maketrans("’‘“”", "''\"\"")
CURLED = str.maketrans({"’": "'", "‘": "'", "“": '\\"', "”": '\\"'})
"""The same as JSON writes it."""
EVERY = 400
"""Of the accepted cases, each of this number is made as PDF at every change: a second and more each."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return opened(tmp_path_factory.mktemp("library"))


def made(case: Case, library: Library) -> Document:
    """Return the memo of a case as the command line makes it; fails with the faults it is refused for."""
    name = f"case{case.suffix}"
    reading = read_string(decoded(case.raw, name), name)
    errors = [fault for fault in check(reading, library) if not fault.warning]
    if errors:
        raise InputError(errors)
    return compose(reading, library, DAY)


FORMS: dict[str, Callable[[Document], Seen]] = {
    "cmark-gfm": lambda document: PARSERS["cmark-gfm"](document.to_markdown()),
    "markdown-it": lambda document: PARSERS["markdown-it"](document.to_markdown()),
    "HTML": lambda document: seen_in_html(document.to_html()),
}


@cache
def _twin(library: Library, form: str) -> Seen:
    return FORMS[form](made(Case("good", "good", written(GOOD)), library))


def test_the_corpus_is_large_and_the_same_at_every_run() -> None:
    """There are more than a thousand cases, no two of one name, and a second making gives the same."""
    assert cases() == CASES
    assert len(CASES) > 1_000
    assert not [
        name for name, count in Counter(case.id for case in CASES if case.kind != "equal keys").items() if count > 1
    ]


@pytest.mark.parametrize("case", [case for case in CASES if case.refused], ids=lambda case: case.id)
def test_what_is_wrong_is_refused_by_its_code(case: Case, library: Library) -> None:
    """A case that must not become a memo is refused with its code, at a line, in at most 4 kB of printable text."""
    with pytest.raises(MemoError) as caught:
        made(case, library)
    assert case.refused in {fault.code for fault in caught.value.faults}
    told = report(caught.value.faults)
    assert len(told.encode()) <= 4_096
    assert all(line.isprintable() for line in told.split("\n"))
    assert all(re.match(r"case\.(yaml|json):\d+:\d+$", str(fault.place)) for fault in caught.value.faults)


GOOD_TEXTS = [case for case in CASES if not case.refused]


@pytest.mark.parametrize("number", range(len(GOOD_TEXTS)), ids=lambda number: GOOD_TEXTS[number].id)
def test_what_is_text_stays_text(number: int, library: Library, pytestconfig: pytest.Config) -> None:
    """An accepted case has the blocks, cells and links of the good file, and its text is read back in full.

    GitHub's parser and the JSON see every case; the other parser and HTML every fourth, or all of them at night.
    """
    case = GOOD_TEXTS[number]
    found = made(case, library)
    words = flat(case.text).translate(STRAIGHT)
    if "people" in case.name:
        words = words[1:]  # a plain word that begins the line has a capital
    for index, form in enumerate(FORMS):
        if index and number % 4 != index and not pytestconfig.getoption("--nightly"):
            continue
        seen, twin = FORMS[form](found), _twin(library, form)
        assert seen.tags == twin.tags, form
        assert seen.attributes == twin.attributes, form
        assert _outward(seen) == _outward(twin), form
        assert words in seen.words.translate(STRAIGHT), form
        assert str(7919 * 6007) not in seen.text
    told = flat(found.to_json().translate(CURLED))
    assert json.dumps(words, ensure_ascii=False)[1:-1] in told


def _outward(seen: Seen) -> list[str]:
    return [target for target in seen.targets if not target.startswith("#")]


ACCEPTED = [case for case in CASES if not case.refused and case.text]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case.id, marks=[pytest.mark.nightly] if number % EVERY else [])
        for number, case in enumerate(ACCEPTED)
    ],
)
@pytest.mark.filterwarnings("ignore::memo.render.pdf.MissingGlyphWarning")
def test_a_pdf_of_hostile_text_has_nothing_but_the_plain_one_s_links(
    case: Case, library: Library, tmp_path: Path
) -> None:
    """The PDF of an accepted case has no action and no address that the good file's has not, and its words."""
    reader = PdfReader(io.BytesIO(made(case, library).to_pdf()))
    addresses = set()
    for page in reader.pages:
        for annotation in page.get("/Annots") or ():
            action = annotation.get_object().get("/A")
            if action is not None:
                assert action["/S"] in ("/URI", "/GoTo")
                addresses.add(str(action.get("/URI", "")))
    assert not [one for one in addresses if "evil" in one]
    assert "/OpenAction" not in reader.trailer["/Root"]
    assert "/JavaScript" not in (reader.trailer["/Root"].get("/Names") or {})
    shown = re.sub(r"[\s\u00ad-]", "", "".join(page.extract_text() for page in reader.pages)).translate(STRAIGHT)
    if case.text.isascii():
        # The classification is set in capitals.
        assert re.sub(r"[\s-]", "", case.text).translate(STRAIGHT).casefold() in shown.casefold()
