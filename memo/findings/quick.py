"""The quick reading of plain values: what is plainly right becomes a record at once, the rest is doubted.

Loading pydantic and building its models would take a fifth of a memo's time,
only to find what is nearly always so. A doubt costs nothing but that time:
`strict` then reads the values from the beginning. So nothing is accepted
here that `strict` would refuse or read otherwise, and no fault is worded here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from memo.findings.form import Limit, Record, Rule, fields_of
from memo.late import late

RecordT = TypeVar("RecordT", bound=Record)
Reader = Callable[[Any], Any]

_WHOLE = late(r"0|[1-9][0-9]{0,17}")
_AMOUNT = late(r"(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,9})?")
_DAY = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SECOND = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z?")


class Doubt(Exception):
    """A value that only the strict reading can judge."""


def quick(kind: type[RecordT], values: Any) -> RecordT | None:
    """Return the record of plain values, nothing where any of them is in doubt."""
    with suppress(Doubt, ValueError):  # a rule's refusal is a ValueError
        record: RecordT = _reader(kind)(values)
        return record
    return None


@cache
def _reader(kind: Any) -> Reader:
    """Return what reads a value of a type; fails with `TypeError` for a type or a limit that is not known here."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, Record):
        return _of_record(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _asking(_reader(inner[0]), inner[1:])
    if origin is Literal:
        return _one_of(frozenset(inner))
    if origin is tuple:
        return _each(_reader(inner[0]))
    if origin in (Union, UnionType):
        if set(inner) == {datetime, date}:
            return _moment
        if len(inner) == 2 and inner[1] is NoneType:
            return _or_nothing(_reader(inner[0]))
    raise TypeError(f"no quick reading of {kind}")


def _of_record(kind: type[Record]) -> Reader:
    fields = {field.encode_name: (field.name, _reader(field.type), field.required) for field in fields_of(kind)}
    required = [key for key, (_, _, required) in fields.items() if required]

    def read(value: Any) -> Record:
        if not isinstance(value, dict) or not (value.keys() <= fields.keys()):
            raise Doubt
        if any(key not in value for key in required):
            raise Doubt
        given = {}
        for key, entry in value.items():
            name, reader, _ = fields[key]
            given[name] = reader(entry)
        return kind(**given)

    return read


def _asking(reader: Reader, asked: tuple[Any, ...]) -> Reader:
    """Return a reader that asks more, the first first, as `Annotated` is read everywhere."""
    for ask in asked:
        if isinstance(ask, Rule):
            reader = _early(ask.kept, reader) if ask.early else _late(reader, ask.kept)
        elif isinstance(ask, Limit):
            for name, limit in ask.asked.items():
                reader = _limited(reader, name, limit)
    return reader


def _early(rule: Reader, reader: Reader) -> Reader:
    return lambda value: reader(rule(value))


def _late(reader: Reader, rule: Reader) -> Reader:
    return lambda value: rule(reader(value))


_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "max_length": lambda value, most: len(value) <= most,
    "min_length": lambda value, least: len(value) >= least,
    "pattern": lambda value, pattern: "\n" not in value and pattern.search(value) is not None,
    "ge": lambda value, least: value >= least,
    "le": lambda value, most: value <= most,
    "gt": lambda value, under: value > under,
}


def _limited(reader: Reader, name: str, limit: Any) -> Reader:
    if name == "json_schema_extra":  # tells editors what a rule asks
        return reader
    if name not in _HOLDS:
        raise TypeError(f"no quick reading of the limit {name}")
    holds, held = _HOLDS[name], late(limit) if name == "pattern" else limit

    def read(value: Any) -> Any:
        found = reader(value)
        if not holds(found, held):
            raise Doubt
        return found

    return read


def _one_of(words: frozenset[Any]) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in words:
            raise Doubt
        return value

    return read


def _each(reader: Reader) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise Doubt
        return tuple([reader(entry) for entry in value])

    return read


def _or_nothing(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


# --- single values ------------------------------------------------------------


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise Doubt
    return value


def _spelt(form: re.Pattern[str], value: Any) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise Doubt
    return value


def _moment(value: Any) -> datetime:
    """Read a moment in UTC or without a zone, or a day as its first moment, as pydantic does."""
    return datetime.fromisoformat(_spelt(_DAY if isinstance(value, str) and len(value) == 10 else _SECOND, value))


def _truth(value: Any) -> bool:
    if value not in ("true", "false"):
        raise Doubt
    return bool(value == "true")


_PLAIN: dict[Any, Reader] = {
    str: _text,
    bool: _truth,
    int: lambda value: int(_spelt(_WHOLE, value)),
    Decimal: lambda value: Decimal(_spelt(_AMOUNT, value)),
    date: lambda value: date.fromisoformat(_spelt(_DAY, value)),
}
