"""How citations are written in languages other than English: `Art. 6 Abs. 1 lit. f DSGVO`, `개인정보 보호법 제37조`.

A language brings its words for an article, a paragraph and a point; a law
brings its name in the language and how the name follows a provision (`du
RGPD`, `de la directive 93/13/CEE`). A law that has no name in a language is
cited in English. Whatever is written here the citation reader reads back.
Portuguese follows the Union's Portuguese texts for the Union's law and
Brazil's own way for Brazil's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from memo.citation.pinpoint import Pinpoint, parse
from memo.citation.roots import of_french_code
from memo.late import late

_PARTS = late(r"[;,]\s+")
_DIGITS = late(r"\d+[a-z]?")
_LETTERS = late(r"[a-z]{1,2}")
_ROMAN = late(r"[ivx]+")
_NAMED = ("Annex", "Recital")
"""Roots with a word of their own; Korean has them in English, as no Korean text numbers them otherwise for sure."""
_AND_KO = " 및 "
_HAN = late(r"(\d+[a-z]?)(?:-(\d+))?")


class Named(Struct, frozen=True):
    """A law in one language: its name, the name as it follows a provision, and where its first parts are points.

    A law `by_sections` is cited by the sign in every language: `§ 309 Nr. 7 BGB`.
    """

    name: str
    of: str
    points_at: frozenset[str] = frozenset()
    by_sections: bool = False


class _Words(Struct, frozen=True):
    """The words of a language; `{}` is the place of a number or letter."""

    article: str
    recital: str
    annex: str
    paragraph: str
    number: str
    letter: str
    roman: str
    last: str
    """Between the last two of several."""
    close: str = ""
    """Between the parts of a provision and the law."""


_WORDS = {
    "de": _Words(
        article="Art.\u00a0{}",
        recital="Erwägungsgrund\u00a0{}",
        annex="Anhang\u00a0{}",
        paragraph=" Abs.\u00a0{}",
        number=" Nr.\u00a0{}",
        letter=" lit.\u00a0{}",
        roman=" Ziff.\u00a0{}",
        last=" und ",
    ),
    "fr": _Words(
        article="art.\u00a0{}",
        recital="considérant\u00a0{}",
        annex="annexe\u00a0{}",
        paragraph=", §\u00a0{}",
        number=", point\u00a0{}",
        letter=", point\u00a0{})",
        roman="\u00a0{})",
        last=" et ",
        close=",",
    ),
    "es": _Words(
        article="art.\u00a0{}",
        recital="considerando\u00a0{}",
        annex="anexo\u00a0{}",
        paragraph=", apdo.\u00a0{}",
        number=", punto\u00a0{}",
        letter=", letra\u00a0{})",
        roman=", inciso\u00a0{})",
        last=" y ",
    ),
    "pt": _Words(
        article="art.\u00a0{}.º",
        recital="considerando\u00a0{}",
        annex="anexo\u00a0{}",
        paragraph=", n.º\u00a0{}",
        number=", ponto\u00a0{}",
        letter=", alínea\u00a0{})",
        roman=", subalínea\u00a0{})",
        last=" e ",
        close=",",
    ),
}


def write_local(language: str, law: Named, pinpoints: str) -> str:
    """Return the citation of one pinpoint or several in a language.

    >>> law = Named("RGPD", "du RGPD")
    >>> write_local("fr", law, "6(1)(f)").replace("\\u00a0", " ")
    'art. 6, § 1, point f), du RGPD'
    >>> write_local("fr", Named("code", "du code"), "L121-4(28), R212-1(6)").replace("\\u00a0", " ")
    'art. L. 121-4, 28° et art. R. 212-1, 6°, du code'
    >>> write_local("fr", Named("code", "du code"), "L121-4, R212-1").replace("\\u00a0", " ")
    'art. L. 121-4 et R. 212-1 du code'
    >>> write_local("fr", Named("loi", "de la loi"), "3(I)").replace("\\u00a0", " ")
    'art. 3(I) de la loi'
    >>> write_local("de", Named("DSGVO", "DSGVO"), "4(1), 79").replace("\\u00a0", " ")
    'Art. 4 Abs. 1 und Art. 79 DSGVO'
    >>> write_local("ko", Named("GDPR", "GDPR", frozenset({"4"})), "4(1), 6(1)(f)")
    'GDPR 제4조 제1호 및 제6조 제1항 (f)호'
    >>> code = Named("BGB", "BGB", frozenset({"309"}), by_sections=True)
    >>> write_local("de", code, "307(2)(1), 309(7)(b)").replace("\\u00a0", " ")
    '§ 307 Abs. 2 Nr. 1 und § 309 Nr. 7 lit. b BGB'
    >>> write_local("de", code, "307, 309").replace("\\u00a0", " ")
    '§§ 307 und 309 BGB'
    """
    parts = [parse(part) for part in _PARTS.split(pinpoints) if part]
    if language == "ko":
        counted = {part: _korean(part, law) for part in parts}
        here = [said for said in counted.values() if said]
        others = [
            f"{'' if part.root.startswith(_NAMED) else 'Art. '}{part} {law.name}"
            for part, said in counted.items()
            if not said
        ]
        return _listed([*([f"{law.name} {_listed(here, _AND_KO)}"] if here else []), *others], _AND_KO)
    words = _WORDS[language]
    if all(not part.labels and not part.root.startswith(_NAMED) for part in parts):
        numbers = [_root(words, part).partition("\u00a0")[2] for part in parts]
        word = words.article.partition("\u00a0")[0]
        if law.by_sections:
            word, numbers = "§" if len(parts) == 1 else "§§", [part.root for part in parts]
        return f"{word}\u00a0{_listed(numbers, words.last)} {law.of}"
    written = [_written(words, part, law) for part in parts]
    # What stands in brackets is closed by them: `art. 20(IV) de la loi`.
    close = words.close if parts[-1].labels and not written[-1].endswith(f"({parts[-1].labels[-1]})") else ""
    return f"{_listed(written, words.last)}{close} {law.of}"


def in_commas(pattern: str, numbers: Sequence[str], language: str) -> str:
    """Return a law's own pattern around numbers that are written already.

    >>> in_commas("LGPD, art. {pinpoint}", ["7", "9"], "pt").replace("\\u00a0", " ")
    'LGPD, arts. 7 e 9'
    >>> in_commas("LGPD, art. {pinpoint}", ["7, II", "18, § 2º"], "pt").replace("\\u00a0", " ")
    'LGPD, art. 7, II, e art. 18, § 2º'
    """
    last = _WORDS[language].last
    if any("," in number for number in numbers):
        return pattern.replace("art. {pinpoint}", _listed([f"art.\u00a0{number}" for number in numbers], f",{last}"))
    word = "art.\u00a0" if len(numbers) == 1 else "arts.\u00a0"
    return pattern.replace("art. {pinpoint}", word + _listed(numbers, last))


def _listed(items: Sequence[str], last: str) -> str:
    return ", ".join(items[:-1]) + (last if len(items) > 1 else "") + items[-1]


def _of_french_code(part: Pinpoint) -> str:
    """Return an article of a French code as French writes it, which has no words for what stands below.

    >>> _of_french_code(parse("L224-25-22(III)(3)")).replace("\\u00a0", " "), _of_french_code(parse("L121-4(6)(a)"))
    ('L. 224-25-22, III, 3°', 'L.\\xa0121-4, 6°, a)')
    """
    labels = (f"{label}°" if label[0].isdigit() else f"{label})" if label.islower() else label for label in part.labels)
    return ", ".join((f"{part.root[0]}.\u00a0{part.root[1:]}", *labels))


def _root(words: _Words, part: Pinpoint) -> str:
    kind, _, number = part.root.partition(" ")
    if kind == "Recital":
        return words.recital.format(number)
    if kind == "Annex":
        return words.annex.format(number) if number else words.annex[:-3]
    if of_french_code(part.root):
        return words.article.format(_of_french_code(Pinpoint(part.root)))
    return words.article.format(part.root) if part.root.isdigit() else f"{words.article[:5]}{part.root}"


def _written(words: _Words, part: Pinpoint, law: Named) -> str:
    """Return a provision without its law; parts that no language has a word for stay in brackets."""
    if of_french_code(part.root):
        return words.article.format(_of_french_code(part))
    points = part.root in law.points_at or part.root.startswith("Annex")
    said = f"§\u00a0{part.root}" if law.by_sections else _root(words, part)
    forms: list[str] = []
    for depth, label in enumerate(part.labels):
        if depth == 0 and _DIGITS.fullmatch(label):
            forms.append(words.number if points else words.paragraph)
        elif depth == 1 and law.by_sections and not points and _DIGITS.fullmatch(label):
            forms.append(words.number)
        elif _LETTERS.fullmatch(label) and (depth == 0 or forms[-1] in (words.paragraph, words.number)):
            forms.append(words.letter)
        elif _ROMAN.fullmatch(label) and forms[-1] == words.letter:
            forms.append(words.roman)
        else:
            return said + "".join(f"({label})" for label in part.labels)
    return said + "".join(form.format(label) for form, label in zip(forms, part.labels, strict=True))


def _korean(part: Pinpoint, law: Named) -> str:
    """Return a provision in Korean, nothing where Korean has no words for it."""
    if part.root.startswith(_NAMED):
        return ""
    points = part.root in law.points_at or (part.labels and not part.labels[0][0].isdigit())
    levels = ("호", "목") if points else ("항", "호", "목")
    if len(part.labels) > len(levels):
        return ""
    said = [_counted(part.root, "조")]
    said += [_counted(label, level) for label, level in zip(part.labels, levels, strict=False)]
    return " ".join(said)


def _counted(label: str, level: str) -> str:
    """Return a Korean number with its level; `9-2` is inserted after 9, and letters of other laws stand in brackets.

    >>> _counted("28-8", "조"), _counted("2", "호"), _counted("가", "목"), _counted("f", "호")
    ('제28조의8', '제2호', '가목', '(f)호')
    """
    number = _HAN.fullmatch(label)
    if number:
        return f"제{number[1]}{level}" + (f"의{number[2]}" if number[2] else "")
    return f"{label}{level}" if re.fullmatch("[가-하]", label) else f"({label}){level}"
