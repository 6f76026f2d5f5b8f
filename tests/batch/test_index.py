"""The index of a portfolio: what it says of each memo, in which order, and that no input can act in it."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec.structs import replace

from memo.batch.facts import Coming, Facts, facts_of
from memo.batch.index import html, markdown
from memo.batch.journal import Entry, Output
from memo.document import Memo
from tests.support import memo_of, review

FACTS = Facts(
    vendor="Acme", subject="Review", date="2026-11-23", as_of="2026-11-23", decision="approve",
    decision_label="Approve", proposed=False, severity="low", severity_label="Low", findings=1, laws=("GDPR",),
    flags=("fines: GDPR",), open_actions=2, dates=(Coming("2026-12-01", "Due: A-1."),), more_dates=0,
)  # fmt: skip


def entry(name: str, **facts: Any) -> Entry:
    outputs = (Output(f"{name}.md", "md", "0", 1),)
    return Entry(f"{name}.yaml", name, "made", outputs=outputs, facts=msgspec.structs.replace(FACTS, **facts))


def test_the_facts_are_those_of_the_memo(sample_memo: Any) -> None:
    """Each fact can be found in the memo itself."""
    memo: Memo = sample_memo.memo
    facts = facts_of(memo, "Anthropic PBC")
    assert facts.decision_label == memo.bottom_line.label
    assert facts.severity == "high" and facts.findings == len(memo.findings)
    assert facts.open_actions == sum(row.status not in ("done", "waived") for row in memo.plan) > 0
    assert set(facts.laws) == {one.name for part in memo.findings for one in (*part.regimes, *part.also_engaged)}
    assert facts.flags[0].startswith("fines: GDPR") and any(flag.startswith("private claims:") for flag in facts.flags)
    days = [day.day for day in facts.dates]
    assert days == sorted(days) and min(days) > memo.date
    assert {day.event for day in facts.dates} <= {entry.event for entry in memo.timeline}


def test_what_has_no_law_is_flagged() -> None:
    """A finding that no law answers stands in the index by its id."""
    memo = memo_of(review()).memo
    assert not any(flag.startswith("without law") for flag in facts_of(memo, "Acme").flags)
    part = replace(memo.findings[0], unmapped="No law of the library answers this finding.")
    memo = replace(memo, findings=(part,))
    assert "without law: F-1" in facts_of(memo, "Acme").flags


def test_the_gravest_come_first() -> None:
    """Severity, then decision, then vendor decide the order, whatever that of the inputs."""
    found = markdown([entry("a"), entry("b", severity="critical", vendor="Z"), entry("c", decision="reject")])
    rows = [line for line in found.splitlines() if line.startswith("|") and ".md)" in line]
    assert [re.search(r"\((\w)\.md\)", row)[1] for row in rows] == ["b", "c", "a"]  # type: ignore[index]
    assert "- 3 memos of 2 vendors" in found and "Open actions: 6" in found


def test_what_is_missing_is_listed() -> None:
    """A failed input stands at the end with its first fault, one that waits says so."""
    fault = {"line": 3, "message": "the key <b> is missing", "code": "missing-key"}
    lacking = [Entry("x`y.yaml", "x", "failed", faults=(fault, fault)), Entry("z.yaml", "z", "waiting")]
    for text in (markdown([entry("a"), *lacking]), html([entry("a"), *lacking])):
        assert "Without a memo: 2, listed below" in text
        assert "and 1 more" in text and "run the batch again" in text and "<b>" not in text.replace("&lt;b", "")


def test_nothing_of_an_input_acts_in_the_index() -> None:
    """Markup, pipes and addresses in names and events are text in both forms."""
    hostile = "<script>x</script> | [y](javascript:z) *b*"
    one = entry("a b#c", vendor=hostile, flags=(hostile,), dates=(Coming("2026-12-01", hostile),))
    page = html([one])
    assert "<script" not in page and "javascript:z" in page and 'href="javascript' not in page
    text = markdown([one])
    assert "<script" not in text and "&#124;" in text and "\\[y\\]" in text
    assert 'href="a%20b%23c.md"' in page and "(a%20b%23c.md)" in text
