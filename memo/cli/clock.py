"""Today: the one place of memo that reads the clock and the environment."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Return the day it is here, or the UTC day of SOURCE_DATE_EPOCH where that is set.

    Fails with `UsageError` where SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC).astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        from memo.errors import Fault, Place, UsageError, shown

        message = f"{shown(epoch)} is no number of seconds since 1970-01-01"
        raise UsageError([Fault("bad-epoch", message, Place("SOURCE_DATE_EPOCH"))]) from None
