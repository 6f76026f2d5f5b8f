"""The citation audit: every citation of the reviewer, where it stands, and what the library says of it."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from memo.findings.model import FindingSet
from memo.library.day import Library
from memo.library.resolve import FALSE, CheckedCitation, Resolver, reader_of

PROSE_FIELDS = ("title", "summary", "impact", "analysis")


class AuditedCitation(Struct, frozen=True):
    """One citation of one finding; `field` is `citations`, `title`, `summary`, `impact` or `analysis`."""

    finding: str
    index: int
    field: str
    position: int
    checked: CheckedCitation

    @property
    def false(self) -> bool:
        """Whether the citation may not stand as if it held."""
        return self.checked.status in FALSE


class CitationAudit(Struct, frozen=True):
    """All citations of a review, in the order of findings and fields."""

    entries: tuple[AuditedCitation, ...]

    def of(self, finding: str) -> tuple[AuditedCitation, ...]:
        return tuple(entry for entry in self.entries if entry.finding == finding)

    @property
    def false(self) -> tuple[AuditedCitation, ...]:
        return tuple(entry for entry in self.entries if entry.false)


@lru_cache(maxsize=2)
def audit(findings: FindingSet, library: Library) -> CitationAudit:
    """Resolve each stated citation and each one in the reviewer's prose, none twice for a finding.

    Checking a review and drafting its memo ask for the same audit; it is made once.
    """
    entries: list[AuditedCitation] = []
    review_places = tuple(dict.fromkeys((*findings.client.people_in, *findings.client.established_in)))
    reader = reader_of(library)
    for index, finding in enumerate(findings.findings):
        resolver = Resolver(library, reader, finding.jurisdictions or review_places)
        seen: set[object] = set()
        for position, text in enumerate(finding.citations):
            for checked in resolver.check_stated(text):
                entries.append(AuditedCitation(finding.id, index, "citations", position, checked))
                seen.add((checked.law, checked.provisions) if checked.law else checked.text)
        for field in PROSE_FIELDS:
            for checked in resolver.check(getattr(finding, field) or ""):
                key = (checked.law, checked.provisions) if checked.law else checked.text
                if key not in seen:
                    entries.append(AuditedCitation(finding.id, index, field, 0, checked))
                    seen.add(key)
    return CitationAudit(tuple(entries))
