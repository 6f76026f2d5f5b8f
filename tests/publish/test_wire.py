"""The way out: what is repeated and what is not, where the token goes and where it never goes."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug.wrappers import Request, Response

from memo.publish.failure import RemoteError
from memo.publish.secret import Secret
from memo.publish.wire import Later, Wire
from tests.publish.conftest import TOKEN

Wired = Callable[..., Wire]


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def wired(httpserver: HTTPServer, slept: list[float]) -> Iterator[Wired]:
    opened: list[Wire] = []

    def made(base: str = "", **options: Any) -> Wire:
        base = base or httpserver.url_for("").rstrip("/")
        wire = Wire("it", base, Secret(TOKEN, "me"), sleep=slept.append, **{"timeout": 5, **options})
        wire.sign("X-Key")
        opened.append(wire)
        return wire

    yield made
    for wire in opened:
        wire.close()


def code_of(action: Callable[..., Any], *arguments: Any, **named: Any) -> str:
    with pytest.raises(RemoteError) as caught:
        action(*arguments, **named)
    [fault] = caught.value.faults
    assert TOKEN not in str(fault)
    assert caught.value.exit_code == 4
    return fault.code


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "remote-invalid"), (401, "remote-unauthorised"), (403, "remote-forbidden"), (404, "remote-not-found"),
        (409, "remote-conflict"), (412, "remote-conflict"), (413, "remote-too-large"), (418, "remote-answer"),
        (422, "remote-invalid"), (429, "remote-busy"), (500, "remote-failed"), (503, "remote-failed"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_refusal_has_its_code(
    httpserver: HTTPServer, wired: Wired, slept: list[float], status: int, code: str, method: str
) -> None:
    """The status decides; only what reads, and only what passes by itself, is tried again."""
    httpserver.expect_request("/x").respond_with_json({"message": f"no {TOKEN}"}, status)
    assert code_of(wired().send, method, "x") == code
    passing = method == "GET" and status in (429, 503)
    assert len(httpserver.log) == (4 if passing else 1)
    assert slept == ([1, 2, 4] if passing else [])


def test_a_server_that_asks_to_wait_is_waited_for(httpserver: HTTPServer, wired: Wired, slept: list[float]) -> None:
    """Retry-After is honoured to the second, also where GitHub writes 403 over it."""
    httpserver.expect_ordered_request("/x").respond_with_data("", 429, {"Retry-After": "7"})
    httpserver.expect_ordered_request("/x").respond_with_data("", 403, {"Retry-After": "3"})
    httpserver.expect_ordered_request("/x").respond_with_json({"ok": 1})
    assert wired().get("x").json() == {"ok": 1}
    assert slept == [7, 3]


def test_a_wait_that_is_too_long_is_told_and_not_waited(
    httpserver: HTTPServer, wired: Wired, slept: list[float]
) -> None:
    """Two minutes is the most; beyond it the person is told how long the server asks for."""
    httpserver.expect_request("/x").respond_with_data("", 429, {"Retry-After": "3600"})
    with pytest.raises(RemoteError) as caught:
        wired().get("x")
    assert "3600 seconds" in caught.value.faults[0].hint
    assert slept == []


def test_reading_is_followed_to_another_host_without_the_token(httpserver: HTTPServer, wired: Wired) -> None:
    """A file may lie at another host; the token does not travel there. At its own host it does."""
    seen: list[tuple[str, str | None]] = []

    def answer(request: Request) -> Response:
        seen.append((request.host, request.headers.get("X-Key")))
        return Response("bytes")

    httpserver.expect_request("/file").respond_with_handler(answer)
    port = httpserver.port
    httpserver.expect_request("/away").respond_with_data("", 303, {"Location": f"http://127.0.0.1:{port}/file"})
    httpserver.expect_request("/here").respond_with_data("", 302, {"Location": "/file"})
    wire = wired(f"http://localhost:{port}")
    assert wire.fetch("away") == b"bytes"
    assert wire.fetch("here") == b"bytes"
    assert seen == [(f"127.0.0.1:{port}", None), (f"localhost:{port}", TOKEN)]


@pytest.mark.parametrize(
    ("method", "to"),
    [
        ("POST", "/other"), ("PUT", "http://127.0.0.1:9/"), ("GET", "http://example.invalid/x"), ("GET", "ftp://127.0.0.1/x"),
        ("GET", "/loop"),
    ],
)  # fmt: skip
def test_other_redirects_are_refused(httpserver: HTTPServer, wired: Wired, method: str, to: str) -> None:
    """Nothing is written where the target did not say; nothing is read without https; nobody is led in circles."""
    httpserver.expect_request("/loop").respond_with_data("", 302, {"Location": to})
    assert code_of(wired().send, method, "loop") == "remote-moved"


def test_a_page_where_json_was_due_is_no_answer(httpserver: HTTPServer, wired: Wired) -> None:
    """A login page with status 200 is told as what it is."""
    httpserver.expect_request("/x").respond_with_data("<html><body>Sign in</body></html>", content_type="text/html")
    with pytest.raises(RemoteError) as caught:
        wired().get("x").json()
    assert "remote-answer" in str(caught.value)
    assert "'Sign in'" in str(caught.value)


def test_nobody_there_and_no_answer_are_told_apart(httpserver: HTTPServer, wired: Wired, slept: list[float]) -> None:
    """A port where nobody listens, a server that says nothing, and a connection that is closed half-way."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert code_of(wired(f"http://127.0.0.1:{port}").get, "x") == "remote-unreachable"
        taken.listen()
        assert code_of(wired(f"http://127.0.0.1:{port}", timeout=0.1).send, "POST", "x") == "remote-timeout"
    assert slept == [1, 2, 4]


def test_a_name_without_an_address_is_told(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt host is no fault of the server, and is not tried again."""
    asked: list[str] = []

    def unknown(host: Any, *rest: Any, **named: Any) -> Any:
        asked.append(host)
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert code_of(wired("https://tickets.invalid").get, "x") == "remote-unknown-host"
    assert len(asked) == 1


def test_a_certificate_of_nobody_is_refused(
    wired: Wired, tmp_path_factory: pytest.TempPathFactory, slept: list[float]
) -> None:
    """https to a server that nobody vouches for ends before the token is sent."""
    import subprocess
    import threading

    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k.pem", "-out", "c.pem", "-days", "1",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"], cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "c.pem", folder / "k.pem")
    got: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(5)

        def serve() -> None:
            plain, _ = listening.accept()
            with plain:
                try:
                    with context.wrap_socket(plain, server_side=True) as secure:
                        got.append(secure.recv(1000))
                except OSError:
                    pass

        thread = threading.Thread(target=serve)
        thread.start()
        assert code_of(wired(f"https://localhost:{listening.getsockname()[1]}").get, "x") == "remote-tls"
        thread.join(5)
    assert got in ([], [b""])
    assert slept == []


def test_an_answer_without_end_is_ended(httpserver: HTTPServer, wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server cannot fill the memory of who reads it."""
    monkeypatch.setattr("memo.publish.wire.MOST_BYTES", 1000)
    httpserver.expect_request("/x").respond_with_data(b"x" * 1001)
    assert code_of(wired().fetch, "x") == "remote-answer"


def test_a_dry_run_reads_and_shows_what_it_would_write(httpserver: HTTPServer, wired: Wired) -> None:
    """What an answer would hold stands for itself in what is shown next."""
    httpserver.expect_request("/x").respond_with_json({"a": 1})
    shown: list[str] = []
    wire = wired(dry_run=True, say=shown.append)
    assert wire.get("x").json() == {"a": 1}
    made = wire.send("POST", "y", json={"big": "A" * 3000, "k": TOKEN}).json()
    wire.send(
        "PUT", f"z/{made['id']}", data={"f": made["data"]["id"]}, files={"file": ("m.pdf", b"123", "application/pdf")}
    )
    assert len(httpserver.log) == 1
    assert isinstance(made["deep"]["er"], Later)
    text = "\n".join(shown)
    assert "not sent: PUT" in text
    assert "z/<id>" in text
    assert "m.pdf, application/pdf, 3 bytes" in text
    assert "<3000 characters>" in text
    assert json.dumps({"x": made["id"]}) == '{"x": "<id>"}'
    assert TOKEN not in text


@pytest.mark.parametrize("form", ["{}", "Bearer {}", "x{}y", '"{}"'])
def test_no_form_of_the_token_passes_the_sieve(form: str) -> None:
    """Plain, quoted, in an address, in base 64 alone or with the user: each is taken out."""
    from base64 import b64encode
    from urllib.parse import quote, quote_plus

    secret = Secret(TOKEN, "me")
    for token in (TOKEN, quote(TOKEN), quote(TOKEN, safe=""), quote_plus(TOKEN), b64encode(TOKEN.encode()).decode(),
                  b64encode(f"me:{TOKEN}".encode()).decode(), secret.basic()):  # fmt: skip
        assert token.split(" ")[-1].rstrip("=") not in secret.redacted(form.format(token))
    assert TOKEN not in f"{secret!r} {secret}"
