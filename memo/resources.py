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


def folder_digest(folder: Path) -> str:
    """Return one SHA-256 over every file below a folder: its path there and its bytes, in the order of names."""
    import hashlib  # here: everything imports this module, and hardly anything hashes a folder

    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(folder).as_posix()}\0{content}\n".encode())
    return whole.hexdigest()
