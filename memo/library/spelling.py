"""A provision number as a person writes it, in the spelling of the law that has it."""

from __future__ import annotations

from memo.citation.pinpoint import Pinpoint
from memo.library.day import LawOnDay

_ROMAN = {
    "I": "1",
    "II": "2",
    "III": "3",
    "IV": "4",
    "V": "5",
    "VI": "6",
    "VII": "7",
    "VIII": "8",
    "IX": "9",
    "X": "10",
}


def fitted(law: LawOnDay, pinpoint: Pinpoint) -> Pinpoint:
    """Return the pinpoint in the law's own spelling of its labels, where exactly one spelling fits.

    Texts write `18(2)` for the law's `18(§2)`, `6(1)(F)` for `6(1)(f)`, and
    German ones `6(I)(f)` for `6(1)(f)`; `18(6)` for `18(VI)` never: a Roman
    numeral is not guessed from a number.
    """
    if law.holds(pinpoint):
        return pinpoint
    joined = _joined(law, pinpoint)
    if joined:
        return joined
    fitting = Pinpoint(pinpoint.root)
    for label in pinpoint.labels:
        options = [
            option for option in _spellings(label) if law.holds(Pinpoint(fitting.root, (*fitting.labels, option)))
        ]
        if not options:
            return pinpoint
        fitting = Pinpoint(fitting.root, (*fitting.labels, options[0]))
    return fitting if law.holds(fitting) else pinpoint


def _joined(law: LawOnDay, pinpoint: Pinpoint) -> Pinpoint | None:
    """Return `6(1a)` for the `6(1)(a)` that was read of `6.1a`, where the law has that one and not the other."""
    for at in range(len(pinpoint.labels) - 1):
        number, letter = pinpoint.labels[at : at + 2]
        if number.isdigit() and len(letter) == 1 and letter.isalpha():
            one = Pinpoint(pinpoint.root, (*pinpoint.labels[:at], number + letter, *pinpoint.labels[at + 2 :]))
            if law.holds(one):
                return one
    return None


def _spellings(label: str) -> tuple[str, ...]:
    """Return the ways in which a law may spell a label, the text's own first."""
    roman = _ROMAN.get(label, "")
    options = (label, f"§{label}", label.removeprefix("§"), label.lower(), label.upper(), roman)
    return tuple(dict.fromkeys(option for option in options if option))
