"""A file with a fault of form is told of every other error too, each at its place, and of nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from memo.api import with_rest
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
    return with_rest(caught.value.faults, text, "review.yaml", today=DAY)


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


WORDS = """\
review: {date: 2026-11-25, owners: [ux]}
vendor: {name: Example Cloud Ltd, rol: processor}
documents:
- {id: terms, title: Terms, path: nowhere.txt}
findings:
- title: right
  document: privacy
  topics: [ai-traning, [], sub-processors, audit-right]
  actions:
  - {title: Ask, owner: procurment, playbook: no-such-step}
  - {titel: Ask again, owner: ux}
actions_status:
- {id: sign-dpa, owner: leagl}
"""


def test_unknown_words_stand_beside_faults_of_form() -> None:
    """A topic, owner, playbook, document or captured file that nobody knows is told of with a misspelt key elsewhere."""
    faults = {(fault.code, fault.field, fault.place.line) for fault in told(WORDS)}
    assert faults == {
        ("unknown-key", "vendor", 2),
        ("bad-path", "documents[1].path", 4),
        ("unknown-document", "findings[1].document", 7),
        ("unknown-topic", "findings[1].topics[1]", 8),
        ("wrong-type", "findings[1].topics[2]", 8),
        ("unknown-topic", "findings[1].topics[4]", 8),
        ("unknown-owner", "findings[1].actions[1].owner", 10),
        ("unknown-playbook", "findings[1].actions[1].playbook", 10),
        ("missing-key", "findings[1].actions[2]", 11),
        ("unknown-key", "findings[1].actions[2]", 11),
        ("unknown-owner", "actions_status[1].owner", 13),
    }


def test_words_that_hold_are_not_blamed() -> None:
    """Where the list of further owners or the id of a document cannot be read, nobody is called unknown for it."""
    text = WORDS.replace("owners: [ux]", "owners: [procurment, leagl, []]").replace("id: terms", "idd: privacy")
    codes = {fault.code for fault in told(text)}
    assert "unknown-topic" in codes and not codes & {"unknown-owner", "unknown-document"}


def test_the_captured_file_of_a_faulty_review_is_looked_for(tmp_path: Path) -> None:
    """A captured text that is there is no fault, and one that is not there is told of with the misspelt key."""
    (tmp_path / "terms.txt").write_text("text", encoding="utf-8")
    for path, code in (("terms.txt", None), ("nowhere.txt", "missing-file")):
        with pytest.raises(InputError) as caught:
            read_string(WORDS.replace("nowhere.txt", path), "review.yaml", tmp_path)
        codes = [fault.code for fault in caught.value.faults if fault.field == "documents[1].path"]
        assert codes == ([code] if code else [])


@pytest.mark.parametrize("text", ["{", "- a", "findings: 3", "vendor: {name: A}", "findings: []", "", "a: [&x b, *x]"])
def test_where_nothing_can_be_read_nothing_is_added(text: str) -> None:
    """What is no YAML, or has no list of findings, has no citations."""
    assert partial(text, "review.yaml") is None
