"""The names of laws, filed by the word with which they begin: made once of what the records give, and kept compiled.

Thousands of names are written in several ways each; a command that reads one
citation would otherwise spend more time on filing them than on reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from memo.citation.acts import CODE, EU_ACT, KIND_OF, NATIONAL_ACT, code_key, names_code
from memo.citation.naming import Naming
from memo.late import late

_ACRONYM = late(r"[A-Z]{4,6}")
"""Capitals that texts also write with full stops, `G.D.P.R.`."""
_HEAD = late(r"[^\W\d_]+|\d+")


class Filed(Struct, frozen=True, array_like=True):
    """Every name and number by which a text may mean a law."""

    owners: dict[str, tuple[str, ...]]
    """The laws of each name, by its key."""
    shared: tuple[str, ...]
    """Keys of names that settle nothing by themselves."""
    beside: tuple[str, ...]
    """Keys of names that are no citation by themselves."""
    acts: tuple[tuple[str, str, str], ...]
    """Kind and number of each act of the Union, and its law."""
    national: dict[str, tuple[str, str]]
    """The law of each national number, and the end of its year."""
    codes: dict[str, tuple[str, ...]]
    """For each code with a title number, the laws that are parts of it."""
    by_word: dict[str, tuple[str, ...]]
    """The names that begin with a word."""
    foreign: tuple[str, ...]
    """Names in scripts that do not part words by spaces."""
    spellings: dict[str, str]
    """How a name is written, by its key."""
    parts_of_codes: tuple[str, ...]
    """The laws that share the name of a code."""


def key_of(name: str) -> str:
    """Return what all spellings of a name have in common.

    >>> key_of("C.R.S."), key_of("Kid’s  Act")
    ('crs', "kid's act")
    """
    return " ".join(name.replace("’", "'").replace("‑", "-").replace(".", "").split()).casefold()


def filed(namings: Iterable[Naming]) -> Filed:
    """Return the names of laws, filed."""
    namings = tuple(namings)
    owners: dict[str, dict[str, None]] = {}
    shared: dict[str, None] = {}
    beside: dict[str, None] = {}
    acts: dict[tuple[str, str], str] = {}
    national: dict[str, tuple[str, str]] = {}
    codes: dict[str, dict[str, None]] = {}
    spelt: dict[str, None] = {}
    for naming in namings:
        for name in (*naming.names, *naming.shared_names, *naming.beside_numbers):
            owners.setdefault(key_of(name), {})[naming.law] = None
            spelt[name] = None
            act = EU_ACT.fullmatch(name)
            if act:
                acts[KIND_OF[act["kind"].casefold()], act["number"]] = naming.law
            number = NATIONAL_ACT.match(name)
            if number and "/" in name:
                national[re.sub(r"[.,]", "", number["number"])] = (naming.law, name.rpartition("/")[2][-2:])
        shared.update((key_of(name), None) for name in naming.shared_names)
        beside.update((key_of(name), None) for name in naming.beside_numbers)
        for name in naming.shared_names:
            if CODE.fullmatch(name):
                codes.setdefault(code_key(name), {})[naming.law] = None
        if naming.held:
            owners[f"{naming.law}:"] = {naming.law: None}
            spelt[f"{naming.law}:"] = None
    shared.update((key, None) for key, laws in owners.items() if len(laws) > 1)
    return Filed(
        {key: tuple(laws) for key, laws in owners.items()},
        tuple(shared),
        tuple(beside),
        tuple((*act, law) for act, law in acts.items()),
        national,
        {code: tuple(laws) for code, laws in codes.items()},
        _by_word(spelt),
        tuple(name for name in spelt if name[0] > "\u02af"),
        {key_of(name): name for name in spelt},
        tuple(n.law for n in namings if any(names_code(name) for name in n.shared_names)),
    )


def _by_word(spelt: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in spelt:
        # `C.R.S.` begins with `C` as it stands and with `CRS` where a style leaves the full stops out.
        if _ACRONYM.fullmatch(name):
            found.setdefault(name[0].casefold(), []).append(".".join((*name, "")))
        heads = (_HEAD.match(written) for written in (name, name.replace(".", "")))
        for head in dict.fromkeys(head[0].casefold() for head in heads if head):
            found.setdefault(head, []).append(name)
    return {word: tuple(names) for word, names in found.items()}
