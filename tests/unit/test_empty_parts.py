"""A memo without a part says so, or leaves it out whole: no empty table, no heading over nothing."""

from __future__ import annotations

from msgspec.structs import replace

from memo.api import Document
from memo.document import Memo
from memo.render.blocks import Heading, Table, Tasks, words_of
from memo.render.plan_calendar import plan_ics
from memo.render.walk.page import front_of, memo_page, plan_page


def bare(memo: Memo) -> Memo:
    """Return a memo of which nothing is left to be done."""
    return replace(memo, plan=(), no_longer=(), next_review=None, sign_off=(), questions=(), clauses=())


def test_a_plan_of_nothing_says_that_there_is_nothing(sample_memo: Document) -> None:
    """The plan alone, with no item, is its head, its outcome and one sentence."""
    memo = bare(sample_memo.memo)
    page = plan_page(memo)
    assert words_of(page.blocks[-1].line) == memo.words["no_items"]  # type: ignore[union-attr]
    assert [type(block) for block in page.blocks].count(Heading) == 1
    assert not any(isinstance(block, Tasks) for block in page.blocks)


def test_what_a_memo_lacks_has_no_heading(sample_memo: Document) -> None:
    """Each part that is left empty takes its heading along; the rest of the page stays."""
    whole, less = (memo_page(memo) for memo in (sample_memo.memo, bare(sample_memo.memo)))
    gone = {one.words for one in whole.headings()} - {one.words for one in less.headings()}
    words = sample_memo.memo.words
    assert {words[name] for name in ("plan", "next_review", "sign_off", "clauses")} <= gone
    assert not any(isinstance(block, Table) and not block.rows for block in less.blocks)


def test_a_calendar_of_nothing_is_still_one(sample_memo: Document) -> None:
    """A calendar without an item and without a next review can be read, and holds neither."""
    assert plan_ics(bare(sample_memo.memo)).count(b"BEGIN:") == 1
    closed = replace(sample_memo.memo.plan[0], status="done", due_day="")
    one = plan_ics(replace(bare(sample_memo.memo), plan=(closed,)))
    assert (one.count(b"BEGIN:VTODO"), one.count(b"BEGIN:VEVENT"), b"DUE" in one) == (1, 0, False)


def test_front_matter_leaves_out_what_the_review_does_not_say(sample_memo: Document) -> None:
    """A field of front matter that would be empty is not there."""
    memo = replace(sample_memo.memo, reference="", classification="")
    assert {"reference", "classification"}.isdisjoint(name for name, _ in front_of(memo))
