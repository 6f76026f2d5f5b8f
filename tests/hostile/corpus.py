"""A corpus of hostile findings files, made from one good file: each case knows what has to become of it.

`cases()` is the same list at every run. A case changes one thing: bytes, the
structure of YAML or JSON, the shape of one field, one character, one text.
The tests run the list as Markdown, and a few of it as PDF; with `--nightly`
all of it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from memo.limits import FIRST_DAY, LAST_DAY, LONGEST_LINE, LONGEST_TEXT, MOST_DEPTH

Path = tuple[str | int, ...]

GOOD: dict[str, Any] = {
    "review": {
        "title": "plain words", "date": "2026-11-25", "as_of": "2026-11-25", "to": "plain words",
        "from": "plain words", "reference": "plain words", "classification": "plain words",
        "decision": "approve-with-conditions", "owners": ["widget-team"],
    },
    "client": {
        "name": "plain words", "role": "controller", "established_in": ["DE"], "people_in": ["DE", "US-CA"],
        "sectors": ["software"], "turnover": {"amount": "1000", "currency": "EUR"},
    },
    "vendor": {"name": "plain words", "product": "plain words", "role": "processor", "established_in": ["US-CA"]},
    "documents": [
        {"id": "terms", "title": "plain words", "url": "https://vendor.example/terms", "version": "plain words",
            "captured": "2026-05-11T06:00:00Z", "sha256": "9f86d081884c"},
    ],
    "findings": [
        {
            "id": "F-1", "title": "plain words", "document": "terms", "section": "plain words",
            "quote": "plain words", "summary": "plain words", "impact": "plain words", "analysis": "plain words",
            "severity": "high", "confidence": "medium", "topics": ["training"], "data_categories": ["plain words"],
            "people": ["plain words"], "jurisdictions": ["DE"],
            "comparisons": [{"vendor": "plain words", "quote": "plain words", "note": "plain words"}],
            "actions": [{"title": "plain words", "owner": "Plain Words", "due": "2026-12-15"}],
            "privileged": False,
        },
        {"title": "plain words", "quote": "plain words", "topics": ["keeping"]},
    ],
}  # fmt: skip
"""Every field of the model, each text in it the same harmless words."""

LINES: tuple[Path, ...] = (
    ("review", "title"), ("review", "to"), ("review", "from"), ("review", "reference"), ("review", "classification"),
    ("client", "name"), ("vendor", "name"), ("vendor", "product"), ("documents", 0, "title"),
    ("documents", 0, "version"), ("findings", 0, "title"), ("findings", 0, "section"),
    ("findings", 0, "data_categories", 0), ("findings", 0, "people", 0), ("findings", 0, "comparisons", 0, "vendor"),
    ("findings", 0, "actions", 0, "title"),
)  # fmt: skip
"""Fields of one plain line."""
VERBATIM: tuple[Path, ...] = (("findings", 0, "quote"), ("findings", 0, "comparisons", 0, "quote"))
"""Long fields that are the words of a document: no mark in them is read."""
PROSE: tuple[Path, ...] = (
    ("findings", 0, "summary"), ("findings", 0, "impact"), ("findings", 0, "analysis"),
    ("findings", 0, "comparisons", 0, "note"),
)  # fmt: skip
"""Long fields of a little Markdown."""

INJECTIONS = {
    "markup": "# Head **bold** _em_ `code` ~~gone~~ [link](https://evil.example) ![img](https://evil.example/x.png)",
    "pipes": "a | b || c \\| d \\",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)><!-- c --><b>b</b></section></body>",
    "style": "</style><style>@page{size:9cm}</style> url(https://evil.example/x) @import 'x'",
    "template": "{{ 7919*6007 }} {% for x in y %} ${x} #{x} %s {0.__class__} <%= x %>",
    "macro": "{code} {include} {{< x >}} [TOC] [[wiki]] --8<-- \"x\"",
    "mention": "@everyone cc @org/team write x@evil.example #1 !2 GH-3 a/b#4 <!channel> <@U123>",
    "action": "/close",
    "admonition": "!!! note",
    "container": "::: warning",
    "link": "https://evil.example www.evil.example HTTP://EVIL.EXAMPLE ftp://evil.example <https://evil.example>",
    "entity": "&amp; &lt;b&gt; &#35; &nbsp; AT&T",
    "front matter": "--- title: x ---",
    "footnote": "[^1] [^1]: note [ref]: https://evil.example",
    "formula": "=1+1 $x^2$ \\(x\\) \\[y\\]",
    "fence": "``` not a fence",
    "tildes": "~~~ not a fence ~~~",
    "rule": "***",
    "underline": "===",
    "number": "1. not a list",
    "bracket": "1) not a list",
    "dash": "- not a list",
    "plus": "+ not a list",
    "quote": "> not a quote",
    "definition": ": not a definition",
    "module": "import x from 'y'",
    "closing": "Written in C #",
    "emoji name": ":tada: :smile:",
}  # fmt: skip
"""Texts that some reader of Markdown, HTML or a template acts on."""

WRITING = {
    "arabic": "سياسة الخصوصية (v2)",
    "hebrew": "מדיניות הפרטיות של \u200eClaude\u200e",
    "persian": "می\u200cخواهم",
    "hindi": "गोपनीयता नीति क्\u200dष",
    "thai": "นโยบายความเป็นส่วนตัว",
    "korean": "개인정보 처리방침",
    "chinese": "隐私政策，个人信息保护法",
    "japanese": "プライバシーポリシー「第1条」",
    "greek and cyrillic": "Πολιτική απορρήτου · Политика",
    "emoji": "👩\u200d👩\u200d👧 ❤\ufe0f 🇩🇪 👍🏽",
    "composed": "e\u0301 Å ﬁ",
    "comparison": "a < b && c > d",
    "snake": "snake_case and __init__ and 5 * 3 * 2",
    "path": "C:\\x\\new",
    "money": "$5, 50 % of €10; §§ 1798.100–199",
    "quotes": "“quoted” – ‘it’s’ …",
    "code point": "\\u202e \\n \\t %20 &c.",
    "numbers": "0123 1.10 12:30 1e3",
    "norway": "no",
    "nothing": "null",
}
"""What people write, and what has to come through as it is."""

HIDDEN = {
    "right-to-left override": "\u202e", "left-to-right embedding": "\u202a", "isolate": "\u2066", "pop": "\u2069",
    "zero-width space": "\u200b", "joiner": "\u200d", "non-joiner": "\u200c", "word joiner": "\u2060",
    "byte order mark": "\ufeff", "soft hyphen": "\u00ad", "hangul filler": "\u3164", "tag": "\U000e0041",
    "next line": "\u0085", "line separator": "\u2028", "paragraph separator": "\u2029", "null": "\0",
    "escape": "\x1b", "vertical tab": "\x0b", "form feed": "\x0c", "delete": "\x7f", "c1": "\x9b",
    "noncharacter": "\ufffe", "far noncharacter": "\U0010ffff", "selector": "\U000e0101", "direction": "\u200f",
}  # fmt: skip
"""Each hidden between two Latin letters."""


@dataclass(frozen=True)
class Case:
    """One file: its bytes and name, the code it is refused with, or the text that has to be read back."""

    kind: str
    name: str
    raw: bytes
    refused: str = ""
    text: str = ""
    path: Path = ()
    suffix: str = ".yaml"

    @property
    def id(self) -> str:
        return f"{self.kind}: {self.name}"


def written(values: Any) -> bytes:
    """Return values as a YAML file."""
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000).encode()


def replaced(path: Path, value: Any) -> dict[str, Any]:
    """Return the good values with another one at a path."""
    values = copy.deepcopy(GOOD)
    inner: Any = values
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return values


def dotted(path: Path) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def groups(value: Any = GOOD, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every group of keys of the good file."""
    if isinstance(value, dict):
        yield path
        for key, inner in value.items():
            yield from groups(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from groups(inner, (*path, index))


def at(path: Path) -> Any:
    value: Any = GOOD
    for step in path:
        value = value[step]
    return value


def cases() -> list[Case]:
    """Return the whole corpus."""
    return [*_bytes(), *_structure(), *_json(), *_keys(), *_shapes(), *_sizes(), *_values(), *_hidden(), *_texts()]


def _bytes() -> Iterator[Case]:
    good = written(GOOD)
    yield Case("bytes", "as it is", good)
    yield Case("bytes", "with a byte order mark", b"\xef\xbb\xbf" + good)
    yield Case("bytes", "CRLF", good.replace(b"\n", b"\r\n"))
    yield Case("bytes", "CR", good.replace(b"\n", b"\r"))
    yield Case("bytes", "no last line end", good.rstrip(b"\n"))
    yield Case("bytes", "document marks", b"---\n" + good + b"...\n")
    yield Case("bytes", "comments", b"# a\n" + good + b"# b\n")
    for encoding in ("utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le"):
        yield Case("bytes", encoding, good.decode().encode(encoding), "not-utf8")
    for name, bad in {
        "latin-1": b"\xe4", "overlong": b"\xc0\xaf", "surrogate": b"\xed\xa0\x80", "cut": b"\xe2\x82",
        "beyond Unicode": b"\xf5\x80\x80\x80", "lone continuation": b"\x80",
    }.items():  # fmt: skip
        yield Case("bytes", name, good.replace(b"plain", b"pl" + bad + b"in", 1), "not-utf8")
    yield Case("bytes", "PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not-utf8")
    yield Case("bytes", "ZIP", b"PK\x03\x04\x14\x00\xff\xfe", "not-utf8")
    yield Case("bytes", "PDF of ASCII alone", b"%PDF-1.7\n1 0 obj\n", "not-utf8")
    yield Case("bytes", "ZIP of ASCII alone", b"PK\x03\x04abc", "not-utf8")
    yield Case("bytes", "empty", b"", "not-a-review")
    yield Case("bytes", "blank lines", b"\n\n\n", "not-a-review")
    yield Case("bytes", "comment alone", b"# nothing\n", "not-a-review")
    yield Case("bytes", "plain text", b"Dear counsel\n", "not-a-review")


def _structure() -> Iterator[Case]:
    good = written(GOOD)
    head = b"vendor: A\nfindings:\n- title: "
    for name, body, code in (
        ("anchor", b"&x a\n", "anchor"), ("alias", b"*x\n", "alias"), ("tag", b"!!str a\n", "tag"),
        ("python tag", b"!!python/object/apply:os.system [id]\n", "tag"), ("own tag", b"!x a\n", "tag"),
        ("float tag", b"!!float x\n", "tag"), ("time tag", b"!!timestamp x\n", "tag"),
        ("binary tag", b"!!binary aGk=\n", "tag"), ("list as text", b"[a, b]\n", "wrong-type"),
        ("group as text", b"{a: b}\n", "wrong-type"), ("open bracket", b"[a\n", "bad-yaml"),
        ("open quote", b"'a\n", "bad-yaml"), ("colon", b"a: b: c\n", "bad-yaml"), ("at", b"@a\n", "bad-yaml"),
        ("backtick", b"`a`\n", "bad-yaml"), ("percent", b"%a\n", "bad-yaml"), ("bad escape", b'"\\q"\n', "bad-yaml"),
        ("tab", b"a\n\tquote: b\n", "bad-yaml"), ("self-reference", b"&x [*x]\n", "anchor"),
    ):  # fmt: skip
        yield Case("YAML", name, head + body, code)
    yield Case("YAML", "bomb", b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n" + good, "anchor")
    yield Case("YAML", "merge key", b"<<: {vendor: B}\n" + good, "merge-key")
    yield Case("YAML", "second document", good + b"---\nvendor: B\n", "second-document")
    yield Case("YAML", "directive", b"%TAG ! tag:evil.example,2026:\n---\n" + good)
    yield Case("YAML", "list as key", b"? [a]\n: b\n" + good, "bad-key")
    yield Case("YAML", "group as key", b"? {a: b}\n: b\n" + good, "bad-key")
    yield Case("YAML", "too deep", b"a: " + b"[" * (MOST_DEPTH + 6) + b"]" * (MOST_DEPTH + 6) + b"\n", "too-deep")
    yield Case("YAML", "five thousand brackets", b"[" * 5_000, "too-deep")
    yield Case("YAML", "list at the top", b"- " + good.replace(b"\n", b"\n  ").rstrip() + b"\n", "not-a-review")
    for path in groups():
        if path and isinstance(path[-1], str):
            yield Case("equal keys", dotted(path), good + written({path[0]: GOOD[str(path[0])]}), "duplicate-key")
    for ids in (("F-1", "F-1"), ("F-1", "f-1"), ("A", "a")):
        values = copy.deepcopy(GOOD)
        values["findings"][0]["id"], values["findings"][1]["id"] = ids
        yield Case("equal ids", " ".join(ids), written(values), "duplicate-id")
    values = copy.deepcopy(GOOD)
    values["documents"] *= 2
    yield Case("equal ids", "documents", json.dumps(values).encode(), "duplicate-id", suffix=".json")


def _json() -> Iterator[Case]:
    good = json.dumps(GOOD, ensure_ascii=False)
    yield Case("JSON", "as it is", good.encode(), suffix=".json")
    yield Case("JSON", "escaped", json.dumps(GOOD).encode(), suffix=".json")
    yield Case("JSON", "indented", json.dumps(GOOD, indent=4).encode(), suffix=".json")
    head = '{"vendor": "A", "findings": [{"title": "a"}]'
    for name, tail, code in (
        ("equal keys", ', "vendor": "B"}', "duplicate-key"), ("equal keys escaped", ', "\\u0076endor": "B"}', "duplicate-key"),
        ("NaN", ', "x": NaN}', "bad-json"), ("Infinity", ', "x": -Infinity}', "bad-json"),
        ("comma", ",}", "bad-json"), ("comment", "} // x", "bad-json"), ("cut", "", "bad-json"),
        ("second value", "}{}", "bad-json"), ("leading nought", ', "x": 01}', "bad-json"),
        ("bare word", ', "x": yes}', "bad-json"), ("bad escape", ', "x": "\\x41"}', "bad-json"),
        ("lone surrogate", ', "x": "\\ud800"}', "hidden-character"), ("bidi", ', "x": "\\u202e"}', "hidden-character"),
        ("deep", ', "x": ' + "[" * 5_000 + "}", "too-deep"), ("unknown key", ', "x": 1}', "unknown-key"),
        ("prototype", ', "__proto__": {}}', "unknown-key"), ("long number", ', "x": ' + "9" * 5_000 + "}", "unknown-key"),
    ):  # fmt: skip
        yield Case("JSON", name, (head + tail).encode(), code, suffix=".json")
    for name, amount, code in (
        ("number without end", "9" * 5_000, "wrong-value"), ("huge exponent", "1e999999", "wrong-value"),
        ("negative", "-1", "wrong-value"), ("text", '"much"', "wrong-type"),
    ):  # fmt: skip
        text = good.replace('"amount": "1000"', f'"amount": {amount}')
        yield Case("JSON amount", name, text.encode(), code, suffix=".json")


def _keys() -> Iterator[Case]:
    for path in groups():
        group = at(path)
        for name, key in (("unknown", "xyzzy"), ("class", "__class__"), ("capital", str(next(iter(group))).upper())):
            values = replaced(path, {**group, key: "x"}) if path else {**GOOD, key: "x"}
            yield Case("unknown key", f"{dotted(path) or 'file'}, {name}", written(values), "unknown-key")
    for path in (("vendor",), ("findings",)):
        values = copy.deepcopy(GOOD)
        del values[path[0]]
        yield Case("missing key", dotted(path), written(values), "missing-key")
    yield Case("missing key", "title", written(replaced(("findings", 0), {"quote": "a"})), "missing-key")
    yield Case("empty list", "findings", written(replaced(("findings",), [])), "empty-findings")


def _shapes() -> Iterator[Case]:
    for path in (*LINES, *VERBATIM, *PROSE):
        for name, value in (("list", ["a"]), ("group", {"a": "b"})):
            if path == ("vendor", "name") and name == "group":
                continue
            yield Case("wrong shape", f"{dotted(path)} as {name}", written(replaced(path, value)), "wrong-type")
    for path in LINES:
        yield Case("blank", dotted(path), written(replaced(path, "  ")), "wrong-value")
        yield Case("line break", dotted(path), written(replaced(path, "a\nb")), "wrong-value")
    for path in groups():
        if path:
            yield Case("wrong shape", f"{dotted(path)} as list", written(replaced(path, ["a"])), "wrong-type")


def _sizes() -> Iterator[Case]:
    for path in LINES:
        yield Case("too long", dotted(path), written(replaced(path, "x" * (LONGEST_LINE + 1))), "too-long")
        yield Case("longest", dotted(path), written(replaced(path, "x" * LONGEST_LINE)), text="x" * LONGEST_LINE)
    for path in (*VERBATIM, *PROSE):
        yield Case("too long", dotted(path), written(replaced(path, "x" * (LONGEST_TEXT + 1))), "too-long")


def _values() -> Iterator[Case]:
    wrong: list[tuple[Path, str, str]] = [
        (path, value, "unknown-word")
        for path in (
            ("review", "decision"), ("client", "role"), ("vendor", "role"), ("findings", 0, "severity"),
            ("findings", 0, "confidence"),
        )
        for value in ("hihg", "HIGH", "high ", "<b>", "{{x}}")
    ]  # fmt: skip
    days = ("2026-02-30", "2026-13-01", "26-11-25", "25.11.2026", "20261125", "1700000000", "0000-00-00", "now",
        "0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31")  # fmt: skip
    for path in (("review", "date"), ("review", "as_of"), ("findings", 0, "actions", 0, "due")):
        wrong += [(path, value, "wrong-value") for value in days]
    wrong += [
        (("documents", 0, "captured"), value, "wrong-value")
        for value in ("9999-12-31", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "2200-01-01T00:00:00Z")
    ]
    wrong += [(("client", "people_in", 0), value, "wrong-value") for value in ("UK", "XX", "US-ZZ", "de", "D\u0415")]
    wrong += [
        (("documents", 0, "url"), value, "wrong-value")
        for value in (
            "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.example", "//a.example", "https://",
            "https://user@a.example/", "https://a b.example", "https://a.example\\@b.example/", "https://a..b/",
            "HTTPS:\\\\a.example", "https://a%2eb.example/", "https://-a.example/", "vbscript:x",
        )
    ]  # fmt: skip
    wrong += [
        (("findings", 0, "id"), value, "wrong-value") for value in ("../x", "a b", "-x", "<b>", "a/b", "é", ".x", "a|b")
    ]
    wrong += [(("findings", 0, "id"), "x" * 61, "too-long")]
    wrong += [(("documents", 0, "sha256"), value, "wrong-value") for value in ("xyz", "12345", "g" * 64)]
    wrong += [(("client", "turnover", "currency"), value, "wrong-value") for value in ("eur", "EURO", "€")]
    wrong += [(("client", "turnover", "amount"), value, "wrong-value") for value in ("-1", "1e999", "NaN", "Infinity")]
    wrong += [(("client", "turnover", "amount"), value, "wrong-type") for value in ("1,000", "a", "1.000.000")]
    wrong += [(("findings", 0, "privileged"), value, "wrong-type") for value in ("maybe", "[]", "2")]
    wrong += [(("findings", 0, "document"), value, "unknown-document") for value in ("term", "TERMS", "../terms")]
    wrong += [(("findings", 0, "topics", 0), value, "unknown-topic") for value in ("trainin", "<b>", "Training")]
    for path, value, code in wrong:
        yield Case("wrong value", f"{dotted(path)} {value[:24]!r}", written(replaced(path, value)), code)
    for day in (FIRST_DAY, LAST_DAY):
        days = {"date": day.isoformat(), "as_of": day.isoformat(), "signature_on": day.isoformat()}
        yield Case("farthest day", str(day), written({**GOOD, "review": {**GOOD["review"], **days}}))
    for path in ("../../etc/passwd", "/etc/passwd", "a/../../b"):
        document = {**GOOD["documents"][0], "path": path}
        yield Case("path", path, written(replaced(("documents", 0), document)), "bad-path")


def _hidden() -> Iterator[Case]:
    fields = (*LINES, *VERBATIM, *PROSE)
    for index, (name, character) in enumerate(HIDDEN.items()):
        for step in range(3):
            path = fields[(index * 3 + step) % len(fields)]
            raw = json.dumps(replaced(path, f"pay{character}pal")).encode()
            yield Case("hidden character", f"{name} in {dotted(path)}", raw, "hidden-character", suffix=".json")
    raw = json.dumps({**GOOD, "ven\u200bdor": "x"}).encode()
    yield Case("hidden character", "in a key", raw, "hidden-character", suffix=".json")


def _texts() -> Iterator[Case]:
    """Every field with every injection, then with the writing of people; prose takes what its Markdown leaves alone."""
    for kind, texts in (("injection", INJECTIONS), ("writing", WRITING)):
        for name, text in texts.items():
            for path in (*LINES, *VERBATIM):
                yield Case(kind, f"{name} in {dotted(path)}", written(replaced(path, text)), text=text, path=path)
            if kind == "writing" and not set(text) & set("\\*_"):
                for path in PROSE:
                    yield Case(kind, f"{name} in {dotted(path)}", written(replaced(path, text)), text=text, path=path)
