"""Days on which a place does not work: weekends and public holidays, from the `holidays` package.

The package loads every country it knows to answer for one, which takes longer
than a memo. What was computed is therefore kept as a compiled copy beside the
others, keyed by the package's version and the decade.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from memo.library.files import FOLDER, replacing, sealed, unsealed

DECADE = 10
YEARS_AHEAD = 3
"""A plan reaches at most 250 business days ahead; three years past the decade hold it with room to spare."""
_UNION = {"EU", "EEA"}
"""For the Union as a whole: the closing days of its payment system (TARGET), kept by the European Central Bank."""


class DaysOff(Struct, frozen=True):
    """What one place does not work on: days of the week (Monday is 0) and single days of some years."""

    weekend: tuple[int, ...]
    days: tuple[date, ...]


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of one or several places: a day off in any of them is a day off.

    `unknown` are places whose holidays nobody could tell; their weekends are
    taken as Saturday and Sunday, and whoever prints a day says so.

    >>> calendar = WorkCalendar()
    >>> calendar.after(date(2026, 11, 20), 1)
    datetime.date(2026, 11, 23)
    """

    places: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    weekend: frozenset[int] = frozenset({5, 6})
    days: frozenset[date] = field(default=frozenset(), repr=False)

    def works(self, day: date) -> bool:
        """Return whether a day is no weekend and no public holiday."""
        return day.weekday() not in self.weekend and day not in self.days

    def after(self, start: date, days: int) -> date:
        """Return the working day that lies `days` working days after `start`; for 0, `start` or the next one."""
        day = self.next(start) if days == 0 else start
        while days > 0:
            day += timedelta(days=1)
            days -= self.works(day)
        return day

    def next(self, day: date) -> date:
        """Return the day itself where it is a working day, else the next one."""
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def last(self, day: date) -> date:
        """Return the day itself where it is a working day, else the last one before it."""
        while not self.works(day):
            day -= timedelta(days=1)
        return day


def calendar_of(places: Iterable[str], year: int, root: Path) -> WorkCalendar:
    """Return the calendar of places from a year on; `root` is the library's folder, where copies are kept."""
    named = tuple(dict.fromkeys(places))
    weekend, days, unknown = set[int](), set[date](), []
    for place in named:
        found = _days_off(place, year, root)
        if found is None:
            unknown.append(place)
            found = DaysOff(weekend=(5, 6), days=())
        weekend |= set(found.weekend)
        days |= set(found.days)
    return WorkCalendar(named, tuple(unknown), frozenset(weekend or {5, 6}), frozenset(days))


def _days_off(place: str, year: int, root: Path) -> DaysOff | None:
    """Return what is known of one place, nothing where the package does not know it."""
    spec = find_spec("holidays")  # finds the package without loading it
    if spec is None or spec.origin is None:
        return None
    year -= year % DECADE  # one copy for ten years
    version = Path(spec.origin).with_name("version.py").read_bytes()
    key = hashlib.sha256(b"%s %d %s" % (version, year, place.encode())).hexdigest()[:32]
    path = root / FOLDER / f"daysoff-{place.lower()}-{key}.json"
    found = _kept(path)
    if found is None:
        found = _computed(place, year)
        with contextlib.suppress(OSError), replacing(path) as file:
            file.write(sealed(json.dumps([found.weekend, [day.isoformat() for day in found.days]]).encode()))
    return found if found.weekend else None


def _kept(path: Path) -> DaysOff | None:
    """Return a compiled copy, nothing where there is none that reads."""
    try:
        weekend, days = json.loads(bytes(unsealed(path.read_bytes())))
        return DaysOff(tuple(int(day) for day in weekend), tuple(date.fromisoformat(day) for day in days))
    except (OSError, ValueError, TypeError):
        return None


def _computed(place: str, year: int) -> DaysOff:
    """Ask the package for the decade that begins with a year.

    A place that it does not know has no weekend, which marks it as unknown.
    """
    import holidays

    years = range(year - 1, year + DECADE + YEARS_AHEAD)
    country, _, part = place.partition("-")
    try:
        if country in _UNION:
            found = holidays.financial_holidays("ECB", years=years)
        elif part and part in holidays.list_supported_countries().get(country, ()):
            found = holidays.country_holidays(country, subdiv=part, years=years)
        else:
            found = holidays.country_holidays(country, years=years)
    except NotImplementedError:
        return DaysOff(weekend=(), days=())
    return DaysOff(weekend=tuple(sorted(found.weekend)), days=tuple(sorted(found)))
