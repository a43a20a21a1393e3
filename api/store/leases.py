"""Who is writing which draft, and until when the others leave it to them.

A lease is a promise of silence, not a lock: a process that dies stops renewing, and when its leases have run out any
other takes the drafts up. Nothing waits on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, select, update

from api.store import tables
from api.store.database import Database
from api.store.moments import after, to_micros

MAX_TRIES = 5
"""How often writing a draft is begun before it is given up; a draft that kills its process must not kill all."""
_DRAFTS = tables.drafts


class Leases:
    """The leases on the drafts of one database. Moments are the caller's clock; processes should agree to a second."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def renew(self, draft_ids: Iterable[str], owner: str, lease: float, now: datetime) -> set[str]:
        """See `DraftStore.renew`."""
        return set(self._set(_mine(draft_ids, owner), lease_until=after(now, lease)))

    def release(self, draft_ids: Iterable[str], owner: str, now: datetime, *, delay: float) -> None:
        """See `DraftStore.release`."""
        self._set(_mine(draft_ids, owner), lease_until=after(now, delay), owner=None)

    def claim(self, draft_id: str, owner: str, lease: float, now: datetime) -> bool:
        """See `DraftStore.claim`."""
        begun_anew = case((_free(now), 1), else_=0)
        free = (_free(now) & (_DRAFTS.c.tries < MAX_TRIES)) | (_DRAFTS.c.owner == owner)
        mine = (_DRAFTS.c.id == draft_id) & ~_DRAFTS.c.exhausted & free
        return bool(self._set(mine, lease_until=after(now, lease), owner=owner, tries=_DRAFTS.c.tries + begun_anew))

    def take_unfinished(self, owner: str, now: datetime, lease: float, limit: int) -> list[str]:
        """See `DraftStore.take_unfinished`."""
        if not self._any(_free(now) & ~_DRAFTS.c.exhausted):
            return []
        given_up = _free(now) & ~_DRAFTS.c.exhausted & (_DRAFTS.c.tries >= MAX_TRIES)
        self._set(given_up, exhausted=True, owner=None)
        ready = _longest_waiting(_free(now) & ~_DRAFTS.c.exhausted, limit)
        return self._set(ready, lease_until=after(now, lease), owner=owner, tries=_DRAFTS.c.tries + 1)

    def take_exhausted(self, owner: str, now: datetime, lease: float, limit: int) -> list[str]:
        """See `DraftStore.take_exhausted`."""
        if not self._any(_free(now) & _DRAFTS.c.exhausted):
            return []
        return self._set(
            _longest_waiting(_free(now) & _DRAFTS.c.exhausted, limit), lease_until=after(now, lease), owner=owner
        )

    def _any(self, condition: ColumnElement[bool]) -> bool:
        # An idle sweep only reads: it must not make writers wait for their turn.
        with self._database.read() as connection:
            return connection.execute(select(_DRAFTS.c.id).where(condition).limit(1)).first() is not None

    def _set(self, condition: ColumnElement[bool], **values: Any) -> list[str]:
        statement = (
            update(_DRAFTS)
            .where(condition, _DRAFTS.c.lease_until.is_not(None))
            .values(**values)
            .returning(_DRAFTS.c.id)
        )
        with self._database.write() as connection:
            return sorted(connection.scalars(statement))


def _free(now: datetime) -> ColumnElement[bool]:
    return _DRAFTS.c.lease_until <= to_micros(now)


def _mine(draft_ids: Iterable[str], owner: str) -> ColumnElement[bool]:
    return _DRAFTS.c.id.in_(list(draft_ids)) & (_DRAFTS.c.owner == owner)


def _longest_waiting(condition: ColumnElement[bool], limit: int) -> ColumnElement[bool]:
    # Rows that another process is just taking are skipped rather than waited for.
    waiting = select(_DRAFTS.c.id).where(condition).order_by(_DRAFTS.c.lease_until).limit(limit)
    return _DRAFTS.c.id.in_(waiting.with_for_update(skip_locked=True).scalar_subquery())
