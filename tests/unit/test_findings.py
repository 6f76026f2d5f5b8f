"""`memo.findings`: the whole contract is accepted; every fault is named at its place, all at once."""

from __future__ import annotations

import copy
import io
import json
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import fields

from memo.findings import model
from memo.findings.model import FindingSet
from memo.findings.read import read as read_file
from memo.findings.read import read_string
from memo.limits import LONGEST_TEXT
from tests.support import faults_of, read, refusal

WHOLE = """\
review:
  title: Vendor review, Claude for Work
  date: 2026-11-23
  as_of: 2026-11-23
  to: Procurement committee
  from: Privacy office
  reference: PROC-1482
  classification: Confidential
  language: en
  decision: approve-with-conditions
client:
  name: Example GmbH
  role: controller
  established_in: [DE]
  people_in: [DE, FR, US-CA, BR, KR]
  sectors: [software]
  turnover: {amount: 120000000, currency: EUR}
vendor:
  name: Anthropic PBC
  product: Claude
  role: processor
  established_in: [US-CA]
  turnover: {amount: 5000000000, currency: USD}
documents:
  - id: privacy-policy
    title: Privacy Policy
    url: https://www.anthropic.com/legal/privacy
    version: 2025-09-28
    captured: 2026-05-11T06:00:00Z
    sha256: 9f86d0...
    path: captured/privacy-policy.txt
findings:
  - id: F-1
    title: Model training opt-out with safety review override
    document: privacy-policy
    section: "2. How we use your data"
    quote: We may use your Inputs and Outputs to train our models ...
    summary: What the clause says, in plain words (Markdown)
    impact: What it means for the people concerned (Markdown)
    analysis: The reviewer's own analysis, citations included (Markdown)
    severity: high
    confidence: high
    topics: [ai-training, opt-out-exception]
    data_categories: [communications-content]
    people: [consumers]
    jurisdictions: [EU, US-CA]
    citations: ["GDPR Art. 6(1)(f)", "Cal. Civ. Code §1798.120"]
    comparisons:
      - {vendor: Mistral AI, quote: "...", note: "..."}
    actions:
      - {title: Ask for the written criteria for safety flagging, owner: procurement, due: 2026-12-15}
    privileged: false
"""
"""The whole form of the contract, word for word."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds the captured document of the whole form."""
    (tmp_path / "captured").mkdir()
    (tmp_path / "captured" / "privacy-policy.txt").write_text("We may use your Inputs", encoding="utf-8")
    return tmp_path


def test_the_whole_form_of_the_contract_is_accepted(folder: Path) -> None:
    """Every key of the contract is read, typed and kept."""
    reading = read(WHOLE, folder)
    findings = reading.findings
    assert findings.review.date == date(2026, 11, 23)
    assert findings.review.from_ == "Privacy office"
    assert findings.client.people_in == ("DE", "FR", "US-CA", "BR", "KR")
    assert findings.client.turnover is not None
    assert findings.client.turnover.amount == Decimal(120000000)
    assert findings.vendor.name == "Anthropic PBC"
    document = findings.documents[0]
    assert document.version == "2025-09-28"
    assert document.captured == datetime(2026, 5, 11, 6, tzinfo=UTC)
    finding = findings.findings[0]
    assert finding.topics == ("ai-training", "opt-out-exception")
    assert finding.comparisons[0].vendor == "Mistral AI"
    assert finding.actions[0].due == date(2026, 12, 15)
    assert finding.privileged is False
    assert reading.documents == {"privacy-policy": "We may use your Inputs"}


def test_the_form_has_no_key_that_the_contract_does_not_name(folder: Path) -> None:
    """The model and the contract's example name the same keys, so neither can drift alone."""
    values = yaml.load(WHOLE, Loader=yaml.BaseLoader)  # noqa: S506
    named = {
        FindingSet: values,
        model.Review: values["review"],
        model.Client: values["client"],
        model.Vendor: values["vendor"],
        model.Turnover: values["vendor"]["turnover"],
        model.Document: values["documents"][0],
        model.Finding: values["findings"][0],
        model.Comparison: values["findings"][0]["comparisons"][0],
        model.ReviewerAction: values["findings"][0]["actions"][0],
    }
    for kind, entry in named.items():
        known = {field.encode_name for field in fields(kind)}
        assert known >= set(entry), f"{kind.__name__} lost {set(entry) - known}"


def test_json_and_yaml_read_the_same(folder: Path) -> None:
    """A findings file in JSON is the same review as in YAML."""
    values = yaml.load(WHOLE, Loader=yaml.BaseLoader)  # noqa: S506
    as_json = read_string(json.dumps(values), "f.json", folder)
    assert as_json.findings == read(WHOLE, folder).findings


def test_the_least_file_has_three_lines() -> None:
    """A vendor's name and one title are enough; everything else has a default."""
    findings = read("vendor: Anthropic\nfindings:\n  - title: Model training\n").findings
    assert findings.vendor.name == "Anthropic"
    first = findings.findings[0]
    assert (first.id, first.severity, first.confidence, first.privileged) == ("F-1", "medium", "medium", False)


def test_findings_are_numbered_in_their_order() -> None:
    """A finding without an id is called by its place among all findings."""
    findings = read("vendor: A\nfindings:\n- title: a\n- {id: X, title: b}\n- title: c\n").findings
    assert [finding.id for finding in findings.findings] == ["F-1", "X", "F-3"]


def test_values_are_frozen() -> None:
    """Nothing edits what the intake made."""
    findings = read("vendor: A\nfindings:\n- title: a\n").findings
    with pytest.raises(AttributeError):
        findings.vendor.name = "B"  # type: ignore[misc]


def test_the_digest_is_that_of_the_text() -> None:
    """The provenance of a memo names the very text it was made from."""
    one, two = read("vendor: A\nfindings: [{title: a}]\n"), read("vendor: A\nfindings: [{title: a}]\n")
    assert one.digest == two.digest
    assert one.digest != read("vendor: A\nfindings: [{title: b}]\n").digest
    assert len(one.digest) == 64


def test_standard_input_is_read_like_a_file() -> None:
    """`-` reads the same review and names its place as standard input."""
    reading = read_file("-", io.BytesIO(b"vendor: A\nfindings: [{title: a}]\n"))
    assert reading.name == "<stdin>"
    fault = refusal(read_file, "-", io.BytesIO(b"vendr: A\nvendor: B\nfindings: [{title: a}]\n"))
    assert str(fault.place) == "<stdin>:1:1"


def spoiled(path: str, value: Any) -> str:
    """Return the whole form with the value at a dotted path replaced, or taken out where it is `None`."""
    values = copy.deepcopy(yaml.load(WHOLE, Loader=yaml.BaseLoader))  # noqa: S506
    node, steps = values, [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps[:-1]:
        node = node[step]
    if value is None:
        del node[steps[-1]]
    else:
        node[steps[-1]] = value
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False)


FAULTS: dict[str, tuple[str, Any, str, str, str]] = {
    # path, value, code, field, words of the message or hint
    "unknown-key-top": ("vendr", "x", "unknown-key", "", "Did you mean 'vendor'?"),
    "unknown-key-review": ("review.titel", "x", "unknown-key", "review", "Did you mean 'title'?"),
    "unknown-key-from": ("review.form", "x", "unknown-key", "review", "Did you mean 'from'?"),
    "unknown-key-client": ("client.people", "x", "unknown-key", "client", "Did you mean 'people_in'?"),
    "unknown-key-turnover": ("client.turnover.ammount", "1", "unknown-key", "client.turnover",
        "Did you mean 'amount'?"),
    "unknown-key-finding": ("findings.0.serverity", "x", "unknown-key", "findings[1]", "Did you mean 'severity'?"),
    "unknown-key-comparison": ("findings.0.comparisons.0.vender", "x", "unknown-key", "findings[1].comparisons[1]",
        "'vendor'"),
    "unknown-key-action": ("findings.0.actions.0.dew", "x", "unknown-key", "findings[1].actions[1]",
        "Did you mean 'due'?"),
    "unknown-key-far": ("findings.0.zzzzzz", "x", "unknown-key", "findings[1]", "Known here: id, title"),
    "no-vendor": ("vendor", None, "missing-key", "", "the key 'vendor' is missing"),
    "no-vendor-name": ("vendor.name", None, "missing-key", "vendor", "the key 'name' is missing"),
    "no-findings": ("findings", None, "missing-key", "", "the key 'findings' is missing"),
    "no-title": ("findings.0.title", None, "missing-key", "findings[1]", "the key 'title' is missing"),
    "no-currency": ("vendor.turnover.currency", None, "missing-key", "vendor.turnover",
        "the key 'currency' is missing"),
    "no-comparison-vendor": ("findings.0.comparisons.0.vendor", None, "missing-key", "findings[1].comparisons[1]",
        "vendor"),
    "empty-findings": ("findings", [], "empty-findings", "findings", "at least one finding"),
    "severity": ("findings.0.severity", "hgh", "unknown-word", "findings[1].severity", "Did you mean 'high'?"),
    "confidence": ("findings.0.confidence", "sure", "unknown-word", "findings[1].confidence", "high, medium, low"),
    "decision": ("review.decision", "aprove", "unknown-word", "review.decision", "Did you mean 'approve'?"),
    "language": ("review.language", "it", "unknown-word", "review.language", "allowed: en"),
    "role": ("vendor.role", "proccessor", "unknown-word", "vendor.role", "Did you mean 'processor'?"),
    "place": ("client.people_in.0", "UK", "wrong-value", "client.people_in[1]", "'GB'"),
    "place-by-name": ("vendor.established_in.0", "California", "wrong-value", "vendor.established_in[1]",
        "the code of California is 'US-CA'"),
    "place-unknown": ("vendor.established_in.0", "Atlantis", "wrong-value", "vendor.established_in[1]",
        "no ISO 3166"),
    "jurisdiction": ("findings.0.jurisdictions.0", "US-XX", "wrong-value", "findings[1].jurisdictions[1]",
        "no ISO 3166"),
    "date": ("review.date", "23.11.2026", "wrong-value", "review.date", "YYYY-MM-DD"),
    "date-none-such": ("review.as_of", "2026-02-30", "wrong-value", "review.as_of", "2026-02-30"),
    "date-number": ("findings.0.actions.0.due", "20261215", "wrong-value", "findings[1].actions[1].due", "YYYY-MM-DD"),
    "amount": ("client.turnover.amount", "120,000,000", "wrong-type", "client.turnover.amount",
        "a number without separators"),
    "amount-negative": ("client.turnover.amount", "-1", "wrong-value", "client.turnover.amount",
        "greater than or equal to 0"),
    "amount-nan": ("client.turnover.amount", "NaN", "wrong-value", "client.turnover.amount", "finite"),
    "currency": ("client.turnover.currency", "Euro", "wrong-value", "client.turnover.currency", "'Euro'"),
    "list-of-text": ("client.people_in", "DE, FR", "wrong-type", "client.people_in", "must be a list"),
    "topics-as-text": ("findings.0.topics", "ai-training", "wrong-type", "findings[1].topics", "must be a list"),
    "text-as-list": ("findings.0.title", ["a"], "wrong-type", "findings[1].title", "must be text, not a list"),
    "text-as-group": ("findings.0.quote", {"a": "b"}, "wrong-type", "findings[1].quote", "must be text, not a group"),
    "group-as-text": ("client", "Example GmbH", "wrong-type", "client", "must be a group of keys, not 'Example GmbH'"),
    "finding-as-text": ("findings.0", "a title", "wrong-type", "findings[1]", "must be a group of keys"),
    "findings-as-group": ("findings", {"title": "a"}, "wrong-type", "findings", "must be a list"),
    "privileged": ("findings.0.privileged", "perhaps", "wrong-type", "findings[1].privileged", "'true' or 'false'"),
    "empty-title": ("findings.0.title", "  ", "wrong-value", "findings[1].title", "must not be empty"),
    "title-of-two-lines": ("findings.0.title", "a\nb", "wrong-value", "findings[1].title", "must be one line"),
    "long-title": ("findings.0.title", "x" * 501, "too-long", "findings[1].title", "500 characters"),
    "long-quote": ("findings.0.quote", "x" * 50_001, "too-long", "findings[1].quote", "50,000 characters"),
    "url-scheme": ("documents.0.url", "javascript:alert(1)", "wrong-value", "documents[1].url", "http or https"),
    "url-file": ("documents.0.url", "file:///etc/passwd", "wrong-value", "documents[1].url", "http or https"),
    "url-space": ("documents.0.url", "https://a b", "wrong-value", "documents[1].url", "without spaces"),
    "url-user": ("documents.0.url", "https://bank.com@evil.com/", "wrong-value", "documents[1].url", "no user"),
    "sha256": ("documents.0.sha256", "xyz", "wrong-value", "documents[1].sha256", "'xyz'"),
    "document-id": ("documents.0.id", "has space", "wrong-value", "documents[1].id", "'has space'"),
    "finding-id": ("findings.0.id", "../x", "wrong-value", "findings[1].id", "'../x'"),
    "title-of-nothing": ("findings.0.title", [None], "wrong-type", "findings[1].title", "not a list"),
    "title-empty": ("findings.0.section", {"a": None}, "wrong-type", "findings[1].section", "not a group"),
    "vendor-empty": ("findings.0.data_categories", [None], "wrong-type", "findings[1].data_categories[1]",
        "must be text, not empty"),
    "captured-no-day": ("documents.0.captured", "2026-13-45T00:00:00Z", "wrong-value", "documents[1].captured",
        "no day or moment of the calendar"),
    "captured": ("documents.0.captured", "last May", "wrong-value", "documents[1].captured", "a moment is written"),
    "unknown-document": ("findings.0.document", "privacy-polcy", "unknown-document", "findings[1].document",
        "Did you mean 'privacy-policy'?"),
    "path-above": ("documents.0.path", "../secret.txt", "bad-path", "documents[1].path", "beside or below"),
    "path-absolute": ("documents.0.path", "/etc/passwd", "bad-path", "documents[1].path", "beside or below"),
    "path-missing": ("documents.0.path", "captured/privacy-polcy.txt", "missing-file", "documents[1].path",
        "privacy-policy.txt"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_each_fault_is_named_at_its_place(case: str, folder: Path) -> None:
    """A fault names its code, its field, the right value where there is one, and the line it stands in."""
    path, value, code, field, words = FAULTS[case]
    text = spoiled(path, value)
    fault = refusal(read_string, text, "f.yaml", folder)
    assert (fault.code, fault.field) == (code, field)
    assert words in f"{fault.message} {fault.hint}"
    last = path.rpartition(".")[2]
    if value is not None and not last.isdigit():
        # A list or a group stands below its key: the key's own line or the one above the value.
        near = " ".join(text.splitlines()[max(0, fault.place.line - 2) : fault.place.line])
        assert last in near or field.rpartition(".")[2].partition("[")[0] in near, f"{fault} points at {near!r}"


def test_all_faults_of_a_file_are_named_at_once() -> None:
    """A reviewer mends a file once: every fault of it stands in one answer, in the order of its lines."""
    text = (
        "review: {datum: 2026-01-01}\nvendor: {product: x}\nclient: {people_in: [UK]}\n"
        "findings:\n  - {id: A, title: a, severity: hgh}\n  - {id: a, privileged: maybe}\n"
    )
    faults = faults_of(read_string, text, "f.yaml")
    assert [fault.place for fault in faults] == sorted(fault.place for fault in faults)
    assert {(fault.place.line, fault.code) for fault in faults} == {
        (1, "unknown-key"), (2, "missing-key"), (3, "wrong-value"), (5, "unknown-word"),
        (6, "missing-key"), (6, "duplicate-id"), (6, "wrong-type"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "vendor: A\nfindings:\n- {id: F-2, title: a}\n- title: b\n",
        "vendor: A\nfindings:\n- {id: X, title: a}\n- {id: x, title: b}\n",
        "vendor: A\ndocuments:\n- {id: d, title: a}\n- {id: D, title: b}\nfindings: [{title: a}]\n",
    ],
)
def test_an_id_names_one_thing(text: str) -> None:
    """Two entries may not have one id, neither by default nor by capitals alone."""
    fault = refusal(read_string, text, "f.yaml")
    assert fault.code == "duplicate-id"
    assert "entry 1" in fault.message


def test_entries_without_an_id_are_not_taken_for_twins() -> None:
    """Two documents that lack their ids are told so, and not that they share one."""
    text = "vendor: A\ndocuments:\n- {title: a}\n- {title: b}\nfindings: [{title: a}]\n"
    assert {fault.code for fault in faults_of(read_string, text, "f.yaml")} == {"missing-key"}


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text", "", "42", "~", "[]"])
def test_a_file_that_is_no_review_says_how_to_begin(text: str) -> None:
    """A file without keys is answered with the command that writes a file to start from."""
    fault = refusal(read_string, text, "f.yaml")
    assert fault.code == "not-a-review"
    assert "memo new" in fault.hint


def test_a_document_without_a_list_of_documents_is_a_plain_name() -> None:
    """Where no documents are listed, a finding may name its document in words."""
    assert read("vendor: A\nfindings: [{title: a, document: Terms of Service}]\n").findings.findings[0].document


@pytest.mark.parametrize("key", ["quote", "summary", "impact", "analysis", "section"])
@pytest.mark.parametrize("empty", ["", "~", "null"])
def test_an_optional_field_left_empty_says_nothing(key: str, empty: str) -> None:
    """A key without a value is as if it were not written."""
    reading = read(f"vendor: A\nfindings:\n  - title: a\n    {key}: {empty}\n")
    assert getattr(reading.findings.findings[0], key) is None


def test_text_keeps_its_spelling() -> None:
    """A title `no`, a version `1.10` and a section `0123` stay what they are."""
    reading = read(
        "vendor: no\ndocuments: [{id: d, title: on, version: 1.10}]\nfindings: [{title: 12:30, section: 0123}]\n"
    )
    assert reading.findings.vendor.name == "no"
    assert (reading.findings.documents[0].title, reading.findings.documents[0].version) == ("on", "1.10")
    assert (reading.findings.findings[0].title, reading.findings.findings[0].section) == ("12:30", "0123")


def test_a_place_in_the_file_is_found_again() -> None:
    """What a later stage finds wrong can be named at the line it was written in."""
    reading = read(WHOLE.replace("    path: captured/privacy-policy.txt\n", ""))
    assert reading.place("findings", 0, "citations", 1).line == WHOLE.splitlines().index(
        '    citations: ["GDPR Art. 6(1)(f)", "Cal. Civ. Code §1798.120"]'
    )
    assert reading.place().line == 1


def test_too_many_findings_are_refused() -> None:
    """A file beyond the published number of findings is refused as such."""
    text = "vendor: A\nfindings:\n" + "- title: a\n" * (model.MOST_FINDINGS + 1)
    fault = refusal(read_string, text, "f.yaml")
    assert fault.code == "too-long"
    assert "2,000" in fault.message


@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_captured_text_is_not_read_through_a_link_that_leads_out(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, link: str
) -> None:
    """What lies elsewhere stays unread, whatever a link in the folder says; a link within the folder is followed."""
    away = tmp_path_factory.mktemp("away") / "secret.txt"
    away.write_text("We may use your Inputs", encoding="utf-8")
    captured = folder / "captured" / "privacy-policy.txt"
    captured.rename(folder / "captured" / "real.txt")
    captured.symlink_to("real.txt")
    (folder / "review.yaml").write_text(WHOLE, encoding="utf-8")
    assert read_file(folder / "review.yaml").documents
    captured.unlink()
    if link == "file":
        captured.symlink_to(away)
    else:
        (folder / "captured").rename(folder / "kept")
        away.rename(away.with_name("privacy-policy.txt"))
        (folder / "captured").symlink_to(away.parent)
    (fault,) = faults_of(read_file, folder / "review.yaml")
    assert fault.code == "bad-path"


def captured(folder: Path, quote: str, path: str = "terms.txt") -> Any:
    """Return the reading of a review of one document, whose text is captured, and one quote of it."""
    document = {"id": "terms", "title": "Terms", "path": path}
    finding = {"title": "Training", "document": "terms", "quote": quote}
    return read(
        {"review": {"date": "2026-11-25"}, "vendor": "A", "documents": [document], "findings": [finding]}, folder
    )


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("We use your inputs", True),
        ("we  USE\n\nyour inputs", True),
        ("We use ... for “training”", True),
        ('use […] for "training" and our partners’ needs;', True),
        ("We use [all of] your inputs", True),
        ("for training … We use your inputs for sale", False),
        ("We sell your inputs", False),
    ],
)
def test_a_quote_stands_in_the_captured_text_or_not(tmp_path: Path, quote: str, stands: bool) -> None:
    """Space, capitals and marked omissions are allowed for; another word is not."""
    (tmp_path / "terms.txt").write_text(
        "We use  your\ninputs for “training” and our partners' needs.", encoding="utf-8"
    )
    reading = captured(tmp_path, quote)
    assert reading.quote_stands(reading.findings.findings[0]) is stands


@pytest.mark.parametrize("quote", ["[" * LONGEST_TEXT, "[a" * (LONGEST_TEXT // 2), "... " * (LONGEST_TEXT // 4)])
def test_a_quote_of_marks_costs_no_more_than_its_length(tmp_path: Path, quote: str) -> None:
    """Brackets that nothing closes are not each followed to the end of the quote."""
    (tmp_path / "terms.txt").write_text("We use your inputs.", encoding="utf-8")
    reading = captured(tmp_path, quote)
    began = time.process_time()
    reading.quote_stands(reading.findings.findings[0])
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize("many", [20, 10_000])
def test_a_file_of_nothing_but_unknown_keys_names_each_of_them(many: int) -> None:
    """However many faults a file has, each has its place, and they are told in the time that reading takes."""
    keys = {f"k{number}": "v" for number in range(many)}
    began = time.process_time()
    faults = faults_of(read, {"vendor": "A", "findings": [{"title": "a"}], **keys})
    assert [fault.code for fault in faults] == ["unknown-key"] * many
    assert len({fault.place for fault in faults}) == many
    assert faults[0].hint
    assert time.process_time() - began < 5


def test_a_captured_text_that_leads_to_itself_is_named(tmp_path: Path) -> None:
    """A link that leads round is a fault of the path that names it."""
    (tmp_path / "terms.txt").symlink_to("terms.txt")
    (fault,) = faults_of(captured, tmp_path, "We use")
    assert fault.field == "documents[1].path"
    assert "terms.txt" in fault.message
