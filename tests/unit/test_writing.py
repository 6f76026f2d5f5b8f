"""`memo.writing`: the old file whole or the new one whole, and nothing left lying about."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from memo import writing
from memo.errors import OutputError
from memo.writing import PREFIX, same_name, write
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


@pytest.mark.parametrize("call", ["replace", "fsync", "fdopen"])
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
    for mask, mode in ((0o027, 0o640), (0, 0o666)):
        before = os.umask(mask)
        try:
            write(tmp_path / "memo.md", "x")
        finally:
            os.umask(before)
        assert (tmp_path / "memo.md").stat().st_mode & 0o777 == mode


def test_a_link_in_the_way_is_replaced_not_followed(tmp_path: Path) -> None:
    """A symbolic link at the target does not lead the result elsewhere."""
    (tmp_path / "precious").write_text("keep", encoding="utf-8")
    (tmp_path / "memo.md").symlink_to(tmp_path / "precious")
    write(tmp_path / "memo.md", "new")
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "keep"
    assert (tmp_path / "memo.md").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("kind", ["fifo", "link-to-folder"])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, kind: str) -> None:
    """A pipe, or a link to a folder, at the target is refused and stays."""
    target = tmp_path / "memo.md"
    if kind == "fifo":
        os.mkfifo(target)
    else:
        (tmp_path / "folder").mkdir()
        target.symlink_to(tmp_path / "folder")
    before = target.lstat().st_ino
    fault = refusal(write, target, "x")
    assert fault.code == "cannot-write"
    assert fault.message == "cannot be written: is " + ("not a regular file" if kind == "fifo" else "a folder")
    assert target.lstat().st_ino == before
    assert leftovers(tmp_path) == []


def test_the_next_run_cleans_what_a_killed_one_left(tmp_path: Path) -> None:
    """A part that nobody writes any more goes; one whose writer lives, a link and a folder of such a name stay."""
    (tmp_path / f"{PREFIX}dead").write_text("half", encoding="utf-8")
    alive, part = writing._opened(tmp_path)
    (tmp_path / "precious").write_text("keep", encoding="utf-8")
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "precious")
    (tmp_path / f"{PREFIX}folder").mkdir()
    write(tmp_path / "memo.md", "new")
    assert sorted(leftovers(tmp_path)) == sorted([part.name, f"{PREFIX}link", f"{PREFIX}folder"])
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "keep"
    os.close(alive)
    writing.clean(tmp_path)
    assert sorted(leftovers(tmp_path)) == sorted([f"{PREFIX}link", f"{PREFIX}folder"])


def test_what_is_no_part_is_neither_waited_for_nor_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that bears the name of a part stays and stops nobody; what a link of such a name leads to is not locked."""
    os.mkfifo(tmp_path / f"{PREFIX}pipe")
    (tmp_path / "precious").write_text("keep", encoding="utf-8")
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "precious")
    real, locked = writing.fcntl.flock, []

    def flock(descriptor: int, how: int) -> None:
        locked.append(os.fstat(descriptor).st_ino)
        real(descriptor, how)

    monkeypatch.setattr(writing.fcntl, "flock", flock)
    writing.clean(tmp_path)
    assert sorted(leftovers(tmp_path)) == [f"{PREFIX}link", f"{PREFIX}pipe"]
    assert locked == [(tmp_path / f"{PREFIX}pipe").stat().st_ino]


def test_a_system_without_locks_writes_and_leaves_what_it_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no lock tells a living run's part from an abandoned one, results are written and no part is removed."""
    monkeypatch.setattr(writing, "fcntl", None)
    (tmp_path / f"{PREFIX}dead").write_text("half", encoding="utf-8")
    write(tmp_path / "memo.md", "new")
    assert (tmp_path / "memo.md").read_text(encoding="utf-8") == "new"
    assert leftovers(tmp_path) == [f"{PREFIX}dead"]


def test_a_failure_is_told_though_the_part_cannot_be_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What went wrong first is what the person hears, in the system's words or, where it has none, the error's own."""

    def failing(error: OSError) -> Any:
        def fail(*_: object) -> None:
            raise error

        return fail

    monkeypatch.setattr(writing.os, "unlink", failing(OSError(13, "Permission denied")))
    monkeypatch.setattr(writing.os, "replace", failing(OSError(5, "Input/output error")))
    assert refusal(write, tmp_path / "memo.md", "x").message == "cannot be written: Input/output error"
    monkeypatch.setattr(writing.os, "replace", failing(OSError("the far end is gone")))
    assert refusal(write, tmp_path / "memo.md", "x").message == "cannot be written: the far end is gone"


def test_a_folder_that_cannot_be_synced_has_the_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that cannot sync a folder is no failure: the result is written."""
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(22, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(writing.os, "fsync", fsync)
    write(tmp_path / "memo.md", "new")
    assert (tmp_path / "memo.md").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("way", ["gone", "taken"])
def test_a_part_that_another_run_took_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """Between the making of a part and its lock another run may clean it away; the writer makes a new one."""
    real = writing._locked
    calls: list[int] = []

    def raced(descriptor: int) -> bool:
        calls.append(descriptor)
        if len(calls) > 1:
            return real(descriptor)
        (tmp_path / leftovers(tmp_path)[0]).unlink()
        return way == "gone"

    monkeypatch.setattr(writing, "_locked", raced)
    write(tmp_path / "memo.md", "new")
    assert len(calls) == 2
    assert (tmp_path / "memo.md").read_text(encoding="utf-8") == "new"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(("error", "free"), [(BlockingIOError(11, "taken"), False), (OSError(95, "no locks"), True)])
def test_locks_that_are_taken_or_not_there(monkeypatch: pytest.MonkeyPatch, error: OSError, free: bool) -> None:
    """A lock that another holds is not ours; a file system without locks does not stop a result."""

    def flock(*_: object) -> None:
        raise error

    monkeypatch.setattr(writing.fcntl, "flock", flock)
    assert writing._locked(0) is free


def test_eight_writers_never_mix(tmp_path: Path) -> None:
    """Eight processes that write the same two files at once leave each whole, as one of them wrote it."""
    workers = []
    gate, opening = os.pipe()
    for number in range(8):
        child = os.fork()
        if child == 0:
            os.close(opening)
            os.read(gate, 1)  # all begin when the parent closes its end
            code = 1
            try:
                for turn in range(25):
                    write(tmp_path / f"memo-{turn % 2}.md", bytes([65 + number]) * 300_000)
                code = 0
            finally:
                os._exit(code)
        workers.append(child)
    os.close(gate)
    os.close(opening)
    assert [os.waitpid(child, 0)[1] for child in workers] == [0] * 8
    for turn in (0, 1):
        data = (tmp_path / f"memo-{turn}.md").read_bytes()
        assert len(data) == 300_000
        assert len(set(data)) == 1
    assert leftovers(tmp_path) == []


NAMES = ["../x", "a/b", "a\\b", "CON", "nul.txt", "-rf", ".hidden", "x" * 300, "ü", "a\u0301", "\u202ex", "", " ", "..", "a\0b", "\ud800", "名前", "a.", "A B"]  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_a_name_from_data_is_harmless(text: str) -> None:
    """Whatever a name is made from, it leads nowhere, is short, plain and no device."""
    name = writing.safe_name(text)
    assert name == Path(name).name
    assert name[0] not in "-."
    assert name[-1] not in ". "
    assert len(name) <= 110
    assert name.isascii() and not set(name) & set("/\\:\0 ")
    assert name.upper().partition(".")[0] not in {"CON", "NUL"}


def test_different_data_have_different_names() -> None:
    """What the allow-list makes alike, the hash keeps apart; a plain id is its own name."""
    assert len({writing.safe_name(text) for text in NAMES}) == len(NAMES)
    assert writing.safe_name("F-3") == "F-3"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Xavier & Co/2026", "Xavier-Co-2026-88607f49"),
        ("", "x-e3b0c442"),
        ("-. ", "x-c8eee3b1"),
        ("nul.txt", "nul-txt-7f3cbdd5"),
        ("con.a/b", "con-a-b-79d336bb"),
        ("a" * 101, "a" * 100 + "-9d079339"),
    ],
)
def test_a_name_keeps_what_it_can(text: str, name: str) -> None:
    """What may stand in a name stays, other characters become one hyphen, no device is left, a hash tells it apart."""
    assert writing.safe_name(text) == name


def test_names_that_a_file_system_may_take_for_one() -> None:
    """Capitals, composed letters and wide forms do not tell two names apart everywhere; other letters do."""
    for one, other in (
        ("Memo.PDF", "memo.pdf"),
        ("\u00fc.md", "u\u0308.md"),
        ("\uff21.md", "a.md"),
        ("stra\u00dfe", "STRASSE"),
    ):
        assert same_name(one) == same_name(other)
    assert same_name("a.md") != same_name("b.md") != same_name("\u0430.md")
