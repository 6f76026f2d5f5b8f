"""Every reference to a page says the page, no page is set again for nothing, and no pass keeps the pages of another."""

from __future__ import annotations

import pytest

from memo.render import quick
from tests.support import printed_by

pytestmark = pytest.mark.skipif(not quick.known(), reason="written for another version of the engine")

_PAGE = """<!DOCTYPE html><html lang="en"><title>T</title><style>
@page { size: 100mm 60mm; margin: 8mm; counter-increment: page 1000 } body { font: 10pt/1.5 "Source Sans Pro" }
a::after { content: " " target-counter(attr(href), page) } h2 { break-before: page } h3 { margin-top: 11mm }
</style><p><a href="#end">End</a></p><h2>Body</h2><p>{REFERENCES}</p><h3 id="end">End</h3><p>Last.</p>
{MORE}"""
"""A page whose references grow once they are known, so that the end moves, and the first page does not."""
_PART = """<h2 id="h{n}">{n} {here}</h2>{lines}<p>Call<span>note-{n} <br>and more<br>and more<br>end</span>
{words} {there}</p><p style="break-before: page"><a href="#h{to}"></a></p>"""
_NOTES = """<!DOCTYPE html><html lang="en"><title>T</title><style>
@page { size: 100mm 70mm; margin: 8mm; counter-increment: page 1000 } body { font: 10pt/1.5 "Source Sans Pro" }
p { margin: 0; orphans: 1; widows: 1 } a::after { content: " " target-counter(attr(href), page) }
h2 { break-before: page; margin: 0; font-size: 10pt } span { float: footnote; line-height: 1.2 }</style>"""
for number in range(18):
    reference, to = f'<a href="#h{(number + 3) % 18}"></a>', (number + 3) % 18
    here, there = (reference, "") if number % 2 else ("", reference)
    lines = "<div>line</div>" * (number // 2)
    _NOTES += _PART.format(n=number, to=to, lines=lines, words="word " * 60, here=here, there=there)
"""Notes that find no place on the page that calls them, so that they go onto the next; one of the two has a reference."""
_LAST = """<!DOCTYPE html><html lang="en"><title>T</title><style>
@page { size: 100mm 70mm; margin: 8mm; counter-increment: page 1000 } body { font: 10pt/1.5 "Source Sans Pro" }
p { margin: 0 } a::after { content: " " target-counter(attr(href), page) } h2 { break-before: page; margin: 0 }
span { float: footnote; line-height: 1.2 }</style><p><a href="#end"></a></p><h2 id="end">End</h2>{LINES}
<p>Call<span>note-0 <br>and more<br>and more<br>end</span></p>"""
_PROGRAM = """
import gc, sys, weakref
from memo.render import passes, quick
if sys.argv[2] == "bare":
    quick.known = lambda: False
from memo.render.pdf import engine
weasyprint = engine()
from weasyprint import layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page
{spoil}
made, alive, slow, passed = [], weakref.WeakSet(), page.remake_page, layout.make_all_pages
def remake(index, *rest):
    one, resume_at = slow(index, *rest)
    made.append(index)
    alive.add(one)
    return one, resume_at
def make(*rest):
    made.append("pass")
    return passed(*rest)
page.remake_page, layout.make_all_pages = remake, make
gc.collect()
gc.disable()
document = weasyprint.HTML(string=sys.argv[1]).render()
stands = {}
for number, one in enumerate(document.pages, 1):
    for anchor in one.anchors:
        stands.setdefault(anchor, number * 1000)
said = [
    (box.element.get("href")[1:], "".join(part.text for part in box.descendants() if isinstance(part, boxes.TextBox)))
    for one in document.pages
    for box in one._page_box.descendants()
    if box.element_tag == "a::after" and isinstance(box, boxes.InlineBox)
]
said = [(anchor, text) for anchor, text in said if text.strip()]  # the rest of one that was broken has none
print(sum(stands[anchor] != int(text) for anchor, text in said), len(said), len(alive) - len(document.pages),
      sum(isinstance(one, layout.LayoutContext) and bool(vars(one)) for one in gc.get_objects()))
print(*made)
text = ["".join(part.text for part in one._page_box.descendants() if isinstance(part, boxes.TextBox))
        for one in document.pages]
print(*[sum(f"note-{n} " in one for one in text) for n in range(18)])
"""


def _run(page: str, spoil: str = "", levers: str = "in") -> tuple[list[int], list[str], str]:
    """Return what was counted, what was made, and each note's pages.

    Counted are references that are wrong, all of them, pages kept for nothing, and contexts that still know something.
    """
    program = _PROGRAM.replace("{spoil}", spoil)
    figures, made, notes = printed_by(program, page, levers).splitlines()
    return [int(figure) for figure in figures.split()], made.split(), notes


def _page(references: int, more: str = "") -> str:
    return _PAGE.replace("{REFERENCES}", '<a href="#end">the end</a> ' * references).replace("{MORE}", more)


@pytest.mark.parametrize(
    ("spoil", "levers", "wrong"),
    [("", "in", False), ("", "bare", True), ("passes._mark = lambda maker, laid: None", "in", True)],
    ids=["as-it-is", "the-engine-alone", "nothing-is-marked"],
)
def test_a_reference_says_the_page_that_the_last_pass_gave(spoil: str, levers: str, wrong: bool) -> None:
    figures, _, _ = _run(_page(34), spoil, levers)
    assert bool(figures[0]) is wrong
    assert figures[1] == 35


def test_a_page_is_set_again_only_where_what_it_says_has_changed() -> None:
    back = '<h2 id="back">Back</h2>' + '<p style="break-after: page"><a href="#back">before</a>' * 5
    _, made, _ = _run(_page(2, back))
    second = made.index("pass", 1)
    assert made[:second] == ["pass", *map(str, range(8))]
    assert made[second:] == ["pass", "0", "1", "3"]  # those with a reference forward or to their own page


@pytest.mark.parametrize(
    ("spoil", "kept"),
    [("", 0), ("passes._let_go = lambda pages, index: None", 2)],
    ids=["as-it-is", "not-let-go"],
)
def test_the_pages_of_a_pass_go_when_they_are_made_again(spoil: str, kept: int) -> None:
    figures, made, _ = _run(_page(2), spoil)
    assert made.count("pass") == 2
    assert figures[2] == kept


@pytest.mark.parametrize(
    ("spoil", "levers", "once"),
    [("", "in", True), ("", "bare", False), ("passes._join = lambda maker, laid: None", "in", False)],
    ids=["as-it-is", "the-engine-alone", "not-joined"],
)
def test_a_note_that_goes_onto_the_next_page_is_printed_once(spoil: str, levers: str, once: bool) -> None:
    figures, made, notes = _run(_NOTES, spoil, levers)
    assert made.count("pass") > 1
    assert figures[0] == 0
    assert (notes == " ".join(["1"] * 18)) is once, notes


@pytest.mark.parametrize(
    ("spoil", "kept"),
    [("", 0), ("weasyprint.document.layout_document = layout.layout_document", 1)],
    ids=["as-it-is", "not-forgotten"],
)
def test_what_the_layout_knew_goes_with_it(spoil: str, kept: int) -> None:
    figures, _, _ = _run(_page(2), spoil)
    assert figures[3] == kept


@pytest.mark.parametrize("lines", range(4, 9))
def test_a_note_that_the_last_page_left_to_one_more_stays(lines: int) -> None:
    _, made, notes = _run(_LAST.replace("{LINES}", "<div>line</div>" * lines))
    assert made.count("pass") == 2
    assert notes.split()[0] == "1"
