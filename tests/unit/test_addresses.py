"""Addresses in Markdown: what needs no percent sign is left, character for character."""

from __future__ import annotations

import pytest

from memo.render import escape


@pytest.mark.parametrize("character", [chr(number) for number in range(0x21, 0x180)])
def test_a_character_is_left_or_percent_encoded(character: str) -> None:
    """The quick no for plain addresses and the slow way say the same of each character."""
    kept = character.isascii() and character not in '()<>\\|`"{}[]^'
    wanted = character if kept else "".join(f"%{byte:02X}" for byte in character.encode())
    assert escape.url(f"https://a.example/{character}") == f"https://a.example/{wanted}"
