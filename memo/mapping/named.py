"""Topics that a finding names by the provision: a text that says Art. 32 GDPR is about security, whatever its words.

Only the reviewer's title and summary are asked. Impact and analysis discuss
law that the clause does not touch, and a clause names the law that its author
likes. Which provisions name a topic stands with the topic; a provision of a
law that no topic lists names a topic where it is the only one that opens with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from memo.citation.find import Found
from memo.citation.pinpoint import Pinpoint, parse
from memo.findings.model import Finding
from memo.late import late
from memo.library.records import Law
from memo.library.resolve import numbered_in, reader_of_store
from memo.library.store import Store

FIELDS = ("title", "summary")
_NUMBER = late(r"\d")


class Named(Struct, frozen=True):
    """Where a finding names a topic by a provision: the field, the citation as written, and its place in the field.

    `breached` is whether the words before it speak of a breach, or of a complaint that was upheld.
    """

    field: str
    words: str
    place: int
    breached: bool = False


def named_in(finding: Finding, store: Store) -> dict[str, Named]:
    """Return the topics that the provisions cited in title and summary name, the first citation of each.

    What the summary says was not breached is not named by the title either.
    """
    found: dict[str, Named] = {}
    spared: set[tuple[str, str]] = set()
    for field in reversed(FIELDS):
        text = getattr(finding, field) or ""
        for one, law in _citations(text, store):
            if denied(text, one.start, one.end):
                spared.update((law, pinpoint) for pinpoint in one.pinpoints)
                continue
            words = " ".join(one.text.split())
            breached = _ANY_BREACH.search(_before(text, one.start)) is not None
            for number, pinpoint in reversed(list(enumerate(one.pinpoints))):
                if (law, pinpoint) not in spared:
                    named = Named(field, words, one.start + number, breached)
                    found |= dict.fromkeys(topics_of(pinpoint, law, store), named)
    return found


def _citations(text: str, store: Store) -> Iterator[tuple[Found, str]]:
    """Yield the citations of a text that name one law held, the last one first, each with the law."""
    if _NUMBER.search(text):
        for one in reversed(list(reader_of_store(store).find(text))):
            laws = [law for law in one.laws if law in store.summaries]
            if one.code:  # the number tells which law of the code is meant
                laws = [law for law in laws if all(numbered_in(store.law(law), parse(p).root) for p in one.pinpoints)]
            if len(laws) == 1 and (one.code or (one.settled and len(one.laws) == 1)):
                yield one, laws[0]


def topics_of(written: str, law: str, store: Store) -> tuple[str, ...]:
    """Return the topics that a provision of a law names, itself or by the nearest one above it."""
    try:
        pinpoint = parse(written)
    except ValueError:
        return ()
    listed = _listed(store).get(law)
    if listed is None:
        return _only(store.law(law), pinpoint)
    lines = (Pinpoint(pinpoint.root, pinpoint.labels[:depth]) for depth in range(len(pinpoint.labels), -1, -1))
    return next((listed[line] for line in lines if line in listed), ())


@lru_cache(maxsize=4)
def _listed(store: Store) -> dict[str, dict[Pinpoint, tuple[str, ...]]]:
    """Return the topics that each provision names by the lists of topics, by law."""
    listed: dict[str, dict[Pinpoint, tuple[str, ...]]] = {}
    for topic in store.topics.values():
        for law, provisions in topic.provisions.items():
            of_law = listed.setdefault(law, {})
            for pinpoint in map(parse, provisions):
                of_law[pinpoint] = (*of_law.get(pinpoint, ()), topic.id)
    return listed


def _only(law: Law, pinpoint: Pinpoint) -> tuple[str, ...]:
    """Return the one topic that opens with a provision: by its record or the nearest above it, else by all below."""
    records = {parse(record.id): record for record in law.provisions if record.id.startswith(pinpoint.root)}
    above = max((one for one in records if pinpoint.within(one)), key=lambda one: len(one.labels), default=None)
    asked = [records[above]] if above else [record for one, record in records.items() if one.within(pinpoint)]
    opening = {each.topic for record in asked for each in record.engaged_by if each.strength == "primary"}
    return tuple(opening) if len(opening) == 1 else ()


# --- what was not breached ----------------------------------------------------------

_FAR = 160
"""Signs on either side of a citation that are asked."""
_TURN = late(
    r"[.;!?](?=\s+[^\W\d_a-z])"
    r"|\b(?:but|however|yet|though|although|whereas|while|except|mais|aber|jedoch|sondern|pero|sino|mas|porém)\b"
)
"""Where what was said before has no say on what follows."""
_UP_TO_THREE = r"(?:(?!and\b|thus\b|thereby\b|which\b|so\b|hence\b)[\w’'-]+\s+){0,3}"
_BREACHED = r"(?:(?<!data )(?<!security )(?<!privacy )breach|violat|infring|contraven|contrary|offen[dc])\w*"
"""A breach of law: one of data or of security breaches none by itself."""
_NOT_BREACHED = late(
    rf"(?i)\b(?:no|not|nor|neither|never|without)\s+{_UP_TO_THREE}{_BREACHED}"
    rf"|\bkeine?[nrms]?\s+{_UP_TO_THREE}(?:verst(?:o|ö)(?:ß|ss)|verletzung)"
    rf"|\b(?:aucune?|pas)\s+{_UP_TO_THREE}(?:manqu|viol|méconn|contrair)"
    rf"|\b(?:no|não|ninguna|nenhuma)\s+{_UP_TO_THREE}(?:infra|infring|vulner|viol|contrari|contrári)"
    r"|\b(?:dismiss|reject)\w*\s+(?:the|his|her|their|a)\s+complaint\b"
    r"|\b(?:unlike|other than|as opposed to|in contrast to|rather than|anders als|contrairement à|a diferencia de)"
    r"\s+(?:[\w’']{1,6}\s+)?$"
)
_ANY_BREACH = late(
    rf"(?i){_BREACHED}|verst(?:o|ö)(?:ß|ss)|verletz|manqu|viol|méconn|infra[cç]|vulner|\b(?:uph[eo]ld|grant|allow)\w*"
)
_OBSERVED = late(
    r"(?<!not )(?<!n't )\b(?:compl(?:ied|ies|iant|y)|in (?:line|accordance|compliance|conformity)"
    r"|consistent|compatible)\s+with\b"
)
_UNKEPT = late(
    r"(?:\b(?:not|nor|never|without|fail\w*|refus\w*|duty|obligations?|obliged|order\w*|requir\w*|must|had|should)\b|n't)"
    r"[^.;]{0,90}$"
)
"""What stands before `comply with` where nothing was complied with."""
_DENIED_AFTER = late(
    # nothing positive between: "was breached, Art. 32 was not" speaks of another
    rf"^(?:(?!{_BREACHED}|\b(?:was|were|is|are)\s+(?!not\b|never\b|complied|observed|respected))[^.;]){{0,60}}?"
    rf"\b(?:(?:was|were|is|are|been|did|does|do)\s+(?:not|never)\s+(?:been\s+)?(?:{_BREACHED}|appl\w+|at issue"
    r"|found|established|shown|proven)"
    r"|(?<!not )(?<!not been )(?:complied with|observed|respected)\b|nicht (?:verletzt|verstoßen)|eingehalten)"
    r"|^[^.;]{0,20}?위반하지 않"
)


_DONE = late(
    r"\b(?:notified|notification|reported|informed|appointed|designated|carried out|conducted|kept|maintained)"
    r"\b[^.;]{0,120}\b(?:under|pursuant to|as per|per|according to|in accordance with|as required by|pertaining to)"
    r"\s+(?:the\s+)?$"
)
"""What stands before a provision under which somebody acted: a breach of security was reported under Art. 33."""
_NOT_SO = late(
    r"\b(?:not|nor|never|without|fail\w*|refus\w*|duty|obligations?|obliged|order\w*|requir\w*|must|should)\b|n't"
    r"|\b(?:late|later|delay\w*|after|only|belated\w*|days|weeks|months|incomplete|unlawful\w*)\b|\b72\b"
)
"""What says that it was not done, or not in time."""


def denied(text: str, start: int, end: int) -> bool:
    """Return whether the words beside a citation, in its sentence, say that it was not breached or is observed.

    >>> text = "The court saw no breach of Art. 32 GDPR. The firm did not comply with Art. 33 GDPR."
    >>> [denied(text, at, at + 12) for at in (text.index("Art. 32"), text.index("Art. 33"))]
    [True, False]
    >>> text = "It reported the leak under Art. 33 GDPR. It reported another too late under Art. 33 GDPR."
    >>> [denied(text, at, at + 12) for at in (text.index("Art. 33"), text.rindex("Art. 33"))]
    [True, False]
    """
    before = _before(text, start)
    said = list(_NOT_BREACHED.finditer(before))
    if said and not _ANY_BREACH.search(before, said[-1].end()):  # the last breach that is spoken of is the denied one
        return True
    kept = list(_OBSERVED.finditer(before))
    if kept and not _UNKEPT.search(before[: kept[-1].start()]):
        return True
    after = text[end : end + _FAR]
    turn = _TURN.search(after)
    after = after[: turn.start()] if turn else after
    if _DONE.search(before) and not _NOT_SO.search(before) and not _NOT_SO.search(after):
        return True
    return _DENIED_AFTER.search(after) is not None


def _before(text: str, start: int) -> str:
    """Return what stands before a citation in its sentence, since the last turn."""
    before = text[max(0, start - _FAR) : start]
    turns = [match.end() for match in _TURN.finditer(before)]
    return before[turns[-1] :] if turns else before
