"""docs/errors.md and the code name the same stable codes."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import memo.resources
from memo.library.resolve import Status

PACKAGE = memo.resources.PACKAGE
PAGE = PACKAGE.parent / "docs" / "errors.md"
CODE = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def codes_in_code() -> dict[str, str]:
    """Return every code that a fault is made with, and a file that makes it."""
    found: dict[str, str] = {status: "citation" for status in get_args(Status) if status != "ok"}
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and _name(node.func) in ("Fault", "_refuse", "refuse", "fail"):
                for leaf in _words(node.args[0] if node.args else None):
                    found[leaf] = path.name
            if isinstance(node, ast.Assign) and _name(node.targets[0]) == "_CODES" and isinstance(node.value, ast.Dict):
                found |= {word: path.name for value in node.value.values for word in _words(value)}
        found |= dict.fromkeys(re.findall(rf"  \[({CODE})\]", text), path.name)
    return {code: origin for code, origin in found.items() if re.fullmatch(CODE, code)}


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _words(node: ast.expr | None) -> list[str]:
    """Return the texts that an argument may be: itself, either side of a choice, the default of a look-up."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _words(node.body) + _words(node.orelse)
    if isinstance(node, ast.Call) and _name(node.func) == "get":
        return _words(node.args[-1])
    return []


def entries() -> dict[str, str]:
    page = PAGE.read_text(encoding="utf-8")
    parts = re.split(rf"^### `({CODE})`$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_code_has_an_entry_and_every_entry_a_code() -> None:
    """A person who meets a code finds it explained, and the page explains nothing that cannot happen."""
    made, explained = codes_in_code(), entries()
    assert not {code: made[code] for code in made if code not in explained}
    assert not set(explained) - set(made)


def test_every_entry_gives_cause_example_and_cure() -> None:
    """An entry without all three leaves the person where they were."""
    for code, text in entries().items():
        for part in ("Cause:", "Example:", "Cure:"):
            assert part in text, (code, part)


def test_entries_stand_in_the_order_of_the_alphabet_within_their_group() -> None:
    """A reader looks a code up; so each group is sorted."""
    for group in re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        codes = re.findall(rf"^### `({CODE})`$", group, flags=re.MULTILINE)
        assert codes == sorted(codes)


def test_the_page_lies_in_the_checkout() -> None:
    """The page ships with the source, beside the code it explains."""
    assert Path(PAGE).is_file()
