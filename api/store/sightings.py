"""What each case was first about, and the look-ups by which others like it are found, each along an index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, func, insert, literal, select, update

from api.cases.incidents import HISTORY, RECENT, History, Key, Sighting, keys_of, weeks_before
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
_FEW = 50
"""How many others of one key are looked up when they are counted."""
_OPEN = select(_INCIDENTS.c.id).where(_INCIDENTS.c.id == bindparam("of_incident"), _INCIDENTS.c.status == "open")
_OWN = select(_S.c.incident_id).where(_S.c.case_id == bindparam("of_case"))
_LINE = (
    select(_INCIDENTS.c.id, _INCIDENTS.c.line)
    .join(_S, _S.c.incident_id == _INCIDENTS.c.id)
    .where(_S.c.case_id == bindparam("of_case"), _INCIDENTS.c.status == "open", _INCIDENTS.c.line.is_not(None))
)
_AGAIN = update(_S).where(_S.c.case_id == bindparam("of_case")).values(rewriting="waiting", rewrite_at=bindparam("due"))
_FIRST = select(func.min(_S.c.at)).where(_S.c.topic == bindparam("of_topic"))
_COLUMNS = (_S.c.case_id, _S.c.at, _S.c.topic, _S.c.cause, _S.c.about)
_OPEN_ONES = (
    select(_INCIDENTS.c.id, _INCIDENTS.c.topic, _INCIDENTS.c.cause, _INCIDENTS.c.about)
    .where(_INCIDENTS.c.status == "open", _INCIDENTS.c.topic == bindparam("of_topic"))
    .order_by(_INCIDENTS.c.id.desc())
)
_VECTORS = (
    select(_S.c.vector).where(_S.c.incident_id == bindparam("of_incident")).order_by(_S.c.at.desc()).limit(_MEMBERS)
)


@dataclass(frozen=True, slots=True)
class Around:
    """What a complaint is told by: whether its case was sighted before, and with which incident; else the open ones.

    `recent` counts other cases of the last days with the same topic and cause or thing.
    """

    known: bool
    incident_id: str | None
    open: list[tuple[str, Key]]
    recent: int


class Sightings:
    """The sightings of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def around(self, sighting: Sighting, most: int) -> Around:
        """Return what is around a complaint; others like it are counted no further than `most`.

        Where it tells neither cause nor thing, its words are not compared: too little to call it a recurring one.
        """
        with self._database.read() as connection:
            own = connection.execute(_OWN, {"of_case": sighting.case_id}).one_or_none()
            if own is not None and own.incident_id:
                return Around(known=True, incident_id=own.incident_id, open=[], recent=0)
            rows = [] if own is not None else connection.execute(_OPEN_ONES, {"of_topic": sighting.topic}).all()
            found: set[str] = set()
            for key in keys_of(sighting):
                if len(found) < most and (key.cause or key.about):
                    span = _span(key, sighting.at - RECENT, sighting.at)
                    found.update(connection.scalars(_statements(key).others, span | {"but": sighting.case_id}))
        open_ones = [(row.id, Key(row.topic, row.cause, row.about)) for row in rows]
        return Around(own is not None, None, open_ones, min(len(found), most))

    def members(self, incident_id: str) -> list[bytes | None]:
        """Return the words, as vectors, of an incident's latest cases."""
        with self._database.read() as connection:
            return list(connection.scalars(_VECTORS, {"of_incident": incident_id}))

    def window(self, key: Key, at: datetime, window: timedelta) -> list[Sighting]:
        """Return the cases of a key within the window that ends at `at`, the latest first, but those of an incident."""
        with self._database.read() as connection:
            return in_window(connection, key, at, window)

    def history(self, key: Key, at: datetime, window: timedelta) -> History:
        """Return what came in of a key before the window that ends at `at`."""
        end = at - window
        begin = end - HISTORY
        weeks = weeks_before(end, at)
        count = _statements(key).total
        with self._database.read() as connection:
            first = connection.scalar(_FIRST, {"of_topic": key.topic})
            total = connection.scalar(count, _span(key, begin, end)) or 0
            weekly = sum(connection.scalar(count, _span(key, *week)) or 0 for week in weeks)
        known = max(begin, from_micros(first)) if first is not None else end
        long_enough = known <= weeks[-1][0] + timedelta(days=2)
        weekly_windows = sum((until - since) / window for since, until in weeks) if long_enough else 0.0
        return History(total, max(0.0, (end - known) / window), weekly, weekly_windows)


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
    connection.execute(_AGAIN, {"of_case": draft.case_id, "due": at})


def in_window(connection: Connection, key: Key, at: datetime, window: timedelta) -> list[Sighting]:
    """See `Sightings.window`."""
    rows = connection.execute(_statements(key).window, _span(key, at - window, at)).all()
    return [Sighting(row[0], from_micros(row[1]), *row[2:]) for row in rows]


class _Statements(NamedTuple):
    """What is asked about a key, built once for each sort of key: building takes longer than answering."""

    window: Select[Any]
    others: Select[Any]
    total: Select[Any]


def _statements(key: Key) -> _Statements:
    return _made(key.cause is not None, key.about is not None)


@cache
def _made(caused: bool, named: bool) -> _Statements:  # noqa: FBT001 - the sorts of keys
    wanted = [_S.c.topic == bindparam("of_topic"), _S.c.at > bindparam("since"), _S.c.at <= bindparam("until")]
    if named:
        wanted.append(_S.c.about == bindparam("of_about"))
    if caused:
        wanted.append(_S.c.cause == bindparam("of_cause"))
    elif not named:
        wanted.append(_S.c.cause.is_(None))
    told = caused or named
    window = select(*_COLUMNS, literal(None) if told else _S.c.vector).where(*wanted, _S.c.incident_id.is_(None))
    return _Statements(
        window=window.order_by(_S.c.at.desc()).limit(_MOST_IN_ONE if told else MOST_COMPARED),
        others=select(_S.c.case_id).where(*wanted, _S.c.case_id != bindparam("but")).limit(_FEW),
        total=select(func.count()).select_from(_S).where(*wanted),
    )


def _span(key: Key, since: datetime, until: datetime) -> dict[str, Any]:
    values = {"of_topic": key.topic, "of_cause": key.cause, "of_about": key.about}
    return values | {"since": to_micros(since), "until": to_micros(until)}
