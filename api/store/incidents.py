"""Incidents as rows: opened once for one thing, given a line, filled, closed; each step told in all of their cases."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, text, tuple_, update

from api.cases.incidents import Incident, IncidentPage, IncidentStatus, IncidentWithCases, Key, Progress, Sighting
from api.errors import Conflict, NotFound
from api.store import tables
from api.store.database import Database
from api.store.events import add_event
from api.store.ids import new_id
from api.store.listing import MAX_PAGE, after_cursor, cursor_of
from api.store.moments import from_micros, to_micros
from api.store.sightings import in_window
from api.store.telling import words_digest
from api.store.webhooks import Event, add_deliveries
from knowledge.facts import Fact, FactKind

_I = tables.incidents
_S = tables.sightings
_CASES = tables.cases
_SORT = "opened"
_MOST_CASES = 1000
_LOCK_NUMBER = 0x696E636964656E74
"""PostgreSQL advisory lock under which one process opens an incident."""
FACT_PREFIX = "incident-inc_"
"""How the ids of facts begin that hold an approved line."""


@dataclass(frozen=True, slots=True)
class Opening:
    """An incident to be opened: what its cases have in common, and the line that is proposed."""

    key: Key
    proposed: str
    language: str


@dataclass(frozen=True, slots=True)
class OpenLine:
    """The line of an incident that is open; None until one is approved."""

    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A case whose waiting draft is to get an incident's line."""

    case_id: str
    incident_id: str
    draft_id: str | None


class IncidentStore:
    """The incidents of one database. Every method is one transaction, save `get`, `list` and the look-ups."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, incident_id: str) -> IncidentWithCases:
        """Return an incident with its cases.

        Raises:
            NotFound: none has that id.
        """
        with self._database.read() as connection:
            row = connection.execute(select(_I).where(_I.c.id == incident_id)).one_or_none()
            if row is None:
                raise _unknown(incident_id)
            told = _told(connection, [row])[0]
            query = select(_S.c.case_id).where(_S.c.incident_id == incident_id)
            ids = connection.scalars(query.order_by(_S.c.at.desc(), _S.c.case_id).limit(_MOST_CASES)).all()
        return IncidentWithCases(**told.model_dump(), case_ids=list(ids))

    def list(self, status: IncidentStatus | None, cursor: str | None, limit: int) -> IncidentPage:
        """Return incidents, newest first.

        Raises:
            InvalidInput: the cursor is not one of ours, or belongs to another list.
        """
        size = max(1, min(limit, MAX_PAGE))
        query = select(_I)
        if status is not None:
            query = query.where(_I.c.status == status.value)
        if cursor is not None:
            query = query.where(tuple_(_I.c.opened_at, _I.c.id) < tuple_(*after_cursor(cursor, _SORT)))
        query = query.order_by(_I.c.opened_at.desc(), _I.c.id.desc()).limit(size + 1)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
            told = _told(connection, rows[:size])
        more = cursor_of(_SORT, rows[size - 1].opened_at, rows[size - 1].id) if len(rows) > size else None
        return IncidentPage(incidents=told, next_cursor=more)

    def open_line(self, incident_id: str) -> OpenLine | None:
        """Return the line of an incident; None when the incident is not open."""
        query = select(_I.c.line, _I.c.language).where(_I.c.id == incident_id, _I.c.status == "open")
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else OpenLine(line_fact(incident_id, row.line, row.language) if row.line else None)

    def lines(self, fact_ids: Sequence[str]) -> dict[str, Fact]:
        """Return, by their ids, the facts that hold the approved lines of incidents that are open now."""
        ids = [fact_id.removeprefix("incident-") for fact_id in fact_ids if fact_id.startswith(FACT_PREFIX)]
        if not ids:
            return {}
        query = select(_I.c.id, _I.c.line, _I.c.language).where(
            _I.c.id.in_(ids), _I.c.status == "open", _I.c.line.is_not(None)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return {f"incident-{row.id}": line_fact(row.id, row.line, row.language) for row in rows}

    def open_spike(
        self,
        opening: Opening,
        at: datetime,
        window: timedelta,
        chosen: Callable[[builtins.list[Sighting]], builtins.list[Sighting]],
        *,
        now: datetime,
    ) -> str | None:
        """Open an incident for the cases of the window that `chosen` takes; return its id, or None if it takes none.

        Of several at once one opens it: the cases are read again when nobody else can.
        """
        with self._database.write() as connection:
            if not self._database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK_NUMBER})
            members = chosen(in_window(connection, opening.key, at, window))
            if not members:
                return None
            return _open(connection, opening, [one.case_id for one in members], actor="service", at=to_micros(now))

    def open(self, opening: Opening, case_ids: Sequence[str], *, actor: str, now: datetime) -> str:
        """Open an incident by hand, with these cases; return its id.

        Raises:
            NotFound: there is no such case.
        """
        with self._database.write() as connection:
            _known(connection, case_ids)
            return _open(connection, opening, case_ids, actor=actor, at=to_micros(now))

    def approve(self, incident_id: str, line: str, language: str, *, actor: str, now: datetime) -> None:
        """Put the line on record; the waiting drafts of the group are to be rewritten from now on.

        Raises:
            NotFound, Conflict: there is no such incident, or it is closed.
        """
        at = to_micros(now)
        with self._database.write() as connection:
            _held(connection, incident_id)
            told = {"line": line, "language": language, "approved_at": at, "approved_by": actor}
            connection.execute(update(_I).where(_I.c.id == incident_id).values(told))
            waiting = (
                select(tables.drafts.c.case_id)
                .join(_S, _S.c.case_id == tables.drafts.c.case_id)
                .where(_S.c.incident_id == incident_id, tables.drafts.c.status == "pending_review")
            )
            due = update(_S).where(_S.c.incident_id == incident_id, _S.c.case_id.in_(waiting))
            connection.execute(due.values(rewriting="waiting", rewrite_at=at))
            data = {"incident": incident_id, "line_sha256": words_digest(line)}
            _tell_all(connection, incident_id, "incident line approved", actor=actor, at=at, data=data)

    def close(self, incident_id: str, *, actor: str, now: datetime) -> None:
        """Close an incident: its line is given to no draft any more.

        Raises:
            NotFound, Conflict: there is no such incident, or it is closed already.
        """
        at = to_micros(now)
        with self._database.write() as connection:
            row = _held(connection, incident_id)
            told = {"status": "closed", "closed_at": at, "closed_by": actor}
            connection.execute(update(_I).where(_I.c.id == incident_id).values(told))
            stop = update(_S).where(_S.c.incident_id == incident_id, _S.c.rewrite_at.is_not(None))
            connection.execute(stop.values(rewriting=None, rewrite_at=None))
            number = connection.scalar(select(func.count()).where(_S.c.incident_id == incident_id)) or 0
            add_deliveries(connection, Event.INCIDENT_CLOSED, _announced(row, number) | {"closed_by": actor}, at, None)
            _tell_all(connection, incident_id, "incident closed", actor=actor, at=at, data={"incident": incident_id})

    def move(self, incident_id: str, add: Sequence[str], remove: Sequence[str], *, actor: str, now: datetime) -> None:
        """Take cases into an incident and out of it. A case taken in leaves the incident that held it.

        Raises:
            NotFound: there is no such incident or case.
            Conflict: the incident is closed.
        """
        at = to_micros(now)
        with self._database.write() as connection:
            row = _held(connection, incident_id)
            _known(connection, [*add, *remove])
            taken = _take_in(connection, incident_id, Key(row.topic), add)
            if row.line is not None and taken:
                due = update(_S).where(_S.c.case_id.in_(taken))
                connection.execute(due.values(rewriting="waiting", rewrite_at=at))
            out = update(_S).where(_S.c.case_id.in_(remove), _S.c.incident_id == incident_id)
            gone = out.values(incident_id=None, rewriting=None, rewrite_at=None).returning(_S.c.case_id)
            left = connection.scalars(gone).all()
            for kind, ids in (("incident joined", taken), ("incident left", left)):
                for case_id in ids:
                    add_event(connection, (case_id, None), kind, actor=actor, at=at, data={"incident": incident_id})

    def take_rewriting(self, now: datetime, lease: timedelta, limit: int) -> builtins.list[Rewriting]:
        """Return cases whose waiting draft is to be rewritten; they are nobody else's for `lease`."""
        at = to_micros(now)
        due = select(_S.c.case_id).where(_S.c.rewrite_at <= at)
        with self._database.read() as connection:
            if connection.execute(due.limit(1)).first() is None:
                return []
        picked = due.order_by(_S.c.rewrite_at).limit(limit).with_for_update(skip_locked=True)
        taking = update(_S).where(_S.c.case_id.in_(picked.scalar_subquery()), _S.c.rewrite_at <= at)
        taking = taking.values(rewrite_at=to_micros(now + lease)).returning(_S.c.case_id, _S.c.incident_id)
        with self._database.write() as connection:
            rows = connection.execute(taking).all()
            live = select(tables.drafts.c.case_id, tables.drafts.c.id).where(
                tables.drafts.c.case_id.in_([row.case_id for row in rows]), tables.drafts.c.status == "pending_review"
            )
            drafts = {row.case_id: row.id for row in connection.execute(live)}
        return [Rewriting(row.case_id, row.incident_id, drafts.get(row.case_id)) for row in rows]

    def settle_rewriting(self, one: Rewriting, outcome: str, why: str | None, *, now: datetime) -> None:
        """Put on record how rewriting ended: `done`, or `left` and why, which the case tells."""
        with self._database.write() as connection:
            still = update(_S).where(_S.c.case_id == one.case_id, _S.c.incident_id == one.incident_id)
            held = still.where(_S.c.rewrite_at.is_not(None)).values(rewriting=outcome, rewrite_at=None)
            if connection.execute(held).rowcount and why:
                data = {"incident": one.incident_id, "reason": why}
                about = (one.case_id, one.draft_id)
                add_event(connection, about, "incident line left out", actor="service", at=to_micros(now), data=data)


def line_fact(incident_id: str, line: str, language: str) -> Fact:
    """Return the approved line of an incident as the fact that drafts are given."""
    title, data = "Approved line on an incident", {"language": language}
    return Fact(id=f"incident-{incident_id}", kind=FactKind.NOTE, title=title, text=line, data=data)


def _open(connection: Connection, opening: Opening, case_ids: Sequence[str], *, actor: str, at: int) -> str:
    key, incident_id = opening.key, new_id("inc")
    row = {
        "id": incident_id,
        "status": "open",
        "topic": key.topic,
        "cause": key.cause,
        "about": key.about,
        "opened_at": at,
        "opened_by": actor,
        "proposed": opening.proposed,
        "language": opening.language,
    }
    connection.execute(insert(_I), row)
    taken = _take_in(connection, incident_id, key, case_ids)
    opened = connection.execute(select(_I).where(_I.c.id == incident_id)).one()
    add_deliveries(connection, Event.INCIDENT_OPENED, _announced(opened, len(taken)) | {"case_ids": taken}, at, None)
    for case_id in taken:
        add_event(connection, (case_id, None), "incident joined", actor=actor, at=at, data={"incident": incident_id})
    return incident_id


def _take_in(connection: Connection, incident_id: str, key: Key, case_ids: Sequence[str]) -> list[str]:
    """Return the cases that now belong to the incident and did not before; one never sighted is from now on."""
    wanted = list(dict.fromkeys(case_ids))
    if not wanted:
        return []
    found = select(_S.c.case_id, _S.c.incident_id).where(_S.c.case_id.in_(wanted)).with_for_update()
    before = {row.case_id: row.incident_id for row in connection.execute(found)}
    new = [one for one in wanted if one not in before]
    if new:
        cases = connection.execute(select(_CASES.c.id, _CASES.c.opened_at, _CASES.c.topic).where(_CASES.c.id.in_(new)))
        rows = [
            {"case_id": one.id, "at": one.opened_at, "topic": one.topic or key.topic, "incident_id": incident_id}
            for one in cases
        ]
        connection.execute(insert(_S), rows)
    moved = [one for one in wanted if one in before and before[one] != incident_id]
    freed = {"incident_id": incident_id, "rewriting": None, "rewrite_at": None}
    connection.execute(update(_S).where(_S.c.case_id.in_(moved)).values(freed))
    return [one for one in wanted if one in new or one in moved]


def _held(connection: Connection, incident_id: str) -> Row[Any]:
    """Return an open incident's row, held until the transaction ends.

    Raises:
        NotFound, Conflict: there is no such incident, or it is closed.
    """
    query = select(_I).where(_I.c.id == incident_id).with_for_update(key_share=True)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise _unknown(incident_id)
    if row.status != "open":
        raise Conflict(f"incident '{incident_id}' is closed", remedy="open another one", status_now=row.status)
    return row


def _known(connection: Connection, case_ids: Sequence[str]) -> None:
    """Do nothing if every case is on record.

    Raises:
        NotFound: one is not; it is named.
    """
    found = set(connection.scalars(select(_CASES.c.id).where(_CASES.c.id.in_(case_ids)))) if case_ids else set()
    unknown = next((one for one in case_ids if one not in found), None)
    if unknown is not None:
        raise NotFound(f"there is no case '{unknown}'", remedy="list the cases with GET /v1/cases")


def _tell_all(  # noqa: PLR0913 - what the events tell
    connection: Connection, incident_id: str, kind: str, *, actor: str, at: int, data: Mapping[str, Any]
) -> None:
    ids = connection.scalars(select(_S.c.case_id).where(_S.c.incident_id == incident_id).order_by(_S.c.case_id)).all()
    for case_id in ids:
        add_event(connection, (case_id, None), kind, actor=actor, at=at, data=data)


def _announced(row: Row[Any], cases: int) -> dict[str, Any]:
    return {
        "incident_id": row.id,
        "topic": row.topic,
        "cause": row.cause,
        "about": row.about,
        "opened_by": row.opened_by,
        "cases": cases,
        "proposed_line": row.proposed,
        "line": row.line,
    }


def _told(connection: Connection, rows: Sequence[Row[Any]]) -> list[Incident]:
    """Return the incidents with their figures, counted once for all of them."""
    ids = [row.id for row in rows]
    query = select(_S.c.incident_id, _S.c.rewriting, func.count().label("number")).where(_S.c.incident_id.in_(ids))
    counts: dict[str, dict[str | None, int]] = {one: {} for one in ids}
    if ids:
        for count in connection.execute(query.group_by(_S.c.incident_id, _S.c.rewriting)):
            counts[count.incident_id][count.rewriting] = count.number
    return [_incident(row, counts[row.id]) for row in rows]


def _incident(row: Row[Any], counts: Mapping[str | None, int]) -> Incident:
    return Incident(
        id=row.id,
        status=IncidentStatus(row.status),
        topic=row.topic,
        cause=row.cause,
        about=row.about,
        opened_at=from_micros(row.opened_at),
        opened_by=row.opened_by,
        proposed_line=row.proposed,
        language=row.language,
        line=row.line,
        approved_at=_moment(row.approved_at),
        approved_by=row.approved_by,
        closed_at=_moment(row.closed_at),
        closed_by=row.closed_by,
        cases=sum(counts.values()),
        rewriting=Progress(
            waiting=counts.get("waiting", 0), rewritten=counts.get("done", 0), left=counts.get("left", 0)
        ),
    )


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


def _unknown(incident_id: str) -> NotFound:
    return NotFound(f"there is no incident '{incident_id}'", remedy="list them with GET /v1/incidents")
