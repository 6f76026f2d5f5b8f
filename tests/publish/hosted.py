"""Confluence and Azure DevOps cannot be run here: servers of the tests' own answer as their documentation says.

They are strict where the makers are: a revision that is not the next one, a file
without Atlassian's header, a page without its parents are refused.
"""

from __future__ import annotations

import json
import re
import threading
import xml.etree.ElementTree as ET
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from tests.publish.conftest import TOKEN

Answer = tuple[int, Any, dict[str, str]]


class Fake:
    """A server that keeps pages and files; a subclass says how it is asked."""

    authorisation = ""

    def __init__(self) -> None:
        self.pages: dict[str, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.properties: dict[str, dict[str, Any]] = {}
        self.check: Callable[[Request, Response], None] = lambda request, response: None

    def answer(self, method: str, path: str, asked: dict[str, str], request: Request, body: bytes) -> Answer:
        raise NotImplementedError

    def page(self, **wanted: str) -> dict[str, Any] | None:
        return next((p for p in self.pages.values() if all(p[k] == v for k, v in wanted.items())), None)


@contextmanager
def served(fake: Fake) -> Iterator[str]:
    def application(environ: Any, start: Any) -> Any:
        request = Request(environ)
        body = request.get_data()
        status, value, more = 401, {"message": "who"}, {}
        if re.fullmatch(fake.authorisation, request.headers.get("authorization", "")):
            status, value, more = fake.answer(request.method, request.path, request.args.to_dict(), request, body)
        kind = "application/octet-stream" if isinstance(value, bytes) else "application/json"
        content = value if isinstance(value, bytes) else json.dumps(value).encode()
        response = Response(content, status, more, content_type=kind)
        fake.check(request, response)
        request.close()
        return response(environ, start)

    server = make_server("127.0.0.1", 0, application, threaded=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


def rewritten(storage: str) -> str:
    """Return a storage text as Confluence might keep it: checked, and not to the letter what was sent."""
    ET.fromstring(f'<page xmlns:ac="ac" xmlns:ri="ri">{storage}</page>')  # noqa: S314 - our own
    return storage.replace("\n", "").replace("&#39;", "'")


class Confluence(Fake):
    """Both hostings in one: `cloud` says which API answers."""

    def __init__(self, cloud: bool) -> None:
        super().__init__()
        self.cloud = cloud
        self.authorisation = "Basic .+" if cloud else f"Bearer {re.escape(TOKEN)}"

    def shown(self, page: dict[str, Any]) -> dict[str, Any]:
        return {"id": page["id"], "type": "page", "status": "current", "title": page["title"],
                "version": {"number": page["revision"]},
                "body": {"storage": {"value": page["text"]}}}  # fmt: skip

    def answer(self, method: str, path: str, asked: dict[str, str], request: Request, body: bytes) -> Answer:
        found = re.fullmatch(r"/rest/api/content/(\d+)/child/attachment", path)
        if found and method == "POST":
            if request.headers.get("x-atlassian-token") not in ("nocheck", "no-check"):
                return 403, {"message": "XSRF check failed"}, {}
            name, content = request.files["file"].filename or "", request.files["file"].read()
            if f"{found[1]}/{name}" in self.files:
                return 400, {"message": "an attachment of this name exists"}, {}
            self.files[f"{found[1]}/{name}"] = content
            return (
                200,
                {"results": [{"id": f"att{name}", "type": "attachment", "status": "current", "title": name}]},
                {},
            )
        if path.startswith("/download/"):
            return 200, self.files[path.removeprefix("/download/")], {}
        sent = json.loads(body) if body else {}
        if self.cloud != path.startswith("/api/v2/"):
            return 404, {"message": "no such API here"}, {}
        if path == "/api/v2/spaces":
            return (
                200,
                {"results": [{"id": "77", "key": "LEGAL", "name": "Legal"}] if asked["keys"] == "LEGAL" else []},
                {},
            )
        path = path.removeprefix("/api/v2/pages").removeprefix("/rest/api/content")
        if method == "GET" and path == "":
            assert asked.get("space-id") == "77" or asked.get("spaceKey") == "LEGAL"
            page = self.page(title=asked["title"])
            return 200, {"results": [self.shown(page)] if page else []}, {}
        if method == "POST" and path == "":
            if self.page(title=sent["title"]):
                return 400, {"message": "A page with this title already exists"}, {}
            assert sent.get("parentId") == "5" or sent.get("ancestors") == [{"id": "5"}]
            text = sent["body"]["value"] if self.cloud else sent["body"]["storage"]["value"]
            number = str(100 + len(self.pages))
            self.pages[number] = {"id": number, "title": sent["title"], "revision": 1, "text": rewritten(text)}
            return 200, self.shown(self.pages[number]), {}
        number, _, rest = path.strip("/").partition("/")
        page = self.pages[number]
        if method == "PUT" and not rest:
            if sent["version"]["number"] != page["revision"] + 1:
                return 409, {"message": "Version must be incremented"}, {}
            text = sent["body"]["value"] if self.cloud else sent["body"]["storage"]["value"]
            page |= {"revision": sent["version"]["number"], "text": rewritten(text)}
            return 200, self.shown(page), {}
        if rest.startswith("propert"):
            return self.of_property(method, number, sent)
        name = asked["filename"]
        link = f"/download/{number}/{name}"
        one = {"id": f"att{name}", "type": "attachment", "status": "current", "title": name, "downloadLink": link}
        held = [{**one, "_links": {"download": link}}] if f"{number}/{name}" in self.files else []
        return 200, {"results": held}, {}

    def of_property(self, method: str, number: str, sent: dict[str, Any]) -> Answer:
        held = self.properties.get(number)
        if method == "GET" and self.cloud:
            return 200, {"results": [held] if held else []}, {}
        if method == "GET":
            return (200, held, {}) if held else (404, {"message": "none"}, {})
        if method == "POST" and held:
            return 409, {"message": "there is one"}, {}
        if method == "PUT" and (not held or sent["version"]["number"] != held["version"]["number"] + 1):
            return 409, {"message": "Version must be incremented"}, {}
        self.properties[number] = {"id": "9", "key": "memo-page", "version": {"number": 1}, **sent}
        return 200, self.properties[number], {}


WIKI, REPOSITORY = "00000001-0000-4000-8000-000000000001", "00000002-0000-4000-8000-000000000002"


class Azure(Fake):
    authorisation = "Basic .+"

    def answer(self, method: str, path: str, asked: dict[str, str], request: Request, body: bytes) -> Answer:
        assert asked["api-version"] == "7.1"
        base = "/Legal Ops/_apis/wiki/wikis/Legal.wiki"
        if path == base:
            return 200, {"id": WIKI, "name": "Legal.wiki", "repositoryId": REPOSITORY}, {}
        if path == f"/Legal Ops/_apis/git/repositories/{REPOSITORY}/items":
            content = self.files.get(asked["path"])
            return (200, content, {}) if content is not None else (404, {"message": "no item"}, {})
        if path == f"{base}/attachments":
            if f"/.attachments/{asked['name']}" in self.files:
                return 400, {"message": "the attachment exists"}, {}
            self.files[f"/.attachments/{asked['name']}"] = b64decode(body, validate=True)
            return 201, {"name": asked["name"]}, {}
        name = asked["path"]
        page = self.pages.get(name)
        if method == "GET":
            found = {"path": name, "content": page["text"]} if page else {"message": "none"}
            return (200, found, {"ETag": page["etag"]}) if page else (404, found, {})
        above = name.rpartition("/")[0]
        if above and above not in self.pages:
            return 404, {"message": "the ancestor does not exist"}, {}
        if (page or {}).get("etag", None) != request.headers.get("if-match"):
            return 412, {"message": "the version does not match"}, {}
        number = int(page["etag"].strip('"')) + 1 if page else 1
        self.pages[name] = {"text": json.loads(body)["content"], "etag": f'"{number}"'}
        return 200 if page else 201, {"path": name}, {"ETag": f'"{number}"'}
