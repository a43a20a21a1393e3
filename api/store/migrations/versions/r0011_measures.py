"""What is counted of each draft: outcomes, edits, findings and what it cost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_BATCH = 500
_COUNTED = [
    *("opened_at", "channel", "received_at", "answered_at", "in_time", "breaches", "lead_turn"),
    *("root_cause", "department", "status"),
]
_PRIVATE = frozenset({"email", "chat", "sms"})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MORE = sa.text("SELECT id, body FROM drafts WHERE body IS NOT NULL AND id > :after ORDER BY id LIMIT :batch")
_STEPS = sa.text(
    "SELECT draft_id, kind, data FROM events WHERE draft_id IS NOT NULL AND data IS NOT NULL AND kind IN "
    "('drafted', 'regenerated', 'approved', 'edited and approved', 'approval refused') ORDER BY id"
)


def upgrade() -> None:
    """Create both tables and an index, and fill in what is on record of the drafts that are written.

    How far their words were edited is not: only whether they were.
    """
    measures, rules = _measures(), _broken_rules()
    op.create_index("ix_measures_at", "measures", ["at"])
    op.create_index("ix_cases_figures", "cases", _COUNTED)
    verdicts, edited, refused = _told()
    for drafts in _written():
        op.bulk_insert(measures, [_row(draft, verdicts, edited) for draft in drafts])
        op.bulk_insert(rules, [row for draft in drafts for row in _rules(draft, refused.get(draft["id"], set()))])


def _measures() -> sa.Table:
    return op.create_table(
        "measures",
        sa.Column("draft_id", NAME, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("genuine", sa.Boolean(), nullable=False),
        sa.Column("proposed", sa.Boolean(), nullable=False),
        sa.Column("moderation", sa.String(length=10), nullable=True),
        sa.Column("edited", sa.Boolean(), nullable=True),
        sa.Column("edit_share", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("writer", sa.Text(), nullable=True),
        sa.Column("prompt", sa.Text(), nullable=True),
        sa.Column("incident_line", sa.Boolean(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("input_tokens", sa.BigInteger(), nullable=False),
        sa.Column("output_tokens", sa.BigInteger(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_measures_draft_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_measures")),
    )


def _broken_rules() -> sa.Table:
    key = op.f("fk_broken_rules_draft_id")
    return op.create_table(
        "broken_rules",
        sa.Column("draft_id", NAME, nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("rule", NAME, nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=key, ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("draft_id", "stage", "rule", name=op.f("pk_broken_rules")),
        sqlite_with_rowid=False,
    )


def _told() -> tuple[dict[str, str], dict[str, bool], dict[str, set[str]]]:
    """Return, by draft, the verdict it was drafted with, whether its approval changed words, what stood against one."""
    verdicts: dict[str, str] = {}
    edited: dict[str, bool] = {}
    refused: dict[str, set[str]] = {}
    for row in op.get_bind().execute(_STEPS):
        data = json.loads(row.data)
        if row.kind in {"drafted", "regenerated"}:
            verdicts[row.draft_id] = data.get("verdict")
        elif row.kind == "approval refused":
            refused.setdefault(row.draft_id, set()).update(data.get("rules") or ())
        else:
            edited[row.draft_id] = row.kind != "approved"
    return verdicts, edited, refused


def _written() -> Iterator[list[dict[str, Any]]]:
    after = ""
    while found := op.get_bind().execute(_MORE, {"after": after, "batch": _BATCH}).all():
        yield [json.loads(row.body) | {"id": row.id} for row in found]
        after = found[-1].id


def _row(draft: dict[str, Any], verdicts: dict[str, str], edited: dict[str, bool]) -> dict[str, Any]:
    """Return the row of a draft, as of this revision."""
    assessment, complaint, usage = draft["assessment"], draft["complaint"], draft.get("usage") or {}
    moderation, cost = draft.get("moderation") or {}, usage.get("cost")
    prompt, model = draft.get("prompt"), draft.get("model")
    return {
        "draft_id": draft["id"],
        "at": _micros(draft["created_at"]),
        "channel": complaint["channel"],
        "language": assessment.get("language") or "en",
        "topic": assessment["topic"],
        "purpose": draft.get("purpose") or "reply",
        "status": draft["status"],
        "genuine": _genuine(assessment, complaint),
        "proposed": moderation.get("propose") == "hide",
        "moderation": moderation.get("decision"),
        "edited": edited.get(draft["id"]) if draft["status"] in {"approved", "released"} else None,
        "edit_share": None,
        "verdict": verdicts.get(draft["id"]) or draft["verdict"],
        "writer": _writer(draft),
        "prompt": f"{prompt['name']} {prompt['version']}" if prompt and model else None,
        "incident_line": _says_line(draft),
        "calls": usage.get("calls") or 0,
        "input_tokens": usage.get("input_tokens") or 0,
        "output_tokens": usage.get("output_tokens") or 0,
        "cost": None if cost is None else round(cost * 1_000_000_000),
        "currency": None if cost is None else usage.get("currency"),
    }


def _rules(draft: dict[str, Any], refused: set[str]) -> Iterator[dict[str, str]]:
    attempts = [one for one in draft.get("attempts") or () if one.get("outcome") != "used"]
    found = {
        "attempt": {finding["rule"] for one in attempts for finding in one.get("findings") or ()},
        "draft": {finding["rule"] for finding in draft.get("findings") or ()},
        "review": refused,
    }
    for stage, rules in found.items():
        yield from ({"draft_id": draft["id"], "stage": stage, "rule": rule} for rule in sorted(rules))


def _writer(draft: dict[str, Any]) -> str | None:
    attempts = draft.get("attempts") or ()
    used = [one["writer"] for one in attempts if one.get("outcome") == "used" and one["writer"] != "judge"]
    writer: str | None = draft.get("model") or (used[-1] if used else None)
    return writer


def _says_line(draft: dict[str, Any]) -> bool:
    """Return whether it rests on the approved line of the incident that its case belongs to."""
    if not draft.get("incident_id"):
        return False
    cited = {*(draft.get("cited") or ()), *(one for claim in draft.get("claims") or () for one in claim["facts"])}
    return f"incident-{draft['incident_id']}" in cited


def _genuine(assessment: dict[str, Any], complaint: dict[str, Any]) -> bool:
    public = complaint.get("public")
    public = complaint.get("channel") not in _PRIVATE if public is None else public
    return bool(public and assessment.get("legitimacy") != "not_genuine" and assessment.get("kind") == "complaint")


def _micros(moment: str) -> int:
    read = datetime.fromisoformat(moment)
    return ((read if read.tzinfo else read.replace(tzinfo=UTC)) - _EPOCH) // timedelta(microseconds=1)
