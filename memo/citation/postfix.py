"""Reading provisions whose number stands before its word: `6. cikk (1) bekezdés b) pont`, `6 artiklan 1 kohta`."""

from __future__ import annotations

from collections.abc import Iterator

from memo.citation.items import Group, Item
from memo.late import late

_NTH = r"\s{0,2}['’]?(?:[ıiuü]nc[ıiuü]|nc[ıiuü])"
_AND = r"\s{1,20}(?:és|vagy|ja|tai|ir|un|või)\s{1,3}"
POSTFIX = late(
    # Hungarian
    r"(?P<hu>\d{1,12})\.\s{1,20}cikk\w{0,8}(?:\s{0,20}\((?P<hu1>\d{1,12})\)\s{1,20}bekezdés\w{0,8})?"
    rf"(?:\s{{1,20}}(?P<hu2>[a-z])\)(?:{_AND}(?P<hu3>[a-z])\))?\s{{1,20}}pont\w{{0,8}})?"
    # Finnish
    r"|(?P<fi>\d{1,12}(?:\s[a-c](?=\sartik))?)\s{1,20}artikla\w{0,8}(?:\s{1,20}(?P<fi1>\d{1,12})\s{1,20}ko(?:hda|hta)\w{0,6})?"
    rf"(?:\s{{1,20}}(?P<fi2>[a-z])(?:{_AND}(?P<fi3>[a-z]))?\s{{1,20}}alako(?:hda|hta)\w{{0,6}})?"
    # Lithuanian
    r"|(?P<lt>\d{1,12})\s{1,20}straipsn\w{1,6}(?:\s{1,20}(?P<lt1>\d{1,12})\s{1,20}dal\w{1,5})?"
    r"(?:\s{1,20}(?P<lt2>[a-z])\)?\s{1,20}punkt\w{1,5})?"
    # Latvian
    r"|(?P<lv>\d{1,12})\.\s{1,20}pant\w{1,5}(?:\s{1,20}(?P<lv1>\d{1,12})\.\s{1,20}(?:punkt|daļ)\w{1,5})?"
    r"(?:\s{1,20}[\"“„]?(?P<lv2>[a-z])[\"”“]?\)?\s{1,20}(?:apakšpunkt|burt)\w{1,5})?"
    # Slovene and Croatian
    r"|(?P<sl>\d{1,12})\.\s{1,20}člen\w{1,4}"
    # Turkish
    rf"|(?P<tr>\d{{1,12}})(?:\.|{_NTH})\s{{1,20}}madde\w{{0,10}}"
    rf"(?:\s{{1,20}}\(?(?P<tr1>\d{{1,12}})\)?(?:\.|{_NTH}|\s{{1,3}}numaralı)?\s{{1,20}}fıkra\w{{0,8}})?"
    r"(?:\s{1,20}\(?(?P<tr2>[a-zçğıöşü])\)?\s{1,20}ben[dt]\w{0,6})?"
)
"""Languages that put the number first; labels below it follow in the same manner."""
_WORDS = late(r"cikk|artikla|straipsn|pant|člen|madde")


def read_postfix(text: str) -> Iterator[Group]:
    """Yield the provisions whose word follows their number.

    >>> [(text[g.start : g.end], g.items[0].root, g.items[0].labels) for text in ["GDPR 6. cikk (1) bekezdés a) pont"]
    ...     for g in read_postfix(text)]
    [('6. cikk (1) bekezdés a) pont', '6', ('1', 'a'))]
    """
    if _WORDS.search(text) is None:
        return
    for match in POSTFIX.finditer(text):
        if text[match.start() - 1 : match.start()].isalnum():
            continue
        language = next(name for name in ("hu", "fi", "lt", "lv", "sl", "tr") if match[name])
        parts = match.groupdict()
        root = match[language].replace(" ", "")
        above = tuple(label for label in (parts.get(f"{language}1"),) if label)
        points = [parts[key] for key in (f"{language}2", f"{language}3") if parts.get(key)]
        items = [Item(root, (*above, str(point)), levels=(*("paragraph" for _ in above), "point")) for point in points]
        yield Group(
            "article",
            match.start(),
            match.end(),
            "maddesi" if language == "tr" else "artikla",
            items=items or [Item(root, above, levels=("paragraph",) * len(above))],
        )
