"""Elements share a style where nothing tells theirs apart, and only there."""

from __future__ import annotations

import pytest

from memo.render import quick
from tests.support import printed_by

pytestmark = pytest.mark.skipif(not quick.known(), reason="written for another version of the engine")

_PAGE = """<!DOCTYPE html><html lang="en"><title>T</title><style>
@page { size: 100mm 60mm; @bottom-right { content: counter(page) } @page :first { margin: 9mm } }
:root { --far: 3mm } body { font: 10pt/1.5 "Source Sans Pro" }
.wide { width: 50mm } .deep { --far: 9mm } .narrow { width: 30mm } .large { font-size: 14pt }
.asks { width: inherit } .far { margin-left: var(--far) } .lines { height: 2lh } p::before { content: "> " }
</style><body>{BODY}"""
_PROGRAM = """
import sys
from memo.render import quick, styles
from memo.render.pdf import engine
weasyprint = engine()
{spoil}
document = weasyprint.HTML(string=sys.argv[1]).render()
boxes = [box for page in document.pages for box in page._page_box.descendants()]
print(len({id(box.style) for box in boxes}))
for box in boxes:
    if box.style["anchor"]:
        print(box.style["anchor"], round(box.width), round(box.height), round(box.position_x))
"""


def _set(body: str, spoil: str = "") -> tuple[int, dict[str, tuple[str, ...]]]:
    """Return how many styles the boxes of a page have, and of each anchor its lengths."""
    program = _PROGRAM.replace("{spoil}", spoil)
    page = _PAGE.replace("{BODY}", body)
    count, *rows = printed_by(program, page).splitlines()
    return int(count), {name: tuple(rest) for name, *rest in map(str.split, rows)}


def _part(number: int) -> str:
    return (
        f'<section style="min-height: 3mm"><h2 id="part-{number}">Part</h2>'
        f"<table><tr><td><p>Text <em>of</em> it.</table><ul><li>One</ul></section>"
    )


def test_more_parts_have_no_more_styles_than_their_anchors_and_tables() -> None:
    few, many = (_set("".join(map(_part, range(count))))[0] for count in (6, 12))
    assert many - few <= 6 * 5  # the heading, its text, and the copies that the engine makes for a table


@pytest.mark.parametrize(
    ("spoil", "same"),
    [
        ("", True),
        ("styles.known = lambda value: 0", False),
        ("styles._asks = lambda *rest: False", False),
    ],
    ids=["as-it-is", "all-values-alike", "nothing-asks"],
)
def test_styles_that_differ_are_not_one(spoil: str, same: bool) -> None:
    wide = '<div class="asks"><p id="a">A</p></div><div class="deep"><div class="far"><p id="b">B</p></div></div>'
    narrow = '<div class="asks"><p id="c">C</p></div><div class="far"><p id="d">D</p></div>'
    lines = '<div class="lines"><p style="height: inherit" id="{}">E</p></div>'
    body = f'<div class="wide">{wide}</div><div class="narrow">{narrow}</div>'
    body += f'<div class="large">{lines.format("e")}</div>{lines.format("f")}'
    body += '<div style="margin-left: 1mm"><p id="g">G</p></div><div style="margin-left: 2mm"><p id="h">H</p></div>'
    _, lengths = _set(body, spoil)
    _, alone = _set(body, "styles._apart = lambda cascaded: True")
    assert list(alone) == list("abcdefgh")
    assert len(set(alone.values())) == len(alone)
    assert (lengths == alone) is same, lengths
