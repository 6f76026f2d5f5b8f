"""The risk part: one row a finding, the heat map's cells, and the method in the table's own figures."""

from __future__ import annotations

from memo.document import HeatCell, HeatRow, RiskRow
from memo.drafting.words import labels
from memo.findings.model import SEVERITIES
from memo.language.words import Words
from memo.library.risk import RiskTable
from memo.risk import Rating, band_of


def rows(ratings: tuple[Rating, ...], table: RiskTable, spoken: Words) -> tuple[RiskRow, ...]:
    """Return one row a finding, the gravest first; findings of one score keep their order."""
    severity, bands = labels(spoken, "severity"), labels(spoken, "bands")
    ranked = sorted(ratings, key=lambda rating: -rating.score)
    return tuple(
        RiskRow(
            finding=rating.finding,
            severity=rating.severity,
            severity_label=severity[rating.severity],
            likelihood=rating.likelihood.points,
            likelihood_text=_why_likely(rating, table, spoken),
            reach_text=_why_far(rating, spoken),
            score=spoken.number(rating.score),
            inherent=rating.inherent,
            inherent_label=bands[rating.inherent],
            left=rating.left,
            residual_score=spoken.number(rating.residual_score),
            residual=rating.residual,
            residual_label=bands[rating.residual],
        )
        for rating in ranked
    )


def heat_map(ratings: tuple[Rating, ...], table: RiskTable, spoken: Words) -> tuple[HeatRow, ...]:
    """Return the map's rows, the gravest severity first; a cell's shade is its band at a reach of one."""
    return tuple(
        HeatRow(
            severity=severity,
            label=labels(spoken, "severity")[severity],
            cells=tuple(
                HeatCell(
                    likelihood=step,
                    band=band_of(getattr(table.severity, severity) * step, table),
                    findings=tuple(
                        r.finding for r in ratings if r.severity == severity and r.likelihood.points == step
                    ),
                )
                for step in range(1, table.likelihood.most + 1)
            ),
        )
        for severity in SEVERITIES
    )


def method(table: RiskTable, spoken: Words) -> tuple[str, ...]:
    """Return how the ratings are made, with every figure of the table."""
    severity, bands = labels(spoken, "severity"), labels(spoken, "bands")
    steps, reach, off = table.likelihood, table.reach, table.residual
    return (
        spoken.say(
            "Risk is the reviewer’s severity ({severity}) times the likelihood of enforcement times reach; bands: "
            "{bands}. It orders the findings and forecasts nothing, and it never changes the severity.",
            severity=", ".join(f"{spoken.inside(severity[s])} {getattr(table.severity, s)}" for s in SEVERITIES),
            bands=", ".join(
                spoken.say("{band} from {score}", band=spoken.inside(bands[band.name]), score=spoken.number(band.from_))
                for band in table.bands
            ),
        ),
        spoken.say(
            "Likelihood starts at {start}; {in_force} is added where a provision that opens the analysis applies "
            "today; for published decisions on the same topic under such a provision or its article, {decisions}; and "
            "{recent} where at least {many} of them fall into the last {years} years; at most {most}. The library’s "
            "decisions are a selection.",
            start=steps.start,
            in_force=steps.in_force,
            decisions=", ".join(
                spoken.say("{points} from {number}", points=step.add, number=step.at_least) for step in steps.precedents
            ),
            recent=steps.recent.add,
            many=steps.recent.at_least,
            years=steps.recent.years,
            most=steps.most,
        ),
        spoken.say(
            "Reach is a factor by the number of places in which people concerned are: {places}. {more} is added where "
            "the finding is about people or data that the law protects more; at most {most}.",
            places=", ".join(
                spoken.say("{points} from {number}", points=spoken.number(step.factor), number=step.at_least)
                for step in reach.per_places
            ),
            more=spoken.number(reach.vulnerable_adds),
            most=spoken.number(reach.most),
        ),
        spoken.say(
            "The residual rating supposes that the finding’s items are closed: an agreed clause takes {contract} off "
            "the likelihood and a step inside {internal}, together at most {most}; asking takes nothing off.",
            contract=off.contract,
            internal=off.internal,
            most=off.most,
        ),
    )


def _why_likely(rating: Rating, table: RiskTable, spoken: Words) -> str:
    likelihood = rating.likelihood
    parts = [spoken.say("applies today") if likelihood.in_force else spoken.say("nothing applies yet")]
    if likelihood.decisions:
        parts.append(
            spoken.count(likelihood.decisions, "{number} decision on the point", "{number} decisions on the point")
        )
    else:
        parts.append(spoken.say("no decision held on the point"))
    if likelihood.recent:
        years = table.likelihood.recent.years
        parts.append(spoken.say("{number} in the last {years} years", number=likelihood.recent, years=years))
    return ", ".join(parts)


def _why_far(rating: Rating, spoken: Words) -> str:
    places = (
        spoken.count(rating.places, "{number} place", "{number} places")
        if rating.places
        else spoken.say("no place named")
    )
    more = spoken.say("protected people or data")
    return (
        f"{spoken.number(rating.reach)} ({places}, {more})"
        if rating.vulnerable
        else f"{spoken.number(rating.reach)} ({places})"
    )
