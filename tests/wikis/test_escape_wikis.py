"""`memo.render.escape_wikis`: the exact source that each wiki is given, mark by mark.

`test_dialects.py` and `test_real.py` hold that a reader sees the words; here
stands what is written for it, so that a mark that is no longer broken, or one
that is broken without need, is seen at once.
"""

from __future__ import annotations

import markdown as python_markdown
import pytest

from memo.render import escape_wikis
from memo.render.escape_wikis import (
    azure,
    cdata,
    confluence,
    docusaurus,
    dokuwiki,
    dokuwiki_heading,
    dokuwiki_label,
    mediawiki,
    mediawiki_url,
    mkdocs,
    mkdocs_code,
    redmine,
)
from tests.wikis.test_dialects import MAGIC, TECHDOCS

WRITTEN = {
    redmine: [
        ("[[P]] {{toc}}", "\\[&#8288;\\[P\\]\\] &#123;&#8288;&#123;toc&#125;&#125;"),
        ("[x] {x}", "\\[x\\] &#123;x&#125;"),
        ("r12 ar12 r x", "r&#8288;12 ar12 r x"),
        ("document:Plan see user:x", "document&#8288;:Plan see user&#8288;:x"),
        ("commit:x source: x", "commit&#8288;:x source: x"),
        ("project#x forum#3 version:1", "project&#8288;#x forum&#8288;#&#8288;3 version&#8288;:1"),
        ("Repo:x EXPORT:x", "Repo&#8288;:x EXPORT&#8288;:x"),
        ("a\nb", "a b"),
    ],
    azure: [
        ("[[_TOC_]]", "\\[&#8288;\\[\\_TOC\\_\\]\\]"),
        ("{{x}}", "&#123;&#8288;&#123;x&#125;&#125;"),
        ("[x] {x} document:Plan", "\\[x\\] &#123;x&#125; document:Plan"),
    ],
    docusaurus: [
        ("https://a.bc", "https:&#8288;//a.bc"),
        ("www.a.bc", "www&#8288;.a.bc"),
        (":note[x] a:b : c", "&#58;note\\[x\\] a&#58;b : c"),
        (":::tip", "&#58;:&#58;tip"),
    ],
    mkdocs: [
        ("&amp; & AT&T &#35;", "&#38;amp; & AT&T &#38;&#35;35;"),
        ("a\nb", "a b"),
        (
            "\\ ` * < > | ~ ^ $ { } [ ]",
            "&#92; &#96; &#42; &#60; &#62; &#124; &#126; &#94; &#36; &#123; &#125; &#91; &#93;",
        ),
        ("_x_ a_b __c__", "&#95;x&#95; a_b &#95;&#95;c&#95;&#95;"),
        ("@a @- x@y.z @ b", "&#64;a &#64;- x&#64;y.z @ b"),
        ("#1 #a !2 ? 3", "&#35;1 #a &#33;2 ? 3"),
        ("http://a HTTPS://a Ftp://a ftps://a", "http&#58;//a HTTPS&#58;//a Ftp&#58;//a ftps&#58;//a"),
        ("gopher://a http:a", "gopher://a http:a"),
        ("www.a WWW.a ww.a", "www&#46;a WWW&#46;a ww.a"),
        (":tada: :+1: a:b", "&#58;tada: &#58;+1: a:b"),
        ("== ++ -- = + -", "=&#61; +&#43; -&#45; = + -"),
        ("a... b..", "a.&#46;. b.."),
        ("(c) (R) (tm) (TM) (cc)", "(&#99;) (&#82;) (&#116;&#109;) (&#84;&#77;) (cc)"),
        ("c/o x/o +/- 1/2 a/2 =/= =/", "c&#47;o x/o +&#47;- 1&#47;2 a/2 =&#47;= =/"),
        ("C #", "C &#35;"),
        ("# x", "&#35; x"),
        ("+ x", "&#43; x"),
        ("- x", "&#45; x"),
        (": x", "&#58; x"),
        ("!!! x", "&#33;!! x"),
        ("! x", "! x"),
        ("??? x", "&#63;?? x"),
        ("? x", "? x"),
        ("/// x", "&#47;// x"),
        ("/ x", "/ x"),
        ("=== x", "=&#61;&#61; x"),
        ("= x", "= x"),
        ("1. x", "1&#46; x"),
        ("12) x", "12&#41; x"),
        ("1x", "1x"),
    ],
    mkdocs_code: [
        ("{++a++} {--a--} {~~a~~}", "{\u2060++a++} {\u2060--a--} {\u2060~~a~~}"),
        ("{==a==} {>>a<<} {a}", "{\u2060==a==} {\u2060>>a<<} {a}"),
        ("-8<- x", "-\u20608<- x"),
        ("--8<-- x", "--\u20608<-- x"),
    ],
    mediawiki: [
        ("&amp; & x", "&#38;amp; & x"),
        ("<b> [x] {x} | ' ~", "&#60;b> &#91;x&#93; &#123;x&#125; &#124; &#39; &#126;"),
        ("__TOC__ a_b", "_&#95;TOC_&#95; a_b"),
        ("a:b a: b 1:2", "a&#58;b a: b 1:2"),
        ("!! x !", "&#33;&#33; x !"),
        ("RFC 1 PMID 2 ISBN 3 RFCs RFC", "RFC<nowiki/> 1 PMID<nowiki/> 2 ISBN<nowiki/> 3 RFCs RFC"),
        ("* x", "&#42; x"),
        ("# x", "&#35; x"),
        (": x", "&#58; x"),
        ("; x", "&#59; x"),
        ("= x", "&#61; x"),
        ("+ x", "&#43; x"),
        ("- x", "&#45; x"),
        ("! x", "&#33; x"),
        (" x", "x"),
        ("a * x\nb", "a * x b"),
    ],
    mediawiki_url: [
        ("https://a.bc/x'y~z__w_", "https://a.bc/x%27y%7Ez_%5Fw_"),
        ("javascript:x", ""),
    ],
    dokuwiki: [
        ("plain words", "plain words"),
        ("a **b** c", "a %%**b**%% c"),
        ("**a** **b** c **d**", "%%**a** **b**%% c %%**d**%%"),
        ("**a**  x", "%%**a**%%  x"),
        ("a\n**b**", "a %%**b**%%"),
        ("50%% x", "<nowiki>50%%</nowiki> x"),
        ("%%</nowiki>**x**", "<nowiki>%%</nowiki>%%</nowiki>**x**%%"),
        (
            "<NOWIKI></NOWIKI> a%b%%c",
            "%%<NOWIKI></NOWIKI> a%%<nowiki>%</nowiki>%%b%%<nowiki>%%</nowiki>%%c%%",
        ),
        ("// x // y", "%%//%% x %%//%% y"),
        ("www.a ftp.a http://a", "%%www.a ftp.a http://a%%"),
        ("3x4 FIXME x", "%%3x4 FIXME%% x"),
        (":-D a 8-O b :-P c 8-X d :-a", "%%:-D%% a %%8-O%% b %%:-P%% c %%8-X%% d :-a"),
        (":-) a 8-) b :?: c :!: d m(x", "%%:-)%% a %%8-)%% b %%:?:%% c %%:!:%% d %%m(x%%"),
        ("... a ::: b (( c )) d (c) e (tm)", "%%...%% a %%:::%% b %%((%% c %%))%% d %%(c)%% e %%(tm)%%"),
        ("[[ a ]] b { c } d -- e __ f ''", "%%[[%% a %%]]%% b %%{%% c %%}%% d %%--%% e %%__%% f %%''%%"),
    ],
    dokuwiki_heading: [
        ("= x =", "\u2060= x =\u2060"),
        (" x ", "x"),
        ("=", "\u2060=\u2060"),
        ("a\nb", "a b"),
    ],
    dokuwiki_label: [
        ("{{x}}", "\u2060{{x}}"),
        ("x]", "x]\u2060"),
        ("a]]b", "a]\u2060]b"),
        (" a\nb ", "a b"),
    ],
    confluence: [
        ("<b> & \"c\" 'd'", "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;"),
        ("a\nb", "a b"),
        ("a\x0bb\x00", "a\ufffdb\ufffd"),
    ],
    cdata: [
        ("<b>&amp;", "<![CDATA[<b>&amp;]]>"),
        ("a]]>b]]>", "<![CDATA[a]]]]><![CDATA[>b]]]]><![CDATA[>]]>"),
        ("a\x0bb", "<![CDATA[a\ufffdb]]>"),
        ("a\nb", "<![CDATA[a\nb]]>"),
    ],
}


@pytest.mark.parametrize(
    ("escape", "words", "source"),
    [(escape, *case) for escape, cases in WRITTEN.items() for case in cases],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_each_mark_is_written_so(escape: object, words: str, source: str) -> None:
    """What a wiki would act on is broken, in the way that this wiki leaves unseen, and nothing else is touched."""
    assert callable(escape)
    assert escape(words) == source


def test_every_escaper_is_held() -> None:
    """An escaper without a table of what it writes may not exist."""
    own = {
        name
        for name, value in vars(escape_wikis).items()
        if callable(value)
        and not name.startswith(("_", "x_"))  # x_: what the mutation run puts beside each
        and getattr(value, "__module__", "") == escape_wikis.__name__
    }
    assert own == {escape.__name__ for escape in WRITTEN}


def test_what_does_not_begin_a_block_keeps_its_first_mark() -> None:
    """Inside a line of MediaWiki no mark opens a block, and a space at its beginning belongs to it."""
    assert mediawiki("* x", first=False) == "* x"
    assert mediawiki(" x", first=False) == " x"


@pytest.mark.parametrize(
    "words",
    [
        "Http://a.bc/x",
        "HTTPS://a.bc",
        "ftp://a.bc/x",
        "ftps://a.bc/x",
        "Ftp://a.bc",
        "WWW.a.bc",
        "a WwW.a.bc",
        "x =/= y",
    ],
)
def test_no_address_in_a_site_of_mkdocs_becomes_a_link(words: str) -> None:
    """Material and TechDocs link an address in whatever capitals, and make one sign of some; words stay words."""
    html = python_markdown.markdown(mkdocs(words), extensions=TECHDOCS, extension_configs={"pymdownx.magiclink": MAGIC})
    for coded, mark in (("&#58;", ":"), ("&#46;", "."), ("&#47;", "/"), ("&#61;", "=")):
        html = html.replace(coded, mark)
    assert html == f"<p>{words}</p>"
