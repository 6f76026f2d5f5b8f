"""The door itself: help, usage, what becomes of every failure."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from memo.cli import main, streams
from tests.cli.conftest import Run
from tests.support import CHECKOUT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(CHECKOUT)}


def memo(*arguments: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run memo as a process of its own."""
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "memo", *arguments],
        cwd=cwd,
        capture_output=True,
        env=ENVIRONMENT,
        check=False,
        **options,
    )


def test_help_loads_nothing_but_click(tmp_path: Path) -> None:
    """`memo --help` is there at once: no library of types, YAML, templates or PDF is loaded for it."""
    code = (
        "import sys\nfrom memo.cli.main import main\nsys.argv = ['memo', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'pydantic', 'msgspec', 'yaml', 'jinja2', 'weasyprint', 'markdown_it', 'memo.errors', 'memo.api'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    "arguments", [["law"], ["law", "eu-gdpr", "6"], ["law", "eu-gdpr"], ["law", "--topics"], ["cite", "Art. 6 GDPR"]]
)
def test_reading_the_law_loads_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    """The compiled law is read without types of pydantic, YAML, templates, findings or PDF."""
    code = (
        "import sys\nfrom memo.cli.main import cli\n"
        f"try:\n    cli({arguments!r}, standalone_mode=False)\nexcept SystemExit:\n    pass\n"
        "heavy = {'pydantic', 'yaml', 'jinja2', 'weasyprint', 'markdown_it', 'memo.findings.model'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    for _ in range(2):  # the first may have to compile
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False
        )
    assert done.returncode == 0, done.stderr.decode()


def test_markdown_loads_no_templates_and_no_engine(tmp_path: Path, file: Callable[..., Path]) -> None:
    """A memo in Markdown is made without Jinja, pydantic and WeasyPrint."""
    code = (
        "import sys\nfrom memo.cli.main import cli\n"
        f"try:\n    cli(['render', {str(file())!r}, '-f', 'md', '-o', 'x.md'], standalone_mode=False)\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'jinja2', 'pydantic', 'weasyprint'}\nassert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    for _ in range(2):  # the first may have to compile
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False
        )
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "x.md").exists()


@pytest.mark.parametrize("name", main.COMMANDS)
def test_every_command_teaches_by_an_example(run: Run, name: str) -> None:
    """The help of each command shows it at work."""
    shown = run(name, "--help")
    assert shown.exit_code == 0
    assert f"  memo {name}" in shown.stdout.split("Example", 1)[1]


@pytest.mark.parametrize("name", main.COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    """docs/commands.md has a part for each command."""
    assert f"\n## memo {name}\n" in (CHECKOUT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_an_unknown_command_is_wrong_usage_with_the_nearest(run: Run) -> None:
    """A slip of the hand costs one line: the command that was meant is named."""
    done = run("rendr", "x.yaml")
    assert done.exit_code == 2
    assert "there is no command 'rendr'. Did you mean 'render'?" in done.stderr


def test_the_version_is_a_result(run: Run) -> None:
    """The version goes to stdout, where a script can read it."""
    from memo.api import VERSION

    assert run("--version").stdout == f"memo {VERSION}\n"


@pytest.mark.parametrize("where", ["before", "after", "nowhere"])
def test_a_fault_in_memo_is_one_line_and_5(run: Run, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """What memo did not foresee is its own fault: it says so, and shows a traceback only on request."""

    def broken(*_: object) -> None:
        raise KeyError("lower-teir")

    monkeypatch.setattr("memo.findings.schema.schema", broken)
    arguments = {"before": ["--debug", "schema"], "after": ["schema", "--debug"], "nowhere": ["schema"]}[where]
    done = run(*arguments)
    assert done.exit_code == 5
    assert done.stdout == ""
    last = done.stderr.rstrip("\n").split("\n")[-1]
    assert last.startswith("memo: KeyError")
    assert "This is a bug in memo, not in your file" in last
    assert last.endswith("[fault-in-memo]")
    assert ("Traceback" in done.stderr) == (where != "nowhere")
    assert where != "nowhere" or "run it again with --debug" in last


@pytest.mark.parametrize("day", ["2026-13-01", "23.11.2026", "20261123", "2026-W48-1", "tomorrow", "\x1b[31m"])
def test_a_bad_day_is_wrong_usage(run: Run, file: Callable[..., Path], day: str) -> None:
    """A day is written one way; nothing is guessed and no control character reaches the terminal."""
    done = run("render", file(), "--as-of", day)
    assert done.exit_code == 2
    assert "is no day; write YYYY-MM-DD, for example 2026-11-23  [bad-day]" in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_too_far_off_is_wrong_usage(run: Run, file: Callable[..., Path], day: str) -> None:
    """From a day at the end of the calendar nothing can be counted; it is refused before that is tried."""
    done = run("render", file(), "--as-of", day)
    assert done.exit_code == 2
    assert "must lie between 1900-01-01 and 2199-12-31  [bad-day]" in done.stderr


@pytest.mark.parametrize("epoch", ["yesterday", "253402300799", "-62135596800", "9" * 40])
def test_a_bad_epoch_is_wrong_usage(run: Run, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    """A SOURCE_DATE_EPOCH that is no number, or of no day that is read, is named, never ignored."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = run("law")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "[bad-epoch]" in done.stderr


def test_a_reader_that_goes_away_is_quiet(tmp_path: Path) -> None:
    """`memo law | head -1` prints no complaint."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "memo", "schema"], cwd=tmp_path, env=ENVIRONMENT, stdout=writing,
        stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (4, b"")


def test_an_interrupt_while_memo_loads_is_quiet(tmp_path: Path) -> None:
    """Ctrl-C in the first moment ends the run as any later one does: 130, and no traceback."""
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "memo", "schema"], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")
def test_a_run_that_is_told_to_end_says_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    """`kill`, `timeout` and a container that stops end a run with 143 at whatever it does, here while it reads."""
    run = subprocess.Popen(
        [sys.executable, "-m", "memo", "render", "-", "-o", "out.md"], cwd=tmp_path, env=ENVIRONMENT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert run.stdin
    run.stdin.write(b"# a comment\n" * 20_000)  # more than a pipe holds: once it is written, memo reads
    run.stdin.flush()
    run.send_signal(signal.SIGTERM)
    told = run.communicate(timeout=60)
    assert (run.returncode, *told) == (143, b"", b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_is_4(tmp_path: Path) -> None:
    """A result that could not be written is never a success."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "memo", "schema"], cwd=tmp_path, env=ENVIRONMENT, stdout=full,
            stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 4
    assert done.stderr.decode() == "<stdout>: cannot be written: No space left on device  [cannot-write]\n"


def test_text_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    """A result has the same bytes in every locale."""
    plain = subprocess.run(
        [sys.executable, "-m", "memo", "new", "-"], cwd=tmp_path, capture_output=True, check=True,
        env={**ENVIRONMENT, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert plain.stdout.decode("utf-8")


def test_no_colour_is_ever_written(run: Run, file: Callable[..., Path]) -> None:
    """Output holds no escape sequence, with NO_COLOR and without."""
    for arguments in (["--help"], ["law"], ["check", str(file())], ["map", str(file())]):
        done = run(*arguments)
        assert "\x1b" not in done.stdout + done.stderr


def test_messages_have_plain_spaces(run: Run, file: Callable[..., Path]) -> None:
    """A citation in a message is text for a terminal, not for a page."""
    done = run("check", file("vendor: A\nfindings:\n  - {title: B, citations: ['GDPR Art. 200']}\n"))
    assert "\u00a0" not in done.stdout
    assert "\\xa0" not in done.stdout


def test_a_device_is_written_into_and_not_replaced(run: Run, tmp_path: Path) -> None:
    """`-o /dev/null` leaves /dev/null what it was."""
    assert run("schema", "-o", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        streams.save(pipe, b"whole")
        assert os.read(reader, 10) == b"whole"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
