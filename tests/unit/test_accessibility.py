"""The HTML memo for keyboards and screen readers: landmarks, a way past the head, the language of each part, axe-core."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from memo.api import Document
from tests.support import CHECKOUT, TRAINING, memo_of, review

AUDIT = CHECKOUT / "scripts" / "accessibility"
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


def spoken(language: str) -> Document:
    """Return a memo of one finding in a language."""
    return memo_of(review(TRAINING, review={"date": "2026-11-25", "language": language}, client={"people_in": ["DE"]}))


class Outside(HTMLParser):
    """The text of a body that stands in no landmark."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if (
            tag in ("header", "main", "nav", "style", "title")
            or dict(attrs).get("class") in ("skip", "running")
            or (self.open and tag == self.open[-1])
        ):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and tag == self.open[-1]:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open:
            self.text += data.strip()


def outside(page: str) -> str:
    reader = Outside()
    reader.feed(page)
    return reader.text


def test_all_that_is_said_stands_in_a_landmark() -> None:
    """Head, contents and body are landmarks, one main, and nothing is outside of them."""
    page = spoken("en").to_html()
    assert page.count("<main>") == page.count("</main>") == 1
    assert outside(page) == ""
    assert outside(page.replace("<main>", "").replace("</main>", "")) != ""


def test_a_keyboard_comes_first_to_the_way_past_the_head() -> None:
    """The first link of the page leads to the bottom line, and no order of tabs is forced."""
    page = spoken("de").to_html()
    first = re.search(r'<a [^>]*href="([^"]+)"[^>]*>([^<]+)', page.split("<body", 1)[1])
    assert first is not None
    assert first.groups() == ("#bottom-line", "Zum Ergebnis springen")
    assert 'id="bottom-line"' in page
    assert "tabindex" not in page


@pytest.mark.parametrize("language", ["de", "fr", "es", "pt", "ko"])
def test_what_stays_english_is_said_to_be_english(language: str) -> None:
    """The library's words are marked in a memo of another language, the findings are not, and Markdown is as it was."""
    document = spoken(language)
    page = document.to_html()
    assert f'<html lang="{language}">' in page
    engaged = [e for f in document.memo.findings for r in f.regimes for e in r.primary if e.gist]
    assert engaged
    for one in engaged:
        assert f'<span lang="en">{one.subject}</span>' in page
    assert f'<span lang="en">{TRAINING["title"]}' not in page
    assert "lang=" not in document.to_markdown()


def test_an_english_memo_names_its_language_once() -> None:
    """Nothing need be marked where all is English."""
    assert spoken("en").to_html().count('lang="en"') == 1


@pytest.mark.skipif(
    "MEMO_AXE" not in os.environ or not any(map(os.path.exists, BROWSERS)),
    reason="needs Chromium, and axe.min.js under MEMO_AXE (scripts/accessibility)",
)
def test_axe_finds_nothing_in_a_real_browser(sample_memo: Document, tmp_path: Path) -> None:
    """The sample, a memo of one finding and a German one are clean; a page without its main landmark is not."""
    pages = {"sample": sample_memo.to_html(), "one": spoken("en").to_html(), "german": spoken("de").to_html()}
    for name, page in pages.items():
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    good = subprocess.run(
        [sys.executable, AUDIT, *sorted(tmp_path.glob("*.html"))], capture_output=True, text=True, check=False
    )
    assert good.returncode == 0, good.stdout + good.stderr
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(re.sub("</?main>", "", pages["one"]), encoding="utf-8")
    bad = subprocess.run([sys.executable, AUDIT, spoilt], capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert "landmark-one-main" in bad.stdout
