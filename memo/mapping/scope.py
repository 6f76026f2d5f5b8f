"""Whether a law reaches a finding: by place, by role, by day, with every test's outcome in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from memo.library.day import LawOnDay
from memo.library.records import Condition, TerritorialHook
from memo.mapping.kinds import in_sector, kinds_tested, of_kind
from memo.places import name_of, parents, touches

if TYPE_CHECKING:
    from memo.findings.model import Finding, FindingSet, PartyRole

_NEUTRAL: dict[PartyRole, str] = {
    "business": "controller",
    "joint-controller": "controller",
    "service-provider": "processor",
    "sub-processor": "processor",
}


def neutral_role(role: PartyRole | None) -> str | None:
    """Return a party's role in the neutral words of the library, nothing where it is not stated."""
    return None if role is None else _NEUTRAL.get(role, role)


@dataclass(frozen=True, slots=True)
class ScopeResult:
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


def named(places: tuple[str, ...]) -> str:
    """Return places as a sentence names them."""
    names = [name_of(place) for place in places]
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def scope_of(law: LawOnDay, findings: FindingSet, finding: Finding) -> ScopeResult:
    """Test a law's scope against a finding's facts.

    Place decides by the hooks that the law's record marks as deciding. A
    threshold that cannot be computed is an assumption, never a drop; a test
    of kind that the file's facts fail is one.
    """
    record = law.brief
    places = places_of(findings, finding)
    if law.standing == "repealed":
        return ScopeResult(False, f"{record.short_title} was repealed on {record.repealed_on}.")
    if law.standing == "not-yet" and not record.in_force_from <= law.as_of:
        return ScopeResult(False, f"{record.short_title} is not in force before {record.in_force_from}.")
    if finding.jurisdictions and findings.client.people_in and not places:
        return ScopeResult(
            False,
            f"The finding is limited to {named(finding.jurisdictions)}, where the client has named no people.",
        )
    holding = [hook for hook in record.scope.territory if _holds(hook, places, findings)]
    deciding = [hook for hook in holding if hook.decides]
    if not deciding:
        cautions = tuple(
            f"{_whose(hook)} {named(tuple(p for p in _places_tested(hook, places, findings) if _touched(p, hook)))}: "
            f"{hook.text} ({law.cite(hook.pinpoint)})."
            for hook in holding
        )
        where_not = named(places) or "no place named"
        return ScopeResult(False, record.scope.out_of_scope.replace("{places}", where_not), (), cautions)
    kinds = kinds_tested(law, findings, finding)
    if kinds.failed:
        return ScopeResult(False, kinds.failed)
    assumptions = [*kinds.sentences, *_thresholds(law, findings)]
    wider = _wider(record.jurisdiction, places)
    if wider:
        assumptions.insert(
            0,
            f"The file names {named(wider)} as a whole; "
            f"the memo assumes that some are in {name_of(record.jurisdiction)}.",
        )
    if not places:
        assumptions.insert(0, "No place is named for the people concerned; the memo reads that as anywhere.")
    hook = deciding[0]
    where = tuple(p for p in _places_tested(hook, places, findings) if _touched(p, hook))
    whose = {
        "people": "people concerned are in",
        "client-established": "the client is established in",
        "vendor-established": "the vendor is established in",
    }[hook.test]
    at = named(where) if where else "places not named"
    reason = f"Applies because {whose} {at}: {hook.text} ({law.cite(hook.pinpoint)})."
    return ScopeResult(True, reason, tuple(assumptions), (), kinds.open, kinds.doubtful or bool(wider))


def _wider(region: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """Return the countries named where a law is of one of their parts and nothing narrower is named."""
    if "-" not in region or any(region in parents(place) for place in places):
        return ()
    return tuple(place for place in places if place in parents(region))


def _whose(hook: TerritorialHook) -> str:
    return "The client is established in" if hook.test == "client-established" else "The vendor is established in"


def _places_tested(hook: TerritorialHook, people: tuple[str, ...], findings: FindingSet) -> tuple[str, ...]:
    return {
        "people": people,
        "client-established": findings.client.established_in,
        "vendor-established": findings.vendor.established_in,
    }[hook.test]


def _touched(place: str, hook: TerritorialHook) -> bool:
    return any(touches(place, region) for region in hook.places)


def _holds(hook: TerritorialHook, people: tuple[str, ...], findings: FindingSet) -> bool:
    tested = _places_tested(hook, people, findings)
    if hook.test == "people" and not tested:
        return True  # no place named is read as anywhere
    return any(_touched(place, hook) for place in tested)


def _thresholds(law: LawOnDay, findings: FindingSet) -> list[str]:
    """Say for each size test whether the given figures meet it, or that it is assumed."""
    sentences = []
    tests = [t for t in law.brief.scope.thresholds if t.from_ <= law.as_of and not of_kind(t)]
    for party in ("vendor", "client"):
        of_party = [t for t in tests if t.party == party]
        turnover = (findings.vendor if party == "vendor" else findings.client).turnover
        for test in of_party:
            where = law.cite(test.pinpoint)
            if test.turnover is None:
                sentences.append(f"Assumed, as the file does not say: {test.text} ({where}).")
            elif turnover is None:
                sentences.append(f"Assumed, as the {party}'s turnover is not given: {test.text} ({where}).")
            elif turnover.currency != test.turnover.currency:
                sentences.append(
                    f"Assumed, as the {party}'s turnover is given in {turnover.currency} "
                    f"and memo converts no currency: {test.text} ({where})."
                )
            elif turnover.amount > test.turnover.amount:
                sentences.append(f"Met by the {party}'s turnover as given: {test.text} ({where}).")
            else:
                sentences.append(
                    f"Not met by the {party}'s turnover as given; another test of the law may be: "
                    f"{test.text} ({where})."
                )
    return sentences


def condition_holds(
    condition: Condition | None,
    findings: FindingSet,
    places: tuple[str, ...],
    topics: frozenset[str],
    finding: Finding | None = None,
) -> bool:
    """Return whether what a provision asks for beside its topic is shown; what is not stated counts as held."""
    if condition is None:
        return True
    vendor, client = neutral_role(findings.vendor.role), neutral_role(findings.client.role)
    if condition.vendor_roles and vendor is not None and vendor not in condition.vendor_roles:
        return False
    if condition.client_roles and client is not None and client not in condition.client_roles:
        return False
    if condition.topics and not topics & set(condition.topics):
        return False
    if condition.not_topics and topics & set(condition.not_topics):
        return False
    if condition.client_sectors and findings.client.sectors and not in_sector(findings, condition.client_sectors):
        return False
    if finding is not None:
        if condition.people and finding.people and not set(condition.people) & set(finding.people):
            return False
        categories = set(condition.data_categories)
        if categories and finding.data_categories and not categories & set(finding.data_categories):
            return False
    if condition.people_in and places:
        return any(touches(p, region) for p in places for region in condition.people_in)
    return True
