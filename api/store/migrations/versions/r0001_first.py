"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create every table and start the counter of changes."""
    op.create_table(
        "cases",
        sa.Column("id", NAME, nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("complaint", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    op.create_index("uq_cases_channel_external_id", "cases", ["channel", "external_id"], unique=True)
    op.create_table(
        "counters",
        sa.Column("name", NAME, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "facts",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("source_group", sa.Text(), nullable=True),
        sa.Column("handle", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("placed_on", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_facts")),
    )
    op.create_index(
        "ix_facts_email",
        "facts",
        ["email"],
        unique=False,
        sqlite_where=sa.text("email IS NOT NULL"),
        postgresql_where=sa.text("email IS NOT NULL"),
    )
    op.create_index(
        "ix_facts_handle",
        "facts",
        ["handle"],
        unique=False,
        sqlite_where=sa.text("handle IS NOT NULL"),
        postgresql_where=sa.text("handle IS NOT NULL"),
    )
    op.create_index(
        "ix_facts_phone",
        "facts",
        ["phone"],
        unique=False,
        sqlite_where=sa.text("phone IS NOT NULL"),
        postgresql_where=sa.text("phone IS NOT NULL"),
    )
    op.create_index(
        "ix_facts_source_group",
        "facts",
        ["source_group"],
        unique=False,
        sqlite_where=sa.text("source_group IS NOT NULL"),
        postgresql_where=sa.text("source_group IS NOT NULL"),
    )
    op.create_table(
        "keys",
        sa.Column("id", NAME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keys")),
    )
    op.create_index("uq_keys_digest", "keys", ["digest"], unique=True)
    op.create_table(
        "passages",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("fact_id", NAME, nullable=False),
        sa.Column("key", NAME, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "fact_id", "key", name=op.f("pk_passages")),
    )
    op.create_index("ix_passages_key", "passages", ["key"], unique=False)
    op.create_index("ix_passages_revision", "passages", ["revision"], unique=False)
    op.create_table(
        "sources",
        sa.Column("name", NAME, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sources")),
    )
    op.create_table(
        "tombstones",
        sa.Column("key", NAME, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tombstones")),
    )
    op.create_index("ix_tombstones_revision", "tombstones", ["revision"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("id", NAME, nullable=False),
        sa.Column("case_id", NAME, nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("exhausted", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=True),
        sa.Column("verdict", sa.String(length=10), nullable=True),
        sa.Column("severity", sa.String(length=10), nullable=True),
        sa.Column("respond_by", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("(lease_until IS NULL) = (body IS NOT NULL)", name=op.f("ck_drafts_written")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_drafts_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index("ix_drafts_case_id", "drafts", ["case_id"], unique=False)
    op.create_index(
        "ix_drafts_created_at_id",
        "drafts",
        ["created_at", "id"],
        unique=False,
        sqlite_where=sa.text("created_at IS NOT NULL"),
        postgresql_where=sa.text("created_at IS NOT NULL"),
    )
    op.create_index(
        "ix_drafts_lease_until",
        "drafts",
        ["lease_until"],
        unique=False,
        sqlite_where=sa.text("lease_until IS NOT NULL"),
        postgresql_where=sa.text("lease_until IS NOT NULL"),
    )
    op.create_index(
        "ix_drafts_respond_by_id",
        "drafts",
        ["respond_by", "id"],
        unique=False,
        sqlite_where=sa.text("respond_by IS NOT NULL"),
        postgresql_where=sa.text("respond_by IS NOT NULL"),
    )
    op.create_index(
        "ix_drafts_status_created_at_id",
        "drafts",
        ["status", "created_at", "id"],
        unique=False,
        sqlite_where=sa.text("status IS NOT NULL"),
        postgresql_where=sa.text("status IS NOT NULL"),
    )
    op.create_index(
        "ix_drafts_status_respond_by_id",
        "drafts",
        ["status", "respond_by", "id"],
        unique=False,
        sqlite_where=sa.text("status IS NOT NULL"),
        postgresql_where=sa.text("status IS NOT NULL"),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("case_id", NAME, nullable=False),
        sa.Column("draft_id", NAME, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_events_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index("ix_events_case_id_id", "events", ["case_id", "id"], unique=False)
    op.create_table(
        "idempotency",
        sa.Column("caller", NAME, nullable=False),
        sa.Column("key", NAME, nullable=False),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("draft_id", NAME, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_idempotency_draft_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("caller", "key", name=op.f("pk_idempotency")),
    )
    op.execute("INSERT INTO counters (name, value) VALUES ('facts', 0)")
