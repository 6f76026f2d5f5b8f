"""`memo actions`: one plan as Markdown, JSON, CSV and iCalendar."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

import memo
from memo.api import compose, library_for, memo_day
from memo.render.plan_data import harmless
from tests.cli.conftest import FOUR_PLACES, Run
from tests.support import DAY

File = Callable[..., Path]
EVIL = (
    FOUR_PLACES
    + """    actions:
      - {title: '=HYPERLINK("https://evil.example","x")', owner: "@SUM(A1)", due: 2026-12-15}
actions_status:
  - {id: exclude-client-data-from-training, status: in-progress, note: "+1, see ticket"}
"""
)


@pytest.fixture
def path(file: File) -> Path:
    return file(EVIL % "[DE, US-CA]")


def printed(run: Run, path: Path, form: str) -> str:
    done = run("actions", path, "--format", form)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_the_json_holds_what_a_tracker_needs(run: Run, path: Path) -> None:
    """Each item has a stable id, owner, day, basis, findings and status; ids are unique, order is the memo's."""
    data: dict[str, Any] = json.loads(printed(run, path, "json"))
    assert data["date"] == "2026-11-23"
    ids = [item["id"] for item in data["items"]]
    assert len(set(ids)) == len(ids) > 4
    assert [item["number"] for item in data["items"]] == [f"A-{n}" for n in range(1, len(ids) + 1)]
    for item in data["items"]:
        assert item["findings"] == ["F-1"]
        assert item["status"] in ("open", "in-progress")
        assert item["due"] is None or date.fromisoformat(item["due"]) >= date(2026, 11, 23)
        assert all({"law", "provision", "citation"} <= set(basis) for basis in item["basis"])
        assert set(item["after"]) <= set(ids)
    kept = next(item for item in data["items"] if item["id"] == "exclude-client-data-from-training")
    assert (kept["status"], kept["note"]) == ("in-progress", "+1, see ticket")
    clause = next(item for item in data["items"] if item["kind"] == "contract")
    assert set(clause["contract"]) == {"ask", "fallback", "walk_away"}
    assert data["next_review"]["day"] > "2026-11-23"
    assert "\u00a0" not in json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize("form", ["md", "json", "csv", "ics"])
def test_the_same_plan_gives_the_same_bytes(run: Run, path: Path, form: str) -> None:
    """Nothing of a clock or of chance stands in a plan."""
    assert printed(run, path, form) == printed(run, path, form)


def test_the_csv_is_read_back_and_computes_nothing(run: Run, path: Path) -> None:
    """Every row has every column, lines end with CR LF, and no cell begins a formula."""
    text = run("actions", path, "--format", "csv").stdout_bytes.decode("utf-8")
    assert text.count("\r\n") == text.count("\n")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    items = json.loads(printed(run, path, "json"))["items"]
    assert [row["id"] for row in rows] == [item["id"] for item in items]
    for row in rows:
        assert None not in row and None not in row.values()
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row.values())
    own = next(row for row in rows if row["id"].startswith("own-"))
    assert own["title"].startswith("'=HYPERLINK")
    assert own["owner"] == "'@SUM(A1)"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "\n@"])
def test_what_begins_a_formula_is_made_harmless(start: str) -> None:
    """A spreadsheet shows such a cell and does not compute it."""
    assert harmless(f"{start}1").startswith("'")
    assert harmless(f"a{start}1") == f"a{start}1"


def test_the_calendar_is_valid_and_stable(run: Run, path: Path) -> None:
    """Each item is a task and each dated one a whole day, with a unique id and the review's date as stamp."""
    raw = run("actions", path, "--format", "ics").stdout_bytes
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    calendar = Calendar.from_ical(raw)
    items = {item["id"]: item for item in json.loads(printed(run, path, "json"))["items"]}
    tasks, days = calendar.walk("VTODO"), calendar.walk("VEVENT")
    assert len(tasks) == len(items)
    uids = [str(part["uid"]) for part in (*tasks, *days)]
    assert len(set(uids)) == len(uids)
    assert {uid.split(".")[0] for uid in uids} == {*items, "next-review"}
    for part in (*tasks, *days):
        assert part.decoded("dtstamp") == datetime.fromisoformat("2026-11-23T00:00:00+00:00")
    for event in days:
        start = event.decoded("dtstart")
        assert type(start) is date
        name = str(event["uid"]).split(".")[0]
        assert name == "next-review" or start.isoformat() == items[name]["due"]
    assert {str(task["status"]) for task in tasks} == {"NEEDS-ACTION", "IN-PROCESS"}


def test_the_plan_alone_reads_as_a_page(run: Run, path: Path) -> None:
    """The Markdown has decision, conditions, items, questions, clauses and lines to sign, and links to nothing."""
    text = printed(run, path, "md")
    for part in ("# Due-diligence action plan", "## Next review", "## Sign-off", "## Questions for the vendor"):
        assert part in text
    assert "Walk away:" in text
    assert "](#" not in text
    assert "- [ ] **A-1**" in text


def test_an_unknown_status_id_is_told_and_the_plan_is_made(run: Run, file: File) -> None:
    """A status of no item is a warning with the nearest id; the plan is printed all the same."""
    spoiled = EVIL.replace("id: exclude-client-data-from-training", "id: exclude-client-data-from-trainings") % "[DE]"
    done = run("actions", file(spoiled))
    assert done.exit_code == 0
    assert "unknown-action" in done.stderr
    assert "exclude-client-data-from-training" in done.stderr


def test_a_bad_owner_refuses_the_plan(run: Run, file: File) -> None:
    """An owner that nobody is: exit 1 with its line, and nothing on stdout."""
    done = run("actions", file(EVIL.replace('"@SUM(A1)"', "legall") % "[DE]"))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "[unknown-owner]" in done.stderr
    assert "Did you mean 'legal'?" in done.stderr


def test_an_unknown_format_is_wrong_usage(run: Run, path: Path) -> None:
    """Four formats there are."""
    assert run("actions", path, "--format", "xls").exit_code == 2


@pytest.mark.usefixtures("run")  # it goes to the folder of the file
@pytest.mark.parametrize("form", ["md", "json", "csv", "ics"])
def test_the_plan_alone_is_that_of_the_whole_memo(path: Path, form: Any) -> None:
    """The command makes no more than the plan, which is to the letter the memo's."""
    review = memo.read_findings(path)
    library, day = library_for(review, DAY), memo_day(review, DAY, DAY)
    alone = compose(review, library, day, part="plan")
    assert alone.plan(form) == compose(review, library, day).plan(form)
    assert not alone.memo.findings
    assert not alone.memo.authorities


def test_a_plan_is_written_in_a_wikis_markup(run: Run, path: Path) -> None:
    """`--dialect` writes the plan for a wiki; for another format than Markdown it is refused."""
    page = run("actions", path, "--dialect", "mediawiki").stdout
    assert "\n== " in page
    assert '{| class="wikitable"' in page
    assert "**" not in page
    done = run("actions", path, "--dialect", "mediawiki", "-f", "csv")
    assert done.exit_code == 2
    assert "[dialect-of-what]" in done.stderr


@pytest.mark.parametrize(
    ("name", "begins"),
    [("plan.csv", '"id",'), ("plan.CSV", '"id",'), ("plan.json", "{"), ("plan.ics", "BEGIN:VCALENDAR"), ("plan", "# ")],
)
def test_the_ending_of_the_file_decides_the_format(
    run: Run, path: Path, tmp_path: Path, name: str, begins: str
) -> None:
    """A plan called .csv is CSV, also where no format was said; one that is said goes before it."""
    assert run("actions", path, "-o", name).exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8-sig").startswith(begins)
    assert run("actions", path, "-o", name, "--format", "md").exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("# ")
