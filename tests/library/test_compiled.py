"""Compiled copies of the law: quicker, never stale, never in the way."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import time
import zlib
from datetime import date
from pathlib import Path

import pytest

from memo.citation import table
from memo.citation.names import NameTable
from memo.citation.naming import Naming
from memo.library import compiled, files
from memo.library.day import Library
from memo.library.resolve import reader_of_store
from memo.library.store import Store
from memo.library.summary import LawSummary
from memo.mapping.vocabulary import index_of
from memo.resources import packaged
from tests.small_library import everything, good, opened, write
from tests.support import CHECKOUT, faults_of

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


def test_every_copy_that_was_kept_reads_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part of the library is made once: phrases and names, too, are read from their copies the next time."""

    def all_of(library: Library) -> int:
        everything_in(library)
        library.store.compile()
        reader_of_store(library.store)
        return len(index_of(library.store).entries)

    written = all_of(opened(tmp_path))
    assert written
    made: list[str] = []
    monkeypatch.setattr(compiled, "_keep", lambda path, name, data: made.append(name))
    assert all_of(Library.open(tmp_path, DAY)) == written
    assert made == []


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

    monkeypatch.setattr("tempfile.mkstemp", full)
    assert opened(tmp_path).topics
    assert not list(tmp_path.rglob("*.msgpack"))


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
    assert not list((tmp_path / files.FOLDER).glob("decisions-*"))


def test_no_part_of_a_copy_is_left(tmp_path: Path) -> None:
    """A copy is renamed into its place whole, and a file has one copy."""
    for label in ("One", "Two"):
        values = good()
        values["topics"][0]["label"] = label
        everything_in(opened(tmp_path, values))
    names = sorted(path.name for path in (tmp_path / files.FOLDER).iterdir())
    assert not [name for name in names if name.startswith(".part-")]
    assert len([name for name in names if name.startswith("topics-")]) == 1


def test_a_spoilt_copy_is_made_anew(tmp_path: Path) -> None:
    """A copy that a failing disk has cut short is passed over, and the next one is whole."""
    first = everything_in(opened(tmp_path))
    copies = sorted((tmp_path / files.FOLDER).glob("*.msgpack"))
    assert copies
    for copy in copies:
        copy.write_bytes(copy.read_bytes()[:40])
    assert everything_in(Library.open(tmp_path, DAY)) == first
    assert all(len(copy.read_bytes()) > 40 for copy in copies)


def test_a_copy_that_reads_but_was_changed_is_made_anew(tmp_path: Path) -> None:
    """Another word in a copy, or another digest in the index, is noticed although it still reads."""
    first = everything_in(opened(tmp_path))
    digest = Library.open(tmp_path, DAY).digest
    folder = tmp_path / files.FOLDER
    for copy in sorted(folder.glob("*.msgpack")):
        whole = copy.read_bytes()
        seal, _, body = whole.partition(b"\n")
        assert int(seal, 16) == zlib.crc32(body)
        wrong = re.sub(rb'([a-z ])e([a-z" ])', rb"\1a\2", body)
        copy.write_bytes(seal + b"\n" + wrong)
        assert wrong != body
        assert everything_in(Library.open(tmp_path, DAY)) == first
        assert Library.open(tmp_path, DAY).digest == digest


def test_a_copy_leaves_the_copies_of_like_named_laws_alone(tmp_path: Path) -> None:
    """Only an older copy of the very same name is cleared away."""
    root = write(tmp_path, good())
    folder = root / files.FOLDER
    folder.mkdir()
    older = "b" * 32
    neighbour = folder / f"eu-act-rules-{older}.msgpack"
    stale = folder / f"eu-act-{older}.msgpack"
    for path in (neighbour, stale):
        path.write_text("{}", encoding="utf-8")
    compiled.copy_of(files.Files(root), "eu-act", ["topics.yaml"], tuple[LawSummary, ...], tuple)
    assert neighbour.exists()
    assert not stale.exists()
    assert len(list(folder.glob("eu-act-*.msgpack"))) == 2


# --- which files have changed -------------------------------------------------------------


def settled(root: Path) -> Path:
    """Set the times of a library's files to a day long past, as those of a checkout are."""
    for path in root.rglob("*.yaml"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return root


def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by the name of each file whose bytes are read for its digest."""
    names: list[str] = []
    real = files._hashed
    monkeypatch.setattr(files, "_hashed", lambda path: (names.append(path.name), real(path))[1])
    return names


def trusting(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make an index that trusts every file: the times of `settled` are in the past, those of the system are not."""
    monkeypatch.setattr(files, "_SETTLED_AFTER_NS", -10_000_000_000)
    _ = files.Files(settled(root)).whole


def test_a_file_that_is_unchanged_is_not_read_for_its_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the file system calls unchanged is not hashed again, and the digest is the same."""
    root = write(tmp_path, good())
    first = files.Files(root).whole
    trusting(root, monkeypatch)
    names = hashed(monkeypatch)
    assert files.Files(root).whole == first
    assert names == []


def test_an_edit_of_equal_length_and_time_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit that keeps the length and sets the old time back is still seen: no hand can set the time of the change."""
    root = write(tmp_path, good())
    trusting(root, monkeypatch)
    assert Store(root).topics["training"].label == "Training"
    time.sleep(0.05)
    path = root / "topics.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("label: Training", "label: Straying"), encoding="utf-8")
    settled(root)
    assert Store(root).topics["training"].label == "Straying"


def test_what_was_just_written_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that changed moments before it was read is read again: its times may not tell the next change."""
    root = write(tmp_path, good())
    _ = files.Files(root).whole
    names = hashed(monkeypatch)
    _ = files.Files(root).whole
    assert len(names) == len(list(root.rglob("*.yaml")))


def test_only_what_changed_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit the files that did not change keep their digests."""
    root = write(tmp_path, good())
    trusting(root, monkeypatch)
    (root / "topics.yaml").write_text("topics: []\n", encoding="utf-8")
    names = hashed(monkeypatch)
    _ = files.Files(root).whole
    assert set(names) == {"topics.yaml"}


@pytest.mark.parametrize("spoilt", ["", "[]", "{", '{"topics.yaml": 1}', '{"topics.yaml": ["0", null]}'])
def test_a_spoilt_index_is_passed_over(tmp_path: Path, spoilt: str) -> None:
    """An index that cannot be read, or knows too little, is made anew and never believed."""
    root = write(tmp_path, good())
    first = files.Files(root).whole
    (root / files.FOLDER / "index.json").write_text(spoilt, encoding="utf-8")
    assert files.Files(root).whole == first


def test_a_file_that_comes_or_goes_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new law is held at once, and one that was taken away is gone."""
    root = write(tmp_path, good())
    trusting(root, monkeypatch)
    first = Store(root)
    assert set(first.summaries) == {"eu-act"}
    (root / "fr").mkdir()
    (root / "eu" / "act").rename(root / "fr" / "act")
    path = root / "fr" / "act" / "law.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: eu-act", "id: fr-act"), encoding="utf-8")
    assert set(Store(root).summaries) == {"fr-act"}
    assert Store(root).digest != first.digest


def test_a_file_that_changes_while_it_is_compiled_leaves_no_copy(tmp_path: Path) -> None:
    """A copy is kept only under the digest of the very bytes it was made from."""
    root = write(tmp_path, good())
    store = files.Files(root)
    store.digest("topics.yaml")

    def produce() -> tuple[LawSummary, ...]:
        (root / "topics.yaml").write_text("topics: []\n", encoding="utf-8")
        return ()

    assert compiled.copy_of(store, "eu-act", ["topics.yaml"], tuple[LawSummary, ...], produce) == ()
    assert not list((root / files.FOLDER).glob("eu-act-*"))


READER = """
import sys
from pathlib import Path
from memo.library.store import Store
from memo.resources import packaged
from tests.small_library import everything
root = Path(sys.argv[1])
for _ in range(12):
    store = Store(root)
    everything(store)
    print(store.digest, store.topics["training"].label, store.summaries["eu-act"].title)
"""


def test_processes_that_race_read_the_same_and_the_law_of_the_moment(tmp_path: Path) -> None:
    """Several processes compile one library while it is edited: none fails, none reads a mixture, the last is right."""
    root = write(tmp_path, good())
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    racing = [
        subprocess.Popen([sys.executable, "-c", READER, str(root)], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    labels = ["Training", "Straying", "Braining"]
    path = root / "topics.yaml"
    for label in labels[1:]:
        time.sleep(0.3)
        text = re.sub("label: (Training|Straying)", f"label: {label}", path.read_text(encoding="utf-8"))
        beside = path.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    for process in racing:
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert all(line.split()[1] in labels for line in said.splitlines())
        assert len(said.splitlines()) == 12
    assert Store(root).topics["training"].label == "Braining"
    assert not list((root / files.FOLDER).glob(".part-*"))


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_read_only_library_is_read_from_its_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed where nothing can be written, the copies that came along serve, and no YAML is parsed."""
    from memo.library import reading

    root = write(tmp_path, good())
    Store(root).compile()
    (root / files.FOLDER / "index.json").unlink()  # as after an installation: other times, other numbers

    def refused(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    monkeypatch.setattr(reading, "read_text", refused)
    store = Store(root)
    everything(store)
    assert store.summaries["eu-act"].short_title == "Act"
    assert not (root / files.FOLDER / "index.json").exists()


def test_the_names_of_laws_are_filed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read of the names' compiled copy is what filing them makes, and a name that is added is filed."""
    root = packaged("regulations")
    namings = reader_of_store(Store(root)).namings  # makes the copy where there is none
    made = vars(NameTable(namings, table.filed(namings)))
    more = [*namings, Naming("eu-nosuch", ("Act on Nothing", "QQQQ"), ("15 U.S.C.",))]
    assert table.filed(more).owners["act on nothing"] == ("eu-nosuch",)
    assert "Q.Q.Q.Q." in table.filed(more).by_word["q"]
    assert "eu-nosuch" in table.filed(more).parts_of_codes
    monkeypatch.setattr(table, "filed", None)
    assert vars(reader_of_store(Store(root)).names) == made


@pytest.mark.parametrize("searching", [True, False])
def test_reading_a_copy_leaves_the_search_for_garbage_as_it_was(searching: bool, tmp_path: Path) -> None:
    """The search for unreachable values rests while a copy is read, one that is spoilt too, and no longer."""
    everything_in(opened(tmp_path))
    for copy in (tmp_path / files.FOLDER).glob("authorities-*.msgpack"):
        copy.write_bytes(b"spoilt")
    before = gc.isenabled()
    try:
        (gc.enable if searching else gc.disable)()
        everything_in(Library.open(tmp_path, DAY))
        assert gc.isenabled() is searching
    finally:
        (gc.enable if before else gc.disable)()
