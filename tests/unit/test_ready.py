"""`memo.render.ready`: what a worker makes ready before it forks is what a page's own process would have made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from memo.document import Memo
from memo.look import Look
from memo.render import kept, quick, ready
from memo.render import pdf as pages
from memo.render.html import stylesheet
from memo.render.limits import Limits
from memo.render.pdf import engine, pdf_within
from memo.resources import packaged
from tests.support import memo_of, review

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork.*:DeprecationWarning"),
    pytest.mark.skipif(not quick.known(), reason="written for another version of the engine"),
]
TEMPLATES = packaged("templates")


@pytest.fixture
def memo() -> Memo:
    finding = {"title": "Model training", "quote": "We train on it.", "topics": ["ai-training"]}
    return memo_of(review(finding, client={"people_in": ["DE"]}), "brief").memo


@pytest.fixture(autouse=True)
def keeping() -> Iterator[None]:
    """Keep what is learnt during a test, and begin with no stylesheet read."""
    engine()
    ready._sheets.clear()
    kept.keep()
    yield
    kept.keep(False)
    ready._sheets.clear()


def _read(css: str, **options: Any) -> Any:
    from weasyprint import css as rules

    given: dict[str, Any] = {"media_type": "print", "base_url": None, "page_rules": [], "layers": []}
    return rules.CSS(string=css, **(given | options))


def test_a_stylesheet_that_was_read_serves_one_page(memo: Memo) -> None:
    """The page gets the sheet and its rules for pages; the next, another medium and another address read anew."""
    ready.make_ready(memo, TEMPLATES)
    css = stylesheet(memo, TEMPLATES)
    (sheet,) = ready._sheets.values()
    for options in ({"media_type": "screen"}, {"base_url": "https://example.org/"}):
        assert _read(css, **options) is not sheet
    rules: list[Any] = ["of a sheet before"]
    assert _read(css, page_rules=rules) is sheet
    assert sheet.page_rules is rules and len(rules) > 3
    again = _read(css)
    assert again is not sheet
    assert len(again.page_rules) == len(rules) - 1
    ready.make_ready(memo, TEMPLATES)
    assert list(ready._sheets) == [css]


def test_the_process_of_a_pdf_finds_the_stylesheet(memo: Memo) -> None:
    """The bytes are those of a process that read it, and a sheet of other rules in its place shows in them."""
    kept.keep(False)
    alone = pdf_within(Limits(), memo, TEMPLATES)
    kept.keep()
    assert pdf_within(Limits(), memo, TEMPLATES) == alone
    ready._sheets[stylesheet(memo, TEMPLATES)] = _read("p { font-size: 20pt }")
    assert pdf_within(Limits(), memo, TEMPLATES) != alone


@pytest.mark.parametrize(
    "css",
    [
        "@import 'other.css';",
        "@Font-Face { font-family: A; src: local(B) }",
        "p { background: URL(a.png) }",
        "p { a: 1 }",
    ],
    ids=["import", "faces", "address", "complaint"],
)
def test_what_tells_more_than_rules_is_left_to_the_page(memo: Memo, monkeypatch: pytest.MonkeyPatch, css: str) -> None:
    """A sheet that brings files or faces, or that the engine complains of, is read where the complaint is heard."""
    monkeypatch.setattr(ready, "stylesheet", lambda memo, templates, look: css)
    ready.make_ready(memo, TEMPLATES)
    assert ready._sheets == {}


def test_few_stylesheets_are_held(memo: Memo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each language has words of its own in the sheet; past some they are read again."""
    for number in range(20):
        monkeypatch.setattr(
            ready, "stylesheet", lambda memo, templates, look, number=number: f"p {{ margin: {number}mm }}"
        )
        ready.make_ready(memo, TEMPLATES)
        assert 1 <= len(ready._sheets) <= 8


def test_a_house_s_own_templates_are_left_to_the_limits(
    memo: Memo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With templates of a house, and where nothing is kept, the worker reads neither templates nor stylesheet."""

    def refused(memo: Memo, templates: Path, look: Look) -> None:
        raise AssertionError("made ready")

    monkeypatch.setattr(pages, "make_ready", refused)
    assert pdf_within(Limits(), memo, TEMPLATES, look=Look(templates=tmp_path)).startswith(b"%PDF")
    with pytest.raises(AssertionError, match="made ready"):
        pdf_within(Limits(), memo, TEMPLATES, look=Look(name="A house"))
    kept.keep(False)
    assert pdf_within(Limits(), memo, TEMPLATES).startswith(b"%PDF")


def test_a_house_s_colours_are_in_the_stylesheet_made_ready(memo: Memo) -> None:
    """A worker that makes memos in two looks gives each its own."""
    dark = Look(name="A house", colours={**Look().colours, "accent": "#112233"})
    kept.keep(False)
    alone = [pdf_within(Limits(), memo, TEMPLATES, look=look) for look in (Look(), dark)]
    kept.keep()
    assert [pdf_within(Limits(), memo, TEMPLATES, look=look) for look in (Look(), dark)] == alone
    assert alone[0] != alone[1] and len(ready._sheets) == 2
