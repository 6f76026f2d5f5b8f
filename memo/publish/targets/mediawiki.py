"""MediaWiki over its action API: a bot password, or an OAuth token of an owner-only consumer where no user is named."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from memo.errors import shown
from memo.publish.failure import fail
from memo.publish.settings import Server
from memo.publish.wiki import Stored, Wiki
from memo.publish.wire import Later

_CODES = {
    "editconflict": "remote-conflict",
    "articleexists": "remote-conflict",
    "missingtitle": "remote-conflict",
    "ratelimited": "remote-busy",
    "maxlag": "remote-busy",
    "readonly": "remote-busy",
    "contenttoobig": "remote-too-large",
    "file-too-large": "remote-too-large",
    "assertuserfailed": "remote-unauthorised",
    "mwoauth-invalid-authorization": "remote-unauthorised",
}
_FORBIDDEN = ("permissiondenied", "readapidenied", "writeapidenied", "protected", "blocked", "cantcreate", "notallowed")


class Settings(Server):
    """`url` is where `api.php` and `index.php` are; `prefix` stands before the name of every page."""

    kind: str
    prefix: str = Field("", pattern=r"^[A-Za-z0-9][A-Za-z0-9 _/:-]*$|^$")
    index: str = Field("vendor-reviews", pattern=r"^[A-Za-z0-9][A-Za-z0-9 _-]*$")


class Adapter(Wiki):
    dialect = "mediawiki"
    files_first = True  # the page is kept as it is shown; a link made before its file leads to the form for uploads
    _token = ""  # nosec B105 # none yet; MediaWiki gives one at the sign-in
    _signed_in = False

    def sign(self) -> None:
        if not self.settings.user:
            self.wire.sign("Authorization", "Bearer {token}")

    def page_name(self, review: str) -> str:
        name = f"{self.settings.prefix}{review}"
        return name[:1].upper() + name[1:]

    def url(self, page: str) -> str:
        return f"{self.wire.base}/index.php?title={page.replace(' ', '_')}"

    def read(self, page: str) -> Stored | None:
        found = self._ask(prop="revisions", titles=page, rvprop="content|ids", rvslots="main")["query"]["pages"][0]
        if "revisions" not in found:
            return None
        revision = found["revisions"][0]
        return Stored(revision["slots"]["main"]["content"], str(revision["revid"]))

    def write(self, page: str, text: str, before: Stored | None, summary: str) -> str:
        over = {"baserevid": before.version, "nocreate": "1"} if before else {"createonly": "1"}
        made = self._do(action="edit", title=page, text=text, summary=summary, **over)
        return str(made["edit"].get("newrevid", before.version if before else ""))

    def attached(self, page: str, name: str) -> bytes | None:
        found = self._ask(prop="imageinfo", titles=f"File:{name}", iiprop="url")["query"]["pages"][0]
        return self.wire.fetch(found["imageinfo"][0]["url"]) if found.get("imageinfo") else None

    def attach(self, page: str, name: str, content: bytes) -> bool:
        self._do(
            {"file": (name, content, "application/pdf")}, action="upload", filename=name, comment=page,
            ignorewarnings="1",
        )  # fmt: skip
        return True

    def file_link(self, page: str, name: str) -> str:
        return f"[[Media:{name}|{name}]]"

    def _ask(self, **params: str) -> Any:
        self._sign_in()
        return self._checked(self.wire.get("api.php", params={**_FORM, "action": "query", **params}))

    def _do(self, files: Any = None, **data: str) -> Any:
        self._sign_in()
        if not self._token:
            self._token = self._ask(meta="tokens")["query"]["tokens"]["csrftoken"]
        signed = {**_FORM, **data, "assert": "user", "token": self._token}
        return self._checked(self.wire.send("POST", "api.php", data=signed, files=files))

    def _sign_in(self) -> None:
        """Open a session with a bot password, once."""
        if not self.settings.user or self._signed_in:
            return
        self._signed_in = True
        token = self._ask(meta="tokens", type="login")["query"]["tokens"]["logintoken"]
        name = {"lgname": self.settings.user, "lgpassword": self.wire.secret.token, "lgtoken": token}
        done = self._checked(
            self.wire.send("POST", "api.php", data={**_FORM, "action": "login", **name}, reads=True, again=False)
        )
        if done["login"]["result"] != "Success":
            reason = self.wire.secret.redacted(str(done["login"].get("reason", done["login"]["result"])))
            hint = "Make a bot password (Special:BotPasswords) with the rights to edit, create and upload."
            fail("remote-unauthorised", self.wire.target, f"the wiki does not let the bot in: {shown(reason)}", hint)

    def _checked(self, answer: Any) -> Any:
        """Return an answer's JSON; MediaWiki says errors with status 200."""
        made = answer.json()
        if not isinstance(made, dict | Later):
            fail(
                "remote-answer",
                self.wire.target,
                "the answer is none of MediaWiki's",
                "Is 'url' the folder of api.php?",
            )
        error = made.get("error")
        if isinstance(error, dict):
            code = str(error.get("code", ""))
            ours = _CODES.get(code, "remote-forbidden" if any(w in code for w in _FORBIDDEN) else "remote-invalid")
            says = self.wire.secret.redacted(str(error.get("info", "")))
            fail(ours, self.wire.target, f"MediaWiki says {shown(code)}: {shown(says)}")
        return made


_FORM = {"format": "json", "formatversion": "2"}
