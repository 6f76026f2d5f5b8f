"""`memo schema`: the JSON Schema of the findings file, for editors and for programs that write one."""

from __future__ import annotations

import click

from memo.cli import options, streams


@click.command("schema", short_help="The JSON Schema of the findings file.")
@options.output
@options.debug
def command(output: str | None) -> None:
    """Print the JSON Schema (2020-12) of the findings file.

    \b
    Examples:
      memo schema > findings.schema.json
      memo schema -o findings.schema.json
    In an editor with a YAML language server, begin a findings file with:
      # yaml-language-server: $schema=findings.schema.json
    """
    from memo.findings.schema import schema

    streams.result(streams.as_json(schema()), output)
