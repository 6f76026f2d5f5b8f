"""The words by which a text says which place's law it means: `Korea's PIPA`, `the Swiss GDPR`."""

from __future__ import annotations

import re

_WORDS: dict[str, str] = {
    "eu": "EU|European Union|European|EU-wide|Europe|Union|UE|Unión Europea|União Europeia",
    "uk": "UK|United Kingdom|British|Britain|U.K.|GB",
    "us": "US|U.S.|USA|United States|American|U.S.A.|federal",
    "us-ca": "California|Californian|Cal.|Kalifornien|kalifornische|Califórnia",
    "us-co": "Colorado", "us-ct": "Connecticut", "us-va": "Virginia", "us-ut": "Utah", "us-tx": "Texas", "us-wa": "Washington",
    "us-il": "Illinois", "us-ny": "New York", "us-nv": "Nevada", "us-or": "Oregon", "us-mt": "Montana", "us-de": "Delaware",
    "us-ia": "Iowa", "us-in": "Indiana", "us-tn": "Tennessee", "us-ky": "Kentucky", "us-md": "Maryland", "us-mn": "Minnesota",
    "us-ne": "Nebraska", "us-nh": "New Hampshire", "us-nj": "New Jersey", "us-ri": "Rhode Island", "us-fl": "Florida",
    "us-ma": "Massachusetts", "us-vt": "Vermont", "us-pa": "Pennsylvania", "us-mi": "Michigan",
    "br": "Brazil|Brazilian|Brasil|brasileira|brasileiro|Federative Republic of Brazil",
    "kr": "Korea|Korean|South Korea|South Korean|Republic of Korea|ROK|S. Korea|Republic of Korea (Korea)|한국|대한민국",
    "ca": "Canada|Canadian", "ca-ab": "Alberta|Alberta, Canada", "ca-bc": "British Columbia|B.C.|BC|British Columbia, Canada",
    "ca-qc": "Quebec|Québec|Quebec, Canada", "ca-on": "Ontario",
    "bm": "Bermuda|Bermudian", "jp": "Japan|Japanese", "cn": "China|Chinese|PRC", "hk": "Hong Kong", "tw": "Taiwan|Taiwanese",
    "sg": "Singapore|Singaporean", "th": "Thailand|Thai", "my": "Malaysia|Malaysian", "id": "Indonesia|Indonesian",
    "vn": "Vietnam|Vietnamese", "in": "India|Indian", "lk": "Sri Lanka|Sri Lankan", "ph": "Philippines|Philippine",
    "au": "Australia|Australian|Cth", "nz": "New Zealand", "za": "South Africa|South African", "ng": "Nigeria|Nigerian",
    "ke": "Kenya|Kenyan", "eg": "Egypt|Egyptian", "ae": "UAE|United Arab Emirates|Emirati", "sa": "Saudi|Saudi Arabia|KSA|Kingdom of Saudi Arabia",
    "qa": "Qatar|Qatari", "bh": "Bahrain|Bahraini", "om": "Oman|Omani", "il": "Israel|Israeli", "tr": "Turkey|Turkish|Türkiye",
    "ch": "Swiss|Switzerland|Schweizer|Suisse", "ru": "Russia|Russian", "ua": "Ukraine|Ukrainian", "rs": "Serbia|Serbian",
    "mx": "Mexico|Mexican", "ar": "Argentina|Argentine|Argentinian", "cl": "Chile|Chilean", "co": "Colombia|Colombian",
    "pe": "Peru|Peruvian", "uy": "Uruguay|Uruguayan", "ec": "Ecuador|Ecuadorian",
}  # fmt: skip
CODES: dict[str, str] = {word.casefold(): code for code, words in _WORDS.items() for word in words.split("|")}
_ANY = "|".join(re.escape(word) for word in sorted(CODES, key=len, reverse=True))
BEFORE = re.compile(
    rf"(?<![\w.-])(?P<lead>(?:in|from|of|for|to|within|across|outside|and|or)\s(?:the\s)?)?(?P<place>{_ANY})(?P<own>['’]s?)?[\s-]$",
    re.IGNORECASE,
)
AFTER = re.compile(rf"\s(?:\((?:the\s)?(?P<bracketed>{_ANY})\)|of\s(?:the\s)?(?P<of>{_ANY})(?![\w-]))", re.IGNORECASE)


def of_law(law: str) -> tuple[str, ...]:
    """Return the codes of the places whose law this is, the narrowest first.

    >>> of_law("us-ca-ccpa"), of_law("kr-pipa")
    (('us-ca', 'us'), ('kr',))
    """
    parts = law.split("-")
    return tuple(code for code in ("-".join(parts[:2]), parts[0]) if code in _WORDS)
