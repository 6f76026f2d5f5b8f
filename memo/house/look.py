"""The look of a house: colours, faces, logo and sections of `house.yaml`, each checked before a page is set."""

from __future__ import annotations

import re
from pathlib import Path

from memo.errors import Fault, Place, nearest, shown
from memo.house.logo import logo_of
from memo.house.templates import template_faults
from memo.look import COLOURS, FACES, KEPT, LABEL_FACE, PLAIN, SECTIONS, TEXT_FACE, Look
from memo.resources import folder_digest
from memo.yamlio import Mapping, Node, Scalar, Series

KEYS = ("logo", "colours", "fonts", "sections")
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3, level AA, for text of any size, against the white of the page."""
_FONTS = {"text": TEXT_FACE, "labels": LABEL_FACE}


def look_of(folder: Path, given: dict[str, Node], name: str) -> tuple[Look, list[Fault]]:
    """Return the look that a house's folder and the keys of its file give, and everything wrong with it."""
    faults: list[Fault] = []
    colours = {**COLOURS, **_colours(given.get("colours"), faults)}
    faces = {**_FONTS, **_faces(given.get("fonts"), faults)}
    sections = _sections(given.get("sections"), faults)
    logo = logo_of(folder, given.get("logo"), faults)
    templates = folder / "templates"
    own = templates if templates.is_dir() else None
    faults += _stray(folder)
    if own is not None:
        faults += template_faults(folder, own)
    if not (own or logo or any(key in given for key in KEYS)):
        return PLAIN, faults
    look = Look(name, own, logo, colours, faces["text"], faces["labels"], sections, folder_digest(folder))
    return look, faults


def contrast(colour: str, ground: str = "#ffffff") -> float:
    """Return the contrast ratio of two colours by WCAG 2.2: 1 is none, 21 black on white.

    >>> round(contrast("#000000"), 1), round(contrast("#777777"), 2), round(contrast("#1d3552"), 1)
    (21.0, 4.48, 12.4)
    """

    def luminance(text: str) -> float:
        shares = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _texts(node: Node | None, key: str, known: tuple[str, ...], faults: list[Fault]) -> dict[str, Scalar]:
    """Return the texts of a group of keys; what is none, or has an unknown name, becomes a fault."""
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        faults.append(Fault("wrong-type", "must be a group of keys", node.place, key))
        return {}
    found = {}
    for name, value in node.entries:
        if name.text not in known:
            message = f"the key {shown(name.text)} is not known here"
            hint = nearest(name.text, known) or f"Keys: {', '.join(known)}."
            faults.append(Fault("unknown-key", message, name.place, key, hint))
        elif not isinstance(value, Scalar) or value.null:
            faults.append(Fault("wrong-type", "must be text", value.place, f"{key}.{name.text}"))
        else:
            found[name.text] = value
    return found


def _colours(node: Node | None, faults: list[Fault]) -> dict[str, str]:
    found = {}
    for name, value in _texts(node, "colours", tuple(COLOURS), faults).items():
        colour = value.text.strip().lower()
        if not re.fullmatch(r"#[0-9a-f]{6}", colour):
            hint = 'Write it as "#rrggbb" in quotes, for example "#1d3552".'
            faults.append(
                Fault("bad-colour", f"{shown(value.text)} is no colour", value.place, f"colours.{name}", hint)
            )
        elif (ratio := contrast(colour)) < LEAST_CONTRAST:
            message = (
                f"{colour} has a contrast of {ratio:.1f} with the white page; text needs {LEAST_CONTRAST} (WCAG AA)"
            )
            faults.append(Fault("low-contrast", message, value.place, f"colours.{name}", "Take a darker colour."))
        else:
            found[name] = colour
    return found


def _faces(node: Node | None, faults: list[Fault]) -> dict[str, str]:
    found = {}
    for name, value in _texts(node, "fonts", tuple(_FONTS), faults).items():
        if value.text.strip() not in FACES:
            hint = nearest(value.text, FACES) or f"Families: {', '.join(FACES)}."
            message = f"no package brings the family {shown(value.text)}"
            faults.append(Fault("unknown-word", message, value.place, f"fonts.{name}", hint))
        else:
            found[name] = value.text.strip()
    return found


def _sections(node: Node | None, faults: list[Fault]) -> tuple[str, ...]:
    if node is None:
        return SECTIONS
    if not isinstance(node, Series) or not all(isinstance(item, Scalar) for item in node.items):
        faults.append(Fault("wrong-type", "must be a list of sections", node.place, "sections"))
        return SECTIONS
    found: list[str] = []
    for item in node.items:
        name = item.text if isinstance(item, Scalar) else ""
        if name not in SECTIONS:
            hint = nearest(name, SECTIONS) or f"Sections: {', '.join(SECTIONS)}."
            faults.append(Fault("unknown-word", f"{shown(name)} is no section", item.place, "sections", hint))
        elif name in found:
            faults.append(Fault("duplicate-section", f"{shown(name)} stands twice", item.place, "sections"))
        else:
            found.append(name)
    missing = [name for name in KEPT if name not in found]
    if missing:
        message = f"leaves out {', '.join(missing)}, which every memo has"
        faults.append(Fault("missing-section", message, node.place, "sections", f"Always: {', '.join(KEPT)}."))
    return tuple(found)


def _stray(folder: Path) -> list[Fault]:
    """Return a fault for each template or style that lies where none is read, so that nobody believes it was used."""
    return [
        Fault(
            "stray-template", "is not read: a house's templates lie in templates/ and end in .html.j2",
            Place(str(path)), hint="A style goes into the block 'style' of templates/memo.html.j2; see docs/house.md.",
        )
        for path in sorted(folder.rglob("*"))
        if (path.suffix == ".j2" and path.parent != folder / "templates") or path.suffix in (".html", ".css")
    ]  # fmt: skip
