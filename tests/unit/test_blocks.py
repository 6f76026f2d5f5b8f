"""`memo.render.blocks` and the walk: every word of a memo reaches the page, and every section has its place."""

from __future__ import annotations

from itertools import pairwise

from memo.api import Document
from memo.render.blocks import Code, Heading, Link, Ref, Strong, joined, line, words_of
from memo.render.walk.page import SECTIONS, memo_page, plan_page


def test_neighbouring_texts_are_one() -> None:
    """An escaper sees a text whole, so that no mark hides in the seam of two."""
    assert line("{", "{x", "", Strong(("y",)), "z", "") == ("{{x", Strong(("y",)), "z")
    assert joined("; ", [("a",), (Code("b"),), ("c", "d")]) == ("a; ", Code("b"), "; cd")
    assert joined("; ", []) == ()


def test_the_words_of_a_line_are_those_a_reader_sees() -> None:
    """Marks and addresses are no words."""
    spans = line("a ", Strong(("b ", Link("c", "https://law.example/"))), Ref(" d", "F-1"))
    assert words_of(spans) == "a b c d"


def test_every_section_that_has_content_opens_with_its_heading(sample_memo: Document) -> None:
    """A section is a heading of the second level and what stands under it, or nothing."""
    for name, section in SECTIONS.items():
        blocks = list(section(sample_memo.memo))
        if blocks:
            assert isinstance(blocks[0], Heading), name
            assert blocks[0].level == 2, name
    titles = [heading.words for heading in memo_page(sample_memo.memo).headings() if heading.level == 2]
    assert len(titles) == len(set(titles))


def test_no_level_of_headings_is_skipped(sample_memo: Document) -> None:
    """A reader with a screen reader finds each heading under the one above it."""
    for page in (memo_page(sample_memo.memo), plan_page(sample_memo.memo)):
        levels = [heading.level for heading in page.headings()]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_findings_and_laws_are_led_to(sample_memo: Document) -> None:
    """Findings, laws and the sections a finding points to have keys; the plan alone has none: it names, and links nothing."""
    keys = [heading.key for heading in memo_page(sample_memo.memo).headings() if heading.key]
    memo = sample_memo.memo
    laws = [f"law-{group.law}" for group in memo.authorities]
    assert keys == [*(part.id for part in memo.findings), "laws", "authorities", *laws]
    assert not [heading for heading in plan_page(sample_memo.memo).headings() if heading.key]
