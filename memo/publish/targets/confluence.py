"""Confluence, Cloud by its REST API v2 and Data Center by the REST API: the page, its files, and a property.

Confluence rewrites the storage format as it keeps it, so a page cannot be held
against what was sent. A property of the page keeps the digest of that and the
page's revision; a later revision is an edit of somebody else.
"""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import urlencode

from pydantic import Field

from memo.publish.failure import fail
from memo.publish.settings import Name, Server
from memo.publish.wiki import Stored, Wiki, digest_of
from memo.publish.wire import Later

_PROPERTY = "memo-page"


class Settings(Server):
    """`url` ends in `/wiki` in the Cloud; `parent` is the number of the page under which new ones stand."""

    kind: str
    space: str = Field(pattern=r"^~?[A-Za-z0-9_.-]{1,255}$")
    hosting: Literal["cloud", "data-center"] = "cloud"
    parent: Name = Field("", pattern=r"^[0-9]*$")
    index: str = Field("vendor-reviews", pattern=r"^[A-Za-z0-9][A-Za-z0-9 _-]*$")


class Adapter(Wiki):
    dialect = "confluence"
    keeps_text = False

    def __init__(self, settings: Any, wire: Any) -> None:
        super().__init__(settings, wire)
        self._rest: _Cloud | _DataCenter = _Cloud(self) if settings.hosting == "cloud" else _DataCenter(self)
        self._ids: dict[str, str] = {}

    def sign(self) -> None:
        if self.settings.user:
            self.wire.sign_basic()
        else:
            self.wire.sign("Authorization", "Bearer {token}")

    def page_name(self, review: str) -> str:
        """Return a title that a person reads; it is one in its space, since the review's name is."""
        title = review.replace("-", " ")
        return title[:1].upper() + title[1:]

    def url(self, page: str) -> str:
        number = self._ids.get(page, "")
        if number:
            return f"{self.wire.base}/pages/viewpage.action?pageId={number}"
        return f"{self.wire.base}/display/{self.settings.space}?{urlencode({'title': page})}"

    def read(self, page: str) -> Stored | None:
        found = self._rest.page(page)
        if found is None:
            return None
        number, revision, text = found
        self._ids[page] = number
        held = self._rest.property(number)
        value = held.get("value") if held else None
        known = isinstance(value, dict) and str(value.get("revision")) == revision
        return Stored(text, revision, str(value["digest"]) if known and isinstance(value, dict) else "")

    def write(self, page: str, text: str, before: Stored | None, summary: str) -> str:
        if before is None:
            number, revision = self._rest.create(page, text)
            self._ids[page] = number
        else:
            number, revision = self._ids[page], str(int(before.version) + 1)
            self._rest.update(number, page, text, int(revision), summary)
        kept = {"digest": digest_of(text), "revision": revision}
        held = None if isinstance(number, Later) else self._rest.property(number)
        self._rest.keep(number, kept, held)
        return revision

    def attached(self, page: str, name: str) -> bytes | None:
        number = self._ids.get(page, "")
        if not number or isinstance(number, Later):
            return None
        path = self._rest.file(number, name)
        return self.wire.fetch(f"{self.wire.base}{path}") if path else None

    def attach(self, page: str, name: str, content: bytes) -> bool:
        # Both hostings take files by the older API, and only with this header, which no form of a browser sends.
        self.wire.send(
            "POST", f"rest/api/content/{self._ids.get(page, '<id>')}/child/attachment",
            files={"file": (name, content, "application/pdf")}, data={"minorEdit": "true"},
            headers={"X-Atlassian-Token": "nocheck"},
        )  # fmt: skip
        return True

    def file_link(self, page: str, name: str) -> str:
        body = f"<ac:plain-text-link-body><![CDATA[{name}]]></ac:plain-text-link-body>"
        return f'<p><ac:link><ri:attachment ri:filename="{name}"/>{body}</ac:link></p>'


class _Cloud:
    """The REST API v2."""

    def __init__(self, wiki: Adapter) -> None:
        self.wire, self.settings = wiki.wire, wiki.settings
        self._space = ""

    def space(self) -> str:
        if not self._space:
            found = self.wire.get("api/v2/spaces", params={"keys": self.settings.space}).json()["results"]
            if not found:
                fail(
                    "remote-not-found", self.wire.target, f"there is no space {self.settings.space}", "Look at 'space'."
                )
            self._space = str(found[0]["id"])
        return self._space

    def page(self, title: str) -> tuple[str, str, str] | None:
        asked = {"space-id": self.space(), "title": title, "body-format": "storage"}
        found = self.wire.get("api/v2/pages", params=asked).json()["results"]
        if not found:
            return None
        return str(found[0]["id"]), str(found[0]["version"]["number"]), found[0]["body"]["storage"]["value"]

    def create(self, title: str, text: str) -> tuple[str, str]:
        made: dict[str, Any] = {"spaceId": self.space(), "status": "current", "title": title, "body": _storage(text)}
        if self.settings.parent:
            made["parentId"] = self.settings.parent
        page = self.wire.send("POST", "api/v2/pages", json=made).json()
        return page["id"], str(page["version"]["number"])

    def update(self, number: str, title: str, text: str, revision: int, summary: str) -> None:
        version = {"number": revision, "message": summary}
        made = {"id": number, "status": "current", "title": title, "body": _storage(text), "version": version}
        self.wire.send("PUT", f"api/v2/pages/{number}", json=made)

    def property(self, number: str) -> Any:
        found = self.wire.get(f"api/v2/pages/{number}/properties", params={"key": _PROPERTY}).json()["results"]
        return found[0] if found else None

    def keep(self, number: str, value: dict[str, str], held: Any) -> None:
        made: dict[str, Any] = {"key": _PROPERTY, "value": value}
        if held is None:
            self.wire.send("POST", f"api/v2/pages/{number}/properties", json=made)
            return
        made["version"] = {"number": held["version"]["number"] + 1}
        self.wire.send("PUT", f"api/v2/pages/{number}/properties/{held['id']}", json=made)

    def file(self, number: str, name: str) -> str:
        found = self.wire.get(f"api/v2/pages/{number}/attachments", params={"filename": name}).json()["results"]
        return str(found[0]["downloadLink"]) if found else ""


class _DataCenter:
    """The REST API of a Confluence of one's own."""

    def __init__(self, wiki: Adapter) -> None:
        self.wire, self.settings = wiki.wire, wiki.settings

    def page(self, title: str) -> tuple[str, str, str] | None:
        asked = {"spaceKey": self.settings.space, "title": title, "expand": "body.storage,version"}
        found = self.wire.get("rest/api/content", params=asked).json()["results"]
        if not found:
            return None
        return str(found[0]["id"]), str(found[0]["version"]["number"]), found[0]["body"]["storage"]["value"]

    def create(self, title: str, text: str) -> tuple[str, str]:
        made: dict[str, Any] = {
            "type": "page", "title": title, "space": {"key": self.settings.space}, "body": {"storage": _storage(text)},
        }  # fmt: skip
        if self.settings.parent:
            made["ancestors"] = [{"id": self.settings.parent}]
        page = self.wire.send("POST", "rest/api/content", json=made).json()
        return page["id"], str(page["version"]["number"])

    def update(self, number: str, title: str, text: str, revision: int, summary: str) -> None:
        version = {"number": revision, "message": summary}
        made = {"type": "page", "title": title, "body": {"storage": _storage(text)}, "version": version}
        self.wire.send("PUT", f"rest/api/content/{number}", json=made)

    def property(self, number: str) -> Any:
        found = self.wire.find(f"rest/api/content/{number}/property/{_PROPERTY}")
        return found.json() if found else None

    def keep(self, number: str, value: dict[str, str], held: Any) -> None:
        made: dict[str, Any] = {"key": _PROPERTY, "value": value}
        if held is None:
            self.wire.send("POST", f"rest/api/content/{number}/property", json=made)
            return
        made["version"] = {"number": held["version"]["number"] + 1}
        self.wire.send("PUT", f"rest/api/content/{number}/property/{_PROPERTY}", json=made)

    def file(self, number: str, name: str) -> str:
        asked = {"filename": name}
        found = self.wire.get(f"rest/api/content/{number}/child/attachment", params=asked).json()["results"]
        return str(found[0]["_links"]["download"]) if found else ""


def _storage(text: str) -> dict[str, str]:
    return {"value": text, "representation": "storage"}
