"""The table by which the risk of a finding is rated: data that a house may replace, not law."""

# Annotations are evaluated here: as text, each would be compiled anew at every start to build the decoder.

from typing import Annotated, Literal

from memo.library.form import Limit, Record
from memo.library.records import Slug

Points = Annotated[int, Limit(ge=0, le=10)]
Factor = Annotated[float, Limit(gt=0, le=10)]
Band = Literal["low", "moderate", "high", "severe"]


class SeverityPoints(Record, frozen=True, kw_only=True):
    """What each severity of the reviewer counts."""

    critical: Points
    high: Points
    medium: Points
    low: Points
    info: Points


class Several(Record, frozen=True, kw_only=True):
    """Points that are added from a number of decisions on."""

    at_least: Annotated[int, Limit(ge=1)]
    add: Points


class Recent(Record, frozen=True, kw_only=True):
    """Points that are added where so many of the decisions are of the last years."""

    years: Annotated[int, Limit(ge=1, le=20)]
    at_least: Annotated[int, Limit(ge=1)]
    add: Points


class LikelihoodTable(Record, frozen=True, kw_only=True):
    """How likely it is that somebody enforces, in steps from `start` to `most`.

    Decisions count that are published under the same provision or article and share a topic with the finding.
    """

    start: Points
    in_force: Points
    precedents: tuple[Several, ...]
    recent: Recent
    most: Annotated[int, Limit(ge=1, le=10)]


class PlaceFactor(Record, frozen=True, kw_only=True):
    """The factor of a finding whose people are in at least so many places."""

    at_least: Annotated[int, Limit(ge=1)]
    factor: Factor


class ReachTable(Record, frozen=True, kw_only=True):
    """How far a finding reaches: places, and people or data that the law protects more."""

    per_places: tuple[PlaceFactor, ...]
    vulnerable_topics: tuple[Slug, ...]
    vulnerable_adds: Annotated[float, Limit(ge=0, le=5)]
    most: Factor


class ResidualTable(Record, frozen=True, kw_only=True, rename={"vendor_question": "vendor-question"}):
    """What an open item of each kind takes off the likelihood once it is closed; together at most `most`."""

    contract: Points
    internal: Points
    vendor_question: Points
    monitoring: Points
    most: Points


class BandStart(Record, frozen=True, kw_only=True):
    """The score from which a band begins."""

    name: Band
    from_: Annotated[float, Limit(ge=0)]


class RiskTable(Record, frozen=True, kw_only=True):
    """The whole method: severity x likelihood x reach, in bands."""

    severity: SeverityPoints
    likelihood: LikelihoodTable
    reach: ReachTable
    residual: ResidualTable
    bands: tuple[BandStart, ...]

    def __post_init__(self) -> None:
        starts = [band.from_ for band in self.bands]
        if not starts or starts[0] != 0 or starts != sorted(set(starts)):
            raise ValueError("bands begin at 0 and rise")
        places = [step.at_least for step in self.reach.per_places]
        if not places or places[0] != 1 or places != sorted(set(places)):
            raise ValueError("the factors of reach begin at one place and rise")
