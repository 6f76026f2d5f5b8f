"""Mail: a message that is the same for the same memo, kept in a folder, sent where a server takes it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from memo.errors import InputError
from memo.publish.failure import RemoteError
from memo.publish.parcel import Parcel
from tests.publish.conftest import TOKEN, Sender

Make = Callable[..., Sender]
MAIL = {"kind": "email", "to": ["tickets@example.com"], "sender": "memo@example.com"}


class _Smtp(socketserver.StreamRequestHandler):
    """As much of SMTP as one client needs; `says` is the answer to the whole message."""

    timeout = 5

    def handle(self) -> None:
        server: Any = self.server
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line.split()[0].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                data = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    data += part.removeprefix(b".") if part.startswith(b"..") else part
                server.got.append(data)
                self.wfile.write(server.says + b"\r\n")
            elif word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 ok\r\n")


@contextmanager
def smtp(says: bytes = b"250 taken") -> Iterator[Any]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp) as server:
        server.got, server.says = [], says  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(5)


def test_the_message_holds_the_memo(sender: Make, parcel: Parcel, newer: Parcel, tmp_path: Path) -> None:
    """An `.eml` with subject, words and the PDF byte for byte; again it is left alone; a newer one names it."""
    it = sender("", folder=str(tmp_path / "out"), **MAIL)
    receipt = it(parcel, number="PROC-7")
    assert (receipt.state, receipt.read_back) == ("attached", True)
    data = Path(receipt.version).read_bytes()
    message: Any = message_from_bytes(data, policy=policy.default)
    assert message["Subject"] == f"[PROC-7] {parcel.memo.subject}, 2026-11-25"
    assert [(part.get_filename(), part.get_content()) for part in message.iter_attachments()] == [
        (parcel.name, parcel.pdf)
    ]
    assert parcel.memo.bottom_line.label in message.get_body().get_content()
    assert it(parcel, number="PROC-7").state == "unchanged"
    Path(receipt.version).unlink()
    assert it(parcel, number="PROC-7").state == "attached"
    assert Path(receipt.version).read_bytes() == data
    newest = it(newer, number="PROC-7")
    assert newest.replaces == [parcel.name]
    assert f"This memo replaces {parcel.name}." in Path(newest.version).read_bytes().decode("ascii", "replace").replace(
        "=\r\n", ""
    )


def test_it_is_sent_once_and_only_when_taken(sender: Make, parcel: Parcel, tmp_path: Path) -> None:
    """A server that refuses leaves the message unsent, so that the next run sends it; once taken it is not sent again."""
    with smtp(b"452 no room") as server:
        settings = {**MAIL, "folder": str(tmp_path / "out"), "security": "none"}
        with pytest.raises(RemoteError) as caught:
            sender("", server=f"127.0.0.1:{server.server_address[1]}", **settings)(parcel)
        assert [fault.code for fault in caught.value.faults] == ["remote-failed"]
        assert "no room" in str(caught.value)
        server.says = b"250 taken"
        it = sender("", server=f"127.0.0.1:{server.server_address[1]}", **settings)
        assert it(parcel).state == "attached"
        assert it(parcel).state == "unchanged"
        assert len(server.got) == 2
        sent: Any = message_from_bytes(server.got[-1], policy=policy.default)
        assert [part.get_content() for part in sent.iter_attachments()] == [parcel.pdf]
    assert not list((tmp_path / "out").glob("*.unsent"))


def test_without_trust_nothing_is_said(sender: Make, parcel: Parcel, tmp_path: Path) -> None:
    """A server without TLS is not told the token; `none` is for this machine alone."""
    with smtp() as server:
        it = sender(TOKEN, folder=str(tmp_path / "out"), server=f"127.0.0.1:{server.server_address[1]}", **MAIL)
        with pytest.raises(RemoteError) as caught:
            it(parcel)
        assert server.got == []
    assert TOKEN not in str(caught.value)
    with pytest.raises(InputError):
        sender("", folder="x", server="mail.example.com:25", security="none", **MAIL)(parcel)


def test_a_dry_run_writes_no_message(sender: Make, parcel: Parcel, tmp_path: Path) -> None:
    """It says what would be written, and to whom."""
    it = sender("", folder=str(tmp_path / "out"), server="127.0.0.1:9", security="none", **MAIL)
    assert it(parcel, dry_run=True).state == "dry-run"
    assert "sent to tickets@example.com" in it.shown[0]
    assert not (tmp_path / "out").exists()
