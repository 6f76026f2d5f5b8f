"""`memo.errors`: places, words and codes of a fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo import errors
from memo.errors import Fault, InputError, MemoError, Place, nearest, printable, report, shown


def test_a_fault_is_one_line_with_place_field_and_code() -> None:
    """A message has place, field, what is wrong, its code, and the nearest right value below."""
    fault = Fault("unknown-key", "the key 'x' is not known", Place("f.yaml", 3, 5), "vendor", "Did you mean 'name'?")
    assert str(fault) == ("f.yaml:3:5: vendor: the key 'x' is not known  [unknown-key]\n    Did you mean 'name'?")


def test_a_place_without_a_line_is_the_whole_file() -> None:
    """A fault of a whole file names the file and no line."""
    assert str(Place("f.yaml")) == "f.yaml"
    assert str(Place("f.yaml", 2, 1)) == "f.yaml:2:1"


def test_places_sort_as_a_file_is_read() -> None:
    """Faults stand in the order in which a reader meets them."""
    places = [Place("b", 1, 1), Place("a", 10, 2), Place("a", 9, 9), Place("a")]
    assert sorted(places) == [Place("a"), Place("a", 9, 9), Place("a", 10, 2), Place("b", 1, 1)]


def test_a_warning_says_so() -> None:
    """A doubt is told apart from an error in words and in data."""
    doubt = Fault("no-date", "no date", Place("f"), warning=True)
    assert "warning: " in str(doubt)
    assert doubt.as_data()["severity"] == "warning"


def test_the_data_of_a_fault_has_every_field() -> None:
    """A script that reads faults finds code, place, field, message and hint."""
    data = Fault("c", "m", Place("f", 1, 2), "field", "hint").as_data()
    assert data == {
        "code": "c", "severity": "error", "file": "f", "line": 1, "column": 2,
        "field": "field", "message": "m", "hint": "hint",
    }  # fmt: skip


@given(st.text())
def test_no_message_carries_an_unseen_character(text: str) -> None:
    """Whatever an input holds, a message shows its control and invisible characters as escapes."""
    assert printable(text).isprintable()
    assert printable(printable(text)) == printable(text)


@given(st.text(max_size=400))
def test_a_repeated_value_is_short_and_on_one_line(text: str) -> None:
    """A message repeats an offending value on one line and cuts it where it is long."""
    repeated = shown(text)
    assert "\n" not in repeated
    assert len(repeated) <= errors.LONGEST_VALUE + 2


@pytest.mark.parametrize(
    ("value", "known", "hint"),
    [
        ("vendr", ["vendor", "client"], "Did you mean 'vendor'?"),
        ("HIGH", ["high", "low"], "Did you mean 'high'?"),
        ("zzz", ["high", "low"], "Allowed here: high, low"),
        ("zzz", [], ""),
        ("zzz", [f"word-{n}" for n in range(13)], ""),
    ],
)
def test_the_nearest_right_word_is_named(value: str, known: list[str], hint: str) -> None:
    """A wrong word is answered with the nearest right one, or the right ones where they are few."""
    assert nearest(value, known) == hint


def test_a_run_prints_twenty_faults_and_counts_the_rest() -> None:
    """A file full of faults does not flood the screen."""
    text = report([Fault("c", f"m{n}", Place("f", n, 1)) for n in range(1, 31)])
    assert text.count("[c]") == errors.MOST_SHOWN
    assert text.endswith("... and 10 more")


def test_every_error_of_the_house_has_one_root_and_an_exit_code() -> None:
    """Whatever memo raises on purpose is a `MemoError` with the exit code of the contract."""
    codes = {"InputError": 1, "LibraryError": 1, "UsageError": 2, "OutputError": 4, "SystemLibraryError": 4}
    for name, code in codes.items():
        kind = getattr(errors, name)
        assert issubclass(kind, MemoError)
        assert kind.exit_code == code


def test_an_error_carries_all_its_faults() -> None:
    """An error is the sum of its faults, and its text names each."""
    error = InputError([Fault("a", "first", Place("f")), Fault("b", "second", Place("f"))])
    assert [fault.code for fault in error.faults] == ["a", "b"]
    assert "first" in str(error)
    assert "second" in str(error)


def test_a_hint_is_given_once() -> None:
    """A hint that several faults share is printed with the first of them."""
    text = report(
        [Fault("c", f"m{n}", Place("f", n, 1), hint="Known here: a") for n in (1, 2)] + [Fault("c", "m3", Place("f"))]
    )
    assert text.count("Known here: a") == 1
    assert text.count("[c]") == 3


def test_a_report_is_never_longer_than_four_kilobytes() -> None:
    """However long names and values are, a report is short, each line of it keeps its code, and the rest is counted."""
    faults = [Fault("some-code", "é" * 3_000, Place("/" + "x" * 5_000, n, 1), "f", "hint " * 900) for n in range(1, 31)]
    told = report(faults)
    assert len(told.encode()) <= 4_096
    assert told.split("\n")[0].endswith("[some-code]")
    assert told.split("\n")[-1] == f"... and {30 - told.count('[some-code]')} more"
    assert len(report(faults[:1]).encode()) <= 4_096
