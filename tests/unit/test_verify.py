"""`memo verify`: a memo that was made here is genuine, and a changed one is found, whatever was changed."""

from __future__ import annotations

import io
import json

import pypdf
import pytest

from memo import verify as verify_module
from memo.api import VERSION, compose, findings_json
from memo.document import as_data
from memo.findings.read import read_string
from memo.verify import Check, verify
from tests.support import DAY, TRAINING, library_on, memo_of, review
from tests.unit.test_pdf import READING, made


def rewritten(**files: bytes) -> bytes:
    """Return the test's memo with enclosed files replaced, as another program would write it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made()))
    kept = {name: content[0] for name, content in pypdf.PdfReader(io.BytesIO(made())).attachments.items()}
    del writer._root_object["/Names"], writer._root_object["/AF"]
    for name, data in kept.items():
        writer.add_attachment(name, files.get(name.replace(".", "_"), data))
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def fails(data: bytes) -> dict[str, Check]:
    """Return the checks that do not hold, by name."""
    found = verify(data)
    assert found.verdict == "changed"
    return {check.name: check for check in found.checks if check.holds is False}


def test_a_memo_is_what_it_claims() -> None:
    """Every check holds, the law among them."""
    found = verify(made())
    assert found.verdict == "genuine"
    assert {check.name for check in found.checks if check.holds} >= {"pages", "law and reasoning", "memo.json"}


def test_the_shareable_edition_is_verified_from_its_own_data() -> None:
    """It carries no findings, so its pages are compared and its reasoning is left open."""
    reading = review({**TRAINING, "analysis": "A secret of counsel."}, client={"people_in": ["FR"]})
    data = memo_of(reading, "brief", edition="shareable").to_pdf()
    assert set(pypdf.PdfReader(io.BytesIO(data)).attachments) == {"memo.json", "digests.json"}
    found = verify(data)
    assert found.verdict == "genuine"
    assert [check.holds for check in found.checks if check.name == "law and reasoning"] == [None]


def test_a_memo_of_one_finding_is_drafted_again_as_one() -> None:
    """The findings inside are the whole review; what the memo holds says which of them it is of."""
    document = compose(READING, library_on(), DAY, "brief", only=("F-2",))
    assert verify(document.to_pdf()).verdict == "genuine"


def test_one_changed_byte_is_found() -> None:
    """A byte of the pages, changed where the file stays readable, is seen and placed."""
    data = made()
    at = data.index(b"/CreationDate") + 20
    changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    assert "pages" in fails(changed)


def test_a_file_that_reads_the_same_is_not_the_same() -> None:
    """Another program that copies the memo writes other bytes."""
    assert "the file's bytes are not those" in fails(rewritten())["pages"].note


def test_changed_findings_are_found() -> None:
    """The enclosed findings are held against their digest."""
    assert set(fails(rewritten(findings_json=findings_json(READING).replace("Binding", "Free").encode()))) == {
        "findings.json"
    }


def test_findings_that_do_not_give_the_memo_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A memo whose law was written over and whose digests were made anew is told by drafting it again."""
    other = review({**TRAINING, "title": "Another clause"}, client={"people_in": ["FR"]})
    document = memo_of(READING, "brief")
    forged = type(document)(document.memo, findings_json(other))
    assert set(fails(forged.to_pdf())) == {"law and reasoning"}


def test_another_version_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the maker's program is not ours, the verdict is neither good nor bad."""
    monkeypatch.setattr("memo.render.enclosed.made_with", lambda: {"weasyprint": "99"})
    found = verify(made())
    assert found.verdict == "not-comparable"
    assert "weasyprint" in " ".join(check.note for check in found.checks if check.holds is None)
    assert VERSION in str(made())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"vendor: x", made()[:5000]])
def test_what_is_no_memo_is_said_to_be_none(data: bytes) -> None:
    """A broken or foreign file is no memo, and no fault of ours."""
    assert verify(data).verdict == "not-a-memo"


def test_the_findings_inside_read_back_to_the_review() -> None:
    """The enclosed JSON is a findings file of its own, without paths of the reviewer's machine."""
    again = read_string(findings_json(READING), "findings.json")
    assert again.findings == READING.findings


def test_the_memo_inside_is_the_memo() -> None:
    """What is enclosed as data reads back to the very memo."""
    memo = memo_of(READING, "citations").memo
    assert verify_module._memo(json.dumps(as_data(memo)).encode()) == memo
