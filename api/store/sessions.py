"""Sessions of the console: a random token in a cookie, kept here as a digest."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select, update

from api.store import tables
from api.store.database import Database
from api.store.ids import new_id
from api.store.keys import Key, Scope
from api.store.moments import from_micros, to_micros
from api.store.people import SCOPES, Role

IDLE_TIME = timedelta(hours=12)
"""A session ends when it was not used for so long."""
LONGEST_TIME = timedelta(days=7)
"""A session ends so long after signing in, however much it is used."""
ROTATION_TIME = timedelta(minutes=30)
"""How old a token gets before a page gives out the next one."""
GRACE_TIME = timedelta(minutes=1)
"""How long the token before is still taken, for requests that were under way."""
_SEEN_EVERY = timedelta(minutes=5)
_SESSIONS = tables.sessions
_PEOPLE = tables.people
_KEYS = tables.keys


@dataclass(frozen=True, slots=True)
class Session:
    """A session without its token: who it is of, and what a request that changes something must carry (`csrf`).

    `role` is None when an API key was used to sign in.
    """

    id: str
    who: Key
    csrf: str
    role: Role | None
    rotated_at: datetime


class SessionStore:
    """The sessions of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, *, person_id: str | None = None, key_id: str | None = None, now: datetime) -> str:
        """Return the token of a new session of a person, or of an API key; those that ended are cleared away."""
        token, at = secrets.token_urlsafe(32), to_micros(now)
        row = {
            "id": new_id("ses"),
            "digest": _digest(token),
            "csrf": secrets.token_urlsafe(32),
            "person_id": person_id,
            "key_id": key_id,
            "created_at": at,
            "rotated_at": at,
            "seen_at": at,
        }
        with self._database.write() as connection:
            connection.execute(delete(_SESSIONS).where(_ended(now)))
            connection.execute(insert(_SESSIONS), row)
        return token

    def of(self, token: str, now: datetime) -> Session | None:
        """Return the session with this token; None when there is none, it ended, or its owner may not come in."""
        digest, at = _digest(token), to_micros(now)
        mine = or_(_SESSIONS.c.digest == digest, and_(_SESSIONS.c.before == digest, _SESSIONS.c.before_until > at))
        columns = (
            _SESSIONS,
            _PEOPLE.c.name.label("person"),
            _PEOPLE.c.role,
            _PEOPLE.c.disabled_at,
            _KEYS.c.name.label("key"),
            _KEYS.c.scopes,
            _KEYS.c.revoked_at,
        )
        joined = _SESSIONS.outerjoin(_PEOPLE, _PEOPLE.c.id == _SESSIONS.c.person_id).outerjoin(
            _KEYS, _KEYS.c.id == _SESSIONS.c.key_id
        )
        query = select(*columns).select_from(joined).where(mine, ~_ended(now))
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None or row.disabled_at is not None or row.revoked_at is not None:
            return None
        self._seen(row, now)
        return _session(row)

    def rotate(self, session: Session, now: datetime) -> str | None:
        """Return the next token of a session whose token is old enough; None when it is not."""
        if now - session.rotated_at < ROTATION_TIME:
            return None
        token = secrets.token_urlsafe(32)
        due = (_SESSIONS.c.id == session.id, _SESSIONS.c.rotated_at == to_micros(session.rotated_at))
        changes = {
            "digest": _digest(token),
            "before": _SESSIONS.c.digest,
            "before_until": to_micros(now + GRACE_TIME),
            "rotated_at": to_micros(now),
        }
        with self._database.write() as connection:
            won = connection.execute(update(_SESSIONS).where(*due).values(changes)).rowcount == 1
        return token if won else None

    def end(self, session_id: str) -> None:
        """End a session."""
        with self._database.write() as connection:
            connection.execute(delete(_SESSIONS).where(_SESSIONS.c.id == session_id))

    def _seen(self, row: Row[Any], now: datetime) -> None:
        if now - from_micros(row.seen_at) >= _SEEN_EVERY:
            with self._database.write() as connection:
                _touch(connection, row.id, now)


def _touch(connection: Connection, session_id: str, now: datetime) -> None:
    connection.execute(update(_SESSIONS).where(_SESSIONS.c.id == session_id).values(seen_at=to_micros(now)))


def _ended(now: datetime) -> Any:
    return or_(
        _SESSIONS.c.seen_at <= to_micros(now - IDLE_TIME), _SESSIONS.c.created_at <= to_micros(now - LONGEST_TIME)
    )


def _digest(token: str) -> str:
    # 256 random bits: there is nothing to guess, so a fast digest does.
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _session(row: Row[Any]) -> Session:
    role = Role(row.role) if row.role else None
    scopes = SCOPES[role] if role else frozenset(Scope(scope) for scope in (row.scopes or "").split())
    who = Key(row.person_id or row.key_id, row.person or row.key, scopes, from_micros(row.created_at))
    return Session(row.id, who, row.csrf, role, from_micros(row.rotated_at))
