"""The published decisions that a finding names, each in one line."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from memo.document import PrecedentRow
from memo.drafting.words import labels
from memo.exposure.expose import FindingExposure
from memo.library.day import Library
from memo.library.decision import Decision


def precedent_rows(
    exposed: FindingExposure, library: Library, named: Mapping[PrecedentRow, str]
) -> tuple[PrecedentRow, ...]:
    """Return one row a decision, law by law, nearest first; a decision under two laws stands under the first.

    `named` holds what earlier findings say of a decision, and which did.
    """
    rows: dict[str, PrecedentRow] = {}
    for law in exposed.laws:
        for precedent in law.precedents:
            decision = precedent.decision
            if decision.id not in rows:
                row = _row(decision, law.law, library)
                rows[decision.id] = replace(row, named_in=named.get(row, ""))
    return tuple(rows.values())


def _row(decision: Decision, law: str, library: Library) -> PrecedentRow:
    spoken, on_day = library.words, library.law(law)
    authority = library.authorities.get(decision.authority)
    name = (authority.abbreviation or authority.name) if authority else decision.authority
    outcomes = [labels(spoken, "outcome")[outcome] for outcome in decision.outcome]
    if decision.amount is not None:
        paid = spoken.money(decision.amount.value, decision.amount.currency)
        outcomes[0] = f"{outcomes[0]} {paid}"
    breached = decision.breached(law)
    # Under the national law itself that law is what is cited, and not named a second time.
    applied = decision.law_then or (decision.national_law if on_day.brief.jurisdiction == "EU" else None)
    cited = on_day.cite(", ".join(breached)) if breached else on_day.brief.short_title
    if applied is not None:
        cited = (
            spoken.say("{applied} (today {cited})", applied=applied.name, cited=cited)
            if decision.law_then
            else (spoken.say("{applied} (for {cited})", applied=applied.name, cited=cited))
        )
    official = next((source for source in decision.sources if source.kind == "official"), decision.sources[0])
    return PrecedentRow(
        law=law,
        authority=name,
        respondent=decision.respondent,
        day=spoken.short_day(decision.decided_on),
        about=decision.title,
        outcome=", ".join(outcomes),
        citation=cited,
        finality=labels(spoken, "finality")[decision.finality],
        url=official.url,
    )
