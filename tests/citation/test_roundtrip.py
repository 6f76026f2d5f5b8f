"""What the house writes it can read: every provision of every complete outline, cited and read back."""

from __future__ import annotations

import pytest

from memo.citation.pinpoint import Pinpoint
from memo.library.day import LawOnDay, Library
from memo.library.resolve import Resolver

HELD = ("eu-gdpr", "us-ca-ccpa", "br-lgpd", "kr-pipa", "eu-ai-act")
SENTENCES = (
    "{}",
    "See {}.",
    "The clause ({}) fails; so much is clear.",
    "Nothing in {}, as it stands, helps the vendor.",
)


def citations_of(law: LawOnDay) -> list[tuple[Pinpoint, str]]:
    return [(pinpoint, law.cite(str(pinpoint))) for pinpoint in law.numbers()]


@pytest.mark.parametrize("law_id", HELD)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_provision_reads_back_to_itself(law_id: str, sentence: str, library: Library, resolver: Resolver) -> None:
    """A citation that the house writes is found whole, once, and as the provision it was written for."""
    law = library.law(law_id)
    assert law.record.outline.completeness == "complete"
    wrong = []
    for pinpoint, written in citations_of(law):
        found = resolver.check(sentence.format(written))
        read = [(c.text, c.law, c.provisions, c.status in ("ok", "not-in-force")) for c in found]
        if read != [(written, law_id, (str(pinpoint),), True)]:
            wrong.append((written, read))
    assert not wrong


@pytest.mark.parametrize("law_id", HELD)
def test_each_provision_reads_back_by_its_id(law_id: str, library: Library, resolver: Resolver) -> None:
    """`law:provision` is read as that provision, by `check_one` too."""
    for pinpoint in library.law(law_id).numbers():
        checked = resolver.check_one(f"{law_id}:{pinpoint}")
        assert (checked.law, checked.provisions) == (law_id, (str(pinpoint),))
        assert checked.status in ("ok", "not-in-force")


@pytest.mark.parametrize("law_id", HELD)
def test_no_provision_past_the_end_is_accepted(law_id: str, library: Library, resolver: Resolver) -> None:
    """A label that no provision has makes every citation of it false."""
    law = library.law(law_id)
    for pinpoint in law.numbers():
        if pinpoint.root.startswith("Recital"):
            continue
        beyond = Pinpoint(pinpoint.root, (*pinpoint.labels, "99"))
        statuses = {c.status for c in resolver.check(f"See {law.cite(str(beyond))}.")}
        assert "ok" not in statuses, beyond
