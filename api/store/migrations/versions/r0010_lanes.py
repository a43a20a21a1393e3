"""What is kept of messages nobody answers, follow-ups, root causes, and what was decided about hiding."""

from __future__ import annotations

from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ACTIVE = sa.text("status IN ('scheduled', 'drafted')")
_AT_ONCE = 500
_PRIVATE = ("email", "chat", "sms")


def upgrade() -> None:
    """Widen cases and drafts, add two tables; tell of the drafts on record whether they answer a genuine complaint."""
    for column in ("root_cause", "department", "cause_by", "improvement_note", "improvement_by"):
        op.add_column("cases", sa.Column(column, sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("improvement_at", sa.BigInteger(), nullable=True))
    op.add_column("drafts", sa.Column("purpose", sa.String(length=10), nullable=False, server_default="reply"))
    op.add_column("drafts", sa.Column("moderation", sa.String(length=10), nullable=True))
    op.add_column("drafts", sa.Column("genuine", sa.Boolean(), nullable=True))
    _make_evidence()
    _make_followups()
    _tell_genuine(op.get_bind())


def _make_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", NAME, nullable=False),
        sa.Column("case_id", NAME, nullable=False),
        sa.Column("draft_id", NAME, nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.Column("author_key", sa.String(length=64), nullable=True),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_evidence_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index("ix_evidence_case_id", "evidence", ["case_id"])
    op.create_index("ix_evidence_author_key", "evidence", ["author_key"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER evidence_stays BEFORE UPDATE ON evidence "
            "BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END"
        )
        return
    op.execute(
        "CREATE TRIGGER evidence_stays BEFORE UPDATE ON evidence FOR EACH ROW "
        "EXECUTE FUNCTION events_refuse('evidence is never changed')"
    )


def _make_followups() -> None:
    op.create_table(
        "followups",
        sa.Column("id", NAME, nullable=False),
        sa.Column("case_id", NAME, nullable=False),
        sa.Column("after_draft", NAME, nullable=False),
        sa.Column("draft_id", NAME, nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_followups_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followups")),
    )
    known = sa.text("next_at IS NOT NULL")
    op.create_index("ix_followups_next_at", "followups", ["next_at"], sqlite_where=known, postgresql_where=known)
    op.create_index("ix_followups_case_id", "followups", ["case_id"])
    op.create_index("ix_followups_draft_id", "followups", ["draft_id"])
    op.create_index(
        "uq_followups_active", "followups", ["case_id"], unique=True, sqlite_where=ACTIVE, postgresql_where=ACTIVE
    )


def _tell_genuine(connection: sa.Connection) -> None:
    following = sa.text("SELECT id, body FROM drafts WHERE body IS NOT NULL AND id > :last ORDER BY id LIMIT :most")
    told = sa.text("UPDATE drafts SET genuine = :genuine WHERE id = :id")
    last = ""
    while rows := connection.execute(following, {"last": last, "most": _AT_ONCE}).all():
        connection.execute(told, [{"id": row.id, "genuine": _genuine(orjson.loads(row.body))} for row in rows])
        last = rows[-1].id


def _genuine(body: dict[str, Any]) -> bool:
    assessment, complaint = body.get("assessment", {}), body.get("complaint", {})
    public = complaint.get("public")
    public = complaint.get("channel") not in _PRIVATE if public is None else public
    is_ours = assessment.get("legitimacy") != "not_genuine"
    return bool(public and is_ours and assessment.get("kind") == "complaint")
