"""What a page says once: of a memo as data, complete in every finding, what stands elsewhere on the page is left out.

A finding by itself, or a house that leaves a section out, keeps what that
section would have said.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from memo.document import Engaged, FindingPart, Memo, Regime


def once(memo: Memo, sections: Collection[str]) -> Memo:
    """Return the memo as a page of these sections prints it, each thing where it is looked for and nowhere else.

    Why a law applies and which do not stands under `laws`, who can sue and the
    time to cure under `authorities`, a law's full form and sources in the
    table of authorities; a gist stands in the finding that names a provision
    first, and the words that several reasons rest on before the first of them;
    a remark that several provisions of a law share stands with the first.
    The styles of journals and courts want a law's full form at its first
    mention, and keep it there.
    """
    laws = "laws" in sections and bool(memo.laws or memo.not_engaged)
    table = "table_of_authorities" in sections and bool(memo.table_of_authorities)
    full_form = memo.citation_style != "plain" or not table
    enforcement = {group.law for group in memo.authorities} if "authorities" in sections else set()

    def finding(part: FindingPart) -> FindingPart:
        return replace(
            part,
            regimes=_evidence_once(tuple(regime(one) for one in part.regimes)),
            not_engaged=tuple(row for row in part.not_engaged if row.cited or row.cautions or not laws),
            exposure=tuple(
                replace(note, private_action="", cure="") if note.law in enforcement else note for note in part.exposure
            ),
        )

    def regime(one: Regime) -> Regime:
        return replace(
            one,
            applies="" if laws else one.applies,
            note=one.note if full_form else "",
            primary=_said_once(tuple(_without_gist(engaged) for engaged in one.primary), set()),
            supporting=_said_once(one.supporting, {engaged.note for engaged in one.primary}),
        )

    listed = {one.law for one in memo.table_of_authorities}
    return replace(
        memo,
        findings=tuple(finding(part) for part in memo.findings),
        sources=tuple(row for row in memo.sources if not table or row.law not in listed),
    )


def _evidence_once(regimes: tuple[Regime, ...]) -> tuple[Regime, ...]:
    """Return the regimes, the words that a reason rests on named where they are others than those before."""
    said, found = "", []
    for one in regimes:
        primary = []
        for engaged in one.primary:
            primary.append(replace(engaged, evidence="") if engaged.evidence == said else engaged)
            said = engaged.evidence
        found.append(replace(one, primary=tuple(primary)))
    return tuple(found)


def _said_once(engaged: tuple[Engaged, ...], said: set[str]) -> tuple[Engaged, ...]:
    """Return a law's provisions, what speaks for the other side and the remark on days at the first that has them."""
    found = []
    for one in engaged:
        counter = "" if one.counter in said else one.counter
        note = "" if one.note in said else one.note
        said |= {one.counter, one.note}
        found.append(replace(one, counter=counter, note=note))
    return tuple(found)


def _without_gist(engaged: Engaged) -> Engaged:
    return replace(engaged, gist="") if engaged.explained_in else engaged
