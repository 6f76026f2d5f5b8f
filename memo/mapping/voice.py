"""How the tests of a law are put into words, or left without any where only their outcome is asked for.

For each finding most laws of the library are asked whether they apply and
nothing more; sentences and citations for them would cost more than the tests.
"""

from __future__ import annotations

from memo.language.words import ENGLISH, Words
from memo.library.day import LawOnDay
from memo.places import name_of


def named(places: tuple[str, ...], words: Words = ENGLISH) -> str:
    """Return places as a sentence names them."""
    return words.listed([words.place(place, name_of(place)) for place in places])


class Voice:
    """The sentences, citations and places of a law, in the language of the memo."""

    speaks = True

    def __init__(self, law: LawOnDay) -> None:
        self._law = law

    def say(self, text: str, /, **values: object) -> str:
        """Return a sentence with its named places filled."""
        return self._law.words.say(text, **values)

    def cite(self, pinpoints: str) -> str:
        """Return the citation of provisions of the law."""
        return self._law.cite(pinpoints)

    def named(self, places: tuple[str, ...]) -> str:
        """Return places as a sentence names them."""
        return named(places, self._law.words)


class _Mute(Voice):
    """Says the same of everything, so that what is said and what is not are still told apart."""

    speaks = False

    def __init__(self) -> None:
        """Speaks for no law."""

    def say(self, text: str, /, **values: object) -> str:
        return "..."

    def cite(self, pinpoints: str) -> str:
        return "..."

    def named(self, places: tuple[str, ...]) -> str:
        return "..."


MUTE: Voice = _Mute()
