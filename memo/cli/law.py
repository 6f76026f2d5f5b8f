"""`memo law`: the law library on a day: its laws, one law, one provision, its topics, what is stale in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from memo.cli import clock, options, streams

if TYPE_CHECKING:
    from memo.library.day import LawOnDay, Library


@click.command("law", short_help="The law library: a list, one law, one provision.")
@click.argument("law_id", metavar="[ID]", required=False)
@click.argument("provision", metavar="[PROVISION]", nargs=-1)
@options.text_or_json
@options.as_of("today")
@click.option(
    "--jurisdiction",
    "place",
    metavar="PLACE",
    callback=options.place,
    help="Only laws of this place: EU, DE, US-CA, ...",
)
@click.option("--topic", metavar="TOPIC", help="Only laws, or provisions of the law, that a finding on TOPIC engages.")
@click.option("--topics", is_flag=True, help="The vocabulary of topics instead.")
@click.option("--stale", is_flag=True, help="What was not checked in the year before the day, or never, instead.")
@options.output
@options.debug
def command(
    law_id: str | None,
    provision: tuple[str, ...],
    form: str,
    as_of: date | None,
    place: str | None,
    topic: str | None,
    topics: bool,
    stale: bool,
    output: str | None,
) -> None:
    """Show the law library: all laws, the law ID, or one PROVISION of it, as they stand on a day.

    A provision is written as the law numbers it; "Art. 6(1)(f)" and "18, VI" are understood too.

    \b
    Examples:
      memo law
      memo law eu-gdpr --topic ai-training
      memo law eu-gdpr "6(1)(f)"
      memo law kr-pipa --as-of 2026-09-12
      memo law --topics
    """
    from memo.cli import law_data, law_text
    from memo.library.day import Library
    from memo.resources import packaged

    if topics and (law_id or stale or place or topic):
        raise click.UsageError("--topics stands alone.")
    if law_id and (stale or place):
        raise click.UsageError("--stale and --jurisdiction go with the list of laws, not with one law.")
    library = Library.open(packaged("regulations"), as_of or clock.today())
    as_json = form == "json"
    if topics:
        _print(law_data.topics_data(library) if as_json else law_text.topics_text(library), output)
        return
    if topic is not None:
        _known_topic(library, topic)
    if law_id is None:
        if stale:
            entries = law_data.stale_data(library, place)
            _print(entries if as_json else law_text.stale_text(entries), output)
            return
        _print((law_data.list_data if as_json else law_text.list_text)(library, place, topic), output)
        return
    law_id, _, number = law_id.partition(":")
    law = law_named(library, law_id)
    written = " ".join((number, *provision)).strip()
    if written and topic:
        raise click.UsageError("--topic goes with a law, not with one provision.")
    if not written:
        _print((law_data.law_data if as_json else law_text.law_text)(law, library, topic), output)
        return
    _provision(law, written, as_json, output)


def _print(content: dict[str, Any] | str, output: str | None) -> None:
    streams.result(content if isinstance(content, str) else streams.as_json(content), output)


def law_named(library: Library, name: str) -> LawOnDay:
    """Return the law of an id, or of a name that one law alone has; fails with `LibraryError` naming the nearest id."""
    if name in library.law_ids:
        return library.law(name)
    folded = " ".join(name.casefold().split())
    called = [
        law
        for law in library.laws()
        if folded in {text.casefold() for text in (law.id, law.record.short_title, *law.record.citation.names)}
    ]
    return called[0] if len(called) == 1 else library.law(name)


def _known_topic(library: Library, topic: str) -> None:
    from memo.errors import Fault, InputError, Place, nearest, shown

    if topic not in library.topics:
        hint = nearest(topic, list(library.topics)) or "'memo law --topics' lists them."
        raise InputError(
            [Fault("unknown-topic", f"{shown(topic)} is no topic of the vocabulary", Place("--topic"), "", hint)]
        )


def _provision(law: LawOnDay, written: str, as_json: bool, output: str | None) -> None:
    """Print one provision; fails with `InputError` where the law has none of that number."""
    from memo.cli import law_data, law_text
    from memo.errors import Fault, InputError, Place, shown

    pinpoint = law_data.pinpoint_of(law, written)
    existence = law.existence(pinpoint)
    data = law_data.provision_data(law, pinpoint)
    name = law.record.short_title
    if existence in ("exists", "not-verifiable"):
        _print(data if as_json else law_text.provision_text(law, pinpoint), output)
        if existence == "not-verifiable":
            message = f"the library's outline of {name} is partial there; whether the provision exists was not verified"
            streams.tell_faults([Fault("not-verifiable", message, Place(f"{law.id}:{pinpoint}"), warning=True)])
        return
    if as_json:
        _print(data, output)
    nearest = law.nearest(pinpoint)
    hint = (
        f"Nearest that exists: {law.cite(nearest)} ({law.id}:{nearest})"
        if nearest
        else f"'memo law {law.id}' shows it."
    )
    if existence == "repealed":
        raise InputError(
            [
                Fault(
                    "repealed",
                    f"{name} no longer has {pinpoint}",
                    Place(f"{law.id}:{pinpoint}"),
                    "",
                    hint,
                )
            ]
        )
    message = f"{shown(written)} does not exist: {name} has no {pinpoint}"
    raise InputError([Fault("no-such-provision", message, Place(f"{law.id}:{pinpoint}"), "", hint)])
