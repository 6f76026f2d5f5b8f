"""What the setting of one PDF has learnt and the next can use: how lines of a text in a look are broken and drawn.

The memos of a portfolio share most of their words, those of the law, under
one style. Each PDF of a batch is made in a process that ends with it, so what
it learnt comes back with it as plain values, and the next process, a fork,
finds it. A line is found by everything that its breaking reads, so no memo
can change another's; tests/unit/test_kept.py holds that list against what the
engine reads. What is kept is bounded, and nothing is before `keep`.
"""

from __future__ import annotations

import pickle
from typing import Any

READ = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)
"""The properties of a style that the breaking and the drawing of a line read."""

MOST = 30_000
"""Lines kept, broken or drawn, before all are forgotten: those of some eighty pages, within 40 MB."""
LONGEST = 1_000
"""Characters of a text whose lines are kept; a longer one is nobody's but its memo's."""
_HUNDRED = 100
"""Characters that count as a line more."""

Values = tuple[Any, ...]


class Look:
    """What lines look like whose styles agree in all that is read, and what is known of them."""

    __slots__ = ("lines", "shared", "values")

    def __init__(self, values: Values, shared: bool) -> None:
        self.values = values
        self.shared = shared
        self.lines: dict[Any, Any] = {}


class _Kept:
    """What this process keeps."""

    def __init__(self) -> None:
        self.on = False
        self.looks: dict[Values, Look] = {}
        self.count = 0
        self.fresh: list[tuple[Values, Any, Any]] = []


_kept = _Kept()


def keep(on: bool = True) -> None:
    """Keep from now on what the PDFs of this process and of its forks teach, or nothing; begin with nothing."""
    _kept.on = on
    _kept.looks.clear()
    _forget()


def keeps() -> bool:
    """Whether what is learnt is kept."""
    return _kept.on


def look_of(style: Any) -> Look:
    """Return the look of a style's lines; one of its own where the page brings faces or a value cannot be compared."""
    look: Look | None = style.__dict__.get("memo_look")
    if look is None:
        look = style.memo_look = _looked_up(style)
    return look


def _looked_up(style: Any) -> Look:
    values = tuple([style[name] for name in READ])
    if style.font_config._folder is not None:  # the page's own faces may have the names of ours
        return Look(values, shared=False)
    try:
        look = _kept.looks.get(values)
    except TypeError:
        return Look(values, shared=False)
    if look is None:
        if len(_kept.looks) >= MOST:
            _kept.looks.clear()
            _forget()
        look = _kept.looks[values] = Look(values, shared=True)
    return look


def add(look: Look, key: tuple[Any, ...], line: Any) -> bool:
    """Keep what is known of a line, whose text is the first of its key; return whether it is kept."""
    if not (_kept.on and look.shared) or len(key[0]) > LONGEST:
        return False
    _put(look, key, line)
    _kept.fresh.append((look.values, key, line))
    return True


def _put(look: Look, key: Any, line: Any) -> None:
    if _kept.count >= MOST:
        _forget()
    look.lines[key] = line
    _kept.count += 1 + len(key[0]) // _HUNDRED


def _forget() -> None:
    for look in _kept.looks.values():
        look.lines.clear()
    _kept.count = 0
    _kept.fresh.clear()


def learnt() -> bytes:
    """Return what was learnt since the last time, for `learn` in another process of this program."""
    fresh, _kept.fresh = _kept.fresh, []
    try:
        return pickle.dumps(fresh) if fresh else b""
    except (pickle.PicklingError, TypeError, AttributeError):  # a value of the engine's that cannot travel
        return b""


def learn(told: bytes) -> None:
    """Keep what another process has learnt."""
    if not told or not _kept.on:
        return
    for values, key, line in pickle.loads(told):  # noqa: S301 # nosec B301 # our own child wrote it
        look = _kept.looks.get(values)
        if look is None:
            look = _kept.looks[values] = Look(values, shared=True)
        _put(look, key, line)
