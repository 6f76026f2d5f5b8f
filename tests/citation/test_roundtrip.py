"""What the house writes it can read: every provision of every complete outline, cited and read back."""

from __future__ import annotations

import re
from datetime import date

import pytest
from conftest import REGULATIONS

from memo.citation.acts import names_code
from memo.citation.pinpoint import Pinpoint
from memo.citation.style import STYLES, Style
from memo.library.day import LawOnDay, Library
from memo.library.resolve import Resolver

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
