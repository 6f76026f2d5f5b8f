"""Lines for a terminal: one fixed width, so that the same result has the same text everywhere."""

from __future__ import annotations

import textwrap

WIDTH = 80


def plain(text: str) -> str:
    """Return a text on one line with plain spaces, every control or invisible character as an escape.

    >>> plain("Art.\\u00a06\\u202e")
    'Art. 6\\\\u202e'
    """
    from memo.errors import printable

    return printable(" ".join(text.split()))


def wrapped(text: str, indent: int = 0, hang: int = 0, lead: str = "") -> str:
    """Return a text in lines of at most `WIDTH`, the first after `lead`, later ones `hang` further in.

    A word that is longer than a line, such as an address, is not broken.
    """
    return textwrap.fill(
        lead + plain(text),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def rows(pairs: list[tuple[str, str]], indent: int = 0) -> list[str]:
    """Return labels and values in two columns, empty values left out."""
    kept = [(label, value) for label, value in pairs if value]
    wide = max((len(label) for label, _ in kept), default=0) + 2
    return [_row(label.ljust(wide), value, indent) for label, value in kept]


def _row(label: str, value: str, indent: int) -> str:
    if " " not in value:  # an address longer than the line stays beside its label
        return " " * indent + label + plain(value)
    return wrapped(value, indent, len(label), label)


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "error"), counted(2, "law"), counted(2, "day", "days")
    ('1 error', '2 laws', '2 days')
    """
    return f"{number} {one if number == 1 else several or one + 's'}"
