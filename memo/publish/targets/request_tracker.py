"""Request Tracker 5: one comment that carries the file; actions are tickets that are members of this one."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any, Literal

from memo.publish.parcel import Parcel, Step
from memo.publish.settings import Name, Tracker
from memo.publish.ticket import Held, Subtasks, Task, Ticket

_API = "REST/2.0"


class Settings(Tracker):
    """`reply = "correspond"` also mails the comment to whoever asked; `queue` takes the tickets of the actions."""

    reply: Literal["comment", "correspond"] = "comment"
    queue: Name = ""


class Adapter(Ticket, Subtasks):
    def sign(self) -> None:
        self.wire.sign("Authorization", "token {token}")

    def url(self) -> str:
        return self._page(self.number)

    def held(self) -> list[Held]:
        # The list of a ticket that does not exist is empty; only the ticket itself says so.
        self._queue = str(self.wire.get(f"{_API}/ticket/{self.number}").json()["Queue"]["id"])
        found = self._all(f"ticket/{self.number}/attachments", {"fields": "Filename"})
        return [Held(one.get("Filename") or "", str(one["id"])) for one in found]

    def content(self, held: Held) -> bytes:
        return b64decode(self.wire.get(f"{_API}/attachment/{held.key}").json()["Content"])

    def attach(self, name: str, pdf: bytes, parcel: Parcel, replaces: str) -> Held:
        file = {"FileName": name, "FileType": "application/pdf", "FileContent": b64encode(pdf).decode()}
        said = {"Content": parcel.comment(replaces).plain(), "ContentType": "text/plain", "Attachments": [file]}
        self.wire.send("POST", f"{_API}/ticket/{self.number}/{self.settings.reply}", json=said)
        return self.newest(name)

    def tasks(self) -> list[Task]:
        found = self._all("tickets", {"query": f"MemberOf = {self.number}", "fields": "Subject"})
        return [Task(str(one["id"]), self._page(one["id"]), one.get("Subject") or "") for one in found]

    def make(self, step: Step) -> Task:
        queue = self.settings.queue or self._queue
        said = {"Content": step.text(), "ContentType": "text/plain"}
        sent = {"Queue": queue, "Subject": self._subject(step), "MemberOf": self.number, **said}
        made = self.wire.send("POST", f"{_API}/ticket", json=sent).json()["id"]
        return Task(str(made), self._page(made), "")

    def change(self, task: Task, step: Step) -> None:
        said = {"Content": step.text(), "ContentType": "text/plain"}
        self.wire.send("POST", f"{_API}/ticket/{task.key}/comment", json=said)
        # The subject last: it holds the mark by which the next run knows that all of this was done.
        self.wire.send("PUT", f"{_API}/ticket/{task.key}", json={"Subject": self._subject(step)}, again=True)

    def _subject(self, step: Step) -> str:
        return f"{step.short(120)} [{step.mark}]"

    def _page(self, number: Any) -> str:
        return f"{self.wire.base}/Ticket/Display.html?id={number}"

    def _all(self, path: str, wanted: dict[str, str]) -> list[Any]:
        """Return every page of a list, the oldest first."""
        items: list[Any] = []
        page = 1
        while True:
            params = {**wanted, "per_page": "100", "page": str(page)}
            answer = self.wire.get(f"{_API}/{path}", params=params).json()
            items += answer["items"]
            if page >= int(answer.get("pages") or 1) or not answer["items"]:
                return sorted(items, key=lambda one: int(one["id"]))
            page += 1
