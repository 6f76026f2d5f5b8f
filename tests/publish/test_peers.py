"""Clients that other people wrote read what memo attached, and memo finds what they attached."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from memo.publish.parcel import Parcel
from tests.publish import hosted
from tests.publish.conftest import TOKEN, Sender
from tests.publish.fakes import Fake, GitHub, GitLab, Jira, JiraDataCenter

Make = Callable[..., Sender]


@pytest.fixture
def serve(sender: Make) -> Iterator[Callable[[type[Fake]], tuple[Fake, Sender]]]:
    running = []

    def served(kind: type[Fake]) -> tuple[Fake, Sender]:
        fake = kind()
        context = fake.running()
        context.__enter__()
        running.append(context)
        return fake, sender(kind=fake.kind, url=fake.base, ticket=fake.number, **fake.settings)

    yield served
    for context in running:
        context.__exit__(None, None, None)


def untouched(fake: Fake, it: Sender, parcel: Parcel) -> None:
    """memo takes a file that somebody else attached for what it is, and writes the comment alone."""
    receipt = it(parcel)
    assert receipt.read_back is True
    assert f"attached {parcel.name}" not in receipt.done
    assert fake.files == [(parcel.name, parcel.pdf)]


@pytest.mark.parametrize("kind", [Jira, JiraDataCenter])
def test_jira(kind: type[Fake], serve: Any, parcel: Parcel, newer: Parcel) -> None:
    """`jira` fetches the file and the sub-tasks; a file and a sub-task that it made are not made again."""
    import jira

    def client(fake: Fake) -> Any:
        sign = {"basic_auth": ("memo@example.com", TOKEN)} if kind is Jira else {"token_auth": TOKEN}
        options = {"rest_api_version": "3" if kind is Jira else "2"}
        return jira.JIRA(fake.base, options=options, get_server_info=False, max_retries=0, **sign)

    fake, it = serve(kind)
    it(parcel, actions=True)
    issue = client(fake).issue("PROC-12")
    assert [(one.filename, one.get()) for one in issue.fields.attachment] == [(parcel.name, parcel.pdf)]
    assert [one.key for one in issue.fields.subtasks] == list(fake.tasks)
    [comment] = client(fake).comments("PROC-12")
    assert parcel.digest in str(comment.raw["body"])

    fake, it = serve(kind)
    peer = client(fake)
    peer.add_attachment("PROC-12", io.BytesIO(parcel.pdf), parcel.name)
    untouched(fake, it, parcel)
    step = parcel.steps()[0]
    said: Any = step.text()
    if kind is Jira:
        said = {
            "version": 1,
            "type": "doc",
            "content": [{"type": "paragraph", "content": [{"type": "text", "text": said}]}],
        }
    placed = {"project": {"key": "PROC"}, "parent": {"key": "PROC-12"}, "issuetype": {"name": "Sub-task"}}
    peer.create_issue(fields={**placed, "summary": step.title, "description": said}, prefetch=False)
    receipt = it(parcel, actions=True)
    assert [entry.id for entry in receipt.actions if entry.state == "unchanged"] == [step.id]
    assert len(fake.tasks) == len(parcel.memo.plan)


def test_github(serve: Any, parcel: Parcel) -> None:
    """`PyGithub` fetches the file from the repository and the comment from the issue; a file of its is left alone."""
    import github

    def client(fake: Fake) -> Any:
        hub = github.Github(base_url=fake.base, auth=github.Auth.Token(TOKEN), retry=None, lazy=True)
        return hub.get_repo("acme/reviews")

    fake, it = serve(GitHub)
    it(parcel, actions=True)
    repository = client(fake)
    assert repository.get_contents(f"memos/{parcel.name}").decoded_content == parcel.pdf
    comment, checklist = repository.get_issue(12).get_comments()
    assert f"/blob/HEAD/memos/{parcel.name}" in comment.body
    assert all(f"`{step.id}`" in checklist.body for step in parcel.steps())

    fake, it = serve(GitHub)
    client(fake).create_file(f"memos/{parcel.name}", "by hand", parcel.pdf)
    untouched(fake, it, parcel)


def test_gitlab(serve: Any, parcel: Parcel) -> None:
    """`python-gitlab` fetches the upload that the note leads to; an upload and a note of its are left alone."""
    import gitlab

    def client(fake: Fake) -> Any:
        lab = gitlab.Gitlab(fake.base, private_token=TOKEN)
        return lab, lab.projects.get("acme/reviews")

    fake, it = serve(GitLab)
    it(parcel, actions=True)
    lab, project = client(fake)
    note, checklist = project.issues.get(12, lazy=True).notes.list(get_all=True)
    key = note.body.partition("/uploads/")[2].partition(")")[0]
    found = lab.http_get(f"/projects/acme%2Freviews/uploads/{key}", raw=True)
    assert (key.partition("/")[2], found.content) == (parcel.name, parcel.pdf)
    assert all(f"`{step.id}`" in checklist.body for step in parcel.steps())

    fake, it = serve(GitLab)
    _, project = client(fake)
    made = project.upload(parcel.name, filedata=parcel.pdf)
    project.issues.get(12, lazy=True).notes.create({"body": f"By hand: {made['markdown']}"})
    untouched(fake, it, parcel)


def test_confluence(sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """`atlassian-python-api` reads page and file; a page that it edited is no longer memo's."""
    import atlassian

    from tests.support import faults_of

    wiki = hosted.Confluence(cloud=False)
    with hosted.served(wiki) as url:
        it = sender(kind="confluence", url=url, space="LEGAL", parent="5", hosting="data-center")
        receipt = it(parcel)
        peer = atlassian.Confluence(url=url, token=TOKEN, cloud=False)
        [page] = peer.get_page_by_title("LEGAL", receipt.name, expand="body.storage,version")["results"]
        assert parcel.memo.bottom_line.label in page["body"]["storage"]["value"]
        [held] = peer.get_attachments_from_content(page["id"], filename=parcel.name)["results"]
        assert peer.get(held["_links"]["download"], not_json_response=True) == parcel.pdf
        body = {"storage": {"value": "<p>by hand</p>", "representation": "storage"}}
        peer.put(
            f"rest/api/content/{page['id']}",
            data={"version": {"number": 2}, "title": receipt.name, "type": "page", "body": body},
        )
        assert [fault.code for fault in faults_of(it, newer)] == ["remote-edited"]
