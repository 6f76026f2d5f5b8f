"""A section of a wiki: the page that leads to the memos of a run, each in a row."""

from __future__ import annotations

from datetime import date
from typing import Any

from memo.findings.model import SEVERITIES
from memo.language.words import words_for
from memo.publish.parcel import Parcel
from memo.publish.receipt import Receipt
from memo.publish.wiki import Wiki, put
from memo.render.blocks import Heading, Line, Page, PageRef, Paragraph, Rating, Table, line
from memo.render.dialects.known import writer


def bring(wiki: Wiki, parcels: list[Parcel], receipt: Receipt, *, force: bool = False) -> None:
    """Write the index of these memos unless it already says this; the receipt is filled on the way."""
    page = wiki.page_name(wiki.settings.index)
    receipt.name, receipt.url = page, wiki.url(page)
    text = writer(index_page(wiki, parcels), wiki.dialect).written()
    receipt.state, receipt.version = put(wiki, page, text, receipt, force=force)
    receipt.url = wiki.url(page)
    if receipt.done:
        receipt.version = wiki.finish(page) or receipt.version
    if wiki.wire.dry_run:
        receipt.state = "dry-run"


def index_page(wiki: Wiki, parcels: list[Parcel]) -> Page:
    """Return the page: vendor, date, decision, highest severity and open actions of each memo, the gravest first."""
    first = parcels[0].memo
    say, count = words_for(first.language).say, words_for(first.language).count
    title = say("Vendor reviews")
    head = (say("Vendor"), say("Date"), first.words["decision"], say("Highest severity"), say("Open actions"))
    rows = tuple(_row(wiki, parcel) for parcel in sorted(parcels, key=_place))
    blocks = (
        Heading(1, title),
        Paragraph((count(len(parcels), "{number} memo", "{number} memos"),)),
        Table(tuple(line(word) for word in head), rows),
    )
    return Page(title, first.language, max(parcel.memo.date for parcel in parcels), blocks)


def _place(parcel: Parcel) -> tuple[Any, ...]:
    grades = [SEVERITIES.index(row.severity) for row in parcel.memo.glance]
    return (min(grades, default=len(SEVERITIES)), _vendor(parcel).casefold(), parcel.review)


def _vendor(parcel: Parcel) -> str:
    return parcel.vendor or parcel.memo.subject


def _row(wiki: Wiki, parcel: Parcel) -> tuple[Line, ...]:
    memo = parcel.memo
    outcome = memo.bottom_line
    note = memo.words["proposed" if outcome.proposed else "reviewed"]
    worst = min(memo.glance, key=lambda row: SEVERITIES.index(row.severity), default=None)
    return (
        (PageRef(_vendor(parcel), wiki.page_link(wiki.page_name(parcel.review))),),
        line(words_for(memo.language).day(date.fromisoformat(memo.date))),
        line(f"{outcome.label} ({note})"),
        (Rating(worst.severity, worst.severity_label),) if worst else (),
        line(str(sum(not row.closed for row in memo.plan))),
    )
