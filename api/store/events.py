"""What happened to each case, in order. Rows are added in the transaction of what they tell, and never changed."""

from __future__ import annotations

import builtins
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from api.store import tables
from api.store.chain import append
from api.store.database import Database
from api.store.moments import from_micros, to_micros
from api.store.words import json_text, plain

_EVENTS = tables.events


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: what (`kind`), when, to which draft of the case, and who did it.

    `id` is its place in the chain, from 1. `erased` says that `data` were taken away on request; they are empty then.
    """

    id: int
    case_id: str
    draft_id: str | None
    at: datetime
    actor: str
    kind: str
    data: dict[str, Any]
    digest: str
    erased: bool = False


class Events:
    """The events of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_case(self, case_id: str, *, after: int = 0, limit: int = 1000) -> builtins.list[Event]:
        """Return the case's events with ids above `after`, oldest first, at most `limit`."""
        query = select(_EVENTS).where(_EVENTS.c.case_id == case_id, _EVENTS.c.id > after)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(_EVENTS.c.id).limit(limit)).all()
        return [event_of(row) for row in rows]

    def add(  # noqa: PLR0913 - the columns of the row
        self,
        case_id: str,
        kind: str,
        *,
        actor: str,
        now: datetime,
        data: Mapping[str, Any] | None = None,
        draft_id: str | None = None,
    ) -> None:
        """Tell something that happened to a case, outside any change of its drafts."""
        with self._database.write() as connection:
            add_event(connection, (case_id, draft_id), kind, actor=actor, at=to_micros(now), data=data or {})


def add_event(  # noqa: PLR0913 - the columns of the row
    connection: Connection, about: tuple[str, str | None], kind: str, *, actor: str, at: int, data: Mapping[str, Any]
) -> None:
    """Tell, in the transaction of `connection`, what happened to the case and draft `about`; `at` in microseconds.

    From here on the transaction holds the head of the chain: take whatever else it locks before.
    """
    case_id, draft_id = about
    row = {"case_id": plain(case_id), "draft_id": draft_id, "at": at, "actor": plain(actor), "kind": kind}
    append(connection, row, json_text(data))


def event_of(row: Row[Any]) -> Event:
    """Return the event in a row of `events`."""
    return Event(
        id=row.id,
        case_id=row.case_id,
        draft_id=row.draft_id,
        at=from_micros(row.at),
        actor=row.actor,
        kind=row.kind,
        data={} if row.data is None else json.loads(row.data),
        digest=row.digest,
        erased=row.data is None,
    )
