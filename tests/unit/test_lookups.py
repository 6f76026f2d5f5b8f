"""Hyphenation patterns and C types that are read when asked for are those that the libraries read at once."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from memo.render import lookups

found = importlib.util.find_spec("pyphen")
assert found is not None and found.loader is not None
pyphen = importlib.util.module_from_spec(found)  # a copy, for the readings may be in the program's own already
found.loader.exec_module(pyphen)
cparser = pytest.importorskip("cffi.cparser")
_FOLDER = Path(pyphen.__file__).parent / "dictionaries"


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each test put the readings in and have the libraries' own back after it."""
    monkeypatch.setitem(sys.modules, "pyphen", pyphen)
    monkeypatch.setattr(pyphen.HyphDict, "__init__", pyphen.HyphDict.__init__)
    monkeypatch.setattr(cparser.Parser, "_parse", cparser.Parser._parse)


def _read(path: Path) -> tuple[object, int, list[list[int]]]:
    """Return a language's patterns as they are when all are asked for, and where they divide some words."""
    words = ["notwithstanding", "Datenschutzgrundverordnung", "consentement", "asszonnyal"]
    made = pyphen.HyphDict(path)
    places = [made.positions(word) for word in words]
    return {letters: made.patterns.get(letters) for letters in list(made.patterns)}, made.maxlen, places


@pytest.mark.skipif(pyphen.__version__ != lookups.PYPHEN, reason="written for another version of Pyphen")
@pytest.mark.parametrize("name", ["hyph_en_GB.dic", "hyph_fr.dic", "hyph_es.dic", "hyph_pt_BR.dic", "hyph_nl_NL.dic"])
def test_patterns_are_those_of_pyphen(name: str) -> None:
    own = _read(_FOLDER / name)
    lookups.shorten()
    assert pyphen.HyphDict.__init__.__module__ == lookups.__name__
    assert _read(_FOLDER / name) == own


@pytest.mark.skipif(pyphen.__version__ != lookups.PYPHEN, reason="written for another version of Pyphen")
def test_a_spelling_that_changes_at_a_break_and_a_pattern_of_noughts(tmp_path: Path) -> None:
    path = tmp_path / "hyph_xx.dic"
    path.write_text("UTF-8\n% a remark\nLEFTHYPHENMIN 2\nf1f/ff=f,1,2\n0a0b\nab1c2\n", encoding="utf-8")
    own, data = _read(path), pyphen.HyphDict(path).patterns.get("ff")[1][0].data
    lookups.shorten()
    assert _read(path) == own
    assert own[:2] == ({"ff": (1, (1,)), "abc": (2, (1, 2))}, 3)
    assert pyphen.HyphDict(path).patterns.get("ff")[1][0].data == data


def test_another_version_of_pyphen_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    before = pyphen.HyphDict.__init__
    monkeypatch.setattr(lookups, "PYPHEN", "0.1")
    lookups.shorten()
    assert pyphen.HyphDict.__init__ is before


def test_types_are_found_by_their_names_alone_and_unknown_ones_refused() -> None:
    from cffi import FFI, CDefError

    lookups.shorten()
    ffi = FFI()
    ffi.cdef("typedef struct { int x; } Rectangle; typedef struct { Rectangle inner; } Holder;")
    assert ffi.typeof("Holder *").item.fields[0][1].type is ffi.typeof("Rectangle")
    with pytest.raises(CDefError):
        ffi.typeof("Recto *")
