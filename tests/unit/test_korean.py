"""`memo.render.korean`: a line of Korean ends between words, and a word too long for its place may still be broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from memo.render import korean
from memo.render.pdf import engine

TEXT = "검토한 문서가 변경되는 경우 공급업체에 통지하거나 데이터의 종류를 2026년 12월 9일까지 알려야 합니다. " * 3
LONG = "개인정보보호위원회고시제이천이십삼호의세부기준"


def lines(text: str) -> list[str]:
    """Return the lines in which the engine sets a text."""
    page = f"<html lang=ko><style>@page {{ size: 80mm 200mm }}</style><p style='font: 9pt Noto Sans KR; width: 33mm'>{text}"

    def found(box: Any) -> Iterator[str]:
        if type(box).__name__ == "LineBox":
            yield "".join(part.text for part in box.descendants() if hasattr(part, "text")).strip()
        else:
            for child in getattr(box, "children", ()):
                yield from found(child)

    return [line for sheet in engine().HTML(string=page).render().pages for line in found(sheet._page_box)]


def broken(text: str) -> list[str]:
    """Return the words at the ends and heads of lines that are no words of the text."""
    words = set(text.split())
    return [word for line in lines(text) for word in line.split() if word not in words]


def test_words_stay_whole() -> None:
    """No word of a Korean text is broken at the end of a line."""
    assert len(lines(TEXT)) > 6
    assert broken(TEXT) == []


def test_without_it_words_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine by itself breaks words, so the test above can fail."""
    monkeypatch.setattr(korean, "words_of", lambda text: [])
    assert broken(TEXT.replace("검토한", "이것은"))  # other words, since lines once broken are remembered


def test_a_long_word_does_not_leave_its_column() -> None:
    """A word that no line has room for is broken as before."""
    assert len(LONG) > korean.LONGEST
    assert len(lines(LONG)) > 1


def test_another_engine_runs_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a version that this was not written for nothing is changed."""
    monkeypatch.setattr(korean, "version", lambda name: "71.0")
    assert korean.keep_words() is False
