"""`memo check`: every kind of bad input in words that say what to do, and the shape of its JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from memo.library.store import NEEDED
from tests.cli.conftest import GOOD, Run

File = Callable[..., Path]

BAD: list[tuple[str, str | bytes, str]] = [
    ("unknown key", "vendr: A\nvendor: A\nfindings: [{title: B}]\n",
     "review.yaml:1:1: the key 'vendr' is not known here  [unknown-key]\n    Did you mean 'vendor'?\n"),
    ("wrong type", "vendor: A\nfindings:\n  - title: B\n    topics: ai-training\n",
     "4:13: findings[1].topics: must be a list ('- ...' a line, or [a, b]), not 'ai-training'  [wrong-type]"),
    ("duplicate id", "vendor: A\nfindings:\n  - {id: F-1, title: B}\n  - {id: f-1, title: C}\n",
     "review.yaml:4:10: findings[2].id: the id 'f-1' is already that of entry 1  [duplicate-id]\n"),
    ("empty findings", "vendor: A\nfindings: []\n",
     "review.yaml:2:11: findings: a review needs at least one finding  [empty-findings]\n    Add '- title: ...'"),
    ("not UTF-8", "vendor: Müller\nfindings: [{title: B}]\n".encode("latin-1"),
     "review.yaml:1:1: byte 9 (0xfc) is not UTF-8 text  [not-utf8]\n    The file looks like Windows-1252 or Latin-1"),
    ("a word that is none", "vendor: A\nfindings: [{title: B, severity: hihg}]\n",
     "findings[1].severity: 'hihg' is not allowed; allowed: critical, high, medium, low, info  [unknown-word]\n"
     "    Did you mean 'high'?"),
    ("duplicate key", "vendor: A\nvendor: B\nfindings: [{title: B}]\n",
     "review.yaml:2:1: the key 'vendor' stands here a second time  [duplicate-key]\n    It stands first in line 1."),
    ("no mapping", "- a\n", "review.yaml:1:1: a findings file holds the keys 'vendor' and 'findings'  [not-a-review]"),
    ("nothing", "", "[not-a-review]\n    'memo new' writes a file to start from."),
    ("unknown topic", "vendor: A\nfindings:\n  - title: B\n    topics: [ai-trainin]\n",
     "review.yaml:4:14: findings[1].topics[1]: 'ai-trainin' is no topic of the vocabulary  [unknown-topic]\n"
     "    Did you mean 'ai-training'?"),
]  # fmt: skip

CITED = "vendor: A\nreview: {date: 2026-11-23}\nfindings:\n  - {title: B, summary: c, citations: ['%s']}\n"


@pytest.mark.parametrize(("text", "words"), [pytest.param(t, w, id=name) for name, t, w in BAD])
def test_bad_input_is_refused_in_words(run: Run, file: File, text: str | bytes, words: str) -> None:
    """A bad file ends with 1 and with place, value, reason, nearest right value and code."""
    done = run("check", file(text))
    assert done.exit_code == 1
    assert words in done.stdout
    assert "Traceback" not in done.output


def test_all_faults_stand_in_one_run(run: Run, file: File) -> None:
    """A person corrects a file once, not once for each fault."""
    done = run("check", file("vendr: A\nvendor: B\nfindings:\n  - {titel: B, severity: hihg}\n"))
    assert [code in done.stdout for code in ("[unknown-key]", "[missing-key]", "[unknown-word]")] == [True] * 3
    assert done.stdout.endswith("\n4 errors\n")


def test_a_missing_file_is_named_with_the_nearest(run: Run, file: File) -> None:
    """A file that is not there is a fault like any other, and the near name is given."""
    file(GOOD)
    done = run("check", "reviw.yaml")
    assert done.exit_code == 1
    assert done.stdout == (
        "reviw.yaml: there is no such file  [missing-file]\n    Did you mean 'review.yaml'?\n1 error\n"
    )


def test_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    """A folder given as a file is refused before it is read."""
    done = run("check", tmp_path)
    assert done.exit_code == 1
    assert "is not a regular file  [not-a-file]" in done.stdout


def test_a_good_file_has_nothing_wrong(run: Run, file: File) -> None:
    """Nothing wrong is said in words, with 0."""
    done = run("check", file())
    assert (done.exit_code, done.stdout) == (0, "nothing wrong\n")


def test_a_provision_that_does_not_exist_is_an_error(run: Run, file: File) -> None:
    """A stated citation of no provision names the nearest that exists."""
    done = run("check", file(CITED % "GDPR Art. 6(1)(z)"))
    assert done.exit_code == 1
    assert "review.yaml:4:" in done.stdout
    assert "findings[1].citations[1]: 'GDPR Art. 6(1)(z)' does not exist" in done.stdout
    assert "[no-such-provision]\n    Nearest that exists: Art. 6(1) GDPR" in done.stdout


def test_a_law_that_nobody_knows_is_an_error(run: Run, file: File) -> None:
    """A stated citation of an unknown law is never guessed."""
    done = run("check", file(CITED % "Ruritanian Privacy Act § 3"))
    assert done.exit_code == 1
    assert "names no law that the library holds  [unknown-law]" in done.stdout


def test_a_law_that_is_known_but_not_held_is_a_warning(run: Run, file: File) -> None:
    """The library says that it did not check; the person may still be right."""
    done = run("check", file(CITED % "DPPA section 604"))
    assert done.exit_code == 0
    assert "warning: findings[1].citations[1]" in done.stdout
    assert "is of a law that the library has no record of  [not-held]" in done.stdout
    assert "Driver’s Privacy Protection Act of 1994 (United States)" in done.stdout


def test_prose_is_only_warned_of(run: Run, file: File) -> None:
    """A false citation in the reviewer's own words is hers; it is a warning."""
    text = "vendor: A\nreview: {date: 2026-11-23}\nfindings: [{title: B, summary: c, analysis: See GDPR Art. 200.}]\n"
    done = run("check", file(text))
    assert done.exit_code == 0
    assert "warning: findings[1].analysis: 'GDPR Art. 200' does not exist" in done.stdout
    assert done.stdout.endswith("\n1 warning, 1 note\n")


def test_a_quote_is_held_against_the_captured_text(run: Run, file: File) -> None:
    """A quote that its document does not hold is pointed at."""
    file("We do not sell your data.", "captured/terms.txt")
    text = (
        "vendor: A\nreview: {date: 2026-11-23}\n"
        "documents: [{id: terms, title: T, path: captured/terms.txt}]\nfindings:\n"
        "  - {title: B, document: terms, quote: 'We do ... sell your data.'}\n"
        "  - {title: C, document: terms, quote: We sell your data.}\n"
    )
    done = run("check", file(text))
    assert done.exit_code == 0
    assert "review.yaml:6:" in done.stdout
    assert "findings[2].quote: the quote does not stand in the captured text" in done.stdout
    assert done.stdout.count("[quote-not-found]") == 1


def test_strict_makes_warnings_errors(run: Run, file: File) -> None:
    """With --strict a doubt ends the run like an error and is counted as one."""
    text = "vendor: A\nfindings: [{title: B}]\n"
    assert run("check", file(text)).exit_code == 0
    done = run("check", file(text), "--strict")
    assert done.exit_code == 1
    assert "warning" not in done.stdout
    assert done.stdout.endswith("\n2 errors, 1 note\n")


def test_the_json_has_the_files_and_the_counts(run: Run, file: File) -> None:
    """The shape that scripts rely on."""
    good, bad = file(), file("vendr: A\nvendor: A\nfindings: [{title: B}]\n", "bad.yaml")
    done = run("check", good, bad, "--format", "json")
    data = json.loads(done.stdout)
    assert done.exit_code == 1
    assert set(data) == {"files", "errors", "warnings", "notes"}
    assert (data["errors"], data["warnings"]) == (1, 0)
    assert data["files"] == [
        {"file": "review.yaml", "faults": []},
        {
            "file": "bad.yaml",
            "faults": [
                {
                    "code": "unknown-key",
                    "severity": "error",
                    "file": "bad.yaml",
                    "line": 1,
                    "column": 1,
                    "field": "",
                    "message": "the key 'vendr' is not known here",
                    "hint": "Did you mean 'vendor'?",
                }
            ],
        },
    ]


def test_stdin_is_a_file(run: Run) -> None:
    """`-` reads stdin, and faults name it."""
    assert run("check", "-", stdin=GOOD).stdout == "nothing wrong\n"
    assert "<stdin>:1:1: the key 'x' is not known here" in run("check", "-", stdin="x: 1\n" + GOOD).stdout


def test_long_lists_of_faults_are_cut_in_text_and_whole_in_json(run: Run, file: File) -> None:
    """A terminal shows the first twenty; a program gets all."""
    text = "vendor: A\nfindings:\n" + "".join(f"  - {{title: B, severity: bad{n}}}\n" for n in range(30))
    done = run("check", file(text))
    assert done.stdout.endswith("... and 10 more\n'--format json' gives them all.\n30 errors\n")
    assert json.loads(run("check", file(text), "--format", "json").stdout)["errors"] == 30


def test_a_faulty_library_is_no_fault_of_the_file(run: Run, file: File, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken law library ends the run with 1 and names its own file."""
    for name in NEEDED:
        file("topics: []\n", f"regulations/{name}")
    file("id: eu-gdpr\n", "regulations/eu/gdpr.yaml")
    monkeypatch.setattr("memo.api.packaged", lambda name: Path(name))
    done = run("check", file())
    assert done.exit_code == 1
    assert "regulations/eu/gdpr.yaml" in done.stderr
    assert "[bad-record]" in done.stderr
