"""The wiki of a Redmine project, over its REST API with a key."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from memo.publish.settings import Server
from memo.publish.wiki import Stored, Wiki


class Settings(Server):
    """`parent` is the title of the page under which new ones stand."""

    kind: str
    project: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    parent: str = ""
    index: str = Field("vendor-reviews", pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")


class Adapter(Wiki):
    dialect = "redmine"

    def sign(self) -> None:
        self.wire.sign("X-Redmine-API-Key")

    def page_name(self, review: str) -> str:
        return review[:1].upper() + review[1:]

    def url(self, page: str) -> str:
        return f"{self.wire.base}/{self._path(page)}"

    def read(self, page: str) -> Stored | None:
        found = self.wire.find(f"{self._path(page)}.json")
        if found is None:
            return None
        held = found.json()["wiki_page"]
        return Stored(held["text"] or "", str(held["version"]))

    def write(self, page: str, text: str, before: Stored | None, summary: str) -> str:
        made: dict[str, Any] = {"text": text, "comments": summary}
        if before:
            made["version"] = before.version
        elif self.settings.parent:
            made["parent_title"] = self.settings.parent
        self.wire.send("PUT", f"{self._path(page)}.json", json={"wiki_page": made})
        after = None if self.wire.dry_run else self.read(page)
        return after.version if after else ""

    def attached(self, page: str, name: str) -> bytes | None:
        found = self.wire.find(f"{self._path(page)}.json", params={"include": "attachments"})
        held = found.json()["wiki_page"].get("attachments", []) if found else []
        urls = [one["content_url"] for one in held if one["filename"] == name]
        # The address that Redmine gives is made of its own idea of its host; the path alone is asked for.
        return self.wire.fetch("attachments" + urls[-1].partition("/attachments")[2]) if urls else None

    def attach(self, page: str, name: str, content: bytes) -> bool:
        made = self.wire.send(
            "POST", "uploads.json", params={"filename": name}, content=content,
            headers={"Content-Type": "application/octet-stream"},
        ).json()  # fmt: skip
        upload = {"token": made["upload"]["token"], "filename": name, "content_type": "application/pdf"}
        held = self.read(page)
        text = held.text if held else ""
        self.wire.send("PUT", f"{self._path(page)}.json", json={"wiki_page": {"text": text, "uploads": [upload]}})
        return True

    def file_link(self, page: str, name: str) -> str:
        return f"attachment:{name}"

    def _path(self, page: str) -> str:
        return f"projects/{self.settings.project}/wiki/{page}"
