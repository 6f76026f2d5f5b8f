"""Whether a law reaches a finding: by place, by role, by day, with every test's outcome in words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from memo.language.words import N_
from memo.library.day import LawOnDay
from memo.library.records import Condition, TerritorialHook, Threshold
from memo.mapping.kinds import (
    ASSUMED,
    CONSUMER_ROLE,
    concerns_consumers,
    in_sector,
    kinds_tested,
    of_kind,
    sign_of,
    vendor_is,
)
from memo.mapping.outside import left_out
from memo.mapping.voice import MUTE, Voice
from memo.places import parents, touches

if TYPE_CHECKING:
    from memo.findings.model import Finding, FindingSet, PartyRole

_NEUTRAL: dict[PartyRole, str] = {
    "business": "controller",
    "joint-controller": "controller",
    "service-provider": "processor",
    "sub-processor": "processor",
}


_APPLIES = {
    "people": N_("Applies because people concerned are in {places}: {test} ({where})."),
    "client-established": N_("Applies because the client is established in {places}: {test} ({where})."),
    "vendor-established": N_("Applies because the vendor is established in {places}: {test} ({where})."),
}


_ESTABLISHED = {
    "people": "",
    "client-established": N_("The client is established in {places}: {test} ({where})."),
    "vendor-established": N_("The vendor is established in {places}: {test} ({where})."),
}


def neutral_role(role: PartyRole | None) -> str | None:
    """Return a party's role in the neutral words of the library, nothing where it is not stated."""
    return None if role is None else _NEUTRAL.get(role, role)


class ScopeResult(Struct, frozen=True):
    """The outcome of a law's scope tests for one finding.

    `reason` says why it applies, or why not. `assumptions` are tests the file
    gives no facts for; `cautions` are hooks that hold but do not decide.
    `open` is a test of kind to which nothing points, so that the law stays
    out unless the reviewer cites it; `doubtful` is a law whose people are
    more likely not concerned than that they are, so that it does not lead.
    """

    applies: bool
    reason: str
    assumptions: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    open: str = ""
    doubtful: bool = False
    shows: tuple[str, ...] = ()
    """Topics that the client's sector shows to the law, whatever the finding's words."""
    exempt: bool = False
    """`open` is that the law leaves out the people or the client."""
    save: tuple[str, ...] = ()
    """Provisions of a law that leaves out the people, which protect them all the same."""
    if_cited: ScopeResult | None = None
    """What holds where the reviewer cites a law that asks for its place by name and only a wider one is named."""


def places_of(findings: FindingSet, finding: Finding) -> tuple[str, ...]:
    """Return where the people of a finding are; empty means that no place is named.

    The finding's jurisdictions narrow the client's `people_in`: of a pair in
    which one lies in the other the narrower is kept.
    """
    people, narrowed = findings.client.people_in, finding.jurisdictions
    if not people or not narrowed:
        return narrowed or people
    kept = []
    for place in people:
        for limit in narrowed:
            if touches(place, limit):
                kept.append(_narrower(place, limit))
    return tuple(dict.fromkeys(kept))


def _narrower(place: str, limit: str) -> str:
    return place if limit in parents(place) else limit


def scope_of(law: LawOnDay, findings: FindingSet, finding: Finding, working: str = "") -> ScopeResult:
    """Test a law's scope against a finding's facts; `working` is what shows that all its people are at work.

    Place decides by the hooks that the law's record marks as deciding. A
    threshold that cannot be computed is an assumption, never a drop; a test
    of kind that the file's facts fail is one.
    """
    return _tested(law, findings, finding, Voice(law), working)


def applies(law: LawOnDay, findings: FindingSet, finding: Finding) -> bool:
    """Return whether a law's scope reaches a finding, without the words for it."""
    return _tested(law, findings, finding, MUTE).applies


def _tested(law: LawOnDay, findings: FindingSet, finding: Finding, voice: Voice, working: str = "") -> ScopeResult:
    record, say = law.brief, voice.say
    places = places_of(findings, finding)
    if law.standing == "repealed":
        return ScopeResult(False, say("{law} was repealed on {day}.", law=law.short_title, day=record.repealed_on))
    if law.standing == "not-yet" and not record.in_force_from <= law.as_of:
        return ScopeResult(
            False, say("{law} is not in force before {day}.", law=law.short_title, day=record.in_force_from)
        )
    if finding.jurisdictions and findings.client.people_in and not places:
        return ScopeResult(
            False,
            say(
                "The finding is limited to {places}, where the client has named no people.",
                places=voice.named(finding.jurisdictions),
            ),
        )
    holding = [hook for hook in record.scope.territory if _holds(hook, places, findings, finding)]
    deciding = [hook for hook in holding if hook.decides]
    # What asks for its place by name is brought by a wider one only for the reviewer who cites it, or for a client at
    # home there: of a company in Germany and people in the Union counsel reads German law.
    home = _at_home(record.scope.territory, findings)
    unnamed = not deciding and (voice.speaks or home)
    if unnamed:
        deciding = [h for h in record.scope.territory if h.named and _holds(h, places, findings, finding, False)]
        unnamed = not (home and any(hook.test == "people" for hook in deciding))
    if not deciding:
        cautions = tuple(
            say(
                _ESTABLISHED[hook.test],
                places=voice.named(tuple(p for p in _places_tested(hook, places, findings) if _touched(p, hook))),
                test=hook.text,
                where=voice.cite(hook.pinpoint),
            )
            for hook in holding
        )
        return ScopeResult(False, _out_of_scope(law, places, voice), (), cautions)
    kinds = kinds_tested(law, findings, finding, voice)
    if kinds.failed:
        return ScopeResult(False, kinds.failed)
    if not voice.speaks:
        return ScopeResult(True, "...")
    outside = left_out(law, findings, finding, voice, working)
    assumptions = [*kinds.sentences, *filter(None, (outside.whole, *outside.part)), *_thresholds(law, findings, voice)]
    wider = wider_than(record.jurisdiction, places)
    if wider:
        assumptions.insert(
            0,
            say(
                "The file names {places} as a whole; the memo assumes that some are in {place}.",
                places=voice.named(wider),
                place=voice.named((record.jurisdiction,)),
            ),
        )
    if not places:
        assumptions.insert(0, say("No place is named for the people concerned; the memo reads that as anywhere."))
    hook = next((hook for hook in holding if _is_ground(hook, findings)), deciding[0])
    where = tuple(p for p in _places_tested(hook, places, findings) if _touched(p, hook))
    at = voice.named(where) if where else say("places not named")
    reason = say(_APPLIES[hook.test], places=at, test=hook.text, where=voice.cite(hook.pinpoint))
    doubtful = kinds.doubtful or bool((wider and not home) or outside.part or (unnamed and places))
    # That the law is made for others says more than whom it would leave out.
    still_open = kinds.open or outside.whole
    exempt = bool(outside.whole) and not kinds.open
    result = ScopeResult(True, reason, tuple(assumptions), (), still_open, doubtful, kinds.shows, exempt, outside.save)
    return ScopeResult(False, _out_of_scope(law, places, voice), if_cited=result) if unnamed else result


def _out_of_scope(law: LawOnDay, places: tuple[str, ...], voice: Voice) -> str:
    where_not = voice.named(places) or voice.say("no place named")
    return law.brief.scope.out_of_scope.replace("{places}", where_not)


def _is_ground(hook: TerritorialHook, findings: FindingSet) -> bool:
    """Return whether a hook that holds gives the reason; a consumer has no establishment that could."""
    if hook.test == "client-established" and findings.client.role == "consumer":
        return False
    return hook.ground and (not hook.vendor_roles or neutral_role(findings.vendor.role) in hook.vendor_roles)


def _at_home(hooks: tuple[TerritorialHook, ...], findings: FindingSet) -> bool:
    """Return whether the client has an establishment in a law's own place, by name; a consumer has none."""
    if findings.client.role == CONSUMER_ROLE:
        return False
    at = {place for hook in hooks if hook.test == "client-established" for place in hook.places}
    return any(not parents(place).isdisjoint(at) for place in findings.client.established_in)


def wider_than(region: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """Return the places named as a whole of which a law's place is a part, where nothing narrower is named.

    >>> wider_than("US-CA", ("US", "DE")), wider_than("US-CA", ("US", "US-CA")), wider_than("DE", ("EU",))
    (('US',), (), ('EU',))
    """
    if region in {"EU", "EEA"} or any(region in parents(place) for place in places):
        return ()
    return tuple(place for place in places if place in parents(region))


def _places_tested(hook: TerritorialHook, people: tuple[str, ...], findings: FindingSet) -> tuple[str, ...]:
    return {
        "people": people,
        "client-established": findings.client.established_in,
        "vendor-established": findings.vendor.established_in,
    }[hook.test]


@lru_cache(maxsize=8192)
def _touching(place: str, regions: tuple[str, ...]) -> bool:
    return any(touches(place, region) for region in regions)


def _touched(place: str, hook: TerritorialHook) -> bool:
    return _touching(place, hook.places)


def _holds(
    hook: TerritorialHook, people: tuple[str, ...], findings: FindingSet, finding: Finding, by_name: bool = True
) -> bool:
    tested = _places_tested(hook, people, findings)
    if hook.consumers and not concerns_consumers(findings, finding):
        return False
    if hook.named and by_name:
        # A finding that is limited to other places is not of the place where a party sits.
        limited = finding.jurisdictions and not any(_touched(place, hook) for place in finding.jurisdictions)
        return not limited and any(not parents(place).isdisjoint(hook.places) for place in tested)
    if hook.test == "people" and not tested:
        return True  # no place named is read as anywhere
    return any(_touched(place, hook) for place in tested)


_SIZE = {
    "vendor": {
        "not-given": N_("Assumed, as the vendor's turnover is not given: {test} ({where})."),
        "other-currency": N_(
            "Assumed, as the vendor's turnover is given in {currency} and memo converts no currency: {test} ({where})."
        ),
        "met": N_("Met by the vendor's turnover as given: {test} ({where})."),
        "not-met": N_("Not met by the vendor's turnover as given; another test of the law may be: {test} ({where})."),
    },
    "client": {
        "not-given": N_("Assumed, as the client's turnover is not given: {test} ({where})."),
        "other-currency": N_(
            "Assumed, as the client's turnover is given in {currency} and memo converts no currency: {test} ({where})."
        ),
        "met": N_("Met by the client's turnover as given: {test} ({where})."),
        "not-met": N_("Not met by the client's turnover as given; another test of the law may be: {test} ({where})."),
    },
}

BEGINNING = 10
"""The words of a size test in which its party is met: "in the preceding calendar year it"."""
_OF = {
    "vendor": N_("Assumed of the vendor, as the file does not say: {test} ({where})."),
    "client": N_("Assumed of the client, as the file does not say: {test} ({where})."),
    "both": N_("Assumed of vendor and client alike, as the file does not say: {test} ({where})."),
}


def _thresholds(law: LawOnDay, findings: FindingSet, voice: Voice) -> list[str]:
    """Say for each size test whether the given figures meet it, or that it is assumed."""
    sentences = []
    tests = [t for t in law.brief.scope.thresholds if t.from_ <= law.as_of and not of_kind(t)]
    # A person has no turnover and no hundred thousand customers: what asks for the size of a client is not put to one.
    parties = ("vendor",) if findings.client.role == CONSUMER_ROLE else ("vendor", "client")
    asked = {party: [t for t in tests if t.party == party] for party in parties}
    for party, of_party in asked.items():
        turnover = (findings.vendor if party == "vendor" else findings.client).turnover
        others = [t for other, of_other in asked.items() if other != party for t in of_other]
        for test in of_party:
            if test.turnover is None:
                alike = any(_says_as_much(*((test, other) if party == "vendor" else (other, test))) for other in others)
                if alike and party == "client":
                    continue  # said of both with the vendor's
                said = _OF["both" if alike else party] if _says_it(test) else ASSUMED
            elif turnover is None:
                said = _SIZE[party]["not-given"]
            elif turnover.currency != test.turnover.currency:
                said = _SIZE[party]["other-currency"]
            else:
                said = _SIZE[party]["met" if turnover.amount > test.turnover.amount else "not-met"]
            currency = turnover.currency if turnover else ""
            sentences.append(voice.say(said, currency=currency, test=test.text, where=voice.cite(test.pinpoint)))
    return sentences


def _says_as_much(vendor: Threshold, client: Threshold) -> bool:
    """Return whether the vendor's test asks what the client's does, with a remark behind it or without."""
    if vendor.turnover or client.turnover:
        return False
    return vendor.text == client.text or vendor.text.startswith(f"{client.text};")


def _says_it(test: Threshold) -> bool:
    """Return whether a test begins with its party as "it", so that the sentence has to name the party."""
    words = test.text.split()[:BEGINNING]
    return "it" in words and not any(word.startswith(("vendor", "client")) for word in words)


_OF_AI = frozenset({"provider", "deployer", "distributor", "importer"})
"""Roles of the AI Act, which say nothing of a party's role for personal data."""
_OF_DATA = frozenset({"controller", "processor"})


ON_BEHALF = frozenset(
    {
        "audit-rights",
        "confidentiality-of-staff",
        "controller-claim",
        "data-processing-terms",
        "data-return",
        "processor-instructions",
        "sub-processors",
    }
)
"""Topics of a vendor that handles data for a client."""
_CLIENT_DATA = (
    "(processor*|sub processor*|subprocessor*|on behalf|on your behalf|customer data|customer content|client data"
    "|end users|service provider|tenant data|hosted|hosting|data processing (agreement|addendum|terms))",
    "(your|customer's|client's|customers'|clients') (data|content|customers|users|employees|end users|personal data)",
    "(auftragsverarbeit*|kundendaten|im auftrag|sous traitan*|données (du|de vos|des) client*|encargado* del"
    " tratamiento|datos (del|de los) cliente*|operador*|dados (do|dos) cliente*|수탁*|위탁*)",
)
"""Phrases of a finding that speak of one."""
_OF_VENDOR = (
    "(vendor*|supplier*|saas|annex|addendum|msa|our data|master services agreement)",
    "(anbieter*|dienstleister*|prestataire*|fournisseur*|proveedor*|fornecedor*|공급*)",
)
"""Phrases by which what is told of conduct is told of a client's vendor."""


def _role_fits(asked: tuple[str, ...], role: str | None) -> bool:
    unknown = role in _OF_AI and _OF_AI.isdisjoint(asked) and not _OF_DATA.isdisjoint(asked)
    return not asked or role is None or role in asked or unknown


def _on_behalf(finding: Finding, topics: frozenset[str], for_business: bool) -> bool:
    """Return whether a finding may concern data that the vendor handles for a client.

    A clause put to a client that answers for data itself does; what is told of conduct, as in a decision, must say so.
    """
    if topics & ON_BEHALF or sign_of(_CLIENT_DATA, finding):
        return True
    return for_business and (bool(finding.quote) or bool(sign_of(_OF_VENDOR, finding)))


def condition_holds(
    condition: Condition | None,
    findings: FindingSet,
    places: tuple[str, ...],
    topics: frozenset[str],
    finding: Finding | None = None,
) -> bool:
    """Return whether what a provision asks for beside its topic is shown.

    Facts that the file does not state count as held; words that a provision asks for must stand in the finding.
    What binds a vendor as a processor alone is held, where no role is stated, if something speaks of a client's data.
    """
    if condition is None:
        return True
    vendor, client = neutral_role(findings.vendor.role), neutral_role(findings.client.role)
    if not _role_fits(condition.vendor_roles, vendor) or not _role_fits(condition.client_roles, client):
        return False
    if (
        vendor is None
        and condition.vendor_roles == ("processor",)
        and finding is not None
        and not _on_behalf(finding, topics, client in _OF_DATA)
    ):
        return False
    if condition.topics and not topics & set(condition.topics):
        return False
    if condition.not_topics and topics & set(condition.not_topics):
        return False
    if condition.vendors and not vendor_is(condition.vendors, findings):
        return False
    if condition.client_sectors and findings.client.sectors and not in_sector(findings, condition.client_sectors):
        return False
    if finding is not None:
        if condition.people and finding.people and not set(condition.people) & set(finding.people):
            return False
        categories = set(condition.data_categories)
        if categories and finding.data_categories and not categories & set(finding.data_categories):
            return False
        if condition.signs and not sign_of(condition.signs, finding):
            return False
        if condition.business and concerns_consumers(findings, finding):
            return False
        if condition.consumer and not concerns_consumers(findings, finding):
            return False
        if condition.not_signs and sign_of(condition.not_signs, finding):
            return False
    if condition.people_in and places:
        return any(touches(p, region) for p in places for region in condition.people_in)
    return True
