"""Wikis: what an adapter must be able to do, and how a memo becomes a page.

A page ends in a line that holds the digest of the text above it. Where the two
no longer agree somebody else edited the page, and it is left alone. A wiki that
does not keep a text to the letter keeps the digest beside the page.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from memo.publish.failure import fail
from memo.publish.parcel import Parcel
from memo.publish.receipt import Receipt
from memo.publish.wire import Wire
from memo.render.dialects.known import Name


@dataclass(frozen=True)
class Stored:
    """A page as it is in the wiki; `version` is what the wiki calls its revision.

    `digest` is kept beside the page where the wiki rewrites texts: that of the
    text that memo sent, nothing where the page was edited since.
    """

    text: str
    version: str
    digest: str = ""


class Wiki(ABC):
    """One wiki. An adapter is this class over `Wire`, or over a program such as git."""

    dialect: Name = "gfm"
    """The markup that its pages are written in."""
    keeps_text: ClassVar[bool] = True
    """Whether a page is read as it was written; else the adapter keeps the digest of what it wrote."""
    files_first: ClassVar[bool] = False
    """Whether files are attached before the page is written: a link to a file not there yet would stay a dead one."""

    def __init__(self, settings: Any, wire: Wire) -> None:
        self.settings, self.wire = settings, wire
        self.sign()

    def sign(self) -> None:  # noqa: B027 - a wiki without a server signs nothing
        """Say how the token travels."""

    def close(self) -> None:  # noqa: B027 - most hold nothing open
        """Let go of what was opened, such as a working copy; also called after a failure."""

    @abstractmethod
    def page_name(self, review: str) -> str:
        """Return the name that the wiki lets a page have."""

    @abstractmethod
    def url(self, page: str) -> str:
        """Return the address at which a person sees the page."""

    @abstractmethod
    def read(self, page: str) -> Stored | None:
        """Return a page, nothing where there is none."""

    @abstractmethod
    def write(self, page: str, text: str, before: Stored | None, summary: str) -> str:
        """Write a page over the revision that was read and return the new one; a revision since then is a conflict."""

    def attached(self, page: str, name: str) -> bytes | None:
        """Return the bytes of a file of the page, nothing where there is none or the wiki takes no files."""
        return None

    def attach(self, page: str, name: str, content: bytes) -> bool:
        """Attach a file to the page; false where the wiki takes no files."""
        return False

    def file_link(self, page: str, name: str) -> str:
        """Return the markup of a paragraph that leads to a file of the page, nothing where the wiki shows it itself."""
        return ""

    def page_link(self, page: str) -> str:
        """Return the name by which another page of the wiki leads to this one."""
        return page

    def finish(self, summary: str) -> str:
        """Make final what was written, where that is a step of its own; return the revision."""
        return ""


MARK = "memo-page"
_MARKED = re.compile(rf"\n*^[^\n]*{MARK} ([0-9a-f]{{64}})[^\n]*\s*\Z", re.MULTILINE)
_FORMS: dict[str, str] = {"mediawiki": "<!-- {} -->", "dokuwiki": "''{}''", "confluence": "<p><code>{}</code></p>"}
"""How the last line is written where it is not a span of Markdown's code."""


def page_text(wiki: Wiki, parcel: Parcel) -> str:
    """Return the memo as a page of the wiki, with a way to its PDF."""
    text = parcel.document.to_markdown(wiki.dialect)
    link = wiki.file_link(wiki.page_name(parcel.review), parcel.name)
    return f"{text}\n{link}\n" if link else text


def marked(text: str, dialect: str = "gfm") -> str:
    """Return a page's text with its digest on a last line of its own."""
    body = text.rstrip("\n")
    line = _FORMS.get(dialect, "`{}`").format(f"{MARK} {digest_of(body)}")
    return f"{body}\n\n{line}\n"


def is_ours(text: str) -> bool:
    """Whether a page is, to the letter, one that memo wrote.

    >>> is_ours(marked("words")), is_ours(marked("words").replace("words", "deeds")), is_ours("words")
    (True, False, False)
    """
    found = _MARKED.search(text)
    return found is not None and digest_of(text[: found.start()]) == found[1]


def digest_of(text: str) -> str:
    """Return a digest that the wiki's own care for line ends, spaces and composed letters does not change."""
    return hashlib.sha256(_plain(text).encode()).hexdigest()


def _plain(text: str) -> str:
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))
    return unicodedata.normalize("NFC", "\n".join(lines))


def bring(wiki: Wiki, parcel: Parcel, text: str, receipt: Receipt, *, force: bool = False) -> None:
    """Write the memo's page and attach its PDF, each only where it is not there; the receipt is filled on the way."""
    page = wiki.page_name(parcel.review)
    receipt.name, receipt.url = page, wiki.url(page)
    attached = False
    if wiki.files_first:
        _writable(wiki, page, marked(text, wiki.dialect), force)  # a page of somebody else gets no file either
        attached = _attach(wiki, page, parcel, receipt)
    state, receipt.version = put(wiki, page, text, receipt, force=force)
    receipt.url = wiki.url(page)  # some wikis name a page by a number, known only now
    if not wiki.files_first:
        attached = _attach(wiki, page, parcel, receipt)
    if attached and state == "unchanged":
        state = "updated"
    if receipt.done:
        receipt.version = wiki.finish(parcel.memo.subject) or receipt.version
    if not wiki.wire.dry_run:
        back = wiki.attached(page, parcel.name)
        receipt.read_back = None if back is None else back == parcel.pdf
        if receipt.read_back is False:
            fail("remote-differs", wiki.wire.target, f"{parcel.name} is there but holds other bytes than the memo")
    receipt.state = "dry-run" if wiki.wire.dry_run else state


def _attach(wiki: Wiki, page: str, parcel: Parcel, receipt: Receipt) -> bool:
    if wiki.attached(page, parcel.name) == parcel.pdf or not wiki.attach(page, parcel.name, parcel.pdf):
        return False
    receipt.done.append(f"attached {parcel.name}")
    return True


def put(wiki: Wiki, page: str, text: str, receipt: Receipt, *, force: bool = False) -> tuple[Any, str]:
    """Write one page unless it already says this; fails with `RemoteError` where somebody else edited it."""
    text = marked(text, wiki.dialect)
    before = _writable(wiki, page, text, force)
    if before is not None and _is(wiki, before, text):
        return "unchanged", before.version
    version = wiki.write(page, text, before, page)
    receipt.done.append(f"wrote the page {page}")
    return "created" if before is None else "updated", version


def _writable(wiki: Wiki, page: str, text: str, force: bool) -> Stored | None:
    """Return the page as it is; fails with `RemoteError` where it is not memo's and `force` does not say so."""
    before = wiki.read(page)
    if before is None or force or _is(wiki, before, text):
        return before
    if not (is_ours(before.text) if wiki.keeps_text else before.digest):
        message = f"the page {page} was edited, or made, by somebody else"
        fail("remote-edited", wiki.wire.target, message, "Read it first; --force writes over it.")
    return before


def _is(wiki: Wiki, before: Stored, text: str) -> bool:
    return _plain(before.text) == _plain(text) if wiki.keeps_text else before.digest == digest_of(text)
