"""Which drafts rest on a record: looked up from the record, which the drafts themselves do not allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, case, cast, delete, func, insert, literal, select, tuple_

from api.models import Draft, DraftStatus
from api.store import tables
from api.store.database import Database
from api.store.listing import after_cursor, cursor_of
from api.store.moments import from_micros
from guardrails.finding import Verdict
from knowledge.facts import FactKind
from knowledge.standing import records_of

_CITATIONS = tables.citations
_DRAFTS = tables.drafts
_INSERT = insert(_CITATIONS)
_SORT = "citing"
_WAITING_FIRST = 2**61
"""Far beyond any moment: what it is added to comes before what it is not."""
_COLUMNS = tuple(
    _DRAFTS.c[name] for name in ("id", "case_id", "status", "verdict", "severity", "respond_by", "created_at")
)


@dataclass(frozen=True, slots=True)
class Citing:
    """A draft that rests on a record, without a word of it."""

    id: str
    case_id: str
    status: DraftStatus
    verdict: Verdict
    severity: str
    respond_by: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True)
class CitingPage:
    """Some drafts; `waiting` counts all that await review, `next_cursor` leads on and is None on the last page."""

    drafts: list[Citing]
    waiting: int
    next_cursor: str | None


class Citations:
    """Looks up, in one database, which drafts rest on a record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, kind: FactKind, fact_id: str, cursor: str | None = None, limit: int = 50) -> CitingPage:
        """Return the drafts that rest on a record, those that await review first, then the newest.

        Raises:
            InvalidInput: the cursor is not one of ours.
        """
        place = _place().label("place")
        query = select(*_COLUMNS, place).select_from(_resting()).where(*_on(kind, fact_id))
        if cursor is not None:
            query = query.where(tuple_(_place(), _DRAFTS.c.id) < tuple_(*map(literal, after_cursor(cursor, _SORT))))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(place.desc(), _DRAFTS.c.id.desc()).limit(limit + 1)).all()
        last = rows[limit - 1] if len(rows) > limit else None
        return CitingPage(
            [_citing(row) for row in rows[:limit]],
            self.waiting(kind, fact_id),
            cursor_of(_SORT, last.place, last.id) if last else None,
        )

    def waiting(self, kind: FactKind, fact_id: str) -> int:
        """Return how many drafts that rest on a record await review."""
        query = select(func.count()).select_from(_resting()).where(*_on(kind, fact_id), _waits())
        with self._database.read() as connection:
            return connection.scalar(query) or 0


def cite(connection: Connection, draft: Draft) -> None:
    """Put on record what a draft that is new there rests on, in the transaction of `connection`."""
    rows = [{"kind": kind, "fact_id": record, "draft_id": draft.id} for kind, record in _records(draft)]
    if rows:
        connection.execute(_INSERT, rows)


def cite_anew(connection: Connection, old: Draft, new: Draft) -> None:
    """Put on record what a draft rests on after a change, in the transaction of `connection`."""
    if _records(old) != _records(new):
        uncite(connection, new.id)
        cite(connection, new)


def uncite(connection: Connection, draft_id: str) -> None:
    """Forget what a draft rests on, in the transaction of `connection`."""
    connection.execute(delete(_CITATIONS).where(_CITATIONS.c.draft_id == draft_id))


def _records(draft: Draft) -> list[tuple[str, str]]:
    looked_up = (fact for fact in draft.behind() if fact.kind not in draft.given)
    return sorted({(fact.kind.value, record) for fact in looked_up for record in records_of(fact)})


def _resting() -> Any:
    return _CITATIONS.join(_DRAFTS, _DRAFTS.c.id == _CITATIONS.c.draft_id)


def _on(kind: FactKind, fact_id: str) -> tuple[ColumnElement[bool], ...]:
    return _CITATIONS.c.kind == kind.value, _CITATIONS.c.fact_id == fact_id, _DRAFTS.c.status.is_not(None)


def _waits() -> ColumnElement[bool]:
    return _DRAFTS.c.status == DraftStatus.PENDING_REVIEW.value


def _place() -> ColumnElement[int]:
    first = cast(literal(_WAITING_FIRST), BigInteger)
    return _DRAFTS.c.created_at + case((_waits(), first), else_=cast(literal(0), BigInteger))


def _citing(row: Any) -> Citing:
    return Citing(
        id=row.id,
        case_id=row.case_id,
        status=DraftStatus(row.status),
        verdict=Verdict(row.verdict),
        severity=row.severity,
        respond_by=from_micros(row.respond_by),
        created_at=from_micros(row.created_at),
    )
