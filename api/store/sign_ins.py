"""Sign-ins that are under way elsewhere: each is finished once, in its time, or not at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, insert, select

from api.store import tables
from api.store.database import Database
from api.store.moments import to_micros

SIGN_IN_TIME = timedelta(minutes=10)
"""How long a sign-in may take at the provider."""
MOST = 10_000
"""Sign-ins under way at once; beyond it the oldest give way, so that nobody fills the database."""
_SIGN_INS = tables.sign_ins


class SignIns:
    """The sign-ins under way in one database, shared by all workers. Of the secret only a digest is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, secret: str, now: datetime) -> None:
        """Keep that a sign-in began; those that ran out are cleared away."""
        row = {"digest": _digest(secret), "expires_at": to_micros(now + SIGN_IN_TIME)}
        last = select(_SIGN_INS.c.expires_at).order_by(_SIGN_INS.c.expires_at.desc()).offset(MOST - 1).limit(1)
        with self._database.write() as connection:
            connection.execute(delete(_SIGN_INS).where(_SIGN_INS.c.expires_at <= to_micros(now)))
            oldest = connection.execute(last).scalar()
            if oldest is not None:
                connection.execute(delete(_SIGN_INS).where(_SIGN_INS.c.expires_at <= oldest))
            connection.execute(insert(_SIGN_INS), row)

    def finish(self, secret: str, now: datetime) -> bool:
        """Return whether the sign-in is under way; it is not any more."""
        mine = (_SIGN_INS.c.digest == _digest(secret), _SIGN_INS.c.expires_at > to_micros(now))
        with self._database.write() as connection:
            return connection.execute(delete(_SIGN_INS).where(*mine)).rowcount == 1


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
