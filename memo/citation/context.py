"""What stands around a number and tells whose it is: this document, a law nobody knows, a law named before."""

from __future__ import annotations

import re

from memo.citation.words import word_set
from memo.late import late

_NOUNS = (
    r"agreements?|terms|conditions|contracts?|polic(?:y|ies)|notices?|addend(?:um|a)|appendix|appendices|exhibits?|schedules?|documents?|memo|memorandum"
    r"|licen[cs]es?|EULA|MSA|SOW|NDA|ToS|T&Cs?|DPAs?|BAA|SLA|order\sforms?|clauses|SCCs?|BCRs?|bylaws|reports?|statements?|pages?|handbook|manual|guidelines?|guidance"
    r"|codes?\sof\s(?:conduct|practice)|blog|essay|paper|book|chapter|document|letter|opinion|questionnaire|tender|offer|form|website|playbook"
    r"|AGB|AVV|Vertrag(?:e?s)?|Vereinbarung|Bedingungen|Nutzungsbedingungen|Datenschutzerklärung|Geschäftsbedingungen|Standardvertragsklauseln|Lizenz"
    r"|contrat|conditions\s(?:générales|d['’]utilisation)|CGV|CGU|politique|contrato|condiciones|términos|termos|termo|política|acordo|acuerdo|aviso|contratto|licence"
)
_WORD = (
    r"(?:[A-Z][\w’'&/-]{0,30}|(?i:data|processing|service|services|general|standard|contractual|privacy|license|master|main"
    r"|present|user|customer|commercial|terms|of|use|vendor|cookie|business|associate|software|subscription|online"
    r"|website|protection|sale|same|entire|model|internal|these|this|our|your))"
)
DOCUMENT_AFTER = late(
    r"(?i:\s{0,3},?\s{0,3}(?:\(?(?:of|in|under|to|from|within|per|der|des|dieser|dieses|diesem|im|de|du|da|do|del|della"
    r"|desta|deste|destes|destas)\s{1,2}){1,2}"
    r"(?:(?:this|these|the|our|your|that|said|such|its|their|any|each|both|an?|ces|cette|ce|la|las|los|les|dieser|dieses"
    r"|diesem|unserer|Ihrer|nos|nossos|nossa|os|as)\s{1,2}){0,2})"
    rf"(?:{_WORD}\s{{1,2}}){{0,5}}?(?i:{_NOUNS})(?![\w-])(?!\s(?:[A-Z]\w{{1,20}}\s){{0,3}}(?:Act|Regulations?|Directive|Law|Code|Rules?|Ordinance)(?!\w))(?i:\sof\s(?:service|use|sale|business)(?!\w))?"
)
DOCUMENT_RIGHT_AFTER = late(
    r"\s{0,2}[,(]?\s?(?:above|below|hereof|herein|hereto|hereunder|supra|infra|oben|unten|ci-dessus|ci-dessous|acima|abaixo|anterior|precedente|overleaf)(?!\w)",
    re.IGNORECASE,
)
DOCUMENT_BEFORE = late(
    rf"(?:\b(?:{_NOUNS})(?:\sof\s(?:service|use|sale|business))?[\"”)]?['’]?s?\s{{0,2}}[,:(–—-]{{0,2}}\s{{0,2}}(?:in\s|under\s|see\s|at\s)?"
    r"|\b(?:this|these|our|your|an|following|previous|preceding|next|last|blog|news)\s"
    r"|(?:본|이|동)\s?(?:약관|계약|방침|규정|계약서)?\s?(?:의\s)?|(?:本|该|この)?(?:协议|合同|条款|政策|規約|契約|契約書|約款|ポリシー|协定)[》」]?の?\s?|(?:약관|계약서?|처리방침|방침|규정|규약|정관)[』」\"]?\s?(?:의\s)?)$",
    re.IGNORECASE,
)
NOT_A_LAW_AFTER = late(
    r"\s{0,2}(?:Data\sProtection\s)?(?:[Ww]orking\s(?:[Pp]arty|[Gg]roup)|WP\d{0,3}\b|Group\b|standing\b|-Datenschutzgruppe|-Gruppe|Datenschutzgruppe|Committee\b|courts?\b|tribunal\b)"
)
_LAW_NOUN = (
    r"(?:Act|Law|Code|Regulations?|Directive|Ordinance|Decree|Statutes?|Constitution|Convention|Charter|Treaty|Rules?|Rule|Bill|Order|Guidelines|Measures|Provisions"
    r"|Gesetz(?:es|buch(?:es)?|e)?|Verordnung|Richtlinie|Loi|Code|Ley|Lei|Código|Constitución|Constituição|Legge|Codice)"
)
_MORE = (
    r"(?:(?:\([A-Z][^()\n]{2,40}\)(?!\s(?:and|or)\s)"
    r"|[A-Z][\w’'.&-]{0,30}|of|and|for|on|the|to|in|&|de|da|do|des|du|von|zur|über)\s{1,2}){0,9}"
)
_TAIL = (
    r"(?:\s(?:on|of|for|against|concerning|regarding|respecting|sobre|de|zur|zum|über)\s(?:the\s)?[A-Z][\w’'-]{1,30}"
    r"(?:\s(?:(?:and|of|in|the|for|&)\s)?[A-Z][\w’'-]{1,30}){0,6})?(?:,?\s(?:of\s)?(?:19|20)\d\d(?!/))?"
)
LAW_AFTER = late(
    r"(?:\s{0,3},?\s{0,3}(?:of|in|under|to|from|der|des|du|de|del|da|do|della|van\sde)\s{1,2}(?:the\s|la\s|l['’]|el\s|der\s|des\s|de\s|o\s|a\s)?|\s{1,2}|,\s(?=[A-Z][\w’'-]{1,30}\s))[\"“„«'‘「『]?"
    rf"(?P<law>(?:[A-Z][\w’'.&-]{{1,30}}\s{{1,2}}{_MORE})?{_LAW_NOUN}(?![\w-]){_TAIL}|[A-ZÀ-Þ][\w’'-]{{2,40}}(?:gesetz(?:es|buch(?:es)?)?|verordnung|ordnung)(?!\w))"
)
ACRONYM_AFTER = late(
    r"(?P<joint>\s{0,3},?\s{0,3}(?:(?:of|in|under|der|des|du|de|del|da|do|de\sla|van\sde)\s{1,2})?(?:(?:the|la|le|der|des|el|o|a)\s{1,2})?(?:[A-Z][a-z]{2,14}\s)?[(\"“„]?)(?P<law>[A-ZÄÖÜ][\w/-]{0,11}(?<=[\wÄÖÜ]))(?:\s(?P<year>(?:19|20)\d\d))?(?![\w-])"
)
LAW_BEFORE = late(
    rf"(?P<law>(?<![\w.])(?:[A-Z][\w’'.&-]{{1,30}}\s{{1,2}}{_MORE})?{_LAW_NOUN}(?:\sAnn\.)?{_TAIL})(?:\s?\([^()]{{1,30}}\))?(?:['’]s)?\s{{0,3}},?\s{{0,3}}(?:\(|in\s)?$"
)
CODE_BEFORE = late(
    r"(?P<law>(?<![\w.])(?:[A-Z][\w’'.&-]{0,24},?\s{1,2}|and\s|of\s|&\s){1,7}?(?:Code|Stat\.?|Statutes|Laws?|L\.|Rev\.|C\.)(?:\sAnn\.)?)(?:,?\s(?:tit|ch|art)\.\s\d{1,3})?,?\s{0,3}$"
)
ACRONYM_BEFORE = late(r"(?<![\w.-])(?P<law>[A-ZÄÖÜ][\w-]{0,10}[A-ZÄÖÜ][\w-]{0,4})(?:['’]s)?\s{1,3}$")
KOREAN_LAW_BEFORE = late(
    r"(?P<law>「[^」\n]{2,60}」|(?:[가-힣]{1,12}\s?){0,5}[가-힣]{1,12}(?:법률|법|규칙|조례|령))\s{0,2}$"
)
HAN_LAW_BEFORE = late(
    r"(?P<law>《[^》\n]{2,40}》|「[^」\n]{2,40}」|[\u4e00-\u9fff]{1,20}(?:法|条例|办法|规定|規則|規定|法律|施行令))\s{0,2}$"
)
TURKISH_LAW_BEFORE = late(
    r"(?P<law>(?:[A-ZÇĞİÖŞÜ]\w{1,20}\s{1,2}){1,7}(?:Kanun|Yasa|Yönetmeli)\w{0,9}|[A-ZÇĞİÖŞÜ]{2,8})(?:['’]\w{1,4})?(?:\s?\([^()\n]{1,40}\))?\s{0,2}$"
)
TURKISH = ("maddesi", "madde", "md", "m")
"""Words whose law stands right before the number, or nowhere near."""
NO_SPACES = ("제", "第")
"""Words of numbers in scripts that do not part words by spaces."""
KOREAN_BACK = late(r"(?:같은|동|위|이)\s?법(?:률)?\s?$")
_BACK_NOUN = (
    r"(?:Regulation|Act|Law|Directive|Statute|Code|Verordnung|Gesetz(?:es)?|Richtlinie|règlement|loi|Reglamento|Ley"
    r"|Regulamento|Lei|norma|legislation|instrument|title)"
)
BACK_AFTER = late(
    r"\s{0,3},?\s{0,3}(?:of|in|under|to|der|des|du|de|del|da|do|dessel?be?n|derselben)\s{1,2}(?:(?P<which>that|the\ssame|the\ssaid|said|the|this|such|la|le|el|dieser|dieses|derselben|desselben|même|mesma|referida|citada|misma|mismo|dicha|dicho|tal|esta|este)\s{1,2}){0,2}"
    rf"(?P<noun>{_BACK_NOUN})(?![\w-])(?!\s(?:on|of|for|No|n[º°.])\b)(?!(?<=code)\s(?:de|du|des|civil|pénal|monétaire|rural|électoral|général)\b)(?-i:(?!\s[A-Z]))|\s(?:ebd|ebenda|thereof|ibid(?:em)?)\b\.?",
    re.IGNORECASE,
)
IBID = late(r"\b(?:ibid(?:em)?\.?|id\.|ebd\.|ebenda)\s{0,2}(?:,|at)?\s{0,2}$", re.IGNORECASE)
CONTRAST_BEFORE = late(
    r"\b(?:unlike|than|contrary\sto|in\scontrast\s(?:to|with)|as\sopposed\sto|compared\s(?:to|with)|comparison\s(?:to|with)|similar(?:ly)?\sto|modell?ed\s(?:on|after)"
    r"|inspired\sby|like|beyond|mirrors?|mirroring|resembles|borrow(?:s|ed)\sfrom|other\sthan|anders\sals|im\sGegensatz\szur?|contrairement\sau?|diferente(?:mente)?\sd[ao]|instead\sof|not)"
    r"\s(?:the\s|in\s|under\s){0,2}$",
    re.IGNORECASE,
)
"""What makes a law a comparison: it is named, and the sentence speaks of another."""
OTHER_AFTER = late(
    r"\s{0,2}(?:of|des|der|du|de|del|da|do)\s(?:the|la|le|der|des|l['’])?\s?(?!data\b|personal\b)\w",
    re.IGNORECASE,
)
SHORT_LAWS = word_set("GG BV LV AO")
"""Laws of two capitals: the German constitution, those of Austria and Switzerland and of the Länder, the tax code."""
NO_LAWS = word_set(
    """
    DPIA DPIAs FRIA DPA DPAs DPO DPOs ROPA ROPAs RoPA SCC SCCs BCR BCRs ADM ADMT AI EU UK US USA EEA TIA LIA
    PIA GPAI WP WP29 SaaS API IT HR PII CJEU ECJ EDPB EDPS ICO CNIL TOM TOMs DSAR DSARs DSR DSRs LLM LLMs ML
    PDF SLA MSA NDA BAA FAQ AND OR OF THE IN TO FOR BY ON AS IS IF NO NOT WITH FROM ALL ANY THIS THAT OUR
    AGB TOS CGV CGU EULA
    YOUR AN AT BE ID CEO CISO GC FTC CPPA ANPD PIPC NIST ISO SOC OK TBD NB II III IV VI VII VIII IX XI XII
    Abs Art Arts Nr UND ODER DER DIE DAS ET LE LA DU EL
    """
)
"""Capitals after a number that are no law: bodies, places, papers, words of a heading."""


def is_acronym(word: str) -> bool:
    """Whether capitals after or before a number are the name of a law.

    >>> is_acronym("BetrVG"), is_acronym("GG"), is_acronym("GitHub"), is_acronym("DPIA")
    (True, True, False, False)
    """
    capitals = sum(letter.isupper() for letter in word)
    if word in SHORT_LAWS:
        return True
    if capitals < 2 or len(word) < 3 or {word, word.upper()} & NO_LAWS:
        return False
    # `GitHub` is no law; `KunstUrhG` and `BetrVG` are.
    return 2 * capitals >= sum(letter.isalpha() for letter in word) or word.endswith(("G", "GB", "VO", "O"))
