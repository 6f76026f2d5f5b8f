"""What makes the engine quicker and leaves the bytes of the PDF as they were, save faults that it mends.

The engine asks the same things of the same boxes many thousand times: a style
for a property that nobody set, a length that is no percentage, a page's
reference. Each function here gives the answer of the engine's own where that
is plain, or gave it before, and asks the engine's own elsewhere.
tests/unit/test_quick.py holds the bytes with them against the bytes without;
`memo.render.passes` and `memo.render.notes` name the faults.

They reach into the engine, so they are taken only with the versions that they
were written for; any other version runs as it is, slower.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from importlib.metadata import version
from typing import Any

from memo.render.lines import broken, drawn, known_empty
from memo.render.lookups import shorten
from memo.render.notes import mend
from memo.render.passes import in_passes, let_go, news
from memo.render.styles import share
from memo.render.written import write_once

WRITTEN_FOR = {"weasyprint": "70.0", "pydyf": "0.13.0", "cssselect2": "0.10.1"}
_IRREGULAR = ("page", "float", "position", "display")
"""Properties whose value hangs on more than the cascade, the parent and the initial value."""


def known() -> bool:
    """Whether the engine is of the versions that this was written for."""
    return all(version(name) == one for name, one in WRITTEN_FOR.items())


def quicken() -> bool:
    """Put the quick functions in, once; return whether they are in."""
    if not known():
        return False
    import pydyf
    from weasyprint import css, document, draw, layout
    from weasyprint.css import targets
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import absolute, block, column, float, grid, inline, page, percent, preferred, table
    from weasyprint.text import line_break

    if getattr(pydyf.PDF, "memo_quick", False):
        return True
    pydyf.PDF.memo_quick = True
    pydyf.PDF.page_references = property(_page_references)
    write_once(pydyf)
    css.ComputedStyle.__missing__ = _style(css)
    resolve = _resolver(percent)
    for module in (percent, inline, table):
        module.resolve_one_percentage = resolve
    used = _used(percent, boxes)
    for module in (inline, page, float, grid, absolute, block, column, table):
        module.resolve_percentages = used
    inline.strut = _once(inline.strut)
    boxes.Box.is_in_normal_flow = _is_in_normal_flow
    line_break.Layout.setup = _layout(line_break)
    layout.make_all_pages = in_passes(page, targets)
    targets.TargetCollector.cache_target_page_counters = news(targets)
    mend(layout, block, page)
    document.layout_document = let_go(document.layout_document)
    _keep_seen(targets.CounterLookupItem)
    share(css, page)
    shorten()
    inline.split_first_line = preferred.split_first_line = broken(line_break)
    draw.draw_text = drawn(draw.text)
    return True


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return the references of a PDF's pages, made once; the engine makes all for each tag, which grows squared."""
    kids = pdf.pages["Kids"]
    held: tuple[bytes, ...] = pdf.__dict__.get("memo_references", ())
    if len(held) * 3 != len(kids):
        held = pdf.memo_references = tuple(b"%d 0 R" % number for number in kids[::3])
    return held


class _Seen(dict[str, Any]):
    """The page counters that a mention of a page was set with; those it does not name tell no change."""

    named: Collection[str] = ()

    def __ne__(self, other: object) -> bool:
        if "pages" in self.named or not isinstance(other, dict):
            return dict.__ne__(self, other)
        return {**self, "pages": None} != {**other, "pages": None}


def _keep_seen(lookup: Any) -> None:
    """Let a mention of a page be set anew only where a counter that it names has changed.

    Each page knows the number of all pages only from its second layout on,
    which the engine takes for a change of every mention on it: all pages with
    references were set a third time.
    """

    def of(self: Any) -> Any:
        return self.memo_seen

    def keep(self: Any, values: Any) -> None:
        self.memo_seen = _Seen(values)
        self.memo_seen.named = self.missing_counters

    lookup.cached_page_counter_values = property(of, keep)


def _style(css: Any) -> Callable[[Any, str], Any]:
    """Return the lookup of a property: at once where it is the parent's value or the initial one."""
    slow: Callable[[Any, str], Any] = css.ComputedStyle.__missing__
    initial, inherited, physical = css.INITIAL_VALUES, css.INHERITED, css.PHYSICAL_FUNCTIONS
    plain = {
        name
        for name in initial
        if name not in _IRREGULAR
        and not name.startswith(("text_decoration_", "__"))
        and (name in inherited or (name not in css.INITIAL_NOT_COMPUTED and not css.check_math(initial[name])))
    }

    def missing(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key not in plain or key in cascaded:
            return slow(style, key)
        if key in physical and physical[key](block="ttb", inline=style["direction"]) in cascaded:
            return slow(style, key)
        if key in inherited:
            parent = style.parent_style
            if parent is None:
                return slow(style, key)
            value = style[key] = parent[key]
        else:
            value = style[key] = initial[key]
        return value

    return missing


def _resolver(percent: Any) -> Callable[[Any, str, Any], None]:
    """Return the setting of a used length: at once where it is in pixels."""
    slow: Callable[[Any, str, Any], None] = percent.resolve_one_percentage

    def resolve(box: Any, name: str, whole: Any) -> None:
        value = box.style[name]
        if getattr(value, "unit", None) == "px":
            setattr(box, name, value.value)
        else:
            slow(box, name, whole)

    return resolve


_USED = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
    *(f"border_{side}_width" for side in ("left", "right", "top", "bottom")),
    *(f"{least}{size}" for least in ("", "min_", "max_") for size in ("width", "height")),
)
"""What `resolve_percentages` sets on a box."""


def _used(percent: Any, boxes: Any) -> Callable[[Any, Any], None]:
    """Return the setting of a box's used lengths, worked out once for a style and the size of what contains it.

    A page counts its margins otherwise, and a table with collapsed borders has widths that are not its style's.
    """
    slow: Callable[[Any, Any], None] = percent.resolve_percentages
    others: tuple[Any, ...] = (boxes.PageBox, boxes.MarginBox, boxes.TableBox, boxes.TableCellBox, boxes.TableRowBox)
    others += (boxes.TableRowGroupBox, boxes.TableColumnBox, boxes.TableColumnGroupBox)

    def resolve(box: Any, containing_block: Any) -> None:
        if isinstance(box, others):
            slow(box, containing_block)
            return
        whole = containing_block
        size = (whole.width, whole.height) if isinstance(whole, boxes.Box) else tuple(whole)
        held = box.style.__dict__.setdefault("memo_used", {})
        values = held.get(size)
        if values is None:
            slow(box, containing_block)
            held[size] = {name: getattr(box, name) for name in _USED}
        else:
            box.__dict__.update(values)

    return resolve


def _once(slow: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a question to a style that is put once: the height of its empty line."""

    def strut(style: Any) -> Any:
        held = style.__dict__.get("memo_strut")
        if held is None:
            held = style.memo_strut = known_empty(style, slow)
        return held

    return strut


def _is_in_normal_flow(box: Any) -> bool:
    """Whether a box is in the normal flow: the engine's five questions asked of two values."""
    style = box.style
    position = style["position"]
    return (
        style["float"] not in ("left", "right", "inline-start", "inline-end", "footnote")
        and position not in ("absolute", "fixed")
        and position[0] not in ("running()", "note()")
    )


_FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)


def _layout(line_break: Any) -> Callable[[Any, Any], None]:
    """Return the start of a line's layout that makes the context of a style once and not for every line."""
    ffi, pango, gobject = line_break.ffi, line_break.pango, line_break.gobject
    slow: Callable[[Any, Any], None] = line_break.Layout.setup
    release = partial(ffi.gc, destructor=gobject.g_object_unref)

    def made(style: Any) -> tuple[Any, ...]:
        """Return what the layouts of a style share: context, language, description of the font, its features."""
        context = release(pango.pango_font_map_create_context(style.font_config.font_map))
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, line_break.PANGO_DIRECTION[style["direction"]])
        pointer, _ = line_break.unicode_to_char_p(style["lang"])
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
        features = line_break.font_features(*(style[name] for name in _FEATURES))
        packed = ",".join(f"{key} {value}" for key, value in features.items()).encode()
        return context, language, line_break.get_font_description(style), packed

    def setup(layout: Any, style: Any) -> None:
        if style["font_language_override"] != "normal" or not style["lang"] or style["text_decoration_line"] != "none":
            slow(layout, style)
            return
        shared = style.__dict__.get("memo_shared")
        if shared is None:
            shared = style.memo_shared = made(style)
        context, layout.language, description, features = shared
        layout.style, layout.first_line_direction, layout.ascent = style, 0, None
        layout.underline_position = layout.strikethrough_position = None
        layout.underline_thickness = layout.strikethrough_thickness = None
        layout.layout = release(pango.pango_layout_new(context))
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, description)
        if features:
            known_features = style.font_config.font_features
            if features not in known_features:
                known_features[features] = pango.pango_attr_font_features_new(features)
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, known_features[features])
            pango.pango_layout_set_attributes(layout.layout, attributes)

    return setup
