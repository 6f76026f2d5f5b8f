"""`memo.render.dialects`: in every wiki a reader sees the words that were meant, and no wiki acts on them.

Held here by parsers that are quick: GitHub's own, markdown-it, Python-Markdown
with the extensions of MkDocs, Material and TechDocs, a parser of wikitext, one
of XML. `test_real.py` holds the same page against the wikis themselves.
"""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html import unescape
from pathlib import Path

import markdown as python_markdown
import mwparserfromhell
import pytest
from hypothesis import given, settings

from memo.api import Document
from memo.render import escape_wikis
from memo.render.blocks import Heading, Item, Page, Paragraph, Points, Strong, line
from memo.render.dialects.known import DIALECTS, NAMES, Name, writer
from memo.render.walk.page import memo_page
from tests.two_parsers import PARSERS, flat
from tests.unit.test_escape import TEXTS as ANY_TEXT
from tests.wikis.hostile import TEXTS, page, words
from tests.wikis.reader import Read, read, unmarked

PLAIN = ["toc", "tables", "fenced_code", "admonition"]
TECHDOCS = [
    *(*PLAIN, "attr_list", "def_list", "footnotes", "abbr", "md_in_html"),
    *(
        f"pymdownx.{name}"
        for name in (
            "arithmatex betterem caret critic details emoji inlinehilite keys magiclink mark smartsymbols snippets "
            "superfences tabbed tasklist tilde"
        ).split()
    ),
]
MAGIC = {"repo_url_shorthand": True, "social_url_shorthand": True, "user": "x", "repo": "y", "provider": "github"}


def by_cmark(text: str) -> Read:
    """Return what GitHub's own parser shows, with all its extensions and raw HTML on."""
    import cmarkgfm
    from cmarkgfm.cmark import Options

    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return read(cmarkgfm.github_flavored_markdown_to_html(body_of(text), options))


def by_python_markdown(extensions: list[str]) -> Callable[[str], Read]:
    """Return a reader that is Python-Markdown with extensions."""
    settings = {"pymdownx.magiclink": MAGIC} if "pymdownx.magiclink" in extensions else {}

    def reader(text: str) -> Read:
        return read(python_markdown.markdown(body_of(text), extensions=extensions, extension_configs=settings))

    return reader


def by_xml(text: str) -> Read:
    """Return what Confluence shows, by the names of its storage format."""
    root = ET.fromstring(f'<page xmlns:ac="ac" xmlns:ri="ri">{text}</page>')  # noqa: S314 - our own
    inner = ET.tostring(root, encoding="unicode")
    inner = re.sub(r"<ns\d+:parameter[^>]*>.*?</ns\d+:parameter>", "", inner)
    inner = re.sub(r"<ns\d+:task-(?:id|status)>.*?</ns\d+:task-\w+>", "<br/>", inner)
    inner = re.sub(r"</?ns\d+:plain-text-body>", "<br/>", inner)
    seen = read(re.sub(r"</?ns\d+:[^>]*>", "", inner))
    seen.tags.discard("page")
    return seen


def body_of(text: str) -> str:
    """Return a page without its front matter and the wiki's own mark for a table of contents."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return re.sub(r"\A(# .*\n\n)(?:\{\{>toc\}\}|\[\[_TOC_\]\])\n", r"\1", text)


READERS: dict[str, tuple[Name, Callable[[str], Read]]] = {
    "gfm": ("gfm", by_cmark),
    "redmine": ("redmine", by_cmark),
    "azure": ("azure", by_cmark),
    "mkdocs": ("mkdocs", by_python_markdown(PLAIN)),
    "mkdocs-techdocs": ("mkdocs", by_python_markdown(TECHDOCS)),
    "confluence": ("confluence", by_xml),
}
TAGS = set(
    "h1 h2 h3 h4 h5 p strong em code pre a ul ol li blockquote br table thead tbody tr th td input div span label".split()
)


@pytest.fixture(scope="module")
def hostile() -> Page:
    return page()


def expected(of: Page) -> list[str]:
    """Return the texts that a reader must see."""
    return [text for text in map(unmarked, words(of.blocks)) if text]


@pytest.mark.parametrize("name", READERS)
def test_a_reader_sees_the_words_that_were_meant(name: str, hostile: Page) -> None:
    """Every text in every place is shown as it is, and nothing is made of it but what the page is made of."""
    dialect, reader = READERS[name]
    seen = reader(writer(hostile, dialect).written())
    assert seen.texts == expected(hostile)
    assert seen.tags <= TAGS
    outward = [target for target in seen.targets if not target.startswith("#")]
    assert all(target.startswith("https://law.example/") for target in outward)
    assert len(outward) == len(TEXTS)


@pytest.mark.parametrize("name", [name for name in READERS if name != "confluence"])
def test_without_an_escaper_a_reader_sees_something_else(
    name: str, hostile: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison is believed because a writer that escapes nothing fails it."""
    dialect, reader = READERS[name]
    made = writer(hostile, dialect)
    monkeypatch.setattr(type(made), "escaped", lambda self, words: words)
    assert reader(made.written()).texts != expected(hostile)


@pytest.mark.parametrize("extensions", [PLAIN, TECHDOCS], ids=["plain", "techdocs"])
@settings(max_examples=40)
@given(value=ANY_TEXT)
def test_python_markdown_shows_any_text(extensions: list[str], value: str) -> None:
    """Whatever a text holds, Python-Markdown shows exactly it in a paragraph, a heading, an entry and a cell."""
    small = Page(
        "t", "en", "",
        (Heading(2, f"x {value}"), Paragraph(line(value)), Points((Item(line(value)),)), Paragraph((Strong((value,)),))),
    )  # fmt: skip
    seen = by_python_markdown(extensions)(writer(small, "mkdocs").written())
    assert seen.texts == expected(small)
    assert not seen.targets


@given(value=ANY_TEXT)
def test_wikitext_holds_nothing_but_text(value: str) -> None:
    """Whatever a text holds, a parser of wikitext finds no link, template, tag, comment or heading in it."""
    written = escape_wikis.mediawiki(value)
    nodes = mwparserfromhell.parse(f"{written}\n").filter(recursive=True)
    kinds = {type(node).__name__ for node in nodes} - {"Text", "HTMLEntity"}
    assert kinds <= ({"Tag"} if "<nowiki/>" in written else set())
    shown = mwparserfromhell.parse(written).strip_code(normalize=True, collapse=False)
    assert flat(str(shown)) == flat(value)


def test_a_page_of_wikitext_links_where_it_should(hostile: Page) -> None:
    """The links of a page are those to the law and to its own headings; there is no template in it."""
    written = writer(hostile, "mediawiki").written()
    contents, page = written.split("</div>\n", 1)
    code = mwparserfromhell.parse(page)
    assert set(re.findall(r"\[\[#([^|]+)", contents)) <= set(re.findall(r'<span id="([^"]+)">', page))
    assert not code.filter_templates()
    assert {str(link.url).split("//")[1].split("/")[0] for link in code.filter_external_links()} == {"law.example"}
    anchors = set(re.findall(r'<span id="([^"]+)">', str(code)))
    targets = [str(link.title)[1:] for link in code.filter_wikilinks()]
    assert len(targets) == len(TEXTS)
    assert set(targets) == anchors


def _protected(written: str) -> str:
    return re.sub(r"<nowiki>(.*?)</nowiki>|%%(.*?)%%", lambda m: m[1] or m[2] or "", written)


@given(value=ANY_TEXT)
def test_dokuwiki_reads_no_mark_of_a_text(value: str) -> None:
    """What DokuWiki would act on stands between marks that keep it, and what stands there is the text."""
    written = escape_wikis.dokuwiki(value)
    bare = re.sub(r"<nowiki>.*?</nowiki>|%%.*?%%", "", written)
    assert not re.search(r"[<>{}|^~\\\"*=@]|%%|//|__|''|\(\(|\[\[|--|\.\.\.|\((?:c|r|tm)\)", bare, re.IGNORECASE)
    if "%%" not in value and "nowiki" not in value:
        assert _protected(written) == value


@pytest.mark.parametrize("value", ["</nowiki>50%", "a 100%</nowiki>%% b", "%%</NOWIKI>", "<nowiki>%</nowiki>%"])
def test_dokuwiki_does_not_end_what_keeps_a_text(value: str) -> None:
    """A text that holds both marks that would keep it is kept piece by piece, each by the other mark."""
    assert _protected(escape_wikis.dokuwiki(value)) == value


@pytest.mark.parametrize(
    ("dialect", "written"),
    [
        ("mkdocs", "(&#99;)"),
        ("mediawiki", "9(2)(c)"),
        ("dokuwiki", "%%9(2)(c)%%"),
    ],
)
def test_the_c_of_an_article_is_no_copyright_sign(dialect: str, written: str) -> None:
    """Art. 9(2)(c) stays a citation where (c) is made into a sign."""
    assert written in getattr(escape_wikis, dialect)("Art. 9(2)(c) GDPR")


@pytest.mark.parametrize("dialect", NAMES)
def test_the_source_stays_readable(dialect: Name) -> None:
    """Plain words of law are written as they are, whatever the wiki."""
    plain = "The vendor’s terms, Art. 6(1)(f) GDPR and § 1798.120 (a “sale”): 5 % of turnover; see A-7."
    small = Page("t", "en", "", (Paragraph((plain,)),))
    assert plain in writer(small, dialect).written()


# --- anchors -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["mkdocs", "mkdocs-techdocs"])
def test_links_lead_to_headings_of_mkdocs(name: str, sample_memo: Document) -> None:
    """Every link inside the memo leads to an anchor that the `toc` extension makes."""
    seen = READERS[name][1](writer(memo_page(sample_memo.memo), "mkdocs").written())
    assert seen.inward
    assert set(seen.inward) <= seen.anchors


SAME = ("a.b: x", "ab: x", "A b: x", "F-1: x", "F 1: x", "f-1: x")


@pytest.mark.parametrize("dialect", NAMES)
def test_no_two_headings_have_one_anchor(dialect: Name) -> None:
    """Headings that a wiki would name alike are told apart as it tells them apart."""
    made = writer(Page("t", "en", "", tuple(Heading(3, text, key=text) for text in SAME)), dialect)
    assert len(
        {anchor.lower() for anchor in made.anchors.values()} if dialect != "redmine" else set(made.anchors.values())
    ) == len(SAME)


@pytest.mark.parametrize(
    ("dialect", "heading", "anchor"),
    [
        ("gfm", "F-1: Acme — DPA", "f-1-acme--dpa"),
        ("docusaurus", "F-1: Acme — DPA", "f-1-acme--dpa"),
        ("mkdocs", "F-1: Acme — DPA", "f-1-acme-dpa"),
        ("redmine", "F-1: Acme — DPA", "F-1-Acme-DPA"),
        ("redmine", "F-1: A & B < C", "F-1-A-amp-B-lt-C"),
        ("mediawiki", "F-1: Acme — DPA", "f-1"),
        ("dokuwiki", "F-1: Acme — DPA", "F-1: Acme DPA"),
    ],
)
def test_the_anchor_is_the_wiki_s(dialect: Name, heading: str, anchor: str) -> None:
    """Each wiki names a heading in its own way, and a link follows it."""
    assert writer(Page("t", "en", "", (Heading(3, heading, key="F-1"),)), dialect).anchors == {"F-1": anchor}


# --- what surrounds a page -------------------------------------------------------


def test_a_site_generator_knows_the_title() -> None:
    """Front matter is YAML whatever the title holds, and stands only where it is read."""
    import yaml

    title = 'Memo: "x" #1 {y}\\ \' 한국'
    for dialect in NAMES:
        text = writer(Page(title, "en", "", (Heading(1, title),)), dialect).written()
        if dialect in ("mkdocs", "docusaurus"):
            assert yaml.safe_load(text.split("---\n")[1])["title"] == title
        else:
            assert not text.startswith("---")
    assert yaml.safe_load(writer(Page("t", "en", "", ()), "docusaurus").written().split("---\n")[1])["mdx"] == {
        "format": "md"
    }


@pytest.mark.parametrize(
    ("dialect", "mark"),
    [("redmine", "{{>toc}}"), ("mediawiki", "__NOTOC__"), ("azure", "[[_TOC_]]"), ("confluence", '"toc"')],
)
def test_a_wiki_that_makes_no_contents_by_itself_is_told_to(dialect: Name, mark: str, sample_memo: Document) -> None:
    """A table of contents stands under the title, once."""
    assert writer(memo_page(sample_memo.memo), dialect).written().count(mark) == 1


def test_mediawiki_s_contents_are_sections_and_findings(sample_memo: Document) -> None:
    """The list under the title leads to each section and finding once, and to none of the laws under them."""
    page = memo_page(sample_memo.memo)
    text = writer(page, "mediawiki").written()
    listed = text.split('<div id="toc" class="toc">\n')[1].split("\n</div>")[0].split("\n")
    sections = [one.words for one in page.headings() if one.level == 2]
    assert [one.split("|", 1)[1].removesuffix("]]") for one in listed if one.startswith("* ")] == sections
    assert sum(one.startswith("** ") for one in listed) == len(sample_memo.memo.findings)
    for one in listed:
        assert text.count(f'<span id="{one.split("[[#")[1].split("|")[0]}"></span>') == 1


@pytest.mark.parametrize("dialect", NAMES)
def test_every_dialect_says_the_whole_memo(dialect: Name, sample_memo: Document) -> None:
    """No dialect drops a citation, an action or a finding of the memo."""
    memo = sample_memo.memo
    text = writer(memo_page(memo), dialect).written()
    plain = flat(unescape(_protected(text).replace("\\", "")))
    for row in memo.plan:
        assert row.number in plain
    for part in memo.findings:
        assert part.id in plain
        for regime in part.regimes:
            for engaged in (*regime.primary, *regime.supporting):
                assert flat(engaged.reference.text) in plain
    assert DIALECTS[dialect].ending in ("md", "wiki", "txt", "xhtml")


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("dialect", ["redmine", "azure", "docusaurus"])
@given(value=ANY_TEXT)
def test_what_reads_as_github_does_is_shown_alike(parser: str, dialect: Name, value: str) -> None:
    """The escapers that add to GitHub's keep what it keeps."""
    escaped = getattr(escape_wikis, dialect)(value)
    assert PARSERS[parser](f"{escaped}\n").words == flat(value)


def test_redmine_finds_neither_link_nor_macro_after_markdown() -> None:
    """Redmine reads what Markdown has made of the page, code aside: no mark of a link or macro is left in it."""
    import cmarkgfm

    html = cmarkgfm.github_flavored_markdown_to_html(body_of(writer(page(), "redmine").written()))
    shown = unescape(re.sub(r"<pre>.*?</pre>|<code>.*?</code>|<[^>]*>", " ", html, flags=re.DOTALL))
    assert "include" in shown
    assert not re.search(r"\[\[|\{\{\w|#\d|@\w|\b(?:document|commit|source):\w", shown)


def test_mkdocs_builds_the_memo_and_finds_every_anchor(tmp_path: Path, sample_memo: Document) -> None:
    """`mkdocs build --strict` takes the memo as a page of a site; a link to no heading fails it."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nmarkdown_extensions: [admonition]\nvalidation: {anchors: warn, links: {unrecognized_links: warn}}\n"
    )
    text = writer(memo_page(sample_memo.memo), "mkdocs").written()
    for page_text, code in ((text, 0), (text.replace("](#f-1", "](#g-1", 1), 1)):
        (tmp_path / "docs/index.md").write_text(page_text, encoding="utf-8")
        build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
        done = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
    assert "g-1" in done.stderr
