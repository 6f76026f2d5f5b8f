"""The index of a portfolio, and the manifest of a run: what became of every input, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from memo.batch.facts import Facts, some
from memo.batch.journal import Entry
from memo.errors import printable
from memo.findings.model import SEVERITIES
from memo.render.escape import cell, code, text, url

DECISIONS = ("reject", "defer", "approve-with-conditions", "approve")
MOST_DAYS = 40
"""Coming days that the index lists over all memos; each memo's own row has its next."""
STATUSES = ("made", "unchanged", "failed", "waiting")
_HEAD = ("Vendor", "Decision", "Highest", "Laws engaged", "Exposure", "Open actions", "Next date", "Memo")


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
            pair[1].vendor.casefold(),
            pair[0].name,
        ),
    )


def _place(order: Sequence[str], word: str) -> int:
    return order.index(word) if word in order else len(order)


def _decision(facts: Facts) -> str:
    return f"{facts.decision_label} (proposed)" if facts.proposed else facts.decision_label


def _next(facts: Facts) -> str:
    return f"{facts.dates[0].day}: {facts.dates[0].event}" if facts.dates else ""


def _coming(held: Sequence[tuple[Entry, Facts]]) -> list[tuple[str, str, str, Entry]]:
    """Return the coming days of all memos, soonest first, with vendor, event and memo."""
    days = [(day.day, facts.vendor, day.event, entry) for entry, facts in held for day in facts.dates]
    return sorted(days, key=lambda one: (one[0], one[1].casefold(), one[3].name, one[2]))


def _counted(held: Sequence[tuple[Entry, Facts]], entries: Sequence[Entry]) -> list[str]:
    """Return the lines above the table: how many memos, by decision and by severity, and what is missing."""
    decisions = Counter(facts.decision_label for _, facts in held)
    worst = Counter(facts.severity for _, facts in held)
    labels = {facts.severity: facts.severity_label for _, facts in held}
    lines = [f"{len(held)} {'memo' if len(held) == 1 else 'memos'} of {len({f.vendor for _, f in held})} vendors"]
    if len({f.vendor for _, f in held}) == 1:
        lines[0] = lines[0].removesuffix("s")
    if held:
        lines.append("Decisions: " + ", ".join(f"{label} {n}" for label, n in sorted(decisions.items())))
        graded = ", ".join(f"{labels[s]} {worst[s]}" for s in SEVERITIES if worst[s])
        lines.append(f"Highest severity: {graded}")
        lines.append(f"Open actions: {sum(facts.open_actions for _, facts in held)}")
    missing = Counter(entry.status for entry in entries if entry.facts is None)
    if missing:
        lines.append(f"Without a memo: {missing.total()}, listed below")
    return lines


# --- Markdown -----------------------------------------------------------------


def markdown(entries: Sequence[Entry]) -> str:
    """Return the index as GitHub-flavoured Markdown."""
    held = _ranked(entries)
    lines = ["# Portfolio of vendor memos", ""]
    lines += [f"- {text(line)}" for line in _counted(held, entries)]
    if held:
        lines += ["", f"| {' | '.join(_HEAD)} |", "|---|---|---|---|---|---:|---|---|"]
        for entry, facts in held:
            row = (
                cell(facts.vendor), cell(_decision(facts)), cell(facts.severity_label), cell(some(facts.laws)),
                cell("; ".join(facts.flags)), str(facts.open_actions), cell(_next(facts)), _links(entry),
            )  # fmt: skip
            lines.append(f"| {' | '.join(row)} |")
    days = _coming(held)
    if days:
        lines += ["", "## Next dates", "", "| Day | Vendor | What |", "|---|---|---|"]
        lines += [f"| {day} | {cell(vendor)} | {cell(event)} |" for day, vendor, event, _ in days[:MOST_DAYS]]
        if len(days) > MOST_DAYS:
            lines += ["", f"{len(days) - MOST_DAYS} later dates stand in the memos."]
    lacking = [entry for entry in entries if entry.facts is None]
    if lacking:
        lines += ["", "## Without a memo", ""]
        lines += [f"- {code(printable(entry.input))}: {text(_why(entry))}" for entry in lacking]
    return "\n".join(lines) + "\n"


def _links(entry: Entry) -> str:
    return ", ".join(f"[{cell(output.format)}]({_address(output.path)})" for output in entry.outputs)


def _address(path: str) -> str:
    """Return a relative path as the target of a link."""
    return url(f"https://x/{path}".replace("%", "%25").replace("?", "%3F").replace("#", "%23")).removeprefix(
        "https://x/"
    )


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
a { color: #14477e } .day { white-space: nowrap; font-variant-numeric: tabular-nums }
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
<tr><th scope="row">{{ row.facts.vendor }}</th><td>{{ row.decision }}</td>\
<td class="{{ row.facts.severity }}">{{ row.facts.severity_label }}</td><td>{{ row.laws }}</td>\
<td>{{ row.facts.flags | join('; ') }}</td><td class="n">{{ row.facts.open_actions }}</td>\
<td>{{ row.next }}</td>\
<td>{% for link in row.links %}<a href="{{ link.address }}">{{ link.format }}</a>{{ ", " if not loop.last }}\
{% endfor %}\
</td></tr>
{% endfor %}
</tbody>
</table>
{% endif %}
{% if days %}
<h2>Next dates</h2>
<table>
<caption>The days that the memos look forward to</caption>
<thead><tr><th scope="col">Day</th><th scope="col">Vendor</th><th scope="col">What</th></tr></thead>
<tbody>
{% for day, vendor, event, entry in days %}
<tr><td class="day">{{ day }}</td><th scope="row">{{ vendor }}</th><td>{{ event }}</td></tr>
{% endfor %}
</tbody>
</table>
{% if later %}<p>{{ later }} later dates stand in the memos.</p>{% endif %}
{% endif %}
{% if lacking %}
<h2>Without a memo</h2>
<ul>{% for entry in lacking %}<li><code>{{ entry.input }}</code>: {{ entry.why }}</li>{% endfor %}</ul>
{% endif %}
</body>
</html>
"""


def html(entries: Sequence[Entry]) -> str:
    """Return the index as one HTML page; everything in it is escaped."""
    import jinja2

    held = _ranked(entries)
    days = _coming(held)
    rows = [
        {
            "facts": facts,
            "decision": _decision(facts),
            "laws": some(facts.laws),
            "next": _next(facts),
            "links": [{"format": o.format, "address": _address(o.path)} for o in entry.outputs],
        }
        for entry, facts in held
    ]
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True).from_string(
        _PAGE
    )
    return (
        template.render(
            head=_HEAD,
            counts=_counted(held, entries),
            rows=rows,
            days=days[:MOST_DAYS],
            later=max(0, len(days) - MOST_DAYS),
            lacking=[{"input": printable(entry.input), "why": _why(entry)} for entry in entries if entry.facts is None],
        ).rstrip("\n")
        + "\n"
    )
