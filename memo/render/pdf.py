"""The memo as a PDF: tagged, bookmarked, the same bytes for the same memo, nothing fetched from anywhere."""

from __future__ import annotations

import ctypes.util
import importlib.util
import logging
import mimetypes
import re
import sys
import unicodedata
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from memo.document import Memo
from memo.errors import Fault, MemoError, Place, SystemLibraryError, shown
from memo.look import PLAIN, Look
from memo.render import kept
from memo.render.conformance import register
from memo.render.enclosed import Enclosure, enclosures, identifier
from memo.render.fetcher import closed
from memo.render.fonts import OPTIONAL, private_configuration
from memo.render.html import html
from memo.render.korean import keep_words
from memo.render.lean import page_class, without_font_tools
from memo.render.limits import Limits
from memo.render.notes import LostNoteWarning, set_whole, watch
from memo.render.quick import quicken
from memo.render.ready import Listener, learn, learnt, make_ready
from memo.render.worker import over, within

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_MISSING = (
    "the system library that sets the PDF's text is missing ({name}). "
    "On Debian and Ubuntu it comes with: apt-get install {packages}"
)
_fonts: Any = None


_NO_GLYPH = ".notdef glyph rendered"
_EAST_ASIAN = {"CJK", "IDEOGRAPH", "IDEOGRAPHIC", "HANGUL", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}
_EAST_ASIAN |= {"BOPOMOFO", "KANGXI", "FULLWIDTH", "HALFWIDTH"}
"""Words by which Unicode names the characters that the faces of the extra `cjk` are for."""


class MissingGlyphWarning(UserWarning):
    """A character of the memo that no packaged face can set."""


class RenderError(MemoError):
    """A page could not be set; the message says what the engine refused."""

    exit_code = 5


def pdf_within(limits: Limits, memo: Memo, templates: Path, findings: str = "", look: Look = PLAIN) -> bytes:
    """Return what `pdf` returns, made in a process of its own that may not take more than `limits` allow.

    Where this process keeps what PDFs teach, that process says what it has learnt.
    """
    _use_own_fonts()  # here, so that their folder is removed at this program's end
    keeps = kept.keeps()
    if keeps:
        engine()
        if look.templates is None:
            make_ready(memo, templates, look)

    def work() -> tuple[bytes, bytes]:
        mimetypes.knownfiles.clear()  # the types of enclosed files are Python's own, not those of the machine's tables
        mimetypes.init()
        return pdf(memo, templates, findings, limits.size, look), learnt() if keeps else b""

    data, told = within(limits, work)
    learn(told)
    return data


def pdf(memo: Memo, templates: Path, findings: str = "", size: int = Limits().size, look: Look = PLAIN) -> bytes:
    """Return the memo as PDF/A-3a and PDF/UA-1 at once, its data enclosed.

    `findings` is the findings file as JSON; the shareable edition leaves it
    out. `size` is the most kB of page text that are set, 0 for any. Fails with
    `SystemLibraryError`, `RenderError` or `LimitError`.
    """
    text = html(memo, templates, look)
    if size and len(text.encode()) > size * 1000:
        raise over("size", f"the memo's pages have {len(text.encode()) // 1000} kB of text; one PDF may have {size}")
    files = enclosures(memo, findings, templates, look.digest)
    weasyprint = engine()
    complaints: list[str] = []
    handler = Listener(complaints)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        data, lost = _written(weasyprint, text, files, memo.date, complaints)
    except weasyprint.urls.FatalURLFetchingError as error:
        raise RenderError([Fault("engine-warning", str(error), Place("PDF"))]) from None
    finally:
        logger.removeHandler(handler)
    for complaint in dict.fromkeys(c for c in complaints if c.startswith(_NO_GLYPH)):
        warnings.warn(_unset(complaint), MissingGlyphWarning, stacklevel=2)
    for note in lost:
        warnings.warn(f"the page engine does not print the footnote {shown(note)} once", LostNoteWarning, stacklevel=2)
    faults = [Fault("engine-warning", c, Place("PDF")) for c in complaints if not c.startswith(_NO_GLYPH)]
    if faults:
        raise RenderError(faults[:20])
    return data


def _written(
    weasyprint: Any, text: str, files: tuple[Enclosure, ...], day: str, complaints: list[str]
) -> tuple[bytes, list[str]]:
    """Return the bytes of the page, and the words of the notes that are not printed once; complaints are the last's."""
    options = {
        "pdf_variant": register(),
        "pdf_identifier": identifier(text, files),
        "attachments": [_attachment(weasyprint, file, day) for file in files],
    }

    def parse() -> Any:
        complaints.clear()
        return page_class(weasyprint)(string=text, url_fetcher=closed(weasyprint), base_url=None)

    document, lost = set_whole(parse, lambda page: page.render(**options))
    data: bytes = document.write_pdf(**options)
    return data, lost


def _attachment(weasyprint: Any, file: Enclosure, day: str) -> Any:
    """Return a file as the engine encloses it, dated by the memo so that no clock shows."""
    when = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return weasyprint.Attachment(
        string=file.data.decode(),
        name=file.name,
        description=file.description,
        created=when,
        modified=when,
        relationship=file.relationship,
    )


def _unset(complaint: str) -> str:
    """Return the engine's complaint about a character in words: which it is, and what would set it."""
    code = re.search(r"U\+([0-9A-F]{4,6})", complaint)
    if code is None:
        return f"no packaged face has {complaint}; the PDF shows an empty box for it"
    name = unicodedata.name(chr(int(code[1], 16)), "unnamed")
    there = all(importlib.util.find_spec(package) for package in OPTIONAL)
    more = not there and not _EAST_ASIAN.isdisjoint(name.split())
    advice = "memo[cjk] has more faces" if more else "no extra of memo has it; write it in other letters"
    return f"no packaged face has U+{code[1]} {name}; the PDF shows an empty box for it ({advice})"


def engine() -> Any:
    """Return the engine with our fonts only; fails with `SystemLibraryError` where Pango is missing."""
    _use_own_fonts()
    try:
        with without_font_tools():
            weasyprint = _imported()
    except OSError as error:
        name = str(error).split("'")[1] if "'" in str(error) else "Pango"
        raise SystemLibraryError(
            [Fault("missing-system-library", _MISSING.format(name=name, packages=PACKAGES), Place("PDF"))]
        ) from None
    from weasyprint.formatting_structure import boxes
    from weasyprint.text import ffi

    if ffi.harfbuzz_subset is None:  # the engine would go on, slowly and with other bytes every time
        raise SystemLibraryError(
            [Fault("missing-system-library", _MISSING.format(name="HarfBuzz-Subset", packages=PACKAGES), Place("PDF"))]
        )
    quicken()
    watch(weasyprint.document, boxes)
    keep_words()
    return weasyprint


def _use_own_fonts() -> None:
    """Keep the machine's fonts out, once, before the engine is there."""
    global _fonts
    if _fonts is None and "weasyprint" not in sys.modules:
        _fonts = private_configuration()


def _imported() -> Any:
    """Import the engine without the programs that a search for system libraries starts.

    On Linux the names of other systems are tried first, and each miss runs
    `ldconfig` and a compiler. The loader finds the Linux names by itself; where
    it does not, the import is tried again with the search.
    """
    if sys.platform != "linux" or "weasyprint" in sys.modules:
        import weasyprint

        return weasyprint
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        import weasyprint
    except OSError:
        ctypes.util.find_library = search
        for name in [n for n in sys.modules if n.partition(".")[0] == "weasyprint"]:
            del sys.modules[name]
        import weasyprint
    finally:
        ctypes.util.find_library = search
    return weasyprint
