"""`memo.typography`: addresses that could mislead, and quotes as each language writes them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.typography import curled, plain_host, readable, unbroken

KEPT = (
    (
        r"(?<!\w)(Arts?\.|arts?\.|§§?|Sec\.|Recitals?|Annex(?:es)?|No\.|nº|Reg\.|p\.|Title|Part|Div\.)"
        r" (?=[\dIVXLC§(])",
        "\\1\u00a0",
    ),
    (r"(?<![\w])(EUR|USD|GBP|KRW|BRL|CHF|JPY) (?=\d)", "\\1\u00a0"),
    (r"\((EU|EC|EEC)\) (?=\d)", "(\\1)\u00a0"),
    (r"(?<=\d) (?=%)", "\u00a0"),
)
"""What is kept together, said word first."""
PIECES = (
    "Art. Arts. art. arts. § §§ Sec. Recital Recitals Annex Annexes No. nº Reg. p. Title Part Div. EUR USD GBP KRW BRL"
    " CHF JPY (EU) (EC) (EEC) EU) 5 ٣ IV ( % 제 x"
).split()


@given(st.lists(st.sampled_from([*PIECES, " ", "  ", "\n", "\u00a0"]), max_size=12).map("".join))
def test_a_number_is_kept_with_the_word_before_it(text: str) -> None:
    """No line ends between a word of reference, a currency or an institution and its number; other spaces stay."""
    kept = text
    for pattern, instead in KEPT:
        kept = re.sub(pattern, instead, kept)
    assert unbroken(text) == kept


@pytest.mark.parametrize("word", PIECES[:28])
def test_each_word_of_reference_is_kept_with_a_number(word: str) -> None:
    """Every word of the list is kept, alone but not as the end of another word."""
    assert unbroken(f"see {word} 5") == f"see {word}\u00a05"
    assert not word[0].isalpha() or unbroken(f"see x{word} 5") == f"see x{word} 5"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("https://www.law.go.kr/%EB%B2%95", "https://www.law.go.kr/법"),
        ("https://a.example/%20x", "https://a.example/%20x"),
        ("https://a.example/%0Ax", "https://a.example/%0Ax"),
        ("https://bücher.example/", "https://bücher.example/"),
        ("https://кремль.рф/", "https://кремль.рф/"),
        ("https://법.kr/", "https://법.kr/"),
        ("https://\u0430pple.com/", "https://xn--pple-43d.com/"),
        ("HTTPS://\u0440\u0430\u0443.com:8080/x", "HTTPS://xn--80a5ak.com:8080/x"),
        ("https://a.example/\u0430pple", "https://a.example/\u0430pple"),
    ],
)
def test_a_host_that_could_be_taken_for_another_is_shown_as_the_network_has_it(address: str, shown: str) -> None:
    """One label of two scripts that look alike, or of another than its top-level name, is shown in ASCII; others stay."""
    assert readable(address) == shown


def test_a_label_without_an_ascii_form_is_encoded() -> None:
    """What no domain can be called is percent-encoded, so that nothing of it is lost and nothing is read into it."""
    assert plain_host(f"{'ü' * 70}.example") == "%C3%BC" * 70 + ".example"
    assert plain_host("ü.example") == "xn--tda.example"


@pytest.mark.parametrize(
    ("text", "language", "set_"),
    [
        ("no quotes", "en", "no quotes"),
        ('say "yes"', "en", "say “yes”"),
        ('say "yes"', "de", "say „yes“"),
        ('say "yes"', "fr", "say «\u00a0yes\u00a0»"),
        ("the vendor's 'own' words", "en", "the vendor’s ‘own’ words"),
        ("\"'a' b\"", "en", "“‘a’ b”"),
        ('a 6" pipe', "en", 'a 6" pipe'),
        ('"a 6"', "en", "“a 6”"),
        ("5' wide", "en", "5' wide"),
        ("in the '90s", "en", "in the ’90s"),
        ("rock 'n' roll", "en", "rock ‘n’ roll"),
        ("users' rights", "en", "users’ rights"),
        ('("x")', "en", "(“x”)"),
        ('x"', "en", "x”"),
    ],
)
def test_a_quote_is_set_by_what_stands_about_it(text: str, language: str, set_: str) -> None:
    """A mark opens before a word and closes after one; an inch, a minute and a decade keep theirs."""
    assert curled(text, language) == set_
