"""What a reviewer judges of a clause, in so many words: nothing is wrong with it, or what it promises is taken back.

A promise and its twin with an exception that eats it use the same words; the
reviewer's sentence on it does not. Only title, summary and impact are asked:
the words of a clause praise it as they like.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from memo.mapping.phrases import Phrases

Judgement = Literal["approved", "faulted", "none"]
JUDGING = ("title", "summary", "impact")
VERDICTS = (
    "(no|nothing|neither) [(further|legal|material|particular|real|specific|other)] (concern|concerns|fault"
    "|comment|objection|shortcoming*|drawback*|downside*)",
    "(raises|raise|gives|give|calls for|needs|need|leaves) (no|nothing|neither) ... (concern*|comment*|question*"
    "|issue*|change|doubt)",
    "(nothing|no reason|no need|not) to (complain|object|add|worry|fear|doubt|comment|assess|criticise|criticize)",
    "(no|nothing) [(legal|real|material)] (issue|issues|problem|problems|risk|risks) (arise*|here|for users|in this)",
    "no [(legal|real|material)] (issue|issues|problem|problems|risk|risks) (is|are|was|were) (seen|found|visible)",
    "no legal (issue|issues|problem|problems|significance|effect|risk|relevance)",
    "(standard|routine|customary|ordinary|usual|common|conventional|typical|familiar) ... (clause|provision"
    "|boilerplate|term|wording|formality)",
    "(routine|customary|ordinary|usual|common|conventional|typical|familiar) ... terms",
    "boilerplate",
    "(go|goes|far|well) (beyond|further than) ... (law|laws|statut*|rules|required|requires|requirement*|minimum)",
    "(exactly|just|precisely|all that|everything that|more than) ... (law|laws|rules|statute*|regulation*"
    "|authorities|regulators) (ask*|require*|want*|demand*|expect*|prescribe*)",
    "what ... (law|rules|statute|regulator*|authorit*) (ask|asks|require*|want|wants|demand*|expect*|prescribe*)",
    "(generous|exemplary|reassuring|commendable|consumer friendly|user friendly|privacy friendly|good practice"
    "|best practice|good example|balanced|even handed)",
    "(is|as|very|entirely) positive",
    "positive (practice|point|feature|sign|example|aspect|effect|note)",
    "(is a model|a good model|fine example) of",
    "better than ... (law|statut*|rules|minimum|required|necessary)",
    "(excellent|exemplary) (terms|protection|practice)",
    "(customers|users|clients|people|readers|consumers|patients|parents) ... (will|may|should) welcome (it|this)",
    "(no exception|no exceptions|no condition|no conditions) (is|are) (made|attached|foreseen)",
    "(strong|firm|clear|protective|welcome|valuable) [and] [(clear|protective|welcome)] (commitment|promise|assurance)",
    "(favours|favors|protects|strengthens|benefits) [(the|all|its)] (customer*|consumer*|user*|client*|people|reader*)",
    "to the advantage of [(the|all|its)] (customer*|consumer*|user*|client*|people|reader*)",
)
"""What is said of a clause with which nothing is wrong, in the grammar of the phrases of topics."""
UNDONE = (
    "(what|whatever|anything) (goes|went|reaches) (beyond|further)",
    "(defeats|defeat|circumvents|circumvent|undermines|undermine|evades|evade) ... (purpose|law|statute|rule*|right*)",
    "(not|isn't|less than|short of) what ... (law|statute|rules|act) (asks|ask|requires|require|demands|prescribes)",
    "(takes|take|took|taken) ... (promise|it|this|that) back",
    "(undone|undoes|undo|empties|emptied|hollow|worthless|meaningless|worth nothing|of no use|hardly matter*"
    "|counts for nothing)",
    "(in name|on paper|in truth|in reality|in fact|on its face|on the face of it|at first sight|sound*|look*)"
    " ... (only|but|yet|however|not|no|nothing)",
    "(but|yet|however|although|though) ... (never|nobody|no|not|without|cannot|only|any|all|every|loses|lose)",
    "(ruled out|are excluded|is excluded|missing altogether|leaves out)",
    "(not|never|without being|nobody is|nobody was|are not|is not|was not|were not) (asked|told)",
    "(cannot|can not) (object|refuse|stop|leave|opt out|contest|appeal|tell|know|see who|verify|rely)",
    "(have|has) to (call|write|travel|pay|wait|send|find|look|sue|print)",
    "(no|without) [(any|a|clear|real|other)] (time limit|end date|safeguard*|remedy|way (to|of|out)|explicit consent)",
    "(sets|set|has|have|knows) no [time] (limit|limits|end)",
    "(no|without) (reason|reasons|notice) (is|are|being) [(ever|given|stated|named)] (given|stated|named)",
    "without (stating|giving|naming) ... (reason|reasons|ground|grounds)",
    "without (reasons|telling|being told)",
    "(receive|receives|get|gets|given|learn|learns) (no|neither) (reason|reasons|notice|answer|explanation)",
    "(lose|loses|lost|forfeit*|give up|gives up) ... (right*|claim*|money|price|credit|deposit|court*|access)",
    "(at|in) [(its|their|our|the)] [(own|sole|absolute)] (discretion|pleasure)",
    "(more|far more) than ... (need*|necessary|justif*|purpose)",
    "(only|merely) (if|where|when|after|for|to) ... (so that|which means|most|hardly|too late|no longer)",
)
"""What is said of a promise that an exception takes back, or of people who have no say."""

MISSING = (
    "(no|missing|lack of|absence of) [(any|a|an|the|independent|human|real|prior|regular|effective|clear|further"
    "|written|more)] [(bias|security|breach|price|risk|impact|fairness|data|account|cash|service|level|privacy)]"
    " (test|tests|testing|audit|audits|encryption|notice|notices|notification|appeal|appeals|review|oversight"
    "|safeguard*|refund|refunds|opt out|way|option|means|remedy|remedies|deletion|erasure|help|assistance|explanation"
    "|reasons|choice|policy|protection|agreement|contract|contact|security|protections|assessment|verification"
    "|correction|access|export|copy|warranty|warranties|supervision|inspection|redress|compensation)",
)
"""How a title begins that says what a clause leaves out; its words are those of a promise, "no" before all."""
LEFT_OUT = (
    "(not|never) (supported|provided|offered|included|regulated|promised|given|foreseen|documented|addressed|tested"
    "|mentioned)",
    "(missing|lacking|absent)",
)
"""How such a title ends."""
NOT_OWED = (
    "(need*|required|necessary|owed|due|other|others|longer exist*|extra|hidden|objection|before|until)",
    "(copy|access) (of|to) (a|the|other) (tape|minutes|file|files|account|accounts|secret*)",
)
"""What says of it that nobody has to have it."""


class Verdict(Struct, frozen=True):
    """What a reviewer judges, and the words that say so."""

    judgement: Judgement = "none"
    words: str = ""


def verdict(texts: Mapping[str, str]) -> Verdict:
    """Return the judgement of a finding's reviewer; a fault that is named outweighs praise, and praise a bare title.

    >>> verdict({"summary": "The clause is mutual. It raises no concern."})
    Verdict(judgement='approved', words='no concern')
    >>> verdict({"summary": "A generous promise, but the exception takes it back."}).judgement
    'faulted'
    >>> verdict({"title": "No audit of the model", "quote": "The model has not been audited."}).judgement
    'faulted'
    >>> verdict({"quote": "This raises no concern."}).judgement
    'none'
    """
    undone, approved, missing, left_out, not_owed = _phrases()
    said: tuple[tuple[Judgement, Phrases], ...] = (("faulted", undone), ("approved", approved))
    for judgement, phrases in said:
        for text in (texts[name] for name in JUDGING if name in texts):
            if words := phrases.said(text):
                return Verdict(judgement, words)
    title = texts.get("title", "").strip(" .")
    begins, ends = missing.said(title), left_out.said(title)
    words = begins if begins and title.startswith(begins) else ends if ends and title.endswith(ends) else ""
    return Verdict("faulted", words) if words and not not_owed.said(title) else Verdict()


@lru_cache(maxsize=1)
def _phrases() -> tuple[Phrases, ...]:
    return tuple(map(Phrases.of, (UNDONE, VERDICTS, MISSING, LEFT_OUT, NOT_OWED)))
