"""Where a provision is cited that nobody can read or that no law has, the law alone is never the answer."""

from __future__ import annotations

from itertools import cycle

import pytest

from memo.citation.pinpoint import parse
from memo.library.day import Library
from memo.library.resolve import CheckedCitation, Resolver

WORDS = """Art. Article Articles Artikel article artículo artigo § §§ Section sec. s. Recital Erwägungsgrund considérant
    Annex Anhang Schedule reg. rule clause paragraph para. Abs. point čl. άρθρο член madde Chapter Part Title""".split()
NUMBERS = """99999 123456 123456789012 0 -5 −7 –3 MMXX CXXI ccxl 6.99999 6.1.f.9.z 99a 99999a 6bis 6-bis 6quinquies
    6(1)(zz) 6(99999) 6(1)(f)(99999) 6(abcd) 6(1)(xyz) 6(99) 6(1)(f)(i)(A)(1)(a)(b)(c)(d)(e) ９９９ ６(９９) zz Z q X [●]
    (99999) 6/99999 6-99999 999,999 1e5 6(-1) 6(1.5.7) 6(1)(½) ٩٩٩ 6(0) 99(99)(99)(99)""".split()
SENTENCES = (
    "{word} {number} {name}",
    "{name} {word} {number}",
    "Breach of {word} {number} of the {name}.",
    "See {name}, {word} {number}.",
    "the {name} ({word} {number}) says so",
    "See {word} {number}, {name}.",
)
LEFT_ALONE = ("Section", "sec.", "s.", "paragraph", "para.", "Abs.", "point", "Schedule", "Part", "Chapter", "Title")
"""Words of contracts and judgments, whose number after a comma or in brackets is as a rule none of the law's."""


def stands(checked: CheckedCitation, library: Library) -> bool:
    """Whether a citation is of provisions that all are in the outline."""
    law = library.law(checked.law or "")
    return bool(checked.provisions) and all(law.existence(parse(p)) == "exists" for p in checked.provisions)


def accepted(text: str, library: Library, resolver: Resolver) -> list[CheckedCitation]:
    """Return what is accepted of a text without being a provision that exists."""
    return [c for c in resolver.check(text) if c.status in ("ok", "not-in-force") and not stands(c, library)]


@pytest.mark.parametrize("word", WORDS)
def test_law_alone_is_never_accepted(word: str, library: Library, resolver: Resolver) -> None:
    """Laws, provision words and bad numbers by turns: whatever is accepted is a provision that exists."""
    sentences = cycle(SENTENCES)
    wrong = []
    for law_id in library.law_ids[WORDS.index(word) % 8 :: 8]:
        law = library.law(law_id)
        names = cycle(law.brief.citation.names)
        for number in NUMBERS:
            form = next(sentences)
            if word in LEFT_ALONE and ("," in form or "(" in form):
                continue
            text = form.format(word=word, number=number, name=next(names))
            wrong += [(text, c.law, c.provisions) for c in accepted(text, library, resolver)]
    assert not wrong


@pytest.mark.parametrize("law_id", ["eu-gdpr", "us-ca-ccpa", "br-lgpd", "uk-dpa-2018"])
def test_each_number_in_each_sentence(law_id: str, library: Library, resolver: Resolver) -> None:
    """For four laws of four kinds, every bad number stands in every sentence."""
    name, word = (
        library.law(law_id).brief.citation.names[0],
        "§" if library.law(law_id).brief.numbering == "section" else "Art.",
    )
    texts = [form.format(word=word, number=number, name=name) for form in SENTENCES for number in NUMBERS]
    assert [text for text in texts if accepted(text, library, resolver)] == []


def test_a_number_that_exists_is_accepted(library: Library, resolver: Resolver) -> None:
    """The same sentences with a number that the law has are accepted, however its digits are written."""
    for number in ("6(1)(f)", "６(1)(f)", "6(1)(f)¹", "6(1)(f)12", "6.1.f", "six"):
        for form in SENTENCES:
            text = form.format(word="Art.", number=number, name="GDPR")
            assert [(c.law, c.status) for c in resolver.check(text)] == [("eu-gdpr", "ok")], text
