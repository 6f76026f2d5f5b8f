"""Pydantic at the door: plain values become records, and everything that is wrong with them is said at once.

The types, limits and rules are those of `records`; nothing of them is
repeated here. Only what reads YAML loads this page.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, TypeVar

import msgspec
from pydantic import Field, GetCoreSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, core_schema

from memo.library.form import Limit, Record

RecordT = TypeVar("RecordT", bound=Record)


def validated(kind: type[RecordT], values: Any) -> RecordT:
    """Return the record of plain values; fails with pydantic's `ValidationError`, which carries every fault."""
    record: RecordT = _adapter(kind).validate_python(values)
    return record


@cache
def _adapter(kind: type[RecordT]) -> TypeAdapter[RecordT]:
    return TypeAdapter(kind)


def schema_of(kind: type[Record], handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return what pydantic checks before a record is made: its keys, their types, then its own rules."""
    fields = msgspec.structs.fields(kind)
    names = {field.encode_name: field.name for field in fields}
    keys = core_schema.typed_dict_schema(
        {
            field.encode_name: core_schema.typed_dict_field(
                handler.generate_schema(field.type), required=field.required
            )
            for field in fields
        },
        extra_behavior="forbid",
    )

    def made(values: dict[str, Any]) -> Record:
        return kind(**{names[key]: value for key, value in values.items()})

    return core_schema.no_info_after_validator_function(made, keys)


def limited(limit: Limit, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return the schema of a value with its limits."""
    schema = handler.generate_schema(Annotated[source, Field(**limit.asked)] if limit.asked else source)
    return core_schema.no_info_before_validator_function(_text_null, schema) if limit.null_words else schema


def _text_null(value: object) -> object:
    return None if value in ("null", "~", "") else value
