"""People, their invitations and sessions, and the throttle on guessing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the four tables."""
    op.create_table(
        "people",
        sa.Column("id", NAME, nullable=False),
        sa.Column("email", NAME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("subject", NAME, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("disabled_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index("uq_people_email", "people", ["email"], unique=True)
    op.create_index("uq_people_subject", "people", ["subject"], unique=True)
    op.create_table(
        "invitations",
        sa.Column("id", NAME, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("email", NAME, nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("invited_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
    )
    op.create_index("uq_invitations_digest", "invitations", ["digest"], unique=True)
    op.create_table(
        "sessions",
        sa.Column("id", NAME, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("before", sa.String(length=64), nullable=True),
        sa.Column("before_until", sa.BigInteger(), nullable=True),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("person_id", NAME, nullable=True),
        sa.Column("key_id", NAME, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("rotated_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sessions_person_id")),
        sa.ForeignKeyConstraint(["key_id"], ["keys.id"], name=op.f("fk_sessions_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index("uq_sessions_digest", "sessions", ["digest"], unique=True)
    op.create_index("ix_sessions_before", "sessions", ["before"])
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])
    op.create_table(
        "throttles",
        sa.Column("name", NAME, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_throttles")),
    )
