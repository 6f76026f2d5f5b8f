"""`memo.citation.pinpoint` and `style`: the one form inside memo, and the forms on paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.citation.pinpoint import Pinpoint, parse
from memo.citation.style import numbering, unbroken, write
from tests.support import spaced

NUMBERS = st.one_of(
    st.integers(1, 999).map(str),
    st.from_regex(r"1798\.[1-9][0-9]{1,2}(\.[1-9][0-9]?)?", fullmatch=True),
    st.from_regex(r"[1-9][0-9]?-[1-9]", fullmatch=True),
    st.from_regex(r"[1-9][0-9]?[a-c]", fullmatch=True),
)
ROOTS = st.one_of(
    NUMBERS,
    st.sampled_from(["I", "II", "III", "IV", "IX", "XIII"]).map("Annex {}".format),
    st.integers(1, 180).map("Recital {}".format),
)
LABELS = st.one_of(
    st.integers(1, 40).map(str),
    st.from_regex(r"[a-z]{1,2}", fullmatch=True),
    st.sampled_from(["I", "IV", "VIII", "§1", "§2", "가", "1-2", "bis"]),
)
PINPOINTS = st.builds(Pinpoint, ROOTS, st.lists(LABELS, max_size=4).map(tuple))


@given(PINPOINTS)
def test_a_pinpoint_comes_back_as_it_was_written(pinpoint: Pinpoint) -> None:
    """Every pinpoint reads back from its own text."""
    assert parse(str(pinpoint)) == pinpoint
    assert str(parse(str(pinpoint))) == str(pinpoint)


@given(PINPOINTS)
def test_a_pinpoint_stands_within_itself_and_its_parents(pinpoint: Pinpoint) -> None:
    """A point stands in its paragraph and its article, never the other way round."""
    parent = pinpoint.parent
    assert pinpoint.within(pinpoint)
    if parent is not None:
        assert pinpoint.within(parent)
        assert not parent.within(pinpoint)
        assert pinpoint.within(Pinpoint(pinpoint.root))


@given(st.lists(PINPOINTS, max_size=12))
def test_any_pinpoints_can_be_put_in_order(pinpoints: list[Pinpoint]) -> None:
    """Provisions of one law can always be sorted, whatever their labels are."""
    ordered = sorted(pinpoints, key=lambda p: p.order)
    assert sorted(ordered, key=lambda p: p.order) == ordered


def test_order_is_that_of_the_law() -> None:
    """Numbers go by size and Roman numerals by value; annexes follow, recitals come last."""
    given_ = [
        "Recital 4",
        "Annex III(1)",
        "10",
        "9(2)(b)",
        "9(2)(a)",
        "9",
        "18(IX)",
        "18(VIII)",
        "1798.105",
        "1798.100",
        "Annex II",
        "28-2",
        "28",
    ]
    wanted = [
        "9",
        "9(2)(a)",
        "9(2)(b)",
        "10",
        "18(VIII)",
        "18(IX)",
        "28",
        "28-2",
        "1798.100",
        "1798.105",
        "Annex II",
        "Annex III(1)",
        "Recital 4",
    ]
    assert [str(p) for p in sorted(map(parse, given_), key=lambda p: p.order)] == wanted


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("6 (1)(f)", "6(1)(f)"), (" 6(1)( f )", "6(1)(f)"), ("annex iii(1)(a)", "Annex III(1)(a)"),
        ("18, VI", "18(VI)"),
        ("18, § 2º", "18(§2)"), ("RECITAL 47", "Recital 47"), ("1798.140(d)(1)(A)", "1798.140(d)(1)(A)"),
        ("28-8(1)", "28-8(1)"),
    ],
)  # fmt: skip
def test_other_spellings_give_the_one_form(written: str, form: str) -> None:
    """A provision has one form inside memo, however its law separates the parts."""
    assert str(parse(written)) == form


@pytest.mark.parametrize("text", ["", "(1)", "6(1", "6)1(", "6()", "6(1)x", "6 und 7", "§ 6"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """A text that is no provision number is refused, never cut to fit."""
    with pytest.raises(ValueError, match="no provision number"):
        parse(text)


@pytest.mark.parametrize(
    ("pattern", "law", "pinpoints", "labels", "citation"),
    [
        ("Art. {pinpoint} GDPR", "GDPR", "6(1)(f)", "brackets", "Art. 6(1)(f) GDPR"),
        ("Art. {pinpoint} GDPR", "GDPR", "79, 82", "brackets", "Arts. 79 and 82 GDPR"),
        ("Art. {pinpoint} GDPR", "GDPR", "13; 14; 15(1)", "brackets", "Arts. 13, 14 and 15(1) GDPR"),
        ("Art. {pinpoint} GDPR", "GDPR", "Recital 47", "brackets", "Recital 47 GDPR"),
        ("Art. {pinpoint} GDPR", "GDPR", "6, Recital 47", "brackets", "Art. 6 GDPR and Recital 47 GDPR"),
        ("Art. {pinpoint} AI Act", "AI Act", "Annex III(1)(a)", "brackets", "Annex III(1)(a) AI Act"),
        (
            "Cal. Civ. Code § {pinpoint}",
            "CCPA",
            "1798.105, 1798.120",
            "brackets",
            "Cal. Civ. Code §§ 1798.105 and 1798.120",
        ),
        ("LGPD, art. {pinpoint}", "LGPD", "18(§2)", "commas", "LGPD, art. 18, § 2º"),
        ("LGPD, art. {pinpoint}", "LGPD", "18(VI)", "commas", "LGPD, art. 18, VI"),
        ("LGPD, art. {pinpoint}", "LGPD", "18(§10)(I)", "commas", "LGPD, art. 18, § 10, I"),
    ],
)
def test_each_law_is_cited_in_its_own_style(pattern: str, law: str, pinpoints: str, labels: str, citation: str) -> None:
    """A citation is written as its jurisdiction writes it, several provisions in the plural."""
    assert spaced(write(pattern, law, pinpoints, labels)) == citation


@pytest.mark.parametrize(
    "text", ["Art. 6", "Arts. 13", "§ 1798.105", "§§ 1", "EUR 20", "4 %", "(EU) 2016/679", "No. 21445", "Recital 47"]
)
def test_no_line_ends_inside_a_citation_or_an_amount(text: str) -> None:
    """A line never ends after an abbreviation of law or between an amount and its currency."""
    assert " " not in unbroken(text)
    assert spaced(unbroken(text)) == text


@given(st.text())
def test_keeping_together_changes_spaces_only(text: str) -> None:
    """No-break spaces replace plain ones and nothing else."""
    assert spaced(unbroken(text)) == spaced(text)


@given(PINPOINTS)
def test_brackets_are_the_form_itself(pinpoint: Pinpoint) -> None:
    """A law that numbers with brackets is printed in memo's own form."""
    assert numbering(pinpoint, "brackets") == str(pinpoint)
