"""Every ticket target by one table of rules: attached, read back, left alone, replaced, finished after a failure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from memo.publish.failure import RemoteError
from memo.publish.parcel import Parcel
from memo.publish.settings import kinds, module_of
from memo.publish.ticket import Checklist, Ticket
from tests.publish import fakes
from tests.publish.conftest import REVIEW, TOKEN, Sender, parcel_of
from tests.publish.fakes import FAKES, Fake

Make = Callable[..., Sender]
RUN_FOR_REAL = {"roundup", "email"}
"""Targets whose tests run the thing itself."""


@pytest.fixture(params=FAKES, ids=lambda fake: fake.__name__)
def fake(request: pytest.FixtureRequest) -> Iterator[Fake]:
    server: Fake = request.param()
    with server.running():
        yield server


@pytest.fixture
def it(fake: Fake, sender: Make) -> Sender:
    return sender(kind=fake.kind, url=fake.base, ticket=fake.number, **fake.settings)


def checklists(fake: Fake) -> list[str]:
    return [one for one in fake.comments if "<!-- memo-actions" in one]


def said(fake: Fake) -> list[str]:
    return [one for one in fake.comments if "<!-- memo-actions" not in one]


def test_every_ticket_target_is_in_the_table() -> None:
    """A target without a server to try it on may not exist."""
    tickets = {kind for kind in kinds() if issubclass(module_of(kind).Adapter, Ticket)}
    assert tickets == {fake.kind for fake in FAKES} | RUN_FOR_REAL


def test_the_pdf_arrives_with_its_comment(it: Sender, fake: Fake, parcel: Parcel) -> None:
    """One file, byte for byte; one comment with decision, bottom line, open actions and digest."""
    receipt = it(parcel)
    assert (receipt.state, receipt.read_back) == ("attached", True)
    assert fake.files == [(parcel.name, parcel.pdf)]
    [comment] = fake.comments
    assert parcel.memo.bottom_line.label in comment
    assert parcel.digest in comment
    assert all(row.number in comment for row in parcel.memo.plan)
    assert receipt.url


def test_a_second_run_changes_nothing(it: Sender, fake: Fake, parcel: Parcel) -> None:
    """What is there is read and left alone: not one request that writes."""
    it(parcel, actions=True)
    before = fake.writes
    again = it(parcel, actions=True)
    assert (again.state, again.done, fake.writes) == ("unchanged", [], before)
    assert {entry.state for entry in again.actions} == {"unchanged"}


def test_a_newer_memo_says_which_it_replaces(it: Sender, fake: Fake, parcel: Parcel, newer: Parcel) -> None:
    """Both files stay, the comment names the older, and only the action that changed is changed."""
    it(parcel, actions=True)
    receipt = it(newer, actions=True)
    assert (receipt.replaces, [name for name, _ in fake.files]) == ([parcel.name], [parcel.name, newer.name])
    assert f"This memo replaces {parcel.name}" in said(fake)[-1].replace("\\_", "_")
    changed = [entry.id for entry in receipt.actions if entry.state == "updated"]
    assert changed == [newer.memo.plan[0].id]
    assert len(receipt.actions) == len(newer.memo.plan)
    assert "Ask again" in "".join(fake.task_text() + checklists(fake))


def test_actions_have_one_entry_each(it: Sender, fake: Fake, parcel: Parcel) -> None:
    """Each open action is a sub-task, or a line of the one checklist, with its stable id."""
    receipt = it(parcel, actions=True)
    assert [entry.id for entry in receipt.actions] == [row.id for row in parcel.memo.plan]
    assert all(entry.url for entry in receipt.actions)
    if issubclass(module_of(fake.kind).Adapter, Checklist):
        [text] = checklists(fake)
        assert [text.count(f"`{row.id}`") for row in parcel.memo.plan] == [1] * len(parcel.memo.plan)
    else:
        texts = fake.task_text()
        assert [sum(f"memo-action {row.id} " in text for text in texts) for row in parcel.memo.plan] == [1] * len(texts)


def test_what_a_person_ticked_stays_ticked(sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """A newer memo writes the checklist anew and keeps its ticks."""
    for kind in FAKES:
        if not issubclass(module_of(kind.kind).Adapter, Checklist):
            continue
        fake = kind()
        with fake.running():
            it = sender(kind=fake.kind, url=fake.base, ticket=fake.number, **fake.settings)
            it(parcel, actions=True)
            at = next(i for i, one in enumerate(fake.comments) if "<!-- memo-actions" in one)
            fake.comments[at] = fake.comments[at].replace("- [ ]", "- [x]", 1)
            it(newer, actions=True)
            [text] = checklists(fake)
        assert text.count("- [x]") == 1
        assert text.splitlines()[3].startswith("- [x] Ask again")


def test_a_dry_run_writes_nothing_and_shows_it(it: Sender, fake: Fake, parcel: Parcel) -> None:
    """Every request is shown, none that writes is sent, the token is in none."""
    receipt = it(parcel, actions=True, dry_run=True)
    shown = "\n".join(it.shown)
    assert (receipt.state, receipt.done, fake.writes) == ("dry-run", [], 0)
    assert "not sent: " in shown
    assert parcel.name in shown
    assert TOKEN not in shown


def test_a_half_done_publish_is_finished_by_the_next(it: Sender, fake: Fake, parcel: Parcel) -> None:
    """Whichever write fails, the receipt says what was done, and a second run leaves exactly what one run would."""
    it(parcel, actions=True)
    whole, writes = (fake.files, len(said(fake)), len(fake.tasks), len(checklists(fake))), fake.writes
    for number in range(1, writes + 1):
        fake.__init__()  # type: ignore[misc] # the same server, its ticket empty again
        fake.base, fake.fail_at = it.settings["url"], number
        with pytest.raises(RemoteError) as caught:
            it(parcel, actions=True)
        assert [fault.code for fault in caught.value.faults] == ["remote-failed"]
        assert it.receipt.state == "partial" or it.receipt.done
        fake.fail_at = 0
        assert it(parcel, actions=True).done
        found = (fake.files, len(said(fake)), len(fake.tasks), len(checklists(fake)))
        assert found == whole, f"after write {number} of {writes} failed"


def test_a_wrong_token_is_refused(sender: Make, fake: Fake, parcel: Parcel) -> None:
    """The server refuses, nothing was written, and the message does not say the token."""
    wrong = sender("wr0ng-token", kind=fake.kind, url=fake.base, ticket=fake.number, **fake.settings)
    with pytest.raises(RemoteError) as caught:
        wrong(parcel)
    assert [fault.code for fault in caught.value.faults] == ["remote-unauthorised"]
    assert "wr0ng" not in str(caught.value)
    assert not fake.files


def test_two_runs_at_once_attach_once(sender: Make, parcel: Parcel, tmp_path: Path) -> None:
    """On one machine the second run waits for the first and then finds its file."""
    fake = fakes.Jira()
    with fake.running(), ThreadPoolExecutor(2) as pool:
        both = [Sender(tmp_path / name, {"kind": "jira", "url": fake.base, "ticket": fake.number, **fake.settings})
                for name in ("a", "b")]  # fmt: skip
        for one in both:
            one.folder.mkdir()
            one.home = tmp_path
        receipts = list(pool.map(lambda one: one(parcel), both))
    assert sorted(one.state for one in receipts) == ["attached", "unchanged"]
    assert (fake.files, len(said(fake))) == ([(parcel.name, parcel.pdf)], 1)


def test_a_run_that_never_ends_is_not_waited_for(
    it: Sender, fake: Fake, parcel: Parcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a while memo says that another run is at it, and does nothing."""
    monkeypatch.setattr("memo.publish.lock.LONGEST_WAIT", 0.05)
    it(parcel)
    [lock] = it.folder.glob(".cache/memo/publish/*.lock")
    before = len(fake.requests)
    with FileLock(lock), pytest.raises(RemoteError) as caught:
        it(parcel)
    assert [fault.code for fault in caught.value.faults] == ["publish-busy"]
    assert len(fake.requests) == before


def test_a_file_that_another_machine_attached_meanwhile_is_told(sender: Make, parcel: Parcel) -> None:
    """Where two machines attach at the same moment the receipt of the later says so; neither file is taken away."""
    fake = fakes.Jira()
    with fake.running():
        it = sender(kind="jira", url=fake.base, ticket=fake.number, **fake.settings)

        def meanwhile(request: Any, response: Any) -> None:
            if request.path.endswith("/attachments"):
                fake.files.append((parcel.name, parcel.pdf))

        fake.check = meanwhile
        assert it(parcel).twice is True
        assert len(fake.files) == 2
        assert it(parcel).twice is False


HOSTILE = (
    '~bug ~"two words" %1.0 %"Q 4" !1 &1 $1 #1 GL-1 @all [vulnerability:1] [epic:2] *iteration:3 ^alert#4 50% & more'
)


def test_gitlab_makes_no_reference_of_a_title(sender: Make) -> None:
    """Labels, milestones, merge requests, epics, snippets and people are words in comment and checklist alike."""
    values = {**REVIEW, "findings": [{"title": "Terms change", "actions": [{"title": HOSTILE, "owner": "~team"}]}]}
    parcel = parcel_of(b"hostile", values)
    fake = fakes.GitLab()
    with fake.running():
        sender(kind="gitlab", url=fake.base, ticket="12", **fake.settings)(parcel, actions=True)
    for one in fake.comments:
        shown = unescape(re.sub(r"<!--.*?-->|`[^`]*`|\]\([^)]*\)", "", one)).replace("\\", "")
        assert not re.search(r"[~%](?=[\w\"])|[#!&$](?=\d)|\bGL-\d|@\w|\[[a-z_]+:|\*iteration:|\^alert#", shown), shown
        assert "50% & more" in shown


@pytest.mark.parametrize("number", ["", "../1", "12/notes", "1?x=1", "1 OR 1=1", "12\n", "-1", "0x1"])
def test_a_ticket_that_is_none_never_gets_into_an_address(
    sender: Make, fake: Fake, parcel: Parcel, number: str
) -> None:
    """What is no number of the system is refused before anything is sent."""
    from memo.errors import UsageError

    settings = {"kind": fake.kind, "url": fake.base, **fake.settings}
    with pytest.raises(UsageError) as caught:
        sender(**settings)(parcel, number=number)
    assert [fault.code for fault in caught.value.faults] == ["bad-ticket"]
    assert not fake.requests
