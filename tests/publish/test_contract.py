"""What memo sends, and what the servers of the tests answer, is what the makers' OpenAPI documents allow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from werkzeug.wrappers import Request, Response

from memo.publish.parcel import Parcel
from tests.publish import fakes, hosted
from tests.publish.conftest import Sender
from tests.publish.openapi.contract import Contract, Exchange

Make = Callable[..., Sender]

TICKETS: dict[str, tuple[type[fakes.Fake], tuple[str, ...], str]] = {
    "jira": (fakes.Jira, ("jira-cloud",), ""),
    "jira-data-center": (fakes.JiraDataCenter, ("jira-data-center",), ""),
    "github": (fakes.GitHub, ("github",), ""),
    "gitlab": (fakes.GitLab, ("gitlab",), ""),
    "azure-devops": (fakes.AzureDevOps, ("azure-wit",), "/Vendor%20reviews"),
}
WIKIS: dict[str, tuple[Callable[[], hosted.Fake], tuple[str, ...], str, dict[str, Any]]] = {
    "confluence": (lambda: hosted.Confluence(True), ("confluence-cloud",), "",
                   {"space": "LEGAL", "parent": "5", "user": "memo@example.com"}),
    "confluence-data-center": (lambda: hosted.Confluence(False), ("confluence-data-center",), "",
                               {"space": "LEGAL", "parent": "5", "hosting": "data-center"}),
    "azure-wiki": (hosted.Azure, ("azure-wiki", "azure-git"), "/Legal%20Ops",
                   {"project": "Legal Ops", "wiki": "Legal.wiki", "folder": "Vendors/Reviews"}),
}  # fmt: skip
OUTSIDE = ("/media/", "/download/", "/rest/api/2/attachment/content/")
"""Addresses that a server gave and no document describes: the bytes of a file."""


class Recorder:
    """Keeps every exchange of a server with a contract."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.exchanges: list[Exchange] = []

    def __call__(self, request: Request, response: Response) -> None:
        self.exchanges.append(Exchange.of(request, response))

    def inside(self) -> list[Exchange]:
        return [one for one in self.exchanges if not one.target.startswith(OUTSIDE)]

    def breaches(self) -> list[str]:
        return [breach for one in self.inside() for breach in self.contract.breaches(one)]


@pytest.fixture(scope="module", params=[*TICKETS, *WIKIS])
def recorder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, parcel: Parcel, newer: Parcel
) -> Iterator[Recorder]:
    """Every exchange of a life: made, left alone, replaced, actions and all."""
    folder = tmp_path_factory.mktemp("contract")
    if request.param in TICKETS:
        fake, names, before = TICKETS[request.param]
        server = fake()
        recorder = Recorder(Contract(*names, before=before))
        server.check = recorder
        with server.running() as url:
            it = Sender(folder, {"kind": fake.kind, "url": url, "ticket": fake.number, **fake.settings})
            for one in (parcel, parcel, newer):
                it(one, actions=True)
            it(newer, force=True)
    else:
        make, names, before, settings = WIKIS[request.param]
        recorder = Recorder(Contract(*names, before=before))
        wiki = make()
        wiki.check = recorder
        with hosted.served(wiki) as url:
            it = Sender(folder, {"kind": request.param.removesuffix("-data-center"), "url": url, **settings})
            for one in (parcel, parcel, newer):
                it(one)
    yield recorder


def test_every_exchange_keeps_the_contract(recorder: Recorder) -> None:
    """Each request and each answer is one that the document knows, field by field."""
    assert recorder.breaches() == []
    assert {one.method for one in recorder.inside()} > {"GET"}


def renamed(value: Any, name: str) -> bytes:
    return json.dumps({(f"{key}X" if key == name else key): one for key, one in value.items()}).encode()


def spoilt_requests(one: Exchange) -> Iterator[tuple[str, Exchange]]:
    path, _, query = one.target.partition("?")
    yield "another address", one.but(target=f"/elsewhere{path}?{query}")
    yield "another method", one.but(method="DELETE")
    for name, _ in one.query():
        if f"{name}=" in query:
            yield f"parameter {name}", one.but(target=one.target.replace(f"{name}=", f"{name}X=", 1))
    if one.body:
        yield "no body", one.but(body=b"")
        kept = tuple(pair for pair in one.headers if pair[0].lower() != "content-type")
        yield "another type", one.but(headers=(*kept, ("Content-Type", "text/csv")))
    if one.kind() == "multipart/form-data":
        yield "another field", one.but(body=one.body.replace(b'name="file"', b'name="upload"'))
        kept = tuple(pair for pair in one.headers if pair[0].lower() != "x-atlassian-token")
        if kept != one.headers:
            yield "no header", one.but(headers=kept)
    if one.kind() == "application/json":
        value = json.loads(one.body)
        for name in value:
            yield f"field {name}", one.but(body=renamed(value, name))
    if one.kind() == "application/json-patch+json":
        value = json.loads(one.body)
        yield "an unknown operation", one.but(body=json.dumps([{**value[0], "op": "put"}]).encode())
        yield "no path", one.but(body=json.dumps([{"op": "add"}]).encode())


def spoilt_answers(one: Exchange) -> Iterator[tuple[str, Exchange]]:
    yield "another code", one.but(status=299)
    kind = next((value for name, value in one.answer_headers if name == "Content-Type"), "")
    if one.status < 300 and one.answer and kind == "application/json":
        yield "another kind of answer", one.but(answer=b'"words"')
        value = json.loads(one.answer)
        if isinstance(value, dict) and isinstance(value.get("id"), str | int):
            other: Any = 5 if isinstance(value["id"], str) else "five"
            yield "an id of another type", one.but(answer=json.dumps({**value, "id": other}).encode())


def test_a_spoilt_exchange_is_refused(recorder: Recorder, request: pytest.FixtureRequest) -> None:
    """Whatever is changed of a good request or a good answer, in turn, the contract says so."""
    seen: set[tuple[str, str, str]] = set()
    passed = []
    for one in recorder.inside():
        if one.status >= 300:
            continue
        for what, spoilt in [*spoilt_requests(one), *spoilt_answers(one)]:
            mark = (one.method, one.target.partition("?")[0].rpartition("/")[2], what)
            if spoilt == one or mark in seen:
                continue
            seen.add(mark)
            if not recorder.contract.breaches(spoilt):
                passed.append(mark)
    assert passed == []
    assert len(seen) > 20


def test_a_request_without_its_token_is_refused(recorder: Recorder) -> None:
    """Where the document says how to sign in, a request that does not is no request of it."""
    if not any("securitySchemes" in document["components"] for _, document in recorder.contract.documents):
        pytest.skip("GitHub's document says nothing of signing in")
    for one in recorder.inside():
        bare = tuple(pair for pair in one.headers if pair[0].lower() not in ("authorization", "private-token"))
        assert recorder.contract.breaches(one.but(headers=bare))
