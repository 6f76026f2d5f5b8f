"""Places by ISO 3166 code and which of them lie in which; what a law makes of a place is `library`."""

from __future__ import annotations

import re
from functools import lru_cache

from memo.late import late
from memo.places.names import NAMES

EU = frozenset("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split())
EEA = EU | {"IS", "LI", "NO"}
ISO = frozenset(
    """AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG
    EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR
    HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR
    LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG
    NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE
    SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA
    UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW""".split()
)
_US = """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM
    NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR GU VI AS MP"""
_DE = "BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH"
_CA = "AB BC MB NB NL NS NT NU ON PE QC SK YT"
PARTS = frozenset(
    [f"US-{s}" for s in _US.split()] + [f"DE-{s}" for s in _DE.split()] + [f"CA-{s}" for s in _CA.split()]
)
"""Parts of countries whose codes are checked; elsewhere any 3166-2 form is accepted."""
_CHECKED = {"US", "DE", "CA"}
_FORM = late(r"[A-Z]{2}-[A-Z0-9]{1,3}")


def fault_of(code: str) -> str:
    """Return why `code` is no place, or an empty text where it is one.

    >>> fault_of("DE-BY"), fault_of("UK")
    ('', "the code of the United Kingdom is 'GB'")
    >>> fault_of("california"), fault_of("Atlantis")
    ("the code of California is 'US-CA'", "no ISO 3166-1 or 3166-2 code, 'EU' or 'EEA'")
    """
    if code in {"EU", "EEA"} or code in ISO:
        return ""
    country = code.partition("-")[0]
    if _FORM.fullmatch(code) and country in ISO and (country not in _CHECKED or code in PARTS):
        return ""
    if meant := _called(code):
        return f"the code of {name_of(meant)} is '{meant}'"
    return "no ISO 3166-1 or 3166-2 code, 'EU' or 'EEA'"


_OTHERWISE = {"uk": "GB", "great britain": "GB", "usa": "US", "u.s.": "US", "u.s.a.": "US"}
"""What people write for a place beside its name; `UK` and `USA` look like codes and are none."""


@lru_cache(maxsize=1024)
def _called(name: str) -> str:
    """Return the code of a place that is written by its name, or in small letters; nothing where no place has it."""
    folded = " ".join(name.casefold().split()).removeprefix("the ")
    if folded in _OTHERWISE:
        return _OTHERWISE[folded]
    if name != name.upper() and name.upper() in NAMES:
        return name.upper()
    return next((code for code, known in NAMES.items() if known.casefold().removeprefix("the ") == folded), "")


_SHORT = {"U.S.": "US", "US": "US", "U.S.A.": "US", "USA": "US", "UK": "GB", "U.K.": "GB"}
"""How a text writes a country for short; small letters are another word."""


@lru_cache(maxsize=1)
def _countries() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of what texts call countries, and the code of each of these names."""
    called = {name.removeprefix("the "): code for code, name in NAMES.items() if len(code) == 2 and code in ISO}
    called |= _SHORT
    longest = sorted(called, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"), called


def countries_in(text: str) -> frozenset[str]:
    """Return the codes of the countries that a text names in English.

    >>> sorted(countries_in("Data go to India and the U.S., not to us."))
    ['IN', 'US']
    """
    pattern, called = _countries()
    return frozenset(called[found] for found in pattern.findall(text))


@lru_cache(maxsize=1024)
def parents(code: str) -> frozenset[str]:
    """Return the place and everything it lies in.

    >>> sorted(parents("DE-BY"))
    ['DE', 'DE-BY', 'EEA', 'EU']
    """
    found = {code}
    country = code.partition("-")[0]
    found.add(country)
    if country in EU or code == "EU":
        found.add("EU")
    if country in EEA or code in {"EU", "EEA"}:
        found.add("EEA")
    return frozenset(found)


@lru_cache(maxsize=8192)
def touches(place: str, region: str) -> bool:
    """Return whether `place` lies in `region` or contains it.

    A review that names `EU` may mean Germany, one that names `US` may mean
    California; a law there is then considered rather than silently dropped.

    >>> touches("DE", "EEA"), touches("US", "US-CA"), touches("US-NY", "US-CA")
    (True, True, False)
    """
    return region in parents(place) or place in parents(region)


def name_of(code: str) -> str:
    """Return the English name of a place as a sentence writes it, else its code.

    >>> name_of("US-IL"), name_of("MX"), name_of("ES-CT")
    ('Illinois', 'Mexico', 'ES-CT')
    """
    return NAMES.get(code, code)
