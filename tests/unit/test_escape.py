"""`memo.render.escape`: text is text in every place of Markdown, by two unlike parsers."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from memo.hidden import hidden_character
from memo.render.escape import _SPECIAL, _may_be_special, cell, code, slug, text, url
from tests.two_parsers import JOINER, PARSERS, flat

MARKS = [
    *"\\`*_{}[]()<>#+-.!|~$&@:;=\"'/%^?, 1aZ",
    "&amp;", "&#35;", "&lt;", "http://", "https://a.bc", "www.a.bc", "<b>", "</p>", "<!--", "-->", "<script>",
    "[x](y)", "![x](y)",
    "[^1]", "[^1]: ", "**", "__", "~~", "``", "```", "~~~", "---", "***", "===", "1. ", "- ", "+ ", "> ", "# ",
    "| a |", ":::", ":tada:",
    "{{ x }}", "{% x %}", "@name", "#1", "!2", "$$", "\u00a0", "é", "ש", "م", "한", "中", "🎉", "…", "“", "”",
]  # fmt: skip
TEXTS = (
    st.lists(
        st.one_of(st.sampled_from(MARKS), st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"])),
        min_size=1,
        max_size=14,
    )
    .map("".join)
    .map(str.strip)
    .filter(bool)
    .filter(lambda value: hidden_character(value) is None and JOINER not in value)
)
PLACES = {
    # frame, tags of the frame by one parser or the other
    "paragraph": ("{}\n", {"p"}),
    "after-words": ("Words {} words.\n", {"p"}),
    "heading": ("### {}\n", {"h3"}),
    "bullet": ("- {}\n", {"ul", "li"}),
    "number": ("1. {}\n", {"ol", "li"}),
    "quote": ("> {}\n", {"blockquote", "p"}),
    "strong": ("**x {} x**\n", {"p", "strong"}),
    "link-label": ("[x {} x](https://law.example/)\n", {"p", "a"}),
    "cell": ("| a | b |\n|---|---|\n| {} | z |\n", {"table", "thead", "tbody", "tr", "th", "td"}),
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("place", PLACES)
@given(value=TEXTS)
@example(value="C #")
@example(value="C ##")
@example(value="# a")
@example(value="a | b \\")
@example(value="1. not a list")
@example(value="1) not a list")
@example(value="- x")
@example(value="---")
@example(value="~~~")
@example(value="a ~~b~~ ~c~")
@example(value="HTTP://a.bc and Https://a.bc and WWW.a.bc")
@example(value="www.")
@example(value="www.- (www.) www./ WWW.*")
@example(value="a@.b and a@-b.c")
@example(value="[^1]: note")
@example(value="<a href=x>y</a> &copy; &#35; &amp;lt;")
@example(value="snake_case _x_ __x__ C:\\x a < b")
@example(value="::: warning")
@example(value="$x$ {{ x }} {% y %}")
@example(value="![x](https://a.bc/x.png) [y](javascript:alert(1))")
@example(value="`code` ``code``")
def test_text_is_text(parser: str, place: str, value: str) -> None:
    """Whatever a text holds, a reader sees exactly it, and no block, mark, link or tag is made of it."""
    frame, tags = PLACES[place]
    found = PARSERS[parser](frame.format(text(value)))
    assert flat(frame.format("").translate(str.maketrans("", "", "#>*|-[]1.\n"))).split(" ")[0] in found.words
    assert value in found.text.replace(JOINER, "") or flat(value) in found.words, found.text
    assert set(found.tags) <= tags, found.tags
    assert [target for target in found.targets if target != "https://law.example/"] == []
    plain = PARSERS[parser](frame.format("words"))
    assert found.tags == plain.tags


@pytest.mark.parametrize("parser", PARSERS)
@given(values=st.lists(TEXTS, min_size=3, max_size=3))
def test_a_row_keeps_its_cells(parser: str, values: list[str]) -> None:
    """A row has as many cells as its head, each with its own text, whatever the texts hold."""
    row = " | ".join(cell(value) for value in values)
    table = f"| h1 | h2 | h3 |\n|---|---|---|\n| {row} |\n| last | x | y |\n"
    found = PARSERS[parser](table)
    assert found.tags.count("td") == 6
    assert found.words == flat("h1 h2 h3 " + " ".join(values) + " last x y")
    assert row.replace("\\|", "").count("|") == 2


@given(TEXTS)
def test_plain_words_are_left_alone(value: str) -> None:
    """Escaping adds marks and takes nothing away, and a text of letters and commas stays as it is."""
    if (
        all(c.isalpha() or c in " ,." for c in value)
        and not value.startswith(("import", "export"))
        and "www." not in value
    ):
        assert text(value) == value


@pytest.mark.parametrize(
    "value",
    [
        "snake_case",
        "a < b" if False else "a > b",
        "C:/x",
        "it's",
        "50 %",
        "a & b",
        "“quoted”",
        "§ 1798.120",
        "(a)",
        "x-y",
        "a; b: c",
        "5 + 3 = 8",
        "e.g. 1.5",
    ],
)
def test_the_source_stays_readable(value: str) -> None:
    """What Markdown would not act on is not escaped: over-escaping is a fault of the same rank."""
    assert text(value) == value


@pytest.mark.parametrize("value", ["@name", "cc @name-x", "(@org/team)", "#12", "see #12", "!34", "GH @x"])
def test_nobody_is_pinged(value: str) -> None:
    """A mention and an issue number are broken by a joiner, because they are linked after Markdown has run."""
    assert "&#8288;" in text(value)


@pytest.mark.parametrize(
    "value",
    [
        "write to privacy@vendor.example",
        "mailto:a@b.example",
        "xmpp:a@b.example/x",
        "a+b@c.example",
        "a@.b.example",
        "a@-b.example",
    ],
)
def test_no_link_is_made_of_the_address_of_a_person(value: str) -> None:
    """A mail address is shown as typed and is no link, which GitHub's parser would make after all else."""
    for parser in PARSERS.values():
        found = parser(text(value) + "\n")
        assert found.words == value
        assert not found.targets


@pytest.mark.parametrize("value", ["/close", "/assign me", "!!! note", "??? note", "GH-3", "org/repo#12"])
def test_no_tracker_or_generator_acts_on_the_beginning_of_a_line(value: str) -> None:
    """Quick actions, admonitions and references of other repositories are shown and do nothing."""
    assert not re.match(r"/[a-z]|!!!|\?\?\?", text(value))
    assert not re.search(r"#\d|GH-\d", text(value).replace("&#8288;", JOINER).replace("&#", ""))
    for parser in PARSERS.values():
        assert parser(text(value) + "\n").words == value


@pytest.mark.parametrize("value", ["{{ 7*7 }}", "{% raw %}", "{x}", "<x>", "$x$", "[[x]]", ":tada:", "<!channel>"])
def test_nothing_is_left_for_a_site_generator(value: str) -> None:
    """Braces, formulas, links and emoji of site generators reach none of them."""
    written = text(value)
    assert not any(mark in written for mark in ("{", "}", "<", "$", "[[", ":tada:"))


def test_line_breaks_become_spaces() -> None:
    """A text of one line stays on one line."""
    assert text("a\nb") == "a b"
    assert text("a\n# b") == "a # b"


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://a.bc/x?y=1&z=2#w", "https://a.bc/x?y=1&z=2#w"),
        ("https://a.bc/(x)", "https://a.bc/%28x%29"),
        ("https://a.bc/a b", "https://a.bc/a%20b"),
        ('https://a.bc/"<>`|', "https://a.bc/%22%3C%3E%60%7C"),
        ("https://a.bc/é한", "https://a.bc/%C3%A9%ED%95%9C"),
        ("http://a.bc/X y", "http://a.bc/X%20y"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://[2001:db8::1]:8080/[x]^", "https://[2001:db8::1]:8080/%5Bx%5D%5E"),
        ("javascript:alert(1)", ""),
        ("JAVASCRIPT:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//a.bc", ""),
        ("", ""),
    ],
)
def test_an_address_is_http_or_nothing(address: str, written: str) -> None:
    """The target of a link is an http or https address with every mark of Markdown encoded, or there is no link."""
    assert url(address) == written


@pytest.mark.parametrize("parser", PARSERS)
@given(address=TEXTS.map("https://law.example/{}".format))
def test_a_link_ends_where_it_should(parser: str, address: str) -> None:
    """An address never ends its own link, in a paragraph or in a cell."""
    for frame in ("[x]({}) y\n", "| a |\n|---|\n| [x]({}) y |\n"):
        found = PARSERS[parser](frame.format(url(address)))
        assert len(found.targets) == 1
        assert found.words.endswith("x y")


@pytest.mark.parametrize("parser", PARSERS)
@given(value=TEXTS)
@example(value="`")
@example(value="``a``")
@example(value=" a ")
@example(value="a\\")
@example(value="<b>&amp;")
def test_a_code_span_shows_its_text(parser: str, value: str) -> None:
    """A code span shows its text whatever backticks it holds."""
    found = PARSERS[parser](f"a {code(value)} b\n")
    assert found.tags == ["p", "code"]
    assert found.words == flat(f"a {value} b")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a", "`a`"),
        ("a  b", "`a  b`"),
        ("a\nb", "`a b`"),
        ("`", "`` ` ``"),
        ("a``b", "```a``b```"),
        ("`b", "`` `b ``"),
        ("b`", "`` b` ``"),
    ],
)
def test_a_code_span_has_no_more_than_it_needs(value: str, written: str) -> None:
    """A fence is one backtick longer than the longest run inside, and padded only beside a backtick."""
    assert code(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("&amp; & AT&T &#35;", "&amp;amp; & AT&T &amp;#&#8288;35;"),
        ("\\ ` * [ ]", "\\\\ \\` \\* \\[ \\]"),
        ("snake_case _x_ a_ _", "snake_case \\_x\\_ a\\_ \\_"),
        ("a_é 1_2 -_a", "a_é 1_2 -\\_a"),
        ("<b> < c", "&lt;b> &lt; c"),
        ("a | b", "a &#124; b"),
        ("~x ~ x~ a~b", "&#126;x ~ x&#126; a&#126;b"),
        ("C #", "C &#35;"),
        ("C # d", "C # d"),
        ("$x$ {y}", "&#36;x&#36; &#123;y&#125;"),
        ("@a cc @b-c a@.b @ x", "@&#8288;a cc @&#8288;b-c a@&#8288;.b @ x"),
        ("see #12 # 1", "see #&#8288;12 # 1"),
        ("!2 a!2 ! 2", "!&#8288;2 a!2 ! 2"),
        ("GH-3 gh-4 XGH-5", "GH-&#8288;3 gh-&#8288;4 XGH-5"),
        ("http://a HTTPS://a ftp://a FTP://a", "http&#58;//a HTTPS&#58;//a ftp&#58;//a FTP&#58;//a"),
        ("www.a WWW. ww.a", "www&#46;a WWW&#46; ww.a"),
        (":tada: :+1: a: b:", "&#58;tada: &#58;+1: a: b:"),
        ("a\nb  c", "a b  c"),
    ],
)
def test_each_mark_is_written_so(value: str, written: str) -> None:
    """What Markdown, GitHub or GitLab would act on is broken in its own way, in a line and in a cell alike."""
    assert text(value) == cell(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("export x", "&#101;xport x"),
        ("import x", "&#105;mport x"),
        (": x", "&#58; x"),
        ("~ x", "&#126; x"),
        ("/close", "&#47;close"),
        ("!!! x", "&#33;!! x"),
        ("??? x", "&#63;?? x"),
        ("# x", "\\# x"),
        ("> x", "\\> x"),
        ("- x", "\\- x"),
        ("+ x", "\\+ x"),
        ("= x", "\\= x"),
        ("12. x", "12\\. x"),
        ("1) x", "1\\) x"),
    ],
)
def test_what_opens_a_block_is_written_so(value: str, written: str) -> None:
    """A backslash stands where every Markdown honours it, an entity where a site generator or a tracker would not."""
    assert text(value) == written


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Part Ⅷ", "part-ⅷ"),
        ("Ⓐ and 🄰", "ⓐ-and-🄰"),
        ("F-1: Model training (opt-out)", "f-1-model-training-opt-out"),
        ("Ünïcode & more", "ünïcode--more"),
        ("a_b", "a_b"),
        ("§ 5", "-5"),
    ],
)
def test_the_anchor_is_github_s(heading: str, anchor: str) -> None:
    """A heading's anchor is the one that GitHub gives it."""
    assert slug(heading) == anchor


@given(
    st.lists(st.sampled_from([*MARKS, "GH-1", "gh-", "www.", "WwW.", "ftp://", ":a:", "h-1", " "]), max_size=8).map(
        "".join
    )
)
def test_a_text_that_is_passed_over_has_nothing_to_escape(value: str) -> None:
    """The quick look that rules most texts out never rules one out that the whole pattern would change."""
    assert _may_be_special(value) or not _SPECIAL.search(value)


def test_most_words_are_passed_over() -> None:
    """What the quick look is for: a plain sentence is not searched letter by letter."""
    assert not _may_be_special("The vendor keeps prompts for 30 days, see Art. 5(1)(e) - and says so.")
    assert _may_be_special("see www.a.bc") and _may_be_special("GH-1") and _may_be_special("a_b")
