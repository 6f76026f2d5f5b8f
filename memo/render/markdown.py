"""The memo and its plan as Markdown: GitHub's, or the markup of another wiki or site generator."""

from __future__ import annotations

from memo.document import Memo
from memo.look import SECTIONS
from memo.render.dialects.known import FRONT_MATTER, Name, writer
from memo.render.walk.page import memo_page, plan_page


def markdown(
    memo: Memo, dialect: Name = "gfm", sections: tuple[str, ...] = SECTIONS, front_matter: bool = False
) -> str:
    """Return the whole memo; the text ends with one line break.

    With `front_matter` it begins with what a wiki may want to know of it, in a dialect that knows such a thing.
    """
    return writer(memo_page(memo, sections, front_matter and dialect in FRONT_MATTER), dialect).written()


def plan_markdown(memo: Memo, dialect: Name = "gfm") -> str:
    """Return the action plan alone: what is decided, on which conditions, and every item."""
    return writer(plan_page(memo), dialect).written()
