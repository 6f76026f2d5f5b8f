"""The kept inputs of the fuzzing harnesses hold in every run, without the fuzzer."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from tests.support import CHECKOUT

FUZZ = CHECKOUT / "fuzz"


@pytest.fixture
def harness(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Callable[[bytes], None]]:
    """Return what gives the check of a harness, which is loaded in the place of the fuzzer by a stand-in."""
    quiet = SimpleNamespace(
        instrument_imports=lambda include: nullcontext(), Setup=lambda arguments, one: None, Fuzz=lambda: None
    )
    monkeypatch.setitem(sys.modules, "atheris", quiet)

    def check(name: str) -> Callable[[bytes], None]:
        one: Callable[[bytes], None] = runpy.run_path(str(FUZZ / f"{name}.py"))["one"]
        return one

    return check


@pytest.mark.parametrize("name", ["loader", "escaper"])
def test_what_was_kept_holds(name: str, harness: Callable[[str], Callable[[bytes], None]]) -> None:
    """Each input that once showed a new way through the code is read, or shown, as it has to be."""
    kept = [path for path in sorted((FUZZ / "corpus" / name).rglob("*")) if path.is_file()]
    assert len(kept) > 100
    one = harness(name)
    for path in kept:
        one(path.read_bytes())


def test_a_harness_can_fail(harness: Callable[[str], Callable[[bytes], None]], monkeypatch: pytest.MonkeyPatch) -> None:
    """The check is believed because an escaper that escapes nothing fails it."""
    one = harness("escaper")
    monkeypatch.setitem(one.__globals__, "text", lambda value: value)  # type: ignore[attr-defined]
    with pytest.raises(AssertionError):
        one(b"a *b* c")
