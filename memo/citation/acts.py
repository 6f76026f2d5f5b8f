"""Acts that a text names by kind and number: `Regulation (EU) 2016/679`, `Lei nº 13.709/2018`, `45 C.F.R.`."""

from __future__ import annotations

import re

from memo.late import late

_KINDS = {
    "regulation": "regulation|reg|vo|verordnung|règlement|reglamento|regulamento|regolamento|verordening|rozporządzenie"
    "|förordning|forordning|euv|verordnungen|regulations|förordningen|forordningen|rozporządzenia|rozporządzeniu|rozporządzeniem|nařízení"
    "|nariadenie|nariadenia|uredba|uredbe|uredbi|asetus|asetuksen|rendelet|regulamentul|regulamentului|määrus|määruse|regula|regulas"
    "|reglamentas|κανονισμός|κανονισμού|регламент|règlements|reglamentos|regulamentos|regolamenti",
    "directive": "directive|dir|rl|richtlinie|directiva|diretiva|direttiva|richtlijn|dyrektywa|direktiv"
    "|directives|dyrektywy"
    "|směrnice|smernica|smernice"
    "|direktiva|direktive|direktivet|direktivi|irányelv|directivei"
    "|direktiivi|direktyva|direktīva|οδηγία|οδηγίας|директива|richtlinien|direttive|directivas|diretivas",
    "decision": "decision|dec|beschluss|décision|decisión|decisão|decisione|besluit",
}
KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split("|")}
BODIES = "EU|EC|EEC|UE|CE|CEE|EG|EWG|WE|EÚ|ES|EF|EK|EL|EY|EB|ΕΕ|ЕС|Euratom"
_BODY = rf"(?:\(\s?(?:{BODIES})(?:\s?,\s?Euratom)?\s?\)|EU|EC|UE|CE|ΕΕ|ЕС)"
_INSTITUTION = r"(?:\s{1,3}(?=[^()\n]{0,60}(?:[Pp]arl|[Κκ]οινο|[Пп]арл))[^()\n.;]{8,80}(?=\())?"
"""`of the European Parliament and of the Council` between the kind and the number, in whatever language."""
EU_ACT = late(
    rf"(?P<kind>{'|'.join(KIND_OF)})\.?{_INSTITUTION}\s{{0,3}}(?<=[\s.])(?:{_BODY}\s{{0,3}})?(?:(?:No|Nr|nº|n°|n\.º|n\.)\.?\s{{0,3}})?"
    r"(?P<number>\d{2,4}\s?/\s?\d{1,4})(?!\d)(?:/(?:EU|EC|EEC|UE|CE|CEE|EG|EWG)(?!\w))?",
    re.IGNORECASE,
)
NUMBER_OF_ACT = late(rf"\((?:{BODIES})\)\s{{0,3}}(?:(?:No|Nr|nº|n°)\.?\s{{0,3}})?(?P<number>20\d\d/\d{{1,4}})(?![\d/])")
"""An act by its number alone: since 2015 acts of the Union of all kinds share one count."""
NATIONAL_ACT = late(
    r"(?P<kind>(?:Federal\s)?(?:Law|Lei|Decree|Decreto|Ley|Loi|Act)(?:\s(?:Federal|Complementar|Ordinaria|Orgánica))?)"
    r"\s{1,3}"
    r"(?P<no>(?:No|Nr|nº|n°|n\.º|n\.\s?º|n\.|Nº|N\.)\.?\s{0,3})?(?P<number>\d{1,2}[.,]?\d{3})"
    r"(?P<year>\s?/\s?\d{2,4}|,?\s(?:de|of)\s(?:\d{1,2}\s)?(?:de\s)?[\w]{0,9}\s?(?:de\s)?\d{4})?(?![\d])",
    re.IGNORECASE,
)
CODE = late(
    r"(?P<words>\d{1,3}\s{1,2}(?:U\.?\s?S\.?\s?C\.?(?:\s?[AS]\.?)?|U\.S\.\sCode|C\.?\s?F\.?\s?R\.?|ILCS|Ill\.\sComp\.\sStat\."
    r"|C\.?C\.?R\.?|N\.?Y\.?C\.?R\.?R\.?|Del\.\s?C\.|C\.?M\.?R\.?)|"
    r"Cal\.\sCode\sRegs\.?(?:,?\stit\.\s\d{1,2})?"
    r"|(?i:title)\s\d{1,2}(?:\sof\sthe|,)\s(?:California\sCode\sof\sRegulations|United\sStates\sCode|U\.S\.\sCode"
    r"|Code\sof\sFederal\sRegulations)|California\sCode\sof\sRegulations,\stitle\s\d{1,2})(?![\w])"
)
_CODE_WORD = late(
    r"\b(?:Code|Codes|Statutes|Stat\.|Stats\.|Regs\.|Rev\.|Laws|USC|U\.S\.C\.|CFR|C\.F\.R\.|ILCS|CCR|NYCRR|RCW|NRS|ORS|CRS|MCA|KRS"
    r"|C\.R\.S\.|Del\. C\.|NJSA|N\.J\.S\.A\.|Bus\. Law|Business Law|GBL)(?!\w)"
)


def names_code(name: str) -> bool:
    """Whether a name that several laws may share is a code of laws, in which each number belongs to one law.

    >>> names_code("Cal. Civ. Code"), names_code("15 U.S.C."), names_code("RCW"), names_code("PIPA")
    (True, True, True, False)
    """
    return CODE.fullmatch(name) is not None or _CODE_WORD.search(name) is not None


def code_key(words: str) -> str:
    """Return a code's name in one spelling, however its title and its dots are written.

    >>> code_key("15 U. S. C. A."), code_key("title 15, United States Code,"), code_key("16 C.F.R.")
    ('15usc', '15usc', '16cfr')
    """
    title = re.search(r"\d{1,3}", words)
    plain = re.sub(r"[\W\d_]|title|tit\b|of the", "", words.casefold())
    for long, short in _CODE_SPELLINGS:
        plain = long.sub(short, plain)
    return (title[0] if title else "") + plain


_CODE_SPELLINGS = (
    (late(r"unitedstatescode|uscode|usc[as]$"), "usc"),
    (late("codeoffederalregulations"), "cfr"),
    (late("californiacodeofregulations|calcoderegs"), "ccr"),
    (late("illcompstat"), "ilcs"),
)
