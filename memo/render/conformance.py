"""One PDF that is PDF/A-3a and PDF/UA-1 at once, which the engine offers only one at a time.

What is done here beyond the engine's own variant, for WeasyPrint 70:

- the metadata stream states both standards, and is not packed (PDF/A-3 forbids a filter on it);
- an enclosed file is listed once under `AF`, where the engine lists it twice;
- what stands in the page margins is marked as an artifact, so that a screen reader
  does not read the running head on every page;
- a table's head cell says whether it heads a column or a row;
- a list of terms is a list whose items are a label and a body, whatever boxes the page sets them in;
- elements without content (boxes drawn for the eye alone) are left off the tree;
- no packed stream ends in a line break of its own, which a validator takes for the keyword's.

Each step reaches into the engine, so it is small and leaves alone what it does not find;
the engine's range in `pyproject.toml` is the one this was written for.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

VARIANT = "pdf/a-3a+ua-1"
LEVEL = 7
"""How hard streams are packed, of zlib's 1 to 9."""

# PDF/A-3 knows no `pdfuaid` schema of its own, so a file that states PDF/UA must describe it
# (ISO 19005-3, 6.6.2.3.3: extension schemas).
_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def register() -> str:
    """Make the variant known to the engine and return its name."""
    from weasyprint import pdf

    pdf.VARIANTS[VARIANT] = (
        _conform,
        {"pdf_version": "1.7", "pdf_identifier": True, "pdf_tags": True},
    )
    return VARIANT


def _conform(pdf: Any, document: Any, page_streams: Any, attachments: Any, compress: bool) -> None:
    """Finish a PDF whose pages and tags are made."""
    from weasyprint.pdf import pdfa

    metadata = document.metadata
    generated = metadata.generate_rdf_metadata

    def both(*arguments: Any) -> bytes:
        one: bytes = generated(*arguments)
        return one.replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = both
    pdfa.pdfa(pdf, document, page_streams, attachments, compress=False, version=3, variant="A")
    _state_colours(pdf)
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = list(dict.fromkeys(pdf.catalog["AF"]))
    elements = {item.reference: item for item in pdf.objects if _kind(item) == "/StructElem"}
    read = set(_reachable(pdf.objects, elements, pdf.catalog["StructTreeRoot"]))
    _mark_artifacts(pdf, page_streams, elements, read)
    _scope_heads(elements)
    _lists_of_terms(elements)
    _prune(pdf, elements)
    _pack(pdf)


def _state_colours(pdf: Any) -> None:
    """State that the file's colours are sRGB, by the profile the engine ships; its own option leaves that file open."""
    import pydyf

    name = "sRGB2014.icc"
    profile = pydyf.Stream([files("weasyprint.pdf").joinpath(name).read_bytes()], {"N": 3}, compress=True)
    pdf.add_object(profile)
    intent = {"Type": "/OutputIntent", "S": "/GTS_PDFA1", "DestOutputProfile": profile.reference}
    named = {"OutputConditionIdentifier": pydyf.String(name), "Info": pydyf.String(name)}
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent | named)])


def _kind(item: Any) -> object:
    return item.get("Type") if isinstance(item, dict) else None


def _reachable(objects: Any, elements: dict[Any, Any], root: Any) -> Iterable[Any]:
    """Return the references of the structure elements that hang on the tree's root."""
    waiting = [kid for kid in objects[int(root.split()[0])]["K"] if kid in elements]
    while waiting:
        reference = waiting.pop()
        yield reference
        waiting += [kid for kid in elements[reference]["K"] if kid in elements]


def _mark_artifacts(pdf: Any, page_streams: Any, elements: dict[Any, Any], read: set[Any]) -> None:
    """Turn marked text that no tag of the tree holds into artifacts of pagination.

    The engine builds elements for the margin boxes and leaves them off the
    tree; a conforming reader cannot tell them from forgotten content.
    """
    tree = pdf.objects[int(pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]["ParentTree"].split()[0])]
    numbered = dict(zip(tree["Nums"][::2], tree["Nums"][1::2], strict=True))
    for page, stream in enumerate(page_streams):
        holders = numbered[page]
        loose = {number for number, holder in enumerate(holders) if holder in elements and holder not in read}
        if not loose:
            continue
        for index, part in enumerate(stream.stream):
            if isinstance(part, dict) and part.get("MCID") in loose and stream.stream[index + 1] == b"BDC":
                stream.stream[index - 1] = b"/Artifact"
                stream.stream[index] = b"<</Type /Pagination>>"
        numbered[page][:] = ["null" if number in loose else holder for number, holder in enumerate(holders)]
    for reference in elements.keys() - read:  # an empty dictionary: a freed number would upset the packed table
        elements.pop(reference).clear()


def _scope_heads(elements: dict[Any, Any]) -> None:
    """Say of each head cell whether it heads its column (in a table's head) or its row."""
    for element in elements.values():
        if element["S"] == "/TH" and "A" in element:
            element["A"]["Scope"] = "/Column" if _in_head(element, elements) else "/Row"


def _in_head(element: Any, elements: dict[Any, Any]) -> bool:
    parent = elements.get(element["P"])
    while parent is not None and parent["S"] != "/Table":
        if parent["S"] == "/THead":
            return True
        parent = elements.get(parent["P"])
    return False


def _lists_of_terms(elements: dict[Any, Any]) -> None:
    """Make each row of a `dl` one list item: the term its label, the description its body."""
    for reference, row in elements.items():
        if row["S"] != "/Div" or elements.get(row["P"], {}).get("S") != "/L":
            continue
        row["S"] = "/LI"
        for place, wrapped in enumerate(row["K"]):  # the engine wraps each of the two in an item of its own
            body = elements[wrapped]["K"][0]
            elements[body].update({"S": "/LBody" if place else "/Lbl", "P": reference})
            row["K"][place] = body


def _prune(pdf: Any, elements: dict[Any, Any]) -> None:
    """Take elements that hold nothing off the tree; a table's cells stay, for its rows must keep their length."""
    tree = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    document = elements[tree["K"][0]]

    def empty(element: Any) -> bool:
        element["K"][:] = [kid for kid in element["K"] if kid not in elements or not empty(elements[kid])]
        return not element["K"] and element["S"] not in ("/TD", "/TH", "/Figure")

    empty(document)


def packs_into_break(data: bytes) -> bool:
    """Whether the packed form of data ends in a line break: its last byte is that of the Adler-32 sum."""
    return zlib.adler32(data) & 0xFF in (0x0A, 0x0D)


def _pack(pdf: Any) -> None:
    """Pack streams, with a blank added where the packed form would end in a line break.

    A blank after the last operator of a page, or after the last table of a font, has no meaning. The engine packs at
    the highest level, which takes a twelfth of the time of a memo; two levels below it is a quarter of that, for a file
    that is larger by a fiftieth. The objects and their table become streams when the file is written: these are packed
    as they are added.
    """
    import pydyf

    add = pdf.add_object

    def added(item: Any) -> None:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") in ("/ObjStm", "/XRef"):
            _pack_one(item, pydyf)
        add(item)

    pdf.add_object = added
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream):
            _pack_one(item, pydyf)


def _pack_one(item: Any, pydyf: Any) -> None:
    if not item.compress:
        return
    data = b"\n".join(pydyf._to_bytes(part) for part in item.stream)
    while item.extra.get("Type") not in ("/EmbeddedFile", "/ObjStm", "/XRef") and packs_into_break(data):
        data += b" "
        if "Length1" in item.extra:
            item.extra["Length1"] += 1
    item.stream = [zlib.compress(data, LEVEL)]
    item.extra["Filter"] = "/FlateDecode"
    item.compress = False  # it is packed
