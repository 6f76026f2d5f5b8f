"""Any wiki that is a git repository: GitHub, GitLab, Gitea, gitit, Azure DevOps, or a bare one on a disk.

The page and the PDF are one commit, pushed; where somebody pushed meanwhile the
push is refused and a second run starts from theirs.
"""

from __future__ import annotations

import subprocess  # nosec B404 # for git alone, see _git
import tempfile
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from memo.errors import printable
from memo.publish.failure import fail
from memo.publish.settings import Target
from memo.publish.wiki import Stored, Wiki
from memo.publish.wire import Wire, is_safe

_QUIET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "file:https:http:ssh",
}


def _repository(value: str) -> str:
    parts = urlsplit(value)
    if parts.password or (parts.username and parts.scheme in ("http", "https")):
        raise ValueError("holds a user or a password; a token comes from the environment or the keyring")
    if value.startswith("-") or "::" in value:
        raise ValueError("is no address of a repository")
    if parts.scheme in ("http", "git") and not is_safe(value):
        raise ValueError("must begin with https:// or ssh://, or be a path; http:// is for this machine itself")
    return value


class Settings(Target):
    """`repository` is what `git clone` takes; `page_url` where people read the pages."""

    needs_token = False
    kind: str
    repository: Annotated[str, AfterValidator(_repository)]
    branch: str = Field("", pattern=r"^([A-Za-z0-9][A-Za-z0-9._/-]*)?$")
    folder: str = Field("", pattern=r"^([A-Za-z0-9][A-Za-z0-9_ -]*(/[A-Za-z0-9][A-Za-z0-9_ -]*)*)?$")
    ending: str = Field("md", pattern=r"^[a-z]{1,10}$")
    dialect: Literal["gfm", "mkdocs", "docusaurus", "azure"] = "gfm"
    index: str = Field("vendor-reviews", pattern=r"^[A-Za-z0-9][A-Za-z0-9_ -]*$")
    page_url: str = ""
    author: str = Field("memo <memo@localhost>", pattern=r"^[^<>\n]+ <[^<>\s]+>$")


class Adapter(Wiki):
    def __init__(self, settings: Settings, wire: Wire) -> None:
        super().__init__(settings, wire)
        self.dialect = settings.dialect
        self._folder = tempfile.TemporaryDirectory(prefix="memo-wiki-")
        self._copy = Path(self._folder.name) / "copy"
        depth = [] if "://" not in settings.repository else ["--depth=1"]
        branch = ["--branch", settings.branch] if settings.branch else []
        try:
            self._git("clone", "--quiet", *depth, *branch, "--", settings.repository, str(self._copy), here=False)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._folder.cleanup()

    def page_name(self, review: str) -> str:
        return "/".join(part for part in (self.settings.folder, review.replace(".", "-")) if part)

    def url(self, page: str) -> str:
        return f"{self.settings.page_url.rstrip('/')}/{page}" if self.settings.page_url else self.settings.repository

    def read(self, page: str) -> Stored | None:
        path = self._path(f"{page}.{self.settings.ending}")
        return Stored(path.read_text(encoding="utf-8"), self._revision()) if path.is_file() else None

    def write(self, page: str, text: str, before: Stored | None, summary: str) -> str:
        return self._put(f"{page}.{self.settings.ending}", text.encode())

    def attached(self, page: str, name: str) -> bytes | None:
        path = self._path(self._beside(page, name))
        return path.read_bytes() if path.is_file() else None

    def attach(self, page: str, name: str, content: bytes) -> bool:
        self._put(self._beside(page, name), content)
        return True

    def file_link(self, page: str, name: str) -> str:
        return f"[{name}]({name})"

    def page_link(self, page: str) -> str:
        return page.rpartition("/")[2]  # every page stands in the same folder

    def finish(self, summary: str) -> str:
        name, _, mail = self.settings.author.rstrip(">").partition(" <")
        who = ["-c", f"user.name={name}", "-c", f"user.email={mail}", "-c", "commit.gpgsign=false"]
        if not self.wire.dry_run:
            self._git(*who, "commit", "--quiet", "--no-verify", "--message", summary)
            self._git("push", "--quiet", "origin", "HEAD")
        return self._revision()

    def _beside(self, page: str, name: str) -> str:
        return f"{page.rpartition('/')[0]}/{name}".lstrip("/")

    def _path(self, name: str) -> Path:
        path = self._copy / name
        for part in (path, *path.parents):
            if part == self._copy:
                return path
            if part.is_symlink():  # somebody else's repository does not say where on this machine is written
                fail("remote-answer", self.wire.target, f"{name} is a link in the repository; memo does not follow it")
        raise AssertionError(name)  # pragma: no cover - names have no '..'

    def _put(self, name: str, content: bytes) -> str:
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._git("add", "--force", "--", name)
        if self.wire.dry_run:
            self.wire.show(f"not sent: git push of {name}, {len(content)} bytes, to {self.settings.repository}")
        return ""

    def _revision(self) -> str:
        return self._git("rev-parse", "--verify", "--quiet", "HEAD", may_fail=True).strip()

    def _git(self, *words: str, here: bool = True, may_fail: bool = False) -> str:
        """Run git; the token travels in its environment, never in its arguments."""
        environment = {**self.wire.environment, **_QUIET}
        if self.wire.secret.token:
            environment |= {
                "GIT_CONFIG_COUNT": "2",
                "GIT_CONFIG_KEY_0": f"http.{_origin(self.settings.repository)}.extraHeader",
                "GIT_CONFIG_VALUE_0": f"Authorization: {self.wire.secret.basic()}",
                "GIT_CONFIG_KEY_1": "http.followRedirects",
                "GIT_CONFIG_VALUE_1": "false",
            }
        folder = ["-C", str(self._copy)] if here else []
        try:
            done = subprocess.run(  # noqa: S603 # nosec B603 B607 # fixed words, no shell
                ["git", *folder, *words],  # noqa: S607 - the git of the person's path
                capture_output=True, timeout=self.settings.timeout * 4, env=environment, check=False,
            )  # fmt: skip
        except FileNotFoundError:
            fail("remote-unreachable", self.wire.target, "the program git is not installed", "Install git.")
        except subprocess.TimeoutExpired:
            fail("remote-timeout", self.wire.target, f"git {words[0]} did not end in time", "Raise 'timeout'.")
        if done.returncode and not may_fail:
            self._failed(next(word for word in words if not word.startswith(("-", "user.", "commit."))), done.stderr)
        return done.stdout.decode("utf-8", "replace")

    def _failed(self, step: str, errors: bytes) -> Any:
        says = printable(" ".join(self.wire.secret.redacted(errors.decode("utf-8", "replace")).split())[-300:])
        folded = says.casefold()
        code, hint = "remote-failed", "Look at 'repository', and at what git says."
        if "authentication failed" in folded or "could not read username" in folded:
            code, hint = "remote-unauthorised", "Is the token whole and not expired?"
        elif "not found" in folded or "does not exist" in folded or "does not appear to be" in folded:
            code, hint = (
                "remote-not-found",
                "Look at 'repository'; a wiki of a forge needs its first page made by hand.",
            )
        elif "rejected" in folded:
            code, hint = "remote-conflict", "Somebody pushed meanwhile; run the command again."
        elif "could not resolve" in folded:
            code, hint = "remote-unknown-host", "Look at 'repository', or the network."
        elif "certificate" in folded:
            code, hint = "remote-tls", "The connection cannot be trusted; memo does not go on without."
        fail(code, self.wire.target, f"git {step}: {says}", hint)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"
