"""What a worker makes ready before it forks, so that the process of each PDF finds it made.

Nothing of it hangs on more than memo's own files: its templates, its stylesheet
(in a house's colours and faces, which were checked), the hyphenation patterns
and the C functions that earlier PDFs asked for. A house's own templates are
left to the limits of the page. The worker itself sets no page, for Pango would
start a thread in it.
"""

from __future__ import annotations

import logging
import pickle
from pathlib import Path
from typing import Any

from memo.document import Memo
from memo.look import PLAIN, Look
from memo.render import kept, quick
from memo.render.fetcher import closed
from memo.render.html import prepare, stylesheet

_MOST_SHEETS = 8
_APART = ("@font-face", "@import", "@layer", "@counter-style", "@color-profile", "url(")
"""What a stylesheet tells to more than its own rules."""
_LIBRARIES = ("fontconfig", "gobject", "harfbuzz", "harfbuzz_subset", "pango", "pangoft2")

_sheets: dict[str, Any] = {}


class Listener(logging.Handler):
    """Keeps what the engine complains of: a page that is not as it was written is an error of the run."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.complaints = complaints

    def emit(self, record: logging.LogRecord) -> None:
        self.complaints.append(record.getMessage())


def make_ready(memo: Memo, templates: Path, look: Look = PLAIN) -> None:
    """Compile memo's own templates and read its stylesheet in a look, where that was not done before."""
    prepare(templates)
    css = stylesheet(memo, templates, look)
    if css in _sheets or not quick.quicken() or any(word in css.lower() for word in _APART):
        return
    import weasyprint
    from weasyprint import css as rules

    told: list[str] = []
    listener = Listener(told)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        sheet = weasyprint.CSS(string=css, base_url=None, url_fetcher=closed(weasyprint))
    finally:
        logger.removeHandler(listener)
    if told:  # the page's own reading says it again
        return
    if len(_sheets) >= _MOST_SHEETS:
        _sheets.clear()
    _sheets[css] = sheet
    if rules.CSS is weasyprint.CSS:
        rules.CSS = _read_before(weasyprint.CSS)


def _read_before(kind: Any) -> Any:
    """Return the reading of a page's stylesheet that takes one that was made ready; each serves one page."""

    def read(string: str | None = None, **options: Any) -> Any:
        if string not in _sheets or options.get("media_type") != "print" or options.get("base_url") is not None:
            return kind(string=string, **options)
        sheet = _sheets.pop(string)
        options["page_rules"].extend(sheet.page_rules)
        sheet.page_rules, sheet.layers = options["page_rules"], options["layers"]
        return sheet

    return read


def learnt() -> bytes:
    """Return what the process of a PDF has learnt: lines, and what it asked its libraries for."""
    if not quick.known():
        return b""
    import pyphen
    from weasyprint.text import ffi

    asked = {name: tuple(vars(getattr(ffi, name) or object)) for name in _LIBRARIES}
    return pickle.dumps((kept.learnt(), asked, tuple(pyphen.hdcache)))


def learn(told: bytes) -> None:
    """Keep what the process of a PDF has learnt, for the next."""
    if not told or not kept.keeps():
        return
    import pyphen
    from weasyprint.text import ffi

    lines, asked, languages = pickle.loads(told)  # noqa: S301 # nosec B301 # our own child wrote it
    kept.learn(lines)
    for library, names in asked.items():
        for name in names:
            getattr(getattr(ffi, library), name, None)
    for path in languages:
        if path not in pyphen.hdcache:
            pyphen.hdcache[path] = pyphen.HyphDict(path)
