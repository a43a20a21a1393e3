"""The rows by which drafts stand in the queue, and who has a draft open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_BATCH = 500
_LONGEST_LINE = 160
_QUARTER = 15 * 60 * 1_000_000
_GRAVEST_FIRST = ("critical", "high", "medium", "low")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def upgrade() -> None:
    """Create both tables, and a row in the queue for each draft that is written."""
    queue = _queue()
    op.create_index("ix_queue_status_urgency_draft_id", "queue", ["status", "urgency", "draft_id"])
    op.create_index("ix_queue_status_updated_at_draft_id", "queue", ["status", "updated_at", "draft_id"])
    known = sa.text("held_until IS NOT NULL")
    op.create_index("ix_queue_held_until", "queue", ["held_until"], sqlite_where=known, postgresql_where=known)
    op.create_table(
        "presence",
        sa.Column("draft_id", NAME, nullable=False),
        sa.Column("who", NAME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_presence_draft_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("draft_id", "who", name=op.f("pk_presence")),
    )
    op.create_index("ix_presence_seen_at", "presence", ["seen_at"])
    for rows in _written():
        op.bulk_insert(queue, rows)


def _queue() -> sa.Table:
    return op.create_table(
        "queue",
        sa.Column("draft_id", NAME, nullable=False),
        sa.Column("case_id", NAME, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("urgency", sa.BigInteger(), nullable=False),
        sa.Column("respond_by", sa.BigInteger(), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("handle", sa.Text(), nullable=True),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("claimed_by", sa.Text(), nullable=True),
        sa.Column("claimed_until", sa.BigInteger(), nullable=True),
        sa.Column("held_until", sa.BigInteger(), nullable=True),
        sa.Column("release_at", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_queue_draft_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_queue")),
    )


def _written() -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of the drafts that are written, some hundreds at a time."""
    after = ""
    more = sa.text(
        "SELECT id, case_id, body FROM drafts WHERE body IS NOT NULL AND id > :after ORDER BY id LIMIT :batch"
    )
    while found := op.get_bind().execute(more, {"after": after, "batch": _BATCH}).all():
        yield [_row(row.id, row.case_id, json.loads(row.body)) for row in found]
        after = found[-1].id


def _row(draft_id: str, case_id: str, draft: dict[str, Any]) -> dict[str, Any]:
    """Return the row of a draft, as of this revision."""
    assessment, complaint = draft["assessment"], draft["complaint"]
    author, respond_by = complaint.get("author") or {}, _micros(draft["respond_by"]) or 0
    found = [draft_id, case_id, author.get("name"), author.get("handle"), author.get("email")]
    found += [complaint.get("external_id"), *(complaint.get("order_ids") or []), complaint["text"]]
    return {
        "draft_id": draft_id,
        "case_id": case_id,
        "version": draft["version"],
        "status": draft["status"],
        "urgency": respond_by // _QUARTER * len(_GRAVEST_FIRST) + _GRAVEST_FIRST.index(assessment["severity"]),
        "respond_by": respond_by,
        "severity": assessment["severity"],
        "verdict": draft["verdict"],
        "topic": assessment["topic"],
        "action": assessment["action"],
        "channel": complaint["channel"],
        "language": assessment.get("language") or "en",
        "name": author.get("name"),
        "handle": author.get("handle"),
        "line": _first_line(complaint["text"]),
        "claimed_by": draft.get("claimed_by"),
        "claimed_until": _micros(draft.get("claimed_until")),
        "held_until": _micros(draft.get("held_until")),
        "release_at": _micros(draft.get("release_at")),
        "updated_at": _micros(draft["updated_at"]),
        "words": "\n".join(part for part in found if part).casefold(),
    }


def _first_line(text: str) -> str:
    line = " ".join(next((line for line in text.splitlines() if line.strip()), text).split())
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1].rstrip() + "…"


def _micros(moment: str | None) -> int | None:
    if moment is None:
        return None
    read = datetime.fromisoformat(moment)
    return ((read if read.tzinfo else read.replace(tzinfo=UTC)) - _EPOCH) // timedelta(microseconds=1)
