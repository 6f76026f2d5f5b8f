"""Escaping for the wikis and site generators that do not read GitHub's Markdown as GitHub does.

One function for each of them: it takes words and returns a source of which a
reader sees exactly these words. What GitHub's Markdown acts on is escaped in
`memo.render.escape`; here stands only what the others act on besides, or
instead. Each was held against the program itself (`docs/wikis.md`).
"""

from __future__ import annotations

import html
import re

from memo.late import late
from memo.render import escape

_JOINER = escape.JOINER


def _entity(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(c)};" for c in match[0])


def _one_line(words: str) -> str:
    return " ".join(words.split("\n")) if "\n" in words else words


# --- those that read GitHub's Markdown, and more ---------------------------------

_REDMINE_PREFIX = late(
    r"(?i)\b(?P<prefix>attachment|commit|document|export|forum|message|news|project|repo|source|user|version)"
    r"(?P<sep>:(?=\S)|\#)|\br(?=\d)"
)
_DOUBLE = late(r"\\\[(?=\\\[)|(?:&\#123;)(?=&\#123;)")


def redmine(words: str) -> str:
    """Return words for Redmine, which makes its links and macros after Markdown has run.

    Neither a backslash nor an entity stops it then, so a word joiner stands
    between the two marks of which a link or macro would be made.

    >>> redmine("[[Page]] {{toc}} document:Plan")
    '\\\\[&#8288;\\\\[Page\\\\]\\\\] &#123;&#8288;&#123;toc&#125;&#125; document&#8288;:Plan'
    """
    broken = _DOUBLE.sub(lambda match: match[0] + _JOINER, escape.text(words))
    return _REDMINE_PREFIX.sub(lambda m: (m["prefix"] or m[0]) + _JOINER + (m["sep"] or ""), broken)


def azure(words: str) -> str:
    """Return words for the wiki of Azure DevOps, whose `[[_TOC_]]` is found after Markdown has run."""
    return _DOUBLE.sub(lambda match: match[0] + _JOINER, escape.text(words))


_DIRECTIVE = late(r":(?=[\w\[])")


def docusaurus(words: str) -> str:
    """Return words for Docusaurus, as MDX or as Markdown.

    A colon before a word would be a directive; addresses are made into links
    after entities have been read, so a word joiner stands in them.
    """
    written = escape.text(words).replace("&#58;//", f":{_JOINER}//").replace("&#46;", f"{_JOINER}.")
    return _DIRECTIVE.sub("&#58;", written)


# --- Python-Markdown ---------------------------------------------------------------

_MKDOCS = late(
    r"""
    &(?=\#?\w{1,31};|\#[xX]?\w)              # would be decoded; a number also without its end
    | (?i:(?<=\b[0-9a-f]{19})[0-9a-f](?=[0-9a-f]{20}\b))  # a commit's digest, made a link of seven letters
    | [\\`*<>|~\^${}\[\]]                    # marks, HTML, cells, formulas, templates; links of any form
    | (?<![^\W_])_ | _(?![^\W_])             # emphasis unless inside a word
    | @(?=[\w.\-]) | [\#!?](?=\d)                 # a person, an issue
    | (?i:(?<=http)|(?<=https)|(?<=ftp)|(?<=ftps)):(?=//) | (?i:(?<=www))\.  # becomes a link
    | :(?=[\w+\-]+:)                         # emoji
    | (?<==)=|(?<=\+)\+|(?<=-)-              # marked, keys, dashes
    | (?<=\.)\.(?=\.)                        # an ellipsis
    | (?<=\()(?:c|r|tm|C|R|TM)(?=\))         # (c) of Art. 9(2)(c) is no copyright sign
    | (?<=\bc)/(?=o\b) | (?<=\+)/(?=-) | (?<=\d)/(?=\d) | (?<==)/(?==)
    | \#(?=\s*$)                             # would end a heading
    """,
    re.VERBOSE,
)
_MKDOCS_START = late(r"^(?:[#+\-:]|!(?=!!)|\?(?=\?\?)|/(?=//)|=(?==)|\d+(?P<dot>[.)]))")


def mkdocs(words: str) -> str:
    """Return words for Python-Markdown with whatever extensions MkDocs, Material or TechDocs turn on.

    Entities throughout: a backslash is not honoured before all of these marks.

    >>> mkdocs("Art. 9(2)(c) | {{ x }}")
    'Art. 9(2)(&#99;) &#124; &#123;&#123; x &#125;&#125;'
    """
    written = _MKDOCS.sub(_entity, _one_line(words))
    return _MKDOCS_START.sub(lambda m: m[0][:-1] + f"&#{ord(m['dot'])};" if m["dot"] else f"&#{ord(m[0][0])};", written)


_MKDOCS_CODE = late(r"\{(?=\+\+|--|~~|==|>>)|-(?=8<-)|&(?=\#(?:[0-9]+|[xX][0-9a-fA-F]+)(?![0-9a-fA-F;]))")


def mkdocs_code(words: str) -> str:
    """Return words for code, where critic marks and snippets are read and `&#65` gets its end: a joiner parts them."""
    return _MKDOCS_CODE.sub(lambda match: match[0] + "\u2060", words)


# --- MediaWiki ---------------------------------------------------------------------

_MEDIAWIKI = late(
    r"""
    &(?=\#?\w{1,31};)
    | [<\[\]{}|'~]                           # tags, links, templates, cells, bold, signatures
    | (?<=_)_                                # __TOC__
    | (?<=[A-Za-z]):(?=\S)                   # an address of any scheme
    | (?<=!)!                                # a cell of a head
    """,
    re.VERBOSE,
)
_MEDIAWIKI_START = late(r"^[*\#:;=!+\-]")
_MAGIC = late(r"\b(RFC|PMID|ISBN)(?=\s)")


def mediawiki(words: str, first: bool = True) -> str:
    """Return words for MediaWiki; `first` says that they stand where a block may begin.

    >>> mediawiki("{{include}} [[Page]] RFC 2119")
    '&#123;&#123;include&#125;&#125; &#91;&#91;Page&#93;&#93; RFC<nowiki/> 2119'
    """
    written = _MAGIC.sub(r"\1<nowiki/>", _MEDIAWIKI.sub(_entity, _one_line(words)))
    return _MEDIAWIKI_START.sub(_entity, written.lstrip(" ")) if first else written


_MEDIAWIKI_URL = late(r"['~]|(?<=_)_")


def mediawiki_url(address: str) -> str:
    """Return an http(s) address for a link of MediaWiki, an empty text for anything else."""
    return _MEDIAWIKI_URL.sub(lambda m: f"%{ord(m[0]):02X}", escape.url(address))


# --- DokuWiki ----------------------------------------------------------------------

_DOKUWIKI = late(
    r"""
    [<>{}|^~\\"*=@]
    | %% | // | __ | '' | \(\( | \)\) | \[\[ | \]\] | -- | \.\.\. | :::
    | \((?:c|r|tm)\)                         # (c) of Art. 9(2)(c) is no copyright sign
    | \d[xX]\d                               # 3x4 is no measure
    | \b(?:www|ftp)\. | :// | \b(?:FIXME|DELETEME|LOL)\b
    | [:;8]-[^\w\s] | [:8]-[ODPX] | :[?!]: | \bm\(
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = late(r"\S+")


def dokuwiki(words: str) -> str:
    """Return words for DokuWiki, which knows no escape: what it would act on stands between `%%`.

    >>> dokuwiki("Art. 9(2)(c) of **this** and that")
    'Art. %%9(2)(c)%% of %%**this**%% and that'
    """
    flat = _one_line(words)
    written: list[str] = []
    last = 0
    kept: list[int] = []
    for match in _WORDS.finditer(flat):
        if not _DOKUWIKI.search(match[0]):
            continue
        if kept and not flat[kept[1] : match.start()].strip(" "):
            kept[1] = match.end()
            continue
        if kept:
            written += [flat[last : kept[0]], _unformatted(flat[kept[0] : kept[1]])]
            last = kept[1]
        kept = [match.start(), match.end()]
    if kept:
        written += [flat[last : kept[0]], _unformatted(flat[kept[0] : kept[1]])]
        last = kept[1]
    return "".join([*written, flat[last:]])


def _unformatted(words: str) -> str:
    if "%" not in words:
        return f"%%{words}%%"
    if "</nowiki>" not in words.lower():
        return f"<nowiki>{words}</nowiki>"
    parts = re.split(r"(%+)", words)
    return "".join(f"<nowiki>{part}</nowiki>" if "%" in part else f"%%{part}%%" for part in parts if part)


def dokuwiki_heading(words: str) -> str:
    """Return words for a heading, of which DokuWiki takes off nothing but equals signs at its ends.

    A word joiner, which is not seen, stands between these and the marks.
    """
    flat = _one_line(words).strip()
    return ("\u2060" if flat.startswith("=") else "") + flat + ("\u2060" if flat.endswith("=") else "")


def dokuwiki_label(words: str) -> str:
    """Return words for those of a link, in which DokuWiki reads nothing but their end, or a picture alone."""
    flat = _one_line(words).strip().replace("]]", "]\u2060]")
    return ("\u2060" if flat.startswith("{") else "") + flat + ("\u2060" if flat.endswith("]") else "")


# --- Confluence --------------------------------------------------------------------

_NOT_XML = late("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def confluence(words: str) -> str:
    """Return words for the storage format of Confluence, which is XHTML.

    >>> confluence('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    return html.escape(_NOT_XML.sub("\ufffd", _one_line(words)), quote=True).replace("&#x27;", "&#39;")


def cdata(words: str) -> str:
    """Return words as character data, which may hold anything but its own end."""
    return f"<![CDATA[{_NOT_XML.sub(chr(0xFFFD), words).replace(']]>', ']]]]><![CDATA[>')}]]>"
