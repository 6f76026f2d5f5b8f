"""The options that several commands share, each defined once so that it means one thing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


class Day(click.ParamType):
    """A day written YYYY-MM-DD, and nothing else that a calendar library would accept."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, date):
            return value
        from memo.errors import printable, shown

        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        return self.fail(
            f"{printable(shown(value))} is no day; write YYYY-MM-DD, for example 2026-11-23  [bad-day]", param, ctx
        )


class PlaceCode(click.ParamType):
    """An ISO 3166-1 or 3166-2 code, EU or EEA."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from memo.errors import printable, shown
        from memo.places import fault_of

        fault = fault_of(value)
        if fault:
            self.fail(f"{printable(shown(value))}: {fault}  [bad-place]", param, ctx)
        return value


def _debug(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted:
        ctx.meta["memo.debug"] = True


def as_of(function: FunctionT) -> FunctionT:
    """Add `--as-of DAY`."""
    return click.option(
        "--as-of", type=Day(), help="State the law as it stands on this day (default: the review's day, else today)."
    )(function)


def text_or_json(function: FunctionT) -> FunctionT:
    """Add `--format text|json`."""
    return click.option(
        "-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
        help="Text for people, JSON for programs.",
    )(function)  # fmt: skip


def output(function: FunctionT) -> FunctionT:
    """Add `-o PATH` for a command with one result."""
    return click.option("-o", "--output", metavar="PATH", help="Write the result here instead of to stdout.")(function)


def strict(function: FunctionT) -> FunctionT:
    """Add `--strict`."""
    return click.option("--strict", is_flag=True, help="Treat every warning as an error.")(function)


def debug(function: FunctionT) -> FunctionT:
    """Add `--debug`, which may also stand before the command's name."""
    return click.option(
        "--debug", is_flag=True, expose_value=False, callback=_debug,
        help="On a fault in memo itself, print the traceback.",
    )(function)  # fmt: skip
