"""`memo.late`: a pattern that is compiled when it is first used behaves as one compiled at once."""

from __future__ import annotations

import re

import pytest

from memo import late as module
from memo.late import late


def test_a_pattern_is_compiled_once_and_only_when_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making a pattern costs nothing; its first use compiles it, and no later one."""
    compiled: list[str] = []
    real = re.compile
    monkeypatch.setattr(module.re, "compile", lambda *given: (compiled.append(given[0]), real(*given))[1])
    pattern = late("a(?P<n>[0-9])", re.IGNORECASE)
    assert pattern.pattern == "a(?P<n>[0-9])"
    assert compiled == []
    assert pattern.search("xA1")["n"] == "1"  # type: ignore[index]
    assert pattern.sub("", "a1b") == "b"
    assert [match[0] for match in pattern.finditer("a1 A2")] == ["a1", "A2"]
    assert compiled == ["a(?P<n>[0-9])"]


def test_what_a_compiled_pattern_says_of_itself_is_said() -> None:
    """Flags and groups are those of the compiled pattern."""
    pattern = late("(a)(b)?", re.IGNORECASE)
    assert pattern.groups == 2
    assert pattern.flags & re.IGNORECASE


def test_a_pattern_that_cannot_be_read_fails_at_its_first_use() -> None:
    """A wrong pattern is an error, later."""
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.match("x")
