"""The corridor of the house: every room imports from earlier rooms only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support import PACKAGE

BASE = {"errors", "hidden", "late", "limits", "typography"}
"""What the floor itself may stand on."""
FLOOR = BASE | {"yamlio", "places", "currencies", "citation", "resources", "writing", "language", "look"}
LAW = FLOOR | {"findings", "library"}
MAPPED = LAW | {"audit", "mapping"}
BEFORE_DRAFT = MAPPED | {"exposure", "actions", "risk"}
ALL = BEFORE_DRAFT | {"checking", "document", "drafting", "render", "house", "api", "batch", "verify", "publish", "cli"}
MAY_IMPORT: dict[str, set[str]] = {
    **{room: {"errors", "hidden", "late", "limits"} for room in FLOOR},
    "errors": set(),
    "late": set(),
    "hidden": {"late"},
    "limits": set(),
    "typography": {"late"},
    "citation": BASE,
    "findings": FLOOR,
    "library": FLOOR,
    "audit": LAW,
    "mapping": LAW | {"audit"},
    "checking": MAPPED,
    "exposure": LAW | {"mapping"},
    "actions": LAW | {"mapping", "exposure"},
    "risk": LAW | {"mapping", "exposure", "actions"},
    "document": FLOOR,
    "drafting": BEFORE_DRAFT | {"document"},
    "house": LAW | {"document"},
    "render": FLOOR | {"document"},
    "api": ALL - {"cli", "verify", "batch", "publish"},
    "batch": ALL - {"cli", "verify", "publish"},
    "verify": ALL - {"cli", "batch", "publish"},
    "publish": FLOOR | {"findings", "document", "render", "api"},
    "cli": ALL,
}
DOORS = {"__init__": {"api"}, "__main__": {"cli"}}
"""`import memo` opens the API, `python -m memo` the command line; both are loaded late."""
MAY_USE_ROOT = {"cli", "api", "__init__"}


def imported(source: str) -> tuple[set[str], list[str]]:
    """Return the rooms that a module imports, and what of it breaks the form of imports."""
    rooms: set[str] = set()
    breaches: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                breaches.append(f"line {node.lineno}: a relative import")
            elif node.module == "memo":
                breaches.append(f"line {node.lineno}: an import from the package root")
                rooms.update(alias.name for alias in node.names if alias.name in ALL)
            elif (node.module or "").startswith("memo."):
                rooms.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == "memo":
                    breaches.append(f"line {node.lineno}: an import of the package root")
                elif alias.name.startswith("memo."):
                    rooms.add(alias.name.split(".")[1])
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module":
            rooms.update(
                word.value.split(".")[1]
                for word in node.args
                if isinstance(word, ast.Constant) and str(word.value).startswith("memo.")
            )
    return rooms, breaches


def modules_of(room: str) -> list[Path]:
    """Return the files of a room, be it one module or a folder."""
    return sorted([*PACKAGE.glob(f"{room}.py"), *PACKAGE.glob(f"{room}/**/*.py")])


def test_every_room_is_in_the_table() -> None:
    """A room that the table of the corridor does not know may not exist."""
    rooms = {path.stem for path in PACKAGE.glob("[a-z]*") if path.suffix in {"", ".py"}} - {"py"}
    assert rooms == set(MAY_IMPORT)
    assert {path.stem for path in PACKAGE.glob("__*__.py")} == set(DOORS)


@pytest.mark.parametrize("room", sorted(MAY_IMPORT | DOORS))
def test_room_imports_only_from_earlier_rooms(room: str) -> None:
    """A stage imports only from the rooms before it in the corridor."""
    allowed = {**MAY_IMPORT, **DOORS}[room] | {room}
    for path in modules_of(room):
        rooms, _ = imported(path.read_text(encoding="utf-8"))
        assert not rooms - allowed, f"{path.relative_to(PACKAGE)} reaches into {sorted(rooms - allowed)}"


@pytest.mark.parametrize("room", sorted(MAY_IMPORT | DOORS))
def test_imports_are_absolute_and_never_from_the_root(room: str) -> None:
    """Imports name the room they come from, so that the corridor can be read from them."""
    for path in modules_of(room):
        _, breaches = imported(path.read_text(encoding="utf-8"))
        if room in MAY_USE_ROOT:
            breaches = [breach for breach in breaches if "root" not in breach]
        assert not breaches, f"{path.relative_to(PACKAGE)}: {breaches}"


def test_nobody_imports_the_command_line() -> None:
    """The door is opened from outside only."""
    assert [room for room, allowed in MAY_IMPORT.items() if "cli" in allowed] == ["cli"]


def test_rendering_knows_only_the_floor_and_the_document() -> None:
    """A renderer decides nothing: it sees the finished memo and no earlier stage."""
    assert MAY_IMPORT["render"] == FLOOR | {"document"}


def test_the_floor_stands_on_almost_nothing() -> None:
    """What everything rests on rests on the errors, the setting of text and late patterns alone."""
    assert all(MAY_IMPORT[room] <= BASE for room in FLOOR)
    assert all(MAY_IMPORT[room] <= {"late"} - {room} for room in BASE)


@pytest.mark.parametrize(
    ("spoiled", "rooms", "breach"),
    [
        ("from memo.cli.main import main", {"cli"}, ""),
        ("def late():\n    from memo.render import html", {"render"}, ""),
        ("import memo.drafting.build", {"drafting"}, ""),
        ("import_module('memo.cli.render')", {"cli"}, ""),
        ("from ..library import day", set(), "relative"),
        ("from memo import api", {"api"}, "root"),
        ("import memo", set(), "root"),
        ("if TYPE_CHECKING:\n    from memo.actions import Plan", {"actions"}, ""),
    ],
)
def test_the_reader_of_imports_sees_every_form(spoiled: str, rooms: set[str], breach: str) -> None:
    """The test of the corridor is believed because spoiled modules fail it."""
    found, breaches = imported(spoiled)
    assert found == rooms
    assert bool(breaches) == bool(breach)
    assert all(breach in text for text in breaches)
