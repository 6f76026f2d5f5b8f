"""The action plan as data: JSON for programs, CSV for spreadsheets; ids and order are the memo's."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from memo.document import Memo, PlanRow, as_data

COLUMNS = (
    "id", "number", "status", "priority", "title", "kind", "owner", "due", "due_rule", "effort", "findings", "after",
    "condition", "basis", "evidence", "question", "clause", "fallback", "walk_away", "why", "note",
)  # fmt: skip
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plan_data(memo: Memo) -> dict[str, Any]:
    """Return the plan as plain data; what is not set is empty, never absent."""
    clauses = {clause.id: clause for clause in memo.clauses}

    def item(row: PlanRow) -> dict[str, Any]:
        clause = clauses.get(row.id)
        return {
            "id": row.id,
            "number": row.number,
            "kind": row.kind_id,
            "title": row.title,
            "why": row.why,
            "owner": row.owner_id,
            "owner_label": row.owner,
            "priority": row.priority,
            "severity": row.severity,
            "effort": row.effort,
            "due": row.due_day or None,
            "due_rule": row.due_rule,
            "status": row.status,
            "note": row.note,
            "condition": row.condition or None,
            "after": [ids[number] for number in row.after],
            "findings": list(row.findings),
            "topics": list(row.topics),
            "basis": [as_data(basis) for basis in row.provisions],
            "evidence": row.evidence,
            "question": row.question or None,
            "contract": {"ask": clause.ask, "fallback": clause.fallback, "walk_away": clause.walk_away}
            if clause
            else None,
            "sources": [as_data(source) for source in row.sources],
            "by_reviewer": row.by_reviewer,
        }

    ids = {row.number: row.id for row in memo.plan}
    plan: dict[str, Any] = _spaced(
        {
            "date": memo.date,
            "as_of": memo.as_of,
            "subject": memo.subject,
            "reference": memo.reference,
            "decision": memo.bottom_line.decision,
            "items": [item(row) for row in memo.plan],
            "no_longer": [as_data(kept) for kept in memo.no_longer],
            "next_review": as_data(memo.next_review) if memo.next_review else None,
            "sign_off": [as_data(line) for line in memo.sign_off],
        }
    )
    return plan


def _spaced(value: Any) -> Any:
    """Return data whose texts have plain spaces: those that hold a line together are for pages."""
    if isinstance(value, dict):
        return {key: _spaced(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_spaced(inner) for inner in value]
    return value.replace("\u00a0", " ") if isinstance(value, str) else value


def plan_json(memo: Memo) -> str:
    """Return the plan as JSON text."""
    return json.dumps(plan_data(memo), ensure_ascii=False, indent=1) + "\n"


def plan_csv(memo: Memo) -> str:
    """Return the plan as CSV (RFC 4180): every field quoted, lines end with CR LF, no cell is a formula."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in plan_data(memo)["items"]:
        contract = item["contract"] or {}
        values = {
            **item,
            "owner": item["owner_label"],
            "findings": ", ".join(item["findings"]),
            "after": ", ".join(item["after"]),
            "basis": "; ".join(basis["citation"] for basis in item["basis"]),
            "clause": contract.get("ask"),
            "fallback": contract.get("fallback"),
            "walk_away": contract.get("walk_away"),
        }
        writer.writerow([harmless(str(values[column] or "")) for column in COLUMNS])
    return held.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet computes: what would begin a formula gets an apostrophe before it.

    >>> harmless("=1+1"), harmless("A-1"), harmless(" @SUM(A1)")
    ("'=1+1", 'A-1', "' @SUM(A1)")
    """
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) or cell.lstrip().startswith(_STARTS_A_FORMULA) else cell
