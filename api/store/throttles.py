"""Counting failures, so that guessing becomes slow. Counts are shared by all workers and outlast a restart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from api.store import tables
from api.store.database import Database
from api.store.moments import from_micros, to_micros

WINDOW = timedelta(minutes=15)
"""Failures older than this are forgotten."""
_THROTTLES = tables.throttles


class Throttles:
    """Failures by name, such as an address or an account."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def wait(self, limits: Mapping[str, int], now: datetime) -> timedelta | None:
        """Return how long to wait before the next try, when any name has failed as often as its limit; else None."""
        query = select(_THROTTLES).where(_THROTTLES.c.name.in_(limits))
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        ends = [from_micros(row.since) + WINDOW for row in rows if row.failures >= limits[row.name]]
        left = max((end - now for end in ends), default=timedelta(0))
        return left if left > timedelta(0) else None

    def failed(self, names: Mapping[str, int], now: datetime) -> None:
        """Count a failure for each name; a window that has passed begins anew."""
        at, start = to_micros(now), to_micros(now - WINDOW)
        with self._database.write() as connection:
            connection.execute(delete(_THROTTLES).where(_THROTTLES.c.since <= start))
            add = self._database.insert(_THROTTLES)
            for name in sorted(names):
                row = {"name": name, "failures": 1, "since": at}
                more = {"failures": _THROTTLES.c.failures + 1}
                connection.execute(add.values(row).on_conflict_do_update(index_elements=["name"], set_=more))

    def forgive(self, name: str) -> None:
        """Forget the failures of a name."""
        with self._database.write() as connection:
            connection.execute(delete(_THROTTLES).where(_THROTTLES.c.name == name))
