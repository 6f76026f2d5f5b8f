"""The Python API: read a findings file, draft its memo, write it in any form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from memo.errors import Fault, UsageError
from memo.resources import packaged

if TYPE_CHECKING:
    from memo.document import Depth, Edition, Memo
    from memo.findings.read import Reading

VERSION = "0.1.0"


@dataclass(frozen=True)
class Document:
    """A finished memo; each method gives one of its forms, the same for the same memo."""

    memo: Memo

    def to_markdown(self) -> str:
        from memo.render.markdown import markdown

        return markdown(self.memo)

    def to_html(self) -> str:
        from memo.render.html import html

        return html(self.memo, packaged("templates"))

    def to_json(self) -> str:
        from memo.document import as_data

        return json.dumps(as_data(self.memo), ensure_ascii=False, indent=1) + "\n"

    def to_pdf(self, path: str | Path | None = None) -> bytes:
        """Return the PDF, and write it where a path is given."""
        from memo.render.pdf import pdf
        from memo.writing import write

        data = pdf(self.memo, packaged("templates"))
        if path is not None:
            write(Path(path), data)
        return data


def read_findings(path: str | Path) -> Reading:
    """Read and validate a findings file; fails with `InputError` that carries every fault."""
    from memo.findings.read import read

    return read(path)


def draft(
    review: Reading,
    as_of: date | None = None,
    depth: Depth = "full",
    edition: Edition = "internal",
    today: date | None = None,
) -> Document:
    """Return the memo of a review.

    The law's day is `as_of`, else the file's `as_of`, else its date, else
    `today`, which must then be given: nothing below the doors reads the clock.
    """
    from memo.drafting.build import draft as build
    from memo.library.day import Library

    file = review.findings.review
    memo_day = file.date or today or as_of or file.as_of
    if memo_day is None:
        raise UsageError(
            [
                Fault(
                    "no-day",
                    "the review has no date, so the memo's day is unknown",
                    review.place(),
                    hint="Write 'review: {date: YYYY-MM-DD}' in the file or pass today=date.today().",
                )
            ]
        )
    library = Library.open(packaged("regulations"), as_of or file.as_of or memo_day)
    return Document(build(review, library, memo_day, VERSION, depth, edition))
