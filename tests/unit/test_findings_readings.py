"""The two readings of findings: the quick one may doubt whatever it likes, but takes nothing that the strict refuses."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields
from pydantic import ValidationError

from memo.api import findings_json
from memo.findings import model, quick
from memo.findings.form import Limit, Record
from memo.findings.quick import quick as read_quickly
from memo.findings.read import findings_of, read_string
from memo.findings.starter import starter
from memo.findings.strict import model_of, strict
from memo.limits import FIRST_DAY, LAST_DAY
from tests.cli.test_new_and_schema import uncommented
from tests.support import EXAMPLES

KINDS = sorted(
    {k for k in vars(model).values() if isinstance(k, type) and issubclass(k, Record) and k is not Record},
    key=lambda kind: kind.__name__,
)

_FIRST, _LAST = (datetime.datetime.combine(day, datetime.time()) for day in (FIRST_DAY, LAST_DAY))

# Texts at the edge of every type, limit and rule, right and wrong.
_TEXTS = [
    "", " ", " a ", "a", "A-1", "a\nb", "A\n", "-a", "ü", "own-a", "null", "~", "true", "false", "yes", "True", "1", "0",
    "-1", "+1", "007", " 5", "5 ", "1_000", "1.0", "1.5", ".5", "1e3", "1E+15", "1e16", "NaN", "Infinity", "١", "１",
    "1989", "1990", "2100", "2101", "100000000", "100000001", "10000000000", "10000000001", "1" * 18, "1" * 19,
    "1000000000000000", "1000000000000001", "1000000000000000.1", "1000000000", "1000000001", "0.0000000001",
    "2026-11-23", "2026-02-30", "0000-01-01", "9999-12-31", "1899-12-31", "1900-01-01", "2199-12-31", "2200-01-01", "20261123", "2026-1-1", "2026-W01", "1700000000",
    "2026-05-11T06:00:00Z", "2026-05-11T06:00:00", "2026-05-11T24:00:00Z", "2026-05-11T06:00:60Z", "2026-05-11T06:00Z",
    "2026-05-11T06:00:00+02:00", "2026-05-11 06:00:00", "2026-05-11T06:00:00.5Z", "2026-05-11t06:00:00z",
    "DE", "EU", "US-CA", "DE-XX", "ZZ", "de", "EUR", "eur", "XXX", "https://example.org", "http://a b", "ftp://a",
    "https://u@a", "https://", "https://[::1]:80/x", "abcdef", "ABCDEF...", "abcde", "f" * 64, "f" * 65, "x" * 100,
    "x" * 101, "x" * 500, "x" * 501, "x" * 2001, "controller", "high", "open", "sme", "en", "approve", "Approve",
]  # fmt: skip
ANYTHING = st.one_of(
    st.sampled_from(_TEXTS),
    st.text(max_size=12),
    st.none(),
    st.just([]),
    st.just({}),
    st.just({"id": "a"}),
    st.just("x"),
)


@cache
def rightly(kind: Any) -> st.SearchStrategy[Any]:
    """Return values that a type may well take, by its form alone."""
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Record):
        return of_record(kind)
    if origin is Annotated:
        return rightly(inner[0])
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return st.lists(rightly(inner[0]), max_size=2)
    if origin in (Union, UnionType):
        return st.one_of([st.none() if part is NoneType else rightly(part) for part in inner])
    return {
        str: st.sampled_from(["a", "A-1", "DE", "EUR", "https://example.org", "abcdef", "own-a", "a b"]),
        bool: st.sampled_from(["true", "false"]),
        int: st.integers(1990, 2100).map(str),
        Decimal: st.decimals(0, 10**6, places=2).map(str),
        datetime.date: st.dates(FIRST_DAY, LAST_DAY).map(str),
        datetime.datetime: st.datetimes(_FIRST, _LAST).map(
            lambda moment: moment.replace(microsecond=0).isoformat() + "Z"
        ),
    }[kind]


def of_record(kind: type[Record]) -> st.SearchStrategy[dict[str, Any]]:
    required = {f.encode_name: rightly(f.type) for f in fields(kind) if f.required}
    optional = {f.encode_name: rightly(f.type) for f in fields(kind) if not f.required}
    return st.fixed_dictionaries(required, optional=optional)


def strictly(kind: type[Record], values: Any) -> Record | None:
    try:
        return strict(kind, values)
    except ValidationError:
        return None


def agrees(kind: type[Record], values: Any) -> bool:
    """Whether the quick reading of values is none, or just what the strict one says of them."""
    found = read_quickly(kind, values)
    return found is None or found == strictly(kind, values)


@given(st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), of_record(kind))))
def test_right_values_read_alike(case: tuple[type[Record], dict[str, Any]]) -> None:
    """What the quick reading takes is what the strict reading takes, to the value."""
    assert agrees(*case)


@given(st.sampled_from(KINDS), st.data())
def test_one_spoilt_value_reads_alike(kind: type[Record], data: st.DataObject) -> None:
    """A value at the edge of a type, a limit or a rule is refused by both, or doubted by the quick one."""
    values = data.draw(of_record(kind))
    key = data.draw(st.sampled_from([*(field.encode_name for field in fields(kind)), "unknown", "from_"]))
    assert agrees(kind, values | {key: data.draw(ANYTHING)})
    assert agrees(kind, {name: value for name, value in values.items() if name != key})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_is_met_by_every_text_of_the_edges(kind: type[Record]) -> None:
    """No field takes by the quick reading a text that the strict one refuses or reads otherwise."""
    for field in fields(kind):
        least = {f.encode_name: right(kind, f.encode_name) for f in fields(kind) if f.required}
        for text in [*_TEXTS, None, [], {}, ["a"], [None]]:
            assert agrees(kind, least | {field.encode_name: text}), (field.encode_name, text)


_LEAST: dict[str, Any] = {
    "ActionStatus": {"id": "own-a"},
    "Affected": {"at_least": "1", "at_most": "2"},
    "Comparison": {"vendor": "A"},
    "Document": {"id": "a", "title": "A"},
    "Finding": {"id": "F-1", "title": "A"},
    "FindingSet": {"vendor": "A", "findings": [{"title": "a"}]},
    "NationalTurnover": {"place": "DE", "amount": "1", "currency": "EUR"},
    "Rate": {"from": "USD", "to": "EUR", "rate": "0.9", "source": "a"},
    "ReviewerAction": {"title": "A"},
    "Turnover": {"amount": "1", "currency": "EUR"},
    "Vendor": {"name": "A"},
}


def right(kind: type[Record], key: str) -> Any:
    return _LEAST[kind.__name__][key]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_least_record_is_read_quickly(kind: type[Record]) -> None:
    """The quick reading is of use: the plain case is not doubted."""
    values = _LEAST.get(kind.__name__, {})
    assert read_quickly(kind, values) == strict(kind, values) is not None


SPOILT: list[tuple[type[Record], dict[str, Any]]] = [
    (model.Vendor, {"name": "x" * 501}),  # too long
    (model.Vendor, {"name": "a\nb"}),  # a rule of its own
    (model.Vendor, {"name": "A", "staff": "-1"}),  # below the least
    (model.Vendor, {"name": "A", "staff": "100000001"}),  # above the most
    (model.Vendor, {"name": "A", "size": "huge"}),  # no such word
    (model.Vendor, {"name": "A", "size": ["sme"]}),  # a list for a word
    (model.Vendor, {"name": "A", "nmae": "B"}),  # unknown key
    (model.Vendor, {"product": "A"}),  # missing key
    (model.Vendor, {"name": None}),  # nothing where text is needed
    (model.Rate, _LEAST["Rate"] | {"rate": "0"}),  # not above
    (model.Document, _LEAST["Document"] | {"id": "a b"}),  # not of the form
    (model.Document, _LEAST["Document"] | {"id": "a\n"}),  # a line break behind the form
    (model.Review, {"date": "2026-02-30"}),  # no such day
    (model.Affected, {"at_least": "2", "at_most": "1"}),  # a rule over two fields
    (model.FindingSet, {"vendor": "A", "findings": []}),  # too few
    (model.Turnover, _LEAST["Turnover"] | {"national": [_LEAST["NationalTurnover"]] * 251}),  # too many
    (model.Finding, _LEAST["Finding"] | {"privileged": "perhaps"}),  # neither true nor false
]


@pytest.mark.parametrize(("kind", "values"), SPOILT, ids=str)
def test_spoilt_values_are_refused_by_both(kind: type[Record], values: dict[str, Any]) -> None:
    """Each class of limit can fail: the quick reading doubts and the strict one refuses."""
    assert read_quickly(kind, values) is None
    with pytest.raises(ValidationError):
        strict(kind, values)


def test_every_class_of_limit_is_spoilt_above() -> None:
    """A limit of a new class needs a reading in `quick` and a spoilt value here."""

    def asked(kind: Any) -> set[str]:
        own = {name for ask in get_args(kind) if isinstance(ask, Limit) for name in ask.asked}
        return own.union(*(asked(inner) for inner in get_args(kind)))

    classes = {name for kind in KINDS for field in fields(kind) for name in asked(field.type)}
    assert classes == {"max_length", "min_length", "pattern", "ge", "le", "gt", "json_schema_extra"}
    for strange in (Annotated[int, Limit(multiple_of=2)], float):
        with pytest.raises(TypeError):
            quick._reader(strange)


def test_every_model_has_the_keys_and_needs_of_its_record() -> None:
    """Pydantic's models are made from the records and lose none of their fields."""
    for kind in KINDS:
        fields_of = {f.alias or name: f.is_required() for name, f in model_of(kind).model_fields.items()}
        assert fields_of == {f.encode_name: f.required for f in fields(kind)}


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.name)
def test_the_samples_are_read_quickly(file: Any) -> None:
    """A file as people write it is not in doubt, nor is it as the enclosed JSON of its memo."""
    values = yaml.load(file.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506
    found = read_quickly(model.FindingSet, values)
    assert found == strict(model.FindingSet, values) is not None
    text = findings_json(read_string(file.read_text(encoding="utf-8"), file.name, file.parent))
    assert findings_of(text, "findings.json") is not None
    assert read_quickly(model.FindingSet, yaml.load(text, Loader=yaml.BaseLoader)) is not None  # noqa: S506


def test_the_whole_starter_is_read_quickly() -> None:
    """Every field as the starter writes it is plainly right."""
    values = yaml.load(uncommented(starter(datetime.date(2026, 11, 23))), Loader=yaml.BaseLoader)  # noqa: S506
    assert read_quickly(model.FindingSet, values) == strict(model.FindingSet, values) is not None


def test_what_is_enclosed_states_what_the_file_states() -> None:
    """A key that the file does not state is not in its JSON, one that it states with the usual value is."""
    text = "vendor: A\nfindings:\n- title: a\n  severity: medium\n  quote: null\n- id: X\n  title: b\n"
    written = yaml.safe_load(findings_json(read_string(text, "a.yaml")))
    assert written == {
        "vendor": {"name": "A"},
        "findings": [
            {"id": "F-1", "title": "a", "quote": None, "severity": "medium"},
            {"id": "X", "title": "b"},
        ],
    }


def test_a_rule_reads_the_value_it_returns() -> None:
    """A rule changes what is kept in both readings: text is kept without the space around it."""
    values = {"name": "  A  "}
    assert read_quickly(model.Vendor, values) == strict(model.Vendor, values) == model.Vendor(name="A")
