"""Escaping for GitHub-flavoured Markdown: text stays text, and the source stays readable.

Only what Markdown, GitHub, GitLab or a static site generator would act on is
escaped. Entities are used where a backslash is not honoured everywhere; a
mention, a mail address and an issue number are broken by a word joiner,
because they are made into links after Markdown has run.
"""

from __future__ import annotations

import re
import unicodedata

from memo.late import late
from memo.typography import plain_host

JOINER = "&#8288;"
"""A word joiner: it is not seen, and what it parts is no mention, link or macro."""
_SPECIAL = late(
    r"""
    (?=[&\\`*\[\]_<|~\#${}@!sS:.\-])(?:         # a quick no for most letters
    (?P<entity>&(?=\#?\w{1,31};))            # would be decoded
    | (?P<slash>[\\`*\[\]])                  # marks, links, code
    | (?P<lodash>_)                          # emphasis unless inside a word
    | (?P<angle><)                           # HTML and autolinks
    | (?P<bar>\|)                            # ends a cell
    | (?P<tilde>~(?=\S|$)|(?<=\S)~)          # strikethrough, with one tilde too
    | (?P<close>\#(?=\s*$))                  # would end a heading unseen
    | (?P<dollar>\$)                         # formulas
    | (?P<brace>[{}])                        # template and MDX expressions
    | (?P<mention>@(?=[\w.\-]))             # pings a person, or makes a link of an address
    | (?P<issue>\#(?=\d)|(?<!\w)!(?=\d)      # links an issue or a merge request
        |(?:(?<=\bGH)|(?<=\bgh))-(?=\d))
    | (?P<scheme>(?i:(?<=http)s?://|(?<=ftp)://))  # becomes a link
    | (?P<www>(?i:(?<=www)\.))                # becomes a link, whatever follows
    | (?P<emoji>:(?=[a-z0-9_+\-]+:))         # becomes an emoji
    )
    """,
    re.VERBOSE,
)
_MAY_BE_SPECIAL = late(r"[&\\`*\[\]_<|~#${}@!:]")
_LINE_START = late(r"^(?P<mark>[#>+=\-:~]|/(?=[a-z])|[!?](?=[!?]{2})|\d{1,9}(?=[.)])|(?:export|import)\b)")
"""What opens a block in Markdown or a site generator, or is a quick action (`/close`) of an issue tracker."""


_HOST = late(r"^(https?://)([^/?#]*)")
_SAFE_ADDRESS = late(r"[!#-';*-;=?-Z_a-z~$]+")
"""An address of which each character stands for itself in a link's target."""
_NUMBERED_HOST = late(r"^https?://\[[0-9A-Fa-f:.]+\]")


def text(value: str) -> str:
    """Return a text as Markdown that shows exactly it; line breaks become spaces.

    >>> text("a|b <b> #1 snake_case 5 * 3")
    'a&#124;b &lt;b> #&#8288;1 snake_case 5 \\\\* 3'
    """
    flat = " ".join(value.split("\n")) if "\n" in value else value
    escaped = _SPECIAL.sub(lambda match: _replaced(match, flat), flat) if _may_be_special(flat) else flat
    opening = _LINE_START.match(escaped)
    return _start(opening) + escaped[opening.end() :] if opening else escaped


def _may_be_special(words: str) -> bool:
    """Return whether a text may have anything to escape within it, a mark, `www.` or `GH-1`; most have not."""
    if _MAY_BE_SPECIAL.search(words):
        return True
    return ("." in words and ("w." in words or "W." in words)) or ("-" in words and ("h-" in words or "H-" in words))


def _start(match: re.Match[str]) -> str:
    mark = match["mark"]
    if mark[0].isdigit():
        return mark + "\\"
    return f"&#{ord(mark[0])};{mark[1:]}" if mark[0] in "ei:~/!?" else "\\" + mark


def _replaced(match: re.Match[str], whole: str) -> str:
    kind, mark = match.lastgroup, match[0]
    if kind == "slash":
        return "\\" + mark
    if kind == "lodash":
        before = whole[match.start() - 1 : match.start()]
        after = whole[match.end() : match.end() + 1]
        return "_" if before.isalnum() and after.isalnum() else "\\_"
    if kind in ("mention", "issue"):
        return mark + JOINER
    if kind == "scheme":
        return mark.replace(":", "&#58;")
    named = {"entity": "&amp;", "angle": "&lt;"}
    return named.get(kind or "") or "".join(f"&#{ord(c)};" for c in mark)


def cell(value: str) -> str:
    """Return a text for a table cell."""
    return text(value)


def url(value: str) -> str:
    """Return an http(s) address for the target of a link, an empty text for anything else."""
    if not value.startswith(("https://", "http://")):
        return ""
    if not value.isascii():
        value = _HOST.sub(lambda match: match[1] + plain_host(match[2]), value)
    if _SAFE_ADDRESS.fullmatch(value):
        return value
    host = _NUMBERED_HOST.match(value)
    end = host.end() if host else 0
    return value[:end] + "".join(
        c if c.isascii() and c not in ' ()<>\\|`"{}[]^' else "".join(f"%{b:02X}" for b in c.encode())
        for c in value[end:]
    )


def code(value: str) -> str:
    """Return a code span that shows the text, whatever backticks it holds."""
    runs = re.findall(r"`+", value)
    fence = "`" * (max(map(len, runs), default=0) + 1)
    pad = " " if value.startswith("`") or value.endswith("`") else ""
    return f"{fence}{pad}{' '.join(value.split(chr(10)))}{pad}{fence}"


def slug(heading: str) -> str:
    """Return the anchor that GitHub gives a heading of plain text.

    Letters of any script with their marks, digits, numerals that are letters,
    and joining punctuation stay; a space becomes a hyphen; all else goes.

    >>> slug("F-1: Model training (opt-out)"), slug("प्रशिक्षण ½")
    ('f-1-model-training-opt-out', 'प्रशिक्षण-')
    """
    return "".join(c for c in heading.lower() if c in "- " or _in_anchor(c)).replace(" ", "-")


_CIRCLED = re.compile("[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")
"""Signs that Unicode counts as letters."""


def _in_anchor(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] in "LM" or kind in ("Nd", "Nl", "Pc") or _CIRCLED.match(character) is not None
