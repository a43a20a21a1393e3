"""Drafts page by page. A page starts after the last row of the one before, so that new drafts shift nothing."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any, Literal

import orjson
from sqlalchemy import Connection, Select, select, tuple_

from api.errors import InvalidInput
from api.models import Draft, DraftStatus
from api.store import tables

Sort = Literal["created", "respond_by"]
MAX_PAGE = 200
_DRAFTS = tables.drafts


@dataclass(frozen=True, slots=True)
class Page:
    """Some drafts; `next_cursor` asks for those after them, and is None on the last page."""

    drafts: list[Draft]
    next_cursor: str | None


def list_drafts(connection: Connection, status: DraftStatus | None, cursor: str | None, limit: int, sort: Sort) -> Page:
    """See `DraftStore.list`."""
    size = max(1, min(limit, MAX_PAGE))
    rows = connection.execute(_query(status, cursor, sort).limit(size + 1)).all()
    drafts = [Draft.model_validate_json(row.body) for row in rows[:size]]
    last = rows[size - 1] if len(rows) > size else None
    return Page(drafts, cursor_of(sort, last.sorted_by, last.id) if last else None)


def _query(status: DraftStatus | None, cursor: str | None, sort: Sort) -> Select[Any]:
    column = _DRAFTS.c.created_at if sort == "created" else _DRAFTS.c.respond_by
    key = tuple_(column, _DRAFTS.c.id)
    query = select(_DRAFTS.c.body, column.label("sorted_by"), _DRAFTS.c.id).where(column.is_not(None))
    if status is not None:
        query = query.where(_DRAFTS.c.status == status.value)
    if cursor is not None:
        last = tuple_(*after_cursor(cursor, sort))
        query = query.where(key < last if sort == "created" else key > last)
    return query.order_by(*((column.desc(), _DRAFTS.c.id.desc()) if sort == "created" else (column, _DRAFTS.c.id)))


def cursor_of(sort: str, value: int, row_id: str) -> str:
    """Return the cursor that goes on after the row with this sort value and id."""
    return base64.urlsafe_b64encode(orjson.dumps([sort, value, row_id])).decode().rstrip("=")


def after_cursor(cursor: str, sort: str) -> tuple[int, str]:
    """Return the sort value and id at which the page before ended.

    Raises:
        InvalidInput: the cursor is not one of ours, or belongs to another sort.
    """
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        match orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True)):
            case [made_for, int(value), str(row_id)] if made_for == sort and abs(value) < 2**63:
                return value, row_id
    except (ValueError, binascii.Error):
        pass
    raise InvalidInput(
        f"the cursor '{cursor[:80]}' does not continue a list sorted by {sort}",
        remedy="pass the next_cursor of the page before, with the same sort",
    )
