"""The typed form of every record under `regulations/`; reading files is `store`, days are `library`.

YAML is read as text, so every type on this page is given by pydantic when a
file is validated and by nothing else: a day is `2018-05-25`, a share is a percentage, an amount is an
exact decimal with its ISO 4217 currency. A record that says more than its
model knows is refused. The page is long because it is the whole vocabulary of
a law file, in the order in which such a file is read.
"""

# Annotations are evaluated here: as text, each would be compiled anew at every start to build the decoder.

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from memo.library.form import Limit, Record

Slug = Annotated[str, Limit(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Line = Annotated[str, Limit(min_length=1, pattern=r"^[^\n]+$")]
Place = Annotated[str, Limit(pattern=r"^[A-Z]{2,3}(-[A-Z0-9]{1,3})?$")]
Url = Annotated[str, Limit(pattern=r"^https://[^\s]+$")]

Role = Literal[
    "controller",
    "processor",
    "provider",
    "deployer",
    "distributor",
    "importer",
    "recipient",
    "authority",
    "member-state",
    "anyone",
]
"""Roles in the words of no single law: a CCPA business is a `controller`, its
service provider a `processor`; `provider` and `deployer` are the AI Act's."""

ClientRole = Literal[
    "controller",
    "processor",
    "provider",
    "deployer",
    "distributor",
    "importer",
    "recipient",
    "authority",
    "member-state",
    "anyone",
    "consumer",
]
"""The roles a client may have: those of the laws, and the consumer whom no law binds."""

Size = Literal["sme", "small-mid-cap"]
"""Sizes of enterprise on which a penalty may depend; what is neither is larger."""

Kind = Literal["obligation", "prohibition", "right", "condition", "definition", "power", "exemption", "sanction"]
Strength = Literal["primary", "supporting"]


class Source(Record, frozen=True, kw_only=True):
    """Where a statement of law can be read.

    `kind` is `primary` (the text of the law or the authority's own page) or
    `secondary` (a copy, a commentary, a news page).
    """

    title: Line
    url: Url
    kind: Literal["primary", "secondary"] = "primary"


class Verified(Record, frozen=True, kw_only=True):
    """A record that was held against its sources on a day.

    `verified: null` means that nobody has done so; `unverified_because` then
    says why, and the record stays out of the main text of memos.
    """

    sources: tuple[Source, ...] = ()
    verified: Annotated[date | None, Limit(null_words=True)]
    unverified_because: Line | None = None

    def __post_init__(self) -> None:
        if self.verified is None and not self.unverified_because:
            raise ValueError("a record with 'verified: null' must say why in 'unverified_because'")


class Money(Record, frozen=True, kw_only=True):
    """An exact amount in one currency (ISO 4217)."""

    amount: Annotated[Decimal, Limit(ge=0)]
    currency: Annotated[str, Limit(pattern=r"^[A-Z]{3}$")]


# --- scope ----------------------------------------------------------------


class TerritorialHook(Record, frozen=True, kw_only=True):
    """One way in which a law reaches a case by place.

    `test` names whose place counts; the hook holds when one of those places
    lies in, or contains, one of `places`. A hook that does not `decide` never
    engages the law by itself: it is printed as a caution. One that is the
    `ground` gives the reason where it holds and the law is engaged: a vendor
    with an establishment there is not bound by the rule for those abroad. With
    `vendor_roles` it is so only where the vendor states one of them: what a
    processor does for a client established there is the client's processing.
    One that asks for the place to be `named` does not hold by a wider place,
    nor where none is named: a Member State's own law stays out of a review on
    the Union. One of `consumers` holds only where the finding may concern some.
    """

    test: Literal["people", "client-established", "vendor-established"]
    places: Annotated[tuple[Place, ...], Limit(min_length=1)]
    pinpoint: Line
    text: Line
    decides: bool = True
    ground: bool = False
    vendor_roles: tuple[Role, ...] = ()
    named: bool = False
    consumers: bool = False


class Otherwise(Record, frozen=True, kw_only=True):
    """Sectors, as beginnings of words, whose parties another act binds in this law's place, and why."""

    sectors: Annotated[tuple[Line, ...], Limit(min_length=1)]
    pinpoint: Line
    text: Line


class Threshold(Record, frozen=True, kw_only=True):
    """A test of size or kind that a law sets before it binds a party.

    `turnover` is the yearly figure above which the test is met. `people` are
    the kinds of people one of whom must be concerned. `sectors` are the
    beginnings of words for the client's sector, `signs` phrases of a finding
    (grammar of `docs/topics.md`) that point to such a sector or, without
    `sectors`, to what the law is about; a law with such a test stays out
    while nothing points there. A test with none of these cannot be computed
    and is printed as an assumption. `otherwise` says which sectors another
    act takes over. `shows` are topics that a client of the sector shows to
    this law's provisions whatever the finding's words: what a hospital's
    vendor holds is health data.
    """

    party: Literal["vendor", "client"]
    pinpoint: Line
    text: Line
    from_: date
    turnover: Money | None = None
    people: tuple[Slug, ...] = ()
    sectors: tuple[Line, ...] = ()
    signs: tuple[Line, ...] = ()
    otherwise: Otherwise | None = None
    shows: tuple[Slug, ...] = ()

    def __post_init__(self) -> None:
        if self.shows and not self.sectors:
            raise ValueError("'shows' belongs to 'sectors'")


class Outside(Record, frozen=True, kw_only=True):
    """Whom a law leaves out where the findings file shows as much.

    `employment`: a finding whose people all stand in an employment context;
    `save` are provisions that protect them all the same.
    `sectors`: a client of such a sector (beginnings of words) and a vendor
    that does not act for itself; where only data are left out and not the
    client, `whole` is false, and the law stays in without leading.
    """

    employment: bool = False
    save: tuple[Line, ...] = ()
    sectors: tuple[Line, ...] = ()
    whole: bool = True
    pinpoint: Line
    text: Line
    from_: date | None = None
    until: date | None = None
    """The first day on which it no longer holds."""

    def __post_init__(self) -> None:
        if self.employment == bool(self.sectors):
            raise ValueError("'outside' asks for 'employment' or for 'sectors'")
        if self.save and not self.employment:
            raise ValueError("'save' belongs to 'employment'")


class ScopeNote(Record, frozen=True, kw_only=True):
    """An exemption or a limit of scope, in our words, with its pinpoint."""

    pinpoint: Line
    text: Line


class Scope(Record, frozen=True, kw_only=True):
    """To whom, where and to what a law applies."""

    subject: Line
    territory: Annotated[tuple[TerritorialHook, ...], Limit(min_length=1)]
    binds: Annotated[tuple[Role, ...], Limit(min_length=1)]
    thresholds: tuple[Threshold, ...] = ()
    outside: tuple[Outside, ...] = ()
    exemptions: tuple[ScopeNote, ...] = ()
    out_of_scope: Line
    """The sentence printed when no territorial hook holds; `{places}` is where the people are."""
    matter: Literal["any", "personal-data"] = "any"
    """`personal-data`: terms of contract engage the law only where the finding speaks of personal data."""
    beside_whole: tuple[Slug, ...] = ()
    """Of the law of a part of a country: the country's laws beside which it is named where the file names the country
    as a whole and of the country's laws only these lead. Of the part with the most people nobody would assume that
    none of them is there."""
    residual: bool = False
    """A general rule for what no other law names; it stands behind the other laws of its place."""


# --- enforcement ----------------------------------------------------------


class Competence(Record, frozen=True, kw_only=True):
    """What an authority may do about one law.

    `role`: `enforces` can act against a party and sanction it; `coordinates`
    issues guidance or settles disputes between authorities and sanctions
    nobody; `adjudicates` decides claims or appeals; `advises` only advises.
    """

    law: Slug
    role: Literal["enforces", "coordinates", "adjudicates", "advises"]
    over: Line
    bodies: Literal["all", "private", "public"] = "all"
    """Whether only private or only public bodies answer to it under this law."""
    sectors: tuple[Line, ...] = ()
    """Beginnings of words for the client's sector; empty where it is competent whatever the sector."""
    other_sectors: tuple[Line, ...] = ()
    """The same for the sectors of which another authority is in charge in its place."""
    open_sectors: tuple[Line, ...] = ()
    """The same for sectors told too widely to decide: a bank may be a national bank or one of a state."""
    pinpoint: Line | None = None


class AddedCompetence(Competence, frozen=True, kw_only=True):
    """A competence of an authority whose own record stands in another file."""

    authority: Slug


class Authority(Verified, frozen=True, kw_only=True):
    """A body with a part in enforcing a law."""

    id: Slug
    name: Line
    native_name: Line | None = None
    abbreviation: Line | None = None
    place: Place
    website: Url | None = None
    stands_for: tuple[Slug, ...] = ()
    """Authorities of parts of its place, each for the people there, of whom this record is the common name."""
    competences: Annotated[tuple[Competence, ...], Limit(min_length=1)]


class Power(Record, frozen=True, kw_only=True):
    """One thing an authority may do, with the provision that allows it."""

    power: Literal[
        "fine",
        "order",
        "ban",
        "injunction",
        "deletion",
        "warning",
        "investigate",
        "suspend",
        "publish",
        "withdraw",
        "request-information",
        "evaluate",
        "criminal-referral",
    ]
    pinpoint: Line
    text: Line


class PrivateAction(Record, frozen=True, kw_only=True):
    """Whether the people concerned can sue, for what, under which provision."""

    exists: bool
    pinpoint: Line | None = None
    text: Line


class Cure(Record, frozen=True, kw_only=True):
    """Whether a party gets time to cure before it is sanctioned."""

    exists: bool
    days: int | None = None
    pinpoint: Line | None = None
    text: Line


class Seat(Record, frozen=True, kw_only=True):
    """What follows from a party's establishment in `places`, or from none there; each is a pinpoint of the law.

    `lead`: the authority of the main establishment leads. `none`: without an
    establishment nobody leads. `representative`: whom a party without an
    establishment there must name.
    """

    places: Annotated[tuple[Place, ...], Limit(min_length=1)]
    lead: Line | None = None
    none: Line | None = None
    representative: Line | None = None

    def __post_init__(self) -> None:
        if self.lead is None and self.representative is None:
            raise ValueError("'seat' needs 'lead' or 'representative'")
        if self.none is not None and self.lead is None:
            raise ValueError("'none' belongs to 'lead'")


class Enforcement(Record, frozen=True, kw_only=True):
    """Who enforces a law and how the competent one is found.

    `rule`: `one-stop-shop` (a lead authority at the main establishment, else
    every authority concerned on its own territory); `national` (the authority
    of each place where people are); `all` (every authority that enforces).
    """

    rule: Literal["one-stop-shop", "national", "all"]
    rule_text: Line
    seat: Seat | None = None
    powers: Annotated[tuple[Power, ...], Limit(min_length=1)]
    private_action: PrivateAction
    cure: Cure
    criminal: Line | None = None
    limitation: Line | None = None


# --- penalties ------------------------------------------------------------


class Tariff(Record, frozen=True, kw_only=True):
    """What a penalty tier sets from a day on; the next start ends it.

    `formula`:
      `fixed`            at most `fixed`, at least `minimum` where there is one
      `greater-of`       the higher of `fixed` and `share` of `turnover`
      `lesser-of`        the lower of the two
      `share-capped`     `share` of `turnover`, at most `fixed`
      `share-else-fixed` `share` of `turnover`; `fixed` where there is no turnover or it cannot be established
      `share`            `share` of `turnover`, nothing else
      `per-violation`    `fixed` for each violation, at most `cap` in all where there is one
      `per-person`       between `minimum` and `fixed` for each person
      `at-least-per-person`  at least `fixed` for each person, or `daily` for each day, or the damage: a floor
      `at-least-per-violation`  the same for each violation
      `per-year`         at most `fixed` in a calendar year for what `counts` names
      `per-day`          `fixed` for each day, or a sum that the authority sets; at most `cap` in all
      `per-day-share`    `share` of the average daily turnover, for each day
    """

    from_: date
    formula: Literal[
        "fixed",
        "greater-of",
        "lesser-of",
        "share-capped",
        "share-else-fixed",
        "share",
        "per-violation",
        "per-person",
        "at-least-per-person",
        "at-least-per-violation",
        "per-year",
        "per-day",
        "per-day-share",
    ]
    fixed: Money | None = None
    minimum: Money | None = None
    cap: Money | None = None
    """The most in all, however many violations or days."""
    daily: Money | None = None
    """The sum for each day beside a floor."""
    counts: Line | None = None
    """What a yearly sum is for: 'violations of an identical provision'."""
    share: Annotated[Decimal | None, Limit(gt=0, le=100)] = None
    """Per cent of the turnover named by `turnover`."""
    turnover: Literal["worldwide", "national", "period", "daily"] | None = None
    """Whose and when: of a year, worldwide or in the law's country; of a period of the breach; of a day."""
    turnover_text: Line | None = None
    note: Line | None = None

    def __post_init__(self) -> None:
        needs_share = self.formula in {
            "greater-of", "lesser-of", "share-capped", "share-else-fixed", "share", "per-day-share"
        }  # fmt: skip
        if needs_share and (self.share is None or self.turnover is None or not self.turnover_text):
            raise ValueError(f"formula '{self.formula}' needs 'share', 'turnover' and 'turnover_text'")
        if self.formula not in ("share", "per-day-share", "per-day") and self.fixed is None:
            raise ValueError(f"formula '{self.formula}' needs 'fixed'")
        if self.formula == "per-person" and self.minimum is None:
            raise ValueError("formula 'per-person' needs 'minimum'")
        if self.formula == "per-day" and self.fixed is None and self.cap is None:
            raise ValueError("formula 'per-day' needs 'fixed' or 'cap'")
        if self.formula == "per-year" and self.counts is None:
            raise ValueError("formula 'per-year' needs 'counts'")
        if self.counts is not None and self.formula != "per-year":
            raise ValueError("'counts' belongs to 'per-year'")
        if self.cap is not None and self.formula not in ("per-violation", "per-day"):
            raise ValueError("'cap' belongs to 'per-violation' and 'per-day'")
        if self.daily is not None and self.formula != "at-least-per-person":
            raise ValueError("'daily' belongs to 'at-least-per-person'")
        sums = [money for money in (self.fixed, self.minimum, self.cap, self.daily) if money is not None]
        if len({money.currency for money in sums}) > 1:
            raise ValueError("the sums of one tariff must be in one currency")
        if self.fixed is not None and self.minimum is not None and self.minimum.amount > self.fixed.amount:
            raise ValueError("'minimum' must not be above 'fixed'")
        if self.fixed is not None and self.cap is not None and self.cap.amount < self.fixed.amount:
            raise ValueError("'cap' must not be below 'fixed'")


class Penalty(Verified, frozen=True, kw_only=True):
    """A tier of sanctions: what it punishes, what it costs from which day.

    A tier with `reserved_for` is not the ordinary ceiling of the provisions
    that name it: it is printed beside the ordinary tier with its condition.
    """

    id: Slug
    pinpoint: Line
    kind: Literal["administrative-fine", "civil-penalty", "statutory-damages", "periodic-penalty", "criminal"]
    imposed_by: tuple[Slug, ...] = ()
    """Authority ids; empty where each competent authority may impose it."""
    applies_to: Line
    reserved_for: Line | None = None
    raises: tuple[Slug, ...] = ()
    """The ordinary tiers beside which a reserved tier is shown."""
    for_size: Size | None = None
    """The reserved tier takes the ordinary one's place where the party is of this size."""
    tariffs: Annotated[tuple[Tariff, ...], Limit(min_length=1)]

    def __post_init__(self) -> None:
        super().__post_init__()
        starts = [t.from_ for t in self.tariffs]
        if starts != sorted(set(starts)):
            raise ValueError("tariffs must stand in order of their day, each day once")
        if bool(self.reserved_for) != bool(self.raises):
            raise ValueError("'reserved_for' and 'raises' go together")
        if self.for_size and not self.reserved_for:
            raise ValueError("'for_size' belongs to a tier with 'reserved_for'")


# --- provisions -----------------------------------------------------------


class Condition(Record, frozen=True, kw_only=True):
    """What a case must show, beside a topic, before a provision engages.

    Every key given must hold. `vendor_roles` and `client_roles` hold when the
    file does not state the role (the memo then prints the assumption;
    `vendor_roles: [processor]` only where the finding may concern a client's
    data, see `memo.mapping.scope`), and so do `people`, `data_categories` and `client_sectors` where it names none.
    """

    vendor_roles: tuple[Role, ...] = ()
    client_roles: tuple[ClientRole, ...] = ()
    topics: tuple[Slug, ...] = ()
    """At least one of these topics stands beside the engaging one."""
    not_topics: tuple[Slug, ...] = ()
    people_in: tuple[Place, ...] = ()
    people: tuple[Slug, ...] = ()
    data_categories: tuple[Slug, ...] = ()
    client_sectors: tuple[Line, ...] = ()
    """Beginnings of words for the client's sector."""
    consumer: bool = False
    """The client is a consumer, or the finding speaks of consumers, or the file says neither."""
    business: bool = False
    """The client has a role in business and the finding speaks of no consumers."""
    signs: tuple[Line, ...] = ()
    """Phrases of a finding (grammar of `docs/topics.md`), one of which must stand in it."""
    not_signs: tuple[Line, ...] = ()
    """Phrases of the same grammar, none of which may stand in the finding: they show another case."""
    vendors: tuple[Line, ...] = ()
    """Phrases of the same grammar, one of which must be the whole name of the vendor or of its product."""


class Engagement(Record, frozen=True, kw_only=True):
    """Why a finding on `topic` engages the provision.

    `because` is one or two sentences that join what such a clause does to
    what the provision demands. It is never a restatement of the provision.
    `counter` is the best-known argument the other way; one of `counter_for:
    business` is that the law protects consumers only, and is not put to one.
    Of the engagements of one topic those with words in `when` come first,
    since they fit a finding more closely, but for the one that `leads`.
    """

    topic: Slug
    strength: Strength
    because: Annotated[str, Limit(min_length=40)]
    counter: Line | None = None
    counter_for: Literal["anyone", "business"] = "anyone"
    when: Condition | None = None
    leads: bool = False
    """Whether counsel opens with the provision whatever the words of a finding make of others on the topic."""


class Provision(Verified, frozen=True, kw_only=True):
    """One provision that clause findings engage."""

    id: Line
    kind: Kind
    binds: Annotated[tuple[Role, ...], Limit(min_length=1)]
    subject: Line
    """A few words a reader can stand in for the number with: 'right to object'."""
    gist: Line
    """What the provision says, one sentence, our words."""
    quote: Line | None = None
    engaged_by: tuple[Engagement, ...] = ()
    applies_from: date
    applies_until: date | None = None
    """The first day on which the provision no longer applies."""
    applies_note: Line | None = None
    penalty: Slug | None = None
    """A tier of this law that punishes a breach of this provision."""
    url: Url | None = None


# --- the law --------------------------------------------------------------


class LawDate(Record, frozen=True, kw_only=True):
    """A day that matters for a law: what happens then, by which provision."""

    on: date
    event: Line
    pinpoint: Line | None = None


class Stage(Record, frozen=True, kw_only=True):
    """A day from which a part of a law applies, where that is not the law's own day.

    `provisions` are roots, or runs of them such as `28-39`; the stage with
    `rest` is for every root that no other stage names. A provision's own
    record says more and wins.
    """

    from_: date
    provisions: tuple[Line, ...] = ()
    rest: bool = False

    def __post_init__(self) -> None:
        if bool(self.provisions) == self.rest:
            raise ValueError("a stage names its 'provisions' or is for the 'rest', one of the two")


class Flag(Record, frozen=True, kw_only=True):
    """A remark a careful counsel adds for some places when a topic comes up."""

    topics: Annotated[tuple[Slug, ...], Limit(min_length=1)]
    places: tuple[Place, ...] = ()
    """Where the people concerned are; empty means wherever the law engages."""
    pinpoint: Line | None = None
    told_to: Literal["anyone", "business"] = "anyone"
    """`business` for what matters to a client in business alone; it is not put to one who is a consumer."""
    signs: tuple[Line, ...] = ()
    """Phrases of the finding, as in `when`, one of which must stand there."""
    towards: tuple[Place, ...] = ()
    """Where data go; left out where the finding's words and the vendor's establishment show other countries alone."""
    text: Line


class LawName(Record, frozen=True, kw_only=True):
    """The name of a law in one language; `of` is the name as it follows a provision, where that differs: `du RGPD`."""

    name: Line
    of: Line | None = None


class CitationForm(Record, frozen=True, kw_only=True):
    """How a law and its provisions are written and recognised.

    `provision` has the places `{pinpoint}` (official numbering) and nothing
    else; `law` is the short form. `names` are the words by which texts name
    the law, in any language, longest need not come first. A name listed under
    `shared_names` belongs to other laws too and settles nothing by itself.
    """

    law: Line
    provision: Line
    labels: Literal["brackets", "commas", "numbers"] = "brackets"
    """`6(1)(f)`, or the Brazilian `18, § 2º`, or the German `309 No. 7(b)`."""
    names: Annotated[tuple[Line, ...], Limit(min_length=1)]
    shared_names: tuple[Line, ...] = ()
    beside_numbers: tuple[Line, ...] = ()
    """Names that name the law only beside a number: `artikel 6 AVG`, and `AVG` alone is a company."""
    own_sections: dict[Line, Line] = msgspec.field(default_factory=dict)
    """An Act's own sections where the library counts by a code: `5` of the FTC Act is `45` of title 15."""
    languages: dict[Annotated[str, Limit(pattern=r"^[a-z]{2}$")], LawName] = msgspec.field(default_factory=dict)
    """How memos in other languages call the law; in a language that is not here they call it as in English."""
    points_at: tuple[Line, ...] = ()
    """Articles whose first parts are points and not paragraphs: `Art. 4 Nr. 1 DSGVO`."""
    numbers: Line | None = None
    """A regular expression that recognises this law's numbers without its name, such as `1798\\.1\\d\\d`."""


class Relation(Record, frozen=True, kw_only=True):
    """How this law stands to another instrument, whose id `law` gives where it is held and its place hangs on it."""

    relation: Literal["amended-by", "implements", "replaces", "counterpart", "special-to", "proposed-amendment"]
    law: Slug | None = None
    title: Line
    on: date | None = None
    note: Line | None = None


class OutlineEntry(Record, frozen=True, kw_only=True):
    """One numbered provision of a law; `parts` in the grammar of `outline`."""

    heading: Annotated[str | None, Limit(null_words=True)] = None
    parts: str = ""
    status: Literal["repealed", "vetoed", "not-parsed"] | None = None


class Moved(Record, frozen=True, kw_only=True):
    """A provision that the law no longer has, and what took its place: one pinpoint, or several as `22A, 22B`.

    `since` is the day of the change; before it the old number was law.
    """

    provision: Line
    to: Line
    since: date
    sources: Annotated[tuple[Source, ...], Limit(min_length=1)]


class Outline(Record, frozen=True, kw_only=True):
    """Which provisions exist.

    `complete`: a number that is not here does not exist. `partial`: a number
    that is not here cannot be verified.
    """

    completeness: Literal["complete", "partial"]
    as_of: Line
    source: Line
    recitals: int = 0
    parts_reliable: bool = True
    provisions: dict[str, OutlineEntry]
    annexes: dict[str, OutlineEntry] = msgspec.field(default_factory=dict)
    moved: tuple[Moved, ...] = ()


class Law(Verified, frozen=True, kw_only=True):
    """One instrument, with everything the memo may say about it."""

    id: Slug
    title: Line
    short_title: Line
    native_title: Line | None = None
    language: Annotated[str, Limit(pattern=r"^[a-z]{2}$")]
    official_citation: Line
    identifier: Line
    jurisdiction: Place
    numbering: Literal["article", "section"]
    url: Url
    provision_url: str | None = None
    """Deep link with the place `{root}` (first number of the pinpoint), only where the source has such anchors."""
    in_force_from: date
    applies_from: date
    repealed_on: date | None = None
    summary: Line
    scope: Scope
    enforcement: Enforcement
    penalties: tuple[Penalty, ...]
    application: tuple[Stage, ...] = ()
    """Staged application; empty where the whole law applies from `applies_from`."""
    dates: tuple[LawDate, ...] = ()
    flags: tuple[Flag, ...] = ()
    relations: tuple[Relation, ...] = ()
    citation: CitationForm
    outline: Outline
    provisions: tuple[Provision, ...]


# --- vocabulary and playbooks ---------------------------------------------


class NamedLaw(Verified, frozen=True, kw_only=True):
    """A law that texts name and the library has no record of.

    What it is called, whose it is and where its text can be read; never what
    it says, nor which provisions it has. A name under `shared_names` belongs
    to laws elsewhere too, one under `beside_numbers` is another word as well.
    `code` and `sections` are for an act that is cited by a code of laws:
    `15 U.S.C.` and a regular expression of its numbers there; its
    `shared_names` are then other spellings of the code.
    """

    id: Slug
    title: Line
    """The full official name."""
    jurisdiction: Place
    url: Url
    names: tuple[Line, ...] = ()
    shared_names: tuple[Line, ...] = ()
    beside_numbers: tuple[Line, ...] = ()
    code: Line | None = None
    sections: Line | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if not (self.names or self.shared_names or self.beside_numbers):
            raise ValueError("a law known by name needs a name")
        if (self.code is None) != (self.sections is None):
            raise ValueError("'code' and 'sections' stand together")

    def holds(self, root: str) -> bool:
        """Whether a number of its code is one of this law's."""
        return self.sections is not None and re.fullmatch(self.sections, root) is not None


class Topic(Record, frozen=True, kw_only=True):
    """A controlled word for what a finding is about.

    `phrases` show the topic by themselves, `hints` only together; `unless`
    are look-alikes that cancel a match they overlap. All three are written in
    the phrase grammar of `docs/topics.md`.
    """

    id: Slug
    label: Line
    group: Slug
    definition: Line
    concern: Line
    """What is wrong with such a clause, one plain sentence without article numbers."""
    contract_implication: Line
    vendor_implication: Line
    phrases: Annotated[tuple[Line, ...], Limit(min_length=1)]
    hints: tuple[Line, ...] = ()
    unless: tuple[Line, ...] = ()
    provisions: dict[Slug, tuple[Line, ...]] = msgspec.field(default_factory=dict)
    """By law, the provisions that a text cites when it is about the topic; a narrower one goes before one above it."""
    neighbours: tuple[Slug, ...] = ()
    dpv: Annotated[str, Limit(pattern=r"^([a-z-]+:[A-Za-z0-9-]+)?$")] = ""
    """The nearest concept of the W3C Data Privacy Vocabulary, of those in `dpv.yaml`; empty where none fits."""
    contract_term: bool = False
    """Whether it is a term of contract that by itself says nothing of personal data."""


class ContractLanguage(Record, frozen=True, kw_only=True):
    """Clause language to ask for, what to accept if the vendor refuses, and where to stop."""

    ask: Annotated[str, Limit(min_length=20)]
    fallback: Annotated[str, Limit(min_length=20)]
    walk_away: Annotated[str, Limit(min_length=20, pattern=r"^[^\n]+$")]
    """What must not be signed: one sentence on when to leave."""


class DueDays(Record, frozen=True, kw_only=True):
    """Business days from the review's date, by the severity of the finding."""

    critical: Annotated[int, Limit(ge=1, le=250)]
    high: Annotated[int, Limit(ge=1, le=250)]
    medium: Annotated[int, Limit(ge=1, le=250)]
    low: Annotated[int, Limit(ge=1, le=250)]
    info: Annotated[int, Limit(ge=1, le=250)]


class Guidance(Record, frozen=True, kw_only=True):
    """Public guidance that a playbook follows, and the day on which it was opened."""

    title: Line
    url: Url
    seen: date | None = None
    """Absent: taken over before days were kept."""


class Playbook(Record, frozen=True, kw_only=True):
    """A pattern for one action item: how it is decided and dated is `docs/actions.md`."""

    id: Slug
    topics: Annotated[tuple[Slug, ...], Limit(min_length=1)]
    kind: Literal["vendor-question", "contract", "internal", "monitoring"]
    title: Line
    why: Line
    basis: tuple[Line, ...] = ()
    """Provisions, `law:pinpoint`; an item prints those that its findings engage."""
    owner: Literal["privacy", "legal", "procurement", "security", "product", "people", "business"]
    due: DueDays
    before: tuple[Literal["signature", "law"], ...] | None = None
    """What caps the due day: the signature, or the first day of a law of the basis.

    Absent: contract items and questions come before signature, no item is tied to a law's day.
    """
    effort: Literal["small", "medium", "large"] | None = None
    """Hours, days or weeks. Absent: questions and watching are small, the rest medium."""
    after: tuple[Slug, ...] = ()
    """Playbooks whose items, where the plan has them, come first."""
    evidence: Line
    """What closes the item."""
    question: Line | None = None
    contract: ContractLanguage | None = None
    when: Condition | None = None
    """What the case must show beside the topic; without it the playbook fits every case."""
    requires_law: bool = False
    """True: only where a provision of `basis` is engaged."""
    suits_consumers: bool = False
    """A step inside, or something to watch, that a consumer can take too; the others need an organisation."""
    sources: tuple[Guidance, ...] = ()

    def __post_init__(self) -> None:
        if (self.question is not None) != (self.kind == "vendor-question"):
            raise ValueError("'question' belongs to kind 'vendor-question' and to no other")
        if (self.contract is not None) != (self.kind == "contract"):
            raise ValueError("'contract' belongs to kind 'contract' and to no other")
        if self.suits_consumers and self.kind not in ("internal", "monitoring"):
            raise ValueError("'suits_consumers' belongs to kinds 'internal' and 'monitoring'")
        days = [self.due.critical, self.due.high, self.due.medium, self.due.low, self.due.info]
        if days != sorted(days):
            raise ValueError("'due' must not give a graver finding more days than a lighter one")
