"""The risk of each finding, rated by a printed table: the reviewer's severity, likelihood of enforcement, reach.

It puts findings in order and says from what; it is no forecast. The severity
is the reviewer's and is never changed. The residual rating supposes that the
items of the plan for a finding are closed.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from memo.actions.items import Plan
from memo.findings.model import Severity
from memo.library.day import Library
from memo.library.risk import Band, LikelihoodTable, RiskTable
from memo.mapping.engage import MappedFinding, Mapping


class Likelihood(Struct, frozen=True):
    """How likely enforcement is, in steps, and what of the data led there."""

    points: int
    in_force: bool
    decisions: int
    """Published decisions on the same topic under a provision, or its article, that opens the analysis."""
    recent: int
    """Those of them in the table's last years."""


class Rating(Struct, frozen=True):
    """One finding's risk: `score` is severity x likelihood x reach, `left` the likelihood once the plan is done."""

    finding: str
    severity: Severity
    severity_points: int
    likelihood: Likelihood
    places: int
    vulnerable: bool
    reach: float
    score: float
    inherent: Band
    left: int
    residual_score: float
    residual: Band


def rate(mapping: Mapping, library: Library, plan: Plan, table: RiskTable) -> tuple[Rating, ...]:
    """Return the rating of every finding that a law answers, in the order of the findings."""
    return tuple(_rated(mapped, library, plan, table) for mapped in mapping.findings if not mapped.unmapped)


def _rated(mapped: MappedFinding, library: Library, plan: Plan, table: RiskTable) -> Rating:
    severity = mapped.finding.severity
    points: int = getattr(table.severity, severity)
    likelihood = _likelihood(mapped, library, table.likelihood)
    vulnerable = any(topic.topic in table.reach.vulnerable_topics for topic in mapped.topics)
    reach = _reach(len(mapped.places), vulnerable, table)
    left = max(1, likelihood.points - _taken_off(mapped.finding.id, plan, table))
    score, after = points * likelihood.points * reach, points * left * reach
    return Rating(
        finding=mapped.finding.id,
        severity=severity,
        severity_points=points,
        likelihood=likelihood,
        places=len(mapped.places),
        vulnerable=vulnerable,
        reach=reach,
        score=score,
        inherent=band_of(score, table),
        left=left,
        residual_score=after,
        residual=band_of(after, table),
    )


def _likelihood(mapped: MappedFinding, library: Library, table: LikelihoodTable) -> Likelihood:
    opening = [match for match in mapped.matches if match.strength == "primary" or match.basis != "mapped"]
    in_force = any(match.status == "in-force" for match in opening)
    topics = [topic.topic for topic in mapped.topics]
    near: dict[str, date] = {}
    for law in dict.fromkeys(match.law for match in opening):
        provisions = [match.provision for match in opening if match.law == law and match.status == "in-force"]
        for precedent in library.decisions_for(law, provisions, topics):
            if precedent.provisions and precedent.topics:
                near[precedent.decision.id] = precedent.decision.decided_on
    since = _years_before(library.as_of, table.recent.years)
    recent = sum(day >= since for day in near.values())
    points = table.start + (table.in_force if in_force else 0)
    points += max((step.add for step in table.precedents if len(near) >= step.at_least), default=0)
    points += table.recent.add if recent >= table.recent.at_least else 0
    return Likelihood(max(1, min(table.most, points)), in_force, len(near), recent)


def _reach(places: int, vulnerable: bool, table: RiskTable) -> float:
    factor = [step.factor for step in table.reach.per_places if step.at_least <= max(1, places)][-1]
    return min(table.reach.most, factor + (table.reach.vulnerable_adds if vulnerable else 0))


def _taken_off(finding: str, plan: Plan, table: RiskTable) -> int:
    """Return what the items of a finding take off the likelihood: each kind once; no waived or reviewer's own item."""
    kinds = {item.kind for item in plan.items if finding in item.findings and item.status != "waived"}
    worth = {
        "contract": table.residual.contract,
        "internal": table.residual.internal,
        "vendor-question": table.residual.vendor_question,
        "monitoring": table.residual.monitoring,
    }
    return min(table.residual.most, sum(worth.get(kind, 0) for kind in kinds))


def band_of(score: float, table: RiskTable) -> Band:
    """Return the band that a score falls into."""
    return [band.name for band in table.bands if band.from_ <= score][-1]


def _years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
