"""What happened to each case, in order. Rows are added in the transaction of what they tell, and never changed."""

from __future__ import annotations

import builtins
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from api.store import tables
from api.store.database import Database
from api.store.moments import from_micros, to_micros
from api.store.words import json_text

_EVENTS = tables.events
_INSERT = insert(_EVENTS).inline()


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: what (`kind`), when, to which draft of the case, and who did it."""

    id: int
    case_id: str
    draft_id: str | None
    at: datetime
    actor: str
    kind: str
    data: dict[str, Any]


class Events:
    """The events of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_case(self, case_id: str, *, after: int = 0, limit: int = 1000) -> builtins.list[Event]:
        """Return the case's events with ids above `after`, oldest first, at most `limit`."""
        query = select(_EVENTS).where(_EVENTS.c.case_id == case_id, _EVENTS.c.id > after)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(_EVENTS.c.id).limit(limit)).all()
        return [
            Event(
                id=row.id,
                case_id=row.case_id,
                draft_id=row.draft_id,
                at=from_micros(row.at),
                actor=row.actor,
                kind=row.kind,
                data=json.loads(row.data),
            )
            for row in rows
        ]

    def add(self, case_id: str, kind: str, *, actor: str, now: datetime, data: Mapping[str, Any] | None = None) -> None:
        """Tell something that happened to a case, outside any change of its drafts."""
        with self._database.write() as connection:
            add_event(connection, (case_id, None), kind, actor=actor, at=to_micros(now), data=data or {})


def add_event(  # noqa: PLR0913 - the columns of the row
    connection: Connection, about: tuple[str, str | None], kind: str, *, actor: str, at: int, data: Mapping[str, Any]
) -> None:
    """Tell, in the transaction of `connection`, what happened to the case and draft `about`; `at` in microseconds."""
    case_id, draft_id = about
    row = {"case_id": case_id, "draft_id": draft_id, "at": at, "actor": actor, "kind": kind}
    connection.execute(_INSERT, row | {"data": json_text(data)})
