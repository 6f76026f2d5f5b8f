"""What of a law is needed before anyone asks for its provisions: names, scope, days, topics."""

from datetime import date
from typing import Literal

from memo.late import late
from memo.library.form import Record
from memo.library.records import CitationForm, Law, Place, Scope, Slug

_HYPHENATED = late(r"\d+-\d+")


class LawSummary(Record, frozen=True, kw_only=True):
    """A law without outline, provisions and penalties; enough to name it and to test its scope."""

    id: Slug
    title: str
    short_title: str
    jurisdiction: Place
    numbering: Literal["article", "section"]
    in_force_from: date
    applies_from: date
    repealed_on: date | None
    verified: date | None
    citation: CitationForm
    scope: Scope
    topics: tuple[Slug, ...]
    """The topics that engage any of its provisions."""
    opening_topics: tuple[Slug, ...]
    """The topics on which it opens with a primary provision, whatever else a finding shows."""
    provisions: int
    """How many provisions are annotated."""
    outline: Literal["complete", "partial"]
    recitals: bool
    annexes: bool
    hyphenated: bool
    """Whether some of its numbers have a hyphen of their own, such as `28-2`."""


def summary_of(law: Law) -> LawSummary:
    """Return the summary of a law."""
    return LawSummary(
        id=law.id,
        title=law.title,
        short_title=law.short_title,
        jurisdiction=law.jurisdiction,
        numbering=law.numbering,
        in_force_from=law.in_force_from,
        applies_from=law.applies_from,
        repealed_on=law.repealed_on,
        verified=law.verified,
        citation=law.citation,
        scope=law.scope,
        topics=tuple(sorted({e.topic for p in law.provisions for e in p.engaged_by})),
        opening_topics=tuple(
            sorted(
                {
                    e.topic
                    for p in law.provisions
                    for e in p.engaged_by
                    if e.strength == "primary" and not (e.when and e.when.topics)
                }
            )
        ),
        provisions=len(law.provisions),
        outline=law.outline.completeness,
        recitals=law.outline.recitals > 0,
        annexes=bool(law.outline.annexes),
        hyphenated=any(_HYPHENATED.fullmatch(number) for number in law.outline.provisions),
    )
