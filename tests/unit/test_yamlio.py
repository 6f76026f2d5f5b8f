"""`memo.yamlio`: what is refused, where, and by which code; and what stays exactly as written."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo import yamlio
from memo.hidden import hidden_character
from memo.yamlio import Mapping, Scalar, decoded, find, plain, read_bytes, read_plain, read_text, tree
from tests.support import faults_of, refusal

REFUSED_YAML = {
    "alias": ("a: &x 1\nb: *x", "anchor", 1, 4),
    "alias-alone": ("a: *x", "alias", 1, 4),
    "bomb": ("a: &a [x, x]\nb: &b [*a, *a]", "anchor", 1, 4),
    "tag": ("a: !!python/name:os.system x", "tag", 1, 4),
    "tag-str": ("a: !!str 1", "tag", 1, 4),
    "merge": ("a:\n  <<: {b: 1}", "merge-key", 2, 3),
    "twice": ("a: 1\nb: 2\na: 3", "duplicate-key", 3, 1),
    "twice-nested": ("a:\n  - b: 1\n    b: 2", "duplicate-key", 3, 5),
    "second-document": ("a: 1\n---\nb: 2", "second-document", 2, 1),
    "list-as-key": ("? [a]\n: 1", "bad-key", 1, 3),
    "tab": ("a:\n\tb: 1", "bad-yaml", 2, 1),
    "colon": ("a: b: c", "bad-yaml", 1, 5),
    "open-bracket": ("a: [1, 2", "bad-yaml", 2, 1),
    "at-sign": ("a: @x", "bad-yaml", 1, 4),
    "deep": ("[" * 30 + "]" * 30, "too-deep", 1, 26),
    "deeper-than-the-parser": ("[" * 5_000, "too-deep", 1, 1001),
    "nul": ("a: x\0y", "hidden-character", 1, 5),
    "escape": ("a: x\x1by", "hidden-character", 1, 5),
}


@pytest.mark.parametrize("case", REFUSED_YAML)
def test_yaml_that_could_mislead_is_refused(case: str) -> None:
    """Each construct of YAML that hides or multiplies meaning is refused at its line and column."""
    text, code, line, column = REFUSED_YAML[case]
    fault = refusal(tree, text, "f.yaml")
    assert (fault.code, fault.place.line, fault.place.column) == (code, line, column)
    assert fault.place.file == "f.yaml"


REFUSED_JSON = {
    "twice": ('{"a": 1,\n "a": 2}', "duplicate-key", 2, 2),
    "twice-escaped": ('{"a": 1, "\\u0061": 2}', "duplicate-key", 1, 10),
    "nan": ('{"a": NaN}', "bad-json", 1, 7),
    "infinity": ('{"a": -Infinity}', "bad-json", 1, 7),
    "comment": ('{"a": 1} // x', "bad-json", 1, 10),
    "trailing-comma": ('{"a": 1,}', "bad-json", 1, 9),
    "trailing-comma-list": ('{"a": [1,]}', "bad-json", 1, 10),
    "single-quotes": ("{'a': 1}", "bad-json", 1, 2),
    "bare-word": ('{"a": yes}', "bad-json", 1, 7),
    "leading-zero": ('{"a": 01}', "bad-json", 1, 8),
    "foreign-digit": ('{"a": \u0661}', "bad-json", 1, 7),
    "no-colon": ('{"a" 1}', "bad-json", 1, 6),
    "cut": ('{"a": [1', "bad-json", 1, 9),
    "open-string": ('{"a": "x', "bad-json", 1, 7),
    "bad-escape": ('{"a": "x\\q"}', "bad-json", 1, 9),
    "half-escape": ('{"a": "\\u12"}', "bad-json", 1, 9),
    "line-in-string": ('{"a": "x\ny"}', "bad-json", 1, 9),
    "second": ('{"a": 1}\n{"b": 2}', "bad-json", 2, 1),
    "deep": ('{"a": ' + "[" * 30 + "]" * 30 + "}", "too-deep", 1, 31),
    "lone-surrogate": ('{"a": "\\ud800"}', "hidden-character", 1, 7),
    "bidi-escape": ('{"a": "x\\u202ey"}', "hidden-character", 1, 7),
    "hidden-key": ('{"a\\u200b": 1}', "hidden-character", 1, 2),
}


@pytest.mark.parametrize("case", REFUSED_JSON)
def test_json_is_read_strictly(case: str) -> None:
    """JSON is read as its standard writes it; what parsers differ over is refused at its place."""
    text, code, line, column = REFUSED_JSON[case]
    fault = refusal(tree, text, "f.json")
    assert (fault.code, fault.place.line, fault.place.column) == (code, line, column)


QUOTES = "A value that contains ': ' or begins with one of  @ ` % & * ! | > [ {  needs quotes."
UNSEEN = "Remove it; the memo shows only what can be seen."
SAID = [
    ("f.yaml", "a: &x 1", "the anchor '&x' is not allowed", "Put the text in quotes if '&' belongs to it."),
    ("f.yaml", "a: *x", "the alias '*x' is not allowed", "Write the value out."),
    ("f.yaml", "a: !x 1", "the tag '!x' is not allowed", "Put the text in quotes if '!' belongs to it."),
    ("f.yaml", "<<: {b: 1}", "the merge key '<<' is not allowed", "Write the values out."),
    ("f.yaml", "\na: 1\na: 2", "the key 'a' stands here a second time", "It stands first in line 2."),
    ("f.yaml", "a: 1\n---\nb: 2", "a second document begins here; a file holds one review", ""),
    ("f.yaml", "? [a]\n: 1", "a key must be one plain word", ""),
    (
        "f.yaml",
        "a:\n\tb: 1",
        "is not YAML: found character that cannot start any token",
        "YAML indents with spaces, not tabs.",
    ),
    ("f.yaml", "a: b: c", "is not YAML: mapping values are not allowed in this context", QUOTES),
    ("f.yaml", "[" * 30 + "]" * 30, "values are nested deeper than 24 levels", ""),
    ("f.yaml", "[" * 5_000, "values are nested deeper than 24 levels", ""),
    ("f.yaml", "a: x\x1by", "the control character U+001B is not allowed", ""),
    (
        "f.yaml",
        "a: x\u202ey",
        "character 2 of the value is U+202E RIGHT-TO-LEFT OVERRIDE, which a reader cannot see",
        UNSEEN,
    ),
    ("f.json", '{"a": 1, "a": 2}', "the key 'a' stands here a second time", "It stands first in line 1."),
    ("f.json", '{"a": NaN}', "a JSON value is missing or is none JSON knows", ""),
    ("f.json", '{"a": 1} x', "there is text after the end of the JSON value", ""),
    ("f.json", '{"a": 1,}', "a key in double quotes is missing", ""),
    ("f.json", '{"a" 1}', "a colon is missing after the key", ""),
    ("f.json", '{"a": 1', "a comma or '}' is missing", ""),
    ("f.json", "[1", "a comma or ']' is missing", ""),
    ("f.json", '{"a": "x', "is not JSON: unterminated string", ""),
    ("f.json", '{"a": "x\ny"}', "is not JSON: invalid control character", ""),
    ("f.json", "[" * 26 + "]" * 26, "values are nested deeper than 24 levels", ""),
]


@pytest.mark.parametrize(("name", "text", "message", "hint"), SAID, ids=[case[2][:40] for case in SAID])
def test_a_refusal_says_what_and_what_helps(name: str, text: str, message: str, hint: str) -> None:
    """The words of each refusal are whole: what is wrong, and what to do where that can be said."""
    fault = refusal(tree, text, name)
    assert (fault.message, fault.hint) == (message, hint)


@pytest.mark.parametrize(
    ("name", "opening", "closing", "column"),
    [("f.yaml", "[", "]", 26), ("f.yaml", "{a: ", "}", 98), ("f.json", "[", "]", 26), ("f.json", '{"a": ', "}", 151)],
)
def test_the_deepest_that_is_read(name: str, opening: str, closing: str, column: int) -> None:
    """A value under 24 others is read, and the first beyond is refused at its own place, in a list and in a mapping."""
    inner = "1" if name == "f.json" else "x"
    assert plain(tree(opening * 24 + inner + closing * 24, name))
    fault = refusal(tree, opening * 25 + inner + closing * 25, name)
    assert (fault.code, fault.place.line) == ("too-deep", 1)
    assert fault.place.column == column


@pytest.mark.parametrize(
    ("text", "name"), [("[a, b, c]", "f.yaml"), ("{a: b, c: d}", "f.yaml"), ("[1, 2, 3]", "f.json")]
)
def test_as_many_values_as_are_allowed_are_read(monkeypatch: pytest.MonkeyPatch, text: str, name: str) -> None:
    """The published number of values is itself allowed, each counted once."""
    count = 5 if "{" in text else 4
    monkeypatch.setattr(yamlio, "MOST_NODES", count)
    assert plain(tree(text, name))
    monkeypatch.setattr(yamlio, "MOST_NODES", count - 1)
    fault = refusal(tree, text, name)
    assert (fault.code, fault.message) == ("too-many-values", f"the file has more than {count - 1} values")


def test_a_list_knows_where_it_begins() -> None:
    """Lists keep the place of their first mark, in either form, whole or empty."""
    for name, text in (("f.yaml", "a: [x]\nb: []"), ("f.json", '{"a": ["x"],\n"b": []}')):
        node = tree(text, name)
        assert isinstance(node, Mapping)
        places = [value.place for _, value in node.entries]
        assert [(one.line, one.column) for one in places] == (
            [(1, 4), (2, 4)] if name == "f.yaml" else [(1, 7), (2, 6)]
        )


def test_a_key_twice_names_both_lines() -> None:
    """An equal key is refused with the line of the first, so that nothing is lost in silence."""
    fault = refusal(tree, "vendor: A\nfindings: []\nvendor: B", "f.yaml")
    assert "'vendor'" in fault.message
    assert fault.place.line == 3
    assert "line 1" in fault.hint


@pytest.mark.parametrize(
    "written", ["no", "yes", "on", "1.10", "12:30", "0123", "1e3", "0x1F", "2026-11-25", ".5", "+1"]
)
@pytest.mark.parametrize("form", ["a: {}", "- {}", "{{a: {}}}"])
def test_scalars_stay_as_written(written: str, form: str) -> None:
    """Norway stays no, 1.10 keeps its nought and 12:30 stays a time: types are given later."""
    assert list(_leaves(plain(tree(form.format(written), "f.yaml")))) == [written]
    assert list(_leaves(read_plain(form.format(written)))) == [written]


def _leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in _leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in _leaves(inner)]
    return [value]


@pytest.mark.parametrize(
    ("written", "null"),
    [
        *((word, True) for word in ("", "~", "null", "Null", "NULL")),
        *((word, False) for word in ('""', '"null"', "nUll", "! null", "! x", "none")),
    ],
)
def test_nothing_is_nothing_only_without_quotes(written: str, null: bool) -> None:
    """A quoted word is a word; only an empty value, a tilde and a bare null say nothing."""
    node = tree(f"a: {written}", "f.yaml")
    assert (plain(node)["a"] is None) is null


@pytest.mark.parametrize("number", ["1.10", "-0", "1e999", "123456789012345678901234567890"])
def test_json_numbers_keep_their_spelling(number: str) -> None:
    """A number of JSON keeps every digit until the field's type reads it."""
    assert plain(tree(f'{{"a": {number}}}', "f.json")) == {"a": number}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_change_nothing(tmp_path: Path, ending: str, mark: bytes) -> None:
    """UTF-8 with or without BOM and any line ending is the same file."""
    path = tmp_path / "f.yaml"
    path.write_bytes(mark + "vendor: Ä\nfindings:\n  - title: x\n".replace("\n", ending).encode())
    assert read_text(path) == "vendor: Ä\nfindings:\n  - title: x\n"


@pytest.mark.parametrize(
    ("raw", "line", "likely"),
    [
        ("vendor: A\n".encode("utf-16"), 1, "UTF-16"),
        ("vendor: A\n".encode("utf-16-be"), 1, "UTF-16"),
        (b"PK\x03\x04abc", 1, "ZIP"),
        ("vendor: A\n".encode("utf-32"), 1, "UTF-32"),
        ("a: 1\nvendor: Müller\n".encode("latin-1"), 2, "Windows-1252 or Latin-1"),
        (b"a: 1\nb: \xc0\xaf", 2, "Latin-1"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", 1, "PDF"),
        (b"PK\x03\x04\xff\xff", 1, "ZIP"),
    ],
)
def test_other_encodings_are_named(tmp_path: Path, raw: bytes, line: int, likely: str) -> None:
    """What is not UTF-8 is refused with its line and the encoding it looks like, never guessed at."""
    path = tmp_path / "f.yaml"
    path.write_bytes(raw)
    fault = refusal(read_text, path)
    assert fault.code == "not-utf8"
    assert fault.place.line == line
    assert likely in fault.hint


@pytest.mark.parametrize(
    ("raw", "place", "message", "looks"),
    [
        ("A\n".encode("utf-16"), "1:1", "byte 3 (0x00)", "UTF-16; save it as UTF-8."),
        ("漢字漢字".encode("utf-16"), "1:1", "byte 0 (0xff)", "UTF-16; save it as UTF-8."),
        (b"\xfe\xff" + "漢字漢字".encode("utf-16-be"), "1:1", "byte 0 (0xfe)", "UTF-16; save it as UTF-8."),
        ("A\n".encode("utf-32"), "1:1", "byte 2 (0x00)", "UTF-32; save it as UTF-8."),
        (b"\0\0\xfe\xff" + "A".encode("utf-32-be"), "1:1", "byte 0 (0x00)", "UTF-32; save it as UTF-8."),
        (b"PK\x03\x04\xff", "1:1", "byte 0 (0x50)", "a ZIP archive or a PDF, not text."),
        (b"%PDF-1.7\n\xff", "1:1", "byte 0 (0x25)", "a ZIP archive or a PDF, not text."),
        (b"\n\xff", "2:1", "byte 1 (0xff)", "Windows-1252 or Latin-1; save it as UTF-8."),
        (b"ab\0\0", "1:1", "byte 2 (0x00)", "UTF-16; save it as UTF-8."),
    ],
)
def test_what_is_no_utf8_is_told_by_byte_and_place(raw: bytes, place: str, message: str, looks: str) -> None:
    """The refusal names file, line, byte and value, and what the file looks like."""
    fault = refusal(decoded, raw, "f.yaml")
    assert str(fault.place) == f"f.yaml:{place}"
    assert (fault.message, fault.hint) == (f"{message} is not UTF-8 text", f"The file looks like {looks}")


@pytest.mark.parametrize("raw", [b"\0aaa", b"\0" * 100 + b"a" * 300 + b"\0"])
def test_a_text_with_some_nul_is_no_other_encoding(raw: bytes) -> None:
    """A quarter of NUL among the first 400 bytes is not yet UTF-16; the characters are refused later, each as hidden."""
    assert decoded(raw, "f.yaml") == raw.decode()


class Endless:
    """A stream that gives as much as it is asked for, and counts."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def read(self, most: int) -> bytes:
        self.asked.append(most)
        return b"a" * most


def test_a_stream_is_read_to_the_limit_and_no_further() -> None:
    """One byte more than is allowed shows that there is more; no stream is read to its end for it."""
    stream = Endless()
    fault = refusal(read_text, "-", stream)
    assert stream.asked == [8 * 1024 * 1024 + 1]
    assert (fault.code, fault.message, str(fault.place)) == ("too-large", "is larger than 8 MiB", "-")


def test_as_much_of_a_file_is_read_as_was_asked_for(tmp_path: Path) -> None:
    """A file is read to the limit and one byte more, a shorter one whole."""
    path = tmp_path / "f"
    path.write_bytes(b"abcdef")
    assert read_bytes(path, 3) == b"abcd"
    assert read_bytes(path, 6) == read_bytes(path) == b"abcdef"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    """A named pipe without a writer would hold memo for ever; it is no regular file, and that is said at once."""
    os.mkfifo(tmp_path / "f.yaml")
    fault = refusal(read_text, tmp_path / "f.yaml")
    assert (fault.code, fault.message) == ("not-a-file", "is not a regular file")


def test_why_a_file_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's words are given where it has some, else those of the error; a missing file names none like it."""
    (tmp_path / "zebra").write_text("x", encoding="utf-8")
    (tmp_path / "yak").write_text("x", encoding="utf-8")
    fault = refusal(read_text, tmp_path / "findings.yaml")
    assert (fault.message, fault.hint) == ("there is no such file", "")
    assert refusal(read_text, tmp_path / "zebra" / "f").message == "cannot be read: Not a directory"
    (tmp_path / "f.yaml").write_text("x", encoding="utf-8")
    for step in ("open", "fdopen"):
        for error, words in ((OSError(5, "Input/output error"), "Input/output error"), (OSError("odd"), "odd")):

            def fail(*_: object, error: OSError = error) -> None:
                raise error

            with monkeypatch.context() as patched:
                patched.setattr(yamlio.os, step, fail)
                fault = refusal(read_text, tmp_path / "f.yaml")
            assert (fault.code, fault.message) == ("unreadable-file", f"cannot be read: {words}")


def test_a_file_that_opens_and_cannot_be_read_is_refused() -> None:
    """What the system opens and does not let be read is refused like any other file that cannot be."""
    if Path("/proc/self/mem").exists():
        assert refusal(read_text, "/proc/self/mem").code == "unreadable-file"


def test_a_missing_file_names_the_nearest_one(tmp_path: Path) -> None:
    """A missing file is refused with the name of the file that was probably meant."""
    (tmp_path / "findings.yaml").write_text("vendor: A", encoding="utf-8")
    fault = refusal(read_text, tmp_path / "finding.yaml")
    assert fault.code == "missing-file"
    assert "findings.yaml" in fault.hint


def test_a_link_that_leads_nowhere_is_not_named_as_its_own_nearest(tmp_path: Path) -> None:
    """A broken link is listed in its folder; the hint names another file or none."""
    (tmp_path / "review.yaml").symlink_to(tmp_path / "gone" / "review.yaml")
    fault = refusal(read_text, tmp_path / "review.yaml")
    assert fault.code == "missing-file"
    assert fault.hint == ""


def test_a_name_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    """A folder that is not there, a file taken for a folder, a name no file can have: refused, with no hint made up."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for name, code in (
        ("none/f.yaml", "missing-file"),
        ("file/f.yaml", "unreadable-file"),
        ("x" * 300, "unreadable-file"),
    ):
        fault = refusal(read_text, tmp_path / name)
        assert (fault.code, fault.hint) == (code, "")


def test_a_library_s_file_has_no_key_twice() -> None:
    """The quick reader of trusted files keeps scalars as text, and does not keep the last of two equal keys."""
    assert read_plain("a: no\nb: [1.10, ~]") == {"a": "no", "b": ["1.10", "~"]}
    with pytest.raises(ValueError, match="twice"):
        read_plain("a: 1\nb: 2\na: 3")


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    """A folder or a device is no findings file."""
    assert refusal(read_text, tmp_path).code in {"not-a-file", "unreadable-file"}
    assert refusal(read_text, "/dev/zero").code == "not-a-file"


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Reading stops at the published limit."""
    monkeypatch.setattr(yamlio, "MOST_BYTES", 1024)
    path = tmp_path / "f.yaml"
    path.write_bytes(b"a" * 1025)
    assert refusal(read_text, path).code == "too-large"
    assert refusal(read_text, "-", io.BytesIO(b"a" * 1025)).code == "too-large"
    path.write_bytes(b"a" * 1024)
    assert len(read_text(path)) == 1024


@pytest.mark.parametrize(("text", "name"), [("[a, b, c, d]", "f.yaml"), ('["a", "b", "c"]', "f.json")])
def test_a_file_of_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch, text: str, name: str) -> None:
    """Counting stops at the published number of values."""
    monkeypatch.setattr(yamlio, "MOST_NODES", 3)
    assert refusal(tree, text, name).code == "too-many-values"


def test_an_empty_file_is_an_empty_value() -> None:
    """A file with nothing in it holds nothing, at its first character."""
    node = tree("", "f.yaml")
    assert isinstance(node, Scalar)
    assert node.null
    assert str(node.place) == "f.yaml:1:1"


HIDDEN = (
    "\u202e\u202a\u2066\u2069\u200b\u2060\ufeff\u00ad\u3164\u115f\u061c\u180e"
    "\u0085\u2028\u2029\ufffe\ufdd0\U000e0041\U000e0001"
)


@pytest.mark.parametrize("character", HIDDEN, ids=lambda c: f"U+{ord(c):04X}")
def test_what_a_reader_cannot_see_is_refused(character: str) -> None:
    """A character that changes text without being seen is refused and named by its code point."""
    found = hidden_character(f"a{character}b")
    assert found is not None
    assert found[0] == 1
    assert f"U+{ord(character):04X}" in found[1]


def test_hidden_characters_are_all_named_with_their_places() -> None:
    """Every hidden character of a file is named in one run, in keys and values alike."""
    faults = faults_of(tree, 'a: "x\u202ey"\nb:\n  - "\u200b"\n"c\u2066": 1\n', "f.yaml")
    assert [(fault.code, fault.place.line) for fault in faults] == [("hidden-character", n) for n in (1, 3, 4)]
    assert "U+202E" in str(faults[0])
    assert "\u202e" not in str(faults[0])


OUT_OF_PLACE = {
    "joiner between Latin letters": "pass\u200dword",
    "non-joiner between Latin letters": "pass\u200cword",
    "joiner at the beginning": "\u200dword",
    "joiner between an arrow and a letter": "\u2194\u200dword",
    "joiner between a letter and an arrow": "word\u200d\u2194",
    "joiner between other signs of mathematics": "\u2192\u200d\u2192",
    "mark of direction in a Latin text": "pay\u200epal",
    "mark of the other direction in a Latin text": "pay\u200fpal",
    "Arabic mark in a Latin text": "pay\u061cpal",
    "selector behind a Latin letter": "a\ufe01b",
    "two selectors": "\u2764\ufe0f\ufe0f",
    "ideographic selector behind a Latin letter": "a\U000e0100b",
    "space of no width between Latin letters": "a\u200bb",
    "Mongolian selector behind a Latin letter": "a\u180bb",
    "noncharacter of a far plane": "a\U0009fffeb",
    "musical control": "a\U0001d173b",
    "tags behind no flag": "a\U000e0067\U000e0062\U000e007f",
    "word joiner between ideographs": "漢\u2060字",
    "tag behind an ideograph": "漢\U000e0041",
    "soft hyphen behind a Mongolian letter": "ᠮ\u00ad",
    "separator of vowels behind a Mongolian letter": "ᠮ\u180e",
    "space of no width between Latin and Thai": "a\u200bก",
    "space of no width between Thai and Latin": "ก\u200ba",
    "joiner between a picture and a capital": "🙂\u200dX",
    "selector at the beginning": "\ufe0fa",
}


@pytest.mark.parametrize("case", OUT_OF_PLACE)
def test_what_one_script_needs_is_hidden_in_another(case: str) -> None:
    """A joiner, a selector or a mark of direction is refused where the writing around it has no use for it."""
    assert hidden_character(OUT_OF_PLACE[case]) is not None


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [
        ("ab\u200b", 2, "U+200B ZERO WIDTH SPACE"),
        ("\x07", 0, "U+0007 control character"),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f a\u202e", 9, "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("🏴\U000e0067\U000e0062\U000e007f\u200da", 4, "U+200D ZERO WIDTH JOINER"),
    ],
)
def test_a_hidden_character_is_counted_from_the_beginning(text: str, at: int, name: str) -> None:
    """The place is that of the text as it was written, behind a flag of tags too; one without a name is a control."""
    assert hidden_character(text) == (at, name)


SEEN = {
    "arabic-mark": "\u061cالسعر 5",
    "persian-final-joiner": "سال ۱۴۰۴ ه\u200d",
    "bengali": "ক্\u200dষ র্\u200cয",
    "sinhala": "ක්\u200dෂ",
    "thai-words": "นโยบาย\u200bความเป็นส่วนตัว",
    "khmer-words": "គោលការណ៍\u200bឯកជនភាព",
    "mongolian": "ᠮᠣᠩᠭᠣᠯ\u180b ᠪᠢᠴᠢᠭ",
    "ideographic-selector": "葛\U000e0100城",
    "emoji-keycap": "1\ufe0f\u20e3 #\ufe0f\u20e3",
    "emoji-profession": "👩🏽\u200d⚕\ufe0f 🏳\ufe0f\u200d🌈 🏴\u200d☠\ufe0f ❤\ufe0f\u200d🔥",
    "emoji-arrow": "🙂\u200d↔\ufe0f 🙂\u200d↔ 🙂\u200d↕\ufe0f 🧑🏿\u200d🦽\u200d➡\ufe0f",
    "emoji-thing": "🐦\u200d⬛ 🍋\u200d🟩 👨🏾\u200d⚖\ufe0f 👩\u200d✈\ufe0f 🧔🏻\u200d♂ 🐻\u200d❄\ufe0f",
    "emoji-newer-than-the-table": "🧑🏻\u200d\U0001faef\u200d🧑🏽",
    "emoji-country": "🇩🇪 🇰🇷",
    "replacement": "a\ufffdb",
    "emoji-last-of-its-range": "🧑\u200d\U0001faff",
    "selector-of-mathematics": "A ∩\ufe00 B",
    "mongolian-last-selector": "ᠮ\u180f",
    "ideographic-last-selector": "葛\U000e01ef",
    "narrow-space": "10\u202f000\u00a0€\u3000全角",
    "arabic": "سياسة الخصوصية",
    "arabic-marked": "abc \u200fسياسة\u200e def",
    "hebrew": "מדיניות הפרטיות של \u200eClaude",
    "persian-joiner": "می\u200cخواهم",
    "hindi": "गोपनीयता नीति क्\u200dष",
    "korean": "개인정보 보호법",
    "chinese": "隐私政策，个人信息保护法",
    "japanese": "プライバシーポリシー",
    "emoji-family": "👩\u200d👩\u200d👧 ok",
    "emoji-heart": "❤\ufe0f",
    "flag-scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "combining": "e\u0301",
    "typographic": "“quoted” – §\u00a01798.120 … ’",
    "plain": "a < b & C:\\x snake_case 1. not a list",
    "tab": "a\tb",
}


@pytest.mark.parametrize("case", SEEN)
def test_the_writing_of_people_comes_through(case: str) -> None:
    """Every script people write comes through exactly, with the joiners that belong to it."""
    assert hidden_character(SEEN[case]) is None
    assert plain(tree("- |-\n  " + SEEN[case], "f.yaml")) == [SEEN[case]]


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z", "M"]), min_size=1, max_size=60))
def test_visible_letters_are_never_refused(text: str) -> None:
    """A text of letters, digits, signs and symbols is never taken for one that hides something."""
    if not any(c in "\u115f\u1160\u3164\uffa0\u17b4\u17b5" for c in text):
        assert hidden_character(text) is None


@given(
    st.dictionaries(
        st.text(st.characters(categories=["L", "N"]), min_size=1), st.text(st.characters(categories=["L", "N"]))
    )
)
def test_json_comes_back_as_it_went_in(values: dict[str, str]) -> None:
    """What the standard library writes as JSON is read back as the same keys and texts."""
    import json

    assume_seen = {k: v for k, v in values.items() if not hidden_character(k) and not hidden_character(v)}
    assert plain(tree(json.dumps(assume_seen), "f.json")) == assume_seen
    assert plain(tree(json.dumps(assume_seen, indent=2, ensure_ascii=False), "f.json")) == assume_seen


@pytest.mark.parametrize("name", ["f.yaml", "f.json"])
def test_lists_and_mappings_may_be_empty(name: str) -> None:
    """What holds nothing is read as holding nothing, in either form."""
    assert plain(tree('{"a": [], "b": [ ], "c": {}, "d": [[]]}', name)) == {"a": [], "b": [], "c": {}, "d": [[]]}


def test_a_path_finds_its_node_and_key() -> None:
    """A value's place is found by its path, and a path that ends early gives the last that exists."""
    root = tree("a:\n  - b: x\n  - c: y\n", "f.yaml")
    node, key = find(root, ("a", 1, "c"))
    assert (plain(node), str(key.place if key else "")) == ("y", "f.yaml:3:5")
    node, key = find(root, ("a", 1, "missing"))
    assert isinstance(node, Mapping)
    assert node.place.line == 3


@pytest.mark.parametrize("name", ["f.json", "<stdin>"])
def test_json_is_known_by_its_name_or_its_first_brace(name: str) -> None:
    """A file that is JSON by name, or by its first brace where it has no name, is read as JSON."""
    assert refusal(tree, "{a: 1}", name).code == "bad-json"
    assert plain(tree("{a: 1}", "f.yaml")) == {"a": "1"}


@pytest.mark.parametrize(
    ("path", "found", "key"),
    [
        ((), {"a": [{"b": "x"}, "y"], "c": "z"}, None),
        (("a",), [{"b": "x"}, "y"], "a"),
        (("a", 1), "y", None),
        (("a", 2), [{"b": "x"}, "y"], "a"),
        (("a", "variant", 0, "b"), "x", "b"),
        (("c", "variant", 0), "z", "c"),
        (("c", 0), "z", "c"),
        (("none", "b"), {"a": [{"b": "x"}, "y"], "c": "z"}, None),
    ],
)
def test_a_path_that_leaves_the_file_ends_where_it_does(
    path: tuple[str | int, ...], found: object, key: str | None
) -> None:
    """A step beyond a list, into a word or by another's name gives the last value there was, and the key it stands under."""
    node, under = find(tree("a:\n- b: x\n- y\nc: z", "f.yaml"), path)
    assert plain(node) == found
    assert (under.text if under is not None else None) == key


def test_json_says_nothing_by_null_alone() -> None:
    """A bare null is nothing, a quoted one a word; a colon needs no space behind it."""
    assert plain(tree('{"a": null, "b": "null", "c":1,"d":"x"}', "f.json")) == {
        "a": None, "b": "null", "c": "1", "d": "x"
    }  # fmt: skip


def test_every_value_of_json_knows_its_file_line_and_column() -> None:
    """Mappings, lists, words and what is refused are at the place where they begin."""
    root = tree('{"a":\n {"b": 1}, "c": {}, "d": "x"}', "f.json")
    places = {path: str(find(root, path)[0].place) for path in ((), ("a",), ("a", "b"), ("c",), ("d",))}
    assert places == {
        (): "f.json:1:1",
        ("a",): "f.json:2:2",
        ("a", "b"): "f.json:2:8",
        ("c",): "f.json:2:17",
        ("d",): "f.json:2:26",
    }
    assert str(refusal(tree, '{"a":\n NaN}', "f.json").place) == "f.json:2:2"


def test_a_control_character_is_placed_in_its_own_line() -> None:
    """The parser counts characters; memo names line and column."""
    assert str(refusal(tree, "a: 1\nb: 2\nc: x\x1by", "f.yaml").place) == "f.yaml:3:5"


def test_a_key_twice_names_the_line_of_the_first_key() -> None:
    """The first is named by where its key stands, not by where its value does."""
    assert refusal(tree, "a:\n  x: 1\na: 2", "f.yaml").hint == "It stands first in line 1."


def test_a_name_settles_what_a_brace_begins() -> None:
    """A YAML file may begin with a brace by either ending; what has no name and begins with one is JSON."""
    assert plain(tree("{a: 1}", "f.yml")) == plain(tree("{a: 1}", "f.yaml")) == {"a": "1"}
    assert refusal(tree, "\n {a: 1}", "<stdin>").code == "bad-json"


@pytest.mark.parametrize(
    "text",
    ["a:\n- b: c\n   d: e\n", "a:\n - b: c\n- d: e\n", "a: b\n c: d\n", "a:\n  - b: c\n   d: e\n", 'a: "b" c\n'],
)
def test_a_key_in_the_wrong_column_is_told_of_columns(text: str) -> None:
    """Where a key or a dash stands askew, quotes would not help, and the hint does not speak of them."""
    fault = refusal(tree, text, "f.yaml")
    assert fault.code == "bad-yaml"
    assert fault.hint.startswith("The keys of a group, and the '-' of a list, begin in one column")
