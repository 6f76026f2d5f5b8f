"""The reader never fails, never misplaces, and does not lose itself in text made to hurt it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memo.citation.find import CitationReader, Found, Naming
from memo.citation.pinpoint import parse

READER = CitationReader(
    [
        Naming("eu-gdpr", ("GDPR", "General Data Protection Regulation", "Regulation (EU) 2016/679"), recitals=True),
        Naming("us-ca-ccpa", ("CCPA",), ("Civil Code",), r"(?<![\d.])1798\.1\d\d(?:\.\d{1,3})?(?!\d)", "section"),
        Naming("kr-pipa", ("Korea PIPA", "개인정보 보호법"), ("PIPA",), hyphenated=True),
        Naming("ca-ab-pipa", ("Alberta PIPA", "PIPA"), held=False),
    ]
)  # fmt: skip
WORDS = """Art. Arts. Article Articles § §§ Section Recital Annex 제 조 항 의 호 GDPR CCPA PIPA Korea XYZG 6 13 1798.120
    28-8 14/15 (1) (f) ( ) [ ] . , ; and or to - – IX point paragraph ibid. 「 」 “ ” 's"""
PHRASES = (
    "개인정보 보호법", "Civil Code", "Regulation (EU) 2016/679", "of the", "of that Regulation", "lit. f", "Abs. 1",
    "§ 2º", "et seq.", "this Agreement", "Foo Protection Act", "第十三条", "15 U.S.C.", "Cal. Civ. Code", "Annex to", "Act 2018", "\n", "\n\n", "https://a.b/c",
)  # fmt: skip
PIECES = st.sampled_from([*WORDS.split(), *PHRASES])
HURTFUL = (
    "(", "((((", "Art. ", "Art. 6(1)", "§ ", "Abs. 1 ", "of the ", "GDPR ", "PIPA of ", "Foo Bar Act ", "point (f) of ",
    "1798.100, ", "제1조 ", "a", "9", " ", "\n", ".", "/", "@", "A.B.", "Korea's ", "(GDPR", "Law on the ",
    "6, ", "and ", "第", "第一", "第1条", "个人信息保护法", "《", "15 U.S.C. ", "Civil Code ", "Open Data Act ", "Annex ", "s 5 ",
    "Act 2018 ", "6-1-1303 ", "Schedule 1, clause 4.3 ",
)  # fmt: skip


def consistent(text: str, found: tuple[Found, ...]) -> bool:
    ends = [0, *(f.end for f in found)]
    return all(
        text[f.start : f.end] == f.text and f.start < f.end and f.start >= before
        for f, before in zip(found, ends, strict=False)
    )


@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " ", "\u00a0"]))
@settings(max_examples=400, deadline=None)
def test_pieces_of_citations_in_any_order(pieces: list[str], joint: str) -> None:
    """Offsets are exact and in order whatever the words are."""
    text = joint.join(pieces)
    assert consistent(text, READER.find(text))


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    """No text makes the reader fail."""
    assert consistent(text, READER.find(text))


@given(st.lists(PIECES, max_size=20))
@settings(max_examples=200, deadline=None)
def test_laws_are_those_the_reader_was_told_of(pieces: list[str]) -> None:
    """A citation never bears a law that no naming has."""
    known = {naming.law for naming in READER.namings}
    assert all(set(found.laws) <= known for found in READER.find(" ".join(pieces)))


@given(st.lists(PIECES | st.text("0123456789abIVX.-/:()§º ", max_size=6), max_size=20))
@settings(max_examples=300, deadline=None)
def test_numbers_are_in_the_form_of_the_house(pieces: list[str]) -> None:
    """Each provision of a known law can be parsed, and so cited and looked up."""
    for found in READER.find(" ".join(pieces)):
        for number in found.pinpoints if found.laws else ():
            assert str(parse(number))


@pytest.mark.parametrize("piece", HURTFUL, ids=repr)
def test_long_repetition_is_read_to_its_end(piece: str) -> None:
    """Fifty thousand characters of one piece are read without getting lost, and a citation after them is found.

    The test would hang, not fail, if a pattern took more than its share of time.
    """
    text = piece * (50_000 // len(piece)) + ".\n\nSee Art. 6 GDPR."
    found = READER.find(text)
    assert consistent(text, found)
    assert found and found[-1].text.endswith("Art. 6 GDPR")


@given(st.lists(PIECES, min_size=1, max_size=15))
@settings(max_examples=150, deadline=None)
def test_a_paragraph_is_read_alike_wherever_it_stands(pieces: list[str]) -> None:
    """Plain text before a paragraph moves its citations and changes nothing else about them."""
    text = " ".join(pieces)
    before = "Nothing is cited here\n\n"
    moved = READER.find(before + text)
    assert [(f.text, f.start - len(before), f.laws, f.pinpoints) for f in moved] == [
        (f.text, f.start, f.laws, f.pinpoints) for f in READER.find(text)
    ]
