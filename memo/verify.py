"""Whether a memo's PDF is what it claims to be: its data read back, the memo made again, the bytes compared.

What a match proves: this program, with this law library, makes exactly this
file from the findings inside it. It does not prove who made it or when;
whoever needs that signs the file.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from msgspec.structs import replace

from memo.look import PLAIN
from memo.resources import packaged

if TYPE_CHECKING:
    from memo.document import Memo
    from memo.house import House

Verdict = Literal["genuine", "changed", "not-comparable", "not-a-memo"]
MOST_ENCLOSED = 100 * 1024 * 1024
"""Bytes that an enclosed file may have when unpacked."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `holds` is nothing where it could not be."""

    name: str
    holds: bool | None
    note: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found about one file, in the order in which it was looked at."""

    verdict: Verdict
    checks: tuple[Check, ...]
    title: str = ""


def verify(data: bytes, house: House | None = None) -> Verification:
    """Return whether a PDF is the memo that its enclosed data describe; reads no file but the library and templates."""
    from memo.render.enclosed import DIGESTS, FINDINGS, MEMO

    files = _enclosed(data)
    if files is None or MEMO not in files or DIGESTS not in files:
        return Verification("not-a-memo", (Check("enclosed data", False, "the file carries no data of a memo"),))
    checks: list[Check] = []
    digests, memo = _digests(files[DIGESTS]), _memo(files[MEMO])
    if digests is None or memo is None:
        return Verification("changed", (Check("enclosed data", False, "the enclosed data cannot be read"),))
    for name, expected in digests["files"].items():
        found = hashlib.sha256(files.get(name, b"")).hexdigest()
        stated = "is what its digest says" if found == expected else "differs from its digest"
        checks.append(Check(name, found == expected, stated))
    if all(check.holds for check in checks):
        checks += _same_maker(digests, house)
    if all(check.holds for check in checks):
        checks += _made_again(data, memo, files.get(FINDINGS, b""), house)
    return Verification(_verdict(checks), tuple(checks), f"{memo.subject}, {memo.date}")


def _verdict(checks: list[Check]) -> Verdict:
    if any(check.holds is False for check in checks):
        return "changed"
    pages = next((check for check in checks if check.name == "pages"), None)
    return "genuine" if pages is not None and pages.holds else "not-comparable"


def _enclosed(data: bytes) -> dict[str, bytes] | None:
    """Return the files inside a PDF, nothing where it is no PDF that can be read."""
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said once, in our words
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        return {
            name: content[0]
            for name, content in reader.attachments.items()
            if len(content) == 1 and len(content[0]) <= MOST_ENCLOSED
        }
    except Exception:  # whatever a broken file does to its reader, it is no memo
        return None


def _digests(data: bytes) -> dict[str, Any] | None:
    from memo.render.enclosed import FORM

    try:
        found = json.loads(data)
    except ValueError:
        return None
    whole = isinstance(found, dict) and found.get("form") == FORM and isinstance(found.get("files"), dict)
    return found if whole and {"program", "made_with", "templates"} <= set(found) else None


def _memo(data: bytes) -> Memo | None:
    import msgspec

    from memo.document import Memo

    try:
        return msgspec.json.decode(data, type=Memo)
    except msgspec.MsgspecError:
        return None


def _same_maker(digests: dict[str, Any], house: House | None) -> list[Check]:
    """Say whether this installation is the one that made the file; another may set other bytes, and proves nothing."""
    from memo.api import VERSION
    from memo.render.enclosed import digest_of, made_with

    ours = {
        "program": (digests["program"], f"memo {VERSION}"),
        "page setting": (digests["made_with"], made_with()),
        "templates": (digests["templates"], digest_of(packaged("templates"))),
    }
    look = house.look.digest if house else ""
    if look or digests.get("house"):
        ours["house"] = (digests.get("house") or "none", look or "none, name it with --house")
    return [
        Check(name, True, "is that of this installation")
        if theirs == here
        else Check(name, None, f"is another than here, so the pages cannot be compared: {_briefly(theirs, here)}")
        for name, (theirs, here) in ours.items()
    ]


def _briefly(theirs: object, here: object) -> str:
    if isinstance(theirs, dict) and isinstance(here, dict):
        names = sorted(name for name in {*theirs, *here} if theirs.get(name) != here.get(name))
        return ", ".join(f"{name} {theirs.get(name, 'none')}, here {here.get(name, 'none')}" for name in names)
    return f"{str(theirs)[:24]}, here {str(here)[:24]}"


def _made_again(data: bytes, memo: Memo, findings: bytes, house: House | None) -> list[Check]:
    """Set the pages again from the memo's data, and draft the memo again from the findings."""
    from memo.render.pdf import pdf

    look = house.look if house else PLAIN
    again = pdf(memo, packaged("templates"), findings.decode().rstrip("\n") if findings else "", look=look)
    same = again == data
    said = "are, byte for byte, those that the memo's data make" if same else _where(again, data)
    return [Check("pages", same, said), _drafted_again(memo, findings, house)]


def _where(again: bytes, data: bytes) -> str:
    """Say on which page the text first differs, where it does."""
    import pypdf

    try:
        ours, theirs = (pypdf.PdfReader(io.BytesIO(one)).pages for one in (again, data))
        for number, (one, other) in enumerate(zip(ours, theirs, strict=False), 1):
            if one.extract_text() != other.extract_text():
                return f"are not those that the memo's data make; the text first differs on page {number}"
        if len(ours) != len(theirs):
            return f"are not those that the memo's data make: {len(theirs)} pages, not {len(ours)}"
    except Exception:
        return "are not those that the memo's data make"
    return "read the same, but the file's bytes are not those that memo writes"


def _drafted_again(memo: Memo, findings: bytes, house: House | None) -> Check:
    """Say whether the findings, under today's copy of the law library, give the memo's words."""
    from memo.api import compose, library_for
    from memo.errors import MemoError
    from memo.findings.read import read_string

    name = "law and reasoning"
    if not findings:
        return Check(name, None, "cannot be made again: the shareable edition carries no findings")
    try:
        review = read_string(findings.decode(), "findings.json")
        library = library_for(review, date.fromisoformat(memo.as_of))
        rests_on = [library.digest]
        if review.findings.review.topics_by == "encoder":
            rests_on.append(library.store.digest_of_encoder)
        if not all(any(digest in row.value for row in memo.provenance) for digest in rests_on):
            return Check(name, None, "cannot be made again: the memo rests on another state of the law library")
        review = replace(review, digest=memo.digest)
        day, chosen = date.fromisoformat(memo.date), tuple(part.id for part in memo.findings)
        only = chosen if len(chosen) < len(review.findings.findings) else ()
        made = compose(review, library, day, memo.depth, memo.edition, house, only).memo
    except MemoError as error:
        return Check(name, False, f"cannot be made from the findings inside: {error.faults[0].message}")
    if _bare(made) == _bare(memo):
        return Check(name, True, "are what the findings inside give under the same law library")
    parts = [part for part in made.__struct_fields__ if getattr(_bare(made), part) != getattr(_bare(memo), part)]
    return Check(name, False, f"differ from what the findings inside give, in: {', '.join(parts)}")


def _bare(memo: Memo) -> Memo:
    """Leave out what a captured document decides: its text does not travel with the memo."""
    return replace(memo, findings=tuple(replace(part, quote_check="") for part in memo.findings))
