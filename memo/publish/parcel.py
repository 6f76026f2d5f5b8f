"""What is brought to a target: the memo, its PDF, the name it goes by, and the words that go with it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from memo.api import Document
from memo.document import Memo, PlanRow
from memo.findings.read import Reading
from memo.language.words import words_for
from memo.publish.comment import Comment
from memo.render.blocks import Block, Line, Paragraph, Strong, bullets, line

DIGITS = 12
"""Digits of the PDF's SHA-256 that its name carries."""
LONGEST_REVIEW = 60
"""Characters of the name that stands for a review."""
MOST_ACTIONS = 10
"""Open actions that a comment lists; the rest is counted."""


@dataclass(frozen=True)
class Step:
    """One action of the plan on its way to a tracker; `id` is the same in every memo of a review."""

    id: str
    number: str
    title: str
    is_open: bool
    due: str
    owner: str
    lines: tuple[tuple[str, str], ...]

    @property
    def state(self) -> str:
        """Return twelve digits that change with anything that is said of the action, but not with its number."""
        said = repr((self.title, self.is_open, self.due, self.owner, self.lines))
        return hashlib.sha256(said.encode()).hexdigest()[:DIGITS]

    @property
    def mark(self) -> str:
        """Return the words by which a later run finds the entry and sees whether it is up to date."""
        return f"memo-action {self.id} {self.state}"

    def text(self) -> str:
        """Return what is said of the action, a line each, the mark last."""
        return "\n".join([*self.said(), self.mark])

    def said(self) -> list[str]:
        """Return what is said of the action, a text for each line, without the mark."""
        return [f"{label}: {value}" for label, value in self.lines]

    def short(self, longest: int = 250) -> str:
        """Return the title, cut where a system takes no longer one."""
        return self.title if len(self.title) <= longest else self.title[: longest - 1] + "…"


@dataclass(frozen=True)
class Parcel:
    """One memo as it is published."""

    document: Document
    pdf: bytes
    review: str
    """The review that the memo is of, as the start of file names and pages: the same for every memo of it."""
    file: str = ""
    vendor: str = ""
    """The vendor's name, for a list of several memos."""

    @property
    def memo(self) -> Memo:
        return self.document.memo

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()

    @property
    def name(self) -> str:
        """Return the PDF's name: the review, and the digest's beginning, by which a later run knows it."""
        return name_of(self.review, self.digest)

    def steps(self) -> tuple[Step, ...]:
        """Return the actions of the plan in its order."""
        return tuple(_step(row, self.memo) for row in self.memo.plan)

    def comment(self, replaces: str = "") -> Comment:
        """Return the words that stand beside the PDF: bottom line, decision, open actions, what is replaced."""
        memo = self.memo
        say = words_for(memo.language).say
        count = words_for(memo.language).count
        blocks: list[Block] = [Paragraph(line(Strong((f"{memo.subject}, {_day(memo)}",))))]
        bottom = memo.bottom_line
        note = memo.words["proposed" if bottom.proposed else "reviewed"]
        blocks.append(Paragraph(line(f"{memo.words['decision']}: {bottom.label} ({note}). {bottom.sentence}")))
        open_ = [row for row in memo.plan if not row.closed]
        if open_:
            blocks.append(Paragraph((count(len(open_), "{number} open action:", "{number} open actions:"),)))
            lines: list[Line] = [(f"{row.number} {row.title} ({_who(row)})",) for row in open_[:MOST_ACTIONS]]
            if len(open_) > MOST_ACTIONS:
                lines.append((say("{number} more in the memo", number=len(open_) - MOST_ACTIONS),))
            blocks.append(bullets(*lines))
        if replaces:
            blocks.append(Paragraph((say("This memo replaces {name}.", name=replaces),)))
        blocks.append(Paragraph((f"{self.name}, SHA-256 {self.digest}",)))
        return Comment(memo.subject, memo.language, memo.date, tuple(blocks))


def name_of(review: str, digest: str) -> str:
    return f"{review}.{digest[:DIGITS]}.pdf"


def review_of(reading: Reading, edition: str) -> str:
    """Return the name of a review: vendor, product and reference, the edition where it is not the internal one."""
    findings = reading.findings
    vendor = findings.vendor
    parts = [vendor.name, vendor.product or "", findings.review.reference or ""]
    parts += ["shareable"] * (edition == "shareable")
    return _slug(" ".join(part for part in parts if part))


def _slug(text: str) -> str:
    """Return small letters, digits and hyphens, and a short hash where letters were lost or it would be long.

    >>> _slug("Müller & Söhne, PROC-1"), _slug("주식회사")
    ('muller-sohne-proc-1', 'review-ecc89ac9')
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(slug) <= LONGEST_REVIEW and not any(c.isalpha() and not c.isascii() for c in plain):
        return slug or "review"
    short = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{slug[:LONGEST_REVIEW].strip('-') or 'review'}-{short}"


def same_review(name: str, review: str) -> bool:
    """Whether a file's name is that of a memo of this review, whatever its digest.

    >>> same_review("acme.0123456789ab.pdf", "acme"), same_review("acme-eu.0123456789ab.pdf", "acme")
    (True, False)
    """
    digits = name.removeprefix(f"{review}.").removesuffix(".pdf")
    return name == name_of(review, digits) and len(digits) == DIGITS and all(c in "0123456789abcdef" for c in digits)


def _who(row: PlanRow) -> str:
    return ", ".join(part for part in (row.owner, row.due) if part)


def _day(memo: Memo) -> str:
    return words_for(memo.language).day(date.fromisoformat(memo.date))


def _step(row: PlanRow, memo: Memo) -> Step:
    words = memo.words
    lines = [
        (words["why"], row.why),
        (words["basis"], "; ".join(row.basis)),
        (words["owner"], row.owner),
        (words["priority"], row.priority),
        (words["due"], row.due),
        (words["evidence"], row.evidence),
        (words["findings"], ", ".join(row.findings)),
        (words["status"], row.status_label),
    ]
    kept = tuple((label, value) for label, value in lines if value)
    return Step(row.id, row.number, row.title, not row.closed, row.due_day, row.owner, kept)
