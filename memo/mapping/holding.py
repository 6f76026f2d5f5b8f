"""What came of a complaint or claim: it was rejected, somebody was ordered to act, or neither.

A complaint that is dismissed and its twin that is upheld tell the same facts
in the same words; the sentence that decides does not. It stands in the title
or near the end. Words of order outweigh those of rejection, since a decision
often grants one head and rejects another, and a rejection that is said to be
one of a part (`PARTIAL`) is none of the whole. An appeal that fails tells
nothing unless it is that of the person who complained: where the company
appealed, what it was found to have done stands.

Not assumed: that a text without such words is no decision, or that a
rejection settles whether the law was kept. `memo.mapping.idle` only asks for
less, or for more, before it takes the finding as idle.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from memo.late import late
from memo.mapping.phrases import Phrases

Outcome = Literal["rejected", "ordered", "unclear", "none"]
"""`unclear`: an authority or court is named, or somebody who turned to one, and what came of it is not read."""
TELLING = ("title", "summary")
"""The fields in which a reviewer tells what was decided: a clause decides nothing."""
LAST_SENTENCES = 2
"""Sentences at the end of a summary in which a rejection counts; earlier ones tell how an instance below saw it."""
_FORUM = (
    "(court|courts|tribunal|chamber|senate|judge|judges|judgment|authority|authorities|dpa|commissioner|commission"
    "|regulator|supervisor|agency|inspectorate|inspectors|ombudsman|council|coordinator|panel|body)",
    "(complaint|complaints|complainant|claimant|plaintiff|defendant|appeal|appeals|complained|injunction)",
    "(application|action|claim|suit|motion|petition) (was|is|has been) (allowed|granted|upheld|dismissed|rejected)",
    "(action|suit|lawsuit|motion|petition) (was|is) (turned down|denied|refused)",
    "(action|suit|lawsuit|claim|case|file|proceedings) (dismissed|closed|fails|failed|discontinued)",
    "(dismissed|dismisses|rejected|rejects) [(the|his|her|their)] (action|suit|lawsuit)",
    "(interim relief|no infringement|no violation)",
)
"""Who decides and who asks for it. Elsewhere it is a loan that is refused, and a processor that has to delete."""
_MATTER = "(complaint|complaints|claim|claims|action|suit|lawsuit|application|motion|petition|grievance)"
_BECAME = (
    "[against it] [(was|is|were|are|has been|had been|has to be|must be|to be|being)]"
    " [(therefore|accordingly|thus|hence|also|then|consequently)] [(as|manifestly|entirely|wholly)]"
)
_AUTHORITY = (
    "(authority|dpa|court|judge|tribunal|chamber|senate|commissioner|commission|regulator|supervisor|agency"
    "|inspectorate|ombudsman|council|garante|body|panel|board|coordinator)"
)
_PERSON = (
    "(complainant|complainants|claimant|plaintiff|father|mother|parents|union|data subject|employee|customer|tenant)"
)
_FOUND = "(found|finds|sees|saw|establishes|established|identified|holds|held|concludes|concluded|detected)"
REJECTED = (
    f"{_MATTER} {_BECAME} (dismissed|rejected|unfounded|groundless|inadmissible|unsuccessful|ill founded|denied|refused"
    "|disallowed|turned down|thrown out|struck out|non suited)",
    f"{_MATTER} ... (was|is|were|are|has been|had been) [(therefore|accordingly|thus|hence|also|then)]"
    " [in (its entirety|full)] [as] [(manifestly|entirely|wholly)] (dismissed|rejected|unfounded|groundless"
    "|inadmissible|unsuccessful|ill founded|not upheld|not (well founded|justified|pursued|taken up)|turned down"
    "|thrown out|without (merit|success|substance|object))",
    f"{_MATTER} [of the {_PERSON}] (fails|failed|does not succeed|doesn't succeed|did not succeed|had no success"
    "|has no prospects)",
    f"(his|her|their|{_PERSON}) [(further|special)] appeal ... (dismissed|rejected|unfounded|inadmissible|unsuccessful"
    "|fails|failed|turned down|without success|not justified)",
    f"appeal of the {_PERSON} ... (dismissed|rejected|unfounded|inadmissible|unsuccessful|fails|failed|turned down)",
    "(dismisses|dismissed|rejects|rejected|disallows|disallowed|turns down|turned down|threw out|throws out|strikes out"
    f"|struck out) [(the|his|her|their|a|all|both|this|that|each)] ... {_MATTER}",
    "(inadmissible|lack of standing|lacks standing|time barred)",
    "(led|leads|came|comes) to nothing",
    "(takes|took|taken) (it|the (matter|case|file)) off the list",
    "(no infringement|no violation|nothing (unlawful|illegal))",
    "(no|not|without|nor) [(any|a|an)] (infringement|violation|contravention) [(was|is|were|has been|had been|could be"
    "|can be|by)] (found|established|seen|shown|proved|proven|visible|made out|apparent|identified|here|exists)",
    "(there|it) (is|was|were|being|had been) no (infringement|violation|contravention|breach of (duty|the"
    " (law|regulation|rules|gdpr|act)))",
    f"{_FOUND} [that] [there (is|was|had been)] (no|nothing) [(legal|sign of|evidence of|proof of|cause for)]"
    " (infringement|violation|contravention|breach|fault|unlawful*|objection*|wrong|in it|amiss|irregular*|to"
    " (object|correct|remedy|criticise|reproach))",
    "(closed|closes|discontinued|discontinues|terminated|terminates|archived|archives|dropped|drops|shelved|filed)"
    " [(the|its|his|her|this)] [own initiative]"
    " (case|file|matter|proceedings|investigation|inquiry|procedure|complaint|inspection|docket)",
    "(case|file|matter|proceedings|investigation|inquiry|procedure|inspection) [against (it|him|her)]"
    " [(was|is|were|are|has been|have been|had been)] [(then|thus|therefore|hence)]"
    " (closed|discontinued|terminated|archived|dropped|shelved|filed)",
    "(no|without) (further|other) (action|steps|measures|step) [(is|was|were|will be|seemed)]"
    " [(taken|necessary|needed|required|called for)]",
    "(not competent|no competence|lacks competence|lack of competence|without competence|no jurisdiction"
    "|lacks jurisdiction|declines jurisdiction|declined jurisdiction|declines competence|declined competence)",
    "(household|domestic|journalis*) ... (exemption|exception|privilege) ... (applies|apply|covers|covered|extends)",
    "(exemption|exception|privilege) for [(the|purely)] (personal|household|domestic|journalis*|family|press)"
    " ... (applies|apply|covers|covered|extends)",
    "(purely|exclusively) (personal|private|household|domestic) [(or|and) (personal|family|household|domestic)]"
    " (activity|activities|use|purposes|matter)",
    f"{_AUTHORITY} ... (finds|found|sees|saw|regards|considers|considered) the (duty|obligation|obligations|request"
    "|requirements|requirement|duties) [as] (fulfilled|satisfied|met|complied with)",
    f"{_AUTHORITY} ... (has|had|sees|saw|found|finds) (no|nothing) (objection|cause to|reason to|ground to|grounds to"
    "|to (object|correct|remedy|intervene|interfere|act|add|reproach)|(ground|grounds|reason|cause|basis) (for|in))",
    f"nothing [(left|more)] for the {_AUTHORITY} to (correct|remedy|order|decide|do|object)",
    "(does not|did not|doesn't|didn't|will not|declined to|declines to) take up (the|his|her|their|this)"
    " (matter|case|complaint|file)",
    "(left|leaves) it at that",
    "(ended|ends) (its|the|this|her|his) (examination|inquiry|investigation|case|matter) (there|with no|without)",
    "(no|not) [(any|an)] (irregularity|irregularities) [(was|were|is)] (detected|found|seen|established)",
    "(saw|sees|found|finds) no claim",
    "(found|finds|ruled|rules|held|decided) for the (defendant|company|operator|employer|bank|school|shop|controller"
    "|vendor|landlord|club|gym|hospital|insurer|publisher|provider|seller|platform|town|city|state)",
    f"{_AUTHORITY} ... (does not|did not|doesn't|didn't|will not|declined to|declines to)"
    " (intervene|interfere|pursue|investigate)",
    "judgment for the defendant",
)
"""What says that nothing came of a complaint, in the grammar of the phrases of topics."""
PARTIAL = (
    "(insofar|partly|partially|otherwise|remaining|rest|remainder|nonetheless|counter claim|counterclaim|cross claim)",
    "(other|others|further|second|third) (claim|claims|complaint|complaints|head|heads|point|points|request|requests"
    "|demand|respects|reasons|matter)",
    "(upheld|allowed|granted) (for|in|as|with|only)",
    "(in so far|as far|so far) as",
    "(first instance|to dismiss|claims beyond)",
    "(is|was|were|but|partly|and|dismissed|rejected) (upheld|allowed|granted)",
    "had [(first|initially|earlier|already)] (dismissed|rejected|refused|turned down|thrown out)",
    "(as for|as to|as regards|in part|with regard to|in respect of|in this respect|in that respect|on this point"
    "|on this head|one head|by the (company|controller|operator|defendant|site|bank))",
)
"""What says that the rejection is one of a part, of the other side's claim or of an instance below."""
_ACTS = (
    "(delete|erase|remove|stop|cease|pay|provide|supply|hand|produce|answer|reply|grant|disclose|inform|rectify|correct"
    "|block|take|bring|adapt|change|amend|redact|anonymise|anonymize|comply|implement|conclude|carry|refrain|desist"
    "|destroy|dismantle|switch|turn|mask|reimburse|refund|return|compensate|complete|notify|rewrite|restrict|end|limit"
    "|make|give|put|see|name|appoint|show|tell|write|decide)"
)
_UNDONE = "(erase*|delete*|remove*|destroy*|dismantle*|redact*|anonymis*|anonymiz*|desist|cease|refund*|compensat*)"
ORDERED = (
    "(ordered|orders|ordering|instructed|instructs|directed|directs|required|requires|compels|compelled|obliged|obliges"
    "|enjoined|told|requests|requested|called on|called upon|calls on|calls upon|urged|invited) [(it|him|her|them|all)]"
    f" ... to [(then|now|be)] {_ACTS}",
    "(order|orders|ordered|orders that|requires that|required that) ... (deletion|erasure|removal|dismantling"
    "|destruction|correction|be (deleted|erased|removed|destroyed|dropped|stopped|given))",
    f"(has|have|had|is|are) to [be] ({_UNDONE}|replace|replaced|disappear|repay|supply|supplied)",
    f"(must|shall) [now] [be] ({_UNDONE}|disappear|rectif*|struck|taken down|dropped)",
    "(upheld|upholds|allowed|allows|allowing|granted|grants|granting|sided with|found for)"
    " [(in part|partly|largely)] (the|his|her|their|its|a) ... (complaint|claim|application|motion|injunction|request"
    "|action|claimant|complainant|plaintiff|subject|patient|employee|tenant|union|driver|worker)",
    f"{_MATTER} [(was|is|were|has been|had been)] [(partly|in part|largely|partially|mostly|therefore)]"
    " (upheld|allowed|granted|successful|succeeds|succeeded|prevailed|well founded|justified)",
    "(awards|awarded|award|awarding|gave|gives|receives) ... (euros|eur|pounds|dollars|francs|kronor|zloty|damages"
    "|compensation)",
    "(cannot|could not|can't|may not|couldn't) [be] (rely|invoke|based)",
    "(was|were|is|are|been|and|authority|dpa) [also] (fined|reprimanded|cautioned|admonished|censured|sanctioned)",
    "corrective (order|orders|measure|measures)",
    "(entitled|right) to (have|receive|obtain|get|know|be)",
    "(asked|asks) for (removal|deletion|erasure)",
    "(prohibits|forbade|forbids|banned|bans|suspended|suspends) [it] ... (processing|use|using|clause|terms"
    "|transfer|transfers|both|practice|further)",
    "(was|were|is|are|has been|and) prohibited",
    "prohibited (the|it|its|him|her|both|any|further)",
    "agreed with the (complainant|claimant|plaintiff|data subject|patient|employee|union)",
    "(serious|sharp|severe) criticism",
    "(sentenced to|ordered the others)",
    "(asks|asked) that ... be (removed|deleted|erased|taken down|corrected)",
    "(found|finds|established|establishes|sees|saw|confirmed|confirms|constitutes|constituted|committed) [that]"
    " [there was] (a|an|the|two|three|several|another) [serious] (breach|breaches|infringement|infringements|violation"
    "|violations) of",
    "(article|articles|art|arts|section|gdpr) ... (was|were|had been|has been|have been) (violated|infringed|breached)",
    "(is|are|was|were) (void|unenforceable|unfair|ineffective)",
    "(settled|settlement) ... (deletion|pay|pays|euros|dollars|million)",
)
"""What says that somebody has to act, that a person got what was asked for, or that the law was found breached."""
BROKEN = (
    "(infringed|infringes|infringing|violated|violates|violating|breached|breaches|contravened|contravenes|contrary to"
    "|incompatible with|unlawful|unlawfully|illegal|illegally|in breach|inadequate|insufficient|disproportionate"
    "|excessive)",
    "(fine|penalty|reprimand|caution) [of]",
    "(an|the|two|three|several|both|these|this|found|established|committed a) (infringement|infringements|violation"
    "|violations|breach of (the|article|duty))",
    "(is|are|was|were|both) [(a|an|both|each|clear)] (infringement|infringements|violation|violations)",
    "(lacked|lacks|without|no) [(any|a|an)] [(valid|sufficient|sound|proper)] (legal|lawful) (basis|ground|grounds)",
    "(failed|failing|fails|failure) to",
    "(undertook|undertakings|undertaking|consent decree|binding commitment)",
    "(ought to|should) have",
    "(was|were) (not|never) (told|asked|informed|heard|allowed|entitled|permitted)",
    "(must|ought) [now] (load|decide|look|inform|answer|provide|prove|show|be (shown|given|made|told|informed))",
)
"""What may say that the law was broken: beside it no rejection counts."""
ALLEGED = (
    "(alleged|alleges|alleging|claimed|claims|claiming|maintained|maintains|believed|believes|thought|thinks|complained"
    "|complains|argued|argues|objected|objects|submitted|submits|submission|suspected|feared|accused|accuses|invoked"
    "|regarded|considers|considered|challenged|attacked|sued|wanted|disliked|struck|whether|allegedly|supposedly)",
    f"(in the (view|opinion|eyes) of the {_PERSON}|in (his|her|their) (view|opinion|eyes))",
    "according to (him|her|them|the)",
    "(saw|sees) [in] (it|this|that|a|an|in)",
    "(no|nothing|not|nor|neither) [(any|a|an)] (infring*|violat*|breach*|unlawful*|illegal*|excessive|disproportionate"
    "|inadequate|insufficient|contrary|fine|penalty|reprimand)",
)
"""What says that a sentence tells what a party thinks, or denies it."""
OVERTURNED = (
    "(annul*|quash*|overturn*|set aside|sets aside|lifts|lifted|revoked|referred back|goes back|not upheld)",
    "(set|sets) ... order aside",
)
"""What says that an order or a fine did not last: beside it neither counts."""
_ENDS = late(r"(?<=[.!?])\s+")


class Holding(Struct, frozen=True):
    """What came of a complaint or claim, and the words that say so."""

    outcome: Outcome = "none"
    words: str = ""


def holding(texts: Mapping[str, str]) -> Holding:
    """Return what came of a complaint or claim.

    >>> holding({"summary": "A tenant asked for a copy. It had been sent. The authority rejects the complaint."})
    Holding(outcome='rejected', words='rejects the complaint')
    >>> holding({"summary": "The court told the landlord to answer and dismissed the other claim."}).outcome
    'ordered'
    >>> holding({"quote": "The complaint was dismissed."}).outcome
    'none'
    """
    forum, rejected, partial, ordered, broken, alleged, overturned = _phrases()
    told = [texts[name] for name in TELLING if name in texts]
    deciding = _deciding(texts)
    if not _any(forum, told):
        return Holding()
    if found := _any(ordered, told):
        return Holding("unclear") if _any(overturned, deciding) else Holding("ordered", found)
    if any(_any(broken, [sentence]) and not _any(alleged, [sentence]) for text in told for sentence in _split(text)):
        return Holding("unclear")
    for sentence in deciding:
        if (found := _any(rejected, [sentence])) and not _any(partial, [sentence]):
            return Holding("rejected", found)
    return Holding("unclear")


def _deciding(texts: Mapping[str, str]) -> list[str]:
    """Return the title and the last sentences of the summary."""
    return [*_split(texts.get("title", "")), *_split(texts.get("summary", ""))[-LAST_SENTENCES:]]


def _split(text: str) -> list[str]:
    return [sentence for sentence in _ENDS.split(text.strip()) if sentence]


def _any(phrases: Phrases, told: list[str]) -> str:
    """Return the first words of the texts that one of the phrases matches; none, where none does."""
    return next(filter(None, map(phrases.said, told)), "")


@lru_cache(maxsize=1)
def _phrases() -> tuple[Phrases, ...]:
    return tuple(map(Phrases.of, (_FORUM, REJECTED, PARTIAL, ORDERED, BROKEN, ALLEGED, OVERTURNED)))
