"""The cases of incidents: how many there are when, and each as a line with its newest draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import BaseModel, Field
from sqlalchemy import func, select

from api.cases.case import CaseStatus
from api.models import Channel, DraftStatus
from api.store import tables
from api.store.database import Database
from api.store.moments import from_micros, to_micros

MOST: Final = 200
"""How many cases of an incident are listed."""
_S, _DRAFTS, _CASES, _QUEUE, _INCIDENTS = (
    tables.sightings,
    tables.drafts,
    tables.cases,
    tables.queue,
    tables.incidents,
)
_NEWEST = (
    select(_DRAFTS.c.id)
    .where(_DRAFTS.c.case_id == _S.c.case_id)
    .order_by(_DRAFTS.c.turn.desc())
    .limit(1)
    .correlate(_S)
    .scalar_subquery()
)


class IncidentCase(BaseModel):
    """A case of an incident as a line, with its newest draft; what that one tells is null until it is written."""

    case_id: str
    at: datetime = Field(description="when its first complaint came in")
    case_status: CaseStatus
    rewriting: str | None
    draft_id: str | None
    status: DraftStatus | None
    name: str | None
    handle: str | None
    channel: Channel
    line: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many cases of an incident came in within a stretch of time, and when the latest of all did."""

    within: int
    latest: datetime | None


class IncidentCases:
    """The cases of the incidents of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open_ones(self) -> int:
        """Return how many incidents are open."""
        query = select(func.count()).select_from(_INCIDENTS).where(_INCIDENTS.c.status == "open")
        with self._database.read() as connection:
            return connection.scalar(query) or 0

    def counted(self, incident_id: str, since: datetime, until: datetime) -> Counted:
        """Return how many of its cases came in after `since` and not after `until`."""
        mine = _S.c.incident_id == incident_id
        within = select(func.count()).where(mine, _S.c.at > to_micros(since), _S.c.at <= to_micros(until))
        with self._database.read() as connection:
            number = connection.scalar(within) or 0
            latest = connection.scalar(select(func.max(_S.c.at)).where(mine))
        return Counted(number, None if latest is None else from_micros(latest))

    def of(self, incident_id: str, limit: int = MOST) -> list[IncidentCase]:
        """Return the cases of an incident, the latest first."""
        told = (_QUEUE.c.status, _QUEUE.c.name, _QUEUE.c.handle, _QUEUE.c.line, _QUEUE.c.language)
        own = (_S.c.case_id, _S.c.at, _S.c.rewriting, _CASES.c.channel, _CASES.c.status.label("case_status"))
        query = (
            select(*own, _QUEUE.c.draft_id, *told)
            .join(_CASES, _CASES.c.id == _S.c.case_id)
            .outerjoin(_QUEUE, _QUEUE.c.draft_id == _NEWEST)
            .where(_S.c.incident_id == incident_id)
            .order_by(_S.c.at.desc(), _S.c.case_id)
            .limit(limit)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [IncidentCase(**dict(row._mapping) | {"at": from_micros(row.at)}) for row in rows]  # noqa: SLF001 - SQLAlchemy's own name for it
