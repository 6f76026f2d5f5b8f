"""`memo.risk`: a rating is its table applied to the data, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from memo.actions.plan import plan
from memo.api import compose
from memo.audit import audit
from memo.errors import LibraryError
from memo.findings.read import Reading
from memo.house import read_house
from memo.library.reading import records
from memo.library.risk import RiskTable
from memo.mapping.engage import map_findings
from memo.risk import Rating, band_of, rate
from tests.support import DAY, REGULATIONS, TRAINING, library_on, memo_of, review

TABLE = library_on().risk_table
ARBITRATION = {"title": "Binding arbitration", "quote": "Disputes go to binding arbitration.", "severity": "low"}


def ratings(reading: Reading, table: RiskTable = TABLE, day: date = DAY) -> dict[str, Rating]:
    """Return the ratings of a review by finding."""
    library = library_on(day)
    mapping = map_findings(reading.findings, library, audit(reading.findings, library))
    made = plan(mapping, reading.findings, library, day)
    return {rating.finding: rating for rating in rate(mapping, library, made, table)}


def test_the_score_is_severity_times_likelihood_times_reach() -> None:
    """The three factors are in the rating, and their product is its score."""
    for rating in ratings(review({**TRAINING, "severity": "high"}, ARBITRATION, client={"people_in": ["FR"]})).values():
        assert rating.score == rating.severity_points * rating.likelihood.points * rating.reach
        assert rating.inherent == band_of(rating.score, TABLE)
        assert rating.residual_score == rating.severity_points * rating.left * rating.reach
        assert 1 <= rating.left <= rating.likelihood.points


def test_severity_alone_moves_the_score_and_nothing_moves_severity() -> None:
    """The same clause, rated graver by the reviewer, never scores lower."""
    scores = []
    for severity in ("info", "low", "medium", "high", "critical"):
        rating = ratings(review({**TRAINING, "severity": severity}, client={"people_in": ["FR"]}))["F-1"]
        assert rating.severity == severity
        scores.append(rating.score)
    assert scores == sorted(set(scores))


def test_decisions_count_from_the_day_on_which_they_were_made() -> None:
    """On an earlier day fewer decisions are known, and none of the future is."""
    reading = review(TRAINING, client={"people_in": ["FR", "IT", "DE"]})
    then = ratings(reading, day=date(2021, 6, 1))["F-1"].likelihood
    now = ratings(reading)["F-1"].likelihood
    assert then.decisions < now.decisions
    assert now.recent <= now.decisions


def test_more_places_never_reach_less_and_protected_people_reach_more() -> None:
    """Reach grows with places, and with topics that the table names."""
    reaches = [
        ratings(review(TRAINING, client={"people_in": places}))["F-1"].reach
        for places in (["FR"], ["FR", "DE", "BR"], ["FR", "DE", "BR", "KR", "JP", "GB", "CA"])
    ]
    assert reaches == sorted(reaches)
    assert reaches[0] < reaches[-1]
    child = {
        "title": "Children may sign up",
        "quote": "Children under 13 may create an account.",
        "topics": ["children"],
    }
    assert ratings(review(child, client={"people_in": ["FR"]}))["F-1"].vulnerable


def test_what_is_waived_takes_nothing_off() -> None:
    """An item that somebody decided not to do leaves the likelihood where it was."""
    reading = review(TRAINING, client={"people_in": ["FR"]})
    library = library_on()
    mapping = map_findings(reading.findings, library, audit(reading.findings, library))
    items = [item.id for item in plan(mapping, reading.findings, library, DAY).items]
    waived = review(
        TRAINING, client={"people_in": ["FR"]}, actions_status=[{"id": name, "status": "waived"} for name in items]
    )
    assert ratings(reading)["F-1"].left < ratings(waived)["F-1"].left == ratings(waived)["F-1"].likelihood.points


def test_another_table_gives_another_rating() -> None:
    """The method is data: points, bands and limits are those of the table that is given."""
    flat = replace(TABLE, likelihood=replace(TABLE.likelihood, start=1, most=1))
    reading = review({**TRAINING, "severity": "critical"}, client={"people_in": ["FR"]})
    assert ratings(reading, flat)["F-1"].score < ratings(reading)["F-1"].score


def test_topics_of_the_table_are_words_of_the_vocabulary() -> None:
    """A topic that the table names is one that a finding can have."""
    assert set(TABLE.reach.vulnerable_topics) <= set(library_on().topics)


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("from: 8}", "from: 30}", "bands begin at 0 and rise"),
        ("name: moderate", "name: middling", "name"),
        ("in_force: 1", "in_force: -1", "greater than or equal to 0"),
        ("at_least: 1, factor: 1.0", "at_least: 2, factor: 1.0", "begin at one place"),
        ("      most: 5\n", "", "most"),
        ("start: 1", "start: 1\n      luck: 2", "luck"),
    ],
)
def test_a_spoiled_table_is_refused(tmp_path: Path, good: str, bad: str, said: str) -> None:
    """A table with a wrong figure, a missing or an unknown key, is refused with the place of the fault."""
    text = (REGULATIONS / "risk.yaml").read_text(encoding="utf-8")
    assert good in text
    path = tmp_path / "risk.yaml"
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(LibraryError) as refused:
        next(records(path, "table", RiskTable))
    assert said in str(refused.value.faults[0])


def test_the_memo_shows_every_rating_once_and_prints_the_table() -> None:
    """The heat map holds each rated finding once; the method names every figure; the shareable edition has neither."""
    reading = review({**TRAINING, "severity": "high"}, ARBITRATION, client={"people_in": ["FR"]})
    memo = memo_of(reading, "citations").memo
    placed = [finding for row in memo.heat_map for cell in row.cells for finding in cell.findings]
    assert sorted(placed) == sorted(row.finding for row in memo.risk) == ["F-1", "F-2"]
    said = " ".join(memo.risk_method)
    for figure in (TABLE.severity.critical, TABLE.likelihood.most, TABLE.bands[-1].from_, TABLE.reach.most):
        assert f"{figure:g}" in said
    page = memo_of(reading, "citations").to_html()
    assert "<title>Heat map" in page
    assert "F-1." in page.split("<title>Heat map")[1].split("</title>")[0]
    shared = memo_of(reading, "citations", edition="shareable").memo
    assert (shared.risk, shared.heat_map, shared.risk_method) == ((), (), ())


def test_a_house_may_rate_by_its_own_table(tmp_path: Path) -> None:
    """A table beside house.yaml rates and is printed; a wrong one is refused with its place."""
    (tmp_path / "house.yaml").write_text("name: Example LLP\n", encoding="utf-8")
    text = (REGULATIONS / "risk.yaml").read_text(encoding="utf-8")
    (tmp_path / "risk.yaml").write_text(text.replace("critical: 5, high: 4", "critical: 9, high: 8"), encoding="utf-8")
    reading = review({**TRAINING, "severity": "high"}, client={"people_in": ["FR"]})
    plain = memo_of(reading, "citations").memo
    ours = compose(reading, library_on(), DAY, "citations", house=read_house(tmp_path)).memo
    assert float(ours.risk[0].score) == 2 * float(plain.risk[0].score)
    assert "high 8" in ours.risk_method[0]
    (tmp_path / "risk.yaml").write_text(text.replace("start: 1", "start: -1"), encoding="utf-8")
    with pytest.raises(LibraryError) as refused:
        read_house(tmp_path)
    assert "start" in str(refused.value.faults[0])
