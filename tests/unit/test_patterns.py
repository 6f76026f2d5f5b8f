"""`memo.cli.patterns`: a pattern from the shelf is the one that `re.compile` makes, or `re.compile` is asked."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import memo
from memo import late
from memo.api import packaged
from memo.cli import patterns
from memo.cli.patterns import Shelf
from memo.cli.shelved import shelved
from memo.library import resolve
from memo.library.files import FOLDER
from memo.library.store import Store

CASES = [
    (r"(?P<n>[0-9]+)-(?P<w>\w+)(x)?", 0), (r"straße|[ſK]", re.IGNORECASE), ("[\ud800-\udfff]", 0), ("^a$", re.MULTILINE),
    (r"(?i:ab)c(?=d)(?<!e)f{2,3}?", re.DOTALL), ("", 0), (r"(a)|b\1", re.VERBOSE),
]  # fmt: skip


def every_pattern() -> list[tuple[str, int]]:
    """Return the patterns of all modules of memo, and those of the names of laws by their first word."""
    found: dict[tuple[str, int], None] = {}
    for module in walk_packages(memo.__path__, "memo."):
        if ".publish" in module.name or module.name == "memo.__main__":
            continue
        for value in vars(import_module(module.name)).values():
            if isinstance(value, late._Late):
                found[value.pattern, int(value._flags)] = None
    names = resolve.reader_of_store(Store(packaged("regulations"))).names
    for word in list(names.by_word)[::7]:
        pattern = names._pattern_of(word)
        found[pattern.pattern, int(pattern.flags) & ~re.UNICODE] = None
    return list(found)


def test_every_pattern_of_memo_is_restored_as_it_is_compiled() -> None:
    """What the engine gets from the shelf is, number for number, what the compiler gives it."""
    found = every_pattern()
    assert len(found) > 200
    for pattern, flags in [*found, *CASES]:
        restored = patterns._restored(pattern, patterns._taken(pattern, flags))
        compiled = re.compile(pattern, flags)
        assert restored == compiled
        assert patterns._same(restored, compiled)


@pytest.mark.parametrize(("pattern", "flags"), CASES)
def test_the_second_start_compiles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, flags: int
) -> None:
    """A kept pattern is taken from the shelf."""
    first = Shelf(tmp_path)
    compiled = first.compile(pattern, flags)
    first.keep()
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("compiled again"))
    assert patterns._same(Shelf(tmp_path).compile(pattern, flags), compiled)


def test_flags_are_part_of_what_a_pattern_is(tmp_path: Path) -> None:
    """One text under two sets of flags is two patterns, in one file and over two starts."""
    for _ in range(2):
        shelf = Shelf(tmp_path)
        assert shelf.compile("a", re.IGNORECASE).match("A")
        assert not shelf.compile("a", 0).match("A")
        shelf.keep()
    assert len(list(tmp_path.iterdir())) == 1


def test_patterns_of_later_starts_are_added(tmp_path: Path) -> None:
    """A start adds to the shelf and takes nothing from it; a shelf that is full is begun anew."""
    for text in "abc":
        shelf = Shelf(tmp_path)
        shelf.compile(text, 0)
        shelf.keep()
    assert sorted(Shelf(tmp_path)._held) == [b"0 a", b"0 b", b"0 c"]


def test_a_full_shelf_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file does not grow without end."""
    monkeypatch.setattr(patterns, "MOST", 1)
    for text in "ab":
        shelf = Shelf(tmp_path)
        shelf.compile(text, 0)
        shelf.keep()
    assert list(Shelf(tmp_path)._held) == [b"0 b"]


@pytest.mark.parametrize("at", [0, 70, -1])
def test_a_spoilt_file_is_not_read(tmp_path: Path, at: int) -> None:
    """One changed byte anywhere, and every pattern is compiled and kept anew."""
    shelf = Shelf(tmp_path)
    shelf.compile("a+", 0)
    shelf.keep()
    [path] = tmp_path.iterdir()
    whole = path.read_bytes()
    spoilt = bytearray(whole)
    spoilt[at] ^= 1
    path.write_bytes(bytes(spoilt))
    again = Shelf(tmp_path)
    assert again._held == {}
    assert again.compile("a+", 0).match("aa")
    again.keep()
    assert path.read_bytes() == whole


def test_another_build_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers that another Python made are never given to this one's engine."""
    shelf = Shelf(tmp_path)
    shelf.compile("a", 0)
    shelf.keep()
    monkeypatch.setattr(sys, "version", "3.99")
    assert Shelf(tmp_path)._held == {}


def test_an_engine_that_takes_no_numbers_is_asked_as_everybody_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Python's inner ways change, patterns are compiled as ever, kept ones too, and none is kept."""
    shelf = Shelf(tmp_path)
    shelf.compile("a", 0)
    shelf.keep()

    def changed(*_: object) -> None:
        raise TypeError

    monkeypatch.setattr(patterns, "_restored", changed)
    later = Shelf(tmp_path)
    assert later.compile("a", 0) == re.compile("a")
    assert later.compile("b", 0) == re.compile("b")
    assert later._new == {}


def test_a_pattern_that_would_differ_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made of the numbers is held against the compiler's own pattern."""
    other = patterns._taken("b", 0)
    monkeypatch.setattr(patterns, "_taken", lambda *_: other)
    shelf = Shelf(tmp_path)
    assert shelf.compile("a", 0) == re.compile("a")
    assert shelf._new == {}


def test_groups_of_other_names_are_another_pattern() -> None:
    """The engine's own comparison passes over names of groups; memo's does not."""
    taken = patterns._taken("(?P<a>x)", 0)
    renamed = patterns.Kept(taken.flags, taken.code, taken.groups, {"b": 1})
    assert not patterns._same(patterns._restored("(?P<a>x)", renamed), re.compile("(?P<a>x)"))


def test_a_folder_that_is_not_there_costs_nothing(tmp_path: Path) -> None:
    """Nothing is made where no compiled law lies."""
    shelf = Shelf(tmp_path / "none")
    assert shelf.compile("a", 0) == re.compile("a")
    shelf.keep()
    assert shelf._new == {}
    assert not (tmp_path / "none").exists()


def test_a_pattern_that_cannot_be_read_fails_as_ever(tmp_path: Path) -> None:
    """A wrong pattern is the same error."""
    with pytest.raises(re.error):
        Shelf(tmp_path).compile("(", 0)


def test_the_command_line_uses_the_shelf() -> None:
    """After a command its patterns stand beside the compiled law, and late patterns are compiled as before."""
    done = subprocess.run([sys.executable, "-m", "memo", "cite", "Art. 6 GDPR"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    shelf = Shelf(packaged("regulations") / FOLDER)
    assert any(b"Art" in pattern or b"art" in pattern for pattern in shelf._held)
    with shelved():
        assert late._compile is not None
    assert late._compile is None
