"""Each call that writes fails in turn, or is the last before SIGKILL: the old file is whole or the new one is."""

from __future__ import annotations

from pathlib import Path

import pytest

from memo.writing import PREFIX
from tests.harness.tracing import Call, needs_strace, read, traced
from tests.support import EXAMPLES

CALLS = "openat,write,fsync,rename,renameat,renameat2"
ERRORS = ("ENOSPC", "EIO", "EACCES")
OLD = "the old memo\n"
WRITER = """
import sys
from memo.errors import MemoError
from memo.writing import write
try:
    write(__import__("pathlib").Path(sys.argv[1]), b"new\\n" * 100_000)
except MemoError as error:
    sys.exit(error.exit_code)
"""


def writer(target: Path) -> list[str]:
    """Return the arguments of the writer alone."""
    return ["-c", WRITER, str(target)]


def memo(target: Path) -> list[str]:
    """Return the arguments of the whole program."""
    return ["-m", "memo", "render", str(EXAMPLES / "minimal.yaml"), "--as-of", "2026-11-25", "-o", str(target)]


def harness(folder: Path, arguments: list[str], target: Path) -> tuple[bytes, list[Call]]:
    """Return what an undisturbed run writes, and those of its calls that touch the folder of the target."""
    traced(arguments, CALLS, folder / "log")  # once before, so that what Python compiles is there
    target.write_text(OLD, encoding="utf-8")
    done = traced(arguments, CALLS, folder / "log")
    assert done.returncode == 0, done.stderr
    calls = [call for call in read(folder / "log") if str(target.parent) in call.text]
    assert {"openat", "write", "fsync"} < {call.name for call in calls}
    return target.read_bytes(), calls


def disturbed(folder: Path, arguments: list[str], target: Path, new: bytes, inject: str) -> int:
    """Run with one call disturbed, see that old or new is whole and that the next run leaves nothing over."""
    target.write_text(OLD, encoding="utf-8")
    code = traced(arguments, CALLS, folder / "log", inject).returncode
    found = target.read_bytes()
    assert found in (OLD.encode(), new), inject
    if code in (0, 4):
        assert (found == new) == (code == 0), inject
        assert not [path for path in target.parent.iterdir() if path.name.startswith(PREFIX)], inject
    assert traced(arguments, CALLS, folder / "log").returncode == 0
    assert [path.name for path in target.parent.iterdir()] == [target.name], inject
    assert target.read_bytes() == new
    return code


@needs_strace
@pytest.mark.parametrize(
    ("program", "errors"),
    [
        (writer, ERRORS[:1]),
        pytest.param(writer, ERRORS, marks=pytest.mark.nightly),
        pytest.param(memo, ERRORS, marks=pytest.mark.nightly),
    ],
)
def test_a_failing_or_last_call_loses_nothing(tmp_path: Path, program: object, errors: tuple[str, ...]) -> None:
    """Every call in turn fails with each error, which is exit 4 or no harm, and in turn is the one that is killed."""
    assert callable(program)
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / "memo.md"
    arguments: list[str] = program(target)
    new, calls = harness(tmp_path, arguments, target)
    codes = [
        disturbed(tmp_path, arguments, target, new, f"{call.name}:error={error}:when={call.number}")
        for call in calls
        for error in errors
    ]
    assert set(codes) == {0, 4}
    assert codes.count(4) >= 3 * len(errors)
    killed = [
        disturbed(tmp_path, arguments, target, new, f"{call.name}:signal=KILL:when={call.number}") for call in calls
    ]
    assert all(code in (-9, 137) for code in killed), killed
    print(f"{len(codes)} calls failed, {len(killed)} kills, 0 files lost")
