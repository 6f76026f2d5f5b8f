"""What the library says of a citation: false, open, settled, or not held; and never more than it knows."""

from __future__ import annotations

from datetime import date

import pytest

from memo.citation.find import CitationReader
from memo.library.day import Library
from memo.library.resolve import FALSE, Resolver, reader_of


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Art. 6 GPDR", "GDPR"),
        ("art. 7 LGDP", "LGPD"),
        ("Article 6(1)(g) GDPR", "6(1)"),
        ("Article 100 GDPR", "99"),
        ("Recital 200 GDPR", "Recital 173"),
        ("Section 5 GDPR", "5"),
        ("Art. 12 XYZG", None),
        ("Regulation (EU) 2018/1241", None),
    ],
)
def test_a_false_citation_bears_a_suggestion(text: str, suggestion: str | None, resolver: Resolver) -> None:
    """A wrong number or name is answered with the nearest right one, where one is near, and stays wrong."""
    checked = resolver.check_one(text)
    assert checked.status in ("no-such-provision", "unknown-law")
    assert checked.suggestion == suggestion


def test_jurisdictions_settle_a_bare_number(library: Library, reader: CitationReader) -> None:
    """`Article 22` means the one law of articles that holds where the review is, and the answer says why."""
    checked = Resolver(library, reader, ("CH",)).check_one("Article 22")
    assert (checked.law, checked.status) == ("ch-fadp", "ok")
    assert checked.settled_by == "the review's jurisdictions"


def test_two_laws_of_one_place_settle_nothing(library: Library, reader: CitationReader) -> None:
    """In the Union `Article 22` may be the GDPR's, the AI Act's or another's, and stays ambiguous."""
    checked = Resolver(library, reader, ("DE",)).check_one("Article 22")
    assert (checked.law, checked.status) == (None, "ambiguous")
    assert {"eu-gdpr", "eu-ai-act"} <= set(checked.candidates)


@pytest.mark.parametrize(
    ("places", "status"), [((), "ambiguous"), (("KR",), "ok"), (("KR", "CA-AB"), "ambiguous"), (("CA",), "ambiguous")]
)
def test_a_shared_name_is_settled_by_place_alone(
    places: tuple[str, ...], status: str, library: Library, reader: CitationReader
) -> None:
    """`PIPA` is Korea's only in a review that is in Korea and in no other place that has a PIPA."""
    assert Resolver(library, reader, places).check_one("PIPA Article 15").status == status


def test_an_earlier_mention_settles_a_shared_name(resolver: Resolver) -> None:
    """A text that named Korea's Act in full means it by the short name, and the answer says so."""
    last = resolver.check("Korea's PIPA is strict. PIPA Article 15 shows it.")[-1]
    assert (last.law, last.settled_by) == ("kr-pipa", "an earlier mention in the text")


def test_a_law_known_but_not_held_is_named_and_not_verified(resolver: Resolver) -> None:
    """A law without a folder is `not-held`: named in full with its place and address, and nothing said of its number."""
    checked = resolver.check_one("DPPA § 604")
    assert (checked.law, checked.status, checked.candidates) == (None, "not-held", ("us-dppa",))
    assert (checked.suggestion, checked.missing) == (None, ())
    assert checked.note == (
        "Driver’s Privacy Protection Act of 1994 (United States). "
        "The library has no record of it; the citation was not checked."
    )
    assert checked.url and checked.url.startswith("https://uscode.house.gov/")


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("§ 5 DDG", "de-ddg"),
        ("AGG § 7", "de-agg"),
        ("CASL s. 6", "ca-casl"),
        ("Marco Civil, art. 7", "br-marco-civil"),
        ("art. 82 LOPDGDD", "es-lopdgdd"),
        ("art. 122 Codice Privacy", "it-codice-privacy"),
        ("18 U.S.C. § 2721", "us-dppa"),
        ("section 13 Sale of Goods Act 1979", "uk-sga-1979"),
        ("《网络安全法》第二十一条", "cn-csl"),
    ],
)
def test_a_known_law_without_a_record_is_never_called_false(text: str, law: str, resolver: Resolver) -> None:
    """What the library has no record of is neither unknown nor another law's, nor are its provisions vouched for."""
    checked = resolver.check_stated(text)[-1]
    assert (checked.status, checked.law, checked.candidates) == ("not-held", None, (law,))


@pytest.mark.parametrize(
    "text", ["Art. 12 XYZG", "§ 5 BDGS", "FOO § 12", "15 U.S.C. § 1692", "19 U.S.C. § 1693", "section 4 of the UCTB"]
)
def test_an_abbreviation_that_nobody_knows_stays_unknown(text: str, resolver: Resolver) -> None:
    """A word or a number of a code that no entry has is no law's, however near it comes to one."""
    checked = resolver.check_one(text)
    assert (checked.status, checked.law, checked.candidates) == ("unknown-law", None, ())


@pytest.mark.parametrize(
    ("places", "status", "law"),
    [
        (("CH",), "ok", "ch-fadp"),
        (("CH", "DE"), "ok", "ch-fadp"),
        (("AT",), "not-held", "at-dsg"),
        (("CH", "AT"), "ambiguous", None),
        (("CH", "EU"), "ambiguous", None),
        (("EU",), "ambiguous", None),
        (("DE",), "ambiguous", None),
        ((), "ambiguous", None),
    ],
)
def test_the_review_s_place_settles_which_data_protection_act_is_meant(
    places: tuple[str, ...], status: str, law: str | None, library: Library, reader: CitationReader
) -> None:
    """`DSG` is Switzerland's in a review that is there, Austria's in one that is there, and else may be either."""
    checked = Resolver(library, reader, places).check_one("Art. 16 Abs. 2 DSG")
    assert checked.status == status
    if law:
        assert law in (checked.law, *checked.candidates)
        assert checked.settled_by == "the review's jurisdictions"
    else:
        assert set(checked.candidates) == {"ch-fadp", "at-dsg"}
        assert checked.note == "Two laws go by that name."


@pytest.mark.parametrize(("places", "status"), [((), "ambiguous"), (("BE",), "ambiguous"), (("FR",), "not-held")])
def test_a_code_s_name_that_other_countries_use_too_is_settled_by_place_alone(
    places: tuple[str, ...], status: str, library: Library, reader: CitationReader
) -> None:
    """`Code civil` is France's in a review that is there, and else may be another country's."""
    checked = Resolver(library, reader, places).check_one("article 1171 Code civil")
    assert (checked.status, checked.candidates) == (status, ("fr-code-civil",))


def test_a_law_is_not_in_force_before_its_day(library: Library) -> None:
    """On a day before a law applies, the whole law and each provision of it are not in force."""
    early = Library(library.store, date(2018, 1, 1))
    resolver = Resolver(early, reader_of(early))
    assert [c.status for c in resolver.check("The GDPR. See Art. 6(1)(f) GDPR.")] == ["not-in-force"] * 2


def test_the_worst_of_several_speaks_for_a_stated_citation(resolver: Resolver) -> None:
    """A stated citation that holds a false one among true ones is false."""
    assert resolver.check_one("GDPR Art. 6; GDPR Art. 100; GDPR Art. 7").status == "no-such-provision"
    assert resolver.check_one("nothing of the kind").status == "unknown-law"


def test_one_false_number_makes_a_range_false(resolver: Resolver) -> None:
    """A list is as good as its worst member, and names the members that do not exist."""
    checked = resolver.check_one("Articles 98 to 101 GDPR")
    assert (checked.status, checked.missing) == ("no-such-provision", ("100", "101"))


def test_every_name_of_a_law_held_is_read(library: Library, resolver: Resolver) -> None:
    """Each name in a law's file, with a provision, is read as that law, or as open where the name is shared."""
    for law in library.laws():
        number = next(iter(law.numbers()))
        form = law.record.citation
        for name in form.names:
            word = "Article" if law.record.numbering == "article" else "section"
            checked = resolver.check(f"See {name}, {word} {number}.")
            assert checked, name
            assert checked[-1].law == law.id or law.id in checked[-1].candidates, name


def test_every_name_of_a_law_not_held_is_known(library: Library, resolver: Resolver) -> None:
    """Each name in `not-held.yaml` leads to its law as a candidate and never to a law that is held."""
    for law in library.store.elsewhere.values():
        for name in (*law.names, *law.shared_names, *law.beside_numbers):
            number = law.sections.split("|")[0] if law.sections and name in law.shared_names else "3"  # of its code
            checked = resolver.check(f"See {name}, Article {number}.")
            assert checked and checked[-1].status in ("not-held", "ambiguous"), name
            assert law.id in checked[-1].candidates, name
            assert checked[-1].status == "not-held" or name not in law.beside_numbers, name


@pytest.mark.parametrize(
    ("text", "law", "successor"),
    [
        ("Art. 10(5)(a) AI Act", "eu-ai-act", "4a"),
        ("Art. 22(1) UK GDPR", "uk-gdpr", "22A, 22B, 22C, 22D"),
        ("Article 44 of the UK GDPR", "uk-gdpr", "44A"),
    ],
)
def test_a_provision_that_moved_leads_to_its_successor(text: str, law: str, successor: str, resolver: Resolver) -> None:
    """What the law no longer has is repealed, false, and suggests what took its place."""
    checked = resolver.check_one(text)
    assert (checked.law, checked.status, checked.suggestion) == (law, "repealed", successor)
    assert checked.status in FALSE and "now" in checked.note


def test_a_provision_is_not_called_repealed_before_it_moved(library: Library) -> None:
    """On a day before the change the old number was law, and the later outline does not deny it."""
    early = Library(library.store, date(2025, 12, 1))
    checked = Resolver(early, reader_of(early)).check_one("Art. 22(1) UK GDPR")
    assert (checked.status, checked.suggestion) == ("not-verifiable", None)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("CPC, art. 51, IV", "CPC, art. 51, IV"),
        ("CLT, art. 7", "CLT, art. 7"),
        ("Constituição, art. 5, X", "Constituição, art. 5, X"),
        ("LGPD, art. 7; Código Civil, art. 424", "Código Civil, art. 424"),
    ],
)
def test_a_stated_name_that_nobody_knows_is_another_law(
    text: str, cited: str, library: Library, reader: CitationReader
) -> None:
    """A number that an entry gives to a law not held is none of the law of the review's place, nor of the one before."""
    checked = Resolver(library, reader, ("BR",)).check_stated(text)[-1]
    assert (checked.status, checked.law, checked.text) == ("unknown-law", None, cited)
    assert checked.text == text[checked.start : checked.end]


@pytest.mark.parametrize(
    ("text", "place", "law"),
    [
        ("art. 7", "CH", "ch-fadp"),
        ("See, art. 7", "CH", "ch-fadp"),
        ("LGPD, art. 7", "BR", "br-lgpd"),
        ("Lei 13.709/2018, art. 7", "BR", "br-lgpd"),
        ("LGPD, arts. 6 e 7", "BR", "br-lgpd"),
        ("LGPD, art. 6; art. 7", "BR", "br-lgpd"),
        ("CDC, art. 51, IV", "BR", "br-cdc"),
    ],
)
def test_a_stated_number_without_a_strange_name_is_read_as_before(
    text: str, place: str, law: str, library: Library, reader: CitationReader
) -> None:
    """A name that is known, a bare number and one that goes on from a law named before keep their law."""
    resolver = Resolver(library, reader, (place,))
    assert resolver.check_stated(text) == resolver.check(text)
    assert {checked.law for checked in resolver.check(text)} == {law}
