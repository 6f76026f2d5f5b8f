"""Pydantic's errors over a findings file in the house's words, each at its place."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError

from memo.errors import Fault, nearest, shown
from memo.findings.model import FindingSet
from memo.findings.strict import model_of, strict
from memo.yamlio import Node, find

MOST_HINTS = 1_000
"""Faults for which the nearest right word is looked for: more, and a file of nothing but slips would take minutes."""


def judged(root: Node, values: Any) -> tuple[FindingSet | None, list[Fault]]:
    """Return the findings that plain values are by the strict reading, or everything that is wrong with them."""
    try:
        return strict(FindingSet, values), []
    except ValidationError as error:
        return None, [
            _fault(root, values, detail, number < MOST_HINTS)
            for number, detail in enumerate(error.errors())
            # A list whose entries are refused also counts as too short: one fault, not two.
            if detail["type"] != "too_short" or not values.get("findings")
        ]


def _fault(root: Node, values: Any, detail: Any, hinted: bool) -> Fault:
    location = _written(detail["loc"])
    kind, given = detail["type"], detail["input"]
    field = _dotted(location)
    node, key = find(root, location)
    place = node.place
    if kind == "extra_forbidden":
        place = key.place if key else node.place
        known = _keys_at(location[:-1])
        return Fault(
            "unknown-key",
            f"the key {shown(location[-1])} is not known here",
            place,
            _dotted(location[:-1]),
            (nearest(str(location[-1]), known) or f"Known here: {', '.join(known)}") if hinted else "",
        )
    if kind == "missing":
        return Fault("missing-key", f"the key '{location[-1]}' is missing", place, _dotted(location[:-1]))
    if kind == "literal_error":
        allowed = [str(word) for word in _allowed_words(location)]
        hint = nearest(str(given), allowed) if hinted else ""
        return Fault(
            "unknown-word",
            f"{shown(given)} is not allowed; allowed: {', '.join(allowed)}",
            place,
            field,
            hint if hint.startswith("Did") else "",
        )
    if kind == "too_short" and location == ("findings",):
        return Fault(
            "empty-findings", "a review needs at least one finding", place, field,
            "Add '- title: ...' under 'findings'.",
        )  # fmt: skip
    return Fault(_CODES.get(kind, "wrong-value"), _reason(kind, detail, given), place, field)


_CODES = {
    "string_type": "wrong-type",
    "model_type": "wrong-type",
    "model_attributes_type": "wrong-type",
    "tuple_type": "wrong-type",
    "bool_parsing": "wrong-type",
    "bool_type": "wrong-type",
    "decimal_parsing": "wrong-type",
    "decimal_type": "wrong-type",
    "string_too_long": "too-long",
    "too_long": "too-long",
}
_WANTED = {
    "string_type": "text",
    "model_type": "a group of keys",
    "model_attributes_type": "a group of keys",
    "tuple_type": "a list ('- ...' a line, or [a, b])",
    "bool_parsing": "'true' or 'false'",
    "bool_type": "'true' or 'false'",
    "decimal_parsing": "a number without separators",
    "decimal_type": "a number without separators",
}


def _reason(kind: str, detail: Any, given: Any) -> str:
    if kind in _WANTED:
        return f"must be {_WANTED[kind]}, not {_named(given)}"
    if kind == "value_error":
        message = str(detail["ctx"]["error"])
        return f"{shown(given)} {message}" if message.startswith(("is ", "must ")) else f"{shown(given)}: {message}"
    if kind == "string_pattern_mismatch":
        return f"{shown(given)} does not have the form {detail['ctx']['pattern']}"
    if kind == "string_too_long":
        return f"is longer than {detail['ctx']['max_length']:,} characters"
    if kind == "too_long":
        return f"has more than {detail['ctx']['max_length']:,} entries"
    if kind.startswith(("date_", "datetime_")):
        one_of_both = _written(detail["loc"]) != tuple(detail["loc"])  # both variants say it, in the same words
        return f"{shown(given)} is no {'day or moment' if one_of_both else 'day'} of the calendar"
    return f"{shown(given)}: {detail['msg'].lower()}"


def _named(given: Any) -> str:
    if given is None:
        return "empty"
    if isinstance(given, dict):
        return "a group of keys"
    return "a list" if isinstance(given, list) else shown(given)


def _written(location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Drop the steps that pydantic adds for a variant of a union and that no file has."""
    if len(location) > 1 and location[-1] in ("date", "datetime") and location[0] != "review":
        return location[:-1]
    return location


def _dotted(location: tuple[str | int, ...]) -> str:
    text = ""
    for step in location:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _model_at(location: tuple[str | int, ...]) -> type[BaseModel]:
    current = model_of(FindingSet)
    for step in location:
        if isinstance(step, int):
            continue
        field = next((f for n, f in current.model_fields.items() if (f.alias or n) == step), None)
        current = (_inner_model(field.annotation) if field else None) or current
    return current


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _inner_model(argument))), None)


def _keys_at(location: tuple[str | int, ...]) -> list[str]:
    return [field.alias or name for name, field in _model_at(location).model_fields.items()]


def _allowed_words(location: tuple[str | int, ...]) -> tuple[Any, ...]:
    names = [step for step in location if isinstance(step, str)]
    owner = _model_at(location[: location.index(names[-1])])
    return next(
        (
            _literals(field.annotation)
            for name, field in owner.model_fields.items()
            if (field.alias or name) == names[-1]
        ),
        (),
    )


def _literals(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(word for argument in get_args(annotation) for word in _literals(argument))
