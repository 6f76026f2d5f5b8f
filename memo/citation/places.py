"""The words by which a text says which place's law it means: `Korea's PIPA`, `the Swiss GDPR`."""

from __future__ import annotations

import re

from memo.late import late

_WORDS: dict[str, str] = {
    "eu": "EU|European Union|European|EU-wide|Europe|Union|UE|Unión Europea|União Europeia",
    "uk": "UK|United Kingdom|British|Britain|U.K.|GB",
    "us": "US|U.S.|USA|United States|American|U.S.A.|federal",
    "us-ca": "California|Californian|Cal.|Kalifornien|kalifornische|Califórnia", "us-co": "Colorado",
    "us-ct": "Connecticut", "us-va": "Virginia", "us-ut": "Utah", "us-tx": "Texas", "us-wa": "Washington",
    "us-il": "Illinois", "us-ny": "New York", "us-nv": "Nevada", "us-or": "Oregon", "us-mt": "Montana",
    "us-de": "Delaware", "us-ia": "Iowa", "us-in": "Indiana", "us-tn": "Tennessee", "us-ky": "Kentucky",
    "us-md": "Maryland", "us-mn": "Minnesota", "us-ne": "Nebraska", "us-nh": "New Hampshire",
    "us-nj": "New Jersey", "us-ri": "Rhode Island", "us-fl": "Florida", "us-ma": "Massachusetts",
    "us-vt": "Vermont", "us-pa": "Pennsylvania", "us-mi": "Michigan",
    "br": "Brazil|Brazilian|Brasil|brasileira|brasileiro|Federative Republic of Brazil",
    "kr": "Korea|Korean|South Korea|South Korean|Republic of Korea|ROK|Republic of Korea (Korea)|한국|대한민국",
    "ca": "Canada|Canadian", "ca-ab": "Alberta|Alberta, Canada",
    "ca-bc": "British Columbia|B.C.|BC|British Columbia, Canada", "ca-qc": "Quebec|Québec|Quebec, Canada",
    "ca-on": "Ontario", "bm": "Bermuda|Bermudian", "jp": "Japan|Japanese", "cn": "China|Chinese|PRC",
    "hk": "Hong Kong", "tw": "Taiwan|Taiwanese", "sg": "Singapore|Singaporean", "th": "Thailand|Thai",
    "my": "Malaysia|Malaysian", "id": "Indonesia|Indonesian", "vn": "Vietnam|Vietnamese",
    "in": "India|Indian", "lk": "Sri Lanka|Sri Lankan", "ph": "Philippines|Philippine",
    "ie": "Ireland|Irish|IE", "au": "Australia|Australian|Cth", "nz": "New Zealand", "za": "South Africa|South African",
    "ng": "Nigeria|Nigerian", "ke": "Kenya|Kenyan", "eg": "Egypt|Egyptian",
    "ae": "UAE|United Arab Emirates|Emirati", "sa": "Saudi|Saudi Arabia|KSA|Kingdom of Saudi Arabia",
    "qa": "Qatar|Qatari", "bh": "Bahrain|Bahraini", "om": "Oman|Omani", "il": "Israel|Israeli",
    "tr": "Turkey|Turkish|Türkiye", "ch": "Swiss|Switzerland|Schweizer|Suisse", "ru": "Russia|Russian",
    "ua": "Ukraine|Ukrainian", "rs": "Serbia|Serbian", "mx": "Mexico|Mexican",
    "ar": "Argentina|Argentine|Argentinian", "cl": "Chile|Chilean", "co": "Colombia|Colombian",
    "pe": "Peru|Peruvian", "uy": "Uruguay|Uruguayan", "ec": "Ecuador|Ecuadorian",
    "at": "Austria|Austrian|Österreich|österreichische|österreichischen", "nl": "Netherlands|Dutch",
    "de": "Germany|German|Deutschland|deutsche|deutschen", "es": "Spain|Spanish|España", "it": "Italy|Italian|Italia",
    "fr": "France|French",
}  # fmt: skip
_MEMBERS = frozenset(("at", "de", "es", "fr", "ie", "it", "nl"))
"""Member states among the places: the law of the Union is theirs too, so that `the French GDPR` is still the GDPR."""
CODES: dict[str, str] = {word.casefold(): code for code, words in _WORDS.items() for word in words.split("|")}
_UNSPACED = {
    "韩国": "kr", "韓国": "kr", "中国": "cn", "日本": "jp", "欧盟": "eu", "美国": "us", "新加坡": "sg", "台湾": "tw",
    "香港": "hk", "泰国": "th", "印度": "in", "英国": "uk", "加拿大": "ca", "巴西": "br",
}  # fmt: skip
"""Places of scripts that do not part words, right before a law's name."""
_ANY = "|".join(re.escape(word) for word in sorted(CODES, key=len, reverse=True))
_AFTER = late(rf"\s(?:\((?:the\s)?({_ANY})\)|of\s(?:the\s)?({_ANY})(?![\w-]))", re.IGNORECASE)
_LEAD = late(r"\b(?:in|from|to|within|across|outside)\s$", re.IGNORECASE)


def before(text: str, start: int) -> tuple[str, int] | None:
    """Return the place that a name at `start` is given to by the words before it, and where they begin.

    A place in its own right claims nothing: `in Brazil GDPR claims fail`.

    >>> before("the Swiss GDPR", 10), before("South Korea's PIPA", 14), before("in Brazil GDPR", 10)
    (('ch', 4), ('kr', 0), None)
    """
    if text[start - 1 : start] > "\u2fff":
        lead = text[max(0, start - 8) : start].rstrip("《「『")
        return next(((code, start) for word, code in _UNSPACED.items() if lead.endswith(word)), None)
    if text[start - 1 : start] not in (" ", "-", "\u00a0", "\n"):
        return None
    words = re.split(r"(?<=\s)", text[max(0, start - 32) : start - 1])
    for count in (3, 2, 1):
        phrase = "".join(words[-count:])
        bare = phrase.rstrip("'’") if phrase.endswith(("'", "’")) else phrase.removesuffix("'s").removesuffix("’s")
        code = CODES.get(" ".join(bare.split()).casefold())
        if code is None:
            continue
        begin = start - 1 - len(phrase)
        if text[begin - 1 : begin] in ("-", ".") or text[begin - 1 : begin].isalnum():
            return None
        if bare == phrase and _LEAD.search(text[max(0, begin - 16) : begin]):
            return None
        return code, begin
    return None


def after(text: str, end: int) -> tuple[str, int] | None:
    """Return the place named right after a name, `(Korea)` or `of Korea`, and where its words end."""
    if text[end : end + 2] not in (" (", " o", "\u00a0(", "\no", "\n("):
        return None
    match = _AFTER.match(text, end)
    return (CODES[(match[1] or match[2]).casefold()], match.end()) if match else None


def of_law(law: str) -> tuple[str, ...]:
    """Return the codes of the places whose law this is, the narrowest first.

    >>> of_law("us-ca-ccpa"), of_law("kr-pipa")
    (('us-ca', 'us'), ('kr',))
    """
    parts = law.split("-")
    return tuple(code for code in ("-".join(parts[:2]), parts[0]) if code in _WORDS)


def shares(place: str, law: str) -> bool:
    """Whether a place has a law in common with others: a member state that of the Union.

    >>> shares("fr", "eu-gdpr"), shares("ch", "eu-gdpr"), shares("fr", "uk-gdpr")
    (True, False, False)
    """
    return place in _MEMBERS and of_law(law) == ("eu",)
