"""The words by which a findings file names who does an action item."""

from __future__ import annotations

from collections.abc import Collection

OWNERS = frozenset(
    """accounting admin administration analytics architecture audit board business buyer ceo cfo ciso client cloud
    commercial committee communications compliance content contracts coo counsel cpo cto customer cybersecurity data
    design development devops director dpo editorial education engineering ethics facilities finance governance head hr
    identity infosec infrastructure it lawyer lead leadership learning legal logistics management manager marketing
    medical network office officer operations ops owner people platform press privacy procurement product purchasing
    quality records reputation research reviewer risk safety sales science secretary security service sourcing staff
    strategy supplier support talent tax team technology training treasury trust vendor workplace""".split()
)
"""Functions of an organisation; a word of several parts needs one of them: `it-security`, `legal-ops`."""


def is_owner(owner: str, more: Collection[str] = ()) -> bool:
    """Return whether `owner` names somebody: a known function, or a person or team by name.

    A word in lower case is a function and must be known, so that a slip of the
    pen leaves no item without an owner. Anything with a capital, a space or
    another mark is a name.

    >>> is_owner("it-security"), is_owner("procurment"), is_owner("Legal Operations"), is_owner("ux", ["ux"])
    (True, False, True, True)
    """
    word = owner.isascii() and owner.replace("-", "").isalpha() and owner == owner.lower()
    return not word or owner in more or any(part in OWNERS for part in owner.split("-"))
