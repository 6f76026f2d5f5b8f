"""ServiceNow: the file at a record, then a note; actions are task records below it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import Field

from memo.publish.failure import fail
from memo.publish.parcel import Parcel, Step
from memo.publish.settings import Tracker
from memo.publish.ticket import Held, Subtasks, Task, Ticket

_API = "api/now"


class Settings(Tracker):
    """`user` signs in with the token as password; without a user the token is one of OAuth."""

    table: str = Field(pattern=r"^[a-z][a-z0-9_]{0,79}$")
    task_table: str = Field("sc_task", pattern=r"^[a-z][a-z0-9_]{0,79}$")
    note: Literal["work_notes", "comments"] = "work_notes"


class Adapter(Ticket, Subtasks):
    form: ClassVar[str] = r"[A-Za-z]{2,8}[0-9]{4,12}|[0-9a-f]{32}"
    in_one_step: ClassVar[bool] = False

    def sign(self) -> None:
        if self.settings.user:
            self.wire.sign_basic()
        else:
            self.wire.sign("Authorization", "Bearer {token}")

    @cached_property
    def _record(self) -> str:
        """The record's sys_id, which the number that people know is looked up for."""
        if len(self.number) == 32:
            return self.number
        found = self._list(f"table/{self.settings.table}", f"number={self.number}", "sys_id")
        if not found:
            fail("remote-not-found", self.wire.target, f"{self.settings.table} has no record {self.number}")
        return str(found[0]["sys_id"])

    def url(self) -> str:
        return f"{self.wire.base}/nav_to.do?uri={self.settings.table}.do?sys_id={self._record}"

    def held(self) -> list[Held]:
        query = f"table_name={self.settings.table}^table_sys_id={self._record}^ORDERBYsys_created_on"
        return [Held(one["file_name"], one["sys_id"]) for one in self._list("attachment", query, "sys_id,file_name")]

    def content(self, held: Held) -> bytes:
        return self.wire.fetch(f"{_API}/attachment/{held.key}/file")

    def attach(self, name: str, pdf: bytes, parcel: Parcel, replaces: str) -> Held:
        where = {"table_name": self.settings.table, "table_sys_id": self._record, "file_name": name}
        kind = {"Content-Type": "application/pdf"}
        made = self.wire.send("POST", f"{_API}/attachment/file", params=where, content=pdf, headers=kind).json()
        return Held(name, made["result"]["sys_id"])

    def commented(self, mark: str) -> bool:
        query = f"element_id={self._record}^element={self.settings.note}^valueLIKE{mark}"
        return bool(self._list("table/sys_journal_field", query, "sys_id"))

    def comment(self, parcel: Parcel, replaces: str) -> None:
        said = {self.settings.note: _unread(parcel.comment(replaces).plain())}
        self.wire.send("PATCH", f"{_API}/table/{self.settings.table}/{self._record}", json=said)

    def tasks(self) -> list[Task]:
        query = f"parent={self._record}^correlation_idSTARTSWITHmemo-action^ORDERBYsys_created_on"
        found = self._list(f"table/{self.settings.task_table}", query, "sys_id,correlation_id")
        return [Task(one["sys_id"], self._page(one["sys_id"]), one["correlation_id"]) for one in found]

    def make(self, step: Step) -> Task:
        sent = {"parent": self._record, **self._said(step)}
        made = self.wire.send("POST", f"{_API}/table/{self.settings.task_table}", json=sent).json()["result"]
        return Task(made["sys_id"], self._page(made["sys_id"]), "")

    def change(self, task: Task, step: Step) -> None:
        path = f"{_API}/table/{self.settings.task_table}/{task.key}"
        self.wire.send("PATCH", path, json=self._said(step), again=True)

    def _said(self, step: Step) -> dict[str, str]:
        # correlation_id is the field of every task for what another system calls it.
        said = {"short_description": step.short(150), "description": step.text(), "correlation_id": step.mark}
        return said | ({"due_date": f"{step.due} 17:00:00"} if step.due else {})

    def _page(self, key: Any) -> str:
        return f"{self.wire.base}/nav_to.do?uri={self.settings.task_table}.do?sys_id={key}"

    def _list(self, path: str, query: str, fields: str) -> list[Any]:
        params = {"sysparm_query": query, "sysparm_fields": fields, "sysparm_limit": "1000"}
        result: list[Any] = self.wire.get(f"{_API}/{path}", params=params).json()["result"]
        return result


def _unread(text: str) -> str:
    """Return a text in which `[code]`, which ServiceNow reads as HTML, is a word."""
    return text.replace("[code]", "[\u2060code]").replace("[/code]", "[\u2060/code]")
