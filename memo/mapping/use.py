"""Whether a citation that holds fits the finding it stands in, where the records allow a judgement.

A note and never more: the record of the provision names the topics that
engage it, and none of them is among the finding's or beside them. Where the
law's records say nothing of the provision, nothing is said of its use.
"""

from __future__ import annotations

from collections.abc import Collection

from memo.citation.pinpoint import Pinpoint, parse
from memo.library.day import LawOnDay, Library
from memo.library.records import Provision
from memo.library.resolve import CheckedCitation

GENERAL = 8
"""A provision that so many topics engage, such as a list of principles, has no one subject."""


def other_subject(checked: CheckedCitation, topics: Collection[str], library: Library) -> str:
    """Return the subject of a citation whose every provision is on another, empty where any fits or none is known.

    `topics` are the finding's. A neighbouring topic fits, and so does one of
    the same group.
    """
    if checked.law is None or checked.status not in ("ok", "not-in-force") or not checked.provisions or not topics:
        return ""
    law = library.law(checked.law)
    near = _near(topics, library)
    subjects: list[str] = []
    for number in checked.provisions:
        pinpoint = parse(number)
        records = _records(law, pinpoint)
        engaged = {engagement.topic for record in records for engagement in record.engaged_by}
        if not engaged or len(engaged) > GENERAL or engaged & near:
            return ""
        subjects.append(records[0].subject)
    return ", ".join(dict.fromkeys(subjects))


def _records(law: LawOnDay, pinpoint: Pinpoint) -> list[Provision]:
    """Return the records at, above and under a provision, the one that speaks for it first."""
    governing = law.governing(pinpoint)
    if pinpoint.root.startswith("Recital"):
        return []
    related = [record for record in law.of_root(pinpoint.root) if pinpoint.meets(parse(record.id))]
    if governing is not None:
        related.sort(key=lambda record: record.id != governing.id)
    return related


def _near(topics: Collection[str], library: Library) -> set[str]:
    """Return the topics with their neighbours, in both directions, and all of their groups."""
    known = library.topics
    groups = {known[topic].group for topic in topics if topic in known}
    stated = frozenset(topics)
    near = set(stated)
    for topic in known.values():
        if topic.group in groups or stated.intersection(topic.neighbours):
            near.add(topic.id)
    for topic_id in topics:
        if topic_id in known:
            near.update(known[topic_id].neighbours)
    return near
