"""What each case was first about, and the look-ups by which others like it are found, each along an index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, insert, literal, select, update

from api.cases.incidents import HISTORY, RECENT, History, Key, Sighting, weeks_before
from api.models import Draft
from api.store import tables
from api.store.database import Database
from api.store.moments import from_micros, to_micros

_S = tables.sightings
_INCIDENTS = tables.incidents
MOST_COMPARED = 200
"""How many complaints are compared by their words, the latest first."""
_MOST_IN_ONE = 2000
"""How many one incident is opened with."""
_MEMBERS = 20
_OPEN = select(_INCIDENTS.c.id).where(_INCIDENTS.c.id == bindparam("of_incident"), _INCIDENTS.c.status == "open")
_OWN = select(_S.c.incident_id).where(_S.c.case_id == bindparam("of_case"))
_LINE = (
    select(_INCIDENTS.c.id, _INCIDENTS.c.line)
    .join(_S, _S.c.incident_id == _INCIDENTS.c.id)
    .where(_S.c.case_id == bindparam("of_case"), _INCIDENTS.c.status == "open", _INCIDENTS.c.line.is_not(None))
)
_AGAIN = update(_S).where(_S.c.case_id == bindparam("of_case")).values(rewriting="waiting", rewrite_at=bindparam("at"))
_FIRST = select(func.min(_S.c.at)).where(_S.c.topic == bindparam("of_topic"))
_COLUMNS = (_S.c.case_id, _S.c.at, _S.c.topic, _S.c.cause, _S.c.about, _S.c.vector)


class Sightings:
    """The sightings of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def incident_of(self, case_id: str) -> tuple[bool, str | None]:
        """Return whether a case was sighted before, and the incident it belongs to."""
        with self._database.read() as connection:
            row = connection.execute(_OWN, {"of_case": case_id}).one_or_none()
        return row is not None, row.incident_id if row else None

    def members(self, incident_id: str) -> list[bytes | None]:
        """Return the words, as vectors, of an incident's latest cases."""
        query = select(_S.c.vector).where(_S.c.incident_id == incident_id).order_by(_S.c.at.desc()).limit(_MEMBERS)
        with self._database.read() as connection:
            return list(connection.scalars(query))

    def recent(self, sighting: Sighting, most: int) -> int:
        """Return how many other cases of the last days share topic and cause or thing, counting no further than `most`.

        Where the complaint tells neither, its words are not compared: too little to call it a recurring one.
        """
        same = [
            column == value
            for column, value in ((_S.c.cause, sighting.cause), (_S.c.about, sighting.about))
            if value is not None
        ]
        since = to_micros(sighting.at - RECENT)
        found: set[str] = set()
        with self._database.read() as connection:
            for one in same:
                query = select(_S.c.case_id).where(_S.c.topic == sighting.topic, one, _S.c.at > since)
                query = query.where(_S.c.at <= to_micros(sighting.at), _S.c.case_id != sighting.case_id)
                found.update(connection.scalars(query.limit(most)))
        return min(len(found), most)

    def window(self, key: Key, at: datetime, window: timedelta) -> list[Sighting]:
        """Return the cases of a key within the window that ends at `at`, the latest first, but those of an incident."""
        with self._database.read() as connection:
            return in_window(connection, key, at, window)

    def history(self, key: Key, at: datetime, window: timedelta) -> History:
        """Return what came in of a key before the window that ends at `at`."""
        end = at - window
        begin = end - HISTORY
        with self._database.read() as connection:
            first = connection.scalar(_FIRST, {"of_topic": key.topic})
            known = max(begin, from_micros(first)) if first is not None else end
            counts = _counts(connection, key, [(begin, end), *weeks_before(end, at)])
        windows = max(0.0, (end - known) / window)
        weeks = weeks_before(end, at)
        long_enough = known <= weeks[-1][0] + timedelta(days=2)
        weekly = sum((until - since) / window for since, until in weeks) if long_enough else 0.0
        return History(counts[0], windows, sum(counts[1:]), weekly)


def add_sighting(connection: Connection, sighting: Sighting, incident_id: str | None) -> str | None:
    """Put the first sighting of a case on record, in the transaction of `connection`; return the incident it joined.

    A case that was sighted before stays as it was, and an incident that was closed meanwhile takes none in.
    """
    if connection.execute(_OWN, {"of_case": sighting.case_id}).one_or_none() is not None:
        return None
    joined: str | None = connection.scalar(_OPEN, {"of_incident": incident_id}) if incident_id else None
    row = {
        "case_id": sighting.case_id,
        "at": to_micros(sighting.at),
        "topic": sighting.topic,
        "cause": sighting.cause,
        "about": sighting.about,
        "vector": sighting.vector,
        "incident_id": joined,
    }
    connection.execute(insert(_S), row)
    return joined


def lacks_line(connection: Connection, draft: Draft, at: int) -> None:
    """Have a written draft written again where its case's incident has a line that it was not given; `at` is when.

    The line was approved, or the case taken in, while the draft was being written.
    """
    row = connection.execute(_LINE, {"of_case": draft.case_id}).one_or_none()
    if row is None or any(fact.id == f"incident-{row.id}" and fact.text == row.line for fact in draft.facts):
        return
    connection.execute(_AGAIN, {"of_case": draft.case_id, "at": at})


def in_window(connection: Connection, key: Key, at: datetime, window: timedelta) -> list[Sighting]:
    """See `Sightings.window`."""
    query = select(*_COLUMNS).where(_of(key), _S.c.at > to_micros(at - window), _S.c.at <= to_micros(at))
    query = query.where(_S.c.incident_id.is_(None)).order_by(_S.c.at.desc())
    plain = key.cause is None and key.about is None
    rows = connection.execute(query.limit(MOST_COMPARED) if plain else query.limit(_MOST_IN_ONE)).all()
    return [_sighting(row) for row in rows]


def _counts(connection: Connection, key: Key, spans: Sequence[tuple[datetime, datetime]]) -> list[int]:
    """Return how many came in within each span; one statement, each part along the index."""
    parts = [
        select(
            literal(n).label("n"),
            select(func.count())
            .select_from(_S)
            .where(_of(key), _S.c.at > to_micros(since), _S.c.at <= to_micros(until))
            .scalar_subquery()
            .label("number"),
        )
        for n, (since, until) in enumerate(spans)
    ]
    rows = connection.execute(parts[0].union_all(*parts[1:])).all()
    return [row.number for row in sorted(rows, key=lambda row: int(row.n))]


def _of(key: Key) -> ColumnElement[bool]:
    wanted = [_S.c.topic == key.topic]
    if key.about is not None:
        wanted.append(_S.c.about == key.about)
    if key.cause is not None or key.about is None:
        wanted.append(_S.c.cause == key.cause if key.cause is not None else _S.c.cause.is_(None))
    return and_(*wanted)


def _sighting(row: Row[Any]) -> Sighting:
    return Sighting(row.case_id, from_micros(row.at), row.topic, row.cause, row.about, row.vector)
