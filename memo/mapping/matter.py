"""Whether a finding speaks of personal data, so that a term of contract in it is a matter of data-protection law.

An arbitration clause engages no data-protection law; a clause that sends
complaints about personal data to arbitration does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from memo.late import late
from memo.library.records import Topic
from memo.mapping.likeness import is_english
from memo.mapping.topics import DECIDING, MOST_LEADING_TOPICS, ReadTopic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from memo.findings.model import Finding

GROUPS = frozenset({"collection", "sharing", "lifecycle", "rights", "special", "security", "processor"})
"""Groups of topics that are about data; a topic of them speaks of personal data unless it is a term of contract."""

TRADE, MACHINES = "commercial", "ai"
"""The group of the terms of trade, and that of what models and machines do."""

TOUCHED = frozenset({"damages-claim", "deemed-consent"})
"""A claim arises from an infringement, and what use is taken to consent to may be one of data: a word shows as much."""

_NAMED = late(
    r"""\bpersonal(?:ly\ identif\w+)?\ (?:data|information|details|info)\b | \bprivacy\b
    | \bdata\ (?:protection|subjects?)\b
    | \b(?:user|customer|your|their|people's|users'|client)\ data\b | \bPII\b | \bGDPR\b
    | \binformation\ (?:(?:that\ |which\ )?(?:we|it|they)\ (?:\w+\ ){1,3})?
      (?:about|on|from)\ (?:you|users|people|persons)\b
    | \b(?:data|information)\ (?:\w+\ ){0,3}(?:collected|gathered)\b | \breal\ names?\b
    | \brequests?\ for\ consent\b | \bconsent\ (?:request|notice|form|banner)s?\b
    | \bpersonenbezogen\w* | \bDatenschutz\w* | \bdonnées\ (?:à\ caractère\ )?personnel\w* | \bvie\ privée\b
    | \bdatos\ (?:de\ carácter\ )?personal\w* | \bprivacidad\b
    | \bdados\ pessoa\w* | \bprivacidade\b | \bdati\ personali\b
    | 개인정보 | 個人情報 | 个人信息""",
    re.IGNORECASE | re.VERBOSE,
)


_TOUCHED = late(
    r"""\b(?:data|databases?|datasets?|PII|anonym\w*|pseudonym\w*|identif\w*|confidential\w*)\b
    | \b(?:your|their|user|customer|account|contact|billing|payment|usage|device)\ (?:information|ids?|numbers?)\b
    | \binformation\ (?:about|on|that|from|of|we|you)\b
    | \b(?:e-?mail\ (?:address\w*|lists?|contents?)|(?:tele)?phone\ numbers?)\b
    | \b(?:birth\w*|passports?|identity|contacts|profil\w+)\b
    | \b(?:histor(?:y|ies)|habits|whereabouts|geo\w*|GPS|cookies?|pixels?|track\w*|brows(?:er|ing))\b
    | \b(?:your|their|precise|exact|user|device|current)\ locations?\b | \blocation\ (?:data|history|services)\b
    | \b(?:fac(?:e|es|ial)|fingerprints?|voice\w*|biometric\w*|health|medical|patients?|photos?|pictures?|images?)\b
    | \b(?:messages?|conversations?|chats?|calls?|record(?:s|ed|ings?)|logs?|cameras?|microphones?|monitor\w*)\b
    | \b(?:watch\w*|infer\w*|listen\w*|surveil\w*|scan\w*|scor(?:e|es|ed|ing)|(?<!consumer\ )credit|debts?|registers?)\b
    | \b(?:retain\w*|retention|eras\w+|advertis(?:e|ing|ements?)|marketing|newsletters?|prompts?|inputs?|disclos\w+)\b
    | \b(?:encrypt\w*|hack\w*|leak\w*|secur\w+|controllers?|processors?|sub-?processors?)\b
    | \b(?:employees?|applicants?|workers?)\b
    | daten | données | datos | dados | \bdati\b | kontakt | standort | einwillig | consent[ei]m
    | 정보 | 데이터 | 개인 | 情報 | 信息 | データ | 数据""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words by which a text may speak of what is known of people."""


BARE = frozenset({"lawful-basis", "financial-data"})
"""Topics whose words stand in disputes about money as well: no ground for a fee, an amount blocked on a card."""
_OF_PEOPLE = late(
    r"""\b(?:names?|named|address\w*|photograph\w*|film\w*|videos?|footage|mail\w*|guests?|pupils?|child\w*|students?|tenants?
    |neighbou?rs?|colleagues?|staff|members?|lists?|listed|publish\w*|publication|post(?:s|ed|ing)|shar(?:e|ed|es|ing)
    |pass(?:ed|es|ing)?\ (?:on|to)|upload\w*|collect\w*|stor(?:e|ed|es|ing|age)|gather\w*|personal\w*|private\w*|people
    |persons?|individuals?|citizens?|voters?|residents?|consent\w*|permission|purposes?|research\w*|survey\w*|AI
    |algorithm\w*|files?|documents?|correspondence|impostors?|signatures?|solvency)\b
    | \b(?:details|pretend\w*|verif\w*|behalf|no\ contract)\b | \b(?:never|not)\ agreed\b | \bbehind\ .{1,30}\ back\b
    | \bin\ (?:his|her|their)\ names?\b
    | \bprocess(?:ed|es|ing)\b
      (?!\ (?:of\ )?(?:an?\ |the\ )?(?:fees?|loans?|payments?|orders?|charges?|costs?|refunds?)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words by which such a text may speak of people and what is done with what is known of them."""


IN_TRAINING, TRAINING = "copyright-training", "ai-training"
"""The topic of works of authors from which models learn, and that of what models learn from."""
MAIN = 3
"""Topics, the best read, among which a finding's matter stands."""
_OF_WORKS = late(
    r"""\b(?:articles|e-?books?|books|novels?|newspapers?|journals|magazines?|lyrics|songs?|music|manuscripts?|films
    |photographs|pictures|paintings|illustrations?|artworks?|works|archives?|texts|dispatches|recordings|publish(?:er|ing)\w*
    |authors?'?|artists?'?|writers|journalists|composers|photographers|agency|rights?-?\ ?holders?|copyright\w*
    |robots\.txt|robots|text\ and\ data\ mining|reservations?|reserved?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words for works and those who own them."""
_LEARNT_FROM = late(
    r"""\b(?:articles|e-?books?|books|novels|lyrics|songs|manuscripts|newspapers?|paintings|illustrations|screenplays
    |(?:musical|literary|protected|copyrighted)\ works)\b[^.;]{0,80}\btrain\w*
    |\btrain\w*\b[^.;]{0,40}\b(?:articles|e-?books?|books|novels|lyrics|songs|manuscripts|newspapers?|paintings)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words by which a model learns from works, where the topic of works was not read."""
_ON_PEOPLE = late(
    r"""\b(?:people|persons?|private|individuals?|users?|customers?|consumers?|visitors?|profiles?|faces?|biometric\w*
    |identif\w+|employees?|staff|patients?|child(?:ren)?|pupils?|students?|contacts|messages?|conversations?|chats?|prompts?
    |inputs?|names?|addresses|health|photos|selfies|your\ (?:content|data|information|posts|files|documents))\b
    | \b(?:data\ subjects?|social\ (?:media|network\w*))\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words for people as such, or for what they enter; their owners alone do not make works a matter of data."""


def speaks_of_personal_data(finding: Finding, topics: tuple[ReadTopic, ...], known: Mapping[str, Topic]) -> bool:
    """Return whether a finding's words name personal data, or one of its leading topics is about data."""
    if any(_NAMED.search(text) for name in DECIDING if (text := getattr(finding, name))):
        return True
    return any(
        known[topic.topic].group in GROUPS and not known[topic.topic].contract_term
        for topic in topics[:MOST_LEADING_TOPICS]
        if topic.topic in known
    )


def heard_of_data(finding: Finding, topics: tuple[ReadTopic, ...], known: Mapping[str, Topic]) -> tuple[ReadTopic, ...]:
    """Return the topics of a finding that a law on personal data hears.

    All, where it speaks of personal data, else what is no term of contract
    and, where a word touches data, a claim for damages and deemed consent.
    Where the likeliest topic read is a term of trade, and no word touches what
    is known of people, only what models and machines do to them: what else is
    read there is beside the point, as users who must arbitrate abroad are no
    transfer of data, and coins that are sold no sale of data. A topic that the
    reviewer states is never beside the point. Nor does it hear of a ground or
    of money where no word is on people, nor of works of authors in training.
    """
    topics = _not_bare(finding, topics)
    if of_works(finding, topics):
        return ()
    if _is_of_trade(topics, known) and not _touches_data(finding):
        return tuple(topic for topic in topics if topic.topic in known and _of_machines(known[topic.topic]))
    if speaks_of_personal_data(finding, topics, known):
        return topics
    return tuple(
        topic
        for topic in topics
        if not known[topic.topic].contract_term or (topic.topic in TOUCHED and _touches_data(finding))
    )


def _not_bare(finding: Finding, topics: tuple[ReadTopic, ...]) -> tuple[ReadTopic, ...]:
    """Return topics without those read that only their words' other use in disputes about money may have shown."""
    bare = [topic for topic in topics if topic.topic in BARE and topic.basis == "read" and not topic.named]
    if not bare or not is_english(_texts(finding)) or _touches_data(finding, _OF_PEOPLE):
        return topics  # the words on people are English alone
    return tuple(topic for topic in topics if topic not in bare)


def of_works(finding: Finding, topics: tuple[ReadTopic, ...]) -> bool:
    """Return whether a finding is about works in training alone: it names works and their owners, and no people.

    Books and articles name people too, but what their publisher objects to is
    the use of works. A topic that the reviewer states is never doubted.
    """
    read = [topic.topic for topic in topics[:MAIN] if topic.basis == "read"]
    if not read or any(topic.basis == "stated" for topic in topics):
        return False
    words = _OF_WORKS if IN_TRAINING in read else _LEARNT_FROM if TRAINING in read else None
    texts = _texts(finding)
    return bool(words and any(words.search(text) for text in texts)) and not any(
        pattern.search(text) for text in texts for pattern in (_NAMED, _ON_PEOPLE)
    )


def _is_of_trade(topics: tuple[ReadTopic, ...], known: Mapping[str, Topic]) -> bool:
    """Return whether the likeliest topic read is a term of trade."""
    if not topics or topics[0].basis == "stated" or topics[0].topic not in known:
        return False
    topic = known[topics[0].topic]
    return topic.contract_term and (topic.group == TRADE or topic.id == "unilateral-change")


def _touches_data(finding: Finding, *more: re.Pattern[str]) -> bool:
    return any(pattern.search(text) for text in _texts(finding) for pattern in (_NAMED, _TOUCHED, *more))


def _texts(finding: Finding) -> list[str]:
    return [text for name in (*DECIDING, "impact") if (text := getattr(finding, name))]


def _of_machines(topic: Topic) -> bool:
    return topic.group == MACHINES and topic.id != "feedback-use"
