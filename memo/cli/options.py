"""The options that several commands share, each defined once so that it means one thing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


def as_of(default: str) -> Callable[[FunctionT], FunctionT]:
    """Add `--as-of DAY`; `default` says which day is taken without it."""
    help_ = f"State the law as it stands on this day (default: {default})."
    return click.option("--as-of", metavar="DAY", callback=_day, help=help_)


def text_or_json(function: FunctionT) -> FunctionT:
    """Add `--format text|json`."""
    return click.option(
        "-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
        help="Text for people, JSON for programs.",
    )(function)  # fmt: skip


def output(function: FunctionT) -> FunctionT:
    """Add `-o PATH` for a command with one result."""
    return click.option("-o", "--output", metavar="PATH", help="Write the result here instead of to stdout.")(function)


def depth(function: FunctionT) -> FunctionT:
    """Add `--depth`."""
    return click.option(
        "--depth", type=click.Choice(["brief", "citations", "full"]), default="full", show_default=True,
        help="brief: a plain summary; citations: with the law; full: everything.",
    )(function)  # fmt: skip


def house(function: FunctionT) -> FunctionT:
    """Add `--house`."""
    text = "A folder whose house.yaml gives the firm's name, notice and words."
    return click.option("--house", metavar="DIR", help=text)(function)


def strict(function: FunctionT) -> FunctionT:
    """Add `--strict`."""
    return click.option("--strict", is_flag=True, help="Treat every warning as an error.")(function)


def debug(function: FunctionT) -> FunctionT:
    """Add `--debug`, which may also stand before the command's name."""
    return click.option(
        "--debug", is_flag=True, expose_value=False, callback=_debug,
        help="On a fault in memo itself, print the traceback.",
    )(function)  # fmt: skip


def limits(function: FunctionT) -> FunctionT:
    """Add `--limit NAME=NUMBER`, again for several; MEMO_LIMIT in the environment says the same."""
    return click.option(
        "--limit", "limits", metavar="NAME=NUMBER", multiple=True, callback=_limits, envvar="MEMO_LIMIT",
        help="What one PDF may take: time or cpu in seconds, memory in MiB, size in kB of text; 0 is no limit. "
        "Also from MEMO_LIMIT.",
    )(function)  # fmt: skip


def _limits(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> Any:
    """Return the limits of a run: the standing ones, with those that are named put in their place."""
    from msgspec.structs import asdict

    from memo.errors import printable, shown
    from memo.render.limits import Limits

    named = asdict(Limits())
    for one in value:
        name, _, number = one.partition("=")
        if name not in named or not re.fullmatch(r"[0-9]{1,9}", number):
            message = f"{printable(shown(one))} is no limit; write time, cpu, memory or size, =, and a whole number"
            raise click.BadParameter(f"{message}  [bad-limit]", ctx, param)
        named[name] = int(number)
    return Limits(**named)


def _debug(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted:
        ctx.meta["memo.debug"] = True


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return the day that is written YYYY-MM-DD; a calendar library would accept more, and guess."""
    if value is None:
        return None
    from memo.errors import printable, shown
    from memo.limits import outside

    far = ""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            day = date.fromisoformat(value)
            far = outside(day)
            if not far:
                return day
    except ValueError:
        pass
    wrong = far or "is no day; write YYYY-MM-DD, for example 2026-11-23"
    raise click.BadParameter(f"{printable(shown(value))} {wrong}  [bad-day]", ctx, param)


def place(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Return a place, or several, that are ISO 3166-1 or 3166-2 codes, EU or EEA: a callback for an option."""
    from memo.errors import printable, shown
    from memo.places import fault_of

    for code in (value,) if isinstance(value, str) else value or ():
        fault = fault_of(code)
        if fault:
            raise click.BadParameter(f"{printable(shown(code))}: {fault}  [bad-place]", ctx, param)
    return value
