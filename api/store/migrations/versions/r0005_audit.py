"""Events become a chain: numbered without gaps, each with a digest over the one before, and kept by triggers."""

from __future__ import annotations

import json
import secrets
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_AT_ONCE = 2000
_CHAINED = ("digest", "commitment")


def upgrade() -> None:
    """Chain the events there are, then let nothing but an erasure touch them."""
    with op.batch_alter_table("events") as table:
        table.add_column(sa.Column("salt", sa.String(length=32), nullable=True))
        for name in _CHAINED:
            table.add_column(sa.Column(name, sa.String(length=64), nullable=True))
    count, digest = _chain_events(op.get_bind())
    with op.batch_alter_table("events") as table:
        table.alter_column("data", existing_type=sa.Text(), nullable=True)
        for name in _CHAINED:
            table.alter_column(name, existing_type=sa.String(length=64), nullable=False)
    op.create_table(
        "chain",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_chain_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain")),
    )
    head = {"id": 1, "count": count, "digest": digest}
    op.bulk_insert(sa.table("chain", *(sa.column(name) for name in head)), [head])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(sa.text(statement.replace(":", r"\:")))


def _chain_events(connection: sa.Connection) -> tuple[int, str]:
    """Give each event its number and link, in order of id; return how many there are and the last digest."""
    following = sa.text("SELECT * FROM events WHERE id > :last ORDER BY id LIMIT :most")
    # A number is never above the id it replaces, so that going upwards no two events meet at one.
    chained = sa.text(
        "UPDATE events SET id = :id, salt = :salt, commitment = :commitment, digest = :digest WHERE id = :old"
    )
    count, digest, last = 0, "0" * 64, -(2**63)
    while rows := connection.execute(following, {"last": last, "most": _AT_ONCE}).mappings().all():
        changes = []
        for row in rows:
            count += 1
            change = _link(row, count, digest)
            digest = change["digest"]
            changes.append(change)
        last = rows[-1]["id"]
        connection.execute(chained, changes)
    return count, digest


def _link(row: sa.RowMapping, number: int, previous: str) -> dict[str, Any]:
    # Written out here, not imported: what a migration did once must not change with the code.
    salt = secrets.token_hex(16)
    commitment = sha256((salt + row["data"]).encode()).hexdigest()
    about = [row["case_id"], row["draft_id"], row["at"], row["actor"], row["kind"], commitment]
    text = json.dumps(["amends-event-1", previous, number, *about], ensure_ascii=False, separators=(",", ":"))
    digest = sha256(text.encode()).hexdigest()
    return {"old": row["id"], "id": number, "salt": salt, "commitment": commitment, "digest": digest}


_KEPT = ("id", "case_id", "draft_id", "at", "actor", "kind", "commitment", "digest")

_SQLITE = (
    """CREATE TRIGGER events_follow BEFORE INSERT ON events BEGIN
        SELECT RAISE(ABORT, 'events are added at the end of the chain')
            WHERE NOT EXISTS (SELECT 1 FROM chain WHERE count = NEW.id - 1);
        UPDATE chain SET count = NEW.id, digest = NEW.digest;
    END""",
    f"""CREATE TRIGGER events_stay BEFORE UPDATE ON events
        WHEN OLD.kind = 'erased' OR NEW.data IS NOT NULL OR NEW.salt IS NOT NULL
            OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _KEPT)}
        BEGIN SELECT RAISE(ABORT, 'events are never changed, only their data erased'); END""",
    """CREATE TRIGGER events_last BEFORE DELETE ON events
        BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
    """CREATE TRIGGER chain_grows BEFORE UPDATE ON chain WHEN NEW.count IS NOT OLD.count + 1
        BEGIN SELECT RAISE(ABORT, 'the head of the chain moves with its events'); END""",
    """CREATE TRIGGER chain_lasts BEFORE DELETE ON chain
        BEGIN SELECT RAISE(ABORT, 'the head of the chain is never deleted'); END""",
)

_POSTGRESQL = (
    # Its own counter goes: the number of an event is its place in the chain.
    "ALTER TABLE events ALTER COLUMN id DROP DEFAULT",
    "DROP SEQUENCE IF EXISTS events_id_seq",
    """CREATE FUNCTION events_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE chain SET count = NEW.id, digest = NEW.digest WHERE count = NEW.id - 1;
        IF NOT FOUND THEN RAISE EXCEPTION 'events are added at the end of the chain'; END IF;
        RETURN NEW;
    END $$""",
    """CREATE FUNCTION events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION '%', TG_ARGV[0]; END $$""",
    "CREATE TRIGGER events_follow BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION events_follow()",
    f"""CREATE TRIGGER events_stay BEFORE UPDATE ON events FOR EACH ROW
        WHEN (OLD.kind = 'erased' OR NEW.data IS NOT NULL OR NEW.salt IS NOT NULL
            OR {" OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _KEPT)})
        EXECUTE FUNCTION events_refuse('events are never changed, only their data erased')""",
    """CREATE TRIGGER events_last BEFORE DELETE ON events FOR EACH ROW
        EXECUTE FUNCTION events_refuse('events are never deleted')""",
    """CREATE TRIGGER events_whole BEFORE TRUNCATE ON events
        EXECUTE FUNCTION events_refuse('events are never deleted')""",
    """CREATE TRIGGER chain_grows BEFORE UPDATE ON chain FOR EACH ROW WHEN (NEW.count IS DISTINCT FROM OLD.count + 1)
        EXECUTE FUNCTION events_refuse('the head of the chain moves with its events')""",
    """CREATE TRIGGER chain_lasts BEFORE DELETE ON chain FOR EACH ROW
        EXECUTE FUNCTION events_refuse('the head of the chain is never deleted')""",
    """CREATE TRIGGER chain_whole BEFORE TRUNCATE ON chain
        EXECUTE FUNCTION events_refuse('the head of the chain is never deleted')""",
)
