"""Acts that a text names by kind and number: `Regulation (EU) 2016/679`, `Lei nº 13.709/2018`, `45 C.F.R.`."""

from __future__ import annotations

import re

_KINDS = {
    "regulation": "regulation|reg|verordnung|règlement|reglamento|regulamento|regolamento|verordening|rozporządzenie"
    "|förordning|forordning",
    "directive": "directive|dir|richtlinie|directiva|diretiva|direttiva|richtlijn|dyrektywa|direktiv",
    "decision": "decision|dec|beschluss|décision|decisión|decisão|decisione|besluit",
}
KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split("|")}
_BODY = r"(?:\(\s?(?:EU|EC|EEC|UE|CE|CEE|EG|EWG|Euratom)(?:\s?,\s?Euratom)?\s?\)|EU|EC|UE|CE)"
EU_ACT = re.compile(
    rf"(?P<kind>{'|'.join(KIND_OF)})\.?\s{{1,3}}(?:{_BODY}\s{{0,3}})?(?:(?:No|Nr|nº|n°|n\.º|n\.)\.?\s{{0,3}})?"
    r"(?P<number>\d{2,4}/\d{1,4})(?!\d)(?:/(?:EU|EC|EEC|UE|CE|CEE|EG|EWG)(?!\w))?",
    re.IGNORECASE,
)
NATIONAL_ACT = re.compile(
    r"(?P<kind>(?:Federal\s)?(?:Law|Lei|Decree|Decreto|Ley|Loi|Act)(?:\s(?:Federal|Complementar|Ordinaria|Orgánica))?)"
    r"\s{1,3}"
    r"(?P<no>(?:No|Nr|nº|n°|n\.º|n\.\s?º|n\.|Nº|N\.)\.?\s{0,3})?(?P<number>\d{1,2}[.,]?\d{3})"
    r"(?P<year>\s?/\s?\d{2,4}|,?\s(?:de|of)\s(?:\d{1,2}\s)?(?:de\s)?[\w]{0,9}\s?(?:de\s)?\d{4})?(?![\d])",
    re.IGNORECASE,
)
CODE = re.compile(
    r"(?P<words>\d{1,3}\s{1,2}(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.)?|C\.?\s?F\.?\s?R\.?|ILCS|CCR|NYCRR|Del\.\s?C\.|C\.?M\.?R\.?)|"
    r"Cal\.\sCode\sRegs\.?(?:,?\stit\.\s\d{1,2})?,?|title\s\d{1,2}\sof\sthe\sCalifornia\sCode\sof\sRegulations,?)(?![\w])"
)
