"""The form that every record of the library has: typed, frozen, light to read, strict where it is first read.

A record type is defined once, in `records`. From a file that people edit it
is made by pydantic, which says everything that is wrong (`validation`); from
a compiled copy, which was validated when it was made, it is decoded by msgspec
in a fraction of the time and without loading pydantic (`compiled`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


def _key(name: str) -> str:
    """Return the key of a field in a file: `from_` is written `from`, which is a word of Python."""
    return name.rstrip("_")


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename=_key, gc=False):
    """The strict base: unknown keys are refused, values do not change, and none can refer to itself.

    A rule over several fields stands in `__post_init__` and raises `ValueError`.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from memo.library.validation import schema_of

        return schema_of(cls, handler)


class Limit:
    """What pydantic asks of a value beside its type; decoding a compiled copy passes it over.

    `null_words` reads `null`, `~` and the empty text as nothing.
    """

    __slots__ = ("asked", "null_words")

    def __init__(self, *, null_words: bool = False, **asked: Any) -> None:
        self.asked, self.null_words = asked, null_words

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from memo.library.validation import limited

        return limited(self, source, handler)


def as_data(record: Record) -> dict[str, Any]:
    """Return a record as plain values, keys as files write them, days and exact amounts as text."""
    data: dict[str, Any] = msgspec.to_builtins(record)
    return data
