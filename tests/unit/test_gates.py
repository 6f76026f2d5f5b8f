"""The gates of the nightly run: each opens for what is whole and stays shut for what is not."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.support import CHECKOUT


def script(name: str) -> ModuleType:
    """Return a program of the scripts folder as a module."""
    loader = importlib.machinery.SourceFileLoader(name, str(CHECKOUT / "scripts" / name))
    spec = importlib.util.spec_from_loader(name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


COVERED, AUDIT, MUTANTS = script("covered"), script("audit"), script("mutants")


def measured(taken: int = 95, **rooms: dict[str, Any]) -> dict[str, Any]:
    """Return a measurement in which every room is whole, but for those given."""
    whole: dict[str, Any] = {"missing_lines": [], "missing_branches": []}
    files = dict.fromkeys(COVERED.WHOLE, whole) | {f"memo/{name}.py": room for name, room in rooms.items()}
    return {"totals": {"covered_branches": taken, "num_branches": 100}, "files": files}


def test_a_whole_measurement_passes() -> None:
    """Where 95 branches of a hundred are taken and every room is whole, nothing is said."""
    assert COVERED.faults(measured()) == []


@pytest.mark.parametrize(
    ("room", "said"),
    [
        ({"missing_lines": [7], "missing_branches": []}, "7"),
        ({"missing_lines": [], "missing_branches": [[3, 5], [8, -2]]}, "3->5, 8->exit"),
    ],
)
def test_one_line_or_branch_of_a_room_shuts_the_gate(room: dict[str, Any], said: str) -> None:
    """A line or a branch of the writer that no test takes is named."""
    assert COVERED.faults(measured(writing=room)) == [f"memo/writing.py: not every line and branch is taken: {said}"]


def test_too_few_branches_shut_the_gate() -> None:
    """Lines do not make up for branches: their share alone is held against the least."""
    assert COVERED.faults(measured(94)) == ["94.00 % of all branches are taken; the least is 95 %"]


def test_a_room_that_was_not_measured_shuts_the_gate() -> None:
    """A room that was moved or renamed cannot leave the gate in silence; every name of the list is a file."""
    some = measured()
    del some["files"]["memo/yamlio.py"]
    assert COVERED.faults(some) == ["memo/yamlio.py: not measured"]
    assert all((CHECKOUT / name).is_file() for name in COVERED.WHOLE)


CLEAN = {"name": "a", "version": "1", "vulns": []}
WEAK = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["2.1"]}]}
UNASKED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "code", "first"),
    [
        ([CLEAN], 0, "audit: 1 of 1 packages asked about, 0 known weaknesses"),
        ([CLEAN, WEAK], 1, "b 2: PYSEC-2026-1, mended in 2.1"),
        ([CLEAN, UNASKED], 1, "c: not asked about, not found"),
        ([UNASKED, UNASKED], 3, "audit: the advisory database knows none of these packages; it is not PyPI's own"),
        ([], 3, "audit: the advisory database knows none of these packages; it is not PyPI's own"),
    ],
)
def test_what_was_not_asked_about_is_no_clean_bill(packages: list[dict[str, Any]], code: int, first: str) -> None:
    """A known weakness fails, and so does a package that the database passed over; a mirror without one is told apart."""
    found, lines = AUDIT.verdict(packages)
    assert (found, lines[0]) == (code, first)


@pytest.mark.parametrize(
    ("killed", "timeout", "total", "passes"),
    [(91, 1, 100, True), (91, 0, 100, False), (0, 0, 100, False), (0, 0, 0, False)],
)
def test_too_few_noticed_mutants_shut_the_gate(
    tmp_path: Path, killed: int, timeout: int, total: int, passes: bool
) -> None:
    """Mutants that no test ran for count as unnoticed, and a run that tried none is no success."""
    counted = {"killed": killed, "timeout": timeout, "segfault": 0, "survived": 0, "skipped": 0, "total": total}
    (tmp_path / "stats.json").write_text(json.dumps(counted), encoding="utf-8")
    assert (MUTANTS.main(str(tmp_path / "stats.json")) == 0) is passes
