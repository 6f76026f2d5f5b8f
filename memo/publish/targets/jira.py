"""Jira, in the cloud or in a data centre: the file, then a comment; actions are sub-tasks."""

from __future__ import annotations

import json
import re
from typing import Any, ClassVar, Literal

from memo.publish.comment import Comment, adf_paragraph
from memo.publish.parcel import Parcel, Step
from memo.publish.settings import Tracker
from memo.publish.ticket import Held, Subtasks, Task, Ticket


class Settings(Tracker):
    """In the cloud `user` is the mail address of the token's owner; a data centre needs none."""

    deployment: Literal["cloud", "data-center"] = "cloud"
    subtask_type: str = "Sub-task"


class Adapter(Ticket, Subtasks):
    form: ClassVar[str] = r"[A-Z][A-Z0-9_]{1,79}-[1-9][0-9]{0,11}"
    in_one_step: ClassVar[bool] = False

    def sign(self) -> None:
        self._in_cloud = self.settings.deployment == "cloud"
        self._api = f"rest/api/{3 if self._in_cloud else 2}"
        if self._in_cloud or self.settings.user:
            self.wire.sign_basic()
        else:
            self.wire.sign("Authorization", "Bearer {token}")

    def url(self) -> str:
        return f"{self.wire.base}/browse/{self.number}"

    def held(self) -> list[Held]:
        files = self._fields(self.number, "attachment").get("attachment") or []
        files = sorted(files, key=lambda one: (one.get("created") or "", int(one["id"])))
        return [Held(one["filename"], str(one["id"]), one["content"]) for one in files]

    def content(self, held: Held) -> bytes:
        cloud = f"{self._api}/attachment/content/{held.key}"  # leads to a host of its own, without the token
        return self.wire.fetch(cloud if self._in_cloud else held.url)

    def attach(self, name: str, pdf: bytes, parcel: Parcel, replaces: str) -> Held:
        # Without the header Jira takes the upload for one that another web page started, and refuses it.
        self.wire.send(
            "POST", f"{self._api}/issue/{self.number}/attachments", files={"file": (name, pdf, "application/pdf")},
            headers={"X-Atlassian-Token": "no-check"},
        )  # fmt: skip
        return self.newest(name)

    def commented(self, mark: str) -> bool:
        start = 0
        while True:
            params = {"startAt": str(start), "maxResults": "100"}
            page = self.wire.get(f"{self._api}/issue/{self.number}/comment", params=params).json()
            if any(mark in json.dumps(one["body"]) for one in page["comments"]):
                return True
            start += len(page["comments"])
            if not page["comments"] or start >= page["total"]:
                return False

    def comment(self, parcel: Parcel, replaces: str) -> None:
        comment = parcel.comment(replaces)
        body = comment.adf() if self._in_cloud else wiki_markup(comment)
        self.wire.send("POST", f"{self._api}/issue/{self.number}/comment", json={"body": body})

    def tasks(self) -> list[Task]:
        # By the parent's own list: the search may not know yet what was made a moment ago.
        keys = [one["key"] for one in self._fields(self.number, "subtasks").get("subtasks") or []]
        return [
            Task(key, f"{self.wire.base}/browse/{key}", json.dumps(self._fields(key, "description"))) for key in keys
        ]

    def make(self, step: Step) -> Task:
        placed = {
            "project": {"key": self.number.rpartition("-")[0]},
            "parent": {"key": self.number},
            "issuetype": {"name": self.settings.subtask_type},
        }
        made = self.wire.send("POST", f"{self._api}/issue", json={"fields": {**placed, **self._said(step)}}).json()
        return Task(made["key"], f"{self.wire.base}/browse/{made['key']}", "")

    def change(self, task: Task, step: Step) -> None:
        self.wire.send("PUT", f"{self._api}/issue/{task.key}", json={"fields": self._said(step)}, again=True)

    def _said(self, step: Step) -> dict[str, Any]:
        lines = [*step.said(), step.mark]
        if self._in_cloud:
            document: Any = {"version": 1, "type": "doc", "content": [adf_paragraph(line) for line in lines]}
        else:
            document = "\n".join([*(escaped(line) for line in step.said()), step.mark])
        return {"summary": step.short(), "description": document}

    def _fields(self, key: str, field: str) -> Any:
        return self.wire.get(f"{self._api}/issue/{key}", params={"fields": field}).json()["fields"]


def escaped(text: str) -> str:
    """Return a text as Jira's wiki markup shows it letter by letter; a hyphen inside a word stays.

    >>> escaped("[~bob] {code} *a* state-of-art -x- # h1. q")
    '\\\\[\\\\~bob\\\\] \\\\{code\\\\} \\\\*a\\\\* state-of-art \\\\-x\\\\- # h1. q'
    """
    text = re.sub(r"([\\{}\[\]*_+^~?!|])", r"\\\1", text)
    text = re.sub(r"(?<!\w)-(?=\w)|(?<=\w)-(?!\w)", r"\\-", text)
    return re.sub(r"^(#|-|h[1-6]\.|bq\.)", r"\\\1", text)


def wiki_markup(comment: Comment) -> str:
    """Return a comment in Jira's wiki markup."""
    parts = comment.paragraphs()
    texts = [
        "\n".join(f"* {escaped(one)}" for one in part) if isinstance(part, list) else escaped(part) for part in parts
    ]
    return "\n\n".join(texts)
