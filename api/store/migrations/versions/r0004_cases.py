"""Cases that know their messages: traces, links, turns, status; one live draft for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op
from pydantic import ValidationError

from api.cases.threads import person, traces_of
from api.models import Complaint
from api.store.case_rows import author_text
from api.store.words import plain

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
LIVE = sa.text("status = 'pending_review'")
_AT_ONCE = 500


def upgrade() -> None:
    """Widen cases and drafts, then fill in what is known of those on record."""
    _widen_cases()
    _make_keys_and_links()
    _widen_drafts()
    connection = op.get_bind()
    _number_drafts(connection)
    _withdraw_all_but_the_newest(connection)
    _describe_cases(connection)
    _find_traces(connection)
    op.create_index("ix_idempotency_draft_id", "idempotency", ["draft_id"])
    op.drop_index("ix_drafts_case_id", "drafts")
    op.create_index("ix_drafts_case_id_turn_status_version", "drafts", ["case_id", "turn", "status", "version"])
    op.create_index("uq_drafts_live", "drafts", ["case_id"], unique=True, sqlite_where=LIVE, postgresql_where=LIVE)


def _widen_cases() -> None:
    for column in (
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("status", sa.String(length=10), nullable=False, server_default="open"),
        sa.Column("turns", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("lead_turn", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("last_at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("burst_at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("topic", sa.String(length=20), nullable=True),
        sa.Column("severity", sa.String(length=10), nullable=True),
        sa.Column("respond_by", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
    ):
        op.add_column("cases", column)
    op.drop_index("uq_cases_channel_external_id", "cases")
    _partial("cases", "opened_at", "id")
    _partial("cases", "status", "opened_at", "id")
    _partial("cases", "topic", "opened_at", "id", "status", "severity")
    _partial("cases", "severity", "opened_at", "id", "status")


def _make_keys_and_links() -> None:
    op.create_table(
        "case_keys",
        sa.Column("key", NAME, nullable=False),
        sa.Column("case_id", NAME, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_keys_case_id")),
        sa.PrimaryKeyConstraint("key", "case_id", name=op.f("pk_case_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_keys_case_id", "case_keys", ["case_id"])
    op.create_table(
        "case_links",
        sa.Column("case_id", NAME, nullable=False),
        sa.Column("linked_id", NAME, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_links_case_id")),
        sa.ForeignKeyConstraint(["linked_id"], ["cases.id"], name=op.f("fk_case_links_linked_id")),
        sa.PrimaryKeyConstraint("case_id", "linked_id", name=op.f("pk_case_links")),
    )
    op.create_index("ix_case_links_linked_id", "case_links", ["linked_id"])


def _widen_drafts() -> None:
    op.add_column("drafts", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("drafts", sa.Column("digest", sa.String(length=64), nullable=True))


def _partial(table: str, *columns: str) -> None:
    known = sa.text(f"{columns[0]} IS NOT NULL")
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns), sqlite_where=known, postgresql_where=known)


def _number_drafts(connection: sa.Connection) -> None:
    """Give the drafts of each case their turn, in the order in which they were accepted."""
    connection.execute(
        sa.text(
            "UPDATE drafts SET turn = (SELECT count(*) FROM drafts d WHERE d.case_id = drafts.case_id "
            "AND (d.accepted_at, d.id) <= (drafts.accepted_at, drafts.id))"
        )
    )


def _withdraw_all_but_the_newest(connection: sa.Connection) -> None:
    """Supersede every draft that waits while a newer one of its case has been written."""
    overtaken = (
        "SELECT d.id, d.body, d.version, (SELECT n.id FROM drafts n WHERE n.case_id = d.case_id AND n.turn > d.turn "
        "AND n.status IS NOT NULL AND n.status != 'no_reply' ORDER BY n.turn DESC LIMIT 1) AS newer "
        "FROM drafts d WHERE d.status = 'pending_review'"
    )
    withdrawn = sa.text("UPDATE drafts SET status = 'superseded', version = :version, body = :body WHERE id = :id")
    for rows in _read(connection, overtaken):
        for row in rows:
            if row["newer"]:
                version = row["version"] + 1
                told = {"status": "superseded", "version": version, "superseded_by": row["newer"]}
                body = orjson.dumps(orjson.loads(row["body"]) | told).decode()
                connection.execute(withdrawn, {"id": row["id"], "version": version, "body": body})


def _describe_cases(connection: sa.Connection) -> None:
    """Tell each case how many messages it holds, how the newest written draft judged it, and whether it is answered."""
    connection.execute(
        sa.text(
            "UPDATE cases SET last_at = opened_at, burst_at = opened_at, "
            "turns = (SELECT count(*) FROM drafts d WHERE d.case_id = cases.id), "
            "lead_turn = coalesce((SELECT max(d.turn) FROM drafts d WHERE d.case_id = cases.id "
            "AND d.status IS NOT NULL AND d.status != 'no_reply'), 0)"
        )
    )
    described = (
        "SELECT d.case_id AS id, d.severity, d.respond_by, d.body, d.status FROM drafts d JOIN "
        "(SELECT case_id, max(turn) AS turn FROM drafts WHERE status IS NOT NULL GROUP BY case_id) n "
        "ON n.case_id = d.case_id AND n.turn = d.turn"
    )
    update = sa.text(
        "UPDATE cases SET topic = :topic, severity = :severity, respond_by = :respond_by, status = :status "
        "WHERE id = :id"
    )
    for rows in _read(connection, described):
        connection.execute(update, [_described(row) for row in rows])


def _described(row: Mapping[str, Any]) -> dict[str, Any]:
    topic = orjson.loads(row["body"]).get("assessment", {}).get("topic")
    status = "answered" if row["status"] in ("approved", "released") else "open"
    return {
        "topic": topic,
        "severity": row["severity"],
        "respond_by": row["respond_by"],
        "status": status,
        "id": row["id"],
    }


def _find_traces(connection: sa.Connection) -> None:
    """Give the cases the keys by which later messages find them."""
    told = sa.text("UPDATE cases SET author = :author, url = :url WHERE id = :id")
    keyed = sa.text("INSERT INTO case_keys (key, case_id) VALUES (:key, :case_id)")
    for rows in _read(connection, "SELECT id, complaint FROM cases"):
        for row in rows:
            try:
                complaint = Complaint.model_validate_json(row["complaint"])
            except ValidationError:  # written by rules that have changed since: such a case is found by its id alone
                continue
            url = plain(complaint.url) if complaint.url else None
            connection.execute(told, {"id": row["id"], "url": url, "author": author_text(person(complaint.author))})
            keys = traces_of(complaint).left
            connection.execute(keyed, [{"key": key, "case_id": row["id"]} for key in keys])


def _read(connection: sa.Connection, query: str) -> Iterator[Sequence[Mapping[str, Any]]]:
    """Yield the rows of `query` in lots; it is read to its end first, so that what is written does not disturb it."""
    ordered = sa.text(f"SELECT * FROM ({query}) AS found WHERE id > :after ORDER BY id LIMIT {_AT_ONCE}")  # noqa: S608 - our own text
    after = ""
    while rows := [dict(row) for row in connection.execute(ordered, {"after": after}).mappings()]:
        yield rows
        after = rows[-1]["id"]
