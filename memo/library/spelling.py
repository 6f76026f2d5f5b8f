"""A provision number as a person writes it, in the spelling of the law that has it."""

from __future__ import annotations

from memo.citation.pinpoint import Pinpoint
from memo.citation.roots import of_french_code
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
    known = _joined(law, pinpoint) or _parted(law, pinpoint) or _item_of_only_paragraph(law, pinpoint)
    known = known or _point_of_only_part(law, pinpoint)
    if known:
        return known
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


def _parted(law: LawOnDay, pinpoint: Pinpoint) -> Pinpoint | None:
    """Return `309(7)(b)` for `309(7b)`: German texts write `Nr. 7b` for a letter of a number, which others insert."""
    if law.brief.citation.labels != "numbers":
        return None
    labels: list[str] = []
    for label in pinpoint.labels:
        labels += [label[:-1], label[-1]] if label[:-1].isdigit() and label[-1].isalpha() else [label]
    parted = Pinpoint(pinpoint.root, tuple(labels))
    return parted if law.holds(parted) else None


def _item_of_only_paragraph(law: LawOnDay, pinpoint: Pinpoint) -> Pinpoint | None:
    """Return `55(1)(2)` for `55(2)` where an article of one paragraph has that item.

    Laws of China do not number their paragraphs, so that the only numbers in
    such an article are those of its items.
    """
    if law.brief.jurisdiction != "CN" or not pinpoint.labels:
        return None
    paragraphs = {known.labels[0] for known in law.under(pinpoint.root) if known.labels}
    item = Pinpoint(pinpoint.root, ("1", *pinpoint.labels))
    return item if paragraphs == {"1"} and law.holds(item) else None


def _point_of_only_part(law: LawOnDay, pinpoint: Pinpoint) -> Pinpoint | None:
    """Return `L221-5(I)(7)` for `L221-5(7)`, where one part alone of a French article has such a point.

    Texts, the Code's own among them, go on citing `L. 221-5, 7°` after an
    article was parted into I and II.
    """
    if not of_french_code(pinpoint.root) or not pinpoint.labels:
        return None
    parts = {known.labels[0] for known in law.under(pinpoint.root) if known.labels}
    points = (Pinpoint(pinpoint.root, (part, *pinpoint.labels)) for part in sorted(parts))
    held = [point for point in points if law.holds(point)]
    return held[0] if len(held) == 1 else None


def _spellings(label: str) -> tuple[str, ...]:
    """Return the ways in which a law may spell a label, the text's own first."""
    roman = _ROMAN.get(label, "")
    options = (label, f"§{label}", label.removeprefix("§"), label.lower(), label.upper(), roman)
    return tuple(dict.fromkeys(option for option in options if option))
