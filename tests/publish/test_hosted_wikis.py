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
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from memo.publish.parcel import Parcel
from tests.publish.conftest import TOKEN, Sender, parcel_of
from tests.publish.lifecycle import has_a_section, lives
from tests.support import faults_of

Make = Callable[..., Sender]
Answer = tuple[int, Any, dict[str, str]]


class Fake:
    """A server that keeps pages and files; a subclass says how it is asked."""

    authorisation = ""

    def __init__(self) -> None:
        self.pages: dict[str, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.properties: dict[str, dict[str, Any]] = {}

    def answer(self, method: str, path: str, asked: dict[str, str], headers: Any, body: bytes) -> Answer:
        raise NotImplementedError

    def page(self, **wanted: str) -> dict[str, Any] | None:
        return next((p for p in self.pages.values() if all(p[k] == v for k, v in wanted.items())), None)


@contextmanager
def served(fake: Fake) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def answered(self) -> None:
            parts = urlsplit(self.path)
            asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            status, value, more = 401, {"message": "who"}, {}
            if re.fullmatch(fake.authorisation, self.headers.get("authorization", "")):
                status, value, more = fake.answer(self.command, unquote(parts.path), asked, self.headers, body)
            content = value if isinstance(value, bytes) else json.dumps(value).encode()
            self.send_response(status)
            for name, one in {**more, "Content-Length": str(len(content))}.items():
                self.send_header(name, one)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_PUT = do_POST = answered

        def log_message(self, *words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def in_form(headers: Any, body: bytes) -> dict[str, tuple[str, bytes]]:
    """Return the parts of a form by name: the file's name and the bytes."""
    message = BytesParser().parsebytes(b"Content-Type: " + headers["content-type"].encode() + b"\r\n\r\n" + body)
    parts: dict[str, tuple[str, bytes]] = {}
    for part in message.get_payload():
        content = part.get_payload(decode=True)  # type: ignore[union-attr]
        name = part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
        parts[str(name)] = (part.get_filename() or "", content)  # type: ignore[union-attr, assignment]
    return parts


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
        return {"id": page["id"], "title": page["title"], "version": {"number": page["revision"]},
                "body": {"storage": {"value": page["text"]}}}  # fmt: skip

    def answer(self, method: str, path: str, asked: dict[str, str], headers: Any, body: bytes) -> Answer:
        found = re.fullmatch(r"/rest/api/content/(\d+)/child/attachment", path)
        if found and method == "POST":
            if headers.get("x-atlassian-token") not in ("nocheck", "no-check"):
                return 403, {"message": "XSRF check failed"}, {}
            name, content = in_form(headers, body)["file"]
            if f"{found[1]}/{name}" in self.files:
                return 400, {"message": "an attachment of this name exists"}, {}
            self.files[f"{found[1]}/{name}"] = content
            return 200, {"results": [{"title": name}]}, {}
        if path.startswith("/download/"):
            return 200, self.files[path.removeprefix("/download/")], {}
        sent = json.loads(body) if body else {}
        if self.cloud != path.startswith("/api/v2/"):
            return 404, {"message": "no such API here"}, {}
        if path == "/api/v2/spaces":
            return 200, {"results": [{"id": 77}] if asked["keys"] == "LEGAL" else []}, {}
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
        held = [{"downloadLink": link, "_links": {"download": link}}] if f"{number}/{name}" in self.files else []
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
        self.properties[number] = {"id": "9", "version": {"number": 1}, **sent}
        return 200, self.properties[number], {}


@pytest.mark.parametrize("hosting", ["cloud", "data-center"])
def test_confluence(hosting: str, sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """A page lives in Confluence, though the text that it keeps is never the text that was sent."""
    fake = Confluence(hosting == "cloud")

    def get(page: str) -> str:
        found = fake.page(title=page)
        assert found
        return str(found["text"])

    def edit(page: str, text: str) -> None:
        found = fake.page(title=page)
        assert found
        found |= {"revision": found["revision"] + 1, "text": found["text"] + f"<p>{text}</p>"}

    with served(fake) as url:
        user = {"user": "memo@example.com"} if fake.cloud else {}
        wiki = sender(kind="confluence", url=url, space="LEGAL", parent="5", hosting=hosting, **user)
        lives(wiki, parcel, newer, get, edit)
        other = parcel_of(b"other", {"vendor": {"name": "Beta"}, "findings": [{"title": "Terms change"}]})
        both = [
            Parcel(parcel.document, parcel.pdf, parcel.review, "", "Acme"),
            Parcel(other.document, other.pdf, other.review, "", "Beta"),
        ]
        has_a_section(wiki, both, get)
        assert wiki(parcel).url.endswith("pageId=100")
        if fake.cloud:
            elsewhere = sender(kind="confluence", url=url, space="NONE", **user)
            assert [fault.code for fault in faults_of(elsewhere, parcel)] == ["remote-not-found"]
    assert all(content.startswith(b"%PDF") for content in fake.files.values())


class Azure(Fake):
    authorisation = "Basic .+"

    def answer(self, method: str, path: str, asked: dict[str, str], headers: Any, body: bytes) -> Answer:
        assert asked["api-version"] == "7.1"
        base = "/Legal Ops/_apis/wiki/wikis/Legal.wiki"
        if path == base:
            return 200, {"repositoryId": "r-1"}, {}
        if path == "/Legal Ops/_apis/git/repositories/r-1/items":
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
            return (200, {"content": page["text"]}, {"ETag": page["etag"]}) if page else (404, {"message": "none"}, {})
        above = name.rpartition("/")[0]
        if above and above not in self.pages:
            return 404, {"message": "the ancestor does not exist"}, {}
        if (page or {}).get("etag", None) != headers.get("if-match"):
            return 412, {"message": "the version does not match"}, {}
        number = int(page["etag"].strip('"')) + 1 if page else 1
        self.pages[name] = {"text": json.loads(body)["content"], "etag": f'"{number}"'}
        return 200, {}, {"ETag": f'"{number}"'}


def test_azure_wiki(sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """A page lives in the wiki of Azure DevOps; the pages above it are made, its file is read back from git."""
    fake = Azure()

    def get(page: str) -> str:
        return str(fake.pages[page]["text"])

    def edit(page: str, text: str) -> None:
        fake.pages[page] = {"text": get(page) + f"\n\n{text}\n", "etag": '"90"'}

    with served(fake) as url:
        wiki = sender(kind="azure-wiki", url=url, project="Legal Ops", wiki="Legal.wiki", folder="Vendors/Reviews")
        lives(wiki, parcel, newer, get, edit)
        other = parcel_of(b"other", {"vendor": {"name": "Beta"}, "findings": [{"title": "Terms change"}]})
        both = [
            Parcel(parcel.document, parcel.pdf, parcel.review, "", "Acme"),
            Parcel(other.document, other.pdf, other.review, "", "Beta"),
        ]
        has_a_section(wiki, both, get)
    assert {"/Vendors", "/Vendors/Reviews"} <= set(fake.pages)
