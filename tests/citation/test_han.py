"""`memo.citation.han`: numbers as Chinese and Japanese statutes write them."""

from __future__ import annotations

import pytest

from memo.citation.han import number_of


@pytest.mark.parametrize(
    ("written", "number"),
    [("12", "12"), ("１２", "12"), ("十", "10"), ("二十三", "23"), ("百零五", "105"), ("一百", "100"), ("千二百", "1200"), ("〇", "0")],
)  # fmt: skip
def test_a_number_is_read_in_any_form(written: str, number: str) -> None:
    """Digits of either width and signs with their tens and hundreds are one number."""
    assert number_of(written) == number


@pytest.mark.parametrize("written", ["二二", "三四十"])
def test_two_signs_without_a_ten_between_them_are_none(written: str) -> None:
    """What no statute writes is not guessed at."""
    assert number_of(written) == ""
