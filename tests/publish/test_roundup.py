"""A memo in a Roundup that really runs: attached, read back, left alone, replaced, its actions kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from memo.publish.failure import RemoteError
from memo.publish.parcel import Parcel
from tests.cli import conftest as door
from tests.publish.conftest import TOKEN, Sender, new_issue, url_of
from tests.support import faults_of

run, file = door.run, door.file
Make = Callable[..., Sender]


def issue_of(client: httpx.Client, number: str) -> dict[str, Any]:
    attributes: dict[str, Any] = client.get(f"/rest/data/issue/{number}").json()["data"]["attributes"]
    return attributes


def text_of(client: httpx.Client, message: str) -> str:
    return client.get(f"/rest/data/msg/{message}/binary_content").content.decode()


@pytest.fixture
def procurement(roundup: httpx.Client, sender: Make) -> Sender:
    return sender(kind="roundup", url=url_of(roundup), user="admin", ticket=new_issue(roundup))


def test_the_bytes_that_arrive_are_the_memo(procurement: Sender, roundup: httpx.Client, parcel: Parcel) -> None:
    """An independent client finds the PDF at the issue, byte for byte, and a message with decision and actions."""
    receipt = procurement(parcel)
    assert (receipt.state, receipt.read_back, receipt.digest) == ("attached", True, parcel.digest)
    issue = issue_of(roundup, procurement.settings["ticket"])
    [held] = issue["files"]
    assert roundup.get(f"/rest/data/file/{held['id']}/binary_content").content == parcel.pdf
    said = text_of(roundup, issue["messages"][0]["id"])
    assert "Decision: " in said
    assert parcel.memo.bottom_line.label in said
    assert all(row.title in said for row in parcel.memo.plan)
    assert parcel.digest in said


def test_the_same_memo_again_changes_nothing(procurement: Sender, roundup: httpx.Client, parcel: Parcel) -> None:
    """What is there is read, compared and left alone."""
    procurement(parcel, actions=True)
    before = issue_of(roundup, procurement.settings["ticket"])
    again = procurement(parcel, actions=True)
    assert (again.state, again.read_back, again.done) == ("unchanged", True, [])
    assert {entry.state for entry in again.actions} == {"unchanged"}
    assert issue_of(roundup, procurement.settings["ticket"]) == before


def test_a_newer_memo_says_which_it_replaces(
    procurement: Sender, roundup: httpx.Client, parcel: Parcel, newer: Parcel
) -> None:
    """The older file stays and the comment names it; the changed action is updated, the others left alone."""
    first = procurement(parcel, actions=True)
    second = procurement(newer, actions=True)
    assert second.replaces == [parcel.name]
    issue = issue_of(roundup, procurement.settings["ticket"])
    assert f"This memo replaces {parcel.name}." in text_of(
        roundup, max(issue["messages"], key=lambda m: int(m["id"]))["id"]
    )
    states = {entry.id: entry.state for entry in second.actions}
    assert [key for key, state in states.items() if state == "updated"] == [newer.memo.plan[0].id]
    assert {entry.url for entry in second.actions} == {entry.url for entry in first.actions}
    changed = next(entry.url for entry in second.actions if entry.state == "updated")
    assert issue_of(roundup, changed.rpartition("issue")[2])["title"].startswith("Ask again (memo ")


def test_a_dry_run_shows_everything_and_writes_nothing(
    procurement: Sender, roundup: httpx.Client, parcel: Parcel
) -> None:
    """What would be sent is shown, the token hidden; the issue stays as it was."""
    before = issue_of(roundup, procurement.settings["ticket"])
    receipt = procurement(parcel, actions=True, dry_run=True)
    shown = "\n".join(procurement.shown)
    assert (receipt.state, receipt.done) == ("dry-run", [])
    assert shown.count("not sent: POST") == 2 + 2 * len(parcel.memo.plan)
    assert parcel.name in shown
    assert TOKEN not in shown
    assert issue_of(roundup, procurement.settings["ticket"]) == before


def test_a_file_that_was_exchanged_is_seen(procurement: Sender, roundup: httpx.Client, parcel: Parcel) -> None:
    """A file of the memo's name with other bytes is not taken for the memo; --force attaches it again."""
    forged = roundup.post(
        "/rest/data/file",
        data={"name": parcel.name, "type": "application/pdf"},
        files={"content": (parcel.name, b"%PDF forged", "application/pdf")},
    ).json()["data"]["id"]
    number = procurement.settings["ticket"]
    etag = roundup.get(f"/rest/data/issue/{number}").headers["etag"]
    roundup.patch(f"/rest/data/issue/{number}", data={"@op": "add", "files": forged}, headers={"If-Match": etag})
    assert [fault.code for fault in faults_of(procurement, parcel)] == ["remote-differs"]
    forced = procurement(parcel, force=True)
    assert (forced.state, forced.read_back) == ("attached", True)


def test_a_wrong_token_is_refused_and_never_shown(roundup: httpx.Client, sender: Make, parcel: Parcel) -> None:
    """Roundup's own refusal arrives as a code, without the token."""
    wrong = sender("wr0ng/Token", kind="roundup", url=url_of(roundup), user="admin", ticket=new_issue(roundup))
    with pytest.raises(RemoteError) as caught:
        wrong(parcel)
    assert [fault.code for fault in caught.value.faults] == ["remote-unauthorised"]
    assert "wr0ng" not in str(caught.value)


def test_the_command_brings_a_real_pdf(
    roundup: httpx.Client,
    run: Any,
    file: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From a findings file to a receipt: the PDF at the ticket is the one of which the receipt has the digest."""
    import hashlib

    number = new_issue(roundup)
    file(f"[targets.procurement]\nkind = 'roundup'\nurl = '{url_of(roundup)}'\nuser = 'admin'\n", "memo.toml")
    monkeypatch.setenv("MEMO_TOKEN_PROCUREMENT", TOKEN)
    done = run("publish", file(), "--to", "procurement", "--ticket", number)
    assert done.exit_code == 0, done.stderr
    [receipt] = json.loads(done.stdout)
    assert receipt["url"] == f"{url_of(roundup)}/issue{number}"
    content = roundup.get(f"/rest/data/file/{receipt['version']}/binary_content").content
    assert content.startswith(b"%PDF")
    assert hashlib.sha256(content).hexdigest() == receipt["digest"]
    assert receipt["digest"][:12] in receipt["name"]
