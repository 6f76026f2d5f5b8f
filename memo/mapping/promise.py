"""A clause that asks nothing of the law: a flat promise of the vendor, or a rule against what is a crime anyway.

"We never share your data with anyone" has all the words of sharing, and no
weight of a word can tell it from its twin with an exception, since the twin
has them too. What tells is that title and clause both deny, flatly, and that
no word of the finding takes anything back. So with a house rule that users
break no law, as long as the vendor takes no power from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from memo.mapping.phrases import Phrases

TOLD_BY = ("title", "quote")
"""The fields that both have to deny: the reviewer's title says of what the clause is."""
HEARD = ("title", "quote", "summary", "impact")
"""The fields in which nothing may take it back."""
_ACTS = (
    "(sell|sells|sold|selling|rent|rents|rented|renting|lease|leased|trade|trades|traded|share|shares|shared|sharing"
    "|disclose|discloses|disclosed|give|gives|gave|given|pass|passed|hand|handed|transfer|transferred|track|tracks"
    "|tracked|tracking|profile|profiles|profiled|profiling|train|trains|trained|training|sale|analytics)"
)
DENIALS = (
    "(not|never|neither|nor|none|nobody|cannot|no one|isn't|aren't|don't|won't|doesn't|didn't|hasn't|haven't)"
    f" ... {_ACTS}",
    f"(no|nothing|without|free of) ... {_ACTS}",
)
"""What denies such an act, in the grammar of the phrases of topics."""
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
    """
    denials, taken_back, crimes, powers = _phrases()
    for plain, more in ((denials, taken_back), (crimes, powers)):
        said = [plain.said(texts.get(name, "")) for name in TOLD_BY]
        if all(said) and not any(more.said(texts[name]) for name in HEARD if name in texts):
            return said[-1]
    return ""


@lru_cache(maxsize=1)
def _phrases() -> tuple[Phrases, Phrases, Phrases, Phrases]:
    return Phrases.of(DENIALS), Phrases.of(TAKEN_BACK), Phrases.of(CRIMES), Phrases.of(POWERS)
