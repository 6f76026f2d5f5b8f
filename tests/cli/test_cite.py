"""`memo cite`: every citation of a text with its place and status, in text and in JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run

File = Callable[..., Path]


def test_the_shape_of_the_json(run: Run) -> None:
    """Each entry has the keys of the contract, and its offsets cut its text out of what was given."""
    text = "Compare Arts. 13-14 GDPR with Cal. Civ. Code § 1798.120."
    done = run("cite", text, "--format", "json")
    data = json.loads(done.stdout)
    assert done.exit_code == 0
    assert [(c["law"], c["provisions"], c["status"]) for c in data] == [
        ("eu-gdpr", ["13", "14"], "ok"),
        ("us-ca-ccpa", ["1798.120"], "ok"),
    ]
    for citation in data:
        assert {"text", "start", "end", "law", "provisions", "status", "suggestion", "url"} <= set(citation)
        assert text[citation["start"] : citation["end"]] == citation["text"]
        assert "file" not in citation
        assert "argument" not in citation


def test_a_provision_that_does_not_exist_is_1(run: Run) -> None:
    """A false citation ends the run with 1 and names the nearest."""
    done = run("cite", "GDPR Art. 6(1)(z)")
    assert done.exit_code == 1
    assert done.stdout.startswith("no-such-provision  GDPR Art. 6(1)(z)  GDPR has no 6(1)(z); nearest: Art. 6(1)")
    assert done.stderr == "1 citation: 1 no-such-provision\n"


def test_a_law_that_nobody_knows_is_1_and_not_guessed(run: Run) -> None:
    """`unknown-law` has no law and no provision of another."""
    done = run("cite", "Ruritanian Privacy Act § 3", "--format", "json")
    assert done.exit_code == 1
    (citation,) = json.loads(done.stdout)
    assert (citation["status"], citation["law"]) == ("unknown-law", None)


def test_a_law_without_a_record_is_named_and_no_error(run: Run) -> None:
    """`not-held` says what the law is and where it can be read; only --strict ends with 1."""
    done = run("cite", "§ 7 AGG")
    assert done.exit_code == 0
    assert done.stdout == (
        "not-held           § 7 AGG  Allgemeines Gleichbehandlungsgesetz (AGG) (Germany). The library has no record of it; the "
        "citation was not checked.  https://www.gesetze-im-internet.de/agg/\n"
    )
    assert run("cite", "§ 7 AGG", "--strict").exit_code == 1
    (citation,) = json.loads(run("cite", "§ 7 AGG", "--format", "json").stdout)
    assert (citation["law"], citation["candidates"], citation["suggestion"]) == (None, ["de-agg"], None)


def test_what_does_not_apply_yet_warns_and_strict_refuses(run: Run) -> None:
    """`not-in-force` is no error unless --strict says so; the day is that of --as-of."""
    text = "EU AI Act Art. 53(1)(d)"
    assert json.loads(run("cite", text, "--format", "json").stdout)[0]["status"] == "ok"
    early = ("--as-of", "2025-01-01")
    assert json.loads(run("cite", text, "--format", "json", *early).stdout)[0]["status"] == "not-in-force"
    assert run("cite", text, *early).exit_code == 0
    assert run("cite", text, *early, "--strict").exit_code == 1


def test_a_place_settles_a_shared_name(run: Run) -> None:
    """A name of several laws is ambiguous until a place is given, and then it says what settled it."""
    assert json.loads(run("cite", "PIPA Art. 21", "--format", "json").stdout)[0]["status"] == "ambiguous"
    done = run("cite", "PIPA Art. 21", "--format", "json", "--jurisdiction", "KR")
    (citation,) = json.loads(done.stdout)
    assert (citation["law"], citation["status"]) == ("kr-pipa", "ok")
    assert citation["settled_by"]


def test_each_argument_is_a_text_of_its_own(run: Run) -> None:
    """Offsets count from the beginning of the argument they are in, and entries say which."""
    data = json.loads(run("cite", "GDPR Art. 21", "see GDPR Art. 22", "--format", "json").stdout)
    assert [(c["argument"], c["start"]) for c in data] == [(1, 0), (2, 4)]


def test_files_are_searched_and_named(run: Run, file: File) -> None:
    """With --file each entry has its file; in text it has line and column too."""
    first, second = file("x\r\nsee GDPR Art. 21\r\n", "a.txt"), file("GDPR Art. 200", "b.txt")
    data = json.loads(run("cite", "--file", first, "--file", second, "--format", "json").stdout)
    assert [(c["file"], c["start"], c["text"]) for c in data] == [
        ("a.txt", 7, "GDPR Art. 21"),
        ("b.txt", 0, "GDPR Art. 200"),
    ]
    assert "a.txt:2:5: ok" in run("cite", "--file", first).stdout


def test_stdin_is_searched_where_nothing_is_named(run: Run) -> None:
    """A pipe is a text; a byte order mark is no character of it."""
    data = json.loads(run("cite", "--format", "json", stdin=b"\xef\xbb\xbfGDPR Art. 21").stdout)
    assert [(c["start"], c["end"]) for c in data] == [(0, 12)]


def test_a_text_without_citations_is_no_error(run: Run) -> None:
    """Nothing found is a result."""
    done = run("cite", "Nothing to see here.")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "0 citations found\n")
    assert json.loads(run("cite", "Nothing.", "--format", "json").stdout) == []


def test_a_missing_file_is_1(run: Run) -> None:
    """A file that is not there is named, and nothing is printed as a result."""
    done = run("cite", "--file", "gone.txt", "--format", "json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "gone.txt: there is no such file  [missing-file]" in done.stderr


def test_control_characters_of_a_text_do_not_reach_the_terminal(run: Run) -> None:
    """A text is shown, never obeyed."""
    assert "\x1b" not in run("cite", "GDPR\x1b[31m Art. 21 GDPR\x1b[0m Art. 200").stdout
