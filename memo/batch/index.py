"""The index of a portfolio, and the manifest of a run: what became of every input, for people and for programs."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from memo.batch.facts import Coming, Facts
from memo.batch.journal import Entry
from memo.drafting.words import DECISION, SEVERITY
from memo.errors import MOST_NAMED, few, printable
from memo.findings.model import SEVERITIES
from memo.render.escape import cell, code, text, url

DECISIONS = ("reject", "defer", "approve-with-conditions", "approve")
MOST_DAYS = 40
"""Days that the index lists over all memos, past ones and coming ones; each memo's own row has its next."""
STATUSES = ("made", "unchanged", "failed", "waiting")
_HEAD = ("Vendor", "Review", "Decision", "Highest", "Laws engaged", "Exposure", "Open actions", "Next date", "Memo")


def manifest(entries: Sequence[Entry], seconds: float, about: dict[str, Any]) -> str:
    """Return the manifest: `about` the run, counts, then each input in order with its files and faults."""
    memos = []
    for entry in entries:
        memo = msgspec.to_builtins(entry)
        for inner in ("recipe", "shared", "words", "name", "today"):
            memo.pop(inner, None)
        memo = {"input": entry.input, "status": entry.status, "digest": entry.digest, "seconds": entry.seconds, **memo}
        memo["exit_code"] = entry.exit_code
        memos.append(memo)
    counts = Counter(entry.status for entry in entries)
    whole = {
        **about,
        "counts": {status: counts[status] for status in STATUSES},
        "seconds": round(seconds, 3),
        "memos": memos,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _ranked(entries: Iterable[Entry]) -> list[tuple[Entry, Facts]]:
    """Return the memos that there are, the gravest first, then by decision, vendor and name."""
    held = [(entry, entry.facts) for entry in entries if entry.facts is not None]
    return sorted(
        held,
        key=lambda pair: (
            _place(SEVERITIES, pair[1].severity),
            _place(DECISIONS, pair[1].decision),
            _filed(pair[1].vendor),
            pair[0].name,
        ),
    )


def _filed(name: str) -> str:
    """Return a name as it is put in order: capitals and accents make no other letter."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


def _place(order: Sequence[str], word: str) -> int:
    return order.index(word) if word in order else len(order)


def _decision(facts: Facts) -> str:
    """Return a decision in the language of the index, whatever that of its memo."""
    label = DECISION.get(facts.decision, facts.decision_label)
    return f"{label} (proposed)" if facts.proposed else label


def _severity(facts: Facts) -> str:
    return SEVERITY.get(facts.severity, facts.severity_label)


def _overdue(facts: Facts, today: str) -> list[Coming]:
    """Return what should have been done before today; the day of a law that has passed is nobody's to do."""
    return [one for one in facts.dates if one.kind != "law" and one.day < today]


def _late_actions(facts: Facts, today: str) -> int:
    return sum(one.kind == "action" for one in _overdue(facts, today))


def _actions(facts: Facts, today: str) -> str:
    """Say how many actions are open and how many of these are late; nothing where the memo has no plan."""
    if facts.open_actions is None:
        return ""
    late = _late_actions(facts, today)
    return f"{facts.open_actions} ({late} overdue)" if late else str(facts.open_actions)


def _next(facts: Facts, today: str) -> str:
    """Return the first day from today on and what falls on it."""
    coming = [one for one in facts.dates if one.day >= today]
    same = [one.event for one in coming if one.day == coming[0].day]
    more = f" and {len(same) - 1} more" if len(same) > 1 else ""
    return f"{coming[0].day}: {same[0].rstrip('.')}{more}" if coming else ""


class _Day(msgspec.Struct, frozen=True):
    """One line of a table of days: the day, what falls on it, and the memos in which it stands."""

    day: str
    event: str
    memos: tuple[tuple[str, str], ...]
    """Vendor and address of each."""

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        return self.memos[:MOST_NAMED]

    @property
    def more(self) -> str:
        return f" and {len(self.memos) - MOST_NAMED} more" if len(self.memos) > MOST_NAMED else ""


def _days(held: Sequence[tuple[Entry, Facts]], today: str, late: bool) -> list[_Day]:
    """Return the days of all memos, soonest first: actions that are late, or what comes from today on.

    A day of a law is one line, however many memos wait for it.
    """
    lines: dict[tuple[str, str, str], dict[str, tuple[str, str]]] = {}
    for entry, facts in held:
        for one in _overdue(facts, today) if late else [d for d in facts.dates if d.day >= today]:
            key = (one.day, one.event, "" if one.kind == "law" else entry.name)
            address = _address(entry.outputs[0].path) if entry.outputs else ""
            lines.setdefault(key, {})[entry.name] = (facts.vendor, address)
    days = [_Day(day, event, tuple(memos.values())) for (day, event, _), memos in lines.items()]
    return sorted(days, key=lambda one: (one.day, _filed(one.memos[0][0]), one.memos, one.event))


def _tables(held: Sequence[tuple[Entry, Facts]], today: str) -> tuple[tuple[str, str, list[_Day]], ...]:
    """Return the tables of days: title, what they hold, and their lines."""
    return (
        ("Overdue", "What should have been done before today", _days(held, today, late=True)),
        ("Next dates", "The days that the memos look forward to", _days(held, today, late=False)),
    )


def _counted(held: Sequence[tuple[Entry, Facts]], entries: Sequence[Entry], today: str) -> list[str]:
    """Return the lines above the table: how many memos, by decision and by severity, and what is missing."""
    decisions = Counter(facts.decision for _, facts in held)
    worst = Counter(facts.severity for _, facts in held)
    vendors = len({facts.vendor for _, facts in held})
    lines = [
        f"{len(held)} {'memo' if len(held) == 1 else 'memos'} of {vendors} {'vendor' if vendors == 1 else 'vendors'}"
    ]
    if held:
        lines.append("Decisions: " + ", ".join(f"{DECISION[d]} {decisions[d]}" for d in DECISIONS if decisions[d]))
        lines.append("Highest severity: " + ", ".join(f"{SEVERITY[s]} {worst[s]}" for s in SEVERITIES if worst[s]))
    if any(facts.open_actions is not None for _, facts in held):
        late = sum(_late_actions(facts, today) for _, facts in held)
        overdue = f", {late} overdue on {today}" if late else ""
        lines.append(f"Open actions: {sum(facts.open_actions or 0 for _, facts in held)}{overdue}")
    missing = Counter(entry.status for entry in entries if entry.facts is None)
    if missing:
        lines.append(f"Without a memo: {missing.total()}, listed below")
    return lines


# --- Markdown -----------------------------------------------------------------


def markdown(entries: Sequence[Entry], today: str) -> str:
    """Return the index as GitHub-flavoured Markdown; what lies before `today` is late."""
    held = _ranked(entries)
    lines = ["# Portfolio of vendor memos", ""]
    lines += [f"- {text(line)}" for line in _counted(held, entries, today)]
    if held:
        lines += ["", f"| {' | '.join(_HEAD)} |", "|---|---|---|---|---|---|---:|---|---|"]
        for entry, facts in held:
            row = (
                cell(facts.vendor), cell(f"{facts.date}: {facts.subject}"), cell(_decision(facts)),
                cell(_severity(facts)), cell(few(facts.laws)), cell("; ".join(facts.flags)), _actions(facts, today),
                cell(_next(facts, today)), _links(entry),
            )  # fmt: skip
            lines.append(f"| {' | '.join(row)} |")
    for title, _, days in _tables(held, today):
        if days:
            lines += ["", f"## {title}", "", "| Day | Vendor | What |", "|---|---|---|"]
            lines += [f"| {one.day} | {_vendors(one)} | {cell(one.event)} |" for one in days[:MOST_DAYS]]
        if len(days) > MOST_DAYS:
            lines += ["", _further(days)]
    lacking = [entry for entry in entries if entry.facts is None]
    if lacking:
        lines += ["", "## Without a memo", ""]
        lines += [f"- {code(printable(entry.input))}: {text(_why(entry))}{_older(entry)}" for entry in lacking]
    return "\n".join(lines) + "\n"


def _further(days: Sequence[_Day]) -> str:
    more = len(days) - MOST_DAYS
    return f"{more} later {'date stands' if more == 1 else 'dates stand'} in the memos."


def _vendors(day: _Day) -> str:
    return ", ".join(f"[{cell(v)}]({address})" if address else cell(v) for v, address in day.shown) + day.more


def _older(entry: Entry) -> str:
    left = ", ".join(f"[{cell(printable(path))}]({_address(path)})" for path in entry.left)
    return f"; an older memo is still there: {left}" if left else ""


def _links(entry: Entry) -> str:
    return ", ".join(f"[{cell(printable(output.path))}]({_address(output.path)})" for output in entry.outputs)


def _address(path: str) -> str:
    """Return a relative path as the target of a link; a control character in it would end the link."""
    safe = re.sub(r"[%?#\x00-\x1f\x7f]", lambda match: f"%{ord(match[0]):02X}", path)
    return url(f"https://x/{safe}").removeprefix("https://x/")


def _why(entry: Entry) -> str:
    if entry.status == "waiting":
        return "not made yet; run the batch again"
    first = entry.faults[0] if entry.faults else {}
    more = len(entry.faults) - 1
    where = f"line {first['line']}: " if first.get("line") else ""
    return f"{where}{first.get('message', '')} [{first.get('code', '')}]" + (f" and {more} more" if more > 0 else "")


# --- HTML ---------------------------------------------------------------------


_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Portfolio of vendor memos</title>
<style>
body { font: 15px/1.45 "Source Sans 3", "Source Sans Pro", system-ui, sans-serif; color: #1b1b1b; margin: 2rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
table { border-collapse: collapse; width: 100% } caption { text-align: left; position: absolute; left: -9999px }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #ccc }
thead th { border-bottom: 2px solid #444; position: sticky; top: 0; background: #fff }
tbody th { font-weight: 600 } .n { text-align: right; font-variant-numeric: tabular-nums }
.critical, .high { font-weight: 700 } .critical { color: #8c1010 } .high { color: #9a3b00 }
a { color: #14477e } .memo { overflow-wrap: anywhere; min-width: 8rem } .when { min-width: 11rem }
.day { white-space: nowrap; font-variant-numeric: tabular-nums }
@media print { thead th { position: static } body { margin: 0; font-size: 9pt } }
</style>
</head>
<body>
<h1>Portfolio of vendor memos</h1>
<ul>{% for line in counts %}<li>{{ line }}</li>{% endfor %}</ul>
{% if rows %}
<table>
<caption>The memos, the gravest first</caption>
<thead><tr>{% for word in head %}<th scope="col"{% if word == 'Open actions' %} class="n"{% endif %}>{{ word }}</th>\
{% endfor %}</tr></thead>
<tbody>
{% for row in rows %}
<tr><th scope="row">{{ row.facts.vendor }}</th><td><span class="day">{{ row.facts.date }}</span>: \
{{ row.facts.subject }}</td><td>{{ row.decision }}</td>\
<td class="{{ row.facts.severity }}">{{ row.severity }}</td><td>{{ row.laws }}</td>\
<td>{{ row.facts.flags | join('; ') }}</td><td class="n">{{ row.actions }}</td>\
<td class="when">{{ row.next }}</td>\
<td class="memo">{% for link in row.links %}<a href="{{ link.address }}">{{ link.name }}</a>{{ ", " if not loop.last }}\
{% endfor %}\
</td></tr>
{% endfor %}
</tbody>
</table>
{% endif %}
{% for title, about, days, further in tables if days %}
<h2>{{ title }}</h2>
<table>
<caption>{{ about }}</caption>
<thead><tr><th scope="col">Day</th><th scope="col">Vendor</th><th scope="col">What</th></tr></thead>
<tbody>
{% for day in days %}
<tr><td class="day">{{ day.day }}</td><th scope="row">{% for vendor, address in day.shown %}\
{% if address %}<a href="{{ address }}">{{ vendor }}</a>{% else %}{{ vendor }}{% endif %}\
{{ ", " if not loop.last }}{% endfor %}{{ day.more }}</th><td>{{ day.event }}</td></tr>
{% endfor %}
</tbody>
</table>
{% if further %}<p>{{ further }}</p>{% endif %}
{% endfor %}
{% if lacking %}
<h2>Without a memo</h2>
<ul>{% for entry in lacking %}<li><code>{{ entry.input }}</code>: {{ entry.why }}\
{% for link in entry.left %}{{ "; an older memo is still there: " if loop.first else ", " }}\
<a href="{{ link.address }}">{{ link.name }}</a>{% endfor %}</li>{% endfor %}</ul>
{% endif %}
</body>
</html>
"""


def html(entries: Sequence[Entry], today: str) -> str:
    """Return the index as one HTML page; everything in it is escaped."""
    import jinja2

    held = _ranked(entries)
    rows = [
        {
            "facts": facts,
            "decision": _decision(facts),
            "severity": _severity(facts),
            "laws": few(facts.laws),
            "actions": _actions(facts, today),
            "next": _next(facts, today),
            "links": [{"name": printable(o.path), "address": _address(o.path)} for o in entry.outputs],
        }
        for entry, facts in held
    ]
    tables = [
        (title, about, days[:MOST_DAYS], _further(days) if len(days) > MOST_DAYS else "")
        for title, about, days in _tables(held, today)
    ]
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True).from_string(
        _PAGE
    )
    return (
        template.render(
            head=_HEAD,
            counts=_counted(held, entries, today),
            rows=rows,
            tables=tables,
            lacking=[
                {
                    "input": printable(entry.input),
                    "why": _why(entry),
                    "left": [{"name": printable(path), "address": _address(path)} for path in entry.left],
                }
                for entry in entries
                if entry.facts is None
            ],
        ).rstrip("\n")
        + "\n"
    )
