"""`memo.late`: a pattern that is compiled when it is first used behaves as one compiled at once."""

from __future__ import annotations

import re

import pytest

from memo import late as module
from memo.late import late, lent


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


def test_a_dependency_is_lent_patterns_while_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its patterns come from where late ones come from, which may itself ask for one; then all is as before."""
    own, asked = re.compile, list[tuple[str, int]]()

    def source(pattern: str, flags: int) -> re.Pattern[str]:
        asked.append((pattern, flags))
        return re.compile(pattern, flags)

    monkeypatch.setattr(module, "_compile", source)
    with lent():
        assert re.compile("a+") == own("a+")
        assert re.compile("b", re.IGNORECASE) == own("b", re.IGNORECASE)
        assert re.compile(b"c") == own(b"c")
        with pytest.raises(re.error):
            re.compile("(")
        assert re.compile is not own
    assert re.compile is own
    assert asked == [("a+", 0), ("b", re.IGNORECASE), ("(", 0)]


def test_nothing_is_lent_without_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where patterns come from `re.compile`, it stays in its place."""
    monkeypatch.setattr(module, "_compile", None)
    own = re.compile
    with lent():
        assert re.compile is own


def test_what_was_lent_is_taken_back_from_a_dependency_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that fails leaves `re.compile` as it was."""
    monkeypatch.setattr(module, "_compile", lambda pattern, flags: re.compile(pattern, flags))
    own = re.compile
    with pytest.raises(ImportError), lent():
        raise ImportError
    assert re.compile is own
