"""The door: `memo` with its commands, each loaded when it is named, and what becomes of every failure."""

from __future__ import annotations

import contextlib
import errno
import gc
import signal
import sys
from importlib import import_module
from typing import Any

import click

from memo.cli import streams

COMMANDS = (
    "render", "batch", "check", "map", "actions", "cite", "law", "verify", "publish", "new", "house", "schema",
    "doctor",
)  # fmt: skip
"""In the order a newcomer needs them; each is `command` in the module of its name."""

INTERRUPTED = 130
ENDED = 143
CANNOT_WRITE = 4
OUT_OF_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)
"""What a machine says when it takes no more: no fault in memo, wherever it is met."""

SELDOM = (200_000, 20, 20)
"""How many new objects the collector of cycles waits for: a run makes many that stay, and is short."""


class Ended(KeyboardInterrupt):
    """The system asks the run to end, as `kill`, a container that stops or a time limit does (SIGTERM)."""


class Door(click.Group):
    """The group of commands; every failure of a command ends here with its exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"memo.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from memo.errors import nearest, printable

        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            hint = nearest(args[0], COMMANDS)
            ctx.fail(f"there is no command '{printable(args[0])}'. {hint}".rstrip())
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        from memo.errors import MemoError

        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except MemoError as error:
            streams.tell_faults(error.faults)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            streams.abandon_stdout()
            ctx.exit(CANNOT_WRITE)
        except KeyboardInterrupt as stop:
            ctx.exit(ENDED if isinstance(stop, Ended) else INTERRUPTED)
        except OSError as error:
            if error.errno not in OUT_OF_SPACE:
                streams.tell_bug(error, debug=bool(ctx.meta.get("memo.debug")))
                ctx.exit(streams.FAULT_IN_MEMO)
            _tell_unwritten(error)
            ctx.exit(CANNOT_WRITE)
        except Exception as error:
            streams.tell_bug(error, debug=bool(ctx.meta.get("memo.debug")))
            ctx.exit(streams.FAULT_IN_MEMO)


def _version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from memo.api import VERSION

        streams.result(f"memo {VERSION}\n")
        ctx.exit(0)


@click.group(
    cls=Door,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: memo new review.yaml, then memo render review.yaml. "
    "Results go to stdout or -o, everything else to stderr; '-' is stdin or stdout. "
    "Exit codes: 0 done, 1 the input or the law library is at fault, 2 wrong usage, 3 some of several "
    "inputs failed, 4 an output could not be written or a target not be reached, 5 a fault in memo itself.",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Print the version and stop.",
)
@click.option("--debug", is_flag=True, help="On a fault in memo itself, print the traceback.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """Turn clause findings about a vendor's terms into a legal memo.

    Every citation is checked against the law library, every mapping states its reason,
    every figure has a source. Nothing goes to the network, save what 'memo publish' brings to a target.
    """
    if debug:
        ctx.meta["memo.debug"] = True


def main() -> None:
    """Run the command line and end the process with its exit code."""
    gc.set_threshold(*SELDOM)
    with contextlib.suppress(ValueError):  # a thread beside the main one has no say in signals
        signal.signal(signal.SIGTERM, _end)
    from memo.cli.shelved import shelved

    try:
        with shelved():
            cli(prog_name="memo")
    except OSError as error:  # help, the version or a usage error met a stream that takes nothing
        _tell_unwritten(error)
    except Exception as error:
        from memo.errors import MemoError

        if not isinstance(error, MemoError):
            raise
        streams.tell_faults(error.faults)
    else:
        return
    sys.exit(CANNOT_WRITE)


def _end(number: int, frame: object) -> None:
    """End as an interrupt does: no part of a file is left, a batch notes what is done and waits for nothing."""
    raise Ended


def _tell_unwritten(error: OSError) -> None:
    streams.abandon_stdout()
    streams.tell(f"memo: cannot write: {error.strerror or error}  [cannot-write]")
