"""The typed form of a published decision: who was held to which provision, by whom, on what day, with what outcome.

A decision is a fact, not law: nothing else in the library rests on one, and
what a decision says of a provision is what the body found that day. It is kept
apart from the laws, in `regulations/<jurisdiction>/decisions*.yaml`.
"""

# Annotations are evaluated here: as text, each would be compiled anew at every start to build the decoder.

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from memo.library.form import Limit, Record
from memo.library.records import Line, Slug, Url

Outcome = Literal[
    "fine",
    "order",
    "ban",
    "suspension",
    "reprimand",
    "settlement",
    "consent-order",
    "judgment",
    "deletion",
    "redress",
    "undertaking",
    "recommendation",
]
Finality = Literal["final", "under-appeal", "annulled", "reduced", "unknown"]

PAYING = frozenset({"fine", "settlement", "consent-order", "judgment", "redress", "undertaking"})
"""The outcomes under which money is paid."""

CURRENCIES = frozenset(
    {"AED", "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HUF", "INR", "ISK", "JPY", "KRW"}
    | {"NOK", "NZD", "PLN", "RON", "SAR", "SEK", "SGD", "THB", "TRY", "USD", "ZAR"}
)
"""Those of the places whose decisions the library may hold."""


class Payment(Record, frozen=True, kw_only=True):
    """What had to be paid in all, as the decision stood; never converted."""

    value: Annotated[Decimal, Limit(gt=0)]
    currency: Annotated[str, Limit(pattern=r"^[A-Z]{3}$")]


class Breached(Record, frozen=True, kw_only=True):
    """Provisions of one law that the decision found breached or, for a settlement, that were alleged."""

    law: Slug
    provisions: tuple[Line, ...] = ()
    """In the law's own numbering; empty where the decision names the law alone."""


class AppliedLaw(Record, frozen=True, kw_only=True):
    """The law that the decision applied, where that is not the law of our library itself."""

    name: Line
    note: Line | None = None


class DecisionSource(Record, frozen=True, kw_only=True):
    """Where a decision can be read, and the day on which its page was opened.

    `official` is a page of the body itself, of a court or of an official
    journal; everything else is `secondary`.
    """

    title: Line
    url: Url
    kind: Literal["official", "secondary"]
    seen: date


class Decision(Record, frozen=True, kw_only=True):
    """One published enforcement decision, settlement or judgment."""

    id: Slug
    """`<authority>-<date>-<a word or two>`."""
    authority: Slug
    respondent: Line
    decided_on: date = msgspec.field(name="date")
    date_kind: Literal["decided", "announced"] = "decided"
    """Whether `date` is the day of the decision or, where that is not known, of its announcement."""
    reference: Line | None = None
    title: Line
    provisions: Annotated[tuple[Breached, ...], Limit(min_length=1)]
    law_then: AppliedLaw | None = None
    """A law since replaced; `provisions` then names today's counterpart."""
    national_law: AppliedLaw | None = None
    """The national measure that transposes the directive named under `provisions`."""
    topics: Annotated[tuple[Slug, ...], Limit(min_length=1)]
    sector: Slug
    outcome: Annotated[tuple[Outcome, ...], Limit(min_length=1)]
    amount: Payment | None = None
    finality: Finality
    finality_note: Line | None = None
    summary: Line
    sources: Annotated[tuple[DecisionSource, ...], Limit(min_length=1)]
    verified: date

    def breached(self, law: str) -> tuple[str, ...]:
        """Return the provisions of a law that the decision names, in its order."""
        return tuple(number for part in self.provisions if part.law == law for number in part.provisions)

    @property
    def laws(self) -> tuple[str, ...]:
        """The laws that the decision rests on, each once."""
        return tuple(dict.fromkeys(part.law for part in self.provisions))
