"""`memo.render.conformance`: one file that two unlike validators find to be PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path
from typing import Any

import page
import pdfua
import pytest

from memo.render import conformance
from tests.support import memo_of
from tests.unit.test_pdf import READING, made, opened

PROFILES = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)


def failures(path: Path) -> set[str]:
    """Return the rules of both standards that a file breaks."""
    return {
        failure.rule_id for profile in PROFILES for failure in page.validate_pdf(str(path), profile=profile).failures
    }


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the test's memo as a file."""
    written = tmp_path_factory.mktemp("pdf") / "memo.pdf"
    written.write_bytes(made())
    return written


def test_it_is_an_archive_and_accessible_at_once(path: Path) -> None:
    """No rule of PDF/A-3a or of PDF/UA-1 is broken."""
    assert failures(path) == set()
    assert pdfua.validate(path).findings == ()


def test_the_validator_sees_what_the_engine_alone_leaves_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without our own steps the same memo breaks rules of both standards, so a pass means something."""
    monkeypatch.setattr(conformance, "_UA", b"")
    monkeypatch.setattr(conformance, "_lists_of_terms", lambda elements: None)
    spoiled = tmp_path / "spoiled.pdf"
    spoiled.write_bytes(memo_of(READING, "brief").to_pdf())
    broken = {rule.split("-")[0] for rule in failures(spoiled)}
    assert broken >= {"PDFUA1"}


def tree() -> list[Any]:
    """Return every structure element that hangs on the root, in reading order."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        for kid in element.get("/K", ()):
            child = kid.get_object() if hasattr(kid, "get_object") else kid
            if isinstance(child, dict) and child.get("/Type") == "/StructElem":
                found.append(child)
                walk(child)

    walk(opened().trailer["/Root"]["/StructTreeRoot"])
    return found


def test_head_cells_say_what_they_head() -> None:
    """Every head cell of a table has a scope, so that a screen reader can name the column of a cell."""
    heads = [element for element in tree() if element["/S"] == "/TH" and "/A" in element]
    assert heads
    assert {str(head["/A"]["/Scope"]) for head in heads} <= {"/Column", "/Row"}


def test_nothing_on_the_tree_is_empty() -> None:
    """Boxes that are drawn for the eye alone are no content."""
    for element in tree():
        assert element["/K"] or element["/S"] in {"/TD", "/TH", "/Figure"}


@cache
def first_inner_page() -> bytes:
    """Return the drawing of a page that has a running head."""
    return bytes(opened().pages[1].get_contents().get_data())


def test_running_heads_are_artifacts() -> None:
    """What stands in the margins is passed over when the page is read aloud."""
    assert b"/Artifact\n<</Type /Pagination>>\nBDC" in first_inner_page()


def test_enclosed_files_are_associated_once() -> None:
    """The findings are the source, the memo its data; the engine alone would list each twice."""
    catalog = opened().trailer["/Root"]
    assert {str(file["/UF"]): str(file["/AFRelationship"]) for file in catalog["/AF"]} == {
        "digests.json": "/Supplement", "findings.json": "/Source", "memo.json": "/Data",
    }  # fmt: skip
    assert len(catalog["/AF"]) == 3


def test_a_packed_stream_can_be_kept_from_ending_in_a_line_break() -> None:
    """The padding of a stream ends, and ends well, whatever the stream holds."""
    padded = 0
    for length in range(600):
        data = b"y" * length
        while conformance.packs_into_break(data):
            data, padded = data + b" ", padded + 1
        assert zlib.compress(data, 9)[-1:] not in {b"\n", b"\r"}
    assert padded


def test_all_streams_are_packed_at_our_own_level() -> None:
    """Pages, fonts, the objects and their table: none is left to the engine, and none is packed twice."""
    pdf = opened()
    kinds = []
    for number in range(1, int(pdf.trailer["/Size"])):
        item = pdf.get_object(number)
        if hasattr(item, "_data") and item.get("/Filter") == "/FlateDecode":
            kinds.append(item.get("/Type"))
            assert item._data == zlib.compress(zlib.decompress(item._data), conformance.LEVEL)
    assert len(kinds) > 10
    assert "/ObjStm" in kinds
