"""A server that answers what its system never answers: an error of the target, with what it is, and never of memo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from werkzeug.wrappers import Request, Response

from memo.errors import MemoError
from memo.publish.failure import RemoteError
from memo.publish.parcel import Parcel
from memo.publish.settings import kinds
from tests.publish import fakes
from tests.publish.conftest import TOKEN, Sender
from tests.publish.fakes import FAKES
from tests.publish.wiki_fakes import WIKIS

Make = Callable[..., Sender]

TARGETS: dict[str, dict[str, Any]] = {
    **{fake.kind: {"ticket": fake.number, **fake.settings} for fake in FAKES},
    **{wiki.settings["kind"]: {k: v for k, v in wiki.settings.items() if k != "kind"} for wiki in WIKIS},
    "confluence": {"space": "LEGAL", "hosting": "data-center"},
    "azure-wiki": {"project": "p", "wiki": "w"},
}
BODIES = ["[]", "{}", "null", "1", '"words"', "[1]", '[{"id": []}]', '{"error": 1}', "<html>", "", "\ufffd"]


class Same(fakes.Fake):
    """A server that answers every request alike."""

    kind = ""
    number = ""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.body = body

    def answered(self, request: Request) -> Response:
        return Response(self.body, 200, content_type="application/json")


@contextmanager
def answering(body: str) -> Iterator[str]:
    server = Same(body)
    with server.running():
        yield server.base


def test_every_target_over_http_is_tried() -> None:
    """A target that reads answers over HTTP may not be left out; these three read none, or not over HTTP alone."""
    assert set(TARGETS) == set(kinds()) - {"email", "git-wiki", "roundup"}


@pytest.mark.parametrize("kind", TARGETS)
def test_an_answer_of_the_wrong_form_is_the_server_s_fault(kind: str, sender: Make, parcel: Parcel) -> None:
    """Whatever JSON, page or nothing comes back, memo fails with what the target did, and says no token."""
    for body in BODIES:
        with answering(body) as url:
            it = sender(kind=kind, url=url, **TARGETS[kind])
            try:
                it(parcel, actions=False)
            except RemoteError as error:
                assert {fault.code for fault in error.faults} <= {
                    "remote-answer", "remote-invalid", "remote-not-found", "remote-unauthorised", "remote-forbidden",
                    "remote-edited",
                }, (body, error)  # fmt: skip
                told = " ".join(map(str, error.faults))
                assert "targets.it" in told
                assert TOKEN not in told
            except MemoError as error:
                raise AssertionError((body, error)) from error
            else:
                raise AssertionError(f"{kind} took {body!r} for an answer: {it.receipt}")
