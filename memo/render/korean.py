"""Korean words stay whole at the end of a line, which the engine knows no property for.

By itself a line of Korean may end after any syllable. Readers expect it to end
between words, so Pango is told of each short word that it may not be broken;
a long one may, since a narrow cell has no room for it. It reaches into the
engine and is left out with a version of it that it was not written for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

WRITTEN_FOR = "70.0"
LONGEST = 7
"""Syllables and marks of a word that is kept whole: some 20 mm of small print."""

_SYLLABLE = re.compile(r"[\uac00-\ud7a3]")
_WORD = re.compile(r"[^\s\u200b]+")
_DECLARED = "PangoAttribute * pango_attr_allow_breaks_new (gboolean allow_breaks);"


def words_of(text: str) -> list[tuple[int, int]]:
    """Return where the words to be kept whole begin and end, in bytes of UTF-8.

    >>> words_of("개인정보 보호법 제28조의8 (a)")
    [(0, 12), (13, 22), (23, 35)]
    >>> words_of("12월, plain 개인정보보호위원회")
    [(0, 6)]
    """
    found: list[tuple[int, int]] = []
    if not _SYLLABLE.search(text):
        return found
    for word in _WORD.finditer(text):
        if len(word[0]) <= LONGEST and _SYLLABLE.search(word[0]):
            start = len(text[: word.start()].encode())
            found.append((start, start + len(word[0].encode())))
    return found


def keep_words() -> bool:
    """Keep Korean words whole in every page set from now on; return whether the engine lets it."""
    if version("weasyprint") != WRITTEN_FOR:
        return False
    from weasyprint.text import ffi, line_break

    if getattr(line_break.Layout, "memo_keeps_words", False):
        return True
    try:
        ffi.ffi.cdef(_DECLARED)
        allow_breaks = ffi.pango.pango_attr_allow_breaks_new
    except (AttributeError, ffi.ffi.error):  # a Pango before 1.44
        return False
    line_break.Layout.set_text = _kept(line_break.Layout.set_text, ffi.ffi, ffi.pango, allow_breaks)
    line_break.Layout.memo_keeps_words = True
    return True


def _kept(set_text: Callable[..., None], ffi: Any, pango: Any, allow_breaks: Any) -> Callable[..., None]:
    """Return the setting of a layout's text, with the words that Pango may not break."""

    def setting(layout: Any, text: str, justify: bool = False) -> None:
        set_text(layout, text, justify)
        words = words_of(layout.text)
        if not words:
            return
        attributes = pango.pango_layout_get_attributes(layout.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for start, end in words:
            attribute = allow_breaks(False)
            attribute.start_index, attribute.end_index = start, end
            pango.pango_attr_list_insert(attributes, attribute)
        pango.pango_layout_set_attributes(layout.layout, attributes)

    return setting
