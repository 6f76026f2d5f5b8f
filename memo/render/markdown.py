"""The memo as GitHub-flavoured Markdown that reads well raw: no HTML, stable anchors, tables that hold.

Longer than the house's measure, as it walks the whole document in its order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from memo.document import (
    AuthorityGroup,
    Block,
    Engaged,
    ExposureRow,
    FindingPart,
    Memo,
    PlanRow,
    Prose,
    Regime,
    Run,
    TierRow,
)
from memo.render import escape
from memo.render.escape import cell, slug, text
from memo.typography import inside, one_line, quoted, readable

_METER = {"critical": "■■■■", "high": "■■■□", "medium": "■■□□", "low": "■□□□", "info": "□□□□"}


def markdown(memo: Memo) -> str:
    """Return the whole memo; the text ends with one line break."""
    return "\n".join(_Writer(memo).lines()).rstrip("\n") + "\n"


def plan_markdown(memo: Memo) -> str:
    """Return the action plan alone: what is decided, on which conditions, and every item."""
    return "\n".join(_PlanWriter(memo).lines()).rstrip("\n") + "\n"


class _Writer:
    def __init__(self, memo: Memo) -> None:
        self.memo = memo
        self.words = {key: text(word) for key, word in memo.words.items()}  # a house gives words of its own
        self.anchors: dict[str, str] = {}
        used: dict[str, int] = {}
        for finding in memo.findings:
            base = slug(self.heading_of(finding))
            count = used.get(base, 0)
            used[base] = count + 1
            self.anchors[finding.id] = base if not count else f"{base}-{count}"

    def inside(self, label: str) -> str:
        return inside(label, self.memo.language)

    def quoted(self, words: str) -> str:
        return quoted(words, self.memo.language)

    def heading_of(self, finding: FindingPart) -> str:
        return f"{finding.id}: {finding.title}"

    def to_finding(self, finding_id: str) -> str:
        return f"[{text(finding_id)}](#{self.anchors[finding_id]})"

    def lines(self) -> Iterator[str]:
        memo, words = self.memo, self.words
        yield f"# {text(memo.title)}: {text(memo.subject)}"
        yield ""
        if memo.classification:
            yield f"**{text(memo.classification)}**"
            yield ""
        yield from _broken(f"**{text(row.label)}:** {text(row.value)}" for row in memo.header)
        yield from self.bottom_line()
        yield from self.glance()
        yield from self.risk()
        yield f"## {words['findings']}"
        yield ""
        for finding in memo.findings:
            yield from self.finding(finding)
        if memo.authorities:
            yield f"## {words['authorities']}"
            yield ""
            for group in memo.authorities:
                yield from self.authority(group)
        yield from self.plan()
        yield from self.timeline()
        yield from self.method()
        yield from self.audit()
        yield from self.table_of_authorities()
        yield from self.sources()
        yield f"## {words['provenance']}"
        yield ""
        yield from _bullets(f"{text(row.label)}: {text(row.value)}" for row in memo.provenance)
        yield f"*{words['notice']}*"

    # --- first page ---------------------------------------------------------

    def bottom_line(self) -> Iterator[str]:
        line, words = self.memo.bottom_line, self.words
        yield f"## {words['bottom_line']}"
        yield ""
        how = words["proposed"] if line.proposed else words["reviewed"]
        yield f"**{text(line.label)}** ({how}). {text(line.sentence)}"
        yield ""
        if line.warning:
            yield f"> **{text(line.warning)}**"
            yield ""
        if line.conditions:
            yield f"**{words['conditions']}**"
            yield ""
            yield from _numbered(text(condition) for condition in line.conditions)
        yield f"**{words['reasons']}**"
        yield ""
        yield from _numbered(text(reason) for reason in line.reasons)

    def glance(self) -> Iterator[str]:
        words, rows = self.words, self.memo.glance
        yield f"## {words['glance']}"
        yield ""
        with_law = any(row.laws for row in rows)
        head = [words["finding"], "", words["severity"], words["confidence"]]
        head += [words["laws_engaged"]] if with_law else []
        yield from _table(
            head,
            (
                [
                    self.to_finding(row.finding),
                    cell(row.title),
                    f"{_METER[row.severity]} {cell(row.severity_label)}",
                    cell(row.confidence_label),
                    *([cell(row.laws)] if with_law else []),
                ]
                for row in rows
            ),
        )

    def risk(self) -> Iterator[str]:
        words, memo = self.words, self.memo
        if not memo.risk:
            return
        yield f"## {words['risk']}"
        yield ""
        yield from _table(
            [
                words["finding"],
                words["severity"],
                words["likelihood"],
                words["reach"],
                words["inherent"],
                words["residual"],
            ],
            (
                [
                    self.to_finding(row.finding),
                    cell(row.severity_label),
                    f"{row.likelihood}: {cell(row.likelihood_text)}",
                    cell(row.reach_text),
                    f"**{cell(row.inherent_label)}** ({row.score})",
                    f"{cell(row.residual_label)} ({row.residual_score})",
                ]
                for row in memo.risk
            ),
        )
        yield f"**{words['heat_map']}**"
        yield ""
        yield from _table(
            ["", *(str(one.likelihood) for one in memo.heat_map[0].cells)],
            (
                [
                    cell(row.label),
                    *(cell(", ".join(one.findings)) for one in row.cells),
                ]
                for row in memo.heat_map
            ),
        )

    # --- findings -------------------------------------------------------------

    def finding(self, part: FindingPart) -> Iterator[str]:
        words = self.words
        yield f"### {text(self.heading_of(part))}"
        yield ""
        yield (
            f"{_METER[part.severity]} **{text(part.severity_label)}** · "
            f"{self.inside(words['confidence'])} {text(self.inside(part.confidence_label))}"
            + (f" · {_link(part.source, part.source_url)}" if part.source else "")
        )
        yield ""
        if part.false_citations:
            listed = ", ".join(f"{self.quoted(text(c))}" for c in part.false_citations)
            yield f"> **{words['false_citations']} {listed}.**"
            yield ""
        if part.quote:
            yield f"**{words['clause']}**"
            yield ""
            for paragraph in part.quote.split("\n\n"):
                yield f"> {text(one_line(paragraph))}"
                yield ">"
            yield ""
            if part.quote_check:
                yield f"*{text(part.quote_check)}*"
                yield ""
        yield from self.titled(words["reading"], _prose(part.reading))
        affected = [*_prose(part.affected)]
        if part.people:
            affected += [f"{words['people']}: {text(part.people)}", ""]
        yield from self.titled(words["affected"], affected)
        yield from self.law(part)
        yield from self.exposure(part)
        yield from self.titled(words["flags"], _bullets(text(flag) for flag in part.flags))
        implications = [f"{words['contract_implications']}: {text(i)}" for i in part.contract_implications]
        implications += [f"{words['vendor_implications']}: {text(i)}" for i in part.vendor_implications]
        yield from self.titled(words["implications"], _bullets(implications))
        yield from self.titled(words["analysis"], _prose(part.analysis))
        yield from self.titled(words["actions"], _bullets(f"{a.number}: {text(a.title)}" for a in part.actions))
        if part.comparisons:
            yield f"**{words['comparison']}**"
            yield ""
            for comparison in part.comparisons:
                quote = f": {self.quoted(text(one_line(comparison.quote)))}" if comparison.quote else ""
                yield f"- {text(comparison.vendor)}{quote}"
                for line in _prose(comparison.note):
                    yield f"    {line}".rstrip()
            yield ""
        if part.not_engaged:
            yield f"**{words['not_engaged']}**"
            yield ""
            yield from _bullets(
                f"{text(row.name)}: {text(' '.join((row.reason, *row.cautions)))}" for row in part.not_engaged
            )

    def titled(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        body = list(lines)
        if body:
            yield f"**{title}**"
            yield ""
            yield from body

    def law(self, part: FindingPart) -> Iterator[str]:
        if not (part.regimes or part.unmapped):
            return
        yield f"#### {self.words['regulatory_analysis']}"
        yield ""
        if part.topics:
            shown = [
                text(t.label)
                + (f" ({t.basis_label} {self.quoted(text(t.evidence))})" if t.evidence else f" ({t.basis_label})")
                for t in part.topics
            ]
            also = f" {self.words['also']} {text(part.other_topics)}." if part.other_topics else ""
            yield f"{self.words['topics']}: {'; '.join(shown)}.{also}"
            yield ""
        if part.unmapped:
            yield f"**{text(part.unmapped)}**"
            yield ""
        for regime in part.regimes:
            yield from self.regime(regime)
        yield from self.also_engaged(part)

    def also_engaged(self, part: FindingPart) -> Iterator[str]:
        if part.also_engaged:
            yield f"##### {self.words['also_engaged']}"
            yield ""
            yield from _bullets(
                f"{text(also.name)}: {self.engaged(also.engaged, brief=True)}" for also in part.also_engaged
            )

    def regime(self, regime: Regime) -> Iterator[str]:
        yield f"##### {text(regime.name)}"
        yield ""
        if regime.applies:
            yield text(regime.applies)
            yield ""
        for engaged in regime.primary:
            yield f"- {self.engaged(engaged)}"
        if regime.supporting:
            for engaged in regime.supporting:
                yield f"- {self.words['supporting']}: {self.engaged(engaged, brief=True)}"
        if regime.further:
            yield f"- {self.words['further']} {text(regime.further)}."
        yield ""

    def engaged(self, engaged: Engaged, brief: bool = False) -> str:
        reference = engaged.reference
        status = f"; {text(engaged.status_label)}" if engaged.status != "in-force" else ""
        head = f"**{_link(reference.text, reference.url)}** ({text(engaged.subject)}; {engaged.basis_label}{status})."
        if brief:
            return f"{head} {text(engaged.reason)}" + (f" {text(engaged.note)}" if engaged.note else "")
        gist = f" {text(engaged.gist)}" if engaged.gist else ""
        counter = f" *{self.words['counter']}:* {text(engaged.counter)}" if engaged.counter else ""
        counter += f" {text(engaged.note)}" if engaged.note else ""
        why = self.words["why"] + (
            f", {self.words['from_words']} {self.quoted(text(engaged.evidence))}" if engaged.evidence else ""
        )
        return f"{head}{gist} *{why}:* {text(engaged.reason)}{counter}"

    def exposure(self, part: FindingPart) -> Iterator[str]:
        words = self.words
        if not (part.ceilings or part.exposure):
            return
        yield f"#### {words['enforcement_exposure']}"
        yield ""
        if part.ceilings:
            yield from _table(
                [words["law"], words["ceiling_vendor"], words["ceiling_client"], words["formula"]],
                (
                    [cell(f"{c.law}, {c.citation}"), cell(c.vendor), cell(c.client), cell(self.formula_of(c))]
                    for c in part.ceilings
                ),
            )
        for note in part.exposure:
            facts = [
                f"{words['who_acts']}: {text(note.authorities)}",
                f"{self.inside(words['private_action'])}: {text(note.private_action)}",
                f"{self.inside(words['cure'])}: {text(note.cure)}",
            ]
            yield f"- **{text(note.name)}.** {'; '.join(facts)}."
            for item in note.not_yet:
                yield f"    - {words['not_yet']}: {text(item)}"
        yield ""
        yield from self.precedents(part)

    def precedents(self, part: FindingPart) -> Iterator[str]:
        if part.precedents:
            yield f"*{self.words['precedents']}*"
            yield ""
            yield from _bullets(
                f"{text(p.authority)}, {_link(p.respondent, p.url)}, {text(p.day)}: {text(p.about)}; "
                f"{text(p.outcome)}; {text(p.citation)}; {text(p.finality)}."
                for p in part.precedents
            )

    def formula_of(self, row: ExposureRow) -> str:
        parts = [f"{row.formula}."]
        parts += [f"{self.memo.words['also_tier']} {row.also}."] if row.also else []
        parts += [f"{self.memo.words['beyond']} {row.reserved}."] if row.reserved else []
        return " ".join([*parts, f"{self.memo.words['engaged']} {row.provisions}."])

    def tier(self, tier: TierRow) -> str:
        parts = [f"{tier.formula} ({tier.citation}).", tier.caveat, tier.upcoming]
        parts += [f"{self.memo.words['beyond']} {part}" for part in tier.beyond]
        return " ".join(part for part in parts if part)

    # --- after the findings -----------------------------------------------------

    def authority(self, group: AuthorityGroup) -> Iterator[str]:
        words = self.words
        yield f"### {text(group.name)}"
        yield ""
        yield text(group.rule)
        yield ""
        yield from _table(
            [words["authority"], words["role"], words["over"], words["why"]],
            ([_link(row.name, row.website), cell(row.role), cell(row.over), cell(row.why)] for row in group.rows),
        )
        yield from _bullets(text(question) for question in group.open_questions)
        yield from _table(
            [words["party"], words["ceiling"], words["formula"], words["over"]],
            ([cell(t.party), cell(t.ceiling), cell(self.tier(t)), cell(t.applies_to)] for t in group.ceilings),
        )
        powers = "; ".join(f"{text(row.value)} ({text(row.label)})" for row in group.powers)
        yield f"{words['powers']}: {powers}."
        yield ""
        yield from _bullets(f"{text(row.label)}: {text(row.value)}" for row in group.remedies)

    def plan(self) -> Iterator[str]:
        memo, words = self.memo, self.words
        if not memo.plan:
            return
        yield f"## {words['plan']}"
        yield ""
        yield from self.plan_parts()

    def plan_parts(self) -> Iterator[str]:
        memo, words = self.memo, self.words
        for row in memo.plan:
            yield from self.plan_row(row)
        yield ""
        yield from self.titled(
            words["no_longer"],
            _bullets(
                f"{text(row.title)}: {text(self.inside(row.status_label))}"
                + (f". {text(row.note)}" if row.note else "")
                for row in memo.no_longer
            ),
        )
        yield from self.next_review()
        yield from self.sign_off()
        if memo.questions:
            yield f"### {words['questions']}"
            yield ""
            yield from _numbered(f"{text(q.text)} ({q.number})" for q in memo.questions)
        yield from self.clauses()

    def plan_row(self, row: PlanRow) -> Iterator[str]:
        words = self.words
        mark = "x" if row.status in ("done", "waived") else " "
        facts = [row.priority, text(row.owner), text(row.due)]
        facts += [text(row.status_label)] if row.status_label else []
        facts += [f"{self.inside(words['condition'])} {row.condition}"] if row.condition else []
        facts += [f"{self.inside(words['after_items'])} {', '.join(row.after)}"] if row.after else []
        yield f"- [{mark}] **{row.number}** ({', '.join(facts)}): {text(row.title)}"
        basis = f" {words['basis']}: {text('; '.join(row.basis))}." if row.basis else ""
        found = ", ".join(self.to_finding(f) for f in row.findings)
        note = f" {words['note']}: {text(row.note)}" if row.note else ""
        yield f"    {text(row.why)}{basis} {words['evidence']}: {text(row.evidence)} {found}{note}"

    def next_review(self) -> Iterator[str]:
        again, words = self.memo.next_review, self.words
        if again is None:
            return
        yield f"### {words['next_review']}"
        yield ""
        yield f"**{again.written}**: {text(again.reason)} {words['triggers']}:"
        yield ""
        yield from _bullets(f"{t.written}: {text(t.event)}" if t.written else text(t.event) for t in again.triggers)

    def sign_off(self) -> Iterator[str]:
        rows, words = self.memo.sign_off, self.words
        if rows:
            yield f"### {words['sign_off']}"
            yield ""
            yield from _table(
                [words["sign_part"], words["sign_name"], words["sign_signature"], words["sign_date"]],
                (
                    [
                        cell(f"{r.part}: {r.function}" + (f" ({', '.join(r.numbers)})" if r.numbers else "")),
                        " ",
                        " ",
                        " ",
                    ]
                    for r in rows
                ),
            )

    def clauses(self) -> Iterator[str]:
        memo, words = self.memo, self.words
        if not memo.clauses:
            return
        yield f"### {words['clauses']}"
        yield ""
        topic = ""
        for clause in memo.clauses:
            if clause.topic and clause.topic != topic:
                topic = clause.topic
                yield f"#### {text(topic)}"
                yield ""
            yield f"**{clause.number}: {text(clause.title)}**"
            yield ""
            yield f"> {text(clause.ask)}"
            yield ""
            yield f"{words['fallback']}: {text(clause.fallback)}"
            yield ""
            if clause.walk_away:
                yield f"*{words['walk_away']}:* {text(clause.walk_away)}"
                yield ""

    def timeline(self) -> Iterator[str]:
        memo, words = self.memo, self.words
        if memo.timeline:
            yield f"## {words['timeline']}"
            yield ""
            yield from _table(
                [words["day"], words["event"]],
                ([cell(entry.written), cell(entry.event)] for entry in memo.timeline),
            )

    def method(self) -> Iterator[str]:
        memo, words = self.memo, self.words
        if not memo.method:
            return
        yield f"## {words['method']}"
        yield ""
        yield from _paragraphs(memo.method)
        for title, texts in (
            (words["risk_method"], memo.risk_method),
            (words["assumptions"], memo.assumptions),
            (words["limits"], memo.limits),
        ):
            yield from self.titled(title, _bullets(text(t) for t in texts))

    def audit(self) -> Iterator[str]:
        memo, words = self.memo, self.words
        if memo.audit:
            yield f"## {words['audit']}"
            yield ""
            yield from _table(
                [words["citation"], words["where"], words["status"], words["result"]],
                ([cell(r.text), cell(r.where), cell(r.status_label), cell(r.result)] for r in memo.audit),
            )

    def table_of_authorities(self) -> Iterator[str]:
        memo, words = self.memo, self.words
        if not memo.table_of_authorities:
            return
        yield f"## {words['table_of_authorities']}"
        yield ""
        for table in memo.table_of_authorities:
            yield f"**{text(table.title)}.** {_link(table.citation, table.url)}"
            yield ""
            yield from _table(
                [words["provision"], words["subject"], words["cited_in"]],
                (
                    [
                        _link(entry.reference.text, entry.reference.url),
                        cell(entry.subject),
                        ", ".join(self.to_finding(f) for f in entry.findings),
                    ]
                    for entry in table.entries
                ),
            )

    def sources(self) -> Iterator[str]:
        memo, words = self.memo, self.words
        if memo.sources:
            yield f"## {words['sources']}"
            yield ""
            yield from _bullets(
                _link(row.title, row.url) + (f", {text(row.note)}" if row.note else "") for row in memo.sources
            )


class _PlanWriter(_Writer):
    """Writes the plan without the memo around it, so a finding is named and not linked."""

    def to_finding(self, finding_id: str) -> str:
        return text(finding_id)

    def lines(self) -> Iterator[str]:
        memo, words = self.memo, self.words
        yield f"# {words['plan']}: {text(memo.subject)}"
        yield ""
        yield from _broken(f"**{text(row.label)}:** {text(row.value)}" for row in memo.header)
        line = memo.bottom_line
        yield f"**{text(line.label)}** ({words['proposed'] if line.proposed else words['reviewed']})."
        yield ""
        yield from _numbered(text(condition) for condition in line.conditions)
        yield from self.plan_parts()
        if not memo.plan:
            yield words["no_items"]


# --- small forms -----------------------------------------------------------------


def _link(words: str, address: str) -> str:
    target = escape.url(address)
    return f"[{text(words)}]({target})" if target else text(words)


def _broken(lines: Iterable[str]) -> Iterator[str]:
    """Lines of one paragraph, broken where they are broken here."""
    body = list(lines)
    for line in body[:-1]:
        yield line + "\\"
    yield from body[-1:]
    yield ""


def _bullets(lines: Iterable[str]) -> Iterator[str]:
    body = [f"- {line}" for line in lines]
    if body:
        yield from body
        yield ""


def _numbered(lines: Iterable[str]) -> Iterator[str]:
    body = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    if body:
        yield from body
        yield ""


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for one in texts:
        yield text(one)
        yield ""


def _table(head: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    body = list(rows)
    if not body:
        return
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in body:
        yield f"| {' | '.join(row)} |"
    yield ""


def _prose(blocks: Prose, indent: str = "") -> Iterator[str]:
    for block in blocks:
        yield from _block(block, indent)


def _block(block: Block, indent: str) -> Iterator[str]:
    match block.kind:
        case "paragraph":
            yield indent + _runs(block.runs)
            yield ""
        case "bullets" | "numbers":
            for number, item in enumerate(block.children, block.start):
                mark = "-" if block.kind == "bullets" else f"{number}."
                lines = [line for child in item.children for line in _block(child, "")]
                while lines and not lines[-1]:
                    lines.pop()
                if lines and set(lines[0]) <= {"-", " "}:
                    lines[0] = lines[0].replace("-", "*")  # lists of nothing would be a rule
                yield f"{indent}{mark} {lines[0] if lines else ''}".rstrip()
                for line in lines[1:]:
                    yield f"{indent}{' ' * len(mark)} {line}".rstrip()
            yield ""
        case "quote":
            for line in (line for child in block.children for line in _block(child, "")):
                yield f"{indent}> {line}".rstrip()
            yield ""
        case "code":
            fence = "`" * max(3, *(len(run) + 1 for run in _backticks(block.runs[0].text)), 3)
            yield indent + fence
            for line in block.runs[0].text.split("\n"):
                yield f"{indent}{line}".rstrip()
            yield indent + fence
            yield ""
        case "item":
            yield from (line for child in block.children for line in _block(child, indent))


def _backticks(value: str) -> list[str]:
    import re

    return re.findall(r"`+", value) or [""]


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run, first=not index) for index, run in enumerate(runs))


def _run(run: Run, first: bool) -> str:
    match run.kind:
        case "code":
            return escape.code(run.text)
        case "emphasis" | "strong":
            core, mark = run.text.strip(), "*" if run.kind == "emphasis" else "**"
            if not core:
                return run.text
            before, _, after = run.text.partition(core)
            return f"{before}{mark}{text(core)}{mark}{after}"  # a mark beside a space would be shown
        case "link":
            shown = text(run.text)
            target = escape.url(run.url)
            if not target:
                return shown
            written = readable(run.url)
            return (
                f"[{shown}]({target})" if run.text in (run.url, written) else f"[{shown}]({target}) ({text(written)})"
            )
        case _:
            return text(run.text.lstrip()) if first else text("(" + run.text)[1:]
