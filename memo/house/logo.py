"""The logo of a house: a PNG or a drawing from the house's folder alone, with nothing in it that acts or fetches."""

from __future__ import annotations

import base64
import struct
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree  # nosec B405 # document types are refused before it reads

from memo.errors import Fault, InputError, Place, shown
from memo.house.inside import is_below
from memo.yamlio import Node, Scalar, read_bytes

MOST_BYTES = 512 * 1024
MOST_PIXELS = 4000
_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc", "defs",
    "linearGradient", "radialGradient", "stop", "clipPath",
}  # fmt: skip
_ATTRIBUTES = {
    "version", "viewBox", "width", "height", "preserveAspectRatio", "id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx",
    "cy", "r", "rx", "ry", "fx", "fy", "points", "transform", "fill", "fill-rule", "fill-opacity", "stroke",
    "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-opacity",
    "opacity", "offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod",
    "clip-path", "clip-rule", "clipPathUnits", "role", "aria-label", "{http://www.w3.org/XML/1998/namespace}space",
}  # fmt: skip


def logo_of(folder: Path, node: Node | None, faults: list[Fault]) -> str:
    """Return a logo as a `data:` address, empty where there is none; what is wrong with it becomes a fault."""
    if node is None:
        return ""
    if not isinstance(node, Scalar) or node.null or not node.text.strip():
        faults.append(Fault("wrong-type", "must be the name of a file", node.place, "logo"))
        return ""
    name, place = node.text.strip(), node.place
    path = folder / name
    if Path(name).is_absolute() or not is_below(folder, path):
        message = f"{shown(name)} lies outside the house's folder"
        faults.append(Fault("outside-house", message, place, "logo", "Copy the logo beside house.yaml."))
        return ""
    try:
        data = read_bytes(path, MOST_BYTES)
    except InputError as error:
        faults.append(
            Fault("no-logo", f"{shown(name)}: {error.faults[0].message}", place, "logo", error.faults[0].hint)
        )
        return ""
    wrong, kind = _wrong(data)
    if wrong:
        hint = "A PNG, or an SVG of shapes alone: no text, style, script, link or image in it."
        faults.append(
            Fault("bad-logo", f"{shown(name)} {wrong}", Place(place.file, place.line, place.column), "logo", hint)
        )
        return ""
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def _wrong(data: bytes) -> tuple[str, str]:
    """Return what is wrong with an image, empty where nothing is, and its kind."""
    if len(data) > MOST_BYTES:
        return f"has more than {MOST_BYTES // 1024} kB", ""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        if len(data) < 33 or data[12:16] != b"IHDR":
            return "is a broken PNG", "png"
        width, height = struct.unpack(">II", data[16:24])
        if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS:
            return f"has {width} by {height} pixels, at most {MOST_PIXELS} each way", "png"
        return ("" if _is_whole(data) else "is a broken PNG"), "png"
    return _wrong_drawing(data), "svg+xml"


def _is_whole(data: bytes) -> bool:
    """Return whether a PNG of a size that is allowed can be read to its end: half a picture would fail the page."""
    from PIL import Image, ImageFile  # here: most houses have no PNG, and most runs no house

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # the PDF engine turns it on for the whole program when it is loaded
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(BytesIO(data), formats=("PNG",)) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return True


def _wrong_drawing(data: bytes) -> str:
    if b"<!" in data.replace(b"<!--", b"") or b"<?xml-" in data:  # no document type, entity or style sheet
        return "has a document type, an entity or a style sheet"
    try:
        root = ElementTree.fromstring(data.decode("utf-8"))  # noqa: S314 # nosec B314 # no document type, see above
    except (ElementTree.ParseError, ValueError):
        return "is neither a PNG nor an SVG in UTF-8"
    if root.tag != f"{_SVG}svg":
        return "is neither a PNG nor an SVG"
    for element in root.iter():
        tag = str(element.tag)
        if not tag.startswith(_SVG) or tag.removeprefix(_SVG) not in _ELEMENTS:
            return f"has the element {shown(tag.rpartition('}')[2])}"
        for key, value in element.attrib.items():
            if key not in _ATTRIBUTES:
                return f"has the attribute {shown(key.rpartition('}')[2])}"
            if "url(" in value.replace("url(#", "") or ":" in value:
                return f"leads elsewhere by its attribute {shown(key)}"
    return ""
