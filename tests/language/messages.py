"""Every sentence and label that memo says, read from the program, and the catalogues brought up to date with it.

`python -m tests.language.messages` adds what is new to each catalogue,
untranslated, takes out what is said no more, and writes what no catalogue
holds into `gaps.txt`, which the suite holds to the program.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from memo.drafting.words import TABLES
from memo.exposure.authorities import GENERAL
from memo.language.words import _CATALOGUES, LANGUAGES
from memo.places import NAMES
from tests.support import PACKAGE

CATALOGUES = _CATALOGUES
GAPS = Path(__file__).parent / "gaps.txt"
OTHERS = tuple(language for language in LANGUAGES if language != "en")
_ROOMS = ("mapping", "exposure", "actions", "drafting", "publish")
_SAYING = {"N_": None, "say": None, "count": (2, 3)}
_UNIONS = {"EU", "EEA"}


def messages() -> dict[tuple[str, str], str]:
    """Return what is said by its context and English words, each with its plural form if it counts."""
    found: dict[tuple[str, str], str] = {}
    for room in _ROOMS:
        for path in sorted((PACKAGE / room).glob("*.py")):
            for _, said, _, _ in extract("python", BytesIO(path.read_bytes()), _SAYING):
                if isinstance(said, tuple):
                    found["", said[0]] = said[1]
                else:
                    found["", said] = ""
    for name, table in {**TABLES, "general_reason": GENERAL}.items():
        for key, label in table.items():
            found[f"{name}.{key}", label] = ""
    for code, name in NAMES.items():
        if "-" in code or code in _UNIONS:
            found[f"place.{code}", name] = ""
    return found


def held(language: str) -> Catalog:
    """Return the catalogue of a language as it lies in the repository."""
    path = CATALOGUES / f"{language}.po"
    if not path.is_file():
        return Catalog(locale="pt_BR" if language == "pt" else language)
    with path.open("rb") as file:
        return read_po(file, locale="pt_BR" if language == "pt" else language)


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as text, without a clock's trace."""
    out = BytesIO()
    write_po(out, catalogue, width=0, omit_header=False, sort_output=False)
    lines = out.getvalue().decode("utf-8").splitlines()
    kept = [
        line
        for line in lines
        if not line.startswith(
            (
                '"POT-Creation',
                '"PO-Revision',
                '"Generated-By',
                '"Project-',
                '"Report-',
                '"Last-',
                '"Language-Team',
                "# ",
            )
        )
    ]
    return ("\n".join(kept).strip("\n") + "\n").encode()


def refreshed(language: str, known: dict[tuple[str, str], str | tuple[str, ...]] | None = None) -> Catalog:
    """Return a language's catalogue with every message of today, translated as far as `known` or the old one is."""
    old = held(language)
    new = Catalog(locale="pt_BR" if language == "pt" else language, charset="utf-8", fuzzy=False)
    for (context, text), many in messages().items():
        message = old.get((text, many) if many else text, context or None)
        string = (known or {}).get((context, text)) or (message.string if message else "")
        new.add((text, many) if many else text, string, context=context or None)
    return new


def gaps(language: str) -> list[str]:
    """Return what a language's catalogue does not say, a line for each: the memo says it in English, marked."""
    known = {(m.context or "", text(m.id)[0]): text(m.string) for m in held(language) if m.id}
    return [
        f"{language}|{context}|{said}" for context, said in messages() if not all(known.get((context, said), ("",)))
    ]


def text(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the forms of a message, one or several."""
    return (string,) if isinstance(string, str) else tuple(string)


if __name__ == "__main__":
    for language in OTHERS:
        (CATALOGUES / f"{language}.po").write_bytes(written(refreshed(language)))
    missing = [line for language in OTHERS for line in gaps(language)]
    GAPS.write_text("".join(f"{line}\n" for line in missing), encoding="utf-8")
