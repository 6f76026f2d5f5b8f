"""How a memo's pages look where a house decides it: colours, faces, logo, sections, templates of its own."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

SECTIONS = (
    "bottom_line", "contents", "glance", "risk", "findings", "laws", "authorities", "plan", "timeline", "method",
    "audit", "table_of_authorities", "sources", "provenance",
)  # fmt: skip
"""The sections of a memo in their usual order; each is a block of `base.html.j2`."""
KEPT = ("bottom_line", "findings", "provenance")
"""Sections that no house leaves out: without them it is no memo that can be checked."""
COLOURS = {"accent": "#1d3552", "critical": "#7d1220", "high": "#9c3d10", "medium": "#6d5200", "low": "#3f5b3a"}
"""What a house may colour, and the colours that memo gives it."""
TEXT_FACE, LABEL_FACE = "Source Serif Pro", "Source Sans Pro"
FACES = (TEXT_FACE, LABEL_FACE, "Noto Sans KR", "Noto Sans SC", "Noto Sans JP")
"""The families that packages bring; the machine's own are kept out."""
CONTEXT = (
    "memo",
    "w",
    "css",
    "author",
    "anchors",
    "ceilings_of",
    "law_sources",
    "sections",
    "colours",
    "logo",
    "house",
)
"""The names that a template sees."""


class Look(Struct, frozen=True):
    """A house's look; without one everything is memo's own.

    `templates` is the folder of the house's own templates, `logo` an image as
    a `data:` address, `digest` the digest of every file that the look was read
    from, empty where nothing of it is the house's own.
    """

    name: str = ""
    templates: Path | None = None
    logo: str = ""
    colours: dict[str, str] = field(default_factory=lambda: dict(COLOURS))
    text_face: str = TEXT_FACE
    label_face: str = LABEL_FACE
    sections: tuple[str, ...] = SECTIONS
    digest: str = ""


PLAIN = Look()
