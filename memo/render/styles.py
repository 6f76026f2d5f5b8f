"""Styles that are the same are one style, so that a value is worked out and kept once for all that have it.

Put into the engine by `memo.render.quick`, with the versions that it was
written for. The engine lets elements share a style whose parents share theirs;
but each element with an `id` has a style of its own, hence everything in it,
and so has each marker, each `::after` and each margin of each page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_OWN = "anchor"
"""The property that an `id` sets."""
_CALL = "note-call"
"""What calls a note, to whose style the layout gives an anchor of its own."""


class _Kind:
    """What is common to all styles that differ in nothing but their anchor: the one that has none, what they hand down.

    Two kinds hand down the same where they differ only in what nothing in them inherits, as a height.
    """

    __slots__ = ("down", "style")

    def __init__(self, down: object) -> None:
        self.down = down
        self.style: Any = None


def share(css: Any, page: Any) -> None:
    """Put the sharing in, once."""
    css.StyleFor.set_computed_styles = _setter(css)
    css.id = _identity  # by which the engine knows a parent's style when it seeks one that can be shared
    page.set_page_type_computed_styles = _of_one_page(page.set_page_type_computed_styles)


def _identity(item: Any) -> Any:
    return getattr(item, "memo_kind", None) or id(item)


def _setter(css: Any) -> Callable[..., None]:
    """Return the making of a style that takes the one of its kind where there is one."""
    slow: Callable[..., None] = css.StyleFor.set_computed_styles
    inherited, pending = css.INHERITED, css.Pending

    def handed_down(name: str) -> bool:
        return name in inherited or name == "page" or name.startswith(("__", "text_decoration_"))

    def set_style(
        styles: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: Any = None,
        base_url: Any = None,
        target_collector: Any = None,
    ) -> None:
        computed = styles.get_computed_styles()
        cascaded = styles.get_cascaded_styles().get((element, pseudo_type), {})
        above = None if parent is None else getattr(computed[parent, None], "memo_kind", None)
        if (above is None and parent is not None) or pseudo_type == _CALL or _apart(cascaded):
            slow(styles, element, parent, root, pseudo_type, base_url, target_collector)
            return
        rules = [
            (name, known(value), origin, layer, *specificity)
            for name, (value, (origin, layer, specificity)) in cascaded.items()
            if name != _OWN
        ]
        given = above if above is None or _asks(cascaded, handed_down, pending) else above.down
        place = isinstance(element, tuple), pseudo_type, base_url  # of a page's type, or of an element
        kinds = styles.__dict__.setdefault("memo_kinds", {})
        key = given, place, frozenset(rules)
        kind = kinds.get(key)
        if kind is None:
            down = given, place, frozenset([rule for rule in rules if handed_down(rule[0])])
            kind = kinds[key] = _Kind(kinds.setdefault(("down", down), object()))
        if _OWN not in cascaded and kind.style is not None:
            computed[element, pseudo_type] = kind.style
            return
        slow(styles, element, parent, root, pseudo_type, base_url, target_collector)
        style = computed[element, pseudo_type]
        style.memo_kind = kind
        if _OWN not in cascaded:
            kind.style = style

    return set_style


def _apart(cascaded: Any) -> bool:
    """Whether a style is left to itself: that of a note, whose anchor the layout sets, or a place that is no word."""
    anchor, position = (cascaded.get(name, ("",))[0] for name in (_OWN, "position"))
    return not isinstance(anchor, str) or anchor == "inherit" or not isinstance(position, str)


def _asks(cascaded: Any, handed_down: Callable[[str], bool], pending: Any) -> bool:
    """Whether a style takes more of its parent than is handed down, or may, in a value that is not known yet."""
    return any(
        isinstance(value, pending) or (value == "inherit" and not handed_down(name))
        for name, (value, _) in cascaded.items()
    )


def known(value: Any) -> object:
    """Return by what the value of a rule is known: words and lengths by what they say, another as the thing it is."""
    kind = value.__class__
    if kind is str:
        return value
    if kind is float or kind is int:
        return kind, repr(value)  # equal numbers of two kinds may be written differently
    if isinstance(value, tuple):
        return kind, *map(known, value)
    return id(value)


def _of_one_page(slow: Callable[[Any, Any, Any], None]) -> Callable[[Any, Any, Any], None]:
    """Return the making of a page's styles that does not look through the rules of all pages before it."""

    def set_styles(page_type: Any, html: Any, style_for: Any) -> None:
        style_for.get_cascaded_styles().clear()  # each style has its rules; the engine too clears those of elements
        slow(page_type, html, style_for)

    return set_styles
