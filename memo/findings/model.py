"""The findings file as frozen, typed values: the whole of what a reviewer may say.

Types are written out here as they are, not as text that is read later: that
takes a third of the time when the readers ask for them.
"""

import hashlib
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from msgspec import field

from memo.currencies import CURRENCIES
from memo.errors import nearest
from memo.findings.form import Limit, Record, Rule
from memo.late import late
from memo.limits import (
    LONGEST_ADDRESS,
    LONGEST_ID,
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_DOCUMENTS,
    MOST_FINDINGS,
    MOST_STATUSES,
    outside,
)
from memo.places import fault_of

Severity = Literal["critical", "high", "medium", "low", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The severities, the gravest first."""
Confidence = Literal["high", "medium", "low"]
TopicsBy = Literal["words", "encoder"]
"""What reads topics: phrases and words, or a language model beside them."""
ActionState = Literal["open", "in-progress", "blocked", "done", "waived"]
CLOSED: tuple[ActionState, ...] = ("done", "waived")
"""The states of an action on which nobody works any more."""
Size = Literal["sme", "small-mid-cap", "large"]
Decision = Literal["approve", "approve-with-conditions", "defer", "reject"]
PartyRole = Literal[
    "controller",
    "joint-controller",
    "processor",
    "sub-processor",
    "consumer",
    "business",
    "service-provider",
    "provider",
    "deployer",
    "distributor",
    "importer",
]


def _one_line(value: str) -> str:
    value = value.strip()
    if not value:
        raise ValueError("must not be empty")
    if "\n" in value:
        raise ValueError("must be one line; it has a line break")
    return value


def _day(value: Any) -> Any:
    """Refuse what pydantic would read as a number of seconds: a day is written out."""
    if isinstance(value, str) and not (len(value) == 10 and value[4] == value[7] == "-"):
        raise ValueError("a day is written YYYY-MM-DD, for example 2026-11-23")
    return value


def _moment(value: Any) -> Any:
    if isinstance(value, str) and (len(value) < 10 or value[4:5] != "-"):
        raise ValueError("a moment is written 2026-05-11T06:00:00Z or as a day")
    return value


def _near(value: Any) -> Any:
    """Refuse a day from which nothing can be counted; a moment is judged by its day."""
    fault = outside(value.date() if isinstance(value, datetime) else value)
    if fault:
        raise ValueError(fault)
    return value


def _place(value: str) -> str:
    fault = fault_of(value)
    if fault:
        raise ValueError(f"is {fault}" if fault.startswith("no ") else fault)
    return value


_HOST = late(r"(?:[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


def _currency(value: str) -> str:
    if value not in CURRENCIES:
        near = nearest(value.upper(), sorted(CURRENCIES))
        raise ValueError(
            f"is no currency of ISO 4217 in use; a code has three capitals, for example EUR. {near}".strip()
        )
    return value


def _http(value: str) -> str:
    if not value.startswith(("https://", "http://")) or any(c.isspace() for c in value):
        raise ValueError("must be an http or https address without spaces")
    host = re.split(r"[/?#]", value, maxsplit=3)[2]
    if not _HOST.fullmatch(host):
        raise ValueError("must name a host, and no user before it")
    return value


def _named(value: Any) -> Any:
    """Read a vendor that is given by name alone."""
    return {"name": value} if isinstance(value, str) else value


def _numbered(value: Any) -> Any:
    """Give `F-1`, `F-2`, ... to the findings that name no id, in their order."""
    if not isinstance(value, list):
        return value
    return [
        {"id": f"F-{number}", **finding} if isinstance(finding, dict) else finding
        for number, finding in enumerate(value, 1)
    ]


Line = Annotated[str, Limit(max_length=LONGEST_LINE), Rule(_one_line)]
Prose = Annotated[str, Limit(max_length=LONGEST_TEXT), Rule(str.strip)]
Day = Annotated[date, Rule(_day, early=True), Rule(_near)]
Moment = Annotated[datetime | date, Rule(_moment, early=True), Rule(_near)]
PlaceCode = Annotated[str, Rule(_place)]
Currency = Annotated[str, Rule(_currency), Limit(json_schema_extra={"pattern": "^[A-Z]{3}$"})]
Address = Annotated[str, Limit(max_length=LONGEST_ADDRESS), Rule(_http)]
Identifier = Annotated[str, Limit(max_length=LONGEST_ID, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Amount = Annotated[Decimal, Limit(ge=0, le=Decimal("1e15"))]
Staff = Annotated[int, Limit(ge=0, le=100_000_000)]
People = Annotated[int, Limit(ge=1, le=10_000_000_000)]


class NationalTurnover(Record, frozen=True, kw_only=True):
    """The part of a yearly turnover that was made in one country."""

    place: PlaceCode
    amount: Amount
    currency: Currency


class Turnover(Record, frozen=True, kw_only=True):
    """A worldwide, yearly turnover: an exact amount in one currency (ISO 4217), its year, its national parts."""

    amount: Amount
    currency: Currency
    year: Annotated[int, Limit(ge=1990, le=2100)] | None = None
    national: Annotated[tuple[NationalTurnover, ...], Limit(max_length=250)] = ()


class Rate(Record, frozen=True, kw_only=True):
    """What one unit of a currency is in another, as the reviewer took it; memo knows no rate of its own."""

    from_: Currency
    to: Currency
    rate: Annotated[Decimal, Limit(gt=0, le=Decimal("1e9"))]
    source: Line


class Affected(Record, frozen=True, kw_only=True):
    """How many people a clause concerns: at least and at most so many, as the reviewer knows or estimates it."""

    at_least: People
    at_most: People

    def __post_init__(self) -> None:
        if self.at_most < self.at_least:
            raise ValueError("at_most is below at_least")


class Review(Record, frozen=True, kw_only=True):
    """What the memo is: its date, its parties, its reference, its proposed decision."""

    title: Line | None = None
    date: Day | None = None
    as_of: Day | None = None
    to: Line | None = None
    from_: Line | None = None
    signature_on: Day | None = None
    rates: Annotated[tuple[Rate, ...], Limit(max_length=50)] = ()
    reference: Line | None = None
    classification: Line | None = None
    language: Literal["en", "de", "fr", "es", "pt", "ko"] = "en"
    decision: Decision | None = None
    owners: tuple[Line, ...] = ()
    topics_by: TopicsBy = "words"


class Client(Record, frozen=True, kw_only=True):
    """Whose position the memo takes."""

    name: Line | None = None
    role: PartyRole | None = None
    established_in: tuple[PlaceCode, ...] = ()
    people_in: tuple[PlaceCode, ...] = ()
    sectors: tuple[Line, ...] = ()
    turnover: Turnover | None = None
    size: Size | None = None
    staff: Staff | None = None


class Vendor(Record, frozen=True, kw_only=True):
    """Whose terms were reviewed."""

    name: Line
    product: Line | None = None
    role: PartyRole | None = None
    established_in: tuple[PlaceCode, ...] = ()
    turnover: Turnover | None = None
    size: Size | None = None
    staff: Staff | None = None


class Document(Record, frozen=True, kw_only=True):
    """One reviewed document; with `path`, quotes are checked against its text."""

    id: Identifier
    title: Line
    url: Address | None = None
    version: Line | None = None
    captured: Moment | None = None
    sha256: Annotated[str, Limit(pattern=r"^[0-9a-fA-F]{6,64}(\.\.\.)?$")] | None = None
    path: Line | None = None


class Comparison(Record, frozen=True, kw_only=True):
    """What another vendor's terms say on the same point."""

    vendor: Line
    quote: Prose | None = None
    note: Prose | None = None


class ReviewerAction(Record, frozen=True, kw_only=True):
    """An action item that the reviewer wrote."""

    title: Line
    owner: Line | None = None
    due: Day | None = None
    playbook: Line | None = None

    @property
    def id(self) -> str:
        """The item's id, made from its words: the same wherever it stands and whoever is to do it.

        >>> ReviewerAction(title="Ask for the list").id
        'own-ask-for-the-list-8fd8e1'
        """
        words = " ".join(self.title.casefold().split()).rstrip(".")
        plain = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", words)).strip("-")
        mark = hashlib.sha256(words.encode()).hexdigest()[:6]
        return "-".join(part for part in ("own", plain[:40].strip("-"), mark) if part)


class ActionStatus(Record, frozen=True, kw_only=True):
    """What became of an action item since the memo that first printed it, by the item's id."""

    id: Annotated[str, Limit(max_length=100, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    status: ActionState = "open"
    owner: Line | None = None
    due: Day | None = None
    note: Line | None = None


class Finding(Record, frozen=True, kw_only=True):
    """A reviewer's statement about one clause."""

    id: Identifier
    title: Line
    document: Line | None = None
    section: Line | None = None
    quote: Prose | None = None
    summary: Prose | None = None
    impact: Prose | None = None
    analysis: Prose | None = None
    severity: Severity = "medium"
    confidence: Confidence = "medium"
    topics: tuple[Line, ...] = ()
    data_categories: tuple[Line, ...] = ()
    people: tuple[Line, ...] = ()
    people_affected: Affected | None = None
    jurisdictions: tuple[PlaceCode, ...] = ()
    citations: tuple[Line, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    actions: tuple[ReviewerAction, ...] = ()
    privileged: bool = False


class FindingSet(Record, frozen=True, kw_only=True):
    """One review: client, vendor, documents and at least one finding."""

    review: Review = field(default_factory=Review)
    client: Client = field(default_factory=Client)
    vendor: Annotated[Vendor, Rule(_named, early=True)]
    documents: Annotated[tuple[Document, ...], Limit(max_length=MOST_DOCUMENTS)] = ()
    findings: Annotated[tuple[Finding, ...], Limit(min_length=1, max_length=MOST_FINDINGS), Rule(_numbered, early=True)]
    actions_status: Annotated[tuple[ActionStatus, ...], Limit(max_length=MOST_STATUSES)] = ()
