"""The clock of the cases: deadlines that passed unanswered, each told once, and how soon people were answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from api.cases.response_times import Answered
from api.models import DraftStatus
from api.store import tables
from api.store.database import Database
from api.store.events import add_event
from api.store.moments import from_micros, to_micros
from api.store.tables import DUE, OVERDUE
from api.store.webhooks import Event, add_deliveries
from guardrails.inbound.assessment import Legitimacy

_CASES = tables.cases
_DRAFTS = tables.drafts
_AT_ONCE = 1000
_DUE = select(_CASES.c.id).where(DUE, _CASES.c.respond_by <= bindparam("at")).order_by(_CASES.c.respond_by)
# One of several wins: who comes second finds that the deadline has been told.
_TELL = (
    update(_CASES)
    .where(_CASES.c.id == bindparam("of_case"), DUE, _CASES.c.respond_by <= bindparam("at"))
    .values(deadline_told=_CASES.c.respond_by)
    .returning(*(column for column in _CASES.c if column.name not in {"complaint", "author", "note"}))
)
_LEAD = (
    select(_DRAFTS.c.id, _DRAFTS.c.status, _DRAFTS.c.body)
    .where(_DRAFTS.c.case_id == bindparam("of_case"), _DRAFTS.c.turn == bindparam("of_turn"))
    .limit(1)
)
_OWED = frozenset({DraftStatus.PENDING_REVIEW.value, DraftStatus.REJECTED.value})


class Clock:
    """The deadlines of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tell_overdue(self, now: datetime) -> int:
        """Tell of deadlines that passed without an approved reply, in one transaction each; return how many."""
        told = 0
        with self._database.read() as connection:
            ids = connection.scalars(_DUE.limit(_AT_ONCE), {"at": to_micros(now)}).all()
        for case_id in ids:
            with self._database.write() as connection:
                told += _tell(connection, case_id, to_micros(now))
        return told

    def overdue(self) -> int:
        """Return how many open cases are overdue."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).select_from(_CASES).where(OVERDUE)) or 0

    def answered(self, since: datetime, until: datetime) -> Iterator[Answered]:
        """Yield, for each case opened from `since` until before `until` that a reply is or was owed, how it fared."""
        columns = (
            *(_CASES.c.channel, _CASES.c.severity, _CASES.c.topic, _CASES.c.received_at),
            *(_CASES.c.answered_at, _CASES.c.in_time, _CASES.c.breaches),
        )
        query = select(*columns).where(_CASES.c.opened_at >= to_micros(since), _CASES.c.opened_at < to_micros(until))
        owed = (_CASES.c.lead_turn > 0) | _CASES.c.answered_at.is_not(None)
        with self._database.read() as connection:
            for row in connection.execute(query.where(owed)):
                yield Answered(*row)


def _tell(connection: Connection, case_id: str, at: int) -> bool:
    """Tell that a case's deadline has passed, if nobody has yet and somebody is owed a reply; return whether it was."""
    row = connection.execute(_TELL, {"of_case": case_id, "at": at}).one_or_none()
    if row is None:
        return False
    lead = connection.execute(_LEAD, {"of_case": case_id, "of_turn": row.lead_turn}).one_or_none()
    if lead is None or not _is_owed(lead.status, lead.body):
        return False
    missed = {"overdue_at": row.respond_by, "breaches": _CASES.c.breaches + 1}
    connection.execute(update(_CASES).where(_CASES.c.id == case_id).values(missed))
    told = {"respond_by": from_micros(row.respond_by).isoformat(), "severity": row.severity, "topic": row.topic}
    announced = told | {
        "case_id": case_id,
        "draft_id": lead.id,
        "external_id": row.external_id,
        "url": row.url,
        "channel": row.channel,
        "draft_status": lead.status,
    }
    add_deliveries(connection, Event.OVERDUE, announced, at, case_id)
    add_event(connection, (case_id, lead.id), "overdue", actor="service", at=at, data=told)
    return True


def _is_owed(status: str | None, body: str) -> bool:
    """Return whether the newest draft leaves a reply owed: it waits, or was rejected though the case is genuine."""
    if status not in _OWED:
        return False
    legitimacy = json.loads(body)["assessment"]["legitimacy"]
    return bool(legitimacy != Legitimacy.NOT_GENUINE.value)
