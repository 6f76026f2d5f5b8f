"""Whether a file that a house names is its own: a path, also by links, that ends in the house's folder."""

from __future__ import annotations

from pathlib import Path


def is_below(folder: Path, path: Path) -> bool:
    """Return whether a path leads into a folder; a path whose links lead round leads nowhere."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False
