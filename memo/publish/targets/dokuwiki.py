"""DokuWiki over XML-RPC: HTTP Basic where a user is named, else a token of the user's profile."""

from __future__ import annotations

import xmlrpc.client  # nosec B411 # an answer with a document type is refused before it is parsed
from typing import Any

from pydantic import Field

from memo.errors import shown
from memo.publish.failure import fail, refused
from memo.publish.settings import Server
from memo.publish.wiki import Stored, Wiki
from memo.publish.wire import Later

_NONE, _LOCKED = 121, 133
_FORBIDDEN = (111, 112, 113, 114, 115, -32603, -32604, 211, 212, 221)


class Settings(Server):
    """`url` is where `doku.php` is; `namespace` holds every page and file."""

    kind: str
    namespace: str = Field("", pattern=r"^([a-z0-9][a-z0-9_-]*(:[a-z0-9][a-z0-9_-]*)*)?$")
    index: str = Field("vendor-reviews", pattern=r"^[a-z0-9][a-z0-9_-]*$")


class Adapter(Wiki):
    dialect = "dokuwiki"

    def sign(self) -> None:
        if self.settings.user:
            self.wire.sign_basic()
        else:
            self.wire.sign("Authorization", "Bearer {token}")

    def page_name(self, review: str) -> str:
        return ":".join(part for part in (self.settings.namespace, review.lower()) if part)

    def url(self, page: str) -> str:
        return f"{self.wire.base}/doku.php?id={page}"

    def read(self, page: str) -> Stored | None:
        info = self._call("wiki.getPageInfo", page, may_miss=True)
        if not info:
            return None
        return Stored(str(self._call("wiki.getPage", page)), str(info["version"]))

    def write(self, page: str, text: str, before: Stored | None, summary: str) -> str:
        """Write a page; DokuWiki takes no base revision, so it is asked once more just before."""
        now = self.read(page)
        if (now.version if now else "") != (before.version if before else ""):
            fail("remote-conflict", self.wire.target, f"the page {page} was edited meanwhile", "Run the command again.")
        self._call("wiki.putPage", page, text, {"sum": summary, "minor": False}, reads=False)
        after = None if self.wire.dry_run else self.read(page)
        return after.version if after else ""

    def attached(self, page: str, name: str) -> bytes | None:
        found = self._call("wiki.getAttachment", self._file(page, name), may_miss=True)
        return found.data if isinstance(found, xmlrpc.client.Binary) and found.data else None

    def attach(self, page: str, name: str, content: bytes) -> bool:
        self._call(
            "wiki.putAttachment", self._file(page, name), xmlrpc.client.Binary(content), {"ow": True}, reads=False
        )
        return True

    def file_link(self, page: str, name: str) -> str:
        return f"{{{{:{self._file(page, name)}|{name}}}}}"

    def _file(self, page: str, name: str) -> str:
        return ":".join(part for part in (page.rpartition(":")[0], name) if part)

    def _call(self, method: str, *words: Any, reads: bool = True, may_miss: bool = False) -> Any:
        sent = xmlrpc.client.dumps(words, method, allow_none=False).encode()
        if self.wire.dry_run and not reads:
            self.wire.show(f"{method} {words[0]}")
        answer = self.wire.send(
            "POST", "lib/exe/xmlrpc.php", content=sent, headers={"Content-Type": "text/xml", "Accept": "text/xml"},
            reads=reads,
        )  # fmt: skip
        if self.wire.dry_run and not reads:
            return Later("<answer>")
        if b"<!DOCTYPE" in answer.content.replace(b"\0", b""):  # entities could make much of little
            refused(self.wire.target, method, answer.status, answer.content)
        try:
            (value,), _ = xmlrpc.client.loads(answer.content)
        except xmlrpc.client.Fault as fault:
            if may_miss and fault.faultCode in (_NONE, 221, 222, 1):
                return None
            says = self.wire.secret.redacted(str(fault.faultString))
            code = "remote-forbidden" if fault.faultCode in _FORBIDDEN else "remote-invalid"
            code = "remote-conflict" if fault.faultCode == _LOCKED else code
            hint = "May the user read, write and upload here, and is 'remote' on?" if code == "remote-forbidden" else ""
            fail(code, self.wire.target, f"{method}: DokuWiki says {shown(says)}", hint)
        except Exception:
            refused(self.wire.target, method, answer.status, answer.content)
        return value
