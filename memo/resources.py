"""Where the files that come with memo lie: in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def packaged(name: str) -> Path:
    """Return the folder `name` that ships with memo (`templates` or `regulations`).

    A wheel carries it under `memo/_shipped/`; a checkout has it at the top
    level, where people edit it. The checkout's wins, so that an edit shows.
    """
    beside = PACKAGE.parent / name
    if beside.is_dir() and (PACKAGE.parent / "pyproject.toml").is_file():
        return beside
    return PACKAGE / "_shipped" / name
