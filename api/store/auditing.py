"""Reading the trail: the head of the chain, whether it holds, and its events for export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, func, select

from api.store import tables
from api.store.chain import GENESIS, Head, commitment, digest_of
from api.store.database import Database
from api.store.moments import to_micros

ERASED = "erased"
"""The kind of event that tells of an erasure; its data name the events whose data were taken away."""
_AT_ONCE = 2000
_EVENTS = tables.events
_CHAIN = tables.chain
_LAST = select(func.max(_EVENTS.c.id))
_HEAD = select(_CHAIN.c.count, _CHAIN.c.digest, _LAST.scalar_subquery())
_BEFORE = _EVENTS.alias("before")
_PREVIOUS = select(_BEFORE.c.digest).where(_BEFORE.c.id == _EVENTS.c.id - 1).scalar_subquery()
_PARTS = ("id", "case_id", "draft_id", "at", "actor", "kind", "data", "salt", "commitment")
_RECORD = (*(_EVENTS.c[name] for name in _PARTS), func.coalesce(_PREVIOUS, GENESIS), _EVENTS.c.digest)


@dataclass(frozen=True, slots=True)
class Record:
    """An event as it is stored: `at` in microseconds since 1970, `data` the JSON text that `commitment` is over."""

    id: int
    case_id: str
    draft_id: str | None
    at: int
    actor: str
    kind: str
    data: str | None
    salt: str | None
    commitment: str
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the chain breaks first: at which place, of which case (None where no event is left), and how."""

    id: int
    case_id: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: the head, how many events hold before the first that does not, and that one, if any."""

    head: Head
    events: int
    broken: Broken | None = None


Progress = Callable[[int, int], object]
"""Told how many events have been looked at, of how many."""


class Audit:
    """The trail of one database, for reading."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self) -> Head:
        """Return how many events there are and the digest of the last; keep it elsewhere to hold the trail to it."""
        with self._database.read() as connection:
            return _head(connection)

    def verify(self, *, against: str | None = None, progress: Progress | None = None) -> Verified:
        """Return whether every event is as it was written, in its place, and none is missing.

        `against` is the digest of an earlier head: with it, a history that was made up anew is found, too. Events may
        be added meanwhile.
        """
        walk = _Walk(against)
        with self._database.read() as connection:
            while True:
                head, last = _head_and_last(connection)
                for row in _rows(connection, _EVENTS.c.id > walk.count if walk.count else None, upto=head.count):
                    if broken := walk.step(row):
                        return Verified(head, walk.count, broken)
                    if progress and walk.count % _AT_ONCE == 0:
                        progress(walk.count, head.count)
                # An erasure under way took data before its event was read: the rest of the chain tells of it.
                if not walk.bare or _head(connection) == head:
                    break
        if progress:
            progress(walk.count, head.count)
        return Verified(head, walk.count, walk.end(head, last))

    def records(
        self, *, case_id: str | None = None, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Record]:
        """Yield the events in order, those from `since` to before `until`.

        They are read a few thousand at a time, and no connection is held while the reader is slow.
        """
        conditions = [] if case_id is None else [_EVENTS.c.case_id == case_id]
        conditions += [] if since is None else [_EVENTS.c.at >= to_micros(since)]
        conditions += [] if until is None else [_EVENTS.c.at < to_micros(until)]
        query = select(*_RECORD).where(*conditions).order_by(_EVENTS.c.id).limit(_AT_ONCE)
        last = 0
        while True:
            with self._database.read() as connection:
                rows = connection.execute(query.where(_EVENTS.c.id > last)).all()
            yield from (Record(*row) for row in rows)
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1].id

    def has_case(self, case_id: str) -> bool:
        """Return whether there is such a case."""
        with self._database.read() as connection:
            found = connection.execute(select(tables.cases.c.id).where(tables.cases.c.id == case_id)).first()
        return found is not None


class _Walk:
    """A walk along the chain; `bare` are the events without data that no erasure has told of yet, by id."""

    def __init__(self, against: str | None) -> None:
        self._against = against
        self._met = against in {None, GENESIS}
        self.count = 0
        self.digest = GENESIS
        self.bare: dict[int, str] = {}

    def step(self, row: Row[Any]) -> Broken | None:
        """Return what is wrong with the next event; None when it holds."""
        expected = self.count + 1
        if row.id != expected:
            if row.id > expected:
                return Broken(expected, None, f"it is missing; the next there is has the number {row.id}")
            return Broken(row.id, row.case_id, "it was slipped in before the first")
        if reason := self._wrong(row):
            return Broken(row.id, row.case_id, reason)
        if row.data is None:
            self.bare[row.id] = row.case_id
        elif row.kind == ERASED:
            self._excuse(row)
        self.count, self.digest = expected, row.digest
        self._met = self._met or row.digest == self._against
        return None

    def end(self, head: Head, last: int) -> Broken | None:
        """Return what is wrong with the whole, once every event up to the head was met."""
        if self.bare:
            first = min(self.bare)
            return Broken(first, self.bare[first], "its data are gone, and no erasure tells of it")
        if self.count < head.count:
            return Broken(self.count + 1, None, f"the end was cut off: the head counts {head.count} events")
        if last > head.count:
            return Broken(head.count + 1, None, f"it stands after the head, which counts {head.count} events")
        if self.digest != head.digest:
            return Broken(self.count, None, "the head has another digest")
        if not self._met:
            return Broken(self.count, None, f"no event has the digest {self._against}: the history is another one")
        return None

    def _wrong(self, row: Row[Any]) -> str:
        if digest_of(dict(row._mapping), self.digest) != row.digest:  # noqa: SLF001 - how SQLAlchemy names it
            return "it is not as it was written, or does not follow the one before it"
        if (row.data is None) != (row.salt is None):
            return "its data or its salt is gone, and the other is not"
        if row.data is not None and commitment(row.salt, row.data) != row.commitment:
            return "its data are not as they were written"
        return ""

    def _excuse(self, row: Row[Any]) -> None:
        """Take the events that an erasure names off those without data; it speaks of its own case only."""
        for number in orjson.loads(row.data).get("events", ()):
            if self.bare.get(number) == row.case_id:
                del self.bare[number]


def _head(connection: Connection) -> Head:
    return _head_and_last(connection)[0]


def _head_and_last(connection: Connection) -> tuple[Head, int]:
    """Return the head and the greatest number of an event, both as of one moment."""
    row = connection.execute(_HEAD).one_or_none()
    if row is None:  # none but an intruder takes it away
        return Head(0, GENESIS), int(connection.scalar(_LAST) or 0)
    count, digest, last = row
    return Head(count, digest), int(last or 0)


def _rows(connection: Connection, condition: Any, *, upto: int) -> Iterator[Row[Any]]:
    query = select(_EVENTS).where(_EVENTS.c.id <= upto).order_by(_EVENTS.c.id).limit(_AT_ONCE)
    if condition is not None:
        query = query.where(condition)
    while rows := connection.execute(query).all():
        yield from rows
        query = select(_EVENTS).where(_EVENTS.c.id <= upto, _EVENTS.c.id > rows[-1].id)
        query = query.order_by(_EVENTS.c.id).limit(_AT_ONCE)
