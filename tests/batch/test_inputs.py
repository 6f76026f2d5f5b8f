"""Which files a batch is of, and what refuses it before anything is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from memo.batch.inputs import gathered
from memo.errors import UsageError
from memo.limits import MOST_BYTES
from tests.batch.support import reviews
from tests.support import faults_of


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def named(*words: str, output: str = "out", formats: tuple[str, ...] = ("pdf",), lines: tuple[str, ...] = ()) -> list:
    return [(one.file, one.name) for one in gathered(words, output, formats, lines)]


def test_a_folder_is_searched_and_its_shape_kept(tmp_path: Path) -> None:
    """Files below folders keep their place, hidden ones and other kinds are left out, the order is that of names."""
    reviews(tmp_path / "in", 2)
    reviews(tmp_path / "in" / "b", 1)
    for name in ("in/.hidden.yaml", "in/notes.md", "in/c.YML", "in/d.json"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "in" / ".git").mkdir()
    (tmp_path / "in" / ".git" / "x.yaml").write_text("x", encoding="utf-8")
    assert named("in") == [
        ("in/b/r00.yaml", "b/r00"), ("in/c.YML", "c"), ("in/d.json", "d"), ("in/r00.yaml", "r00"),
        ("in/r01.yaml", "r01"),
    ]  # fmt: skip


def test_patterns_lists_and_files_mix_and_nothing_comes_twice(tmp_path: Path) -> None:
    """A list's paths start at the list; blank lines and remarks are no files; a file named twice is one input."""
    reviews(tmp_path / "in" / "x", 2)
    (tmp_path / "in" / "due.txt").write_text("# due\n\nx/r01.yaml\n", encoding="utf-8")
    assert named("in/*/r*0.yaml", "in/due.txt", "in/x/r01.yaml") == [
        ("in/x/r00.yaml", "x/r00"), ("in/x/r01.yaml", "r01"),
    ]  # fmt: skip
    assert named("-", lines=("in/x/r00.yaml", "  ")) == [("in/x/r00.yaml", "r00")]


def test_an_output_within_the_inputs_is_no_input(tmp_path: Path) -> None:
    """A folder whose memos lie below it can be batched again: what the journal names is not taken for findings."""
    reviews(tmp_path / "in", 1)
    (tmp_path / "in" / "out").mkdir()
    for name in ("r00.json", "manifest.json", "mine.json"):
        (tmp_path / "in" / "out" / name).write_text("{}", encoding="utf-8")
    found = gathered(["in"], "in/out", ["json"], (), {"r00.json"})
    assert [(one.file, one.name) for one in found] == [("in/out/mine.json", "out/mine"), ("in/r00.yaml", "r00")]


@pytest.mark.parametrize("word", ["in", "in/*.yaml", "in/list.txt", "-", "gone.txt"])
def test_what_names_nothing_is_refused(word: str, tmp_path: Path) -> None:
    """An empty folder, pattern or list is a mistake, not a batch of none."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "list.txt").write_text("\n# none\n", encoding="utf-8")
    (fault,) = faults_of(gathered, [word], "out", ["pdf"])
    assert (fault.code, fault.place.file) == ("no-input", word)


def test_two_inputs_of_one_name_are_refused_together(tmp_path: Path) -> None:
    """Every clash is told at once: of two inputs, of capitals alone, and with what the batch writes itself."""
    for name in ("a/r.yaml", "b/r.yaml", "b/R.yml", "index.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    faults = faults_of(gathered, ["a/r.yaml", "b/r.yaml", "b/R.yml", "index.yaml"], "out", ["md"])
    assert [fault.code for fault in faults] == ["same-output"] * 3
    assert "'a/r.yaml' and 'b/r.yaml'" in faults[0].message
    assert faults[2].place.file == str(Path("out", "index.md"))
    assert [one.name for one in gathered(["index.yaml"], "out", ["pdf"])] == ["index"]


def test_a_memo_never_replaces_a_findings_file(tmp_path: Path) -> None:
    """JSON findings and JSON memos of one folder would be one file."""
    (tmp_path / "r.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        gathered(["r.json"], ".", ["json"])
    assert refused.value.faults[0].code == "output-is-input"


@pytest.mark.parametrize(
    "word", ["sftp://me:s3cret@files.example/in", "s3://k:s3cret@b/r.yaml", "memory://a:s3cret@x/*"]
)
def test_a_password_in_a_url_is_refused_and_not_told(word: str, tmp_path: Path) -> None:
    """Journal, manifest and index name every input, so none may hold a password: as a word, an output, a listed file."""
    for words, output, lines in (([word], "out", []), (["in"], word, []), (["-"], "out", [word])):
        (fault,) = faults_of(gathered, words, output, ["pdf"], lines)
        assert fault.code == "password-in-url"
        assert "s3cret" not in str(fault)


def test_a_user_without_a_password_is_no_secret(tmp_path: Path) -> None:
    """The user alone says where a file lies, and an `@` in a path says nothing."""
    files = ["sftp://me@files.example/r.yaml", "s3://bucket/a:b@c.yaml"]
    assert [one.file for one in gathered(["-"], "out", ["pdf"], files)] == files


@pytest.mark.parametrize("name", ["caf\udce9.yaml", "a\0b.yaml"])
def test_a_name_that_no_journal_holds_is_refused(name: str, tmp_path: Path) -> None:
    """A name of stray bytes, or with a NUL, is told before the batch begins."""
    (fault,) = faults_of(gathered, ["-"], "out", ["pdf"], [name])
    assert fault.code == "bad-name"
    assert str(fault).isprintable() or fault.hint


@pytest.mark.parametrize(
    ("content", "code"), [(b"\xff\n", "not-utf8"), (b"#" * (MOST_BYTES + 1), "too-large")], ids=["bytes", "size"]
)
def test_a_list_is_read_as_strictly_as_any_input(content: bytes, code: str, tmp_path: Path) -> None:
    """No line of a list is lost: one that is too long or not UTF-8 is refused, not cut."""
    (tmp_path / "due.txt").write_bytes(content)
    (fault,) = faults_of(gathered, ["due.txt"], "out", ["pdf"])
    assert (fault.code, fault.place.file) == (code, "due.txt")


def test_the_folder_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a whole tree the one folder without rights is named, and nothing below it is left out in silence."""

    def walk(folder: str, onerror: Any) -> Any:
        onerror(PermissionError(13, "Permission denied", f"{folder}/emea/locked"))
        return []

    monkeypatch.setattr("memo.batch.places.os.walk", walk)
    with pytest.raises(UsageError) as caught:
        gathered([str(tmp_path)], "out", ["md"])
    assert [str(fault.place) for fault in caught.value.faults] == [f"{tmp_path}/emea/locked"]
