"""The rows of a table on the page: no last row stands alone at the head of one."""

from __future__ import annotations

import pytest

from memo.resources import packaged
from tests.support import printed_by

_RULE = "tbody tr:last-child:not(:first-child) { break-before: avoid }"
_PROGRAM = """
import sys
from memo.render.pdf import engine
weasyprint = engine()
from weasyprint.formatting_structure import boxes
css, kind = sys.argv[1:]
for lines in range(24, 46):
    body = "<p>line</p>" * lines + f'<div class="wide"><table class="{kind}"><thead><tr><th>Head</tr></thead><tbody>'
    body += "".join(f"<tr><td>row {row}<br>Why<br>When it is closed</tr>" for row in range(5)) + "</table></div><p>End"
    document = weasyprint.HTML(string=f'<!DOCTYPE html><html lang="en"><title>T</title><style>{css}</style>{body}').render()
    print(*[sum(isinstance(box, boxes.TableRowBox) for box in page._page_box.descendants()) for page in document.pages])
"""


def _rows(css: str, kind: str) -> list[list[int]]:
    """Return the rows on each page, that of the head with them, of pages on which more and more stands before them."""
    lines = printed_by(_PROGRAM, css, kind).splitlines()
    return [[int(rows) for rows in line.split()] for line in lines]


@pytest.mark.parametrize("kind", ["plan tight", "tight", "sign-off"])
def test_the_last_row_of_a_table_stands_with_another(kind: str) -> None:
    """Wherever the page ends, a table goes on with two rows at least; without the rule it does not."""
    css = (packaged("templates") / "memo.css").read_text(encoding="utf-8")
    assert css.count(_RULE) == 1
    found = _rows(css, kind)
    assert any(len(pages) == 2 and all(pages) for pages in found)
    assert all(pages[1:] != [2] for pages in found)
    assert any(pages[1:] == [2] for pages in _rows(css.replace(_RULE, ""), kind))
