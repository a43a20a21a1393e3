"""Facts tell when they were loaded and changed, can be looked through, and know the drafts that rest on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_AT_ONCE = 500
_PIECE = re.compile(r"(?P<whole>.+)#\d+", re.DOTALL)
_COLUMNS = (
    sa.Column("title", sa.Text(), nullable=True),
    sa.Column("source", sa.Text(), nullable=True),
    sa.Column("valid_from", sa.Date(), nullable=True),
    sa.Column("valid_until", sa.Date(), nullable=True),
    sa.Column("loaded_at", sa.BigInteger(), nullable=True),
    sa.Column("changed_at", sa.BigInteger(), nullable=True),
    sa.Column("words", sa.Text(), nullable=False, server_default=""),
)


def upgrade() -> None:
    """Widen facts and sources, then fill in what their documents and those of drafts tell."""
    for column in _COLUMNS:
        op.add_column("facts", column)
    fresh = ["kind", "valid_from", "valid_until", "changed_at"]
    op.create_index(f"ix_facts_{'_'.join(fresh)}", "facts", fresh)
    op.add_column("sources", sa.Column("read_at", sa.BigInteger(), nullable=True))
    op.create_table(
        "citations",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("fact_id", NAME, nullable=False),
        sa.Column("draft_id", NAME, nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_citations_draft_id")),
        sa.PrimaryKeyConstraint("kind", "fact_id", "draft_id", name=op.f("pk_citations")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_citations_draft_id", "citations", ["draft_id"])
    _describe_facts(op.get_bind())
    _find_citations(op.get_bind())


def _describe_facts(connection: sa.Connection) -> None:
    told = sa.table("facts", *(sa.column(one.name, one.type) for one in _COLUMNS), sa.column("kind"), sa.column("id"))
    described = sa.update(told).where(
        told.c.kind == sa.bindparam("of_kind"), told.c.id == sa.bindparam("of_id", type_=NAME)
    )
    names = ("title", "source", "valid_from", "valid_until", "words")
    described = described.values({name: sa.bindparam(f"new_{name}") for name in names})
    following = sa.text("SELECT kind, id, body FROM facts WHERE kind = :kind AND id > :last ORDER BY id LIMIT :most")
    for kind in ("contact", "note", "order", "policy"):
        last = ""
        while rows := connection.execute(following, {"kind": kind, "last": last, "most": _AT_ONCE}).all():
            last = rows[-1].id
            connection.execute(described, [_description(row.kind, row.id, orjson.loads(row.body)) for row in rows])


def _description(kind: str, fact_id: str, fact: dict[str, Any]) -> dict[str, Any]:
    # Written out here, not imported: what a migration did once must not change with the code.
    said = (fact_id, fact.get("title"), fact.get("text"), fact.get("source"))
    return {
        "of_kind": kind,
        "of_id": fact_id,
        "new_title": fact.get("title"),
        "new_source": fact.get("source"),
        "new_valid_from": _day(fact.get("valid_from")),
        "new_valid_until": _day(fact.get("valid_until")),
        "new_words": "\n".join(part for part in said if part).casefold().replace("\x00", ""),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _find_citations(connection: sa.Connection) -> None:
    following = sa.text("SELECT id, body FROM drafts WHERE body IS NOT NULL AND id > :last ORDER BY id LIMIT :most")
    cited = sa.text("INSERT INTO citations (kind, fact_id, draft_id) VALUES (:kind, :fact_id, :draft_id)")
    last = ""
    while rows := connection.execute(following, {"last": last, "most": _AT_ONCE}).all():
        last = rows[-1].id
        found = [
            {"kind": kind, "fact_id": fact_id, "draft_id": row.id}
            for row in rows
            for kind, fact_id in sorted(set(_records(orjson.loads(row.body))))
        ]
        if found:
            connection.execute(cited, found)


def _records(draft: dict[str, Any]) -> Iterator[tuple[str, str]]:
    ids = {*draft.get("cited", ()), *(one for claim in draft.get("claims", ()) for one in claim.get("facts", ()))}
    for fact in draft.get("facts", ()):
        kind, fact_id = fact["kind"], fact["id"]
        if fact_id not in ids or kind in draft.get("given", ()):
            continue
        yield kind, fact_id
        piece = _PIECE.fullmatch(fact_id) if kind in {"policy", "note"} else None
        if piece:
            yield kind, piece["whole"]
