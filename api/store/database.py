"""The connection to the database: where it is, how it is read, how it is written."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from api.errors import Unavailable
from api.store.checkpoints import BACKSTOP_PAGES, Checkpoints

BUSY_SECONDS = 10.0
"""How long a writer waits for its turn before it is told that the database is busy."""
_FIRST_PAUSE = 0.0002
_LONGEST_PAUSE = 0.002
_MANY_ROWS = 500

_WAIT = f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}"
_PRAGMAS = (
    _WAIT,
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16000",
    f"PRAGMA wal_autocheckpoint={BACKSTOP_PAGES}",
)


class BadDatabaseUrl(ValueError):
    """The database URL cannot be used; the message says why, without its password."""


def database_url(url: str) -> URL:
    """Return `url` with the driver this service uses.

    Raises:
        BadDatabaseUrl: it is no URL, or neither SQLite in a file nor PostgreSQL.
    """
    try:
        parsed = make_url(url.strip())
    except (ArgumentError, ValueError):
        # The text itself is withheld: it may hold a password.
        raise BadDatabaseUrl(f"the database URL cannot be read; {_EXPECTED}") from None
    backend = parsed.drivername.partition("+")[0]
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return _in_a_file(parsed)
    raise BadDatabaseUrl(f"databases of kind '{backend}' are not supported; {_EXPECTED}")


_EXPECTED = "expected sqlite:////folder/file.db or postgresql://user:password@host:5432/name"


def _in_a_file(url: URL) -> URL:
    name = url.database
    if not name or name == ":memory:" or "mode=memory" in name or name.startswith("file:"):
        raise BadDatabaseUrl(f"SQLite needs a file that several processes can share; {_EXPECTED}")
    return url.set(drivername="sqlite", database=str(Path(name).expanduser().absolute()))


class Database:
    """An engine with two ways in: `read` for statements that change nothing, `write` for one transaction.

    On SQLite only one connection can write at a time. Threads of this process queue on a lock; between processes the
    turn is asked for in steps of a fraction of a millisecond, since SQLite's own waiting sleeps up to 100 ms a step.

    Raises:
        BadDatabaseUrl: see `database_url`.
    """

    def __init__(self, url: str) -> None:
        self.url = database_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgres_engine(self.url)
        self._reader = self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._turn = Lock()
        self._checkpoints = Checkpoints(Path(str(self.url.database)), self._turn)

    def read(self) -> Connection:
        """Return a connection for statements that change nothing; each sees what is committed when it starts."""
        return self._reader.connect()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Run the block in one transaction: committed at its end, rolled back when it raises.

        Raises:
            Unavailable: other writers held the database for `BUSY_SECONDS`.
        """
        if not self.is_sqlite:
            with self.engine.begin() as connection:
                yield connection
            return
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise _busy()
        try:
            with self.engine.connect() as connection:
                _begin_immediate(connection)
                yield connection
                connection.commit()
                self._checkpoints.written()
        finally:
            self._turn.release()

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Return an INSERT that knows ON CONFLICT in the database's own dialect."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def expect_growth(self, connection: Connection, table: Table, rows: int) -> None:
        """Tell the planner that a table has just grown by `rows`, when they are many.

        PostgreSQL takes a table for as small as it was until its next autovacuum, a minute away: measured, looking up
        10,000 facts by id took 5.0 s before and 0.9 s after.
        """
        if not self.is_sqlite and rows >= _MANY_ROWS:
            connection.exec_driver_sql(f"ANALYZE {table.name}")

    def compact(self, tables: Sequence[Table]) -> bool:
        """Take what was deleted and overwritten out of the files; return whether it is out.

        SQLite's file is written anew and its log emptied; with others reading all the time that may not come about.
        PostgreSQL frees the space of these tables for other rows, and wipes it as they come.
        """
        if not self.is_sqlite:
            with self._reader.connect() as connection:
                connection.exec_driver_sql(f"VACUUM {', '.join(table.name for table in tables)}")
            return True
        with self._turn, self.engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            _insist(raw, "VACUUM")
            deadline = time.monotonic() + BUSY_SECONDS
            while raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                if time.monotonic() > deadline:
                    return False
                time.sleep(_LONGEST_PAUSE)
        return True

    def make_room(self) -> None:
        """Make the folder of an SQLite file, readable by its owner alone, if it is not there."""
        if self.is_sqlite:
            Path(str(self.url.database)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)

    def close(self) -> None:
        """Close every connection."""
        self._checkpoints.stop()
        self.engine.dispose()


def _busy() -> Unavailable:
    return Unavailable(
        f"the database was busy for {BUSY_SECONDS:g} seconds", remedy="try again; the request changed nothing"
    )


def _begin_immediate(connection: Connection) -> None:
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA busy_timeout=0")
    try:
        _insist(raw, "BEGIN IMMEDIATE")
    finally:
        raw.execute(_WAIT)


def _insist(raw: Any, statement: str) -> None:
    """Execute `statement` as soon as no other process is in its way."""
    deadline = time.monotonic() + BUSY_SECONDS
    pause = _FIRST_PAUSE
    while True:
        try:
            raw.execute(statement)
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                raise
            if time.monotonic() > deadline:
                raise _busy() from error
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)
        else:
            return


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_size=16,
        max_overflow=48,
        pool_use_lifo=True,
        pool_reset_on_return="rollback",
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False, "cached_statements": 256},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(raw: Any, _record: object) -> None:
    # The driver's own BEGIN is deferred and meets SQLITE_BUSY half-way through a transaction; `write` begins instead.
    raw.isolation_level = None
    for pragma in _PRAGMAS:
        raw.execute(pragma)
    # On a new file this needs the file to itself, and SQLite does not wait for that however long it is told to.
    _insist(raw, "PRAGMA journal_mode=WAL")


def _postgres_engine(url: URL) -> Engine:
    return create_engine(
        url,
        pool_size=10,
        max_overflow=20,
        pool_timeout=BUSY_SECONDS,
        pool_pre_ping=True,
        pool_use_lifo=True,
        connect_args={"connect_timeout": 10, "application_name": "amends"},
    )


def reachable(database: Database) -> bool:
    """Return whether the database answers."""
    try:
        with database.read() as connection:
            connection.exec_driver_sql("SELECT 1")
    except DBAPIError:
        return False
    return True
