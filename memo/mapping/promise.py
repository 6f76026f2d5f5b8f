"""A clause that asks nothing of the law: a flat promise of the vendor, a rule against crimes, a plain way out.

"We never share your data with anyone" has all the words of sharing, and no
weight of a word can tell it from its twin with an exception, since the twin
has them too. What tells is that title and clause both deny, flatly, and that
no word of the finding takes anything back. So with a house rule that users
break no law, as long as the vendor takes no power from it; with a way out
that is open at any time and costs nothing; with other people's sites that are
said to be theirs; and with an answer on Do Not Track where nobody is tracked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from memo.mapping.phrases import Phrases

HEARD = ("title", "quote", "summary", "impact")
"""The fields in which nothing may take it back."""
_ACTS = (
    "(sell|sells|sold|selling|rent|rents|rented|renting|lease|leased|trade|trades|traded|share|shares|shared|sharing"
    "|disclose|discloses|disclosed|give|gives|gave|given|pass|passed|hand|handed|transfer|transferred|track|tracks"
    "|tracked|tracking|profile|profiles|profiled|profiling|train|trains|trained|training|sale|analytics)"
)
_AIMED = (
    "(interest based|targeted|personalised|personalized|behavioural|behavioral|tailored)"
    " (advertising|advertisement|advertisements|ads|adverts|remarketing)"
)
DENIALS = (
    "(not|never|neither|nor|none|nobody|cannot|no one|isn't|aren't|don't|won't|doesn't|didn't|hasn't|haven't)"
    f" ... {_ACTS}",
    f"(no|nothing|without|free of) ... {_ACTS}",
    f"(no|not|never|without|free of) [(show|serve|allow|display|run|place|use|send)] {_AIMED}",
)
"""What denies such an act, in the grammar of the phrases of topics."""
KEPT_OUT = (
    f"(kept|keep|keeps|stay|stays|left|leaves|excluded|exempt|exempted|spared|safe) (out of|from) ... {_ACTS}",
    "(stay|stays|remain|remains|kept) (private|confidential|unread|yours|with (you|the user))",
    "(stay|stays|remain|remains|kept) (in|within|inside|on) (the|your|our) [own] (app|device|phone|house|company)",
)
"""How else a title says so."""
TAKEN_BACK = (
    "(but|however|except*|unless|other than|apart from|save|subject to|provided|otherwise|until|beyond|though|although"
    "|even|regardless|without|yet|still|while|whereas|instead|whether|despite|unlike|rather)",
    "(only|may|might|must|also|if|when|where|some|certain|reserve*|claim*|promise*|forever|directly|identifiable)",
    "(in ... sense|for money|for cash|do not track|not (affect|remove|respond|recogni*|honour|honor|limit|prevent))",
    "(you|customers|customer|users|user|members|clients) (do not|don't|may not|must not|cannot|shall not|agree*)",
    "please",
)
"""What makes an exception or a condition, narrows what is denied, or speaks of what others may not do."""

CRIMES = (
    "(not|never|no|nor|prohibit*|forbid*|forbidden|ban|bans|banned|bar|bars|barred) ... (illegal*|unlawful*|criminal"
    "|crime|crimes|offence*|offense*|illicit|fraud*|hack*|malware|virus*|pornograph*|libel*|harass*)",
    "(not|never|no|nor) ... (violate*|violating|break*|contrary to|against) ... (law|laws)",
    "only ... lawful (purpose*|use|uses|means|end|ends)",
    "(use|uses|conduct|users|you) ... (comply|conform|accordance|compliance) ... (law|laws)",
)
"""What a rule against crimes says, in title and clause."""
POWERS = (
    "(discretion|opinion|objectionable|offensive|harmful|inappropriate|unauthori*|deem*|consider*|view|regard*)",
    "(terminat*|suspend*|clos*|delet*|remov*|block*|ban you|fine*|fee|fees|pay|bill*|charge*|cost|costs|forfeit*)",
    "(indemnif*|liable|liability|responsible|damages|waive*|monitor*|scan*|report*|review*|inspect*|disclos*|share*)",
    "(we|us|our|vendor|provider|company) (may|can|will|reserve*|decide*|think*)",
    "(data|privacy|personal|consent|reverse|compet*|benchmark*|research*|train*)",
)
"""What makes more of it: a power, a price, a risk, a rule on other things."""

_MAY = (
    "(you|users|user|members|member|customers|customer|subscribers)"
    " (may|can|are free to|are entitled to|have the right to)"
)
LEAVING_TITLE = (
    "(leave|leaves|leaving|end|ends|ending|close|closes|closing|closure|cancel*|delet*|stop*|terminat*|uninstall*|exit"
    "|quit|obligation|any time)",
)
LEAVING = (
    f"{_MAY} ... (stop*|close|delete|cancel|end|terminate|leave|quit|uninstall|unsubscribe)"
    " ... (any time|whenever|any moment|any day)",
    "(stop*|close|delete|cancel|end|terminate|leave|quit) ... (any time|whenever) ... without (giving|stating)"
    " [(a|any)] (reason|reasons)",
)
"""What lets a person go whenever she likes, in title and clause."""
HELD_BACK = (
    "(but|however|except*|unless|other than|save|subject to|provided|although|though|even|yet|still|only|must|shall"
    "|irrevoc*|perpetual|minimum|penalt*|backup*|discretion|until|despite|regardless)",
    "(fee|fees|charge*|refund*|forfeit*|lose|loses|lost|credits|balance|pay|paid|owed|owe|instalment*|installment*)",
    "(kept|keeps|we keep|copies|retain*|remain*|surviv*|continue to|stays|stay|store*|archive*)",
    "(post|phone|telephone|call|calls|write|writing|letter|form|request|support|agent|fax|in person)",
    "(we|us|our|vendor|provider|company) (may|can|will|reserve*|decide*|terminat*|suspend*|close|delete|end)",
    "(not|cannot|never|won't|don't|doesn't) ... (delet*|remov*|eras*|affect*|end|cancel*|stop*)",
    "(either party|each party|days|months|years|year|weeks)",
)
"""What makes less of it: a price, a form, a time to wait, a copy that stays, a power of the vendor."""

_OTHER_SITES = (
    "(other|third party|third parties|external|linked|those|such|outside|their) [(party|web|internet)]"
    " (site|sites|website*|page|pages|resource*|service|services)"
)
LINKS_TITLE = ("(link|links|linked|external|other|third party|outside) [(sites|websites|resources|pages|services)]",)
LINKS = (
    f"(not|no) ... (responsib*|liab*|control*|operate*|endorse*|apply|cover) ... {_OTHER_SITES}",
    f"(not|no) ... (responsib*|liab*) ... (content|contents|practices|policies|privacy) ... {_OTHER_SITES}",
    f"{_OTHER_SITES} ... (not|no) ... (responsib*|liab*|control*|operate*|endorse*)",
    "(not|no) ... (responsib*|liab*) ... (sites|websites|pages|resources) ... (we link|linked|links)",
)
"""What says of other people's sites that they are theirs."""
MORE_THAN_LINKS = (
    "(partner*|advertis*|widget*|plugin*|plug in*|embed*|share|shares|shared|sharing|track*|pixel*|cookie*|transfer*)",
    "(purchas*|payment*|buy|order*|damage|damages|loss|losses|vendor's|affiliate*|processor*|subprocessor*|integrat*)",
    "(our|the) (site|website|service|services|product*) ... (not liable|not responsible|no liability)",
    "(supplier*|contractor*|sub processor*|provider's|hosting|app store*|download*|security)",
)
"""What speaks of more than links: of data that go there, of money, of the vendor's own helpers."""

SIGNALS_TITLE = ("(do not track|dnt|signal|signals)",)
SIGNALS = (
    "do not track ~ (third parties|other parties|others|nobody|no one|partners) ... (not|never|nobody|no) ..."
    " (collect*|track*|follow*)",
    "do not track ~ (we|service|site) [(does|do)] (not|never) (track|follow|profile)"
    " (you|users|visitors|people|anyone)",
)
"""What California asks of a notice (Bus. & Prof. Code § 22575(b)(5), (6)), where nobody follows people across sites."""
FOLLOWED = (
    "(sell|sells|sold|sale|advertis*|ads|partner*|analytics|profil*|share|shares|shared|global privacy control|gpc)",
    "(may|might|some|certain|other than|except*|unless|but|however) ... (collect*|track*|follow*)",
)
"""What makes the answer to a signal matter: people are followed, or data sold."""

KINDS = (
    (LEAVING_TITLE, LEAVING, HELD_BACK),
    (LINKS_TITLE, LINKS, MORE_THAN_LINKS),
    (SIGNALS_TITLE, SIGNALS, FOLLOWED),
)
"""Fair clauses of other kinds: what the title says, what the clause says, and what may not stand anywhere."""


def promised(texts: Mapping[str, str]) -> str:
    """Return the words by which a clause promises, flatly, that nothing is done, or forbids crimes; nothing else.

    >>> promised({"title": "Data are never shared", "quote": "We do not share your data with anyone."})
    'not share'
    >>> promised({"title": "Data are never shared", "quote": "We do not share your data, except with partners."})
    ''
    >>> promised({"title": "Sharing with partners", "quote": "We do not share your data with anyone."})
    ''
    >>> promised({"title": "No illegal use", "quote": "You may not use the forum for unlawful ends."})
    'not use the forum for unlawful'
    >>> promised({"title": "Ending the service", "quote": "You may delete your account at any time."})
    'You may delete your account at any time'
    >>> promised({"title": "Ending the service", "quote": "You may delete your account at any time; posts are kept."})
    ''
    """
    for title, clause, more in _kinds():
        said = title.said(texts.get("title", "")) and clause.said(texts.get("quote", ""))
        if said and not any(more.said(texts[name]) for name in HEARD if name in texts):
            return said
    return ""


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[Phrases, Phrases, Phrases], ...]:
    kinds = (((*DENIALS, *KEPT_OUT), DENIALS, TAKEN_BACK), (CRIMES, CRIMES, POWERS), *KINDS)
    return tuple((Phrases.of(title), Phrases.of(clause), Phrases.of(more)) for title, clause, more in kinds)
