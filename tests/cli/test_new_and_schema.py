"""`memo new` and `memo schema`: the file to fill in, and its form for editors and programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from msgspec.structs import fields

from memo.findings.form import Record
from memo.findings.model import FindingSet
from memo.findings.read import read_string
from memo.findings.schema import DESCRIPTIONS, schema
from memo.findings.starter import starter
from tests.cli.conftest import Run
from tests.support import EXAMPLES

File = Callable[..., Path]


class _AsEditorsRead(yaml.SafeLoader):
    """YAML as a language server reads it: numbers and booleans, but days as text."""


_AsEditorsRead.yaml_implicit_resolvers = {
    letter: [(tag, form) for tag, form in resolvers if not tag.endswith((":timestamp", ":merge"))]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def uncommented(text: str) -> str:
    """Return the starter with every optional field in use."""
    return re.sub(r"^( *)#(?! )", r"\1", text, flags=re.MULTILINE)


def models(model: type[Record]) -> dict[str, type[Record]]:
    """Return a type of the findings file and every type within it, by name."""
    found = {model.__name__: model}

    def inner(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, Record):
            found.update(models(annotation))
        for argument in get_args(annotation):
            inner(argument)

    for field in fields(model):
        inner(field.type)
    return found


FIELDS = {f"{name}.{field.encode_name}" for name, model in models(FindingSet).items() for field in fields(model)}


# --- new ------------------------------------------------------------------------


def test_the_new_file_renders_as_it_is(run: Run, tmp_path: Path) -> None:
    """From nothing to a memo in two commands, with notes alone, on what is still to be said and filled in."""
    made = run("new")
    assert (made.exit_code, made.stdout) == (0, "")
    assert "memo check findings.yaml && memo render findings.yaml" in made.stderr
    done = run("check", "findings.yaml", "--strict")
    assert done.exit_code == 0
    assert re.findall(r"note: (\S+): still has", done.stdout) == [
        "vendor.name",
        "findings[1].quote",
        "findings[1].summary",
    ]
    assert "note: client.people_in: no place is named" in done.stdout
    assert done.stdout.endswith("\n4 notes\n")
    assert run("render", "findings.yaml", "-f", "md").exit_code == 0
    assert (tmp_path / "findings.md").is_file()


def test_the_new_file_bears_the_day(run: Run) -> None:
    """Its date is the day on which it is made."""
    assert "\n  date: 2026-11-23 " in run("new", "-").stdout


def test_every_optional_field_works_when_uncommented(tmp_path: Path) -> None:
    """Removing the '#' is all it takes."""
    (tmp_path / "captured").mkdir()
    (tmp_path / "captured" / "terms.txt").write_text("Terms", encoding="utf-8")
    reading = read_string(uncommented(starter(date(2026, 11, 23))), "new.yaml", tmp_path)
    assert reading.findings.documents[0].id == "terms"


def test_every_field_of_the_contract_stands_in_the_new_file() -> None:
    """Nothing that a reviewer may say is left for her to find out."""
    values = yaml.load(uncommented(starter(date(2026, 11, 23))), Loader=_AsEditorsRead)  # noqa: S506
    seen: set[str] = set()

    def walk(value: Any, model: type[Record]) -> None:
        for field in fields(model):
            key = field.encode_name
            if key not in value:
                continue
            seen.add(f"{model.__name__}.{key}")
            within = next((m for m in models(FindingSet).values() if m in _types(field.type)), None)
            for entry in value[key] if isinstance(value[key], list) else [value[key]]:
                if within is not None:
                    walk(entry, within)

    walk(values, FindingSet)
    assert seen == FIELDS


def _types(annotation: Any) -> set[Any]:
    return {annotation} | {inner for argument in get_args(annotation) for inner in _types(argument)}


def test_a_file_that_is_there_is_not_replaced(run: Run, file: File, tmp_path: Path) -> None:
    """`memo new` never costs a person their work."""
    path = file("mine", "findings.yaml")
    done = run("new")
    assert done.exit_code == 4
    assert "findings.yaml: is there already and was not touched  [file-exists]\n    Name another file" in done.stderr
    assert (tmp_path / path).read_text(encoding="utf-8") == "mine"
    assert run("new", "--force").exit_code == 0
    assert (tmp_path / path).read_text(encoding="utf-8") != "mine"


# --- schema -----------------------------------------------------------------------


def test_the_schema_is_printed_as_json(run: Run, tmp_path: Path) -> None:
    """The schema is a result, of the 2020-12 dialect, and bound to no address."""
    made = json.loads(run("schema").stdout)
    assert made == schema()
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in made
    assert run("schema", "-o", "s.json").stdout == ""
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8")) == made


def test_every_field_is_described() -> None:
    """An editor can say what a field is for, and nothing is described that is no field."""
    assert {name for name in DESCRIPTIONS if "." in name} == FIELDS


def test_the_schema_has_the_names_that_a_file_has() -> None:
    """`from` and not the name that Python needs; no id is asked of a finding; a vendor may be a name."""
    made = schema()
    assert "from" in made["$defs"]["Review"]["properties"]
    assert made["$defs"]["Finding"]["required"] == ["title"]
    assert made["required"] == ["vendor", "findings"]


@pytest.mark.parametrize("path", [*sorted(EXAMPLES.glob("*.yaml")), None], ids=lambda p: p.stem if p else "new")
def test_the_examples_follow_the_schema(path: Path | None) -> None:
    """What memo reads, its schema allows: the examples and the new file, bare and with every field."""
    jsonschema = pytest.importorskip("jsonschema")
    checker = jsonschema.Draft202012Validator(schema())
    checker.check_schema(schema())
    day = date(2026, 11, 23)
    texts = [path.read_text(encoding="utf-8")] if path else [starter(day), uncommented(starter(day))]
    for text in texts:
        values = yaml.load(text, Loader=_AsEditorsRead)  # noqa: S506
        assert not [f"{e.json_path}: {e.message}" for e in checker.iter_errors(values)]


@pytest.mark.parametrize(
    "text",
    [
        "vendor: A\nfindings: []\n",
        "vendor: A\nfindings: [{titel: B}]\n",
        "vendor: A\nfindings: [{title: B, severity: hihg}]\n",
        "vendor: A\nfindings: [{title: B}]\nclient: {people_in: [Germany]}\n",
        "vendor: {product: P}\nfindings: [{title: B}]\n",
        "vendr: A\nvendor: A\nfindings: [{title: B}]\n",
    ],
)
def test_the_schema_refuses_what_memo_refuses(text: str) -> None:
    """An editor shows the same slips that `memo check` does."""
    jsonschema = pytest.importorskip("jsonschema")
    values = yaml.load(text, Loader=_AsEditorsRead)  # noqa: S506
    assert not jsonschema.Draft202012Validator(schema()).is_valid(values)
