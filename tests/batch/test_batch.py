"""`memo batch`: what is made, what is left, what stops it, and what is written down."""

from __future__ import annotations

import errno
import json
import pickle
import shutil
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from memo.batch import crew, digests, job, places
from memo.batch.job import Job, Options, perform
from memo.batch.journal import Journal
from memo.cli import batch as command
from memo.cli import render
from memo.cli.batch import LIKE_RENDER
from memo.cli.main import Ended
from memo.cli.progress import Progress
from memo.errors import Fault, OutputError, Place
from tests.batch.conftest import Run
from tests.batch.support import REVIEW, reviews, small
from tests.small_library import good, write
from tests.support import refusal


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def statuses(folder: Path) -> dict[str, str]:
    return {Path(memo["input"]).name: memo["status"] for memo in manifest(folder)["memos"]}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let jobs be done without law, where only the run is of interest."""
    monkeypatch.setattr(crew, "perform", small)


# --- the whole of it ----------------------------------------------------------


def test_one_bad_input_stops_nothing(run: Run, tmp_path: Path) -> None:
    """The others are made, the bad one is told with its place, the code is 3, and the manifest is in their order."""
    reviews(tmp_path / "in", 2)
    (tmp_path / "in" / "bad.yaml").write_text("vendor: A\nfindngs: []\n", encoding="utf-8")
    done = run("in", "-f", "md", "-f", "json", "-o", "out")
    assert done.exit_code == 3, done.output
    assert "in/bad.yaml:2:1" in done.stderr and done.stdout == ""
    assert "2 made, 1 failed of 3" in done.stderr
    whole = manifest(tmp_path / "out")
    assert whole["counts"] == {"made": 2, "unchanged": 0, "failed": 1, "waiting": 0}
    bad, first, _ = whole["memos"]
    assert (bad["input"], bad["status"], bad["exit_code"]) == ("in/bad.yaml", "failed", 1)
    assert {fault["code"] for fault in bad["faults"]} == {"missing-key", "unknown-key"}
    assert [output["path"] for output in first["outputs"]] == ["r00.md", "r00.json"]
    for output in first["outputs"]:
        content = (tmp_path / "out" / output["path"]).read_bytes()
        assert (output["sha256"], output["bytes"]) == (digests.of(content), len(content))
    assert "eu-gdpr" in first["laws"]
    assert first["facts"]["vendor"] == "Vendor 00"
    for name in ("index.md", "index.html"):
        text = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert "Vendor 01" in text and "r01.md" in text and "in/bad.yaml" in text


def test_an_older_memo_of_a_faulty_input_is_no_input(run: Run, tmp_path: Path) -> None:
    """Where memos lie among their inputs, one whose input fails later is linked as older, and refuses no further run."""
    reviews(tmp_path / "in", 2)
    assert run("in", "-f", "json", "-o", "in").exit_code == 0
    (tmp_path / "in/r00.yaml").write_text("vendor: A\nfindngs: []\n", encoding="utf-8")
    for _ in range(3):
        done = run("in", "-f", "json", "-o", "in")
        assert done.exit_code == 3, done.stderr
        assert "1 failed of 2" in done.stderr
        for name in ("index.md", "index.html"):
            text = (tmp_path / "in" / name).read_text(encoding="utf-8")
            assert "an older memo is still there: " in text and "r00.json" in text
    done = run("in", "-f", "md", "-o", "in", "-j", "1")
    assert "1 made, 1 failed of 2" in done.stderr  # another format leaves the older files of both no inputs
    assert {memo["input"]: memo["left"] for memo in manifest(tmp_path / "in")["memos"]} == {
        "in/r00.yaml": ["r00.json"],
        "in/r01.yaml": ["r01.json"],
    }
    (tmp_path / "in/r00.json").unlink()
    run("in", "-f", "md", "-o", "in")
    assert "older memo" not in (tmp_path / "in/index.md").read_text(encoding="utf-8")


def test_a_memo_of_a_batch_is_that_of_render(run: Run, tmp_path: Path) -> None:
    """The same bytes come from either command, with options that change them."""
    from click.testing import CliRunner

    from memo.cli.main import cli

    reviews(tmp_path / "in", 1)
    options = ["--edition", "shareable", "--citation-style", "oscola", "--as-of", "2026-10-01", "-f", "md"]
    assert run("in", "-o", "out", *options).exit_code == 0
    assert CliRunner().invoke(cli, ["render", "in/r00.yaml", "-o", "one/", *options]).exit_code == 0
    assert (tmp_path / "out/r00.md").read_bytes() == (tmp_path / "one/r00.md").read_bytes()


def test_every_option_of_render_passes_through() -> None:
    """An option that render gets later and the batch does not know is seen here."""
    own = {"files", "output", "formats", "as_of"}
    passed = {option.name for option in LIKE_RENDER}
    assert passed == {option.name for option in render.command.params} - own
    assert passed - {"debug"} <= {field.name for field in fields(Options)}


def test_a_wiki_markup_has_its_own_ending(run: Run, tmp_path: Path) -> None:
    """A dialect alone asks for Markdown, and its files are called as render calls them."""
    reviews(tmp_path / "in", 1)
    assert run("in", "-o", "out", "--dialect", "mediawiki").exit_code == 0
    assert (tmp_path / "out/r00.wiki").read_text(encoding="utf-8").strip()
    assert "r00.wiki" in (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert run("in", "-f", "pdf", "-o", "out", "--dialect", "mediawiki").exit_code == 2


def test_a_job_and_its_result_can_travel(tmp_path: Path) -> None:
    """What goes to a worker and what comes back survives pickling, a fault with all its parts."""
    from memo.library.store import Store
    from memo.resources import packaged

    law = Store(packaged("regulations")).digest
    options = Options(("md",), date(2026, 11, 23))
    text = REVIEW.format(vendor="Acme", severity="hihg")
    sent = pickle.loads(pickle.dumps(Job("r.yaml", text, options, law, digests.program())))  # noqa: S301
    made = pickle.loads(pickle.dumps(perform(sent)))  # noqa: S301
    assert made.exit_code == 1
    assert [(f.code, f.place) for f in made.faults] == [("unknown-word", Place("r.yaml", 7, 15))]


def test_a_worker_with_another_library_or_memo_stops_the_batch() -> None:
    """A memo is never made with a law, or a program, that the manifest would not name."""
    from memo.library.store import Store
    from memo.resources import packaged

    law = Store(packaged("regulations")).digest
    options = Options(("md",), date(2026, 11, 23))
    for other in (
        Job("r.yaml", REVIEW, options, "0" * 64, digests.program()),
        Job("r.yaml", REVIEW, options, law, "0" * 64),
    ):
        made = perform(other)
        assert made.fatal and [fault.code for fault in made.faults] == ["other-worker"]


def test_captured_documents_travel_and_are_watched(run: Run, tmp_path: Path) -> None:
    """A quote is checked against the captured text, and a change of that text makes the memo anew."""
    text = REVIEW.format(vendor="A", severity="low") + "    document: terms\n    quote: We train on it.\n"
    text += "documents:\n  - {id: terms, title: Terms, path: captured/terms.txt}\n"
    (tmp_path / "in" / "captured").mkdir(parents=True)
    (tmp_path / "in" / "r.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "in" / "captured" / "terms.txt").write_text("We train on it.", encoding="utf-8")
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    assert "Found in the captured text" in (tmp_path / "out/r.md").read_text(encoding="utf-8")
    found = job.travelling("r.yaml", text, lambda path: (tmp_path / "in" / path).read_bytes())
    assert found == {"captured/terms.txt": b"We train on it."}
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    assert statuses(tmp_path / "out") == {"r.yaml": "unchanged"}
    (tmp_path / "in" / "captured" / "terms.txt").write_text("We do not.", encoding="utf-8")
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    assert statuses(tmp_path / "out") == {"r.yaml": "made"}
    assert "Not found in the captured text" in (tmp_path / "out/r.md").read_text(encoding="utf-8")


# --- what is not made again ---------------------------------------------------


def test_what_is_unchanged_is_left(run: Run, quick: None, tmp_path: Path) -> None:
    """A second run writes no memo; a changed input, a lost or altered memo, another option or --again makes it anew."""
    reviews(tmp_path / "in", 3)
    out = tmp_path / "out"
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    before = [(out / f"r0{n}.md").stat().st_ino for n in range(3)]
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    assert [(out / f"r0{n}.md").stat().st_ino for n in range(3)] == before
    assert set(statuses(out).values()) == {"unchanged"}

    (tmp_path / "in/r00.yaml").write_text(REVIEW.format(vendor="Other", severity="low"), encoding="utf-8")
    (out / "r01.md").unlink()
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    assert statuses(out) == {"r00.yaml": "made", "r01.yaml": "made", "r02.yaml": "unchanged"}
    kept = (out / "r02.md").read_bytes()
    (out / "r02.md").write_bytes(kept.upper())  # of the same length
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    assert statuses(out)["r02.yaml"] == "made" and (out / "r02.md").read_bytes() == kept
    for more in (["--depth", "brief"], ["--depth", "brief", "--again"]):
        assert run("in", "-f", "md", "-o", "out", *more).exit_code == 0
        assert set(statuses(out).values()) == {"made"}


def test_a_failed_input_is_tried_again(run: Run, quick: None, tmp_path: Path) -> None:
    """A failure is noted and not believed: its cause may lie outside the file."""
    (reviews(tmp_path / "in", 1) / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert run("in", "-f", "md", "-o", "out").exit_code == 3
    (tmp_path / "nowhere.yaml").write_text(REVIEW.format(vendor="A", severity="low"), encoding="utf-8")
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    assert statuses(tmp_path / "out") == {"gone.yaml": "made", "r00.yaml": "unchanged"}


@pytest.fixture
def two_laws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small library of two laws, one of the Union and one of California, that memos are made with."""
    import memo.resources

    root = write(tmp_path / "regulations", good())
    other = good()["law"] | {
        "id": "us-ca-rule", "jurisdiction": "US-CA", "title": "The Rule on Things", "short_title": "Rule",
        "citation": {"law": "Rule", "provision": "Sec. {pinpoint} Rule", "names": ["Rule on Things"]},
        "penalties": [], "flags": [], "relations": [], "dates": [], "identifier": "Rule 1",
    }  # fmt: skip
    other["scope"] = other["scope"] | {
        "thresholds": [],
        "territory": [{"test": "people", "places": ["US-CA"], "pinpoint": "2(1)", "text": "it protects people there"}],
    }
    provision = good()["provisions"][0]
    provision.pop("penalty")
    (root / "us-ca").mkdir()
    both = {**other, "provisions": [provision]}
    (root / "us-ca" / "rule.yaml").write_text(yaml.safe_dump(both, sort_keys=False), encoding="utf-8")
    real = memo.resources.packaged
    monkeypatch.setattr(memo.resources, "packaged", lambda name: root if name == "regulations" else real(name))
    return root


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_law_makes_only_the_memos_that_rest_on_it(run: Run, two_laws: Path, tmp_path: Path) -> None:
    """A memo knows its laws: another's gist, amount or day leaves it; what all rest on leaves none."""
    (tmp_path / "in").mkdir()
    for name, place in (("de", "DE"), ("ca", "US-CA")):
        text = (
            REVIEW.format(vendor=name, severity="low").replace("[DE]", f"[{place}]").replace("ai-training", "training")
        )
        (tmp_path / "in" / f"{name}.yaml").write_text(text, encoding="utf-8")
    calls = ["in", "-f", "md", "-o", "out"]
    assert run(*calls).exit_code == 0
    laws = {Path(memo["input"]).stem: set(memo["laws"]) for memo in manifest(tmp_path / "out")["memos"]}
    assert laws == {"ca": {"us-ca-rule"}, "de": {"eu-act"}}
    before = (tmp_path / "out/ca.md").read_bytes()

    edited(two_laws / "us-ca" / "rule.yaml", "Things may not be used to train.", "No thing may be used to train.")
    assert run(*calls).exit_code == 0
    assert statuses(tmp_path / "out") == {"ca.yaml": "made", "de.yaml": "unchanged"}
    assert (tmp_path / "out/ca.md").read_bytes() != before

    edited(two_laws / "eu" / "act" / "law.yaml", "'500'", "'700'")
    assert run(*calls).exit_code == 0
    assert statuses(tmp_path / "out") == {"ca.yaml": "unchanged", "de.yaml": "made"}

    edited(two_laws / "topics.yaml", "Limit training by contract", "Limit it by contract")
    assert run(*calls).exit_code == 0
    assert statuses(tmp_path / "out") == {"ca.yaml": "made", "de.yaml": "made"}

    edited(two_laws / "us-ca" / "rule.yaml", "places:\n    - US-CA", "places:\n    - US")  # now it may reach any
    assert run(*calls).exit_code == 0
    assert statuses(tmp_path / "out") == {"ca.yaml": "made", "de.yaml": "made"}


WEIGHTS = "topics: [training]\nbases: [{base}, 0]\nsigns: []\noffsets: [0]\nslopes: [0]\nidle: []\nwords: ''\n"


def test_other_weights_make_only_the_memos_whose_topics_were_read(run: Run, two_laws: Path, tmp_path: Path) -> None:
    """A reviewer who states the topics rests on no weight of a word."""
    weights = two_laws / "weights.yaml"
    weights.write_text(WEIGHTS.format(base=0), encoding="utf-8")
    stated = reviews(tmp_path / "in", 1) / "r00.yaml"
    edited(stated, "ai-training", "training")
    shutil.copy(stated, tmp_path / "in" / "read.yaml")
    edited(tmp_path / "in" / "read.yaml", "topics: [training]", "impact: Nobody is asked.")
    calls = ["in", "-f", "md", "-o", "out"]
    assert run(*calls).exit_code == 0
    assert run(*calls).exit_code == 0
    assert statuses(tmp_path / "out") == {"r00.yaml": "unchanged", "read.yaml": "unchanged"}
    weights.write_text(WEIGHTS.format(base=7), encoding="utf-8")
    assert run(*calls).exit_code == 0
    assert statuses(tmp_path / "out") == {"r00.yaml": "unchanged", "read.yaml": "made"}


def test_another_language_model_makes_only_the_memos_on_which_it_was_heard(
    run: Run, two_laws: Path, tmp_path: Path
) -> None:
    """A memo of phrases and words rests on nothing of it."""
    model: dict[str, Any] = {
        "topics": np.array("training other"), "pieces": np.array("[CLS]\n[SEP]\n[UNK]"), "heads": np.array(1),
        "layers": np.array(0), "beside": np.ones(3), "words": np.eye(3, 2), "places": np.zeros((224, 2)),
        "first.w": np.ones(2), "first.b": np.zeros(2), "head.w": np.eye(2), "head.b": np.zeros(2),
    }  # fmt: skip
    np.savez(two_laws / "encoder.npz", **model)
    words = reviews(tmp_path / "in", 1) / "r00.yaml"
    edited(words, "topics: [ai-training]", "impact: Nobody is asked.")
    shutil.copy(words, tmp_path / "in" / "heard.yaml")
    edited(tmp_path / "in" / "heard.yaml", "date: 2026-11-23", "date: 2026-11-23, topics_by: encoder")
    calls = ["in", "-f", "md", "-o", "out"]
    assert run(*calls).exit_code == 0
    assert run(*calls).exit_code == 0
    assert statuses(tmp_path / "out") == {"r00.yaml": "unchanged", "heard.yaml": "unchanged"}
    np.savez(two_laws / "encoder.npz", **model | {"head.b": np.ones(2)})
    assert run(*calls).exit_code == 0
    assert statuses(tmp_path / "out") == {"r00.yaml": "unchanged", "heard.yaml": "made"}


def test_a_review_without_a_date_lives_for_a_day(
    run: Run, two_laws: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A memo that bears the day of its making is made anew on another; a dated one is not."""
    reviews(tmp_path / "in", 1)
    edited(tmp_path / "in/r00.yaml", "review: {date: 2026-11-23}\n", "")
    edited(tmp_path / "in/r00.yaml", "ai-training", "training")
    shutil.copy(tmp_path / "in/r00.yaml", tmp_path / "in/dated.yaml")
    edited(tmp_path / "in/dated.yaml", "client:", "review: {date: 2026-11-23}\nclient:")
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1795428000 + 86_400))
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    assert statuses(tmp_path / "out") == {"dated.yaml": "unchanged", "r00.yaml": "made"}


# --- what stops it ------------------------------------------------------------


def test_a_full_disk_stops_the_run_and_loses_nothing(
    run: Run, quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would meet every memo ends the run with code 4; what was done is noted and the next run continues."""
    reviews(tmp_path / "in", 4)
    written = places.write
    full = [False]

    def failing(path: str, data: bytes) -> None:
        if full[0] or path.endswith("r02.md"):
            full[0] = True
            try:
                raise OSError(errno.ENOSPC, "No space left on device")
            except OSError as error:
                raise OutputError([Fault("cannot-write", "cannot be written: No space", Place(path))]) from error
        written(path, data)

    monkeypatch.setattr(places, "write", failing)
    stopped = run("in", "-f", "md", "-o", "out")
    assert stopped.exit_code == 4, stopped.output
    assert "[cannot-write]" in stopped.stderr and "stopped: 2 made of 4" in stopped.stderr
    monkeypatch.setattr(places, "write", written)
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    assert statuses(tmp_path / "out") == {
        "r00.yaml": "unchanged", "r01.yaml": "unchanged", "r02.yaml": "made", "r03.yaml": "made",
    }  # fmt: skip


def test_a_memo_that_cannot_be_written_alone_is_a_failure_of_its_own(run: Run, quick: None, tmp_path: Path) -> None:
    """A folder in a memo's place concerns that memo only."""
    reviews(tmp_path / "in", 2)
    (tmp_path / "out" / "r00.md").mkdir(parents=True)
    assert run("in", "-f", "md", "-o", "out").exit_code == 3
    assert statuses(tmp_path / "out") == {"r00.yaml": "failed", "r01.yaml": "made"}


@pytest.mark.parametrize(("stop", "code"), [(KeyboardInterrupt, 130), (Ended, 143)])
def test_an_interrupt_leaves_a_manifest_that_says_what_waits(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException], code: int
) -> None:
    """Ctrl-C ends the run with code 130, SIGTERM with 143, what is done noted, the rest waiting."""
    reviews(tmp_path / "in", 3)

    def interrupted(work: Job) -> Any:
        if "r01" in work.file:
            raise stop
        return small(work)

    monkeypatch.setattr(crew, "perform", interrupted)
    stopped = run("in", "-f", "md", "-o", "out", "--jobs", "1")
    assert stopped.exit_code == code
    assert "run it again" in stopped.stderr
    assert statuses(tmp_path / "out")["r02.yaml"] == "waiting"
    assert "not made yet" in (tmp_path / "out/index.md").read_text(encoding="utf-8")


def test_a_folder_takes_one_batch_at_a_time(tmp_path: Path) -> None:
    """Two runs would each take the other's memos for lost."""
    journal = Journal(tmp_path / "journal.jsonl")
    assert refusal(Journal, tmp_path / "journal.jsonl").code == "batch-running"
    journal.close()
    Journal(tmp_path / "journal.jsonl").close()


def test_a_journal_cut_short_loses_its_last_line_only(run: Run, quick: None, tmp_path: Path) -> None:
    """A kill in the middle of a line, or lines of another version, cost the memos of these lines."""
    reviews(tmp_path / "in", 3)
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    path = tmp_path / "out/journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    assert len(lines) == 3
    path.write_bytes(b'{"input":1}\n' + lines[1] + lines[2][: len(lines[2]) // 2])
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    assert sorted(statuses(tmp_path / "out").values()) == ["made", "made", "unchanged"]
    assert len(path.read_bytes().splitlines()) == 3


@pytest.mark.parametrize("content", [b"notes of mine\n", b"{}\n", b"\n", b"\x00", b'{"input"; "x"}\n'])
def test_a_file_that_is_no_journal_is_left_alone(run: Run, quick: None, tmp_path: Path, content: bytes) -> None:
    """A slip in --journal costs nobody a file: what does not begin as a journal is refused and not touched."""
    reviews(tmp_path / "in", 1)
    (tmp_path / "notes.txt").write_bytes(content)
    found = run("in", "-f", "md", "-o", "out", "--journal", "notes.txt")
    assert found.exit_code == 2
    assert "not-a-journal" in found.stderr
    assert (tmp_path / "notes.txt").read_bytes() == content
    assert not (tmp_path / "out").exists()


def test_a_journal_is_not_followed_through_a_link(run: Run, quick: None, tmp_path: Path) -> None:
    """A link that lies in the output folder leads no line of the journal into another file."""
    reviews(tmp_path / "in", 1)
    (tmp_path / "out").mkdir()
    (tmp_path / "theirs").write_bytes(b"")
    (tmp_path / "out/journal.jsonl").symlink_to(tmp_path / "theirs")
    found = run("in", "-f", "md", "-o", "out")
    assert found.exit_code == 4
    assert "symbolic link" in found.stderr
    assert (tmp_path / "theirs").read_bytes() == b""


@pytest.mark.parametrize("outputs", [[], [{"path": "../in/r00.yaml"}], [{"path": "r01.md"}]])
def test_a_journal_cannot_say_that_a_memo_is_there(run: Run, quick: None, tmp_path: Path, outputs: list[Any]) -> None:
    """An entry that names no file, or another than the memo's own, is not believed: the memo is made."""
    reviews(tmp_path / "in", 2)
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    path = tmp_path / "out/journal.jsonl"
    first, second = (json.loads(line) for line in path.read_bytes().splitlines())
    first["outputs"] = [
        {**first["outputs"][0], **one, "sha256": digests.of(named.read_bytes()), "bytes": named.stat().st_size}
        for one in outputs
        for named in [tmp_path / "out" / one["path"]]
    ]
    path.write_text("".join(json.dumps(entry, separators=(",", ":")) + "\n" for entry in (first, second)), "utf-8")
    (tmp_path / "out/r00.md").unlink()
    assert run("in", "-f", "md", "-o", "out").exit_code == 0
    assert statuses(tmp_path / "out") == {"r00.yaml": "made", "r01.yaml": "unchanged"}
    assert (tmp_path / "out/r00.md").is_file()


def test_a_fault_in_memo_is_told_with_its_traceback_on_demand(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An input that memo fails on does not stop the others, and its fault is named as memo's."""
    reviews(tmp_path / "in", 2)
    made = job._made

    def failing(work: Job) -> Any:
        if "r00" in work.file:
            raise ZeroDivisionError("division")
        return made(work)

    monkeypatch.setattr(job, "_made", failing)
    done = run("in", "-f", "json", "-o", "out", "--debug")
    assert done.exit_code == 3
    assert "[fault-in-memo]" in done.stderr and "Traceback" in done.stderr
    assert "Traceback" not in run("in", "-f", "json", "-o", "out").stderr


# --- how far it is ------------------------------------------------------------


def test_progress_says_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rate is of what was worked on; what was left unchanged does not flatter it."""
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    progress = Progress(10)
    for status in ("unchanged", "unchanged", "made", "failed"):
        progress.done(status)
    now[0] += 4
    assert progress.line() == "4 of 10, 2 unchanged, 1 failed, 0.50 a second, 12 s left"


def test_the_cores_are_those_this_process_may_use() -> None:
    assert command._cores() >= 1
