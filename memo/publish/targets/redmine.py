"""Redmine: upload, then one note that carries the file; actions are child issues."""

from __future__ import annotations

from html import escape
from typing import Any, Literal
from urllib.parse import quote

from memo.publish.parcel import Parcel, Step
from memo.publish.settings import Name, Tracker
from memo.publish.ticket import Held, Subtasks, Task, Ticket

_JOINER = "\u2060"


class Settings(Tracker):
    """`formatting` is what the administrator chose; `tracker` the number of the child issues' tracker."""

    formatting: Literal["common_mark", "textile"] = "common_mark"
    tracker: Name = ""


class Adapter(Ticket, Subtasks):
    def sign(self) -> None:
        self.wire.sign("X-Redmine-API-Key")

    def url(self) -> str:
        return f"{self.wire.base}/issues/{self.number}"

    def held(self) -> list[Held]:
        files = self._issue(include="attachments").get("attachments", [])
        return [Held(one["filename"], str(one["id"]), one["content_url"]) for one in files]

    def content(self, held: Held) -> bytes:
        # Not by the address that Redmine gives: behind a proxy its host is often another.
        return self.wire.fetch(f"attachments/download/{held.key}/{quote(held.name)}")

    def attach(self, name: str, pdf: bytes, parcel: Parcel, replaces: str) -> Held:
        kind = {"Content-Type": "application/octet-stream"}  # it takes no other
        sent = self.wire.send("POST", "uploads.json", params={"filename": name}, content=pdf, headers=kind)
        comment = parcel.comment(replaces)
        plain = self.settings.formatting == "textile"
        upload = {"filename": name, "content_type": "application/pdf", "description": parcel.digest}
        note = {
            "notes": _unread(comment.plain()) if plain else comment.markdown(_guarded),
            "uploads": [{"token": sent.json()["upload"]["token"], **upload}],
        }
        self.wire.send("PUT", f"issues/{self.number}.json", json={"issue": note})
        return self.newest(name)

    def tasks(self) -> list[Task]:
        tasks: list[Task] = []
        while True:
            wanted = {"parent_id": self.number, "status_id": "*", "limit": "100", "offset": str(len(tasks))}
            page = self.wire.get("issues.json", params=wanted).json()
            tasks += [
                Task(str(one["id"]), f"{self.wire.base}/issues/{one['id']}", one.get("description") or "")
                for one in page["issues"]
            ]
            if not page["issues"] or len(tasks) >= page["total_count"]:
                return tasks

    def make(self, step: Step) -> Task:
        parent = self._issue()
        tracker = self.settings.tracker or parent["tracker"]["id"]
        placed = {"project_id": parent["project"]["id"], "tracker_id": tracker, "parent_issue_id": self.number}
        made = self.wire.send("POST", "issues.json", json={"issue": {**placed, **self._said(step)}}).json()["issue"]
        return Task(str(made["id"]), f"{self.wire.base}/issues/{made['id']}", "")

    def change(self, task: Task, step: Step) -> None:
        self.wire.send("PUT", f"issues/{task.key}.json", json={"issue": self._said(step)}, again=True)

    def _said(self, step: Step) -> dict[str, Any]:
        from memo.render.escape import text

        said = "\n\n".join([*(text(_guarded(line)) for line in step.said()), step.mark])
        return {
            "subject": step.short(),
            "description": _unread(step.text()) if self.settings.formatting == "textile" else said,
            **({"due_date": step.due} if step.due else {}),
        }

    def _issue(self, **wanted: str) -> Any:
        return self.wire.get(f"issues/{self.number}.json", params=wanted).json()["issue"]


def _guarded(text: str) -> str:
    """Return a text in which Redmine sees neither a page's link nor a macro, which no escape of Markdown stops.

    >>> _guarded("[[Page]] {{x}}") == "[\\u2060[Page]] {\\u2060{x}}"
    True
    """
    return text.replace("[[", f"[{_JOINER}[").replace("{{", f"{{{_JOINER}{{")


def _unread(text: str) -> str:
    """Return a text that Textile shows as it stands."""
    return f"<pre>\n{escape(text, quote=False)}\n</pre>"
