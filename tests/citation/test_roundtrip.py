"""What the house writes it can read: every provision of every complete outline, cited and read back."""

from __future__ import annotations

import re
from datetime import date

import pytest
from conftest import REGULATIONS

from memo.citation.acts import names_code
from memo.citation.pinpoint import Pinpoint
from memo.citation.style import STYLES, Style
from memo.language.words import LANGUAGES
from memo.library.day import LawOnDay, Library
from memo.library.resolve import Resolver

OTHERS = tuple(language for language in LANGUAGES if language != "en")
LAWS = Library.open(REGULATIONS, date(2026, 11, 25)).law_ids
SENTENCES = (
    "{}",
    "See {}.",
    "The clause ({}) fails; so much is clear.",
    "Nothing in {}, as it stands, helps the vendor.",
)


def numbers_of(law: LawOnDay) -> list[Pinpoint]:
    return list(law.numbers())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("law_id", LAWS)
def test_each_provision_reads_back_to_itself(law_id: str, style: Style, library: Library, resolver: Resolver) -> None:
    """A citation that the house writes, in whatever style, is found whole, once, and as what it was written for.

    Articles and sections stand in every sentence, what is below them in the
    sentences by turns.
    """
    law = library.in_style(style).law(law_id)
    wrong = []
    for count, pinpoint in enumerate(numbers_of(law)):
        written = law.cite(str(pinpoint))
        for sentence in SENTENCES if not pinpoint.labels else (SENTENCES[count % len(SENTENCES)],):
            found = resolver.check(sentence.format(written))
            read = [(c.text, c.law, c.provisions, c.status in ("ok", "not-in-force", "repealed")) for c in found]
            if read != [(written, law_id, (str(pinpoint),), True)]:
                wrong.append((written, read))
    assert not wrong


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("law_id", [law for law in LAWS if law.startswith(("eu-", "kr-", "br-", "de-", "fr-"))])
def test_each_provision_reads_back_in_each_language(
    law_id: str, language: str, library: Library, resolver: Resolver
) -> None:
    """A citation in another language is found whole, once, and as what it was written for, one beside another too."""
    law = library.speaking(language).law(law_id)
    if language not in law.brief.citation.languages:
        assert law.cite("1") == library.law(law_id).cite("1"), "cited as in English"
        return
    wrong = []
    numbers = numbers_of(law)
    for count, pinpoint in enumerate(numbers):
        written = law.cite(str(pinpoint))
        found = resolver.check(SENTENCES[count % len(SENTENCES)].format(written))
        read = [(c.text, c.law, c.provisions, c.status in ("ok", "not-in-force", "repealed")) for c in found]
        if read != [(written, law_id, (str(pinpoint),), True)]:
            wrong.append((written, read))
    for one, other in zip(numbers[::40], numbers[7::40], strict=False):
        written = law.cite(f"{one}, {other}")
        found = resolver.check(f"See {written}.")
        if [p for c in found for p in c.provisions if c.law == law_id] != [str(one), str(other)]:
            wrong.append((written, [(c.text, c.law, c.provisions) for c in found]))
    assert not wrong


@pytest.mark.parametrize(
    ("language", "law_id", "pinpoints", "written"),
    [
        ("de", "eu-gdpr", "6(1)(f)", "Art. 6 Abs. 1 lit. f DSGVO"),
        ("de", "eu-gdpr", "4(1), 28(3)(h), 79", "Art. 4 Nr. 1, Art. 28 Abs. 3 lit. h und Art. 79 DSGVO"),
        ("de", "de-bgb", "307(2)(1), 309(7)(a)", "§ 307 Abs. 2 Nr. 1 und § 309 Nr. 7 lit. a BGB"),
        ("de", "de-bgb", "307(1), 312k", "§ 307 Abs. 1 und § 312k BGB"),
        ("en", "de-bgb", "307(2)(1), 308(1a), 309(7)(a)", "§§ 307(2) No. 1, 308 No. 1a and 309 No. 7(a) BGB"),
        ("fr", "fr-code-consommation", "R212-1(6)", "art. R. 212-1, 6°, du code de la consommation"),
        ("fr", "fr-code-consommation", "L212-1, R212-1", "art. L. 212-1 et R. 212-1 du code de la consommation"),
        ("en", "fr-code-consommation", "R212-1(6)", "Art. R212-1(6) of the French Consumer Code"),
        ("fr", "fr-lil", "82", "art. 82 de la loi Informatique et Libertés"),
        ("fr", "fr-lil", "20(IV)(7)", "art. 20(IV)(7) de la loi Informatique et Libertés"),
        ("fr", "fr-lil", "46(3)", "art. 46, point 3, de la loi Informatique et Libertés"),
        ("fr", "eu-gdpr", "6(1)(f)", "art. 6, § 1, point f), du RGPD"),
        ("fr", "eu-unfair-terms", "3, 4", "art. 3 et 4 de la directive 93/13/CEE"),
        ("es", "eu-gdpr", "6(1)(f)", "art. 6, apdo. 1, letra f) del RGPD"),
        ("pt", "eu-gdpr", "6(1)(f)", "art. 6.º, n.º 1, alínea f), do RGPD"),
        ("pt", "br-lgpd", "7(II), 18(§2)", "LGPD, art. 7, II, e art. 18, § 2º"),
        ("ko", "eu-gdpr", "6(1)(f)", "GDPR 제6조 제1항 (f)호"),
        ("ko", "kr-pipa", "28-8(1)(2)", "개인정보 보호법 제28조의8 제1항 제2호"),
        ("ko", "kr-pipa", "2(1)(가), 37", "개인정보 보호법 제2조 제1호 가목 및 제37조"),
        ("de", "uk-gdpr", "6(1)(f)", "Art. 6(1)(f) UK GDPR"),
    ],
)
def test_a_citation_is_written_as_its_language_writes_it(
    language: str, law_id: str, pinpoints: str, written: str, library: Library
) -> None:
    """The words, their order and the name of the law are the language's own; a law without a name there stays English."""
    assert library.speaking(language).law(law_id).cite(pinpoints).replace("\u00a0", " ") == written


@pytest.mark.parametrize("law_id", LAWS)
def test_each_provision_reads_back_by_its_id(law_id: str, library: Library, resolver: Resolver) -> None:
    """`law:provision` is read as that provision, by `check_one` too."""
    for pinpoint in numbers_of(library.law(law_id)):
        checked = resolver.check_one(f"{law_id}:{pinpoint}")
        assert (checked.law, checked.provisions) == (law_id, (str(pinpoint),))
        assert checked.status in ("ok", "not-in-force", "repealed")


@pytest.mark.parametrize("law_id", LAWS)
def test_no_provision_past_the_end_is_accepted(law_id: str, library: Library, resolver: Resolver) -> None:
    """A label that no provision has makes every citation of it false."""
    law = library.law(law_id)
    for pinpoint in numbers_of(law)[::3]:
        if pinpoint.root.startswith("Recital"):
            continue
        beyond = Pinpoint(pinpoint.root, (*pinpoint.labels, "99"))
        statuses = {c.status for c in resolver.check(f"See {law.cite(str(beyond))}.")}
        assert "ok" not in statuses, beyond


@pytest.mark.parametrize("law_id", LAWS)
def test_no_number_past_the_end_is_accepted(law_id: str, library: Library, resolver: Resolver) -> None:
    """An article or section that no law has is false, unknown or not verifiable, and never ok."""
    law = library.law(law_id)
    roots = {pinpoint.root for pinpoint in numbers_of(law)}
    for root in sorted(roots):
        if root.startswith(("Recital", "Annex", "APP")):
            continue
        beyond = re.sub(r"\d+(?=\D*$)", lambda last: str(int(last[0]) + 7919), root)
        checked = resolver.check_one(law.cite(beyond))
        assert checked.status in ("no-such-provision", "unknown-law", "not-verifiable"), beyond


def test_a_number_of_a_law_is_by_its_pattern(library: Library) -> None:
    """Where a law names a pattern of its numbers, every number it has in the code of its citations fits."""
    for law in library.laws():
        form = law.brief.citation
        if form.numbers and names_code(form.provision.partition("{pinpoint}")[0].rstrip(" §")):
            roots = law.record.outline.provisions
            assert [root for root in roots if not re.fullmatch(form.numbers, root)] == [], law.id
