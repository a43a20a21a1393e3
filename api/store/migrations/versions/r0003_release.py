"""When an approved draft is let out, and the webhooks that carry it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _partial(table: str, *columns: str) -> None:
    known = sa.text(f"{columns[0]} IS NOT NULL")
    name = f"ix_{table}_{'_'.join(columns)}"
    op.create_index(name, table, list(columns), sqlite_where=known, postgresql_where=known)


def upgrade() -> None:
    """Add the moment of release to drafts, and two tables."""
    op.add_column("drafts", sa.Column("release_at", sa.BigInteger(), nullable=True))
    _partial("drafts", "release_at")
    op.create_table(
        "webhooks",
        sa.Column("id", NAME, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("events", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("secret_before", sa.Text(), nullable=True),
        sa.Column("before_until", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("disabled_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", NAME, nullable=False),
        sa.Column("webhook_id", NAME, nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("case_id", NAME, nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhooks.id"], name=op.f("fk_deliveries_webhook_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    _partial("deliveries", "next_at")
    op.create_index("ix_deliveries_webhook_id_status_id", "deliveries", ["webhook_id", "status", "id"])
