"""A PDF's objects are turned into bytes once, where the engine's writer does it for the file and again for its number.

Both answers are the same, since nothing changes an object while the file is
written; packing the streams is the dearest part of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def write_once(pydyf: Any) -> None:
    """Put the writer in that keeps an object's bytes while it writes."""
    for kind in (pydyf.Dictionary, pydyf.Stream, pydyf.String, pydyf.Array):
        kind.data = property(_held(kind.data.fget))
    pydyf.PDF.write = _writer(pydyf.PDF.write)
    pydyf.PDF.add_object = _adder(pydyf.PDF.add_object)


def _held(slow: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    def data(item: Any) -> bytes:
        if "memo_data" not in item.__dict__:  # a part of another object, or nothing is being written
            return slow(item)
        held: bytes | None = item.memo_data
        if held is None:
            held = item.memo_data = slow(item)
        return held

    return data


def _writer(slow: Callable[..., None]) -> Callable[..., None]:
    def write(pdf: Any, *arguments: Any, **options: Any) -> None:
        pdf.memo_writing = True
        for item in pdf.objects:
            item.memo_data = None
        try:
            slow(pdf, *arguments, **options)
        finally:
            pdf.memo_writing = False
            for item in pdf.objects:
                item.__dict__.pop("memo_data", None)

    return write


def _adder(slow: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def add(pdf: Any, item: Any) -> None:
        slow(pdf, item)
        if pdf.__dict__.get("memo_writing"):
            item.memo_data = None

    return add
