"""The limits of an input: SECURITY.md prints the table, and each is the most that is read."""

from __future__ import annotations

from typing import Any

import pytest

from memo import limits
from memo.errors import InputError
from memo.library.reading import mapping
from memo.yamlio import read_text
from tests.support import CHECKOUT, read


def test_the_page_prints_the_table() -> None:
    """What SECURITY.md promises of sizes is what the code holds to."""
    assert limits.table() in (CHECKOUT / "SECURITY.md").read_text(encoding="utf-8")


def _review(**parts: Any) -> dict[str, Any]:
    return {"vendor": "A", "findings": [{"title": "a"}], **parts}


AT_MOST: dict[str, Any] = {
    "values in a file": lambda n: "vendor: A\nfindings:\n- title: a\n  people: [" + "a, " * (n - 10) + "]\n",
    "levels of nesting": lambda n: "vendor: A\nfindings:\n- title: " + "[" * (n - 2) + "]" * (n - 2),
    "findings of a review": lambda n: _review(findings=[{"title": f"a{i}"} for i in range(n)]),
    "documents of a review": lambda n: _review(documents=[{"id": f"d{i}", "title": "a"} for i in range(n)]),
    "entries of `actions_status`": lambda n: _review(actions_status=[{"id": f"a{i}"} for i in range(n)]),
    "a field of one line": lambda n: _review(vendor="x" * n),
    "a long field": lambda n: _review(findings=[{"title": "a", "quote": "x" * n}]),
    "an address": lambda n: _review(documents=[{"id": "d", "title": "a", "url": "https://a.example/".ljust(n, "x")}]),
    "the id of a finding or a document": lambda n: _review(findings=[{"id": "x" * n, "title": "a"}]),
}


@pytest.mark.parametrize("limit", limits.TABLE[2:], ids=lambda limit: limit.what)
def test_the_most_is_read_and_one_more_is_refused(limit: limits.Limit) -> None:
    """A file at a limit is not refused for it, and one beyond it is, by the limit's code."""
    assert limit.code not in _codes(AT_MOST[limit.what](limit.most))
    assert limit.code in _codes(AT_MOST[limit.what](limit.most + 1))


def _codes(values: Any) -> set[str]:
    try:
        read(values)
    except InputError as error:
        return {fault.code for fault in error.faults}
    return set()


def test_a_file_of_the_most_bytes_is_read(tmp_path: Any) -> None:
    """A file of just the most bytes is read, and one byte more is not."""
    path = tmp_path / "f.yaml"
    path.write_bytes(b"#" * limits.MOST_BYTES)
    assert len(read_text(path)) == limits.MOST_BYTES
    path.write_bytes(b"#" * (limits.MOST_BYTES + 1))
    with pytest.raises(InputError, match="too-large"):
        read_text(path)


def test_the_weights_of_a_library_may_be_longer_than_other_files(tmp_path: Any) -> None:
    """A program writes them: they are read up to a limit of their own, and by nothing else."""
    path = tmp_path / "weights.yaml"
    path.write_bytes(b"a: b\n" + b"#" * limits.MOST_BYTES)
    assert mapping(path, limits.MOST_BYTES_OF_WEIGHTS) == {"a": "b"}
    with pytest.raises(InputError, match="is larger than 8 MiB"):
        mapping(path)
    path.write_bytes(b"a: b\n" + b"#" * limits.MOST_BYTES_OF_WEIGHTS)
    with pytest.raises(InputError, match="is larger than 32 MiB"):
        mapping(path, limits.MOST_BYTES_OF_WEIGHTS)
