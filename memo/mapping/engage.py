"""Which provisions a finding engages, why, how strongly, and which laws it does not reach.

Longer than the house's measure: the values of a mapping and the one chain that
makes them, from scope to restraint, are read together or not understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from memo.audit import AuditedCitation, CitationAudit
from memo.citation.pinpoint import Pinpoint, parse
from memo.findings.model import Finding, FindingSet
from memo.language.words import N_
from memo.late import late
from memo.library.day import LawOnDay, Library, Standing
from memo.library.records import Engagement, Provision, Strength
from memo.mapping.idle import Idle
from memo.mapping.kinds import in_sector, names_consumers, signs_of
from memo.mapping.matter import heard_of_data, of_works
from memo.mapping.named import FIELDS, denied, topics_of
from memo.mapping.outside import at_work
from memo.mapping.scope import ScopeResult, applies, condition_holds, places_of, scope_of, wider_than
from memo.mapping.topics import ReadTopic, SetAside, leading, reading_of
from memo.mapping.voice import Voice
from memo.places import parents, touches

MOST_PRIMARY = 3
"""Provisions of one law that open its part of the memo for a finding, or one more than its topics."""
MOST_SUPPORTING = 1
FEW_PRIMARY = 1
"""Primary provisions up to which a law also prints what only supports; beside more, counsel would not cite it."""
MOST_LEADING = 8
"""Laws that one finding sets out in full; a memo that sets out every law of the world is read by nobody."""
MANY_LAWS = 6
"""Leading laws of a finding from which each is given one primary provision less."""

OF_THE_MATTER = 2
"""Topics, the best read, on one of which special law opens where it stands before the general law."""

WHERE_NONE_IS_NAMED = ("EU", "US-CA", "GB")
"""The places whose law comes first where neither the people's place nor a party's is named: vendors write their terms
for these before all others, and a reader who has not said more looks for them first."""

SILENT = "holds no annotated provision on what the finding is about."
"""How the reason of a law ends that applies and says nothing."""

STATED = ("citations", "analysis")
"""Fields whose citations the reviewer puts forward: each is kept, whatever the library engages."""
MENTIONING = (*FIELDS, "impact")
"""Fields whose citations are joined to what is engaged, but for those they deny.

They add to it where they name a topic, and those of `FIELDS` where their law
has nothing engaged: what a court cites on its own powers engages nothing.
"""

Basis = Literal["cited", "mapped", "both"]


class Match(Struct, frozen=True):
    """One finding engaging one provision, with its reason.

    `at` are the narrower provisions that a cited one is engaged through;
    `topic` and `evidence` are what of the finding led there.
    """

    law: str
    provision: str
    basis: Basis
    strength: Strength
    reason: str
    status: Standing
    applies_from: date
    subject: str
    gist: str = ""
    counter: str = ""
    topic: str = ""
    evidence: str = ""
    at: tuple[str, ...] = ()
    record: str = ""
    verified: bool = True
    note: str = ""
    """What the record says about the day from which the provision applies."""


class NotEngaged(Struct, frozen=True):
    """A law that was considered for a finding and does not reach it, with the reason.

    `ground` is `scope` where place or day keeps it out, `kind` where it is
    made for other people or another sector than the file shows, `exempt`
    where it leaves out the client or the people, `subject` where it applies
    but says nothing on what the finding is about, `beside` where it would
    only have supported another law of the same place, or is the law of a part
    of a place that is named as a whole.
    """

    law: str
    reason: str
    ground: Literal["scope", "kind", "exempt", "subject", "beside"]
    cited: bool = False
    cautions: tuple[str, ...] = ()


class LawScope(Struct, frozen=True):
    """Why a law reaches a finding, and on what assumptions."""

    law: str
    reason: str
    assumptions: tuple[str, ...]


class MappedFinding(Struct, frozen=True, dict=True):
    """A finding with its topics and matches; `unmapped` where no law in the library answers it."""

    finding: Finding
    places: tuple[str, ...]
    topics: tuple[ReadTopic, ...]
    matches: tuple[Match, ...]
    not_engaged: tuple[NotEngaged, ...]
    scopes: tuple[LawScope, ...]
    further: tuple[tuple[str, str], ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    idle: Idle | None = None
    """Why no topic was read although some are likely."""

    @property
    def unmapped(self) -> bool:
        return not self.matches

    @cached_property
    def laws(self) -> tuple[str, ...]:
        """The laws engaged; those with a primary provision come first."""
        return tuple(dict.fromkeys(match.law for match in self.matches))

    @cached_property
    def leading_laws(self) -> tuple[str, ...]:
        """The laws the memo sets out, at most `MOST_LEADING`: those with a primary or a cited provision.

        Where none has one, all; where too many have, the cited ones and those with most to say, or, where no place is
        named and every law of the world applies, those that come first.
        """
        leading = {m.law for m in self.matches if m.strength == "primary" or m.basis != "mapped"} or set(self.laws)
        weight = {law: sum(2 if m.strength == "primary" else 1 for m in self.of_law(law)) for law in leading}
        cited = {m.law for m in self.matches if m.basis != "mapped"}
        order = {law: number for number, law in enumerate(self.laws)}
        ranked = sorted(leading, key=lambda law: (law not in cited, -weight[law] if self.places else 0, order[law]))
        chosen = set(ranked[: max(MOST_LEADING, len(cited))])
        return tuple(law for law in self.laws if law in chosen)

    @property
    def minor_laws(self) -> tuple[str, ...]:
        """The laws the memo names in one line each: all that do not lead."""
        leading = self.leading_laws
        return tuple(law for law in self.laws if law not in leading)

    def printed(self) -> tuple[Match, ...]:
        """The matches the memo prints: all of the leading laws, of each minor law the best."""
        minor = {law: self.of_law(law)[0] for law in self.minor_laws}
        return tuple(m for m in self.matches if m.law not in minor or m is minor[m.law])

    def of_law(self, law: str) -> tuple[Match, ...]:
        return tuple(match for match in self.matches if match.law == law)


class Mapping(Struct, frozen=True):
    """The mapping of a whole review."""

    findings: tuple[MappedFinding, ...]
    audit: CitationAudit


def map_findings(findings: FindingSet, library: Library, audit: CitationAudit) -> Mapping:
    """Map every finding; a pure function of its three frozen arguments."""
    work = _Work.of(findings, library)
    cited: dict[str, list[AuditedCitation]] = {}
    for entry in audit.entries:
        cited.setdefault(entry.finding, []).append(entry)
    return Mapping(tuple(_map_one(work, finding, cited.get(finding.id, ())) for finding in findings.findings), audit)


class _Hearer(Struct, frozen=True):
    """A law on the day, with what each finding asks of it."""

    law: LawOnDay
    id: str
    topics: frozenset[str]
    opening: frozenset[str]
    of_data: bool
    """Made for personal data alone."""
    reads_words: bool
    """Its scope reads the finding's words."""


class _Filed(Struct, frozen=True):
    """An engagement of a provision, with all that does not change from finding to finding."""

    provision: Provision
    engagement: Engagement
    standing: Standing
    asks: int
    """0 where words are asked for: what asks for more fits better; -1 for what leads all the same."""
    place: int
    """Where the topic stands in the provision's record: what stands first is what the provision is about."""


Facts = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], bool, str]
"""What of a finding the scope of laws hangs on: its places, its jurisdictions, its people, whether it names consumers,
and what shows that it is about people at work."""


class _Work(Struct, frozen=True):
    """What all findings of one review share, scope tests among it: most findings concern the same people."""

    findings: FindingSet
    library: Library
    laws: tuple[_Hearer, ...]
    hearing: dict[str, list[int]]
    """The laws that hear a topic, by number."""
    numbers: dict[str, int]
    scopes: dict[tuple[object, ...], ScopeResult] = field(default_factory=dict)
    by_topic: dict[str, dict[str, list[_Filed]]] = field(default_factory=dict)
    silent: dict[tuple[Facts, bool], list[tuple[int, NotEngaged]]] = field(default_factory=dict)

    @classmethod
    def of(cls, findings: FindingSet, library: Library) -> _Work:
        """Return the work on a review, its laws filed by the topics they hear."""
        laws = tuple(
            _Hearer(
                law,
                law.id,
                frozenset(law.brief.topics),
                frozenset(law.brief.opening_topics),
                law.brief.scope.matter == "personal-data",
                any(test.signs for test in law.brief.scope.thresholds),
            )
            for law in library.laws()
        )
        hearing: dict[str, list[int]] = {}
        for number, hearer in enumerate(laws):
            for topic in hearer.topics:
                hearing.setdefault(topic, []).append(number)
        return cls(findings, library, laws, hearing, {hearer.id: number for number, hearer in enumerate(laws)})

    def scope(self, hearer: _Hearer, finding: Finding, facts: Facts) -> ScopeResult:
        """Return a law's scope, tested once for findings that show it the same."""
        signs = signs_of(hearer.law, finding) if hearer.reads_words else ()
        key = (hearer.id, facts, signs)
        if key not in self.scopes:
            self.scopes[key] = scope_of(hearer.law, self.findings, finding, facts[-1])
        return self.scopes[key]

    def saying_nothing(self, finding: Finding, facts: Facts, any_topic: bool) -> list[tuple[int, NotEngaged]]:
        """Return each law, with its number, that applies whatever a finding says, and what is said where it is deaf."""
        key = (facts, any_topic)
        if key not in self.silent:
            self.silent[key] = [
                (number, _silent(hearer, any_topic, False))
                for number, hearer in enumerate(self.laws)
                if not hearer.reads_words and applies(hearer.law, self.findings, finding)
            ]
        return self.silent[key]

    def engagements(self, law: LawOnDay) -> dict[str, list[_Filed]]:
        """Return a law's engagements by topic, in the order of its provisions."""
        if law.id not in self.by_topic:
            filed: dict[str, list[_Filed]] = {}
            for provision in law.record.provisions:
                standing = law.standing_of(provision)
                if standing != "repealed" and provision.engaged_by:
                    names = [engagement.topic for engagement in provision.engaged_by]
                    for engagement in provision.engaged_by:
                        asks = -1 if engagement.leads else 0 if engagement.when and engagement.when.signs else 1
                        place = names.index(engagement.topic)
                        entry = _Filed(provision, engagement, standing, asks, place)
                        filed.setdefault(engagement.topic, []).append(entry)
            self.by_topic[law.id] = filed
        return self.by_topic[law.id]


_OF_PEOPLE = frozenset({"children"})
"""Kinds of people that are topics as well: a finding on children shows the topic to what asks for it."""


def _map_one(work: _Work, finding: Finding, audited: Iterable[AuditedCitation]) -> MappedFinding:
    library = work.library
    reading = reading_of(finding, library.store, work.findings.review.topics_by)
    topics = reading.topics
    of_data = heard_of_data(finding, topics, library.topics)
    places = places_of(work.findings, finding)
    main = leading(topics, finding)
    facts = (places, finding.jurisdictions, finding.people, names_consumers(finding), at_work(finding, main))
    led = frozenset(topic.topic for topic in main)
    plain = frozenset(topic.topic for topic in topics) | _OF_PEOPLE.intersection(finding.people)
    of_law = _by_law(audited, STATED)
    said = [entry for entry in audited if entry.field in MENTIONING and not _denied(entry, finding)]
    told, mentioned = _by_law(said, FIELDS), _by_law(said, MENTIONING)
    asked = {number for topic in topics for number in work.hearing.get(topic.topic, ())}
    asked.update(work.numbers[law_id] for law_id in (*of_law, *told) if law_id in work.numbers)
    candidates: dict[str, list[Match]] = {}
    scopes: dict[str, LawScope] = {}
    not_engaged = [entry for number, entry in work.saying_nothing(finding, facts, bool(topics)) if number not in asked]
    for hearer in map(work.laws.__getitem__, sorted(asked)):
        law = hearer.law
        cited, says, beside = (_cited(by_law.get(hearer.id, ())) for by_law in (of_law, told, mentioned))
        heard = _heard(hearer, topics, of_data)
        scope = work.scope(hearer, finding, facts)
        if scope.if_cited and (cited or says):
            scope = scope.if_cited
        if not scope.applies:
            if cited or says or any(topic.topic in hearer.opening for topic in leading(heard, finding)):
                not_engaged.append(_out_of_scope(law, scope, cited or says))
            continue
        saved = scope.exempt and scope.save and not cited and not says
        if scope.open and not saved and not cited and not says:
            if any(topic.topic in hearer.opening for topic in heard):
                not_engaged.append(NotEngaged(law.id, scope.open, "exempt" if scope.exempt else "kind"))
            continue
        present = plain.union(scope.shows)
        found: list[Match] = []
        if cited or heard or beside:  # else its record need not be opened
            found = _engaged(work, law, finding, places, topics, heard, led, present, cited, beside)
        if not found and says:  # no topic leads there, and a law that the finding says was breached is not left out
            found = _engaged(work, law, finding, places, topics, heard, led, present, says, ())
        if saved:
            found = [match for match in found if match.provision in scope.save]
            if not found:
                not_engaged.append(NotEngaged(law.id, scope.open, "exempt"))
                continue
        if found:
            if work.findings.client.role == "consumer":
                found = [_to_a_consumer(law, match) for match in found]
            candidates[law.id] = [_not_leading(match) for match in found] if scope.doubtful else found
            scopes[law.id] = LawScope(law.id, scope.reason, scope.assumptions)
        else:
            deaf = not heard and any(topic.topic in hearer.topics for topic in topics)
            works = deaf and of_works(finding, topics)
            not_engaged.append(_silent(hearer, bool(topics), deaf, works))
    for entry in _beside(candidates, places, library):
        del candidates[entry.law], scopes[entry.law]
        not_engaged.append(entry)
    matches: list[Match] = []
    further: list[tuple[str, str]] = []
    fewer = sum(any(m.strength == "primary" for m in found) for found in candidates.values()) > MANY_LAWS
    for law_id, found in candidates.items():
        opening = {match.topic for match in found if match.strength == "primary"}
        kept, rest = _restrained(found, max(MOST_PRIMARY, len(opening) + 1) - fewer, MOST_SUPPORTING)
        matches += kept
        further += [(law_id, provision) for provision in rest]
    order = {law: number for number, law in enumerate(_law_order(matches, topics, places, work.findings, library))}
    matches.sort(key=lambda m: (m.strength != "primary", order[m.law]))
    not_engaged.sort(key=lambda entry: entry.law)
    return MappedFinding(
        finding,
        places,
        topics,
        tuple(matches),
        tuple(not_engaged),
        tuple(scopes.values()),
        tuple(further),
        reading.set_aside,
        reading.quiet,
    )


def _heard(hearer: _Hearer, topics: tuple[ReadTopic, ...], of_data: tuple[ReadTopic, ...]) -> tuple[ReadTopic, ...]:
    """Return the topics that a law hears: a law on personal data only those that can be matters of data."""
    return tuple(topic for topic in (of_data if hearer.of_data else topics) if topic.topic in hearer.topics)


def _to_a_consumer(law: LawOnDay, match: Match) -> Match:
    """Return a match in words for a consumer: the client of a reason is a business that uses the vendor, and not she.

    The counter-consideration that the law protects consumers only is not put to one.
    """
    engagements = law.annotated[match.record].engaged_by if match.record else ()
    for_business = {engagement.counter for engagement in engagements if engagement.counter_for == "business"}
    counter = "" if match.counter in for_business else _CLIENT.sub(_a_business_client, match.counter, count=1)
    return replace(match, reason=_CLIENT.sub(_a_business_client, match.reason, count=1), counter=counter)


_CLIENT = late(r"\b(?P<article>[Tt]he) client(?=\b(?! (?:or|and) user))")


def _a_business_client(found: re.Match[str]) -> str:
    return "A business client" if found["article"] == "The" else "a business client"


@lru_cache(maxsize=16_384)
def _order(provision: str) -> tuple[object, ...]:
    """Return where a provision stands among others; the same few thousand are sorted for every finding."""
    return parse(provision).order


def _not_leading(match: Match) -> Match:
    return replace(match, strength="supporting") if match.basis == "mapped" else match


def _beside(candidates: dict[str, list[Match]], places: tuple[str, ...], library: Library) -> list[NotEngaged]:
    """Return the laws that only support where other law is named for their place, and why each is left out.

    Of two laws that speak to a clause counsel names the one that opens with it,
    and of a country named as a whole its own law, not that of each of its
    parts; but for the parts that stand for it. What the reviewer cites always
    stays, and so does a country's law beside that of one of its parts.
    """
    briefs = {law: library.law(law).brief for law in candidates}
    led = {law for law, found in candidates.items() if any(m.strength == "primary" for m in found)}
    assumed = {law: wider_than(brief.jurisdiction, places) for law, brief in briefs.items()}

    def above(law: str, laws: Collection[str]) -> set[str]:
        lies_in = parents(briefs[law].jurisdiction)
        return {other for other in laws if other != law and briefs[other].jurisdiction in lies_in}

    stands = {
        law
        for law, brief in briefs.items()
        if assumed[law] and brief.scope.beside_whole and above(law, led).issubset(brief.scope.beside_whole)
    }
    out = []
    for law, found in candidates.items():
        if law in led or law in stands or any(match.basis != "mapped" for match in found):
            continue
        named = (other for other in candidates if other in stands or not assumed[other])
        if assumed[law] and any(
            touches(place, briefs[other].jurisdiction) for other in named for place in assumed[law]
        ):
            out.append(_of_a_part(library.law(law), found[0], assumed[law]))
        elif above(law, led):
            out.append(_only_beside(library.law(law), found[0]))
    return out


def _only_beside(law: LawOnDay, best: Match) -> NotEngaged:
    reason = law.words.say(
        "{law} speaks to such a clause only beside other law of the same place that opens with it; see {where}.",
        law=law.short_title,
        where=law.cite(best.provision),
    )
    return NotEngaged(law.id, reason, "beside")


def _of_a_part(law: LawOnDay, best: Match, whole: tuple[str, ...]) -> NotEngaged:
    voice = Voice(law)
    reason = voice.say(
        "The file names {places} as a whole and nobody in {place}; {law} speaks to such a clause too, see {where}.",
        places=voice.named(whole),
        place=voice.named((law.brief.jurisdiction,)),
        law=law.short_title,
        where=law.cite(best.provision),
    )
    return NotEngaged(law.id, reason, "beside")


_Place = tuple[int, bool, int, bool, str]
"""The order of a law: its place, how much it says, and of two that say as much first that of the client's sector."""


def _law_order(
    matches: list[Match],
    topics: tuple[ReadTopic, ...],
    places: tuple[str, ...],
    findings: FindingSet,
    library: Library,
) -> list[str]:
    """Return the laws by the reviewer's order of places, at one place the law that says most first, today before later.

    Where no place is named, those of the client's and the vendor's place lead, then those of the usual places; laws
    of parts of other countries come last. A law that carries out a directive stands before it at the same place, and so
    does special law before the general law beside which it is made; a general rule for what no law names stands last.
    """
    weight: dict[str, int] = {}
    today = {match.law for match in matches if match.strength == "primary" and match.status == "in-force"}
    for match in matches:
        says = (4 if match.law in today else 2) if match.strength == "primary" else 1
        weight[match.law] = weight.get(match.law, 0) + says
    likely = (*findings.client.established_in, *findings.vendor.established_in, *WHERE_NONE_IS_NAMED)

    def key(law: str) -> _Place:
        brief = library.law(law).brief
        region = brief.jurisdiction
        general = not any(in_sector(findings, test.sectors) for test in brief.scope.thresholds)
        if places:
            at = next((n for n, place in enumerate(places) if touches(place, region)), len(places))
            return (at, brief.scope.residual, -weight[law], general, law)
        at = next((n for n, place in enumerate(likely) if region in parents(place)), len(likely))
        return (at, brief.scope.residual or (at == len(likely) and "-" in region), -weight[law], general, law)

    order = _national_first(sorted(weight, key=key), key, library)
    return _special_first(order, matches, frozenset(topic.topic for topic in topics[:OF_THE_MATTER]), key, library)


def _special_first(
    order: list[str],
    matches: list[Match],
    of_the_matter: frozenset[str],
    key: Callable[[str], _Place],
    library: Library,
) -> list[str]:
    """Return laws with each that is special before its general one, where it opens on what the finding is about.

    With it go the laws that carry it out and open on a topic of its: § 25 TDDDG stands with the ePrivacy Directive.
    """
    related = {law: {(r.relation, r.law) for r in library.law(law).record.relations} for law in order}
    opened: dict[str, set[str]] = {law: set() for law in order}
    for match in matches:
        if match.strength == "primary":
            opened[match.law].add(match.topic)
    for special in tuple(order):
        at = key(special)[0]
        general = {law for law in order if ("special-to", law) in related[special] and key(law)[0] == at}
        first = next((n for n, law in enumerate(order) if law in general), None)
        if first is None or not opened[special] & of_the_matter:
            continue
        heard = set(library.law(special).brief.topics)
        beside = {law for law in order if ("implements", special) in related[law] and opened[law] & heard}
        moved = [law for law in order[first:] if law in {special, *beside} and key(law)[0] == at]
        order = [*order[:first], *moved, *(law for law in order[first:] if law not in moved)]
    return order


def _national_first(order: list[str], key: Callable[[str], _Place], library: Library) -> list[str]:
    """Return laws with each that carries out a directive before it: the directive binds nobody but by that law."""
    for law in tuple(order):
        carried_out = {
            relation.law for relation in library.law(law).record.relations if relation.relation == "implements"
        }
        first = next(
            (n for n, other in enumerate(order) if other in carried_out and key(other)[0] == key(law)[0]), None
        )
        if first is not None and first < order.index(law):
            order.remove(law)
            order.insert(first, law)
    return order


def _by_law(audited: Iterable[AuditedCitation], fields: Collection[str]) -> dict[str, list[AuditedCitation]]:
    """Return the citations of some fields that stand for a law, by law."""
    found: dict[str, list[AuditedCitation]] = {}
    for entry in audited:
        if entry.checked.law is not None and entry.field in fields:
            found.setdefault(entry.checked.law, []).append(entry)
    return found


def _denied(entry: AuditedCitation, finding: Finding) -> bool:
    return denied(getattr(finding, entry.field) or "", entry.checked.start, entry.checked.end)


def _cited(of_law: Iterable[AuditedCitation]) -> tuple[Pinpoint, ...]:
    """Return the provisions of one law that the reviewer cites and that exist."""
    found = [
        parse(provision)
        for entry in of_law
        for provision in entry.checked.provisions
        if provision not in entry.checked.missing
    ]
    return tuple(dict.fromkeys(found))


def _out_of_scope(law: LawOnDay, scope: ScopeResult, cited: tuple[Pinpoint, ...]) -> NotEngaged:
    reason = scope.reason
    if cited:
        reason += " " + law.words.say(
            "The reviewer cites {law}; the citation exists, but the law does not reach this finding.",
            law=law.short_title,
        )
    return NotEngaged(law.id, reason, "scope", bool(cited), scope.cautions)


def _silent(hearer: _Hearer, any_topic: bool, deaf: bool, works: bool = False) -> NotEngaged:
    """Return why a law that applies is not engaged; `deaf` where it speaks to a topic and may not hear it."""
    if works:
        reason = N_("{law} applies by place, but the finding is about works in training and names no personal data.")
    elif not any_topic:
        reason = N_("{law} applies by place, but no topic could be read from the finding's text.")
    elif deaf:
        reason = N_("{law} applies by place, but the finding is about a term of contract and names no personal data.")
    else:
        reason = N_("{law} applies by place, but holds no annotated provision on what the finding is about.")
    return NotEngaged(hearer.id, hearer.law.words.say(reason, law=hearer.law.short_title), "subject")


# --- one law ------------------------------------------------------------------


def _engaged(
    work: _Work,
    law: LawOnDay,
    finding: Finding,
    places: tuple[str, ...],
    topics: tuple[ReadTopic, ...],
    heard: tuple[ReadTopic, ...],
    led: frozenset[str],
    present: frozenset[str],
    cited: tuple[Pinpoint, ...],
    mentioned: tuple[Pinpoint, ...],
) -> list[Match]:
    rank = {topic.topic: number for number, topic in enumerate(topics)}
    filed = work.engagements(law)
    held: dict[str, tuple[_Key, _Filed]] = {}
    for topic in heard:
        leads, at = topic.topic in led, rank[topic.topic]
        for entry in filed.get(topic.topic, ()):
            opens = leads and entry.engagement.strength == "primary"
            if (leads or entry.engagement.strength == "primary") and condition_holds(
                entry.engagement.when, work.findings, places, present, finding
            ):
                key = (0 if opens else 1, at, entry.asks, entry.place if opens else 0)
                before = held.get(entry.provision.id)
                if before is None or _own(key) < _own(before[0]):
                    held[entry.provision.id] = (key, entry)
    mentioned = tuple(
        one
        for one in mentioned
        if one not in cited
        and (any(one.meets(parse(name)) for name in held) or topics_of(str(one), law.id, work.library.store))
    )
    if not cited and not mentioned:
        ranked = sorted(held.values(), key=lambda pair: (pair[0], _order(pair[1].provision.id)))
        return _by_turns([_match(law, entry, key[0] == 0, topics[key[1]]) for key, entry in ranked])
    matches = {name: _match(law, entry, key[0] == 0, topics[key[1]]) for name, (key, entry) in held.items()}
    keys = {name: key for name, (key, _) in held.items()}
    for pinpoint in sorted(dict.fromkeys((*cited, *mentioned)), key=lambda one: -len(one.labels)):
        _join_citation(law, pinpoint, matches, keys, topics)
    return _by_turns(
        sorted(
            matches.values(),
            key=lambda m: (m.strength != "primary", m.basis == "mapped", keys[m.provision], _order(m.provision)),
        )
    )


def _by_turns(ordered: list[Match]) -> list[Match]:
    """Return what opens with each topic's first provision before any topic's second: none is crowded out by another."""
    turn: dict[str, int] = {}
    turns: dict[str, int] = {}
    for match in ordered:
        if match.strength == "primary" and match.basis == "mapped":
            turns[match.provision] = turn[match.topic] = turn.get(match.topic, 0) + 1
    return sorted(ordered, key=lambda m: (m.strength != "primary", m.basis == "mapped", turns.get(m.provision, 0)))


_Key = tuple[int, int, int, int]
"""The order of an engagement: what opens first, then the topic's rank, then what the words ask for, then its place."""


def _own(key: _Key) -> tuple[int, bool, _Key]:
    """Return the same for the engagements of one provision: where it leads on a topic, that is its own."""
    return key[0], key[2] >= 0, key


def _match(law: LawOnDay, entry: _Filed, opens: bool, topic: ReadTopic) -> Match:
    provision, engagement = entry.provision, entry.engagement
    return Match(
        law=law.id,
        provision=provision.id,
        basis="mapped",
        strength="primary" if opens else "supporting",
        reason=engagement.because,
        status=entry.standing,
        applies_from=provision.applies_from,
        subject=provision.subject,
        gist=provision.gist,
        counter=engagement.counter or "",
        topic=topic.topic,
        evidence=topic.evidence,
        record=provision.id,
        verified=provision.verified is not None,
        note=provision.applies_note or "",
    )


def _join_citation(
    law: LawOnDay,
    pinpoint: Pinpoint,
    matches: dict[str, Match],
    keys: dict[str, _Key],
    topics: tuple[ReadTopic, ...],
) -> None:
    """Mark a mapped provision as cited, or add the cited one with an honest reason.

    A cited article stands for the mapped provision below it that bites most;
    a cited point stands under the mapped provision above it. Where an article
    and its point are cited, the point stands for both.
    """
    name = str(pinpoint)
    if name in matches:
        matches[name] = replace(matches[name], basis="both")
        return
    related = [m for m in matches if pinpoint.meets(parse(m))]
    if any(matches[m].basis == "both" and parse(m).within(pinpoint) for m in related):
        return  # the narrower one, cited too, says the same with the same reason
    related.sort(key=lambda m: (matches[m].strength != "primary", keys[m]))
    absorbed = [m for m in related if matches[m].basis == "mapped"]
    if related:
        best = matches[related[0]]
        below = parse(best.provision).within(pinpoint)
        if absorbed and absorbed[0] == related[0]:
            del matches[related[0]]
        matches[name] = replace(best, provision=name, basis="both", at=(best.provision,) if below else ())
        keys[name] = keys[related[0]]
        return
    matches[name] = _cited_only(law, pinpoint, topics)
    keys[name] = (2, len(topics), 1, 0)


def _cited_only(law: LawOnDay, pinpoint: Pinpoint, topics: tuple[ReadTopic, ...]) -> Match:
    """Return the match of a provision that only the reviewer names, with what speaks for the use and what does not."""
    record = law.governing(pinpoint) or next(
        (p for p in law.of_root(pinpoint.root) if parse(p.id).within(pinpoint)), None
    )
    near = _unmet(law, pinpoint, topics)
    if near is not None:
        record, engagement, topic = near
        reason = law.words.say(
            "Cited by the reviewer. {because} The library engages it on such a clause only "
            "where the finding shows more than it does here; counsel should confirm the use.",
            because=_sentence(engagement.because),
        )
    else:
        engagement, topic = None, None
        subject = record.subject if record else law.heading(pinpoint)
        say = law.words.say
        nothing = (
            N_(
                "The library would not have engaged it: nothing in the finding's text shows that it bears on "
                "this clause; counsel should confirm the use."
            )
            if topics
            else N_(
                "The library would not have engaged it: no topic could be read from the finding's text; "
                "counsel should confirm the use."
            )
        )
        said = [say("Cited by the reviewer and it exists.")]
        said += [say("Its subject is {subject}.", subject=_lower(subject))] if subject else []
        reason = " ".join([*said, say(nothing)])
    return Match(
        law=law.id,
        provision=str(pinpoint),
        basis="cited",
        strength="supporting",
        reason=reason,
        status=law.standing_at(pinpoint),
        applies_from=law.applies_from(pinpoint),
        subject=record.subject if record else law.heading(pinpoint),
        gist=record.gist if record else "",
        counter=(engagement.counter or "") if engagement else "",
        topic=topic.topic if topic else "",
        evidence=topic.evidence if topic else "",
        record=record.id if record else "",
        verified=record is None or record.verified is not None,
    )


def _unmet(
    law: LawOnDay, pinpoint: Pinpoint, topics: tuple[ReadTopic, ...]
) -> tuple[Provision, Engagement, ReadTopic] | None:
    """Return the record at, under or above a provision that speaks to a topic but asks for more than is shown."""
    found = [
        (number, provision, engagement, topic)
        for number, topic in enumerate(topics)
        for provision in law.of_root(pinpoint.root)
        if pinpoint.meets(parse(provision.id))
        for engagement in provision.engaged_by
        if engagement.topic == topic.topic
    ]
    if not found:
        return None
    _, provision, engagement, topic = min(found, key=lambda entry: entry[0])
    return provision, engagement, topic


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _lower(text: str) -> str:
    """Begin a heading with a small letter inside a sentence, unless its first word is a name or all have capitals."""
    first, _, rest = text.partition(" ")
    capitals = first.isupper() or any(
        word[:1].isupper() for word in rest.split() if len(word) > 3 and not word.isupper()
    )
    return text if capitals or not rest else text[0].lower() + text[1:]


def _restrained(ordered: list[Match], most_primary: int, most_supporting: int) -> tuple[list[Match], list[str]]:
    """Keep the handful that counsel would print; what the reviewer cited is never dropped."""
    kept: list[Match] = []
    further: list[str] = []
    primary = supporting = 0
    for match in ordered:
        opens = match.strength == "primary"
        if opens and primary >= most_primary and match.basis == "mapped":
            match = replace(match, strength="supporting")
        if match.strength == "primary":
            primary += 1
        elif match.basis == "mapped":
            if supporting >= most_supporting or (not opens and primary > FEW_PRIMARY):
                further.append(match.provision)
                continue
            supporting += 1
        kept.append(match)
    kept.sort(key=lambda m: m.strength != "primary")
    return kept, further
