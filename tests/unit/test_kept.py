"""`memo.render.kept`: what a PDF taught makes the next one quicker and changes no byte of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from memo.render import kept, quick
from memo.render.limits import Limits
from memo.render.pdf import pdf, pdf_within
from memo.render.worker import LimitError
from memo.resources import packaged
from tests.support import memo_of, printed_by, review

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork.*:DeprecationWarning"),
    pytest.mark.skipif(not quick.known(), reason="written for another version of the engine"),
]

_STYLE = """
@page { size: 110mm 120mm; margin: 12mm; @bottom-right { content: counter(page) " of " counter(pages) } }
.narrow { width: 24mm; hyphens: auto; overflow-wrap: anywhere } .large { font-size: 15pt }
.spaced { letter-spacing: .6pt; word-spacing: 2pt; text-align: justify } .sans { font-family: "Source Sans Pro" }
.caps { font-variant-caps: small-caps; font-feature-settings: "onum" 1 } pre { white-space: pre-wrap; tab-size: 3 }
.line { text-decoration: underline line-through } .hyphen { hyphenate-character: "~"; hyphens: auto; width: 21mm }
.old { font-variant-numeric: oldstyle-nums; font-weight: 700; font-style: italic; line-height: 1.9 }
.none { font-size: 0 } .other { hyphenate-limit-chars: 4 2 2; hyphenate-limit-zone: 2mm; word-break: break-all }
.gone { visibility: hidden } .cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; width: 30mm }
.high { vertical-align: super; font-size: 60% } .tall { line-height: calc(1em + 2mm) }
"""
_WORDS = "The undertaking processes personal data of natural persons, notwithstanding any contractual limitation. "
_KINDS = "narrow large spaced sans caps line hyphen old none other gone cut high tall".split()
_PARTS = [f'<p class="{kind}">{_WORDS * 2}</p>' for kind in _KINDS] + [
    f"<pre>a\tb\n{_WORDS}\tc</pre>",
    "<p>AV To \u0416",
]
PAGES = {
    "first": (_STYLE, "".join(_PARTS)),
    "turned": (_STYLE, "".join(reversed(_PARTS)) + f"<p>{_WORDS}And more of it.</p>"),
    "same words in another look": (_STYLE + "p { font-size: 9pt; letter-spacing: .1pt }", "".join(_PARTS)),
    "in another language": (_STYLE, f'<div lang="de">{"".join(_PARTS)}</div>'),
    "no glyph": (_STYLE, f"<p>{_WORDS}\U0001f600 \u0621</p>{''.join(_PARTS)}"),
}
_PROGRAM = """
import logging, sys
from pathlib import Path
from memo.render import kept, lean, quick
from memo.render.conformance import register
logging.getLogger("weasyprint").addHandler(logging.NullHandler())
quick.known = lambda: False
from memo.render.pdf import engine
weasyprint, variant = engine(), register()
pages = {path.name: path.read_text() for path in sorted(Path(sys.argv[1]).iterdir())}
def made(page):
    return lean.page_class(weasyprint)(string=page).write_pdf(pdf_variant=variant, pdf_identifier=b"one")
alone = {name: made(page) for name, page in pages.items()}
quick.known = lambda: True
assert quick.quicken()
{spoil}
orders = (sorted(pages), sorted(pages, reverse=True), [name for name in sorted(pages) for _ in "12"])
for order in orders[: {orders}]:
    kept.keep()
    kept.learn(b"")
    for name in order:
        same = made(pages[name]) == alone[name]
        told = kept.learnt()
        print(same, len(told) > 0)
"""


def _compared(folder: Path, spoil: str = "") -> list[list[str]]:
    """Return for each PDF in each order whether its bytes are those of the engine alone, and whether it taught."""
    for name, (style, body) in PAGES.items():
        text = f'<!DOCTYPE html><html lang="en-GB"><title>T</title><style>{style}</style><body>{body}'
        (folder / name).write_text(text, encoding="utf-8")
    program = _PROGRAM.replace("{spoil}", spoil).replace("{orders}", "1" if spoil else "3")
    return [line.split() for line in printed_by(program, folder).splitlines()]


def test_pages_in_any_order_have_the_bytes_that_each_has_alone(tmp_path: Path) -> None:
    """What five pages with the same words in other looks teach each other changes none of them."""
    rows = _compared(tmp_path)
    assert len(rows) == 20
    assert {same for same, _ in rows} == {"True"}
    assert [taught for _, taught in rows[10:12]] == ["True", "False"], "the second time nothing is new"


@pytest.mark.parametrize(
    "spoil",
    [
        "kept.READ = tuple(name for name in kept.READ if name != 'letter_spacing')",
        "kept.READ = tuple(name for name in kept.READ if name != 'lang')",
        "from memo.render import lines; lines._fits = lambda fonts, shown: True",
    ],
    ids=["spacing", "language", "glyphs"],
)
def test_a_line_found_by_too_little_shows_in_the_bytes(tmp_path: Path, spoil: str) -> None:
    """The comparison is believed because it fails where a property or most glyphs of a line are not looked at."""
    assert "False" in {same for same, _ in _compared(tmp_path, spoil)}


_READS = """
import sys
from pathlib import Path
from memo.render import kept, quick
quick.known = lambda: False
from memo.render.pdf import engine
weasyprint = engine()
from weasyprint import draw
from weasyprint.layout import inline, preferred
read = {"broken": set(), "drawn": set(), "empty": set()}
class Spy:
    def __init__(self, style, kind):
        self.__dict__.update(style=style, kind=kind)
    def __getitem__(self, name):
        read[self.kind].add(name)
        return self.style[name]
    def __getattr__(self, name):
        return getattr(self.style, name)
split, strut, text = inline.split_first_line, inline.strut, draw.draw_text
def split_spied(words, style, *more, **named):
    return split(words, Spy(style, "broken"), *more, **named)
def text_spied(stream, box, *more, **named):
    style, box.style = box.style, Spy(box.style, "drawn")
    try:
        return text(stream, box, *more, **named)
    finally:
        box.style = style
inline.split_first_line = preferred.split_first_line = split_spied
inline.strut = lambda style: strut(Spy(style, "empty"))
draw.draw_text = text_spied
for path in Path(sys.argv[1]).iterdir():
    weasyprint.HTML(string=path.read_text()).write_pdf()
print(read)
"""


def test_every_property_that_the_engine_reads_of_a_line_finds_it(tmp_path: Path) -> None:
    """The list is what the engine reads when it breaks lines, draws them and measures empty ones, and no shorter."""
    import ast

    for name, (style, body) in PAGES.items():
        (tmp_path / name).write_text(f'<html lang="en-GB"><style>{style}</style><body>{body}', encoding="utf-8")
    read = ast.literal_eval(printed_by(_READS, tmp_path))
    drawing = {"color", "visibility"}  # told to the page apart from the line
    decoration = {name for name in read["drawn"] if name.startswith(("text_decoration_", "text_underline_"))}
    assert len(read["broken"]) > 20 and len(read["drawn"]) > 15 and "line_height" in read["empty"]
    assert read["broken"] - set(kept.READ) == set()
    assert read["drawn"] - drawing - decoration - set(kept.READ) == set()
    assert read["empty"] - {"line_height"} - set(kept.READ) == set()


# --- the process that keeps ---------------------------------------------------

TEMPLATES = packaged("templates")


@pytest.fixture
def keeping() -> Iterator[None]:
    """Keep what is learnt during a test."""
    kept.keep()
    yield
    kept.keep(False)


def _memos() -> list[tuple[str, object]]:
    found = []
    for name, place, words in (("Alpha", "DE", "We train on it."), ("Beta", "US-CA", "We sell it."), ("G", "DE", "We")):
        finding = {"title": f"Model training at {name}", "quote": words, "topics": ["ai-training"]}
        document = memo_of(review(finding, vendor={"name": name}, client={"people_in": [place]}), "brief")
        found.append((name, document.memo))
    return found


def test_memos_made_after_others_have_the_bytes_of_those_made_alone(keeping: None) -> None:
    """Whatever was made before, in whichever order, each memo's PDF is that of a process that keeps nothing."""
    memos = _memos()
    kept.keep(False)
    alone = {name: pdf_within(Limits(), memo, TEMPLATES) for name, memo in memos}  # type: ignore[arg-type]
    kept.keep()
    for order in (memos, memos[::-1]):
        for name, memo in order:
            assert pdf_within(Limits(), memo, TEMPLATES) == alone[name], name  # type: ignore[arg-type]
    assert kept._kept.count > 50, "nothing was learnt from the processes that made them"


def test_a_pdf_that_is_ended_teaches_nothing_and_stops_nothing(keeping: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that is passed leaves what is kept as it was, and the next memo is made."""
    (_, first), (_, second), _ = _memos()
    pdf_within(Limits(), first, TEMPLATES)  # type: ignore[arg-type]
    before = kept._kept.count
    with monkeypatch.context() as slow, pytest.raises(LimitError):
        slow.setattr("memo.render.pdf.pdf", lambda *_: time.sleep(60))  # a limit of memory may just be enough
        pdf_within(Limits(time=1), second, TEMPLATES)  # type: ignore[arg-type]
    assert kept._kept.count == before > 0
    assert pdf_within(Limits(), second, TEMPLATES).startswith(b"%PDF")  # type: ignore[arg-type]


def test_nothing_is_kept_unless_asked() -> None:
    """A process that makes one PDF and a program that makes many through the interface keep no line."""
    (_, memo), *_ = _memos()
    pdf(memo, TEMPLATES)  # type: ignore[arg-type]
    assert (kept._kept.count, kept.learnt()) == (0, b"")


class _Style(dict[str, object]):
    """A style as far as its look is asked for."""

    class _Faces:
        _folder: object = None

    def __init__(self, **values: object) -> None:
        super().__init__(dict.fromkeys(kept.READ, "normal") | values)
        self.font_config = self._Faces()


def test_styles_that_agree_share_a_look_and_others_do_not(keeping: None) -> None:
    """Looks are one where all that is read is the same, and a page with faces of its own has looks of its own."""
    look = kept.look_of(_Style())
    assert kept.look_of(_Style()) is look
    assert kept.look_of(_Style(font_size=9.0)) is not look
    own = _Style()
    own.font_config._folder = Path("faces")
    assert not kept.look_of(own).shared
    assert not kept.look_of(_Style(font_family=["a list"])).shared
    assert not kept.add(kept.look_of(own), ("text",), 1)


def test_what_is_kept_is_bounded(keeping: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are forgotten when they are many, long ones counting for more, and a very long one is not kept at all."""
    monkeypatch.setattr(kept, "MOST", 50)
    look = kept.look_of(_Style())
    for number in range(1_000):
        assert kept.add(look, (f"line {number}",), number)
        assert len(look.lines) <= 50 and len(kept._kept.fresh) <= 50
    assert not kept.add(look, ("x" * (kept.LONGEST + 1),), 1)
    for number in range(100):
        kept.add(look, (f"{number}" + "x" * 900,), number)
        assert len(look.lines) <= 50
    assert len(look.lines) <= 6
    for number in range(200):
        kept.look_of(_Style(font_size=number))
        assert len(kept._kept.looks) <= 50


def test_what_was_learnt_is_told_once(keeping: None) -> None:
    """Another process keeps what it is told, and what cannot travel is left out rather than failing the PDF."""
    look = kept.look_of(_Style())
    kept.add(look, ("text", 1), "as it is")
    told = kept.learnt()
    assert told and kept.learnt() == b""
    kept.keep()
    kept.learn(told)
    assert kept.look_of(_Style()).lines == {("text", 1): "as it is"}
    kept.add(kept.look_of(_Style()), ("text", 2), lambda: None)
    assert kept.learnt() == b""
