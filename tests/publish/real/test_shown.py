"""What a reader sees in each wiki that runs here: the page's words, the index, and the PDF behind its link.

With MEMO_SCREENSHOTS a folder gets each page as HTML and, where Chromium is
installed, as a picture of its beginning, to be looked at by a person.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
import pytest

from memo.findings.read import read as read_file
from memo.publish.deliver import Courier
from memo.publish.parcel import Parcel, review_of
from memo.publish.receipt import Receipt
from memo.publish.settings import read_targets
from tests.publish.conftest import Sender
from tests.support import EXAMPLES, memo_of

Make = Callable[..., Sender]


@dataclass
class Reader:
    """A person before one wiki: the target that memo publishes to, and how its pages are opened."""

    kind: str
    needs: tuple[str, ...]
    settings: Callable[[list[str]], dict[str, Any]]
    client: Callable[[list[str]], dict[str, Any]]


READERS = {
    "mediawiki": Reader(
        "mediawiki", ("MEDIAWIKI_URL", "MEDIAWIKI_PASSWORD", "MEDIAWIKI_USER"),
        lambda had: {"url": had[0], "user": had[2]}, lambda had: {},
    ),
    "dokuwiki": Reader(
        "dokuwiki", ("DOKUWIKI_URL", "DOKUWIKI_PASSWORD", "DOKUWIKI_USER"),
        lambda had: {"url": had[0], "user": had[2], "namespace": "shown"}, lambda had: {"auth": (had[2], had[1])},
    ),
    "redmine-wiki": Reader(
        "redmine-wiki", ("REDMINE_URL", "REDMINE_KEY"),
        lambda had: {"url": had[0], "project": "procurement"}, lambda had: {"headers": {"X-Redmine-API-Key": had[1]}},
    ),
    "gitit": Reader(
        "git-wiki", ("GITIT_URL", "GITIT_REPOSITORY"),
        lambda had: {"repository": had[1], "ending": "page", "page_url": had[0]}, lambda had: {},
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def parcels() -> list[Parcel]:
    """The largest and the smallest example, with their real PDFs."""
    made = []
    for name in ("anthropic-claude", "minimal"):
        reading = read_file(EXAMPLES / f"{name}.yaml")
        document = memo_of(reading)
        vendor = reading.findings.vendor.name
        made.append(Parcel(document, document.to_pdf(), review_of(reading, "internal"), name, vendor))
    return made


def words(html: str) -> str:
    """Return what a page shows, its letters that are not seen taken away."""
    html = re.sub(r"(?is)<(script|style|head)\b.*?</\1>", " ", html)
    plain = unescape(re.sub(r"<[^>]+>", " ", html))
    return " ".join(re.sub(r"[\u2060\u200b\u00ad]", "", plain).split())


def plain(text: str) -> str:
    """Return a text as gitit's typography may set it: quotes, dashes and spaces are as they come."""
    return re.sub(r"[\W_]+", " ", text).strip()


def kept(name: str, html: str, base: str) -> None:
    """Keep a page, and a picture of it, for a person."""
    folder = os.environ.get("MEMO_SCREENSHOTS")
    if not folder:
        return
    at = Path(folder).resolve()
    at.mkdir(parents=True, exist_ok=True)
    page = at / f"{name}.html"
    page.write_text(html.replace("<head>", f'<head><base href="{base}">', 1), encoding="utf-8")
    if program := shutil.which("chromium") or shutil.which("chromium-browser"):
        subprocess.run(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-sync", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
             "--window-size=1280,2400", f"--screenshot={at / name}.png", page.as_uri()],
            capture_output=True, timeout=120, check=True,
        )  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_a_reader_sees_the_memo_the_index_and_the_pdf(name: str, sender: Make, parcels: list[Parcel]) -> None:
    """Every finding's title is on the page, the index leads to it, and the PDF behind the link is the memo's."""
    reader = READERS[name]
    had = [os.environ.get(one, "") for one in reader.needs]
    if not all(had):
        pytest.skip(f"{name} does not run here; bash scripts/real-servers {name} starts it")
    token = had[1] if reader.kind != "git-wiki" else ""
    wiki = sender(token, kind=reader.kind, index="All-reviews" if name != "dokuwiki" else "all-reviews",
                  **reader.settings(had))  # fmt: skip
    receipts = [wiki(parcel) for parcel in parcels]
    assert [(one.state, one.read_back) for one in receipts] == [("created", True)] * 2
    settings = read_targets(wiki.folder / "memo.toml")["it"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(wiki.folder), "MEMO_TOKEN_IT": token}
    index = Receipt("", "it", settings.kind)
    Courier("it", settings, environment, dry_run=False, say=lambda text: None).index(parcels, index, force=False)

    with httpx.Client(timeout=120, follow_redirects=True, **reader.client(had)) as client:
        for parcel, receipt in zip(parcels, receipts, strict=True):
            began = time.monotonic()
            answer = client.get(receipt.url)
            assert answer.status_code == 200, receipt.url
            took = time.monotonic() - began
            kept(f"{name}-{parcel.file}", answer.text, receipt.url)
            seen = plain(words(answer.text))
            for finding in parcel.memo.findings:
                assert plain(finding.title) in seen, finding.title
            assert plain(parcel.memo.bottom_line.label) in seen
            [link] = {unescape(one) for one in re.findall(r'href="([^"]*)"', answer.text) if _leads(one, parcel.name)}
            found = client.get(urljoin(receipt.url, link))
            assert found.content == parcel.pdf, link
            print(f"{name}: {receipt.url}: {len(answer.text)} characters of HTML in {took:.1f} s, PDF the same")
        answer = client.get(index.url)
        kept(f"{name}-index", answer.text, index.url)
        seen = plain(words(answer.text))
        for parcel, receipt in zip(parcels, receipts, strict=True):
            assert plain(parcel.vendor) in seen
            last = receipt.name.rpartition("/")[2].rpartition(":")[2]
            assert re.search(rf'href="[^"]*{re.escape(last)}(?:\?[^"]*)?"', answer.text), last


def _leads(link: str, name: str) -> bool:
    """Whether a link is to the file itself, not to a page about it."""
    return name.casefold() in link.casefold() and not re.search(r"tab_details|/File:|do=media", link)
