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
    flags=("fines: GDPR",), open_actions=2, dates=(Coming("2026-12-01", "Ask (A-1; Legal)"),),
)  # fmt: skip

TODAY = "2026-11-26"


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
    law = {(entry.day, entry.event) for entry in memo.timeline if entry.kind == "law" and entry.day > memo.date}
    assert {(day.day, day.event) for day in facts.dates if day.kind == "law"} == law
    done = {(row.due_day, f"{row.title} ({row.number}; {row.owner})") for row in memo.plan if not row.closed}
    assert {(day.day, day.event) for day in facts.dates if day.kind == "action"} == done
    assert [day.day for day in facts.dates if day.kind == "review"] == [memo.next_review.day]  # type: ignore[union-attr]


def test_an_action_that_is_closed_has_no_day(sample_memo: Any) -> None:
    """What is done or waived is neither open nor awaited."""
    memo: Memo = sample_memo.memo
    closed = replace(memo, plan=tuple(replace(row, status="done") for row in memo.plan))
    facts = facts_of(closed, "Anthropic PBC")
    assert facts.open_actions == 0 and "action" not in {day.kind for day in facts.dates}


def test_without_a_plan_no_number_is_given() -> None:
    """A memo whose depth has no action plan says nothing of open actions, rather than that there are none."""
    facts = facts_of(memo_of(review(), depth="brief").memo, "Acme")
    assert facts.open_actions is None
    text = markdown([entry("a", open_actions=None, dates=())], TODAY)
    page = html([entry("a", open_actions=None, dates=())], TODAY)
    assert all("None" not in said and "Open actions:" not in said for said in (text, page))


def test_what_is_late_is_told_from_what_comes() -> None:
    """On the run's day an action or a review whose day has passed is overdue, and a row's next day is one that comes."""
    dates = (
        Coming("2026-11-02", "Ask (A-1; Legal)"),
        Coming("2026-11-03", "A law changes.", "law"),
        Coming("2026-11-04", "Next review.", "review"),
        Coming("2026-11-26", "Sign (A-2; Legal)"),
        Coming("2026-11-26", "Train (A-3; HR)"),
        Coming("2026-12-01", "Tell (A-4; Legal)"),
    )
    one = entry("a", dates=dates, open_actions=4)
    for text in (markdown([one], TODAY), html([one], TODAY)):
        assert "4 (1 overdue)" in text and "Open actions: 4, 1 overdue on 2026-11-26" in text
        assert "2026-11-26: Sign (A-2; Legal) and 1 more" in text
        late, coming = text.split("Overdue", 1)[1].split("Next dates")
        assert "Ask (A-1; Legal)" in late and "Next review." in late and "A law changes" not in text
        assert all(event in coming for event in ("Sign (A-2", "Train (A-3", "Tell (A-4"))
        assert "Sign" not in late
    assert "verdue" not in markdown([one], "2026-11-01") and "verdue" not in html([one], "2026-11-01")


def test_a_day_of_a_law_stands_once() -> None:
    """What several memos wait for is one line with a link to each; two actions of the same words stay two."""
    law, action = Coming("2026-12-02", "A law applies.", "law"), Coming("2026-12-03", "Ask (A-1; Legal)")
    text = markdown([entry(name, vendor=name.upper(), dates=(law, action)) for name in "abcdefgh"], TODAY)
    table = text.split("## Next dates")[1]
    assert table.count("A law applies.") == 1 and table.count("Ask (A-1") == 8
    assert "[A](a.md), [B](b.md)" in table and "[F](f.md) and 2 more" in table


def test_each_review_can_be_told_from_the_others() -> None:
    """Two reviews of one vendor differ by day, subject and the name of the linked file."""
    pair = [entry("x/a", subject="Cloud", date="2026-10-01"), entry("b", subject="Mail")]
    text, page = markdown(pair, TODAY), html(pair, TODAY)
    assert "| 2026-10-01: Cloud |" in text and "[x/a.md](x/a.md)" in text and "2026-11-23: Mail" in text
    assert '<a href="x/a.md">x/a.md</a>' in page and "Mail" in page


def test_the_index_speaks_one_language() -> None:
    """Decisions and severities stand in English, whatever the language of a memo, and are counted together."""
    text = markdown([entry("a"), entry("b", decision_label="Freigeben", severity_label="Niedrig")], TODAY)
    assert "Decisions: Approve 2" in text and "Low 2" in text and "Freigeben" not in text and "Niedrig" not in text


def test_accents_do_not_send_a_vendor_to_the_end() -> None:
    """A vendor whose name begins with an accent is filed under its letter."""
    text = markdown([entry("a", vendor="Zeta"), entry("b", vendor="Überblick"), entry("c", vendor="Tango")], TODAY)
    assert re.findall(r"\((\w)\.md\) \|$", text, re.MULTILINE) == ["c", "b", "a"]


def test_what_has_no_law_is_flagged() -> None:
    """A finding that no law answers stands in the index by its id."""
    memo = memo_of(review()).memo
    assert not any(flag.startswith("without law") for flag in facts_of(memo, "Acme").flags)
    part = replace(memo.findings[0], unmapped="No law of the library answers this finding.")
    memo = replace(memo, findings=(part,))
    assert "without law: F-1" in facts_of(memo, "Acme").flags


def test_the_gravest_come_first() -> None:
    """Severity, then decision, then vendor decide the order, whatever that of the inputs."""
    found = markdown([entry("a"), entry("b", severity="critical", vendor="Z"), entry("c", decision="reject")], TODAY)
    rows = [line for line in found.splitlines() if line.startswith("|") and line.endswith(".md) |")]
    assert [re.search(r"\((\w)\.md\)", row)[1] for row in rows] == ["b", "c", "a"]  # type: ignore[index]
    assert "- 3 memos of 2 vendors" in found and "Open actions: 6" in found


def test_what_is_missing_is_listed() -> None:
    """A failed input stands at the end with its first fault, one that waits says so."""
    fault = {"line": 3, "message": "the key <b> is missing", "code": "missing-key"}
    lacking = [Entry("x`y.yaml", "x", "failed", faults=(fault, fault)), Entry("z.yaml", "z", "waiting")]
    for text in (markdown([entry("a"), *lacking], TODAY), html([entry("a"), *lacking], TODAY)):
        assert "Without a memo: 2, listed below" in text
        assert "and 1 more" in text and "run the batch again" in text and "<b>" not in text.replace("&lt;b", "")


def test_nothing_of_an_input_acts_in_the_index() -> None:
    """Markup, pipes and addresses in names and events are text in both forms."""
    hostile = "<script>x</script> | [y](javascript:z) *b*"
    one = entry("a b#c", vendor=hostile, flags=(hostile,), dates=(Coming("2026-12-01", hostile),))
    page = html([one], TODAY)
    assert "<script" not in page and "javascript:z" in page and 'href="javascript' not in page
    text = markdown([one], TODAY)
    assert "<script" not in text and "&#124;" in text and "\\[y\\]" in text
    assert 'href="a%20b%23c.md"' in page and "(a%20b%23c.md)" in text


def test_a_line_break_in_a_name_ends_no_link() -> None:
    """A control character of a file's name is written as a number in its link, so that it breaks no row."""
    one = entry("new\nline\t\x7f")
    text = markdown([one], TODAY)
    assert "(new%0Aline%09%7F.md)" in text and "new\nline" not in text
    assert 'href="new%0Aline%09%7F.md"' in html([one], TODAY)
