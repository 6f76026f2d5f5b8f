"""`memo.drafting`: editions, depths, the first page, false citations, quotes against their documents."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from memo.api import Document, draft
from memo.document import Memo, as_data
from memo.drafting.build import quote_check
from memo.drafting.text import anchor, days_written, lower_first, ours, sentence
from memo.errors import InputError
from memo.findings.read import Reading
from memo.language.words import ENGLISH
from tests.support import DAY, TRAINING, library_on, memo_of, read, refusal, review, spaced

EVERYWHERE = {"people_in": ["DE", "FR", "US-CA", "BR", "KR"], "established_in": ["DE"]}
SECRET = "zebrafinch"
"""A word that stands in what must not leak, and nowhere else."""


# --- as data -------------------------------------------------------------------------


def test_the_memo_as_data_is_plain(sample_memo: Document) -> None:
    """A memo as data is dictionaries, lists, texts, truth values and nothing else, with every field of it."""

    def plain(value: Any) -> bool:
        if isinstance(value, dict):
            return all(isinstance(k, str) and plain(v) for k, v in value.items())
        return all(map(plain, value)) if isinstance(value, list) else isinstance(value, str | bool | int | type(None))

    data = as_data(sample_memo.memo)
    assert plain(data)
    assert list(data) == list(Memo.__struct_fields__)
    assert json.loads(sample_memo.to_json()) == data


def test_the_memo_is_frozen(sample_memo: Document) -> None:
    """Nothing edits a finished memo."""
    with pytest.raises(AttributeError, match="immutable"):
        sample_memo.memo.title = "x"  # type: ignore[misc]

    def frozen(value: Any) -> bool:
        if isinstance(value, Struct):
            return type(value).__struct_config__.frozen and all(
                frozen(getattr(value, name)) for name in value.__struct_fields__
            )
        return all(map(frozen, value)) if isinstance(value, tuple) else isinstance(value, str | bool | int | dict)

    assert frozen(sample_memo.memo)


def test_the_same_input_gives_the_same_memo(sample: Reading, sample_memo: Document) -> None:
    """A memo is a function of the findings, the library and the day."""
    assert memo_of(sample).memo == sample_memo.memo


def test_a_provision_without_a_record_bears_the_day_of_its_stage() -> None:
    """A cited duty that applies in a later stage bears one day wherever the memo names it, and never the law's first."""
    cited = {"title": "Duties of distributors", "citations": ["EU AI Act Art. 24(1)"]}
    text = spaced(memo_of(review(cited, client={"people_in": ["DE"]})).to_markdown())
    assert text.lower().count("applies from 2 december 2027") == 3  # analysis, exposure and audit
    assert "applies from 2 February 2025" not in text


def test_a_tier_that_is_not_yet_law_is_no_ceiling() -> None:
    """On the eve of Korea's 10 % tier no finding faces it, and where it is named its first day stands beside it."""
    asked = review(TRAINING, client={"people_in": ["KR"], "role": "controller"})
    eve, after = (memo_of(asked, day=date(2026, 9, d)).memo for d in (10, 12))
    for memo, faced in ((eve, False), (after, True)):
        row = next(c for part in memo.findings for c in part.ceilings if c.law == "PIPA (Korea)")
        assert ("64-2(2)" in row.reserved) is faced
        beyond = [
            b for g in memo.authorities if g.law == "kr-pipa" for c in g.ceilings for b in c.beyond if "64-2(2)" in b
        ]
        assert beyond
        assert all(("Not before 11 September 2026" in spaced(text)) is not faced for text in beyond)


# --- editions --------------------------------------------------------------------------


def privileged() -> Reading:
    """Return a review with a privileged finding and an analysis, each holding the secret word."""
    return review(
        {**TRAINING, "analysis": f"Between us, {SECRET}. See GDPR Art. 21."},
        {
            "id": f"F-{SECRET}", "title": f"Privileged {SECRET}", "document": SECRET, "section": SECRET,
            "quote": SECRET, "summary": SECRET, "impact": SECRET,
            "analysis": SECRET, "severity": "critical", "topics": ["arbitration"], "data_categories": [SECRET],
            "people": [SECRET],
            "citations": [f"{SECRET} Act s. 1", "GDPR Art. 777"],
            "comparisons": [{"vendor": SECRET, "quote": SECRET, "note": SECRET}],
            "actions": [{"title": SECRET, "owner": SECRET, "due": "2027-01-15"}], "privileged": True,
        },
        client=EVERYWHERE,
    )  # fmt: skip


@pytest.mark.parametrize("depth", ["brief", "citations", "full"])
@pytest.mark.parametrize("form", ["to_markdown", "to_html", "to_json"])
def test_the_shareable_edition_leaks_nothing(form: str, depth: str) -> None:
    """Of a privileged finding and of the reviewer's analysis not a word, number or date leaves the house."""
    text = getattr(memo_of(privileged(), depth, "shareable"), form)()
    assert SECRET not in text
    assert not re.search(r"\b777\b", text)  # digests in the provenance may hold the figures
    assert not re.search(r"arbitration", text, re.IGNORECASE)
    assert "15 January 2027" not in spaced(text)
    assert "2027-01-15" not in text


def test_the_internal_edition_has_both() -> None:
    """The internal edition holds the privileged finding, marked as such, and the analysis."""
    memo = memo_of(privileged()).memo
    assert [finding.privileged for finding in memo.findings] == [False, True]
    assert memo.findings[0].analysis


def test_the_severity_of_a_privileged_finding_does_not_show() -> None:
    """The decision proposed in the shareable edition rests on what it shows."""
    assert memo_of(privileged(), "full", "internal").memo.bottom_line.decision == "defer"
    assert memo_of(privileged(), "full", "shareable").memo.bottom_line.decision == "approve-with-conditions"


def test_a_review_of_privileged_findings_alone_cannot_be_shared() -> None:
    """Where nothing may be shared, the shareable edition is refused in words, not by a crash."""
    only = review({**TRAINING, "privileged": True})
    fault = refusal(draft, only, edition="shareable", library=library_on())
    assert fault.code == "nothing-to-share"


# --- depths ------------------------------------------------------------------------------


def test_depth_brief_is_a_plain_summary() -> None:
    """The brief memo says what was found and what to decide, and names no provision."""
    memo = memo_of(review(TRAINING, client=EVERYWHERE), "brief").memo
    assert memo.findings[0].quote
    assert memo.findings[0].regimes == ()
    for part in (memo.authorities, memo.plan, memo.timeline, memo.method, memo.table_of_authorities, memo.audit):
        assert part == ()


def test_depth_citations_adds_the_law_and_no_more() -> None:
    """The middle depth adds the regulatory citations with their audit and tables, and no exposure or plan."""
    memo = memo_of(review(TRAINING, client=EVERYWHERE), "citations").memo
    assert memo.findings[0].regimes
    assert memo.table_of_authorities
    assert memo.method
    for part in (memo.authorities, memo.plan, memo.timeline, memo.findings[0].exposure, memo.findings[0].actions):
        assert part == ()


def test_depth_full_has_everything() -> None:
    """The full memo has every part that the review gives reason for."""
    memo = memo_of(review(TRAINING, client=EVERYWHERE)).memo
    for name in (
        "findings",
        "authorities",
        "plan",
        "questions",
        "clauses",
        "timeline",
        "method",
        "assumptions",
        "limits",
        "table_of_authorities",
        "sources",
        "provenance",
    ):
        assert getattr(memo, name), name


# --- the first page ------------------------------------------------------------------------


def plain_first_page(document: Document) -> str:
    """Return what the bottom line says, without the reviewer's own titles of findings and actions."""
    line = document.memo.bottom_line
    return " ".join((line.sentence, *line.conditions, *line.reasons, line.warning))


@pytest.mark.parametrize("depth", ["brief", "citations", "full"])
def test_no_article_number_stands_in_the_bottom_line(sample: Reading, depth: str) -> None:
    """A reader who stops after the first page meets no article, section or paragraph number."""
    assert not re.search(r"\b(?:Arts?|Recital|Annex)\b\.?\s|§", spaced(plain_first_page(memo_of(sample, depth))))


@pytest.mark.parametrize(
    ("severities", "decision"),
    [
        (["critical", "low"], "defer"),
        (["high"], "approve-with-conditions"),
        (["low", "medium"], "approve-with-conditions"),
        (["low", "info"], "approve"),
    ],
)
def test_the_decision_is_proposed_from_the_gravest_finding(severities: list[str], decision: str) -> None:
    """Without a stated decision the gravest finding proposes one, and the memo says that it is a proposal."""
    line = memo_of(review(*[{"title": f"t{n}", "severity": s} for n, s in enumerate(severities)])).memo.bottom_line
    assert (line.decision, line.proposed) == (decision, True)


@pytest.mark.parametrize("decision", ["approve", "approve-with-conditions", "defer", "reject"])
def test_a_stated_decision_stands(decision: str) -> None:
    """What the reviewer decides is printed as hers and is never replaced."""
    line = memo_of(
        review({"title": "t", "severity": "critical"}, review={"date": "2026-11-25", "decision": decision})
    ).memo.bottom_line
    assert (line.decision, line.proposed) == (decision, False)


def test_three_reasons_the_gravest_first(sample_memo: Document) -> None:
    """The bottom line gives three reasons, from the gravest findings."""
    reasons = sample_memo.memo.bottom_line.reasons
    assert len(reasons) == 3
    assert len(set(reasons)) == 3


def test_findings_keep_the_reviewer_s_order_and_severity() -> None:
    """The memo reorders nothing and regrades nothing."""
    memo = memo_of(
        review(
            {"title": "a", "severity": "low"},
            {"title": "b", "severity": "critical"},
            {"title": "c", "severity": "info"},
        )
    ).memo
    assert [(f.id, f.severity) for f in memo.findings] == [("F-1", "low"), ("F-2", "critical"), ("F-3", "info")]
    assert [(row.finding, row.severity) for row in memo.glance] == [
        ("F-1", "low"),
        ("F-2", "critical"),
        ("F-3", "info"),
    ]


# --- citations -------------------------------------------------------------------------------


def test_a_false_citation_is_named_up_front() -> None:
    """A citation that does not exist is named on the first page, at its finding, and first in the audit."""
    memo = memo_of(review({**TRAINING, "citations": ["GDPR Art. 6(1)(f)", "GDPR Art. 6(7)"]}, client=EVERYWHERE)).memo
    assert "6(7)" in memo.bottom_line.warning
    assert memo.findings[0].false_citations == ("GDPR Art. 6(7)",)
    assert (memo.audit[0].text, memo.audit[0].status) == ("GDPR Art. 6(7)", "no-such-provision")
    engaged = {e.reference.provision for r in memo.findings[0].regimes for e in (*r.primary, *r.supporting)}
    assert "6(7)" not in engaged
    assert all(
        "6(7)" not in entry.reference.provision for table in memo.table_of_authorities for entry in table.entries
    )


def test_a_false_citation_refuses_the_memo_unless_asked() -> None:
    """A stated citation that does not exist refuses the memo; with `audit` the memo is made and says so."""
    reading = review({**TRAINING, "citations": ["GDPR Art. 6(7)"]}, client=EVERYWHERE)
    with pytest.raises(InputError, match="does not exist"):
        draft(reading, library=library_on())
    assert draft(reading, library=library_on(), citations="audit").memo.bottom_line.warning


def test_a_citation_of_a_law_without_a_record_is_named_and_linked() -> None:
    """The audit says what the law is, leads to its official text, and names both laws of a shared name; nothing warns."""
    reading = review(
        {**TRAINING, "citations": ["GDPR Art. 6", "§ 7 AGG", "Art. 9 Abs. 3 DSG"]},
        client={"people_in": ["DE", "CH", "AT"]},
    )
    document = draft(reading, library=library_on())
    rows = {row.text: row for row in document.memo.audit}
    assert rows["§ 7 AGG"].status == "not-held"
    assert spaced(rows["§ 7 AGG"].result).startswith(
        "Allgemeines Gleichbehandlungsgesetz (AGG) (Germany). The library has no record"
    )
    assert "was not checked.](https://www.gesetze-im-internet.de/agg/)" in spaced(document.to_markdown())
    assert spaced(rows["Art. 9 Abs. 3 DSG"].result) == "May mean FADP, Datenschutzgesetz (Austria)."
    assert not document.memo.bottom_line.warning


def test_a_review_without_false_citations_has_no_warning(sample_memo: Document) -> None:
    """The warning of the first page is there for a reason or not at all."""
    memo = sample_memo.memo
    assert bool(memo.bottom_line.warning) == any(f.false_citations for f in memo.findings)


# --- quotes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("We may use your Inputs", "Found"),
        ("we may  use\nyour inputs", "Found"),
        ("We may ... our models", "Found"),
        ("We may … “improve” our models", "Found"),
        ("We may [emphasis added] use your Inputs", "Found"),
        ("We will use your Inputs", "Not found"),
        ("We may use ... your secrets", "Not found"),
    ],
)
def test_a_quote_is_held_against_its_document(tmp_path: Path, quote: str, verdict: str) -> None:
    """A quote stands in the captured text or the memo says that it does not; omissions and white space are allowed."""
    (tmp_path / "policy.txt").write_text(
        "We may use your Inputs\nto 'improve' our models.".replace("'", '"'), encoding="utf-8"
    )
    reading = read(
        {
            "vendor": "A",
            "documents": [{"id": "p", "title": "P", "path": "policy.txt"}],
            "findings": [{"title": "t", "document": "p", "quote": quote}],
        },
        tmp_path,
    )
    assert quote_check(reading.findings.findings[0], reading, ENGLISH).startswith(verdict)


def test_a_quote_without_a_text_is_not_judged() -> None:
    """Where no captured text is given the memo says nothing about the quote."""
    reading = review({"title": "t", "quote": "x"})
    assert quote_check(reading.findings.findings[0], reading, ENGLISH) == ""


# --- dates and provenance ------------------------------------------------------------------------


def test_the_memo_states_two_days() -> None:
    """The day of the memo and the day of its law are two things, and a difference is printed."""
    reading = review(TRAINING, review={"date": "2026-11-25", "as_of": "2026-09-10"}, client=EVERYWHERE)
    memo = memo_of(reading, day=DAY).memo
    assert memo.date == "2026-11-25"
    other = draft(reading, library=library_on(date(2026, 9, 10))).memo
    assert (other.date, other.as_of) == ("2026-11-25", "2026-09-10")
    assert any(row.label == "Law as of" for row in other.header)
    assert not any(row.label == "Law as of" for row in memo.header)


def test_the_memo_says_what_it_was_made_from() -> None:
    """Program, library and findings file are named with version and digest."""
    reading = review(TRAINING)
    values = {row.label: row.value for row in memo_of(reading).memo.provenance}
    assert reading.digest in values["Findings file"]
    assert library_on().digest in values["Law library"]
    assert values["Program"].startswith("memo ")
    assert values["Law as of"] == "2026-11-25"


def test_dates_that_matter_stand_in_order(sample_memo: Document) -> None:
    """The timeline runs forward and holds the memo itself once."""
    days = [entry.day for entry in sample_memo.memo.timeline]
    assert days == sorted(days)
    assert [entry.kind for entry in sample_memo.memo.timeline].count("review") == 1


def test_a_finding_that_reads_as_fair_says_so() -> None:
    """It is told apart from one that could not be read, and the reader how to say that there is more."""
    promise = {"title": "The data are not sold", "quote": "We have never sold personal data and never will."}
    told = memo_of(review(promise, client=EVERYWHERE)).memo.findings[0].unmapped
    assert told.startswith("Unmapped. As it is told")
    assert "state its topics" in told
    other = memo_of(review({"title": "Blue and green"}, client=EVERYWHERE)).memo
    assert other.findings[0].unmapped.startswith("Unmapped. No topic")


def test_an_unmapped_finding_is_printed() -> None:
    """A finding that no law answers stands in the memo, says so, and is named among the limits."""
    memo = memo_of(review({"title": "The sun is shining"}, client=EVERYWHERE)).memo
    assert memo.findings[0].unmapped.startswith("Unmapped")
    assert memo.glance[0].laws == "unmapped"
    assert any("F-1" in text for text in memo.limits)


# --- small decisions about text ---------------------------------------------------------------------


def test_days_are_written_out() -> None:
    """A day is written in words, its parts kept on one line; what is no day stays."""
    assert spaced(ENGLISH.day(date(2026, 11, 3))) == "3 November 2026"
    assert spaced(ENGLISH.short_day(date(2026, 11, 3))) == "3 Nov 2026"
    assert (
        spaced(days_written("from 2026-12-02 on, not 2026-13-02 or 12026-12-02"))
        == "from 2 December 2026 on, not 2026-13-02 or 12026-12-02"
    )
    assert days_written("2026-02-30") == "2026-02-30"


@pytest.mark.parametrize(
    ("plain", "curled"),
    [('a "b" c', "a “b” c"), ("it's", "it’s"), ("the vendors' terms", "the vendors’ terms"), ('("x")', "(“x”)")],
)
def test_our_own_words_are_set_with_care(plain: str, curled: str) -> None:
    """Quotes of our own prose are curled; a reviewer's words never pass through here."""
    assert ours(plain) == curled


def test_the_reviewer_s_words_are_not_touched() -> None:
    """A clause keeps its straight quotes and its hyphens."""
    memo = memo_of(review({"title": 'The "free" plan', "quote": "It's 'as is' 2026-11-25"})).memo
    assert memo.findings[0].title == 'The "free" plan'
    assert memo.findings[0].quote == "It's 'as is' 2026-11-25"


def test_small_words() -> None:
    """Lists, sentences, small initials and anchors are formed one way, anchors apart for ids apart."""
    assert ENGLISH.listed(["a", "b", "c"]) == "a, b and c"
    assert (ENGLISH.listed(["a"]), ENGLISH.listed([])) == ("a", "")
    assert (sentence("a"), sentence("a?"), sentence("")) == ("a.", "a?", "")
    assert (lower_first("The vendor"), lower_first("EU law")) == ("the vendor", "EU law")
    assert len({anchor(name) for name in ("a.b", "a-b", "a_b", "A-1")}) == 4


def test_an_implication_names_the_items_that_see_to_it() -> None:
    """What a clause means for the contract leads to the language for it, and for the vendor to the question."""
    plan = memo_of(review(TRAINING)).memo
    part, rows = plan.findings[0], {row.number: row for row in plan.plan}
    for texts, field in ((part.contract_implications, "clause"), (part.vendor_implications, "question")):
        numbers = re.findall(r"A-\d+", texts[0])
        assert numbers, texts
        clauses = {clause.number for clause in plan.clauses}
        assert all(number in clauses if field == "clause" else rows[number].question for number in numbers)


@pytest.mark.parametrize(
    ("places", "said", "unsaid"),
    [
        (["MX", "US-TX"], ["no law of Mexico;"], ["beside that of the whole country"]),
        (["US-FL", "US-CA"], ["Of Florida the library holds no law beside"], ["no law of"]),
        (["CA-ON", "AR"], ["Of Ontario", "no law of Argentina;"], []),
        (["DE-BY", "US", "KR"], [], ["no law of", "beside that of the whole country"]),
        (["US-NY", "US-IL"], [], ["no law of", "beside that of the whole country"]),
        ([], [], ["no law of", "beside that of the whole country"]),
    ],
)
def test_places_without_law_are_named_on_the_first_page(places: list[str], said: list[str], unsaid: list[str]) -> None:
    """Silence on a place would read as if nothing applied there: the bottom line says what the library does not hold."""
    sentence = spaced(memo_of(review(TRAINING, client={"people_in": places})).memo.bottom_line.sentence)
    assert all(text in sentence for text in said)
    assert not any(text in sentence for text in unsaid)


# --- remarks of the laws -----------------------------------------------------------


@pytest.mark.parametrize(("role", "told"), [("controller", True), ("consumer", False)])
def test_a_remark_for_businesses_is_not_put_to_a_consumer(role: str, told: bool) -> None:
    """Which lists bind towards a business is nothing to a consumer, and would take another remark's place."""
    (part,) = memo_of(
        review(
            {"title": "Liability is capped", "severity": "high", "topics": ["liability-cap"]},
            client={"role": role, "established_in": ["DE"], "people_in": ["DE"]},
        )
    ).memo.findings
    remarks = [text for text in part.flags if text.startswith("German Civil Code")]
    assert len(remarks) == 1
    assert ("Towards a business" in remarks[0]) is told


def test_a_fine_that_needs_a_judgment_is_no_ceiling() -> None:
    """A French term that is only presumed unfair is fined after a final judgment alone: no ceiling, but a remark."""
    (part,) = memo_of(
        review(
            {"title": "Terms may change", "severity": "high", "topics": ["unilateral-change"]},
            client={"role": "consumer", "established_in": ["FR"], "people_in": ["FR"]},
        )
    ).memo.findings
    assert [e.reference.provision for r in part.regimes if r.law == "fr-code-consommation" for e in r.primary] == [
        "R212-2(6)"
    ]
    assert not any("L241-1-1" in str(as_data(row)) for row in part.ceilings)
    assert any("L241-1-1" in text and "after a final judgment" in text for text in part.flags)
