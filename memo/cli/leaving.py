"""The end of a process at once: what a run has made is not taken apart object by object first.

Python looks at its end for unreachable cycles among all that is held, three
times over, and frees the rest piece by piece. For a short command with a law
library in memory that is a tenth of its time, and the system takes it all
back anyway. Where somebody waits for the usual end, such as a profiler, a
debugger or another thread, the process ends that way.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from typing import NoReturn


def leave(code: object) -> NoReturn:
    """End the process with an exit code; what was registered for its end is done and both streams are emptied first.

    Fails with `SystemExit`, the usual way to end, where something stands against going at once.
    """
    if not (code is None or isinstance(code, int)) or _watched():
        raise SystemExit(code)
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):  # a full disk or a closed stream: Python has its own word for that
        raise SystemExit(code) from None
    atexit._run_exitfuncs()
    os._exit(code or 0)


def _watched() -> bool:
    """Return whether somebody waits for the usual end: a profiler, a debugger, another thread, an open prompt."""
    flags = sys.flags
    watching = sys.gettrace() is not None or sys.getprofile() is not None
    return watching or threading.active_count() > 1 or bool(flags.inspect or flags.interactive or flags.dev_mode)
