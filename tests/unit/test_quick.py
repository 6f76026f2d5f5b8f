"""The levers on the engine leave every byte as it was, and stay away from an engine that they do not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from memo.render import lean, quick
from memo.resources import packaged
from tests.support import printed_by

_STYLE = """
@page { size: 120mm 130mm; margin: 14mm; @top-left { content: element(classification) }
  @bottom-right { content: counter(page) " of " counter(pages); font: 8pt "Source Sans Pro" } }
.mixed { margin-inline-start: 6%; padding-block: calc(1mm + 1%); text-decoration: underline; letter-spacing: .5pt }
.thin { width: 30%; float: right; hyphens: auto } .justified { text-align: justify; text-indent: 10% }
"""
_WORDS = "The undertaking processes personal data of natural persons, notwithstanding any contractual limitation. "
_BODY = f"""
<div class="running" id="running-classification">Confidential</div>
<h2 id="one">One <a class="page" href="#two"></a></h2>
<p>{_WORDS * 3}<span class="footnote">A note: {_WORDS}</span> more <em>words</em>, <a href="#two">a link</a>.</p>
<p class="mixed">{_WORDS}</p><div class="thin">{_WORDS}</div><p class="justified">{_WORDS * 6}</p>
<ul class="dense pair">{"".join(f"<li><p>{n}. {_WORDS * 2}</p></li>" for n in range(9))}</ul>
<table><thead><tr><th>Head<th>Other</tr></thead><tbody>
{"".join(f"<tr><td>{n} {_WORDS}<td>{_WORDS}<sup>2</sup></tr>" for n in range(6))}</tbody></table>
<h2 id="two">Two</h2><ol><li>First<ol><li>Inner</li></ol></li></ol><p>{_WORDS}<span class="footnote">Last.</span></p>
"""
_MOVING = f"""
<style>.narrow {{ width: 31mm }} .narrow a::after {{ content: " (see page " target-counter(attr(href), page) ")" }}
.all::after {{ content: " of " counter(pages) " in all" }}
</style><div class="narrow">{"".join(f'<p><a href="#s{n}">Part {n}, and so on</a></p>' for n in range(40))}</div>
<p class="all">Pages</p>
{"".join(f'<h2 id="s{n}">{n}, as <a class="page" href="#s{(n * 7) % 40}"></a></h2><p>{_WORDS * 4}' for n in range(40))}
"""
"""References that need more lines once they are known, so that what they refer to moves to another page."""
_PROGRAM = """
import sys
from pathlib import Path
from memo.render import lean, quick
from memo.render.conformance import register
quick.known = lambda: False
from memo.render.pdf import engine
weasyprint, page = engine(), Path(sys.argv[1]).read_text()
def made(kind):
    return kind(string=page).write_pdf(pdf_variant=register(), pdf_identifier=b"one")
slow = made(lean.page_class(weasyprint))
quick.known = lambda: True
{spoil}
assert quick.quicken() and lean.plain(page), "the levers are not in"
print(slow == made(lean.page_class(weasyprint)), slow == made(weasyprint.HTML))
"""


def _same(tmp_path: Path, spoil: str = "", body: str = _BODY) -> str:
    css = (packaged("templates") / "memo.css").read_text(encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(
        f'<!DOCTYPE html><html lang="en-GB"><title>T</title><style>{css}{_STYLE}</style><body>{body}</body></html>',
        encoding="utf-8",
    )
    program = _PROGRAM.replace("{spoil}", spoil)
    return printed_by(program, page).strip()


@pytest.mark.skipif(not quick.known(), reason="written for another version of the engine")
def test_the_bytes_are_those_of_the_engine_alone(tmp_path: Path) -> None:
    assert _same(tmp_path) == "True True"


@pytest.mark.skipif(not quick.known(), reason="written for another version of the engine")
@pytest.mark.parametrize(
    ("spoil", "same"),
    [("", "True True"), ("quick._Seen.__ne__ = lambda one, other: False", "False False")],
    ids=["as-it-is", "no-change-is-seen"],
)
def test_references_that_move_what_they_refer_to_are_set_as_the_engine_sets_them(
    tmp_path: Path, spoil: str, same: str
) -> None:
    assert _same(tmp_path, spoil, _MOVING) == same


@pytest.mark.skipif(not quick.known(), reason="written for another version of the engine")
def test_a_lever_that_answers_wrongly_shows_in_the_bytes(tmp_path: Path) -> None:
    assert _same(tmp_path, "quick._page_references = lambda pdf: (b'1 0 R',) * 99") == "False False"


def test_another_version_of_the_engine_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(quick.WRITTEN_FOR, "weasyprint", "0.1")
    assert not quick.known()
    assert not quick.quicken()


@pytest.mark.parametrize(
    ("more", "holds"),
    [
        ("", True),
        ("aside { float: footnote }", False),
        ("aside { float:footnote }", False),
        (".side { position: note(side) }", False),
        ("p { display: list-item }", False),
        ("p { display:inline list-item }", False),
    ],
)
def test_a_page_with_notes_or_lists_of_its_own_keeps_the_engine_s_style_sheet(more: str, holds: bool) -> None:
    css = (packaged("templates") / "memo.css").read_text(encoding="utf-8")
    assert lean.plain(css + more) is holds


def test_what_is_loaded_late_is_loaded_when_asked() -> None:
    program = (
        "import sys\n"
        "from memo.render.pdf import engine\n"
        "engine()\n"
        "from weasyprint.pdf import fonts\n"
        "print('fontTools.subset' in sys.modules, fonts.subset.Options().layout_features != [], "
        "'fontTools.subset' in sys.modules)"
    )
    assert printed_by(program).split() == ["False" if quick.known() else "True", "True", "True"]
