"""`memo.render.html`: every field escaped, nothing evaluated, nothing fetched, template faults named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from memo.api import Document
from memo.render.html import TemplateError, html
from tests.support import CHECKOUT, TRAINING, memo_of, refusal, review
from tests.two_parsers import seen_in_html

ATTACK = "<script>alert(1)</script>{{ 7919*6007 }}{% raw %}\"'><img src=x onerror=alert(2)>"
PRODUCT = str(7919 * 6007)
LINES: dict[str, Any] = {
    "review.title": ATTACK, "review.to": ATTACK, "review.from": ATTACK, "review.reference": ATTACK,
    "review.classification": ATTACK,
    "client.name": ATTACK, "client.sectors": [ATTACK],
    "vendor.name": ATTACK, "vendor.product": ATTACK,
    "documents.title": ATTACK, "documents.version": ATTACK,
    "documents.url": "https://a.bc/" + ATTACK.replace(" ", "%20"),
    "finding.title": ATTACK, "finding.section": ATTACK, "finding.quote": ATTACK, "finding.summary": ATTACK,
    "finding.impact": ATTACK, "finding.analysis": ATTACK, "finding.people": [ATTACK],
    "finding.data_categories": [ATTACK],
    "finding.citations": [ATTACK], "finding.comparisons": [{"vendor": ATTACK, "quote": ATTACK, "note": ATTACK}],
    "finding.actions": [{"title": ATTACK, "owner": ATTACK}],
}  # fmt: skip


def attacked(field: str) -> Document:
    """Return a memo whose input holds the attack in one field."""
    parts: dict[str, Any] = {
        "review": {"date": "2026-11-25"}, "client": {"people_in": ["DE", "US-CA"]}, "vendor": {"name": "Acme"},
        "documents": [{"id": "d", "title": "Terms"}],
    }  # fmt: skip
    finding: dict[str, Any] = {**TRAINING, "document": "d"}
    group, _, key = field.partition(".")
    target = finding if group == "finding" else parts["documents"][0] if group == "documents" else parts[group]
    target[key] = LINES[field]
    return memo_of(review(finding, **parts))


@pytest.mark.parametrize("field", LINES)
def test_no_field_becomes_markup_or_program(field: str) -> None:
    """Whatever field an attack stands in, it is shown as typed: no tag, no attribute, no sum of it."""
    text = attacked(field).to_html()
    found = seen_in_html(text)
    assert "script" not in found.tags
    assert "img" not in found.tags
    assert PRODUCT not in text
    assert not [name for name in found.attributes if name.startswith("on")]
    assert set(found.tags) == set(seen_in_html(attacked_plain(field).to_html()).tags)


def attacked_plain(field: str) -> Document:
    """Return the same memo with plain words in place of the attack."""
    kept = LINES[field]
    plain = {
        str: "plain words" if field != "documents.url" else "https://a.bc/x",
        list: [dict.fromkeys(entry, "plain words") if isinstance(entry, dict) else "plain words" for entry in kept]
        if isinstance(kept, list)
        else [],
    }[type(kept)]
    LINES[field] = plain
    try:
        return attacked(field)
    finally:
        LINES[field] = kept


@pytest.mark.parametrize("field", [f for f in LINES if f not in {"documents.url", "client.sectors"}])
def test_the_attack_is_shown_as_typed(field: str) -> None:
    """Text is neither stripped nor decoded: a reader sees exactly what was typed."""
    words = "".join(seen_in_html(attacked(field).to_html()).text.split())
    shown = "<script>alert(1)</script>{{ 7919*6007 }}".replace(" ", "").replace("-", "")
    assert shown in words.replace("-", "").replace("<Script>", "<script>")


def test_the_page_fetches_nothing(sample_memo: Document) -> None:
    """The HTML is whole in itself: no script, frame, image, style sheet or font is taken from anywhere."""
    text = sample_memo.to_html()
    found = seen_in_html(text)
    assert not set(found.tags) & {
        "script",
        "iframe",
        "img",
        "link",
        "object",
        "embed",
        "form",
        "base",
        "video",
        "image",
        "use",
    }
    assert "url(" not in text.split("<body", 1)[0].replace("target-counter(attr(href url)", "").replace(
        "attr(href url)", ""
    )
    assert "@import" not in text
    assert "javascript:" not in text
    assert "xlink" not in text and "foreignobject" not in found.tags  # the drawing holds shapes and words alone


def test_every_anchor_exists(sample_memo: Document) -> None:
    """Each link inside the page leads to a place of the page, and no place has two names alike."""
    text = sample_memo.to_html()
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    targets = {target[1:] for target in seen_in_html(text).targets if target.startswith("#")}
    assert targets <= set(ids)


def test_ids_that_differ_in_marks_alone_have_places_of_their_own() -> None:
    """Findings whose ids are alike, or like an action's number, are not linked to one place."""
    text = memo_of(
        review(
            {"id": "a.b", "title": "x"},
            {"id": "a-b", "title": "y"},
            {"id": "a_b", "title": "z"},
            {"id": "A-1", "title": "t", "actions": [{"title": "u"}]},
        )
    ).to_html()
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert text.count('<article class="finding"') == 4
    assert len(ids) == len(set(ids))


def test_the_page_says_its_language_and_title(sample_memo: Document) -> None:
    """The page names its language and title, for screen readers and the PDF's metadata."""
    text = sample_memo.to_html()
    assert '<html lang="en">' in text
    assert "<title>" in text


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the templates that a test may spoil."""
    return Path(shutil.copytree(CHECKOUT / "templates", tmp_path / "templates"))


@pytest.mark.parametrize(
    ("name", "added", "code"),
    [
        ("parts/header.html.j2", "{{ memo.no_such_field }}", "undefined-in-template"),
        ("parts/header.html.j2", "{{ nobody.field }}", "undefined-in-template"),
        ("parts/header.html.j2", "{% if %}", "bad-template"),
        ("memo.html.j2", "{% block %}", "bad-template"),
    ],
)
def test_a_fault_of_a_template_names_its_file_and_line(
    templates: Path, sample_memo: Document, name: str, added: str, code: str
) -> None:
    """An undefined word or a broken tag in a template is an error with the template's file and line."""
    path = templates / name
    path.write_text(path.read_text(encoding="utf-8") + f"\n{added}\n", encoding="utf-8")
    fault = refusal(html, sample_memo.memo, templates)
    assert fault.code == code
    assert fault.place.file.endswith(name)
    assert fault.place.line == len(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))


@pytest.mark.parametrize(
    "escape",
    [
        "{{ memo.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ memo.findings.append(1) }}",
        "{{ '{0.__class__}'.format(memo) }}",
        "{{ memo|attr('__class__') }}",
    ],
)
def test_a_template_is_kept_in_its_box(templates: Path, sample_memo: Document, escape: str) -> None:
    """A template sees plain data only: it reaches no object of Python and changes nothing."""
    path = templates / "parts" / "header.html.j2"
    path.write_text(path.read_text(encoding="utf-8") + f"\n[[{escape}]]\n", encoding="utf-8")
    try:
        text = html(sample_memo.memo, templates)
    except Exception as error:
        assert isinstance(error, TemplateError) or type(error).__name__ == "SecurityError"
    else:
        assert "&lt;class" not in text.split("[[", 1)[1].split("]]", 1)[0]


def test_markup_is_made_in_one_place() -> None:
    """No template marks text as safe, and one module alone makes markup: of the packaged style sheet."""
    for path in (CHECKOUT / "templates").rglob("*.j2"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape\s+false|\|\s*tojson", source), path.name
    makers = [p.name for p in (CHECKOUT / "memo").rglob("*.py") if "Markup(" in p.read_text(encoding="utf-8")]
    assert makers == ["html.py"]


def test_straight_quotes_of_a_reviewer_are_set_as_the_memo_s_language_writes_them() -> None:
    """Titles and prose have curled quotes on the page, across emphasis too; a clause, code and Markdown stay as typed."""
    written = {
        **TRAINING,
        "title": 'The vendor\'s "opt-out"',
        "summary": 'They say "**no**" and `"raw"`; it isn\'t "so".',
        "quote": 'We may use your "Inputs".',
    }
    english = memo_of(review(written))
    page = english.to_html()
    assert "The vendor’s “opt-out”" in page
    assert "They say “<strong>no</strong>” and <code>&#34;raw&#34;</code>; it isn’t “so”." in page
    assert "We may use your &#34;Inputs&#34;." in page
    assert 'They say "**no**"' in english.to_markdown()
    german = memo_of(review(written, review={"date": "2026-11-25", "language": "de"})).to_html()
    assert "They say „<strong>no</strong>“" in german
    french = memo_of(review(written, review={"date": "2026-11-25", "language": "fr"})).to_html()
    assert "«\u00a0<strong>no</strong>\u00a0»" in french
