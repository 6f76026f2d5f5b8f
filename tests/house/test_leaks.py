"""Nothing that is privileged or internal leaves with the shareable edition, in any form, layer or field of a file."""

from __future__ import annotations

import copy
import io

import pypdf
import pytest

from memo.api import Document
from tests.support import TRAINING, memo_of, review

MARK = "ZQX"
"""Part of every canary; a text of the program never holds it."""
PRIVILEGED = {
    **copy.deepcopy(TRAINING),
    "id": f"{MARK}id",
    "title": f"{MARK}title Inputs are used for training",
    "section": f"{MARK}section",
    "quote": f"{MARK}quote we train on inputs",
    "summary": f"{MARK}summary",
    "impact": f"{MARK}impact",
    "analysis": f"{MARK}analysis of GDPR Art. 6(1)(f)",
    "comparisons": [{"vendor": f"{MARK}rival", "quote": f"{MARK}their", "note": f"{MARK}note"}],
    "actions": [{"title": f"{MARK}action", "owner": "legal"}],
    "privileged": True,
}
OPEN = {**TRAINING, "title": "Plain words", "analysis": f"{MARK}own reading of GDPR Art. 21"}


def made(edition: str) -> Document:
    return memo_of(review(OPEN, PRIVILEGED), "full", edition)


def layers(document: Document) -> dict[str, str]:
    """Return every text that a recipient can read out of a memo, by where it lies."""
    reader = pypdf.PdfReader(io.BytesIO(document.to_pdf()))
    return {
        "Markdown": document.to_markdown(),
        "HTML": document.to_html(),
        "JSON": document.to_json(),
        "plan": str(document.plan("md")) + str(document.plan("json")) + str(document.plan("csv")),
        "pages": "".join(page.extract_text() for page in reader.pages),
        "metadata": str(reader.metadata) + str(reader.xmp_metadata and reader.xmp_metadata.stream.get_data()),
        "bookmarks": str(list(reader.outline)),
        "enclosed": "".join(f"{name}{content[0].decode()}" for name, content in reader.attachments.items()),
    }


def test_the_shareable_edition_holds_no_canary() -> None:
    """No field of a privileged finding and no analysis stands anywhere in the shareable edition."""
    found = [name for name, text in layers(made("shareable")).items() if MARK in text]
    assert found == []


@pytest.mark.parametrize("form", ["Markdown", "HTML", "JSON"])
def test_the_canaries_are_seen_where_they_may_stand(form: str) -> None:
    """The internal edition holds every canary, so that their absence elsewhere says something."""
    document = made("internal")
    text = {"Markdown": document.to_markdown, "HTML": document.to_html, "JSON": document.to_json}[form]()
    for name in ("title", "quote", "summary", "impact", "analysis", "rival", "action", "own"):
        assert f"{MARK}{name}" in text, name
