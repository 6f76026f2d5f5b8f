"""The form of what a findings file holds: frozen values whose types, limits and rules are stated once, in `model`.

Two readers go by them. `quick` takes what is plainly right and doubts the
rest; `strict` has pydantic judge what is doubted and say everything that is
wrong. Neither repeats a type, a limit or a rule.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
import msgspec.structs


def _key(name: str) -> str:
    """Return the key of a field in a file: `from_` is written `from`, which is a word of Python."""
    return name.rstrip("_")


class Record(msgspec.Struct, frozen=True, kw_only=True, rename=_key):
    """The base of every group of keys: unknown ones are refused, values do not change.

    A rule over several fields stands in `__post_init__` and raises `ValueError`.
    """


@cache
def fields_of(kind: type[Record]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """Return the fields of a record, in order."""
    return msgspec.structs.fields(kind)


class Limit:
    """What is asked of a value beside its type, in pydantic's words: `max_length`, `pattern`, `ge` and the like."""

    __slots__ = ("asked",)

    def __init__(self, **asked: Any) -> None:
        self.asked = asked


class Rule:
    """A rule for one value: returns it as kept, or raises `ValueError`; an `early` one sees it before its type does."""

    __slots__ = ("early", "kept")

    def __init__(self, kept: Callable[[Any], Any], *, early: bool = False) -> None:
        self.kept, self.early = kept, early


def as_written(value: Any, file: Any) -> Any:
    """Return a value as plain data with the keys that its file states and those it cannot do without.

    `file` is what the file says in its place, as plain values.
    """
    if isinstance(value, Record):
        stated = file if isinstance(file, dict) else {}
        return {
            field.encode_name: as_written(getattr(value, field.name), stated.get(field.encode_name))
            for field in fields_of(type(value))
            if field.required or field.encode_name in stated
        }
    if isinstance(value, tuple):
        return [as_written(entry, stated) for entry, stated in zip(value, file, strict=True)]
    return msgspec.to_builtins(value)
