"""The words by which texts in many languages introduce provisions, join them, and refer to documents.

Language only: no law is named here. Every pattern is bounded, so that reading
a text takes time in proportion to its length.
"""

from __future__ import annotations

import re

from memo.late import late


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list written out as text."""
    return frozenset(text.split())


ARTICLE = word_set(
    """
    art arts artt article articles artikel artikelen artikeln artikels artículo artículos articulo articulos artigo
    artigos articolo articoli artikkel artykuł artykułu artykule artykułem artykuły artykułów čl článek článku
    článkem článkům článků článok články članak članka članku člankom člen člena členu άρθρο άρθρου άρθρα άρθρων
    член чл articolul articolului articolele artiklar artikler artiklerne artiklen artikli madde md m المادة
    """
)
ORDINAL = word_set("članak članka članku člankom")
"""Words after which a number is an ordinal and has a full stop of its own."""
SECTION = word_set("§ §§ section sections sec secs sect s ss มาตรา")
RECITAL = word_set(
    """
    recital recitals rec recs erwg erwgr erwägungsgrund erwägungsgründe erwägungsgrunds erwägungsgrundes considérant
    considérants considerando considerandos overweging overwegingen motyw motywu
    """
)
SCHEDULE = word_set("schedule schedules sched sch")
"""An annex of laws by sections, and far more often of a contract: read only beside a law's name."""
ANNEX = word_set("annex annexes anhang anhangs annexe anexo anexos allegato bijlage załącznik załącznika") | SCHEDULE
OTHER = word_set(
    """
    reg regs regulation regulations rule rules r rr app apps principle principles clause
    """
)

PLURAL = word_set(
    """
    arts artt articles artikelen principles artikeln artículos articulos artigos articoli §§ sections secs ss recitals
    erwägungsgründe considérants considerandos overwegingen annexes anexos regs
    """
)

_PARAGRAPH = (
    r"abs(?:\.|atz|ätze[n]?|atzes)?|paras?\b\.?|paragraphs?|paragraphes?|párrafos?|parágrafos?|paragrafi|paragrafo|par\."
    r"|sections?(?=\s\d{1,2},?\s(?:letters?|points?|lit)\b)"
    r"|apartados?|apdos?\.|comm[ai]\b|c\.(?=\s\d{1,2}\b)|lid|leden|subsections?|subsecs?\.?|alinéas?|al\.|§§?"
    r"|ust\.|ustęp(?:u|ie|y|ów)?|odst\.|odst(?:avec|avce|avci|avek|avka|avku)|ods\.|odsek(?:u)?|stav(?:ak|ka|ku|kom)?|st\.|stk\.?|stycket"
    r"|alin\.|alineat(?:ul|ului)?|paragraful(?:ui)?|παρ\.|παράγραφ(?:ος|ο|ου)|пар\.|параграф|ал\.|алинея|lõi(?:ge|ke)"
)
_POINT = (
    r"sous(?=\s[a-z]\))|onderdeel|litt?\.|lit\b|lett?\.|litera|buchst(?:\.|aben?)|letters?|letras?|letter[ae]|lettres?|points?|pts?\.|punk(?:t|te)|punto|puntos"
    r"|pontos?|n(?:rn?|os?|º|°|\.º)\.?|nummern?|ziff(?:\.|er)|números?|numéros?|(?:sub)?alíneas?|incisos?|incs?\.|sub(?:division|d\.)s?"
    r"|subparagraphs?|subparas?\.?|subpoints?|items?|onder|indents?|tirets?|clauses?"
    r"|sub(?=\s[a-z]\b)|pkt\.?|punktu|písm\.|písmen[oae]?|bod[ue]?|toč(?:ka|ke|ki|kom)|litra|bokstav|pct\.|punct(?:ul)?"
    r"|στοιχ\.|στοιχεί(?:ο|ου)|στ\.|περ\.|σημείο|буква|бук\.|т\.|точка"
)
LEVEL = late(rf",?\s{{0,3}}(?:(?P<paragraph>{_PARAGRAPH})|(?P<point>{_POINT}))(?![^\W\d_])\s{{0,3}}", re.IGNORECASE)
"""A word for a level below the article; a label must follow."""

LEVEL_WORDS = word_set(
    """
    paragraph paragraphs paragraphe paragraphes apartado apartados subsection subsections subsec subdivision
    subd alinéa alinéas parágrafo párrafo point points lit litera buchstabe letter letters letra letras
    lettre lettera punto ponto inciso incisos alínea alíneas subparagraph subparagraphs item para paras
    absatz abs § §§ nr número números nummer clause litra písmeno písm toč točka
    """
)
"""Words of `LEVEL` that may stand before the article: `point (f) of Article 6(1)`."""

PLACES_IN_ROW = tuple("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_NTH = (
    " ".join(PLACES_IN_ROW),
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
    "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo",
    "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo",
    "primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo",
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
    "erster zweiter dritter vierter fünfter sechster siebter achter neunter zehnter",
)
_COUNTED = {word: str(place) for words in _NTH for place, word in enumerate(words.split(), 1)}
_ANY_NTH = "|".join(sorted(_COUNTED, key=len, reverse=True))
ORDINALS = late(
    rf",?\s{{1,3}}(?:(?P<before>{_ANY_NTH})\s(?:lid|comma|paragraph|paragraphe|absatz|parágrafo|apartado)"
    rf"|(?:lid|comma|paragraphe|parágrafo|apartado)\s(?P<after>{_ANY_NTH}))(?!\w)",
    re.IGNORECASE,
)
"""A paragraph counted in words: `artikel 6, eerste lid`, `apartado primero`."""


def ordinal(match: re.Match[str]) -> str:
    """Return the number that a match of `ORDINALS` counts.

    >>> ordinal(ORDINALS.match(", tweede lid"))
    '2'
    """
    return _COUNTED[(match["before"] or match["after"]).casefold()]


DROPPED = late(
    r",?\s{0,3}(?:(?:satz|sätze|sent\.|s\.|hs\.|halbsatz|halbs\.|alt\.|var\.|uabs\.?|unterabs(?:\.|atz)|subparagraphs?|sentences?|frases?)\s{0,2}\d(?!\d)"
    r"(?:\s{0,2}(?:,|und|and|et|e|y)\s{0,2}\d(?=\s*(?:lit|[^\W\d]*$)))?"
    r"|(?:the\s)?(?:first|second|third|fourth|fifth|last|1st|2nd|3rd)\s(?:and\s(?:second|third)\s)?(?:subparagraphs?|sentences?|indents?|alternative)"
    r"|(?:premier|deuxième|troisième|quatrième|cinquième|second|dernier)\s(?:alinéa|tiret)|caput|(?:de\s)?aanhef(?:\sen(?=\s(?:onder|sub|onderdeel)))?)(?!\w)",
    re.IGNORECASE,
)
"""Sentences and subparagraphs: read over, because no outline counts them."""

ET_SEQ = late(
    r",?\s{0,2}(?:et\s?seq(?:q|uentes)?\.?|and\sfollowing|a\snásl\.|i\snast\.|og\sfølgende|ff\.?|f\.|e\sss\.?|et\sss?\.?(?!\w)|y\sss\.?|y\ssiguientes|e\sseguintes"
    r"|et\ssuivants|ss\.)(?![\w])",
    re.IGNORECASE,
)

AND = late(
    r"\s{0,3}(?:[,;]\s{0,3}(?:(?:and|or|und|oder|sowie|et|ou|e|y|o|i|en|oraz|lub|nebo|și|sau|och|og|eller|και|ja|as\swell\sas)(?=[\s(])\s{0,3})?"
    r"|&\s{0,3}|/\s{0,2}|(?<=[\s)])(?:and/or|and|or|und|oder|sowie|bzw\.|et|ou|e|y|o|i|en|oraz|lub|nebo|și|sau|och|og|eller|και|ja|as\swell\sas|and\salso)(?=[\s(])\s{0,3})"
)
TO = late(r"\s{0,2}(?:[-–—‑−]|(?<=[\s)])(?:to|through|thru|bis|à|a|al|até|hasta|tot|až|do|till|til)(?=[\s(]))\s{0,2}")
PRINCIPLES = late(r"Australian\sPrivacy\sPrinciples?(?=\s\d)")
"""A principle written out: `Australian Privacy Principle 6` is `APP 6`."""
UNIT = late(
    r"\s{0,2}(?:%|€|\$|£|days?|hours?|weeks?|months?|years?|minutes?|percent|per\scent|million|billion|eur|usd|tagen?|stunden|monaten?"
    r"|jahren?|jours?|heures?|mois|ans|años|días|meses|horas|anos|dias|employees|people|persons|controls|sub-?processors"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober"
    r"|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|de\s(?:janeiro|fevereiro|março|abril|maio"
    r"|junho|julho|agosto|setembro|outubro|novembro|dezembro|enero|mayo))(?!\w)",
    re.IGNORECASE,
)
"""What makes a number after a comma or an `and` a quantity or a day, never an article."""

OF = late(
    r"\s{0,3}(?:,|[–—-](?=\s))?\s{0,3}(?:(?:of|in|under|from|to|du|de\s(?:la|l)|de\sl['’]|des|de|del|da|do|della|der|dem|den|van\s(?:de|het)|van|av|i|z|του|της|от|на|din|al|من)"
    r"(?=[\s'’]))?\s{0,3}(?:(?:the\ssame|the|said|la|le|el|l|das|der|die|dem|den|de|het)(?=[\s'’]))?\s?(?:(?:amended|revised|new|current|n\.F\.|EU|EC|European)\s)?['’]?\s{0,3}[\"“„«‘'「『(\[*_]{0,3}\s?",
    re.IGNORECASE,
)
"""Between a provision and the law it belongs to."""

ASIDE = late(
    r"\s{0,2}[\"“„](?!\w{1,6}[\"”“])[^\"“”\n]{3,80}[\"”“]|\s{0,2}\((?![\w§.-]{0,6}\)|[^()\n]{0,6}\d[^()\n]{0,3}\))[^()\n]{1,80}\)"
)
"""Words in brackets after a number, never a label that could not be read."""
STRUCTURE = late(
    r",?\s{0,2}(?:of\s|in\s)?(?:Chapter|Title|Section|Part|Kapitel|Chapitre|Capítulo)\s[IVXLC\d]{1,5}(?:,\s(?:Section|Abschnitt)\s\d{1,2})?,?",
)
BEFORE = late(
    r"(?:['’](?:s|n?[ıiuü]n|[dt][ae]|y[ae])(?!\w)|:n|:s|-(?:a|u|om|ul|ului)(?!\w))?[\"”“»」』》)\]*_]{0,3}\s{0,3}(?:[（(]以下[^()（）\n]{1,30}[)）])?(?:的|の)?(?:[,:(–—\-|/]\s{0,3}){0,2}(?:(?:in|see|under|at|its|namely|specifically|in\sparticular|including"
    r"|cf\.|especially|e\.g\.,?|inter\salia|의|em\sseu|no\sseu|dans\sson|in|the)\s{1,3}){0,2}[\"“„(\[*_]{0,3}"
)
"""Between a law and a provision of it that follows."""

LISTED = late(
    r"(?:\s{0,2}\([^()\n]{0,90}\))?\s{0,3}(?:[,;/&+、和及与或]\s{0,3}){0,2}(?:び)?(?:(?:and|or|und|oder|sowie|et|ou|e|y|o|as\swell\sas|and\salso|and/or"
    r"|in\sconjunction\swith|in\scombination\swith|read\s(?:together\s)?with|together\swith|see\salso|also|with|to|bis|through"
    r"|i\.?\s?V\.?\s?m\.?|oraz|nebo|och|og|iVm|in\sVerbindung\smit|c/c|conjugado\scom|combined\swith|jo\.|lu\savec|under|the|en\srelación\scon|및|또는)(?=[\s(])\s{0,3}){0,3}",
    re.IGNORECASE,
)
"""Between members of one list of provisions."""

ABBREVIATIONS = word_set(
    """
    art arts no nos nr cal civ sec secs cf eg ie e.g i.e vs para paras lit abs code stat rev ann inc ltd co
    st u.s u.s.c c.f.r s ss p pp al et seq seqq prof bus gov lab ch tit reg regs buchst ziff gem vgl bzw z.b
    d.h u.a i.v.m hs satz uabs n nº v approx dr mr ms mrs inciso par ff subd op cit ibid id rec erwg gen
    čl odst ods písm ust pkt stk alin pct jf st παρ στοιχ στ περ чл ал т
    """
)
END = late(r"[.!?][\"”’»)\]*_]{0,3}(?:\s{1,4}|$)|[。]|\n[ \t]*\n|\n[ \t]*(?:[-*•|#>–]|\d{1,3}[.)])[ \t]")
"""Where a sentence may end; a full stop after an abbreviation is none."""
