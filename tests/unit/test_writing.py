"""`memo.writing`: the old file whole or the new one whole, and nothing left lying about."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from memo import writing
from memo.errors import OutputError
from memo.writing import PREFIX, write
from tests.support import refusal


def leftovers(folder: Path) -> list[str]:
    """Return the parts of files that a failed run left in a folder."""
    return [path.name for path in folder.iterdir() if path.name.startswith(PREFIX)]


@pytest.mark.parametrize("content", ["text ü\n", b"\x00\xff"])
def test_a_result_is_written_as_it_is(tmp_path: Path, content: str | bytes) -> None:
    """Text is written as UTF-8 without changing its line ends, bytes as they are."""
    write(tmp_path / "memo", content)
    assert (tmp_path / "memo").read_bytes() == (content.encode() if isinstance(content, str) else content)
    assert leftovers(tmp_path) == []


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """A second run replaces the first one's result."""
    write(tmp_path / "memo", "a long old text")
    write(tmp_path / "memo", "new")
    assert (tmp_path / "memo").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("call", ["replace", "fsync", "chmod"])
def test_the_old_file_is_kept_on_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Whatever call fails, the old file is whole, nothing is left over, and the error names the file."""
    target = tmp_path / "memo.md"
    target.write_text("old", encoding="utf-8")

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, call, full)
    fault = refusal(write, target, "new")
    monkeypatch.undo()
    assert fault.code == "cannot-write"
    assert "No space left" in fault.message
    assert str(target) in str(fault)
    assert target.read_text(encoding="utf-8") == "old"
    assert leftovers(tmp_path) == []


def test_a_broken_stream_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails half-way leaves the old file and no part of the new one."""
    target = tmp_path / "memo.md"
    target.write_text("old", encoding="utf-8")
    real = os.fdopen

    class Broken:
        def __init__(self, file: Any) -> None:
            self.file = file

        def __enter__(self) -> Broken:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> int:
            self.file.write(data[:1])
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(writing.os, "fdopen", lambda descriptor, mode: Broken(real(descriptor, mode)))
    assert refusal(write, target, "new").code == "cannot-write"
    monkeypatch.undo()
    assert target.read_text(encoding="utf-8") == "old"
    assert leftovers(tmp_path) == []


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    """A name that is a folder is refused, not replaced."""
    (tmp_path / "out").mkdir()
    assert refusal(write, tmp_path / "out", "x").code == "cannot-write"
    assert leftovers(tmp_path) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A folder that is not there is an error of the output with exit code 4."""
    with pytest.raises(OutputError) as raised:
        write(tmp_path / "none" / "memo.md", "x")
    assert raised.value.exit_code == 4


def test_the_mode_is_that_of_any_new_file(tmp_path: Path) -> None:
    """A result can be read by whom the umask allows, like any file a person saves."""
    before = os.umask(0o027)
    try:
        write(tmp_path / "memo.md", "x")
    finally:
        os.umask(before)
    assert (tmp_path / "memo.md").stat().st_mode & 0o777 == 0o640


def test_a_link_in_the_way_is_replaced_not_followed(tmp_path: Path) -> None:
    """A symbolic link at the target does not lead the result elsewhere."""
    (tmp_path / "precious").write_text("keep", encoding="utf-8")
    (tmp_path / "memo.md").symlink_to(tmp_path / "precious")
    write(tmp_path / "memo.md", "new")
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "keep"
    assert (tmp_path / "memo.md").read_text(encoding="utf-8") == "new"
