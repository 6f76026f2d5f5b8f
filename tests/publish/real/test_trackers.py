"""Redmine and Request Tracker as they really are: `bash scripts/real-servers` starts them and runs this."""

from __future__ import annotations

import json
import os
from base64 import b64decode
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from memo.publish.failure import RemoteError
from memo.publish.parcel import Parcel
from tests.publish.conftest import Sender

Make = Callable[..., Sender]
NAMES = {"redmine": ("REDMINE_URL", "REDMINE_KEY"), "request-tracker": ("REQUEST_TRACKER_URL", "REQUEST_TRACKER_TOKEN")}


class Peer:
    """A client of its own for each tracker: makes a ticket, reads what hangs at it."""

    def __init__(self, kind: str) -> None:
        url, token = (os.environ.get(name, "") for name in NAMES[kind])
        if not url:
            pytest.skip(f"{kind} does not run here; bash scripts/real-servers {kind} starts it")
        self.kind, self.url, self.token = kind, url, token
        signed = {"X-Redmine-API-Key": token} if kind == "redmine" else {"Authorization": f"token {token}"}
        self.client = httpx.Client(base_url=url, headers=signed, timeout=60)

    def new_ticket(self) -> str:
        if self.kind == "redmine":
            issue = {"project_id": "procurement", "subject": "Buy Cloud"}
            return str(self.client.post("/issues.json", json={"issue": issue}).json()["issue"]["id"])
        sent = {"Queue": "General", "Subject": "Buy Cloud", "Content": "please"}
        return str(self.client.post("/REST/2.0/ticket", json=sent).json()["id"])

    def get(self, path: str) -> Any:
        return self.client.get(path).json()

    def files(self, number: str) -> list[tuple[str, bytes]]:
        if self.kind == "redmine":
            found = self.get(f"/issues/{number}.json?include=attachments")["issue"]["attachments"]
            return [
                (one["filename"], self.client.get(f"/attachments/download/{one['id']}/{one['filename']}").content)
                for one in found
            ]
        found = self.get(f"/REST/2.0/ticket/{number}/attachments?fields=Filename,Content&per_page=100")["items"]
        named = sorted((one for one in found if one.get("Filename")), key=lambda one: int(one["id"]))
        return [(one["Filename"], b64decode(self.get(f"/REST/2.0/attachment/{one['id']}")["Content"])) for one in named]

    def children(self, number: str) -> list[str]:
        if self.kind == "redmine":
            found = self.get(f"/issues.json?parent_id={number}&status_id=*&limit=100")["issues"]
            return [f"{one['subject']}\n{one['description']}" for one in found]
        found = self.get(f"/REST/2.0/tickets?query=MemberOf={number}&fields=Subject&per_page=100")["items"]
        return [one["Subject"] for one in found]

    def shown(self, number: str) -> str:
        """Return the page of the ticket as a browser gets it."""
        if self.kind == "redmine":
            return self.client.get(f"/issues/{number}").text
        found = self.get(f"/REST/2.0/ticket/{number}/attachments?fields=ContentType,Content&per_page=100")["items"]
        return "\n".join(one["Content"] for one in found if one["ContentType"] == "text/plain")


@pytest.fixture(params=sorted(NAMES))
def peer(request: pytest.FixtureRequest) -> Iterator[Peer]:
    one = Peer(request.param)
    with one.client:
        yield one


def test_memo_and_actions_arrive_stay_and_are_replaced(
    peer: Peer, sender: Make, parcel: Parcel, newer: Parcel, capsys: pytest.CaptureFixture[str]
) -> None:
    """Attached byte for byte, left alone the second time, replaced by a newer one, each action with one ticket."""
    number = peer.new_ticket()
    it = sender(peer.token, kind=peer.kind, url=peer.url, ticket=number)
    first = it(parcel, actions=True)
    assert (first.state, first.read_back) == ("attached", True)
    assert peer.files(number) == [(parcel.name, parcel.pdf)]
    again = it(parcel, actions=True)
    assert (again.state, again.done) == ("unchanged", [])
    second = it(newer, actions=True)
    assert second.replaces == [parcel.name]
    assert peer.files(number) == [(parcel.name, parcel.pdf), (newer.name, newer.pdf)]
    children = peer.children(number)
    assert len(children) == len(newer.memo.plan)
    assert sum("Ask again" in one for one in children) == 1
    shown = peer.shown(number)
    assert parcel.memo.bottom_line.label in shown
    with capsys.disabled():
        print(f"\n{peer.kind}: {json.dumps(second.as_data(), indent=1)}")
        for name, content in peer.files(number):
            print(f"{peer.kind}: read back {name}, {len(content)} bytes, the same")


def test_hostile_words_are_shown_as_they_are(peer: Peer, sender: Make, parcel: Parcel) -> None:
    """No link to an issue, a person or a page, and no macro, comes of a title."""
    number = peer.new_ticket()
    sender(peer.token, kind=peer.kind, url=peer.url, ticket=number)(parcel)
    shown = peer.shown(number)
    words = next(row.title for row in parcel.memo.plan if "@bob" in row.title)
    if peer.kind == "redmine":
        import html
        import re

        notes = html.unescape(re.sub(r"<[^>]+>", "", shown)).replace("\u2060", "")
        assert words in notes
        assert 'href="/issues/1"' not in shown
        assert 'class="wiki-page' not in shown
    else:
        assert words in shown


def test_refusals_are_told_apart(peer: Peer, sender: Make, parcel: Parcel) -> None:
    """A wrong token and a ticket that does not exist each have their code."""
    number = peer.new_ticket()
    for token, ticket, code in (
        ("0" * 40, number, "remote-unauthorised"),
        (peer.token, "999999", "remote-not-found"),
    ):
        with pytest.raises(RemoteError) as caught:
            sender(token, kind=peer.kind, url=peer.url, ticket=ticket)(parcel)
        assert [fault.code for fault in caught.value.faults] == [code], str(caught.value)
        assert token not in str(caught.value)
