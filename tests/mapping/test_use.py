"""Whether a citation fits its finding: a note where no topic is near, silence wherever the record does not speak."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from memo.library.day import Library
from memo.library.resolve import Resolver, reader_of
from memo.mapping.use import other_subject

LIBRARY = Library.open(Path(__file__).parents[2] / "regulations", date(2026, 11, 25))
RESOLVER = Resolver(LIBRARY, reader_of(LIBRARY))


def subject(text: str, *topics: str) -> str:
    (checked,) = RESOLVER.check(text)
    return other_subject(checked, topics, LIBRARY)


def test_a_right_to_delete_under_biometrics_is_on_another_subject() -> None:
    """A citation about erasure in a finding about biometric data is noted, with its subject."""
    assert "delet" in subject("Cal. Civ. Code § 1798.105(a)", "biometric-data").lower()


@pytest.mark.parametrize("law", LIBRARY.law_ids)
def test_every_record_fits_its_own_topics(law: str) -> None:
    """No provision is noted under a topic by which its own record is engaged, nor under a neighbour of it."""
    for provision in LIBRARY.law(law).record.provisions:
        checked = RESOLVER.check_one(f"{law}:{provision.id}")
        for engagement in provision.engaged_by:
            near = (engagement.topic, *LIBRARY.topics[engagement.topic].neighbours)
            assert not any(other_subject(checked, (topic,), LIBRARY) for topic in near), provision.id


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Recital 47 GDPR", ("biometric-data",)),
        ("Art. 17 GDPR", ()),
        ("GDPR", ("biometric-data",)),
        ("Art. 117 GDPR", ("biometric-data",)),
        ("Art. 5 GDPR", ("biometric-data",)),
    ],
)
def test_where_nothing_is_known_nothing_is_said(text: str, topics: tuple[str, ...]) -> None:
    """Recitals, whole laws, false citations, findings without topics and provisions of many subjects bear no note."""
    assert subject(text, *topics) == ""
