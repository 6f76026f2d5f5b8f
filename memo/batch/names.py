"""What a house calls the memos of a batch: each input is read for it before the first is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from memo.api import file_name
from memo.batch.inputs import Input, refuse_clashes
from memo.batch.job import Options
from memo.batch.run import text_of
from memo.errors import MemoError
from memo.findings.read import findings_of
from memo.house import House


def called_by_house(
    inputs: Sequence[Input], house: House, options: Options, endings: Sequence[str], output: str
) -> list[Input]:
    """Return the inputs under the names that the house's pattern gives them, each still in its folder.

    One that cannot be read keeps its file's name; its turn will say what is
    wrong with it. Fails with `UsageError` where two would have one name.
    """
    named = [replace(one, name=_name(one, house, options)) for one in inputs]
    refuse_clashes(named, endings, output)
    return named


def _name(one: Input, house: House, options: Options) -> str:
    folder, slash, own = one.name.rpartition("/")
    try:
        findings = findings_of(text_of(one.file), one.file)
    except MemoError:
        return one.name
    if findings is None:
        return one.name
    day: date = findings.review.date or options.today
    return f"{folder}{slash}{file_name(house, findings, day, options.edition, options.only, own)}"
