"""GitHub: issues take no files by API, so the PDF is committed and a comment leads to it; actions are a checklist."""

from __future__ import annotations

from base64 import b64encode
from typing import Any
from urllib.parse import quote

from pydantic import Field

from memo.publish.parcel import Parcel
from memo.publish.settings import Address, Tracker
from memo.publish.ticket import Checklist, Held, Task, Ticket


class Settings(Tracker):
    """`repository` is `owner/name`; the PDFs stand in its `folder`, on `branch` or the default one."""

    url: Address = "https://api.github.com"
    page_url: Address = "https://github.com"
    repository: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$")
    folder: str = Field("memos", pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$")
    branch: str = Field("", pattern=r"^([A-Za-z0-9][A-Za-z0-9._/-]*)?$")


class Adapter(Ticket, Checklist):
    in_one_step = False

    def sign(self) -> None:
        self.wire.sign("Authorization", "Bearer {token}")
        self.wire.always(Accept="application/vnd.github+json", X_GitHub_Api_Version="2022-11-28")
        self._repository = f"repos/{self.settings.repository}"

    def url(self) -> str:
        return f"{self.settings.page_url}/{self.settings.repository}/issues/{self.number}"

    def held(self) -> list[Held]:
        on = {"ref": self.settings.branch} if self.settings.branch else {}
        found = self.wire.find(f"{self._repository}/contents/{quote(self.settings.folder)}", params=on)
        files = found.json() if found else []
        # A folder knows no order; the comments say which memo came after which.
        said = [one["body"] or "" for one in self._comments()]
        order = {
            one["name"]: max((i for i, text in enumerate(said) if one["name"] in text), default=-1) for one in files
        }
        files = sorted(files, key=lambda one: order[one["name"]])
        self._known = {one["name"]: one["sha"] for one in files}
        return [Held(one["name"], one["path"], one["html_url"]) for one in files if one["type"] == "file"]

    def content(self, held: Held) -> bytes:
        on = {"ref": self.settings.branch} if self.settings.branch else {}
        raw = {"Accept": "application/vnd.github.raw+json"}
        return self.wire.get(f"{self._repository}/contents/{quote(held.key)}", params=on, headers=raw).content

    def attach(self, name: str, pdf: bytes, parcel: Parcel, replaces: str) -> Held:
        sent = {"message": f"{parcel.memo.subject}, {parcel.memo.date}", "content": b64encode(pdf).decode()}
        sent |= {"branch": self.settings.branch} if self.settings.branch else {}
        sent |= {"sha": self._known[name]} if name in self._known else {}
        path = f"{self.settings.folder}/{name}"
        made = self.wire.send("PUT", f"{self._repository}/contents/{quote(path)}", json=sent).json()["content"]
        return Held(name, path, made["html_url"])

    def commented(self, mark: str) -> bool:
        return any(mark in (one["body"] or "") for one in self._comments())

    def comment(self, parcel: Parcel, replaces: str) -> None:
        branch = self.settings.branch or "HEAD"
        path = quote(f"{self.settings.repository}/blob/{branch}/{self.settings.folder}/{parcel.name}")
        body = f"{parcel.comment(replaces).markdown()}\n[{parcel.name}]({self.settings.page_url}/{path})\n"
        self.wire.send("POST", f"{self._repository}/issues/{self.number}/comments", json={"body": body})

    def checklist(self, mark: str) -> Task | None:
        found = (one for one in self._comments() if mark in (one["body"] or ""))
        return next((Task(str(one["id"]), one["html_url"], one["body"]) for one in found), None)

    def write_checklist(self, task: Task | None, text: str) -> Task:
        if task is None:
            path = f"{self._repository}/issues/{self.number}/comments"
            made = self.wire.send("POST", path, json={"body": text}).json()
        else:
            path = f"{self._repository}/issues/comments/{task.key}"
            made = self.wire.send("PATCH", path, json={"body": text}, again=True).json()
        return Task(str(made["id"]), made["html_url"], text)

    def _comments(self) -> list[Any]:
        comments: list[Any] = []
        page = 1
        while True:
            params = {"per_page": "100", "page": str(page)}
            found = self.wire.get(f"{self._repository}/issues/{self.number}/comments", params=params).json()
            comments += found
            if len(found) < 100:
                return comments
            page += 1
