"""Bringing a database to the shape this version of the code expects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from api.store.database import Database

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
"""Every revision this code knows, oldest first; the last is what it needs."""

_LOCK_NUMBER = 0x616D656E6473
"""PostgreSQL advisory lock under which one process migrates."""


class DatabaseTooNew(RuntimeError):
    """The database was shaped by a newer version of Amends."""


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest shape; safe when several processes start at once.

    Raises:
        BadDatabaseUrl: see `database_url`.
        DatabaseTooNew: a newer version of the service has been here.
    """
    database = Database(url)
    try:
        migrate_database(database)
    finally:
        database.close()


def migrate_database(database: Database) -> None:
    """Do what `migrate` does, over a database that is already open."""
    database.make_room()
    with database.read() as connection:
        if _is_current(connection):
            return
    with _alone(database) as connection:
        if not _is_current(connection):
            _upgrade(connection)


def _is_current(connection: Connection) -> bool:
    """Return whether nothing is to be done.

    Raises:
        DatabaseTooNew: the database's revision is none of ours.
    """
    found = _revision(connection)
    if found is not None and found not in REVISIONS:
        raise DatabaseTooNew(
            f"the database is at revision {found}, but this version of Amends knows only up to {REVISIONS[-1]}; "
            "start a newer version, or restore the backup made before the upgrade"
        )
    return found == REVISIONS[-1]


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    with database.write() as connection:
        if not database.is_sqlite:  # there, beginning to write has done it
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK_NUMBER})
        yield connection


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - only needed when there is something to do
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
