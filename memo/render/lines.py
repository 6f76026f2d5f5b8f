"""Lines that the engine has broken or drawn before are not broken or drawn again; the bytes stay what they were.

Put into the engine by `memo.render.quick`, with the versions that it was
written for. Within a document more than half of all lines are broken again as
they were: in columns that are balanced, in cells that are measured, before a
page break that moves. What `memo.render.kept` keeps is found as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from memo.render.kept import add, keeps, look_of

MOST_LINES = 20_000
"""Lines remembered for a document before all are forgotten: those of some fifty pages, within 10 MB."""

_GLYPHS = re.compile("<([0-9a-f]+)>")


def broken(line_break: Any) -> Callable[..., tuple[Any, ...]]:
    """Return the breaking of a line that remembers the lines it broke."""
    slow: Callable[..., tuple[Any, ...]] = line_break.split_first_line
    kind = line_break.Layout

    def split(
        text: str,
        style: Any,
        context: Any,
        width: Any,
        spacing: Any,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        if context is None:
            return slow(text, style, context, width, spacing, is_line_start, minimum)
        look = look_of(style)
        key = (text, width, spacing, is_line_start, minimum)
        line = look.lines.get(key)
        if line is None:
            held = context.__dict__.setdefault("memo_lines", {})
            line = held.get((look, key))
            if line is None:
                layout, *rest = slow(text, style, context, width, spacing, is_line_start, minimum)
                line = layout.__dict__, *rest
                if not add(look, key, line):
                    if len(held) >= MOST_LINES:
                        held.clear()
                    held[look, key] = line
        layout = kind.__new__(kind)  # each box draws with a layout of its own
        layout.__dict__.update(line[0])
        return layout, *line[1:]

    return split


def known_empty(style: Any, slow: Callable[[Any], tuple[Any, Any]]) -> tuple[Any, Any]:
    """Return the height of a style's empty line and where its base is."""
    height = style["line_height"]
    if not (height.__class__ in (str, float) or hasattr(height, "unit")):  # to be worked out from other styles
        return slow(style)
    look = look_of(style)
    key = ("", height)
    line: tuple[Any, Any] | None = look.lines.get(key)
    if line is None:
        line = slow(style)
        add(look, key, line)
    return line


class _Recorder:
    """A page's stream that notes in which fonts and how a line's text is shown."""

    def __init__(self, stream: Any) -> None:
        self.stream_of_page = stream
        self.next: Any = None
        self.font: Any = None
        self.size: float = 0
        self.shown: list[tuple[Any, ...]] = []
        self.plain = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream_of_page, name)

    def add_font(self, pango_font: Any) -> Any:
        self.next, size = self.stream_of_page.add_font(pango_font)
        return self.next, size

    def set_font_size(self, name: str, size: float) -> None:
        self.stream_of_page.set_font_size(name, size)
        self.font, self.size = self.next, size

    def set_text_rise(self, rise: float) -> None:
        self.stream_of_page.set_text_rise(rise)
        self.plain = False

    def show_text(self, string: str) -> None:
        self.stream_of_page.show_text(string)
        font = self.font
        if font is None or font.missing or font.bitmap or font.svg or font.png or font.colr:
            self.plain = False
            return
        key = next(key for key, one in self.stream_of_page._fonts.items() if one is font)
        joined = "".join(_GLYPHS.findall(string))
        glyphs = tuple({int(joined[place : place + 4], 16): None for place in range(0, len(joined), 4)})
        widths = tuple([font.widths.get(glyph) for glyph in glyphs])
        self.shown.append((key, font.hash, self.size, string, glyphs, widths))


def _fits(fonts: Any, shown: tuple[tuple[Any, ...], ...]) -> bool:
    """Whether a document has drawn all glyphs of a line, at the widths that the line was shown with."""
    for key, name, _, _, glyphs, widths in shown:
        font = fonts.get(key)
        if font is None or font.hash != name or tuple(map(font.widths.get, glyphs)) != widths:
            return False
        if not all(map(font.to_unicode.__contains__, glyphs)):
            return False
    return True


def drawn(text: Any) -> Callable[..., None]:
    """Return the drawing of a line's text that remembers how it is shown.

    A text is shown as before only where the document has its fonts, with all
    its glyphs, at the widths that it was shown with: they hang on what the
    document drew first.
    """
    slow: Callable[..., None] = text.draw_text

    def draw(
        stream: Any, box: Any, offset: Any, text_overflow: str = "clip", block_ellipsis: Any = "none", *more: Any
    ) -> None:
        style = box.style
        if (
            more
            or not keeps()  # in one document hardly any text is drawn twice
            or text_overflow == "ellipsis"
            or block_ellipsis != "none"
            or style["text_decoration_line"] != "none"
            or style["visibility"] != "visible"
            or style["font_size"] < 1e-6
            or not box.text.strip()
        ):
            slow(stream, box, offset, text_overflow, block_ellipsis, *more)
            return
        look = look_of(style)
        key = (box.pango_layout.text, box.pango_layout.justification_spacing)
        shown = look.lines.get(key)
        if shown is None or not _fits(stream._fonts, shown):
            recorder = _Recorder(stream)
            slow(recorder, box, offset, text_overflow, block_ellipsis)
            if shown is None and recorder.plain:
                add(look, key, tuple(recorder.shown))
            return
        stream.set_color(style["color"])
        stream.begin_text()
        stream.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
        for _, name, size, string, _, _ in shown:
            stream.set_font_size(name, size)
            stream.show_text(string)
        stream.end_text()

    return draw
