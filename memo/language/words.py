"""The words of one language: sentences from its catalogue, dates, sums and lists by its rules.

The English sentence stands where it is said, `words.say("Due: {numbers}.", numbers=...)`,
and is the key under which `catalogues/<language>.po` holds the others. English
reads no catalogue and loads no Babel. What a catalogue does not hold is said in
English and marked, so that a reader sees it; a test lists what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "de", "fr", "es", "pt", "ko")
"""The languages of a memo, by their BCP 47 codes; Portuguese is Brazil's, as the library holds Brazilian law."""
MARK = " [en]"
"""Stands behind what the catalogue of a language does not hold."""

_CATALOGUES = Path(__file__).parent / "catalogues"
_LOCALES = {"pt": "pt_BR"}
_SHORT_DAYS = {"pt": "d MMM y"}
"""Where Babel's form of a short day is words with `de`, too wide for a column."""
_MONTHS = "January February March April May June July August September October November December".split()
_WHOLE = frozenset({"JPY", "KRW"})
"""Currencies without a smaller coin."""


def N_(text: str) -> str:
    """Mark a sentence that is said elsewhere, so that the catalogues are held against it."""
    return text


@lru_cache(maxsize=len(LANGUAGES))
def words_for(language: str) -> Words:
    """Return the words of a language; fails with `KeyError` where memo does not speak it."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return ENGLISH if language == "en" else _Translated(language)


class Words:
    """English, as it is written in the program."""

    language = "en"

    def say(self, text: str, /, **values: object) -> str:
        """Return a sentence with its named places filled.

        >>> Words().say("Due: {numbers}.", numbers="A-1")
        'Due: A-1.'
        """
        return text.format(**values) if values else text

    def count(self, number: int, one: str, many: str, /, **values: object) -> str:
        """Return the form of a sentence that fits a number, which it may name as `{number}`."""
        return (one if number == 1 else many).format(number=number, **values)

    def table(self, name: str, labels: Mapping[str, str]) -> Mapping[str, str]:
        """Return a table of labels; `name` tells apart labels that are one word in English."""
        return labels

    def day(self, value: date) -> str:
        """Return a day in words, its parts kept on one line.

        >>> Words().day(date(2026, 11, 3)).replace("\\u00a0", " ")
        '3 November 2026'
        """
        return f"{value.day}\u00a0{_MONTHS[value.month - 1]}\u00a0{value.year}"

    def short_day(self, value: date) -> str:
        """Return a day as a narrow column holds it, `3 Nov 2026`."""
        return f"{value.day}\u00a0{_MONTHS[value.month - 1][:3]}\u00a0{value.year}"

    def money(self, amount: Decimal, currency: str) -> str:
        """Return an amount with its currency's code, no-break spaces and no needless decimals.

        >>> Words().money(Decimal("20000000"), "EUR").replace("\\u00a0", " ")
        'EUR 20,000,000'
        """
        return f"{currency}\u00a0{_rounded(amount, currency):,}"

    def number(self, value: float) -> str:
        """Return a small number without needless decimals: `1.25`."""
        return f"{value:g}"

    def percent(self, share: Decimal) -> str:
        """Return a share: `4 %` with a no-break space."""
        return f"{share.normalize():f}\u00a0%"

    def listed(self, items: Sequence[str]) -> str:
        """Return words as a sentence lists them: `a, b and c`."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} and {items[-1]}"

    def place(self, code: str, english: str) -> str:
        """Return the name of a place, whose English name the house gives."""
        return english

    def inside(self, label: str) -> str:
        """Return a label as it stands inside a sentence."""
        return label.lower()


ENGLISH = Words()


class _Translated(Words):
    """Another language: its catalogue for sentences, Babel's data for dates, numbers, lists and countries."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._tables: dict[str, Mapping[str, str]] = {}

    @cached_property
    def _locale(self) -> Any:
        from babel import Locale

        return Locale.parse(_LOCALES.get(self.language, self.language))

    @cached_property
    def _catalogue(self) -> Any:
        return catalogue(self.language)

    def say(self, text: str, /, **values: object) -> str:
        said = str(self._catalogue.gettext(text))
        return said.format(**values) if values else said

    def count(self, number: int, one: str, many: str, /, **values: object) -> str:
        return str(self._catalogue.ngettext(one, many, number)).format(number=number, **values)

    def table(self, name: str, labels: Mapping[str, str]) -> Mapping[str, str]:
        if name not in self._tables:
            said = self._catalogue.pgettext
            self._tables[name] = {key: str(said(f"{name}.{key}", label)) for key, label in labels.items()}
        return self._tables[name]

    def day(self, value: date) -> str:
        return self._date(value, "long")

    def short_day(self, value: date) -> str:
        return self._date(value, "medium")

    def _date(self, value: date, form: Any) -> str:
        from babel.dates import format_date

        pattern = _SHORT_DAYS.get(self.language) if form == "medium" else None
        return str(format_date(value, pattern or form, locale=self._locale)).replace(" ", "\u00a0")

    def money(self, amount: Decimal, currency: str) -> str:
        from babel.numbers import format_decimal

        rounded = _rounded(amount, currency)
        form = "#,##0" if rounded == rounded.to_integral() else "#,##0.00"
        return f"{format_decimal(rounded, form, locale=self._locale)}\u00a0{currency}"

    def number(self, value: float) -> str:
        from babel.numbers import format_decimal

        return str(format_decimal(value, "#,##0.###", locale=self._locale))

    def percent(self, share: Decimal) -> str:
        from babel.numbers import format_decimal

        sign = "%" if self.language in ("ko", "pt") else "\u00a0%"
        return f"{format_decimal(share.normalize(), '#,##0.###', locale=self._locale)}{sign}"

    def listed(self, items: Sequence[str]) -> str:
        from babel.lists import format_list

        return str(format_list(items, locale=self._locale)) if items else ""

    def place(self, code: str, english: str) -> str:
        known = self._locale.territories.get(code) if "-" not in code and code not in ("EU", "EEA") else None
        if known:
            return str(known)
        return str(self._catalogue.pgettext(f"place.{code}", english)) if english != code else code

    def inside(self, label: str) -> str:
        return label if self.language == "de" else label.lower()


def _rounded(amount: Decimal, currency: str) -> Decimal:
    places = Decimal(1) if amount == amount.to_integral() or currency in _WHOLE else Decimal("0.01")
    return amount.quantize(places, ROUND_HALF_UP)


def catalogue(language: str) -> Any:
    """Return the catalogue of a language, which marks what it does not hold."""
    import gettext
    import io

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    class Marked(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return message + MARK

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return (msgid1 if n == 1 else msgid2) + MARK

        def pgettext(self, context: str, message: str) -> str:
            return message + MARK

    held = io.BytesIO()
    with (_CATALOGUES / f"{language}.po").open("rb") as file:
        write_mo(held, read_po(file, locale=_LOCALES.get(language, language)))
    held.seek(0)
    found = gettext.GNUTranslations(held)
    found.add_fallback(Marked())
    return found
