"""Published decisions as `memo law` shows them: as text for a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from memo.citation.pinpoint import Pinpoint
from memo.cli.layout import counted, plain, wrapped
from memo.library.day import LawOnDay, Library
from memo.library.decision import Decision, DecisionSource
from memo.library.form import as_data
from memo.places import touches

MOST_NEAREST = 3
FINALITY = {
    "final": "final",
    "under-appeal": "under appeal",
    "annulled": "annulled",
    "reduced": "reduced on appeal",
    "unknown": "whether it is final was not seen",
}


def chosen(
    library: Library,
    law: LawOnDay | None,
    pinpoint: Pinpoint | None,
    place: str | None,
    topic: str | None,
    authority: str | None,
) -> tuple[Decision, ...]:
    """Return the decisions that pass every filter given: nearest first for a provision, else newest first."""
    found = library.decisions
    if law is not None and pinpoint is not None:
        found = tuple(near.decision for near in library.decisions_for(law.id, [str(pinpoint)]))
    elif law is not None:
        found = tuple(decision for decision in found if law.id in decision.laws)
    return tuple(
        decision
        for decision in found
        if (topic is None or topic in decision.topics)
        and (authority is None or authority == decision.authority)
        and (place is None or of_place(library, decision, place))
    )


def of_place(library: Library, decision: Decision, place: str) -> bool:
    """Return whether the deciding authority's place lies in a place, or the other way round."""
    authority = library.authorities.get(decision.authority)
    return authority is not None and touches(place, authority.place)


def authority_name(library: Library, decision: Decision, short: bool = False) -> str:
    """Return the name of the deciding authority, its abbreviation where `short` and there is one."""
    authority = library.authorities.get(decision.authority)
    if authority is None:
        return decision.authority
    return (short and authority.abbreviation) or authority.name


def nearest(library: Library, law: LawOnDay, pinpoint: Pinpoint) -> tuple[Decision, ...]:
    """Return the few decisions to show beside one provision."""
    found = chosen(library, law, pinpoint, None, None, None)
    return found[:MOST_NEAREST]


def citations(library: Library, decision: Decision) -> list[str]:
    """Return how the decision's provisions are cited, one text for each law."""
    texts = []
    for part in decision.provisions:
        law = library.law(part.law)
        cited = law.cite(", ".join(part.provisions)) if part.provisions else law.brief.short_title
        texts.append(plain(cited))
    return texts


# --- JSON ---------------------------------------------------------------------


def decisions_data(library: Library, decisions: tuple[Decision, ...]) -> dict[str, Any]:
    """Return the decisions whole, each with its authority's name and its citations in words."""
    return {
        "as_of": library.as_of.isoformat(),
        "decisions": [decision_data(library, decision) for decision in decisions],
    }


def decision_data(library: Library, decision: Decision) -> dict[str, Any]:
    """Return one decision whole, with its authority's name and its citations in words."""
    return {
        **as_data(decision),
        "authority_name": authority_name(library, decision),
        "citations": citations(library, decision),
    }


# --- text ---------------------------------------------------------------------


def decisions_text(library: Library, decisions: tuple[Decision, ...]) -> str:
    """Return the decisions, one a paragraph; where there is none, say so and where to look."""
    if not decisions:
        return f"No published decision up to {library.as_of.isoformat()} fits; memo law --decisions lists all.\n"
    lines = [f"{counted(len(decisions), 'published decision')}, as of {library.as_of.isoformat()}"]
    for decision in decisions:
        head = f"{decision.respondent}: {decision.title}"
        lines += ["", wrapped(head, 0, 12, f"{decision.decided_on.isoformat()}  ")]
        announced = " (day of the announcement)" if decision.date_kind == "announced" else ""
        reference = f", {decision.reference}" if decision.reference else ""
        lines.append(wrapped(f"{authority_name(library, decision)}{reference}{announced}", 12))
        lines.append(wrapped(outcome(decision), 12))
        lines.append(wrapped("; ".join(citations(library, decision)) + _applied(decision), 12, 2))
        lines.append(wrapped(decision.summary, 12))
        lines.append(" " * 12 + plain(best_source(decision).url))
    return "\n".join(lines) + "\n"


def outcome(decision: Decision) -> str:
    """Return what was ordered, what was paid, and whether it stands."""
    from memo.language.words import ENGLISH

    words = ", ".join(word.replace("-", " ") for word in decision.outcome)
    amount = f", {plain(ENGLISH.money(decision.amount.value, decision.amount.currency))}" if decision.amount else ""
    note = f" ({decision.finality_note.rstrip('.')})" if decision.finality_note else ""
    return f"{words}{amount}; {FINALITY[decision.finality]}{note}"


def best_source(decision: Decision) -> DecisionSource:
    """Return the page to show first: the body's own, where there is one."""
    return next((source for source in decision.sources if source.kind == "official"), decision.sources[0])


def capitalised(text: str) -> str:
    """Return a text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def _applied(decision: Decision) -> str:
    parts = [f"under {decision.law_then.name}, since replaced"] if decision.law_then else []
    parts += [f"as transposed: {decision.national_law.name}"] if decision.national_law else []
    return f" ({'; '.join(parts)})" if parts else ""


def nearest_text(library: Library, law: LawOnDay, pinpoint: Pinpoint) -> Iterator[str]:
    """Yield the lines on decisions that stand beside one provision, none where there is no decision."""
    every = chosen(library, law, pinpoint, None, None, None)
    if not every:
        return
    yield ""
    yield "Published decisions" + (f", the nearest of {len(every)}" if len(every) > MOST_NEAREST else "")
    for decision in every[:MOST_NEAREST]:
        told = f"{decision.respondent} ({authority_name(library, decision, short=True)}): {decision.title}."
        yield wrapped(f"{told} {capitalised(outcome(decision))}.", 2, 12, f"{decision.decided_on.isoformat()}  ")
        yield " " * 14 + plain(best_source(decision).url)
