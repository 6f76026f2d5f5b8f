"""Servers of the systems that cannot run here, written from their makers' documentation.

Each holds one ticket in memory and refuses what the real system refuses: a
missing header, the wrong field, another type of content, a wrong token.
test_contract.py holds what they answer against the makers' OpenAPI documents.
They show that an adapter keeps to the documentation, not that the systems do.
"""

from __future__ import annotations

import json
import re
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from urllib.parse import unquote

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from tests.publish.conftest import TOKEN

WHEN = "2026-11-25T09:00:00Z"
Handler = Callable[..., Any]


def on(method: str, path: str) -> Callable[[Handler], Handler]:
    """Let a method answer a request whose path is that of the pattern."""

    def marked(function: Handler) -> Handler:
        function.route = (method, re.compile(path))  # type: ignore[attr-defined]
        return function

    return marked


class Refused(Exception):
    def __init__(self, status: int, said: Any = "no", **headers: str) -> None:
        self.response = Response(json.dumps(said), status, {"Content-Type": "application/json", **headers})


def need(condition: Any, said: str, status: int = 400) -> None:
    if not condition:
        raise Refused(status, {"message": said})


class Fake:
    """One ticket of one system: files by name and bytes, comments, tasks; and every request that changed it."""

    kind: ClassVar[str]
    number: ClassVar[str]
    settings: ClassVar[dict[str, Any]] = {}

    def __init__(self) -> None:
        self.files: list[tuple[str, bytes]] = []
        self.comments: list[str] = []
        self.tasks: dict[str, dict[str, Any]] = {}
        self.uploads: list[tuple[str, bytes]] = []
        self.requests: list[Request] = []
        self.writes = 0
        self.fail_at = 0
        """The write, counted from 1, that fails with a fault of the server and does nothing."""
        self.check: Callable[[Request, Response], None] = lambda request, response: None
        self.base = ""

    def token_is_right(self, request: Request) -> bool:
        return bool(request.authorization and TOKEN in (request.authorization.password, request.authorization.token))

    def __call__(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        request.get_data()
        self.requests.append(request)
        response = self.answered(request)
        self.check(request, response)
        request.close()
        return response(environ, start)

    def answered(self, request: Request) -> Response:
        try:
            need(self.token_is_right(request), "unauthorised", 401)
            if request.method != "GET":
                self.writes += 1
                need(self.writes != self.fail_at, "out of order", 500)
            for handler in (getattr(self, name) for name in dir(type(self))):
                method, path = getattr(handler, "route", ("", None))
                if method == request.method and (found := path.fullmatch(request.path)):
                    made = handler(request, *map(unquote, found.groups()))
                    return made if isinstance(made, Response) else self.as_json(made, method)
            raise Refused(404, {"message": f"no {request.method} {request.path}"})
        except Refused as refused:
            return refused.response

    @staticmethod
    def as_json(value: Any, method: str = "GET", status: int = 0) -> Response:
        status = status or (201 if method == "POST" else 200)
        return Response(json.dumps(value), status, content_type="application/json")

    @contextmanager
    def running(self) -> Iterator[str]:
        server = make_server("127.0.0.1", 0, self, threaded=False)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        self.base = f"http://127.0.0.1:{server.server_port}"
        try:
            yield self.base
        finally:
            server.shutdown()
            thread.join(5)
            server.server_close()

    def task_text(self) -> list[str]:
        """Return what each entry for an action says, in the order in which they were made."""
        return [json.dumps(task, ensure_ascii=False) for task in self.tasks.values()]


def pdf_of(content: bytes) -> Response:
    return Response(content, 200, content_type="application/pdf")


class Redmine(Fake):
    kind, number = "redmine", "12"

    def token_is_right(self, request: Request) -> bool:
        return request.headers.get("X-Redmine-API-Key") == TOKEN

    @on("GET", r"/issues/12\.json")
    def issue(self, request: Request) -> Any:
        files = [
            {"id": i, "filename": name, "content_url": f"http://elsewhere.invalid/attachments/download/{i}/{name}"}
            for i, (name, _) in enumerate(self.files, 1)
        ]
        return {"issue": {"id": 12, "project": {"id": 1}, "tracker": {"id": 3}, "attachments": files}}

    @on("POST", r"/uploads\.json")
    def upload(self, request: Request) -> Any:
        need(request.content_type == "application/octet-stream", "type", 406)
        self.uploads.append((request.args["filename"], request.data))
        return {"upload": {"token": f"{len(self.uploads)}.x"}}

    @on("PUT", r"/issues/12\.json")
    def change(self, request: Request) -> Any:
        issue = request.get_json()["issue"]
        for one in issue["uploads"]:
            self.files.append((one["filename"], self.uploads[int(one["token"].partition(".")[0]) - 1][1]))
        self.comments.append(issue["notes"])
        return Response(status=204)

    @on("GET", r"/attachments/download/(\d+)/(.+)")
    def download(self, request: Request, key: str, name: str) -> Any:
        need(self.files[int(key) - 1][0] == name, "name", 404)
        return pdf_of(self.files[int(key) - 1][1])

    @on("GET", r"/issues\.json")
    def children(self, request: Request) -> Any:
        need(request.args["parent_id"] == "12" and request.args["status_id"] == "*", "filter")
        start = int(request.args["offset"])
        found = [{"id": int(key), **task} for key, task in self.tasks.items()]
        return {"issues": found[start : start + 2], "total_count": len(found)}  # pages of two, so that paging is met

    @on("POST", r"/issues\.json")
    def make(self, request: Request) -> Any:
        issue = request.get_json()["issue"]
        need(issue["parent_issue_id"] == "12" and issue["project_id"] == 1 and issue["subject"], "field", 422)
        key = str(100 + len(self.tasks))
        self.tasks[key] = issue
        return {"issue": {"id": int(key)}}

    @on("PUT", r"/issues/(1\d\d)\.json")
    def change_child(self, request: Request, key: str) -> Any:
        self.tasks[key] |= request.get_json()["issue"]
        return Response(status=204)


class RequestTracker(Fake):
    kind, number = "request-tracker", "7"

    def token_is_right(self, request: Request) -> bool:
        return request.headers.get("Authorization") == f"token {TOKEN}"

    @on("GET", r"/REST/2\.0/ticket/7/attachments")
    def attachments(self, request: Request) -> Any:
        found = [{"id": str(i), "Filename": name} for i, (name, _) in enumerate(self.files, 1)]
        return {"items": [{"id": "0", "Filename": ""}, *found][::-1], "pages": 1}

    @on("GET", r"/REST/2\.0/attachment/(\d+)")
    def attachment(self, request: Request, key: str) -> Any:
        return {"Content": b64encode(self.files[int(key) - 1][1]).decode()}

    @on("POST", r"/REST/2\.0/ticket/(\d+)/comment")
    def comment(self, request: Request, key: str) -> Any:
        said = request.get_json()
        if key != "7":
            self.tasks[key]["Content"] = said["Content"]
            return []
        self.files += [(one["FileName"], b64decode(one["FileContent"])) for one in said["Attachments"]]
        self.comments.append(said["Content"])
        return ["Comments added"]

    @on("GET", r"/REST/2\.0/ticket/7")
    def ticket(self, request: Request) -> Any:
        return {"Queue": {"id": "1"}}

    @on("GET", r"/REST/2\.0/tickets")
    def tickets(self, request: Request) -> Any:
        need(request.args["query"] == "MemberOf = 7", "query")
        found = [{"id": key, "Subject": task["Subject"]} for key, task in self.tasks.items()]
        page = int(request.args["page"])
        return {"items": found[2 * page - 2 : 2 * page], "pages": -(-len(found) // 2)}

    @on("POST", r"/REST/2\.0/ticket")
    def make(self, request: Request) -> Any:
        sent = request.get_json()
        need(sent["Queue"] == "1" and sent["MemberOf"] == "7", "field")
        key = str(100 + len(self.tasks))
        self.tasks[key] = sent
        return {"id": key}

    @on("PUT", r"/REST/2\.0/ticket/(1\d\d)")
    def change(self, request: Request, key: str) -> Any:
        self.tasks[key] |= request.get_json()
        return ["Subject changed"]


class Jira(Fake):
    kind, number = "jira", "PROC-12"
    settings: ClassVar = {"user": "memo@example.com"}
    api = "3"

    @on("GET", r"/rest/api/[23]/issue/PROC-12")
    def issue(self, request: Request) -> Any:
        asked = request.args.get("fields", "*all")
        every: dict[str, Any] = {
            "attachment": [self.file(i) for i in range(len(self.files))],
            "subtasks": [{"id": key[5:], "key": key} for key in self.tasks],
            "summary": "Buy Cloud",
        }
        fields = {name: value for name, value in every.items() if asked in ("*all", name)}
        return {"id": "12", "key": "PROC-12", "self": f"{self.base}/rest/api/{self.api}/issue/12", "fields": fields}

    def file(self, i: int) -> dict[str, Any]:
        return {"id": str(10000 + i), "filename": self.files[i][0], "created": f"2026-11-{i + 1:02}T00:00:00.000+00:00",
                "size": len(self.files[i][1]), "mimeType": "application/pdf",
                "self": f"{self.base}/rest/api/{self.api}/attachment/{10000 + i}",
                "content": f"{self.base}/rest/api/{self.api}/attachment/content/{10000 + i}"}  # fmt: skip

    @on("GET", r"/rest/api/[23]/issue/(PROC-1\d\d)")
    def subtask(self, request: Request, key: str) -> Any:
        return {"id": key[5:], "key": key, "fields": {"description": self.tasks[key]["description"]}}

    @on("POST", r"/rest/api/[23]/issue/PROC-12/attachments")
    def attach(self, request: Request) -> Any:
        need(request.headers.get("X-Atlassian-Token") == "no-check", "XSRF check failed", 403)
        need(list(request.files) == ["file"], "no file")
        file = request.files["file"]
        self.files.append((file.filename or "", file.read()))
        return self.as_json([self.file(len(self.files) - 1)], status=200)

    @on("GET", r"/rest/api/[23]/attachment/content/(\d+)")
    def content(self, request: Request, key: str) -> Any:
        if self.api == "2":
            return self.media(request, key)
        return Response(status=303, headers={"Location": f"{self.base}/media/{key}"})

    @on("GET", r"/media/(\d+)")
    def media(self, request: Request, key: str) -> Any:
        return pdf_of(self.files[int(key) - 10000][1])

    @on("GET", r"/rest/api/[23]/issue/PROC-12/comment")
    def said(self, request: Request) -> Any:
        start = int(request.args.get("startAt", "0"))
        found = [{"id": str(i), "body": json.loads(body)} for i, body in enumerate(self.comments)]
        return {"startAt": start, "maxResults": 1, "total": len(found), "comments": found[start : start + 1]}

    @on("POST", r"/rest/api/[23]/issue/PROC-12/comment")
    def comment(self, request: Request) -> Any:
        body = request.get_json()["body"]
        need(isinstance(body, dict if self.api == "3" else str), "Comment body is not valid!")
        self.comments.append(json.dumps(body, ensure_ascii=False))
        return {"id": "1", "body": body}

    @on("POST", r"/rest/api/[23]/issue")
    def make(self, request: Request) -> Any:
        fields = request.get_json()["fields"]
        need(fields["parent"] == {"key": "PROC-12"} and fields["issuetype"] == {"name": "Sub-task"}, "type")
        need(len(fields["summary"]) <= 255 and "\n" not in fields["summary"], "summary")
        key = f"PROC-{100 + len(self.tasks)}"
        self.tasks[key] = fields
        return {"id": key[5:], "key": key, "self": f"{self.base}/rest/api/3/issue/{key[5:]}"}

    @on("PUT", r"/rest/api/[23]/issue/(PROC-1\d\d)")
    def change(self, request: Request, key: str) -> Any:
        self.tasks[key] |= request.get_json()["fields"]
        return Response(status=204)


class JiraDataCenter(Jira):
    settings: ClassVar = {"deployment": "data-center"}
    api = "2"

    def token_is_right(self, request: Request) -> bool:
        return request.headers.get("Authorization") == f"Bearer {TOKEN}"


class ServiceNow(Fake):
    kind, number = "servicenow", "REQ0010023"
    settings: ClassVar = {"table": "sc_request", "user": "memo"}
    record = "0123456789abcdef0123456789abcdef"

    def query(self, request: Request) -> dict[str, str]:
        parts = request.args["sysparm_query"].split("^")
        return dict(re.match(r"(\w+?)(?:=|LIKE|STARTSWITH)(.*)", one).groups() for one in parts if "ORDER" not in one)  # type: ignore[union-attr]

    @on("GET", r"/api/now/table/sc_request")
    def find(self, request: Request) -> Any:
        return {"result": [{"sys_id": self.record}] if self.query(request) == {"number": self.number} else []}

    @on("GET", r"/api/now/attachment")
    def attachments(self, request: Request) -> Any:
        need(self.query(request) == {"table_name": "sc_request", "table_sys_id": self.record}, "query")
        return {"result": [{"sys_id": f"f{i}", "file_name": name} for i, (name, _) in enumerate(self.files)]}

    @on("GET", r"/api/now/attachment/f(\d+)/file")
    def content(self, request: Request, key: str) -> Any:
        return pdf_of(self.files[int(key)][1])

    @on("POST", r"/api/now/attachment/file")
    def attach(self, request: Request) -> Any:
        need(request.content_type == "application/pdf" and request.args["table_sys_id"] == self.record, "field")
        self.files.append((request.args["file_name"], request.data))
        return {"result": {"sys_id": f"f{len(self.files) - 1}"}}

    @on("GET", r"/api/now/table/sys_journal_field")
    def journal(self, request: Request) -> Any:
        mark = self.query(request)["value"]
        return {"result": [{"sys_id": "j"} for one in self.comments if mark in one]}

    @on("PATCH", r"/api/now/table/sc_request/([0-9a-f]{32})")
    def note(self, request: Request, key: str) -> Any:
        self.comments.append(request.get_json()["work_notes"])
        return {"result": {}}

    @on("GET", r"/api/now/table/sc_task")
    def children(self, request: Request) -> Any:
        need(self.query(request)["parent"] == self.record, "parent")
        return {"result": [{"sys_id": key, "correlation_id": one["correlation_id"]} for key, one in self.tasks.items()]}

    @on("POST", r"/api/now/table/sc_task")
    def make(self, request: Request) -> Any:
        key = f"t{len(self.tasks)}"
        self.tasks[key] = request.get_json()
        return {"result": {"sys_id": key}}

    @on("PATCH", r"/api/now/table/sc_task/(t\d+)")
    def change(self, request: Request, key: str) -> Any:
        self.tasks[key] |= request.get_json()
        return {"result": {}}


class GitHub(Fake):
    kind, number = "github", "12"
    settings: ClassVar = {"repository": "acme/reviews"}

    def token_is_right(self, request: Request) -> bool:
        return request.headers.get("Authorization") in (f"Bearer {TOKEN}", f"token {TOKEN}")

    def entry(self, name: str) -> dict[str, Any]:
        path = f"memos/{name}"
        url = f"{self.base}/repos/acme/reviews/contents/{path}"
        page = f"https://github.com/acme/reviews/blob/main/{path}"
        return {"name": name, "path": path, "sha": f"s-{name}", "size": 1, "type": "file", "url": url, "git_url": url,
                "html_url": page, "download_url": page, "_links": {"git": url, "html": page, "self": url}}  # fmt: skip

    @on("GET", r"/repos/acme/reviews/contents/memos")
    def folder(self, request: Request) -> Any:
        need(self.files, "Not Found", 404)
        return [self.entry(name) for name in sorted({name for name, _ in self.files})]

    @on("GET", r"/repos/acme/reviews/contents/memos/(.+)")
    def content(self, request: Request, name: str) -> Any:
        found = [content for one, content in self.files if one == name]
        need(found, "Not Found", 404)
        if "raw" in request.headers["Accept"]:
            return Response(found[-1], 200, content_type="application/vnd.github.raw+json")
        return {
            **self.entry(name),
            "size": len(found[-1]),
            "encoding": "base64",
            "content": b64encode(found[-1]).decode(),
        }

    @on("PUT", r"/repos/acme/reviews/contents/memos/(.+)")
    def put(self, request: Request, name: str) -> Any:
        sent = request.get_json()
        if any(one == name for one, _ in self.files):
            need(sent.get("sha") == f"s-{name}", '"sha" wasn\'t supplied.', 422)
        self.files.append((name, b64decode(sent["content"])))
        return self.as_json({"content": self.entry(name), "commit": {"sha": "c"}}, status=201)

    @on("GET", r"/repos/acme/reviews/issues/12/comments")
    def said(self, request: Request) -> Any:
        page = int(request.args.get("page", "1"))
        return [self.note(i) for i in range(len(self.comments))] if page == 1 else []

    def note(self, i: int) -> dict[str, Any]:
        url = f"{self.base}/repos/acme/reviews/issues"
        return {"id": i, "node_id": f"n{i}", "body": self.comments[i], "url": f"{url}/comments/{i}",
                "html_url": f"https://github.com/acme/reviews/issues/12#c-{i}", "issue_url": f"{url}/12",
                "user": None, "created_at": WHEN, "updated_at": WHEN}  # fmt: skip

    @on("POST", r"/repos/acme/reviews/issues/12/comments")
    def comment(self, request: Request) -> Any:
        self.comments.append(request.get_json()["body"])
        return self.note(len(self.comments) - 1)

    @on("PATCH", r"/repos/acme/reviews/issues/comments/(\d+)")
    def edit(self, request: Request, key: str) -> Any:
        self.comments[int(key)] = request.get_json()["body"]
        return self.note(int(key))


class GitLab(Fake):
    kind, number = "gitlab", "12"
    settings: ClassVar = {"project": "acme/reviews"}

    def token_is_right(self, request: Request) -> bool:
        return request.headers.get("PRIVATE-TOKEN") == TOKEN

    @on("GET", r"/api/v4/projects/acme/reviews")
    def known(self, request: Request) -> Any:
        return {"id": 1, "path_with_namespace": "acme/reviews"}

    @on("GET", r"/api/v4/projects/(?:acme/reviews|1)/issues/12/notes")
    def notes(self, request: Request) -> Any:
        return [self.said(i) for i in range(len(self.comments))] if request.args.get("page", "1") == "1" else []

    def said(self, i: int) -> dict[str, Any]:
        author = {"id": 1, "username": "memo", "name": "Memo"}
        return {"id": i, "type": None, "body": self.comments[i], "author": author, "created_at": WHEN, "updated_at": WHEN,
                "system": False, "noteable_id": 12, "noteable_type": "Issue"}  # fmt: skip

    @on("POST", r"/api/v4/projects/(?:acme/reviews|1)/uploads")
    def upload(self, request: Request) -> Any:
        need(list(request.files) == ["file"], "file is missing")
        file = request.files["file"]
        self.uploads.append((file.filename or "", file.read()))
        url = f"/uploads/{len(self.uploads):032x}/{file.filename}"
        return {"id": len(self.uploads), "alt": file.filename, "url": url, "full_path": f"/-/project/1{url}",
                "markdown": f"[{file.filename}]({url})"}  # fmt: skip

    @on("GET", r"/api/v4/projects/(?:acme/reviews|1)/uploads/([0-9a-f]{32})/(.+)")
    def content(self, request: Request, key: str, name: str) -> Any:
        return pdf_of(self.uploads[int(key, 16) - 1][1])

    @on("POST", r"/api/v4/projects/(?:acme/reviews|1)/issues/12/notes")
    def note(self, request: Request) -> Any:
        self.comments.append(request.get_json()["body"])
        if found := re.search(r"\]\(/uploads/([0-9a-f]{32})/", self.comments[-1]):
            self.files.append(self.uploads[int(found[1], 16) - 1])
        return self.said(len(self.comments) - 1)

    @on("PUT", r"/api/v4/projects/(?:acme/reviews|1)/issues/12/notes/(\d+)")
    def edit(self, request: Request, key: str) -> Any:
        self.comments[int(key)] = request.get_json()["body"]
        return self.said(int(key))


class AzureDevOps(Fake):
    kind, number = "azure-devops", "12"
    settings: ClassVar = {"project": "Vendor reviews"}

    @on("GET", r"/Vendor reviews/_apis/wit/workitems/12")
    def item(self, request: Request) -> Any:
        need(request.args["$expand"] == "relations" and request.args["api-version"] == "7.1", "version")
        files = [{"rel": "AttachedFile", "url": f"{self.base}/_apis/wit/attachments/{self.guid(1, i)}", "attributes": {"name": name}}
                 for i, (name, _) in enumerate(self.files)]  # fmt: skip
        children = [{"rel": "System.LinkTypes.Hierarchy-Forward", "url": f"{self.base}/_apis/wit/workItems/{key}",
                     "attributes": {}} for key in self.tasks]  # fmt: skip
        return {"id": 12, "relations": files + children} if files + children else {"id": 12}

    @staticmethod
    def guid(held: int, i: int) -> str:
        return f"{held:08x}-0000-4000-8000-{i:012x}"

    @on("POST", r"/Vendor reviews/_apis/wit/attachments")
    def upload(self, request: Request) -> Any:
        need(request.content_type == "application/octet-stream", "type", 415)
        self.uploads.append((request.args["fileName"], request.data))
        key = self.guid(0, len(self.uploads) - 1)
        return {"id": key, "url": f"{self.base}/_apis/wit/attachments/{key}"}

    def changed(self, request: Request, task: dict[str, Any]) -> None:
        need(request.content_type == "application/json-patch+json", "type", 415)
        for one in json.loads(request.data):
            need(one["op"] == "add", "op")
            value = one["value"]
            if one["path"] != "/relations/-":
                task[one["path"]] = value
            elif value["rel"] == "AttachedFile":
                self.files.append(self.uploads[int(value["url"].rpartition("-")[2], 16)])
            else:
                need(value["url"].endswith("/_apis/wit/workItems/12"), "parent")

    @on("PATCH", r"/Vendor reviews/_apis/wit/workitems/12")
    def change(self, request: Request) -> Any:
        task: dict[str, Any] = {}
        self.changed(request, task)
        self.comments.append(task["/fields/System.History"])
        return {"id": 12}

    @on("GET", r"/Vendor reviews/_apis/wit/attachments/([0-9a-f-]{36})")
    def content(self, request: Request, key: str) -> Any:
        held = self.files if int(key[:8], 16) else self.uploads
        return Response(held[int(key[-12:], 16)][1], 200, content_type="application/octet-stream")

    @on("GET", r"/Vendor reviews/_apis/wit/workitems")
    def items(self, request: Request) -> Any:
        found = [{"id": int(key), "fields": {"System.Description": self.tasks[key]["/fields/System.Description"]}}
                 for key in request.args["ids"].split(",")]  # fmt: skip
        return {"count": len(found), "value": found}

    @on("POST", r"/Vendor reviews/_apis/wit/workitems/\$Task")
    def make(self, request: Request) -> Any:
        task: dict[str, Any] = {}
        self.changed(request, task)
        key = str(100 + len(self.tasks))
        self.tasks[key] = task
        return self.as_json({"id": int(key)}, status=200)

    @on("PATCH", r"/Vendor reviews/_apis/wit/workitems/(1\d\d)")
    def change_child(self, request: Request, key: str) -> Any:
        self.changed(request, self.tasks[key])
        return {"id": int(key)}


FAKES: tuple[type[Fake], ...] = (
    Redmine, RequestTracker, Jira, JiraDataCenter, ServiceNow, GitHub, GitLab, AzureDevOps,
)  # fmt: skip
