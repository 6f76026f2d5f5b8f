"""Both renderings say the same: citations, ceilings, action numbers and audit statuses."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
from msgspec import Struct

from memo.api import Document
from memo.document import AuditRow, ExposureRow, PlanRow, Reference, TierRow
from memo.findings.read import Reading
from tests.support import TRAINING, memo_of, review
from tests.two_parsers import by_cmark, flat, seen_in_html


def all_of(value: Any, kind: type) -> Iterator[Any]:
    """Yield every value of a kind that a memo holds."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from all_of(getattr(value, name), kind)
    elif isinstance(value, tuple):
        for inner in value:
            yield from all_of(inner, kind)


def wanted(document: Document) -> dict[str, set[str]]:
    """Return what both renderings must say."""
    memo = document.memo
    tiers = list(all_of(memo, TierRow))
    rows = list(all_of(memo, ExposureRow))
    return {
        "citations": {r.text for r in all_of(memo, Reference)}
        | {t.citation for t in tiers}
        | {b for row in memo.plan for b in row.basis},
        "ceilings": {t.ceiling for t in tiers} | {figure for row in rows for figure in (row.vendor, row.client)},
        "actions": {row.number for row in all_of(memo, PlanRow)},
        "action titles": {row.title for row in memo.plan},
        "audit": {row.text for row in all_of(memo, AuditRow)}
        | {row.status_label for row in memo.audit}
        | {row.result for row in memo.audit},
        "authorities": {row.name for group in memo.authorities for row in group.rows},
        "dates": {entry.written for entry in memo.timeline},
        "reasons": {
            e for p in memo.findings for r in p.regimes for x in (*r.primary, *r.supporting) for e in (x.reason,)
        },
        "conditions": set(memo.bottom_line.conditions),
    }


def _bare(text: str) -> str:
    """Return a text without what a rendering may set in its own way: white space and the form of quotes."""
    return flat(text).replace(" ", "").translate(str.maketrans("’‘“”", "''\"\""))


DOUBTFUL = review(
    {**TRAINING, "citations": ["GDPR Art. 21", "GDPR Art. 6(7)", "Foo Act s. 1", "Art. 5"]},
    {"title": "Nothing that a law answers"},
    client={"people_in": ["DE", "US-CA", "BR", "KR"], "role": "controller"},
    vendor={"name": "Acme", "role": "controller", "turnover": {"amount": 900000000, "currency": "EUR"}},
)


@pytest.mark.parametrize("which", ["sample", "doubtful"])
@pytest.mark.parametrize("depth", ["citations", "full"])
def test_both_renderings_say_what_the_memo_says(sample: Reading, which: str, depth: str) -> None:
    """Every citation, ceiling, action, date, reason and audit status of the memo stands in Markdown and in HTML."""
    document = memo_of(sample if which == "sample" else DOUBTFUL, depth)
    renderings = {"markdown": by_cmark(document.to_markdown()).words, "html": seen_in_html(document.to_html()).words}
    for name, texts in wanted(document).items():
        for form, words in renderings.items():
            page = _bare(words)
            missing = sorted(text for text in texts if _bare(text).removesuffix(".") not in page)
            assert not missing, f"{form} lost {name}: {missing[:3]}"


def test_no_rendering_says_more_citations_than_the_memo(sample_memo: Document) -> None:
    """The law that a rendering links to is the law that the memo names."""
    known = {r.url for r in all_of(sample_memo.memo, Reference)}
    text = sample_memo.to_markdown()
    for target in seen_in_html(sample_memo.to_html()).targets:
        if target in known:
            assert target in text or "(" in target


def test_the_words_of_the_house_are_used_in_both() -> None:
    """The notice that a memo is no legal advice stands in every rendering."""
    document = memo_of(DOUBTFUL)
    notice = flat(document.memo.words["notice"])
    assert notice in by_cmark(document.to_markdown()).words
    assert notice in seen_in_html(document.to_html()).words


MONTHS = "|".join(calendar.month_name[1:])
SMALL = review(
    {**TRAINING, "citations": ["GDPR Art. 21"]},
    client={"name": "Example GmbH", "people_in": ["DE", "US-CA"], "role": "controller"},
    vendor={"name": "Acme", "role": "controller", "turnover": {"amount": 900000000, "currency": "EUR"}},
)


def _printed(text: str) -> str:
    """Return a text without white space and without the hyphens and joins that the end of a line may bring."""
    return re.sub(r"[-\u2010\u00ad\u200b\u2060]", "", _bare(text))


def test_the_pages_say_what_markdown_and_html_say() -> None:
    """Citations, ceilings, authorities, action ids, dates and sums are the same in Markdown, HTML and the PDF's text."""
    document = memo_of(SMALL)
    pdf = pypdf.PdfReader(io.BytesIO(document.to_pdf()), strict=True)
    forms = {
        "markdown": _printed(by_cmark(document.to_markdown()).words),
        "html": _printed(seen_in_html(document.to_html()).words),
        "pdf": _printed("".join(page.extract_text() for page in pdf.pages)),
    }
    facts = wanted(document)
    for name in ("citations", "ceilings", "authorities", "actions", "dates"):
        texts = {_printed(text).removesuffix(".") for text in facts[name]}
        assert texts
        for form, words in forms.items():
            assert not sorted(text for text in texts if text not in words), f"{form} lost {name}"
    sums = {form: set(re.findall(r"(?:EUR|USD)[\d,]+\d", words)) for form, words in forms.items()}
    # months by name, as "8 Law as of 2026" at the foot of a page is no day; the last figure of a day alone: without spaces the number of an item may stand before the first
    days = {form: set(re.findall(rf"\d(?:{MONTHS})20\d\d", words)) for form, words in forms.items()}
    for found in (sums, days):
        assert found["markdown"]
        assert found["markdown"] == found["html"] == found["pdf"]
