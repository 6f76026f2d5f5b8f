"""Every wiki target by the same rules as the real ones: made, left alone, updated, not written over; with an index."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memo.publish.parcel import Parcel
from memo.publish.settings import kinds, module_of
from memo.publish.wiki import Wiki
from tests.publish.conftest import Sender, parcel_of
from tests.publish.hosted import served
from tests.publish.lifecycle import has_a_section, lives
from tests.publish.wiki_fakes import WIKIS, DokuWiki, Kept, MediaWiki
from tests.support import faults_of

Make = Callable[..., Sender]


def test_every_wiki_target_is_tried() -> None:
    """A wiki target without a server to try it on may not exist."""
    tried = {wiki.settings["kind"] for wiki in WIKIS} | {"confluence", "azure-wiki", "git-wiki"}
    assert {kind for kind in kinds() if issubclass(module_of(kind).Adapter, Wiki)} == tried


@pytest.mark.parametrize("wiki", WIKIS, ids=lambda wiki: wiki.__name__)
def test_a_page_lives_and_a_folder_is_a_section(wiki: type[Kept], sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """A page is made, left alone, updated, kept where it was edited; several have an index of which the same holds."""
    fake = wiki()
    with served(fake) as url:
        it = sender(url=url, **fake.settings)
        lives(it, parcel, newer, fake.get, fake.edit)
        other: dict[str, Any] = {"vendor": {"name": "Beta"}, "findings": [{"title": "Terms change"}]}
        beta = parcel_of(b"other", other)
        both = [
            Parcel(parcel.document, parcel.pdf, parcel.review, "", "Acme"),
            Parcel(beta.document, beta.pdf, beta.review, "", "Beta"),
        ]
        has_a_section(it, both, fake.get, fake.edit)


@pytest.mark.parametrize("wiki", WIKIS, ids=lambda wiki: wiki.__name__)
def test_a_wrong_token_is_refused_and_not_told(wiki: type[Kept], sender: Make, parcel: Parcel) -> None:
    """The wiki refuses, nothing was written, and no message says the token."""
    fake = wiki()
    if wiki.authorisation.startswith("Basic"):
        fake.authorisation = "Basic the-right-one"
    with served(fake) as url:
        wrong = sender("wr0ng-token", url=url, **fake.settings)
        faults = faults_of(wrong, parcel)
    assert [fault.code for fault in faults] == ["remote-unauthorised"]
    assert "wr0ng" not in "".join(map(str, faults))
    assert not fake.texts


def test_what_somebody_wrote_meanwhile_is_a_conflict(sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """Between reading and writing MediaWiki's page changed: the write is refused and their words stay."""
    fake = MediaWiki()
    with served(fake) as url:
        it = sender(url=url, **fake.settings)
        page = it(parcel).name
        done = fake.done

        def meanwhile(said: dict[str, str], request: Any) -> Any:
            if said["action"] == "edit":
                fake.edit(page, "At this very moment.")
            return done(said, request)

        fake.done = meanwhile  # type: ignore[method-assign]
        assert [fault.code for fault in faults_of(it, newer)] == ["remote-conflict"]
    assert "At this very moment." in fake.get(page)


def test_a_page_is_written_after_the_file_that_it_leads_to(sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """MediaWiki keeps a page as it showed it first; and a page of somebody else gets no file of memo's either."""
    fake = MediaWiki()
    seen: list[str] = []
    fake.check = lambda request, response: seen.append(request.form.get("action", ""))
    with served(fake) as url:
        it = sender(url=url, **fake.settings)
        receipt = it(parcel)
        assert seen.index("upload") < seen.index("edit")
        fake.edit(receipt.name, "A note of a colleague.")
        assert [fault.code for fault in faults_of(it, newer)] == ["remote-edited"]
    assert list(fake.files) == [parcel.name]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_answer_with_a_document_type_is_not_parsed(sender: Make, parcel: Parcel, encoding: str) -> None:
    """The entities of a document type could make much of little, so a DokuWiki that sends one is refused."""
    fake = DokuWiki()
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "1">]><methodResponse><params><param><value><struct>'
        "<member><name>version</name><value><int>&a;</int></value></member></struct></value></param></params>"
        "</methodResponse>"
    )
    fake.answer = lambda *_: (200, bomb.encode(encoding), {})  # type: ignore[method-assign]
    with served(fake) as url:
        faults = faults_of(sender(url=url, **fake.settings), parcel)
    assert [fault.code for fault in faults] == ["remote-answer"]
    assert not fake.texts
