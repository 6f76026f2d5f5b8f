"""`memo.render.once`: the memo as data is whole in every finding, and a page says each thing once."""

from __future__ import annotations

import copy
import re
from collections import Counter
from functools import cache

import pytest
from msgspec.structs import replace

from memo.api import Document
from memo.document import Memo
from memo.drafting.considered import MOST_NAMED
from memo.look import SECTIONS
from memo.render.markdown import markdown
from memo.render.once import once
from tests.support import TRAINING, memo_of, review, spaced
from tests.two_parsers import by_cmark, flat, seen_in_html

AGAIN = {**copy.deepcopy(TRAINING), "id": "F-2", "title": "Training on content of the free plan"}
CLIENT = {"people_in": ["DE", "US-CA"], "role": "controller"}


@cache
def twice() -> Document:
    """Return a memo of two findings on one subject, and one on another."""
    other = {"title": "Binding arbitration", "topics": ["arbitration"]}
    return memo_of(review({**TRAINING, "id": "F-1"}, AGAIN, other, client=CLIENT))


def without(*names: str) -> tuple[str, ...]:
    return tuple(name for name in SECTIONS if name not in names)


def test_the_memo_as_data_is_whole_in_every_finding() -> None:
    """A finding taken out of the JSON says of each law why it applies, and of each provision what it requires."""
    parts = twice().memo.findings
    assert parts[1].regimes
    for part in parts:
        for regime in part.regimes:
            assert regime.applies
            assert all(engaged.gist for engaged in regime.primary)
        assert all(note.authorities and note.private_action and note.cure for note in part.exposure)


def test_what_was_explained_names_the_finding_that_explains_it() -> None:
    """A gist is printed where its provision comes first; afterwards its finding is named, and it is an earlier one."""
    parts = twice().memo.findings
    seen: dict[tuple[str, str], str] = {}
    repeated = 0
    for part in parts:
        for engaged in (e for regime in part.regimes for e in regime.primary):
            key = (engaged.reference.law, engaged.reference.provision)
            assert engaged.explained_in == seen.get(key, "")
            repeated += key in seen
        for engaged in (e for regime in part.regimes for e in regime.primary):
            seen.setdefault((engaged.reference.law, engaged.reference.provision), part.id)
    assert repeated


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_page_says_a_gist_and_a_reason_once(form: str) -> None:
    """No gist and no reason why a law applies stands twice in a rendering, and each stands there."""
    document = twice()
    words = by_cmark(document.to_markdown()).words if form == "markdown" else seen_in_html(document.to_html()).words
    page = re.sub(r"\s", "", flat(words))
    memo = document.memo
    said = {e.gist for p in memo.findings for r in p.regimes for e in r.primary} | {r.reason for r in memo.laws}
    counts = Counter({text: page.count(re.sub(r"\s", "", flat(text))) for text in said})
    assert {text: number for text, number in counts.items() if number != 1} == {}


def test_decisions_named_before_are_named_in_short() -> None:
    """A published decision is set out in one finding; in later ones it is named with that finding."""
    first, second, _ = twice().memo.findings
    named = {row.respondent for row in first.precedents}
    again = [row for row in second.precedents if row.respondent in named]
    assert again
    assert {row.named_in for row in again} == {"F-1"}
    assert {row.named_in for row in first.precedents} == {""}


def test_a_section_left_out_leaves_what_it_would_have_said_in_the_finding() -> None:
    """Without the laws a finding says why they apply, without the authorities who can sue, without the table what was read."""
    memo = twice().memo
    regime = memo.findings[0].regimes[0]
    private = memo.findings[0].exposure[0].private_action
    source = next(row for row in memo.sources if row.law)

    def said(*left_out: str) -> Memo:
        return once(memo, without(*left_out))

    assert said().findings[0].regimes[0].applies == ""
    assert said("laws").findings[0].regimes[0].applies == regime.applies
    assert said().findings[0].exposure[0].private_action == ""
    assert said("authorities").findings[0].exposure[0].private_action == private
    assert source not in said().sources
    assert source in said("table_of_authorities").sources
    assert said("table_of_authorities").findings[0].regimes[0].note == regime.note != ""
    assert regime.applies in markdown(memo, sections=without("laws"))
    assert len(said("laws").findings[0].not_engaged) > len(said().findings[0].not_engaged)


def test_the_styles_of_journals_keep_the_full_form_at_its_first_mention() -> None:
    """In plain style the table of authorities has a law's full form; in another it stands where the law comes first."""
    memo = twice().memo
    assert once(memo, SECTIONS).findings[0].regimes[0].note == ""
    oscola = replace(memo, citation_style="oscola")
    assert once(oscola, SECTIONS).findings[0].regimes[0].note == memo.findings[0].regimes[0].note


def test_every_law_of_a_finding_has_its_reason_and_its_findings() -> None:
    """The laws considered are those that the findings set out, each with every finding that does."""
    memo = twice().memo
    found = {(row.law, finding) for row in memo.laws for finding in row.findings}
    assert found == {(regime.law, part.id) for part in memo.findings for regime in part.regimes}


def test_a_law_out_of_reach_is_named_once() -> None:
    """A law that no finding engages stands once, without findings; one that some engage bears those that it does not reach."""
    memo = twice().memo
    said = spaced(" ".join(row.reason for row in memo.not_engaged))
    assert said.count("PIPL") == 1
    engaged = {row.name: row.findings for row in memo.laws}
    law = next(name for name, findings in engaged.items() if len(findings) == 1 and re.search(rf"\b{name} \(", said))
    listed = re.search(rf"\b{law} \(([^)]*)\)", said)
    assert listed is not None
    assert not set(listed[1].split(", ")) & set(engaged[law])
    assert len(listed[1].split(", ")) <= MOST_NAMED


def test_a_remark_that_provisions_of_a_law_share_stands_with_the_first() -> None:
    """What speaks for the other side, and since when a law reads so, is said once for a law and finding."""
    finding = {"title": "Renewal", "topics": ["auto-renewal", "cancellation"], "severity": "high"}
    memo = memo_of(review(finding, client={"people_in": ["AU"]})).memo
    law = next(one for one in memo.findings[0].regimes if one.law == "au-acl")
    assert len({one.counter for one in law.primary}) < len(law.primary)
    page = next(one for one in once(memo, SECTIONS).findings[0].regimes if one.law == "au-acl")
    for said in ([one.counter for one in page.primary], [one.note for one in (*page.primary, *page.supporting)]):
        assert max(Counter(filter(None, said)).values(), default=1) == 1
    assert {one.counter for one in page.primary if one.counter} == {one.counter for one in law.primary if one.counter}
