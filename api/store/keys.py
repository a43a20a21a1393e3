"""API keys: made once, shown once, kept as a digest."""

from __future__ import annotations

import builtins
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from api.errors import InvalidInput
from api.store import tables
from api.store.database import Database
from api.store.ids import new_id
from api.store.moments import from_micros, to_micros
from api.store.words import plain

PREFIX = "amk_"
CACHE_SECONDS = 15.0
"""How long a key may still be taken after another process has revoked it."""
_MOST_CACHED = 10_000
_KEYS = tables.keys
_SETTING, _MADE = "setting", "made"


class Scope(StrEnum):
    """What a key may do."""

    DRAFT = "draft"
    REVIEW = "review"
    KNOWLEDGE = "knowledge"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Key:
    """An API key without its secret."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    revoked_at: datetime | None = None

    def allows(self, scope: Scope) -> bool:
        """Return whether the key may do what `scope` stands for; admin may do everything."""
        return scope in self.scopes or Scope.ADMIN in self.scopes


class KeyStore:
    """The keys of one database. Every method is safe to call from any thread or process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cache: dict[str, tuple[float, Key]] = {}

    def create(self, name: str, scopes: Iterable[Scope | str]) -> tuple[Key, str]:
        """Return a new key and its secret, which cannot be had again.

        Raises:
            InvalidInput: no name, no scope, or a scope that does not exist.
        """
        key = _new_key(name, scopes)
        secret = PREFIX + secrets.token_urlsafe(32)
        with self._database.write() as connection:
            _add(connection, key, secret, _MADE)
        return key, secret

    def authenticate(self, secret: str) -> Key | None:
        """Return the key with this secret, or None when there is none or it was revoked.

        An answer is remembered for `CACHE_SECONDS`; a revocation by this process takes effect at once.
        """
        digest = _digest(secret)
        cached = self._cache.get(digest)
        if cached and cached[0] > monotonic():
            return cached[1]
        query = select(_KEYS).where(_KEYS.c.digest == digest, _KEYS.c.revoked_at.is_(None))
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            self._cache.pop(digest, None)
            return None
        return self._remember(digest, _key(row))

    def list(self) -> builtins.list[Key]:
        """Return every key, revoked ones as well, oldest first."""
        with self._database.read() as connection:
            return [_key(row) for row in connection.execute(select(_KEYS).order_by(_KEYS.c.created_at, _KEYS.c.id))]

    def revoke(self, key_id: str) -> bool:
        """Take a key out of use for good; return False when there is none, or it was revoked before."""
        with self._database.write() as connection:
            revoked = _revoke(connection, _KEYS.c.id == key_id)
        self._cache.clear()
        return revoked

    def ensure_admin(self, secret: str | None) -> str | None:
        """See that there is an admin key; return the secret of one made now, else None.

        A `secret` given is the operator's own: it becomes an admin key, and takes the place of one given before.
        Without it a key is made when no admin key is in use. Of several processes that ask at once, one makes it.
        """
        with self._database.write() as connection:
            _one_at_a_time(connection)
            self._cache.clear()
            if secret:
                _install(connection, secret)
                return None
            if any(Scope.ADMIN in _key(row).scopes for row in connection.execute(_IN_USE)):
                return None
            made = PREFIX + secrets.token_urlsafe(32)
            _add(connection, _new_key("first admin", [Scope.ADMIN]), made, _MADE)
        return made

    def _remember(self, digest: str, key: Key) -> Key:
        if len(self._cache) >= _MOST_CACHED:
            self._cache.clear()
        self._cache[digest] = (monotonic() + CACHE_SECONDS, key)
        return key


_IN_USE = select(_KEYS).where(_KEYS.c.revoked_at.is_(None))


def _digest(secret: str) -> str:
    # The secrets made here hold 256 random bits, so there is nothing to guess and a slow hash would only cost each
    # request its milliseconds. It is for passwords, which people choose, that slowness protects.
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _new_key(name: str, scopes: Iterable[Scope | str]) -> Key:
    title = plain(name).strip()
    if not 0 < len(title) <= 200:
        raise InvalidInput(f"'{title[:80]}' cannot name a key", remedy="give a name of 1 to 200 characters")
    return Key(new_id("key"), title, _scopes(scopes), datetime.now(UTC))


def _scopes(names: Iterable[Scope | str]) -> frozenset[Scope]:
    known = ", ".join(Scope)
    chosen = list(names)
    for name in chosen:
        if name not in list(Scope):
            raise InvalidInput(f"there is no scope '{plain(str(name))[:80]}'", remedy=f"choose among {known}")
    if not chosen:
        raise InvalidInput("a key without a scope can do nothing", remedy=f"choose among {known}")
    return frozenset(Scope(name) for name in chosen)


def _add(connection: Connection, key: Key, secret: str, origin: str) -> None:
    row = {
        "id": key.id,
        "name": key.name,
        "scopes": " ".join(sorted(key.scopes)),
        "digest": _digest(secret),
        "origin": origin,
        "created_at": to_micros(key.created_at),
    }
    connection.execute(insert(_KEYS), row)


def _install(connection: Connection, secret: str) -> None:
    """Make the operator's secret the one admin key that came from the settings."""
    digest = _digest(secret)
    _revoke(connection, (_KEYS.c.origin == _SETTING) & (_KEYS.c.digest != digest))
    known = connection.execute(select(_KEYS.c.id).where(_KEYS.c.digest == digest)).first()
    if known is None:
        _add(connection, _new_key("AMENDS_ADMIN_KEY", [Scope.ADMIN]), secret, _SETTING)
        return
    in_use = {"scopes": Scope.ADMIN.value, "revoked_at": None}
    connection.execute(update(_KEYS).where(_KEYS.c.digest == digest).values(in_use))


def _revoke(connection: Connection, condition: Any) -> bool:
    now = to_micros(datetime.now(UTC))
    statement = update(_KEYS).where(condition, _KEYS.c.revoked_at.is_(None)).values(revoked_at=now)
    return connection.execute(statement).rowcount > 0


def _one_at_a_time(connection: Connection) -> None:
    # Any row that is always there serves; SQLite has only one writer anyway.
    connection.execute(select(tables.counters.c.value).where(tables.counters.c.name == "facts").with_for_update())


def _key(row: Row[Any]) -> Key:
    return Key(
        id=row.id,
        name=row.name,
        scopes=frozenset(Scope(scope) for scope in row.scopes.split()),
        created_at=from_micros(row.created_at),
        revoked_at=None if row.revoked_at is None else from_micros(row.revoked_at),
    )
