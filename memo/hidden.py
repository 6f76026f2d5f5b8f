"""Characters that a reader cannot see: which are refused, and where the writing of people needs one.

Each exception names the writing that needs it. A joiner between two Latin
letters, or a mark of direction in a text that runs one way, hides something.
"""

from __future__ import annotations

import unicodedata

from memo.late import late

_NEVER = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffc\ufffe\uffff\ud800-\udfff\ufdd0-\ufdef\U0001d159\U0001d173-\U0001d17a\U0001bca0-\U0001bca3"
    "\U000e0000-\U000e007f"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
)
_BY_PLACE = "\u200b-\u200f\u061c\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_SUSPECT = late(f"[{_NEVER}{_BY_PLACE}]")
_FLAG = late("\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{2,6}\U000e007f")

# Scripts whose letters join or stack, so that a joiner (ZWJ, ZWNJ) changes what is seen.
_JOINING = late(
    "[\u0600-\u06ff\u0700-\u07ff\u0840-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1aaf\u1b00-\u1c4f\ua840-\ua87f\ua8e0-\ua8ff\ua980-\ua9df\uaa60-\uaa7f\ufb50-\ufdcf\ufe70-\ufefc\U00011000-\U00011aff\U00011c00-\U00011fff]"
)
# Scripts written without spaces, which mark the end of a word by a space of no width.
_UNSPACED = late("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\uaa60-\uaa7f]")
_HAN = late("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
_MONGOLIAN = late("[\u1820-\u18aa]")
_MARKS_OF_DIRECTION = "\u200e\u200f\u061c"


def hidden_character(text: str) -> tuple[int, str] | None:
    """Return offset and name of the first character that a reader could not see, or nothing.

    Joiners inside a script or an emoji, the variation selector of an emoji or
    an ideograph, and left-to-right or right-to-left marks of a text with
    Arabic or Hebrew letters are not hidden in this sense.

    >>> hidden_character("pass\\u200dword")
    (4, 'U+200D ZERO WIDTH JOINER')
    >>> hidden_character("می\\u200cخواهم") is None
    True
    """
    if text.isascii() and text.isprintable():
        return None
    masked = _FLAG.sub(lambda match: "x" * len(match[0]), text)
    leftwards: bool | None = None
    for match in _SUSPECT.finditer(masked):
        if match[0] in _MARKS_OF_DIRECTION:
            if leftwards is None:
                leftwards = _has_leftward_letters(masked)
            belongs = leftwards
        else:
            belongs = _belongs(masked, match.start())
        if not belongs:
            code = ord(match[0])
            return match.start(), f"U+{code:04X} {unicodedata.name(match[0], 'control character')}"
    return None


def _has_leftward_letters(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text if c not in _MARKS_OF_DIRECTION)


def _belongs(text: str, at: int) -> bool:
    """Whether an invisible character has work to do between its neighbours."""
    character, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if character == "\u200c":
        return bool(before and _JOINING.match(before))
    if character == "\u200d":
        return bool(before and (_JOINING.match(before) or (_pictures(before) and after and _pictures(after))))
    if character == "\u200b":
        return bool(before and after and _UNSPACED.match(before) and _UNSPACED.match(after))
    if "\u180b" <= character <= "\u180f":
        return bool(before and character != "\u180e" and _MONGOLIAN.match(before))
    if "\ufe00" <= character <= "\ufe0f":
        return (
            bool(before)
            and not before.isspace()
            and not (before.isascii() and before.isalpha())
            and not _SUSPECT.match(before)
        )
    if "\U000e0100" <= character <= "\U000e01ef":
        return bool(before and _HAN.match(before))
    return False


def _pictures(character: str) -> bool:
    """Whether a character is part of an emoji: a picture, a tone of skin, the selector of the coloured form."""
    return (
        character in "\ufe0f\u2194"  # the arrow of a head that shakes is a sign of mathematics for Unicode
        or "\U0001f300" <= character <= "\U0001faff"  # kept for pictures, also those newer than the table at hand
        or unicodedata.category(character) == "So"
    )
