"""A file with a fault of form is told of its false citations too, each at its place, and of nothing else twice."""

from __future__ import annotations

import pytest

from memo.api import with_citations
from memo.errors import Fault, InputError
from memo.findings.partial import partial
from memo.findings.read import read_string
from tests.support import DAY

FAULTY = """\
review: {date: 2026-11-25, as_of: nonsense}
client: {people_in: [DE], role: emperor}
vendor: {}
findings:
- titel: misspelt
  citations: [Art. 999 GDPR, [], Art. 6 GDPR]
  severity: awful
- 7
- title: right
  citations: [Art. 28 GDPR, Art. 400 GDPR]
  quote: []
"""


def told(text: str) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        read_string(text, "review.yaml")
    return with_citations(caught.value.faults, text, "review.yaml", today=DAY)


def test_false_citations_stand_beside_faults_of_form() -> None:
    """Each false citation is named at its own place, though its finding is misspelt or the one before it is none."""
    faults = told(FAULTY)
    false = [(str(fault.place), fault.field) for fault in faults if fault.code == "no-such-provision"]
    assert false == [
        ("review.yaml:6:15", "findings[1].citations[1]"),
        ("review.yaml:10:29", "findings[3].citations[2]"),
    ]
    assert {"unknown-key", "missing-key", "unknown-word", "wrong-type", "wrong-value"} <= {f.code for f in faults}
    assert faults == sorted(faults, key=lambda fault: (fault.place, fault.code))


def test_true_citations_add_nothing() -> None:
    """With citations that hold, the faults are those of the form alone."""
    text = FAULTY.replace("999", "5").replace("400", "32")
    with pytest.raises(InputError) as caught:
        read_string(text, "review.yaml")
    assert told(text) == sorted(caught.value.faults, key=lambda fault: (fault.place, fault.code))


def test_the_fault_of_a_citation_is_told_once() -> None:
    """A citation that is no text is a fault of form, not a citation that names no law as well."""
    assert [fault.code for fault in told(FAULTY) if fault.field == "findings[1].citations[2]"] == ["wrong-type"]


@pytest.mark.parametrize("text", ["{", "- a", "findings: 3", "vendor: {name: A}", "findings: []", "", "a: [&x b, *x]"])
def test_where_nothing_can_be_read_nothing_is_added(text: str) -> None:
    """What is no YAML, or has no list of findings, has no citations."""
    assert partial(text, "review.yaml") is None
