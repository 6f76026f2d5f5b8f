"""Parcels to bring, a Roundup that really runs, and servers of the tests' own on this machine."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from msgspec.structs import replace

from memo.api import Document
from memo.publish.deliver import Courier
from memo.publish.parcel import Parcel, review_of
from memo.publish.receipt import Receipt
from memo.publish.settings import read_targets
from tests.support import memo_of, read

TOKEN = "s3cret-Token_0815/+="
"""A token with the letters that encodings change; no output of any kind may hold it."""

REVIEW: dict[str, Any] = {
    "review": {"date": "2026-11-25", "reference": "PROC-7"},
    "vendor": {"name": "Acme", "product": "Cloud"},
    "findings": [
        {
            "title": "Model training opt-out with safety review override",
            "summary": "Prompts train the models unless the person opts out. #1 @user [[Page]] {{include(Page)}} <b>",
            "actions": [
                {"title": "Ask @bob about #1, [[Page]], {{x}} and *this*", "owner": "legal", "due": "2026-12-15"}
            ],
        }
    ],
}


def parcel_of(content: bytes = b"one", values: dict[str, Any] = REVIEW) -> Parcel:
    """Return a parcel whose PDF is some bytes that no text encoding leaves alone."""
    reading = read(values)
    pdf = b"%PDF-1.7\n" + bytes(range(256)) + content
    return Parcel(memo_of(reading), pdf, review_of(reading, "internal"))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What keeps two runs apart stands in the test's folder, not in the person's cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def parcel() -> Parcel:
    return parcel_of()


@pytest.fixture(scope="session")
def newer(parcel: Parcel) -> Parcel:
    """The memo of the same review after one action became another."""
    plan = parcel.memo.plan
    changed = (replace(plan[0], title="Ask again"), *plan[1:])
    return Parcel(Document(replace(parcel.memo, plan=changed)), parcel.pdf + b"two", parcel.review)


Bring = Callable[..., Receipt]


@dataclass
class Sender:
    """Brings parcels to one target, as `memo publish` does, and keeps what was shown."""

    folder: Path
    settings: dict[str, Any]
    token: str = TOKEN
    home: Path | None = None
    """Where the person's cache is, and with it what keeps two runs apart; by default the folder."""

    def __call__(
        self, parcel: Parcel, *, number: str = "", actions: bool = False, force: bool = False, dry_run: bool = False
    ) -> Receipt:
        self.shown: list[str] = []
        lines = [
            f"{key} = {value!r}".replace("True", "true").replace("False", "false")
            for key, value in self.settings.items()
        ]
        path = self.folder / "memo.toml"
        path.write_text("\n".join(["[targets.it]", *lines]), encoding="utf-8")
        settings = read_targets(path)["it"]
        import os

        environment = {"PATH": os.environ["PATH"], "HOME": str(self.home or self.folder), "MEMO_TOKEN_IT": self.token}
        courier = Courier("it", settings, environment, dry_run=dry_run, say=self.shown.append)
        self.receipt = Receipt("review.yaml", "it", settings.kind)
        number = number or getattr(settings, "ticket", "")
        courier.deliver(parcel, self.receipt, number=number, actions=actions, force=force)
        return self.receipt


@pytest.fixture
def sender(tmp_path: Path) -> Callable[..., Sender]:
    def made(token: str = TOKEN, **settings: Any) -> Sender:
        return Sender(tmp_path, settings, token)

    return made


# --- a Roundup that runs --------------------------------------------------------

_SERVER = """
import os, sys
from wsgiref.simple_server import WSGIRequestHandler, make_server
from roundup import configuration, init, instance, password
from roundup.cgi.wsgi_handler import RequestDispatcher
class Quiet(WSGIRequestHandler):
    def log_message(self, *words): pass
home, template = sys.argv[1:]
config = configuration.CoreConfig()
config["TRACKER_HOME"], config["MAIL_DOMAIN"], config["DATABASE"] = home, "localhost", "db"
config["PASSWORD_PBKDF2_DEFAULT_ROUNDS"] = 1000  # every request signs in
config["RDBMS_BACKEND"], config["MAIL_DEBUG"] = "sqlite", home + "/mail"
server = make_server("127.0.0.1", 0, None, handler_class=Quiet)
config["TRACKER_WEB"] = "http://127.0.0.1:%s/" % server.server_port
init.install(home, template)
os.remove(home + "/detectors/nosyreaction.py")  # it would send mail
config.save(home + "/config.ini")
instance.open(home).init(password.Password(sys.stdin.readline().strip(), config=config))
server.set_app(RequestDispatcher(home))
print(server.server_port, flush=True)
server.serve_forever()
"""


@pytest.fixture(scope="session")
def roundup(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a Roundup tracker on this machine, signed in; it is ended with the tests."""
    import roundup as package

    home = tmp_path_factory.mktemp("roundup") / "tracker"
    shipped = Path(package.__file__).parents[4] / "share/roundup/templates/classic"
    started = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(home), str(shipped)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert started.stdin
        assert started.stdout
        started.stdin.write(TOKEN + "\n")
        started.stdin.flush()
        url = f"http://127.0.0.1:{started.stdout.readline().strip()}"
        headers = {"X-Requested-With": "test", "Origin": url, "Referer": url + "/"}
        with httpx.Client(base_url=url, auth=("admin", TOKEN), headers=headers) as client:
            yield client
    finally:
        started.terminate()
        started.wait(10)
        for pipe in (started.stdin, started.stdout):
            if pipe:
                pipe.close()


def new_issue(client: httpx.Client, title: str = "Buy Cloud") -> str:
    made = client.post("/rest/data/issue", data={"title": title})
    return str(made.json()["data"]["id"])


def url_of(client: httpx.Client) -> str:
    return str(client.base_url).rstrip("/")


def port_of(url: str) -> int:
    return urlsplit(url).port or 0


def waited(condition: Callable[[], bool], seconds: float = 5) -> bool:
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
    return condition()
