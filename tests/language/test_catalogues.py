"""Every language says everything: no message is missing, none is left over, places match, and gaps show."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from msgspec import structs

import memo
from memo.language.words import LANGUAGES, MARK, catalogue, words_for
from tests.language.messages import GAPS, OTHERS, gaps, held, messages, refreshed, written
from tests.language.messages import text as strings
from tests.support import EXAMPLES

PLACES = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_said_in_every_language(language: str) -> None:
    """What the program says stands in each catalogue, or among the gaps that are known and that a memo marks."""
    known = {line for line in GAPS.read_text(encoding="utf-8").splitlines() if line.startswith(f"{language}|")}
    assert set(gaps(language)) == known, "run python -m tests.language.messages, then translate"
    held_here = {(m.context or "", strings(m.id)[0]) for m in held(language) if m.id}
    assert not held_here - set(messages()), "said no more: run python -m tests.language.messages"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_places_of_its_sentence(language: str) -> None:
    """Each named place of the English sentence stands in the other, and no other does; a number may go without."""
    for message in held(language):
        if not message.id:
            continue
        wanted = set(PLACES.findall(strings(message.id)[-1])) - {"{number}"}
        for string in filter(None, strings(message.string)):
            assert set(PLACES.findall(string)) - {"{number}"} == wanted, string


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_is_as_the_tool_writes_it(language: str) -> None:
    """A catalogue is brought up to date by the tool and is the same for everyone."""
    assert written(refreshed(language)) == written(held(language))


def test_what_no_catalogue_holds_is_said_in_english_and_marked() -> None:
    """A gap shows in the memo and never stops it."""
    german = catalogue("de")
    assert german.gettext("Nobody says this.") == "Nobody says this." + MARK
    assert german.ngettext("one", "many", 3) == "many" + MARK
    assert german.pgettext("words.nothing", "Nothing") == "Nothing" + MARK


@pytest.mark.parametrize("language", OTHERS)
def test_a_memo_speaks_its_language_throughout(language: str) -> None:
    """None of the standing English stands in a memo of another language."""
    review = memo.read_findings(EXAMPLES / "anthropic-claude.yaml")
    findings = review.findings
    spoken = structs.replace(findings, review=structs.replace(findings.review, language=language))
    review = structs.replace(review, findings=spoken)
    text = memo.draft(review).to_markdown()
    for english in ("Bottom line", "Applies because", "can be approved", "Enforcement and exposure"):
        assert english not in text


@pytest.mark.parametrize(
    ("language", "day", "sum_", "list_"),
    [
        ("en", "3 November 2026", "EUR 20,000,000", "a, b and c"),
        ("de", "3. November 2026", "20.000.000 EUR", "a, b und c"),
        ("fr", "3 novembre 2026", "20 000 000 EUR", "a, b et c"),
        ("es", "3 de noviembre de 2026", "20.000.000 EUR", "a, b y c"),
        ("pt", "3 de novembro de 2026", "20.000.000 EUR", "a, b e c"),
        ("ko", "2026년 11월 3일", "20,000,000 EUR", "a, b 및 c"),
    ],
)
def test_dates_sums_and_lists_follow_the_language(language: str, day: str, sum_: str, list_: str) -> None:
    """Days, sums and lists are written by the rules of the language."""
    words = words_for(language)
    assert words.day(date(2026, 11, 3)).replace("\u00a0", " ") == day
    assert re.sub(r"[\u00a0\u202f]", " ", words.money(Decimal(20_000_000), "EUR")) == sum_
    assert words.listed(["a", "b", "c"]) == list_
    assert words.number(1.25) == ("1.25" if language in ("en", "ko") else "1,25")


def test_a_language_memo_does_not_speak_is_refused() -> None:
    """Only the languages of the list have words."""
    assert "en" in LANGUAGES
    with pytest.raises(KeyError):
        words_for("xx")
