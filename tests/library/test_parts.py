"""Copies in parts: a text is read when it is asked for, and none is ever read spoilt."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from memo.library import compiled
from memo.library.compiled import Parts, copy_in_parts
from memo.library.files import FOLDER, Files, sealed
from memo.library.profile import Profiles

TEXTS = ["|data = 1: ;2a|data sale = 3: |", "|résumé = 2: 3 4|", ""]


class Maker:
    """Makes the texts, and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> tuple[Profiles, list[str]]:
        self.made += 1
        return Profiles(topics=("a", "b"), bases=(1, 2, 3)), list(TEXTS)


def _opened(root: Path, maker: Maker) -> tuple[Profiles, Sequence[str]]:
    (root / "weights.yaml").write_text("topics: []\n", encoding="utf-8")
    return copy_in_parts(Files(root), "profiles", ["weights.yaml"], Profiles, maker)


def _copy(root: Path) -> Path:
    (path,) = (root / FOLDER).glob("profiles-*.msgpack")
    return path


def test_texts_come_back_as_they_were_kept(tmp_path: Path) -> None:
    """What the first run made the second reads, whole; what is not held is not found."""
    maker = Maker()
    first = _opened(tmp_path, maker)
    rest, texts = _opened(tmp_path, maker)
    assert maker.made == 1
    assert isinstance(texts, Parts)
    assert (rest, list(texts)) == (first[0], list(first[1])) == (maker()[0], TEXTS)
    assert len(texts) == len(TEXTS)
    assert (texts[-1], texts[1:]) == ("", TEXTS[1:])
    with pytest.raises(IndexError):
        texts[3]


def test_a_text_is_read_when_it_is_first_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening reads the head alone."""
    _opened(tmp_path, Maker())
    read: list[tuple[int, int]] = []
    plain = Parts._read
    monkeypatch.setattr(
        Parts, "_read", lambda self, at, length: (read.append((at, length)), plain(self, at, length))[1]
    )
    _, texts = _opened(tmp_path, Maker())
    opening = len(read)
    assert texts[0] == TEXTS[0]
    assert [length for _, length in read[opening:]] == [len(TEXTS[0])]
    assert sum(length for _, length in read[:opening]) < _copy(tmp_path).stat().st_size


def _spoil_text(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b"data sale = 3", b"data sale = 4"))


def _cut_text(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5])


@pytest.mark.parametrize("spoil", [_spoil_text, _cut_text])
def test_a_spoilt_text_is_never_read(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    """Whatever changed it, all texts are then made anew, and the copy is thrown away."""
    maker = Maker()
    _opened(tmp_path, maker)
    path = _copy(tmp_path)
    before = path.read_bytes()
    spoil(path)
    assert path.read_bytes() != before
    _, texts = _opened(tmp_path, maker)
    assert maker.made == 1
    assert list(texts) == TEXTS
    assert maker.made == 2
    assert not path.exists()
    assert list(_opened(tmp_path, maker)[1]) == TEXTS
    assert _copy(tmp_path).read_bytes() == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:20],
        lambda data: b"zzzzzzzz\n" + data[9:],
        lambda data: data.replace(b"bases", b"basis"),
        lambda data: sealed(b"\x80"),
        lambda data: b"ffffffff\n" + data[9:],
        lambda data: b"-0000001\n" + data[9:],
    ],
)
def test_a_spoilt_head_is_made_anew(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    """A copy of another form, cut off, or changed is no copy."""
    maker = Maker()
    first, _ = _opened(tmp_path, maker)
    path = _copy(tmp_path)
    before = path.read_bytes()
    path.write_bytes(spoil(before))
    rest, texts = _opened(tmp_path, maker)
    assert (rest, list(texts), maker.made) == (first, TEXTS, 2)
    assert _copy(tmp_path).read_bytes() == before


def test_a_folder_that_cannot_be_written_gives_the_texts_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No copy is kept, and nothing fails."""

    def refused(path: Path, name: str, data: bytes) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(compiled, "_keep", refused)
    rest, texts = _opened(tmp_path, Maker())
    assert (rest.topics, list(texts)) == (("a", "b"), TEXTS)


def test_a_copy_that_another_process_replaces_is_read_to_its_end(tmp_path: Path) -> None:
    """The file that was opened stays what it was."""
    _opened(tmp_path, Maker())
    _, texts = _opened(tmp_path, Maker())
    _copy(tmp_path).unlink()
    assert list(texts) == TEXTS


@pytest.mark.parametrize("pread", [True, False])
def test_threads_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pread: bool) -> None:
    """None reads at the place of another, with the system's call for it or without."""
    if not pread:
        monkeypatch.delattr(os, "pread", raising=False)
    many = [f"|{number:04} = {number}: |" * 40 for number in range(400)]
    (tmp_path / "weights.yaml").write_text("", encoding="utf-8")
    for _ in range(2):
        _, texts = copy_in_parts(
            Files(tmp_path), "profiles", ["weights.yaml"], Profiles, lambda: (Profiles(), list(many))
        )
    assert isinstance(texts, Parts)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(texts.__getitem__, [*range(400)] * 3)) == many * 3


def test_a_file_is_closed_with_what_reads_it(tmp_path: Path) -> None:
    """A library that is opened a thousand times keeps no thousand files open."""
    _opened(tmp_path, Maker())
    _, texts = _opened(tmp_path, Maker())
    assert isinstance(texts, Parts)
    number = texts._file
    os.fstat(number)
    del texts
    gc.collect()
    with pytest.raises(OSError, match=r"."):
        os.fstat(number)
