"""Compiled copies of the law: quicker, never stale, never in the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from memo.library import compiled
from memo.library.day import Library
from memo.library.store import Store
from memo.library.summary import Summaries
from tests.small_library import everything, good, opened, write
from tests.support import faults_of

DAY = date(2026, 11, 25)


def everything_in(library: Library) -> object:
    """Return all records of a library."""
    return (
        {law.id: law.record for law in library.laws()},
        library.topics,
        library.playbooks,
        library.authorities,
        library.decisions,
    )


def test_a_copy_says_what_its_file_says(tmp_path: Path) -> None:
    """What is read from a compiled copy equals what is read from the file it was made from."""
    first = everything_in(opened(tmp_path))
    assert everything_in(Library.open(tmp_path, DAY)) == first


def test_an_edit_shows_at_once(tmp_path: Path) -> None:
    """A copy is never stale: a changed file is read anew."""
    everything_in(opened(tmp_path))
    values = good()
    values["topics"][0]["label"] = "Another label"
    values["provisions"][0]["gist"] = "Another gist of this provision."
    values["law"]["short_title"] = "Other"
    values["decisions"][0]["respondent"] = "Another Limited"
    library = opened(tmp_path, values)
    assert library.topics["training"].label == "Another label"
    assert library.law("eu-act").annotated["3(1)(a)"].gist == "Another gist of this provision."
    assert library.law("eu-act").record.short_title == "Other"
    assert "Another Limited" in {decision.respondent for decision in library.decisions}


def test_a_spoiled_edit_is_refused_beside_a_good_copy(tmp_path: Path) -> None:
    """A good copy of yesterday does not hide a fault of today."""
    everything_in(opened(tmp_path))
    values = good()
    del values["law"]["title"]
    assert {fault.code for fault in faults_of(everything, Store(write(tmp_path, values)))} == {"bad-record"}


def test_a_folder_that_cannot_be_written_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no copy can be kept the files are read, and nothing is said or left over."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(compiled.tempfile, "mkstemp", full)
    assert opened(tmp_path).topics
    assert not list(tmp_path.rglob("*.json"))


def test_copies_leave_the_digest_alone(tmp_path: Path) -> None:
    """The library's digest is of the files that people edit, not of copies made from them."""
    library = opened(tmp_path)
    before = library.digest
    everything_in(library)
    assert Library.open(tmp_path, DAY).digest == before


def test_decisions_are_read_only_when_asked_for(tmp_path: Path) -> None:
    """The laws, their summaries and their vocabulary are read without opening a file of decisions."""
    library = opened(tmp_path)
    (tmp_path / "eu" / "decisions.yaml").write_text("decisions: no list\n", encoding="utf-8")
    everything_but = [library.law("eu-act").record, library.topics, library.playbooks, library.authorities]
    assert all(everything_but)
    assert not list((tmp_path / compiled.FOLDER).glob("decisions-*"))


def test_no_part_of_a_copy_is_left(tmp_path: Path) -> None:
    """A copy is renamed into its place whole, and a file has one copy."""
    for label in ("One", "Two"):
        values = good()
        values["topics"][0]["label"] = label
        everything_in(opened(tmp_path, values))
    names = sorted(path.name for path in (tmp_path / compiled.FOLDER).iterdir())
    assert not [name for name in names if name.startswith(".part-")]
    assert len([name for name in names if name.startswith("topics-")]) == 1


def test_a_spoilt_copy_is_made_anew(tmp_path: Path) -> None:
    """A copy that a failing disk has cut short is passed over, and the next one is whole."""
    first = everything_in(opened(tmp_path))
    copies = sorted((tmp_path / compiled.FOLDER).glob("*.json"))
    assert copies
    for copy in copies:
        copy.write_bytes(copy.read_bytes()[:40])
    assert everything_in(Library.open(tmp_path, DAY)) == first
    assert all(len(copy.read_bytes()) > 40 for copy in copies)


def test_a_copy_leaves_the_copies_of_like_named_laws_alone(tmp_path: Path) -> None:
    """Only an older copy of the very same name is cleared away."""
    folder = tmp_path / compiled.FOLDER
    folder.mkdir()
    key, older = "a" * 32, "b" * 32
    neighbour = folder / f"eu-act-rules-{older}.json"
    stale = folder / f"eu-act-{older}.json"
    for path in (neighbour, stale):
        path.write_text("{}", encoding="utf-8")
    compiled.copy_of(tmp_path, "eu-act", key, Summaries, lambda: Summaries(laws=()))
    assert neighbour.exists()
    assert not stale.exists()
    assert (folder / f"eu-act-{key}.json").exists()
