"""Confluence and Azure DevOps cannot be run here: servers of the tests' own answer as their documentation says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memo.publish.parcel import Parcel
from tests.publish.conftest import Sender, parcel_of
from tests.publish.hosted import Azure, Confluence, served
from tests.publish.lifecycle import has_a_section, lives
from tests.support import faults_of

Make = Callable[..., Sender]


@pytest.mark.parametrize("hosting", ["cloud", "data-center"])
def test_confluence(hosting: str, sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """A page lives in Confluence, though the text that it keeps is never the text that was sent."""
    fake = Confluence(hosting == "cloud")

    def get(page: str) -> str:
        found = fake.page(title=page)
        assert found
        return str(found["text"])

    def edit(page: str, text: str) -> None:
        found = fake.page(title=page)
        assert found
        found |= {"revision": found["revision"] + 1, "text": found["text"] + f"<p>{text}</p>"}

    with served(fake) as url:
        user = {"user": "memo@example.com"} if fake.cloud else {}
        wiki = sender(kind="confluence", url=url, space="LEGAL", parent="5", hosting=hosting, **user)
        lives(wiki, parcel, newer, get, edit)
        other = parcel_of(b"other", {"vendor": {"name": "Beta"}, "findings": [{"title": "Terms change"}]})
        both = [
            Parcel(parcel.document, parcel.pdf, parcel.review, "", "Acme"),
            Parcel(other.document, other.pdf, other.review, "", "Beta"),
        ]
        has_a_section(wiki, both, get, edit)
        assert wiki(parcel).url.endswith("pageId=100")
        if fake.cloud:
            elsewhere = sender(kind="confluence", url=url, space="NONE", **user)
            assert [fault.code for fault in faults_of(elsewhere, parcel)] == ["remote-not-found"]
    assert all(content.startswith(b"%PDF") for content in fake.files.values())


def test_azure_wiki(sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """A page lives in the wiki of Azure DevOps; the pages above it are made, its file is read back from git."""
    fake = Azure()

    def get(page: str) -> str:
        return str(fake.pages[page]["text"])

    def edit(page: str, text: str) -> None:
        fake.pages[page] = {"text": get(page) + f"\n\n{text}\n", "etag": '"90"'}

    with served(fake) as url:
        wiki = sender(kind="azure-wiki", url=url, project="Legal Ops", wiki="Legal.wiki", folder="Vendors/Reviews")
        lives(wiki, parcel, newer, get, edit)
        other = parcel_of(b"other", {"vendor": {"name": "Beta"}, "findings": [{"title": "Terms change"}]})
        both = [
            Parcel(parcel.document, parcel.pdf, parcel.review, "", "Acme"),
            Parcel(other.document, other.pdf, other.review, "", "Beta"),
        ]
        has_a_section(wiki, both, get, edit)
    assert {"/Vendors", "/Vendors/Reviews"} <= set(fake.pages)
