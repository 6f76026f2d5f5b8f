"""Each footnote is printed once: the engine's faults are mended, what is left is found, and the pages are set anew."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from memo.render import quick
from memo.render.limits import Limits
from tests.support import memo_of, printed_by, review
from tests.unit.test_passes import _NOTES

written_for_it = pytest.mark.skipif(not quick.known(), reason="written for another version of the engine")

_LOOK = """<!DOCTYPE html><html lang="en"><title>T</title><style>
@page { size: 100mm 70mm; margin: 8mm } body { font: 10pt/1.5 "Source Sans Pro" }
p { margin: 0; orphans: 2; widows: 1 } div { columns: 2 } span { float: footnote; line-height: 1.2 }</style>"""
FORGOTTEN = f"""{_LOOK}{"line<br>" * 5}<p>Call<span>note-0 <br>and more</span></p>
<p>first<br>second<span>note-1 <br>end</span><br>third<br>fourth</p><p>End</p>"""
"""The second paragraph's first two lines have room once the first note is sent on; the second line calls a note."""
TAKEN_BACK = f"""{_LOOK}<h2>Head</h2><div><p>{"line<br>" * 5}call<span>note-0 <br>end</span><br>end</p>
<p>{"line<br>" * 4}call<span>note-1 <br>end</span><br>line</p></div>"""
"""The second note has no room, and the rest of its paragraph, in columns, is tried again on the next page."""
TALL = f"""{_LOOK}<p>Call<span>note-0 <br>{"more<br>" * 30}last</span></p><p>Call<span>note-1 <b>end</b> </span></p>"""
"""The first note is taller than the page."""
CUT = f"""{_LOOK}{"<p>line</p>" * 8}<section style="height: 1mm">{"<p>line</p>" * 9}
<p>Call<span>note-0 <b>of</b> what is cut</span></p></section><p>End</p>"""
"""The engine sets what stands in a box of fixed height no further than its page."""
FORGETS = "notes._with_its_notes = lambda slow: slow"
TAKES_BACK = "notes._owed = lambda slow: slow"
UNJOINED = "passes._join = lambda maker, laid: None"
_BARE = "quick.known = lambda: False"
_PROGRAM = """
import hashlib, json, sys
from memo.render import notes, passes, quick
{spoil}
from memo.render.pdf import engine
weasyprint = engine()
from weasyprint.formatting_structure import boxes
tries = []
def lay_out(page):
    pages = page.render()
    text = ["".join(part.text for part in one._page_box.descendants() if isinstance(part, boxes.TextBox))
            for one in pages.pages]
    printed = [sum(f"note-{n} " in one for one in text) for n in range(int(sys.argv[2]))]
    tries.append((len(page.memo_notes[1]), printed, text))
    return pages
pages, lost = notes.set_whole(lambda: weasyprint.HTML(string=sys.argv[1]), lay_out)
print(json.dumps([tries, lost, hashlib.sha256(pages.write_pdf(pdf_identifier=b"one")).hexdigest()]))
"""


@dataclass(frozen=True)
class Set:
    """How a page came to be set: for each try the faults told, the times each note is printed, and the pages' text."""

    told: list[int]
    printed: list[list[int]]
    text: list[list[str]]
    lost: list[str]
    digest: str


def _set(page: str, spoil: str = "", notes: int = 2, seed: str = "0") -> Set:
    program = _PROGRAM.replace("{spoil}", spoil)
    tries, lost, digest = json.loads(printed_by(program, page, notes, PYTHONHASHSEED=seed))
    return Set([one[0] for one in tries], [one[1] for one in tries], [one[2] for one in tries], lost, digest)


@written_for_it
@pytest.mark.parametrize(("page", "spoil"), [(FORGOTTEN, FORGETS), (TAKEN_BACK, TAKES_BACK)], ids=["forgotten", "back"])
def test_the_engine_loses_no_note(page: str, spoil: str) -> None:
    """Mended, the engine prints at the first try the note that it loses otherwise."""
    assert _set(page).printed == [[1, 1]]
    spoilt = _set(page, spoil)
    assert spoilt.printed[0] == [1, 0]
    assert spoilt.told[0] == 1


@pytest.mark.parametrize(
    ("page", "spoil", "notes"),
    [(FORGOTTEN, _BARE, 2), (TAKEN_BACK, _BARE, 2), (_NOTES, _BARE, 18)]
    + ([(FORGOTTEN, FORGETS, 2), (TAKEN_BACK, TAKES_BACK, 2), (_NOTES, UNJOINED, 18)] if quick.known() else []),
)
def test_pages_that_print_a_note_never_or_twice_are_set_anew(page: str, spoil: str, notes: int) -> None:
    """Whatever the engine does, each note of the pages that are taken is printed once, and what is wrong is counted."""
    found = _set(page, spoil, notes)
    assert found.printed[0] != [1] * notes
    assert found.printed[-1] == [1] * notes
    assert found.told == [sum(times != 1 for times in one) for one in found.printed]
    assert found.lost == []


def test_the_page_of_notes_that_go_on_has_both_faults() -> None:
    """What is set anew above has notes that are printed twice, not only lost ones."""
    assert {0, 1, 2} == set(_set(_NOTES, _BARE, 18).printed[0])


@written_for_it
@pytest.mark.parametrize(("page", "spoil"), [(FORGOTTEN, FORGETS), (TAKEN_BACK, TAKES_BACK)], ids=["forgotten", "back"])
def test_a_note_is_kept_at_the_foot_where_that_helps(page: str, spoil: str) -> None:
    """The second try keeps the note beside its call: at the foot of the page, not in the text."""
    found = _set(page, spoil)
    assert len(found.printed) == 2
    assert not any("(note-" in text for text in found.text[-1])


@pytest.mark.parametrize(
    ("page", "spoil", "words"),
    [
        (FORGOTTEN, f"{_BARE}\nnotes._KEPT, notes._WHOLE = 'top: 0', 'top: 0'", "second (note-1 end)third"),
        (TALL, "", "Call (note-0 more"),
    ],
    ids=["forgotten", "tall"],
)
def test_a_note_that_stays_faulty_stands_in_the_text(page: str, spoil: str, words: str) -> None:
    """A note that keeping does not help, and one taller than the page, stands in brackets; the others stay notes."""
    found = _set(page, spoil)
    assert len(found.printed) == 3
    assert found.printed[-1] == [1, 1]
    assert words in "".join(found.text[-1])
    assert "".join(found.text[-1]).count("(note-") == 1


def test_what_no_setting_prints_is_told() -> None:
    """A note in text that the engine cuts off is told in its words, after all settings were tried."""
    found = _set(CUT, notes=1)
    assert found.printed == [[0]] * 4
    assert found.lost == ["note-0 of what is cut"]


def test_pages_set_anew_are_the_same_bytes() -> None:
    """What is tried hangs on nothing but the page."""
    assert _set(_NOTES, _BARE, 18, "1").digest == _set(_NOTES, _BARE, 18, "2").digest


def test_a_lost_note_is_a_warning_of_the_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The PDF is made, and the warning has a code and the note's words."""
    monkeypatch.setattr("memo.render.pdf.set_whole", lambda parse, lay_out: (lay_out(parse()), ["A note."]))
    document = memo_of(review({"title": "Model training", "quote": "We train on it."}, client={"people_in": ["DE"]}))
    data, told = document.rendered("pdf", limits=Limits())
    assert data.startswith(b"%PDF")
    assert [(fault.code, fault.severity) for fault in told] == [("lost-note", "warning")]
    assert "'A note.'" in told[0].message
