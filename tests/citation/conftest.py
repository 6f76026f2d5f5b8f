"""The library and its reader on the day for which the corpus was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from memo.citation.find import CitationReader
from memo.library.day import Library
from memo.library.resolve import Resolver, reader_of

REGULATIONS = Path(__file__).parents[2] / "regulations"


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.open(REGULATIONS, date(2026, 11, 25))


@pytest.fixture(scope="session")
def reader(library: Library) -> CitationReader:
    return reader_of(library)


@pytest.fixture(scope="session")
def resolver(library: Library, reader: CitationReader) -> Resolver:
    return Resolver(library, reader)
