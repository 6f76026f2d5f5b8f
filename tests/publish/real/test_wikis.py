"""Memos in wikis that really run: `bash scripts/real-servers` starts them and says where they are."""

from __future__ import annotations

import os
import re
import xmlrpc.client
from collections.abc import Callable
from contextlib import closing
from typing import Any

import httpx
import pytest

from memo.publish.parcel import Parcel
from tests.publish.conftest import REVIEW, Sender, parcel_of
from tests.publish.lifecycle import has_a_section, lives

Make = Callable[..., Sender]


def _named(*names: str) -> list[str]:
    values = [os.environ.get(name, "") for name in names]
    if not all(values):
        pytest.skip(f"{', '.join(names)} are not set: bash scripts/real-servers")
    return values


def _fresh(parcel: Parcel) -> Parcel:
    """Return the parcel under a review of its own, so that a wiki that is used again does not know it."""
    return Parcel(parcel.document, parcel.pdf, f"{parcel.review}-{os.urandom(4).hex()}", parcel.file, parcel.vendor)


def _pair(parcel: Parcel, newer: Parcel) -> tuple[Parcel, Parcel]:
    one = _fresh(parcel)
    return one, Parcel(newer.document, newer.pdf, one.review)


def _section() -> list[Parcel]:
    other: dict[str, Any] = {**REVIEW, "vendor": {"name": "Müller & Söhne [x] | y"}, "review": {"date": "2026-11-25"}}
    both = [parcel_of(), parcel_of(b"other", other)]
    return [_fresh(Parcel(p.document, p.pdf, p.review, "", v)) for p, v in zip(both, ("Acme", "Müller"), strict=True)]


def test_mediawiki(sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """MediaWiki, by a bot password; a person edits over the same API."""
    url, user, password = _named("MEDIAWIKI_URL", "MEDIAWIKI_USER", "MEDIAWIKI_PASSWORD")
    client = httpx.Client(base_url=url)  # it holds the session

    def ask(**values: str) -> Any:
        return client.post("/api.php", data={"format": "json", "formatversion": "2", **values}).json()

    token = ask(action="query", meta="tokens", type="login")["query"]["tokens"]["logintoken"]
    ask(action="login", lgname=user, lgpassword=password, lgtoken=token)

    def get(page: str) -> str:
        found = ask(action="query", prop="revisions", titles=page, rvprop="content", rvslots="main")
        return str(found["query"]["pages"][0]["revisions"][0]["slots"]["main"]["content"])

    def edit(page: str, text: str) -> None:
        token = ask(action="query", meta="tokens")["query"]["tokens"]["csrftoken"]
        assert "edit" in ask(action="edit", title=page, appendtext=f"\n\n{text}", token=token)

    with closing(client):
        wiki = sender(
            password, kind="mediawiki", url=url, user=user, prefix="Reviews/", index=f"i-{os.urandom(4).hex()}"
        )
        lives(wiki, *_pair(parcel, newer), get, edit)
        has_a_section(wiki, _section(), get, edit)


def test_dokuwiki(sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """DokuWiki, over XML-RPC."""
    url, user, password = _named("DOKUWIKI_URL", "DOKUWIKI_USER", "DOKUWIKI_PASSWORD")

    def call(method: str, *words: Any) -> Any:
        body = xmlrpc.client.dumps(words, method)
        [value], _ = xmlrpc.client.loads(
            httpx.post(
                f"{url}/lib/exe/xmlrpc.php", content=body, auth=(user, password), headers={"Content-Type": "text/xml"}
            ).content
        )
        return value

    def edit(page: str, text: str) -> None:
        call("wiki.putPage", page, get(page) + f"\n\n{text}\n", {})

    def get(page: str) -> str:
        return str(call("wiki.getPage", page))

    wiki = sender(password, kind="dokuwiki", url=url, user=user, namespace="reviews", index=f"i-{os.urandom(4).hex()}")
    lives(wiki, *_pair(parcel, newer), get, edit)
    has_a_section(wiki, _section(), get, edit)


def test_redmine_wiki(sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """The wiki of a Redmine project, with a key."""
    url, key = _named("REDMINE_URL", "REDMINE_KEY")
    project = os.environ.get("REDMINE_PROJECT", "procurement")
    with httpx.Client(base_url=url, headers={"X-Redmine-API-Key": key}) as client:

        def get(page: str) -> str:
            return str(client.get(f"/projects/{project}/wiki/{page}.json").json()["wiki_page"]["text"])

        def edit(page: str, text: str) -> None:
            text = re.sub(r"\r\n", "\n", get(page)) + f"\n\n{text}\n"
            client.put(f"/projects/{project}/wiki/{page}.json", json={"wiki_page": {"text": text}}).raise_for_status()

        wiki = sender(key, kind="redmine-wiki", url=url, project=project, index=f"i-{os.urandom(4).hex()}")
        lives(wiki, *_pair(parcel, newer), get, edit)
        has_a_section(wiki, _section(), get, edit)
