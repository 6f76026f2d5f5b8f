"""What the engine is spared: styles that no element of the page has, and modules that nothing asks.

Taken only with the versions that `memo.render.quick` was written for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from importlib import import_module
from types import ModuleType
from typing import Any

from memo.render import quick

_NOTES = ("note-call", "note-marker", "note-callback")
_FOOTNOTES = ("footnote-call", "footnote-marker")
_OURS = ".footnote { float: footnote;"
_LIST_ITEM = ".sub { display: list-item;"


def page_class(weasyprint: Any) -> Any:
    """Return the engine's class of pages, with a style sheet of its own that asks less where the page allows it.

    The engine makes six styles for each element, for the marker of a list's
    item and for the calls and markers of notes, which nearly no element has.
    """
    if not quick.quicken():
        return weasyprint.HTML
    whole = weasyprint.HTML._ua_stylesheets

    class Page(weasyprint.HTML):  # type: ignore[misc]
        """A page whose style sheet is chosen by its text."""

        def __init__(self, string: str, **options: Any) -> None:
            self.memo_plain = plain(string)
            super().__init__(string=string, **options)

        def _ua_stylesheets(self, forms: bool = False) -> Any:
            sheets = whole(self, forms)
            return [_narrowed(sheets[0]), *sheets[1:]] if self.memo_plain else sheets

    return Page


def plain(text: str) -> bool:
    """Whether a page's only notes are the footnotes of memo's own class, and its only list items `li`."""
    return (
        text.count(_OURS) == 1
        and text.count("float: footnote") == len(re.findall(r"float\s*:\s*footnote", text)) == 1
        and "note(" not in text
        and len(re.findall(r"display\s*:[^;}]*list-item", text))
        == text.count("{ display: list-item; padding-left: 4mm }")
    )


def _narrowed(sheet: Any) -> Any:
    """Return the engine's style sheet with the styles of markers and notes for those elements only that have them."""
    narrow, matcher = copy(sheet), copy(sheet.matcher)
    kept: list[Any] = []
    markers: list[Any] = []
    footnotes: list[Any] = []
    for rule in matcher.other_selectors:
        pseudo = rule[3]
        into = markers if pseudo == "marker" else footnotes if pseudo in _FOOTNOTES else kept
        if pseudo not in _NOTES:
            into.append(rule)
    matcher.other_selectors = kept
    names, classes = dict(matcher.lower_local_name_selectors), dict(matcher.class_selectors)
    for name in ("li", "summary"):
        names[name] = [*names.get(name, ()), *markers]
    classes["footnote"] = [*classes.get("footnote", ()), *footnotes]
    matcher.lower_local_name_selectors, matcher.class_selectors = names, classes
    narrow.matcher = matcher
    return narrow


class _Late(ModuleType):
    """Stands for a module until something is asked of it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


@contextmanager
def without_font_tools() -> Iterator[None]:
    """Let the engine be imported without its subsetting in Python, a fifth of the import; HarfBuzz does that work."""
    late = {name: _Late(name) for name in ("fontTools.subset", "fontTools.varLib.instancer")}
    if not quick.known() or late.keys() & sys.modules.keys():
        yield
        return

    def instance(*arguments: Any, **options: Any) -> Any:
        return import_module("fontTools.varLib.instancer").instantiateVariableFont(*arguments, **options)

    late["fontTools.varLib.instancer"].__dict__["instantiateVariableFont"] = instance
    sys.modules.update(late)
    try:
        yield
    finally:
        for name, module in late.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
