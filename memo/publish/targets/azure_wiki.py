"""The wiki of an Azure DevOps project, over its REST API; files are read back from the repository behind it."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import quote

from pydantic import Field

from memo.publish.settings import Server
from memo.publish.wiki import Stored, Wiki

_VERSION = {"api-version": "7.1"}


class Settings(Server):
    """`url` is the organisation, such as `https://dev.azure.com/example`; `wiki` its name or id."""

    kind: str
    project: str = Field(pattern=r"^[^/\\?#%]{1,64}$")
    wiki: str = Field(pattern=r"^[^/\\?#%]{1,128}$")
    folder: str = Field("", pattern=r"^([A-Za-z0-9][A-Za-z0-9 _-]*(/[A-Za-z0-9][A-Za-z0-9 _-]*)*)?$")
    index: str = Field("vendor-reviews", pattern=r"^[A-Za-z0-9][A-Za-z0-9 _-]*$")


class Adapter(Wiki):
    dialect = "azure"
    _repository = ""

    def sign(self) -> None:
        self.wire.sign_basic()  # a personal access token is the password of nobody in particular

    def page_name(self, review: str) -> str:
        """Return a path that a person reads: in the wiki's files a space is a hyphen, a hyphen is not."""
        title = review.replace("-", " ")
        return "/" + "/".join(part for part in (self.settings.folder, title[:1].upper() + title[1:]) if part)

    def page_link(self, page: str) -> str:
        return page.replace("-", "%2D").replace(" ", "-")

    def url(self, page: str) -> str:
        project, wiki = quote(self.settings.project), quote(self.settings.wiki)
        return f"{self.wire.base}/{project}/_wiki/wikis/{wiki}?pagePath={quote(page)}"

    def read(self, page: str) -> Stored | None:
        found = self.wire.find(self._path("pages"), params={**_VERSION, "path": page, "includeContent": "true"})
        return Stored(found.json().get("content", ""), found.headers.get("etag", "")) if found else None

    def write(self, page: str, text: str, before: Stored | None, summary: str) -> str:
        self._parents(page)
        same = {"If-Match": before.version} if before else {}
        asked = {**_VERSION, "path": page, "comment": summary}
        made = self.wire.send("PUT", self._path("pages"), params=asked, json={"content": text}, headers=same)
        return str(made.headers.get("etag", ""))

    def attached(self, page: str, name: str) -> bytes | None:
        if not self._repository:
            self._repository = str(self.wire.get(self._path(""), params=_VERSION).json()["repositoryId"])
        path = f"{quote(self.settings.project)}/_apis/git/repositories/{self._repository}/items"
        asked = {**_VERSION, "path": f"/.attachments/{name}", "$format": "octetStream"}
        found = self.wire.find(path, params=asked, headers={"Accept": "application/octet-stream"})
        return found.content if found else None

    def attach(self, page: str, name: str, content: bytes) -> bool:
        self.wire.send(
            "PUT", self._path("attachments"), params={**_VERSION, "name": name}, content=b64encode(content),
            headers={"Content-Type": "application/octet-stream"},
        )  # fmt: skip
        return True

    def file_link(self, page: str, name: str) -> str:
        return f"[{name}](/.attachments/{name})"

    def _parents(self, page: str) -> None:
        """Make the pages above a page where they are not there; the wiki takes none without them."""
        parts = page.strip("/").split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            above = "/" + "/".join(parts[:depth])
            if self.wire.find(self._path("pages"), params={**_VERSION, "path": above}) is None:
                self.wire.send("PUT", self._path("pages"), params={**_VERSION, "path": above}, json={"content": ""})

    def _path(self, what: str) -> str:
        base = f"{quote(self.settings.project)}/_apis/wiki/wikis/{quote(self.settings.wiki)}"
        return f"{base}/{what}" if what else base
