"""Roundup: the file, a message, and one change of the issue that ties both to it."""

from __future__ import annotations

from typing import Any

from memo.publish.parcel import Parcel, Step
from memo.publish.settings import Tracker
from memo.publish.ticket import Held, Subtasks, Task, Ticket
from memo.publish.wire import Later


class Settings(Tracker):
    """`url` is the tracker's home; `user` signs in with the token as password."""

    user: str


class Adapter(Ticket, Subtasks):
    def sign(self) -> None:
        self.wire.sign_basic()
        # Roundup takes a change only from a client that shows it is no web page of somebody else.
        self.wire.always(X_Requested_With="memo", Origin=self.wire.base, Referer=self.wire.base + "/")

    def url(self) -> str:
        return f"{self.wire.base}/issue{self.number}"

    def held(self) -> list[Held]:
        files = self._get(f"issue/{self.number}")["attributes"]["files"] or []
        return [Held(one["name"] or "", one["id"], self._file(one["id"], one["name"] or "")) for one in files]

    def content(self, held: Held) -> bytes:
        return self.wire.fetch(f"rest/data/file/{held.key}/binary_content")

    def attach(self, name: str, pdf: bytes, parcel: Parcel, replaces: str) -> Held:
        file = self._post(
            "file", {"content": (name, pdf, "application/pdf")}, {"name": name, "type": "application/pdf"}
        )
        message = self._message(parcel.comment(replaces).plain())
        self._change(self.number, {"@op": "add", "files": file, "messages": message})
        return Held(name, file, self._file(file, name))

    def tasks(self) -> list[Task]:
        mark = f"(memo {self.number}/"
        wanted = {"title": mark, "@fields": "title,messages", "@page_size": "500"}
        found = self.wire.get("rest/data/issue", params=wanted).json()["data"]["collection"]
        return [
            Task(one["id"], f"{self.wire.base}/issue{one['id']}", self._last_message(one["messages"]))
            for one in found
            if mark in one["title"]
        ]

    def make(self, step: Step) -> Task:
        message = self._message(f"issue{self.number}\n{step.text()}\n")
        made = self._post("issue", None, {"title": self._title(step), "messages": message})
        return Task(made, f"{self.wire.base}/issue{made}", step.text())

    def change(self, task: Task, step: Step) -> None:
        message = self._message(f"issue{self.number}\n{step.text()}\n")
        self._change(task.key, {"@op": "replace", "title": self._title(step)})
        self._change(task.key, {"@op": "add", "messages": message})

    def _title(self, step: Step) -> str:
        return f"{step.title} (memo {self.number}/{step.id})"

    def _last_message(self, messages: Any) -> str:
        """Return the newest message that says what the action is; Roundup keeps every one."""
        for message in sorted((int(one["id"]) for one in messages or []), reverse=True):
            text = self.wire.fetch(f"rest/data/msg/{message}/binary_content").decode("utf-8", "replace")
            if "memo-action " in text:
                return text
        return ""

    def _message(self, text: str) -> str:
        return self._post("msg", None, {"content": text, "type": "text/plain"})

    def _file(self, key: str, name: str) -> str:
        return f"{self.wire.base}/file{key}/{name}"

    def _get(self, path: str) -> Any:
        return self.wire.get(f"rest/data/{path}", params={"@fields": "files", "@verbose": "2"}).json()["data"]

    def _post(self, kind: str, files: Any, data: Any) -> str:
        made = self.wire.send("POST", f"rest/data/{kind}", files=files, data=data).json()
        return made if isinstance(made, Later) else str(made["data"]["id"])

    def _change(self, number: str, data: Any) -> None:
        etag = self.wire.get(f"rest/data/issue/{number}").headers.get("etag", "")
        self.wire.send("PATCH", f"rest/data/issue/{number}", data=data, headers={"If-Match": etag})
