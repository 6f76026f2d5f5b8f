"""GitLab: an upload, and a note that carries it; actions are a checklist in a note of its own."""

from __future__ import annotations

import re
from typing import Any, Literal
from urllib.parse import quote

from memo.publish.parcel import Parcel
from memo.publish.settings import Name, Tracker
from memo.publish.ticket import Checklist, Held, Task, Ticket

_UPLOAD = re.compile(r"\[[^\]\n]*\]\(/uploads/(?P<key>[0-9a-f]{32})/(?P<name>[^)\s/]+)\)")
_REFERENCE = re.compile(
    r"""[~%](?=[\w"])           # a label, a milestone
    | [\#!&$](?=\d)             # an issue, a merge request, an epic, a snippet
    | \[(?=[a-z_]+:)            # [vulnerability:1], [epic:1], [contact:a@b.c]
    | \*(?=iteration:)
    | \^(?=alert\#)
    | (?<=\bGL)-(?=\d)          # GL-1
    | @(?=\w)""",
    re.VERBOSE,
)


class Settings(Tracker):
    """`project` is its path or number; the ticket the number of an issue, or of a merge request."""

    project: Name
    on: Literal["issues", "merge_requests"] = "issues"


class Adapter(Ticket, Checklist):
    @staticmethod
    def guard(text: str) -> str:
        """Return a text whose references are parted by a word joiner: GitLab makes links of them after Markdown.

        >>> Adapter.guard("50% of !1") == "50% of !" + chr(0x2060) + "1"
        True
        """
        return _REFERENCE.sub(lambda match: match[0] + "\u2060", text)

    def sign(self) -> None:
        self.wire.sign("PRIVATE-TOKEN")
        self._project = f"api/v4/projects/{quote(self.settings.project, safe='')}"
        self._notes = f"{self._project}/{self.settings.on}/{self.number}/notes"

    def url(self) -> str:
        return f"{self.wire.base}/{self.settings.project}/-/{self.settings.on}/{self.number}"

    def held(self) -> list[Held]:
        # An upload belongs to the project; that it hangs at the ticket is what a note says.
        found = (match for note in self._all() for match in _UPLOAD.finditer(note["body"]))
        return [Held(match["name"], f"{match['key']}/{match['name']}") for match in found]

    def content(self, held: Held) -> bytes | None:
        found = self.wire.find(f"{self._project}/uploads/{held.key}", headers={"Accept": "*/*"})
        return found.content if found else None  # before 17.4 GitLab gives no upload back by its API

    def attach(self, name: str, pdf: bytes, parcel: Parcel, replaces: str) -> Held:
        file = {"file": (name, pdf, "application/pdf")}
        made = self.wire.send("POST", f"{self._project}/uploads", files=file).json()
        body = f"{parcel.comment(replaces).markdown(self.guard)}\n[{name}]({made['url']})\n"
        self.wire.send("POST", self._notes, json={"body": body})
        return self.newest(name)

    def checklist(self, mark: str) -> Task | None:
        found = (note for note in self._all() if mark in note["body"])
        return next((Task(str(one["id"]), f"{self.url()}#note_{one['id']}", one["body"]) for one in found), None)

    def write_checklist(self, task: Task | None, text: str) -> Task:
        if task is None:
            key = str(self.wire.send("POST", self._notes, json={"body": text}).json()["id"])
        else:
            key = task.key
            self.wire.send("PUT", f"{self._notes}/{key}", json={"body": text}, again=True)
        return Task(key, f"{self.url()}#note_{key}", text)

    def _all(self) -> list[Any]:
        notes: list[Any] = []
        page = 1
        while True:
            params = {"sort": "asc", "order_by": "created_at", "per_page": "100", "page": str(page)}
            found = self.wire.get(self._notes, params=params).json()
            notes += found
            if len(found) < 100:
                return notes
            page += 1
