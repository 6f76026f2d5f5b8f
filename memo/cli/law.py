"""`memo law`: the law library on a day: laws, one law, one provision, topics, decisions, what is stale."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from memo.cli import clock, options, streams

if TYPE_CHECKING:
    from memo.citation.pinpoint import Pinpoint
    from memo.errors import InputError
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
@click.option("--in-force", is_flag=True, help="Only laws that apply on the day.")
@click.option("--topics", is_flag=True, help="The vocabulary of topics instead.")
@click.option("--decisions", is_flag=True, help="Published decisions instead: all, under a law, near a provision.")
@click.option("--authority", metavar="ID", help="With --decisions: only those of this authority, such as ie-dpc.")
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
    in_force: bool,
    topics: bool,
    decisions: bool,
    authority: str | None,
    stale: bool,
    output: str | None,
) -> None:
    """Show the law library: all laws, the law ID, or one PROVISION of it, as they stand on a day.

    A provision is written as the law numbers it; "Art. 6(1)(f)" and "18, VI" are understood too.

    \b
    Examples:
      memo law
      memo law --jurisdiction DE --in-force
      memo law eu-gdpr --topic ai-training
      memo law eu-gdpr "6(1)(f)"
      memo law kr-pipa --as-of 2026-09-12
      memo law eu-gdpr "28(3)" --decisions
      memo law --topics
    """
    from memo.cli import law_data, law_text
    from memo.library.day import Library
    from memo.resources import packaged

    if topics and (law_id or stale or place or topic or decisions):
        raise click.UsageError("--topics stands alone.")
    if decisions and stale:
        raise click.UsageError("--decisions and --stale are two lists; ask for one.")
    if authority and not decisions:
        raise click.UsageError("--authority goes with --decisions.")
    if law_id and (stale or (place and not decisions)):
        raise click.UsageError("--stale and --jurisdiction go with the list of laws, not with one law.")
    if in_force and (law_id or topics or decisions or stale):
        raise click.UsageError("--in-force goes with the list of laws.")
    library = Library.open(packaged("regulations"), as_of or clock.today())
    as_json = form == "json"
    if topics:
        _print(law_data.topics_data(library) if as_json else law_text.topics_text(library), output)
        return
    if topic is not None:
        _known_topic(library, topic)
    if decisions:
        _decisions(library, (law_id, provision), (place, topic, authority), as_json, output)
        return
    if law_id is None:
        if stale:
            entries = law_data.stale_data(library, place)
            _print(entries if as_json else law_text.stale_text(entries), output)
            return
        _print((law_data.list_data if as_json else law_text.list_text)(library, place, topic, in_force), output)
        return
    law_id, _, number = law_id.partition(":")
    law = law_named(library, law_id)
    written = " ".join((number, *provision)).strip()
    if written and topic:
        raise click.UsageError("--topic goes with a law, not with one provision.")
    if not written:
        _print((law_data.law_data if as_json else law_text.law_text)(law, library, topic), output)
        return
    _provision(library, law, written, as_json, output)


def _decisions(
    library: Library,
    where: tuple[str | None, tuple[str, ...]],
    filters: tuple[str | None, str | None, str | None],
    as_json: bool,
    output: str | None,
) -> None:
    """Print the published decisions that stand under a law or near a provision and pass the filters."""
    from memo.cli import decisions as shape
    from memo.errors import Fault, InputError, Place, nearest, shown

    place, topic, authority = filters
    if authority is not None and authority not in library.authorities:
        hint = nearest(authority, list(library.authorities)) or "'memo law ID --format json' names a law's authorities."
        message = f"{shown(authority)} is the id of no authority"
        raise InputError([Fault("unknown-authority", message, Place("--authority"), "", hint)])
    law, pinpoint = None, None
    if where[0] is not None:
        law_id, _, number = where[0].partition(":")
        law = law_named(library, law_id)
        written = " ".join((number, *where[1])).strip()
        pinpoint = _meant(library, law, written) if written else None
        if pinpoint is not None and law.existence(pinpoint) not in ("exists", "not-verifiable"):
            raise _absent(law, pinpoint, written)
    found = shape.chosen(library, law, pinpoint, place, topic, authority)
    _print((shape.decisions_data if as_json else shape.decisions_text)(library, found), output)


def _print(content: dict[str, Any] | str, output: str | None) -> None:
    streams.result(content if isinstance(content, str) else streams.as_json(content), output)


def law_named(library: Library, name: str) -> LawOnDay:
    """Return the law of an id, or of a name that one law alone has.

    Fails with `LibraryError` naming the nearest id, or with `InputError`
    where the law is known by name only.
    """
    if name in library.law_ids:
        return library.law(name)
    folded = " ".join(name.casefold().split())
    called = [
        law
        for law in library.laws()
        if folded in {text.casefold() for text in (law.id, law.brief.short_title, *law.brief.citation.names)}
    ]
    if not called:
        _refuse_known_by_name(library, folded)
    return called[0] if len(called) == 1 else library.law(name)


def _refuse_known_by_name(library: Library, folded: str) -> None:
    """Fail with `InputError` where laws without a record are called so: `BDSG`, `de-bdsg`."""
    from memo.errors import Fault, InputError, Place
    from memo.library.resolve import of_place

    held = [
        f" 'memo law {law.id}' shows {law.brief.short_title}, which goes by that name too."
        for law in library.laws()
        if folded in {name.casefold() for name in law.brief.citation.shared_names}
    ]
    faults = [
        Fault(
            "not-held",
            f"the library has no record of {of_place(law)}",
            Place("law"),
            hint=f"Its text: {law.url}{''.join(held)}",
        )
        for law in library.store.elsewhere.values()
        if folded in {n.casefold() for n in (law.id, law.title, *law.names, *law.shared_names, *law.beside_numbers)}
    ]
    if faults:
        raise InputError(faults)


def _known_topic(library: Library, topic: str) -> None:
    from memo.errors import Fault, InputError, Place, nearest, shown

    if topic not in library.topics:
        hint = nearest(topic, list(library.topics)) or "'memo law --topics' lists them."
        raise InputError(
            [Fault("unknown-topic", f"{shown(topic)} is no topic of the vocabulary", Place("--topic"), "", hint)]
        )


def _meant(library: Library, law: LawOnDay, written: str) -> Pinpoint:
    """Return the provision that a person wrote as the law numbers it, or as `memo cite` reads it.

    `Art. 28 Abs. 3 lit. h` and `28.3.h` are numbers too, but only of a
    provision that the law has: nothing is guessed into being. Fails with
    `InputError`.
    """
    from memo.cli import law_data
    from memo.errors import InputError

    try:
        plain = law_data.pinpoint_of(law, written)
    except InputError:
        if cited := _cited(library, law, written):
            return cited
        raise
    exists = law.existence(plain) != "no-such-provision"
    return plain if exists else _cited(library, law, written) or plain


def _cited(library: Library, law: LawOnDay, written: str) -> Pinpoint | None:
    """Return the one provision of the law that the whole text cites, nothing where it cites another or more."""
    from memo.citation.pinpoint import parse
    from memo.library.resolve import Resolver, reader_of

    resolver = Resolver(library, reader_of(library))
    name = law.brief.short_title
    for text in (written, f"{written} {name}", f"Art. {written} {name}"):
        found = resolver.check(text)
        if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
            continue
        if found[0].law == law.id and len(found[0].provisions) == 1 and not found[0].missing:
            return parse(found[0].provisions[0])
    return None


def _provision(library: Library, law: LawOnDay, written: str, as_json: bool, output: str | None) -> None:
    """Print one provision; fails with `InputError` where the law has none of that number."""
    from memo.cli import decisions, law_data, law_text
    from memo.errors import Fault, Place

    pinpoint = _meant(library, law, written)
    existence = law.existence(pinpoint)
    data = law_data.provision_data(law, pinpoint)
    near = decisions.nearest(library, law, pinpoint)
    data["decisions"] = [decisions.decision_data(library, decision) for decision in near]
    if existence in ("exists", "not-verifiable"):
        beside = "\n".join(decisions.nearest_text(library, law, pinpoint))
        text = law_text.provision_text(law, pinpoint) + (f"{beside}\n" if beside else "")
        _print(data if as_json else text, output)
        if existence == "not-verifiable":
            name = law.record.short_title
            message = f"the library's outline of {name} is partial there; whether the provision exists was not verified"
            streams.tell_faults([Fault("not-verifiable", message, Place(f"{law.id}:{pinpoint}"), warning=True)])
        return
    if as_json:
        _print(data, output)
    raise _absent(law, pinpoint, written)


def _absent(law: LawOnDay, pinpoint: Pinpoint, written: str) -> InputError:
    """Return the refusal of a provision that the law does not have, or no longer has."""
    from memo.errors import Fault, InputError, Place, shown

    name, place = law.record.short_title, Place(f"{law.id}:{pinpoint}")
    nearest = law.nearest(pinpoint)
    hint = (
        f"Nearest that exists: {law.cite(nearest)} ({law.id}:{nearest})"
        if nearest
        else f"'memo law {law.id}' shows it."
    )
    if law.existence(pinpoint) == "repealed":
        return InputError([Fault("repealed", f"{name} no longer has {pinpoint}", place, "", hint)])
    message = f"{shown(written)} does not exist: {name} has no {pinpoint}"
    return InputError([Fault("no-such-provision", message, place, "", hint)])
