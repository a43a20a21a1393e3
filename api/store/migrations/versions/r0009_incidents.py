"""What complaints are about, the incidents they belong to, and the clock of each case."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DUE = sa.text("status = 'open' AND respond_by IS NOT NULL AND (deadline_told IS NULL OR deadline_told <> respond_by)")
OVERDUE = sa.text("status = 'open' AND overdue_at IS NOT NULL")
_PAST = sa.text(
    "UPDATE cases SET deadline_told = respond_by WHERE respond_by IS NOT NULL AND status = 'open' "
    "AND respond_by < (SELECT MAX(at) FROM events)"
)
_APPROVED = ("approved", "edited and approved")


def upgrade() -> None:
    """Make the tables and columns, then fill in when cases were answered. Deadlines missed before are not told now."""
    _widen_cases()
    _make_incidents()
    _make_sightings()
    connection = op.get_bind()
    _tell_answers(connection)
    connection.execute(_PAST)


def _widen_cases() -> None:
    for column in (
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("in_time", sa.Boolean(), nullable=True),
        sa.Column("deadline_told", sa.BigInteger(), nullable=True),
        sa.Column("overdue_at", sa.BigInteger(), nullable=True),
        sa.Column("breaches", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("cases", column)
    op.create_index("ix_cases_due", "cases", ["respond_by"], sqlite_where=DUE, postgresql_where=DUE)
    op.create_index("ix_cases_overdue", "cases", ["overdue_at"], sqlite_where=OVERDUE, postgresql_where=OVERDUE)


def _make_incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", NAME, nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.BigInteger(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index("ix_incidents_status_id", "incidents", ["status", "id"])


def _make_sightings() -> None:
    op.create_table(
        "sightings",
        sa.Column("case_id", NAME, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.Column("incident_id", NAME, nullable=True),
        sa.Column("rewriting", sa.String(length=10), nullable=True),
        sa.Column("rewrite_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_sightings_case_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_sightings_incident_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_sightings")),
    )
    op.create_index("ix_sightings_topic_at", "sightings", ["topic", "at"])
    op.create_index("ix_sightings_topic_cause_at", "sightings", ["topic", "cause", "at"])
    op.create_index("ix_sightings_topic_about_at", "sightings", ["topic", "about", "at"])
    for columns in (["incident_id", "at"], ["rewrite_at"]):
        known = sa.text(f"{columns[0]} IS NOT NULL")
        name = f"ix_sightings_{'_'.join(columns)}"
        op.create_index(name, "sightings", columns, sqlite_where=known, postgresql_where=known)


def _tell_answers(connection: sa.Connection) -> None:
    """Fill in, for each case, when the first approval was given that nobody took back."""
    told = sa.text(
        "UPDATE cases SET answered_at = :at, in_time = CASE WHEN respond_by IS NULL THEN NULL "
        "WHEN respond_by >= :at THEN :yes ELSE :no END WHERE id = :id"
    ).bindparams(sa.bindparam("yes", type_=sa.Boolean()), sa.bindparam("no", type_=sa.Boolean()))
    changes = [{"id": case_id, "at": at, "yes": True, "no": False} for case_id, at in _first_approvals(connection)]
    if changes:
        connection.execute(told, changes)


def _first_approvals(connection: sa.Connection) -> Iterator[tuple[str, int]]:
    events = sa.text(
        "SELECT case_id, draft_id, at, kind FROM events WHERE kind IN ('approved', 'edited and approved', 'undone') "
        "ORDER BY id"
    )
    standing: dict[str, list[tuple[str, int]]] = {}
    for row in connection.execute(events):
        approvals = standing.setdefault(row.case_id, [])
        if row.kind in _APPROVED:
            approvals.append((row.draft_id, row.at))
        else:
            approvals[:] = [one for one in approvals if one[0] != row.draft_id]
    yield from ((case_id, approvals[0][1]) for case_id, approvals in standing.items() if approvals)
