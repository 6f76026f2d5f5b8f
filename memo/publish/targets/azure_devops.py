"""Azure DevOps: an upload, then one change of the work item that ties file and comment to it."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

from pydantic import Field

from memo.publish.parcel import Parcel, Step
from memo.publish.settings import Tracker
from memo.publish.ticket import Held, Subtasks, Task, Ticket

_VERSION = {"api-version": "7.1"}
_PATCH = {"Content-Type": "application/json-patch+json"}
_CHILD, _PARENT = "System.LinkTypes.Hierarchy-Forward", "System.LinkTypes.Hierarchy-Reverse"
MOST_AT_ONCE = 200
"""Work items that Azure DevOps gives in one answer."""


class Settings(Tracker):
    """`url` is that of the organisation or collection; `task_type` the type of the actions' work items."""

    project: str = Field(pattern=r"^[^/\\:*?\"<>;#$&=|+{}\[\]\x00-\x1f]{1,64}$")
    task_type: str = Field("Task", pattern=r"^[\w .-]{1,128}$")


class Adapter(Ticket, Subtasks):
    def sign(self) -> None:
        self.wire.sign_basic()  # the token is the password of a user without a name
        self._project = quote(self.settings.project)
        self._api = f"{self._project}/_apis/wit"

    def url(self) -> str:
        return self._page(self.number)

    def held(self) -> list[Held]:
        files = [one for one in self._relations() if one["rel"] == "AttachedFile"]
        return [Held(one["attributes"].get("name") or "", one["url"].rpartition("/")[2], one["url"]) for one in files]

    def content(self, held: Held) -> bytes:
        return self.wire.fetch(f"{self._api}/attachments/{held.key}", params=_VERSION)

    def attach(self, name: str, pdf: bytes, parcel: Parcel, replaces: str) -> Held:
        kind = {"Content-Type": "application/octet-stream"}
        where = {"fileName": name, **_VERSION}
        made = self.wire.send("POST", f"{self._api}/attachments", params=where, content=pdf, headers=kind).json()
        link = {"rel": "AttachedFile", "url": made["url"], "attributes": {"name": name, "comment": parcel.digest}}
        history = _add("/fields/System.History", parcel.comment(replaces).html())
        self._change(self.number, [_add("/relations/-", link), history])
        return Held(name, made["id"], made["url"])

    def tasks(self) -> list[Task]:
        keys = [one["url"].rpartition("/")[2] for one in self._relations() if one["rel"] == _CHILD]
        tasks: list[Task] = []
        for start in range(0, len(keys), MOST_AT_ONCE):
            wanted = {"ids": ",".join(keys[start : start + MOST_AT_ONCE]), "fields": "System.Description", **_VERSION}
            found = self.wire.get(f"{self._api}/workitems", params=wanted).json()["value"]
            tasks += [
                Task(str(one["id"]), self._page(one["id"]), one["fields"].get("System.Description") or "")
                for one in found
            ]
        return tasks

    def make(self, step: Step) -> Task:
        link = {"rel": _PARENT, "url": f"{self.wire.base}/_apis/wit/workItems/{self.number}"}
        sent = [*self._said(step), _add("/relations/-", link)]
        path = f"{self._api}/workitems/${quote(self.settings.task_type)}"
        made = self.wire.send("POST", path, params=_VERSION, json=sent, headers=_PATCH).json()
        return Task(str(made["id"]), self._page(made["id"]), "")

    def change(self, task: Task, step: Step) -> None:
        self._change(task.key, self._said(step), again=True)

    def _said(self, step: Step) -> list[Any]:
        text = "".join(f"<div>{escape(line)}</div>" for line in [*step.said(), step.mark])
        return [_add("/fields/System.Title", step.short()), _add("/fields/System.Description", text)]

    def _change(self, number: str, changes: list[Any], again: bool = False) -> None:
        path = f"{self._api}/workitems/{number}"
        self.wire.send("PATCH", path, params=_VERSION, json=changes, headers=_PATCH, again=again)

    def _relations(self) -> list[Any]:
        wanted = {"$expand": "relations", **_VERSION}
        return self.wire.get(f"{self._api}/workitems/{self.number}", params=wanted).json().get("relations") or []

    def _page(self, number: Any) -> str:
        return f"{self.wire.base}/{self._project}/_workitems/edit/{number}"


def _add(path: str, value: Any) -> dict[str, Any]:
    return {"op": "add", "path": path, "value": value}
