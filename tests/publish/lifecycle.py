"""What must hold of every wiki, whether it is the wiki itself or a server of the tests' own."""

from __future__ import annotations

from collections.abc import Callable

from memo.publish.deliver import Courier
from memo.publish.parcel import Parcel
from memo.publish.receipt import Receipt
from memo.publish.settings import read_targets
from tests.publish.conftest import TOKEN, Sender
from tests.support import faults_of

Edit = Callable[[str, str], None]
"""Adds a text to the page of a name, as a person would."""
Get = Callable[[str], str]
"""Returns the text of the page of a name, as the wiki keeps it."""


def lives(wiki: Sender, parcel: Parcel, newer: Parcel, get: Get, edit: Edit, files: bool = True) -> None:
    """Create, leave alone, update, refuse what somebody edited, write over it when told to."""
    first = wiki(parcel)
    assert first.state == "created"
    assert first.digest == parcel.digest
    assert first.read_back is (True if files else None)
    assert first.url
    text = get(first.name)
    assert "A-1" in text
    assert parcel.name in text

    again = wiki(parcel)
    assert (again.state, again.done, again.version) == ("unchanged", [], first.version)
    assert get(first.name) == text

    dry = wiki(newer, dry_run=True)
    assert (dry.state, dry.done) == ("dry-run", [])
    assert not wiki.token or wiki.token not in "\n".join(wiki.shown)
    assert "not sent: " in "\n".join(wiki.shown)
    assert get(first.name) == text

    second = wiki(newer)
    assert (second.state, second.name) == ("updated", first.name)
    assert second.version != first.version
    assert "Ask again" in get(first.name)

    edit(first.name, "A note of a colleague.")
    assert [fault.code for fault in faults_of(wiki, parcel)] == ["remote-edited"]
    assert "A note of a colleague." in get(first.name)
    forced = wiki(parcel, force=True)
    assert forced.state == "updated"
    assert "A note of a colleague." not in get(first.name)


def has_a_section(wiki: Sender, parcels: list[Parcel], get: Get, edit: Edit) -> None:
    """Several memos have a page that leads to each; the same again changes nothing; an edit is not written over."""
    receipts = [wiki(parcel) for parcel in parcels]
    path = wiki.folder / "memo.toml"
    settings = read_targets(path)["it"]
    import os

    environment = {"PATH": os.environ["PATH"], "HOME": str(wiki.folder), "MEMO_TOKEN_IT": wiki.token}
    courier = Courier("it", settings, environment, dry_run=False, say=lambda text: None)

    def indexed(force: bool = False) -> Receipt:
        receipt = Receipt("", "it", settings.kind)
        courier.index(parcels, receipt, force=force)
        return receipt

    first, second = indexed(), indexed()
    assert (first.state, second.state, second.done) == ("created", "unchanged", [])
    text = get(first.name)
    for parcel, receipt in zip(parcels, receipts, strict=True):
        name = receipt.name.rpartition("/")[2]
        assert name in text or name.replace(" ", "-") in text
        assert parcel.vendor in text
        assert parcel.memo.bottom_line.label in text

    edit(first.name, "A row of a colleague.")
    assert [fault.code for fault in faults_of(indexed)] == ["remote-edited"]
    assert "A row of a colleague." in get(first.name)
    assert indexed(force=True).state == "updated"
    assert "A row of a colleague." not in get(first.name)


__all__ = ["TOKEN", "has_a_section", "lives"]
