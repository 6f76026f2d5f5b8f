"""The strict reading of plain values: pydantic judges them by the types of `model` and names everything wrong.

Its models are made from those types when a file is first in doubt, or when
somebody asks for the file's schema.
"""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model, model_validator

from memo.findings.form import Limit, Record, Rule, fields_of

RecordT = TypeVar("RecordT", bound=Record)


def strict(kind: type[RecordT], values: Any) -> RecordT:
    """Return the record of plain values; fails with pydantic's `ValidationError`, which carries every fault."""
    record: RecordT = _made(kind, model_of(kind).model_validate(values))
    return record


@cache
def model_of(kind: type[Record]) -> type[BaseModel]:
    """Return the model by which pydantic judges a record: its keys, types, limits and rules."""
    fields: dict[str, Any] = {}
    for field in fields_of(kind):
        given: dict[str, Any] = {} if field.encode_name == field.name else {"alias": field.encode_name}
        if field.default is not msgspec.NODEFAULT:
            given["default"] = field.default
        elif field.default_factory is not msgspec.NODEFAULT:
            given["default_factory"] = model_of(field.type)
        fields[field.name] = (_judged(field.type), Field(**given))
    rules: dict[str, Any] = {"rule": model_validator(mode="after")(_ruled(kind))} if _has_rule(kind) else {}
    return create_model(kind.__name__, __base__=_Model, __doc__=kind.__doc__, __validators__=rules, **fields)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _has_rule(kind: type[Record]) -> bool:
    return "__post_init__" in vars(kind)


def _ruled(kind: type[Record]) -> Any:
    def rule(model: BaseModel) -> BaseModel:
        _made(kind, model)
        return model

    return rule


def _judged(kind: Any) -> Any:
    """Return a type as pydantic is told of it: its records as models, what is asked beside it in pydantic's terms."""
    if isinstance(kind, type) and issubclass(kind, Record):
        return model_of(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return Annotated[(_judged(inner[0]), *map(_ask, inner[1:]))]
    if origin is tuple:
        return tuple.__class_getitem__((_judged(inner[0]), ...))
    if origin in (Union, UnionType):
        return Union[tuple(map(_judged, inner))]  # noqa: UP007 - made of a list
    return kind


def _ask(ask: Any) -> Any:
    if isinstance(ask, Limit):
        return Field(**ask.asked)
    if isinstance(ask, Rule):
        return (BeforeValidator if ask.early else AfterValidator)(ask.kept)
    return ask


def _made(kind: Any, value: Any) -> Any:
    """Return the record of a model that pydantic has passed, or any value within it."""
    if isinstance(value, BaseModel):
        record = _record_in(kind)
        types = {field.name: field.type for field in fields_of(record)}
        return record(**{name: _made(types[name], held) for name, held in value})
    if isinstance(value, tuple):
        return tuple(_made(kind, entry) for entry in value)
    return value


def _record_in(kind: Any) -> type[Record]:
    """Return the one record that a type speaks of."""
    if isinstance(kind, type) and issubclass(kind, Record):
        return kind
    return next(found for inner in get_args(kind) if _speaks_of_record(inner) for found in [_record_in(inner)])


def _speaks_of_record(kind: Any) -> bool:
    if isinstance(kind, type) and issubclass(kind, Record):
        return True
    return any(_speaks_of_record(inner) for inner in get_args(kind))
