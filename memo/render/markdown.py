"""The memo and its plan as Markdown: GitHub's, or the markup of another wiki or site generator."""

from __future__ import annotations

from memo.document import Memo
from memo.render.dialects.gfm import Gfm
from memo.render.walk.page import memo_page, plan_page


def markdown(memo: Memo) -> str:
    """Return the whole memo; the text ends with one line break."""
    return Gfm(memo_page(memo)).written()


def plan_markdown(memo: Memo) -> str:
    """Return the action plan alone: what is decided, on which conditions, and every item."""
    return Gfm(plan_page(memo)).written()
