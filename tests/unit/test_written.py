"""`memo.render.written`: an object is turned into bytes once for a file, and anew for the next file."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pytest

from memo.render import quick
from memo.render.pdf import engine

pytestmark = pytest.mark.skipif(not quick.known(), reason="written for another version of the engine")


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the streams that are packed."""
    engine()
    import pydyf

    found: list[int] = []

    class Counting:
        def compressobj(self, level: int) -> Any:
            found.append(level)
            return zlib.compressobj(level=level)

    monkeypatch.setattr(pydyf, "zlib", Counting())
    return found


def _file(pdf: Any, compress: bool = True) -> bytes:
    output = io.BytesIO()
    pdf.write(output, identifier=b"one", compress=compress)
    return output.getvalue()


def _pdf(words: str) -> Any:
    import pydyf

    pdf = pydyf.PDF()
    pdf.info["Title"] = pydyf.String("A title")
    for number in range(3):
        pdf.add_object(
            pydyf.Stream([f"{words} {number}"], pydyf.Dictionary({"A": pydyf.Array([1, 2.5])}), compress=True)
        )
    return pdf


def test_each_stream_is_packed_once(packed: list[int]) -> None:
    """Three streams, the objects and their table are packed, each once, though the file's number is made of all."""
    assert _file(_pdf("words")).startswith(b"%PDF")
    assert len(packed) == 5


def test_what_changes_between_two_files_is_in_the_second(packed: list[int]) -> None:
    """Nothing that was kept for one file is left for the next."""
    pdf = _pdf("words")
    first = _file(pdf, compress=False)
    assert b"packed later" not in first
    stream = next(item for item in pdf.objects if item.__dict__.get("stream"))
    stream.compress = False
    stream.stream[:] = [b"packed later"]
    assert b"packed later" in _file(pdf, compress=False)
    assert not any("memo_data" in item.__dict__ for item in pdf.objects)


def test_a_file_that_cannot_be_written_keeps_nothing(packed: list[int]) -> None:
    """An error while a file is written leaves the objects as they were."""
    pdf = _pdf("words")

    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        pdf.write(Full(), identifier=b"one", compress=True)
    assert not any("memo_data" in item.__dict__ for item in pdf.objects)
