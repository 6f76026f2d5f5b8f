"""The action plan as an iCalendar file (RFC 5545): each item a task, each dated one a day in the calendar too."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, Todo

from memo.document import Memo, PlanRow

_STATUS = {
    "open": "NEEDS-ACTION",
    "blocked": "NEEDS-ACTION",
    "in-progress": "IN-PROCESS",
    "done": "COMPLETED",
    "waived": "CANCELLED",
}
_URGENCY = {"P1": 1, "P2": 5, "P3": 9}


def plan_ics(memo: Memo) -> bytes:
    """Return the plan for calendars; the stamp is the memo's date, so the same plan gives the same bytes.

    A UID is made from the item's id and from what was reviewed for whom: a
    calendar that reads the file again changes its entries and adds none twice.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//memo//Action plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", memo.subject)
    stamp = datetime.combine(date.fromisoformat(memo.date), time(), UTC)
    review = hashlib.sha256("\n".join((memo.subject, memo.reference)).encode()).hexdigest()[:12]
    for row in memo.plan:
        calendar.add_component(_task(row, memo, stamp, review))
        if row.due_day and not row.closed:
            calendar.add_component(_day(row, memo, stamp, review))
    if memo.next_review:
        day = date.fromisoformat(memo.next_review.day)
        event = _event(f"next-review.{review}@memo.invalid", stamp, day, f"Review again: {memo.subject}")
        event.add("description", memo.next_review.reason)
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _task(row: PlanRow, memo: Memo, stamp: datetime, review: str) -> Todo:
    task = Todo()
    task.add("uid", f"{row.id}.task.{review}@memo.invalid")
    task.add("dtstamp", stamp)
    task.add("summary", _summary(row))
    task.add("description", _description(row, memo))
    task.add("status", _STATUS[row.status])
    task.add("priority", _URGENCY[row.priority])
    task.add("categories", [row.kind])
    if row.due_day:
        task.add("due", date.fromisoformat(row.due_day))
    return task


def _day(row: PlanRow, memo: Memo, stamp: datetime, review: str) -> Event:
    event = _event(f"{row.id}.{review}@memo.invalid", stamp, date.fromisoformat(row.due_day), _summary(row))
    event.add("description", _description(row, memo))
    event.add("categories", [row.kind])
    return event


def _event(uid: str, stamp: datetime, day: date, summary: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))  # the day after an all-day event's last
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event


def _summary(row: PlanRow) -> str:
    return f"{row.title} ({row.owner})"


def _description(row: PlanRow, memo: Memo) -> str:
    parts = [
        row.why,
        f"{memo.words['evidence']}: {row.evidence}",
        f"{memo.words['basis']}: {'; '.join(row.basis)}." if row.basis else "",
        f"{memo.words['findings']}: {', '.join(row.findings)}.",
        row.question,
        f"{memo.words['note']}: {row.note}" if row.note else "",
    ]
    return "\n".join(part for part in parts if part).replace("\u00a0", " ")
