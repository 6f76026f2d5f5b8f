"""MediaWiki, DokuWiki and Redmine's wiki, small: for every run of the tests, beside the real ones of scripts/real-servers.

Each keeps texts and files as the real one does, and refuses what it refuses: a
wrong revision, a missing token of the form, another type of content.
"""

from __future__ import annotations

import re
import xmlrpc.client
from typing import Any, ClassVar

from werkzeug.wrappers import Request

from tests.publish.conftest import TOKEN
from tests.publish.hosted import Answer, Fake


class Kept(Fake):
    """A wiki that numbers its revisions; `texts` and `files` are by name."""

    settings: ClassVar[dict[str, Any]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {}

    def get(self, page: str) -> str:
        return self.texts[page][-1]

    def put(self, page: str, text: str) -> int:
        held = self.texts.setdefault(page, [])
        if not held or held[-1] != text:
            held.append(text)
        return len(held)

    def edit(self, page: str, text: str) -> None:
        self.put(page, f"{self.get(page)}\n\n{text}\n")


class MediaWiki(Kept):
    """With a bot password: a session by cookie, a token in every form; errors come with status 200."""

    authorisation = ".*"
    settings: ClassVar = {"kind": "mediawiki", "user": "Memo@memo", "prefix": "Reviews/"}

    def answer(self, method: str, path: str, asked: dict[str, str], request: Request, body: bytes) -> Answer:
        if path.startswith("/images/"):
            return 200, self.files[path.removeprefix("/images/")], {}
        said = asked if method == "GET" else request.form.to_dict()
        if path != "/api.php" or said["format"] != "json":
            return 404, {"message": "no"}, {}
        if said["action"] == "login":
            right = (said["lgname"], said["lgpassword"], said["lgtoken"]) == ("Memo@memo", TOKEN, "login+")
            more = {"Set-Cookie": "session=1"} if right else {}
            return 200, {"login": {"result": "Success" if right else "Failed", "reason": "wrong password"}}, more
        if said.get("type") == "login":
            return 200, {"query": {"tokens": {"logintoken": "login+"}}}, {}
        if request.cookies.get("session") != "1":
            return 200, {"error": {"code": "readapidenied", "info": "sign in"}}, {}
        if method == "POST" and said["token"] != "csrf+":
            return 200, {"error": {"code": "badtoken", "info": "Invalid CSRF token."}}, {}
        return 200, self.done(said, request), {}

    def done(self, said: dict[str, str], request: Request) -> Any:
        if said["action"] == "edit":
            held = self.texts.get(said["title"], [])
            if ("createonly" in said and held) or ("nocreate" in said and not held):
                return {"error": {"code": "articleexists" if held else "missingtitle", "info": "no"}}
            if held and said["baserevid"] != str(len(held)):
                return {"error": {"code": "editconflict", "info": "Edit conflict."}}
            return {"edit": {"result": "Success", "newrevid": self.put(said["title"], said["text"].rstrip())}}
        if said["action"] == "upload":
            self.files[said["filename"]] = request.files["file"].read()
            return {"upload": {"result": "Success"}}
        if "meta" in said:
            return {"query": {"tokens": {"csrftoken": "csrf+"}}}
        if said["prop"] == "imageinfo":
            name = said["titles"].removeprefix("File:")
            info = (
                {"imageinfo": [{"url": f"{request.host_url}images/{name}"}]}
                if name in self.files
                else {"missing": True}
            )
            return {"query": {"pages": [info]}}
        held = self.texts.get(said["titles"], [])
        revision = {"revid": len(held), "slots": {"main": {"content": held[-1]}}} if held else {}
        return {"query": {"pages": [{"revisions": [revision]} if held else {"missing": True}]}}


class DokuWiki(Kept):
    """Over XML-RPC; a page that is not there is a fault."""

    authorisation = "Basic .+"
    settings: ClassVar = {"kind": "dokuwiki", "user": "memo", "namespace": "reviews"}

    def answer(self, method: str, path: str, asked: dict[str, str], request: Request, body: bytes) -> Answer:
        if path != "/lib/exe/xmlrpc.php" or request.mimetype != "text/xml":
            return 404, {"message": "no"}, {}
        words, name = xmlrpc.client.loads(body)
        try:
            value = getattr(self, str(name).rpartition(".")[2])(*words)
            return 200, xmlrpc.client.dumps((value,), methodresponse=True).encode(), {}
        except xmlrpc.client.Fault as fault:
            return 200, xmlrpc.client.dumps(fault).encode(), {}

    def getPageInfo(self, page: Any) -> Any:
        if page not in self.texts:
            raise xmlrpc.client.Fault(121, "The requested page does not exist")
        return {"name": page, "version": len(self.texts[page])}

    def getPage(self, page: Any) -> Any:
        return self.get(page)

    def putPage(self, page: Any, text: Any, how: Any) -> Any:
        self.put(page, text)
        return True

    def getAttachment(self, name: Any) -> Any:
        if name not in self.files:
            raise xmlrpc.client.Fault(221, "The requested file does not exist")
        return xmlrpc.client.Binary(self.files[name])

    def putAttachment(self, name: Any, content: Any, how: Any) -> Any:
        self.files[name] = content.data
        return name


class RedmineWiki(Kept):
    """With a key; a file is uploaded first and hung at the page with the page's text."""

    authorisation = ".*"
    settings: ClassVar = {"kind": "redmine-wiki", "project": "procurement"}

    def __init__(self) -> None:
        super().__init__()
        self.uploads: list[bytes] = []
        self.held: dict[str, list[tuple[str, bytes]]] = {}

    def answer(self, method: str, path: str, asked: dict[str, str], request: Request, body: bytes) -> Answer:
        if request.headers.get("X-Redmine-API-Key") != TOKEN:
            return 401, {"errors": ["who"]}, {}
        if path == "/uploads.json":
            if request.mimetype != "application/octet-stream":
                return 406, {"errors": ["type"]}, {}
            self.uploads.append(body)
            return 201, {"upload": {"token": str(len(self.uploads))}}, {}
        if found := re.fullmatch(r"/attachments/download/([^/]+)/(\d+)/(.+)", path):
            return 200, self.held[found[1]][int(found[2])][1], {}
        found = re.fullmatch(r"/projects/procurement/wiki/([^/.]+)\.json", path)
        if not found:
            return 404, {"errors": ["no"]}, {}
        page, files = found[1], self.held.setdefault(found[1], [])
        texts = self.texts.get(page, [])
        if method == "GET":
            shown = {"title": page, "text": texts[-1] if texts else "", "version": len(texts)}
            shown["attachments"] = [
                {"filename": name, "content_url": f"http://elsewhere.invalid/attachments/download/{page}/{i}/{name}"}
                for i, (name, _) in enumerate(files)
            ]
            return (200, {"wiki_page": shown}, {}) if texts else (404, {}, {})
        sent = request.get_json()["wiki_page"]
        if "version" in sent and sent["version"] != str(len(texts)):
            return 409, {"errors": ["stale"]}, {}
        files += [(one["filename"], self.uploads[int(one["token"]) - 1]) for one in sent.get("uploads", [])]
        self.put(page, sent["text"])
        return (204 if texts else 201), {}, {}


WIKIS: tuple[type[Kept], ...] = (MediaWiki, DokuWiki, RedmineWiki)
