"""Finding the names of laws in a text: the names that records give, and words that look like a law nobody knows.

A name that several laws share, or that a place or another instrument claims
(`Brazil's GDPR`, `PIPA Enforcement Decree`), settles nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from memo.citation import places
from memo.citation.acts import BODIES, CODE, EU_ACT, KIND_OF, NATIONAL_ACT, NUMBER_OF_ACT, code_key, names_code
from memo.citation.naming import Naming
from memo.citation.table import Filed, key_of
from memo.late import late


class Name(Struct, frozen=True):
    """A law's name at a place of the text; `laws` are the candidates, none where nobody knows it.

    `bare` says that the name is a citation of the whole law where no
    provision stands with it.
    """

    start: int
    end: int
    laws: tuple[str, ...]
    words: str
    settled: bool = True
    bare: bool = True
    settled_by: str = ""
    code: bool = False
    """A code of laws, after which a number needs no word to introduce it."""
    generic: bool = False
    """A shared name whose law its numbers decide, such as a code of which the law is a part."""


DERIVED_AFTER = late(
    r"(?:['’]s)?[\s-]{1,2}(?:(?:draft|proposed|final|revised|amended|second)\s){0,2}"
    r"(?:(?:Enforcement|Implementing|Implementation|Procedural|Transposition|Executive)"
    r"\s(?:Decree|Rules?|Regulations?|Acts?|Laws?|Ordinance|Order)"
    r"|Regs\b\.?|Regulations|Reg\.|Omnibus|Ausführungsgesetz|Durchführungsgesetz|Durchführungsverordnung)(?!\w)"
    r"|\s?(?:시행령|시행규칙|고시)|[》」]?の?(?:施行令|施行規則|施行规则|实施条例|实施细则|实施办法)"
)
DERIVED_BEFORE = late(
    r"(?:(?:Enforcement|Implementing|Implementation)\s(?:Decree|Rules?|Regulations?|Act|Law|Ordinance)"
    r"|[Rr]egulations(?:\s(?:implementing|issued|adopted|promulgated))?)"
    r"\s(?:of|to|for|under|on|implementing)\s(?:the\s)?[\"“]?$"
)
_DERIVED_PARTS = ("ecree", "egulation", "mplement", "Enforcement")
DECREE = late(
    r"(?:Enforcement\s(?:Decree|Rules?|Regulations?)|Implementing\s(?:Decree|Rules?|Regulations?|Ordinance))(?!\w)"
)
KOREAN_DECREE = late(r"(?:시행령|시행규칙)")
_ALIAS = late(
    r"\s{0,2}[(\[]\s?(?:the\s|hereinafter\s|also\s|or\s|„|hereafter\s)?[\"“„'‘«*]{0,3}(?P<name>[^()\[\]\n]{2,60}?)[\"”“'’»*]{0,3}\s?[)\]]"
)
_LONGER = late(r"-(?!VO\b)(?:E|[A-Z]{2,6}|[A-ZÄÖÜ][a-zäöüß]{1,20}(?:VO?|G))(?![\w-])")
_ADJECTIVE = late(r"-(?!VO\b)[a-zA-Zäöü]{3,}")


_NATIONAL_HEADS = frozenset(("law", "lei", "federal", "decree", "decreto", "ley", "loi", "act"))
_CODE_HEADS = frozenset(("cal", "title", "california"))
_BODIES = frozenset(BODIES.casefold().split("|"))
_OTHER_HEADS = (*_BODIES, *_NATIONAL_HEADS, *_CODE_HEADS, "enforcement", "implementing")


class NameTable:
    """The names of every law the reader was told of, ready to be found."""

    def __init__(self, namings: Sequence[Naming], names: Filed) -> None:
        self.laws = {naming.law: naming for naming in namings}
        self.parts_of_codes = frozenset(names.parts_of_codes)
        self.by_word, self.spellings, self._foreign = names.by_word, names.spellings, names.foreign
        self._owners, self._national, self._codes = names.owners, names.national, names.codes
        self._shared, self._beside = frozenset(names.shared), frozenset(names.beside)
        self._acts = {(kind, number): (law,) for kind, number, law in names.acts}
        self._years_of: dict[str, frozenset[str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self.heads = frozenset((*KIND_OF, *_OTHER_HEADS))

    def spelt(self, name: str) -> bool:
        """Whether some law is called just so."""
        return key_of(name) in self._owners

    def at(self, text: str, start: int, word: str) -> Name | None:
        """Return the name that begins at a word of the text, or nothing."""
        folded = word.casefold()
        match = self._pattern_of(folded).match(text, start) if folded in self.by_word else None
        if folded in _NATIONAL_HEADS:
            act = self._national_act(text, start)
            if act and (match is None or act.end > match.end()):
                return act
        if word[0].isdigit() or folded in _CODE_HEADS:
            code = CODE.match(text, start)
            if code and (match is None or code.end() >= match.end()):
                return self._code(code)
        if match:
            return self._known(text, match)
        if folded in KIND_OF:
            return self._act(text, start)
        if folded in _BODIES and text[start - 1 : start] == "(":
            return self._numbered_act(text, start - 1)
        if folded in ("enforcement", "implementing"):
            decree = DECREE.match(text, start)
            return Name(start, decree.end(), (), decree[0], bare=False) if decree else None
        return None

    def _pattern_of(self, word: str) -> re.Pattern[str]:
        """Return the pattern of the names that begin with a word, compiled when a text first has the word."""
        if word not in self._patterns:
            ordered = sorted(self.by_word[word], key=len, reverse=True)
            self._patterns[word] = late("|".join(_pattern(name) for name in ordered), re.IGNORECASE)
        return self._patterns[word]

    @cached_property
    def foreign(self) -> re.Pattern[str] | None:
        """The pattern of the names in scripts that do not part words by spaces."""
        names = sorted(self._foreign, key=len, reverse=True)
        return late("|".join(_pattern(name) for name in names)) if names else None

    def _key_of(self, words: str) -> str:
        """Return the key of words as they stand in a text, without the `s` of a German genitive."""
        key = key_of(words)
        return key if key in self.spellings else key.removesuffix("s")

    def _years(self, law: str) -> frozenset[str]:
        """Return the years by which a law's own names tell it from earlier and later ones."""
        if law not in self._years_of:
            words = " ".join(self.laws[law].names)
            self._years_of[law] = frozenset(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", words))
        return self._years_of[law]

    def _code(self, code: re.Match[str]) -> Name:
        """Return a code of laws with the laws we know that are parts of it, if any."""
        laws = tuple(self._codes.get(code_key(code["words"]), ()))
        words = code["words"].rstrip(",")
        return Name(code.start(), code.end(), laws, words, not laws, bare=False, code=True, generic=bool(laws))

    def in_foreign_script(self, text: str) -> Iterator[Name]:
        """Yield names in scripts that do not part words by spaces."""
        if text.isascii() or self.foreign is None:
            return
        for match in self.foreign.finditer(text):
            before = text[match.start() - 1 : match.start()]
            if "가" <= before <= "힣" or text.endswith("保有する", 0, match.start()):
                continue
            name = self._known(text, match)
            if name:
                yield name
        for match in KOREAN_DECREE.finditer(text):
            yield Name(match.start(), match.end(), (), match[0], bare=False)

    def _known(self, text: str, match: re.Match[str]) -> Name | None:
        key = self._key_of(match[0])
        owners = tuple(self._owners.get(key, ()))
        start, end, words = match.start(), match.end(), match[0]
        single = re.fullmatch(r"[\w./-]+", match[0]) is not None
        cased = match[0] == self.spellings[key] or not self.spellings[key].isupper()
        if not single and words.islower() and self.spellings[key] != words and key in self._shared:
            return None
        if key in self._shared and names_code(self.spellings[key]):
            return _of_place(text, Name(start, end, owners, words, False, bare=False, code=True, generic=True))
        known_elsewhere = key in self._shared and len(owners) == 1
        generic = known_elsewhere and self.laws[owners[0]].by_number
        if _part_of_longer_name(text, start, words):
            owners, known_elsewhere, cased = (), False, False
        year = _YEAR_AFTER.match(text, end) if _TITLE.search(words) else None
        if year and owners:
            end, words = year.end(), text[start : year.end()]
            known = tuple(law for law in owners if year["year"] in self._years(law))
            if not known and any(self._years(law) for law in owners):
                owners, known_elsewhere, cased = (), False, False
            owners = known or owners
        ends_open = words.endswith("/")
        name = Name(
            start, end, owners, words, not known_elsewhere, not (known_elsewhere or ends_open) and cased,
            code=ends_open, generic=generic,
        )  # fmt: skip
        longer = _LONGER.match(text, end)
        if longer:
            # `DSG-EKD` is a church's law, `BDSG-E` a draft, `BGB-InfoV` an ordinance and `GDPR-FR` nobody's.
            whole = text[start : longer.end()]
            return replace(name, end=longer.end(), laws=(), words=whole, settled=True, bare=False, generic=False)
        if (
            key in self._beside
            or _ADJECTIVE.match(text, end)
            or text[start - 1 : start] in ("@", "#")
            or text[start - 2 : start] == "n-"
        ):
            name = replace(name, bare=False)
        name = self._derived(text, name)
        return self._with_alias(text, self._placed(text, name))

    def _derived(self, text: str, name: Name) -> Name:
        after = DERIVED_AFTER.match(text, name.end)
        if after:
            whole = text[name.start : after.end()]
            if key_of(whole) not in self._owners:
                return replace(name, end=after.end(), laws=(), words=whole, settled=True, bare=False, generic=False)
        lead = text[max(0, name.start - 60) : name.start]
        before = DERIVED_BEFORE.search(lead) if any(part in lead for part in _DERIVED_PARTS) else None
        if before:
            start = name.start - len(before[0])
            return replace(
                name,
                start=start,
                laws=(),
                words=text[start : name.end],
                settled=True,
                bare=False,
                generic=False,
            )
        return name

    def _placed(self, text: str, name: Name) -> Name:
        """Let a place beside the name settle which law it is, or say that it is none of ours."""
        if not name.laws or name.generic:
            return name
        before, after = places.before(text, name.start), places.after(text, name.end)
        if before:
            place, start, end = *before, name.end
        elif after:
            place, start, end = after[0], name.start, after[1]
        else:
            return name
        fitting = tuple(law for law in name.laws if place in places.of_law(law)[:1])
        if not fitting:
            fitting = tuple(law for law in name.laws if place in places.of_law(law))
        if not fitting and any(places.shares(place, law) for law in name.laws):
            return name
        words = text[start:end]
        return replace(
            name,
            start=start,
            end=end,
            laws=fitting,
            words=words,
            settled=True,
            bare=name.bare and bool(fitting),
        )

    def _with_alias(self, text: str, name: Name) -> Name:
        """Read `(GDPR)` after the full name as part of it, and let it settle a shared name."""
        alias = _ALIAS.match(text, name.end)
        if alias is None:
            return name
        key = key_of(alias["name"].removeprefix("the ").strip("\"“”'‘’*"))
        owners = tuple(self._owners.get(key, ()))
        if not owners:
            return name
        common = tuple(law for law in name.laws if law in owners)
        if not common:
            return name
        longer = self._placed(text, replace(name, end=alias.end())) if len(common) > 1 or not name.settled else name
        if len(longer.laws) == 1 and longer.settled and len(common) > 1:
            return longer
        settled = name.settled or key not in self._shared
        return replace(
            name,
            end=alias.end(),
            laws=common if len(common) < len(name.laws) else name.laws,
            settled=settled,
            bare=name.bare or settled,
        )

    def _act(self, text: str, start: int) -> Name | None:
        match = EU_ACT.match(text, start)
        if match is None:
            return None
        number = "".join(match["number"].split())
        laws = self._acts.get((KIND_OF[match["kind"].casefold()], number), ())
        name = Name(start, match.end(), laws, match[0])
        return self._with_alias(text, self._derived(text, name)) if laws else name

    def _numbered_act(self, text: str, start: int) -> Name | None:
        """Return the act of the Union that a number alone names, `(EU) 2016/679`."""
        match = NUMBER_OF_ACT.match(text, start)
        if match is None:
            return None
        kinds = {law for (_, number), laws in self._acts.items() if number == match["number"] for law in laws}
        return Name(start, match.end(), tuple(kinds) if len(kinds) == 1 else (), match[0])

    def _national_act(self, text: str, start: int) -> Name | None:
        match = NATIONAL_ACT.match(text, start)
        if match is None or not (match["no"] or match["year"]):
            return None
        law, year = self._national.get(re.sub(r"[.,]", "", match["number"]), ("", ""))
        said = re.search(r"\d+$", match["year"] or "")
        held = (law,) if law and (said is None or said[0][-2:] == year) else ()
        if match["kind"].casefold().startswith("decre"):
            held = ()
        return self._with_alias(text, Name(start, match.end(), held, match[0], bare=bool(held)))


_TITLE = late(r"\b(?:Act|Law|Rules?|Regulations?|Directive)$")
_YEAR_AFTER = late(r",?\s(?:of\s)?(?P<year>(?:19|20)\d\d)(?![\w/.-])")
_BARE_CODE = late(r"(?:the\s)?(?:Civil|Civ\.|Business\sand|Bus\.|Penal|Labor|Government)", re.IGNORECASE)
_BEFORE_CODE = late(r"(?<![\w.])(?P<word>[A-Z][\w’'-]{2,20})[ \u00a0]$")
_AFTER_CODE = late(r"\s(?:of|du|der|des|de)\s(?:the\s)?(?P<word>[A-Z][\w’'-]{2,20})")
_TWO_WORDS = late(r"[A-Z][\w-]{1,40}\s(?:Act|Law|Rule)")
_LEADING = frozenset(
    """the see under in per and or of cf compare both also likewise while where when as if by with from to at on for
    this that these those its reference references pursuant per our cal california calif. section sections article
    articles title state federal new proposed amended revised draft current european""".split()
)


def _of_place(text: str, code: Name) -> Name:
    """Return a code's name without its laws where another place claims it: `Louisiana Civil Code`."""
    if not _BARE_CODE.match(code.words):
        return code
    before = _BEFORE_CODE.search(text[max(0, code.start - 24) : code.start])
    after = _AFTER_CODE.match(text, code.end)
    for claim in (before, after):
        if claim and claim["word"].casefold() not in _LEADING:
            start, end = (code.start - len(claim[0]), code.end) if claim is before else (code.start, claim.end())
            return replace(code, start=start, end=end, laws=(), words=text[start:end], settled=True, generic=False)
    return code


def _part_of_longer_name(text: str, start: int, words: str) -> bool:
    """Whether a name of two plain words is the end of a longer one that nobody knows: `Open Data Act`.

    A word that opens the sentence, a possessive or a place is no part of the
    name.
    """
    if not _TWO_WORDS.fullmatch(words) or text[start - 1 : start] != " ":
        return False
    before = _BEFORE_CODE.search(text[max(0, start - 24) : start])
    if before is None or before["word"].casefold() in _LEADING or before["word"].endswith(("'s", "’s")):
        return False
    if not before["word"][1:].islower() or places.before(text, start):
        return False
    opening = text[max(0, start - len(before[0]) - 2) : start - len(before[0])]
    return bool(opening.strip()) and opening.strip()[-1] not in ".:;!?\n"


def _pattern(name: str) -> str:
    """Return the name as a pattern in which spaces, hyphens, apostrophes and full stops may be written either way."""
    words = [
        re.escape(word).replace("'", "['’]").replace(r"\-", "[-‑]").replace(r"\.", r"\.?") for word in name.split()
    ]
    end = (
        ""
        if name[-1] > "\u0f00"
        else r"(?!\w|[/.,]\d|\(\w{1,3}\))"
        if name[-1].isdigit()
        else r"s?(?!\w)"
        if name.endswith(" Act")
        else r"(?:(?!\w)|(?=\d{1,3}(?![\w]|\.\d)))"
        if len(name) > 3 and name.isalpha() and name.isupper()
        else r"(?!\w)"
        if name[-1].isalnum()
        else r"(?:(?<=\.)|(?!\w))"
        if name[-1] == "."
        else ""
    )
    return r"\s{1,3}".join(words) + end
