"""The memo as one frozen value: every word, number and order in it is decided before it is drawn.

Renderers read this page and nothing else. Prose is a small tree of blocks and
runs, because a findings file may hold a small subset of Markdown; everything
the program says itself is plain text. One long page, in the memo's order, since
it is the contract between drafting and every renderer.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

Depth = Literal["brief", "citations", "full"]
Edition = Literal["internal", "shareable"]


# --- prose ------------------------------------------------------------------


class Run(Struct, frozen=True):
    """A stretch of text of one kind; a link shows its target."""

    text: str
    kind: Literal["text", "emphasis", "strong", "code", "link"] = "text"
    url: str = ""


class Block(Struct, frozen=True):
    """A paragraph, list, quote or piece of code of a reviewer's prose.

    `runs` hold a paragraph's or code's text; `children` a quote's blocks or a
    list's items, each of which is a block of kind `item`.
    """

    kind: Literal["paragraph", "bullets", "numbers", "item", "quote", "code"]
    runs: tuple[Run, ...] = ()
    children: tuple[Block, ...] = ()
    start: int = 1
    """The number that a numbered list begins with."""


Prose = tuple[Block, ...]


# --- parts ------------------------------------------------------------------


class Row(Struct, frozen=True):
    """A label and what stands against it."""

    label: str
    value: str
    url: str = ""


class Reference(Struct, frozen=True):
    """A citation as printed, and the address behind it."""

    text: str
    url: str
    law: str
    provision: str


class BottomLine(Struct, frozen=True):
    """What a reader who stops here must know; no article numbers stand in it."""

    decision: str
    label: str
    sentence: str
    proposed: bool
    conditions: tuple[str, ...]
    reasons: tuple[str, ...]
    warning: str = ""


class GlanceRow(Struct, frozen=True):
    finding: str
    title: str
    severity: str
    severity_label: str
    confidence_label: str
    laws: str
    first_action: str


class RiskRow(Struct, frozen=True):
    """One finding's rating: inherent, and residual once its items are closed. Scores are written, never computed on."""

    finding: str
    severity: str
    severity_label: str
    likelihood: int
    likelihood_text: str
    reach_text: str
    score: str
    inherent: str
    inherent_label: str
    left: int
    residual_score: str
    residual: str
    residual_label: str


class HeatCell(Struct, frozen=True):
    """One cell of the heat map: a likelihood, the band of its row there, the findings that stand in it."""

    likelihood: int
    band: str
    findings: tuple[str, ...]


class HeatRow(Struct, frozen=True):
    """One severity of the heat map, its cells by rising likelihood."""

    severity: str
    label: str
    cells: tuple[HeatCell, ...]


class Engaged(Struct, frozen=True):
    """One provision in a finding's regulatory analysis."""

    reference: Reference
    subject: str
    gist: str
    strength: str
    basis: str
    basis_label: str
    reason: str
    evidence: str
    counter: str
    note: str
    status: str
    status_label: str
    explained_in: str = ""
    """The finding before that prints the gist already; a page prints it there alone."""


class Regime(Struct, frozen=True):
    """One law in a finding's regulatory analysis."""

    law: str
    name: str
    applies: str
    assumptions: tuple[str, ...]
    primary: tuple[Engaged, ...]
    supporting: tuple[Engaged, ...]
    further: str = ""
    note: str = ""
    """The law's official citation and address, where the memo names the law first."""


class AlsoEngaged(Struct, frozen=True):
    """A law that is engaged but not set out, by the best of its provisions."""

    name: str
    engaged: Engaged
    note: str = ""
    """The law's full form, where the style asks for one at its first mention and this is it."""


class TierRow(Struct, frozen=True):
    """One tier of a law for one party, or both: up to what, by which formula, with what beyond it."""

    party: str
    citation: str
    ceiling: str
    formula: str
    caveat: str
    upcoming: str
    applies_to: str
    beyond: tuple[str, ...]
    repeats: bool = False
    """The row above states the same tier for the other party: formula and scope are not printed again."""


class ExposureRow(Struct, frozen=True):
    """One law's ceilings for a finding: the vendor's and the client's side by side, never added."""

    law: str
    citation: str
    vendor: str
    client: str
    formula: str
    also: str
    reserved: str
    provisions: str


class ExposureNote(Struct, frozen=True):
    """What of a law's enforcement is not a penalty, in brief: who acts, who can sue, what is not yet law.

    `acts` says who acts by abbreviations, for a cell of a table.
    """

    law: str
    name: str
    authorities: str
    private_action: str
    cure: str
    not_yet: tuple[str, ...]
    acts: str = ""


class PrecedentRow(Struct, frozen=True):
    """A published decision near the finding: who decided what about whom, and how it stands."""

    law: str
    authority: str
    respondent: str
    day: str
    about: str
    outcome: str
    citation: str
    finality: str
    url: str
    named_in: str = ""
    """The finding before that names the decision in full."""


class ComparisonPart(Struct, frozen=True):
    vendor: str
    quote: str
    note: Prose


class ActionRef(Struct, frozen=True):
    number: str
    title: str
    due: str


class NotEngagedRow(Struct, frozen=True):
    law: str
    name: str
    reason: str
    cautions: tuple[str, ...]
    cited: bool


class LawReason(Struct, frozen=True):
    """Why a law applies to the findings it is set out in."""

    law: str
    name: str
    reason: str
    findings: tuple[str, ...]


class TopicWord(Struct, frozen=True):
    topic: str
    label: str
    basis_label: str
    evidence: str


class FindingPart(Struct, frozen=True):
    """One finding in full; the depth decides which of its parts are filled."""

    id: str
    anchor: str
    title: str
    severity: str
    severity_label: str
    confidence_label: str
    source: str
    source_url: str
    quote: str
    quote_paragraphs: tuple[str, ...]
    """The clause as it is printed: its paragraphs, white space evened."""
    quote_check: str
    reading: Prose
    affected: Prose
    people: str
    analysis: Prose
    topics: tuple[TopicWord, ...]
    other_topics: str
    regimes: tuple[Regime, ...]
    also_engaged: tuple[AlsoEngaged, ...]
    unmapped: str
    ceilings: tuple[ExposureRow, ...]
    exposure: tuple[ExposureNote, ...]
    precedents: tuple[PrecedentRow, ...]
    flags: tuple[str, ...]
    contract_implications: tuple[str, ...]
    vendor_implications: tuple[str, ...]
    actions: tuple[ActionRef, ...]
    comparisons: tuple[ComparisonPart, ...]
    not_engaged: tuple[NotEngagedRow, ...]
    false_citations: tuple[str, ...]
    privileged: bool


class AuthorityRow(Struct, frozen=True):
    name: str
    place: str
    role: str
    over: str
    why: str
    website: str
    enforces: bool = True
    """A body that sanctions nobody is named in the group's `others` and has no row on paper."""


class AuthorityGroup(Struct, frozen=True):
    """The authorities of one law, its rule of competence, powers, remedies and limits.

    On paper stand `powers_in_brief`, the pinpoints by kind of power, and
    `others`; `powers` and all `rows` say the same in full.
    """

    law: str
    name: str
    rule: str
    rows: tuple[AuthorityRow, ...]
    powers: tuple[Row, ...]
    ceilings: tuple[TierRow, ...]
    remedies: tuple[Row, ...]
    open_questions: tuple[str, ...]
    powers_in_brief: tuple[Row, ...] = ()
    others: str = ""
    conclusions: tuple[str, ...] = ()
    """What follows from the facts: who leads or that nobody does, who names a representative, who is left out."""


class PlanBasis(Struct, frozen=True):
    """A provision that an item rests on, and how it is printed."""

    law: str
    provision: str
    citation: str


_CLOSED = ("done", "waived")
"""The states of an item on which nobody works any more; a test holds them against those of the findings file."""


class PlanRow(Struct, frozen=True):
    """One item of the action plan.

    `id` stays the same across re-runs, `number` is the place in this plan.
    `owner` and `kind` are printed, `owner_id` and `kind_id` are the words
    behind them. `condition` is the number of the condition for approval that
    the item is, 0 where it is none; `after` are numbers of items that come
    first; `provisions` are what `basis` prints together.
    """

    number: str
    id: str
    title: str
    why: str
    basis: tuple[str, ...]
    owner: str
    priority: str
    due: str
    due_day: str
    evidence: str
    findings: tuple[str, ...]
    kind: str
    owner_id: str = ""
    kind_id: str = ""
    severity: str = ""
    effort: str = ""
    due_rule: str = ""
    after: tuple[str, ...] = ()
    condition: int = 0
    status: str = "open"
    status_label: str = ""
    note: str = ""
    topics: tuple[str, ...] = ()
    provisions: tuple[PlanBasis, ...] = ()
    question: str = ""
    sources: tuple[SourceRow, ...] = ()
    by_reviewer: bool = False

    @property
    def closed(self) -> bool:
        """Whether nobody works on it any more."""
        return self.status in _CLOSED


class NoLonger(Struct, frozen=True):
    """A step whose status the file carries back and that the findings no longer call for."""

    id: str
    title: str
    status: str
    status_label: str
    note: str


class Question(Struct, frozen=True):
    number: str
    text: str
    id: str = ""


class ClauseText(Struct, frozen=True):
    """The language of one contract item; `topic` heads the clauses that answer it."""

    number: str
    title: str
    ask: str
    fallback: str
    walk_away: str = ""
    topic: str = ""
    id: str = ""


class Trigger(Struct, frozen=True):
    """What brings the next review forward; `day` is empty where no day is known."""

    day: str
    written: str
    event: str
    findings: tuple[str, ...] = ()


class NextReview(Struct, frozen=True):
    """The day of the next review, why that day, and what brings it forward."""

    day: str
    written: str
    reason: str
    triggers: tuple[Trigger, ...]


class SignOff(Struct, frozen=True):
    """A line to be signed by hand: who signs as what, and for which items. The name is left blank."""

    part: str
    function: str
    numbers: tuple[str, ...] = ()


class TimelineEntry(Struct, frozen=True):
    day: str
    written: str
    event: str
    past: bool
    kind: Literal["law", "action", "review", "document"]


class AuditRow(Struct, frozen=True):
    text: str
    where: str
    status: str
    status_label: str
    result: str
    url: str


class AuthorityEntry(Struct, frozen=True):
    """A provision in the table of authorities and the findings that it is printed under."""

    reference: Reference
    subject: str
    findings: tuple[str, ...]


class AuthorityTable(Struct, frozen=True):
    law: str
    title: str
    citation: str
    url: str
    entries: tuple[AuthorityEntry, ...]


class SourceRow(Struct, frozen=True):
    """What was read: a document of the review, or of the law whose id stands in `law`."""

    title: str
    url: str
    note: str
    law: str = ""


class Memo(Struct, frozen=True):
    """The finished document as data."""

    language: str
    depth: Depth
    edition: Edition
    title: str
    subject: str
    date: str
    as_of: str
    classification: str
    reference: str
    header: tuple[Row, ...]
    words: dict[str, str]
    bottom_line: BottomLine
    glance: tuple[GlanceRow, ...]
    risk: tuple[RiskRow, ...]
    heat_map: tuple[HeatRow, ...]
    risk_method: tuple[str, ...]
    findings: tuple[FindingPart, ...]
    authorities: tuple[AuthorityGroup, ...]
    plan: tuple[PlanRow, ...]
    questions: tuple[Question, ...]
    clauses: tuple[ClauseText, ...]
    no_longer: tuple[NoLonger, ...]
    next_review: NextReview | None
    sign_off: tuple[SignOff, ...]
    timeline: tuple[TimelineEntry, ...]
    method: tuple[str, ...]
    assumptions: tuple[str, ...]
    limits: tuple[str, ...]
    audit: tuple[AuditRow, ...]
    table_of_authorities: tuple[AuthorityTable, ...]
    sources: tuple[SourceRow, ...]
    provenance: tuple[Row, ...]
    vendor: str = ""
    digest: str = ""
    """The SHA-256 of the findings file."""
    laws: tuple[LawReason, ...] = ()
    not_engaged: tuple[NotEngagedRow, ...] = ()
    """The laws considered and not engaged, over all findings."""
    citation_style: str = "plain"


def as_data(value: Any) -> Any:
    """Return a value of this page as plain data, for JSON and for templates."""
    if isinstance(value, Struct):
        return {name: as_data(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple | list):
        return [as_data(item) for item in value]
    if isinstance(value, dict):
        return {key: as_data(item) for key, item in value.items()}
    return value
