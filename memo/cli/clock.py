"""Today: the one place of memo that reads the clock and the environment."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Return the day it is here, or the UTC day of SOURCE_DATE_EPOCH where that is set.

    Fails with `UsageError` where SOURCE_DATE_EPOCH is no number of seconds, or one of a day too far off.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC).astimezone().date()
    from memo.errors import Fault, Place, UsageError, shown
    from memo.limits import outside

    try:
        day = datetime.fromtimestamp(int(epoch), UTC).date()
        wrong = outside(day)
    except (ValueError, OverflowError, OSError):
        wrong = "is no number of seconds since 1970-01-01"
    if wrong:
        raise UsageError([Fault("bad-epoch", f"{shown(epoch)} {wrong}", Place("SOURCE_DATE_EPOCH"))])
    return day
