"""`memo.render.fetcher`: the engine is given what the page carries, and nothing else from anywhere."""

from __future__ import annotations

import base64

import pytest

from memo.render.fetcher import closed
from memo.render.pdf import engine


@pytest.mark.parametrize("kind", ["image/png", "image/svg+xml"])
def test_an_image_that_the_page_carries_is_given_back(kind: str) -> None:
    """A house's logo stands in the page as its own bytes and comes back as they are, under its own type."""
    packed = base64.b64encode(b"the \x00 image;base64,").decode()
    answer = closed(engine()).fetch(f"data:{kind};base64,{packed}", {"X": "y"})
    assert answer.read() == b"the \x00 image;base64,"
    assert (answer.url, answer.content_type) == (f"data:{kind};base64,{packed}", kind)


@pytest.mark.parametrize(
    "address",
    [
        "https://vendor.example/logo.png",
        "http://127.0.0.1/",
        "file:///etc/hostname",
        "//host/share",
        "logo.png",
        "",
        "image/png;base64,AA==",
        "data:,words",
        "data:text/html;base64,AA==",
        "data:image/png,AA==",
        "data:IMAGE/PNG;base64,AA==",
        "data:image/gif;base64,AA==",
        "data:application/pdf;base64,AA==",
    ],
)
def test_nothing_else_is_opened(address: str) -> None:
    """Whatever else a page asks for is refused by its address, in an error that nothing of the engine passes over."""
    weasyprint = engine()
    with pytest.raises(weasyprint.urls.FatalURLFetchingError) as raised:
        closed(weasyprint).fetch(address)
    assert str(raised.value) == f"memo fetches nothing; refused: {address}"
    assert not isinstance(raised.value, Exception)


def test_a_long_address_is_cut_in_the_message() -> None:
    """The message holds the beginning of an address, however long it is."""
    weasyprint = engine()
    with pytest.raises(weasyprint.urls.FatalURLFetchingError) as raised:
        closed(weasyprint).fetch("x" * 81)
    assert str(raised.value) == "memo fetches nothing; refused: " + "x" * 80


def test_the_fetcher_is_one_of_the_engine_s() -> None:
    """The engine takes it for its own kind, so that it asks no other."""
    weasyprint = engine()
    assert isinstance(closed(weasyprint), weasyprint.urls.URLFetcher)
